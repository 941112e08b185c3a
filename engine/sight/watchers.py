"""Watchers: posts and cameras that do not move, and what they see."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from scipy.spatial import cKDTree

from ..places.places import Places
from ..timing.hours import Hours, open_hours
from .clear import clear_points
from .sight import Sight

PAIRS = 2_000_000
"""About so many pairs of a watcher and a sample point are held at once."""
CAMERA, POST, OTHER = range(3)
"""Kinds of watchers."""
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


def seen_by(watchers: Watchers, places: Places, sight: Sight | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Which sample points each watcher sees: (p,) sample and (p,) watcher, sorted by sample, then watcher.

    A watcher sees a sample that is in its range and in its field of view, if the straight line between them is clear
    (`Sight`). A sample where the watcher stands is in view whatever the bearing. Memory: about 100 bytes for each of
    PAIRS pairs, and 16 bytes for each pair that is found.
    """
    found = [_clear(watchers, places, sight, *pairs) for pairs in _in_view(watchers, places)]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    sample, watcher = (np.concatenate(columns) for columns in zip(*found, strict=True))
    order = np.lexsort((watcher, sample))
    return sample[order], watcher[order]


def views_of(watchers: Watchers, places: Places, weight: np.ndarray) -> np.ndarray:
    """(m,) the sum of the weights (w,) of the watchers that have each sample in range and in their field of view,
    whether or not something hides it."""
    total = np.zeros(len(places.x))
    for sample, watcher in _in_view(watchers, places):
        total += np.bincount(sample, weight[watcher], minlength=len(places.x))
    return total


def _in_view(watchers: Watchers, places: Places) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yields (sample, watcher) of the pairs in range and in the field of view."""
    if not len(watchers) or not len(places.x):
        return
    samples = cKDTree(np.column_stack([places.x, places.y]))
    order = np.argsort(watchers.range, kind="stable")
    where = np.column_stack([watchers.x, watchers.y])[order]
    reach = watchers.range[order] * (1 + 1e-9) + 1e-9
    count = samples.query_ball_point(where, reach, return_length=True)
    part = (np.cumsum(count) - count) // PAIRS
    for some in np.split(np.arange(len(order)), 1 + np.flatnonzero(np.diff(part))):
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
            yield sample[kept].astype(np.int64), watcher[kept]


def _clear(watchers: Watchers, places: Places, sight: Sight | None, sample: np.ndarray, watcher: np.ndarray):
    """Those of the pairs between which the line of sight is clear."""
    if sight is None or not len(sample):
        return sample, watcher
    clear = clear_points(sight, places.x[sample], places.y[sample], watchers.x[watcher], watchers.y[watcher])
    kept = np.flatnonzero(clear)
    return sample[kept], watcher[kept]
