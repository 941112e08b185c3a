"""Outputs carry their style in their file, so that a layer that is opened later has our symbols; a style that the user
has saved stays."""

import os
import re
import sqlite3

import pytest
from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from blindspot.layers.file_styles import DESCRIPTION, NAME, style_beside
from blindspot.layers.provenance_files import stored
from blindspot.layers.styling import apply_style, set_time_and_height
from blindspot.layers.tables import file_of_several
from small_layers import EASTING, NORTHING, Feedback, saved, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
ADD = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
RING = f"{EASTING} {NORTHING}, {EASTING + 500} {NORTHING}, {EASTING + 500} {NORTHING + 300}, {EASTING} {NORTHING}"


@pytest.fixture
def score(run, walks):
    area = shape_layer([f"Polygon(({RING}))"])

    def score(output, **more):
        return run("scoregaps", **{"INPUT": walks, **FIXES, "AREA": area, "CELL_SIZE": 50, "OUTPUT": output, **more})

    return score


def opened(source, name="opened") -> QgsVectorLayer:
    layer = QgsVectorLayer(str(source), name, "ogr")
    assert layer.isValid()
    return layer


def renderer_of(path) -> str:
    """The kind of renderer with which QGIS opens a file."""
    raster = str(path).endswith(".tif")
    layer = QgsRasterLayer(str(path), "gap", "gdal") if raster else opened(path)
    return layer.renderer().type()


def symbols(layer) -> str:
    """The renderer of a layer as text."""
    document = QDomDocument()
    document.appendChild(layer.renderer().save(document, QgsReadWriteContext()))
    return re.sub(r'(?:uu)?id="\{[^}]*\}"', "", document.toString())


def ours(layer, style) -> str:
    """How a layer looks that gets our style when it is loaded after the run."""
    other = layer.clone()
    apply_style(other, style)
    if style == "tracks":
        set_time_and_height(other, style, "start", "end", FIXES["TIMEZONE"])
    return symbols(other)


def red(layer) -> QgsVectorLayer:
    """The layer with a style of the user."""
    symbol = QgsSymbol.defaultSymbol(layer.geometryType())
    symbol.setColor(QColor("red"))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def is_red(layer) -> bool:
    renderer = layer.renderer()
    return isinstance(renderer, QgsSingleSymbolRenderer) and renderer.symbol().color() == QColor("red")


def rows(path) -> list[tuple]:
    with sqlite3.connect(path) as database:
        found = database.execute("SELECT f_table_name, styleName, useAsDefault FROM layer_styles").fetchall()
    database.close()
    return sorted(found)


@pytest.mark.parametrize("suffix", ["gpkg", "fgb", "geojson", "shp", "gml", "tab"])
def test_a_file_that_is_opened_later_has_our_symbols(score, tmp_path, suffix):
    path = tmp_path / f"places.{suffix}"
    for _ in range(2):
        score(str(path))
        layer = opened(path)
        assert layer.renderer().type() == "graduatedSymbol"
        assert symbols(layer) == ours(layer, "places")
    assert path.with_suffix(".qml").exists() == (suffix != "gpkg")


def test_the_temporal_controller_plays_a_file_whose_style_is_loaded(run, walks, tmp_path):
    """QGIS switches temporal properties off when it opens a layer with its default style; they are in the style."""
    for suffix, plays in (("gpkg", True), ("fgb", True), ("shp", False)):  # a shapefile has no dates and times
        path = tmp_path / f"tracks_{suffix}.{suffix}"
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(path))
        layer = opened(path)
        assert layer.loadDefaultStyle()[1]
        temporal = layer.temporalProperties()
        assert temporal.isActive() == plays, suffix
        assert (temporal.startField(), temporal.endField()) == ("start", "end") or not plays


def test_the_only_table_of_a_file_stays_its_only_one(score, run, walks, tmp_path):
    path, table = tmp_path / "places.gpkg", tmp_path / "profile.gpkg"
    score(str(path))
    score(str(path))  # the table of styles is none that would be deleted
    layer = opened(path)
    assert layer.dataProvider().subLayerCount() == 1
    assert file_of_several(layer) is None
    run("coverageprofile", INPUT=walks, **FIXES, CELL_SIZE=500, OUTPUT=str(table))
    assert opened(table).fields().lookupField("gap") > 0
    assert stored(opened(table)).record["algorithm"] == "blindspot:coverageprofile"


def test_a_table_beside_others_is_found_as_one_of_several(score, tmp_path, walks):
    path = tmp_path / "city.gpkg"
    saved(walks, path, layerName="fixes")
    score(f"ogr:dbname='{path}' table=\"places\" (geom)")
    file = file_of_several(opened(path))
    assert [table.name for table in file.others] == ["places"]


def test_the_style_of_an_older_table_is_replaced(score, run, walks, tmp_path):
    path = tmp_path / "city.gpkg"
    saved(walks, path, layerName="fixes")
    table = f"ogr:dbname='{path}' table=\"result\" (geom)"
    run("preparetracks", INPUT=walks, **FIXES, OUTPUT=table)
    assert renderer_of(f"{path}|layername=result") == "singleSymbol"
    score(table)
    layer = opened(f"{path}|layername=result")
    assert layer.renderer().type() == "graduatedSymbol"
    assert rows(path) == [("result", NAME, 1)]


