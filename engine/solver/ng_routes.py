"""ng-routes of one launch site: a relaxation of its routes, and the pricing problem solved by dynamic programming.

The best relaxed route has at least the value of the best real route. Three things are relaxed:

- Costs are rounded down to a number of levels per limit.
- A route may visit a stop again once it has forgotten the first visit. Each stop has an ng-set, the few stops nearest
  to it. A visit is remembered as long as each later stop of the route has it in its ng-set, and while it is
  remembered the stop can't be visited again (Baldacci, Mingozzi and Roberti, "New route relaxation and pricing
  strategies for the vehicle routing problem", Operations Research 59, 2011). So the state of a partial route is its
  last alternative and the set of remembered stops.
- Only the cheapest arcs to each alternative are kept. All others get the cost of the cheapest among them and lead
  through one hub state, where all visits are forgotten.
"""

from collections.abc import Callable

import numpy as np

from .orienteering import TOLERANCE, Problem

MAX_ARCS, MIN_ARCS_PER_TARGET = 40_000, 24
"""About how many arcs between alternatives are kept, and the least number of arcs to each alternative."""
LEAST_WORTH = 1e-3
"""Share of the highest worth of a stop as which a lower one counts."""
BLOCK = 256
"""Alternatives whose arcs are handled at once, to limit the memory needed."""
CANCEL_INTERVAL = 32
"""Levels between two checks for cancel."""
ALLOWANCE = 4 * TOLERANCE
"""Share by which costs are reduced, so that no rounding of sums excludes a feasible route."""


