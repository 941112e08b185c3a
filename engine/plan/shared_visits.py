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
    pairs = alone[_coinciding(_served_shapes(spots.geometry[alone], service), service.swath * NEAR_SHARE)]
    uncut = np.zeros(len(first), bool)
    uncut[pairs] = _uncut(spots.geometry[pairs].ravel(), sites, airspace, max_range).reshape(-1, 2)
    for one, other in pairs[uncut[pairs].all(axis=1)].tolist():
        if first[one] == one and first[other] == other:  # so each is near the first of its group
            first[other] = one
    return SharedVisits(first[first])


def _served_shapes(geometry: np.ndarray, service: Service) -> np.ndarray:
    """(n,) what is hovered over, followed or swept: of lines that are swept as corridors, the strips."""
    if (service.corridor or 0) <= service.swath:
        return geometry
    strips = buffer(geometry, service.corridor / 2, cap_style="flat")
    return np.where(shapely.get_dimensions(geometry) == 1, strips, geometry)


def _coinciding(geometry: np.ndarray, near: float) -> np.ndarray:
    """(k, 2) pairs of geometries that practically coincide, by the second one, which comes after the first one. near:
    m, for points and lines."""
    sizes, dimension, middle = size(geometry, geometry), shapely.get_dimensions(geometry), shapely.centroid(geometry)
    low, high = np.split(shapely.bounds(geometry).reshape(-1, 4), 2, axis=1)
    # what is added to a geometry, or lost, moves its centroid by no more than the same share of its extent
    moved = np.where(dimension < 2, near, 0.0) + 2 * SIZE_SHARE * np.hypot(*(high - low).T)
    other, one = shapely.STRtree(middle).query(middle, predicate="dwithin", distance=moved)
    kept = (one < other) & (dimension[one] == dimension[other])
    kept &= np.abs(sizes[one] - sizes[other]) < np.where(dimension[one] > 0, SIZE_SHARE, ROUNDING_SHARE) * sizes[one]
    one, other = one[kept], other[kept]
    area = dimension[one] == 2
    same = np.zeros(len(one), bool)
    a, b = geometry[one[area]], geometry[other[area]]
    differing = shapely.area(shapely.symmetric_difference(a, b))
    single = (shapely.get_num_geometries(a) == 1) & (shapely.get_num_geometries(b) == 1)
    same[area] = single & (differing < SIZE_SHARE * np.minimum(shapely.area(a), shapely.area(b)))
    a, b = geometry[one[~area]], geometry[other[~area]]
    same[~area] = shapely.covers(buffer(a, near), b) & shapely.covers(buffer(b, near), a)
    pairs = np.column_stack((one, other))[same]
    return pairs[np.lexsort(pairs.T)]


def _uncut(geometry: np.ndarray, sites: np.ndarray, airspace: Airspace, max_range: float | None) -> np.ndarray:
    """(n,) whether no zone takes anything away from a geometry, and all of it is within the range of a site."""
    uncut = size(airspace.open_part(geometry), geometry) >= size(geometry, geometry) * (1 - ROUNDING_SHARE)
    if max_range is not None:
        uncut &= shapely.covers(shapely.union_all(buffer(shapely.points(sites), max_range, quad_segs=32)), geometry)
    return uncut
