"""The routes of one launch site, made easier: the best of these earns at least what any real route does.

Three things are let go, so that a dynamic program finds the best of them at once:

- Costs are rounded down to levels, so many to a limit.
- A route may come back to a stop that it has forgotten. Each stop remembers the few that are nearest, and while all
  stops since a visit remember it, there is no coming back (ng-routes: Baldacci, Mingozzi and Roberti, "New route
  relaxation and pricing strategies for the vehicle routing problem", Operations Research 59, 2011). So the label of
  a route's end is an alternative and the set of remembered stops that were served.
- To each alternative only the cheapest ways from others are kept. All others cost as little as the cheapest of them,
  and on these everything is forgotten.
"""

from collections.abc import Callable

import numpy as np

from .orienteering import TOLERANCE, Problem

MOST_ARCS, FEWEST_NEAREST = 40_000, 24
"""About how many ways between alternatives are kept one by one, and to each at least how many."""
BLOCK = 256
"""Alternatives whose ways are looked at together: a matrix of all would be large."""
LISTENING = 32
"""Levels between two chances to cancel."""
ALLOWANCE = 4 * TOLERANCE
"""Share by which costs are understated, so that no rounding of sums makes a route too long."""


class NgRoutes:
    """The relaxed routes of a site."""

    def __init__(self, problem: Problem, site: int, levels: int, memory: int):
        """`levels` to the limit; each stop remembers `memory` others."""
        self.stops = len(problem.prize)
        into, out, kept = ways(problem, site)
        first = problem.cost[problem.start(site), kept]
        last = problem.cost[kept, problem.end(site)]
        stop = problem.stop[kept]
        source, target, cost, farther = _arcs(problem, kept, into[kept], out[kept])
        remembered = _remembered(stop[source], stop[target], cost, self.stops, memory)
        before, after, arc = _transitions(stop, source, target, remembered)

        # Columns: a state for each alternative and set that occurs, then the best state of each alternative, the best
        # of all (the hub), and the start.
        count, sets = len(kept), 1 << memory
        hub, start = count * (sets + 1), count * (sets + 1) + 1
        far, begun = np.flatnonzero(np.isfinite(farther)), np.flatnonzero(first + out[kept] <= _most(problem))
        before = np.concatenate((before, np.full(len(far), hub), np.full(len(begun), start)))
        after = np.concatenate((after, far * sets, begun * sets))
        cost = np.concatenate((cost[arc], farther[far], first[begun]))
        reached = _reached(before, after, count, sets)
        number = np.cumsum(reached) - 1
        used = reached[before]
        order = np.argsort(after[used], kind="stable")
        self._before, after, cost = (values[used][order] for values in (number[before], number[after], cost))
        self.width = int(reached.sum())
        used = np.flatnonzero(reached[count * sets : -2])
        self.stop = stop[used]
        self._owner = np.searchsorted(used, np.flatnonzero(reached[: count * sets]) // sets)
        self._arcs_of = np.searchsorted(after, np.arange(len(self._owner) + 1))
        self._states_of = np.searchsorted(self._owner, np.arange(len(used) + 1))

        in_levels = cost / problem.limit * (levels * (1 - ALLOWANCE))
        self._lag = np.maximum(np.floor(in_levels).astype(int), 1)
        # A leg of less than a level costs one, so that each level depends on those before it alone; what a route with
        # one visit of each stop may have paid too much by that is added to the limit.
        extra = np.zeros(self.stops)
        np.maximum.at(extra, self.stop[self._owner[after]], 1 - in_levels)
        self.levels = levels + int(np.ceil(extra.sum()))
        ending = np.minimum(last[used] / problem.limit * (levels * (1 - ALLOWANCE)), self.levels + 1)
        self._latest = self.levels - np.floor(ending).astype(int)
        self._pad = int(self._lag.max(initial=1))
        self._cells = (self._pad - self._lag) * self.width + self._before
        self.arcs = len(self._lag)

    def best(self, gain: np.ndarray, listen: Callable[[], None]) -> tuple[float, np.ndarray]:
        """The most that a route gains, `gain` (G,) at each visit of a stop, and how often it visits each stop (G,).
        The empty route gains 0."""
        states, pad, width = len(self._owner), self._pad, self.width
        if not states:
            return 0.0, np.zeros(self.stops, int)
        earned = gain[self.stop[self._owner]]
        most = np.full((pad + self.levels + 1, width), -np.inf)
        most[pad, -1] = 0
        flat, found = most.ravel(), np.empty(self.arcs)
        for level in range(1, self.levels + 1):
            if level % LISTENING == 0:
                listen()
            np.take(flat[level * width :], self._cells, out=found, mode="clip")
            row = most[pad + level]
            np.maximum.reduceat(found, self._arcs_of[:-1], out=row[:states])
            row[:states] += earned
            np.maximum.reduceat(row[:states], self._states_of[:-1], out=row[states:-2])
            row[-2] = row[states:-2].max()
        most = most[pad:]
        ended = np.where(np.arange(self.levels + 1)[:, None] <= self._latest, most[:, states:-2], -np.inf)
        level, alternative = divmod(int(ended.argmax()), len(self.stop))
        if not ended[level, alternative] > 0:
            return 0.0, np.zeros(self.stops, int)
        return float(ended[level, alternative]), self._visits(most, level, states + alternative)

    def _visits(self, most: np.ndarray, level: int, column: int) -> np.ndarray:
        """(G,) how often the route visits each stop that is at a column by a level: the best way back to the start."""
        states, visits = len(self._owner), np.zeros(self.stops, int)
        while column != self.width - 1:
            if column == self.width - 2:
                column = int(most[level, :states].argmax())
            elif column >= states:
                first, end = self._states_of[column - states : column - states + 2]
                column = first + int(most[level, first:end].argmax())
            visits[self.stop[self._owner[column]]] += 1
            first, end = self._arcs_of[column : column + 2]
            came = level - self._lag[first:end], self._before[first:end]
            possible = np.where(came[0] >= 0, most[came], -np.inf)
            pick = int(possible.argmax())
            level, column = int(came[0][pick]), int(came[1][pick])
        return visits


def _most(problem: Problem) -> float:
    """The limit, and what rounding may exceed it by."""
    return problem.limit * (1 + ALLOWANCE)


def ways(problem: Problem, site: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(A,) the least cost from a site's start to each alternative, over others if that is cheaper, and (A,) from each
    to the site's end; and which alternatives (indices) a route of the site can serve at all."""
    count = problem.alternatives
    among = problem.cost[:count, :count]
    allowed = np.ones(count, bool) if problem.reach is None else problem.reach[site]
    into = _least(np.where(allowed, problem.cost[problem.start(site), :count], np.inf), among, allowed, axis=0)
    out = _least(np.where(allowed, problem.cost[:count, problem.end(site)], np.inf), among, allowed, axis=1)
    return into, out, np.flatnonzero(into + out <= _most(problem))


def _least(direct: np.ndarray, cost: np.ndarray, allowed: np.ndarray, axis: int) -> np.ndarray:
    """(A,) the least of `direct` and of the least of another plus the cost from it (axis 0) or to it (axis 1), again
    and again (Bellman and Ford)."""
    least = direct
    while True:
        over = np.full(len(least), np.inf)
        for first in range(0, len(least), BLOCK):
            block = slice(first, first + BLOCK)
            if axis == 0:
                over = np.minimum(over, (cost[block] + least[block, None]).min(axis=0))
            else:
                over[block] = (cost[block] + least).min(axis=1)
        if not np.any(allowed & (over < least * (1 - 1e-12))):
            return least
        least = np.where(allowed, np.minimum(least, over), np.inf)


def _arcs(
    problem: Problem, kept: np.ndarray, into: np.ndarray, out: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(N,) sources, targets (indices into `kept`) and costs of the cheapest ways to each alternative; and (n,) what
    the cheapest of the others costs. Ways that no route has room for are left out."""
    stop, count = problem.stop[kept], len(kept)
    near = max(MOST_ARCS // max(count, 1), FEWEST_NEAREST)
    sources, targets, costs, farther = [], [], [], np.full(count, np.inf)
    for block in np.array_split(np.arange(count), range(BLOCK, count, BLOCK)):
        cost = problem.cost[np.ix_(kept, kept[block])]
        cost[stop[:, None] == stop[block]] = np.inf
        cost[into[:, None] + cost + out[block] > _most(problem)] = np.inf
        order = np.arange(count)[:, None].repeat(len(block), axis=1)
        if count > near:
            order = np.argpartition(cost, near, axis=0)[: near + 1]
            farther[block] = cost[order[-1], np.arange(len(block))]
            order = order[:-1]
        cost = np.take_along_axis(cost, order, axis=0)
        rank, column = np.nonzero(np.isfinite(cost))
        sources.append(order[rank, column])
        targets.append(block[column])
        costs.append(cost[rank, column])
    return np.concatenate(sources), np.concatenate(targets), np.concatenate(costs), farther


def _remembered(source: np.ndarray, target: np.ndarray, cost: np.ndarray, stops: int, memory: int) -> np.ndarray:
    """(G, memory) the stops that each stop remembers, those with the cheapest arcs to it, `stops` where there are
    fewer."""
    remembered = np.full((stops, memory), stops)
    order = np.lexsort((source, cost))
    pair, first = np.unique(target[order] * stops + source[order], return_index=True)
    order = np.lexsort((first, pair // stops))  # `first` ranks by cost
    to, other = np.divmod(pair[order], stops)
    rank = np.arange(len(to)) - np.searchsorted(to, to)
    near = rank < memory
    remembered[to[near], rank[near]] = other[near]
    return remembered


def _transitions(
    stop: np.ndarray, source: np.ndarray, target: np.ndarray, remembered: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns before and after, and which arc it is. Column a 2^memory + s is alternative a with the set s, a bit for
    each stop that a's stop remembers; column A 2^memory + a is the best of these. An arc on which nothing depends on
    what was served before comes from the latter, any other from each set that doesn't forbid it."""
    stops, memory = remembered.shape
    sets = np.arange(1 << memory)
    bit = np.zeros((stops, stops + 1), np.int64)
    for place in range(memory):
        bit[np.arange(stops), remembered[:, place]] = 1 << place
    bit[:, stops] = 0
    here, there = stop[source], stop[target]
    forbids, left = bit[here, there], bit[there, here]
    depends = forbids > 0
    for place in range(memory):
        depends |= bit[there, remembered[here, place]] > 0
    free, bound = np.flatnonzero(~depends), np.flatnonzero(depends)
    carried = np.repeat(left[bound][:, None], len(sets), axis=1)
    for place in range(memory):
        carried |= (sets >> place & 1) * bit[there[bound], remembered[here[bound], place]][:, None]
    row, chosen = np.nonzero(forbids[bound][:, None] & sets == 0)
    arc = bound[row]
    return (
        np.concatenate((len(stop) * len(sets) + source[free], source[arc] * len(sets) + chosen)),
        np.concatenate((target[free] * len(sets) + left[free], target[arc] * len(sets) + carried[row, chosen])),
        np.concatenate((free, arc)),
    )


def _reached(before: np.ndarray, after: np.ndarray, count: int, sets: int) -> np.ndarray:
    """Which columns any route comes to; the hub and the start always count."""
    reached = np.zeros(count * (sets + 1) + 2, bool)
    reached[-2:] = True
    while True:
        grown = reached.copy()
        grown[after[reached[before]]] = True
        grown[count * sets : -2] = grown[: count * sets].reshape(count, sets).any(axis=1)
        if np.array_equal(grown, reached):
            return reached
        reached = grown
