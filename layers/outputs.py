"""How outputs look when they are loaded: style, order, and the fields that the temporal controller plays."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"

_waiting: dict[str, "_Dress"] = {}  # QGIS holds no reference of its own to a post-processor


class _Dress(QgsProcessingLayerPostProcessorInterface):
    """Styles one output once it is loaded."""

    def __init__(self, destination: str, style: str, start: str, end: str):
        super().__init__()
        self.destination, self.style, self.start, self.end = destination, style, start, end

    def postProcessLayer(
        self, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        _waiting.pop(self.destination, None)
        if not isinstance(layer, QgsVectorLayer):
            return
        style = STYLES / f"{self.style}.qml"
        if style.exists():
            layer.loadNamedStyle(str(style))
        if self.start:
            temporal = layer.temporalProperties()
            temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
            temporal.setStartField(self.start)
            temporal.setEndField(self.end)
            temporal.setIsActive(True)
        layer.triggerRepaint()


def dress(
    context: QgsProcessingContext, destination: str | None, style: str, order: int = 0, start: str = "", end: str = ""
) -> None:
    """Has an output styled with resources/styles/<style>.qml when it is loaded into a project; higher `order` lies on
    top.

    start, end: names of date-and-time fields for the temporal controller. Does nothing where the output is not to be
    loaded.
    """
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    _waiting[destination] = _Dress(destination, style, start, end)
    details = context.layerToLoadOnCompletionDetails(destination)
    details.layerSortKey = order
    details.setPostProcessor(_waiting[destination])
