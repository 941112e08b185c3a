"""From blind spots to stops: what a drone does at each, along which ways, and what can't be served at all.

A point is hovered over. A line is followed, in either direction: two ways. A polygon is swept, from several corners and
in several directions. A geometry of several parts becomes several stops that share its priority by area, length or
number. A stop that is too long for one battery is cut into pieces.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import (
    BEYOND_RANGE,
    FAILED_CHECK,
    GROUND_PATROL,
    IN_ZONE,
    NO_PRIORITY,
    OUT_OF_REACH,
    TOO_LARGE_FOR_ALL,
)
from ..errors import UserError
from ..geometry import buffer, difference, dimension, intersection, single_parts
from ..geometry import size as size_of
from ..language import tr
from ..progress import Progress, quiet
from ..progress import part as part_of
from ..sweep.corridor import strip_of
from ..sweep.sweep import Thoroughness
from .allowance import kept_for_way
from .capacity import Capacity
from .sweep_cache import SweepCache

MAX_STOPS = 2000
MAX_WAYS = 4000
"""The most ways of all stops together. If there are more, each stop keeps two."""
LARGEST_PIECE = 1 / 3
"""Share of a sortie's energy budget: the most that a piece of a cut stop may take."""
SMALLEST_PIECE = 1 / 12
"""Share of a sortie's energy budget: pieces are not cut smaller, so a stop may remain out of reach."""
LARGEST_WHOLE = 1 / 2
"""Share of a sortie's energy budget: the most that a stop may take without being cut."""
MAX_SHORTENED = 150
"""The most polygons for which there is time to try several sweep directions each, and to shorten the sweeps."""
FAR_MARGIN = 0.2
"""Share of a sortie's energy budget: a part that even a straight flight there and back misses by more than this is
out of reach, and no sweep of it is computed."""
SMALLEST_PART = 1e-6
"""Share of a spot below which a part gets no stop."""
ROUND_CUT = 1e-3
"""m around the rest of a line or a polygon, when the part that is gone is looked for."""


@dataclass(frozen=True)
class Targets:
    """What is to be served: n blind spots, station exits, stretches of riverside."""

    geometry: np.ndarray
    """(n,) shapely points, lines, polygons or their multiples, metres, valid and not empty"""
    priority: np.ndarray
    """(n,) 0 or more"""
    unseen: np.ndarray | None = None
    """(n, B) the share of each spot's priority that begins in each bin of the watch; rows add up to 1. None: the same
    at all times of the watch"""
    left_out: np.ndarray | None = None
    """(n,) whether a spot gets no stop, because a plan with it failed its check; None: no spot"""
    gap: np.ndarray | None = None
    """(n,) mean gap of each spot with patrols alone, NaN where it is not known; for the outputs only"""


@dataclass(frozen=True)
class Service:
    """How spots are served."""

    hover_time: float = 60.0
    """s over each point"""
    swath: float = 60.0
    """m, width of the strip on the ground that a drone sees"""
    corridor: float | None = None
    """m, width of the corridors that lines stand for; None or up to `swath`: lines are followed once"""


