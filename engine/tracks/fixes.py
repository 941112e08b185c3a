"""GPS positions with a time, as arrays."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Fixes:
    """n fixes as read, good and bad, in any order.

    x, y: (n,) float64, metres; NaN where there is no usable position.
    t: (n,) float64, seconds since the epoch; NaN where there is no usable time.
    unit: (n,) integer codes into `unit_names`.
    row: (n,) integers, the feature id in the source, so that a rejected fix can be found there.
    unit_names: names in sorted order, so that codes do not depend on the order of the rows.
    faults: fixes already rejected while reading, as {reason: (m,) indices into the arrays}.
    accuracy: (n,) metres, or None where the source has none.
    """

    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    unit: np.ndarray
    row: np.ndarray
    unit_names: tuple[str, ...] = ("",)
    accuracy: np.ndarray | None = None
    faults: dict[str, np.ndarray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.t)
