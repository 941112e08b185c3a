"""Zones, privacy places, check and missions over GeoDataFrames give what the algorithms give."""

import json

import pytest
import shapely
from test_planroutes import ORIGIN, UTM, layer, sites, spots
from test_python_interface import assert_same

from blindspot.engine import check_plan, export_missions, import_geozones, plan_routes
from blindspot.engine.errors import UserError
from blindspot.engine.tables import geopandas
from small_geozones import ED269, ED318
from small_layers import saved

START = "2026-03-16T23:00:00"  # a Monday
ZONE = "POLYGON((400 -100, 600 -100, 600 400, 400 400, 400 -100))"
HIGH = "POLYGON((150 -300, 250 -300, 250 500, 150 500, 150 -300))"
FIELDS = "&".join(f"field={name}" for name in ("name:string", "lower_m:double", "lower_ref:string", "schedule:string"))
ZONES = [["town", None, None, "MON 22:00-24:00"], ["airway", 200.0, "AGL", None]]


@pytest.fixture
def data(tmp_path):
    """The files of layers, by name, and a function that reads one as a table."""
    layers = {
        "spots": spots(),
        "sites": sites(("POINT(0 0)", "POINT(900 900)")),
        "zones": layer("Polygon", [ZONE, HIGH], ZONES, FIELDS, name="zones"),
        "schools": layer("Point", ["POINT(-250 350)"], [["school"]], "field=name:string", name="schools"),
        "fence": layer("Polygon", ["POLYGON((-90 -90, 990 -90, 990 990, -90 990, -90 -90))"], [[0]], name="fence"),
    }
    files = {name: saved(made, tmp_path / f"{name}.gpkg").source().partition("|")[0] for name, made in layers.items()}

    def table(name):
        found = geopandas.read_file(files[name])
        return found.set_index(found.index + 1)  # as feature ids

    return files, table


@pytest.fixture
def both(run, data):
    """The plan of the algorithm, as layers, and that of plan_routes."""
    files, table = data
    made = run(
        "planroutes",
        BLIND_SPOTS=[files["spots"]],
        LAUNCH_SITES=files["sites"],
        NO_FLY=[files["zones"]],
        PRIVACY=[files["schools"]],
        PRIVACY_BUDGET=1,
        OBJECTIVE=1,
        START=START,
        TIMEZONE="UTC",
        MAX_ITERATIONS=20,
        **dict.fromkeys(("ROUTES", "WAYPOINTS", "UNSERVED"), "memory:"),
    )
    found = plan_routes(
        table("spots"),
        table("sites"),
        no_fly=table("zones"),
        privacy=table("schools"),
        privacy_budget=1,
        objective="serve",
        start=START,
        max_iterations=20,
    )
    return made, found


def test_a_plan_with_timed_zones_and_privacy_places_is_equal(both, run, data):
    made, found = both
    assert_same(found.routes, made["ROUTES"])
    assert_same(found.waypoints, made["WAYPOINTS"])
    assert found.routes.attrs["privacy_minutes"] == pytest.approx(made["PRIVACY_MINUTES"])
    zone, airway = (shapely.affinity.translate(shapely.from_wkt(one), *ORIGIN) for one in (ZONE, HIGH))
    flown = shapely.force_2d(shapely.union_all(found.routes.geometry.to_numpy()))
    assert not flown.intersects(zone)
    assert flown.intersects(airway)  # far below it
    _, table = data
    tuesday = plan_routes(
        table("spots"), table("sites"), no_fly=table("zones"), objective="serve", start="2026-03-17T23:00:00",
        max_iterations=20,
    )  # fmt: skip
    assert shapely.force_2d(shapely.union_all(tuesday.routes.geometry.to_numpy())).intersects(zone)


def test_check_and_missions_are_equal(both, run, data, tmp_path):
    made, found = both
    files, table = data
    plan = {"ROUTES": made["ROUTES"], "WAYPOINTS": made["WAYPOINTS"]}
    rules = {"LAUNCH_SITES": files["sites"], "NO_FLY": [files["zones"]], "PRIVACY": [files["schools"]]}
    tables = {"no_fly": table("zones"), "privacy": table("schools"), "privacy_budget": 1}
    violations = check_plan(found.routes, found.waypoints, table("sites"), **tables)
    assert violations["message"].tolist() == []

    low = run("checkplan", **plan, **rules, MAX_AGL=40, GEOFENCE=files["fence"], VIOLATIONS="memory:")["VIOLATIONS"]
    broken = check_plan(found.routes, found.waypoints, table("sites"), **tables, max_agl=40, geofence=table("fence"))
    names = ("rule", "drone", "sortie", "seq", "message", "unit")
    theirs = [tuple(row[name] for name in names) for row in low.getFeatures()]
    assert [tuple(row) for row in broken[list(names)].itertuples(index=False)] == theirs
    assert len(theirs) > 1

    run("exportmissions", **plan, **rules, FOLDER=str(tmp_path / "missions"))
    contents = export_missions(found.routes, found.waypoints, violations, no_fly=table("zones"))
    assert {file.name for file in (tmp_path / "missions").iterdir()} == set(contents)
    for name, data in contents.items():
        ours, theirs = json.loads(data), json.loads((tmp_path / "missions" / name).read_text(encoding="utf-8"))
        assert ours["mission"] == theirs["mission"]
        assert ours["geoFence"] == theirs["geoFence"]

    with pytest.raises(UserError, match="nothing is exported"):
        export_missions(found.routes, found.waypoints, broken)
    told = export_missions(found.routes, found.waypoints, broken, anyway=True, format=".kml")
    assert all(b"NOT SOUND" in data for data in told.values())
    with pytest.raises(UserError, match=r"format is plan; it must be one of .plan"):
        export_missions(found.routes, found.waypoints, violations, format="plan")


def test_a_moved_waypoint_is_found(both, data):
    _, found = both
    _, table = data
    moved = found.waypoints.copy()
    row = moved.index[moved["action"] == "hover"][0]
    height = shapely.get_z(moved.geometry[row])
    moved.loc[row, "geometry"] = shapely.Point(ORIGIN[0] + 500, ORIGIN[1] + 100, height)
    broken = check_plan(found.routes, moved, table("sites"), no_fly=table("zones"))
    assert "no-fly zone" in set(broken["rule"])


@pytest.mark.parametrize("document", [ED318, ED269])
def test_imported_zones_are_equal(run, tmp_path, document):
    file = tmp_path / "zones.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    made = run("importgeozones", INPUT=str(file), OUTPUT="memory:")
    found = import_geozones(file)
    assert_same(found, made["OUTPUT"])
    assert found.attrs["format"] == made["FORMAT"]
    assert import_geozones(file.read_bytes()).equals(found)


def test_zones_without_a_polygon_and_places_without_a_buffer_are_refused(data):
    _, table = data
    points = {"no_fly": table("schools"), "privacy_buffer": 0}
    with pytest.raises(UserError, match="no_fly has no polygons"):
        plan_routes(table("spots"), table("sites"), **points)
    with pytest.raises(UserError, match="privacy_buffer above 0"):
        plan_routes(table("spots"), table("sites"), privacy=table("schools"), privacy_buffer=0)
    assert table("zones").crs.to_string() == UTM
