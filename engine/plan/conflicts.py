"""Whether two drones come too close to each other: exactly, for paths of straight legs at constant speed."""

import numpy as np


def too_close(one: np.ndarray, other: np.ndarray, horizontal: float, vertical: float) -> bool:
    """Whether two drones are at some moment less than `horizontal` metres apart in the plane and less than `vertical`
    metres in height. one, other: (n, 4) and (m, 4) x, y, z, seconds that don't fall; who has not taken off yet, or
    has landed, is nowhere.

    Between two vertices of either both move evenly, so the distance in the plane is a parabola of time, and that in
    height a straight line: the moments at which each is too small are an interval, and the drones are too close if
    the two intervals share a moment.
    """
    begins, ends = max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3])
    if begins > ends:
        return False
    knots = np.concatenate(([begins, ends], one[:, 3], other[:, 3]))
    knots = np.unique(knots[(knots >= begins) & (knots <= ends)])
    apart = _at(one, knots) - _at(other, knots)
    if len(knots) == 1:
        return bool(np.hypot(apart[0, 0], apart[0, 1]) < horizontal and abs(apart[0, 2]) < vertical)
    low, high = _in_plane(apart[:-1, :2], np.diff(apart[:, :2], axis=0), horizontal)
    floor, ceiling = _in_height(apart[:-1, 2], np.diff(apart[:, 2]), vertical)
    return bool((np.maximum(low, floor) < np.minimum(high, ceiling)).any())


def _at(line: np.ndarray, moments: np.ndarray) -> np.ndarray:
    """(k, 3) where a drone is."""
    return np.stack([np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3)], axis=1)


def _in_plane(apart: np.ndarray, change: np.ndarray, limit: float) -> tuple[np.ndarray, np.ndarray]:
    """From and until which share of each step, (k,) within 0 to 1, |apart + share x change| < limit; empty, from
    inf, where never."""
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


def _in_height(apart: np.ndarray, change: np.ndarray, limit: float) -> tuple[np.ndarray, np.ndarray]:
    """The same for |apart + share x change| < limit along one axis."""
    moving = change != 0
    divisor = np.where(moving, change, 1)
    first, second = (-limit - apart) / divisor, (limit - apart) / divisor
    low = np.where(moving, np.minimum(first, second), 0)
    high = np.where(moving, np.maximum(first, second), 1)
    never = ~moving & (np.abs(apart) >= limit)
    return np.where(never, np.inf, np.maximum(low, 0)), np.where(never, -np.inf, np.minimum(high, 1))
