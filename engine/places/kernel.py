"""The kernel with which features count at places near them."""

import numpy as np

CHUNK = 50_000  # places processed at once


def biweight(x: np.ndarray) -> np.ndarray:
    """K(x) = (1 - x^2)^2 for x < 1, else 0. x: distance / range."""
    return np.where(x < 1, (1 - x**2) ** 2, 0.0)
