"""Finds fixes whose dates lie far from all others: clocks that were never set, wrong years, GPS week rollovers.

The instants are cut into clusters at every gap of at least `MIN_GAP`. The largest cluster is trusted. The others are
judged from the nearest to the farthest: a cluster is rejected only if its gap is unlike those among the trusted fixes,
and if it holds few fixes against them. Otherwise it is trusted as well, so that seasons, campaigns and a programme that
grew over the years stay whole.
"""

from dataclasses import dataclass

import numpy as np

from ..language import tr
from ..timing.timezones import DAY

YEAR = 365.25 * DAY
WEEK = 7 * DAY
ROLLOVERS = (1024, -1024, 2048, -2048)  # weeks; GPS counts them in 10 bits (IS-GPS-200, 20.3.3.3.1.1)
MIN_GAP = 60 * DAY  # without any fix; a shorter gap separates nothing
UNLIKE = 2.0  # a gap is unlike the others if it is this many times their longest
MOST_SINGLES = 5  # so few fixes are no patrol of their own
FEW = 0.15  # greatest share, against the trusted fixes, of single fixes or of a single day
SMALL = 0.01  # share of the trusted fixes up to which more than a day may be an error
OF_UNIT = 0.15  # of each unit's own trusted fixes, for half of the cluster: a unit without others may have worked then
FAR = 120 * DAY  # gap beyond which single fixes or a small cluster are an error
FEW_DAY = 0.1  # share of the trusted fixes up to which a single day is an error beyond the same gap
FAR_DAY = 2 * YEAR  # gap beyond which a single day is that holds more
FAR_YEARS, HALF = 5 * YEAR, 0.5  # gap beyond which a single day is an error, up to this share; of whatever units
FUTURE = 2 * DAY  # how far ahead of the computer's clock fixes may be dated
FAR_SPANS = (
    2.0  # the gap of a small cluster or a single day must also be this many times the time that the trusted fixes cover
)
ROLLOVER_GAP = 5 * YEAR  # at least; an archive over decades meets itself 1,024 weeks later
SLACK = 31 * DAY  # how far from the trusted fixes a cluster may lie once a rollover is undone
LONG_ARCHIVE = YEAR  # trusted fixes over a longer time meet a shifted cluster by chance, unless it holds FEW
BEFORE_RECEIVERS = 631_152_000.0  # 1990-01-01; receivers for civil use are younger

FAR_IN_TIME = tr("far from all others in time")
WEEK_ROLLOVER = tr("GPS week rollover (1,024 or 2,048 weeks from the others)")


@dataclass(frozen=True)
class StrayGroup:
    """The fixes of one unit in a cluster far from the others.

    unit: code; count: of fixes; first, last: seconds since the epoch; weeks: how many weeks of a GPS week rollover they
    lie after the others (0, +-1024 or +-2048); whole: whether the unit has no other fixes; rejected: otherwise they are
    kept, because they are too many to be an error for certain.
    """

    unit: int
    count: int
    first: float
    last: float
    weeks: int
    whole: bool
    rejected: bool


@dataclass(frozen=True)
class StrayTimes:
    """Stray fixes. faults: {reason: (m,) rising indices of the rejected fixes}; groups: the rejected and the suspicious
    ones, by time and unit."""

    faults: dict[str, np.ndarray]
    groups: tuple[StrayGroup, ...]


@dataclass(frozen=True)
class _Clusters:
    """k clusters in the order of time: first, last: (k,) seconds; of: (n,) the cluster of each fix; pause: (k,) the
    longest time in days without a fix inside each."""

    first: np.ndarray
    last: np.ndarray
    of: np.ndarray
    pause: np.ndarray


def stray_times(t: np.ndarray, unit: np.ndarray, now: float = np.inf) -> StrayTimes:
    """The fixes whose times lie far from all others. t: (n,) finite seconds since the epoch; unit: (n,) codes; now:
    the computer's clock in seconds since the epoch.

    The result does not depend on the order of the fixes, nor on a shift of all times (except for those before 1990 and
    those in the future).
    """
    clusters = _clusters(t) if len(t) and t.max() - t.min() >= MIN_GAP else None
    return StrayTimes({}, ()) if clusters is None else _judged(clusters, t, unit, now)


def _clusters(t: np.ndarray) -> _Clusters | None:
    """The instants cut at every gap of at least MIN_GAP; None where there is no such gap. Days are counted from the
    first fix, so that a shift of all times changes nothing."""
    start = t.min()
    day = ((t - start) * (1 / DAY)).astype(np.int32)
    used = np.bincount(day) > 0
    days = np.flatnonzero(used)
    step = np.diff(days)
    limit = int(MIN_GAP / DAY)
    wide = step > limit
    for i in np.flatnonzero(step == limit):  # the exact gap is up to a day shorter or longer
        wide[i] = t[day == days[i + 1]].min() - t[day == days[i]].max() >= MIN_GAP
    if not wide.any():
        return None
    heads, tails = days[np.r_[True, wide]], days[np.r_[wide, True]]
    of_day = np.zeros(len(used), np.int16)
    of_day[heads[1:]] = 1
    pause = np.maximum.reduceat(np.where(np.r_[True, wide], 0, np.r_[0, step]), np.flatnonzero(np.r_[True, wide]))
    return _Clusters(
        np.array([t[day == d].min() for d in heads]),
        np.array([t[day == d].max() for d in tails]),
        np.cumsum(of_day, dtype=np.int16)[day],
        pause,
    )


