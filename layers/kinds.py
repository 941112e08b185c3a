"""Geometries of every kind that QGIS knows, as the simple kinds that Shapely and GEOS can read."""

import struct

import numpy as np
from qgis.core import Qgis, QgsGeometry, QgsWkbTypes

from .wkb import vertices_of_line

SIMPLE = frozenset(
    getattr(Qgis.WkbType, f"{several}{kind}")
    for several in ("", "Multi")
    for kind in ("Point", "LineString", "Polygon")
)
SURFACES = frozenset((Qgis.WkbType.PolyhedralSurface, Qgis.WkbType.TIN))
"""Faces in space, which may stand upright and lie above each other."""
POLYGON, MULTI_POLYGON, COLLECTION, TRIANGLE = 3, 6, 7, 17
SURFACE_CODES = (15, 16)
"""Types in well-known binary, without Z and M: these are added as thousands (1, 2, 3: Z, M, both) or as flags."""
FLAG_Z, FLAG_M = 0x80000000, 0x40000000


def simple(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry as points, lines, polygons, several of one of them, or a collection of these: curves segmentized,
    triangles and surfaces as polygons. The argument may be returned or changed."""
    kind = geometry.wkbType()
    flat = QgsWkbTypes.flatType(kind)
    if flat in SIMPLE:
        return geometry
    if flat in SURFACES or flat == Qgis.WkbType.Triangle:
        changed = QgsGeometry()
        changed.fromWkb(as_polygons(bytes(geometry.asWkb())))
        return changed
    if QgsWkbTypes.isCurvedType(kind):
        return QgsGeometry(geometry.constGet().segmentize())
    if flat != Qgis.WkbType.GeometryCollection:
        return geometry
    parts = [bytes(simple(part).asWkb()) for part in geometry.asGeometryCollection()]
    changed = QgsGeometry()
    changed.fromWkb(struct.pack("<BII", 1, COLLECTION, len(parts)) + b"".join(parts))
    return changed


def line_vertices(geometry: QgsGeometry) -> np.ndarray:
    """(n, 3) x, y, M of a line or multi-line, curves segmentized; M is NaN where it has none. (0, 3) for a geometry of
    another type, and where there is none."""
    if geometry.isNull() or geometry.isEmpty() or geometry.type() != Qgis.GeometryType.Line:
        return np.zeros((0, 3))
    geometry = simple(geometry)
    if not QgsWkbTypes.hasM(geometry.wkbType()):
        geometry.get().addMValue(np.nan)
    return vertices_of_line(bytes(geometry.asWkb()))


def as_polygons(wkb: bytes) -> bytes:
    """WKB of a triangle as that of a polygon, of a TIN or polyhedral surface as that of a multi-polygon. The bytes are
    the same except for the types."""
    out = bytearray(wkb)
    code = _replaced(out, 0)
    if _plain(code) != MULTI_POLYGON:
        return bytes(out)
    offset = 9
    for _ in range(_count(out, 5)):
        doubles = _doubles(_replaced(out, offset))
        rings, offset = _count(out, offset + 5), offset + 9
        for _ in range(rings):
            offset += 4 + 8 * doubles * _count(out, offset)
    return bytes(out)


def _replaced(wkb: bytearray, offset: int) -> int:
    """Replaces the type at an offset by that of a polygon or multi-polygon; returns it."""
    order = "<" if wkb[offset] else ">"
    code = struct.unpack_from(f"{order}I", wkb, offset + 1)[0]
    plain = _plain(code)
    code += (MULTI_POLYGON if plain in SURFACE_CODES else POLYGON if plain == TRIANGLE else plain) - plain
    struct.pack_into(f"{order}I", wkb, offset + 1, code)
    return code


def _plain(code: int) -> int:
    """A type without Z and M."""
    return (code & ~(FLAG_Z | FLAG_M)) % 1000


def _doubles(code: int) -> int:
    """Coordinates of a vertex of a type. Parts can be marked by flags where the whole is marked by thousands: GDAL
    writes faces with Z so."""
    thousands = (code & ~(FLAG_Z | FLAG_M)) // 1000
    has_z, has_m = code & FLAG_Z or thousands in (1, 3), code & FLAG_M or thousands in (2, 3)
    return 2 + bool(has_z) + bool(has_m)


def _count(wkb: bytearray, offset: int) -> int:
    return struct.unpack_from("<I", wkb, offset)[0]
