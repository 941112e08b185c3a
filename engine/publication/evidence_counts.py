"""Evidence: how many units, days and fixes there are behind the figures of places, and of groups of places."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ..places.places import Places
from ..progress import Progress, quiet
from .positions import Positions
from .rules import PublicationRules

AT_ONCE = 200_000  # positions processed at once


@dataclass(frozen=True)
class Counts:
    """What is behind the figures of g groups, (g,) each: units, days, fixes, and the largest share of one unit of the
    time, 0 to 1 (1 where there is no time)."""

    units: np.ndarray
    days: np.ndarray
    fixes: np.ndarray
    share: np.ndarray

    def passes(self, rules: PublicationRules) -> np.ndarray:
        """(g,) whether there is enough behind the figures."""
        return self.enough(rules) & (self.share <= rules.most_share + 1e-9)

    def enough(self, rules: PublicationRules) -> np.ndarray:
        """(g,) the same, without the dominance rule."""
        return (self.units >= rules.min_units) & (self.days >= rules.min_days) & (self.fixes >= rules.min_fixes)


@dataclass(frozen=True)
class Evidence:
    """Who was in range of which of `places` places on which day: r rows, one for each place, unit and day.

    place, unit, day: (r,) whole numbers; fixes: (r,) fixes in range; seconds: (r,) in range.
    first_day, last_day: the days that the fixes cover, also those of which there is no row.
    """

    places: int
    place: np.ndarray
    unit: np.ndarray
    day: np.ndarray
    fixes: np.ndarray
    seconds: np.ndarray
    first_day: int
    last_day: int

    def within(self, first_day: int, last_day: int) -> "Evidence":
        """The rows of the days first_day to last_day, both included."""
        return self.take((self.day >= first_day) & (self.day <= last_day))

    def take(self, index: np.ndarray) -> "Evidence":
        columns = ("place", "unit", "day", "fixes", "seconds")
        return replace(self, **{name: getattr(self, name)[index] for name in columns})

    def counts(self, group: np.ndarray, groups: int) -> Counts:
        """What is behind each of `groups` groups of places. group: (places,) the group of each place, below 0 for
        none."""
        of = group[self.place]
        some = of >= 0
        of, unit, day = of[some], self.unit[some], self.day[some]
        units, by_unit = _distinct(of, unit, groups)
        days, _ = _distinct(of, day, groups)
        fixes = np.bincount(of, self.fixes[some], minlength=groups)
        time = np.bincount(of, self.seconds[some], minlength=groups)
        largest = np.zeros(groups)
        if len(of):
            pairs, inverse = by_unit
            np.maximum.at(largest, pairs[0], np.bincount(inverse, self.seconds[some]))
        share = np.divide(largest, time, out=np.ones(groups), where=time > 0)
        return Counts(units, days, np.rint(fixes).astype(np.int64), share)


def evidence_in_range(
    positions: Positions, places: Places, reach: np.ndarray | float, progress: Progress = quiet
) -> Evidence:
    """The evidence of places that are scored at sample points: who was within `reach` metres of one of them. reach: one
    number, or (units,) for each unit code."""
    tree = cKDTree(np.column_stack([places.x, places.y]))
    of_sample, found = places.place_of_sample, []
    units = int(positions.unit.max(initial=0)) + 1
    radius = np.full(units, float(reach)) if np.ndim(reach) == 0 else np.asarray(reach, float)
    for start in range(0, len(positions), AT_ONCE):
        some = positions.take(slice(start, start + AT_ONCE))
        near = tree.query_ball_point(np.column_stack([some.x, some.y]), radius[some.unit], return_sorted=False)
        count = np.fromiter(map(len, near), np.int64, len(near))
        at = np.repeat(np.arange(len(near)), count)
        sample = np.concatenate(near).astype(np.int64) if len(at) else np.zeros(0, np.int64)
        found.append(_summed(some, at, of_sample[sample]))
        progress(min(1.0, (start + AT_ONCE) / len(positions)))
    return _evidence(positions, len(places), found)


def evidence_inside(positions: Positions, shapes: np.ndarray, progress: Progress = quiet) -> Evidence:
    """The evidence of places whose figures count what is inside them, such as patrol effort. shapes: (n,) polygons in
    metres."""
    tree, found = shapely.STRtree(shapes), []
    for start in range(0, len(positions), AT_ONCE):
        some = positions.take(slice(start, start + AT_ONCE))
        at, place = tree.query(shapely.points(some.x, some.y), predicate="intersects")
        found.append(_summed(some, at, place))
        progress(min(1.0, (start + AT_ONCE) / len(positions)))
    return _evidence(positions, len(shapes), found)


Rows = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _summed(positions: Positions, at: np.ndarray, place: np.ndarray) -> Rows:
    """Rows of place, unit, day, fixes and seconds of pairs of a position and a place."""
    once = np.unique(np.column_stack([at, place]), axis=0) if len(at) else np.zeros((0, 2), np.int64)
    at, place = once[:, 0], once[:, 1]
    return _added(place, positions.unit[at], positions.day[at], positions.fixes[at], positions.seconds[at])


def _added(place, unit, day, fixes, seconds) -> Rows:
    """The rows with those of the same place, unit and day added up."""
    keys, inverse = np.unique(np.column_stack([place, unit, day]).astype(np.int64), axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    sums = [np.bincount(inverse, column, minlength=len(keys)) for column in (fixes, seconds)]
    return keys[:, 0], keys[:, 1], keys[:, 2], *sums


def _evidence(positions: Positions, places: int, found: list[Rows]) -> Evidence:
    empty = np.zeros(0, np.int64)
    joined = [np.concatenate(columns) for columns in zip(*found, strict=True)] if found else [empty] * 5
    days = positions.day
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, -1)
    return Evidence(places, *_added(*joined), first, last)


def _distinct(group: np.ndarray, value: np.ndarray, groups: int) -> tuple[np.ndarray, tuple]:
    """(groups,) how many different values each group has; and the pairs, (2, p), with the pair of each row."""
    pairs, inverse = np.unique(np.column_stack([group, value]), axis=0, return_inverse=True)
    return np.bincount(pairs[:, 0], minlength=groups), (pairs.T, inverse.reshape(-1))
