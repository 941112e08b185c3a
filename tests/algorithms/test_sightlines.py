"""blindspot:sightlines through processing.run."""

import numpy as np
import pytest
from qgis.core import Qgis, QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

from small_layers import EASTING, NORTHING, START, attributes, point_layer, saved, shape_layer, utc, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC"}
ALL_DAY = {"WATCH_START": "00:00", "WATCH_END": "00:00"}
NUMBERS = ("gap", "visits", "dwell_s", "watch_visits", "watch_dwell_s", "nights_seen", "last_seen")
OUTPUTS = dict.fromkeys(("OUTPUT", "LEGS", "WATCHER_LINES", "POINTS"), "memory:")


def at(x, y):
    return EASTING + x, NORTHING + y


def point(x, y):
    return "Point({} {})".format(*at(x, y))


def box(x0, y0, x1, y1):
    corners = [at(*xy) for xy in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))]
    return f"Polygon(({', '.join(f'{x} {y}' for x, y in corners)}))"


def looked(run, layer, **parameters):
    return run("sightlines", INPUT=layer, **{**FIXES, **ALL_DAY, **OUTPUTS, **parameters})


def rows(layer, *names):
    return [dict(zip(names, row, strict=True)) for row in attributes(layer, *names)]


def test_a_walk_past_a_point_by_hand(run, log, walks):
    found = looked(run, walks, POINT="{},{} [EPSG:32633]".format(*at(450, 30)), SECONDS=True)
    (walk,) = rows(found["LEGS"], "place_id", "unit", "seen", "start", "end", "seconds", "length_m", "speed_kmh")
    # at 1.5 m/s through a circle of 50 m, 30 m beside its middle: 80 m
    assert walk["seconds"] == pytest.approx(80 / 1.5)
    assert walk["length_m"] == pytest.approx(80)
    assert walk["speed_kmh"] == pytest.approx(5.4)
    assert (walk["unit"], walk["seen"]) == ("1", 1)
    assert walk["start"].toMSecsSinceEpoch() / 1000 == pytest.approx(START + 410 / 1.5, abs=1e-3)
    assert walk["end"].toMSecsSinceEpoch() / 1000 == pytest.approx(START + 490 / 1.5, abs=1e-3)
    (line,) = found["LEGS"].getFeatures()
    assert line.geometry().asPolyline()[0].x() == pytest.approx(EASTING + 410)
    (ground,) = rows(found["OUTPUT"], "area_m2", "open_share", "visits", "dwell_s", "watchers", "name")
    assert ground["area_m2"] == pytest.approx(np.pi * 2500, rel=1e-3)
    assert (ground["open_share"], ground["visits"], ground["watchers"]) == (1, 1, 0)
    assert ground["dwell_s"] == pytest.approx(80 / 1.5)
    assert (found["SEEN_WALKS"], found["HIDDEN_WALKS"], found["PLACE_COUNT"]) == (1, 0, 1)
    assert found["WATCH_SECONDS"] == pytest.approx(80 / 1.5)
    assert attributes(found["POINTS"], "range_m", "points") == [(50, 1)]
    assert any("Nothing hides anything" in text for text in log.infos)


def test_what_a_wall_hides_is_drawn_but_not_counted(run, walks):
    # From (450, 30) the corner of the building at (449, 10) hides the street west of x = 448.5.
    wall = shape_layer([box(410, 10, 449, 12)])
    found = looked(run, walks, PLACES=shape_layer([point(450, 30)], "Point"), BUILDINGS=wall, WALL_TOLERANCE=0)
    legs = rows(found["LEGS"], "seen", "seconds", "length_m")
    lengths = {leg["seen"]: leg["length_m"] for leg in legs}
    assert lengths == {0: pytest.approx(38.5), 1: pytest.approx(41.5)}
    (ground,) = rows(found["OUTPUT"], "open_share", "dwell_s", "visits")
    assert ground["visits"] == 1
    assert 0.5 < ground["open_share"] < 0.9
    assert (found["SEEN_WALKS"], found["HIDDEN_WALKS"]) == (1, 1)
    assert found["OUTPUT"].wkbType() == Qgis.WkbType.MultiPolygon


