"""The built-in solver: destroy and repair, a number of plans at a time.

Take some stops out of each plan (at random, near each other, a stretch, a route, a drone), put back what earns most for
its added cost, let each changed route settle, and keep the result if it is better, or now and then if it isn't much
worse (annealing). From time to time the best plan takes the place of the worst.
"""

import time
from dataclasses import replace
from functools import partial

import numpy as np

from ..progress import Progress, quiet
from .orienteering import Problem, Solution
from .plan_batch import Listen, PlanBatch, ProblemArrays

PLANS, LEAST_PLANS, MOST_NUMBERS = 16, 2, 40_000
"""How many plans are altered at once; fewer, but no less than the second, where plans times alternatives would exceed
the third: NumPy gains nothing from still larger arrays."""
APPETITE = 1.3
"""Exponent of the prize in prize ** APPETITE / added cost: above 1, since prizes are what counts in the end."""
NOISE, WILD_NOISE, WILD_SHARE = 0.1, 1.0, 0.1
"""Standard deviations of the logarithm of the noise on it, and the share of plans that get the second: without them a
greedy choice that is always the same would never be questioned."""
MOVING = 0.04
"""Share of the steps that move drones to other launch sites."""
AT_RANDOM, NEAR, STRETCH = 0.3, 0.65, 0.9
"""Up to which number in 0..1 a step takes out stops at random, near each other, or in stretches; else a route."""
MOST_SHARE, MOST_GONE = 0.35, 22
"""Of a plan's stops, how many are taken out at most; at least two are."""
HEAT, PENALTY = 0.01, 0.02
"""Share of a plan's prize that annealing first lets go with probability 1/e, and what a whole limit of added cost
counts, as a share of a mean prize."""
EXCHANGE = 50
"""Steps after which the worst plan is replaced by the best."""
IDLE_STEPS = 100
"""When all is served, how many steps without a shorter plan are enough."""


def solve(
    problem: Problem, seconds: float = 10.0, iterations: int = 0, seed: int = 0, progress: Progress = quiet
) -> Solution:
    """The best plan found within `seconds`, or within `iterations` steps if these are given: then the result depends
    on the seed alone, never on the clock. `progress` is called at every step, and while a step lasts."""
    kept = np.flatnonzero(problem.reachable().any(axis=0))
    if not len(kept):
        progress(1.0)
        routes = ((),) * (len(problem.home) * problem.sorties)
        return Solution(routes, np.maximum(problem.home, 0))
    clock = _Clock(seconds, iterations)
    progress(0.0)
    search = _Search(_only(problem, kept), np.random.default_rng(seed))
    found = search.run(clock, progress)
    return replace(found, routes=tuple(tuple(kept[list(route)].tolist()) for route in found.routes))


def _only(problem: Problem, kept: np.ndarray) -> Problem:
    """The problem with some of its alternatives, those that any route can serve."""
    if len(kept) == problem.alternatives:
        return problem
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


class _Best:
    """The best plan seen so far: most prize, then least cost."""

    def __init__(self, tiny: float):
        self.prize, self.cost, self.step, self._tiny = -1.0, 0.0, 0, tiny

    def see(self, plans: PlanBatch, prize: np.ndarray, cost: np.ndarray, step: int) -> None:
        top = int(np.lexsort((cost, -prize))[0])
        more = prize[top] > self.prize + 1e-12
        if more or (prize[top] >= self.prize and cost[top] < self.cost - self._tiny):
            self.prize, self.cost, self.step = float(prize[top]), float(cost[top]), step
            self.routes, self.home = plans.routes_of(top), plans.home[top].copy()


