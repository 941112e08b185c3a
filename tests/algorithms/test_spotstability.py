"""blindspot:spotstability through processing.run."""

import pytest
from qgis.core import QgsProcessingException

from blindspot.engine.spots import stability
from small_layers import EASTING, NORTHING, Feedback, attributes, point_layer, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "REVISIT": 60}
RULES = {"SHARE": 100, "MIN_GAP": 0.95}
OURS = ("stability", "found", "repeats", "matters_most", "lost_accuracy", "lost_range", "lost_revisit", "lost_grid")
X0, Y0 = EASTING, NORTHING - 300
AREA = f"Polygon(({X0} {Y0}, {X0 + 1000} {Y0}, {X0 + 1000} {Y0 + 800}, {X0} {Y0 + 800}, {X0} {Y0}))"
STREETS = [f"LineString({X0} {NORTHING - away}, {X0 + 2000} {NORTHING - away})" for away in (55, 45, 200)]


def streets():
    """Of 55, 45 and 200 m from where U0 walks."""
    return shape_layer(STREETS, "LineString", fields=(("name", "QString"),), rows=[("Quay",), ("Hill",), ("Mill",)])


def spots_of(run, walks, **parameters):
    places = run("scoregaps", INPUT=walks, **FIXES, **parameters, OUTPUT="memory:")["OUTPUT"]
    return run("findblindspots", INPUT=places, **RULES, OUTPUT="memory:")["OUTPUT"]


def test_streets_depend_on_the_range_and_the_log_reports_it(run, walks, log):
    # A walker sees for 30 s (mean) in half a minute of range: 55 m away never, unless the range is 10 % longer.
    result = run(
        "spotstability", SPOTS=streets(), INPUT=walks, **FIXES, **RULES, PLACES=streets(), ACCURACY=2, OUTPUT="memory:"
    )
    rows = {row[0]: row[1:] for row in attributes(result["OUTPUT"], "name", *OURS)}
    assert rows["Mill"] == (1.0, 20, 20, "", 0.0, 0.0, 0.0, None)
    share, found, repeats, most, _, by_range, by_revisit, by_grid = rows["Quay"]
    assert share == found / repeats == pytest.approx(0.7, abs=0.25)
    assert most == "detection range"
    assert by_range == pytest.approx(2 / 6)  # lost with factors of 1.125 and 1.208, of six
    assert (by_revisit, by_grid) == (0.0, None)
    assert rows["Hill"][0] < 0.8
    assert (result["SPOT_COUNT"], result["STABLE_COUNT"]) == (3, sum(row[0] >= 0.8 for row in rows.values()))
    assert result["MEAN_STABILITY"] == pytest.approx(sum(row[0] for row in rows.values()) / 3)
    assert any("1 of 3 spots are not found with these parameters at all" in text for text in log.warnings)
    assert any("of 3 spots are found again in at least 80 % of 20 repeats" in text for text in log.infos)
    assert any("What matters most: detection range for 1, no setting alone for 2." in text for text in log.infos)


@pytest.mark.parametrize("extra", [{}, {"AREA": True, "GRID_TYPE": 1}])
def test_the_spots_of_a_grid_are_found_again_and_the_same_twice(run, walks, log, extra):
    extra = {**extra, "AREA": shape_layer([AREA])} if extra else {}
    river = shape_layer([f"LineString({X0} {Y0}, {X0 + 1000} {Y0})"], "LineString", name="Riverside")
    extra["DEMAND"] = [river]
    spots = spots_of(run, walks, **extra)
    how = {"SPOTS": spots, "INPUT": walks, **FIXES, **RULES, **extra, "REPEATS": 4, "OUTPUT": "memory:"}
    once, twice = (run("spotstability", **how) for _ in range(2))
    names = ("spot_id", "priority", "why", *OURS)
    rows = attributes(once["OUTPUT"], *names)
    assert rows == attributes(twice["OUTPUT"], *names)
    assert [row[:3] for row in rows] == attributes(spots, *names[:3])
    assert [f.geometry().asWkt() for f in once["OUTPUT"].getFeatures()] == [
        f.geometry().asWkt() for f in spots.getFeatures()
    ]
    assert all(0 <= value <= 1 for row in rows for value in (row[3], *row[7:]))
    assert once["MEAN_STABILITY"] > 0.9  # a river 300 m away is out of range with all settings
    assert not any("at all" in text for text in log.warnings)
    assert sum("No feature of the demand layer" in text for text in log.warnings) == 0
    other = run("spotstability", **{**how, "SEED": 2})
    assert attributes(other["OUTPUT"], *names) != rows


