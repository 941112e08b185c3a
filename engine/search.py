"""The built-in solver: destroy and repair.

Remove some stops from the plan (at random, near each other, a stretch, a route, a drone), put back what earns most
for its added cost, let each changed route settle (segments moved and reversed, alternatives chosen anew by dynamic
programming), and keep the result if it is better, or now and then if it isn't much worse (annealing).

What makes it quick in NumPy: each route carries a matrix of what each alternative would add at each position. Routes
are never altered but replaced, so that a route which a step leaves alone keeps its matrix, and a rejected step costs
nothing to undo.
"""

import time
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from .orienteering import TOLERANCE, Problem, Solution
from .progress import Progress, quiet

APPETITE = 1.3
"""Exponent of the prize in prize ** APPETITE / added cost: above 1, since prizes are what counts in the end."""
NOISE, WILD_NOISE, WILD_STEPS = 0.1, 1.0, 0.1
"""Standard deviations of the logarithm of the noise on it, and the share of steps that use the second: without
them a greedy choice that is always the same would never be questioned."""
MOVING = 0.04
"""Share of the steps that move a drone to another launch site."""
MOST_SPREADS = 16
"""How many ways to spread drones over launch sites are tried at the outset."""
FORBIDDEN = 1e4
"""Limits that a leg costs which can't be flown."""
MOST_LISTED = 1500
"""Nodes up to which the matrix is also kept as lists: Python reads single numbers from these faster."""
IDLE_STEPS = 400
"""When all is served, how many steps without a shorter plan are enough."""


def solve(
    problem: Problem, seconds: float = 10.0, iterations: int = 0, seed: int = 0, progress: Progress = quiet
) -> Solution:
    """The best plan found within `seconds`, or within `iterations` steps if these are given: then the result depends
    on the seed alone, never on the clock. `progress` is called at every step."""
    kept = np.flatnonzero(problem.reachable().any(axis=0))
    if not len(kept):
        progress(1.0)
        routes = ((),) * (len(problem.home) * problem.sorties)
        return Solution(routes, np.maximum(problem.home, 0))
    found = _Search(_only(problem, kept), np.random.default_rng(seed)).run(_Clock(seconds, iterations), progress)
    return replace(found, routes=tuple(tuple(kept[list(route)].tolist()) for route in found.routes))


def _only(problem: Problem, kept: np.ndarray) -> Problem:
    """The problem with some of its alternatives, those that any route can serve."""
    nodes = np.concatenate((kept, np.arange(problem.alternatives, len(problem.cost))))
    reach = None if problem.reach is None else problem.reach[:, kept]
    return replace(problem, stop=problem.stop[kept], cost=problem.cost[np.ix_(nodes, nodes)], reach=reach)


class _Clock:
    """How far a run has come, by steps or by time."""

    def __init__(self, seconds: float, iterations: int):
        self._began, self._seconds, self._iterations = time.perf_counter(), seconds, iterations

    def share(self, step: int) -> float:
        done = step / self._iterations if self._iterations else (time.perf_counter() - self._began) / self._seconds
        return min(done, 1.0)


class _Route:
    """One route, never altered: its nodes from start to end, its cost, and what every alternative would add."""

    __slots__ = ("added", "cost", "nodes", "rows")

    def __init__(self, nodes: list[int], cost: float, rows: np.ndarray):
        self.nodes, self.cost, self.rows = nodes, cost, rows
        self.added = rows.min(axis=0)


@dataclass(frozen=True)
class _Plan:
    """A state of the search: routes by index, and which stops they serve."""

    routes: list[_Route]
    home: list[int]
    prize: float
    cost: float


