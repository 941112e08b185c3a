"""Names travel from places and demand to spots, routes and reports; twins are named, and become one spot."""

import re

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from blindspot.layers.attributes import is_null
from small_layers import EASTING, NORTHING, attributes, point_layer, saved, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "REVISIT": 60}
NAME = (("name", "QString"),)


def text(value):
    return None if is_null(value) else value


def column(layer, name):
    return [text(value) for (value,) in attributes(layer, name)]


def names_of(layer):
    return [field.name() for field in layer.fields()]


def points(xy, names=None, name="exits", field="name"):
    """A layer of points in metres from the start of the walks, with names if given."""
    wkts = [f"Point({EASTING + x} {NORTHING + y})" for x, y in xy]
    if names is None:
        return shape_layer(wkts, "Point", name=name)
    return shape_layer(wkts, "Point", name=name, fields=((field, "QString"),), rows=[(text,) for text in names])


def scored(xy, names=None, priority=None, field="name"):
    """Scored places, as Score gaps writes them."""
    priority = [1.0] * len(xy) if priority is None else priority
    fields = ((field, "QString"), ("gap", "Double"), ("priority", "Double"))
    rows = [(name, 1.0, value) for name, value in zip(names or [None] * len(xy), priority, strict=True)]
    wkts = [f"Point({EASTING + x} {NORTHING + y})" for x, y in xy]
    return shape_layer(wkts, "Point", name="scored", fields=fields, rows=rows)


@pytest.fixture
def find(run):
    return lambda layer, **more: run("findblindspots", INPUT=layer, SHARE=100, OUTPUT="memory:", **more)["OUTPUT"]


@pytest.fixture
def plan(run):
    def plan(spots, **more):
        site = points([(0, -300)], ["base"], "sites")
        outputs = dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED"), "memory:")
        given = {
            "BLIND_SPOTS": spots,
            "LAUNCH_SITES": site,
            "DRONES": 1,
            "MAX_ITERATIONS": 20,
            "OBJECTIVE": 1,
            **outputs,
        }
        return run("planroutes", **(given | more))

    return plan


def test_a_demand_layer_names_places_spots_and_routes(run, walks, log, find, plan):
    exits = points([(300, -300), (900, -300), (300, -220)], ["North Gate", "Mill", None])
    river = shape_layer([f"LineString({EASTING} {NORTHING - 800}, {EASTING + 900} {NORTHING - 800})"], "LineString")
    given = {"INPUT": walks, **FIXES, "GRID_REACH": 1000, "OUTPUT": "memory:"}
    places = run("scoregaps", **given, DEMAND=[exits, river])["OUTPUT"]
    assert names_of(places)[-4:] == ["nights_seen", "gap_profile", "near", "near_m"]
    assert not any("add no demand" in said for said in log.infos)
    rows = [
        (text(name), text(metres), demand) for name, metres, demand in attributes(places, "near", "near_m", "demand")
    ]
    assert {name for name, *_ in rows} == {None, "North Gate", "Mill"}
    assert all((name is None) == (metres is None) for name, metres, _ in rows)
    assert all(0 <= metres < 100 and demand > 0 for name, metres, demand in rows if name)
    plain = run("scoregaps", **given, DEMAND=[river])["OUTPUT"]
    assert names_of(plain)[-2:] == ["nights_seen", "gap_profile"]

    spots = find(places, MIN_GAP=0.9)
    assert set(column(spots, "near")) == {"North Gate", "Mill", None}
    assert set(column(spots, "name")) == {None}
    assert any("NAMES is empty: near has the names of the demand features" in said for said in log.infos)
    without = "no named demand feature that counts there (DEMAND_RANGE) within NEAR_LIMIT (500 m); near is null there."
    assert any(without in said for said in log.infos)  # one outside DEMAND_RANGE may be nearer
    assert set(column(find(places, MIN_GAP=0.9, NEAR_LIMIT=0), "near")) == {None}

    made = plan([spots], ENDURANCE=60)
    found = {(spot, name) for spot, name in attributes(made["WAYPOINTS"], "spot_id", "spot_name") if not is_null(spot)}
    near = {str(spot): text(name) for spot, name in attributes(spots, "spot_id", "near")}
    assert {(spot, text(name)) for spot, name in found} == {
        (spot, near[spot] and f"near {near[spot]}") for spot, _ in found
    }
    assert any("near Mill" in route for route in column(made["ROUTES"], "spots"))
    assert any(re.search(r"spots? \(.*near Mill.*\), ", said) for said in log.infos)


