"""Privacy places in Plan drone routes and Plan many nights: parameters, outputs, the log, and what cannot be read."""

import numpy as np
import pytest
import shapely
from qgis.core import QgsProcessingException, QgsVectorLayer

from blindspot.layers.provenance_files import stored
from small_layers import EASTING, NORTHING, START, attributes, point_layer, saved, shape_layer, walk_rows

SPOTS = ["POINT(400 0)", "POINT(800 0)", "POINT(800 600)"]


def moved(wkt: str) -> str:
    return shapely.affinity.translate(shapely.from_wkt(wkt), EASTING, NORTHING).wkt


def layer(wkts, kind="Point", name="layer", **more):
    return shape_layer([moved(wkt) for wkt in wkts], kind, name=name, **more)


def spots(wkts=SPOTS, kind="Point"):
    rows = [(float(len(wkts) - index),) for index in range(len(wkts))]
    return layer(wkts, kind, "spots", fields=(("priority", "Double"),), rows=rows)


def schools(wkts=("POINT(400 20)",), kind="Point", names=("Elm School",)):
    return layer(wkts, kind, "schools", fields=(("name", "QString"),), rows=[(name,) for name in names])


@pytest.fixture
def plan(run):
    def plan(**parameters):
        given = {
            "BLIND_SPOTS": [spots()],
            "LAUNCH_SITES": layer(["POINT(0 0)"], name="sites"),
            "OBJECTIVE": 1,
            "DRONES": 1,
            "MAX_ITERATIONS": 20,
            **dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED"), "memory:"),
        }
        return run("planroutes", **(given | parameters))

    return plan


def left(results):
    return dict(attributes(results["UNSERVED"], "spot_id", "reason"))


def lines(results):
    return [
        [(vertex.x(), vertex.y(), vertex.z(), vertex.m()) for vertex in feature.geometry().vertices()]
        for feature in results["ROUTES"].getFeatures()
    ]


def test_a_spot_at_a_school_needs_ground_patrol(plan, log):
    free = plan()
    assert left(free) == {}
    assert "PRIVACY_MINUTES" not in free
    results = plan(PRIVACY=[schools()])
    assert left(results) == {"1": "needs ground patrol"}
    assert results["SERVED_PRIORITY"] == 3
    said = "\n".join(log.infos)
    assert "1 spot needs ground patrol, as a whole or in part: a priority of 3 over or next to privacy places." in said
    assert "needs ground patrol" in said
    assert results["PRIVACY_MINUTES"] > 0
    assert left(plan(PRIVACY=[schools()], PRIVACY_BUFFER=10)) == {}


def test_the_height_decides_whether_places_are_crossed(plan, log):
    wall = {"PRIVACY": [schools(["POLYGON((180 -300, 220 -300, 220 300, 180 300, 180 -300))"], "Polygon")]}
    crossed = plan(**wall)
    assert crossed["PRIVACY_MINUTES"] == pytest.approx(20 / 60, rel=0.2)
    for more, why in (
        ({"PRIVACY_HEIGHT": 61}, "lower than PRIVACY_HEIGHT (61 m)"),
        ({"PRIVACY_HEIGHT": None}, "is empty"),
        ({"PRIVACY_HEIGHT": ""}, "is empty"),
        ({"PRIVACY_BUDGET": 0}, "is 0"),
    ):
        log.infos.clear()
        around = plan(**wall, **more)
        assert around["PRIVACY_MINUTES"] == 0
        assert around["SERVED_PRIORITY"] == 6
        assert any("All drones go around privacy places" in text and why in text for text in log.infos), [
            t for t in log.infos if "drones" in t
        ]


def test_the_budget_limits_the_time_of_all_drones(plan, log):
    belt = "POLYGON((180 -9000, 220 -9000, 220 9000, 180 9000, 180 -9000))"
    given = {"PRIVACY": [schools([belt], "Polygon")], "PRIVACY_BUFFER": 0, "ENDURANCE": 12, "DRONES": 3}
    free, tight = plan(**given), plan(**given, PRIVACY_BUDGET=0.2)
    assert free["SERVED_PRIORITY"] == 6
    assert free["PRIVACY_MINUTES"] > 0.2
    assert 0 < tight["PRIVACY_MINUTES"] <= 0.2
    assert 0 < tight["SERVED_PRIORITY"] < 6
    assert set(left(tight).values()) == {"needs ground patrol"}
    assert any("of at most 0.2 min" in text for text in log.infos)
    assert any("because the time over privacy places is used up" in text for text in log.infos)


