"""Where the map goes: to a blind spot, or to a result that it would not show."""

from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas

SMALLEST = 200.0
"""Metres, or so, of the side of the map to which a small spot is zoomed."""
DEGREE = 111_000.0
"""Metres, or so, of a degree of latitude."""
LEAST = 1 / 5
"""Share of the width or height of the map, below which a result is too small to be seen."""


def zoom_and_flash(canvas: QgsMapCanvas, layer: QgsVectorLayer, feature: int) -> None:
    """Zooms the map to a feature, with some of its surroundings, and flashes it."""
    geometry = layer.getFeature(feature).geometry()
    if geometry.isNull() or geometry.isEmpty():
        return
    box = _on_map(canvas, layer, geometry.boundingBox())
    if box is None:
        return
    side = SMALLEST / DEGREE if canvas.mapUnits() == Qgis.DistanceUnit.Degrees else SMALLEST
    box = box.buffered(max(0.75 * max(box.width(), box.height()), side))
    canvas.setExtent(box)
    canvas.refresh()
    canvas.flashFeatureIds(layer, [feature])


def show_well(canvas: QgsMapCanvas, layer: QgsVectorLayer) -> None:
    """Zooms the map to a layer if it is outside of the map, or tiny on it, as where fixes far away stretch the map."""
    box, seen = _on_map(canvas, layer, layer.extent()), canvas.extent()
    if box is None or box.isEmpty() or not box.isFinite():
        return
    large = box.width() > LEAST * seen.width() or box.height() > LEAST * seen.height()
    if seen.intersects(box) and large:
        return
    canvas.setExtent(box.buffered(0.05 * max(box.width(), box.height())))
    canvas.refresh()


def _on_map(canvas: QgsMapCanvas, layer: QgsVectorLayer, box: QgsRectangle) -> QgsRectangle | None:
    """A box of a layer in the CRS of the map; None where it has no place in it."""
    crs = canvas.mapSettings().destinationCrs()
    try:
        return QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(box)
    except QgsCsException:
        return None