def test_places_name_spots_waypoints_and_what_is_unserved(log, find, plan):
    layer = scored([(0, 0), (3000, 0), (90_000, 0)], ["Quay", None, "Far Hill"], [3, 2, 1])
    spots = find(layer)
    assert column(spots, "name") == ["Quay", None, "Far Hill"]
    made = plan([spots], ENDURANCE=40)
    (served,) = column(made["ROUTES"], "spots")
    assert set(served.split("; ")) == {"Quay", "spot 2"}  # a spot without a name appears with its id
    assert [name for name in column(made["WAYPOINTS"], "spot_name") if name] == ["Quay"]
    assert column(made["UNSERVED"], "spot_name") == ["Far Hill"]
    assert any("is not served: out of reach" in said and said.endswith("(Far Hill).") for said in log.infos)
    plan([find(scored([(90_000, 0), (91_000, 0), (92_000, 0)], ["A", None, "B"], [3, 2, 1]))], ENDURANCE=40)
    assert any("3 spots, or parts of spots, are not served" in s and s.endswith("(A; spot 2; B).") for s in log.infos)
    older = shape_layer([f"Point({EASTING} {NORTHING})"], "Point", fields=(("priority", "Double"),), rows=[(1.0,)])
    made = plan([older, layer], ENDURANCE=40)
    assert {name for name in column(made["WAYPOINTS"], "spot_name") if name} == {"Quay"}


def test_names_of_one_spot_are_told_from_spots_in_a_route(log, find, plan):
    spots = find(scored([(0, 0), (3, 4), (300, 0)], ["Exit 1", "Exit 2", "Mill"], [1, 2, 7]))
    (served,) = column(plan([spots], ENDURANCE=40)["ROUTES"], "spots")
    assert set(served.split("; ")) == {"Exit 2, Exit 1", "Mill"}


def test_demand_features_that_no_place_is_near_to_are_counted(run, walks, log):
    given = {"INPUT": walks, **FIXES, "OUTPUT": "memory:"}
    here, far = (300, -300), (90_000, 0)
    run("scoregaps", **given, DEMAND=[points([here, far, far]), points([far]), points([here])], DEMAND_WEIGHTS="1,1,0")
    said = [text for text in log.infos if "add no demand" in text]
    assert said == [
        "exits: 2 of 3 features add no demand: no centre of a cell lies within DEMAND_RANGE (100 m) of them."
    ]
    assert len([text for text in log.warnings if "No feature of the demand layer" in text]) == 1
    run("scoregaps", **given, DEMAND=[points([here, far, far])], DEMAND_RANGE=30)
    assert any("The corners of a cell are 35 m from its centre: use a larger" in text for text in log.warnings)


def test_the_field_of_names_can_be_chosen(run, log, find):
    fields = (("名称", "QString"), ("code", "QString"), ("gap", "Double"), ("priority", "Double"))
    place = f"Point({EASTING} {NORTHING})"
    layer = shape_layer([place], "Point", name="scored", fields=fields, rows=[("北门", "N1", 1.0, 1.0)])
    assert column(find(layer), "name") == ["北门"]
    assert any("PLACE_NAME_FIELD is empty: the names of the places are in their field 名称" in s for s in log.infos)
    assert column(find(layer, PLACE_NAME_FIELD="code"), "name") == ["N1"]
    streets = points([(0, 100)], ["Quay"], "streets", "STREETNAME")
    assert column(find(layer, NAMES=streets), "near") == ["Quay"]
    assert any("NAME_FIELD is empty: the names of NAMES are in the field STREETNAME" in said for said in log.infos)
    with pytest.raises(QgsProcessingException, match="without NAME_FIELD"):
        find(layer, NAMES=points([(0, 0)], ["N1"], "codes", "code"))


def test_near_names_nothing_beyond_its_limit(log, find):
    layer = scored([(0, 0), (1000, 0), (2000, 0)], priority=[3, 2, 1])
    streets = points([(0, 499), (1000, 501), (2000, -30)], ["Quay", "Hill", "Mill"], "streets")
    spots = find(layer, NAMES=streets)
    assert column(spots, "near") == ["Quay", None, "Mill"]
    assert column(spots, "near_m") == [pytest.approx(499), None, pytest.approx(30)]
    assert any("1 spot has no named feature within NEAR_LIMIT (500 m)" in said for said in log.infos)
    assert column(find(layer, NAMES=streets, NEAR_LIMIT=501.5), "near") == ["Quay", "Hill", "Mill"]


