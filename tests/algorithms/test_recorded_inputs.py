"""What the record of a run says of its inputs: where and when their features are, how many were read, and which of
them."""

import json

import pytest
from osgeo import gdal
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsProperty, QgsRasterLayer, QgsVectorLayer

from blindspot.algorithms.inputs.carried_records import Carried
from blindspot.algorithms.inputs.given_layers import _given
from blindspot.layers.provenance_files import stored
from small_layers import START, point_layer, saved, utc

WEST, SOUTH = 16.3, 48.2  # degrees
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
GRID = {"CELL_SIZE": 100, "DETECTION_RANGE": 80, "GRID_REACH": 100}


def fixes(name="fixes", times=range(30)) -> QgsVectorLayer:
    """A walk to the north-east, a fix each minute, in degrees."""
    rows = [((WEST + 1e-4 * i, SOUTH + 2e-4 * i), utc(START + 60 * i), "a") for i in times]
    return point_layer(rows, crs="EPSG:4326", name=name)


def recorded(results: dict, name: str = "INPUT") -> dict:
    """The first input of the record of an output."""
    layer = results["OUTPUT"]
    layer = layer if isinstance(layer, QgsVectorLayer) else QgsVectorLayer(layer, "made", "ogr")
    return stored(layer).record["inputs"][name][0]


@pytest.mark.parametrize("order", [range(30), range(29, -1, -1)])
def test_the_extent_in_degrees_the_times_and_the_count(run, order):
    """Whatever the order of the rows. The extent is west, south, east, north."""
    found = recorded(run("scoregaps", INPUT=fixes(times=order), **FIXES, **GRID, OUTPUT="memory:"))
    corners = [WEST, SOUTH, WEST + 29e-4, SOUTH + 58e-4]
    assert found["extent"] == pytest.approx(corners, abs=1e-4)  # its sides are those of a metric CRS
    assert found["time"] == ["2026-01-01T23:00:00Z", "2026-01-01T23:29:00Z"]
    assert (found["features"], found["crs"], found["name"]) == (30, "EPSG:4326", "fixes")


ADDRESSES = (
    "https://jane:hunter2@files.example.org/s3cr3t/fixes.geojson",
    "dbname='patrols' user='jane' password='hunter2' authcfg=s3cr3t table=\"gps\".\"fixes\"",
    "MySQL:patrols,user=jane,password=hunter2",
)


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_name_of_a_layer_that_is_its_address_is_not_recorded(run, name):
    """Neither as its name nor in its id, which QGIS makes of the name and keeps when the layer gets another one. The
    layer is found again all the same."""
    layer = fixes(name)
    QgsProject.instance().addMapLayer(layer)
    try:
        for shown in (name, "fixes"):
            layer.setName(shown)
            made = run("scoregaps", INPUT=layer, **FIXES, **GRID, OUTPUT="memory:")["OUTPUT"]
            text = json.dumps(stored(made).record)
            assert not [secret for secret in ("jane", "hunter2", "s3cr3t") if secret in text]
            assert run("repeatrun", INPUT=made)["AGREES"] == 1
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


def test_a_filter_a_limit_and_a_selection_are_recorded(run, tmp_path):
    path = str(tmp_path / "fixes.gpkg")
    saved(fixes(), tmp_path / "fixes.gpkg")
    assert not {"filter", "limit", "selected", "edited"} & {
        *recorded(run("scoregaps", INPUT=path, **FIXES, **GRID, OUTPUT="memory:"))
    }
    some = QgsProcessingFeatureSourceDefinition(QgsProperty.fromValue(path), False)
    some.filterExpression, some.featureLimit = "\"unit\" = 'a'", 20
    found = recorded(run("scoregaps", INPUT=some, **FIXES, **GRID, OUTPUT="memory:"))
    assert (found["filter"], found["limit"], found["features"]) == ("\"unit\" = 'a'", 20, 20)


def test_an_input_that_was_edited_is_recorded_as_such(run, tmp_path):
    gaps = str(tmp_path / "gaps.gpkg")
    run("scoregaps", INPUT=fixes(), **FIXES, **GRID, OUTPUT=gaps)
    assert "edited" not in recorded(run("findblindspots", INPUT=gaps, OUTPUT="memory:"))
    run.context = None
    layer = QgsVectorLayer(gaps, "gaps", "ogr")
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    assert layer.commitChanges()
    found = recorded(run("findblindspots", INPUT=gaps, OUTPUT="memory:"))
    assert found["edited"] is True
    assert found["record"]["algorithm"] == "blindspot:scoregaps"


def test_the_name_of_a_raster_that_is_its_address_is_not_recorded(tmp_path):
    path = str(tmp_path / "ground.tif")
    gdal.GetDriverByName("GTiff").Create(path, 2, 3, 1).FlushCache()
    for name, recorded in (("ground", "ground"), ("https://files.example.org/?token=hunter2", "a layer on a server")):
        entry = _given("TERRAIN", QgsRasterLayer(path, name), None, Carried("", None)).entry
        assert (entry["name"], entry["pixels"]) == (recorded, [2, 3])
