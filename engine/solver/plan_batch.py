"""Rival plans side by side, as arrays: what each stop would add, stops put in and taken out, routes settled.

NumPy is quick on large arrays and slow on small ones, and a plan is small. So the search alters many plans at once:
each line below handles all of them. What every alternative would add to every route is kept, and only what an insertion
makes stale is computed anew.
"""

from collections.abc import Callable

import numpy as np

from .local_search import best_moves, cheapest_ways
from .orienteering import TOLERANCE, Problem

FORBIDDEN = 1e4
"""Limits that a leg costs which can't be flown."""
Listen = Callable[[], None]
"""Called at each insertion, so that cancel is heard."""
MOST_CELLS = 4_000_000
"""Numbers in the largest array that is made at once."""


class ProblemArrays:
    """What all plans share: costs, prizes, and which alternatives stand for the same stop."""

    def __init__(self, problem: Problem):
        self.problem, self.count = problem, problem.alternatives
        count, sites = self.count, problem.sites
        # what can't be flown costs more than any route may, yet not inf: differences stay numbers
        self.cost = np.minimum(problem.cost, FORBIDDEN * problem.limit)
        self.starts, self.ends = np.arange(count, count + sites), np.arange(count + sites, count + 2 * sites)
        self.cost[self.ends] = FORBIDDEN * problem.limit
        self.cost[self.ends, self.ends] = 0.0  # routes are filled up with their end
        self.out, self.into = self.cost[:, :count], np.ascontiguousarray(self.cost.T[:, :count])
        self.limit, self.tiny = problem.limit * (1 + TOLERANCE / 2), problem.limit * 1e-6
        self.stop, self.worth = problem.stop, problem.prize[problem.stop]
        self.worth_of_node = np.append(self.worth, np.zeros(2 * sites))
        self.stop_of_node = np.append(self.stop, np.full(2 * sites, len(problem.prize)))
        self.allowed = problem.reachable()
        most = int(np.bincount(self.stop).max())
        self.several = most > 1
        self.ways, self.barred = self._ways(most)
        self.fellows = np.arange(most) < np.bincount(self.stop)[self.stop][:, None]
        self._flat = self.cost.ravel()

    def between(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Costs from nodes to nodes; one take is quicker than two indices."""
        return self._flat.take(one * len(self.cost) + other)

    def _ways(self, most: int) -> tuple[np.ndarray, np.ndarray]:
        """(N, M) the alternatives of each node's stop, filled up with the node itself, and (S, N, M) inf where one is
        filling or out of a site's reach."""
        ways = np.repeat(np.arange(len(self.cost))[:, None], most, axis=1)
        barred = np.full((self.problem.sites, *ways.shape), np.inf)
        barred[:, self.count :, 0] = 0.0
        order = np.argsort(self.stop, kind="stable")
        for members in np.split(order, np.flatnonzero(np.diff(self.stop[order])) + 1):
            ways[members, : len(members)] = members
            barred[:, members, : len(members)] = np.where(self.allowed[:, members], 0.0, np.inf)[:, None]
        return ways, barred


class PlanBatch:
    """K plans of R routes each, all routes in one table of Q = K R rows, those of plan 0 first.

    home (K, D) is where drones are based; site (Q,) where each route begins; nodes (Q, W) a route's nodes, from its
    start to its end and filled up with the end; size (Q,) its stops; cost (Q,); added (Q, A) the least that each
    alternative would add to it; open (K, A) whether an alternative's stop is still to be served.
    """

    def __init__(self, arrays: ProblemArrays, home: np.ndarray):
        sorties = arrays.problem.sorties
        self.arrays, self.home, self.routes = arrays, home, home.shape[1] * sorties
        self.site = np.repeat(home, sorties, axis=1).ravel()
        rows = len(self.site)
        self.nodes, self.size = np.empty((rows, 8), int), np.zeros(rows, int)
        self.cost, self.added = np.zeros(rows), np.empty((rows, arrays.count))
        self.open = np.ones((len(home), arrays.count), bool)
        self.clear(np.arange(rows))
        self.refresh(np.arange(rows))

    def copy(self) -> "PlanBatch":
        other = object.__new__(PlanBatch)
        other.arrays, other.routes = self.arrays, self.routes
        for name in ("home", "site", "nodes", "size", "cost", "added", "open"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def take(self, plans: np.ndarray, other: "PlanBatch", others: np.ndarray) -> None:
        """Replaces some plans by others, one for one."""
        width = max(self.nodes.shape[1], other.nodes.shape[1])
        self.widen(width)
        other.widen(width)
        self.home[plans], self.open[plans] = other.home[others], other.open[others]
        into, out = self.rows(plans), other.rows(others)
        for name in ("site", "nodes", "size", "cost", "added"):
            getattr(self, name)[into] = getattr(other, name)[out]

    def rows(self, plans: np.ndarray) -> np.ndarray:
        """The rows of all routes of some plans."""
        return (plans[:, None] * self.routes + np.arange(self.routes)).ravel()

    def widen(self, width: int) -> None:
        """Makes room for longer routes."""
        more = width - self.nodes.shape[1]
        if more > 0:
            self.nodes = np.concatenate((self.nodes, np.repeat(self.nodes[:, -1:], more, axis=1)), axis=1)

    def prizes(self) -> np.ndarray:
        """(K,) of all stops served."""
        return self.arrays.worth_of_node[self.nodes].sum(axis=1).reshape(-1, self.routes).sum(axis=1)

    def costs(self) -> np.ndarray:
        """(K,) cost of all routes."""
        return self.cost.reshape(-1, self.routes).sum(axis=1)

    def feasible(self) -> np.ndarray:
        """(K,) whether no route costs more than it may."""
        return (self.cost <= self.arrays.limit).reshape(-1, self.routes).all(axis=1)

    def routes_of(self, plan: int) -> tuple[tuple[int, ...], ...]:
        """A plan's routes as a `Solution` has them."""
        rows = slice(plan * self.routes, (plan + 1) * self.routes)
        return tuple(
            tuple(nodes[1 : size + 1].tolist()) for nodes, size in zip(self.nodes[rows], self.size[rows], strict=True)
        )

    def places(self) -> np.ndarray:
        """(K, A) where each alternative is, on all routes of a plan laid one after another, -1 where it isn't."""
        nodes = self.nodes.reshape(len(self.home), -1)
        place = np.full((len(nodes), len(self.arrays.cost)), -1)
        place[np.arange(len(nodes))[:, None], nodes] = np.arange(nodes.shape[1])
        return place[:, : self.arrays.count]

    def refresh(self, rows: np.ndarray) -> None:
        """Computes anew what some routes cost and what alternatives would add to them."""
        arrays = self.arrays
        if not len(rows):
            return
        width = int(self.size[rows].max()) + 2
        share = max(1, MOST_CELLS // (width * arrays.count))
        for first in range(0, len(rows), share):
            some = rows[first : first + share]
            nodes = self.nodes[some, :width]
            legs = self.legs(nodes, self.size[some])
            added = arrays.out[nodes[:, :-1]]
            added += arrays.into[nodes[:, 1:]]
            added -= legs[:, :, None]
            self.added[some], self.cost[some] = added.min(axis=1), legs.sum(axis=1)

    def legs(self, nodes: np.ndarray, size: np.ndarray) -> np.ndarray:
        """(m, W - 1) costs of the legs; an empty route isn't flown, and costs nothing."""
        legs = self.arrays.between(nodes[:, :-1], nodes[:, 1:])
        legs[size == 0] = 0.0
        return legs

    # -- putting in --------------------------------------------------------------------------------------------

    def fill(self, value: np.ndarray, listen: Listen = lambda: None) -> np.ndarray:
        """Puts stops into plans while any fits, dearest value for added cost first; (Q,) which routes changed.
        value (K, A) is what each alternative counts."""
        arrays, plans, routes = self.arrays, len(self.home), self.routes
        changed = np.zeros(len(self.site), bool)
        value = value * self.open
        scores = self.scores(np.arange(len(self.site)), np.repeat(value, routes, axis=0))
        by_plan, by_route = scores.reshape(plans, -1), scores.reshape(plans, routes, -1)
        active = np.arange(plans)
        while True:
            listen()
            choice = by_plan[active] if len(active) < plans else by_plan
            best = choice.argmax(axis=1)
            going = choice[np.arange(len(best)), best] > 0
            active, best = active[going], best[going]
            if not len(active):
                return changed
            route, alternative = np.divmod(best, arrays.count)
            rows = active * routes + route
            self.insert(rows, alternative)
            changed[rows] = True
            taken = np.nonzero(arrays.fellows[alternative])
            plan, fellow = active[taken[0]], arrays.ways[alternative[taken[0]], taken[1]]
            self.open[plan, fellow], value[plan, fellow] = False, 0.0
            by_route[plan, :, fellow] = 0.0
            scores[rows] = self.scores(rows, value[active])

    def scores(self, rows: np.ndarray, value: np.ndarray) -> np.ndarray:
        """(m, A) value for added cost, 0 where an alternative doesn't fit."""
        arrays, added = self.arrays, self.added[rows]
        fits = added <= (arrays.limit - self.cost[rows])[:, None]
        fits &= arrays.allowed[self.site[rows]]
        np.maximum(added, arrays.tiny, out=added)
        np.divide(value, added, out=added)
        added *= fits
        return added

    def insert(self, rows: np.ndarray, alternative: np.ndarray) -> None:
        """Puts an alternative into each of some routes, where it adds least."""
        arrays, between = self.arrays, self.arrays.between
        size = self.size[rows]
        width = int(size.max()) + 3
        self.widen(width)
        nodes = self.nodes[rows, :width]
        legs = self.legs(nodes, size)
        row = np.arange(len(rows))
        ways = between(nodes[:, :-1], alternative[:, None])
        ways += between(alternative[:, None], nodes[:, 1:])
        ways -= legs
        at = ways.argmin(axis=1)
        before, after = nodes[row, at], nodes[row, at + 1]
        out, into = arrays.out[before], arrays.into[after]
        added = self.added[rows]
        # an alternative that fitted best where the new stop now is has to look for another place
        stale = added >= out + into - legs[row, at][:, None]
        out += arrays.into[alternative]
        out -= between(before, alternative)[:, None]
        into += arrays.out[alternative]
        into -= between(alternative, after)[:, None]
        beside = np.minimum(out, into, out=out)
        first = size == 0
        stale[first] = False
        added[first] = np.inf
        which, column = np.nonzero(stale)
        if len(which):
            legs[row, at] = -np.inf
            column, route = column[:, None], nodes[which]
            elsewhere = between(route[:, :-1], column)
            elsewhere += between(column, route[:, 1:])
            elsewhere -= legs[which]
            added[which, column[:, 0]] = elsewhere.min(axis=1)
        self.added[rows] = np.minimum(added, beside, out=added)
        place = np.arange(width)
        moved = nodes[row[:, None], place - (place > at[:, None])]
        moved[row, at + 1] = alternative
        self.nodes[rows, :width] = moved
        self.size[rows] = size + 1
        self.cost[rows] += ways[row, at]

    # -- taking out --------------------------------------------------------------------------------------------

    def clear(self, rows: np.ndarray) -> None:
        """Empties routes, which then begin at their site. The caller says `reopen` and `refresh`."""
        self.nodes[rows] = self.arrays.ends[self.site[rows]][:, None]
        self.nodes[rows, 0] = self.arrays.starts[self.site[rows]]
        self.size[rows], self.cost[rows] = 0, 0.0

    def remove(self, gone: np.ndarray) -> np.ndarray:
        """Takes alternatives, (K, A) bool, out of the plans; (Q,) which routes changed. The caller says `reopen` and
        `refresh`."""
        out = np.zeros((len(gone), len(self.arrays.cost)), bool)
        out[:, : self.arrays.count] = gone
        out = np.repeat(out, self.routes, axis=0)[np.arange(len(self.nodes))[:, None], self.nodes]
        changed = out.any(axis=1)
        rows = np.flatnonzero(changed)
        nodes, out = self.nodes[rows], out[rows]
        nodes = np.take_along_axis(nodes, out.argsort(axis=1, kind="stable"), axis=1)
        less = out.sum(axis=1)
        beyond = np.arange(nodes.shape[1]) >= (nodes.shape[1] - less)[:, None]
        self.nodes[rows] = np.where(beyond, self.arrays.ends[self.site[rows]][:, None], nodes)
        self.size[rows] -= less
        return changed

    def reopen(self) -> None:
        """Finds anew which alternatives are open."""
        served = np.zeros((len(self.home), len(self.arrays.problem.prize) + 1), bool)
        served[np.arange(len(served))[:, None], self.arrays.stop_of_node[self.nodes].reshape(len(served), -1)] = True
        self.open = ~served[:, self.arrays.stop]

    # -- settling ----------------------------------------------------------------------------------------------

    def settle(self, changed: np.ndarray) -> np.ndarray:
        """Shortens changed routes, (Q,) bool, by moves and by other alternatives; which of them became shorter."""
        arrays = self.arrays
        shorter = np.zeros_like(changed)
        rows = np.flatnonzero(changed & (self.size > (0 if arrays.several else 1)))
        if not len(rows):
            return shorter
        size = self.size[rows]
        width = int(size.max()) + 2
        nodes = self.nodes[rows, :width]
        gain, left = np.zeros(len(rows)), np.flatnonzero(size > 1)
        while len(left):
            narrow = int(size[left].max()) + 2
            better, saved = best_moves(arrays.cost, nodes[left, :narrow])
            pays = saved > arrays.tiny
            left = left[pays]
            nodes[left, :narrow] = better[pays]
            gain[left] += saved[pays]
        if arrays.several:
            barred = arrays.barred[self.site[rows][:, None], nodes]
            chosen, least = cheapest_ways(arrays.cost, nodes, arrays.ways, barred)
            cheaper = least < self.cost[rows] - gain - arrays.tiny
            nodes[cheaper] = chosen[cheaper]
            gain[cheaper] = np.inf
        pays = gain > 0
        self.nodes[rows[pays], :width] = nodes[pays]
        self.refresh(rows[pays])
        shorter[rows[pays]] = True
        return shorter

    def complete(self, value: np.ndarray, changed: np.ndarray, listen: Listen = lambda: None) -> None:
        """Fills, settles, and fills what room that made. changed (Q,) are routes that are to be settled too."""
        shorter = self.settle(changed | self.fill(value, listen))
        if shorter.any():
            self.fill(value * shorter.reshape(-1, self.routes).any(axis=1)[:, None], listen)
