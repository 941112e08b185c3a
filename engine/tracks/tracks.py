"""From fixes to tracks: uninterrupted runs of a unit's fixes, the outages between them, and the rejected fixes."""

from collections import Counter
from dataclasses import dataclass, fields

import numpy as np

from ..language import tr
from ..progress import Progress, part, quiet
from .fixes import Fixes
from .outliers import drop_outliers
from .receivers import OTHER_RECEIVER, Receiver, second_receivers
from .simultaneous import CONFLICT, REPEAT, one_by_one
from .standing import travelled
from .teams import SAME_FIX, TOGETHER, Teams, counted_once, find_teams

STANDSTILL_RADIUS = 50.0  # metres; a unit whose outage ends this close to where it began may count as having stayed

NO_POSITION = tr("no usable position")
NO_TIME = tr("no usable time")
INACCURATE = tr("less accurate than MAX_ACCURACY")
TOO_FAST = tr("faster than MAX_SPEED")
NO_NAME = tr("no unit name, and contradicts other fixes without one")
MANY_UNITS = 10_000
AT_ONCE = 500_000  # fixes
MAX_SAMPLED_LEGS = 1_000_000  # legs that an approximate measure takes into account
STANDING = 0.5  # m/s; slower legs are position error of a unit that stands still
REASONS = (
    "",
    NO_POSITION,
    NO_TIME,
    INACCURATE,
    REPEAT,
    CONFLICT,
    TOO_FAST,
    OTHER_RECEIVER,
    NO_NAME,
    SAME_FIX,
    TOGETHER,
)


@dataclass(frozen=True)
class TrackRules:
    """Which fixes of a unit form one track. Speeds in m/s, times in seconds, distances in metres.

    max_speed: faster legs are outliers; max_outage: the longest gap in time within a track; max_pause: the longest gap
    that counts as an outage on duty; stayed: whether a gap of at most max_pause joins a track if the unit is within
    STANDSTILL_RADIUS afterwards; max_accuracy: fixes with a larger accuracy radius are rejected, None for no limit;
    teams_once: whether units with the same fixes, and units that move together, count once.
    """

    max_speed: float = 150 / 3.6
    max_outage: float = 600.0
    max_pause: float = 3600.0
    stayed: bool = False
    max_accuracy: float | None = None
    teams_once: bool = False


@dataclass(frozen=True)
class Outages:
    """Outages: times in which a unit on patrol reported no fix. (k,) each.

    From the last fix before the outage (x0, y0, t0) to the first fix after it (x1, y1, t1), in metres and seconds since
    the epoch; unit: code. Sorted by unit and time.
    """

    unit: np.ndarray
    x0: np.ndarray
    y0: np.ndarray
    t0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    t1: np.ndarray

    def __len__(self) -> int:
        return len(self.unit)

    def take(self, index: np.ndarray) -> "Outages":
        return Outages(*(getattr(self, column.name)[index] for column in fields(self)))

    def followed_by(self, others: "Outages") -> "Outages":
        """These outages, then the others, in this order."""
        return Outages(*(np.r_[getattr(self, column.name), getattr(others, column.name)] for column in fields(self)))