def test_points_close_to_each_other_become_one_spot(log, find):
    layer = scored([(0, 0), (3, 4), (0, 40), (300, 0)], ["Exit 1", "Exit 2", "Exit 3", "Exit 9"], [1, 2, 3, 7])
    spots = find(layer)
    assert attributes(spots, "priority", "places", "name") == [(7, 1, "Exit 9"), (6, 3, "Exit 3; Exit 2; Exit 1")]
    assert any("3 points lie within MERGE_DISTANCE (50 m) of each other and become 1 spot" in s for s in log.infos)
    far = "2 of these points lie more than 30 m from where the spot stands. A drone that hovers there sees"
    assert sum(far in said for said in log.infos) == 1  # it stands at Exit 3
    assert column(find(layer, MERGE_DISTANCE=10), "places") == [1, 1, 2]
    assert column(find(layer, MERGE_DISTANCE=0), "places") == [1, 1, 1, 1]


@pytest.mark.parametrize(("twins", "alone", "expected"), [(78, 39, 117), (39, 39, 78)])
def test_exits_with_twins_need_no_help(run, walks, log, find, plan, twins, alone, expected):
    """117 exits of which 78 were mapped twice; and 117 features of which 78 are twins of each other."""
    grid = [(200.0 * (k % 13), -300 - 200.0 * (k // 13)) for k in range(twins + alone)]
    angles = np.linspace(0, 6, twins)
    copies = [(x + 4 * np.cos(a), y + 4 * np.sin(a)) for (x, y), a in zip(grid, angles.tolist(), strict=False)]
    names = [f"Exit {k + 1}" for k in range(len(grid))] + [f"Exit {k + 1}" for k in range(twins)]
    exits = points([*grid, *copies], names)
    places = run("scoregaps", INPUT=walks, **FIXES, PLACES=exits, OUTPUT="memory:")["OUTPUT"]
    total = len(grid) + twins
    assert any(f"exits: {2 * twins} of {total} places lie within 5 m of another one (Exit 1" in s for s in log.warnings)
    spots = find(places, MIN_GAP=0)
    assert spots.featureCount() == expected
    assert sorted(column(spots, "places")) == [1] * alone + [2] * twins
    assert sorted(column(spots, "name")) == sorted(names[: len(grid)])
    assert sum(column(spots, "priority")) == pytest.approx(sum(column(places, "priority")))
    made = plan([spots], DRONES=4, SORTIES=3, MAX_ITERATIONS=2)
    hovers = [name for action, name in attributes(made["WAYPOINTS"], "action", "spot_name") if action == "hover"]
    assert len(hovers) == len(set(hovers)) > 10

    log.warnings.clear()
    run("scoregaps", INPUT=walks, **FIXES, DEMAND=[exits, exits], OUTPUT="memory:")
    (own, also_own, across) = [said for said in log.warnings if "within 5 m" in said]
    assert f"{2 * twins} of {total} features lie within 5 m of another one" in own
    assert also_own == own
    assert f"{total} of {total} features of exits lie within 5 m of a feature of exits" in across


def test_merged_points_are_found_again(run, walks, log, find):
    """The spot stands at one of its points, which one repeat finds and another does not; its other points count."""
    exits = points([(0, -20), (4, -20), (600, -20), (604, -24), (300, -900)], list("ABCDE"))
    given = {"INPUT": walks, **FIXES, "PLACES": exits}
    places = run("scoregaps", **given, OUTPUT="memory:")["OUTPUT"]
    rules = {"SHARE": 100, "MIN_GAP": 0.2}
    spots = find(places, MIN_GAP=0.2)
    assert sorted(column(spots, "places")) == [1, 2, 2]
    result = run("spotstability", SPOTS=spots, **given, **rules, REPEATS=8, OUTPUT="memory:")
    assert not any("not found with these parameters" in said for said in log.warnings)
    assert result["STABLE_COUNT"] == 3
    assert [feature.geometry().asWkt() for feature in result["OUTPUT"].getFeatures()] == [
        feature.geometry().asWkt() for feature in spots.getFeatures()
    ]


def test_reports_and_nights_have_the_names(run, walks, tmp_path):
    exits = points([(0, -300), (4, -300), (900, -300)], ["North Gate", "North Gate", "Mill"])
    schools = points([(900, -340)], ["Old School"], "schools")
    outputs = dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS", "OUTPUT"), "memory:")
    site = points([(0, -500)], ["base"], "sites")
    given = {"INPUT": walks, **FIXES, "PLACES": exits, "DEMAND": [schools], "DEMAND_BASE": 1}
    fleet = {"LAUNCH_SITES": site, "NIGHTS": 2, "SHARE": 100, "MAX_ITERATIONS": 10}
    made = run("plannights", **given, **fleet, **outputs)
    first = [row[1:] for row in attributes(made["SPOTS"], "night", "name", "near", "places") if row[0] == 1]
    assert {(name, text(near), places) for name, near, places in first} == {
        ("North Gate", None, 2),
        ("Mill", "Old School", 1),
    }
    assert {name for name in column(made["WAYPOINTS"], "spot_name") if name} == {"North Gate", "Mill"}
    assert all("Mill" in route for route in column(made["ROUTES"], "spots"))
    close = run("plannights", **given, **fleet, **outputs, DETECTION_RANGE=3)
    assert [row for row in attributes(close["SPOTS"], "places") if row[0] > 1] == []  # 4 m apart

    report = tmp_path / "report.html"
    run("assessplan", ROUTES=made["ROUTES"], **given, HTML=str(report), OUTPUT="memory:")
    page = report.read_text(encoding="utf-8")
    assert "North Gate <small>" in page
    assert re.search("Drone 1, sortie 1: .*Mill", page)
    profile = tmp_path / "profile.html"
    each = {"PLACES": exits, "PER_PLACE": True, "OUTPUT_HTML": str(profile)}
    run("coverageprofile", INPUT=walks, **FIXES, **each, OUTPUT="memory:")
    assert "North Gate <small>" in profile.read_text(encoding="utf-8")
    (west, south), (east, north) = (EASTING - 400, NORTHING - 700), (EASTING + 1300, NORTHING + 400)
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    plain = {"INPUT": walks, **FIXES, "DEMAND": [schools], "AREA": shape_layer([f"Polygon(({ring}))"])}
    run("assessplan", ROUTES=made["ROUTES"], **plain, HTML=str(report), OUTPUT="memory:")
    assert "near Old School <small>" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp"])
def test_names_survive_files(run, walks, find, plan, tmp_path, ending):
    exits = saved(
        points([(0, -300), (900, -300)], ["Nordtor", "Mühle"]),
        tmp_path / "exits.gpkg",
    )
    files = {name: str(tmp_path / f"{name}.{ending}") for name in ("scored", "spots")}
    run("scoregaps", INPUT=walks, **FIXES, DEMAND=[exits], GRID_REACH=400, OUTPUT=files["scored"])
    run("findblindspots", INPUT=files["scored"], OUTPUT=files["spots"])
    made = plan([files["spots"]])
    assert {name for name in column(made["WAYPOINTS"], "spot_name") if name} == {"near Nordtor", "near Mühle"}


def test_older_spots_have_no_name_and_work(plan, log):
    fields = (("spot_id", "Int"), ("priority", "Double"))
    older = shape_layer([f"Point({EASTING} {NORTHING})"], "Point", fields=fields, rows=[(7, 1.0)])
    made = plan([older])
    assert column(made["ROUTES"], "spots") == ["7"]
    assert set(column(made["WAYPOINTS"], "spot_name")) == {None}
    assert not log.warnings


def test_many_units_and_no_names_say_nothing_of_names(run, log):
    walks = point_layer(walk_rows())
    run("findblindspots", INPUT=run("scoregaps", INPUT=walks, **FIXES, OUTPUT="memory:")["OUTPUT"], OUTPUT="memory:")
    assert not any("NAME" in said or "within 5 m" in said for said in [*log.infos, *log.warnings])


def test_the_profile_of_each_place_names_what_it_is_near_to(run, walks, tmp_path):
    schools, report = points([(0, -40)], ["Old School"], "schools"), tmp_path / "profile.html"
    given = {"INPUT": walks, **FIXES, "DEMAND": [schools], "GRID_REACH": 100, "PER_PLACE": True}
    run("coverageprofile", **given, OUTPUT="memory:", OUTPUT_HTML=str(report))
    assert "near Old School <small>" in report.read_text(encoding="utf-8")
