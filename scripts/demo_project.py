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
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QFont

from blindspot.layers.file_styles import restore_time_and_height
from blindspot.layers.playing import Ahead, play_project
from blindspot.scripts.demo_case import Case
from blindspot.scripts.demo_question import Question, question_of
from blindspot.scripts.demo_styles import draw_solid_in_legend, style_given, style_tracks
from blindspot.ui import sample_city

PLAN = (
    ("routes", "Drone routes"),
    ("waypoints", "Waypoints"),
    ("unserved", "Blind spots not visited"),
    ("visited", "Spots and their visits"),
    ("gain", "Gap closed by the flights"),
    ("exposure", "Exposure of privacy places"),
)
SPOTS = (
    ("spots", "Blind spots, by rank"),
    ("places", "Gap: chance of going unseen"),
    ("in_sight", "The same with walls and cameras"),
)
PATROLS = (("tracks", "Patrol tracks"), ("outages", "Outages"), ("rejected", "Rejected fixes"))
HIDDEN = {
    "in_sight",
    "buildings",
    "cameras",
    "waypoints",
    "visited",
    "gain",
    "exposure",
    "outages",
    "rejected",
    "fixes",
}
NOT_IN_LEGEND = {"streets", "river", "districts", "truth"}
DRAWING_ORDER = (
    *(
        "truth",
        "routes",
        "waypoints",
        "unserved",
        "launch_sites",
        "privacy",
        "demand point",
        "watchers",
        "visited",
        "spots",
        "no_fly",
    ),
    "demand line",
    *(
        "gain",
        "exposure",
        "places",
        "in_sight",
        "tracks",
        "outages",
        "rejected",
        "fixes",
        "streets",
        "river",
        "demand polygon",
        "area",
        "buildings",
    ),
    "districts",
)
"""Tables, or roles of layers that are given, from top to bottom."""
ROLES = {
    "area": "Area",
    "demand": "Demand",
    "launch_sites": "Launch sites",
    "no_fly": "No-fly zones",
    "privacy": "Privacy places",
}
PAGE = (297.0, 210.0)
"""Width and height in millimetres."""


def write_project(package: Path, project_path: Path, picture: Path, case: Case, gap_closed: str) -> Question:
    """Writes a project with relative paths to all layers of the GeoPackage in the same folder, and its map as a PNG.
    gap_closed: a sentence on the effect of the flights. Returns the question that the gaps answer."""
    application = QgsApplication([], True)
    application.initQgis()
    application.setFont(_font())
    project = QgsProject.instance()
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setTitle(f"Blindspot: {case.title}")
    layers = _add_layers(project, package, case)
    project.setCrs(layers["places"].crs())
    question = question_of(layers["places"])
    if "tracks" in layers:
        style_tracks(layers["tracks"], question.watch)
        draw_solid_in_legend(project.layerTreeRoot().findLayer(layers["tracks"]))
    if "routes" in layers:
        ahead = Ahead.of(layers["routes"], "start", question.watch.timezone)
        play_project(project, layers["routes"], "routes", ahead)
    _order(project, case)
    extent = _extent(layers, case.simulated)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    layout = _layout(project, layers, extent, case, _subtitles(question, gap_closed, case.simulated))
    project.layoutManager().addLayout(layout)
    if not project.write(str(project_path)):
        raise OSError(f"{project_path} could not be written: {project.error()}")
    # Not exportToImage: it makes GDAL write the map's position into the PNG, for which newer GDAL prints an error.
    if not QgsLayoutExporter(layout).renderPageToImage(0, dpi=150).save(str(picture), "PNG"):
        raise OSError(f"{picture} could not be written")
    project.clear()
    application.exitQgis()
    return question


def _font() -> QFont:
    """A font whose name is also known on a desktop. Without a screen, Qt's default font may have no name."""
    names = ("Open Sans", "DejaVu Sans", "Noto Sans", "Liberation Sans")
    known = (name for name in names if QgsFontUtils.fontFamilyOnSystem(name))
    return QFont(next(known, ""))


def _add_layers(project: QgsProject, package: Path, case: Case) -> dict[str, QgsVectorLayer]:
    """Adds all layers, in groups. Returns them by the name of their table."""
    found = {}
    if case.simulated:
        sample_city.add_layers(package, project)
        found = {_table(layer): layer for layer in project.mapLayers().values()}
        for node in project.layerTreeRoot().findLayers():
            if _table(node.layer()) in HIDDEN:
                node.setItemVisibilityChecked(False)
    for position, (group_name, tables) in enumerate(_groups(case)):
        group = project.layerTreeRoot().insertGroup(position, group_name)
        for table, title in tables:
            if table in found:
                continue
            layer = QgsVectorLayer(f"{package}|layername={table}", title, "ogr")
            if not layer.isValid() or not layer.featureCount():
                continue
            role = next((one.role for one in case.given if one.table == table), table)
            if role in ROLES:
                style_given(layer, role)
            else:
                restore_time_and_height(layer)  # QGIS drops them when it opens the file
            project.addMapLayer(layer, False)
            node = QgsLayerTreeLayer(layer)
            node.setExpanded(table == "places")
            node.setItemVisibilityChecked(table not in HIDDEN)
            group.addChildNode(node)
            found[table] = layer
        if not group.children():
            project.layerTreeRoot().removeChildNode(group)
    return found