@pytest.mark.parametrize("hidden", [False, True])
def test_the_figures_are_those_of_the_scored_layer(run, log, walks, tmp_path, hidden):
    path, walks = str(tmp_path / "gaps.gpkg"), saved(walks, tmp_path / "walks.gpkg")
    more = (
        {"BUILDINGS": saved(shape_layer([box(100, 5, 300, 8), box(500, -20, 520, 40)]), tmp_path / "b.gpkg")}
        if hidden
        else {}
    )
    run("scoregaps", INPUT=walks, **FIXES, WATCH_START="23:00", WATCH_END="23:20", REVISIT=5, **more, OUTPUT=path)
    scored = QgsVectorLayer(path, "gaps", "ogr")
    QgsProject.instance().addMapLayer(scored)
    scored.selectByExpression('"visits" > 0 and $id % 3 = 0')
    found = run("sightlines", SCORED=QgsProcessingFeatureSourceDefinition(scored.id(), True), **OUTPUTS)
    theirs = {f["place_id"]: [f[name] for name in NUMBERS] for f in scored.selectedFeatures()}
    QgsProject.instance().removeMapLayer(scored.id())
    assert len(theirs) > 5
    ours = {row[0]: list(row[1:]) for row in attributes(found["OUTPUT"], "place_id", *NUMBERS)}
    assert ours == theirs
    assert any("cells of a grid" in text for text in log.infos)
    assert not any("not as it was" in text for text in log.warnings)


def test_seconds_of_walks_add_up_to_the_dwell(run, tmp_path):
    fixes = point_layer(walk_rows(units=3) + walk_rows(units=2, start=START + 7200, speed=2.0))
    places = shape_layer([point(x, y) for x in range(0, 2600, 200) for y in (20, 180, 230)], "Point")
    wall = shape_layer([box(100, 5, 300, 8), box(500, -20, 520, 40), box(790, 190, 900, 192)])
    given = {
        "INPUT": fixes,
        "PLACES": places,
        "BUILDINGS": wall,
        "WATCH_START": "23:00",
        "WATCH_END": "23:20",
        "REVISIT": 5,
    }
    given |= FIXES | {"SECONDS": True}
    gaps, found = run("scoregaps", **given, OUTPUT="memory:"), run("sightlines", **given, **OUTPUTS)
    totals = {feature["place_id"]: [0.0, 0.0] for feature in gaps["OUTPUT"].getFeatures()}
    for place, seen, seconds, in_watch in attributes(found["LEGS"], "place_id", "seen", "seconds", "watch_s"):
        totals[place] = [t + seen * s for t, s in zip(totals[place], (seconds, in_watch), strict=True)]
    dwell = {row[0]: list(row[1:]) for row in attributes(gaps["OUTPUT"], "place_id", "dwell_s", "watch_dwell_s")}
    assert max(total for total, _ in dwell.values()) > 50
    for place, total in totals.items():
        assert total == pytest.approx(dwell[place], abs=1e-6)
    assert attributes(found["OUTPUT"], *NUMBERS) == attributes(gaps["OUTPUT"], *NUMBERS)
    assert found["HIDDEN_WALKS"] > 0


def test_units_are_numbered_and_times_rounded_unless_asked_for(run, log, walks):
    place = {"PLACES": shape_layer([point(450, 30), point(450, 180)], "Point")}
    rounded = attributes(looked(run, walks, **place)["LEGS"], "unit", "start", "end", "seconds")
    assert {row[0] for row in rounded} == {"1", "2"}
    assert not log.warnings or not any("data about persons" in text for text in log.warnings)
    for _, start, end, seconds in rounded:
        assert start.time().toString("mm:ss") == "00:00"
        assert start.secsTo(end) >= 86_400
        assert seconds == int(seconds)
    exact = attributes(looked(run, walks, **place, UNITS=True, SECONDS=True)["LEGS"], "unit", "start", "end")
    assert {row[0] for row in exact} == {"U0", "U1"}
    assert sum("data about persons" in text for text in log.warnings) == 2


def test_three_units_in_a_quarter_of_an_hour_give_its_times(run):
    fixes = point_layer([(xy, time, f"U{n}") for n in range(3) for xy, time, _ in walk_rows(units=1)])
    found = looked(run, fixes, PLACES=shape_layer([point(450, 30)], "Point"), TEAMS=0)
    for start, end in attributes(found["LEGS"], "start", "end"):
        assert start.secsTo(end) == 900
        assert start <= utc(START + 410 / 1.5) <= end


