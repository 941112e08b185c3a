"""Watchers: posts and cameras that do not move, and what they see."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from scipy.spatial import cKDTree

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..timing.hours import Hours, open_hours
from .isovists import isovists_of
from .sight import Sight

PAIRS = 2_000_000
"""About so many pairs of a watcher and a sample point are held at once."""
SAMPLES = 20_000
"""Sample points whose isovists are held at once, about 1 kB each."""
CAMERA, POST, OTHER = range(3)
"""Kinds of watchers."""
LINES = 100_000
"""Lines over terrain that are looked along together."""
ALL_ROUND = 360.0


@dataclass(frozen=True)
class Watchers:
    """w watchers, (w,) each.

    x, y: metres; range: metres; rate: detection rate in 1/s, inf where detection is at once; bearing: degrees clockwise
    from grid north, the middle of the field of view; view: degrees, its width, 360 all around; hours: when each is in
    operation, equal hours being the same object; kind: CAMERA, POST or OTHER.
    """

    x: np.ndarray
    y: np.ndarray
    range: np.ndarray
    rate: np.ndarray
    bearing: np.ndarray
    view: np.ndarray
    hours: tuple[Hours, ...]
    kind: np.ndarray

    def __len__(self) -> int:
        return len(self.x)

    def take(self, index: np.ndarray) -> "Watchers":
        columns = {one.name: getattr(self, one.name) for one in fields(self)}
        hours = tuple(self.hours[i] for i in np.asarray(index).tolist())
        return Watchers(**{name: hours if name == "hours" else some[index] for name, some in columns.items()})

    @property
    def schedules(self) -> tuple[tuple[Hours, ...], np.ndarray]:
        """The different hours, and (w,) which of them each watcher has."""
        number: dict[Hours, int] = {}
        which = np.array([number.setdefault(each, len(number)) for each in self.hours], np.int64)
        return tuple(number), which

    @property
    def twins(self) -> int:
        """How many watchers are the same as an earlier one: within a tenth of a metre, and alike in all else."""
        where = np.rint(np.column_stack([self.x, self.y]) * 10)
        alike = np.column_stack([where, self.range, self.rate, self.bearing, self.view, self.schedules[1]])
        return len(self) - len(np.unique(alike, axis=0)) if len(self) else 0

    def in_operation(self, first: float, last: float) -> list[np.ndarray]:
        """For each of the `schedules`, (k, 2) the times in operation in [first, last], seconds since the epoch."""
        return [open_hours(hours, first, last) for hours in self.schedules[0]]


def seen_by(
    watchers: Watchers, places: Places, sight: Sight | None = None, progress: Progress = quiet
) -> tuple[np.ndarray, np.ndarray]:
    """Which sample points each watcher sees: (p,) sample and (p,) watcher, sorted by sample, then watcher.

    A watcher sees a sample that is in its range and in its field of view, if the straight line between them is clear
    (`Sight`). A sample where the watcher stands is in view whatever the bearing. Memory: about 100 bytes for each of
    PAIRS pairs, and 16 bytes for each pair that is found.
    """
    found, done = [], 0.0
    for sample, watcher, share in _in_view(watchers, places):
        found.append(_clear(watchers, places, sight, sample, watcher, part(progress, done, share)))
        done = share
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    sample, watcher = (np.concatenate(columns) for columns in zip(*found, strict=True))
    order = np.lexsort((watcher, sample))
    return sample[order], watcher[order]


def views_of(watchers: Watchers, places: Places, weight: np.ndarray) -> np.ndarray:
    """(m,) the sum of the weights (w,) of the watchers that have each sample in range and in their field of view,
    whether or not something hides it."""
    total = np.zeros(len(places.x))
    for sample, watcher, _ in _in_view(watchers, places):
        total += np.bincount(sample, weight[watcher], minlength=len(places.x))
    return total


def _in_view(watchers: Watchers, places: Places) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    """Yields (sample, watcher) of the pairs in range and in the field of view, and the share of the pairs in range that
    these and all before are of."""
    if not len(watchers) or not len(places.x):
        return
    samples = cKDTree(np.column_stack([places.x, places.y]))
    order = np.argsort(watchers.range, kind="stable")
    where = np.column_stack([watchers.x, watchers.y])[order]
    reach = watchers.range[order] * (1 + 1e-9) + 1e-9
    count = samples.query_ball_point(where, reach, return_length=True)
    group = (np.cumsum(count) - count) // PAIRS
    done, total = 0, max(int(count.sum()), 1)
    for some in np.split(np.arange(len(order)), 1 + np.flatnonzero(np.diff(group))):
        some = some[count[some] > 0]
        # watchers of similar ranges together, because the tree takes one range for all of them
        for alike in np.split(some, 1 + np.flatnonzero(np.diff(np.floor(np.log2(reach[some]) * 2)))):
            if not len(alike):
                continue
            furthest = float(reach[alike].max())
            pairs = cKDTree(where[alike]).sparse_distance_matrix(samples, furthest, output_type="ndarray")
            watcher, sample = order[alike[pairs["i"]]], pairs["j"]
            dx, dy = places.x[sample] - watchers.x[watcher], places.y[sample] - watchers.y[watcher]
            kept = dx * dx + dy * dy <= watchers.range[watcher] ** 2
            view = watchers.view[watcher]
            off = (np.degrees(np.arctan2(dx, dy)) - watchers.bearing[watcher] + 180.0) % 360.0 - 180.0
            kept &= (np.abs(off) <= view / 2 + 1e-9) | (view >= ALL_ROUND) | ((dx == 0) & (dy == 0))
            kept = np.flatnonzero(kept)
            done += int(count[alike].sum())
            yield sample[kept].astype(np.int64), watcher[kept], done / total


def _clear(
    watchers: Watchers,
    places: Places,
    sight: Sight | None,
    sample: np.ndarray,
    watcher: np.ndarray,
    progress: Progress,
):
    """Those of the pairs between which the line of sight is clear."""
    if sight is None or not len(sample):
        return sample, watcher
    if sight.walls is not None and len(sight.walls):
        sample, watcher = _past_walls(watchers, places, sight, sample, watcher, part(progress, 0, 0.9))
    if sight.terrain is not None and len(sample):
        clear = np.zeros(len(sample), bool)
        for start in range(0, len(sample), LINES):
            some = slice(start, start + LINES)
            there, here = sample[some], watcher[some]
            clear[some] = sight.terrain.clear(places.x[there], places.y[there], watchers.x[here], watchers.y[here])
            progress(0.9 + 0.1 * min(start + LINES, len(sample)) / len(sample))
        kept = np.flatnonzero(clear)
        sample, watcher = sample[kept], watcher[kept]
    return sample, watcher


def _past_walls(
    watchers: Watchers, places: Places, sight: Sight, sample: np.ndarray, watcher: np.ndarray, progress: Progress
):
    """Those of the pairs between which there is no wall."""
    reach = float(watchers.range[watcher].max()) * (1 + 1e-9)
    looked_at, which = np.unique(sample, return_inverse=True)
    clear = np.ones(len(sample), bool)
    order = np.argsort(which, kind="stable")
    for start in range(0, len(looked_at), SAMPLES):
        some = looked_at[start : start + SAMPLES]
        first, last = np.searchsorted(which[order], [start, start + len(some)])
        pairs = order[first:last]
        here = part(progress, start / len(looked_at), (start + len(some)) / len(looked_at))
        at = places.x[some], places.y[some]
        seen = isovists_of(sight.walls, *at, reach, sight.tolerance, progress=here)
        clear[pairs] = seen.clear(which[pairs] - start, watchers.x[watcher[pairs]], watchers.y[watcher[pairs]])
    kept = np.flatnonzero(clear)
    return sample[kept], watcher[kept]
