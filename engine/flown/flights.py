"""Flights in a log: its positions cleaned, and divided where the drone was on the ground."""

from dataclasses import dataclass

import numpy as np

from ..language import tr
from .flight_log import FlightLog
from .gps_time import OLDEST, without_rollover

LATEST = 4_102_444_800
"""2100-01-01."""
NO_POSITION, NO_FIX, ORIGIN, NO_TIME, OLD_TIME, BACK, REPEATED, TOO_FAST, ON_GROUND, LONE = (
    "no position",
    "the receiver had no position yet",
    "at latitude 0, longitude 0",
    "no time",
    "before 2010, so the receiver did not know the date",
    "time goes back",
    "the same time as the position before it",
    "farther than the drone can have flown",
    "on the ground before take-off or after landing",
    "too few positions for a flight",
)
REASONS = (NO_POSITION, NO_FIX, ORIGIN, NO_TIME, OLD_TIME, BACK, REPEATED, TOO_FAST, ON_GROUND, LONE)
"""Why a position is in no flight: the same in all languages. Users read `reason_text`."""
GAP = 300.0
"""s without a position, after which another flight begins."""
GROUND_STAY = 20.0
"""s that a drone stands at the height of the ground before it counts as landed between two flights."""
LOW, STILL = 2.0, 2.5
"""m above the ground, and m/s, below which a drone stands."""
NEAR_GROUND = 8.0
"""m around the first or the last position, within which the scatter of positions is no movement."""
REACH = 15.0
"""m that a position may err, in any short time."""
EARTH = 6_371_008.8
SHORTEST = 3
"""Positions of a flight, at least."""
GROUND_TIME = 2.0
"""s on the ground that belong to a flight, before take-off and after landing."""


@dataclass(frozen=True)
class LogFlights:
    """The flights of a log. log: its n positions as read; flights: indices of the positions of each, in the order of
    time; rejected: (n,) the reason why a position is in none, empty where it is in one; rolled: how many times were put
    1024 weeks later."""

    log: FlightLog
    flights: tuple[np.ndarray, ...]
    rejected: np.ndarray
    rolled: int

    def counts(self) -> dict[str, int]:
        """How many positions are rejected, by reason."""
        reasons, counts = np.unique(self.rejected[self.rejected != ""].astype(str), return_counts=True)
        return dict(zip(reasons.tolist(), counts.tolist(), strict=True))


def reason_text(reason: str) -> str:
    """One of REASONS in the user's language."""
    return {known: tr(known) for known in REASONS}[reason]


def flights_of(log: FlightLog, max_speed: float = 60.0) -> LogFlights:
    """The flights of a log. max_speed: m/s over ground; a position that cannot be reached at it is rejected.

    A flight lasts as long as the motors are armed, where the log says so; else as long as the drone is off the ground.
    """
    t = without_rollover(log.t)
    rolled = int((t != log.t)[np.isfinite(t)].sum())
    log = FlightLog(**{**vars(log), "t": t})
    reason = _faults(log)
    kept = np.flatnonzero(reason == "")
    kept = _in_time(log, kept, reason)
    kept = _without_jumps(log, kept, reason, max_speed)
    flights = []
    for run in _runs(log, kept):
        for flight in _in_the_air(log, run):
            if len(flight) < SHORTEST:
                continue
            flights.append(flight)
            reason[flight] = ""
    flown = np.concatenate([np.zeros(0, int), *flights])
    left = np.setdiff1d(kept, flown)
    reason[left] = np.where(len(flights) > 0, ON_GROUND, LONE)
    return LogFlights(log, tuple(flights), reason, rolled)


def metres_between(lon0, lat0, lon1, lat1) -> np.ndarray:
    """m along the ground between positions a few kilometres apart, on a sphere."""
    middle = np.radians((np.asarray(lat0) + np.asarray(lat1)) / 2)
    east = np.radians((np.asarray(lon1) - np.asarray(lon0) + 180) % 360 - 180) * np.cos(middle)
    return EARTH * np.hypot(east, np.radians(np.asarray(lat1) - np.asarray(lat0)))


def _faults(log: FlightLog) -> np.ndarray:
    """(n,) why a position cannot be used on its own, empty where it can."""
    reason = np.full(len(log), "", object)
    with np.errstate(invalid="ignore"):
        known = np.isfinite(log.lon) & np.isfinite(log.lat) & (np.abs(log.lat) <= 90) & (np.abs(log.lon) <= 180)
        for which, text in (
            (~((log.t >= OLDEST) & (log.t < LATEST)), OLD_TIME),
            (~np.isfinite(log.t), NO_TIME),
            (~log.fixed.astype(bool), NO_FIX),
            ((np.abs(log.lon) < 1e-5) & (np.abs(log.lat) < 1e-5), ORIGIN),
            (~known, NO_POSITION),
        ):
            reason[which] = text
    return reason


def _in_time(log: FlightLog, kept: np.ndarray, reason: np.ndarray) -> np.ndarray:
    """Those whose time is later than that of all before them. A single time far ahead must not cost all that follow, so
    a time that the next ones contradict is the one that is rejected."""
    t = log.t[kept]
    if not len(t):
        return kept
    least_after = np.minimum.accumulate(t[::-1])[::-1]
    ahead = np.zeros(len(t), bool)
    ahead[:-1] = t[:-1] > least_after[1:]
    most_before = np.maximum.accumulate(t)
    behind = np.zeros(len(t), bool)
    behind[1:] = t[1:] < most_before[:-1]
    # of the two contradicting sides the smaller one is wrong
    wrong = ahead if ahead.sum() < behind.sum() else behind
    reason[kept[wrong]] = BACK
    kept = kept[~wrong]
    again = np.zeros(len(kept), bool)
    again[1:] = np.diff(log.t[kept]) <= 0
    later = log.t[kept] < np.maximum.accumulate(log.t[kept]) if len(kept) else again
    reason[kept[again]] = REPEATED
    reason[kept[later]] = BACK
    return kept[~(again | later)]


