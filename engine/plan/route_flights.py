"""From routes of the solver to flights, and the exact energy of their legs."""

from dataclasses import dataclass, replace

import numpy as np

from ..drones.aircraft import Aircraft
from ..solver.orienteering import Problem, Solution
from ..solver.watch import WatchSolution
from .allowance import kept_for_legs
from .crossings import NO_CROSSINGS, Crossings
from .fleet import Fleet
from .flight import Flight, Stretch, flown
from .schedule import Separation
from .stop_network import Network


@dataclass(frozen=True)
class RouteFlights:
    """The fleet on its network, with each drone's altitude layer: turns routes into flights."""

    network: Network
    fleet: Fleet
    aircraft: Aircraft
    separation: Separation
    crossings: Crossings = NO_CROSSINGS

    def flights(self, solution: Solution | WatchSolution) -> dict[int, Flight]:
        """The flight of each non-empty route, by the route's index."""
        heights = self.separation.heights(len(solution.home))
        return {
            index: self.flight(
                route,
                int(solution.home[index // self.fleet.sorties]),
                float(heights[index // self.fleet.sorties]),
            )
            for index, route in enumerate(solution.routes)
            if route
        }

    def flight(self, route: tuple[int, ...], site: int, height: float) -> Flight:
        """The flight of a route from and to a site, `height` metres above ALTITUDE."""
        stretches, aircraft = stretches_of(self.network, route, site), self.aircraft.raised(height)
        return replace(
            flown(stretches, aircraft),
            missing=float(np.broadcast_to(self.network.missing, len(self.network.reach))[site]),
            kept=self._kept(stretches, aircraft),
        )

    def _kept(self, stretches: list[Stretch], aircraft: Aircraft) -> tuple[float, ...]:
        """J kept for corners and stops; for landing from higher up, where that takes longer, with the last leg."""
        if not (aircraft.corner_kept or aircraft.landing_kept or aircraft.slows_over_ground):
            return ()
        kept = kept_for_legs([stretch.vertices for stretch in stretches], aircraft)
        kept[-1] += aircraft.landing_kept - self.aircraft.landing_kept
        return tuple(kept.tolist())


def with_exact_costs(
    problem: Problem, solution: Solution | WatchSolution, flights: dict[int, Flight], sorties: int
) -> Problem:
    """The problem with the costs of the legs of some flights raised to their exact energy where that is more than the
    estimate."""
    cost = problem.cost.copy()
    for index, flight in flights.items():
        site = int(solution.home[index // sorties])
        nodes = np.array([problem.start(site), *solution.routes[index], problem.end(site)])
        spent = np.nan_to_num(flight.spent, nan=np.inf)
        exact = np.append(spent[1:-2].reshape(-1, 2).sum(axis=1), spent[-2] + spent[-1])
        exact[0] += spent[0] + flight.missing
        if flight.kept:
            exact += flight.kept
        cost[nodes[:-1], nodes[1:]] = np.maximum(cost[nodes[:-1], nodes[1:]], exact)
    return replace(problem, cost=cost)


def stretches_of(network: Network, route: tuple[int, ...], site: int) -> list[Stretch]:
    """The legs and stops of a route, from the site and back to it."""
    stretches, at = [], site
    for alternative in route:
        stop = network.stops[network.stop[alternative]]
        stretches.append(Stretch("fly", network.paths.path(at, int(network.entry[alternative]))[:-1]))
        stretches.append(Stretch(stop.action, network.way_of(alternative), stop.spot, stop.pause))
        at = int(network.exit[alternative])
    stretches.append(Stretch("fly", network.paths.path(at, site)))
    return stretches
