"""Runs of the algorithms around missions are repeated from the records of their results."""

import json
from pathlib import Path

import numpy as np
import pytest
from checked_plan import DATED, make_plan, opened
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject
from written_logs import Flown, gpx

from small_geozones import ED318

OUTPUTS = {
    "checkplan": ("VIOLATIONS", "VIOLATION_LINES"),
    "importgeozones": ("OUTPUT",),
    "importflight": ("OUTPUT", "REJECTED"),
}
NUMBER = {"checkplan": "VIOLATION_COUNT", "importgeozones": "ROW_COUNT", "importflight": "FLIGHT_COUNT"}


def flown_log(waypoints, route) -> bytes:
    """A GPX track of the first sortie, a position a second."""
    own = [
        one for one in waypoints.getFeatures() if one["drone"] == route["drone"] and one["sortie"] == route["sortie"]
    ]
    own.sort(key=lambda one: one["seq"])
    to_degrees = QgsCoordinateTransform(
        waypoints.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    rows = []
    for one in own:
        point = one.geometry().constGet()
        there = to_degrees.transform(point.x(), point.y())
        rows += [(one[field].toSecsSinceEpoch(), there.x(), there.y(), point.z()) for field in ("arrive", "leave")]
    rows = np.unique(np.array(rows), axis=0)
    t = np.arange(rows[0, 0], rows[-1, 0] + 1)
    lon, lat, z = (np.interp(t, rows[:, 0], rows[:, column]) for column in (1, 2, 3))
    return gpx(Flown(t, lon, lat, z + 300, z, np.full(len(t), 80.0)))


@pytest.fixture(scope="module")
def made() -> dict:
    return {}


@pytest.fixture
def results(run, made, tmp_path_factory) -> dict:
    """The outputs of each algorithm, as files, and its numbers."""
    if made:
        return made
    folder = tmp_path_factory.mktemp("plan")
    plan = make_plan(run, folder, **DATED)
    zones, log = folder / "zones.json", folder / "flight.gpx"
    zones.write_text(json.dumps(ED318), encoding="utf-8")
    log.write_bytes(flown_log(opened(plan["WAYPOINTS"]), next(opened(plan["ROUTES"]).getFeatures())))
    given = {
        "checkplan": {**plan, "MAX_AGL": 40},
        "importgeozones": {"INPUT": str(zones)},
        "importflight": {"INPUT": [str(log)], "LABELS": "1/1"},
    }
    for name, parameters in given.items():
        files = {output: str(folder / f"{name}_{output}.gpkg") for output in OUTPUTS[name]}
        made[name] = (files, run(name, **parameters, **files))
    return made


@pytest.mark.parametrize(("algorithm", "output"), [(name, output) for name, all_ in OUTPUTS.items() for output in all_])
def test_a_repeated_run_agrees(run, results, algorithm, output):
    files, found = results[algorithm]
    assert found.get(NUMBER.get(algorithm, ""), 1) > 0
    again = run("repeatrun", INPUT=files[output])
    assert (again["AGREES"], again["DIFFERENT"], again["INPUTS_CHANGED"]) == (1, 0, 0), again["SUMMARY"]


@pytest.mark.parametrize("algorithm", ["importgeozones", "importflight"])
def test_a_file_that_was_changed_is_said(run, results, algorithm, tmp_path):
    files, _ = results[algorithm]
    ending = {"importgeozones": "zones.json", "importflight": "flight.gpx"}[algorithm]
    source = tmp_path / ending
    origin = next(iter(files.values())).rsplit("/", 1)[0]
    text = Path(f"{origin}/{ending}").read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    parameter = {"importgeozones": str(source), "importflight": [str(source)]}[algorithm]
    path = str(tmp_path / "made.gpkg")
    run(algorithm, INPUT=parameter, OUTPUT=path)
    changes = {"importgeozones": ("400", "500"), "importflight": ("<ele>3", "<ele>4")}
    source.write_text(text.replace(*changes[algorithm]), encoding="utf-8")
    again = run("repeatrun", INPUT=path)
    assert again["AGREES"] == 0
    assert again["DIFFERENT"] > 0