def test_every_layer_is_read_once(run, walks, monkeypatch):
    from blindspot.algorithms import run as run_module

    read = []
    as_ever = run_module.read_features
    monkeypatch.setattr(run_module, "read_features", lambda *how: read.append(how[0]) or as_ever(*how))
    river = shape_layer([f"LineString({X0} {Y0}, {X0 + 1000} {Y0})"], "LineString", name="Riverside")
    spots = shape_layer([AREA])
    how = {"INPUT": walks, **FIXES, **RULES, "AREA": shape_layer([AREA]), "DEMAND": [river], "REPEATS": 1}
    run("spotstability", SPOTS=spots, **how, OUTPUT="memory:")
    assert len(read) == 3  # SPOTS, AREA and DEMAND


def test_without_variation_every_spot_is_found(run, walks, monkeypatch):
    monkeypatch.setattr(stability, "VARIATION", 0.0)
    monkeypatch.setattr(stability, "HALF_A_CELL", 0.0)
    spots = spots_of(run, walks)
    how = {"SPOTS": spots, "INPUT": walks, **FIXES, **RULES, "ACCURACY": 0, "REPEATS": 2}
    result = run("spotstability", **how, OUTPUT="memory:")
    assert set(attributes(result["OUTPUT"], *OURS)) == {(1.0, 2, 2, "", 0.0, 0.0, 0.0, 0.0)}
    assert result["MEAN_STABILITY"] == 1


def test_the_accuracy_of_each_fix_counts(run, log):
    fields = (("time", "QDateTime"), ("unit", "QString"), ("accuracy", "Double"))
    exits = shape_layer([f"Point({X0 + x} {NORTHING - 55})" for x in (400, 1200, 2000)], "Point")
    how = {**FIXES, **RULES, "PLACES": exits, "REPEATS": 24, "ACCURACY": 1, "ACCURACY_FIELD": "accuracy"}
    lost = []
    for accuracy in (1.0, 60.0, None):
        walks = point_layer([(*row, accuracy) for row in walk_rows()], fields)
        result = run("spotstability", SPOTS=exits, INPUT=walks, **how, OUTPUT="memory:")
        lost.append(sum(row for (row,) in attributes(result["OUTPUT"], "lost_accuracy")) / 3)
    assert lost[0] == lost[2] == 0
    assert lost[1] == pytest.approx(0.44, abs=0.2)  # of a normal error of 60 m / 1.51, from 5 to 105 m southwards
    assert any("Its median is 1 m. For 0 of 120 fixes" in text for text in log.infos)
    assert any("For 120 of 120 fixes, which have no value of their own, it is ACCURACY" in text for text in log.infos)


def test_cancel_stops_and_progress_never_falls(run, walks):
    how = {"SPOTS": streets(), "INPUT": walks, **FIXES, **RULES, "PLACES": streets(), "REPEATS": 4}
    feedback = Feedback()
    run("spotstability", feedback=feedback, **how, OUTPUT="memory:")
    assert feedback.shares == sorted(feedback.shares)
    assert feedback.shares[-1] > 99
    cancelled = Feedback(cancel_at=50)
    result = run("spotstability", feedback=cancelled, **how, OUTPUT="memory:")
    assert "OUTPUT" not in result
    assert max(cancelled.shares) < 60


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"SPOTS": "nowhere"}, "SPOTS"),
        ({"REPEATS": 0}, "REPEATS is 0; it must be from 1"),
        ({"MATCH": 0}, "MATCH is 0; it must be from"),
        ({"ACCURACY": -1}, "ACCURACY"),
        ({"ACCURACY_FIELD": "nope"}, "nope"),
        ({"REVISIT": 600, "WATCH_START": "22:00", "WATCH_END": "09:00"}, "vary REVISIT by up to 25 %"),
        ({"SHARE": 0}, "SHARE"),
    ],
)
def test_bad_input_is_one_sentence(run, walks, extra, sentence):
    how = {"SPOTS": streets(), "INPUT": walks, **FIXES, **RULES, "PLACES": streets(), "OUTPUT": "memory:", **extra}
    with pytest.raises(QgsProcessingException, match=sentence):
        run("spotstability", **how)


def test_spots_without_a_shape_are_one_sentence(run, walks):
    with pytest.raises(QgsProcessingException, match=r"\(SPOTS\) has no feature with a usable geometry"):
        run("spotstability", SPOTS=shape_layer([""]), INPUT=walks, **FIXES, PLACES=streets(), OUTPUT="memory:")


def test_spots_from_elsewhere_are_an_error_before_the_repeats(run, walks):
    elsewhere = shape_layer(["Polygon((900 0, 1000 0, 1000 100, 900 0))"])
    with pytest.raises(QgsProcessingException, match="Not one of the spots"):
        run("spotstability", INPUT=walks, **FIXES, SPOTS=elsewhere, OUTPUT="memory:")
