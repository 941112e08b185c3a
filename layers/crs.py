"""Chooses the metric CRS to work in, and transforms coordinates to it."""

import struct
from collections.abc import Iterable

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSource,
    QgsUnitTypes,
)

from ..engine.crs.coordinate_units import WORLD, are_degrees, are_not_degrees, degrees_text, not_degrees_text
from ..engine.crs.length_errors import MAX_DISTORTION, LengthErrors, errors_where, length_errors_text
from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, quiet
from ..engine.tables import pyproj

WGS84 = "EPSG:4326"
WEB_MERCATOR = {"EPSG:3857", "EPSG:900913", "EPSG:3785", "ESRI:102100", "ESRI:102113"}
CHUNK = 250_000  # positions transformed at once
MAX_SAMPLED_FEATURES = 5000  # read to find out where a layer lies
MAX_DEGREES_FROM_MERIDIAN = 5.0  # of a UTM zone
MIN_SHARE_IN_ZONE = 0.9  # of the positions, for a UTM zone to be used; the others may be outliers
SET_CRS = tr("Right-click the layer, Layer CRS, Set Layer CRS, and choose")
MAX_CHECKED_FEATURES = 1000  # read to find out whether the coordinates fit the CRS


def require_crs(crs: QgsCoordinateReferenceSystem, name: str, kind: Qgis.WkbType | None = None) -> None:
    """Raises UserError for a layer without geometries or without a valid CRS. kind: its geometry type, if known."""
    if kind == Qgis.WkbType.NoGeometry:
        raise UserError(tr("{name} is a table without geometries. Choose a layer that has them.", name=name))
    if not crs.isValid():
        raise UserError(no_crs_text(name))


def no_crs_text(name: str) -> str:
    """The sentence on a layer without a CRS."""
    return tr(
        "{name} has no CRS, so metres cannot be measured in it. Set it first: right-click the layer, Layer CRS, Set "
        "Layer CRS; or, for a file, Define projection.",
        name=name,
    )


def crs_name(crs: QgsCoordinateReferenceSystem) -> str:
    """The authority code of a CRS, such as EPSG:32633; its PROJ string where it has none."""
    return crs.authid() or crs.toProj()


def pyproj_crs(crs: QgsCoordinateReferenceSystem) -> pyproj.CRS | None:
    """The same CRS for GeoPandas: by its authority code if it has one, else by its WKT. None where it is not valid or
    pyproj knows neither."""
    if not crs.isValid():
        return None
    authority = crs.authid().partition(":")[0]
    code = [crs.authid()] if authority and authority not in {"USER", "CUSTOM", "QGIS"} else []
    for written in (*code, crs.toWkt(Qgis.CrsWktVariant.Wkt2_2019)):
        try:
            return pyproj.CRS.from_user_input(written)
        except pyproj.exceptions.CRSError:
            continue
    return None


def units_per_metre(crs: QgsCoordinateReferenceSystem) -> float | None:
    """How many units of a projected CRS make a metre; None where they are degrees."""
    if crs.isGeographic():
        return None
    factor = QgsUnitTypes.fromUnitToUnitFactor(Qgis.DistanceUnit.Meters, crs.mapUnits())
    return factor if np.isfinite(factor) and factor > 0 else 1.0


def null_island_in(
    crs: QgsCoordinateReferenceSystem, transform_context: QgsCoordinateTransformContext
) -> tuple[float, float] | None:
    """Where longitude and latitude 0 lie in a projected CRS; None where it is not in it or the CRS is in degrees."""
    if crs.isGeographic():
        return None
    x, y = transform_xy(np.zeros(1), np.zeros(1), QgsCoordinateReferenceSystem(WGS84), crs, transform_context)
    return (float(x[0]), float(y[0])) if np.isfinite(x[0] + y[0]) else None


def check_units(
    crs: QgsCoordinateReferenceSystem,
    x: np.ndarray,
    y: np.ndarray,
    name: str,
    transform_context: QgsCoordinateTransformContext,
) -> str:
    """A warning if the coordinates of a layer may be degrees although its CRS is in metres; empty if they fit.

    x, y: (n,) coordinates in `crs`, of all features or a sample. Raises UserError where they cannot be coordinates in
    this CRS: degrees in a projected CRS that is not valid there, or metres in a geographic one.
    """
    if crs.isGeographic():
        if are_not_degrees(x, y):
            advice = tr("{set_crs} the CRS in which they were measured.", set_crs=SET_CRS)
            raise UserError(not_degrees_text(x, y, name, crs_name(crs), advice))
        return ""
    if not are_degrees(x, y):
        return ""
    text = degrees_text(name, crs_name(crs), f"{SET_CRS} {WGS84}.")
    if not _is_plausible_origin(crs, x, y, transform_context):
        raise UserError(text)
    return tr("{finding} If it really is a local grid with its origin here, ignore this.", finding=text)


