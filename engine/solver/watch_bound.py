"""An upper bound on the priority that any solution of a watch problem can close.

Let f_i(n) be the most that n visits of stop i close, at any times that routes allow. For prices p >= 0 of a visit of
each stop, no solution closes more than

    sum over stops of max over n of (f_i(n) - p_i n)  +  sum over routes of the highest price of a route's visits,

because each visit is paid in the first sum and earned in the second. This is a Lagrangian relaxation of the rule that
the visits of a stop are those of the routes: each stop chooses the times of its visits by itself (visit_value.py), and
each route, an ng-route (ng_routes.py), its stops. The bound holds for any prices, and a subgradient search finds good
ones (lagrangian.py). Two other choices make the second sum simple. If prices are in proportion to the least battery
that a visit needs, it is at most the price of all batteries: a knapsack bound. And for any prices, it is at most the
number of routes times the price of one visit of each stop.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..language import tr
from ..progress import Progress, part, quiet
from .lagrangian import ROUNDING, least_bound, sites_of
from .limited_progress import LimitedProgress
from .ng_routes import ALLOWANCE, NgRoutes, shortest_path_costs
from .upper_bound import Bound, visit_costs
from .visit_value import VisitTimes, VisitValues
from .watch import WatchProblem

ARC_LEVELS_PER_SECOND = 4e8
"""As in upper_bound.py, for the larger tables of these problems."""
CELLS, FINE_CELLS = 24, 192
"""Cells of time in R, in the search for prices and for the final value."""
HALVINGS = 14
"""Steps of the search for one price by bisection."""
MIN_STEPS = 10
"""`min_steps` of the search for prices, which begins with good ones."""
START = 0.7
"""Where the search for prices begins, from f_i(1) (0) to the prices of the knapsack bound (1)."""
SPREAD = 0.02
"""Routes from sites whose values differ by this share have weights 1 : e in the direction of the search."""


def watch_upper_bound(
    problem: WatchProblem,
    closed: float = 0.0,
    seconds: float = 5.0,
    progress: Progress = quiet,
    limit: float | None = None,
    stages: Sequence[int] = (),
) -> Bound:
    """The least of four bounds: what any number of visits of each stop can close; what as many visits as there are
    routes can; a knapsack bound; and a Lagrangian bound over relaxed routes, with about `seconds` of work (0 leaves it
    out). `closed` is what a known solution closes: when a bound reaches it, no bound can be lower, and the search ends.
    The same arguments give the same bound, unless `limit`, s from now, ends the search before its work is done. stages:
    `Bound.stages` of an earlier bound that is to be found again.

    It holds for finite exposures and an all-day watch too, less closely: see visit_value.py.
    """
    limited = LimitedProgress(part(progress, 0.0, 0.99), limit, stages)
    times = visit_times(problem)
    values, before = _values(problem, times, CELLS), part(progress, 0.0, 0.0)

    def stops_part(price: np.ndarray, values: VisitValues = values) -> float:
        return float(values.best(price, lambda: before(0.0))[0].sum())

    none = np.zeros(len(problem.unseen))
    # the value, the method, the prices, and the second sum of the docstring
    bounds = [(stops_part(none), tr("all that visits can close"), none, 0.0)]
    if not problem.routes:
        bounds = [(0.0, "no sorties", none, 0.0)]
    if bounds[0][0] > closed * (1 + ROUNDING):
        price = _prices_of_most_visits(values, problem.routes, before)
        paid = problem.routes * float(price.sum())
        bounds.append((stops_part(price) + paid, tr("each stop by each sortie"), price, paid))
        cost, capacity = visit_costs(problem.routing, np.flatnonzero(_possible(problem)))
        cost = np.where(np.isfinite(cost), cost, 0.0)
        unit = _knapsack_price(values, cost, capacity, before)
        price, paid = unit * cost, max(unit * capacity, 0.0)
        bounds.append((stops_part(price) + paid, "knapsack", price, paid))
        if min(bound[0] for bound in bounds) > closed * (1 + ROUNDING) and problem.routing.limit > 0 and seconds > 0:
            value, price = least_bound(
                problem.routing,
                lambda routes: _Dual(problem, routes, values),
                START * price + (1 - START) * np.maximum(price, values.most),
                closed,
                seconds * ARC_LEVELS_PER_SECOND,
                limited,
                values.work,
                lambda prices: prices,
                MIN_STEPS,
            )
            before = part(progress, 0.99, 0.99)
            paid = value - stops_part(price)
            bounds.append((value, tr("Lagrangian bound over relaxed routes and times of visits"), price, paid))
    value, method, price, paid = min(bounds, key=lambda bound: bound[0])
    if value > closed * (1 + ROUNDING):
        value = min(value, paid + stops_part(price, _values(problem, times, FINE_CELLS)))
    progress(1.0)
    return Bound(value * (1 + ROUNDING), method, limited.stages)


def visit_times(problem: WatchProblem) -> VisitTimes:
    """When visits of each stop may begin to close.

    A drone ends serving an alternative no earlier than by the quickest way from take-off. It has then spent no more
    than the limit less the cheapest way to landing, and no arc takes longer for its cost than the slowest one.
    """
    routing, stop = problem.routing, problem.routing.stop
    seconds = np.where(np.isfinite(routing.cost), problem.duration, np.inf)
    first, last = np.full(routing.alternatives, np.inf), np.full(routing.alternatives, -np.inf)
    for site in sites_of(routing):
        _, out, kept = shortest_path_costs(routing, int(site))
        if not len(kept):
            continue
        quickest = shortest_path_costs(replace(routing, cost=seconds, limit=np.inf), int(site))[0]
        arcs = np.ix_(np.append(kept, routing.start(site)), kept)
        takes, cost = seconds[arcs], routing.cost[arcs]
        used = np.isfinite(cost) & (cost <= routing.limit * (1 + ALLOWANCE)) & (takes > 0)
        with np.errstate(divide="ignore"):
            pace = float((takes[used] / cost[used]).max(initial=0.0))
        spent = np.maximum(routing.limit * (1 + ALLOWANCE) - out[kept], 1e-300)
        first[kept] = np.minimum(first[kept], quickest[kept])
        last[kept] = np.maximum(last[kept], pace * spent)
    slack = ALLOWANCE * max(abs(problem.latest), abs(problem.earliest), problem.revisit, 1.0)
    begins = problem.seen[:, 0] - problem.revisit
    length = problem.revisit + problem.seen[:, 1] - problem.seen[:, 0]
    exposure = np.full(len(stop), np.inf) if problem.exposure is None else problem.exposure
    kept = np.isfinite(first)
    of_stop = [np.full(len(problem.unseen), value) for value in (np.inf, -np.inf, 0.0, 0.0)]
    np.minimum.at(of_stop[0], stop[kept], (first + begins)[kept] + problem.earliest - slack)
    np.maximum.at(of_stop[1], stop[kept], (last + begins)[kept] + problem.latest + slack)
    np.maximum.at(of_stop[2], stop[kept], length[kept] + slack)
    np.maximum.at(of_stop[3], stop[kept], exposure[kept])
    return VisitTimes(*of_stop)


def _values(problem: WatchProblem, times: VisitTimes, cells: int) -> VisitValues:
    return VisitValues(problem.unseen, problem.bin_length, times, problem.revisit / cells, problem.cycle)


def _possible(problem: WatchProblem) -> np.ndarray:
    """(A,) whether a route can serve an alternative."""
    possible = np.zeros(problem.routing.alternatives, bool)
    for site in sites_of(problem.routing):
        possible[shortest_path_costs(problem.routing, int(site))[2]] = True
    return possible


def _prices_of_most_visits(values: VisitValues, routes: int, progress: Progress) -> np.ndarray:
    """(G,) the price at which each stop is visited about as often as there are routes."""
    low, high = np.zeros_like(values.most), values.most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        many = values.best(middle, lambda: progress(0.0))[1] > routes
        low, high = np.where(many, middle, low), np.where(many, high, middle)
    return high


def _knapsack_price(values: VisitValues, cost: np.ndarray, capacity: float, progress: Progress) -> float:
    """The price of a unit of cost at which all visits together cost about as much as there is."""
    low, high = 0.0, float((values.most[cost > 0] / cost[cost > 0]).max(initial=0.0))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        spent = float(values.best(middle * cost, lambda: progress(0.0))[1] @ cost)
        low, high = (middle, high) if spent > capacity else (low, middle)
    return high


class _Dual:
    """The dual function: the values of all stops and of all routes at some prices."""

    def __init__(self, problem: WatchProblem, routes: list[NgRoutes], values: VisitValues):
        self.routes, self.values = routes, values
        home, sorties = problem.routing.home, problem.routing.sorties
        self.fixed = np.array([np.count_nonzero(home == site) for site in sites_of(problem.routing)]) * sorties
        self.free = np.count_nonzero(home < 0) * sorties

    def __call__(self, price: np.ndarray, progress: Progress) -> tuple[float, np.ndarray]:
        """The bound at prices (G,), and about its subgradient. Drones without a launch site of their own fly from the
        site whose route has the highest value. Sites of almost that value have a share in the direction, which makes
        the search steadier."""
        stops, visits = self.values.best(price, lambda: progress(0.0))
        best_routes = [each.best(price, lambda: progress(0.0)) for each in self.routes]
        value = np.array([one for one, _ in best_routes])
        share = np.exp((value - value.max()) / max(SPREAD * value.max(), 1e-300))
        times = self.fixed + self.free * share / share.sum()
        flown = times @ np.array([visited for _, visited in best_routes])
        return float(stops.sum() + self.fixed @ value + self.free * value.max()), flown - visits
