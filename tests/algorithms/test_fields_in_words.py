"""Outputs are read in words and short numbers, in the file and in the project; what the user has saved stays."""

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)

from blindspot.layers.styles.symbols import AREAS_SHOW
from blindspot.layers.styles.table_formats import NUMBER, TIME
from small_layers import EASTING, NORTHING, Feedback, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Asia/Tokyo"}
RING = f"{EASTING} {NORTHING}, {EASTING + 500} {NORTHING}, {EASTING + 500} {NORTHING + 300}, {EASTING} {NORTHING}"
HOURS = {"WATCH_START": "00:00:00", "WATCH_END": "00:00:00"}


@pytest.fixture
def score(run, walks):
    places = shape_layer([f"Polygon(({RING}))"], fields=(("title", "QString"),), rows=[("Harbour",)])

    def score(output, **more):
        return run("scoregaps", INPUT=walks, **FIXES, **HOURS, PLACES=places, OUTPUT=output, **more)["OUTPUT"]

    return score


def opened(path) -> QgsVectorLayer:
    """A layer with the style that lies in its file or beside it."""
    layer = QgsVectorLayer(str(path), "opened", "ogr")
    assert layer.loadDefaultStyle()[1]
    return layer


def words(layer) -> list[str]:
    fields = layer.fields()
    return [layer.attributeDisplayName(fields.lookupField(name)) for name in ("title", "gap", "gap_low", "last_seen")]


def tip(layer) -> str:
    feature = next(layer.getFeatures())
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def columns(layer) -> list[str]:
    return [column.name for column in layer.attributeTableConfig().columns() if column.name]


@pytest.mark.parametrize("suffix", ["gpkg", "fgb"])
def test_a_file_is_read_in_words(score, tmp_path, suffix):
    score(str(tmp_path / f"places.{suffix}"))
    layer = opened(tmp_path / f"places.{suffix}")
    assert words(layer) == ["title", "Gap", "Lowest possible gap", "Last seen"]
    assert layer.opacity() == AREAS_SHOW
    assert columns(layer)[:4] == ["place_id", "gap", "why", "demand"]
    gap = layer.editorWidgetSetup(layer.fields().lookupField("gap"))
    assert (gap.type(), gap.config()["decimals"]) == (NUMBER, 2)
    last_seen = layer.editorWidgetSetup(layer.fields().lookupField("last_seen"))
    assert (last_seen.type(), last_seen.config()["zone"]) == (TIME, "Asia/Tokyo")
    assert "<b>Harbour</b>" in tip(layer)
    assert "<td>Gap</td>" in tip(layer)


def test_a_layer_is_read_in_words_when_it_is_loaded(score, run):
    layer = score(QgsProcessingOutputLayerDefinition("memory:", QgsProject()))
    (details,) = run.context.layersToLoadOnCompletion().values()
    details.postProcessor().postProcessLayer(layer, run.context, Feedback())
    assert words(layer) == ["title", "Gap", "Lowest possible gap", "Last seen"]
    assert "<b>Harbour</b>" in tip(layer)
    seen = next(layer.getFeatures())["last_seen"]
    assert f"{(seen.time().hour() + 9) % 24:02d}:{seen.time().minute():02d}</td>" in tip(layer)


def test_words_that_the_user_has_saved_stay(score, tmp_path, run):
    path = tmp_path / "places.gpkg"
    score(str(path))
    mine = opened(path)
    mine.setFieldAlias(mine.fields().lookupField("gap"), "Lücke")
    mine.setMapTipTemplate("mine")
    mine.saveStyleToDatabase("mine", "", True, "")
    score(QgsProcessingOutputLayerDefinition(str(path), QgsProject()))
    layer = opened(path)
    (details,) = run.context.layersToLoadOnCompletion().values()
    details.postProcessor().postProcessLayer(layer, run.context, Feedback())
    assert words(layer)[1] == "Lücke"
    assert layer.mapTipTemplate() == "mine"
