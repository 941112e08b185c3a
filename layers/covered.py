"""Layers and rasters of places on top of each other: what shows through would give colours that are in no legend, so
the one that has come last is shown, and those that it covers are unticked. Only called in the main thread."""

from collections.abc import Collection

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from ..engine.language import tr

AREAL_STYLES = ("places", "gain", "effort")
"""The styles that fill areas."""
PROPERTY = "blindspot/covers"
"""Custom property of layers that fill areas."""
MOST = 0.8
"""The share of the extent of a layer from which on it is covered. Neighbouring districts of a batch share less."""


def show_last(layer: QgsMapLayer, style: str, loaded: Collection[str]) -> str:
    """Unticks the layers of places that a layer covers or is covered by, and collapses them. Returns a sentence on
    them; empty where there are none.

    loaded: ids or sources of the layers of the same run; of these, the uppermost one is shown.
    """
    project = layer.project()
    if project is None or not _fills_areas(layer, style):
        return ""
    layer.setCustomProperty(PROPERTY, True)
    nodes = [node for node in project.layerTreeRoot().findLayers() if node.layer() is not None]
    place = next((index for index, node in enumerate(nodes) if node.layer() is layer), None)
    if place is None or not nodes[place].itemVisibilityChecked():
        return ""
    hidden = []
    for index, node in enumerate(nodes):
        other = node.layer()
        if index == place or not node.isVisible() or not other.customProperty(PROPERTY):
            continue
        if not _overlap(layer, other, project):
            continue
        of_this_run = other.id() in loaded or other.source() in loaded
        if index < place and of_this_run:
            _hide(nodes[place])
            return ""
        _hide(node)
        hidden.append(other.name())
    if not hidden:
        return ""
    return tr(
        "Unticked in the layer tree, because {name} lies on it: {layers}.",
        name=layer.name(),
        layers=tr(", ").join(hidden),
    )


def _fills_areas(layer: QgsMapLayer, style: str) -> bool:
    """Whether a result covers what lies below: a raster, or places that are areas."""
    if isinstance(layer, QgsVectorLayer):
        return style in AREAL_STYLES and layer.geometryType() == Qgis.GeometryType.Polygon
    return isinstance(layer, QgsRasterLayer)


def _hide(node: QgsLayerTreeLayer) -> None:
    node.setItemVisibilityChecked(False)
    node.setExpanded(False)


def _overlap(layer: QgsMapLayer, other: QgsMapLayer, project: QgsProject) -> bool:
    """Whether one of two layers lies mostly within the extent of the other."""
    try:
        there = QgsCoordinateTransform(other.crs(), layer.crs(), project).transformBoundingBox(other.extent())
    except QgsCsException:
        return False
    here = layer.extent()
    shared, smaller = here.intersect(there), min(_area(here), _area(there))
    return not shared.isEmpty() and _area(shared) >= MOST * smaller


def _area(extent: QgsRectangle) -> float:
    return extent.width() * extent.height()