class _Search:
    def __init__(self, problem: Problem, random: np.random.Generator):
        self.problem, self.random = problem, random
        self.count = count = problem.alternatives
        # what can't be flown costs more than any route may, yet not inf: differences stay numbers
        self.cost = np.minimum(problem.cost, FORBIDDEN * problem.limit)
        self.legs = self.cost.tolist() if len(self.cost) <= MOST_LISTED else self.cost
        self.out = np.ascontiguousarray(self.cost[:, :count])
        self.into = np.ascontiguousarray(self.cost.T[:, :count])
        self.limit = problem.limit * (1 + TOLERANCE / 2)
        self.worth = problem.prize[problem.stop]
        self.stop = problem.stop.tolist()
        self.members = _members(problem)
        self.several = any(len(members) > 1 for members in self.members)
        self.barred = np.where(problem.reachable(), 0.0, np.inf)
        self.near = _nearness(problem)
        self.drones, self.sorties = len(problem.home), problem.sorties
        self.free = np.flatnonzero(problem.home < 0).tolist()
        self.tiny = problem.limit * 1e-6

    # -- routes ------------------------------------------------------------------------------------------------

    def route(self, nodes: list[int]) -> _Route:
        """A route through `nodes` (start and end included), its matrix computed anew."""
        order = np.array(nodes)
        legs = self.cost[order[:-1], order[1:]]
        rows = self.out[order[:-1]]
        rows += self.into[order[1:]]
        empty = len(nodes) == 2
        if not empty:  # an empty route isn't flown: its first stop pays for going out and home
            rows -= legs[:, None]
        rows += self.barred[nodes[0] - self.count]
        return _Route(nodes, 0.0 if empty else float(legs.sum()), rows)

    def inserted(self, route: _Route, alternative: int) -> _Route:
        """The route with an alternative put where it adds least; only two rows of its matrix are new."""
        at = int(route.rows[:, alternative].argmin())
        nodes = route.nodes
        before, after = nodes[at], nodes[at + 1]
        pair = np.empty((2, self.count))
        np.add(self.out[before], self.into[alternative], out=pair[0])
        np.add(self.out[alternative], self.into[after], out=pair[1])
        pair[0] -= self.legs[before][alternative]
        pair[1] -= self.legs[alternative][after]
        pair += self.barred[nodes[0] - self.count]
        rows = np.concatenate((route.rows[:at], pair, route.rows[at + 1 :]))
        cost = route.cost + float(route.rows[at, alternative])
        return _Route([*nodes[: at + 1], alternative, *nodes[at + 1 :]], cost, rows)

    def empty(self, site: int) -> _Route:
        return self.route([self.problem.start(site), self.problem.end(site)])

    # -- repair ------------------------------------------------------------------------------------------------

    def repair(self, routes: list[_Route], value: np.ndarray) -> set[int]:
        """Puts stops into `routes` (in place) while any fits, dearest value for added cost first; which routes changed.
        `value` is (A,), 0 for alternatives that are taken."""
        changed = set()
        scores = np.empty((len(routes), self.count))
        for index, route in enumerate(routes):
            self.score(scores[index], route, value)
        flat = scores.ravel()
        while True:
            best = int(flat.argmax())
            if not flat[best] > 0:
                return changed
            index, alternative = divmod(best, self.count)
            routes[index] = self.inserted(routes[index], alternative)
            changed.add(index)
            members = self.members[self.stop[alternative]]
            value[members] = 0
            scores[:, members] = 0
            self.score(scores[index], routes[index], value)

    def score(self, row: np.ndarray, route: _Route, value: np.ndarray) -> None:
        np.maximum(route.added, self.tiny, out=row)
        np.divide(value, row, out=row)
        row *= route.added <= self.limit - route.cost

    # -- settling a route --------------------------------------------------------------------------------------

    def settled(self, route: _Route) -> _Route:
        """The route after its best moves: stretches reversed or carried elsewhere, alternatives chosen anew."""
        nodes, gain = route.nodes, 0.0
        while len(nodes) > 3:
            better, saved = _best_move(self.cost, nodes)
            if saved <= self.tiny:
                break
            nodes, gain = better, gain + saved
        if self.several and len(nodes) > 2:
            chosen, cost = self.chosen(nodes)
            if cost < route.cost - gain - self.tiny:
                nodes, gain = chosen, route.cost - cost
        return self.route(nodes) if gain > 0 else route

    def chosen(self, nodes: list[int]) -> tuple[list[int], float]:
        """The cheapest alternatives for the stops of a route in their order, and what it then costs (dynamic
        program)."""
        site = nodes[0] - self.count
        layers = [np.array([nodes[0]])]
        for node in nodes[1:-1]:
            members = self.members[self.stop[node]]
            layers.append(members[self.barred[site, members] == 0])
        layers.append(np.array([nodes[-1]]))
        total, came = np.zeros(1), []
        for before, after in pairwise(layers):
            ways = total[:, None] + self.cost[before[:, None], after]
            came.append(ways.argmin(axis=0))
            total = ways.min(axis=0)
        at, back = 0, [nodes[-1]]
        for layer, origin in zip(reversed(layers[:-1]), reversed(came), strict=True):
            at = int(origin[at])
            back.append(int(layer[at]))
        return back[::-1], float(total[0])

    # -- removal -----------------------------------------------------------------------------------------------

    def destroyed(self, plan: _Plan) -> tuple[list[_Route], list[int], np.ndarray, set[int]]:
        """A plan's routes with some stops taken out, the drones' sites, the value of what is open, and which
        changed."""
        random = self.random
        routes, home = list(plan.routes), list(plan.home)
        flown = [index for index, route in enumerate(routes) if len(route.nodes) > 2]
        gone: set[int] = set()
        changed: set[int] = set()
        kind = random.random()
        if self.problem.sites > 1 and self.free and kind > 1 - MOVING:
            drone = self.free[random.integers(len(self.free))]
            home[drone] = int(home[drone] + random.integers(1, self.problem.sites)) % self.problem.sites
            for index in range(drone * self.sorties, (drone + 1) * self.sorties):
                routes[index] = self.empty(home[drone])
                changed.add(index)
        elif flown:
            served = [node for index in flown for node in routes[index].nodes[1:-1]]
            most = max(2, min(int(len(served) * 0.35), 22))
            count = int(random.integers(1, most + 1))
            if kind < 0.3:
                gone = {served[pick] for pick in random.permutation(len(served))[:count]}
            elif kind < 0.65:
                seed = served[random.integers(len(served))]
                nearness = self.near[seed, served] * (0.6 + 0.8 * random.random(len(served)))
                gone = {served[pick] for pick in nearness.argsort()[:count]}
            elif kind < 0.9:
                gone = set()
                for _ in range(int(random.integers(1, 3))):
                    nodes = routes[flown[random.integers(len(flown))]].nodes[1:-1]
                    size = min(count, len(nodes))
                    begin = int(random.integers(len(nodes) - size + 1))
                    gone.update(nodes[begin : begin + size])
            else:
                gone = set(routes[flown[random.integers(len(flown))]].nodes[1:-1])
            for index in flown:
                kept = [node for node in routes[index].nodes if node not in gone]
                if len(kept) < len(routes[index].nodes):
                    routes[index] = self.route(kept)
                    changed.add(index)
        return routes, home, self.values(routes), changed

    def values(self, routes: list[_Route]) -> np.ndarray:
        """(A,) what each open alternative is worth to `repair`, with noise; 0 for those that are taken."""
        noise = WILD_NOISE if self.random.random() < WILD_STEPS else NOISE
        value = self.worth**APPETITE * np.exp(self.random.normal(0, noise, self.count))
        for route in routes:
            for node in route.nodes[1:-1]:
                value[self.members[self.stop[node]]] = 0
        return value

    # -- the whole ---------------------------------------------------------------------------------------------

    def plan(self, routes: list[_Route], home: list[int]) -> _Plan:
        served = [node for route in routes for node in route.nodes[1:-1]]
        return _Plan(
            routes, home, float(self.worth[served].sum()) if served else 0.0, sum(route.cost for route in routes)
        )

    def completed(self, routes: list[_Route], home: list[int], value: np.ndarray, changed: set[int]) -> _Plan:
        """Repairs and settles in turn until nothing more fits."""
        while True:
            changed |= self.repair(routes, value)
            shorter = False
            for index in changed:
                settled = self.settled(routes[index])
                shorter |= settled is not routes[index]
                routes[index] = settled
            changed = set()
            if not shorter:
                return self.plan(routes, home)

    def begun(self, progress: Progress) -> _Plan:
        """The best of some plans made in one go, each with the free drones spread over the sites in another way."""
        spreads = [[drone % self.problem.sites for drone in range(len(self.free))]]
        if self.problem.sites > 1 and self.free:
            spreads += [[site] * len(self.free) for site in range(self.problem.sites)]
            spreads += self.random.integers(self.problem.sites, size=(MOST_SPREADS, len(self.free))).tolist()
        plans = []
        for spread in spreads[: max(2, min(MOST_SPREADS, 5000 // self.count))]:
            progress(0.0)
            home = self.problem.home.tolist()
            for drone, site in zip(self.free, spread, strict=True):
                home[drone] = site
            routes = [self.empty(home[index // self.sorties]) for index in range(self.drones * self.sorties)]
            plans.append(self.completed(routes, home, self.values(routes), set()))
        return max(plans, key=lambda plan: (plan.prize, -plan.cost))

    def run(self, clock: _Clock, progress: Progress) -> Solution:
        current = self.begun(progress)
        best, step, improved = current, 0, 0
        everything = float(self.problem.prize[np.unique(self.problem.stop)].sum()) if self.count else 0.0
        heat = 0.02 * current.prize
        scale = 0.02 * float(self.worth.mean()) / max(self.problem.limit, self.tiny) if self.count else 0.0
        while self.count and (share := clock.share(step)) < 1:
            progress(share)
            step += 1
            if best.prize >= everything * (1 - 1e-12) and step - improved > IDLE_STEPS:
                break
            plan = self.completed(*self.destroyed(current))
            gain = plan.prize - current.prize - scale * (plan.cost - current.cost)
            warmth = heat * (1 - share) ** 2 + 1e-12
            if gain >= 0 or self.random.random() < np.exp(gain / warmth):
                current = plan
            if (plan.prize, -plan.cost) > (best.prize + 1e-12, -best.cost) or (
                plan.prize >= best.prize and plan.cost < best.cost - self.tiny
            ):
                best, improved = plan, step
        progress(1.0)
        return Solution(tuple(tuple(route.nodes[1:-1]) for route in best.routes), np.array(best.home), step)


def _members(problem: Problem) -> list[np.ndarray]:
    """For each stop, its alternatives."""
    order = np.argsort(problem.stop, kind="stable")
    return np.split(order, np.cumsum(np.bincount(problem.stop, minlength=len(problem.prize)))[:-1])


def _nearness(problem: Problem) -> np.ndarray:
    """(A, A) cost to and fro between alternatives: small for stops that are related."""
    between = np.minimum(problem.cost[: problem.alternatives, : problem.alternatives], FORBIDDEN * problem.limit)
    return between + between.T


def _best_move(cost: np.ndarray, nodes: list[int]) -> tuple[list[int], float]:
    """The best change of a route by reversing a stretch or carrying one of up to three stops elsewhere, and what it
    saves.

    Costs may be asymmetric: a reversed stretch is charged the way it is then flown.
    """
    order = np.array(nodes)
    size = len(nodes)
    among = cost[order[:, None], order]
    legs, back = among.diagonal(1), among.diagonal(-1)
    turned = np.zeros(size)
    np.cumsum(back - legs, out=turned[1:])
    # reverse first .. last, 1 <= first < last <= size - 2
    saved = legs[:-1, None] + legs[1:] - (turned[1:-1] - turned[1:-1, None])
    saved -= among[:-2, 1:-1]
    saved -= among[1:-1, 2:]
    saved += _not_forward(size)
    at = int(saved.argmax())
    first, last = divmod(at, size - 2)
    best, move = float(saved[first, last]), (True, first + 1, last + 1, 0)
    for length in range(1, min(3, size - 3) + 1):  # carry first .. first + length - 1 to between gap and gap + 1
        stay = size - length
        saved = legs[: stay - 1] + legs[length:] - among.diagonal(length + 1)
        saved = saved[:, None] + legs - among[:-1, 1:stay].T - among[length:-1, 1:]
        saved += _within(size, length)
        at = int(saved.argmax())
        first, gap = divmod(at, size - 1)
        if saved[first, gap] > best:
            best, move = float(saved[first, gap]), (False, first + 1, first + length, gap)
    if not best > 0:
        return nodes, 0.0
    reverse, first, last, gap = move
    stretch = nodes[first : last + 1]
    if reverse:
        return [*nodes[:first], *stretch[::-1], *nodes[last + 1 :]], best
    if gap < first:
        return [*nodes[: gap + 1], *stretch, *nodes[gap + 1 : first], *nodes[last + 1 :]], best
    return [*nodes[:first], *nodes[last + 1 : gap + 1], *stretch, *nodes[gap + 1 :]], best


@lru_cache(maxsize=32)
def _not_forward(size: int) -> np.ndarray:
    """-inf where a stretch to be reversed would end before it has two stops, 0 elsewhere."""
    return np.where(np.tri(size - 2, dtype=bool), -np.inf, 0.0)


@lru_cache(maxsize=32)
def _within(size: int, length: int) -> np.ndarray:
    """-inf where a stretch would be carried into itself or to where it is, 0 elsewhere."""
    first, gap = np.arange(1, size - length)[:, None], np.arange(size - 1)
    return np.where((gap >= first - 1) & (gap < first + length), -np.inf, 0.0)