def test_points_lines_and_polygons_of_several_layers_count(plan):
    places = [
        schools(["POINT(400 20)"]),
        schools(["LINESTRING(700 20, 900 20)"], "LineString", ["Church Lane"]),
        schools(["POLYGON((780 580, 820 580, 820 620, 780 620, 780 580))"], "Polygon", [None]),
    ]
    assert left(plan(PRIVACY=places)) == dict.fromkeys("123", "needs ground patrol")


def test_no_place_is_ignored(plan):
    with pytest.raises(QgsProcessingException, match=r"schools contains points or lines.*above 0"):
        plan(PRIVACY=[schools()], PRIVACY_BUFFER=0)
    flat = schools(["POLYGON((0 0, 9 0, 0 0))"], "Polygon")
    with pytest.raises(QgsProcessingException, match=r"1 place of the .*schools cannot be read"):
        plan(PRIVACY=[flat])


def test_a_budget_without_places_is_a_warning(plan, log):
    plan(PRIVACY_BUDGET=5)
    assert any("it is not used" in text for text in log.warnings)


def test_the_record_has_the_places_and_an_empty_height(plan, run, tmp_path):
    """A height that was left empty is not the default; the run can be repeated with it."""
    given = {
        "BLIND_SPOTS": [saved(spots(), tmp_path / "spots.gpkg")],
        "LAUNCH_SITES": saved(layer(["POINT(0 0)"], name="sites"), tmp_path / "sites.gpkg"),
        "PRIVACY": [saved(schools(), tmp_path / "schools.gpkg")],
    }
    for more, height in (({}, 50), ({"PRIVACY_HEIGHT": None}, None), ({"PRIVACY_HEIGHT": 40}, 40)):
        path = str(tmp_path / f"routes {height}.gpkg")
        plan(**given, **more, PRIVACY_BUDGET=3, ROUTES=path)
        record = stored(QgsVectorLayer(path, "routes", "ogr")).record
        assert record["parameters"]["PRIVACY_HEIGHT"] == height
        assert record["parameters"]["PRIVACY_BUDGET"] == 3
        assert [one["features"] for one in record["inputs"]["PRIVACY"]] == [1]
        again = run("repeatrun", INPUT=path)
        assert (again["AGREES"], again["DIFFERENT"]) == (1, 0), again["SUMMARY"]


def test_the_same_steps_and_seed_give_the_same_routes(plan):
    given = {"PRIVACY": [schools()], "PRIVACY_BUDGET": 0.1, "SEED": 4, "OBJECTIVE": 0}
    assert lines(plan(**given)) == lines(plan(**given))


def test_nights_keep_the_budget_each(run, log):
    """Six places around a launch site, one of them at a school; each night crosses a ring of homes for so long only."""
    angles = np.linspace(0, 2 * np.pi, 6, endpoint=False)
    exits = layer([f"POINT({1200 * np.cos(a)} {1200 * np.sin(a)})" for a in angles], name="exits")
    ring = shapely.Point(0, 0).buffer(500).difference(shapely.Point(0, 0).buffer(420))
    fixes = [((x + 3000, y), *rest) for night in range(3) for (x, y), *rest in walk_rows(start=START + night * 86_400)]
    given = {
        "INPUT": point_layer(fixes),
        "TIME_FIELD": "time",
        "UNIT_FIELD": "unit",
        "PLACES": exits,
        "LAUNCH_SITES": layer(["POINT(0 0)"], name="sites"),
        "DRONES": 2,
        "SHARE": 100,
        "NIGHTS": 2,
        "MAX_ITERATIONS": 20,
        "PRIVACY": [schools([ring.wkt], "Polygon", ["homes"]), schools(["POINT(1200 20)"])],
        **dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS", "OUTPUT"), "memory:"),
    }
    free, tight = run("plannights", **given), run("plannights", **given, PRIVACY_BUDGET=0.6)
    assert free["PRIVACY_MINUTES"] > 0.6
    assert 0 < tight["PRIVACY_MINUTES"] <= 0.6
    assert sum("of at most 0.6 min" in text for text in log.infos) == 2
    assert tight["CLOSED_PRIORITY"] <= free["CLOSED_PRIORITY"] * (1 + 1e-9)
    hovered = {spot for night, spot in attributes(free["WAYPOINTS"], "night", "spot_id") if spot}
    assert hovered
    reasons = {reason for (reason,) in attributes(free["UNSERVED"], "reason")}
    assert "needs ground patrol" in reasons
