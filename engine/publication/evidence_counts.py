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
HEAVY = 0.1  # of the largest weight in a group; lighter places hardly change its mean, and are no evidence for it


@dataclass(frozen=True)
class Counts:
    """What is behind the figures of g groups, (g,) each: units, days, fixes, and the largest share of one unit of the
    time, 0 to 1 (1 where there is no time). regulars: how many of the units were there on enough days to count."""

    units: np.ndarray
    days: np.ndarray
    fixes: np.ndarray
    share: np.ndarray
    regulars: np.ndarray

    def passes(self, rules: PublicationRules) -> np.ndarray:
        """(g,) whether there is enough behind the figures."""
        return self.enough(rules) & (self.share <= rules.most_share + 1e-9)

    def enough(self, rules: PublicationRules) -> np.ndarray:
        """(g,) the same, without the dominance rule."""
        return (self.regulars >= rules.min_units) & (self.days >= rules.min_days) & (self.fixes >= rules.min_fixes)


@dataclass(frozen=True)
class Evidence:
    """Who was in range of which of `places` places on which day: r rows, one for each place, unit and day.

    place, unit, day: (r,) whole numbers; fixes: (r,) fixes in range; seconds: (r,) in range.
    first_day, last_day: the days that the fixes cover, also those of which there is no row.
    weight: (places,) how much each place counts in the mean of a group, such as its demand; None: all the same.
    """

    places: int
    place: np.ndarray
    unit: np.ndarray
    day: np.ndarray
    fixes: np.ndarray
    seconds: np.ndarray
    first_day: int
    last_day: int
    weight: np.ndarray | None = None

    def within(self, first_day: int, last_day: int) -> "Evidence":
        """The rows of the days first_day to last_day, both included."""
        return self.take((self.day >= first_day) & (self.day <= last_day))

    def take(self, index: np.ndarray) -> "Evidence":
        columns = ("place", "unit", "day", "fixes", "seconds")
        return replace(self, **{name: getattr(self, name)[index] for name in columns})

    def counts(self, group: np.ndarray, groups: int, unit_days: int = 1) -> Counts:
        """What is behind each of `groups` groups of places. group: (places,) the group of each place, below 0 for none.
        unit_days: as in PublicationRules.

        The mean of a group is hardly more than that of its heaviest places. So units, days and fixes are only counted
        at places with at least HEAVY of the largest weight in the group. The share of one unit is the larger of its
        shares of the time and of the time multiplied by the weights. Then a union of groups with enough evidence has
        enough as well.
        """
        weight = self._weights(group, groups)
        of = group[self.place]
        some = of >= 0
        of, unit, day, seconds = of[some], self.unit[some], self.day[some], self.seconds[some]
        at = self.place[some]
        heavy = weight[at] >= HEAVY
        units = _distinct(of[heavy], unit[heavy], groups)
        regulars = units if unit_days <= 1 else _regulars(of[heavy], unit[heavy], day[heavy], groups, unit_days)
        days = _distinct(of[heavy], day[heavy], groups)
        fixes = np.bincount(of[heavy], self.fixes[some][heavy], minlength=groups)
        share = np.maximum(_largest(of, unit, seconds, groups), _largest(of, unit, seconds * weight[at], groups))
        return Counts(units, days, np.rint(fixes).astype(np.int64), share, regulars)

    def _weights(self, group: np.ndarray, groups: int) -> np.ndarray:
        """(places,) weights as shares of the largest one in the group; 1 where all are 0."""
        if self.weight is None:
            return np.ones(self.places)
        some, largest = group >= 0, np.zeros(groups)
        np.maximum.at(largest, group[some], self.weight[some])
        most = np.r_[largest, 0.0][group]
        return np.divide(self.weight, most, out=np.ones(self.places), where=most > 0)


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
        for metres in np.unique(radius[some.unit]).tolist():
            same = some.take(np.flatnonzero(radius[some.unit] == metres))
            near = cKDTree(np.column_stack([same.x, same.y])).sparse_distance_matrix(
                tree, metres, output_type="ndarray"
            )
            found.append(_summed(same, near["i"], of_sample[near["j"]]))
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


def evidence_of_rows(
    places: int,
    place: np.ndarray,
    unit: np.ndarray,
    day: np.ndarray,
    fixes: np.ndarray,
    seconds: np.ndarray,
    first_day: int,
    last_day: int,
) -> Evidence:
    """The evidence of rows of which several may have the same place, unit and day."""
    return Evidence(places, *_added(place, unit, day, fixes, seconds), first_day, last_day)


Rows = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _summed(positions: Positions, at: np.ndarray, place: np.ndarray) -> Rows:
    """Rows of place, unit, day, fixes and seconds of pairs of a position and a place, which may repeat."""
    places = int(place.max(initial=0)) + 1
    at, place = np.divmod(np.unique(at.astype(np.int64) * places + place), places)
    return _added(place, positions.unit[at], positions.day[at], positions.fixes[at], positions.seconds[at])


def _added(place, unit, day, fixes, seconds) -> Rows:
    """The rows with those of the same place, unit and day added up."""
    first = int(day.min()) if len(day) else 0
    days = int(np.ptp(day)) + 1 if len(day) else 1
    units = int(unit.max(initial=0)) + 1
    keys = (place.astype(np.int64) * units + unit) * days + (day - first)
    keys, row = np.unique(keys, return_inverse=True)
    sums = [np.bincount(row, column, minlength=len(keys)) for column in (fixes, seconds)]
    rest, day = np.divmod(keys, days)
    place, unit = np.divmod(rest, units)
    return place, unit, day + first, *sums


def _evidence(positions: Positions, places: int, found: list[Rows]) -> Evidence:
    empty = np.zeros(0, np.int64)
    joined = [np.concatenate(columns) for columns in zip(*found, strict=True)] if found else [empty] * 5
    days = positions.day
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, -1)
    return Evidence(places, *_added(*joined), first, last)


def _distinct(group: np.ndarray, value: np.ndarray, groups: int) -> np.ndarray:
    """(groups,) how many different values each group has. value: (r,) whole numbers."""
    return np.bincount(_pairs(group, value)[0], minlength=groups)


def _regulars(group: np.ndarray, unit: np.ndarray, day: np.ndarray, groups: int, least: int) -> np.ndarray:
    """(groups,) how many units each group has on at least `least` different days."""
    days = np.unique(np.column_stack([group, unit, day]), axis=0)
    pairs, count = np.unique(days[:, :2], axis=0, return_counts=True)
    return np.bincount(pairs[count >= least, 0], minlength=groups)


def _largest(group: np.ndarray, unit: np.ndarray, time: np.ndarray, groups: int) -> np.ndarray:
    """(groups,) the largest share of one unit of the time of each group; 1 where there is none."""
    largest, total = np.zeros(groups), np.bincount(group, time, minlength=groups)
    of, row = _pairs(group, unit)
    np.maximum.at(largest, of, np.bincount(row, time, minlength=len(of)))
    return np.divide(largest, total, out=np.ones(groups), where=total > 0)


def _pairs(group: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The group of each different pair, and (r,) the pair of each row."""
    if not len(group):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first, span = int(value.min()), int(np.ptp(value)) + 1
    keys, row = np.unique(group.astype(np.int64) * span + (value - first), return_inverse=True)
    return keys // span, row
