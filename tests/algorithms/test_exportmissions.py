"""Tests of blindspot:exportmissions: the files, their names, the folder, and plans that are not sound."""

import contextlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from autopilot import Autopilot
from copter import arm_and_fly, fences, metres
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from test_edited_plan import move
from test_planroutes import dem, layer, sites, spots

from blindspot.algorithms.outputs import missions
from blindspot.engine.missions import qgc_plan
from blindspot.engine.missions.formats import FORMATS
from small_layers import saved

ZONE = "POLYGON((400 -100, 600 -100, 600 400, 400 400, 400 -100))"


@pytest.fixture(scope="module")
def made():
    """The folders of plans that tests share, by what is special of them."""
    return {}


@pytest.fixture
def plan(run, tmp_path, tmp_path_factory, made):
    """A function that returns ROUTES and WAYPOINTS of a plan for exportmissions, as files of the test's own."""

    def make(folder, **parameters):
        zone = layer("Polygon", [ZONE], [[0]], name="zones")
        given = {
            "BLIND_SPOTS": [saved(spots(), folder / "spots.gpkg").source()],
            "LAUNCH_SITES": saved(sites(), folder / "sites.gpkg").source(),
            "NO_FLY": [saved(zone, folder / "zones.gpkg").source()],
            "ROUTES": str(folder / "routes.gpkg"),
            "WAYPOINTS": str(folder / "waypoints.gpkg"),
            "OBJECTIVE": 1,
            "START": "2026-03-16T23:00:00",
            "MAX_ITERATIONS": 30,
            "TURN_TIME": 0,
            "LANDING_TIME": 0,
        }
        run("planroutes", **{**given, **parameters})

    def plan(terrain=False, endurance=9):
        key = (terrain, endurance)
        if key not in made:
            made[key] = tmp_path_factory.mktemp("plan")
            more = {"TERRAIN": dem(made[key] / "dem.tif")} if terrain else {}
            make(made[key], ENDURANCE=endurance, **more)
        for name in ("routes", "waypoints"):
            shutil.copy(made[key] / f"{name}.gpkg", tmp_path)
        files = {"ROUTES": tmp_path / "routes.gpkg", "WAYPOINTS": tmp_path / "waypoints.gpkg"}
        return {name: QgsVectorLayer(str(file), name) for name, file in files.items()}

    return plan


def exported(run, folder, **parameters) -> dict[str, bytes]:
    """The files of a run by name."""
    found = run("exportmissions", FOLDER=str(folder), **parameters)
    assert found["FILE_COUNT"] == len(os.listdir(found["FOLDER"]))
    return {file.name: file.read_bytes() for file in sorted(Path(found["FOLDER"]).iterdir())}


@pytest.mark.parametrize("number", range(len(FORMATS)), ids=[one.ending for one in FORMATS])
def test_each_sortie_is_a_file_that_passes_the_check_of_its_format(run, plan, tmp_path, number):
    layers = plan()
    files = exported(run, tmp_path / "new" / "missions", FORMAT=number, **layers)
    assert len(files) == layers["ROUTES"].featureCount() > 1
    for route, (name, data) in zip(layers["ROUTES"].getFeatures(), files.items(), strict=True):
        assert name.startswith(f"drone-{route['drone']:02d}-sortie-{route['sortie']:02d}-")
        assert name.endswith(FORMATS[number].ending)
        assert FORMATS[number].check(data, None, None) == []


@pytest.mark.parametrize("terrain", [False, True])
def test_a_drone_that_flies_the_plan_keeps_to_it(run, plan, tmp_path, terrain):
    layers = plan(terrain)
    files = exported(run, tmp_path / "missions", **layers)
    crs = layers["WAYPOINTS"].crs()
    for name, route in zip(files, layers["ROUTES"].getFeatures(), strict=True):
        own = sorted(
            (one for one in layers["WAYPOINTS"].getFeatures() if all(one[f] == route[f] for f in ("drone", "sortie"))),
            key=lambda one: one["seq"],
        )
        flight, document = arm_and_fly(files[name]), json.loads(files[name])
        home = document["mission"]["plannedHomePosition"]
        planned = np.array([in_degrees(one, crs) for one in own[2:-1]])
        flown = np.array(flight.places)
        np.testing.assert_allclose(flown[:, :2], planned[:, :2], rtol=0, atol=1e-7)
        site = own[0].geometry().constGet().z()
        np.testing.assert_allclose(flown[:, 2], planned[:, 2] - site, rtol=0, atol=0.01)
        assert flight.holds == [round(one["leave_s"] - one["arrive_s"]) for one in own[2:-1]]
        assert flight.xyz[-1] == pytest.approx([0, 0, 0])
        climbs = route["altitude_m"] / 2.5 + route["altitude_m"] / 1.5 - route["altitude_m"] * (1 / 3 + 1 / 2)
        assert flight.duration <= route["duration_s"] * 1.02 + climbs + 5
        assert kept_outside(flight, fences(document, home)[1])
        if terrain:
            assert home[2] == pytest.approx(site, abs=0.01)


