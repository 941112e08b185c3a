"""The button that places launch sites on the map."""

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from ..engine.errors import UserError
from ..engine.language import tr
from .launch_sites import LaunchSiteTool, stored_sites, temporary_sites


class LaunchSiteButton(QToolButton):
    """Pressed: clicks on the map add launch sites to the chosen layer, or to a new temporary one. Its menu has a new
    layer in a GeoPackage instead. `placed` has the id of the layer after each click."""

    placed = pyqtSignal(str)
    refused = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None):
        super().__init__(parent)
        self._canvas = canvas
        self._target = ""
        self._tool = LaunchSiteTool(canvas, self.target)
        self.setObjectName("blindspotPlaceSites")
        self.setIcon(QgsApplication.getThemeIcon("/mActionCapturePoint.svg"))
        self.setText(tr("Place launch sites on the map"))
        self.setToolTip(
            tr(
                "Place launch sites on the map: each click adds one to the chosen layer, or to a new temporary layer. "
                "Ctrl+Z takes it back while the layer is edited."
            )
        )
        self.setCheckable(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self)
        temporary = QAction(tr("New temporary layer"), menu)
        temporary.triggered.connect(lambda: self._start(self._new_temporary))
        stored = QAction(tr("New layer in a GeoPackage…"), menu)
        stored.triggered.connect(lambda: self._start(self._new_stored))
        menu.addActions([temporary, stored])
        self.setMenu(menu)
        self.toggled.connect(self._toggled)
        self._tool.added.connect(lambda: self.placed.emit(self._target))
        self._tool.refused.connect(self.refused)
        canvas.mapToolSet.connect(self._tool_changed)

    def add_to(self, layer_id: str) -> None:
        """Adds to this layer from now on; to a new one where the id is empty."""
        self._target = layer_id

    def target(self) -> QgsVectorLayer:
        """The layer that clicks add to. A temporary one is made where there is none."""
        layer = QgsProject.instance().mapLayer(self._target) if self._target else None
        return layer if isinstance(layer, QgsVectorLayer) else self._new_temporary()

    def stop(self) -> None:
        """Gives the map its former tool back."""
        self._canvas.mapToolSet.disconnect(self._tool_changed)
        self._canvas.unsetMapTool(self._tool)

    def _toggled(self, pressed: bool) -> None:
        if pressed:
            self._canvas.setMapTool(self._tool)
        elif self._canvas.mapTool() is self._tool:
            self._canvas.unsetMapTool(self._tool)

    def _tool_changed(self, tool, *_) -> None:
        self.setChecked(tool is self._tool)

    def _start(self, make) -> None:
        try:
            layer = make()
        except UserError as error:
            self.refused.emit(str(error))
            return
        if layer is not None:
            self.setChecked(True)

    def _new_temporary(self) -> QgsVectorLayer:
        return self._added(temporary_sites(self._crs()))

    def _new_stored(self) -> QgsVectorLayer | None:
        home = QgsProject.instance().homePath()
        path, _ = QFileDialog.getSaveFileName(
            self,
            tr("GeoPackage for the launch sites"),
            home,
            tr("GeoPackage (*.gpkg)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # the table is added to an existing file
        )
        if not path:
            return None
        path = path if path.lower().endswith(".gpkg") else f"{path}.gpkg"
        return self._added(stored_sites(path, self._crs()))

    def _crs(self) -> QgsCoordinateReferenceSystem:
        crs = self._canvas.mapSettings().destinationCrs()
        if not crs.isValid():
            raise UserError(
                tr("The project has no CRS, so a click has no position. Set it first: Project > Properties.")
            )
        return crs

    def _added(self, layer: QgsVectorLayer) -> QgsVectorLayer:
        project = QgsProject.instance()
        project.addMapLayer(layer, False)  # not into the group of the layer that is selected
        project.layerTreeRoot().insertLayer(0, layer)
        self._target = layer.id()
        self.placed.emit(layer.id())
        return layer