def _groups(case: Case) -> tuple:
    """The groups of layers, from top to bottom: their names, and the tables and titles of their layers."""

    def given(*roles: str) -> tuple:
        of_roles = (one for role in roles for one in case.given if one.role == role)
        return tuple((one.table, f"{ROLES[one.role]}: {one.title}") for one in of_roles)

    sites = given("launch_sites") or (("launch_sites", "Launch sites"),)
    return (
        ("Drone plan", (*PLAN, *sites, *given("no_fly", "privacy"))),
        ("Blind spots", SPOTS),
        ("What matters", given("demand", "area")),
        ("Patrols", PATROLS),
    )


def _table(layer: QgsVectorLayer) -> str:
    return layer.source().split("layername=")[-1].split("|")[0]


def _order(project: QgsProject, case: Case) -> None:
    """Sets the drawing order: the plan above the gaps, the gaps above the streets."""
    place = {table: k for k, table in enumerate(DRAWING_ORDER)}

    def key(layer: QgsVectorLayer) -> int:
        return place.get(_kind(layer, case), len(place))

    root = project.layerTreeRoot()
    root.setHasCustomLayerOrder(True)
    root.setCustomLayerOrder(sorted(project.mapLayers().values(), key=key))


def _kind(layer: QgsVectorLayer, case: Case) -> str:
    """The entry of a layer in DRAWING_ORDER."""
    table = _table(layer)
    role = next((one.role for one in case.given if one.table == table), table)
    return f"demand {QgsWkbTypes.geometryDisplayString(layer.geometryType()).lower()}" if role == "demand" else role


def _extent(layers: dict[str, QgsVectorLayer], simulated: bool) -> QgsRectangle:
    """The extent of the map: that of the simulated city, or of the scored places and the routes."""
    extent = QgsRectangle()
    for table in ("streets",) if simulated else ("places", "routes"):
        if table in layers:
            extent.combineExtentWith(layers[table].extent())
    return extent.buffered(0.02 * extent.width())


def _subtitles(question: Question, gap_closed: str, simulated: bool) -> tuple[str, str]:
    """Two lines below the title: the question, and the effect of the flights."""
    asked = (
        f"Gap: chance of going unseen for the revisit interval of {question.revisit:g} min. "
        f"Watch {question.hours}. {question.period}."
    )
    closed = f"Gap closed: {gap_closed}. " if gap_closed else ""
    return (
        asked,
        f"{closed}{'Simulated patrols of an invented city. ' if simulated else ''}Made with Blindspot for QGIS.",
    )


def _layout(
    project: QgsProject, layers: dict, extent: QgsRectangle, case: Case, subtitles: tuple[str, str]
) -> QgsPrintLayout:
    """A page with the map, a title, a legend and a scale bar."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Map")
    picture = QgsLayoutItemMap(layout)
    picture.attemptSetSceneRect(QRectF(8, 28, 222, PAGE[1] - 36))
    picture.setFrameEnabled(True)
    picture.setFrameStrokeColor(QColor("#b8b0a2"))
    picture.zoomToExtent(extent)
    picture.setBackgroundColor(QColor("#ffffff"))
    layout.addLayoutItem(picture)
    _text(
        layout, f"{case.title}: blind spots of patrols, and drone routes to them", QRectF(8, 6, 280, 9), 16, bold=True
    )
    for line, text in enumerate(subtitles):
        _text(layout, text, QRectF(8, 14.5 + 5 * line, 280, 6), 9)
    _legend(layout, project, case, picture)
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


def _legend(layout: QgsPrintLayout, project: QgsProject, case: Case, picture: QgsLayoutItemMap) -> None:
    """Adds a legend of the visible layers, in drawing order."""
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(picture)
    legend.setAutoUpdateModel(False)
    root: QgsLayerTree = legend.model().rootGroup()
    root.clear()
    shown = set(project.layerTreeRoot().checkedLayers())
    for layer in project.layerTreeRoot().customLayerOrder():
        if layer in shown and _kind(layer, case) not in NOT_IN_LEGEND:
            node = root.addLayer(layer)
            node.setName(layer.name().removesuffix(" (simulated)"))
            if _table(layer) == "tracks":
                draw_solid_in_legend(node)
                legend.model().refreshLayerLegend(node)
    for style, size in (
        (QgsLegendStyle.Style.Subgroup, 9),
        (QgsLegendStyle.Style.SymbolLabel, 8.5),
        (QgsLegendStyle.Style.Group, 9),
        (QgsLegendStyle.Style.Title, 9),
    ):
        legend.rstyle(style).setTextFormat(_format(size, style == QgsLegendStyle.Style.Subgroup))
    legend.setWrapString("|")
    layout.addLayoutItem(legend)
    legend.attemptMove(QgsLayoutPoint(232, 27))
    legend.attemptResize(QgsLayoutSize(60, 120))
