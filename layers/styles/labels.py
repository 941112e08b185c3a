"""Labels that can be read on light and on dark maps, and that do not vanish where they would overlap."""

from qgis.core import (
    Qgis,
    QgsPalLayerSettings,
    QgsProperty,
    QgsTextBackgroundSettings,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor

from .symbols import CASING, INK


def text_on_casing(colour: str = INK, size: float = 8.0, bold: bool = False) -> QgsTextFormat:
    """Dark text with a light edge. size: in points."""
    text, buffer = QgsTextFormat(), QgsTextBufferSettings()
    text.setSize(size)
    text.setForcedBold(bold)
    text.setColor(QColor(colour))
    buffer.setEnabled(True)
    buffer.setSize(0.9)
    buffer.setColor(QColor(CASING))
    buffer.setOpacity(0.9)
    text.setBuffer(buffer)
    return text


def text_on_badge(colour: str = INK, size: float = 8.0) -> QgsTextFormat:
    """Light text on a dark badge with a light edge."""
    text, badge = QgsTextFormat(), QgsTextBackgroundSettings()
    text.setSize(size)
    text.setForcedBold(True)
    text.setColor(QColor(CASING))
    badge.setEnabled(True)
    badge.setType(QgsTextBackgroundSettings.ShapeType.ShapeRectangle)
    badge.setSizeType(QgsTextBackgroundSettings.SizeType.SizeBuffer)
    badge.setSize(QSizeF(0.9, 0.35))
    badge.setSizeUnit(Qgis.RenderUnit.Millimeters)
    badge.setRadii(QSizeF(0.8, 0.8))
    badge.setRadiiUnit(Qgis.RenderUnit.Millimeters)
    badge.setFillColor(QColor(colour))
    badge.setStrokeColor(QColor(CASING))
    badge.setStrokeWidth(0.3)
    badge.setStrokeWidthUnit(Qgis.RenderUnit.Millimeters)
    text.setBackground(badge)
    return text


def settings(
    expression: str, text: QgsTextFormat, placement: Qgis.LabelPlacement, always: bool = True
) -> QgsPalLayerSettings:
    """Labels by an expression, which are moved where they would overlap. always: whether they are drawn in any case;
    else those that find no place are left out."""
    found = QgsPalLayerSettings()
    found.fieldName = expression
    found.isExpression = True
    found.placement = placement
    found.setFormat(text)
    handling = Qgis.LabelOverlapHandling
    placing = found.placementSettings()
    placing.setOverlapHandling(handling.AllowOverlapIfRequired if always else handling.PreventOverlap)
    found.setPlacementSettings(placing)
    return found


def label(layer: QgsVectorLayer, found: QgsPalLayerSettings) -> None:
    """Switches the labels of a layer on."""
    layer.setLabeling(QgsVectorLayerSimpleLabeling(found))
    layer.setLabelsEnabled(True)


def most_important_first(found: QgsPalLayerSettings, expression: str) -> None:
    """Labels with a higher value of an expression, 0 to 10, take the better places."""
    found.dataDefinedProperties().setProperty(
        QgsPalLayerSettings.Property.Priority, QgsProperty.fromExpression(expression)
    )