class NgRoutes:
    """The relaxed routes of a site."""

    def __init__(self, problem: Problem, site: int, levels: int, memory: int, worth: np.ndarray | None = None):
        """`levels` is the number of cost levels per limit, `memory` the size of each stop's ng-set. worth: (G,) about
        what a visit of each stop earns, so that stops of more worth come first in ng-sets; None if they are alike."""
        self.stops = len(problem.prize)
        into, out, kept = shortest_path_costs(problem, site)
        first = problem.cost[problem.start(site), kept]
        last = problem.cost[kept, problem.end(site)]
        stop = problem.stop[kept]
        source, target, cost, hub_cost = _arcs(problem, kept, into[kept], out[kept])
        detour = cost if worth is None else cost / np.maximum(worth, LEAST_WORTH * worth.max() + 1e-300)[stop[source]]
        ng_set = _ng_sets(stop[source], stop[target], detour, self.stops, memory)
        source_column, target_column, arc = _transitions(stop, source, target, ng_set)

        # Columns: a state for each alternative and each set of remembered stops, then the best state of each
        # alternative, the best state of all (the hub), and the start. Only reachable columns are kept.
        count, sets = len(kept), 1 << memory
        hub, start = count * (sets + 1), count * (sets + 1) + 1
        from_hub, from_start = (
            np.flatnonzero(np.isfinite(hub_cost)),
            np.flatnonzero(first + out[kept] <= _max_cost(problem)),
        )
        source_column = np.concatenate((source_column, np.full(len(from_hub), hub), np.full(len(from_start), start)))
        target_column = np.concatenate((target_column, from_hub * sets, from_start * sets))
        cost = np.concatenate((cost[arc], hub_cost[from_hub], first[from_start]))
        reachable = _reachable_columns(source_column, target_column, count, sets)
        column_number = np.cumsum(reachable) - 1
        used = reachable[source_column]
        order = np.argsort(target_column[used], kind="stable")
        self._arc_source, target_column, cost = (
            values[used][order] for values in (column_number[source_column], column_number[target_column], cost)
        )
        self.width = int(reachable.sum())
        used = np.flatnonzero(reachable[count * sets : -2])
        self.stop = stop[used]
        self._alternative_of = np.searchsorted(used, np.flatnonzero(reachable[: count * sets]) // sets)
        self._arcs_of = np.searchsorted(target_column, np.arange(len(self._alternative_of) + 1))
        self._states_of = np.searchsorted(self._alternative_of, np.arange(len(used) + 1))

        in_levels = cost / problem.limit * (levels * (1 - ALLOWANCE))
        self._arc_levels = np.maximum(np.floor(in_levels).astype(int), 1)
        # An arc of less than one level costs one, so that each level depends only on earlier ones. What a route with
        # one visit of each stop can be overcharged by that is added to the limit.
        extra = np.zeros(self.stops)
        np.maximum.at(extra, self.stop[self._alternative_of[target_column]], 1 - in_levels)
        self.levels = levels + int(np.ceil(extra.sum()))
        end_levels = np.minimum(last[used] / problem.limit * (levels * (1 - ALLOWANCE)), self.levels + 1)
        # the latest level from which each alternative still reaches the end
        self._latest_level = self.levels - np.floor(end_levels).astype(int)
        self._padding = int(self._arc_levels.max(initial=1))
        # where each arc starts, as an index into the flat table, relative to the level at which the arc ends
        self._source_cells = (self._padding - self._arc_levels) * self.width + self._arc_source
        self.arcs = len(self._arc_levels)

    def best(self, reduced_prize: np.ndarray, check_cancel: Callable[[], None]) -> tuple[float, np.ndarray]:
        """The highest value of a relaxed route, and how often that route visits each stop (G,).

        The value of a route is the sum of `reduced_prize` (G,) over its visits. That is the prize of a stop less its
        multiplier: the reduced cost, with the sign of a maximisation problem. The empty route has value 0.
        """
        states, padding, width = len(self._alternative_of), self._padding, self.width
        if not states:
            return 0.0, np.zeros(self.stops, int)
        state_prize = reduced_prize[self.stop[self._alternative_of]]
        best_value = np.full((padding + self.levels + 1, width), -np.inf)
        best_value[padding, -1] = 0
        flat, arriving = best_value.ravel(), np.empty(self.arcs)
        for level in range(1, self.levels + 1):
            if level % CANCEL_INTERVAL == 0:
                check_cancel()
            np.take(flat[level * width :], self._source_cells, out=arriving, mode="clip")
            row = best_value[padding + level]
            np.maximum.reduceat(arriving, self._arcs_of[:-1], out=row[:states])
            row[:states] += state_prize
            np.maximum.reduceat(row[:states], self._states_of[:-1], out=row[states:-2])
            row[-2] = row[states:-2].max()
        best_value = best_value[padding:]
        final = np.where(np.arange(self.levels + 1)[:, None] <= self._latest_level, best_value[:, states:-2], -np.inf)
        level, alternative = divmod(int(final.argmax()), len(self.stop))
        if not final[level, alternative] > 0:
            return 0.0, np.zeros(self.stops, int)
        return float(final[level, alternative]), self._visits(best_value, level, states + alternative)

    def _visits(self, best_value: np.ndarray, level: int, column: int) -> np.ndarray:
        """(G,) how often the best route to a state (level, column) visits each stop, found by backtracking."""
        states, visits = len(self._alternative_of), np.zeros(self.stops, int)
        while column != self.width - 1:
            if column == self.width - 2:
                column = int(best_value[level, :states].argmax())
            elif column >= states:
                first, end = self._states_of[column - states : column - states + 2]
                column = first + int(best_value[level, first:end].argmax())
            visits[self.stop[self._alternative_of[column]]] += 1
            first, end = self._arcs_of[column : column + 2]
            previous = level - self._arc_levels[first:end], self._arc_source[first:end]
            possible = np.where(previous[0] >= 0, best_value[previous], -np.inf)
            pick = int(possible.argmax())
            level, column = int(previous[0][pick]), int(previous[1][pick])
        return visits


def _max_cost(problem: Problem) -> float:
    """The limit, with the allowance for rounding."""
    return problem.limit * (1 + ALLOWANCE)


def shortest_path_costs(problem: Problem, site: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(A,) the cost of the shortest path from a site's start to each alternative, (A,) from each alternative to the
    site's end, and the indices of the alternatives that a route of the site can serve."""
    count = problem.alternatives
    pair_cost = problem.cost[:count, :count]
    allowed = np.ones(count, bool) if problem.reach is None else problem.reach[site]
    into = _bellman_ford(
        np.where(allowed, problem.cost[problem.start(site), :count], np.inf), pair_cost, allowed, axis=0
    )
    out = _bellman_ford(np.where(allowed, problem.cost[:count, problem.end(site)], np.inf), pair_cost, allowed, axis=1)
    return into, out, np.flatnonzero(into + out <= _max_cost(problem))


def _bellman_ford(direct: np.ndarray, cost: np.ndarray, allowed: np.ndarray, axis: int) -> np.ndarray:
    """(A,) shortest path costs by the Bellman-Ford algorithm, starting from the costs `direct`: paths from the site
    (axis 0) or to it (axis 1), through alternatives that are `allowed`."""
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
    """The cheapest arcs to each of n alternatives: (N,) sources, targets (indices into `kept`) and costs; and (n,) the
    cost of the cheapest arc that was not kept, inf if there is none. Arcs that no route within the limit can use are
    left out."""
    stop, count = problem.stop[kept], len(kept)
    arcs_per_target = max(MAX_ARCS // max(count, 1), MIN_ARCS_PER_TARGET)
    sources, targets, costs, hub_cost = [], [], [], np.full(count, np.inf)
    for block in np.array_split(np.arange(count), range(BLOCK, count, BLOCK)):
        cost = problem.cost[np.ix_(kept, kept[block])]
        cost[stop[:, None] == stop[block]] = np.inf
        cost[into[:, None] + cost + out[block] > _max_cost(problem)] = np.inf
        order = np.arange(count)[:, None].repeat(len(block), axis=1)
        if count > arcs_per_target:
            order = np.argpartition(cost, arcs_per_target, axis=0)[: arcs_per_target + 1]
            hub_cost[block] = cost[order[-1], np.arange(len(block))]
            order = order[:-1]
        cost = np.take_along_axis(cost, order, axis=0)
        rank, column = np.nonzero(np.isfinite(cost))
        sources.append(order[rank, column])
        targets.append(block[column])
        costs.append(cost[rank, column])
    return np.concatenate(sources), np.concatenate(targets), np.concatenate(costs), hub_cost


def _ng_sets(source: np.ndarray, target: np.ndarray, cost: np.ndarray, stops: int, memory: int) -> np.ndarray:
    """(G, memory) the ng-set of each stop: the stops with the cheapest arcs to it, padded with `stops`."""
    ng_set = np.full((stops, memory), stops)
    order = np.lexsort((source, cost))
    pair, first = np.unique(target[order] * stops + source[order], return_index=True)
    order = np.lexsort((first, pair // stops))  # `first` ranks by cost
    to, other = np.divmod(pair[order], stops)
    rank = np.arange(len(to)) - np.searchsorted(to, to)
    kept = rank < memory
    ng_set[to[kept], rank[kept]] = other[kept]
    return ng_set


def _transitions(
    stop: np.ndarray, source: np.ndarray, target: np.ndarray, ng_set: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(T,) source columns, target columns and arcs of the transitions between states.

    Column a 2^memory + s is alternative a with the set s of remembered stops, one bit for each stop in the ng-set of
    a's stop. Column A 2^memory + a is the best of these. An arc whose result does not depend on the set starts from the
    latter; any other arc starts from each set that does not forbid it.
    """
    stops, memory = ng_set.shape
    sets = np.arange(1 << memory)
    bit = np.zeros((stops, stops + 1), np.int64)
    for place in range(memory):
        bit[np.arange(stops), ng_set[:, place]] = 1 << place
    bit[:, stops] = 0
    here, there = stop[source], stop[target]  # the stops of both ends of each arc
    forbids, left = bit[here, there], bit[there, here]
    depends = forbids > 0
    for place in range(memory):
        depends |= bit[there, ng_set[here, place]] > 0
    free, bound = np.flatnonzero(~depends), np.flatnonzero(depends)
    carried = np.repeat(left[bound][:, None], len(sets), axis=1)
    for place in range(memory):
        carried |= (sets >> place & 1) * bit[there[bound], ng_set[here[bound], place]][:, None]
    row, chosen = np.nonzero(forbids[bound][:, None] & sets == 0)
    arc = bound[row]
    return (
        np.concatenate((len(stop) * len(sets) + source[free], source[arc] * len(sets) + chosen)),
        np.concatenate((target[free] * len(sets) + left[free], target[arc] * len(sets) + carried[row, chosen])),
        np.concatenate((free, arc)),
    )


def _reachable_columns(source_column: np.ndarray, target_column: np.ndarray, count: int, sets: int) -> np.ndarray:
    """(C,) which columns a route can reach. The hub and the start always count as reached."""
    reachable = np.zeros(count * (sets + 1) + 2, bool)
    reachable[-2:] = True
    while True:
        grown = reachable.copy()
        grown[target_column[reachable[source_column]]] = True
        grown[count * sets : -2] = grown[: count * sets].reshape(count, sets).any(axis=1)
        if np.array_equal(grown, reachable):
            return reachable
        reachable = grown
