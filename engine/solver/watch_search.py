"""The search for the routes and launch times that close the most gap over a watch.

It begins with the best single wave, repeated (repeated_wave.py), and with greedy waves (greedy_waves.py). Then it
destroys and repairs plans as in search.py, all sorties of the watch together: visits are removed, whole routes are
emptied and launched at another time, or a launch is moved to the best time for its visits. Visits are then inserted
greedily by gain per insertion cost, and the routes improved by local search.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ..progress import Progress, part, quiet
from .greedy_waves import greedy_waves
from .launch_times import with_best_launches
from .orienteering import Problem, Solution
from .plan_batch import CancelCheck
from .repeated_wave import repeated_wave
from .search import Budget, budget_of, restricted, solve
from .shared_limit import SharedWatchArrays, watch_batch
from .watch import WatchProblem, WatchSolution, closed_priority
from .watch_batch import WatchArrays, WatchBatch

MAX_PLANS, MIN_PLANS, MAX_NUMBERS = 16, 4, 100_000
"""How many plans are changed at once, as in search.py; their routes times alternatives stay below the third."""
START_SHARE = 0.2
"""Share of the time, or of the steps, for the plans that the search begins with."""
NOISE, HIGH_NOISE, HIGH_NOISE_SHARE = 0.15, 1.0, 0.1
INITIAL_TEMPERATURE, COST_WEIGHT = 0.004, 0.005
"""As in search.py; the temperature is a share of what the best initial plan closes."""
EXCHANGE_INTERVAL = 40
LAUNCH_TIMES = 32
"""Launch times compared when a launch is moved to the best."""
LAUNCH_MOVES, ROUTE_MOVES, SITE_MOVES = 0.25, 0.4, 0.43
"""Cumulative probabilities: a launch is moved; a route is emptied and launched at another time; a drone moves to
another launch site. Else visits are removed."""
RANDOM_REMOVAL, RELATED_REMOVAL = 0.3, 0.7
"""Cumulative probabilities among removals: random visits, visits near another one. The rest: strings of visits."""
MAX_REMOVED_SHARE, MAX_REMOVED = 0.25, 24
KEPT = 3
"""Solutions returned."""


def solve_watch(
    problem: WatchProblem,
    seconds: float = 10.0,
    iterations: int = 0,
    seed: int = 0,
    progress: Progress = quiet,
    stages: Sequence[Sequence[int]] = (),
    start: WatchSolution | None = None,
) -> list[WatchSolution]:
    """The best solutions found, at least one, the best first. `seconds`, `iterations`, `seed` and `progress` are those
    of `search.solve`. stages: `WatchSolution.stages` of an earlier solution of the same problem, to find it again; what
    follows them is not used. start: a solution to begin from, instead of waves."""
    routing = problem.routing
    kept = np.flatnonzero(routing.reachable().any(axis=0))
    if not len(kept):
        progress(1.0)
        nothing = WatchSolution(((),) * problem.routes, np.full(problem.routes, np.nan), np.maximum(routing.home, 0))
        return [nothing]
    small = _restricted(problem, kept)
    again = [tuple(some) for some in stages]
    if start is None:
        starts, steps, own = _starts(small, seconds, iterations, seed, part(progress, 0, START_SHARE), again)
    else:
        number = np.full(routing.alternatives, -1)
        number[kept] = np.arange(len(kept))
        start = replace(start, routes=tuple(tuple(number[list(route)].tolist()) for route in start.routes))
        starts, steps, own = [start], 0, ()
    share = START_SHARE if start is None else 0.0
    left = max(iterations - steps, 1) if iterations else 0
    search = _WatchSearch(small, np.random.default_rng(seed))
    budget = budget_of(seconds * (1 - share), left, again[len(own)] if len(again) > len(own) else ())
    found = [with_best_launches(small, one) for one in search.run(starts, budget, part(progress, share, 1))]
    found.sort(key=lambda one: -closed_priority(small, one))
    stages = () if iterations else (*own, budget.stages)
    return [
        replace(
            one,
            routes=tuple(tuple(kept[list(route)].tolist()) for route in one.routes),
            iterations=steps + search.steps,
            stages=stages,
        )
        for one in found
    ]


def _starts(
    problem: WatchProblem,
    seconds: float,
    iterations: int,
    seed: int,
    progress: Progress,
    stages: Sequence[Sequence[int]],
) -> tuple[list[WatchSolution], int, tuple[tuple[int, ...], ...]]:
    """The repeated wave and greedy waves, the better one first; the steps taken; and the stages of all searches."""
    sorties = problem.routing.sorties
    made: list[tuple[int, ...]] = []
    steps = 0

    def found(one: Problem, count: int, number: int) -> Solution:
        """The solution of one of `count` waves that share half of the budget."""
        nonlocal steps
        share = START_SHARE / 2 / count
        again = stages[len(made)] if len(made) < len(stages) else ()
        most = max(1, int(iterations * share)) if iterations else 0
        here = part(progress, len(made) / (sorties + 1), (len(made) + 1) / (sorties + 1))
        wave = solve(one, seconds * share, most, seed + number, here, again)
        made.append(wave.stages)
        steps += wave.iterations
        return wave

    most = problem.routing.shared_limit / sorties  # so that the wave can be repeated
    wave = found(replace(problem.routing, sorties=1, shared_limit=most), 1, 0)
    starts = [repeated_wave(problem, wave.routes, wave.home)]
    if sorties > 1:
        starts.append(greedy_waves(problem, wave, lambda one, number: found(one, sorties, number)))
        starts.sort(key=lambda one: -closed_priority(problem, one))
    return starts, steps, () if iterations else tuple(made)


def _restricted(problem: WatchProblem, kept: np.ndarray) -> WatchProblem:
    """The problem with the alternatives `kept` and their stops alone."""
    routing = problem.routing
    nodes = np.concatenate((kept, np.arange(routing.alternatives, len(routing.cost))))
    stops, stop = np.unique(routing.stop[kept], return_inverse=True)
    small: Problem = replace(restricted(routing, kept), stop=stop, prize=problem.unseen[stops].sum(axis=1))
    return replace(
        problem,
        routing=small,
        duration=problem.duration[np.ix_(nodes, nodes)],
        seen=problem.seen[kept],
        unseen=problem.unseen[stops],
        exposure=None if problem.exposure is None else problem.exposure[kept],
    )


class _Best:
    """The best solutions so far, the best first, with what they close."""

    def __init__(self):
        self.found: list[tuple[float, float, WatchSolution]] = []

    def update(self, plans: WatchBatch, value: np.ndarray, cost: np.ndarray) -> None:
        best = int(np.lexsort((cost, -value))[0])
        if self.found and value[best] <= self.found[0][0] * (1 + 1e-12):
            return
        self.found = [(float(value[best]), float(cost[best]), plans.solution(best)), *self.found[: KEPT - 1]]


class _WatchSearch:
    """The search on one problem, in which each stop has an alternative that some site can serve."""

    def __init__(self, problem: WatchProblem, rng: np.random.Generator):
        self.problem, self.rng, self.steps = problem, rng, 0
        routing = problem.routing
        numbers = max(problem.routes * routing.alternatives, 1)
        self.plans = int(np.clip(MAX_NUMBERS // numbers, MIN_PLANS, MAX_PLANS))
        self.arrays = (WatchArrays if routing.shared is None else SharedWatchArrays)(problem, self.plans)
        count = routing.alternatives
        pair_cost = self.arrays.cost[:count, :count]
        self.relatedness = pair_cost + pair_cost.T
        self.free = np.flatnonzero(routing.home < 0)
        self.movable = routing.sites > 1 and len(self.free) > 0

    def run(self, starts: list[WatchSolution], budget: Budget, progress: Progress) -> list[WatchSolution]:
        progress(0.0)
        current = self.initial_plans(starts, partial(progress, 0.0))
        value, cost = current.closed(), current.costs()
        initial_temperature = INITIAL_TEMPERATURE * max(value.max(), 1e-12)
        mean = float(self.problem.unseen.sum()) / max(len(self.problem.unseen), 1)
        cost_weight = COST_WEIGHT * mean / max(self.problem.routing.limit, 1e-300)
        best = _Best()
        best.update(current, value, cost)
        while (share := budget.share(self.steps)) < 1.0:
            shown = budget.shown(share)
            progress(shown)
            self.steps += 1
            check_cancel = partial(progress, shown)
            other = current.copy()
            self.changed(other, check_cancel)
            possible = other.schedule()
            new_value, new_cost = np.where(possible, other.closed(), -1.0), other.costs()
            best.update(other, new_value, new_cost)
            loss = value - new_value + cost_weight * (new_cost - cost)
            temperature = initial_temperature * (1 - share) ** 2
            accepted = np.flatnonzero(possible & (loss < -np.log(self.rng.random(len(loss))) * temperature))
            if len(accepted):
                current.replace(accepted, other, accepted)
                value[accepted], cost[accepted] = new_value[accepted], new_cost[accepted]
            if self.steps % EXCHANGE_INTERVAL == 0:
                first, *_, last = np.lexsort((cost, -value))
                current.replace(np.array([last]), current, np.array([first]))
                value[last], cost[last] = value[first], cost[first]
        progress(1.0)
        return [solution for *_, solution in best.found]

    # -- initial plans -----------------------------------------------------------------------------------------

    def initial_plans(self, starts: list[WatchSolution], check_cancel: CancelCheck) -> WatchBatch:
        """Three quarters of the plans begin with the `starts` in turn, the others with empty routes, launched at
        regular intervals."""
        watch, sorties = self.problem, self.problem.routing.sorties
        drones, known = len(watch.routing.home), max(1, self.plans * 3 // 4)
        begin = [starts[plan % len(starts)] for plan in range(known)]
        home = np.repeat(np.maximum(starts[0].home, 0)[None], self.plans, axis=0)
        home[:known] = [one.home for one in begin]
        if self.movable and self.plans > known:
            home[known:, self.free] = self.rng.integers(
                self.problem.routing.sites, size=(self.plans - known, len(self.free))
            )
        turn = (np.arange(sorties) + self.rng.random((self.plans, drones, 1))) / sorties
        low = min(watch.earliest + watch.revisit / 2, watch.latest)
        launch = (low + turn * (watch.latest - low)).reshape(self.plans, -1)
        given = np.array([one.launch for one in begin])
        launch[:known] = np.where(np.isnan(given), launch[:known], given)
        plans = watch_batch(self.arrays, home, launch.reshape(-1))
        for plan in range(known):
            for route, ways in enumerate(begin[plan].routes):
                for way in ways[::-1]:
                    plans.place_first(plan * plans.routes + route, way)
        plans.recompute(np.arange(len(plans.site)))
        plans.schedule()
        first = plans.copy()
        untouched = np.zeros(len(plans.site), bool)
        untouched[: plans.routes] = True  # the first plan stays as it is, so that nothing found is below it
        plans.fill(self.noise(), check_cancel, ~untouched)
        plans.improve(~untouched)
        possible = plans.schedule()
        if not possible.all():
            wrong = np.flatnonzero(~possible)
            plans.replace(wrong, first, np.zeros(len(wrong), int))
        return plans

    def noise(self) -> np.ndarray:
        """(K, G) factors on the gains in greedy insertion."""
        scale = np.where(self.rng.random((self.plans, 1)) < HIGH_NOISE_SHARE, HIGH_NOISE, NOISE)
        return np.exp(self.rng.normal(size=(self.plans, self.arrays.stops)) * scale)

    # -- one step ----------------------------------------------------------------------------------------------

    def changed(self, plans: WatchBatch, check_cancel: CancelCheck) -> None:
        """Destroys and repairs the plans."""
        kind = self.rng.random()
        if kind < LAUNCH_MOVES:
            self.move_launches(plans)
            changed = np.zeros(len(plans.site), bool)
        elif kind < ROUTE_MOVES:
            changed = self.empty_routes(plans)
        elif kind < SITE_MOVES and self.movable:
            changed = self.move_drones(plans)
        else:
            changed = plans.remove_at(self.to_remove(plans))
        plans.recompute(np.flatnonzero(changed))
        plans.schedule()
        changed |= plans.fill(self.noise(), check_cancel)
        shorter = plans.improve(changed)
        if shorter.any():
            plans.schedule()
            plans.fill(self.noise(), check_cancel, shorter)

    def move_launches(self, plans: WatchBatch) -> None:
        """Moves the launch of one route of each plan to the best of some random times, given all other visits."""
        arrays, watch = self.arrays, self.problem
        rows = self.random_routes(plans)
        without = np.zeros(len(plans.site), bool)
        without[rows] = True
        width = int(plans.size[rows].max()) + 2
        nodes, ends = plans.nodes[rows, :width], plans.ends(rows, width)
        at, place = np.nonzero((np.arange(width) > 0) & (np.arange(width) <= plans.size[rows][:, None]))
        way, end = nodes[at, place], ends[at, place]
        groups, row = np.unique(at * arrays.stops + arrays.stop[way], return_inverse=True)
        left = arrays.left(plans.cover_at(groups, without), groups % arrays.stops)
        times = watch.earliest + self.rng.random((len(rows), LAUNCH_TIMES)) * (watch.latest - watch.earliest)
        times[:, 0] = plans.launch[rows]
        shape = (len(way), LAUNCH_TIMES)
        row = np.broadcast_to(row.reshape(-1, 1), shape)
        gain = arrays.gain(left, row, times[at] + end[:, None], np.broadcast_to(way[:, None], shape))
        total = np.zeros((len(rows), LAUNCH_TIMES))
        np.add.at(total, at, gain)
        plans.launch[rows] = times[np.arange(len(rows)), total.argmax(axis=1)]

    def empty_routes(self, plans: WatchBatch) -> np.ndarray:
        """Empties one route of each plan and gives it a random launch time. Returns (Q,) which routes changed."""
        rows = self.random_routes(plans)
        watch = self.problem
        plans.launch[rows] = watch.earliest + self.rng.random(len(rows)) * (watch.latest - watch.earliest)
        plans.clear(rows)
        return np.isin(np.arange(len(plans.site)), rows)

    def random_routes(self, plans: WatchBatch) -> np.ndarray:
        """(K,) a row of each plan."""
        return np.arange(self.plans) * plans.routes + self.rng.integers(plans.routes, size=self.plans)

    def move_drones(self, plans: WatchBatch) -> np.ndarray:
        """Moves one free drone of each plan to another launch site and empties its routes. Returns (Q,) which routes
        changed."""
        routing = self.problem.routing
        plan = np.arange(self.plans)
        drone = self.rng.choice(self.free, self.plans)
        site = (plans.home[plan, drone] + self.rng.integers(1, routing.sites, self.plans)) % routing.sites
        plans.home[plan, drone] = site
        rows = (plan * plans.routes + drone * routing.sorties)[:, None] + np.arange(routing.sorties)
        plans.site[rows] = site[:, None]
        plans.clear(rows.ravel())
        return np.isin(np.arange(len(plans.site)), rows)

    def to_remove(self, plans: WatchBatch) -> np.ndarray:
        """(Q, W) which places in the routes are removed."""
        rng, width = self.rng, plans.nodes.shape[1]
        place = np.arange(width)
        served = ((place > 0) & (place <= plans.size[:, None])).reshape(self.plans, -1)
        plan, rank = np.arange(self.plans)[:, None], rng.random(served.shape)
        seed = np.where(served, rank, np.inf).argmin(axis=1)[:, None]
        most = np.clip(served.sum(axis=1, keepdims=True) * MAX_REMOVED_SHARE, 2, MAX_REMOVED)
        size = 1 + (rng.random() * most).astype(int)
        kind = rng.random()
        if kind < RELATED_REMOVAL:
            if kind >= RANDOM_REMOVAL:
                ways = np.minimum(plans.nodes.reshape(self.plans, -1), self.arrays.count - 1)
                rank = self.relatedness[ways[plan, seed], ways] * (0.6 + 0.8 * rank)
            rank = np.where(served, rank, np.inf)
            last = np.take_along_axis(np.sort(rank, axis=1), np.minimum(size, served.shape[1]) - 1, axis=1)
            return (served & (rank <= last)).reshape(plans.nodes.shape)
        removed, position = np.zeros_like(served), np.arange(served.shape[1])
        for _ in range(rng.integers(1, 4)):
            begin = seed - (rng.random((self.plans, 1)) * size).astype(int)
            own = position // width == seed // width
            removed |= served & own & (position >= begin) & (position < begin + size)
            seed = np.where(served, rng.random(served.shape), np.inf).argmin(axis=1)[:, None]
        return removed.reshape(plans.nodes.shape)
