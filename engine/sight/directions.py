"""Directions as numbers that rise counterclockwise: quicker than angles, and equal for equal directions."""

import numpy as np

TURN = 4.0


def direction_key(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(k,) where the directions (x, y) lie in a full turn, 0 (east, included) to 4 (excluded): 1 is north, 2 west, 3
    south. 0 for no direction at all.

    x / (|x| + |y|) is folded out at the axes. Divisions are rounded correctly, so directions with integer coordinates
    have equal keys if and only if they are equal. Opposite directions differ by 2.
    """
    length = np.abs(x)
    length += np.abs(y)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = y / length
    west = x < 0
    key = np.where(west, 2.0 - share, share)
    key[length == 0] = 0.0
    low = key < 0
    key[low] += TURN
    key[key >= TURN] = 0.0
    return key
