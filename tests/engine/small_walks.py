"""Simulated walks and drives with the errors of a receiver, for the tests of tracks."""

import numpy as np

from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.position_error import RADIUS_OF_68, correlated_noise

T0 = 1_767_308_400.0  # a whole hour


def fixes(rows) -> Fixes:
    """Fixes from (unit, t, x, y) rows."""
    names = sorted({row[0] for row in rows})
    unit, t, x, y = zip(*rows, strict=True)
    code = np.array([names.index(u) for u in unit])
    return Fixes(*[np.array(values, float) for values in (x, y, t)], code, np.arange(len(rows)), tuple(names))


def along(corners, speed: float, step: float, seconds: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """t, x, y every `step` seconds of somebody who walks from corner to corner, again and again; and the metres."""
    corners = np.array(corners, float)
    at = np.r_[0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T))]
    t = np.arange(0, seconds + step / 2, step)
    here = (t * speed) % at[-1]
    return t + T0, np.interp(here, at, corners[:, 0]), np.interp(here, at, corners[:, 1]), float(t[-1] * speed)


def wander(speed: float, step: float, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """t, x, y of a winding walk."""
    heading = np.cumsum(np.random.default_rng(seed).normal(0, 0.05 * step**0.5, count))
    move = speed * step
    return T0 + step * np.arange(count), np.cumsum(np.cos(heading)) * move, np.cumsum(np.sin(heading)) * move


def blurred(x, y, t, accuracy: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """The positions with an error of the accuracy (68 %), correlated in time."""
    noise = correlated_noise(t, np.zeros(len(t), int), np.random.default_rng(seed)) * (accuracy / RADIUS_OF_68)
    return x + noise[0], y + noise[1]


def rows_of(unit: str, t, x, y) -> list[tuple]:
    return list(zip([unit] * len(t), t.tolist(), x.tolist(), y.tolist(), strict=True))
