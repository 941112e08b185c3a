"""What a plan does to places and neighbourhoods: how long drones are over them, and how much the camera shows."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from ..geometry import intersection
from ..progress import Progress, part, quiet
from .legs import Legs
from .stays import Stays, in_view, over

HOUR = 3600.0
BLOCK = 2000
"""Legs that are measured at once; a cancelled run stops after them."""
CELLS = 300
"""The most cells along a side of the grid that cuts a footprint."""


@dataclass(frozen=True)
class Places:
    """p places that drones should not watch.

    shape: (p,) as given; area: (p,) polygons, with their buffer; name: (p,) texts, None where a place has none; kind:
    (p,) index of its kind; kinds: their names.
    """

    shape: np.ndarray
    area: np.ndarray
    name: np.ndarray
    kind: np.ndarray
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.shape)


@dataclass(frozen=True)
class Neighbourhoods:
    """a polygons with names, None where one has none."""

    area: np.ndarray
    name: np.ndarray

    def __len__(self) -> int:
        return len(self.area)


@dataclass(frozen=True)
class OfPlaces:
    """What each of p places is exposed to. All arrays are (p,); times are sums over the drones."""

    over_s: np.ndarray
    """s that drones are over its area"""
    view_s: np.ndarray
    """s that the image shows some of the place itself"""
    passes: np.ndarray
    """how often the image shows it, without a break"""
    nights: np.ndarray
    """in how many nights"""
    worst_s: np.ndarray
    """s in view in the night with the most"""
    lowest_m: np.ndarray
    """m above the ground, the lowest flight that shows it; NaN for none"""
    seen_m2: np.ndarray
    """m2 of its area that the image shows at some time"""


@dataclass(frozen=True)
class OfNeighbourhoods:
    """What each of a neighbourhoods is exposed to. All arrays are (a,); times are sums over the drones."""

    drone_s: np.ndarray
    """s that drones are over it"""
    privacy_s: np.ndarray
    """s of these that they are over the area of a place"""
    size_m2: np.ndarray
    seen_m2: np.ndarray
    """m2 that the image shows at some time"""


@dataclass(frozen=True)
class Exposure:
    """The exposure of places and neighbourhoods to a plan of r routes."""

    places: OfPlaces
    neighbourhoods: OfNeighbourhoods
    seconds: np.ndarray
    """(r,) s in the air"""
    night: np.ndarray
    """(r,) number of the night"""
    over: Stays
    view: Stays
    """times over the area of any place, and with any place in view, by kind; a time of one drone counts once a kind"""
    over_any: Stays
    view_any: Stays
    """the same of all kinds; a time of one drone counts once"""
    footprint_m2: float
    """m2 of the ground that the image shows at some time"""
    privacy_m2: float
    """m2 of these in the area of any place"""

    @property
    def nights(self) -> np.ndarray:
        """The numbers of the nights with flights."""
        return np.unique(self.night)

    def by_night(self, stays: Stays) -> np.ndarray:
        """s in each of `nights`."""
        return np.bincount(np.searchsorted(self.nights, self.night[stays.route]), stays.seconds, len(self.nights))

    def by_hour(self, stays: Stays, offset: np.ndarray) -> np.ndarray:
        """(24,) s in each hour of the day. offset: (r,) s from the times of each route to local time."""
        begin, end = (time + np.asarray(offset)[stays.route] for time in (stays.begin, stays.end))
        first, last = np.floor(begin / HOUR).astype(int), np.floor(end / HOUR).astype(int)
        count = last - first + 1
        row = np.repeat(np.arange(len(stays)), count)
        hour = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + first[row]
        inside = np.minimum(end[row], (hour + 1) * HOUR) - np.maximum(begin[row], hour * HOUR)
        return np.bincount(hour % 24, np.maximum(inside, 0), 24)


def exposure(
    legs: Legs,
    night: np.ndarray,
    altitude: np.ndarray,
    places: Places,
    neighbourhoods: Neighbourhoods,
    progress: Progress = quiet,
) -> Exposure:
    """What places and neighbourhoods are exposed to. night, altitude: (r,) of each route, altitude in m, NaN where it
    is not known.

    Times are exact for straight legs flown at constant speed. Circles are polygons of 128 corners inside the true ones,
    as are the areas of places as far as they are buffers.
    """
    night, altitude = np.asarray(night, int), np.asarray(altitude, float)
    tiles = _tiles(legs.swept(), part(progress, 0, 0.25)) if len(legs) else np.zeros(0, object)
    watched = _tiles(places.area, part(progress, 0.25, 0.4)) if len(places) else np.zeros(0, object)
    above = _in_blocks(over, legs, places.area, part(progress, 0.4, 0.5))
    seen = _in_blocks(in_view, legs, places.shape, part(progress, 0.5, 0.7)).merged()
    return Exposure(
        _of_places(above, seen, tiles, night, altitude, places),
        _of_neighbourhoods(legs, tiles, watched, neighbourhoods, part(progress, 0.7, 1)),
        np.bincount(legs.route, legs.seconds, len(night)),
        night,
        above.with_places(places.kind[above.place]).merged(),
        seen.with_places(places.kind[seen.place]).merged(),
        above.with_places(np.zeros(len(above))).merged(),
        seen.with_places(np.zeros(len(seen))).merged(),
        float(shapely.area(tiles).sum()),
        float(_shared(tiles, watched).sum()),
    )


def _of_places(
    above: Stays, seen: Stays, tiles: np.ndarray, night: np.ndarray, altitude: np.ndarray, places: Places
) -> OfPlaces:
    count, nights = len(places), np.unique(night)
    by_night = np.zeros((count, max(len(nights), 1)))
    np.add.at(by_night, (seen.place, np.searchsorted(nights, night[seen.route])), seen.seconds)
    visited = np.zeros(by_night.shape, bool)
    visited[seen.place, np.searchsorted(nights, night[seen.route])] = True
    lowest = np.full(count, np.inf)
    np.minimum.at(lowest, seen.place, np.nan_to_num(altitude[seen.route], nan=np.inf))
    return OfPlaces(
        above.merged().totals(count),
        seen.totals(count),
        np.bincount(seen.place, minlength=count),
        visited.sum(axis=1),
        by_night.max(axis=1),
        np.where(np.isfinite(lowest), lowest, np.nan),
        _shared(tiles, places.area),
    )


def _of_neighbourhoods(
    legs: Legs, tiles: np.ndarray, watched: np.ndarray, neighbourhoods: Neighbourhoods, progress: Progress
) -> OfNeighbourhoods:
    """watched: (k,) tiles of the areas of all places."""
    count, areas = len(neighbourhoods), neighbourhoods.area
    drone = _in_blocks(over, legs, areas, part(progress, 0, 0.4)).merged().totals(count)
    privacy = np.zeros(count)
    if count and len(watched):
        area, piece = shapely.STRtree(watched).query(areas, predicate="intersects")
        pieces = intersection(areas[area], watched[piece])
        some = shapely.area(pieces) > 0
        inside = _in_blocks(over, legs, pieces[some], part(progress, 0.5, 0.8))
        privacy = inside.with_places(area[some][inside.place]).merged().totals(count)
    progress(0.8)
    return OfNeighbourhoods(drone, privacy, shapely.area(areas), _shared(tiles, areas))


def _in_blocks(
    measure: Callable[[Legs, np.ndarray], Stays], legs: Legs, places: np.ndarray, progress: Progress
) -> Stays:
    """What `measure` finds, a block of legs at a time."""
    found = []
    for number, some in enumerate(legs.blocks(BLOCK), 1):
        found.append(measure(some, places))
        progress(min(1.0, number * BLOCK / len(legs)))
    return Stays.joined(found)


def _shared(tiles: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """(n,) m2 of polygons that lie in a footprint, given as tiles that do not overlap."""
    if not len(tiles) or not len(areas):
        return np.zeros(len(areas))
    area, tile = shapely.STRtree(tiles).query(areas, predicate="intersects")
    return np.bincount(area, shapely.area(intersection(areas[area], tiles[tile])), len(areas))


def _tiles(swept: np.ndarray, progress: Progress) -> np.ndarray:
    """(k,) pieces of the union of (n,) polygons, cut by the cells of a grid: unions within cells, and intersections
    with many small areas, then take far less time than with the whole."""
    swept = swept[shapely.area(swept) > 0]
    if not len(swept):
        return swept
    x0, y0, x1, y1 = shapely.total_bounds(swept)
    side = max(2 * float(np.sqrt(np.median(shapely.area(swept)))), max(x1 - x0, y1 - y0) / CELLS)
    columns, rows = (np.arange(max(1, np.ceil(length / side))) * side for length in (x1 - x0, y1 - y0))
    x, y = (axis.ravel() for axis in np.meshgrid(x0 + columns, y0 + rows))
    cells = shapely.box(x, y, x + side, y + side)
    cell, of = shapely.STRtree(swept).query(cells, predicate="intersects")
    order = np.argsort(cell, kind="stable")
    cell, of = cell[order], of[order]
    pieces = intersection(swept[of], cells[cell])
    first = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
    tiles = np.empty(len(first), object)
    for index, group in enumerate(np.split(pieces, first[1:])):
        tiles[index] = shapely.union_all(group[shapely.area(group) > 0])
        if not index % 100:
            progress(index / len(first))
    progress(1.0)
    return tiles[shapely.area(tiles) > 0]
