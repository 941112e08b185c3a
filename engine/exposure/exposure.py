"""What a plan does to places and neighbourhoods: how long drones are over them, and how much the camera shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..progress import Progress, part, quiet
from .legs import Legs
from .stays import Stays, in_view, over

HOUR = 3600.0


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
    footprint = shapely.union_all(legs.swept()) if len(legs) else shapely.Polygon()
    progress(0.3)
    above = over(legs, places.area)
    progress(0.5)
    seen = in_view(legs, places.shape).merged()
    progress(0.7)
    return Exposure(
        _of_places(above, seen, footprint, night, altitude, places),
        _of_neighbourhoods(legs, footprint, places, neighbourhoods, part(progress, 0.7, 1)),
        np.bincount(legs.route, legs.seconds, len(night)),
        night,
        above.with_places(places.kind[above.place]).merged(),
        seen.with_places(places.kind[seen.place]).merged(),
        above.with_places(np.zeros(len(above))).merged(),
        seen.with_places(np.zeros(len(seen))).merged(),
        float(footprint.area),
        float(shapely.intersection(footprint, shapely.union_all(places.area)).area) if len(places) else 0.0,
    )


def _of_places(
    above: Stays, seen: Stays, footprint: shapely.Geometry, night: np.ndarray, altitude: np.ndarray, places: Places
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
        _shared(footprint, places.area),
    )


def _of_neighbourhoods(
    legs: Legs, footprint: shapely.Geometry, places: Places, neighbourhoods: Neighbourhoods, progress: Progress
) -> OfNeighbourhoods:
    count, areas = len(neighbourhoods), neighbourhoods.area
    drone = over(legs, areas).merged().totals(count)
    progress(0.4)
    watched = shapely.union_all(places.area) if len(places) else shapely.Polygon()
    inside = _polygons(shapely.intersection(areas, watched)) if count else areas
    privacy = over(legs, inside).merged().totals(count)
    progress(0.8)
    return OfNeighbourhoods(drone, privacy, shapely.area(areas), _shared(footprint, areas))


def _shared(footprint: shapely.Geometry, areas: np.ndarray) -> np.ndarray:
    """(n,) m2 of polygons that lie in the footprint."""
    shared = np.zeros(len(areas))
    if len(areas) and not footprint.is_empty:
        shapely.prepare(footprint)
        near = np.flatnonzero(shapely.intersects(footprint, areas))
        shared[near] = shapely.area(shapely.intersection(areas[near], footprint))
    return shared


def _polygons(shapes: Sequence[shapely.Geometry]) -> np.ndarray:
    """(n,) the polygons of geometries, without lines and points where two polygons only touch."""
    found = np.empty(len(shapes), object)
    for index, shape in enumerate(shapes):
        parts = [one for one in shapely.get_parts(shape) if one.geom_type in ("Polygon", "MultiPolygon")]
        found[index] = shapely.union_all(parts) if parts else shapely.Polygon()
    return found
