"""Directions as numbers that rise counterclockwise: quicker than angles, and equal for equal directions."""

import numpy as np

TURN = 4.0


def direction_key(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(k,) where the directions (x, y) lie in a full turn, 0 (east, included) to 4 (excluded): 1 is north, 2 west, 3
    south. 0 for no direction at all.

    y / (|x| + |y|) is folded out at the axes. Divisions are rounded correctly, so directions with integer coordinates
    have equal keys if and only if they are equal. Opposite directions differ by 2.
    """
    length = np.abs(x)
    length += np.abs(y)
    length += length == 0
    key = y / length
    key -= 1.0
    key *= np.copysign(1.0, x)
    key += 1.0
    key += TURN * (key < 0)
    key *= key < TURN
    return key
