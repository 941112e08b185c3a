"""A small plan in files, and edits of its layers by hand, for the tests of the check before a flight."""

import shutil

import numpy as np
from qgis.core import QgsGeometry, QgsVectorLayer
from test_planroutes import dem, layer, sites, spots

from small_layers import saved

ZONE = "POLYGON((400 -100, 600 -100, 600 400, 400 400, 400 -100))"
DATED = {"START": "2026-03-16T23:00:00", "TIMEZONE": "Europe/Berlin"}


def make_plan(run, folder, **parameters) -> dict:
    """Makes a plan around a zone from files in a folder; returns ROUTES and WAYPOINTS."""
    zone = layer("Polygon", [ZONE], [[0]], name="zones")
    given = {
        "BLIND_SPOTS": [saved(spots(), folder / "spots.gpkg").source()],
        "LAUNCH_SITES": saved(sites(), folder / "sites.gpkg").source(),
        "NO_FLY": [saved(zone, folder / "zones.gpkg").source()],
        "ROUTES": str(folder / "routes.gpkg"),
        "WAYPOINTS": str(folder / "waypoints.gpkg"),
        "OBJECTIVE": 1,
        "MAX_ITERATIONS": 20,
        "TURN_TIME": 0,  # the batteries are short
        "LANDING_TIME": 0,
    }
    if parameters.pop("terrain", False):
        given["TERRAIN"] = dem(folder / "dem.tif")
    given |= parameters
    if parameters.get("LAUNCH_SITES") is not None:
        given["LAUNCH_SITES"] = saved(parameters["LAUNCH_SITES"], folder / "own_sites.gpkg").source()
    if parameters.get("BLIND_SPOTS") is not None:
        given["BLIND_SPOTS"] = [saved(parameters["BLIND_SPOTS"], folder / "own_spots.gpkg").source()]
    found = run("planroutes", **given)
    return {name: found[name] for name in ("ROUTES", "WAYPOINTS")}


def copy_of(plan: dict, folder) -> dict:
    """The same plan in another folder, with all that it was made of."""
    home = plan["ROUTES"].rsplit("/", 1)[0]
    shutil.copytree(home, folder, dirs_exist_ok=True)
    return {name: str(folder / path.rsplit("/", 1)[1]) for name, path in plan.items()}


def opened(path) -> QgsVectorLayer:
    found = QgsVectorLayer(str(path), "plan", "ogr")
    assert found.isValid()
    return found


def edit_fields(path, where=None, **values) -> None:
    """Sets fields of the rows that match `where` (a function of a feature)."""
    found = opened(path)
    assert found.startEditing()
    for feature in list(found.getFeatures()):
        if where is None or where(feature):
            for name, value in values.items():
                new = value(feature[name]) if callable(value) else value
                assert found.changeAttributeValue(feature.id(), found.fields().lookupField(name), new)
    assert found.commitChanges(), found.commitErrors()


def edit_vertices(path, change, where=None) -> None:
    """Replaces all vertices of the rows that match. change: (n, 4) x, y, z, m and the feature -> (n, 4)."""
    found = opened(path)
    assert found.startEditing()
    for feature in list(found.getFeatures()):
        if where is None or where(feature):
            shape = feature.geometry().constGet().clone()
            vertices = list(feature.geometry().vertices())
            rows = np.array([[v.x(), v.y(), v.z(), v.m()] for v in vertices])
            rows = change(rows, feature)
            points = [f"{x!r} {y!r} {z!r} {m!r}" for x, y, z, m in rows.tolist()]
            is_line = len(vertices) > 1
            text = f"LineStringZM({', '.join(points)})" if is_line else f"PointZM({points[0]})"
            assert shape is not None
            assert found.changeGeometry(feature.id(), QgsGeometry.fromWkt(text))
    assert found.commitChanges(), found.commitErrors()


def waypoints_of(path) -> list:
    """All waypoints, by drone, sortie and order."""
    return sorted(opened(path).getFeatures(), key=lambda each: (each["drone"], each["sortie"], each["seq"]))


def position(feature) -> np.ndarray:
    """x, y, z, m of a waypoint."""
    vertex = next(feature.geometry().vertices())
    return np.array([vertex.x(), vertex.y(), vertex.z(), vertex.m()])
