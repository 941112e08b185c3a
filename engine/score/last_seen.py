"""How exactly the time at which a unit was at a place is published.

The exact time of the last pass, cell by cell, is the path of a unit: sorted by time, the cells are the way that one
officer took. So a time is rounded down to the shortest step of the clock in which at least FEWEST different units were
at the place: a quarter of an hour, an hour, or else the day of the watch, which does not tell the order of places.

Units are counted within the step, not within the whole period. On a beat that several units share in turn, every cell
has been seen by all of them, and yet its last night is the path of the one who was on duty (see docs/gap-score.md for
the difference, as measured).
"""

import numpy as np

from ..timing.local_steps import HOUR, QUARTER, LocalSteps
from ..timing.timezones import DAY

FEWEST = 3  # units; a pair of officers on patrol together often has two receivers


def distinct_units(row: np.ndarray, unit: np.ndarray, rows: int) -> np.ndarray:
    """(rows,) the number of different units in each row, counted up to three: 0, 1, 2 or 3. row: (p,) rising; unit:
    (p,) codes."""
    found = np.zeros(rows, np.int64)
    if not len(row):
        return found
    first = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    each = np.diff(np.r_[first, len(row)])
    low, high = np.minimum.reduceat(unit, first), np.maximum.reduceat(unit, first)
    third = np.logical_or.reduceat((unit != np.repeat(low, each)) & (unit != np.repeat(high, each)), first)
    found[row[first]] = 1 + (low < high) + third
    return found


def steps_behind(
    times: np.ndarray, row: np.ndarray, unit: np.ndarray, start: np.ndarray, end: np.ndarray, clock: LocalSteps
) -> np.ndarray:
    """(n,) the step to which each time is rounded: QUARTER, HOUR or DAY, in seconds; DAY for NaN.

    times: (n,) of the rows; row: (p,) the row of each stay, rising; unit, start, end: (p,) of the stays. All times are
    in seconds after the origin of the clock. A row is a place, or a place and a night.
    """
    steps = np.full(len(times), DAY)
    for step in (HOUR, QUARTER):  # the quarter lies in the hour, so what is too few there is too few here
        since = clock.floor(times, step)
        near = np.flatnonzero((end >= since[row]) & (start < since[row] + step))
        steps[distinct_units(row[near], unit[near], len(times)) >= FEWEST] = step
    return steps


def published_times(
    times: np.ndarray,
    row: np.ndarray,
    unit: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    clock: LocalSteps,
    seconds: bool = False,
    day_known: bool = False,
) -> np.ndarray:
    """(n,) the times as they are published, rounded down to their steps; with `seconds` as they are.

    A time rounded to the day is the start of that day of the watch; NaN with `day_known`, where the rows are nights and
    so tell the day themselves. Other arguments as for `steps_behind`.
    """
    if seconds:
        return times
    steps = steps_behind(times, row, unit, start, end, clock)
    return clock.floor(np.where(day_known & (steps >= DAY), np.nan, times), steps)
