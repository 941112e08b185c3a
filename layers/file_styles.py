"""Styles in files, so that a layer opened later looks as it does when it is loaded after the run: in the style table of
a GeoPackage, or as a .qml file beside other formats. A style that the user has saved stays the default.

QGIS (seen in 3.40) opens a layer with its default style, and then switches temporal properties off and sets elevation
properties anew. `restore_time_and_height` and Restore Default Style bring them back."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import QgsMapLayer, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from .provenance_files import first_table
from .sinks import MOMENT
from .staging import STYLED, style_mark, style_owner
from .styles.fields import describe
from .styling import SYMBOLS, apply_style, raster_style, set_time_and_height

NAME = "Blindspot"
DESCRIPTION = "Written by Blindspot with the layer"
"""Of styles in a GeoPackage that are ours: they are replaced with the layer."""
TABLE = "layer_styles"
TIME_AND_HEIGHT = QgsMapLayer.StyleCategory.Temporal | QgsMapLayer.StyleCategory.Elevation
READ = (
    QgsMapLayer.StyleCategory.Fields
    | QgsMapLayer.StyleCategory.Forms
    | QgsMapLayer.StyleCategory.AttributeTable
    | QgsMapLayer.StyleCategory.MapTips
)
"""What people read of the fields."""
CATEGORIES = SYMBOLS | QgsMapLayer.StyleCategory.Rendering | TIME_AND_HEIGHT | READ
"""Rendering is the opacity of the layer."""
RESTORED = "blindspot/time_and_height"
"""A custom property of layers, which are saved with the project: what the user changes afterwards stays."""
_OF_OGR = frozenset({"id", "update_time"})


@dataclass(frozen=True)
class UserStyles:
    """Styles that the user has saved for a table of a GeoPackage. rows: the values of the style table, by column."""

    rows: tuple[dict, ...] = ()

    @property
    def default(self) -> bool:
        """Whether one of them is the default."""
        return any(row.get("useAsDefault") for row in self.rows)

    @property
    def names(self) -> set[str]:
        return {str(row.get("styleName")) for row in self.rows}


NO_STYLES = UserStyles()


def user_styles(path: str, table: str) -> UserStyles:
    """The styles of a table that are not ours; none where the file is no GeoPackage, or is not there."""
    if not path.lower().endswith(".gpkg") or not Path(path).is_file():
        return NO_STYLES
    return _on_styles(path, gdal.OF_READONLY, lambda styles: _rows(styles, table)) or NO_STYLES


def save_style(
    path: str,
    table: str,
    layer: QgsVectorLayer,
    style: str,
    start: str,
    end: str,
    users: UserStyles,
    note: str = "",
    zone: str = "",
) -> bool:
    """Styles a layer that was opened from a file, and saves its style in the file or beside it. start, end: fields for
    the temporal controller, if any; users: styles that the user had saved for the table; note: for the legend; zone:
    in whose local time the layer plays and is described. Returns whether the style of the user is still the default.
    Where the style cannot be saved, the file stays without one."""
    apply_style(layer, style, note, zone)
    describe(layer, style, zone)
    moments = [layer.fields()[i].type() == MOMENT for i in map(layer.fields().lookupField, (start, end)) if i >= 0]
    if not (len(moments) == 2 and all(moments)):  # a shapefile has texts
        start = end = ""
    set_time_and_height(layer, style, start, end, zone)
    if path.lower().endswith(".gpkg"):
        name = f"{NAME} 2" if NAME in users.names else NAME
        save = getattr(layer, "saveStyleToDatabaseV2", layer.saveStyleToDatabase)  # the older one is deprecated in 3.44
        save(name, DESCRIPTION, not users.default, "", categories=CATEGORIES)
        if users.rows:
            _on_styles(path, gdal.OF_UPDATE, lambda styles: _put_back(styles, table, users))
        return users.default
    if path.lower().endswith(STYLED):
        goal = Path(path).with_suffix(".qml")
        layer.saveNamedStyle(str(goal), CATEGORIES)
        if goal.is_file():
            with goal.open("a", encoding="utf-8") as file:
                file.write(style_mark(Path(path).name))
    return False


def save_raster_style(path: str, style: str) -> None:
    """Saves a style for rasters beside a file. The raster is not opened in QGIS, which would compute statistics and
    keep them in another file."""
    text = raster_style(style)
    if text and path.lower().endswith(STYLED):
        Path(path).with_suffix(".qml").write_text(text + style_mark(Path(path).name), encoding="utf-8")


def restore_time_and_height(layer: QgsMapLayer) -> bool:
    """Restores the temporal and elevation properties of a layer that has been opened from a file with our style, once
    for each layer. Returns whether it has."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr" or layer.customProperty(RESTORED):
        return False
    source = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    text = _our_style(str(source.get("path") or ""), str(source.get("layerName") or ""))
    document = QDomDocument()
    if not text or not document.setContent(text.encode()):
        return False
    layer.importNamedStyle(document, TIME_AND_HEIGHT)
    layer.setCustomProperty(RESTORED, True)
    return True


def _our_style(path: str, table: str) -> str:
    """The style that we have written for a table of a file, if it is the default; else empty."""
    if path.lower().endswith(".gpkg") and Path(path).is_file():
        name = (table or first_table(path)).lower()

        def found(styles: ogr.Layer) -> str:
            ours = (row for row in (feature.items() for feature in styles) if row.get("description") == DESCRIPTION)
            of_table = (row for row in ours if str(row.get("f_table_name", "")).lower() == name)
            return next((str(row.get("styleQML") or "") for row in of_table if row.get("useAsDefault")), "")

        return _on_styles(path, gdal.OF_READONLY, found) or ""
    target = Path(path)
    if target.suffix.lower() in STYLED and style_owner(target) == target.name:
        with suppress(OSError):
            return target.with_suffix(".qml").read_text(encoding="utf-8", errors="replace")
    return ""


def style_beside(destination: str) -> str:
    """Whose style lies where that of an output would be saved, see `style_owner`; empty where nothing is in the way."""
    target = Path(destination)
    owner = style_owner(target) if target.suffix.lower() in STYLED else ""
    return "" if owner == target.name else owner


def _on_styles(path: str, mode: int, what: Callable):
    """What a function returns for the style table of a GeoPackage; None where it has none."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | mode)
        if dataset is None:
            return None
        dataset.GetMetadata()  # otherwise GDAL 3.10 and newer write an .aux.xml file next to it
        styles = dataset.GetLayerByName(TABLE)
        found = None if styles is None else what(styles)
        del styles  # before its file
        return found
    except RuntimeError:  # raised only if GDAL's exceptions have been enabled
        return None
    finally:
        gdal.PopErrorHandler()


def _rows(styles: ogr.Layer, table: str) -> UserStyles:
    found = []
    for feature in styles:
        row = feature.items()
        if str(row.get("f_table_name", "")).lower() == table.lower() and row.get("description") != DESCRIPTION:
            found.append({name: value for name, value in row.items() if name not in _OF_OGR})
    return UserStyles(tuple(found))


def _put_back(styles: ogr.Layer, table: str, users: UserStyles) -> None:
    """Adds the styles of the user that are no longer in the table."""
    known = {row.get("styleName") for row in _rows(styles, table).rows}
    for row in users.rows:
        if row.get("styleName") in known:
            continue
        feature = ogr.Feature(styles.GetLayerDefn())
        for name, value in row.items():
            index = feature.GetFieldIndex(name)
            if index >= 0 and value is not None:
                feature.SetField(index, value)
        feature.SetField("f_table_name", table)
        styles.CreateFeature(feature)
