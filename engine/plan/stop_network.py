"""The network of stops and launch sites: the solver's cost matrix, and the paths behind it."""

from dataclasses import dataclass

import numpy as np

from ..airspace.airspace import Airspace, ShortestPaths
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import BEYOND_RANGE, ENCLOSED, NO_BATTERY_LEFT, OUT_OF_REACH, TOO_LARGE
from ..progress import Progress, quiet
from ..solver.orienteering import Problem
from .allowance import kept_between
from .stops import Stop, needed_by


@dataclass(frozen=True)
class Network:
    """Stops, the ways to serve them, and the paths between them, for S sites and A ways in all.

    A way is a path along which a stop can be served. The solver calls it an alternative.
    """

    stops: list[Stop]
    stop: np.ndarray
    """(A,) index of each way's stop"""
    way: np.ndarray
    """(A,) index of each way among its stop's ways"""
    entry: np.ndarray
    """(A,) index in `paths` of the place where each way begins"""
    exit: np.ndarray
    """(A,) index in `paths` of the place where each way ends"""
    service: np.ndarray
    """(A,) J to serve the stop along each way, with what is kept for its corners"""
    reach: np.ndarray
    """(S, A) whether all of a way is within MAX_RANGE of a site"""
    paths: ShortestPaths
    """places 0 .. S - 1 are the sites"""
    missing: np.ndarray | float = 0.0
    """(S,) J that a battery lacks when it leaves each site; it is part of the cost of leaving the site"""

    def problem(self, aircraft: Aircraft, home: np.ndarray, sorties: int) -> Problem:
        """The orienteering problem, with costs in joules. The cost of leaving a site includes take-off, and that of
        returning to it includes landing. home: (D,) as in Fleet; sorties: of each drone."""
        sites, count = len(self.reach), len(self.stop)
        leaving = aircraft.takeoff()[1] + np.broadcast_to(self.missing, sites)
        cost = np.full((count + 2 * sites, count + 2 * sites), np.inf)
        between = self.paths.cost
        cost[:count, :count] = between[self.exit[:, None], self.entry] + self.service
        cost[count : count + sites, :count] = between[:sites][:, self.entry] + self.service + leaving[:, None]
        cost[:count, count + sites :] = between[self.exit][:, :sites] + aircraft.landing()[1]
        # an empty route costs take-off and landing, so that the insertion cost of its first stop is right
        own = np.arange(sites)
        cost[count + own, count + sites + own] = leaving + aircraft.landing()[1]
        if aircraft.corner_kept or aircraft.slows_over_ground:
            ways = [self.way_of(way) for way in range(count)]
            legs = kept_between(self.paths, self.entry, self.exit, ways, sites, aircraft)
            cost[: count + sites, :count] += legs[:, :count]
            cost[:count, count + sites :] += legs[:count, count:]
        prize = np.array([stop.priority for stop in self.stops])
        return Problem(prize, self.stop, cost, aircraft.budget, home, sorties, self.reach)

    def times(self, aircraft: Aircraft) -> np.ndarray:
        """(T, T) s along the paths between all places. Over level ground the power is the same on all legs."""
        if aircraft.ground is None:
            return self.paths.cost / aircraft.cruise_power
        return self.paths.sums(lambda start, end: aircraft.legs(start, end)[0])

    def way_of(self, alternative: int) -> np.ndarray:
        """(k, 2) vertices of an alternative."""
        return self.stops[self.stop[alternative]].ways[self.way[alternative]]

    def reasons(self, problem: Problem, aircraft: Aircraft) -> list[str]:
        """For each stop, the reason that applies if it is unserved."""
        reasons = []
        possible = problem.reachable().any(axis=0)
        lift = aircraft.takeoff()[1] + aircraft.landing()[1]
        for index in range(len(self.stops)):
            ways = np.flatnonzero(self.stop == index)
            if possible[ways].any():
                reasons.append(NO_BATTERY_LEFT)
            elif not self.reach[:, ways].any():
                reasons.append(BEYOND_RANGE)
            elif (self.service[ways] + lift > aircraft.budget).all():
                reasons.append(TOO_LARGE)
            else:
                lacks = np.broadcast_to(self.missing, len(self.reach))[:, None]
                fits = self._straight(aircraft, ways) + self.service[ways] + lift + lacks <= aircraft.budget
                reasons.append(ENCLOSED if fits.any() else OUT_OF_REACH)
        return reasons

    def _straight(self, aircraft: Aircraft, ways: np.ndarray) -> np.ndarray:
        """(S, k) J for straight flights from each site to k ways and back, without regard to zones."""
        sites, places = len(self.reach), self.paths.places
        site = places[np.repeat(np.arange(sites), len(ways))]
        there, back = places[np.tile(self.entry[ways], sites)], places[np.tile(self.exit[ways], sites)]
        return (aircraft.legs(site, there)[1] + aircraft.legs(back, site)[1]).reshape(sites, len(ways))


def network_of(
    stops: list[Stop],
    sites: np.ndarray,
    airspace: Airspace,
    aircraft: Aircraft,
    max_range: float | None = None,
    progress: Progress = quiet,
) -> Network:
    """The network of (S, 2) sites and stops.

    max_range: m; a site reaches a way only if all of it lies within this straight-line distance. A path around zones is
    dropped if it leaves the range of any site that has both of its ends in range, so that no drone leaves its range.
    """
    stop = np.repeat(np.arange(len(stops)), [len(item.ways) for item in stops])
    way = np.concatenate([np.arange(len(item.ways)) for item in stops]) if stops else np.empty(0, int)
    ways = [vertices for item in stops for vertices in item.ways]
    ends = np.array([(vertices[0], vertices[-1]) for vertices in ways]).reshape(-1, 2)
    places, index = np.unique(ends, axis=0, return_inverse=True)
    index = index.reshape(-1, 2) + len(sites)
    paths = airspace.shortest_paths(
        np.vstack((sites, places)), lambda start, end: aircraft.legs(start, end)[1], aircraft.budget, progress
    )
    served = zip((stops[item] for item in stop), ways, strict=True)
    energy = np.array([needed_by(*one, aircraft) for one in served])
    reach = np.ones((len(sites), len(ways)), dtype=bool)
    if max_range is not None:
        far = [[np.hypot(*(vertices - site).T).max() for vertices in ways] for site in sites]
        reach = np.array(far).reshape(reach.shape) <= max_range
        paths = _within_range(paths, sites, max_range)
    return Network(stops, stop, way, index[:, 0], index[:, 1], energy, reach, paths)


def _within_range(paths: ShortestPaths, sites: np.ndarray, max_range: float) -> ShortestPaths:
    """The paths without those that leave the range of a site that has both of their ends in range."""
    cost = paths.cost.copy()
    for site in sites:
        near = np.hypot(*(paths.places - site).T) <= max_range
        cost[(near[:, None] & near) & (paths.farthest(site) > max_range)] = np.inf
    return ShortestPaths(cost, paths.places, paths.direct, paths.corners, paths.predecessor)