def in_degrees(waypoint, crs) -> tuple[float, float, float]:
    point = waypoint.geometry().constGet()
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext())
    there = transform.transform(point.x(), point.y())
    return there.y(), there.x(), point.z()


def kept_outside(flight, rings) -> bool:
    way = shapely.LineString(flight.xyz[:, :2])
    assert rings
    return all(shapely.Polygon(ring).distance(way) > 2.5 for ring in rings)


def test_geofence_and_rally_points_are_in_the_plan(run, plan, tmp_path):
    layers = plan()
    around = layer("Polygon", ["POLYGON((-3000 -3000, 6000 -3000, 6000 6000, -3000 6000, -3000 -3000))"], [[0]])
    points = layer("Point", ["POINT(50 50)", "POINT(500 150)"], [[1], [2]])
    files = exported(
        run, tmp_path / "missions", GEOFENCE=[around], RALLY=points, RESERVE=1, EXPORT_ANYWAY=True, **layers
    )
    for data in files.values():
        document = json.loads(data)
        shapes = document["geoFence"]["polygons"]
        assert [len(one["polygon"]) for one in shapes if one["inclusion"]] == [4]
        assert any(not one["inclusion"] for one in shapes)
        rally = document["rallyPoints"]["points"]
        assert len(rally) == 1, "the second one lies in a zone"
        east, north = metres(document["mission"]["plannedHomePosition"], *rally[0][:2])
        assert abs(east) + abs(north) < 5000
        assert rally[0][2] >= 60
        pilot = Autopilot(data, includes_home=False)
        flight = pilot.flown()
        assert pilot.breaches(flight.track[:, :2]) == 0
        assert flight.track[-1, :3] == pytest.approx([0, 0, 0], abs=0.01), "not at the rally point"


def test_a_moved_waypoint_is_exported_without_saving_it(run, plan, tmp_path):
    layers = plan()
    before = exported(run, tmp_path / "before", **layers)
    hover = next(one for one in layers["WAYPOINTS"].getFeatures() if one["action"] == "fly" and one["seq"] == 3)
    move(layers["WAYPOINTS"], hover, 0, -3)
    after = exported(run, tmp_path / "after", EXPORT_ANYWAY=True, **layers)
    changed = [name for name in before if positions(before[name]) != positions(after[name])]
    assert len(changed) == 1
    layers["WAYPOINTS"].rollBack()


def positions(data: bytes) -> list:
    return [item["params"][4:] for item in json.loads(data)["mission"]["items"] if item["command"] == 16]


def test_a_plan_with_violations_is_refused_unless_told_otherwise(run, plan, tmp_path):
    layers = plan()
    folder = tmp_path / "missions"
    with pytest.raises(QgsProcessingException, match="so nothing is exported"):
        exported(run, folder, MAX_AGL=50, **layers)
    assert not folder.exists()
    found = run("exportmissions", FOLDER=str(folder), MAX_AGL=50, EXPORT_ANYWAY=True, **layers)
    assert found["VIOLATION_COUNT"] >= 2
    for file in folder.iterdir():
        assert "NOT SOUND: the plan has" in json.loads(file.read_bytes())["description"]


def test_other_files_stay_and_only_our_own_are_replaced(run, plan, tmp_path, log):
    layers, folder = plan(), tmp_path / "missions"
    files = exported(run, folder, **layers)
    (folder / "notes.txt").write_text("mine")
    name = next(iter(files))
    run("exportmissions", FOLDER=str(folder), AUTOPILOT=1, **layers)
    assert json.loads((folder / name).read_bytes())["mission"]["firmwareType"] == 12
    assert any("Replaced" in text for text in log.infos)
    saved_by_another = json.dumps({**json.loads(files[name]), "groundStation": "QGroundControl"}, indent=4)
    (folder / name).write_text(saved_by_another)
    others = {file: (folder / file).read_bytes() for file in os.listdir(folder)}
    with pytest.raises(QgsProcessingException, match="not written by this algorithm"):
        run("exportmissions", FOLDER=str(folder), **layers)
    assert {file: (folder / file).read_bytes() for file in os.listdir(folder)} == others
    run("exportmissions", FOLDER=str(folder), REPLACE=True, **layers)
    assert (folder / name).read_bytes() == files[name]
    assert (folder / "notes.txt").read_text() == "mine"
    assert not any("earlier export" in text for text in log.warnings)
    (folder / "drone-09-sortie-01-old.plan").write_bytes(files[name])
    run("exportmissions", FOLDER=str(folder), **layers)
    assert any("1 mission file of an earlier export (drone-09-sortie-01-old.plan)" in text for text in log.warnings)
    assert (folder / "drone-09-sortie-01-old.plan").exists()