@dataclass(frozen=True)
class Stop:
    """A point, line or area that one visit serves."""

    spot: int
    """index into Targets"""
    action: str
    """hover, follow or sweep"""
    priority: float
    ways: tuple[np.ndarray, ...]
    """(k, 2) vertices each: the alternative paths to serve the stop, of which one is flown; a single vertex for
    hovering"""
    pause: float = 0.0
    """s of hovering"""
    place: tuple[float, float] | None = None
    """a place on the part of the spot that the stop serves; None: on its first way"""

    def on_spot(self) -> tuple[float, float]:
        """A place on the part of the spot."""
        if self.place is not None:
            return self.place
        x, y = self.ways[0][len(self.ways[0]) // 2]
        return float(x), float(y)


@dataclass(frozen=True)
class UnservedPart:
    """A spot, or a part of it, that no sortie serves, with the reason."""

    spot: int
    place: tuple[float, float]
    priority: float
    reason: str


def stops_of(
    spots: Targets,
    sites: np.ndarray,
    airspace: Airspace,
    aircraft: Aircraft,
    service: Service,
    max_range: float | None = None,
    progress: Progress = quiet,
    sweeps: SweepCache | None = None,
    batteries: int | None = None,
    kept: Airspace | None = None,
) -> tuple[list[Stop], list[UnservedPart]]:
    """The stops of all spots, and the parts that can't be served from any site.

    sites: (S, 2). max_range: m, the greatest straight-line distance of a drone from its launch site; parts farther
    from every site are unserved. sweeps: the cache of coverage paths of earlier plans. batteries: the number of sorties
    of all drones: of a part far larger than these can serve, only what is nearest to the sites gets stops. kept: the
    airspace in which spots are served, also outside of privacy areas; None: `airspace`. Raises UserError for more than
    MAX_STOPS stops.
    """
    stops: list[Stop] = []
    refused: list[UnservedPart] = []
    ranges = None if max_range is None else shapely.union_all(buffer(shapely.points(sites), max_range, quad_segs=32))
    capacity = Capacity.of(sites, aircraft, service.swath, batteries)
    shapes = _shapes(spots.geometry, kept or airspace, ranges, service, capacity)
    outside = airspace.open_part(shapes)
    open_parts = outside if kept is None else kept.open_part(shapes)
    polygons = int((shapely.get_dimensions(open_parts) == 2).sum())
    thoroughness = Thoroughness.SOME if polygons <= MAX_SHORTENED else Thoroughness.LITTLE
    sweeps = SweepCache() if sweeps is None else sweeps
    for spot, (whole, free, left, priority) in enumerate(zip(shapes, outside, open_parts, spots.priority, strict=True)):
        here = part_of(progress, spot / len(spots.geometry), (spot + 1) / len(spots.geometry))
        here(0.0)
        if not priority > 0:
            refused.append(_refusal(spot, spots.geometry[spot], 0.0, NO_PRIORITY))
            continue
        if spots.left_out is not None and spots.left_out[spot]:
            refused.append(_refusal(spot, spots.geometry[spot], priority, FAILED_CHECK))
            continue
        size = size_of(whole, whole)
        near = left if ranges is None else intersection(left, ranges)
        parts = [part for part in single_parts(near, whole) if size_of(part, whole) > SMALLEST_PART * size]
        refused += _cut_off(spot, whole, free, left, near, priority)
        for part in parts:
            share = priority * size_of(part, whole) / size
            if _far_away(part, sites, aircraft):
                refused.append(_refusal(spot, part, share, OUT_OF_REACH))
                continue
            pieces = [part]
            if not capacity.holds(part):
                near_part = capacity.nearest(part, here)
                beyond = share * (1 - size_of(near_part, whole) / size_of(part, whole))
                refused.append(_refusal(spot, difference(part, near_part), beyond, TOO_LARGE_FOR_ALL))
                share -= beyond
                pieces = single_parts(near_part, whole)
            ways = partial(sweeps.ways, thoroughness=thoroughness, progress=here)
            areas = np.array([size_of(piece, whole) for piece in pieces])
            for piece, own in zip(pieces, share * areas / areas.sum(), strict=True):
                stops += _cut(_stop(spot, piece, float(own), service, ways), piece, sites, aircraft)
        if len(stops) > MAX_STOPS:
            raise UserError(
                tr(
                    "These layers make more than {max_stops:,} stops, too many for one plan. Take fewer or larger "
                    "blind "
                    "spots (in Find blind spots, a smaller SHARE or a larger MAX_AREA), or plan a part of the city at "
                    "a "
                    "time.",
                    max_stops=MAX_STOPS,
                )
            )
    if sum(len(stop.ways) for stop in stops) > MAX_WAYS:
        stops = [replace(stop, ways=stop.ways[:2]) for stop in stops]
    return stops, refused


def _cut_off(spot: int, whole, free, left, near, priority: float) -> list[UnservedPart]:
    """The parts that zones or privacy areas cover, and those beyond the range. whole, free, left, near: the spot, its
    part outside the zones, the part of that outside the privacy areas, and the part of that within the range."""
    refused, size = [], size_of(whole, whole)
    for before, after, reason in ((whole, free, IN_ZONE), (free, left, GROUND_PATROL), (left, near, BEYOND_RANGE)):
        lost = priority * (1 - size_of(after, whole) / size_of(before, whole)) if size_of(before, whole) else 0.0
        lost *= size_of(before, whole) / size
        if lost > SMALLEST_PART * priority:
            refused.append(_refusal(spot, _lost(before, after), lost, reason))
    return refused


def _lost(before, after):
    """The part of a spot that is gone. Where a zone cuts a line or an edge, the cut is not exactly on it, so that the
    rest is taken away with a little around it."""
    if not dimension(before):
        return difference(before, after)
    lost = difference(before, buffer(after, ROUND_CUT))
    return difference(before, after) if lost.is_empty else lost


def _shapes(
    geometry: np.ndarray, airspace: Airspace, ranges: shapely.Geometry | None, service: Service, capacity: Capacity
) -> np.ndarray:
    """(n,) what is to be seen of each spot: for a line that stands for a corridor which zones or MAX_RANGE cut, or that
    is very large, the strip of the corridor, whose parts are then swept as polygons; otherwise the spot itself."""
    shapes = np.array(geometry, dtype=object)
    if (service.corridor or 0) <= service.swath:
        return shapes
    for spot in np.flatnonzero(shapely.get_dimensions(shapes) == 1):
        strip = strip_of(shapes[spot], service.corridor)
        if (
            airspace.touches(strip)
            or not capacity.holds(strip)
            or (ranges is not None and not shapely.covers(ranges, strip))
        ):
            shapes[spot] = strip
    return shapes


def effort_of(stop: Stop, way: np.ndarray, aircraft: Aircraft) -> tuple[float, float]:
    """Time (s) and energy (J) to serve a stop along one of its ways, without the legs there and back."""
    seconds, energy = aircraft.path(way)
    return seconds + stop.pause, energy + aircraft.hover(stop.pause)


def needed_by(stop: Stop, way: np.ndarray, aircraft: Aircraft) -> float:
    """J to serve a stop along one of its ways, with what is kept for the time lost at its corners."""
    return effort_of(stop, way, aircraft)[1] + kept_for_way(way, aircraft)


def _stop(spot: int, part, priority: float, service: Service, sweeps_of: Callable) -> Stop:
    if part.geom_type == "Point":
        return Stop(spot, "hover", priority, (shapely.get_coordinates(part),), service.hover_time, _place_on(part))
    if part.geom_type == "LineString" and (service.corridor or 0) <= service.swath:
        vertices = shapely.get_coordinates(part)
        return Stop(spot, "follow", priority, (vertices, vertices[::-1]), place=_place_on(part))
    ways = sweeps_of(part, service.swath, service.corridor)
    if len(ways[0]) > 1:
        return Stop(spot, "sweep", priority, ways, place=_place_on(part))
    return Stop(spot, "hover", priority, ways, service.hover_time, _place_on(part))


def _cut(stop: Stop, part: shapely.Geometry, sites: np.ndarray, aircraft: Aircraft) -> list[Stop]:
    """The stop alone, or pieces of its first way if it takes too much of the energy that the flight there and back
    leaves."""
    if len(stop.ways[0]) < 2:
        return [stop]
    energy = max(needed_by(stop, way, aircraft) for way in stop.ways[:2])
    room = max(_room(site, stop.ways[0], aircraft) for site in sites)
    if not np.isfinite(energy) or room <= 0 or energy <= min(aircraft.budget * LARGEST_WHOLE, 0.9 * room):
        return [stop]
    piece = max(min(aircraft.budget * LARGEST_PIECE, 0.8 * room), aircraft.budget * SMALLEST_PIECE)
    pieces = math.ceil(energy / piece)
    if pieces > MAX_STOPS:
        return [stop]
    cuts = _pieces(stop.ways[0], pieces)
    share = stop.priority / pieces
    return [replace(stop, priority=share, ways=(cut, cut[::-1]), place=_place_along(cut, part)) for cut in cuts]


def _room(site: np.ndarray, way: np.ndarray, aircraft: Aircraft) -> float:
    """J left for serving a stop after a straight flight from a site to the nearest vertex of a way and back. Over
    unknown ground, computed as if it were level, so that the stop isn't mistaken for a distant one."""
    nearest = way[np.hypot(*(way - site).T).argmin()]
    there_and_back = np.array([site, nearest, site])
    energy = aircraft.path(there_and_back)[1]
    if not np.isfinite(energy):
        energy = replace(aircraft, ground=None).path(there_and_back)[1]
    return aircraft.budget - aircraft.takeoff()[1] - aircraft.landing()[1] - energy


def _far_away(part, sites: np.ndarray, aircraft: Aircraft) -> bool:
    """Whether a part is out of reach of every site by more than FAR_MARGIN, even without serving it."""
    nearest = shapely.get_coordinates(shapely.shortest_line(part, shapely.points(sites)))[::2]
    rooms = [_room(site, point[None], aircraft) for site, point in zip(sites, nearest, strict=True)]
    return max(rooms) < -FAR_MARGIN * aircraft.budget


def _pieces(way: np.ndarray, count: int) -> list[np.ndarray]:
    """A path of (k, 2) vertices cut into `count` paths of equal length."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))))
    at = np.linspace(0, along[-1], count + 1)
    marks = np.stack([np.interp(at, along, way[:, axis]) for axis in (0, 1)], axis=1)
    return [
        np.vstack((marks[piece], way[(along > at[piece]) & (along < at[piece + 1])], marks[piece + 1]))
        for piece in range(count)
    ]


def _place_along(way: np.ndarray, part: shapely.Geometry) -> tuple[float, float]:
    """A place on a part of a spot, near the middle of a way."""
    middle = shapely.line_interpolate_point(shapely.linestrings(way), 0.5, normalized=True)
    if dimension(part) == 1:  # for a corridor, the way runs beside the line
        middle = shapely.get_point(shapely.shortest_line(part, middle), 0)
    elif not shapely.contains_properly(part, middle):
        middle = shapely.point_on_surface(part)
    return float(middle.x), float(middle.y)


def _place_on(part: shapely.Geometry) -> tuple[float, float]:
    place = shapely.point_on_surface(part)
    return float(place.x), float(place.y)


def _refusal(spot: int, geometry, priority: float, reason: str) -> UnservedPart:
    return UnservedPart(spot, _place_on(geometry), float(priority), reason)
