"""The order and direction in which stretches are flown, so that the ways between them are short.

An open travelling-salesman path over stretches whose ends are given: exact for a few (dynamic programming over
subsets), else 2-opt and Or-opt from several starts.
"""

import numpy as np

from ..progress import Progress, quiet

EXACT = 8
"""Stretches up to which the order is exact."""
LONGEST_MOVED = 3
"""Stretches that Or-opt moves at once."""


def order(cost: np.ndarray, progress: Progress = quiet) -> np.ndarray:
    """(n,) ends at which the stretches are entered, in the order flown.

    cost: (2n, 2n) symmetric, from end to end; stretch i has the ends 2i and 2i + 1, and is left at the one that it is
    not entered at.
    """
    count = len(cost) // 2
    if count <= EXACT:
        return _exact(cost)
    starts = np.linspace(0, 2 * count - 1, 4).astype(int)
    return min((_improved(_nearest(cost, start), cost, progress) for start in starts), key=lambda o: length(o, cost))


def length(entries: np.ndarray, cost: np.ndarray) -> float:
    """Of all ways between the stretches."""
    return float(cost[entries[:-1] ^ 1, entries[1:]].sum())


def _exact(cost: np.ndarray) -> np.ndarray:
    """Held and Karp: the cheapest way through each set of stretches, by the end that it was left at."""
    ends = len(cost)
    count = ends // 2
    best = np.full((1 << count, ends), np.inf)
    came = np.full((1 << count, ends), -1)
    for end in range(ends):
        best[1 << (end // 2), end] = 0.0
    for subset in range(1, 1 << count):
        for entry in range(ends):
            if subset >> (entry // 2) & 1:
                continue
            ways = best[subset] + cost[:, entry]
            at, grown = int(ways.argmin()), subset | 1 << (entry // 2)
            if ways[at] < best[grown, entry ^ 1]:
                best[grown, entry ^ 1], came[grown, entry ^ 1] = ways[at], at
    subset, at = (1 << count) - 1, int(best[-1].argmin())
    entries = []
    while at >= 0:
        entries.append(at ^ 1)
        subset, at = subset & ~(1 << (at // 2)), int(came[subset, at])
    return np.array(entries[::-1])


def _nearest(cost: np.ndarray, start: int) -> np.ndarray:
    """Always on to the nearest end that is left."""
    open_ends = np.ones(len(cost), dtype=bool)
    entries = [start]
    for _ in range(len(cost) // 2 - 1):
        open_ends[[entries[-1], entries[-1] ^ 1]] = False
        entries.append(int(np.where(open_ends, cost[entries[-1] ^ 1], np.inf).argmin()))
    return np.array(entries)


def _improved(entries: np.ndarray, cost: np.ndarray, progress: Progress) -> np.ndarray:
    """The best of all reversals and moves, again and again, until none shortens the way."""
    ends = len(cost)
    padded = np.zeros((ends + 2, ends + 2))  # the open ends of the path: no cost from or to anywhere
    padded[:ends, :ends] = np.minimum(cost, 1e12)
    while True:
        progress(0.0)
        gain, changed = min((_reversal(entries, padded), *_moves(entries, padded)), key=lambda found: found[0])
        if gain > -1e-9:
            return entries
        entries = changed()


def _reversal(entries: np.ndarray, cost: np.ndarray):
    """The gain (negative) of the best reversal of the stretches i..j, and what makes it."""
    count, beyond = len(entries), len(cost) - 2
    before = np.append(beyond, entries[:-1] ^ 1)
    after = np.append(entries[1:], beyond)
    gain = cost[before[:, None], entries[None] ^ 1] + cost[entries[:, None], after[None]]
    gain -= (cost[before, entries])[:, None] + cost[entries ^ 1, after][None]
    gain[np.tril_indices(count, -1)] = np.inf
    i, j = np.unravel_index(gain.argmin(), gain.shape)
    return gain[i, j], lambda: np.concatenate((entries[:i], entries[i : j + 1][::-1] ^ 1, entries[j + 1 :]))


def _moves(entries: np.ndarray, cost: np.ndarray):
    """The best move of 1 to LONGEST_MOVED stretches to somewhere else, in either direction: as `_reversal`."""
    count, beyond = len(entries), len(cost) - 2
    before = np.append(beyond, entries ^ 1)  # of each of count + 1 slots
    after = np.append(entries, beyond)
    slot = np.arange(count + 1)
    for size in range(1, min(LONGEST_MOVED, count - 1) + 1):
        first = np.arange(count - size + 1)
        head, tail = entries[first], entries[first + size - 1] ^ 1
        out = cost[before[first], head] + cost[tail, after[first + size]] - cost[before[first], after[first + size]]
        kept = (slot[None] >= first[:, None]) & (slot[None] <= first[:, None] + size)
        for turned, (way_in, way_out) in enumerate(((head, tail), (tail, head))):
            gain = cost[before[None], way_in[:, None]] + cost[way_out[:, None], after[None]]
            gain -= cost[before, after][None] + out[:, None]
            gain[kept] = np.inf
            i, to = np.unravel_index(gain.argmin(), gain.shape)
            yield gain[i, to], lambda i=i, to=to, size=size, turned=turned: _moved(entries, i, to, size, turned)


def _moved(entries: np.ndarray, first: int, to: int, size: int, turned: int) -> np.ndarray:
    moved = entries[first : first + size]
    moved = moved[::-1] ^ 1 if turned else moved
    rest = np.delete(entries, np.arange(first, first + size))
    return np.insert(rest, to if to <= first else to - size, moved)
