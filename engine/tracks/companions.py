"""Units that move together: tracks side by side, whenever their receivers sampled them.

The tracks are compared at common moments, every minute (less often for very many tracks). Only moving units count, so
that vehicles parked in one yard are no team.
"""

from dataclasses import dataclass

import numpy as np

from ..timing.timezones import DAY
from .identical_units import FACTORS

STEPS = (60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0)  # seconds between moments
AT_MOST = 500_000  # moments of all units
CLOSE = 30.0  # metres between two units that move together
BEND = 0.1  # metres more for each metre of the legs in which they are, which cut corners
CLOSE_AT_MOST = 60.0  # metres
CHUNK = 50_000  # fixes looked at once: few enough for the processor's cache
CELL = 120.0  # metres
MEETINGS = 3
REACH = 100.0  # metres within which a fix belongs to the team, on a day on which it moves together
AHEAD = 180.0  # seconds in which a moving unit gets
AWAY = 40.0  # metres away
MIN_MOMENTS = 5
MIN_TIME = 600.0  # seconds in which they move together on a day
MIN_SHARE = 0.8  # of the moments of a day at which both are on patrol and one of them moves
UNIT = 1 << 40  # above all numbers of moments


@dataclass(frozen=True)
class Companions:
    """Pairs of units that move together on a day, (m,) each.

    first, second: codes, the lower one first; begin, end: the day (UTC), in seconds since the epoch. reach: metres
    within which a fix of the second belongs to the first.
    """

    first: np.ndarray
    second: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    reach: float = REACH


@dataclass(frozen=True)
class _Moments:
    """Where units are at common moments, sorted by unit and moment: (k,) each. number: of the moment; leg: length of
    the leg in metres; moves: whether the unit moves."""

    unit: np.ndarray
    number: np.ndarray
    x: np.ndarray
    y: np.ndarray
    leg: np.ndarray
    moves: np.ndarray


