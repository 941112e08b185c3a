"""A batch of plans as arrays: the insertion cost cache, greedy insertion, removal, and local search on the routes.

NumPy is fast on large arrays and slow on small ones, and one plan is small. So the search changes many plans at once,
and each line below handles all of them. The cost of inserting each alternative into each route is cached; after an
insertion only the entries that it invalidates are computed again.
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from .local_search import best_moves, cheapest_alternatives
from .near_moves import improve_near, nearest
from .orienteering import TOLERANCE, Problem
from .overlong import cheapest_string

FORBIDDEN = 1e4
"""Cost of a leg that can't be flown, as a multiple of the limit."""
LONG = 40
"""Routes of more stops are improved by moves between near nodes only: comparing all pairs would take longer."""
CancelCheck = Callable[[], None]
"""Called at each insertion. Raises progress.Cancelled when the user has asked to stop."""
MAX_CELLS = 4_000_000
"""Largest number of elements in a temporary array."""


class ProblemArrays:
    """The data of the problem that all plans share, for A alternatives, N nodes and S launch sites.

    from_node[n, a] is the cost from node n to alternative a, to_node[n, a] the cost from a to n, both (N, A).
    choices (N, M) lists the alternatives of each node's stop, is_choice (A, M) which of them are not padding.
    """

    def __init__(self, problem: Problem):
        self.problem, self.count = problem, problem.alternatives
        count, sites = self.count, problem.sites
        # a leg that can't be flown costs more than any route may, but not inf: inf - inf would be NaN
        self.cost = np.minimum(self.weighed(problem), FORBIDDEN * problem.limit)
        self.starts, self.ends = np.arange(count, count + sites), np.arange(count + sites, count + 2 * sites)
        self.cost[self.ends] = FORBIDDEN * problem.limit
        self.cost[self.ends, self.ends] = 0.0  # routes are padded with their end node
        self.from_node, self.to_node = self.cost[:, :count], np.ascontiguousarray(self.cost.T[:, :count])
        self.limit, self.epsilon = problem.limit * (1 + TOLERANCE / 2), problem.limit * 1e-6
        self.stop, self.alternative_prize = problem.stop, problem.prize[problem.stop]
        self.node_prize = np.append(self.alternative_prize, np.zeros(2 * sites))
        self.node_stop = np.append(self.stop, np.full(2 * sites, len(problem.prize)))
        self.allowed = problem.reachable()
        most = int(np.bincount(self.stop).max())
        self.has_alternatives = most > 1
        self.choices, self.choice_penalty = self._choices(most)
        self.is_choice = np.arange(most) < np.bincount(self.stop)[self.stop][:, None]
        self._flat = self.cost.ravel()

    def weighed(self, problem: Problem) -> np.ndarray:
        """(N, N) what insertions and moves are compared by: the costs of legs."""
        return problem.cost

    def cost_between(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Costs from nodes to nodes. One `take` is faster than indexing with two arrays."""
        return self._flat.take(one * len(self.cost) + other)

    @cached_property
    def symmetric_cost(self) -> np.ndarray:
        """(N, N) the mean of the costs there and back; from starts and to ends only the one way that is flown."""
        symmetric = (self.cost + self.cost.T) / 2
        symmetric[self.starts], symmetric[:, self.starts] = self.cost[self.starts], self.cost[self.starts].T
        symmetric[:, self.ends], symmetric[self.ends] = self.cost[:, self.ends], self.cost[:, self.ends].T
        return symmetric

    @cached_property
    def near(self) -> np.ndarray:
        """(N, n) the alternatives nearest to each node."""
        return nearest(self.symmetric_cost, self.count)

    def _choices(self, most: int) -> tuple[np.ndarray, np.ndarray]:
        """(N, M) the alternatives of each node's stop, padded with the node itself; and (S, N, M) inf where an entry is
        padding or where the site can't serve it, 0 elsewhere."""
        choices = np.repeat(np.arange(len(self.cost))[:, None], most, axis=1)
        choice_penalty = np.full((self.problem.sites, *choices.shape), np.inf)
        choice_penalty[:, self.count :, 0] = 0.0
        order = np.argsort(self.stop, kind="stable")
        for members in np.split(order, np.flatnonzero(np.diff(self.stop[order])) + 1):
            choices[members, : len(members)] = members
            choice_penalty[:, members, : len(members)] = np.where(self.allowed[:, members], 0.0, np.inf)[:, None]
        return choices, choice_penalty


class PlanBatch:
    """K plans of R routes each. All routes are rows of one table of Q = K R rows, those of plan 0 first.

    home (K, D) is each drone's launch site; site (Q,) each route's launch site; nodes (Q, W) each route's nodes, from
    its start to its end, padded with the end; size (Q,) its number of stops; cost (Q,) its cost; insertion_cost (Q, A)
    the cost that each alternative would add at its cheapest position; unserved (K, A) whether no route of the plan
    serves the alternative's stop; settled (Q, N) each node's successor when a long route was last improved, else -1.
    """

    excess = 0.0
    """By how much greedy insertion may exceed the limit on the routes' costs."""

    def __init__(self, arrays: ProblemArrays, home: np.ndarray):
        sorties = arrays.problem.sorties
        self.arrays, self.home, self.routes = arrays, home, home.shape[1] * sorties
        self.site = np.repeat(home, sorties, axis=1).ravel()
        rows = len(self.site)
        self.nodes, self.size = np.empty((rows, 8), int), np.zeros(rows, int)
        self.cost, self.insertion_cost = np.zeros(rows), np.empty((rows, arrays.count))
        self.unserved = np.ones((len(home), arrays.count), bool)
        self.settled = np.full((rows, len(arrays.cost)), -1, np.int32)
        self.clear(np.arange(rows))
        self.recompute(np.arange(rows))

    def copy(self) -> "PlanBatch":
        other = object.__new__(type(self))
        other.arrays, other.routes = self.arrays, self.routes
        for name in ("home", "site", "nodes", "size", "cost", "insertion_cost", "unserved", "settled"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def replace(self, plans: np.ndarray, other: "PlanBatch", others: np.ndarray) -> None:
        """Replaces `plans` of this batch by `others` of the other batch, one for one."""
        width = max(self.nodes.shape[1], other.nodes.shape[1])
        self.widen(width)
        other.widen(width)
        self.home[plans], self.unserved[plans] = other.home[others], other.unserved[others]
        into, out = self.rows(plans), other.rows(others)
        for name in ("site", "nodes", "size", "cost", "insertion_cost", "settled"):
            getattr(self, name)[into] = getattr(other, name)[out]

    def rows(self, plans: np.ndarray) -> np.ndarray:
        """The rows of all routes of some plans."""
        return (plans[:, None] * self.routes + np.arange(self.routes)).ravel()

    def widen(self, width: int) -> None:
        """Pads the routes to at least `width` nodes."""
        more = width - self.nodes.shape[1]
        if more > 0:
            self.nodes = np.concatenate((self.nodes, np.repeat(self.nodes[:, -1:], more, axis=1)), axis=1)

    def prizes(self) -> np.ndarray:
        """(K,) the total prize of each plan."""
        return self.arrays.node_prize[self.nodes].sum(axis=1).reshape(-1, self.routes).sum(axis=1)

    def costs(self) -> np.ndarray:
        """(K,) the total cost of each plan's routes."""
        return self.cost.reshape(-1, self.routes).sum(axis=1)

    def feasible(self) -> np.ndarray:
        """(K,) whether no route of a plan exceeds the limit."""
        return (self.cost <= self.arrays.limit).reshape(-1, self.routes).all(axis=1)

    def routes_of(self, plan: int) -> tuple[tuple[int, ...], ...]:
        """A plan's routes in the form that `Solution` holds."""
        rows = slice(plan * self.routes, (plan + 1) * self.routes)
        return tuple(
            tuple(nodes[1 : size + 1].tolist()) for nodes, size in zip(self.nodes[rows], self.size[rows], strict=True)
        )

    def positions(self) -> np.ndarray:
        """(K, A) the position of each alternative when a plan's rows of nodes are laid end to end, -1 where the plan
        doesn't serve it."""
        nodes = self.nodes.reshape(len(self.home), -1)
        place = np.full((len(nodes), len(self.arrays.cost)), -1)
        place[np.arange(len(nodes))[:, None], nodes] = np.arange(nodes.shape[1])
        return place[:, : self.arrays.count]

    def recompute(self, rows: np.ndarray) -> None:
        """Computes the cost and the insertion costs of some routes again."""
        arrays = self.arrays
        if not len(rows):
            return
        width = int(self.size[rows].max()) + 2
        share = max(1, MAX_CELLS // (width * arrays.count))
        for first in range(0, len(rows), share):
            some = rows[first : first + share]
            nodes = self.nodes[some, :width]
            leg_costs = self.leg_costs(nodes, self.size[some])
            insertion_cost = arrays.from_node[nodes[:, :-1]]
            insertion_cost += arrays.to_node[nodes[:, 1:]]
            insertion_cost -= leg_costs[:, :, None]
            self.insertion_cost[some], self.cost[some] = insertion_cost.min(axis=1), leg_costs.sum(axis=1)

    def leg_costs(self, nodes: np.ndarray, size: np.ndarray) -> np.ndarray:
        """(m, W - 1) costs of the legs of m routes. An empty route isn't flown and costs nothing."""
        leg_costs = self.arrays.cost_between(nodes[:, :-1], nodes[:, 1:])
        leg_costs[size == 0] = 0.0
        return leg_costs

    # -- insertion ---------------------------------------------------------------------------------------------

    def greedy_insertion(self, value: np.ndarray, check_cancel: CancelCheck = lambda: None) -> np.ndarray:
        """Inserts stops into the plans until none fits, in the order of value divided by insertion cost, highest first.
        value (K, A) is the value of each alternative. Returns (Q,) which routes changed."""
        arrays, plans, routes = self.arrays, len(self.home), self.routes
        changed = np.zeros(len(self.site), bool)
        value = value * self.unserved
        scores = self.scores(np.arange(len(self.site)), np.repeat(value, routes, axis=0))
        by_plan, by_route = scores.reshape(plans, -1), scores.reshape(plans, routes, -1)
        active = np.arange(plans)
        while True:
            check_cancel()
            active, rows, alternative = self.best_insertions(by_plan, active)
            if not len(active):
                return changed
            self.insert(rows, alternative)
            changed[rows] = True
            taken = np.nonzero(arrays.is_choice[alternative])
            plan, served = active[taken[0]], arrays.choices[alternative[taken[0]], taken[1]]
            self.unserved[plan, served], value[plan, served] = False, 0.0
            by_route[plan, :, served] = 0.0
            scores[rows] = self.scores(rows, value[active])

    def best_insertions(self, scores: np.ndarray, active: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The plans into which an insertion fits, and for each of them the route and the alternative of its best one.
        scores: (K, routes of a plan x A), 0 where an alternative doesn't fit; active: indices of the plans looked
        at."""
        choice = scores[active] if len(active) < len(scores) else scores
        best = choice.argmax(axis=1)
        fits = choice[np.arange(len(best)), best] > 0
        active = active[fits]
        route, alternative = np.divmod(best[fits], self.arrays.count)
        return active, active * self.routes + route, alternative

    def scores(self, rows: np.ndarray, value: np.ndarray) -> np.ndarray:
        """(m, A) value divided by insertion cost, 0 where an alternative doesn't fit."""
        arrays, insertion_cost = self.arrays, self.insertion_cost[rows]
        fits = insertion_cost <= (arrays.limit + self.excess - self.cost[rows])[:, None]
        fits &= arrays.allowed[self.site[rows]]
        np.maximum(insertion_cost, arrays.epsilon, out=insertion_cost)
        np.divide(value, insertion_cost, out=insertion_cost)
        insertion_cost *= fits
        return insertion_cost

    def insert(self, rows: np.ndarray, alternative: np.ndarray) -> None:
        """Inserts one alternative into each of some routes, at its cheapest position, and updates the insertion
        costs."""
        arrays, cost_between = self.arrays, self.arrays.cost_between
        size = self.size[rows]
        width = int(size.max()) + 3
        self.widen(width)
        nodes = self.nodes[rows, :width]
        leg_costs = self.leg_costs(nodes, size)
        row = np.arange(len(rows))
        choices = cost_between(nodes[:, :-1], alternative[:, None])
        choices += cost_between(alternative[:, None], nodes[:, 1:])
        choices -= leg_costs
        at = choices.argmin(axis=1)
        before, after = nodes[row, at], nodes[row, at + 1]
        out, into = arrays.from_node[before], arrays.to_node[after]
        insertion_cost = self.insertion_cost[rows]
        # where the cheapest position of another alternative was the leg that is now replaced, it is searched again
        stale = insertion_cost >= out + into - leg_costs[row, at][:, None]
        out += arrays.to_node[alternative]
        out -= cost_between(before, alternative)[:, None]
        into += arrays.from_node[alternative]
        into -= cost_between(alternative, after)[:, None]
        beside = np.minimum(out, into, out=out)
        first = size == 0
        stale[first] = False
        insertion_cost[first] = np.inf
        which, column = np.nonzero(stale)
        if len(which):
            leg_costs[row, at] = -np.inf
            column, route = column[:, None], nodes[which]
            elsewhere = cost_between(route[:, :-1], column)
            elsewhere += cost_between(column, route[:, 1:])
            elsewhere -= leg_costs[which]
            insertion_cost[which, column[:, 0]] = elsewhere.min(axis=1)
        self.insertion_cost[rows] = np.minimum(insertion_cost, beside, out=insertion_cost)
        place = np.arange(width)
        moved = nodes[row[:, None], place - (place > at[:, None])]
        moved[row, at + 1] = alternative
        self.nodes[rows, :width] = moved
        self.size[rows] = size + 1
        self.cost[rows] += choices[row, at]

    # -- removal -----------------------------------------------------------------------------------------------

    def clear(self, rows: np.ndarray) -> None:
        """Empties routes, so that they only go from start to end of their site. The caller then calls
        `recompute_unserved` and `recompute`."""
        self.nodes[rows] = self.arrays.ends[self.site[rows]][:, None]
        self.nodes[rows, 0] = self.arrays.starts[self.site[rows]]
        self.size[rows], self.cost[rows] = 0, 0.0

    def remove(self, gone: np.ndarray) -> np.ndarray:
        """Removes alternatives, (K, A) bool, from the plans and returns (Q,) which routes changed. The caller then
        calls `recompute_unserved` and `recompute`."""
        out = np.zeros((len(gone), len(self.arrays.cost)), bool)
        out[:, : self.arrays.count] = gone
        return self.remove_at(np.repeat(out, self.routes, axis=0)[np.arange(len(self.nodes))[:, None], self.nodes])

    def remove_at(self, out: np.ndarray) -> np.ndarray:
        """As `remove`, for the places `out` in the routes, (Q, W) bool, which hold alternatives."""
        changed = out.any(axis=1)
        rows = np.flatnonzero(changed)
        nodes, out = self.nodes[rows], out[rows]
        nodes = np.take_along_axis(nodes, out.argsort(axis=1, kind="stable"), axis=1)
        less = out.sum(axis=1)
        beyond = np.arange(nodes.shape[1]) >= (nodes.shape[1] - less)[:, None]
        self.nodes[rows] = np.where(beyond, self.arrays.ends[self.site[rows]][:, None], nodes)
        self.size[rows] -= less
        return changed

    def cut(self, value: np.ndarray, share: float = 1.0) -> np.ndarray:
        """Removes strings of consecutive stops from routes that exceed the limit, until they cost at most `share` of
        it: each time the string that loses least value for the cost that it must save. value (K, A) is the value of
        each alternative. Returns (Q,) which routes changed."""
        arrays, most = self.arrays, self.arrays.limit * share
        too_long = self.cost > arrays.limit
        node_value = np.concatenate((value, np.zeros((len(value), len(arrays.cost) - arrays.count))), axis=1)
        changed = np.zeros(len(self.site), bool)
        while len(rows := np.flatnonzero(too_long & (self.cost > most) & (self.size > 0))):
            width = int(self.size[rows].max()) + 2
            nodes = self.nodes[rows, :width]
            prize = np.take_along_axis(node_value[rows // self.routes], nodes, axis=1)
            first, length = cheapest_string(arrays.cost, nodes, self.size[rows], prize, self.cost[rows] - most)
            place = np.arange(width)
            later = np.minimum(place + np.where(place >= first[:, None], length[:, None], 0), width - 1)
            nodes = np.take_along_axis(nodes, later, axis=1)
            self.nodes[rows, :width] = nodes
            self.size[rows] -= length
            self.cost[rows] = self.leg_costs(nodes, self.size[rows]).sum(axis=1)
            changed[rows] = True
        return changed

    def recompute_unserved(self) -> None:
        """Computes `unserved` again from the routes."""
        served = np.zeros((len(self.home), len(self.arrays.problem.prize) + 1), bool)
        served[np.arange(len(served))[:, None], self.arrays.node_stop[self.nodes].reshape(len(served), -1)] = True
        self.unserved = ~served[:, self.arrays.stop]

    # -- local search ------------------------------------------------------------------------------------------

    def improve(self, changed: np.ndarray) -> np.ndarray:
        """Local search on the routes in `changed`, (Q,) bool: 2-opt and Or-opt moves until none saves cost (on long
        routes: none between near nodes), then the cheapest alternatives. Returns (Q,) which routes became cheaper."""
        arrays = self.arrays
        shorter = np.zeros_like(changed)
        rows = np.flatnonzero(changed & (self.size > (0 if arrays.has_alternatives else 1)))
        if not len(rows):
            return shorter
        size = self.size[rows]
        width = int(size.max()) + 2
        nodes = self.nodes[rows, :width]
        gain = np.zeros(len(rows))
        long = np.flatnonzero(size > LONG)
        if len(long):
            nodes[long], gain[long], self.settled[rows[long]] = improve_near(
                arrays.cost,
                arrays.symmetric_cost,
                arrays.near,
                nodes[long],
                size[long],
                self.settled[rows[long]],
                arrays.epsilon,
            )
        left = np.flatnonzero((size > 1) & (size <= LONG))
        while len(left):
            narrow = int(size[left].max()) + 2
            better, saving = best_moves(arrays.cost, nodes[left, :narrow])
            pays = saving > arrays.epsilon
            left = left[pays]
            nodes[left, :narrow] = better[pays]
            gain[left] += saving[pays]
        if arrays.has_alternatives:
            choice_penalty = arrays.choice_penalty[self.site[rows][:, None], nodes]
            chosen, least = cheapest_alternatives(arrays.cost, nodes, arrays.choices, choice_penalty)
            cheaper = least < self.cost[rows] - gain - arrays.epsilon
            nodes[cheaper] = chosen[cheaper]
            gain[cheaper] = np.inf
        pays = gain > 0
        self.nodes[rows[pays], :width] = nodes[pays]
        self.recompute(rows[pays])
        shorter[rows[pays]] = True
        return shorter

    def repair(self, value: np.ndarray, changed: np.ndarray, check_cancel: CancelCheck = lambda: None) -> None:
        """Repairs the plans: greedy insertion, local search, and greedy insertion into the routes that became cheaper.
        `changed` (Q,): routes that get local search even where nothing is inserted."""
        shorter = self.improve(changed | self.greedy_insertion(value, check_cancel))
        if shorter.any():
            self.greedy_insertion(value * shorter.reshape(-1, self.routes).any(axis=1)[:, None], check_cancel)
