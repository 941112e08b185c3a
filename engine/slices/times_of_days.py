"""The times of an archive's fixes that the question depends on, without reading the fixes."""

import numpy as np

from ..archive.day import Day


def times_of(days: tuple[Day, ...]) -> np.ndarray:
    """(n,) the first and the last fix of every minute that has any, rising, in seconds since the epoch: enough to tell
    when the data begin and end, and which nights have no fix."""
    return np.concatenate([np.zeros(0), *(day.minutes.ravel() for day in days)])
