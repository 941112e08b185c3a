"""Writes a QGIS project with the demo's results, styled, with a print layout, and an image of that layout."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFontUtils,
    QgsLayerTree,
    QgsLayerTreeLayer,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QFont

from blindspot.layers.styling import apply_style, set_temporal_fields
from blindspot.ui import sample_city

GROUPS = (
    (
        "Drone plan",
        (
            ("routes", "Drone routes"),
            ("waypoints", "Waypoints"),
            ("unserved", "Blind spots not served"),
            ("launch_sites", "Launch sites"),
        ),
    ),
    ("Blind spots", (("spots", "Blind spots, by rank"), ("places", "Gap: chance of going unseen"))),
    ("Patrols", (("tracks", "Patrol tracks"), ("outages", "Outages"), ("rejected", "Rejected fixes"))),
)
HIDDEN = {"waypoints", "outages", "rejected", "fixes"}
DRAWING_ORDER = (
    *("truth", "routes", "waypoints", "unserved", "launch_sites", "exits", "spots", "no_fly", "riverside", "places"),
    *("tracks", "outages", "rejected", "fixes", "streets", "river", "area", "districts"),
)
TEMPORAL_FIELDS = {"tracks": ("start", "end"), "outages": ("start", "end"), "routes": ("start", "end")}
PAGE = (297.0, 210.0)
"""Width and height in millimetres."""


def write_project(package: Path, project_path: Path, picture: Path, title: str, simulated: bool) -> None:
    """Writes a project with relative paths to all layers of the GeoPackage in the same folder, and its map as a PNG."""
    application = QgsApplication([], True)
    application.initQgis()
    application.setFont(_font())
    project = QgsProject.instance()
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setTitle(f"Blindspot: {title}")
    layers = _add_layers(project, package, simulated)
    project.setCrs(layers["places"].crs())
    _order(project)
    extent = _extent(layers, simulated)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    layout = _layout(project, layers, extent, title, simulated)
    project.layoutManager().addLayout(layout)
    if not project.write(str(project_path)):
        raise OSError(f"{project_path} could not be written: {project.error()}")
    # Not exportToImage: it makes GDAL write the map's position into the PNG, for which newer GDAL prints an error.
    if not QgsLayoutExporter(layout).renderPageToImage(0, dpi=150).save(str(picture), "PNG"):
        raise OSError(f"{picture} could not be written")
    project.clear()
    application.exitQgis()


def _font() -> QFont:
    """A font whose name is also known on a desktop. Without a screen, Qt's default font may have no name."""
    names = ("Open Sans", "DejaVu Sans", "Noto Sans", "Liberation Sans")
    known = (name for name in names if QgsFontUtils.fontFamilyOnSystem(name))
    return QFont(next(known, ""))


def _add_layers(project: QgsProject, package: Path, simulated: bool) -> dict[str, QgsVectorLayer]:
    """Adds all layers, in groups. Returns them by the name of their table."""
    found = {}
    if simulated:
        sample_city.add_layers(package, project)
        found = {_table(layer): layer for layer in project.mapLayers().values()}
        for node in project.layerTreeRoot().findLayers():
            if _table(node.layer()) in HIDDEN:
                node.setItemVisibilityChecked(False)
    for position, (group_name, tables) in enumerate(GROUPS):
        group = project.layerTreeRoot().insertGroup(position, group_name)
        for table, title in tables:
            if table in found:
                continue
            layer = QgsVectorLayer(f"{package}|layername={table}", title, "ogr")
            if not layer.isValid() or not layer.featureCount():
                continue
            _style(layer, table)
            project.addMapLayer(layer, False)
            node = QgsLayerTreeLayer(layer)
            node.setExpanded(table == "places")
            node.setItemVisibilityChecked(table not in HIDDEN)
            group.addChildNode(node)
            found[table] = layer
    return found


def _style(layer: QgsVectorLayer, table: str) -> None:
    apply_style(layer, f"sample_{table}")
    apply_style(layer, table)
    if table in TEMPORAL_FIELDS:
        set_temporal_fields(layer, *TEMPORAL_FIELDS[table])


