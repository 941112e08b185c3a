"""Spots that practically coincide, such as an exit that is in two layers: one visit serves all of them.

A group of such spots is planned as one spot, the first of them, with the sum of their priorities. What is not served of
it is then divided among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..geometry import buffer, size
from ..sweep.corridor import strip_of
from .stops import Service, Targets, UnservedPart

NEAR_SHARE = 0.05
"""Share of the swath: points and lines that are nowhere farther apart practically coincide. A drone sees half a swath
to each side."""
SIZE_SHARE = 0.01
"""Share of the area by which polygons that practically coincide may differ (symmetric difference), and share of the
length by which lines may."""
ROUNDING_SHARE = 1e-9
"""Share of the size of a geometry by which rounding may change it."""


@dataclass(frozen=True)
class SharedVisits:
    """Which of n spots are visited together."""

    first: np.ndarray
    """(n,) index of the first of the spots that are visited together with each; its own if it is visited alone"""

    @property
    def others(self) -> int:
        """The number of spots that are visited together with one before them."""
        return int((self.first != np.arange(len(self.first))).sum())

    def members(self, spot: int) -> tuple[int, ...]:
        """All spots that a visit planned for `spot` serves, in ascending order."""
        return tuple(np.flatnonzero(self.first == spot).tolist())

    def all_of(self, spots: Iterable[int]) -> tuple[int, ...]:
        """All spots that visits planned for these spots serve, in the order of the visits."""
        return tuple(member for spot in spots for member in self.members(spot))

    def merged(self, spots: Targets) -> Targets:
        """The targets with the priority of each group at its first spot, and none at its others, so that indices stay
        the same. The times of a group are the mean of its spots' times, by priority."""
        if not self.others:
            return spots
        priority = np.bincount(self.first, spots.priority, len(self.first))
        unseen = spots.unseen
        if unseen is not None:
            sums = np.zeros(unseen.shape)
            np.add.at(sums, self.first, spots.priority[:, None] * unseen)
            several = np.bincount(self.first, minlength=len(self.first)) > 1
            unseen = np.where(several[:, None], sums / np.where(several, priority, 1.0)[:, None], unseen)
        return replace(spots, priority=priority, unseen=unseen)

    def divided(self, unserved: list[UnservedPart], spots: Targets) -> list[UnservedPart]:
        """What is unserved of merged targets, for each spot: a group's priority is divided in proportion, and the place
        is the nearest one on each spot. spots: the targets before they were merged."""
        found = []
        for entry in unserved:
            members = self.members(entry.spot)
            whole = sum(float(spots.priority[member]) for member in members)
            for member in members:
                place, priority = entry.place, entry.priority
                if len(members) > 1:
                    priority *= float(spots.priority[member]) / whole
                if member != entry.spot:
                    nearest = shapely.shortest_line(spots.geometry[member], shapely.Point(place))
                    place = tuple(shapely.get_coordinates(nearest)[0].tolist())
                found.append(replace(entry, spot=member, place=place, priority=priority))
        return sorted(found, key=lambda entry: entry.spot)


def shared_visits(
    spots: Targets, sites: np.ndarray, airspace: Airspace, service: Service, max_range: float | None = None
) -> SharedVisits:
    """Which spots are visited together: those with equal geometries, and those that practically coincide and that no
    zone or range cuts. Spots without priority, or left out of the plan, are not among them.

    Points, and lines that are followed, coincide if neither is anywhere farther from the other than NEAR_SHARE of the
    swath, and they are equal in number of points, or in length but for SIZE_SHARE. Polygons, and lines that are swept
    as corridors, coincide if both are of one part and their areas differ by less than SIZE_SHARE. sites, max_range: as
    for stops_of.
    """
    first = np.arange(len(spots.geometry))
    wanted = spots.priority > 0
    if spots.left_out is not None:
        wanted &= ~spots.left_out
    alike: dict[bytes, int] = {}
    for spot, shape in zip(np.flatnonzero(wanted), shapely.normalize(spots.geometry[wanted]), strict=True):
        first[spot] = alike.setdefault(shapely.to_wkb(shape), spot)
    alone = np.flatnonzero(wanted & (first == np.arange(len(first))))
    shapes = _Shapes.of(_served_shapes(spots.geometry[alone], service), service.swath * NEAR_SHARE)
    for place, spot in enumerate(alone.tolist()):
        if first[spot] != spot:
            continue
        others = shapes.around(place)
        others = others[first[alone[others]] == alone[others]]
        others = others[shapes.coincide(place, others)] if len(others) else others
        if len(others):  # only these are near the first of the group, so a row of points is several groups
            both = spots.geometry[np.append(alone[others], spot)]
            uncut = _uncut(both, sites, airspace, max_range)
            first[alone[others[uncut[:-1] & uncut[-1]]]] = spot
    return SharedVisits(first[first])


