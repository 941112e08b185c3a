"""When drones are over places, and when the camera shows them: exact times along straight legs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..geometry import buffer, intersection
from .legs import ARC, Legs

TOUCH = 1e-6
"""s, between two stays that count as one"""


@dataclass(frozen=True)
class Stays:
    """k times in which a route has to do with a place. route, place: (k,) indices; begin, end: (k,) s. Times of
    one route and place do not overlap after `merged`."""

    route: np.ndarray
    place: np.ndarray
    begin: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.begin)

    @property
    def seconds(self) -> np.ndarray:
        """(k,) s."""
        return self.end - self.begin

    @classmethod
    def joined(cls, parts: "Sequence[Stays]") -> "Stays":
        """All times of several."""
        none = np.zeros(0, int)
        names = ("route", "place", "begin", "end")
        return cls(*(np.concatenate([none, *(getattr(one, name) for one in parts)]) for name in names))

    def with_places(self, place: np.ndarray) -> "Stays":
        """The same, of other places: (k,) indices, such as of the kinds of the places."""
        return Stays(self.route, np.asarray(place, int), self.begin, self.end)

    def merged(self) -> "Stays":
        """Overlapping or touching times of one route and place as one, sorted by route, place and time."""
        if not len(self):
            return self
        _, group = np.unique(np.column_stack((self.route, self.place)), axis=0, return_inverse=True)
        group = group.ravel()
        order = np.lexsort((self.end, self.begin, group))
        group, begin, end = group[order], self.begin[order], self.end[order]
        new = np.r_[True, group[1:] != group[:-1]]
        # times from the first of all, shifted apart by group, so that one running maximum serves all groups
        zero = begin.min()
        span = end.max() - zero + 1.0
        shift = group * span - zero
        latest = np.maximum.accumulate(end + shift)
        new[1:] |= (begin + shift)[1:] > latest[:-1] + TOUCH
        first = np.flatnonzero(new)
        return Stays(
            self.route[order][first],
            self.place[order][first],
            begin[first],
            np.maximum.reduceat(end, first),
        )

    def totals(self, count: int) -> np.ndarray:
        """(count,) s of each place."""
        return np.bincount(self.place, self.seconds, count)


def over(legs: Legs, areas: np.ndarray) -> Stays:
    """When the drones are over (p,) polygons, edges included."""
    shapes = legs.shapes()
    leg, place = _pairs(shapes, areas)
    return _along(legs, leg, place, intersection(shapes[leg], areas[place]), np.zeros(len(legs)))


def in_view(legs: Legs, places: np.ndarray) -> Stays:
    """When the image shows some of (p,) places: points, lines or polygons.

    While a drone moves, its image is a rectangle along the course: it shows a place from where the far edge meets the
    first of it in the strip until the near edge leaves the last. Parts of a place are seen one by one. Elsewhere the circle
    counts: the drone is within its radius of the place.
    """
    reach = legs.reach()
    boxes = ~np.isnan(reach) & ~legs.still
    swept = legs.swept()[boxes]
    index = np.flatnonzero(boxes)
    found, place = _pairs(swept, places)
    seen = _along(legs, index[found], place, intersection(swept[found], places[place]), reach, legs.ahead())
    parts = [seen]
    radius, shapes = legs.radius(), legs.shapes()
    for value in np.unique(radius[~boxes]):
        some = np.flatnonzero(~boxes & (radius == value))
        around = buffer(places, value, quad_segs=ARC)
        found, place = _pairs(shapes[some], around)
        leg = some[found]
        cut = intersection(shapes[leg], around[place])
        parts.append(_along(legs, leg, place, cut, np.zeros(len(legs))))
    return Stays.joined(parts)


def _pairs(shapes: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices of shapes and of places that meet."""
    if not len(shapes) or not len(places):
        return np.zeros(0, int), np.zeros(0, int)
    return shapely.STRtree(places).query(shapes, predicate="intersects")


def _along(
    legs: Legs,
    leg: np.ndarray,
    place: np.ndarray,
    cut: np.ndarray,
    reach: np.ndarray,
    ahead_of: np.ndarray | None = None,
) -> Stays:
    """The times at which the drone is within `reach` (by leg, m, along the course) of each part of `cut`: (k,) what a
    leg, or its strip, has in common with a place. ahead_of: by leg, m, how far ahead of the drone the middle of the
    image is; None: nowhere."""
    ahead_of = np.zeros(len(legs)) if ahead_of is None else ahead_of
    parts, of = shapely.get_parts(cut, return_index=True)
    while (collections := shapely.get_type_id(parts) >= shapely.GeometryType.MULTIPOINT).any():
        inner, index = shapely.get_parts(parts[collections], return_index=True)
        of = np.concatenate((of[~collections], of[collections][index]))
        parts = np.concatenate((parts[~collections], inner))
    full = ~shapely.is_empty(parts)
    parts, of = parts[full], of[full]
    leg, place = leg[of], place[of]
    still = legs.still[leg]
    low, high = np.zeros(len(parts)), np.ones(len(parts))
    moving = np.flatnonzero(~still)
    if len(moving):
        xy, index = shapely.get_coordinates(parts[moving], return_index=True)
        own = leg[moving]
        length = legs.length[own]
        ahead = (legs.end[own] - legs.start[own]) / length[:, None]
        distance = ((xy - legs.start[own][index]) * ahead[index]).sum(axis=1)
        first = np.flatnonzero(np.r_[True, index[1:] != index[:-1]])
        nearest, farthest = np.minimum.reduceat(distance, first), np.maximum.reduceat(distance, first)
        shift = ahead_of[own]
        low[moving] = np.clip((nearest - reach[own] - shift) / length, 0, 1)
        high[moving] = np.clip((farthest + reach[own] - shift) / length, 0, 1)
    begin, seconds = legs.begin[leg], legs.seconds[leg]
    return Stays(legs.route[leg], place, begin + low * seconds, begin + high * seconds)
