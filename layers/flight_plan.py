"""ROUTES and WAYPOINTS layers as the engine's Planned."""

import struct
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..engine.drones.flight_plan import Planned, Routes, Waypoints
from ..engine.errors import UserError
from ..engine.progress import Progress, part, quiet
from .crs import require_crs
from .features import LayerSource, is_null, text_of

ROUTE_NUMBERS = ("duration_s", "distance_m", "energy_wh", "priority", "altitude_m", "left_pct", "swath_m")
"""Fields of ROUTES that may be missing; without one nothing is checked of it."""


@dataclass(frozen=True)
class ReadPlan:
    """A plan's layers in the CRS asked for, and what was said of the reading."""

    planned: Planned
    above_sea: bool
    """whether Z is metres above sea level, as z_ref of the routes says"""
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Rows:
    """n features that can be used: their fields, and (k, 4) vertices x, y, z, m of each."""

    fields: dict[str, list]
    vertices: list[np.ndarray]

    def __len__(self) -> int:
        return len(self.vertices)

    def numbers(self, name: str) -> np.ndarray:
        """(n,) a field's numbers, NaN where there is none."""
        return np.array([_number(value) for value in self.fields[name]], float)

    def whole(self, name: str) -> np.ndarray:
        return np.array([int(value) for value in self.fields[name]], int)

    def texts(self, name: str) -> list[str]:
        return [text_of(value) for value in self.fields[name]]

    def seconds(self, name: str) -> np.ndarray:
        """(n,) s since the epoch of a field of dates and times, NaN where there is none."""
        milliseconds = (
            value.toMSecsSinceEpoch() if hasattr(value, "toMSecsSinceEpoch") and not is_null(value) else np.nan
            for value in self.fields[name]
        )
        return np.array(list(milliseconds), float) / 1000


def read_planned(
    routes: QgsProcessingFeatureSource | LayerSource,
    waypoints: QgsProcessingFeatureSource | LayerSource,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress = quiet,
) -> ReadPlan:
    """The routes and waypoints of a plan, in `crs`.

    Rows without a geometry, a drone or a sortie are left out and counted. Raises UserError for layers that aren't a
    plan's, or that have no row to use.
    """
    lines, said = _rows(
        routes, ("drone", "sortie"), ("launch_site", "start", "end", "z_ref", *ROUTE_NUMBERS), 2, crs,
        transform_context, part(progress, 0, 0.5),
    )  # fmt: skip
    points, said_too = _rows(
        waypoints, ("drone", "sortie", "seq"),
        ("action", "arrive", "leave", "arrive_s", "leave_s", "alt_agl_m", "alt_amsl_m", "speed_ms", "spot_id"), 1, crs,
        transform_context, part(progress, 0.5, 1),
    )  # fmt: skip
    planned = Planned(_routes(lines), _waypoints(points))
    return ReadPlan(planned, "AMSL" in lines.texts("z_ref"), (*said, *said_too))


def _routes(rows: _Rows) -> Routes:
    return Routes(
        rows.whole("drone"),
        rows.whole("sortie"),
        tuple(rows.texts("launch_site")),
        rows.seconds("start"),
        rows.seconds("end"),
        *(rows.numbers(name) for name in ROUTE_NUMBERS),
        tuple(rows.vertices),
    )


def _waypoints(rows: _Rows) -> Waypoints:
    drone, sortie, seq = rows.whole("drone"), rows.whole("sortie"), rows.whole("seq")
    at = np.array([vertices[0] for vertices in rows.vertices]).reshape(-1, 4)
    stay = rows.numbers("leave_s") - rows.numbers("arrive_s")
    columns = (
        np.array(rows.texts("action"), object),
        at[:, 3],
        at[:, 3] + np.nan_to_num(stay),
        rows.seconds("arrive"),
        rows.seconds("leave"),
        rows.numbers("alt_agl_m"),
        rows.numbers("alt_amsl_m"),
        rows.numbers("speed_ms"),
        np.array(rows.texts("spot_id"), object),
        at[:, :3],
    )
    order = np.lexsort((seq, sortie, drone))
    return Waypoints(drone[order], sortie[order], seq[order], *(column[order] for column in columns))


def _rows(
    source: QgsProcessingFeatureSource | LayerSource,
    keys: tuple[str, ...],
    others: tuple[str, ...],
    least: int,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress,
) -> tuple[_Rows, list[str]]:
    """The rows of a layer, and what was wrong with those left out. keys: fields that each row must have a number in;
    others: fields that may be missing; least: vertices that a row must have."""
    own = isinstance(source, LayerSource)
    name, fields = (source.name, source.fields) if own else (source.sourceName(), source.fields())
    source_crs, count = (source.crs, source.count) if own else (source.sourceCrs(), source.featureCount())
    require_crs(source_crs, name)
    missing = [field for field in keys if fields.lookupField(field) < 0]
    if missing:
        raise UserError(f"{name} has no field {missing[0]}: choose the layer that Plan drone routes has made.")
    index = {field: fields.lookupField(field) for field in (*keys, *others)}
    transform = QgsCoordinateTransform(source_crs, crs, transform_context)
    rows = _Rows({field: [] for field in index}, [])
    lost = unnumbered = 0
    features = (source.source if own else source).getFeatures(QgsFeatureRequest())
    for done, feature in enumerate(features):
        if done % 1000 == 0:
            progress(min(done / max(count, 1), 1.0))
        vertices = _vertices(feature.geometry(), transform, name)
        attributes = feature.attributes()
        if len(vertices) < least:
            lost += 1
        elif not np.isfinite([_number(attributes[index[field]]) for field in keys]).all():
            unnumbered += 1
        else:
            rows.vertices.append(vertices)
            for field, at in index.items():
                rows.fields[field].append(attributes[at] if at >= 0 else None)
    said = []
    if lost:
        said.append(f"{name}: {lost:,} features have no geometry that can be used and are left out.")
    if unnumbered:
        said.append(f"{name}: {unnumbered:,} features have no number in {', '.join(keys)} and are left out.")
    if not len(rows) and count:
        raise UserError(" ".join([f"{name} has no feature that can be used.", *said]))
    return rows, said


def _vertices(geometry: QgsGeometry, transform: QgsCoordinateTransform, name: str) -> np.ndarray:
    """(k, 4) x, y, z, m of a point or line, or of a multiple of one part; (0, 4) where there is none."""
    none = np.empty((0, 4))
    if geometry.isNull() or geometry.isEmpty() or (geometry.isMultipart() and not geometry.convertToSingleType()):
        return none
    kind = geometry.wkbType()
    if QgsWkbTypes.flatType(kind) not in (Qgis.WkbType.Point, Qgis.WkbType.LineString):
        return none
    if not (QgsWkbTypes.hasZ(kind) and QgsWkbTypes.hasM(kind)):
        raise UserError(f"{name} has no Z and M values: choose the layer that Plan drone routes has made.")
    try:
        if geometry.transform(transform) != Qgis.GeometryOperationResult.Success:
            return none
    except QgsCsException:
        return none
    wkb = bytes(geometry.asWkb())
    head = 5 if QgsWkbTypes.flatType(kind) == Qgis.WkbType.Point else 9
    count = 1 if head == 5 else struct.unpack_from("<I", wkb, 5)[0]
    vertices = np.frombuffer(wkb, "<f8", 4 * count, head).reshape(-1, 4)
    return vertices if np.isfinite(vertices).all() else none


def _number(value) -> float:
    return np.nan if is_null(value) or isinstance(value, str) else float(value)