def _served_shapes(geometry: np.ndarray, service: Service) -> np.ndarray:
    """(n,) what is hovered over, followed or swept: of lines that are swept as corridors, the strips."""
    if (service.corridor or 0) <= service.swath:
        return geometry
    strips = strip_of(geometry, service.corridor)
    return np.where(shapely.get_dimensions(geometry) == 1, strips, geometry)


@dataclass(frozen=True)
class _Shapes:
    """n geometries, of which those that practically coincide are looked for."""

    geometry: np.ndarray
    size: np.ndarray
    dimension: np.ndarray
    middle: shapely.STRtree
    """their centroids"""
    moved: np.ndarray
    """(n,) m by which the centroid of another one may be off"""
    near: float
    """m, for points and lines"""

    @classmethod
    def of(cls, geometry: np.ndarray, near: float) -> "_Shapes":
        dimension = shapely.get_dimensions(geometry)
        low, high = np.split(shapely.bounds(geometry).reshape(-1, 4), 2, axis=1)
        # what is added to a geometry, or lost, moves its centroid by no more than the same share of its extent
        moved = np.where(dimension < 2, near, 0.0) + 2 * SIZE_SHARE * np.hypot(*(high - low).T)
        return cls(
            geometry, size(geometry, geometry), dimension, shapely.STRtree(shapely.centroid(geometry)), moved, near
        )

    def around(self, one: int) -> np.ndarray:
        """Indices, ascending, of the geometries after `one` that are like it in place, size and dimension."""
        found = self.middle.query(self.middle.geometries[one], predicate="dwithin", distance=self.moved[one])
        found = np.sort(found[(found > one) & (self.dimension[found] == self.dimension[one])])
        share = SIZE_SHARE if self.dimension[one] else ROUNDING_SHARE
        return found[np.abs(self.size[found] - self.size[one]) < share * self.size[one]]

    def coincide(self, one: int, others: np.ndarray) -> np.ndarray:
        """(k,) whether each of k others, at least one, practically coincides with `one`."""
        own, their = self.geometry[one], self.geometry[others]
        if self.dimension[one] == 2:
            single = (shapely.get_num_geometries(their) == 1) & (shapely.get_num_geometries(own) == 1)
            differing = shapely.area(shapely.symmetric_difference(own, their))
            return single & (differing < SIZE_SHARE * np.minimum(self.size[one], self.size[others]))
        if own.geom_type == "Point":
            return shapely.distance(own, their) <= self.near
        around = buffer(own, self.near)
        shapely.prepare(around)
        found = shapely.covers(around, their)
        found[found] = shapely.covers(buffer(their[found], self.near), own)
        return found


def _uncut(geometry: np.ndarray, sites: np.ndarray, airspace: Airspace, max_range: float | None) -> np.ndarray:
    """(n,) whether no zone takes anything away from a geometry, and all of it is within the range of a site."""
    uncut = size(airspace.open_part(geometry), geometry) >= size(geometry, geometry) * (1 - ROUNDING_SHARE)
    if max_range is not None:
        uncut &= shapely.covers(shapely.union_all(buffer(shapely.points(sites), max_range, quad_segs=32)), geometry)
    return uncut
