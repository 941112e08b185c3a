"""Position error: its size, its correlation in time, and tracks with such an error added."""

from dataclasses import replace

import numpy as np

from .fixes import Fixes
from .tracks import Rejected, Tracks

RADIUS_OF_68 = float(np.sqrt(-2 * np.log(1 - 0.68)))
"""The radius that holds 68 % of a two-dimensional normal distribution, in standard deviations of one axis: 1.510.

P(r < R) = 1 - exp(-R^2 / 2). Phones report this radius as the accuracy of a fix (Android's Location.getAccuracy).
"""


TIME_CONSTANT = 300.0
"""Seconds in which the correlation of a receiver's error falls to 1/e.

El-Rabbany and Kleusberg, "Effect of temporal physical correlation on accuracy estimation in GPS relative positioning",
J. Surveying Engineering 129(1), 2003: an exponential covariance that vanishes after about 20 minutes; exp(-20/5) = 2 %.
Schumayer et al., Sensors 20(21), 6050, 2020, find the same process (Ornstein-Uhlenbeck) in the positions themselves.
"""


def jittered(tracks: Tracks, accuracy: np.ndarray, rng: np.random.Generator) -> Tracks:
    """The tracks with a random error added to every fix: normal, with the accuracy, (n,) metres, as its 68 % radius.

    The errors of a unit are correlated in time, as those of a receiver are. So neighbouring fixes move together, and
    speeds hardly change. Outages are not changed.
    """
    noise = correlated_noise(tracks.t, tracks.unit, rng) * (accuracy / RADIUS_OF_68)
    return replace(tracks, x=tracks.x + noise[0], y=tracks.y + noise[1])


def correlated_noise(t: np.ndarray, unit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(2, n) standard normal numbers: an Ornstein-Uhlenbeck process for each axis and unit, with the correlation
    exp(-|dt| / TIME_CONSTANT). t: (n,) seconds, rising within each unit; unit: (n,) codes, sorted."""
    pause = np.diff(t, prepend=-np.inf)
    pause[1:][unit[1:] != unit[:-1]] = np.inf
    kept = np.exp(-pause / TIME_CONSTANT)
    noise = rng.standard_normal((2, len(t))) * np.sqrt(-np.expm1(-2 * pause / TIME_CONSTANT))
    # noise[i] += kept[i] * noise[i - 1], in order; by doubling (runs of 1, 2, 4, ... fixes) until kept vanishes
    step = 1
    while step < len(t) and kept.max() > 1e-9:
        noise[:, step:] += kept[step:] * noise[:, :-step]
        kept[step:] = kept[step:] * kept[:-step]
        step *= 2
    return noise


def accuracy_of(tracks: Tracks, fixes: Fixes, rejected: Rejected, otherwise: float) -> tuple[np.ndarray, int]:
    """(n,) the accuracy of the tracks' fixes in metres, and the number of fixes that have none above 0 and get
    `otherwise` instead."""
    if fixes.accuracy is None:
        return np.full(len(tracks.t), otherwise), len(tracks.t)
    kept = np.delete(np.arange(len(fixes)), rejected.index)
    order = np.lexsort((fixes.row[kept], fixes.t[kept], fixes.unit[kept]))  # rows matter with coarse clocks alone
    accuracy = fixes.accuracy[kept][order]
    known = accuracy > 0
    return np.where(known, accuracy, otherwise), int((~known).sum())
