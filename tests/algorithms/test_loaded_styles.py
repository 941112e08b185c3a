"""Outputs that are loaded into a project have their style, their place in the layer order, and temporal properties."""

import pytest
from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from small_layers import EASTING, NORTHING, START, point_layer, shape_layer, utc, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
OUTAGE = [((EASTING, NORTHING), utc(START + 60 * minute), "U9") for minute in (0, 1, 22, 23)]
STRAY = [((EASTING, NORTHING), None, "U9")]
BOX = f"{EASTING} {NORTHING}, {EASTING + 400} {NORTHING}, {EASTING + 400} {NORTHING + 300}, {EASTING} {NORTHING}"


def fixes():
    return {"INPUT": point_layer(walk_rows() + OUTAGE + STRAY), **FIXES}


def scored():
    fields = (("gap", "Double"), ("priority", "Double"))
    return {"INPUT": shape_layer([f"Polygon(({BOX}))"], fields=fields, rows=[(1.0, 1.0)]), "SHARE": 100}


def planned():
    spots = [((EASTING + 300, NORTHING), 1.0), ((EASTING + 90_000, NORTHING), 1.0)]
    return {
        "BLIND_SPOTS": [point_layer(spots, (("priority", "Double"),))],
        "LAUNCH_SITES": point_layer([((EASTING, NORTHING),)], ()),
        "MAX_ITERATIONS": 5,
    }


def symbols(layer):
    """The renderer of a layer as text."""
    document = QDomDocument()
    document.appendChild(layer.renderer().save(document, QgsReadWriteContext()))
    return document.toString()


# algorithm, its input, and whether each output is temporal
CASES = [
    ("preparetracks", fixes, {"OUTPUT": True, "OUTAGES": True, "REJECTED": False}),
    ("scoregaps", fixes, {"OUTPUT": False}),
    ("patroleffort", fixes, {"OUTPUT": False}),
    ("findblindspots", scored, {"OUTPUT": False}),
    ("planroutes", planned, {"ROUTES": False, "WAYPOINTS": False, "UNSERVED": False, "SPOTS": False}),
    ("planroutes", lambda: {**planned(), "START": "2026-03-01T22:00:00"}, {"ROUTES": True, "WAYPOINTS": True}),
]


@pytest.mark.parametrize(("name", "inputs", "outputs"), CASES)
def test_loaded_outputs_are_styled(run, name, inputs, outputs):
    project = QgsProject()
    wanted = {output: QgsProcessingOutputLayerDefinition("memory:", project) for output in outputs}
    results = run(name, **inputs(), **wanted)
    loaded = {details.outputName: details for details in run.context.layersToLoadOnCompletion().values()}
    for output, is_temporal in outputs.items():
        layer = results[output]
        assert isinstance(layer, QgsVectorLayer)
        before = symbols(layer)
        assert loaded[output].postProcessor() is not None, output
        loaded[output].postProcessor().postProcessLayer(layer, run.context, QgsProcessingFeedback())
        assert symbols(layer) != before, output
        assert layer.temporalProperties().isActive() == is_temporal, output
    keys = [loaded[output].layerSortKey for output in outputs]
    assert len(set(keys)) == len(keys)
