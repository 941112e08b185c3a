"""Flights by their waypoints: the routes of a plan whose waypoints the user has moved."""

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..engine.errors import UserError
from ..engine.geometry import MAX_COORDINATE
from ..engine.language import tr
from ..engine.provenance.content import add_numbers, add_texts, new_digest
from ..engine.text import counted
from .attributes import is_null, text_of
from .crs import require_crs, transform_xy
from .flights import Flights

MOVED = 0.05
"""m, from which on a waypoint counts as moved"""
KEY = ("night", "drone", "sortie")


@dataclass(frozen=True)
class _Waypoint:
    seq: float
    x: float
    y: float
    arrival: float
    hover: float


def lines_by_waypoints(
    source: QgsProcessingFeatureSource,
    routes: Flights,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> tuple[list[np.ndarray], list[str], str]:
    """The lines of the routes, as in Flights, through the waypoints where these were moved; notes; and the hash of what
    was read.

    A leg to or from a moved waypoint takes its planned time, times its new length divided by its old one; all later
    times of the sortie shift with it. Raises UserError where the layer holds no waypoints of a plan.
    """
    digest = new_digest()
    found = _waypoints(source, crs, transform_context, digest)
    lines, moved, missing = [], 0, 0
    for line, night, drone, sortie in zip(
        routes.lines, routes.night.tolist(), routes.drone, routes.sortie, strict=True
    ):
        points = found.get((str(night), drone, sortie))
        if not points:
            missing += 1
            lines.append(line)
            continue
        points.sort(key=lambda one: one.seq)
        new, count = _by_waypoints(line, points)
        moved += count
        lines.append(new)
    notes = []
    if missing:
        notes.append(
            tr(
                "{name} has no waypoints of {routes}: the line of the route counts.",
                name=source.sourceName(),
                routes=counted(missing, "route"),
            )
        )
    if moved:
        were = counted(moved, "waypoint was", "waypoints were")
        notes.append(
            tr("{waypoints} moved since the plan was made: the flights go by them as they are now.", waypoints=were)
        )
    return lines, notes, digest.hexdigest()


def _by_waypoints(line: np.ndarray, points: list[_Waypoint]) -> tuple[np.ndarray, int]:
    """A line through waypoints, and how many of them are not on the line at their time."""
    given = np.array([(one.x, one.y, one.arrival, one.hover) for one in points], float)
    old = np.column_stack([np.interp(given[:, 2], line[:, 3], line[:, axis]) for axis in (0, 1)])
    off = np.hypot(*(given[:, :2] - old).T) > MOVED
    if not off.any() or len(points) < 2:
        return line, 0
    before, after = (np.hypot(*np.diff(xy, axis=0).T) for xy in (old, given[:, :2]))
    planned = np.diff(given[:, 2]) - given[:-1, 3]
    speed = np.divide(before, planned, out=np.zeros(len(before)), where=planned > 0)
    usual = np.median(speed[speed > 0]) if (speed > 0).any() else 10.0
    changed = off[1:] | off[:-1]
    seconds = np.where(changed, after / np.where(speed > MOVED, speed, usual), planned)
    arrival = given[0, 2] + np.r_[0, np.cumsum(given[:-1, 3] + np.maximum(seconds, 0))]
    height = np.interp(given[:, 2], line[:, 3], line[:, 2])
    arrives = np.column_stack((given[:, :2], height, arrival))
    leaves = np.column_stack((given[:, :2], height, arrival + given[:, 3]))
    return np.stack((arrives, leaves), axis=1).reshape(-1, 4), int(off.sum())


def _waypoints(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    digest,
) -> dict[tuple[str, str, str], list[_Waypoint]]:
    """The usable waypoints by night, drone and sortie. digest: what is read is added to it."""
    name = source.sourceName()
    require_crs(source.sourceCrs(), name, source.wkbType())
    index = {field: source.fields().lookupField(field) for field in (*KEY, "seq", "arrive_s", "leave_s")}
    lacking = [field for field in ("drone", "sortie", "seq") if index[field] < 0]
    if lacking or not QgsWkbTypes.hasM(source.wkbType()):
        raise UserError(
            tr(
                "{name} is no layer of waypoints: it needs M values and the fields drone, sortie and seq. Give the "
                "output Waypoints of the same plan, or leave WAYPOINTS empty.",
                name=name,
            )
        )
    found: dict[tuple[str, str, str], list[_Waypoint]] = {}
    for feature in source.getFeatures():
        values = {field: feature[i] if i >= 0 else None for field, i in index.items()}
        vertex = next(feature.geometry().vertices(), None) if feature.hasGeometry() else None
        add_numbers(digest, np.array([] if vertex is None else [vertex.x(), vertex.y(), vertex.m()]))
        add_texts(digest, map(text_of, values.values()))
        if vertex is None or is_null(values["seq"]):
            continue
        x, y = transform_xy(np.array([vertex.x()]), np.array([vertex.y()]), source.sourceCrs(), crs, transform_context)
        numbers = (_number(values["seq"]), float(x[0]), float(y[0]), vertex.m())
        if not np.isfinite(numbers).all() or max(map(abs, numbers[1:3])) > MAX_COORDINATE:
            continue
        hover = _number(values["leave_s"]) - _number(values["arrive_s"])
        night = "1" if is_null(values["night"]) else text_of(values["night"])
        key = (night, text_of(values["drone"]), text_of(values["sortie"]))
        found.setdefault(key, []).append(_Waypoint(*numbers, max(float(np.nan_to_num(hover)), 0.0)))
    return found


def _number(value) -> float:
    return float(value) if not is_null(value) and isinstance(value, (int, float)) else np.nan
