"""The map tool that places launch sites: each click adds a point to a layer of launch sites."""

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsMapCanvas, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QCursor

from ..engine.errors import UserError
from ..engine.language import tr
from ..layers.styling import apply_style

NAME_FIELD = "name"
TABLE = "launch_sites"


def temporary_sites(crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """A new temporary layer of launch sites."""
    layer = QgsVectorLayer(f"Point?field={NAME_FIELD}:string(80)", tr("Launch sites"), "memory")
    layer.setCrs(crs)
    return _styled(layer)


def stored_sites(path: str, crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """A new layer of launch sites in a GeoPackage, which may exist and have other tables. Raises UserError where it
    cannot be written."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", _free_table(path)
    if Path(path).exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    context = QgsProject.instance().transformContext()
    failed = QgsVectorFileWriter.writeAsVectorFormatV3(temporary_sites(crs), path, context, options)
    layer = QgsVectorLayer(f"{path}|layername={options.layerName}", tr("Launch sites"), "ogr")
    if failed[0] != QgsVectorFileWriter.WriterError.NoError or not layer.isValid():
        raise UserError(tr("{path} could not be written: {why}", path=path, why=failed[1] or tr("it is no GeoPackage")))
    return _styled(layer)


def _free_table(path: str) -> str:
    """A name that no table of the file has."""
    name, number = TABLE, 1
    while Path(path).exists() and QgsVectorLayer(f"{path}|layername={name}", "", "ogr").isValid():
        number += 1
        name = f"{TABLE}_{number}"
    return name


def _styled(layer: QgsVectorLayer) -> QgsVectorLayer:
    apply_style(layer, "sample_launch_sites")
    return layer


def add_site(layer: QgsVectorLayer, place: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> bool:
    """Adds a launch site, as an edit that can be undone and that the user saves. crs: of the place. Raises UserError
    where the layer cannot be edited, or has no such place in its CRS."""
    if not layer.isEditable() and not layer.startEditing():
        raise UserError(tr("{name} cannot be edited.", name=layer.name()))
    try:
        place = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()).transform(place)
    except QgsCsException as error:
        raise UserError(tr("{name} has no such place in its CRS.", name=layer.name())) from error
    attributes, field = {}, layer.fields().lookupField(NAME_FIELD)
    if field >= 0 and layer.fields()[field].isNumeric() is False:
        attributes[field] = _free_name(layer, field)
    feature: QgsFeature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromPointXY(place), attributes)
    layer.beginEditCommand(tr("Add launch site"))
    if not layer.addFeature(feature):
        layer.destroyEditCommand()
        return False
    layer.endEditCommand()
    layer.triggerRepaint()
    return True


def _free_name(layer: QgsVectorLayer, field: int) -> str:
    taken, number = {str(value) for value in layer.uniqueValues(field)}, 1
    while (name := tr("Site {number}", number=number)) in taken:
        number += 1
    return name


class LaunchSiteTool(QgsMapToolEmitPoint):
    """Adds a launch site where the user clicks. layer: gives the layer to add to, and creates it where there is none.
    `refused` says why a click added nothing."""

    added = pyqtSignal()
    refused = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, layer: Callable[[], QgsVectorLayer]):
        super().__init__(canvas)
        self._layer = layer
        self.setCursor(QCursor(Qt.CursorShape.CrossCursor))

    def canvasReleaseEvent(self, event) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self.toMapCoordinates(event.pos())
        try:
            if add_site(self._layer(), place, self.canvas().mapSettings().destinationCrs()):
                self.added.emit()
        except UserError as error:
            self.refused.emit(str(error))
