"""GPS time as UTC."""

import numpy as np

GPS_EPOCH, WEEK, ROLLOVER = 315_964_800, 604_800, 1024 * 604_800
"""s: 1980-01-06 since the epoch; a week; the weeks after which a receiver's count of 10 bits starts again."""
OLDEST = 1_262_304_000
"""2010-01-01, before which no drone of today flew."""
LEAPS = (1_341_100_800, 1_435_708_800, 1_483_228_800)
"""Moments in UTC at which GPS time gained a second: from 15 s to 18 s. There was none since 2017."""


def utc_of_gps(week: np.ndarray, milliseconds: np.ndarray) -> np.ndarray:
    """s since the epoch of a GPS week and the milliseconds in it."""
    seconds = GPS_EPOCH + np.asarray(week, float) * WEEK + np.asarray(milliseconds, float) / 1000
    now = without_rollover(seconds)
    return seconds - 15 - np.searchsorted(LEAPS, now - 17)


def without_rollover(t: np.ndarray) -> np.ndarray:
    """Times of receivers that lost count of the weeks, put 1024 weeks (or twice as many) later. Other times are kept,
    also those before GPS time began."""
    t = np.asarray(t, float).copy()
    with np.errstate(invalid="ignore"):
        for _ in range(2):
            early = (t >= GPS_EPOCH) & (t < OLDEST)
            t[early] += ROLLOVER
    return t
