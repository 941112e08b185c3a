"""Ties: places with the same priority, which a map of priorities cannot tell apart."""

from dataclasses import dataclass

import numpy as np

from ..language import tr
from ..text import figure

TIED = 1e-9
"""Relative difference up to which two priorities count as equal."""
FEW = 10
"""Of fewer places that tie nothing is said: they are seen on the map."""


@dataclass(frozen=True)
class Ties:
    """The largest group of places with the same priority. tied: how many they are; places: of how many; priority: the
    value that they share."""

    tied: int
    places: int
    priority: float

    @property
    def most(self) -> bool:
        """Whether half of the places or more tie."""
        return self.tied >= FEW and 2 * self.tied >= self.places

    @property
    def note(self) -> str:
        """For the name and the legend of a layer; empty where few places tie."""
        return tie_note(self.tied, self.places) if self.most else ""

    @property
    def caution(self) -> str:
        """A sentence for the log and for reports; empty where few places tie."""
        if not self.most:
            return ""
        return tr(
            "{tied:,} of {places:,} places have the same priority ({figure}), so nothing "
            "here tells them apart. Score the gaps with AREA (the area that the patrols are responsible for), PLACES "
            "(the places to be watched), or DEMAND (layers of what matters).",
            tied=self.tied,
            places=self.places,
            figure=figure(self.priority),
        )


def tie_note(tied: int, places: int) -> str:
    """Such as: 8,812 of 11,074 places tie."""
    return tr("{tied:,} of {places:,} places tie", tied=tied, places=places)


def ties_of(priority: np.ndarray) -> Ties:
    """The largest group among (n,) priorities. Priorities of 0 are not counted as a group: places where nothing is
    missed, or nothing matters, need no order."""
    known = np.sort(priority[np.isfinite(priority)])
    above = known[known > 0]
    if not len(above):
        return Ties(0, len(known), 0.0)
    starts = np.flatnonzero(np.r_[True, above[1:] > above[:-1] * (1 + TIED)])
    sizes = np.diff(np.r_[starts, len(above)])
    largest = len(sizes) - 1 - int(np.argmax(sizes[::-1]))  # of equal groups that of the highest priority
    return Ties(int(sizes[largest]), len(known), float(above[starts[largest]]))
