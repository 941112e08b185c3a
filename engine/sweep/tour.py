"""The order and direction in which segments of a sweep are flown, so that the links between them are short.

An open travelling-salesman path over segments with given ends: exact for a few segments (Held-Karp dynamic
programming), otherwise nearest-neighbour tours from several starts, improved by 2-opt and Or-opt moves.
"""

from itertools import count as count_up

import numpy as np

from ..progress import Progress, quiet

EXACT = 8
"""The most segments for which the order is exact."""
MANY = 250
"""Segments above which the work is limited: one tour, and fewer moves."""
MANY_MOVES, FEWEST_MOVES = 200, 10
"""The most moves for just over MANY segments; in inverse proportion to the square of their number, as each move takes
longer; and never fewer than the second."""
MAX_SEGMENTS = 3
"""The most segments that an Or-opt move relocates."""


def order(cost: np.ndarray, progress: Progress = quiet) -> np.ndarray:
    """(n,) the ends at which the segments are entered, in the order flown.

    cost: (2n, 2n) symmetric, from end to end. Segment i has the ends 2i and 2i + 1; it is entered at one and left at
    the other.
    """
    count = len(cost) // 2
    if count <= EXACT:
        return _held_karp(cost)
    many = count > MANY
    starts = np.linspace(0, 2 * count - 1, 1 if many else 4).astype(int)
    moves = max(FEWEST_MOVES, int(MANY_MOVES * (MANY / count) ** 2)) if many else None
    return min(
        (_local_search(_nearest_neighbour(cost, start), cost, progress, moves) for start in starts),
        key=lambda o: length(o, cost),
    )


def length(entries: np.ndarray, cost: np.ndarray) -> float:
    """The total cost of the links between the segments."""
    return float(cost[entries[:-1] ^ 1, entries[1:]].sum())


def _held_karp(cost: np.ndarray) -> np.ndarray:
    """The Held-Karp algorithm: the cheapest path through each set of segments, for each end where it stops."""
    ends = len(cost)
    count = ends // 2
    best = np.full((1 << count, ends), np.inf)
    predecessor = np.full((1 << count, ends), -1)
    for end in range(ends):
        best[1 << (end // 2), end] = 0.0
    for subset in range(1, 1 << count):
        for entry in range(ends):
            if subset >> (entry // 2) & 1:
                continue
            reached_cost = best[subset] + cost[:, entry]
            at, grown = int(reached_cost.argmin()), subset | 1 << (entry // 2)
            if reached_cost[at] < best[grown, entry ^ 1]:
                best[grown, entry ^ 1], predecessor[grown, entry ^ 1] = reached_cost[at], at
    subset, at = (1 << count) - 1, int(best[-1].argmin())
    entries = []
    while at >= 0:
        entries.append(at ^ 1)
        subset, at = subset & ~(1 << (at // 2)), int(predecessor[subset, at])
    return np.array(entries[::-1])


def _nearest_neighbour(cost: np.ndarray, start: int) -> np.ndarray:
    """The nearest-neighbour tour: always on to the nearest end of a segment not yet visited."""
    unvisited = np.ones(len(cost), dtype=bool)
    entries = [start]
    for _ in range(len(cost) // 2 - 1):
        unvisited[[entries[-1], entries[-1] ^ 1]] = False
        entries.append(int(np.where(unvisited, cost[entries[-1] ^ 1], np.inf).argmin()))
    return np.array(entries)


def _local_search(entries: np.ndarray, cost: np.ndarray, progress: Progress, moves: int | None = None) -> np.ndarray:
    """Local search with the best 2-opt or Or-opt move, until none shortens the tour, or `moves` are
    made."""
    ends = len(cost)
    padded = np.zeros((ends + 2, ends + 2))  # a node of no cost before the first and after the last segment
    padded[:ends, :ends] = np.minimum(cost, 1e12)
    for _ in range(moves) if moves is not None else count_up():
        progress(0.0)
        gain, changed = min(
            (_best_two_opt_move(entries, padded), *_best_or_opt_moves(entries, padded)), key=lambda found: found[0]
        )
        if gain > -1e-9:
            return entries
        entries = changed()
    return entries


def _best_two_opt_move(entries: np.ndarray, cost: np.ndarray):
    """The change of cost of the best 2-opt move (reversal of the segments i..j), and a function that makes the move."""
    count, outside = len(entries), len(cost) - 2
    before = np.append(outside, entries[:-1] ^ 1)
    after = np.append(entries[1:], outside)
    gain = cost[before[:, None], entries[None] ^ 1] + cost[entries[:, None], after[None]]
    gain -= (cost[before, entries])[:, None] + cost[entries ^ 1, after][None]
    gain[np.tril_indices(count, -1)] = np.inf
    i, j = np.unravel_index(gain.argmin(), gain.shape)
    return gain[i, j], lambda: np.concatenate((entries[:i], entries[i : j + 1][::-1] ^ 1, entries[j + 1 :]))


def _best_or_opt_moves(entries: np.ndarray, cost: np.ndarray):
    """The best Or-opt move for each number of segments up to MAX_SEGMENTS and each direction, in the form of
    `_best_two_opt_move`."""
    count, outside = len(entries), len(cost) - 2
    before = np.append(outside, entries ^ 1)  # the neighbours of each of count + 1 positions
    after = np.append(entries, outside)
    slot = np.arange(count + 1)
    for size in range(1, min(MAX_SEGMENTS, count - 1) + 1):
        first = np.arange(count - size + 1)
        head, tail = entries[first], entries[first + size - 1] ^ 1
        saving = cost[before[first], head] + cost[tail, after[first + size]] - cost[before[first], after[first + size]]
        no_change = (slot[None] >= first[:, None]) & (slot[None] <= first[:, None] + size)
        for reversed_, (way_in, way_out) in enumerate(((head, tail), (tail, head))):
            gain = cost[before[None], way_in[:, None]] + cost[way_out[:, None], after[None]]
            gain -= cost[before, after][None] + saving[:, None]
            gain[no_change] = np.inf
            i, to = np.unravel_index(gain.argmin(), gain.shape)
            yield (
                gain[i, to],
                lambda i=i, to=to, size=size, reversed_=reversed_: _relocated(entries, i, to, size, reversed_),
            )


def _relocated(entries: np.ndarray, first: int, to: int, size: int, reversed_: int) -> np.ndarray:
    moved = entries[first : first + size]
    moved = moved[::-1] ^ 1 if reversed_ else moved
    rest = np.delete(entries, np.arange(first, first + size))
    return np.insert(rest, to if to <= first else to - size, moved)
