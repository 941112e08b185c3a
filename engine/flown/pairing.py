"""Which flown track is which sortie of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from ..drones.flight_plan import Routes
from ..timing.timezones import EARLIEST
from .deviation import dense_line
from .track import FlownTrack

NEAR = 50.0
"""m from the planned line within which a track counts as flown along it."""
STEP = 10.0
"""m between the places that are compared."""
LEAST = 0.3
"""Share of the track along the line, and of the line along the track, below which they have nothing to do with each
other."""
IN_TIME = 0.5
"""What the share of common time counts, beside that of the place."""
IN_ORDER = 1e-3
"""What the order of time counts in a plan without dates, whose sorties may fly the same line."""


@dataclass(frozen=True)
class Pairs:
    """For n sorties and f tracks. tracks: n of (k,) indices of the tracks that flew a sortie, in the order of time;
    by_label: (f,) whether the user has named the sortie; alone: indices of the tracks that flew none."""

    tracks: tuple[np.ndarray, ...]
    by_label: np.ndarray
    alone: np.ndarray


def paired(routes: Routes, tracks: Sequence[FlownTrack]) -> Pairs:
    """The tracks of each sortie. A track with a label belongs to the sortie of that drone and number. The others are
    matched by place and time: each sortie gets at most one of them, so that the sum of the likenesses is greatest;
    a track that is left over, and flew along a line for the most part, is a second flight of that sortie."""
    numbers = {key: row for row, key in enumerate(zip(routes.drone.tolist(), routes.sortie.tolist(), strict=True))}
    found: list[list[int]] = [[] for _ in range(len(routes))]
    labelled = np.array([track.labelled for track in tracks], bool)
    alone, free = [], []
    for index, track in enumerate(tracks):
        row = numbers.get((track.drone, track.sortie)) if track.labelled else None
        if row is not None:
            found[row].append(index)
        else:
            (alone if track.labelled else free).append(index)
    open_rows = [row for row in range(len(routes)) if not found[row]]
    likeness, along = _likeness(routes, open_rows, [tracks[index] for index in free])
    taken = set()
    if likeness.size:
        for row, column in zip(*linear_sum_assignment(-likeness), strict=True):
            if likeness[row, column] > 0:
                found[open_rows[row]].append(free[column])
                taken.add(int(column))
    for column in set(range(len(free))) - taken:
        best = int(np.argmax(along[:, column])) if len(open_rows) else -1
        if best >= 0 and along[best, column] >= 0.8:
            found[open_rows[best]].append(free[column])
        else:
            alone.append(free[column])
    ordered = (sorted(some, key=lambda index: tracks[index].start) for some in found)
    return Pairs(tuple(np.array(some, int) for some in ordered), labelled, np.array(sorted(alone), int))


def _likeness(routes: Routes, rows: list[int], tracks: list[FlownTrack]) -> tuple[np.ndarray, np.ndarray]:
    """(r, t) likeness of each sortie and track, 0 where they have nothing to do with each other, and the share of each
    track that lies along each line."""
    both, along = np.zeros((len(rows), len(tracks))), np.zeros((len(rows), len(tracks)))
    lines = [dense_line(routes.line[row][:, :2], STEP) for row in rows]
    flown = [dense_line(track.line[:, :2], STEP) for track in tracks]
    near_lines, near_flown = ([cKDTree(places) for places in some] for some in (lines, flown))
    starts = np.array([routes.line[row][0, 3] for row in rows])
    order_planned = np.argsort(np.argsort(starts)) if len(rows) else starts
    order_flown = np.argsort(np.argsort([track.start for track in tracks]))
    for i, row in enumerate(rows):
        for j, track in enumerate(tracks):
            there, back = _share(flown[j], near_lines[i]), _share(lines[i], near_flown[j])
            along[i, j] = there
            if there < LEAST or back < LEAST / 3:
                continue
            both[i, j] = there * (0.5 + 0.5 * back)
            begin, end = routes.line[row][[0, -1], 3]
            if begin >= EARLIEST:
                common = min(end, track.end) - max(begin, track.start)
                both[i, j] += IN_TIME * max(common, 0.0) / max(end - begin, track.duration, 1.0)
                both[i, j] += IN_ORDER / (1 + abs(begin - track.start) / 3600)
            else:
                both[i, j] += IN_ORDER / (1 + abs(int(order_planned[i]) - int(order_flown[j])))
    return both, along


def _share(places: np.ndarray, others: cKDTree) -> float:
    """The share of the cells that a line crosses which lie near another line. Cells, so that hovering counts little."""
    cells = np.unique(np.round(places / STEP), axis=0) * STEP
    distance, _ = others.query(cells, distance_upper_bound=NEAR)
    return float(np.isfinite(distance).mean())