def _table(layer: QgsVectorLayer) -> str:
    return layer.source().split("layername=")[-1].split("|")[0]


def _order(project: QgsProject) -> None:
    """Sets the drawing order: the plan above the gaps, the gaps above the streets."""
    place = {table: k for k, table in enumerate(DRAWING_ORDER)}
    root = project.layerTreeRoot()
    root.setHasCustomLayerOrder(True)
    root.setCustomLayerOrder(sorted(project.mapLayers().values(), key=lambda layer: place.get(_table(layer), 9)))


def _extent(layers: dict[str, QgsVectorLayer], simulated: bool) -> QgsRectangle:
    """The extent of the map: that of the simulated city, or of the scored places and the routes."""
    extent = QgsRectangle()
    for table in ("streets",) if simulated else ("places", "routes"):
        if table in layers:
            extent.combineExtentWith(layers[table].extent())
    return extent.buffered(0.02 * extent.width())


def _layout(project: QgsProject, layers: dict, extent: QgsRectangle, title: str, simulated: bool) -> QgsPrintLayout:
    """A page with the map, a title, a legend and a scale bar."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Map")
    picture = QgsLayoutItemMap(layout)
    picture.attemptSetSceneRect(QRectF(8, 24, 222, PAGE[1] - 32))
    picture.setFrameEnabled(True)
    picture.setFrameStrokeColor(QColor("#b8b0a2"))
    picture.zoomToExtent(extent)
    picture.setBackgroundColor(QColor("#ffffff"))
    layout.addLayoutItem(picture)
    _text(layout, f"{title}: blind spots of patrols, and drone routes to them", QRectF(8, 7, 280, 9), 16, bold=True)
    subtitle = "Simulated patrols of an invented city. " if simulated else ""
    _text(layout, subtitle + "Made with Blindspot for QGIS.", QRectF(8, 15.5, 280, 6), 9)
    _legend(layout, project, layers, picture)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(picture)
    bar.setStyle("Single Box")
    bar.applyDefaultSize()
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setHeight(1.6)
    bar.setTextFormat(_format(8))
    layout.addLayoutItem(bar)
    bar.attemptMove(QgsLayoutPoint(234, PAGE[1] - 22))
    return layout


def _text(layout: QgsPrintLayout, text: str, frame: QRectF, size: float, bold: bool = False) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setTextFormat(_format(size, bold))
    label.attemptSetSceneRect(frame)
    layout.addLayoutItem(label)


def _format(size: float, bold: bool = False) -> QgsTextFormat:
    text = QgsTextFormat()
    font = QFont()
    font.setBold(bold)
    text.setFont(font)
    text.setForcedBold(bold)
    text.setSize(size)
    text.setColor(QColor("#222222"))
    return text


def _legend(layout: QgsPrintLayout, project: QgsProject, layers: dict, picture: QgsLayoutItemMap) -> None:
    """Adds a legend of the visible layers, in drawing order."""
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(picture)
    legend.setAutoUpdateModel(False)
    root: QgsLayerTree = legend.model().rootGroup()
    root.clear()
    shown = {layer.id() for layer in project.layerTreeRoot().checkedLayers()}
    for table in DRAWING_ORDER:
        if table in layers and layers[table].id() in shown and table not in ("streets", "river", "districts", "truth"):
            node = root.addLayer(layers[table])
            node.setName(layers[table].name().removesuffix(" (simulated)"))
    for style, size in (
        (QgsLegendStyle.Style.Subgroup, 9),
        (QgsLegendStyle.Style.SymbolLabel, 8.5),
        (QgsLegendStyle.Style.Group, 9),
        (QgsLegendStyle.Style.Title, 9),
    ):
        legend.rstyle(style).setTextFormat(_format(size, style == QgsLegendStyle.Style.Subgroup))
    legend.setWrapString("|")
    layout.addLayoutItem(legend)
    legend.attemptMove(QgsLayoutPoint(232, 23))
    legend.attemptResize(QgsLayoutSize(60, 120))