def test_features_of_the_scored_layer_are_looked_from_where_none_are_given(run, walks):
    scored = shape_layer([point(450, 30)], "Point", fields=[("name", "QString")], rows=[["Exit 4"]])
    found = looked(run, walks, SCORED=scored)
    assert attributes(found["OUTPUT"], "name") == [("Exit 4",)]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({}, "no place to look from"),
        ({"POINT": "nowhere"}, "must be a point"),
        ({"PLACES": [point(i, 0) for i in range(1001)]}, "at most 1,000"),
        ({"PLACES": [None]}, "no feature with a usable geometry"),
    ],
)
def test_bad_input_gives_a_sentence(run, walks, parameters, sentence):
    if "PLACES" in parameters:
        parameters = {"PLACES": shape_layer(parameters["PLACES"], "Point")}
    with pytest.raises(QgsProcessingException, match=sentence):
        looked(run, walks, **parameters)


def test_a_large_zone_needs_a_larger_spacing(run, walks):
    with pytest.raises(QgsProcessingException, match=r"larger (SAMPLE_SPACING|Sample spacing)"):
        looked(run, walks, PLACES=shape_layer([box(0, 0, 2000, 2000)]), SAMPLE_SPACING=10)


def test_places_keep_their_own_questions(run, log, walks):
    asked = [(5.0, None), (None, "23:03-23:25"), (None, None), (5.0, None)]
    wkts = [point(x, 10) for x in (100, 300, 500, 700)]
    layer = shape_layer(wkts, "Point", fields=(("every", "Double"), ("hours", "QString")), rows=asked)
    own = {"REVISIT_FIELD": "every", "WATCH_FIELD": "hours", "REVISIT": 10, "SECONDS": True}
    scored = run("scoregaps", INPUT=walks, **FIXES, **ALL_DAY, PLACES=layer, **own, OUTPUT="memory:")["OUTPUT"]
    project = QgsProject.instance()
    project.addMapLayers([walks, layer, scored], False)
    try:
        found = run("sightlines", SCORED=scored, SECONDS=True, **OUTPUTS)
        names = ("gap", "watch_visits", "watch_dwell_s", "revisit_min", "watch")
        assert attributes(found["OUTPUT"], *names) == attributes(scored, *names)
        in_watch = {}
        for walk in rows(found["LEGS"], "place_id", "watch_s"):
            in_watch[walk["place_id"]] = in_watch.get(walk["place_id"], 0) + walk["watch_s"]
        assert in_watch == {
            row["place_id"]: pytest.approx(row["watch_dwell_s"]) for row in rows(scored, "place_id", "watch_dwell_s")
        }
        run("sightlines", SCORED=scored, POINT="{},{} [EPSG:32633]".format(*at(300, 10)), **OUTPUTS)
        assert any("has no field every, hours" in text for text in log.infos)
    finally:
        project.removeMapLayers([walks.id(), layer.id(), scored.id()])


def test_walks_are_those_of_patrols_and_the_ground_reaches_as_far_as_the_farthest_sees(run):
    fields = (("time", "QDateTime"), ("unit", "QString"), ("reach", "Double"))
    walked = point_layer([(*row, {"U0": 50.0, "U1": 120.0}[row[2]]) for row in walk_rows()], fields)
    camera = point_layer([(at(460, 30),)], (), name="cameras")
    # half of the 80 m in range of U0 lie after 450 m, when the watch begins
    options = {"RANGE_FIELD": "reach", "WATCHERS": camera, "WATCH_START": "23:05", "WATCH_END": "23:30", "REVISIT": 5}
    options |= {"PERIOD_START": "2026-01-01T12:00:00", "SECONDS": True}
    found = looked(run, walked, PLACES=shape_layer([point(450, 30)], "Point"), **options)
    (ground,) = rows(found["OUTPUT"], "area_m2", "open_share", "watchers", "visits")
    assert ground["area_m2"] == pytest.approx(np.pi * 120**2, rel=1e-3)
    assert (ground["open_share"], ground["watchers"], ground["visits"]) == (1, 1, 1)
    assert (found["SEEN_WALKS"], found["HIDDEN_WALKS"]) == (1, 0)
    assert found["WATCH_SECONDS"] == pytest.approx(40 / 1.5)
    assert [walk["watch_s"] for walk in rows(found["LEGS"], "watch_s")] == [pytest.approx(40 / 1.5)]
