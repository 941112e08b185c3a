"""What blindspot:exportmissions hands over besides the way: zones in force, heights of returns, and what is wrong."""

import json
from pathlib import Path

import pytest
import shapely
from checked_plan import DATED, make_plan, opened
from test_planroutes import layer

from small_layers import utc

_plan: dict[str, dict] = {}


@pytest.fixture(scope="module", autouse=True)
def forget():
    yield
    _plan.clear()


@pytest.fixture
def plan(run, tmp_path_factory):
    """A plan made once, and not to be edited."""
    if not _plan:
        _plan["dated"] = make_plan(run, tmp_path_factory.mktemp("plan"), **DATED, ENDURANCE=9)
    return _plan["dated"]


@pytest.fixture
def exported(run, plan, tmp_path):
    def exported(**parameters) -> list[bytes]:
        found = run("exportmissions", **{"FOLDER": str(tmp_path / "missions"), "REPLACE": True, **plan, **parameters})
        files = sorted(Path(found["FOLDER"]).glob("drone*"))
        return [file.read_bytes() for file in files]

    return exported


def documents(files) -> list[dict]:
    return [json.loads(data) for data in files]


def zones(start):
    """Three zones beside the way: always in force, over before the plan, and in force while it is flown."""
    fields = "field=valid_from:datetime&field=valid_to:datetime&field=name:string"
    shapes = [f"POLYGON(({x} -900, {x + 50} -900, {x + 20} -850, {x} -900))" for x in (0, 100, 200)]
    rows = [[None, None, "always"], [utc(start - 7200), utc(start - 3600), "over"], [utc(start - 60), None, "now"]]
    return [layer("Polygon", shapes, rows, fields)]


def test_each_file_is_the_one_of_its_sortie(plan, exported):
    files = documents(exported())
    routes = sorted(opened(plan["ROUTES"]).getFeatures(), key=lambda row: (row["drone"], row["sortie"]))
    assert len(files) == len(routes) > 1
    for document, route in zip(files, routes, strict=True):
        assert f"drone {route['drone']}, sortie {route['sortie']} from" in document["description"]
    assert len({json.dumps(document["mission"]["items"]) for document in files}) == len(files)


def test_zones_in_force_during_the_plan_become_fences(plan, exported):
    start = min(row["start"].toMSecsSinceEpoch() for row in opened(plan["ROUTES"]).getFeatures()) / 1000
    for document in documents(exported(NO_FLY=zones(start))):
        assert len(document["geoFence"]["polygons"]) == 2, "the zone that is over has no fence"
        assert all(not one["inclusion"] for one in document["geoFence"]["polygons"])


def test_px4_holds_fewer_fence_points(exported):
    wide = [layer("Polygon", ["POLYGON((-3000 -3000, 6000 -3000, 6000 6000, -3000 6000, -3000 -3000))"], [[0]])]
    shapes = [shapely.Point(150 * x, -900).buffer(50, quad_segs=4).wkt for x in range(4)]  # 4 times 16 points
    round_ones = [layer("Polygon", shapes, [[0]] * 4)]
    for autopilot, least, most in ((0, 68, 70), (1, 20, 64)):
        for document in documents(exported(AUTOPILOT=autopilot, NO_FLY=round_ones, GEOFENCE=wide)):
            count = sum(len(one["polygon"]) for one in document["geoFence"]["polygons"])
            assert least <= count <= most


def test_a_return_height_is_that_of_the_files(exported):
    rally = layer("Point", ["POINT(50 50)"], [[1]])
    for document in documents(exported(RETURN_HEIGHT=90, RALLY=rally, RESERVE=1, EXPORT_ANYWAY=True)):
        assert [point[2] for point in document["rallyPoints"]["points"]] == [90]
        assert "Return height: 90 m" in document["description"]


def test_what_is_wrong_stands_in_each_file(exported):
    for data in exported(FORMAT=1, MAX_AGL=50, EXPORT_ANYWAY=True):
        lines = [line for line in data.decode().splitlines() if line.startswith("# ")]
        assert any("NOT SOUND" in line for line in lines)
        assert any("the maximum is 50 m" in line for line in lines)
    assert not any(line.startswith("#") for data in exported(FORMAT=1) for line in data.decode().splitlines())


@pytest.mark.parametrize(("pitch", "warned"), [(-60, False), (-90, True), (None, True)])
def test_a_plan_with_a_tilted_camera_needs_its_pitch(run, log, tmp_path, pitch, warned):
    plan = make_plan(run, tmp_path, **DATED, ENDURANCE=9, CAMERA=2, GIMBAL_TILT=30)
    run("exportmissions", FOLDER=str(tmp_path / "missions"), **plan, CAMERA_PITCH=pitch)
    told = [text for text in log.warnings if "planned for a camera pitch of -60 degrees" in text]
    assert len(told) == warned