@dataclass(frozen=True)
class Rejected:
    """Fixes left out, each with one reason: (m,) indices into the Fixes, and (m,) reasons.

    spread: how many fixes of coarse clocks were given times within their tick; tick: the longest such tick in seconds;
    coarse_units: of how many units. receivers: units with a second receiver. teams: units that record the same patrol.
    """

    index: np.ndarray
    reason: np.ndarray
    spread: int = 0
    tick: float = 0.0
    coarse_units: int = 0
    receivers: tuple[Receiver, ...] = ()
    teams: Teams | None = None

    def __len__(self) -> int:
        return len(self.index)

    def counts(self) -> dict[str, int]:
        """The number of fixes rejected for each reason, the most frequent first."""
        counts = Counter(self.reason.tolist())
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True)
class Tracks:
    """k tracks over n fixes, sorted by unit and time.

    x, y: (n,) metres; t: (n,) seconds since the epoch; unit: (n,) codes into unit_names.
    offsets: (k + 1,) so that track i holds the fixes offsets[i]:offsets[i + 1].
    """

    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    unit: np.ndarray
    offsets: np.ndarray
    unit_names: tuple[str, ...]
    outages: Outages

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def leg_starts(self) -> np.ndarray:
        """(m,) indices of the fixes at which a leg starts."""
        joined = np.ones(len(self.t), bool)
        joined[self.offsets[1:] - 1] = False
        return np.flatnonzero(joined)

    @property
    def travelled(self) -> np.ndarray:
        """(n,) metres travelled from each fix to the next one of its track, without the scatter of the positions."""
        return travelled(self.x, self.y, self.t, self.offsets)

    @property
    def _some_leg_starts(self) -> np.ndarray:
        """`leg_starts`, or only every n-th of them if there are very many."""
        legs = len(self.t) - len(self)
        leg = np.arange(0, legs, legs // MAX_SAMPLED_LEGS + 1)
        legs_before = self.offsets[:-1] - np.arange(len(self))  # each track has one leg fewer than fixes
        return leg + np.searchsorted(legs_before, leg, side="right") - 1

    @property
    def distances(self) -> np.ndarray:
        """(k,) metres travelled in each track, without the scatter of the positions."""
        return self.measured(quiet)

    def measured(self, progress: Progress) -> np.ndarray:
        """`distances`, with progress, because this may take a second."""
        metres = travelled(self.x, self.y, self.t, self.offsets, progress)
        return np.add.reduceat(metres, self.offsets[:-1]) if len(self) else np.zeros(0)

    @property
    def length(self) -> float:
        """Approximate metres along all tracks; only every n-th leg is measured if there are very many."""
        few = self._some_leg_starts
        along = np.hypot(self.x[few + 1] - self.x[few], self.y[few + 1] - self.y[few]).sum()
        return float(along * (len(self.t) - len(self)) / max(len(few), 1))

    @property
    def median_speed(self) -> float:
        """Median speed in m/s of the moving legs, weighted by duration; NaN if nothing moves. Only every n-th leg is
        measured if there are very many."""
        i = self._some_leg_starts
        duration = self.t[i + 1] - self.t[i]
        distance = np.hypot(self.x[i + 1] - self.x[i], self.y[i + 1] - self.y[i])
        moving = (duration > 0) & (distance > STANDING * duration)
        if not moving.any():
            return float("nan")
        speed, weight = distance[moving] / duration[moving], duration[moving]
        order = np.argsort(speed, kind="stable")
        return float(speed[order][np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)])

    @property
    def usual_top_speeds(self) -> np.ndarray:
        """(units,) m/s, the 95th percentile of the speeds of each unit's moving legs; 0 for a unit that never moves."""
        top = np.zeros(len(self.unit_names))
        first = np.flatnonzero(np.r_[True, self.unit[1:] != self.unit[:-1]]) if len(self.t) else np.zeros(0, int)
        for start, end in zip(first.tolist(), [*first[1:].tolist(), len(self.t)], strict=True):
            is_leg = np.ones(end - start - 1, bool)
            low, high = np.searchsorted(self.offsets, [start + 1, end])
            is_leg[self.offsets[low:high] - 1 - start] = False
            x, y, t = self.x[start:end], self.y[start:end], self.t[start:end]
            speed = (np.hypot(np.diff(x), np.diff(y)) / np.diff(t))[is_leg]
            speed = speed[speed > STANDING]
            if len(speed):
                rank = int(np.ceil(0.95 * len(speed))) - 1
                top[self.unit[start]] = np.partition(speed, rank)[rank]
        return top


