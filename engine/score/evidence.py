"""What a score is computed from, whoever asks for it: an assessment, a rotation and the stability of spots too."""

from dataclasses import dataclass, field, replace

import numpy as np

from ..places.places import Places
from ..timing.watch import Period, Watch
from ..tracks.tracks import Tracks
from .detection import Detection


@dataclass(frozen=True)
class Question:
    """What the scores answer. period: t0 and t1; moments: (k, 2) the set U; nights: (m, 2) the watch's days, all in
    seconds since the epoch; revisit: R in seconds; silent: (k, 2) those of the nights in which nobody was heard of."""

    period: Period
    moments: np.ndarray
    nights: np.ndarray
    revisit: float
    silent: np.ndarray = field(default_factory=lambda: np.zeros((0, 2)))


@dataclass(frozen=True)
class Evidence:
    """Where units were, what they noticed there, and the n places that are asked about. One metric CRS throughout.

    tracks: of all units that count; detection: what each unit notices, by unit code of the tracks; places: the points
    from which range is measured; demand: (n,) how much each place matters, 0 or more; question, watch: what is asked,
    and the hours that it is asked of.
    geometry: (n,) shapely geometries of the places, in metres; None where nobody needs them. Scores do not. Spots do,
    and a million cells of a grid take seconds and 750 MB to make.
    """

    tracks: Tracks
    detection: Detection
    places: Places
    demand: np.ndarray
    question: Question
    watch: Watch
    geometry: np.ndarray | None = None

    @property
    def origin(self) -> float:
        """Seconds since the epoch from which times are counted in computations: near zero they keep the digits that
        seconds since 1970 would lose."""
        return float(np.floor(self.question.period.t0))

    def take(self, index: np.ndarray) -> "Evidence":
        """The same, asked about the places of the index (k,) only, in its order."""
        geometry = None if self.geometry is None else self.geometry[index]
        return replace(self, places=self.places.take(index), demand=self.demand[index], geometry=geometry)

    def without_silence(self) -> "Evidence":
        """The same, asked only for what was seen: gap_low, which takes long to compute, then equals the gap."""
        outages = self.tracks.outages.take(np.zeros(0, int))
        question = replace(self.question, silent=np.zeros((0, 2)))
        return replace(self, tracks=replace(self.tracks, outages=outages), question=question)
