"""The privacy areas of a plan: where nothing is served, whether drones cross them, and for how long.

Drones that fly high enough may cross the areas, within a budget of time. The search then has two networks to choose
from: with the cheapest path for each leg, or with paths around the areas wherever that saves more time over them than
it is worth.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely

from ..airspace.airspace import Airspace, ShortestPaths
from ..airspace.closed_areas import without
from ..drones.aircraft import Aircraft
from ..geometry import intersection
from ..language import tr
from ..progress import Progress, quiet
from ..zones.privacy import PrivacyAreas
from .flight import Flight

LEGS_AT_ONCE = 50_000
ROUNDING = 1e-6
"""s, and share of the budget: tolerance for rounding in sums of times."""


@dataclass(frozen=True)
class Crossings:
    """What a plan has to do with privacy areas."""

    kept: shapely.Geometry = field(default_factory=shapely.Polygon)
    """where nothing is hovered over, followed or swept"""
    area: shapely.Geometry = field(default_factory=shapely.Polygon)
    """where a drone in flight counts as over them: see PrivacyAreas.over"""
    closed: bool = False
    """whether drones go around the area"""
    budget: float = np.inf
    """s over the area, of all sorties together"""
    inside: int = 0
    """number of launch sites in an area"""
    why: str = ""
    """why drones go around the area, as a part of a sentence"""

    @classmethod
    def of(cls, privacy: PrivacyAreas, sites: np.ndarray, aircraft: Aircraft) -> "Crossings":
        """aircraft: of the lowest layer. If it flies lower than the areas may be crossed, all drones go around them."""
        if not len(privacy):
            return cls()
        lowest = aircraft.altitude - (0.0 if aircraft.ground is None else aircraft.tolerance)
        why = ""
        if privacy.height is None:
            why = tr("PRIVACY_HEIGHT is empty")
        elif lowest < privacy.height:
            why = tr(
                "they fly as low as {lowest:g} m, lower than PRIVACY_HEIGHT ({height:g} m)",
                lowest=lowest,
                height=privacy.height,
            )
        elif privacy.budget <= 0:
            why = tr("PRIVACY_BUDGET is 0")
        union = privacy.union
        inside = int(shapely.intersects(union, shapely.points(sites)).sum())
        return cls(union, privacy.over(sites), bool(why), privacy.budget, inside, why)

    @property
    def limited(self) -> bool:
        """Whether drones may cross the area, but only for so long."""
        return not self.closed and bool(np.isfinite(self.budget)) and not shapely.is_empty(self.area)

    def for_stops(self, airspace: Airspace) -> Airspace:
        """The airspace in which spots are served."""
        return without(airspace, self.kept)

    def for_legs(self, airspace: Airspace) -> Airspace:
        """The airspace in which drones fly from stop to stop."""
        return without(airspace, self.area) if self.closed else airspace

    @cached_property
    def _tree(self) -> shapely.STRtree:
        parts = shapely.get_parts(self.area)
        shapely.prepare(parts)
        return shapely.STRtree(parts)

    def share(self, starts: np.ndarray, ends: np.ndarray, progress: Progress = quiet) -> np.ndarray:
        """(n,) the share of straight legs between (n, 2) places that is over the area; of a leg of no length all, if it
        is there."""
        found = np.zeros(len(starts))
        for begin in range(0, len(starts), LEGS_AT_ONCE):
            progress(begin / len(starts))
            legs = shapely.linestrings(
                np.stack((starts[begin : begin + LEGS_AT_ONCE], ends[begin : begin + LEGS_AT_ONCE]), axis=1)
            )
            leg, part = self._tree.query(legs, predicate="intersects")
            inside = shapely.length(intersection(legs[leg], self._tree.geometries[part]))
            length = shapely.length(legs)
            within = np.bincount(leg, inside, len(legs)) / np.where(length > 0, length, 1.0)
            there = np.bincount(leg, minlength=len(legs)) > 0
            found[begin : begin + LEGS_AT_ONCE] = np.where(length > 0, np.minimum(within, 1.0), there)
        return found

    def of_paths(self, paths: ShortestPaths, aircraft: Aircraft, progress: Progress = quiet) -> np.ndarray:
        """(T, T) s over the area along the paths between all places; inf where there is no path."""
        return paths.sums(lambda start, end: aircraft.legs(start, end)[0] * self.share(start, end, progress))

    def of_flight(self, flight: Flight) -> float:
        """s over the area, exactly: along each leg of a flight the speed is constant."""
        line = flight.line()
        starts, ends = line[:-1], line[1:]
        return float(((ends[:, 3] - starts[:, 3]) * self.share(starts[:, :2], ends[:, :2])).sum())

    def total(self, flights: Iterable[Flight]) -> float:
        """s over the area of flights together."""
        return 0.0 if shapely.is_empty(self.area) else sum(self.of_flight(flight) for flight in flights)

    def within(self, flights: Iterable[Flight]) -> bool:
        """Whether flights together keep the budget."""
        return not self.limited or self.total(flights) <= self.budget * (1 + ROUNDING) + ROUNDING


NO_CROSSINGS = Crossings()


@dataclass(frozen=True)
class MixedPaths:
    """Paths between T places, as ShortestPaths: some the cheapest, the others around privacy areas."""

    cheapest: ShortestPaths
    around: ShortestPaths
    detour: np.ndarray
    """(T, T) whether the path is the one around"""

    @property
    def places(self) -> np.ndarray:
        return self.cheapest.places

    @cached_property
    def cost(self) -> np.ndarray:
        """(T, T) as in ShortestPaths."""
        return np.where(self.detour, self.around.cost, self.cheapest.cost)

    def path(self, start: int, end: int) -> np.ndarray:
        """(k, 2) vertices of a path, as in ShortestPaths."""
        return (self.around if self.detour[start, end] else self.cheapest).path(start, end)

    def sums(self, cost) -> np.ndarray:
        """(T, T) another cost summed along the paths, as in ShortestPaths."""
        return np.where(self.detour, self.around.sums(cost), self.cheapest.sums(cost))
