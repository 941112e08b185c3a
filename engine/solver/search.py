"""The built-in solver: destroy and repair (ruin and recreate) with simulated annealing, on a batch of plans.

Each step removes some stops from each plan (at random, related ones, a string of consecutive ones, or a whole route),
moves a drone to another launch site, or inserts the stops of a region beyond the limit and cuts strings of stops that
lose least. It then inserts stops greedily by prize per insertion cost, and improves each changed route by local
search. The result is kept if it is better, and if it is worse with a probability that falls
with the temperature. At intervals the best plan of the batch replaces the worst.
"""

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ..progress import Progress, quiet
from .orienteering import Problem, Solution
from .plan_batch import CancelCheck, PlanBatch, ProblemArrays
from .shared_limit import SharedArrays, plan_batch

MAX_PLANS, MIN_PLANS, MAX_NUMBERS = 16, 2, 40_000
"""How many plans are changed at once: at most the first and at least the second; between them, so many that plans
times alternatives stay below the third. NumPy gains nothing from larger arrays."""
PRIZE_EXPONENT = 1.3
"""Exponent in the insertion score, prize ** PRIZE_EXPONENT / insertion cost. Above 1, because the objective is the
prize."""
NOISE, HIGH_NOISE, HIGH_NOISE_SHARE = 0.1, 1.0, 0.1
"""Standard deviations of the logarithm of the noise factor on that score, and the share of plans that get the second.
Without noise the greedy insertion would make the same choice each time."""
RELOCATION_SHARE = 0.04
"""Share of the steps that move a drone to another launch site."""
RANDOM_REMOVAL, RELATED_REMOVAL, STRING_REMOVAL = 0.3, 0.65, 0.9
"""Cumulative probabilities of the removal operators: random stops, related stops, strings of consecutive stops. The
rest removes a whole route."""
MAX_REMOVED_SHARE, MAX_REMOVED = 0.35, 22
"""The most stops that a step removes, as a share of a plan's stops and as a number. The maximum is at least 2."""
OVERFILL_SHARE = 0.3
"""Share of the steps that insert beyond the limit and then cut. The greedy insertion alone rarely moves a route to
another region: the first stop there costs much, and only the others make it pay."""
REGION_SHARES = 0.02, 0.5
"""The least and the greatest size of the region, as a share of the alternatives; its logarithm is uniform."""
EXCESSES = 0.05, 1.0
"""The least and the greatest share of the limit by which routes may then exceed it; its logarithm is uniform."""
KEPT = 1.5
"""The greatest logarithm of the factor by which stops just inserted are worth more when the routes are cut."""
MOST_CUT = 0.3
"""In half of these steps routes are cut to less than the limit, by up to this share of it, so that greedy insertion can
complete what was begun."""
INITIAL_TEMPERATURE, COST_WEIGHT = 0.01, 0.02
"""The initial temperature as a share of the best initial plan's prize (a loss of that much is accepted with
probability 1/e); and the weight of cost in the loss: one limit of extra cost counts as this share of a mean prize."""
EXCHANGE_INTERVAL = 50
"""Steps after which the worst plan is replaced by the best."""
IDLE_STEPS = 100
"""Once all stops are served, the search ends after so many steps without a cheaper plan."""
STAGES = 32
"""Stages of a search that is limited by time. The temperature is the same throughout a stage, so that the search can be
repeated exactly from the steps at which its stages ended."""


def solve(
    problem: Problem,
    seconds: float = 10.0,
    iterations: int = 0,
    seed: int = 0,
    progress: Progress = quiet,
    stages: Sequence[int] = (),
) -> Solution:
    """The best plan found within `seconds`, or within `iterations` steps if that is not 0: then the result depends on
    the seed alone, not on the speed of the machine. stages: of an earlier solution of the same problem, which was
    limited by time and is to be found again, however long that takes; they count only where `iterations` is 0.
    `progress` is called at each step and at each insertion."""
    kept = np.flatnonzero(problem.reachable().any(axis=0))
    if not len(kept):
        progress(1.0)
        routes = ((),) * (len(problem.home) * problem.sorties)
        return Solution(routes, np.maximum(problem.home, 0))
    budget = budget_of(seconds, iterations, stages)
    progress(0.0)
    search = _Search(restricted(problem, kept), np.random.default_rng(seed))
    found = search.run(budget, progress)
    return replace(found, routes=tuple(tuple(kept[list(route)].tolist()) for route in found.routes))