def tracks_from_fixes(fixes: Fixes, rules: TrackRules, progress: Progress = quiet) -> tuple[Tracks, Rejected]:
    """Sorts, cleans and splits the fixes of every unit.

    Two fixes up to max_outage apart in time are in the same track. A longer gap, up to max_pause, is an outage; after
    an even longer gap the unit was off duty.
    Every fix is either in a track or in Rejected, with one reason. The result does not depend on the order of the
    fixes in the arrays; it depends on their rows only where the clock of a unit is coarse (`spread_ticks`).
    """
    reasons = [*REASONS, *(text for text in fixes.faults if text not in REASONS)]
    fault = np.zeros(len(fixes), np.uint8)  # index into reasons
    for text, index in fixes.faults.items():
        fault[index] = reasons.index(text)
    sound = fault == 0
    fault[sound & ~np.isfinite(fixes.t)] = reasons.index(NO_TIME)
    fault[sound & ~(np.isfinite(fixes.x) & np.isfinite(fixes.y))] = reasons.index(NO_POSITION)
    del sound
    if rules.max_accuracy is not None and fixes.accuracy is not None:
        fault[(fault == 0) & (fixes.accuracy > rules.max_accuracy)] = reasons.index(INACCURATE)

    order = _sorted(fixes, np.flatnonzero(fault == 0) if fault.any() else ALL, part(progress, 0, 0.3))
    single = one_by_one(fixes, order)
    order, t, coarse = single.order, single.t, (single.spread, single.tick, single.coarse_units)
    fault[single.repeats], fault[single.conflicts] = REASONS.index(REPEAT), REASONS.index(CONFLICT)
    del single  # as below, arrays are freed as soon as they are not needed
    progress(0.5)
    x, y, unit = fixes.x[order], fixes.y[order], fixes.unit[order]
    keep, breaks = drop_outliers(x, y, t, unit, rules.max_speed, part(progress, 0.5, 0.9))
    if not keep.all():
        fault[_indices(order, len(fixes))[~keep]] = reasons.index(TOO_FAST)
        x = x[keep]  # one by one, so that each is freed before the next is copied
        y = y[keep]
        t = t[keep]
        unit, breaks = unit[keep], breaks[keep]
    if not rules.teams_once:
        order = ALL
    receivers = _contradicting(fixes, (x, y, t, unit), fault, rules)

    progress(0.9)
    tracks = _split(x, y, t, unit, breaks, fixes.unit_names, rules)
    progress(0.95)
    teams = find_teams(x, y, t, unit, tracks.offsets)
    if teams is not None and rules.teams_once:
        connected = np.r_[False, (unit[1:] == unit[:-1]) & ~breaks[1:] & (np.diff(t) <= rules.max_pause)]
        left, more = counted_once(teams, connected)
        index = _indices(order, len(fixes))[keep]
        fault[index[left]] = np.where(teams.same[left], REASONS.index(SAME_FIX), REASONS.index(TOGETHER))
        stay = ~left
        tracks = _split(x[stay], y[stay], t[stay], unit[stay], (breaks | more)[stay], fixes.unit_names, rules)
    progress(1.0)
    index = np.flatnonzero(fault)
    why = np.array(reasons, dtype=object)[fault[index]]
    return tracks, Rejected(index, why, *coarse, receivers, teams)


def no_tracks(unit_names: tuple[str, ...] = ()) -> Tracks:
    """No track of any unit."""
    nothing, codes = np.zeros(0), np.zeros(0, np.int16)
    return Tracks(nothing, nothing, nothing, codes, np.zeros(1, np.int64), unit_names, Outages(codes, *[nothing] * 6))


ALL = slice(None)  # all fixes in their order; unlike an index array, it makes no copies


def _indices(order: np.ndarray | slice, count: int) -> np.ndarray:
    return np.arange(count)[order] if isinstance(order, slice) else order


