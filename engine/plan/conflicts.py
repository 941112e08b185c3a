"""Conflicts: whether two drones come too close to each other. Exact for straight legs at constant speed."""

import numpy as np


def too_close(one: np.ndarray, other: np.ndarray, horizontal: float, vertical: float) -> bool:
    """Whether two drones are at some moment less than `horizontal` metres apart in the plane and less than `vertical`
    metres in height. one, other: (n, 4) and (m, 4) x, y, z, seconds in ascending order. Before take-off and after
    landing, a drone doesn't count.

    Between two successive vertices of either path, both drones move at constant velocity. The squared distance in the
    plane is then a parabola of time, and the difference in height is linear. Each is too small during one interval,
    and the drones are too close if the two intervals overlap.
    """
    begins, ends = max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3])
    if begins > ends:
        return False
    moments = np.concatenate(([begins, ends], one[:, 3], other[:, 3]))
    moments = np.unique(moments[(moments >= begins) & (moments <= ends)])
    apart = _positions(one, moments) - _positions(other, moments)
    if len(moments) == 1:
        return bool(np.hypot(apart[0, 0], apart[0, 1]) < horizontal and abs(apart[0, 2]) < vertical)
    low, high = _close_in_plane(apart[:-1, :2], np.diff(apart[:, :2], axis=0), horizontal)
    floor, ceiling = _close_in_height(apart[:-1, 2], np.diff(apart[:, 2]), vertical)
    return bool((np.maximum(low, floor) < np.minimum(high, ceiling)).any())


def _positions(line: np.ndarray, moments: np.ndarray) -> np.ndarray:
    """(k, 3) positions of a drone at k moments."""
    return np.stack([np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3)], axis=1)


def _close_in_plane(apart: np.ndarray, change: np.ndarray, limit: float) -> tuple[np.ndarray, np.ndarray]:
    """For each of k steps the interval, (k,) and (k,) within 0 to 1, of the shares for which |apart + share x change| <
    limit. inf to -inf if there is none. apart, change: (k, 2) m at the start of a step and during it."""
    a = np.einsum("ij,ij->i", change, change)
    b = np.einsum("ij,ij->i", apart, change)
    c = np.einsum("ij,ij->i", apart, apart) - limit**2
    moving = a > 0
    root = np.sqrt(np.maximum(b * b - a * c, 0))
    divisor = np.where(moving, a, 1)
    low = np.where(moving, (-b - root) / divisor, 0)
    high = np.where(moving, (-b + root) / divisor, 1)
    never = np.where(moving, b * b - a * c <= 0, c >= 0)
    return np.where(never, np.inf, np.maximum(low, 0)), np.where(never, -np.inf, np.minimum(high, 1))


def _close_in_height(apart: np.ndarray, change: np.ndarray, limit: float) -> tuple[np.ndarray, np.ndarray]:
    """As _close_in_plane, along one axis: apart, change: (k,) m."""
    moving = change != 0
    divisor = np.where(moving, change, 1)
    first, second = (-limit - apart) / divisor, (limit - apart) / divisor
    low = np.where(moving, np.minimum(first, second), 0)
    high = np.where(moving, np.maximum(first, second), 1)
    never = ~moving & (np.abs(apart) >= limit)
    return np.where(never, np.inf, np.maximum(low, 0)), np.where(never, -np.inf, np.minimum(high, 1))
