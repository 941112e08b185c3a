"""Fixes set apart before a projection is chosen: strays in position, then strays in time among the others."""

from dataclasses import dataclass

import numpy as np

from .stray_positions import StrayPositions, stray_positions
from .stray_report import position_sentences, time_sentences
from .stray_times import StrayTimes, stray_times

ON_EARTH = 1e8  # metres; a larger coordinate is no position


@dataclass(frozen=True)
class Strays:
    """faults: {reason: (m,) indices of the rejected fixes}; sentences: for the log, one for each kind; left: indices of
    the usable fixes that are no strays, or a slice of all."""

    faults: dict[str, np.ndarray]
    sentences: tuple[str, ...]
    left: np.ndarray | slice


def find_strays(
    x: np.ndarray,
    y: np.ndarray,
    t: np.ndarray,
    unit: np.ndarray,
    usable: np.ndarray | None,
    units_per_metre: float | None,
    unit_names: tuple[str, ...],
    timezone: str,
    now: float = np.inf,
    null_island: tuple[float, float] | None = None,
) -> Strays:
    """Strays among the usable fixes.

    x, y: (n,) coordinates as read; units_per_metre: of their CRS, None where they are degrees; t: (n,) seconds since
    the epoch; unit: (n,) codes; usable: (n,) whether a fix has a finite position and time, None where all have;
    timezone: of the dates in the sentences; now: the computer's clock in seconds since the epoch; null_island: where
    longitude and latitude 0 lie in a projected CRS.
    """
    left = slice(None) if usable is None else np.flatnonzero(usable)
    places = stray_positions(x[left], y[left], units_per_metre, null_island)
    index = np.arange(len(t))[left] if places.faults or places.undecided else left
    faults = {reason: index[few] for reason, few in places.faults.items()}
    sentences = position_sentences(places, unit[left], unit_names)
    left = _without(index, places)
    times = stray_times(t[left], unit[left], now)
    if times.faults:
        index = np.arange(len(t))[left]
        faults |= {reason: index[few] for reason, few in times.faults.items()}
        left = _without(index, times)
    return Strays(faults, (*sentences, *time_sentences(times, unit_names, timezone)), left)


def _without(index: np.ndarray | slice, strays: StrayPositions | StrayTimes) -> np.ndarray | slice:
    """The indices that are not among the rejected ones."""
    if not strays.faults:
        return index
    return np.delete(index, np.concatenate(list(strays.faults.values())))


def usable_fixes(x: np.ndarray, y: np.ndarray, t: np.ndarray, units_per_metre: float | None) -> np.ndarray | None:
    """(n,) whether position and time are finite and the position lies on the Earth; None where all are. Arguments as
    for find_strays."""
    most = ON_EARTH * (units_per_metre or 1.0)
    if not len(t):
        return None
    bounds = np.array([x.min(), y.min(), x.max(), y.max()])  # NaN where there is one
    if np.all(np.abs(bounds) <= most) and np.isfinite(t.min()) and np.isfinite(t.max()):
        return None
    with np.errstate(invalid="ignore"):
        return (np.abs(x) <= most) & (np.abs(y) <= most) & np.isfinite(t)
