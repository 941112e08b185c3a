"""Places with their own questions in assessments, coverage profiles, the stability of spots, and plans."""

import json

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from test_own_questions import ALL, DAY, FIXES, MIDNIGHT, OWN, RUN, fixes, places, rows_of

from blindspot.layers.attributes import is_null
from small_layers import EASTING, NORTHING, attributes, point_layer, saved, shape_layer

__all__ = ["fixes"]  # a fixture
ASKED = [(None, None), (15.0, None), (None, DAY[0]), (15.0, ALL[0]), (15.0, None)]
QUIET = {name: value for name, value in FIXES.items() if name != "SECONDS"}


def own_run(minutes, hours) -> dict:
    """The parameters of a run with the question of one place."""
    return {**RUN, **(dict([DAY, ALL])[hours] if hours else {}), "REVISIT": minutes or 120}


def hover(start, x, seconds=900) -> str:
    ends = ((0, start), (60, start), (60, start + seconds), (0, start + seconds))
    return f"LineStringZM({', '.join(f'{x} {NORTHING} {z} {m!r}' for z, m in ends)})"


def routes(*hours):
    """A drone that stands over the places, at so many hours after midnight of the second day."""
    return shape_layer(
        [hover(MIDNIGHT + 86_400 + 3600.0 * hour, EASTING + 200 * i) for i, hour in enumerate(hours)], "LineStringZM"
    )


def test_an_assessment_counts_with_the_question_of_each_place(run, fixes, tmp_path):
    layer, flights = places(*ASKED), routes(23, 24, 12, 10, 26)
    given = {"INPUT": fixes, "ROUTES": flights, "REPEAT": 1, "PLACES": layer, **FIXES}
    page = tmp_path / "report.html"
    together = run("assessplan", **given, **RUN, **OWN, HTML=str(page), OUTPUT="memory:")
    names = ("gap_before", "gap_after", "gain", "gain_low", "drone_visits", "nights_seen_after", "worst_gap_after_s")
    found = rows_of(together, names)
    assert all(row[2] > 0 for row in found)
    for number, asked in enumerate(ASKED):
        alone = rows_of(run("assessplan", **given, **own_run(*asked), OUTPUT="memory:"), names)[number]
        assert found[number] == pytest.approx(alone, abs=1e-9)
    assert together["GAIN"] == pytest.approx(sum(row[2] for row in found))
    text = page.read_text()
    assert "in the hours in which each place is watched" in text
    assert "the place&#39;s own revisit interval" in text
    whys = [why for (why,) in rows_of(together, ("why",))]
    for number, nights in ((0, "of 7 nights"), (2, "of 5 days"), (3, "of 7 days")):
        assert nights in whys[number]


def test_two_periods_are_compared_place_by_place(run, fixes):
    layer = places(*ASKED)
    given = {"INPUT": fixes, "INPUT_AFTER": fixes, "PLACES": layer, **FIXES}
    given |= {"PERIOD_END": "2026-01-08T12:00:00", "PERIOD_AFTER_START": "2026-01-07T00:00:00"}
    together = rows_of(run("assessplan", **given, **RUN, **OWN, OUTPUT="memory:"), ("gap_before", "gap_after"))
    for number, asked in enumerate(ASKED):
        alone = run("assessplan", **given, **own_run(*asked), OUTPUT="memory:")
        assert together[number] == pytest.approx(rows_of(alone, ("gap_before", "gap_after"))[number], abs=1e-9)
    assert any(before != after for before, after in together)


def test_a_profile_for_each_place_is_that_of_its_own_question(run, fixes):
    names = ("place_id", "weekday", "hour", "gap", "watch_hours", "unit_hours")
    given = {"INPUT": fixes, "PLACES": places(*ASKED), **QUIET, "PER_PLACE": True}
    together = run("coverageprofile", **given, **RUN, **OWN, OUTPUT="memory:")
    rows = attributes(together["OUTPUT"], *names)
    scored = run("scoregaps", INPUT=fixes, PLACES=places(*ASKED), **FIXES, **RUN, **OWN, OUTPUT="memory:")
    gaps = [gap for (gap,) in rows_of(scored, ("gap",))]
    assert together["MEAN_GAP"] == pytest.approx(sum(gaps) / len(gaps))
    for number, asked in enumerate(ASKED):
        own = rows[168 * number : 168 * (number + 1)]
        alone = run("coverageprofile", **given, **own_run(*asked), OUTPUT="memory:")
        other = attributes(alone["OUTPUT"], *names)[168 * number : 168 * (number + 1)]
        for one, two in zip(own, other, strict=True):
            assert one[:3] == two[:3]
            for mine, theirs in zip(one[3:5], two[3:5], strict=True):
                assert mine == (theirs if is_null(theirs) else pytest.approx(theirs, abs=1e-9))
    total = run("coverageprofile", **given | {"PER_PLACE": False}, **RUN, **OWN, OUTPUT="memory:")
    assert total["MEAN_GAP"] == pytest.approx(sum(gaps) / len(gaps))
    assert total["DARKEST_HOUR"] == together["DARKEST_HOUR"]


