"""The times of an archive's fixes that the question depends on, without reading the fixes."""

import numpy as np

from ..archive.day import Day
from ..archive.local_days import LocalDays, day_number


def times_of(days: tuple[Day, ...]) -> np.ndarray:
    """(n,) the first and the last fix of every minute that has any, rising, in seconds since the epoch: enough to tell
    when the data begin and end, and which nights have no fix."""
    return np.concatenate([np.zeros(0), *(day.minutes.ravel() for day in days)])


def midnights_of(days: tuple[Day, ...], timezone: str) -> np.ndarray:
    """(n + 1,) the edges of all local days from the first to the last, in seconds since the epoch."""
    first, last = day_number(days[0].date), day_number(days[-1].date)
    return LocalDays.of_numbers(timezone, first, last + 1).starts
