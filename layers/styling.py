"""Styles outputs when they are loaded: symbols, layer order, and the fields for the temporal controller."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtXml import QDomDocument

from .legend_note import note_in_legend
from .result_tree import Result, place_result

STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"

SYMBOLS = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling

_stylers: dict[str, "_Styler"] = {}  # QGIS holds no reference of its own to a post-processor


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles one output once it is loaded, and puts it at its place in the layer tree."""

    def __init__(self, destination: str, style: str, start: str, end: str, note: str, result: Result | None = None):
        super().__init__()
        self.destination, self.style, self.start, self.end, self.note = destination, style, start, end, note
        self.result = result

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        _stylers.pop(self.destination, None)
        if not isinstance(layer, (QgsVectorLayer, QgsRasterLayer)):
            return
        if self.result is not None:
            details = context.layersToLoadOnCompletion().get(self.destination)
            given_group = details.groupName if details is not None else ""
            for sentence in place_result(layer, self.result, given_group, self.note):
                feedback.pushInfo(sentence)
        apply_style(layer, self.style, self.note)
        if self.start:
            set_temporal_fields(layer, self.start, self.end)
        layer.triggerRepaint()


def apply_style(layer: QgsVectorLayer | QgsRasterLayer, style: str, note: str = "") -> None:
    """Applies symbols and labels from resources/styles: the style for the layer's geometry or for rasters if there is
    one, else the general one. note: for the legend of a vector layer, if anything."""
    raster = isinstance(layer, QgsRasterLayer)
    kind = "raster" if raster else QgsWkbTypes.geometryDisplayString(layer.geometryType()).lower()
    for path in (STYLES / f"{style}_{kind}.qml", STYLES / f"{style}.qml"):
        if path.exists():
            document = QDomDocument()
            document.setContent(path.read_bytes())
            # not loadNamedStyle: for a layer whose style is in its database, it loads that one instead
            layer.importNamedStyle(document, SYMBOLS)
            if note and not raster:
                note_in_legend(layer, note)
            return


def set_temporal_fields(layer: QgsVectorLayer, start: str, end: str) -> None:
    """Lets the temporal controller animate a layer by its date-and-time fields."""
    temporal = layer.temporalProperties()
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    temporal.setStartField(start)
    temporal.setEndField(end)
    temporal.setIsActive(True)


def style_when_loaded(
    context: QgsProcessingContext,
    destination: str | None,
    style: str,
    order: int = 0,
    start: str = "",
    end: str = "",
    note: str = "",
    result: Result | None = None,
) -> None:
    """Styles an output with resources/styles/<style>.qml once it is loaded into a project; a higher `order` is drawn on
    top.

    start, end: names of date-and-time fields for the temporal controller; note: for the name and the legend of the
    layer; result: for its group, its name and its place in the layer tree. Does nothing where the output is not to be
    loaded.
    """
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    _stylers[destination] = _Styler(destination, style, start, end, note, result)
    details = context.layerToLoadOnCompletionDetails(destination)
    if note:
        details.name = f"{details.name or details.outputName} ({note})"
        details.forceName = True  # also where layers are named after their file
    details.layerSortKey = order
    if result is not None:
        details.groupName, details.layerSortKey = result.group, result.order
    details.setPostProcessor(_stylers[destination])