class _Search:
    def __init__(self, problem: Problem, rng: np.random.Generator):
        self.problem, self.rng = problem, rng
        self.arrays, self.count = ProblemArrays(problem), problem.alternatives
        among = self.arrays.cost[: self.count, : self.count]
        self.near = among + among.T  # to and fro: small for alternatives that are related
        self.free = np.flatnonzero(problem.home < 0)
        self.movable = problem.sites > 1 and len(self.free) > 0
        self.attractive = self.arrays.worth**APPETITE

    def run(self, clock: _Clock, progress: Progress) -> Solution:
        progress(0.0)
        current = self.begun(partial(progress, 0.0))
        prize, cost = current.prizes(), current.costs()
        everything = float(self.problem.prize[np.unique(self.problem.stop)].sum()) * (1 - 1e-12)
        heat = HEAT * prize.max()
        penalty = PENALTY * float(self.arrays.worth.mean()) / max(self.problem.limit, self.arrays.tiny)
        best, step = _Best(self.arrays.tiny), 0
        best.see(current, prize, cost, step)
        while (share := clock.share(step)) < 1:
            if best.prize >= everything and step - best.step > IDLE_STEPS:
                break
            progress(share)
            step += 1
            trial = current.copy()
            changed = self.destroyed(trial)
            trial.complete(self.values(len(prize)), changed, partial(progress, share))
            # where costs break the triangle inequality, a route may grow as a stop is taken out
            new_prize, new_cost = np.where(trial.feasible(), trial.prizes(), -np.inf), trial.costs()
            best.see(trial, new_prize, new_cost, step)
            loss = prize - new_prize + penalty * (new_cost - cost)
            warmth = heat * (1 - share) ** 2 + 1e-12
            kept = np.flatnonzero(self.rng.random(len(loss)) < np.exp(-np.maximum(loss, 0) / warmth))
            current.take(kept, trial, kept)
            prize[kept], cost[kept] = new_prize[kept], new_cost[kept]
            if step % EXCHANGE == 0:
                first, *_, last = np.lexsort((cost, -prize))
                current.take(np.array([last]), current, np.array([first]))
                prize[last], cost[last] = prize[first], cost[first]
        progress(1.0)
        return Solution(best.routes, best.home, step)

    def begun(self, listen: Listen) -> PlanBatch:
        """Plans made in one go, the free drones spread over the launch sites in another way in each."""
        count = max(LEAST_PLANS, min(PLANS, MOST_NUMBERS // self.count))
        home = np.repeat(self.problem.home[None], count, axis=0)
        home[:, self.free] = self.rng.integers(self.problem.sites, size=(count, len(self.free)))
        home[0, self.free] = np.arange(len(self.free)) % self.problem.sites
        plans = PlanBatch(self.arrays, home)
        plans.complete(self.values(count), np.zeros(len(plans.site), bool), listen)
        return plans

    def values(self, plans: int) -> np.ndarray:
        """(K, A) what each alternative is worth to `Plans.fill`, with noise."""
        noise = np.where(self.rng.random((plans, 1)) < WILD_SHARE, WILD_NOISE, NOISE)
        return self.attractive * np.exp(self.rng.normal(size=(plans, self.count)) * noise)

    # -- destroy -----------------------------------------------------------------------------------------------

    def destroyed(self, plans: PlanBatch) -> np.ndarray:
        """Takes stops out of every plan, from each in the same way and about as many, since they are then filled one
        stop each at a time; (Q,) which routes changed."""
        kind = self.rng.random()
        moves = self.movable and kind > 1 - MOVING
        changed = self.moved(plans) if moves else plans.remove(self.gone(plans, kind))
        plans.reopen()
        plans.refresh(np.flatnonzero(changed))
        return changed

    def moved(self, plans: PlanBatch) -> np.ndarray:
        """Bases one free drone of each plan elsewhere, its routes empty; (Q,) which routes changed."""
        sites, sorties = self.problem.sites, self.problem.sorties
        plan = np.arange(len(plans.home))
        drone = self.rng.choice(self.free, len(plan))
        site = (plans.home[plan, drone] + self.rng.integers(1, sites, len(plan))) % sites
        plans.home[plan, drone] = site
        rows = (plan * plans.routes + drone * sorties)[:, None] + np.arange(sorties)
        plans.site[rows] = site[:, None]
        plans.clear(rows.ravel())
        return np.isin(np.arange(len(plans.site)), rows)

    def gone(self, plans: PlanBatch, kind: float) -> np.ndarray:
        """(K, A) which alternatives are taken out."""
        rng, count = self.rng, len(plans.home)
        every = np.arange(count)[:, None]
        place = plans.places()
        served = place >= 0
        route = place // plans.nodes.shape[1]
        lot = np.where(served, rng.random(served.shape), np.inf)
        seed = lot.argmin(axis=1)[:, None]
        most = np.clip(served.sum(axis=1, keepdims=True) * MOST_SHARE, 2, MOST_GONE)
        size = 1 + (rng.random() * most).astype(int)
        if kind < NEAR:
            if kind >= AT_RANDOM:
                lot = np.where(served, self.near[seed[:, 0]] * (0.6 + 0.8 * rng.random(served.shape)), np.inf)
            last = np.take_along_axis(np.sort(lot, axis=1), np.minimum(size, self.count) - 1, axis=1)
            return served & (lot <= last)
        if kind >= STRETCH:
            return served & (route == route[every, seed])
        gone = np.zeros_like(served)
        for _ in range(rng.integers(1, 3)):
            begin = place[every, seed] - (rng.random((count, 1)) * size).astype(int)
            gone |= served & (route == route[every, seed]) & (place >= begin) & (place < begin + size)
            seed = np.where(served, rng.random(served.shape), np.inf).argmin(axis=1)[:, None]
            size = (size + 1) // 2
        return gone
