"""Sweeping areas around no-fly zones: each part outside the zones gets its own path."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..errors import UserError
from ..geometry import dimension
from ..language import tr
from ..progress import Progress, part
from .corridor import corridor_paths, strip_of
from .coverage import coverage
from .sweep import single_direction_path, sweep_paths

MIN_PART = 1e-3
"""In squared swaths: a part of an area that no-fly zones cut off is ignored if it is smaller than this (in swaths, for
lines)."""


MAX_FOOTPRINTS = 1_000_000
"""The largest total area, in squared swaths. Beyond it the computation takes hours."""


SHORT_LINE = 0.01
"""In swaths: the length of the line that represents a single place, as a line needs two vertices."""


@dataclass(frozen=True)
class Swept:
    """A part of an area, and the path that sweeps it."""

    region: shapely.Geometry
    """the polygons to cover"""
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
    """m, of the strips along lines; if it is at most `swath`, lines are followed once"""
    angle: float | None
    """direction of the lines over polygons, radians from the x axis; None: the best direction"""


def check_size(area: float, swath: float) -> None:
    """Raises UserError if an area (m2) is too large for a swath (m)."""
    if area > MAX_FOOTPRINTS * swath**2:
        least = math.ceil(math.sqrt(area / MAX_FOOTPRINTS))
        raise UserError(
            tr(
                "The areas have {area:,.1f} km2, which is too much for a SWATH of {swath:g} m. Set SWATH to at "
                "least {least:,} m, or sweep a part of the areas at a time.",
                area=area / 1e6,
                swath=swath,
                least=least,
            )
        )


def area_to_see(shape, rules: SweepRules):
    """The polygons that an area asks to cover, inside and outside of zones; a line stands for its strip."""
    return shapely.union_all(
        [strip_of(single, rules.width) if dimension(single) == 1 else single for single in single_shapes(shape)]
    )


def single_shapes(shape) -> list:
    """The single polygons and lines of a geometry; lines that meet end to end are joined."""
    if shape.geom_type == "MultiLineString":
        shape = shapely.line_merge(shape)
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [single for single in parts if dimension(single) > 0 and not single.is_empty]


def _outside_zones(single, rules: SweepRules) -> list:
    """The parts of a polygon or line outside of no-fly zones."""
    if not shapely.intersects(rules.zones.zones, single).any():
        return single_shapes(single)
    (open_part,) = rules.zones.open_part(np.array([single], dtype=object))
    if dimension(single) == 1:
        return [line for line in single_shapes(open_part) if line.length > MIN_PART * rules.swath]
    return [region for region in single_shapes(open_part) if region.area > MIN_PART * rules.swath**2]


def swept_parts(shape, rules: SweepRules, progress: Progress) -> list[Swept]:
    """The parts of an area outside of no-fly zones, each with its path."""
    todo = []
    for single in single_shapes(shape):
        if dimension(single) == 2:
            todo += [(region, region) for region in _outside_zones(single, rules)]
            continue
        strip = strip_of(single, rules.width)
        if rules.width <= rules.swath:
            todo += [(line, strip_of(line, rules.swath)) for line in _outside_zones(single, rules)]
        elif not shapely.intersects(rules.zones.zones, strip).any():
            todo.append((single, strip))
        else:
            todo += [(region, region) for region in _outside_zones(strip, rules) if dimension(region) == 2]
    total = sum(region.area for _, region in todo)
    swept, done = [], 0.0
    for shape_to_sweep, region in todo:
        now = part(progress, done / total, (done + region.area) / total)
        now(0.0)
        path = _drawable(_path(shape_to_sweep, rules, now), region, rules.swath)
        swept.append(Swept(region, path, float(coverage(region, path, rules.swath))))
        done += region.area
    return swept


def _path(shape_to_sweep, rules: SweepRules, progress: Progress) -> np.ndarray:
    """(k, 2) the path for a line or a polygon."""
    if shape_to_sweep.geom_type != "Polygon":
        return corridor_paths(shape_to_sweep, rules.width, rules.swath, progress)[0]
    if rules.angle is not None:
        return single_direction_path(shape_to_sweep, rules.swath, rules.angle)
    return sweep_paths(shape_to_sweep, rules.swath, progress)[0]


def _drawable(path: np.ndarray, region, swath: float) -> np.ndarray:
    """(k, 2) the path; a single place becomes a short line around it that stays inside the region."""
    if len(path) > 1:
        return path
    half = min(SHORT_LINE * swath, shapely.distance(shapely.boundary(region), shapely.points(path[0]))) / 2
    return path + np.array([[-half, 0.0], [half, 0.0]])