def _is_plausible_origin(crs, x: np.ndarray, y: np.ndarray, transform_context: QgsCoordinateTransformContext) -> bool:
    """Whether a projected CRS may be used at the median of coordinates that look like degrees: it is local, and valid
    there as far as QGIS knows its bounds."""
    bounds = crs.bounds()
    if bounds.isEmpty():
        return True
    sound = np.isfinite(x) & np.isfinite(y)
    middle = np.array([np.median(x[sound])]), np.array([np.median(y[sound])])
    lon, lat = transform_xy(*middle, crs, QgsCoordinateReferenceSystem(WGS84), transform_context)
    return bounds.width() < WORLD and bool(np.isfinite(lon[0])) and bounds.contains(QgsPointXY(lon[0], lat[0]))


def check_units_of(source, transform_context: QgsCoordinateTransformContext) -> str:
    """check_units for a QgsProcessingFeatureSource or LayerSource, by its first features. A source without a CRS is
    not checked."""
    request = QgsFeatureRequest().setNoAttributes().setLimit(MAX_CHECKED_FEATURES)
    if isinstance(source, QgsProcessingFeatureSource):
        crs, name = source.sourceCrs(), source.sourceName()
        features = source.getFeatures(request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks)
    else:
        crs, name, features = source.crs, source.name, source.source.getFeatures(request)
    return check_units(crs, *_middles(features), name, transform_context) if crs.isValid() else ""