def _without_jumps(log: FlightLog, kept: np.ndarray, reason: np.ndarray, max_speed: float) -> np.ndarray:
    """Those that can be reached from the last good one. Where a drone is elsewhere for longer, this is where it is."""
    length = metres_between(log.lon[kept][:-1], log.lat[kept][:-1], log.lon[kept][1:], log.lat[kept][1:])
    if (length <= REACH + max_speed * np.diff(log.t[kept])).all():
        return kept
    good: list[int] = []
    away: list[int] = []
    for index in kept.tolist():
        if good and not _reaches(log, good[-1], index, max_speed):
            if away and not _reaches(log, away[-1], index, max_speed):
                away = []
            away.append(index)
            if len(away) <= max(10, len(good)):
                continue
            good, away = away, []  # the beginning was wrong
            continue
        good.append(index)
    found = np.array(good, int)
    reason[np.setdiff1d(kept, found)] = TOO_FAST
    return found


def _reaches(log: FlightLog, first: int, second: int, max_speed: float) -> bool:
    length = metres_between(log.lon[first], log.lat[first], log.lon[second], log.lat[second])
    return bool(length <= REACH + max_speed * (log.t[second] - log.t[first]))


def _runs(log: FlightLog, kept: np.ndarray) -> list[np.ndarray]:
    """Positions without long gaps between them, and of one state of the motors where the log says it."""
    if not len(kept):
        return []
    armed = log.armed[kept]
    cut = np.diff(log.t[kept]) > GAP
    known = np.isfinite(armed).any()
    state = np.nan_to_num(armed) > 0
    if known and state.any():
        cut |= np.diff(state.astype(int)) != 0
    else:
        state[:] = True
    runs = np.split(kept, np.flatnonzero(cut) + 1)
    return [run for run, on in zip(runs, np.split(state, np.flatnonzero(cut) + 1), strict=True) if on[0]]


def _in_the_air(log: FlightLog, run: np.ndarray) -> list[np.ndarray]:
    """The flights in positions that follow each other, each with the last moments on the ground before and after."""
    t, height = log.t[run], _height(log, run)
    speed = _speed(log, run)
    if np.isfinite(height).sum() < max(3, 0.5 * len(run)):
        return _moving(speed, run)
    known = np.isfinite(height)
    height = np.interp(t, t[known], height[known])
    begin, end = (np.median(height[which]) for which in (t <= t[0] + 2, t >= t[-1] - 2))
    ground = (np.abs(height - begin) < LOW) & ((speed < STILL) | _around(log, run, t <= t[0] + 2))
    if abs(end - begin) < 30:
        ground |= (np.abs(height - end) < LOW) & ((speed < STILL) | _around(log, run, t >= t[-1] - 2))
    air = ~ground
    if not air.any():
        return []
    first, last = np.flatnonzero(air)[[0, -1]]
    parts, start = [], first
    for a, b in _stays(ground, first, last):
        if t[b] - t[a] >= GROUND_STAY:
            parts.append((start, a - 1))
            start = b + 1
    parts.append((start, last))
    found = []
    for a, b in parts:
        if height[a : b + 1].max() - min(begin, end) < LOW and t[b] - t[a] < GROUND_STAY:
            continue  # the scatter of positions on the ground
        a = int(np.searchsorted(t, t[a] - GROUND_TIME)) if a else a
        b = int(np.searchsorted(t, t[b] + GROUND_TIME, "right")) - 1
        found.append(run[a : b + 1])
    return found


def _around(log: FlightLog, run: np.ndarray, which: np.ndarray) -> np.ndarray:
    """(n,) whether a position is near the middle of some of them."""
    lon, lat = np.median(log.lon[run][which]), np.median(log.lat[run][which])
    return metres_between(lon, lat, log.lon[run], log.lat[run]) < NEAR_GROUND


def _stays(ground: np.ndarray, first: int, last: int) -> list[tuple[int, int]]:
    """First and last index of each stay on the ground between two indices in the air."""
    inside = ground[first : last + 1].astype(int)
    edges = np.flatnonzero(np.diff(inside)) + 1 + first
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def _moving(speed: np.ndarray, run: np.ndarray) -> list[np.ndarray]:
    """Without heights: from the first to the last movement."""
    moving = np.flatnonzero(speed >= STILL)
    if not len(moving):
        return []
    return [run[moving[0] : moving[-1] + 1]]


def _height(log: FlightLog, run: np.ndarray) -> np.ndarray:
    relative = log.above_takeoff[run]
    return relative if np.isfinite(relative).sum() >= np.isfinite(log.above_sea[run]).sum() else log.above_sea[run]


def _speed(log: FlightLog, run: np.ndarray) -> np.ndarray:
    """(n,) m/s over ground, over about two seconds, so that the scatter of positions is no movement."""
    if len(run) < 2:
        return np.zeros(len(run))
    t, lon, lat = log.t[run], log.lon[run], log.lat[run]
    before, after = np.searchsorted(t, t - 1.0), np.searchsorted(t, t + 1.0, "right") - 1
    index = np.arange(len(run))
    before, after = np.minimum(before, np.maximum(index - 1, 0)), np.maximum(after, np.minimum(index + 1, len(run) - 1))
    return metres_between(lon[before], lat[before], lon[after], lat[after]) / np.maximum(t[after] - t[before], 1e-3)