class _Trusted:
    """The trusted clusters while the others are judged: (k,) whether each is; and their fixes by unit."""

    def __init__(self, clusters: _Clusters, main: int, by_unit: np.ndarray):
        self.clusters = clusters
        self.have = np.zeros(len(clusters.first), bool)
        self.have[main] = True
        self.by_unit = by_unit

    def add(self, cluster: int, units: np.ndarray, counts: np.ndarray) -> None:
        self.have[cluster] = True
        self.by_unit[units] += counts

    @property
    def count(self) -> int:
        return int(self.by_unit.sum())

    @property
    def bounds(self) -> tuple[float, float]:
        return self.clusters.first[self.have].min(), self.clusters.last[self.have].max()

    def gap(self, cluster: int) -> float:
        """Seconds to the nearest trusted fix."""
        before = np.flatnonzero(self.have[:cluster])
        after = cluster + np.flatnonzero(self.have[cluster:])
        return min(
            self.clusters.first[cluster] - self.clusters.last[before[-1]] if len(before) else np.inf,
            self.clusters.first[after[0]] - self.clusters.last[cluster] if len(after) else np.inf,
        )

    @property
    def longest_gap(self) -> float:
        """Seconds, among the trusted fixes."""
        first, last = self.clusters.first[self.have], self.clusters.last[self.have]
        return max(float((first[1:] - last[:-1]).max(initial=0.0)), float(self.clusters.pause[self.have].max()) * DAY)


def _judged(clusters: _Clusters, t: np.ndarray, unit: np.ndarray, now: float) -> StrayTimes:
    sizes = np.bincount(clusters.of)
    largest = np.flatnonzero(sizes == sizes.max())
    past = largest[clusters.first[largest] <= now + FUTURE]
    main = int((past if len(past) else largest)[-1])  # of equal ones the latest: clocks are behind more often
    outside = np.flatnonzero(clusters.of != main)
    by_unit = np.bincount(unit, minlength=int(unit.max()) + 1)
    everything = by_unit.copy()
    by_unit -= np.bincount(unit[outside], minlength=len(by_unit))
    trusted = _Trusted(clusters, main, by_unit)
    faults: dict[str, list] = {}
    groups: list[StrayGroup] = []
    still = [c for c in range(len(sizes)) if c != main]
    while still:
        c = still.pop(int(np.argmin([trusted.gap(c) for c in still])))
        index = outside[clusters.of[outside] == c]
        units, counts = np.unique(unit[index], return_counts=True)
        weeks = _rollover(trusted, c)
        rejected, suspicious = _verdict(trusted, c, weeks, units, counts, now)
        if rejected:
            faults.setdefault(WEEK_ROLLOVER if weeks else FAR_IN_TIME, []).append(index)
        if rejected or suspicious:
            for code, count in zip(units.tolist(), counts.tolist(), strict=True):
                own = t[index[unit[index] == code]]
                whole = count == everything[code]
                groups.append(StrayGroup(code, count, float(own.min()), float(own.max()), weeks, whole, rejected))
        if not rejected:
            trusted.add(c, units, counts)
    found = {reason: np.sort(np.concatenate(parts)) for reason, parts in faults.items()}
    return StrayTimes(found, tuple(sorted(groups, key=lambda group: (group.first, group.unit))))


def _rollover(trusted: _Trusted, cluster: int) -> int:
    """The weeks of a GPS week rollover that a cluster lies after the trusted fixes; 0 where there is none."""
    earliest, latest = trusted.bounds
    first, last = trusted.clusters.first[cluster], trusted.clusters.last[cluster]
    for weeks in ROLLOVERS if trusted.gap(cluster) >= ROLLOVER_GAP else ():
        if first - weeks * WEEK >= earliest - SLACK and last - weeks * WEEK <= latest + SLACK:
            return weeks
    return 0


def _verdict(
    trusted: _Trusted, cluster: int, weeks: int, units: np.ndarray, counts: np.ndarray, now: float
) -> tuple[bool, bool]:
    """Whether a cluster is rejected; and whether it is suspicious. units, counts: (u,) its units and their fixes."""
    count, rest = int(counts.sum()), trusted.count
    earliest, latest = trusted.bounds
    first, last = trusted.clusters.first[cluster], trusted.clusters.last[cluster]
    gap = trusted.gap(cluster)
    if weeks and count <= rest:
        return latest - earliest <= LONG_ARCHIVE or count <= FEW * rest, True
    if gap < UNLIKE * trusted.longest_gap:
        return False, False
    if last < BEFORE_RECEIVERS <= earliest and count <= rest:
        return True, True
    if first > now + FUTURE >= latest and count <= rest:
        return True, True
    if count <= min(MOST_SINGLES, FEW * rest) and gap >= min(FAR, latest - earliest):
        return True, True
    beyond = FAR_SPANS * (latest - earliest)
    of_known_units = counts[counts <= OF_UNIT * trusted.by_unit[units]].sum() >= HALF * count
    small = count <= SMALL * rest and gap >= max(FAR, beyond)
    one_day = last - first <= DAY
    if one_day and count <= HALF * rest and gap >= max(FAR_YEARS, beyond):
        return True, True
    few_of_day = (count <= FEW_DAY * rest and gap >= FAR) or (count <= FEW * rest and gap >= FAR_DAY)
    return of_known_units and (small or (one_day and few_of_day and gap >= beyond)), gap >= YEAR
