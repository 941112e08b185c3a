"""Areas swept around no-fly zones: each part that zones leave open gets a path of its own."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..errors import UserError
from ..geometry import dimension
from ..progress import Progress, part
from .corridor import corridor_paths, strip_of
from .coverage import coverage
from .sweep import single_direction_path, sweep_paths

CRUMB = 1e-3
"""Of a squared swath: what no-fly zones leave of an area, but smaller than this, is not gone to."""


MOST_FOOTPRINTS = 1_000_000
"""Squares of a swath that all areas together may hold: beyond it, the paths take hours to find."""


SHORT_LINE = 0.01
"""Of a swath: the length of the line that stands for a single place, as a line needs two vertices."""


@dataclass(frozen=True)
class Swept:
    """A part of an area, and the path that sweeps it."""

    room: shapely.Geometry
    """what is to be seen"""
    path: np.ndarray
    """(k, 2), at least two vertices"""
    coverage: float
    """0 to 1"""


@dataclass(frozen=True)
class SweepRules:
    """How areas are swept."""

    zones: Airspace
    swath: float
    """m"""
    width: float
    """m, of the strips that lines stand for; up to `swath`, lines are followed once"""
    angle: float | None
    """of the lines over polygons, radians from the x axis; None: the best"""


def check_size(area: float, swath: float) -> None:
    if area > MOST_FOOTPRINTS * swath**2:
        least = math.ceil(math.sqrt(area / MOST_FOOTPRINTS))
        raise UserError(
            f"The areas hold {area / 1e6:,.1f} km2, too much for a SWATH of {swath:g} m: take one of {least:,} m or "
            "more, or sweep a part of them at a time."
        )


def area_to_see(shape, rules: SweepRules):
    """What of an area is to be seen, zones or not."""
    return shapely.union_all(
        [strip_of(single, rules.width) if dimension(single) == 1 else single for single in single_shapes(shape)]
    )


def single_shapes(shape) -> list:
    """Single polygons and lines of a geometry; lines that meet end to end are one."""
    if shape.geom_type == "MultiLineString":
        shape = shapely.line_merge(shape)
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [single for single in parts if dimension(single) > 0 and not single.is_empty]


def _left(single, rules: SweepRules) -> list:
    """What no-fly zones leave of a polygon or line, in parts."""
    if not shapely.intersects(rules.zones.zones, single).any():
        return single_shapes(single)
    (left,) = rules.zones.open_part(np.array([single], dtype=object))
    if dimension(single) == 1:
        return [line for line in single_shapes(left) if line.length > CRUMB * rules.swath]
    return [room for room in single_shapes(left) if room.area > CRUMB * rules.swath**2]


def swept_parts(shape, rules: SweepRules, progress: Progress) -> list[Swept]:
    """All parts of an area outside of no-fly zones, swept."""
    todo = []
    for single in single_shapes(shape):
        if dimension(single) == 2:
            todo += [(room, room) for room in _left(single, rules)]
            continue
        strip = strip_of(single, rules.width)
        if rules.width <= rules.swath:
            todo += [(line, strip_of(line, rules.swath)) for line in _left(single, rules)]
        elif not shapely.intersects(rules.zones.zones, strip).any():
            todo.append((single, strip))
        else:
            todo += [(room, room) for room in _left(strip, rules) if dimension(room) == 2]
    total = sum(room.area for _, room in todo)
    swept, done = [], 0.0
    for what, room in todo:
        now = part(progress, done / total, (done + room.area) / total)
        now(0.0)
        path = _drawable(_path(what, rules, now), room, rules.swath)
        swept.append(Swept(room, path, float(coverage(room, path, rules.swath))))
        done += room.area
    return swept


def _path(what, rules: SweepRules, progress: Progress) -> np.ndarray:
    """(k, 2) the path for a line or a polygon."""
    if what.geom_type != "Polygon":
        return corridor_paths(what, rules.width, rules.swath, progress)[0]
    if rules.angle is not None:
        return single_direction_path(what, rules.swath, rules.angle)
    return sweep_paths(what, rules.swath, progress)[0]


def _drawable(path: np.ndarray, room, swath: float) -> np.ndarray:
    """(k, 2) the path; a single place becomes a short line around it that stays inside the room."""
    if len(path) > 1:
        return path
    half = min(SHORT_LINE * swath, shapely.distance(shapely.boundary(room), shapely.points(path[0]))) / 2
    return path + np.array([[-half, 0.0], [half, 0.0]])
