"""Which metric CRS to work in, and coordinates taken there."""

import struct

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
)

from ..engine.errors import UserError

WGS84 = "EPSG:4326"
WEB_MERCATOR = {"EPSG:3857", "EPSG:900913", "EPSG:3785", "ESRI:102100", "ESRI:102113"}
MOST_DISTORTION = 0.01  # of lengths; a projected CRS that is worse at the data is not worked in
MOST_LOOKED_AT = 5000  # features, to find out where a layer lies
MOST_DEGREES = 5.0  # from a UTM zone's meridian
MOST_INSIDE = 0.9  # of the positions, for a UTM zone to do; the rest are strays


def require_crs(crs: QgsCoordinateReferenceSystem, name: str, kind: Qgis.WkbType | None = None) -> None:
    """Raises UserError for a layer that nobody can place on the earth. kind: of its geometries, where it is known."""
    if kind == Qgis.WkbType.NoGeometry:
        raise UserError(f"{name} is a table without geometries. Choose a layer that has them.")
    if not crs.isValid():
        raise UserError(
            f"The layer {name} has no CRS, so metres cannot be measured in it. "
            "Set it first: right-click the layer, Layer CRS, Set Layer CRS."
        )


def metric_crs(
    crs: QgsCoordinateReferenceSystem, x: np.ndarray, y: np.ndarray, transform_context: QgsCoordinateTransformContext
) -> tuple[QgsCoordinateReferenceSystem, str]:
    """The CRS to measure in, and a sentence that says so.

    The layer's own CRS if it is projected in metres and true to scale where the data are; else the UTM zone of the
    data's median; else, where the data span zones, an azimuthal equidistant projection around it. x, y: (n,)
    coordinates in `crs`.
    """
    sound = np.isfinite(x) & np.isfinite(y)
    if crs.isGeographic():
        sound &= (np.abs(y) <= 90) & (np.abs(x) <= 360)
    x, y = x[sound], y[sound]
    if not len(x):
        return (QgsCoordinateReferenceSystem("EPSG:32631") if crs.isGeographic() else crs), ""
    if _measures_metres(crs, float(np.median(x)), float(np.median(y)), transform_context):
        return crs, f"Distances are measured in the layer's own CRS, {crs.authid() or crs.description()}."
    few = np.linspace(0, len(x) - 1, min(len(x), 20_000)).astype(np.int64)
    lon, lat = transform_xy(x[few], y[few], crs, QgsCoordinateReferenceSystem(WGS84), transform_context)
    lon, lat = lon[np.isfinite(lon)], lat[np.isfinite(lat)]
    if not len(lon):
        raise UserError(
            f"No position can be read in the layer's CRS, {crs.authid()}. Check the layer's CRS and its coordinates."
        )
    middle = float(np.degrees(np.angle(np.mean(np.exp(1j * np.radians(lon))))))
    offset = (lon - middle + 180) % 360 - 180
    lon_0, lat_0 = (middle + float(np.median(offset)) + 180) % 360 - 180, float(np.median(lat))
    zone = min(int((lon_0 + 180) // 6) + 1, 60)
    from_meridian = np.abs((lon - (6 * zone - 183) + 180) % 360 - 180)
    if np.mean(from_meridian <= MOST_DEGREES) >= MOST_INSIDE and abs(lat_0) < 84:
        utm = QgsCoordinateReferenceSystem(f"EPSG:{(32600 if lat_0 >= 0 else 32700) + zone}")
        return utm, f"Distances are measured in {utm.authid()} ({utm.description()}), the UTM zone of the data."
    around = f"+proj=aeqd +lat_0={round(lat_0, 1)} +lon_0={round(lon_0, 1)} +datum=WGS84 +units=m +no_defs"
    return (
        QgsCoordinateReferenceSystem.fromProj(around),
        f"The data span several UTM zones: distances are measured in an azimuthal equidistant projection ({around}).",
    )


def crs_of_source(
    source: QgsProcessingFeatureSource, transform_context: QgsCoordinateTransformContext
) -> tuple[QgsCoordinateReferenceSystem, str]:
    """The metric CRS for a source by where its features are, and a sentence that says so. Raises UserError where it has
    no CRS."""
    require_crs(source.sourceCrs(), source.sourceName(), source.wkbType())
    request = QgsFeatureRequest().setNoAttributes().setLimit(MOST_LOOKED_AT)
    features = source.getFeatures(request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks)
    boxes = [f.geometry().boundingBox() for f in features if not f.geometry().isEmpty()]
    middles = np.array([(box.center().x(), box.center().y()) for box in boxes], float).reshape(-1, 2)
    return metric_crs(source.sourceCrs(), middles[:, 0], middles[:, 1], transform_context)


def _measures_metres(
    crs: QgsCoordinateReferenceSystem, x: float, y: float, transform_context: QgsCoordinateTransformContext
) -> bool:
    """Whether a metre in the CRS is a metre on the ground at (x, y)."""
    if crs.isGeographic() or crs.mapUnits() != Qgis.DistanceUnit.Meters or crs.authid() in WEB_MERCATOR:
        return False
    ground = QgsDistanceArea()
    ground.setSourceCrs(crs, transform_context)
    ground.setEllipsoid("EPSG:7030")
    try:
        here = QgsPointXY(x, y)
        lengths = [ground.measureLine(here, QgsPointXY(x + dx, y + dy)) for dx, dy in ((1000, 0), (0, 1000))]
    except QgsCsException:
        return False
    return all(abs(length / 1000 - 1) <= MOST_DISTORTION for length in lengths)


def transform_xy(
    x: np.ndarray,
    y: np.ndarray,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> tuple[np.ndarray, np.ndarray]:
    """(n,) coordinates from `source` to `target`; NaN where there were none or where they lie outside what the CRS can
    express."""
    if source == target:
        return x, y
    transform = QgsCoordinateTransform(source, target, transform_context)
    out = np.full((len(x), 2), np.nan)
    sound = np.isfinite(x) & np.isfinite(y)
    if source.isGeographic():
        sound &= (np.abs(y) <= 90) & (np.abs(x) <= 360)
    index = np.flatnonzero(sound)
    for start in range(0, len(index), 250_000):
        some = index[start : start + 250_000]
        out[some] = _transformed(np.column_stack([x[some], y[some]]), transform)
    out[~np.isfinite(out).all(axis=1)] = np.nan
    return out[:, 0].copy(), out[:, 1].copy()


def _transformed(xy: np.ndarray, transform: QgsCoordinateTransform) -> np.ndarray:
    """(n, 2) coordinates; those that fail are found by halving, so that one wild position does not fail the rest."""
    line = QgsGeometry()
    several = xy if len(xy) > 1 else np.repeat(xy, 2, axis=0)
    line.fromWkb(struct.pack("<BII", 1, 2, len(several)) + np.ascontiguousarray(several).tobytes())
    try:
        if line.transform(transform) == Qgis.GeometryOperationResult.Success:
            return np.frombuffer(line.asWkb().data(), "<f8", offset=9).reshape(-1, 2)[: len(xy)]
    except QgsCsException:
        pass
    if len(xy) == 1:
        return np.full((1, 2), np.nan)
    half = len(xy) // 2
    return np.concatenate([_transformed(xy[:half], transform), _transformed(xy[half:], transform)])
