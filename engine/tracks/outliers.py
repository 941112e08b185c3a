"""Removal of outliers: keeps the longest chain of fixes in which no leg is faster than MAX_SPEED.

Outliers occur as a single fix, as a short run of fixes, or as the very first fix. If the earlier of two contradicting
fixes were always trusted, one outlier could remove many good fixes after it. So the fixes are cut into pieces at every
leg that is too fast, and dynamic programming finds the chain of pieces with the most fixes. Where both sides are long
(a logger carried on a ferry, a clock that jumped), nothing is removed: the chain breaks there, at a cost of
`BREAK_COST` fixes.
"""

import itertools

import numpy as np

from ..progress import Progress, part, quiet

BREAK_COST = 20.0  # fixes; a chain breaks if that saves more fixes than this
EDGE = 3  # fixes on each side of a leg that is too fast that may be dropped one by one
CHUNK = 50_000  # fixes processed at once: few enough for the processor's cache
LOOKBACK = 48  # pieces; the longest run of outliers that can be skipped


def drop_outliers(
    x: np.ndarray, y: np.ndarray, t: np.ndarray, unit: np.ndarray, max_speed: float, progress: Progress = quiet
) -> tuple[np.ndarray, np.ndarray]:
    """Which fixes to keep, and where the chain breaks.

    x, y: (n,) metres; t: (n,) seconds; unit: (n,) codes; sorted by unit, then by strictly rising time. max_speed: m/s.
    Returns (keep, breaks): (n,) bool each; breaks[i] means that fix i is kept but no leg may lead to it.
    """
    n = len(t)
    keep = np.ones(n, bool)
    breaks = np.zeros(n, bool)
    if n < 2:
        return keep, breaks
    impossible = _impossible(x, y, t, unit, max_speed)
    if not len(impossible):
        return keep, breaks
    first_of_unit = np.flatnonzero(np.r_[True, unit[1:] != unit[:-1]])
    end_of_unit = np.r_[first_of_unit[1:], n]
    of_unit = np.searchsorted(first_of_unit, impossible, side="right") - 1
    affected = np.unique(of_unit)
    for done, which in enumerate(affected):
        start, end = int(first_of_unit[which]), int(end_of_unit[which])
        cuts = impossible[of_unit == which]
        pieces = _pieces(start, end, cuts)
        share = part(progress, done / len(affected), (done + 1) / len(affected))
        kept, broken = _best_chain(x, y, t, pieces, max_speed, share)
        for (piece_start, piece_end), stays in zip(pieces, kept, strict=True):
            if not stays:
                keep[piece_start:piece_end] = False
        breaks[[pieces[i][0] for i in broken]] = True
    return keep, breaks


def _impossible(x: np.ndarray, y: np.ndarray, t: np.ndarray, unit: np.ndarray, max_speed: float) -> np.ndarray:
    """(k,) the fixes, rising, that cannot be reached from the unit's previous fix at max_speed."""
    found = []
    for start in range(0, len(t), CHUNK):
        some = slice(max(start - 1, 0), start + CHUNK)
        unit_, x_, y_, t_ = unit[some], x[some], y[some], t[some]
        reach = max_speed * np.diff(t_)  # below 0 only between units
        too_fast = np.diff(x_) ** 2 + np.diff(y_) ** 2 > reach * reach
        found.append(some.start + 1 + np.flatnonzero(too_fast & (unit_[1:] == unit_[:-1])))
    return np.concatenate(found)


def _pieces(start: int, end: int, cuts: np.ndarray) -> list[tuple[int, int]]:
    """[start, end) cut at every impossible leg; the EDGE fixes on both sides of each cut are pieces of one fix."""
    singles = (cuts[:, None] + np.arange(-EDGE, EDGE + 1)).ravel()
    bounds = np.unique(np.r_[start, singles[(singles > start) & (singles < end)], end]).tolist()
    return list(itertools.pairwise(bounds))


def _best_chain(
    x, y, t, pieces: list[tuple[int, int]], max_speed: float, progress: Progress
) -> tuple[list[bool], list[int]]:
    """The chain of pieces with the most fixes: whether each piece is kept, and before which pieces the chain breaks."""
    first = [piece[0] for piece in pieces]
    last = [piece[1] - 1 for piece in pieces]
    fx, fy, ft = x[first].tolist(), y[first].tolist(), t[first].tolist()
    lx, ly, lt = x[last].tolist(), y[last].tolist(), t[last].tolist()
    value: list[float] = []
    came_from: list[int] = []
    breaks_before: list[bool] = []
    best_so_far = -1  # the best of all earlier pieces to break from
    for i, (piece_start, piece_end) in enumerate(pieces):
        if i % 1000 == 0:
            progress(i / len(pieces))
        best, source, broken = 0.0, -1, False
        for j in range(i - 1, max(-1, i - 1 - LOOKBACK), -1):
            if value[j] > best:
                reach = max_speed * (ft[i] - lt[j])
                if (fx[i] - lx[j]) ** 2 + (fy[i] - ly[j]) ** 2 <= reach * reach:
                    best, source = value[j], j
        if best_so_far >= 0 and value[best_so_far] - BREAK_COST > best:
            best, source, broken = value[best_so_far] - BREAK_COST, best_so_far, True
        value.append(best + piece_end - piece_start)
        came_from.append(source)
        breaks_before.append(broken)
        if best_so_far < 0 or value[i] > value[best_so_far]:
            best_so_far = i
    kept = [False] * len(pieces)
    broken_at: list[int] = []
    i = best_so_far
    while i >= 0:
        kept[i] = True
        if breaks_before[i]:
            broken_at.append(i)
        i = came_from[i]
    return kept, broken_at
