"""Heights of buildings from the values of a field, which in OpenStreetMap are text: 12, 12.5 m, 40 ft."""

import re
from collections.abc import Sequence

import numpy as np

METRES = {"": 1.0, "m": 1.0, "ft": 0.3048, "'": 0.3048}
TALLEST = 1000.0
"""metres; no building is higher"""
_HEIGHT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(m|ft|'|)\s*", re.IGNORECASE)


def heights_of(values: Sequence) -> np.ndarray:
    """(n,) metres, NaN where a value is no height from 0 to TALLEST. values: numbers, text or None; text without a unit
    is in metres."""
    found = np.array([_height(value) for value in values], float)
    return np.where((found >= 0) & (found <= TALLEST), found, np.nan)


def _height(value) -> float:
    if isinstance(value, str):
        match = _HEIGHT.fullmatch(value)
        return float(match[1].replace(",", ".")) * METRES[match[2].lower()] if match else np.nan
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else np.nan