def _sorted(fixes: Fixes, index: np.ndarray | slice, progress: Progress) -> np.ndarray | slice:
    """`index` sorted by unit, time, x, y and row."""
    unit, t = fixes.unit[index], fixes.t[index]
    order = by_unit_and_time(unit, t, progress)
    if order is not None:
        index = order if isinstance(index, slice) else index[order]
        del order
        unit, t = fixes.unit[index], fixes.t[index]
    tied = np.flatnonzero((unit[1:] == unit[:-1]) & (t[1:] == t[:-1]))
    if len(tied):
        index = _indices(index, len(fixes))
        in_ties = np.unique(np.r_[tied, tied + 1])
        few = index[in_ties]
        index[in_ties] = few[np.lexsort((fixes.row[few], fixes.y[few], fixes.x[few], fixes.t[few], fixes.unit[few]))]
    return index


def by_unit_and_time(unit: np.ndarray, t: np.ndarray, progress: Progress = quiet) -> np.ndarray | None:
    """(n,) the indices that sort fixes stably by unit, then time; None if they are in this order. unit: (n,) codes; t:
    (n,) seconds. Unit by unit, which takes half the memory of sorting all at once, except where units are many."""
    if np.all((unit[1:] > unit[:-1]) | ((unit[1:] == unit[:-1]) & (t[1:] >= t[:-1]))):
        return None
    order = np.argsort(unit, kind="stable")
    progress(0.3)
    first = np.flatnonzero(np.r_[True, np.diff(unit[order]) != 0])
    if len(first) > MANY_UNITS:
        order = np.argsort(t, kind="stable")
        return order[np.argsort(unit[order], kind="stable")]
    for own in np.split(order, first[1:]):
        times = t[own]
        if np.any(times[1:] < times[:-1]):
            own[:] = own[np.argsort(times, kind="stable")]
            progress(0.3)
    return order


def _contradicting(fixes: Fixes, kept: tuple, fault: np.ndarray, rules: TrackRules) -> tuple[Receiver, ...]:
    """Gives fixes that contradict others of their unit a reason of their own where the unit has no name or several
    receivers; returns the latter. kept: x, y, t and unit of the fixes kept, sorted by unit and time."""
    if len(fixes.unit_names) == 1 and not fixes.unit_names[0].strip():
        return ()
    index = np.flatnonzero((fault == REASONS.index(CONFLICT)) | (fault == REASONS.index(TOO_FAST)))
    if not len(index):
        return ()
    nameless = np.array([not name.strip() for name in fixes.unit_names])[fixes.unit[index]]
    fault[index[nameless]] = REASONS.index(NO_NAME)
    index = index[~nameless]
    index = index[np.lexsort((fixes.row[index], fixes.t[index], fixes.unit[index]))]
    left = tuple(column[index] for column in (fixes.x, fixes.y, fixes.t, fixes.unit))
    theirs, receivers = second_receivers(left, kept, len(fixes.unit_names), rules.max_speed)
    fault[index[theirs]] = REASONS.index(OTHER_RECEIVER)
    return receivers


def _split(x, y, t, unit, breaks, unit_names, rules: TrackRules) -> Tracks:
    """Tracks and outages of clean, sorted fixes."""
    n = len(t)
    if not n:
        nothing = np.zeros(0)
        return Tracks(x, y, t, unit, np.zeros(1, np.int64), unit_names, Outages(unit, *[nothing] * 6))
    same_unit = unit[1:] == unit[:-1]
    long = same_unit & ~breaks[1:]
    for i in range(0, n - 1, AT_ONCE):
        some = t[i : i + AT_ONCE + 1]
        long[i : i + AT_ONCE] &= some[1:] - some[:-1] > rules.max_outage
    before = np.flatnonzero(long)  # silences are few: the rest is computed for them alone
    before = before[t[before + 1] - t[before] <= rules.max_pause]
    if rules.stayed:
        near = np.hypot(x[before + 1] - x[before], y[before + 1] - y[before]) <= STANDSTILL_RADIUS
        long[before[near]] = False
        before = before[~near]
    starts = np.flatnonzero(np.r_[True, ~same_unit | breaks[1:] | long])
    outages = Outages(unit[before], x[before], y[before], t[before], x[before + 1], y[before + 1], t[before + 1])
    return Tracks(x, y, t, unit, np.r_[starts, n].astype(np.int64), unit_names, outages)
