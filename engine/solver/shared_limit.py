"""Batches of plans whose routes share a second resource, such as seconds over places, besides the cost of each route.

Insertions and moves are compared by cost plus the price of what they take of the shared resource. Whether they fit is
decided by each of the two: a route must stay within the limit on its cost, and all routes of a plan together within
that on the shared resource.
"""

from collections.abc import Callable

import numpy as np

from .orienteering import TOLERANCE, Problem
from .overlong import cheapest_string
from .plan_batch import FORBIDDEN, MAX_CELLS, CancelCheck, PlanBatch, ProblemArrays
from .watch_batch import WatchArrays, WatchBatch

EXCESSES = (0.0, 0.0, 0.3, 0.0, 0.0, 1.0)
"""By how much insertion may exceed the limit on the shared resource, in turn, as a share of the limit or of what one
leg takes at most. Then strings of stops are left out until it is kept. A first stop far away may take more than there
is left, and only others on the way make it pay."""


class SharedArrays(ProblemArrays):
    """`cost` is the cost with the price of the shared resource. own_cost and shared (N, N) are the two parts."""

    def __init__(self, problem, *rest):
        super().__init__(problem, *rest)
        own = self.problem
        self.own_cost = np.minimum(own.cost, FORBIDDEN * own.limit)
        self.own_cost[self.ends] = FORBIDDEN * own.limit
        self.own_cost[self.ends, self.ends] = 0.0
        self.shared = np.where(np.isfinite(own.cost), own.shared, 0.0)
        self.shared[self.ends] = 0.0
        self.shared_limit = own.shared_limit * (1 + TOLERANCE / 2)
        self.tie = 1e-9 * max(float(self.shared.max()), 1.0) / (FORBIDDEN * own.limit)
        """Factor of costs that only decides between positions that take equally much of the shared resource."""
        self.excess, self.turn = max(own.shared_limit, float(self.shared.max())), 0
        self._flat_own_cost, self._flat_shared = self.own_cost.ravel(), self.shared.ravel()

    def weighed(self, problem: Problem) -> np.ndarray:
        return problem.cost + problem.shared_price * problem.shared

    def parts_between(self, one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The costs, and what is taken of the shared resource, from nodes to nodes."""
        at = one * len(self.cost) + other
        return self._flat_own_cost.take(at), self._flat_shared.take(at)


class SharedBatch(PlanBatch):
    """K plans of R routes. Besides what PlanBatch has, where `cost` and `insertion_cost` include the price: own_cost
    and shared (Q,) of each route; added (2, 3, Q, A) what each alternative would add at two positions, the cheapest
    one and the one that takes least of the shared resource: to the cost with the price, to the cost, and to what is
    taken of the shared resource.

    The scores of insertions are values alone. They are divided by costs when the best is chosen, because what still
    fits depends on all routes of a plan."""

    arrays: SharedArrays
    MEASURES = ("own_cost", "shared", "added")
    shared_excess = 0.0
    """By how much insertion may exceed the limit on the shared resource."""

    def __init__(self, arrays: SharedArrays, home: np.ndarray, *rest):
        rows = home.shape[1] * arrays.problem.sorties * len(home)
        self.own_cost, self.shared = np.zeros(rows), np.zeros(rows)
        self.added = np.zeros((2, 3, rows, arrays.count))
        super().__init__(arrays, home, *rest)

    def copy(self) -> "SharedBatch":
        other = super().copy()
        for name in self.MEASURES:
            setattr(other, name, getattr(self, name).copy())
        return other

    def replace(self, plans: np.ndarray, other: "SharedBatch", others: np.ndarray) -> None:
        super().replace(plans, other, others)
        into, out = self.rows(plans), other.rows(others)
        for name in self.MEASURES:
            own, their = getattr(self, name), getattr(other, name)
            if own.ndim == 1:
                own[into] = their[out]
            else:
                own[:, :, into] = their[:, :, out]

    def taken(self) -> np.ndarray:
        """(K,) what the routes of each plan take of the shared resource."""
        return self.shared.reshape(-1, self.routes).sum(axis=1)

    def feasible(self) -> np.ndarray:
        within = (self.own_cost <= self.arrays.limit).reshape(-1, self.routes).all(axis=1)
        return within & (self.taken() <= self.arrays.shared_limit)

    def recompute(self, rows: np.ndarray) -> None:
        super().recompute(rows)
        self._measure(rows)

    def _measure(self, rows: np.ndarray) -> None:
        """Computes MEASURES of some routes again."""
        arrays = self.arrays
        if not len(rows):
            return
        width = int(self.size[rows].max()) + 2
        step = max(1, MAX_CELLS // (width * arrays.count))
        alternative = np.arange(arrays.count)
        for first in range(0, len(rows), step):
            some = rows[first : first + step]
            nodes, row = self.nodes[some, :width], np.arange(min(step, len(rows) - first))[:, None]
            legs = self._parts(nodes, self.size[some])
            self.own_cost[some], self.shared[some] = (leg.sum(axis=1) for leg in legs)
            priced = arrays.from_node[nodes[:, :-1]]
            priced += arrays.to_node[nodes[:, 1:]]
            priced -= self.leg_costs(nodes, self.size[some])[:, :, None]
            taken = arrays.shared[nodes[:, :-1], : arrays.count] + arrays.shared.T[nodes[:, 1:], : arrays.count]
            taken -= legs[1][:, :, None]
            # padding is no position: forbidden, so never the cheapest, but it takes nothing
            least = np.where(priced < FORBIDDEN * arrays.limit / 2, taken, np.inf)
            least += arrays.tie * priced
            for which, at in enumerate((priced.argmin(axis=1), least.argmin(axis=1))):
                before, after = nodes[row, at], nodes[row, at + 1]
                to, onward = arrays.parts_between(before, alternative), arrays.parts_between(alternative, after)
                self.added[which, 0, some] = np.take_along_axis(priced, at[:, None], axis=1)[:, 0]
                for part in (0, 1):
                    self.added[which, part + 1, some] = to[part] + onward[part] - legs[part][row, at]

    def _parts(self, nodes: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(m, W - 1) of the legs of m routes: the costs, and what they take of the shared resource."""
        legs = self.arrays.parts_between(nodes[:, :-1], nodes[:, 1:])
        for leg in legs:
            leg[size == 0] = 0.0
        return legs

    # -- insertion ---------------------------------------------------------------------------------------------

    def insert(self, rows: np.ndarray, alternative: np.ndarray) -> None:
        arrays, size = self.arrays, self.size[rows]
        width = int(size.max()) + 3
        self.widen(width)
        nodes, row = self.nodes[rows, :width], np.arange(len(rows))
        own, taken = (
            to + onward - leg
            for to, onward, leg in zip(
                arrays.parts_between(nodes[:, :-1], alternative[:, None]),
                arrays.parts_between(alternative[:, None], nodes[:, 1:]),
                self._parts(nodes, size),
                strict=True,
            )
        )
        fits = own <= (arrays.limit + self.excess - self.own_cost[rows])[:, None]
        fits &= taken <= (arrays.shared_limit + self.shared_excess - self.taken()[rows // self.routes])[:, None]
        at = np.where(fits, own + arrays.problem.shared_price * taken, np.inf).argmin(axis=1)
        place = np.arange(width)
        moved = nodes[row[:, None], place - (place > at[:, None])]
        moved[row, at + 1] = alternative
        self.nodes[rows, :width] = moved
        self.size[rows] = size + 1
        self.recompute(rows)

    def best_insertions(self, scores: np.ndarray, active: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        arrays, rows = self.arrays, self.rows(active)
        room = (arrays.limit + self.excess - self.own_cost[rows])[:, None]
        left = np.repeat(arrays.shared_limit + self.shared_excess - self.taken()[active], self.routes)[:, None]
        priced = np.full((len(rows), arrays.count), np.inf)
        for cost, own, taken in self.added[::-1][:, :, rows]:
            priced = np.where((own <= room) & (taken <= left), cost, priced)
        choice = scores[active] / np.maximum(priced, arrays.epsilon).reshape(len(active), -1)
        best = choice.argmax(axis=1)
        fits = choice[np.arange(len(best)), best] > 0
        active = active[fits]
        route, alternative = np.divmod(best[fits], arrays.count)
        return active, active * self.routes + route, alternative

    def scores(self, rows: np.ndarray, value: np.ndarray) -> np.ndarray:
        return value * self.arrays.allowed[self.site[rows]]

    def greedy_insertion(self, value: np.ndarray, check_cancel: CancelCheck = lambda: None) -> np.ndarray:
        insert = super().greedy_insertion
        return self._inserted(lambda: insert(value, check_cancel))

    def _inserted(self, insert: Callable[[], np.ndarray]) -> np.ndarray:
        """Inserts until nothing fits; in some turns beyond the limit first. Returns (Q,) which routes changed."""
        arrays = self.arrays
        arrays.turn += 1
        self.shared_excess = EXCESSES[arrays.turn % len(EXCESSES)] * arrays.excess
        changed = insert()
        if self.shared_excess:
            self.shared_excess = 0.0
            self.improve(changed)
            changed |= self.shed()
            changed |= insert()
        return changed

    def shed(self) -> np.ndarray:
        """Removes strings of stops from plans that exceed the limit on the shared resource, each time the one that
        loses least prize for what it saves. Returns (Q,) which routes changed."""
        arrays, changed = self.arrays, np.zeros(len(self.site), bool)
        while len(over := np.flatnonzero(self.taken() > arrays.shared_limit)):
            rows = self.rows(over)
            rows = rows[(self.size[rows] > 0) & (self.shared[rows] > 0)]
            width = int(self.size[rows].max()) + 2
            nodes, size = self.nodes[rows, :width], self.size[rows]
            excess = (self.taken() - arrays.shared_limit)[rows // self.routes]
            prize = arrays.node_prize[nodes]
            first, length = cheapest_string(arrays.shared, nodes, size, prize, excess)
            place = np.arange(width)
            gone = (place >= first[:, None]) & (place < (first + length)[:, None])
            later = np.minimum(place + np.where(place >= first[:, None], length[:, None], 0), width - 1)
            short = np.take_along_axis(nodes, later, axis=1)
            saved = self.shared[rows] - self._parts(short, size - length)[1].sum(axis=1)
            useful = np.minimum(saved, excess)
            ratio = np.where(useful > 0, (prize * gone).sum(axis=1) / np.maximum(useful, 1e-300), np.inf)
            order = np.lexsort((ratio, rows // self.routes))
            best = order[np.unique(rows[order] // self.routes, return_index=True)[1]]
            some = rows[best]
            nothing = useful[best] <= 0  # no string saves anything: the whole route is left out
            short[best[nothing]] = np.where(
                place == 0, nodes[best[nothing]], arrays.ends[self.site[some[nothing]], None]
            )
            self.nodes[some, :width] = short[best]
            self.size[some] = np.where(nothing, 0, (size - length)[best])
            self.shared[some] = self._parts(short[best], self.size[some])[1].sum(axis=1)
            changed[some] = True
        self.recompute_unserved()
        self.recompute(np.flatnonzero(changed))
        return changed

    # -- removal and local search ------------------------------------------------------------------------------

    def cut(self, value: np.ndarray, share: float = 1.0) -> np.ndarray:
        arrays, most = self.arrays, self.arrays.limit * share
        too_long = self.own_cost > arrays.limit
        node_value = np.concatenate((value, np.zeros((len(value), len(arrays.cost) - arrays.count))), axis=1)
        changed = np.zeros(len(self.site), bool)
        while len(rows := np.flatnonzero(too_long & (self.own_cost > most) & (self.size > 0))):
            width = int(self.size[rows].max()) + 2
            nodes = self.nodes[rows, :width]
            prize = np.take_along_axis(node_value[rows // self.routes], nodes, axis=1)
            excess = self.own_cost[rows] - most
            first, length = cheapest_string(arrays.own_cost, nodes, self.size[rows], prize, excess)
            place = np.arange(width)
            later = np.minimum(place + np.where(place >= first[:, None], length[:, None], 0), width - 1)
            nodes = np.take_along_axis(nodes, later, axis=1)
            self.nodes[rows, :width] = nodes
            self.size[rows] -= length
            self.own_cost[rows] = self._parts(nodes, self.size[rows])[0].sum(axis=1)
            changed[rows] = True
        return changed

    def improve(self, changed: np.ndarray) -> np.ndarray:
        """As in PlanBatch, but routes stay as they were where the change would exceed a limit."""
        nodes, own_cost, shared, before = self.nodes.copy(), self.own_cost.copy(), self.shared.copy(), self.taken()
        shorter = super().improve(changed)
        undone = shorter & (self.own_cost > np.maximum(self.arrays.limit, own_cost))
        beyond = self.taken() > np.maximum(self.arrays.shared_limit, before)
        undone |= shorter & np.repeat(beyond, self.routes) & (self.shared > shared)
        rows = np.flatnonzero(undone)
        if len(rows):
            self.nodes[rows] = nodes[rows]
            self.recompute(rows)
            shorter[rows] = False
        return shorter


class SharedWatchArrays(SharedArrays, WatchArrays):
    """The data of a watch, with a shared resource."""


class SharedWatchBatch(SharedBatch, WatchBatch):
    """Plans for a watch, with a shared resource."""

    arrays: SharedWatchArrays

    def schedule(self) -> np.ndarray:
        return super().schedule() & self.feasible()

    def insert(self, rows: np.ndarray, alternative: np.ndarray) -> None:
        super().insert(rows, alternative)
        ends = self.ends(rows, int(self.size[rows].max()) + 2)
        at = (self.nodes[rows, : ends.shape[1]] == alternative[:, None]).argmax(axis=1)
        self._inserted_end = ends[np.arange(len(rows)), at]

    def fill(self, noise: np.ndarray, check_cancel: CancelCheck, only: np.ndarray | None = None) -> np.ndarray:
        insert = super().fill
        return self._inserted(lambda: insert(noise, check_cancel, only))

    def _score(self, row: np.ndarray, way: np.ndarray, value: np.ndarray) -> np.ndarray:
        return value * self.arrays.allowed[self.site[row], way]


def plan_batch(arrays: ProblemArrays, home: np.ndarray) -> PlanBatch:
    """A batch of empty plans of the kind that the arrays are for."""
    return (SharedBatch if isinstance(arrays, SharedArrays) else PlanBatch)(arrays, home)


def watch_batch(arrays: WatchArrays, home: np.ndarray, launch: np.ndarray) -> WatchBatch:
    """The same for a watch."""
    return (SharedWatchBatch if isinstance(arrays, SharedArrays) else WatchBatch)(arrays, home, launch)