def metric_crs(
    crs: QgsCoordinateReferenceSystem, x: np.ndarray, y: np.ndarray, transform_context: QgsCoordinateTransformContext
) -> tuple[QgsCoordinateReferenceSystem, str]:
    """The CRS to measure in, and a sentence for the log that names it.

    The layer's own CRS if it is projected in metres and true to scale where the data are. Else the UTM zone of the
    median position. Else, where the data span several zones, an azimuthal equidistant projection centred there.
    x, y: (n,) coordinates in `crs`. Raises UserError where no coordinate can be transformed.
    """
    zone = only_zone(crs, x, y)
    if zone is not None:
        return _utm(zone, y[0])
    sound = np.isfinite(x) & np.isfinite(y)
    if crs.isGeographic():
        sound &= (np.abs(y) <= 90) & (np.abs(x) <= 360)
    if not sound.all():
        x, y = x[sound], y[sound]
    if not len(x):
        return (QgsCoordinateReferenceSystem("EPSG:32631") if crs.isGeographic() else crs), ""
    if not crs.isGeographic() and _measures_metres(crs, float(np.median(x)), float(np.median(y)), transform_context):
        return crs, tr("Distances are measured in the layer's own CRS, {crs}.", crs=crs.authid() or crs.description())
    # Quantiles instead of a sample of the points: they do not depend on the order of the points.
    quantiles = np.column_stack([np.quantile(axis, np.linspace(0, 1, 201), method="nearest") for axis in (x, y)])
    middle_x, middle_y = quantiles[100]
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    lon, _ = transform_xy(quantiles[:, 0], np.full(201, middle_y), crs, wgs84, transform_context)
    _, lat = transform_xy(np.full(201, middle_x), quantiles[:, 1], crs, wgs84, transform_context)
    lon, lat = lon[np.isfinite(lon)], lat[np.isfinite(lat)]
    if not len(lon):
        raise UserError(
            tr(
                "No position is valid in the layer's CRS, {crs}. Check the layer's CRS and its coordinates.",
                crs=crs.authid(),
            )
        )
    middle = float(np.degrees(np.angle(np.mean(np.exp(1j * np.radians(lon))))))
    offset = (lon - middle + 180) % 360 - 180
    lon_0, lat_0 = (middle + float(np.median(offset)) + 180) % 360 - 180, float(np.median(lat))
    zone = min(int((lon_0 + 180) // 6) + 1, 60)
    from_meridian = np.abs((lon - (6 * zone - 183) + 180) % 360 - 180)
    if np.mean(from_meridian <= MAX_DEGREES_FROM_MERIDIAN) >= MIN_SHARE_IN_ZONE and abs(lat_0) < 84:
        return _utm(zone, lat_0)
    around = f"+proj=aeqd +lat_0={round(lat_0, 1)} +lon_0={round(lon_0, 1)} +datum=WGS84 +units=m +no_defs"
    return (
        QgsCoordinateReferenceSystem.fromProj(around),
        tr(
            "The data span several UTM zones: distances are measured in an azimuthal equidistant projection "
            "({around}).",
            around=around,
        ),
    )


def only_zone(crs: QgsCoordinateReferenceSystem, x: np.ndarray, y: np.ndarray) -> int | None:
    """The UTM zone if all positions lie in one, on one side of the equator: `metric_crs` then chooses it for any of
    them. Much faster than quantiles."""
    if crs.authid() != WGS84 or not len(x):
        return None
    west, east, south, north = x.min(), x.max(), y.min(), y.max()
    if not np.isfinite(west + east + south + north):
        return None
    zone = int((west + 180) // 6) + 1
    within = 1 <= zone <= 60 and east < 6 * zone - 180 and south > -84 and north < 84
    return zone if within and (south >= 0 or north < 0) else None


def _utm(zone: int, lat: float) -> tuple[QgsCoordinateReferenceSystem, str]:
    utm = QgsCoordinateReferenceSystem(f"EPSG:{(32600 if lat >= 0 else 32700) + zone}")
    return utm, tr(
        "Distances are measured in {crs} ({name}), the UTM zone of the data.", crs=utm.authid(), name=utm.description()
    )


def crs_of_source(
    source: QgsProcessingFeatureSource, transform_context: QgsCoordinateTransformContext
) -> tuple[QgsCoordinateReferenceSystem, str]:
    """The metric CRS for the location of a source's features, and a sentence for the log that names it. Raises
    UserError where the source has no CRS, or coordinates that do not fit it."""
    require_crs(source.sourceCrs(), source.sourceName(), source.wkbType())
    x, y = _sampled(source)
    check_units(source.sourceCrs(), x, y, source.sourceName(), transform_context)
    return metric_crs(source.sourceCrs(), x, y, transform_context)


def length_warnings_of(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> list[str]:
    """A warning if lengths in the metric CRS are wrong at some of a source's features; else nothing."""
    x, y = transform_xy(*_sampled(source), source.sourceCrs(), crs, transform_context)
    return length_warnings(crs, x, y, tr("features of {name}", name=source.sourceName()), transform_context)


def length_warnings(
    crs: QgsCoordinateReferenceSystem,
    x: np.ndarray,
    y: np.ndarray,
    what: str,
    transform_context: QgsCoordinateTransformContext,
) -> list[str]:
    """A warning if lengths in the metric CRS are wrong at some of (n,) positions in it; else nothing. what: the
    positions."""
    found = np.isfinite(x) & np.isfinite(y)
    errors = errors_of_lengths(crs, x[found], y[found], transform_context)
    return [length_errors_text(errors, what, [])] if errors.any_wrong else []


def errors_of_lengths(
    crs: QgsCoordinateReferenceSystem,
    x: np.ndarray,
    y: np.ndarray,
    transform_context: QgsCoordinateTransformContext,
) -> LengthErrors:
    """How wrong lengths in a metric CRS are, wherever there are positions. x, y: (n,) finite, in `crs`."""
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    return errors_where(x, y, lambda a, b: transform_xy(a, b, crs, wgs84, transform_context))


def _sampled(source: QgsProcessingFeatureSource) -> tuple[np.ndarray, np.ndarray]:
    """The middles of the first features of a source."""
    request = QgsFeatureRequest().setNoAttributes().setLimit(MAX_SAMPLED_FEATURES)
    return _middles(source.getFeatures(request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks))


def _middles(features: Iterable[QgsFeature]) -> tuple[np.ndarray, np.ndarray]:
    """The middles of the bounding boxes of features that are not empty."""
    boxes = [f.geometry().boundingBox() for f in features if not f.geometry().isEmpty()]
    middles = np.array([(box.center().x(), box.center().y()) for box in boxes], float).reshape(-1, 2)
    return middles[:, 0], middles[:, 1]


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
    return all(abs(length / 1000 - 1) <= MAX_DISTORTION for length in lengths)


def transform_xy(
    x: np.ndarray,
    y: np.ndarray,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress = quiet,
    in_place: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """(n,) coordinates transformed from `source` to `target`. NaN where they were NaN or lie outside the valid area of
    the CRS. in_place: whether x and y are overwritten, which saves the memory of new arrays."""
    if source == target:
        return x, y
    transform = QgsCoordinateTransform(source, target, transform_context)
    new_x, new_y = (x, y) if in_place else (np.full(len(x), np.nan), np.full(len(x), np.nan))
    for start in range(0, len(x), CHUNK):
        here = slice(start, start + CHUNK)
        sound = np.isfinite(x[here]) & np.isfinite(y[here])
        if source.isGeographic():
            sound &= (np.abs(y[here]) <= 90) & (np.abs(x[here]) <= 360)
        some = start + np.flatnonzero(sound)
        new_x[here][~sound] = new_y[here][~sound] = np.nan
        if len(some):
            xy = _transformed(np.column_stack([x[some], y[some]]), transform)
            lost = ~np.isfinite(xy).all(axis=1)
            new_x[some], new_y[some] = np.where(lost[:, None], np.nan, xy).T
        progress(min((start + CHUNK) / len(x), 1.0))
    return new_x, new_y


def true_north(
    x: np.ndarray,
    y: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> np.ndarray:
    """(n,) degrees clockwise from grid north to true north at positions in `crs`; 0 where it cannot be told."""
    if not len(x):
        return np.zeros(0)
    degrees = QgsCoordinateReferenceSystem(WGS84)
    east, north = transform_xy(x, y, crs, degrees, transform_context)
    step = np.where(north > 0, -1e-4, 1e-4)  # away from the poles
    ahead_x, ahead_y = transform_xy(east, north + step, degrees, crs, transform_context)
    return np.nan_to_num(np.degrees(np.arctan2((ahead_x - x) / step, (ahead_y - y) / step)))


def _transformed(xy: np.ndarray, transform: QgsCoordinateTransform) -> np.ndarray:
    """(n, 2) coordinates, NaN where the transformation fails. Failing positions are isolated by bisection, so that one
    bad position does not affect the others."""
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
