"""Reads ROUTES, WAYPOINTS and UNSERVED layers back as a flight plan."""

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
    QgsFields,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDateTime, Qt, QTimeZone

from ..engine.drones.flight_plan import ABOVE_SEA, REASONS, FlightPlan, Routes, Unserved, Waypoints
from ..engine.errors import UserError
from ..engine.geometry import MAX_COORDINATE
from ..engine.language import tr, tr_plural
from ..engine.progress import Progress, part, quiet
from ..engine.text import counted
from .attributes import is_null, text_of
from .crs import require_crs
from .features import LayerSource
from .translation import in_all_languages

ROUTE_FIELDS = (
    *("launch_site", "start", "end", "duration_s", "distance_m", "energy_wh", "priority", "z_ref", "altitude_m"),
    *("left_pct", "swath_m", "spots"),
)
WAYPOINT_FIELDS = (
    *("action", "arrive", "leave", "arrive_s", "leave_s", "alt_agl_m", "alt_amsl_m", "speed_ms", "spot_id"),
    "spot_name",
)
UNSERVED_FIELDS = ("spot_id", "priority", "reason", "spot_name")
"""Fields that may be missing, unlike drone, sortie and seq. What a missing field would hold is not checked."""
TEXTS = frozenset(("launch_site", "z_ref", "action", "spot_id", "reason", "spots", "spot_name"))
SHAPEFILE_NAME = 10
"""Letters of the name of a field that a shapefile keeps."""
MOMENTS = frozenset(("start", "end", "arrive", "leave"))


@dataclass(frozen=True)
class ReadPlan:
    """A flight plan in the requested CRS, and notes for the log."""

    plan: FlightPlan
    above_sea: bool
    """whether Z is metres above sea level, as z_ref of the routes says"""
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Rows:
    """n usable features: their fields, and (k, 4) vertices x, y, z, m of each."""

    fields: dict[str, list]
    vertices: list[np.ndarray]

    def __len__(self) -> int:
        return len(self.vertices)

    def numbers(self, name: str) -> np.ndarray:
        """(n,) a field's numbers, NaN where there is none."""
        return np.array([_number(value) for value in self.fields[name]], float)

    def whole(self, name: str) -> np.ndarray:
        return np.array([int(value) for value in self.fields[name]], int)

    def texts(self, name: str) -> np.ndarray:
        """(n,) a field's texts, None where there is none."""
        return np.array([None if is_null(value) else text_of(value) for value in self.fields[name]], object)

    def seconds(self, name: str) -> np.ndarray:
        """(n,) s since the epoch of a field of dates and times, NaN where there is none. Those without a zone are UTC,
        as Blindspot writes them, and not in the time zone of the computer."""
        return np.array([_milliseconds(value) for value in self.fields[name]], float) / 1000

    def columns(self, names: tuple[str, ...], *whole: str) -> dict[str, np.ndarray]:
        """Fields by name, as texts, seconds or numbers according to their kind. whole: names of integer fields."""
        columns = {name: self.whole(name) for name in whole}
        for name in names:
            kind = self.texts if name in TEXTS else self.seconds if name in MOMENTS else self.numbers
            columns[name] = kind(name)
        return columns


def read_flight_plan(
    routes: QgsProcessingFeatureSource | LayerSource,
    waypoints: QgsProcessingFeatureSource | LayerSource | None,
    unserved: QgsProcessingFeatureSource | LayerSource | None,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress = quiet,
) -> ReadPlan:
    """The flight plan that the layers hold, in `crs`. waypoints, unserved: None where that output is not there.

    Rows without a geometry, a drone or a sortie are left out and counted. Raises UserError for layers that are not
    outputs of a plan, or that have rows but no usable one.
    """
    lines, notes = _rows(
        routes, ("drone", "sortie"), ROUTE_FIELDS, 2, crs, transform_context, part(progress, 0, 0.5)
    )  # fmt: skip
    points, waypoint_notes = _Rows({field: [] for field in ("drone", "sortie", "seq", *WAYPOINT_FIELDS)}, []), []
    if waypoints is not None:
        points, waypoint_notes = _rows(
            waypoints, ("drone", "sortie", "seq"), WAYPOINT_FIELDS, 1, crs, transform_context, part(progress, 0.5, 0.9)
        )
    left, unserved_notes = _Rows({field: [] for field in UNSERVED_FIELDS}, []), []
    if unserved is not None:
        left, unserved_notes = _rows(
            unserved, (), UNSERVED_FIELDS, 1, crs, transform_context, part(progress, 0.9, 1), flat=True
        )
    plan = FlightPlan(
        Routes(**lines.columns(ROUTE_FIELDS, "drone", "sortie"), line=tuple(lines.vertices)),
        _waypoints(points),
        _unserved(left),
    )
    return ReadPlan(plan, ABOVE_SEA in plan.routes.z_ref, (*notes, *waypoint_notes, *unserved_notes))


def _unserved(rows: _Rows) -> Unserved:
    """The rows of UNSERVED, with the reasons as the check compares them, in whichever language they were written."""
    columns = rows.columns(UNSERVED_FIELDS)
    known = {text: reason for reason in REASONS for text in in_all_languages(reason)}
    columns["reason"] = np.array([known.get(text, text) for text in columns["reason"]], object)
    return Unserved(**columns, place=_points(rows)[:, :2])


