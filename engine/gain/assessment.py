"""What the gaps would be with the drones flown, or are in another period: the same question, asked twice."""

from dataclasses import dataclass, fields, replace

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.detection import Detection
from ..score.gap import gap
from ..score.passes import Passes, find_passes
from ..score.score import Question, Scores, over_strips, score_places
from ..tracks.tracks import Tracks
from .drone_tracks import DroneTracks


@dataclass(frozen=True)
class Assessment:
    """n places scored twice. before, after: the scores; demand: (n,)."""

    before: Scores
    after: Scores
    demand: np.ndarray

    @property
    def gain(self) -> np.ndarray:
        """(n,) the priority that is gone after: demand x (gap before - gap after)."""
        return self.demand * (self.before.gap - self.after.gap)

    @property
    def gain_at_least(self) -> np.ndarray:
        """(n,) the gain that is left even if silent units were wherever they can have been.

        A bound: unseen without the drones x noticed by them, and only the first factor falls with what silence hides.
        """
        return self.demand * (self.before.gap_low - self.after.gap_low)

    @property
    def priority_before(self) -> float:
        return float(self.demand @ self.before.gap)

    @property
    def priority_after(self) -> float:
        return float(self.demand @ self.after.gap)

    def mean_gap(self, scores: Scores) -> float:
        """Weighted by demand; the plain mean where no place has any."""
        weight = self.demand if self.demand.sum() > 0 else np.ones(len(scores))
        return float(np.average(scores.gap, weights=weight))


def assess(
    tracks: Tracks,
    detection: Detection,
    places: Places,
    question: Question,
    demand: np.ndarray,
    flights: DroneTracks,
    progress: Progress = quiet,
) -> Assessment:
    """The places as the tracks leave them, and with the flights flown besides.

    tracks, detection, question: of the patrols alone; demand: (n,) of the places.
    """
    before = score_places(tracks, places, detection, question, part(progress, 0, 0.6))
    after = scores_with(tracks, detection, places, question, before, flights, part(progress, 0.6, 1))
    return Assessment(before, after, demand)


def scores_with(
    tracks: Tracks,
    detection: Detection,
    places: Places,
    question: Question,
    before: Scores,
    flights: DroneTracks,
    progress: Progress = quiet,
) -> Scores:
    """The scores of all places with the flights flown besides; before: those without. Only places that a flight comes
    near are scored again."""
    near = near_flights(places, flights)
    progress(0.1)
    if not len(near):
        return before
    everybody, all_detection = flights.beside(tracks, detection)
    found = score_places(everybody, _some(places, near), all_detection, question, part(progress, 0.1, 1))
    columns = {column.name: getattr(before, column.name).copy() for column in fields(Scores)}
    for name, column in columns.items():
        column[near] = getattr(found, name)
    for name in ("gap", "gap_low"):  # which no flight raises but for rounding
        columns[name] = np.minimum(columns[name], getattr(before, name))
    return Scores(**columns)


def lost_without(
    tracks: Tracks,
    detection: Detection,
    places: Places,
    question: Question,
    demand: np.ndarray,
    flights: DroneTracks,
    progress: Progress = quiet,
) -> np.ndarray:
    """(f,) the priority that would be left open if one of the flights were not flown and all others were."""
    near = near_flights(places, flights)
    lost = np.zeros(len(flights))
    if not len(near):
        return lost
    everybody, all_detection = flights.beside(tracks, detection)
    patrols, origin = len(tracks.unit_names), float(np.floor(question.period.t0))
    moments, matter = question.moments - origin, demand[near]

    def work(own: Passes, few: Places, first: int) -> np.ndarray:
        flight = np.where(own.unit < patrols, -1, (own.unit - patrols) % len(flights))
        share = matter[first : first + len(few)] / np.diff(few.offsets)
        weight = share[few.place_of_sample]
        found = np.zeros(len(flights))
        for one in np.unique(flight[flight >= 0]).tolist():
            met = np.unique(own.sample[flight == one])
            here = own.take(np.flatnonzero(np.isin(own.sample, met)))
            which = flight[np.isin(own.sample, met)]
            here = replace(here, sample=np.searchsorted(met, here.sample))
            without = gap(here.take(np.flatnonzero(which != one)), len(met), moments, question.revisit)
            found[one] = weight[met] @ (without - gap(here, len(met), moments, question.revisit))
        return found

    parts = over_strips(everybody, _some(places, near), all_detection, origin, work, progress)
    return np.maximum(np.sum(parts, axis=0), 0.0)


def near_flights(places: Places, flights: DroneTracks) -> np.ndarray:
    """(k,) the places, rising, that have a sample point in range of a flight."""
    return np.unique(_met(places, flights)[0])


def places_in_range(places: Places, flights: DroneTracks) -> np.ndarray:
    """(f,) how many places have a sample point in range of each flight."""
    place, flight = _met(places, flights)
    return np.bincount(np.unique(place * len(flights) + flight) % len(flights), minlength=len(flights))


def _met(places: Places, flights: DroneTracks) -> tuple[np.ndarray, np.ndarray]:
    """(p,) places and (p,) flights that pass them; pairs may repeat."""
    found = find_passes(flights.plan, places, flights.detection, flights.first)
    return np.searchsorted(places.offsets, found.sample, side="right") - 1, found.unit.astype(np.int64)


def _some(places: Places, index: np.ndarray) -> Places:
    """The places of the index, in its order."""
    counts = np.diff(places.offsets)[index]
    offsets = np.r_[0, np.cumsum(counts)]
    samples = np.arange(offsets[-1]) + np.repeat(places.offsets[index] - offsets[:-1], counts)
    return Places(places.x[samples], places.y[samples], offsets)
