"""The other layers of a file that holds several: GPX, GeoPackage, KML, SQLite and others."""

from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import QgsProviderRegistry, QgsVectorLayer

from ..engine.language import tr
from ..engine.text import and_more

POINT, LINE, POLYGON = "points", "lines", "polygons"
KINDS = (
    *((kind, POINT) for kind in (ogr.wkbPoint, ogr.wkbMultiPoint)),
    *((kind, LINE) for kind in (ogr.wkbLineString, ogr.wkbMultiLineString)),
    *((kind, POLYGON) for kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbTriangle, ogr.wkbTIN)),
    (ogr.wkbPolyhedralSurface, POLYGON),
)
TIME_WORDS = (
    *("time", "date", "stamp", "hour", "clock", "when", "zeit", "uhr", "datum", "fecha", "hora", "heure", "aika"),
    *("tidpunkt", "tidspunkt", "время", "дата", "时间", "日期", "时", "時", "日"),
)
"""Parts of the names of fields that hold times, in lower case."""
NO_TIMES = ("mandate", "candidate", "validate", "altimet", "centimet", "sentiment")
"""Words that contain one of them by chance."""
SLOW = frozenset(("OSM",))
"""Drivers that read the whole file to find the first feature of a later layer."""


@dataclass(frozen=True)
class Table:
    """One layer of a file. kind: points, lines or polygons, empty where it may hold several; has_m: whether its
    vertices have M; times: whether it has a field of times; source: what to enter so that QGIS opens this layer."""

    name: str
    kind: str
    has_m: bool
    times: bool
    source: str

    @property
    def may_hold_fixes(self) -> bool:
        """Whether these are points with times, or lines with M."""
        return self.times if self.kind in (POINT, "") else self.kind == LINE and self.has_m

    @property
    def text(self) -> str:
        """For messages."""
        if self.may_hold_fixes and self.kind == LINE:
            return tr("lines with M values: {source}", source=self.source)
        what = {POINT: tr("points"), LINE: tr("lines"), POLYGON: tr("polygons")}.get(self.kind) or tr("features")
        if self.may_hold_fixes:
            return tr("{features} with times: {source}", features=what, source=self.source)
        return f"{what}: {self.source}"


@dataclass(frozen=True)
class File:
    """A file of several layers, of which QGIS has opened the first because none was named. others: those that have
    features."""

    name: str
    first: str
    others: tuple[Table, ...]

    def listed(self, tables: tuple[Table, ...]) -> str:
        """Some of the others, for messages."""
        return tr("; ").join(table.text for table in tables[:5]) + and_more(len(tables) - 5)


def file_of_several(layer: QgsVectorLayer) -> File | None:
    """The file of a layer that was opened by the path alone, if it holds several; None for other layers. The file is
    opened for reading only."""
    provider = layer.dataProvider()
    if layer.providerType() != "ogr" or provider.subLayerCount() < 2:
        return None
    registry = QgsProviderRegistry.instance()
    parts = registry.decodeUri("ogr", provider.dataSourceUri())
    if parts.get("layerName") or parts.get("layerId") is not None:
        return None
    path = f"{parts.get('vsiPrefix') or ''}{parts['path']}{parts.get('vsiSuffix') or ''}"
    dataset = _opened(path, parts.get("openOptions") or ())
    if dataset is None or dataset.GetLayerCount() < 2:
        return None
    probe = dataset.GetDriver().ShortName not in SLOW
    others = []
    for index in range(1, dataset.GetLayerCount()):
        table = dataset.GetLayer(index)
        if table.GetGeomType() == ogr.wkbNone or (probe and table.GetNextFeature() is None):
            continue
        source = registry.encodeUri("ogr", {**parts, "layerName": table.GetName()})
        others.append(_table(table, source))
    return File(Path(path).name, dataset.GetLayer(0).GetName(), tuple(others))


def _opened(path: str, options) -> gdal.Dataset | None:
    try:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=list(options))
    except RuntimeError:  # raised only if GDAL's exceptions have been enabled
        return None
    if dataset is not None:
        dataset.GetMetadata()  # otherwise GDAL 3.10 and newer write an .aux.xml file next to a GeoPackage
    return dataset


def sounds_like_time(name: str) -> bool:
    """Whether the name of a field says that it holds times."""
    name = name.lower()
    for word in NO_TIMES:
        name = name.replace(word, " ")
    return any(word in name for word in TIME_WORDS)


def _table(table: ogr.Layer, source: str) -> Table:
    definition = table.GetLayerDefn()
    fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
    times = any(field.GetType() == ogr.OFTDateTime or sounds_like_time(field.GetName()) for field in fields)
    kind = table.GetGeomType()
    names = dict(KINDS).get(ogr.GT_Flatten(ogr.GT_GetLinear(kind)), "")
    return Table(table.GetName(), names, bool(ogr.GT_HasM(kind)), times, source)