def restricted(problem: Problem, kept: np.ndarray) -> Problem:
    """The problem with the alternatives `kept` alone."""
    if len(kept) == problem.alternatives:
        return problem
    nodes = np.concatenate((kept, np.arange(problem.alternatives, len(problem.cost))))
    reach = None if problem.reach is None else problem.reach[:, kept]
    cost, shared = problem.cost[np.ix_(nodes, nodes)], problem.shared
    shared = None if shared is None else shared[np.ix_(nodes, nodes)]
    return replace(problem, stop=problem.stop[kept], cost=cost, reach=reach, shared=shared)


class Budget:
    """How much a run may do. `share` is called once before each step, in their order, with the number of steps made;
    `stages` are the steps at which the stages of the run ended, none where it has no stages."""

    stages: tuple[int, ...] = ()

    def share(self, step: int) -> float:
        """The share used up, on which the temperature depends; 1 ends the run."""
        raise NotImplementedError

    def shown(self, share: float) -> float:
        """The share for the progress bar."""
        return share

    def ended(self, step: int) -> None:
        """Notes that the run ended after so many steps, before its budget was used up."""


class _Steps(Budget):
    """A number of steps."""

    def __init__(self, steps: int):
        self._steps = steps

    def share(self, step: int) -> float:
        return min(step / self._steps, 1.0)


class _Clock(Budget):
    """A time, in stages."""

    def __init__(self, seconds: float):
        self._began, self._seconds = time.perf_counter(), seconds

    def share(self, step: int) -> float:
        stage = min(int(self.shown(0.0) * STAGES), STAGES)
        self.stages += (step,) * (stage - len(self.stages))
        return stage / STAGES

    def shown(self, share: float) -> float:
        return min((time.perf_counter() - self._began) / self._seconds, 1.0)

    def ended(self, step: int) -> None:
        self.stages += (step,)


class _Replay(Budget):
    """The stages of an earlier run. It ends where that one ended."""

    def __init__(self, stages: Sequence[int]):
        self.stages = tuple(stages)

    def share(self, step: int) -> float:
        return 1.0 if step >= self.stages[-1] else bisect_right(self.stages, step) / STAGES


def budget_of(seconds: float, iterations: int, stages: Sequence[int]) -> Budget:
    """The budget that the arguments of `solve` give. Its time begins to run at once."""
    return _Steps(iterations) if iterations else _Replay(stages) if len(stages) else _Clock(seconds)


class _Best:
    """The best plan found so far: most prize, then least cost."""

    def __init__(self, epsilon: float):
        self.prize, self.cost, self.step, self._epsilon = -1.0, 0.0, 0, epsilon

    def update(self, plans: PlanBatch, prize: np.ndarray, cost: np.ndarray, step: int) -> None:
        best = int(np.lexsort((cost, -prize))[0])
        more_prize = prize[best] > self.prize + 1e-12
        if more_prize or (prize[best] >= self.prize and cost[best] < self.cost - self._epsilon):
            self.prize, self.cost, self.step = float(prize[best]), float(cost[best]), step
            self.routes, self.home = plans.routes_of(best), plans.home[best].copy()