def test_styles_of_other_tables_are_left_alone(score, tmp_path, walks):
    path = tmp_path / "city.gpkg"
    fixes = red(saved(walks, path, layerName="fixes"))
    assert not fixes.saveStyleToDatabase("mine", "", True, "")
    before = rows(path)
    for _ in range(2):
        score(f"ogr:dbname='{path}' table=\"places\" (geom)")
        layer = opened(f"{path}|layername=places")
        assert symbols(layer) == ours(layer, "places")
    assert rows(path) == sorted([*before, ("places", NAME, 1)])
    assert is_red(opened(f"{path}|layername=fixes"))


@pytest.mark.parametrize("as_table", [True, False])
def test_a_style_that_the_user_has_saved_in_the_package_stays_the_default(score, tmp_path, as_table):
    path = tmp_path / "places.gpkg"
    output = f"ogr:dbname='{path}' table=\"places\" (geom)" if as_table else str(path)
    score(str(path))
    assert not red(opened(path)).saveStyleToDatabase("mine", "red", True, "")
    for _ in range(2):
        score(output)
        assert is_red(opened(f"{path}|layername=places"))
        assert rows(path) == [("places", NAME, 0), ("places", "mine", 1)]


def test_a_style_of_the_user_under_our_name_stays(score, tmp_path):
    path = tmp_path / "places.gpkg"
    score(str(path))
    assert not red(opened(path)).saveStyleToDatabase(NAME, "mine", True, "")
    score(str(path))
    assert is_red(opened(path))
    assert rows(path) == [("places", NAME, 1), ("places", f"{NAME} 2", 0)]


def test_a_style_of_the_user_is_not_replaced_when_the_layer_is_loaded(score, tmp_path, run):
    path = tmp_path / "places.gpkg"
    score(str(path))
    for is_users in (False, True):
        if is_users:
            red(opened(path)).saveStyleToDatabase("mine", "red", True, "")
        score(QgsProcessingOutputLayerDefinition(str(path), QgsProject()))
        (details,) = run.context.layersToLoadOnCompletion().values()
        layer = opened(path)
        details.postProcessor().postProcessLayer(layer, run.context, Feedback())
        assert is_red(layer) == is_users
        assert details.layerSortKey > 0


def test_a_style_file_of_the_user_stays_and_ours_is_replaced(score, run, walks, tmp_path):
    path, style = tmp_path / "places.shp", tmp_path / "places.qml"
    run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(path))
    of_tracks = style.read_text()
    score(str(path))
    assert style.read_text() != of_tracks
    assert renderer_of(path) == "graduatedSymbol"
    red(opened(path)).saveDefaultStyle(QgsMapLayer.StyleCategory.AllStyleCategories)
    of_user = style.read_text()
    score(str(path))
    assert style.read_text() == of_user
    assert is_red(opened(path))


def test_a_raster_and_a_layer_of_one_name_do_not_share_a_style(score, tmp_path):
    layer, raster = tmp_path / "gap.shp", tmp_path / "gap.tif"
    for _ in range(2):
        score(str(layer), GAP_RASTER=str(raster))
        assert renderer_of(raster) == "singlebandpseudocolor"
        assert renderer_of(layer) == "singleSymbol"  # that of QGIS
    score("memory:", GAP_RASTER=str(tmp_path / "only.tif"))
    score(str(tmp_path / "only.shp"))
    assert renderer_of(tmp_path / "only.tif") == "singlebandpseudocolor"


def test_of_two_layers_of_one_name_the_first_has_the_style(run, walks, tmp_path):
    outputs = {"OUTPUT": str(tmp_path / "a.fgb"), "REJECTED": str(tmp_path / "a.geojson")}
    run("preparetracks", INPUT=walks, **FIXES, **outputs)
    assert "with a.fgb" in (tmp_path / "a.qml").read_text()


def test_style_and_record_are_written_in_another_thread(tmp_path, walks):
    """As the dialogs of QGIS run algorithms."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("blindspot:preparetracks")
    context, log = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    options = {"INPUT": walks, **FIXES, "OUTPUT": str(tmp_path / "t.gpkg"), "REJECTED": "memory:"}
    task, loop, done = QgsProcessingAlgRunnerTask(algorithm, options, context, log), QEventLoop(), []
    task.executed.connect(lambda fine, results: (done.append((fine, results)), loop.quit()))
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    (fine, results) = done[0]
    assert fine
    assert not log.warnings
    layer = opened(tmp_path / "t.gpkg")
    assert symbols(layer) == ours(layer, "tracks")
    assert stored(layer).record["output"]["name"] == "OUTPUT"
    in_memory = context.takeResultLayer(results["REJECTED"])
    assert stored(in_memory).record["output"]["name"] == "REJECTED"


def test_our_styles_are_marked(score, tmp_path):
    path = tmp_path / "places.gpkg"
    score(str(path))
    dataset = ogr.Open(str(path))
    (row,) = [feature.items() for feature in dataset.GetLayerByName("layer_styles")]
    assert (row["styleName"], row["description"]) == (NAME, DESCRIPTION)
    dataset = None
    assert os.listdir(tmp_path) == ["places.gpkg"]


def test_a_name_with_two_hyphens_has_its_style_and_is_replaced(score, tmp_path):
    """They end a comment in XML, so that QGIS would not read the style at all."""
    output = tmp_path / "district 7--night---2.fgb"
    for _ in range(2):
        score(str(output))
        assert style_beside(str(output)) == ""
        assert renderer_of(output) == "graduatedSymbol"
