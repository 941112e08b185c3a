"""Watchers: posts and cameras that do not move."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Watchers:
    """w watchers, (w,) each.

    x, y: metres; range: metres; rate: detection rate in 1/s, inf where detection is at once; bearing: degrees clockwise
    from grid north, the middle of the field of view; view: degrees, its width, 360 all around; hours: for each (k, 2)
    seconds since the epoch, rising and disjoint, when it is in operation; kind: a word for it, such as camera or post.
    """

    x: np.ndarray
    y: np.ndarray
    range: np.ndarray
    rate: np.ndarray
    bearing: np.ndarray
    view: np.ndarray
    hours: tuple[np.ndarray, ...]
    kind: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.x)
