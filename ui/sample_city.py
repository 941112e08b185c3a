"""The simulated sample city, as layers of the open project."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransform,
    QgsLayerNotesUtils,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QStandardPaths, QTimer

from ..engine.language import tr
from ..layers.playing import play_in_local_time
from ..layers.styling import apply_style

RESOURCES = Path(__file__).parent.parent / "resources"
ARCHIVE = RESOURCES / "sample" / "city.gpkg.zip"
ZONE = "Asia/Shanghai"
"""The city's time zone."""
FIX_DURATION = 60.0
"""Seconds that a fix stays visible in the temporal controller's animation."""


def load_sample_city(canvas: QgsMapCanvas) -> Path:
    """Copies the city beside the project (or among the user's documents), and adds its layers to the project.

    Returns the path of the GeoPackage. Raises OSError if it cannot be written. Existing files are never changed.
    """
    project = QgsProject.instance()
    package = unpack(_home(project))
    first = not project.mapLayers()
    group = add_layers(package, project)
    streets = next(node.layer() for node in group.findLayers() if _table(node.layer()) == "streets")
    if first:
        project.setCrs(streets.crs())
    # QGIS zooms to the first layer of a project after this function returns, so the zoom to the city comes later still
    QTimer.singleShot(0, lambda: _zoom(canvas, streets))
    return package


def _zoom(canvas: QgsMapCanvas, layer: QgsVectorLayer) -> None:
    project = QgsProject.instance()
    if project.mapLayer(layer.id()) is None:  # removed in the meantime
        return
    canvas.setDestinationCrs(project.crs())
    to_project = QgsCoordinateTransform(layer.crs(), project.crs(), project)
    canvas.setExtent(to_project.transformBoundingBox(layer.extent()).buffered(150))
    canvas.refresh()


def unpack(home: Path) -> Path:
    """The city's GeoPackage in a new folder of `home`."""
    folder, number = home / "simulated city", 1
    while True:
        try:
            folder.mkdir(parents=True)
            break
        except FileExistsError:
            number += 1
            folder = home / f"simulated city {number}"
    with zipfile.ZipFile(ARCHIVE) as archive:
        return Path(archive.extract("city.gpkg", folder))


def add_layers(package: Path, project: QgsProject) -> QgsLayerTreeGroup:
    """Adds all layers, styled, in a group at the top of the project's layers."""
    group = project.layerTreeRoot().insertGroup(0, tr("Simulated city"))
    for layer, style in _layers(package):
        apply_style(layer, f"sample_{style}")
        project.addMapLayer(layer, False)
        node = QgsLayerTreeLayer(layer)
        node.setExpanded(False)
        node.setItemVisibilityChecked(not style.startswith("truth"))
        group.addChildNode(node)
    return group


def _layers(package: Path) -> Iterator[tuple[QgsVectorLayer, str]]:
    """The layers from top to bottom, with the names of their styles."""
    named = (
        ("truth|geometrytype=Point", "truth_exits", tr("Truth: exits nobody patrols (simulated)")),
        ("truth|geometrytype=LineString", "truth_riverside", tr("Truth: riverside nobody patrols (simulated)")),
        ("launch_sites", "launch_sites", tr("Launch sites (simulated)")),
        ("exits", "exits", tr("Station exits (simulated)")),
        ("cameras", "cameras", tr("Cameras (simulated)")),
        ("privacy", "privacy", tr("Privacy places (simulated)")),
        ("no_fly", "no_fly", tr("No-fly zones (simulated)")),
        ("riverside", "riverside", tr("Riverside (simulated)")),
        ("fixes", "fixes", tr("Patrol fixes (simulated)")),
        ("streets", "streets", tr("Streets (simulated)")),
        ("buildings", "buildings", tr("Buildings (simulated)")),
        ("river", "river", tr("River (simulated)")),
        ("districts", "districts", tr("Districts (simulated)")),
    )
    for table, style, title in named:
        layer = QgsVectorLayer(f"{package}|layername={table}", title, "ogr")
        if table == "fixes":
            play_in_local_time(layer, "time", "time", ZONE, FIX_DURATION)  # all are drawn until the controller is on
            notes = tr("Simulated. Times are UTC; the city's zone is {zone}.", zone=ZONE)
            QgsLayerNotesUtils.setLayerNotes(layer, notes)
        yield layer, style


def _table(layer: QgsVectorLayer) -> str:
    return layer.source().split("layername=")[-1].split("|")[0]


def _home(project: QgsProject) -> Path:
    """The folder of the saved project, or "Blindspot" in the user's documents folder."""
    if project.homePath() and Path(project.homePath()).is_dir():
        return Path(project.homePath())
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "Blindspot"
