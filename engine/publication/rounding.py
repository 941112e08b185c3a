"""Rounding of what is published."""

import numpy as np


def rounded_share(values: np.ndarray, step: float) -> np.ndarray:
    """(n,) shares from 0 to 1, such as gaps, rounded to multiples of `step`; NaN stays."""
    return np.clip(np.round(np.rint(np.asarray(values, float) / step) * step, 9), 0.0, 1.0)


def rounded_sum(values: np.ndarray, step: float) -> np.ndarray:
    """(n,) counts and times, rounded to multiples of `step`, but not to 0: the figures that are published have several
    units behind them, and a 0 would say that there was hardly anything. NaN stays."""
    return np.maximum(np.rint(np.asarray(values, float) / step), 1.0) * step
