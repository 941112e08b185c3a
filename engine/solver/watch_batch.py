"""A batch of plans for a watch: routes with launch times, what their visits leave unseen, and insertion by gain.

Each stop may be served by several routes of a plan, at most once by each. What an insertion gains depends on when the
route would serve the stop and on the other visits to it, so each plan keeps, for each stop, what is left unseen on a
fine grid of times. Insertions are chosen with it; plans are compared by the exact sum.
"""

import numpy as np

from .closing import closed_by_group, covered, cumulative
from .orienteering import TOLERANCE
from .plan_batch import MAX_CELLS, CancelCheck, PlanBatch, ProblemArrays
from .watch import WatchProblem, WatchSolution

FINEST_GRID, MAX_GRID = 300.0, 4_000_000
"""s, and numbers in all: the grid is as fine as the first unless it then had more numbers than the second."""
GAIN_EXPONENT = 1.3
"""Exponent in the insertion score, gain ** GAIN_EXPONENT / insertion cost, as in search.py."""
LEAST_GAIN = 1e-5
"""Share of the mean priority of a stop: a visit that gains less is not worth flying."""


class WatchArrays(ProblemArrays):
    """The data of the watch that all plans share, for G stops, each of which has an alternative, and `plans` plans.

    first_way (G,) is the first alternative of each stop; from_first and to_first (N, G) are from_node and to_node of
    these."""

    def __init__(self, problem: WatchProblem, plans: int):
        super().__init__(problem.routing)
        self.watch = problem
        self.duration = np.where(np.isfinite(problem.duration), problem.duration, 0.0)
        self.duration[self.ends] = 0.0
        self._flat_duration = self.duration.ravel()
        self.certain = problem.exposure is None
        exposure = np.ones(self.count) if self.certain else problem.exposure
        self.exposure = np.append(exposure, np.zeros(2 * problem.routing.sites))
        self.seen = np.concatenate((problem.seen, np.zeros((2 * problem.routing.sites, 2))))
        self.stops, bins = problem.unseen.shape
        self.before = cumulative(problem.unseen)
        finest = max(1, round(problem.bin_length / FINEST_GRID))
        fine = int(np.clip(MAX_GRID // (plans * problem.unseen.size), 1, finest))
        self.density, self.grid = np.repeat(problem.unseen, fine, axis=1) / fine, problem.bin_length / fine
        self.cells = bins * fine
        self.first_way = np.unique(self.stop, return_index=True)[1]
        self.from_first, self.to_first = self.from_node[:, self.first_way], self.to_node[:, self.first_way]
        self.least_gain = LEAST_GAIN * float(problem.unseen.sum()) / max(self.stops, 1)

    def duration_between(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Durations from nodes to nodes."""
        return self._flat_duration.take(one * len(self.duration) + other)

    def left(self, cover: np.ndarray, stop: np.ndarray | slice = slice(None)) -> np.ndarray:
        """(..., cells + 1) what is unseen before each edge of the grid. cover: (..., cells) the sum of the exposures of
        the visits in each cell, of 1 each if one is certain, for some stops."""
        share = 1.0 - np.minimum(cover, 1.0) if self.certain else np.exp(-cover)
        return self.cumulated(share * self.density[stop])

    @staticmethod
    def cumulated(amount: np.ndarray) -> np.ndarray:
        """The sums before each edge of the grid."""
        total = np.zeros((*amount.shape[:-1], amount.shape[-1] + 1))
        np.cumsum(amount, axis=-1, out=total[..., 1:])
        return total

    def gain(self, left: np.ndarray, row: np.ndarray, end: np.ndarray, way: np.ndarray) -> np.ndarray:
        """What a visit gains. left: (rows, cells + 1); row: the row of it; end: the end of serving, s; way: the
        alternative, all of one shape."""
        watch = self.watch
        begin, until = end + self.seen[way, 0] - watch.revisit, end + self.seen[way, 1]
        found = self._unseen(left, row, until) - self._unseen(left, row, begin)
        for shift in (watch.cycle, -watch.cycle) if watch.cycle else ():
            found += self._unseen(left, row, until + shift) - self._unseen(left, row, begin + shift)
        return found if self.certain else found * -np.expm1(-self.exposure[way])

    def _unseen(self, left: np.ndarray, row: np.ndarray, time: np.ndarray) -> np.ndarray:
        """What is unseen before a time, linear within the cells."""
        cells = np.clip(time * (1.0 / self.grid), 0.0, self.cells)
        whole = np.minimum(cells.astype(np.int64), self.cells - 1)
        at = row * (self.cells + 1) + whole
        flat = left.ravel()
        low = flat.take(at)
        cells -= whole
        cells *= flat.take(at + 1) - low
        return low + cells


class WatchUnseen:
    """What the visits of K plans leave unseen: cover (K G, cells) and left (K G, cells + 1), as `WatchArrays.left` has
    them, a row for each stop of each plan. From one batch of plans to the next, only rows whose visits differ are
    computed again."""

    def __init__(self, arrays: WatchArrays, plans: int, routes: int):
        self._arrays = arrays
        self.cover = np.zeros((plans * arrays.stops, arrays.cells))
        self.left = arrays.left(self.cover, np.tile(np.arange(arrays.stops), plans))
        self._stale = np.zeros(len(self.cover), bool)
        self._nodes, self._size, self._launch = np.zeros((routes, 2), int), np.zeros(routes, int), np.zeros(routes)

    def update(self, batch: "WatchBatch") -> None:
        """Makes this what the visits of a batch leave."""
        arrays = self._arrays
        width = min(batch.nodes.shape[1], self._nodes.shape[1])
        differs = (batch.size != self._size) | (batch.launch != self._launch)
        differs |= (batch.nodes[:, :width] != self._nodes[:, :width]).any(axis=1)
        first = np.arange(len(batch.site)) // batch.routes * arrays.stops
        for nodes, size in ((self._nodes, self._size), (batch.nodes, batch.size)):
            place = np.arange(nodes.shape[1])
            row, at = np.nonzero((place > 0) & (place <= size[:, None]) & differs[:, None])
            self._stale[first[row] + arrays.node_stop[nodes[row, at]]] = True
        groups = np.flatnonzero(self._stale)
        self.cover[groups] = batch.cover_at(groups)
        self.left[groups] = arrays.left(self.cover[groups], groups % arrays.stops)
        self._stale[groups] = False
        self._nodes, self._size, self._launch = batch.nodes.copy(), batch.size.copy(), batch.launch.copy()

    def add(self, groups: np.ndarray, cover: np.ndarray) -> None:
        """Adds what further visits cover, (m, cells), to some rows, each given once."""
        self.cover[groups] += cover
        self.left[groups] = self._arrays.left(self.cover[groups], groups % self._arrays.stops)
        self._stale[groups] = True  # a sum in another order rounds otherwise


class WatchBatch(PlanBatch):
    """K plans of R routes. Besides what PlanBatch has: launch (Q,) the take-off of each route, used where it has stops;
    length (Q,) s from take-off to landing; insertion_end (Q, G) s after take-off at which each stop would have been
    served at its cheapest position, after an insertion only an estimate where this position has changed; unseen, which
    a batch shares with its copies."""

    arrays: WatchArrays

    def __init__(self, arrays: WatchArrays, home: np.ndarray, launch: np.ndarray):
        rows = home.shape[1] * arrays.problem.sorties * len(home)
        self.launch, self.length = launch.copy(), np.zeros(rows)
        self.insertion_end = np.zeros((rows, arrays.stops))
        self.unseen = WatchUnseen(arrays, len(home), rows)
        super().__init__(arrays, home)

    def copy(self) -> "WatchBatch":
        other = super().copy()
        other.unseen = self.unseen
        for name in ("launch", "length", "insertion_end"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def replace(self, plans: np.ndarray, other: "WatchBatch", others: np.ndarray) -> None:
        super().replace(plans, other, others)
        into, out = self.rows(plans), other.rows(others)
        for name in ("launch", "length", "insertion_end"):
            getattr(self, name)[into] = getattr(other, name)[out]

    # -- times -------------------------------------------------------------------------------------------------

    def recompute(self, rows: np.ndarray) -> None:
        super().recompute(rows)
        arrays = self.arrays
        if not len(rows):
            return
        width = int(self.size[rows].max()) + 2
        ends = self.ends(rows, width)
        self.length[rows] = np.where(self.size[rows] > 0, ends[:, -1], 0.0)
        share = max(1, MAX_CELLS // (width * arrays.stops))
        for first in range(0, len(rows), share):
            some = rows[first : first + share]
            nodes = self.nodes[some, :width]
            added = arrays.from_first[nodes[:, :-1]]
            added += arrays.to_first[nodes[:, 1:]]
            added -= arrays.cost_between(nodes[:, :-1], nodes[:, 1:])[:, :, None]
            at, row = added.argmin(axis=1), np.arange(len(some))[:, None]
            duration = arrays.duration_between(nodes[row, at], arrays.first_way)
            self.insertion_end[some] = ends[first : first + share][row, at] + duration

    def ends(self, rows: np.ndarray, width: int) -> np.ndarray:
        """(m, width) s from take-off to the end of serving each node of some routes; 0 at the start."""
        nodes = self.nodes[rows, :width]
        ends = np.zeros((len(rows), width))
        np.cumsum(self.arrays.duration_between(nodes[:, :-1], nodes[:, 1:]), axis=1, out=ends[:, 1:])
        return ends

    def schedule(self) -> np.ndarray:
        """Moves launches so that each drone has landed and swapped its battery before, as little as needed: first
        later, then, if the last one is too late, earlier. Returns (K,) whether that is possible in each plan."""
        watch, sorties = self.arrays.watch, self.arrays.problem.sorties
        launch, busy = self.launch.reshape(-1, sorties), (self.length + watch.swap).reshape(-1, sorties)
        flown = self.size.reshape(-1, sorties) > 0
        launch[:] = np.clip(launch, watch.earliest, watch.latest)
        order = np.argsort(np.where(flown, launch, np.inf), axis=1, kind="stable")
        row = np.arange(len(launch))[:, None]
        at, busy, flown = launch[row, order], busy[row, order], flown[row, order]
        for turn in range(1, sorties):
            at[:, turn] = np.where(flown[:, turn], np.maximum(at[:, turn], at[:, turn - 1] + busy[:, turn - 1]), 0)
        until = np.full(len(at), watch.latest)
        for turn in range(sorties - 1, -1, -1):
            at[:, turn] = np.where(flown[:, turn], np.minimum(at[:, turn], until), at[:, turn])
            until = np.where(flown[:, turn], at[:, turn] - busy[:, turn - 1], until)
        launch[row, order] = np.where(flown, at, launch[row, order])
        early = np.where(flown, at, np.inf).min(axis=1) < watch.earliest - TOLERANCE * max(abs(watch.earliest), 1.0)
        return ~early.reshape(len(self.home), -1).any(axis=1)

    def place_first(self, row: int, way: int) -> None:
        """Puts an alternative before all others of a route. The caller then calls `recompute`."""
        self.widen(int(self.size[row]) + 4)
        self.nodes[row, 2:] = self.nodes[row, 1:-1].copy()
        self.nodes[row, 1] = way
        self.size[row] += 1

    def solution(self, plan: int) -> WatchSolution:
        """A plan in the form in which it is returned: routes of a drone in the order of their launch."""
        sorties, first = self.arrays.problem.sorties, plan * self.routes
        routes, launch = self.routes_of(plan), self.launch[first : first + self.routes]
        when = np.where(self.size[first : first + self.routes] > 0, launch, np.nan).reshape(-1, sorties)
        order = (np.argsort(when, axis=1, kind="stable") + np.arange(len(when))[:, None] * sorties).ravel()
        return WatchSolution(tuple(routes[index] for index in order), when.ravel()[order], self.home[plan].copy())

    # -- what the visits close -----------------------------------------------------------------------------------

    def visits(self, without: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(V,) rows, (V,) alternatives and (V,) ends of serving, s after take-off, of all visits, or of those of all
        routes but some, (Q,) bool."""
        width = int(self.size.max()) + 2
        place = np.arange(width)
        served = (place > 0) & (place <= self.size[:, None])
        if without is not None:
            served &= ~without[:, None]
        row, at = np.nonzero(served)
        return row, self.nodes[row, at], self.ends(np.arange(len(self.nodes)), width)[row, at]

    def closed(self) -> np.ndarray:
        """(K,) what each plan closes, exactly."""
        arrays, watch = self.arrays, self.arrays.watch
        row, way, end = self.visits()
        end = end + self.launch[row]
        exposure = np.full(len(way), np.inf) if arrays.certain else arrays.exposure[way]
        group = row // self.routes * arrays.stops + arrays.stop[way]
        first, last = end + arrays.seen[way, 0], end + arrays.seen[way, 1]
        group, begin, until, exposure = covered(group, first, last, exposure, watch.revisit, watch.cycle)
        groups = len(self.home) * arrays.stops
        found = closed_by_group(
            arrays.before, watch.bin_length, group % arrays.stops, group, begin, until, exposure, groups
        )
        return found.reshape(-1, arrays.stops).sum(axis=1)

    def cover(self, without: np.ndarray | None = None) -> np.ndarray:
        """(K, G, cells) the sum of the exposures of the visits in each cell of the grid; `without` as in `visits`."""
        shape = len(self.home), self.arrays.stops, self.arrays.cells
        return self.cover_at(np.arange(shape[0] * shape[1]), without).reshape(shape)

    def cover_at(self, groups: np.ndarray, without: np.ndarray | None = None) -> np.ndarray:
        """(m, cells) the same for some stops of some plans, given by the numbers plan x G + stop."""
        arrays = self.arrays
        row, way, end = self.visits(without)
        number = np.full(len(self.home) * arrays.stops, -1)
        number[groups] = np.arange(len(groups))
        of = number[row // self.routes * arrays.stops + arrays.stop[way]]
        some = np.flatnonzero(of >= 0)
        return self.cover_of(of[some], way[some], (end + self.launch[row])[some], len(groups))

    def cover_of(self, group: np.ndarray, way: np.ndarray, end: np.ndarray, groups: int) -> np.ndarray:
        """(groups, cells) the sum of the exposures of visits, given by their group, alternative and end of serving."""
        arrays, watch = self.arrays, self.arrays.watch
        weight = arrays.exposure[way]
        group, begin, until, weight = covered(
            group, end + arrays.seen[way, 0], end + arrays.seen[way, 1], weight, watch.revisit, watch.cycle
        )
        # A visit covers whole cells between its edges, and a share of those that contain them: the differences from
        # cell to cell are added up, two for each edge.
        width = arrays.cells + 2
        edge = np.clip(np.concatenate((begin, until)) * (1.0 / arrays.grid), 0.0, arrays.cells)
        whole = edge.astype(np.int64)
        share = edge - whole
        at = np.concatenate((group, group)) * width + whole
        weight = np.concatenate((weight, -weight))
        change = np.bincount(at, weight * (1.0 - share), minlength=groups * width)
        change += np.bincount(at + 1, weight * share, minlength=groups * width)
        return np.cumsum(change.reshape(groups, width), axis=1, dtype=float)[:, : arrays.cells]

    # -- insertion ---------------------------------------------------------------------------------------------

    def fill(self, noise: np.ndarray, check_cancel: CancelCheck, only: np.ndarray | None = None) -> np.ndarray:
        """Inserts visits until none fits or gains, in the order of noise x gain ** GAIN_EXPONENT / insertion cost,
        highest first. noise: (K, G); only: (Q,) the routes to insert into, None: all. Returns (Q,) which changed."""
        arrays, plans, routes = self.arrays, len(self.home), self.routes
        every = np.arange(len(self.site))
        self.unseen.update(self)
        served = self._served()
        if only is not None:
            served[~only] = True
        changed = np.zeros(len(every), bool)
        value = self._value(every, noise, served)
        scores = self.scores(every, value[:, arrays.stop])
        by_plan = scores.reshape(plans, -1)
        active = np.arange(plans)
        while True:
            check_cancel()
            active, rows, way = self.best_insertions(by_plan, active)
            if not len(active):
                return changed
            self.insert(rows, way)
            changed[rows] = True
            stop = arrays.stop[way]
            served[rows, stop] = True
            self._visited(active, rows, way, stop)
            # the stop gains less on all routes of the plan
            beside = (active[:, None] * routes + np.arange(routes)).ravel()
            column = np.repeat(stop, routes)
            value[beside, column] = self._value_at(beside, column, noise, served)
            value[rows] = self._value(rows, noise, served)
            which, nth = np.nonzero(arrays.is_choice[arrays.first_way[column]])
            row, ways = beside[which], arrays.choices[arrays.first_way[column[which]], nth]
            scores[row, ways] = self._score(row, ways, value[row, column[which]])
            scores[rows] = self.scores(rows, value[rows][:, arrays.stop])

    def insert(self, rows: np.ndarray, alternative: np.ndarray) -> None:
        before = self.insertion_cost[rows][:, self.arrays.first_way]
        super().insert(rows, alternative)
        arrays = self.arrays
        width = int(self.size[rows].max()) + 2
        ends, row = self.ends(rows, width), np.arange(len(rows))
        at = (self.nodes[rows, :width] == alternative[:, None]).argmax(axis=1)
        here = ends[row, at][:, None]
        longer = ends[:, -1] - self.length[rows]
        self.length[rows] = ends[:, -1]
        beside = self.insertion_cost[rows][:, arrays.first_way] != before
        later = self.insertion_end[rows]
        later += np.where(later >= here - longer[:, None], longer[:, None], 0.0)
        self.insertion_end[rows] = np.where(
            beside, here + arrays.duration_between(alternative[:, None], arrays.first_way), later
        )
        self._inserted_end = here[:, 0]

    def _served(self) -> np.ndarray:
        """(Q, G) whether a route serves a stop."""
        served = np.zeros((len(self.nodes), self.arrays.stops + 1), bool)
        served[np.arange(len(served))[:, None], self.arrays.node_stop[self.nodes]] = True
        return served[:, : self.arrays.stops]

    def _value(self, rows: np.ndarray, noise: np.ndarray, served: np.ndarray) -> np.ndarray:
        """(m, G) noise x gain ** GAIN_EXPONENT of a visit to each stop by some routes; 0 where it isn't worth it."""
        arrays = self.arrays
        plan = rows // self.routes
        end = self.launch[rows, None] + self.insertion_end[rows]
        row = plan[:, None] * arrays.stops + np.arange(arrays.stops)
        gain = arrays.gain(self.unseen.left, row, end, np.broadcast_to(arrays.first_way, row.shape))
        return self._worth(gain, noise[plan], served[rows])

    def _value_at(self, row: np.ndarray, stop: np.ndarray, noise: np.ndarray, served: np.ndarray) -> np.ndarray:
        """(m,) the same for single routes and stops."""
        arrays = self.arrays
        plan = row // self.routes
        end = self.launch[row] + self.insertion_end[row, stop]
        gain = arrays.gain(self.unseen.left, plan * arrays.stops + stop, end, arrays.first_way[stop])
        return self._worth(gain, noise[plan, stop], served[row, stop])

    def _worth(self, gain: np.ndarray, noise: np.ndarray, served: np.ndarray) -> np.ndarray:
        gain = np.where(served | (gain < self.arrays.least_gain), 0.0, gain)
        return noise * gain**GAIN_EXPONENT

    def _score(self, row: np.ndarray, way: np.ndarray, value: np.ndarray) -> np.ndarray:
        """(m,) the insertion scores of single routes and alternatives, as `scores`."""
        arrays = self.arrays
        cost = self.insertion_cost[row, way]
        fits = (cost <= arrays.limit - self.cost[row]) & arrays.allowed[self.site[row], way]
        return np.where(fits, value / np.maximum(cost, arrays.epsilon), 0.0)

    def _visited(self, plan: np.ndarray, rows: np.ndarray, way: np.ndarray, stop: np.ndarray) -> None:
        """Adds the visits just inserted to what is covered."""
        arrays = self.arrays
        own = self.cover_of(np.arange(len(rows)), way, self.launch[rows] + self._inserted_end, len(rows))
        self.unseen.add(plan * arrays.stops + stop, own)