class _Search:
    """The search on one problem: a current batch of plans and the best plan found."""

    def __init__(self, problem: Problem, rng: np.random.Generator):
        self.problem, self.rng = problem, rng
        self.arrays = (ProblemArrays if problem.shared is None else SharedArrays)(problem)
        self.count = problem.alternatives
        self.relatedness = self.arrays.symmetric_cost[: self.count, : self.count]  # small for related alternatives
        self.free = np.flatnonzero(problem.home < 0)
        self.movable = problem.sites > 1 and len(self.free) > 0
        self.weighted_prize = self.arrays.alternative_prize**PRIZE_EXPONENT

    def run(self, budget: Budget, progress: Progress) -> Solution:
        progress(0.0)
        current = self.initial_plans(partial(progress, 0.0))
        prize, cost = current.prizes(), current.costs()
        total_prize = float(self.problem.prize[np.unique(self.problem.stop)].sum()) * (1 - 1e-12)
        initial_temperature = INITIAL_TEMPERATURE * prize.max()
        cost_weight = (
            COST_WEIGHT * float(self.arrays.alternative_prize.mean()) / max(self.problem.limit, self.arrays.epsilon)
        )
        best, step = _Best(self.arrays.epsilon), 0
        best.update(current, prize, cost, step)
        while (share := budget.share(step)) < 1:
            if best.prize >= total_prize and step - best.step > IDLE_STEPS:
                budget.ended(step)
                break
            shown = budget.shown(share)
            progress(shown)
            step += 1
            trial = current.copy()
            check_cancel = partial(progress, shown)
            overfills = self.rng.random() < OVERFILL_SHARE
            changed = self.overfill(trial, check_cancel) if overfills else self.destroy(trial)
            trial.repair(self.noisy_prizes(len(prize)), changed, check_cancel)
            # where costs break the triangle inequality, removing a stop can make a route more expensive
            new_prize, new_cost = np.where(trial.feasible(), trial.prizes(), -np.inf), trial.costs()
            best.update(trial, new_prize, new_cost, step)
            loss = prize - new_prize + cost_weight * (new_cost - cost)
            temperature = initial_temperature * (1 - share) ** 2 + 1e-12
            accepted = np.flatnonzero(self.rng.random(len(loss)) < np.exp(-np.maximum(loss, 0) / temperature))
            current.replace(accepted, trial, accepted)
            prize[accepted], cost[accepted] = new_prize[accepted], new_cost[accepted]
            if step % EXCHANGE_INTERVAL == 0:
                first, *_, last = np.lexsort((cost, -prize))
                current.replace(np.array([last]), current, np.array([first]))
                prize[last], cost[last] = prize[first], cost[first]
        progress(1.0)
        return Solution(best.routes, best.home, step, budget.stages)

    def initial_plans(self, check_cancel: CancelCheck) -> PlanBatch:
        """Plans made by greedy insertion, each with another distribution of the free drones over the launch sites."""
        count = max(MIN_PLANS, min(MAX_PLANS, MAX_NUMBERS // self.count))
        home = np.repeat(self.problem.home[None], count, axis=0)
        home[:, self.free] = self.rng.integers(self.problem.sites, size=(count, len(self.free)))
        home[0, self.free] = np.arange(len(self.free)) % self.problem.sites
        plans = plan_batch(self.arrays, home)
        plans.repair(self.noisy_prizes(count), np.zeros(len(plans.site), bool), check_cancel)
        return plans

    def noisy_prizes(self, plans: int) -> np.ndarray:
        """(K, A) the value of each alternative in greedy insertion, with noise."""
        noise = np.where(self.rng.random((plans, 1)) < HIGH_NOISE_SHARE, HIGH_NOISE, NOISE)
        return self.weighted_prize * np.exp(self.rng.normal(size=(plans, self.count)) * noise)

    # -- destroy -----------------------------------------------------------------------------------------------

    def destroy(self, plans: PlanBatch) -> np.ndarray:
        """Removes stops from each plan and returns (Q,) which routes changed. All plans get the same operator and
        about the same number of removals, because the repair inserts into all of them at once, one stop at a time."""
        kind = self.rng.random()
        relocates = self.movable and kind > 1 - RELOCATION_SHARE
        changed = self.relocate_drones(plans) if relocates else plans.remove(self.to_remove(plans, kind))
        plans.recompute_unserved()
        plans.recompute(np.flatnonzero(changed))
        return changed

    def overfill(self, plans: PlanBatch, check_cancel: CancelCheck) -> np.ndarray:
        """Inserts unserved stops of a region into each plan, in half of the steps only those that another plan serves,
        where routes may exceed the limit; shortens the routes by local search, and cuts strings of stops from those
        that exceed it. Returns (Q,) which routes changed."""
        rng, (count, alternatives) = self.rng, plans.unserved.shape
        wanted = plans.unserved
        centre = (rng.random(wanted.shape) * wanted).argmax(axis=1)
        if rng.random() < 0.5:
            wanted = wanted & ~plans.unserved[(np.arange(count) + rng.integers(1, count)) % count]
        distance = self.relatedness[centre] * (0.8 + 0.4 * rng.random(wanted.shape))
        most = max(1, int(np.exp(rng.uniform(*np.log(REGION_SHARES))) * alternatives))
        distance = np.where(wanted, distance, np.inf)
        inside = wanted & (distance <= np.partition(distance, most - 1, axis=1)[:, most - 1 : most])
        plans.excess = self.problem.limit * np.exp(rng.uniform(*np.log(EXCESSES)))
        changed = plans.greedy_insertion(self.noisy_prizes(count) * inside, check_cancel)
        plans.excess = 0.0
        plans.improve(changed)
        kept = np.where(inside, np.exp(rng.uniform(0, KEPT, (count, 1))), 1.0)
        share = 1 - max(0.0, rng.uniform(-MOST_CUT, MOST_CUT))
        changed |= plans.cut(self.noisy_prizes(count) * kept, share)
        plans.recompute_unserved()
        plans.recompute(np.flatnonzero(changed))
        return changed

    def relocate_drones(self, plans: PlanBatch) -> np.ndarray:
        """Moves one free drone of each plan to another launch site and empties its routes. Returns (Q,) which routes
        changed."""
        sites, sorties = self.problem.sites, self.problem.sorties
        plan = np.arange(len(plans.home))
        drone = self.rng.choice(self.free, len(plan))
        site = (plans.home[plan, drone] + self.rng.integers(1, sites, len(plan))) % sites
        plans.home[plan, drone] = site
        rows = (plan * plans.routes + drone * sorties)[:, None] + np.arange(sorties)
        plans.site[rows] = site[:, None]
        plans.clear(rows.ravel())
        return np.isin(np.arange(len(plans.site)), rows)

    def to_remove(self, plans: PlanBatch, kind: float) -> np.ndarray:
        """(K, A) which alternatives are removed by the operator that `kind`, a number in 0..1, selects."""
        rng, count = self.rng, len(plans.home)
        plan = np.arange(count)[:, None]
        position = plans.positions()
        served = position >= 0
        route = position // plans.nodes.shape[1]
        rank = np.where(served, rng.random(served.shape), np.inf)
        seed = rank.argmin(axis=1)[:, None]
        most = np.clip(served.sum(axis=1, keepdims=True) * MAX_REMOVED_SHARE, 2, MAX_REMOVED)
        size = 1 + (rng.random() * most).astype(int)
        if kind < RELATED_REMOVAL:
            if kind >= RANDOM_REMOVAL:  # related removal: those nearest to the seed, with noise
                rank = np.where(served, self.relatedness[seed[:, 0]] * (0.6 + 0.8 * rng.random(served.shape)), np.inf)
            last = np.take_along_axis(np.sort(rank, axis=1), np.minimum(size, self.count) - 1, axis=1)
            return served & (rank <= last)
        if kind >= STRING_REMOVAL:
            return served & (route == route[plan, seed])
        removed = np.zeros_like(served)
        for _ in range(rng.integers(1, 3)):
            begin = position[plan, seed] - (rng.random((count, 1)) * size).astype(int)
            removed |= served & (route == route[plan, seed]) & (position >= begin) & (position < begin + size)
            seed = np.where(served, rng.random(served.shape), np.inf).argmin(axis=1)[:, None]
            size = (size + 1) // 2
        return removed
