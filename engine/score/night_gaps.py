"""How exactly the gap of a single night is published.

The exact gap of a night dates a pass. Where a unit passed once, a minutes after the first starting moment and less
than the revisit interval R after it, the starts of these a minutes are seen in time, and no others before the pass. So
the time in which a start is seen tells a, and likewise how long before or after the last moment the pass was.

So that time is rounded to steps of at least a quarter of an hour, of which R is a whole number: then a pass in the
middle of the night, which has all of R, lies at the edge of a step, and no step before it is narrower. The time in
range is left out of the rounding, since it would move the edges; it is told in whole minutes. A step is told by its
middle, so that errors are not all of one sign; the first by its start, since nobody may have come.
"""

import numpy as np

from ..timing.local_steps import QUARTER
from .last_seen import FEWEST

SURE = 1e-6  # of a step or a second; less is rounding of the computer


def step_of(revisit: float) -> float:
    """The step in seconds: the revisit interval (s), divided or multiplied by a whole number so that it is just a
    quarter of an hour or more."""
    return revisit / np.floor(revisit / QUARTER) if revisit >= QUARTER else revisit * np.ceil(QUARTER / revisit)


def published_night_gaps(
    gap: np.ndarray, hours: np.ndarray, dwell: np.ndarray, minutes: np.ndarray, units: np.ndarray, revisit: float
) -> np.ndarray:
    """(n, m) the gaps of n places in m nights as they are published: rounded where fewer than FEWEST units passed in
    the night. NaN stays NaN, and a gap of 1 stays 1. The time in which a start is seen (1 - gap, times hours) changes
    by a step and a minute at most.

    gap, units: (n, m), units counted; hours: (m,) the length of the moments of U; dwell, minutes: (n, m) seconds in
    range, exact and as published; revisit: s.
    """
    length, step = hours * 3600.0, step_of(revisit)
    seen = (1.0 - gap) * length
    steps = np.floor((seen - dwell) / step + SURE)
    middle = np.where((steps == -1) | (steps == 0), 0.0, steps + 0.5)  # the two on either side of 0 are one
    told = np.clip(middle * step + minutes, 0.0, length)
    with np.errstate(invalid="ignore", divide="ignore"):
        rounded = 1.0 - told / length
    return np.where((units < FEWEST) & (seen > SURE), rounded, gap)