def test_spots_of_places_with_their_own_questions_are_found_again(run, fixes, log):
    layer = places((None, None), (600.0, None), (20.0, "00:00-10:00"), (5.0, None))
    rules = {"SHARE": 100, "MIN_GAP": 0.7, "MERGE_DISTANCE": 0}
    given = {"INPUT": fixes, "PLACES": layer, **QUIET, **RUN}
    scored = run("scoregaps", **given, **OWN, OUTPUT="memory:")
    assert [gap >= 0.7 for (gap,) in rows_of(scored, ("gap",))] == [False, False, False, True]
    spots = run("findblindspots", INPUT=scored["OUTPUT"], **rules, OUTPUT="memory:")["OUTPUT"]
    how = {"SPOTS": spots, **given, **rules, "ACCURACY": 0, "REPEATS": 3, "OUTPUT": "memory:"}
    found = run("spotstability", **how)
    assert found["MEAN_STABILITY"] == 1
    assert any("Revisit field of the places (min) = every" in text for text in log.infos)
    alike = {**how, "PLACES": places(*[(None, None)] * 4)}
    with pytest.raises(QgsProcessingException, match="Not one of the spots"):
        run("spotstability", **alike)


def test_the_question_travels_with_the_results_and_plans_keep_to_the_hours(run, fixes, log, tmp_path):
    asked = [(None, None), (15.0, "00:00-02:00"), (None, "08:00-18:00"), (15.0, "22:00-05:00")]
    inputs = {name: tmp_path / f"{name}.gpkg" for name in ("fixes", "places", "sites", "gaps", "spots", "routes")}
    saved(fixes, inputs["fixes"])
    saved(places(*asked), inputs["places"])
    saved(point_layer([((EASTING - 300, NORTHING), "Depot")], (("name", "QString"),)), inputs["sites"])
    files = {name: str(path) for name, path in inputs.items()}
    given = {"INPUT": files["fixes"], "PLACES": files["places"], **QUIET, **RUN, "MIN_SPEED": 80}
    run("scoregaps", **given, **OWN, OUTPUT=files["gaps"])
    run("findblindspots", INPUT=files["gaps"], SHARE=100, MIN_GAP=0, MERGE_DISTANCE=0, OUTPUT=files["spots"])
    for limits in ({}, {"SCORED": files["gaps"]}):
        made = run(
            *("planroutes",),
            **{"BLIND_SPOTS": [files["spots"]], "LAUNCH_SITES": files["sites"], "MAX_ITERATIONS": 30, **limits},
            **{"DRONES": 1, "SORTIES": 4, "ENDURANCE": 30, "ROUTES": files["routes"], "SPOTS": "memory:"},
        )
        closed = dict(attributes(made["SPOTS"], "spot_id", "closed"))
        assert len(closed) == 4
        assert sum(share > 0 for share in closed.values()) == 3  # the place that is watched by day is left out
        assert sum("own revisit intervals (REVISIT_FIELD)" in text for text in log.warnings) == 1
        assert sum("own hours (WATCH_FIELD)" in text for text in log.warnings) == 1
        log.warnings.clear()
    profiles = attributes(QgsVectorLayer(files["gaps"]), "gap_profile")
    assert [len(json.loads(text)) for (text,) in profiles] == [28, 28, 0, 28]
    alone = run("assessplan", ROUTES=files["routes"], OUTPUT="memory:")
    assert any("Revisit field of the places (min) = every" in text for text in log.infos)
    full = run("assessplan", ROUTES=files["routes"], **given, **OWN, OUTPUT="memory:")
    assert alone["GAIN"] == pytest.approx(full["GAIN"], abs=1e-12)
    assert not [text for text in log.warnings if "was made with" in text]
    other = run("assessplan", ROUTES=files["routes"], **given, REVISIT_FIELD="every", OUTPUT="memory:")
    assert alone["GAIN"] == other["GAIN"]