def test_an_error_while_files_are_moved_leaves_the_folder_as_it_was(run, plan, tmp_path, monkeypatch):
    layers, folder = plan(), tmp_path / "missions"
    exported(run, folder, **layers)
    before = {file: (folder / file).read_bytes() for file in os.listdir(folder)}
    real, moves = os.replace, []

    def failing(source, goal):
        moves.append(goal)
        if len(moves) == 4:
            raise PermissionError(13, "in use")
        return real(source, goal)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(QgsProcessingException, match="No file there has been changed"):
        run("exportmissions", FOLDER=str(folder), AUTOPILOT=1, HTML=str(tmp_path / "list.html"), **layers)
    monkeypatch.undo()
    assert {file: (folder / file).read_bytes() for file in os.listdir(folder)} == before
    assert not (tmp_path / "list.html").exists()


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_the_folder_as_it_was(run, plan, tmp_path, monkeypatch, there):
    layers, folder = plan(), tmp_path / "some where" / "任务"
    if there:
        exported(run, folder, **layers)
        (folder / "notes.txt").write_text("mine")
    before = {file.name: file.read_bytes() for file in folder.glob("*")}
    real, written = Path.write_bytes, []

    def full(path, data):
        written.append(path)
        if len(written) == 2:
            real(path, data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(QgsProcessingException, match="No space left"):
        run("exportmissions", FOLDER=str(folder), AUTOPILOT=1, **layers)
    monkeypatch.undo()
    assert len(written) == 2
    assert {file.name: file.read_bytes() for file in folder.glob("*")} == before
    assert folder.parent.exists() == there


@pytest.mark.parametrize("share", [5, 60, 92])
def test_a_run_that_is_cancelled_writes_nothing(run, plan, tmp_path, share):
    layers, feedback = plan(), QgsProcessingFeedback()
    feedback.progressChanged.connect(lambda progress: feedback.cancel() if progress >= share else None)
    with contextlib.suppress(QgsProcessingException):
        run("exportmissions", FOLDER=str(tmp_path / "missions"), feedback=feedback, **layers)
    assert feedback.isCanceled()
    assert not (tmp_path / "missions").exists()


def test_a_file_that_fails_its_check_is_never_written(run, plan, tmp_path, monkeypatch):
    layers = plan()
    real = qgc_plan.items_of
    monkeypatch.setattr(qgc_plan, "items_of", lambda *given: real(*given)[:-2])
    with pytest.raises(QgsProcessingException, match="does not pass the check of its format"):
        run("exportmissions", FOLDER=str(tmp_path / "missions"), **layers)
    assert not (tmp_path / "missions").exists()


def test_the_list_of_missions_says_what_to_fly(run, plan, tmp_path, log):
    layers = plan()
    html = tmp_path / "list.html"
    files = exported(run, tmp_path / "missions", HTML=str(html), **layers)
    text = html.read_text(encoding="utf-8")
    assert all(name in text for name in files)
    assert str(tmp_path) not in text
    assert "In QGroundControl" in text
    assert "passed the check before the flight" in text
    assert ">Autopilot<" in text
    assert "<h1>Missions: " in text
    exported(run, tmp_path / "dji", HTML=str(html), FORMAT=2, **layers)
    assert ">Autopilot<" not in html.read_text(encoding="utf-8")
    taken = [text for text in log.infos if text.startswith("Empty parameters")]
    assert len(taken) == 2, "one sentence for each run, on the plan and on its camera"


def test_a_plan_that_was_checked_without_zones_says_so(run, plan, tmp_path, log):
    bare = {}
    for name, given in plan().items():
        bare[name] = QgsVectorLayer(given.source(), name).materialize(QgsFeatureRequest())  # without its record
    exported(run, tmp_path / "missions", ENDURANCE=9, **bare)
    assert any("No no-fly zones are given" in text for text in log.warnings)


def test_a_temporary_folder_and_a_folder_that_is_a_file(run, plan, tmp_path):
    layers = plan()
    found = run("exportmissions", FOLDER="TEMPORARY_OUTPUT", **layers)
    assert len(list(Path(found["FOLDER"]).glob("*.plan"))) == found["FILE_COUNT"]
    (tmp_path / "file").write_text("mine")
    with pytest.raises(QgsProcessingException, match="not a folder"):
        run("exportmissions", FOLDER=str(tmp_path / "file"), **layers)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_sortie_beyond_a_format_is_flown_in_parts(run, plan, tmp_path, monkeypatch, log):
    layers = plan(endurance=30)
    small = [replace(one, fits=lambda mission, options: len(mission) <= 9) for one in FORMATS]
    monkeypatch.setattr(missions, "FORMATS", small)
    files = exported(run, tmp_path / "missions", **layers)
    parts = [name for name in files if "-part-" in name]
    assert len(parts) >= 2
    assert any("divided into" in text for text in log.warnings)
    for name in parts:
        flight, document = arm_and_fly(files[name]), json.loads(files[name])
        assert flight.xyz[-1] == pytest.approx([0, 0, 0])
        assert "a charged battery" in document["description"]
        assert kept_outside(flight, fences(document, document["mission"]["plannedHomePosition"])[1])
    assert not any("privacy places" in text for text in log.warnings)
    far = layer("Point", ["POINT(90000 90000)"], [[1]], name="homes")
    exported(run, tmp_path / "with homes", **layers, PRIVACY=[far])
    assert any("not held against privacy places" in text for text in log.warnings)