def _waypoints(rows: _Rows) -> Waypoints:
    """The waypoints, sorted by drone, sortie and order of flight."""
    columns = rows.columns(WAYPOINT_FIELDS, "drone", "sortie", "seq") | {"vertex": _points(rows)}
    order = np.lexsort((columns["seq"], columns["sortie"], columns["drone"]))
    return Waypoints(**{name: column[order] for name, column in columns.items()})


def _points(rows: _Rows) -> np.ndarray:
    """(n, 4) the single vertex of each row."""
    return np.array([vertices[0] for vertices in rows.vertices]).reshape(-1, 4)


def _rows(
    source: QgsProcessingFeatureSource | LayerSource,
    keys: tuple[str, ...],
    others: tuple[str, ...],
    least: int,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress,
    flat: bool = False,
) -> tuple[_Rows, list[str]]:
    """The usable rows of a layer, and notes on those left out. keys: fields that need a number in each row; others:
    fields that may be missing; least: the minimum number of vertices of a row; flat: whether Z and M may be missing."""
    own = isinstance(source, LayerSource)
    name, fields = (source.name, source.fields) if own else (source.sourceName(), source.fields())
    source_crs, count = (source.crs, source.count) if own else (source.sourceCrs(), source.featureCount())
    require_crs(source_crs, name)
    missing = [field for field in keys if fields.lookupField(field) < 0]
    if missing:
        raise UserError(
            tr(
                "{name} has no field {missing}. Choose the layer that Plan drone routes has created.",
                name=name,
                missing=missing[0],
            )
        )
    index = {field: _lookup(fields, field) for field in (*keys, *others)}
    transform = QgsCoordinateTransform(source_crs, crs, transform_context)
    rows = _Rows({field: [] for field in index}, [])
    lost = unnumbered = 0
    features = (source.source if own else source).getFeatures(QgsFeatureRequest())
    for done, feature in enumerate(features):
        if done % 1000 == 0:
            progress(min(done / max(count, 1), 1.0))
        vertices = _vertices(feature.geometry(), transform, name, flat)
        attributes = feature.attributes()
        if len(vertices) < least:
            lost += 1
        elif not np.isfinite([_number(attributes[index[field]]) for field in keys]).all():
            unnumbered += 1
        else:
            rows.vertices.append(vertices)
            for field, at in index.items():
                rows.fields[field].append(attributes[at] if at >= 0 else None)
    notes = []
    if lost:
        said = counted(
            lost,
            "feature has no usable geometry and is left out.",
            "features have no usable geometry and are left out.",
        )
        notes.append(tr("{name}: {text}", name=name, text=said))
    if unnumbered:
        notes.append(
            tr_plural(
                "{name}: {count:,} feature has no number in {fields} and is left out.",
                "{name}: {count:,} features have no number in {fields} and are left out.",
                unnumbered,
                name=name,
                count=unnumbered,
                fields=", ".join(keys),
            )
        )
    if not len(rows) and count:
        raise UserError(" ".join([tr("{name} has no usable feature.", name=name), *notes]))
    return rows, notes


def _lookup(fields: QgsFields, name: str) -> int:
    """The index of a field, also where a shapefile has cut its name; -1 where there is none."""
    found = fields.lookupField(name)
    return found if found >= 0 else fields.lookupField(name[:SHAPEFILE_NAME])


def _vertices(geometry: QgsGeometry, transform: QgsCoordinateTransform, name: str, flat: bool) -> np.ndarray:
    """(k, 4) x, y, z, m of a point or line, or of a multi-part geometry with one part; (0, 4) where there is none.
    flat: a missing Z or M counts as 0."""
    none = np.empty((0, 4))
    if geometry.isNull() or geometry.isEmpty() or (geometry.isMultipart() and not geometry.convertToSingleType()):
        return none
    kind = geometry.wkbType()
    if QgsWkbTypes.flatType(kind) not in (Qgis.WkbType.Point, Qgis.WkbType.LineString):
        return none
    if flat and not QgsWkbTypes.hasZ(kind):
        geometry.get().addZValue(0.0)
    if flat and not QgsWkbTypes.hasM(kind):
        geometry.get().addMValue(0.0)
    kind = geometry.wkbType()
    if not (QgsWkbTypes.hasZ(kind) and QgsWkbTypes.hasM(kind)):
        raise UserError(
            tr("{name} has no Z and M values. Choose the layer that Plan drone routes has created.", name=name)
        )
    try:
        if geometry.transform(transform) != Qgis.GeometryOperationResult.Success:
            return none
    except QgsCsException:
        return none
    wkb = bytes(geometry.asWkb())
    head = 5 if QgsWkbTypes.flatType(kind) == Qgis.WkbType.Point else 9
    count = 1 if head == 5 else struct.unpack_from("<I", wkb, 5)[0]
    vertices = np.frombuffer(wkb, "<f8", 4 * count, head).reshape(-1, 4)
    sound = np.isfinite(vertices).all() and (np.abs(vertices[:, :2]) <= MAX_COORDINATE).all()
    return vertices if sound else none


def _milliseconds(value) -> float:
    if not isinstance(value, QDateTime) or is_null(value):
        return np.nan
    if value.timeSpec() == Qt.TimeSpec.LocalTime:
        value = QDateTime(value.date(), value.time(), QTimeZone.utc())
    return value.toMSecsSinceEpoch()


def _number(value) -> float:
    return np.nan if is_null(value) or isinstance(value, str) else float(value)
