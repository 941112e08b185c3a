"""The bar of every algorithm: forwards only, full only at the end, in words, and in proportion to the work."""

import pytest

from blindspot.algorithms.base import BlindspotAlgorithm
from blindspot.algorithms.durations import split
from blindspot.algorithms.part_feedback import PartFeedback
from small_layers import EASTING, NORTHING, Feedback, point_layer, saved, walk_rows


@pytest.fixture
def results(run, tmp_path):
    """A scored grid, its blind spots and a plan, in files."""
    fixes = saved(point_layer(walk_rows(), name="fixes"), tmp_path / "fixes.gpkg")
    site = point_layer([((EASTING, NORTHING + 50), "base")], (("name", "QString"),), name="sites")
    scored = run("scoregaps", INPUT=fixes, UNIT_FIELD="unit", CELL_SIZE=100, OUTPUT=str(tmp_path / "gaps.gpkg"))
    spots = run("findblindspots", INPUT=scored["OUTPUT"], OUTPUT=str(tmp_path / "spots.gpkg"))
    flown = {"LAUNCH_SITES": site, "MAX_ITERATIONS": 5}
    plan = run("planroutes", BLIND_SPOTS=[spots["OUTPUT"]], **flown, ROUTES=str(tmp_path / "routes.gpkg"))
    return {"fixes": fixes, "scored": scored["OUTPUT"], "spots": spots["OUTPUT"], "routes": plan["ROUTES"], **flown}


def values(name, made) -> dict:
    flown = {"LAUNCH_SITES": made["LAUNCH_SITES"], "MAX_ITERATIONS": 5}
    return {
        "preparetracks": {"INPUT": made["fixes"], "OUTPUT": "memory:", "REJECTED": "memory:"},
        "scoregaps": {"INPUT": made["fixes"], "CELL_SIZE": 100, "OUTPUT": "memory:", "GAP_RASTER": "TEMPORARY_OUTPUT"},
        "findblindspots": {"INPUT": made["scored"], "SIGNIFICANCE": True, "OUTPUT": "memory:"},
        "planroutes": {"BLIND_SPOTS": [made["spots"]], **flown, "ROUTES": "memory:"},
        "assessplan": {"ROUTES": made["routes"], "OUTPUT": "memory:"},
        "plannights": {"INPUT": made["fixes"], "CELL_SIZE": 100, **flown, "NIGHTS": 2, "ROUTES": "memory:"},
        "coverageprofile": {"SCORED": made["scored"], "OUTPUT": "memory:"},
        "patroleffort": {"INPUT": made["fixes"], "CELL_SIZE": 100, "OUTPUT": "memory:"},
        "spotstability": {"SPOTS": made["spots"], "REPEATS": 2, "OUTPUT": "memory:"},
        "sweepareas": {"INPUT": made["spots"], "OUTPUT": "memory:"},
        "repeatrun": {"INPUT": made["scored"], "OUTPUT": "memory:"},
    }[name]


ALGORITHMS = (
    *("preparetracks", "scoregaps", "findblindspots", "planroutes", "assessplan", "plannights", "coverageprofile"),
    *("patroleffort", "spotstability", "sweepareas", "repeatrun"),
)


def test_bars_go_forwards_and_are_full_only_when_all_is_written(run, results, monkeypatch):
    full_before_the_end = []
    finish = BlindspotAlgorithm.processAlgorithm

    def watched(self, parameters, context, feedback):
        from blindspot.algorithms.run import Run

        def finished(run, results, then=Run.finish):
            full_before_the_end.append(max(run.feedback.shares, default=0.0) if hasattr(run.feedback, "shares") else 0)
            return then(run, results)

        with monkeypatch.context() as patch:
            patch.setattr(Run, "finish", finished)
            return finish(self, parameters, context, feedback)

    for name in ALGORITHMS:
        feedback = Feedback()
        with monkeypatch.context() as patch:
            patch.setattr(BlindspotAlgorithm, "processAlgorithm", watched)
            run(name, feedback=feedback, **values(name, results))
        assert feedback.shares == sorted(feedback.shares), name
        assert feedback.shares[-1] == 100, name
        assert max(full_before_the_end) <= 99, name
        assert any(text.startswith("Writing ") for text in feedback.stages) or name == "repeatrun", name
        assert len(feedback.stages) >= 2, (name, feedback.stages)
        gaps = [b - a for a, b in zip(feedback.shares, feedback.shares[1:], strict=False)]
        assert max(gaps) < 75, (name, max(gaps))


def test_the_words_of_a_part_reach_the_user():
    whole = Feedback()
    part = PartFeedback(whole, 0.2, 0.6)
    part.setProgressText("Reading fixes.")
    part.setProgress(50)
    assert whole.stages == ["Reading fixes."]
    assert whole.shares == pytest.approx([40])


def test_stages_share_the_bar_as_their_work_does():
    assert split(0.1, 1, 1, 2, 0, 6) == pytest.approx([0.2, 0.4, 0.4, 1.0])
    assert split(0, 1, 0, 0) == pytest.approx([0.5, 1.0])