def companions(x: np.ndarray, y: np.ndarray, t: np.ndarray, unit: np.ndarray, offsets: np.ndarray) -> Companions:
    """The pairs of units that move together, by day (UTC).

    x, y, t, unit: (n,), offsets: (k + 1,), as in Tracks. Two units move together on a day if, at the moments at which
    both have a track and one of them moves, they are within CLOSE metres of each other for MIN_SHARE of these, and for
    MIN_TIME. Candidates are units that are in one cell of a grid MEETINGS times; in a crowd, each unit is compared
    with its predecessor and the first one in the cell, so that the work does not grow with the square of the units.
    """
    duration = (t[offsets[1:] - 1] - t[offsets[:-1]]).sum()
    step = next((step for step in STEPS if duration / step <= AT_MOST), STEPS[-1])
    moments = _moments(x, y, t, unit, offsets, step)
    a, b = _neighbours(moments)
    if not len(a):
        return Companions(*[np.zeros(0, np.int64)] * 2, *[np.zeros(0)] * 2)
    day = (moments.number[a] * step // DAY).astype(np.int64)
    first_day, units = int(day.min()), int(unit[-1]) + 1
    days = int(day.max()) - first_day + 1
    pair = (moments.unit[a].astype(np.int64) * units + moments.unit[b]) * days + day - first_day
    code, met = np.unique(pair, return_counts=True)
    code = code[met >= MEETINGS]
    day, first, second = code % days + first_day, code // days // units, code // days % units
    key = moments.unit.astype(np.int64) * UNIT + moments.number
    fewest = max(MIN_MOMENTS, MIN_TIME / step)
    good = np.zeros(len(code), bool)
    for i in range(len(code)):
        together, common = _shared(moments, key, int(first[i]), int(second[i]), int(day[i]), step)
        good[i] = together >= max(fewest, MIN_SHARE * common)
    return Companions(first[good], second[good], day[good] * DAY, (day[good] + 1) * DAY)


def _moments(x, y, t, unit, offsets, step: float) -> _Moments:
    leg = _legs_with_moments(t, offsets, step)
    before = np.floor(t[leg] / step).astype(np.int64)
    count = np.floor(t[leg + 1] / step).astype(np.int64) - before
    total = int(count.sum())
    moment = np.arange(total) - np.repeat(np.cumsum(count) - count - before, count) + 1
    pause, dx, dy = (column[leg + 1] - column[leg] for column in (t, x, y))
    share = (moment * step - np.repeat(t[leg], count)) / np.repeat(pause, count)
    at_x, at_y = (np.repeat(a[leg], count) + share * np.repeat(d, count) for a, d in ((x, dx), (y, dy)))
    length, of = np.repeat(np.hypot(dx, dy), count), np.repeat(unit[leg], count)
    del share, pause, dx, dy, leg, count, before  # there may be very many
    lag = max(round(AHEAD / step), 1)
    moves = np.zeros(total, bool)
    if total > lag:
        apart = np.hypot(at_x[lag:] - at_x[:-lag], at_y[lag:] - at_y[:-lag])
        far = (of[lag:] == of[:-lag]) & (moment[lag:] - moment[:-lag] == lag) & (apart >= AWAY)
        moves[:-lag] |= far
        moves[lag:] |= far
    return _Moments(of, moment, at_x, at_y, length, moves)


def _legs_with_moments(t: np.ndarray, offsets: np.ndarray, step: float) -> np.ndarray:
    """The fixes at which legs start in which a multiple of `step` lies, but not at their start."""
    found = []
    for start in range(0, len(t) - 1, CHUNK):
        number = np.floor(t[start : start + CHUNK + 1] / step)
        found.append(start + np.flatnonzero(number[1:] != number[:-1]))
    leg = np.concatenate(found)
    track = np.searchsorted(offsets, leg, side="right")
    return leg[leg + 1 < offsets[track]]


def _neighbours(moments: _Moments) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of moving units in one cell of a grid at one moment: (m,) indices into the moments, the lower unit first.
    Not all such pairs: units that move together for long are found often enough."""
    some = np.flatnonzero(moments.moves)
    key = moments.number[some].astype(np.uint64) * np.uint64(FACTORS[2])
    for at, factor in ((moments.x, FACTORS[0]), (moments.y, FACTORS[1])):
        key ^= np.floor(at[some] / CELL).astype(np.int64).astype(np.uint64) * np.uint64(factor)
    order = np.argsort(key, kind="stable")  # so that units rise within a key
    key = key[order]
    some = some[order]
    del order
    new = np.r_[True, key[1:] != key[:-1]] if len(key) else np.zeros(0, bool)
    joined = np.flatnonzero(~new)
    lead = np.flatnonzero(new)[np.cumsum(new)[joined] - 1]
    a, b = some[np.r_[joined - 1, lead]], some[np.r_[joined, joined]]
    good = (moments.number[a] == moments.number[b]) & (moments.unit[a] != moments.unit[b])
    pairs = np.unique(a[good] * len(moments.unit) + b[good])
    return pairs // len(moments.unit), pairs % len(moments.unit)


def _shared(moments: _Moments, key: np.ndarray, first: int, second: int, day: int, step: float) -> tuple[int, int]:
    """The number of moments of a day at which two units are close to each other, and the number of those at which both
    have a track; in each case only while one of them moves. key: (k,) unit and moment in one number."""
    ends = np.ceil(np.array([day, day + 1]) * DAY / step).astype(np.int64)
    a, b = (np.arange(*np.searchsorted(key, code * UNIT + ends)) for code in (first, second))
    _, in_a, in_b = np.intersect1d(moments.number[a], moments.number[b], assume_unique=True, return_indices=True)
    a, b = a[in_a], b[in_b]
    moves = moments.moves[a] | moments.moves[b]
    reach = np.minimum(CLOSE + BEND * (moments.leg[a] + moments.leg[b]), CLOSE_AT_MOST)
    close = np.hypot(moments.x[a] - moments.x[b], moments.y[a] - moments.y[b]) <= reach
    return int((moves & close).sum()), int(moves.sum())
