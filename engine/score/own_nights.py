"""The scores of places in the nights of their own watches, as the rows of one table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..progress import Progress, quiet
from .evidence import Evidence
from .place_nights import PlaceNights, nights_by_question


@dataclass(frozen=True)
class AllNights:
    """The nights of n places. places: for each question (k,) indices of places, rising; parts: their scores."""

    places: tuple[np.ndarray, ...]
    parts: tuple[PlaceNights, ...]

    @property
    def count(self) -> np.ndarray:
        """(n,) the number of nights of each place."""
        count = np.zeros(sum(map(len, self.places)), np.int64)
        for index, part in zip(self.places, self.parts, strict=True):
            count[index] = len(part.dates)
        return count

    def columns(self, start: int, end: int) -> tuple[np.ndarray, Sequence[np.ndarray]]:
        """The rows of the places start:end, night by night for each place: (r,) their places, counted from start, and
        the columns of `PlaceNights.columns`."""
        places, columns = [], []
        for index, part in zip(self.places, self.parts, strict=True):
            low, high = np.searchsorted(index, [start, end]).tolist()
            places.append(np.repeat(index[low:high] - start, len(part.dates)))
            columns.append(part.columns(low, high))
        place = np.concatenate(places)
        order = np.argsort(place, kind="stable")
        return place[order], [np.concatenate(column)[order] for column in zip(*columns, strict=True)]


def all_nights(evidence: Evidence, progress: Progress = quiet, seconds: bool = True) -> AllNights:
    """The scores of all places in all nights of their watches. seconds: see `place_nights`."""
    parts = nights_by_question(evidence, progress, seconds)
    places = tuple(np.arange(len(evidence.places))[index] for index, *_ in evidence.asked)
    return AllNights(places, tuple(parts))
