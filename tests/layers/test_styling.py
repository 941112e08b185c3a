"""Outputs get their style from resources/styles when they are loaded, and only then."""

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from blindspot.engine.language import use_translation
from blindspot.layers.styles.builders import BUILDERS
from blindspot.layers.styling import STYLES, apply_style, style_when_loaded

IN_FILES = {path.stem for path in STYLES.glob("*.qml") if not path.stem.endswith("_raster")}
VECTOR_STYLES = sorted(IN_FILES | set(BUILDERS))


def layer_of(kind):
    return QgsVectorLayer(
        f"{kind}?crs=EPSG:32633&field=priority:double&field=start:datetime&field=end:datetime", "out", "memory"
    )


def symbols(layer):
    """The renderer as text: what is drawn."""
    document = QDomDocument()
    document.appendChild(layer.renderer().save(document, QgsReadWriteContext()))
    return document.toString()


@pytest.mark.parametrize("style", VECTOR_STYLES)
def test_every_style_can_be_worn(style):
    worn = []
    for geometry in ("Point", "LineString", "Polygon"):
        layer = layer_of(geometry)
        before = symbols(layer)
        apply_style(layer, style)
        worn.append(symbols(layer) != before)
    assert any(worn)


def test_a_style_that_is_not_there_changes_nothing():
    layer = layer_of("Point")
    before = symbols(layer)
    apply_style(layer, "nothing_of_the_kind")
    assert symbols(layer) == before


def loading(destination):
    """A context in which an output will be loaded."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    details = QgsProcessingContext.LayerDetails("Out", QgsProject.instance(), "OUTPUT")
    context.addLayerToLoadOnCompletion(destination, details)
    return context


def test_each_output_is_styled_when_it_is_loaded():
    contexts = [loading("one"), loading("two")]
    style_when_loaded(contexts[0], "one", "tracks", order=3, start="start", end="end")
    style_when_loaded(contexts[1], "two", "no_such_style", order=1)
    layers = [layer_of("LineString"), layer_of("LineString")]
    before = [symbols(layer) for layer in layers]
    for context, destination, layer in zip(contexts, ("one", "two"), layers, strict=True):
        details = context.layerToLoadOnCompletionDetails(destination)
        details.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    assert contexts[0].layerToLoadOnCompletionDetails("one").layerSortKey == 3
    assert symbols(layers[0]) != before[0]
    assert layers[0].temporalProperties().isActive()
    assert symbols(layers[1]) == before[1]
    assert not layers[1].temporalProperties().isActive()


def test_an_output_that_is_not_loaded_or_not_made_is_left_alone():
    context = QgsProcessingContext()
    style_when_loaded(context, None, "tracks")
    style_when_loaded(context, "elsewhere", "tracks")
    assert not context.layersToLoadOnCompletion()


def test_labels_of_categories_in_files_are_translated():
    layer = QgsVectorLayer("LineString?field=kind:string", "streets", "memory")
    use_translation(lambda text: {"Avenue": "大道"}.get(text, text))
    try:
        apply_style(layer, "sample_streets")
    finally:
        use_translation(str)
    assert [category.label() for category in layer.renderer().categories()][:2] == ["大道", "Bridge"]
