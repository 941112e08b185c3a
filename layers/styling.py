"""Styles outputs when they are loaded: symbols, layer order, and the fields for the temporal controller."""

import re
from html import escape
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..engine.language import tr, tr_again
from ..engine.score.gap_classes import gap_classes
from .covered import show_last
from .legend_note import note_in_legend
from .moving_points import let_move
from .playing import Ahead, appear_in_local_time, play_in_local_time, play_project
from .profiles import set_elevation
from .result_tree import Result, place_result
from .styles.builders import BUILDERS
from .styles.fields import describe

RASTER_CLASSES = re.compile(r"(?:<item [^>]*/>\s*)+")
STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"

SYMBOLS = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling

_stylers: dict[str, "_Styler"] = {}  # QGIS holds no reference of its own to a post-processor


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles one output once it is loaded, and puts it at its place in the layer tree."""

    def __init__(
        self, destination: str, style: str, start: str, end: str, note: str, zone: str, result: Result | None = None
    ):
        super().__init__()
        self.destination, self.style, self.start, self.end, self.note = destination, style, start, end, note
        self.zone, self.result = zone, result

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
            covered = show_last(layer, self.style, context.layersToLoadOnCompletion().keys())
            if covered:
                feedback.pushInfo(covered)
        apply_style(layer, self.style, self.note, self.zone)
        if isinstance(layer, QgsVectorLayer):
            describe(layer, self.style, self.zone)
            ahead = set_time_and_height(layer, self.style, self.start, self.end, self.zone)
            if ahead is not None:
                play_project(context.project(), layer, self.style, ahead)
        layer.triggerRepaint()


def apply_style(layer: QgsVectorLayer | QgsRasterLayer, style: str, note: str = "", zone: str = "") -> None:
    """Applies symbols and labels: of layers/styles, or else of resources/styles. note: for the legend of a vector
    layer, if anything; zone: in whose local time it says when something happens."""
    if isinstance(layer, QgsRasterLayer):
        text = raster_style(style)
        if text:
            _import(layer, text.encode())
        return
    if style in BUILDERS:
        BUILDERS[style](layer, zone)
    else:
        path = STYLES / f"{style}.qml"
        if not path.exists():
            return
        _import(layer, path.read_bytes())
        _translate_classes(layer)
    if note:
        note_in_legend(layer, note)


def _translate_classes(layer: QgsVectorLayer) -> None:
    """Translates the labels of categories and ranges, which are English in resources/styles."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        for index, category in enumerate(renderer.categories()):
            renderer.updateCategoryLabel(index, tr_again(category.label()))
    elif isinstance(renderer, QgsGraduatedSymbolRenderer):
        for index, one in enumerate(renderer.ranges()):
            renderer.updateRangeLabel(index, tr_again(one.label()))


def raster_style(style: str) -> str:
    """A style for rasters as the text of a .qml file; empty where there is none."""
    path = STYLES / f"{style}_raster.qml"
    if not path.exists():
        return ""
    items = [
        f'<item alpha="255" value="{"inf" if each.upper > 1 else each.upper}" color="{each.colour}" '
        f'label="{escape(each.label)}"/>'
        for each in gap_classes()
    ]
    return RASTER_CLASSES.sub(lambda _: "".join(items), path.read_text(encoding="utf-8"))


def _import(layer: QgsMapLayer, content: bytes) -> None:
    document = QDomDocument()
    document.setContent(content)
    # not loadNamedStyle: for a layer whose style is in its database, it loads that one instead
    layer.importNamedStyle(document, SYMBOLS)


def set_time_and_height(layer: QgsVectorLayer, style: str, start: str, end: str, zone: str) -> Ahead | None:
    """What a styled layer does in the temporal controller and in the elevation profile. start, end: its fields of dates
    and times (UTC), empty where it has none; with a start alone, features appear then and stay; zone: it plays in this
    zone's local time. Returns the offsets of the local time in which it plays; None where it does not play, or has no
    end."""
    set_elevation(layer, style)
    if not start:
        return None
    if not end:
        appear_in_local_time(layer, start, zone)
        return None
    ahead = play_in_local_time(layer, start, end, zone)
    let_move(layer, style, ahead)
    return ahead


def style_when_loaded(
    context: QgsProcessingContext,
    destination: str | None,
    style: str,
    order: int = 0,
    start: str = "",
    end: str = "",
    note: str = "",
    zone: str = "",
    result: Result | None = None,
) -> None:
    """Styles an output once it is loaded into a project; a higher `order` is drawn on top.

    start, end: names of date-and-time fields for the temporal controller; note: for the name and the legend of the
    layer; zone: in whose local time the layer plays and is described; result: for its group, its name and its place in
    the layer tree. Does nothing where the output is not to be loaded.
    """
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    _stylers[destination] = _Styler(destination, style, start, end, note, zone, result)
    details = context.layerToLoadOnCompletionDetails(destination)
    if note:
        details.name = (details.name or details.outputName) + tr(" ({text})", text=note)
        details.forceName = True  # also where layers are named after their file
    details.layerSortKey = order
    if result is not None:
        details.groupName, details.layerSortKey = result.group, result.order
    details.setPostProcessor(_stylers[destination])
