"""The preflight algorithms in the batch dialog of QGIS: rows loaded from a file, run, and what is left."""

import json
import re

import pytest
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtWidgets import QFileDialog, QTextEdit

from small_geozones import ED269, ED318
from small_layers import EASTING, NORTHING, point_layer, saved
from waiting import wait_for


def run_batch(monkeypatch, folder, name, *rows):
    """Loads rows of (parameters, outputs) into the dialog, as Open Batch does, and presses Run. Returns the log."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    file = folder / f"{name}.batch"
    made = [{"PARAMETERS": parameters, "OUTPUTS": outputs} for parameters, outputs in rows]
    file.write_text(json.dumps({"format": "batch_3.40", "rows": made}), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"blindspot:{name}")
    dialog = BatchAlgorithmDialog(algorithm)
    panel = dialog.mainWidget()
    panel.load()
    assert panel.batchRowCount() == len(rows)
    panel.checkLoadLayersOnCompletion.setChecked(False)
    dialog.runButton().click()
    log = dialog.findChild(QTextEdit, "txtLog")
    assert wait_for(lambda: not dialog.cancelButton().isEnabled() and "executed" in log.toPlainText(), 30), (
        log.toPlainText()
    )
    said = log.toPlainText()
    dialog.close()
    return said


@pytest.mark.skipif(
    Qgis.QGIS_VERSION_INT >= 34400, reason="QGIS 3.44 deletes a dialog that a test runs without a parent"
)
def test_zones_plans_and_missions_in_batches(plugin, monkeypatch, tmp_path):
    import processing

    files = []
    for number, document in enumerate((ED318, ED269)):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(document), encoding="utf-8")
    rows = [({"INPUT": str(file)}, {"OUTPUT": str(file.with_suffix(".gpkg"))}) for file in files]
    run_batch(monkeypatch, tmp_path, "importgeozones", *rows)
    assert all(file.with_suffix(".gpkg").exists() for file in files)

    spots = saved(point_layer([((EASTING + 300, NORTHING),)], (), name="spots"), tmp_path / "spots.gpkg").source()
    sites = saved(point_layer([((EASTING, NORTHING),)], (), name="sites"), tmp_path / "sites.gpkg").source()
    plans = []
    for number in range(2):
        plan = {name: str(tmp_path / f"{name} {number}.gpkg") for name in ("ROUTES", "WAYPOINTS")}
        given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": sites, "DRONES": 1, "MAX_ITERATIONS": 5, "SEED": number}
        processing.run("blindspot:planroutes", {**given, **plan})
        plans.append(plan)
    # not HTML: QGIS 3.40 fails to list the pages of a batch (addResult() lacks an argument)
    checked = [(plan, {"VIOLATIONS": str(tmp_path / f"found {number}.gpkg")}) for number, plan in enumerate(plans)]
    said = run_batch(monkeypatch, tmp_path, "checkplan", *checked)
    assert len(re.findall(r"VIOLATION_COUNT\W+0\b", said)) == 2, said
    assert all((tmp_path / f"found {number}.gpkg").exists() for number in range(2))  # and VIOLATION_LINES is left out

    missions = [(plan, {"FOLDER": str(tmp_path / f"missions {number}")}) for number, plan in enumerate(plans)]
    run_batch(monkeypatch, tmp_path, "exportmissions", *missions)
    for number in range(2):
        assert [file.suffix for file in (tmp_path / f"missions {number}").iterdir()] == [".plan"]
