"""What the gaps would be with the drones flown, or are in another period: the same question, asked twice."""

from dataclasses import dataclass, fields, replace

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.evidence import Evidence
from ..score.gap import gap
from ..score.passes import Passes, find_passes
from ..score.score import Scores, over_strips, score_places
from .drone_tracks import DroneTracks


@dataclass(frozen=True)
class Assessment:
    """n places scored twice. before, after: the scores; demand: (n,)."""

    before: Scores
    after: Scores
    demand: np.ndarray

    def subset(self, start: int, end: int) -> "Assessment":
        """That of the places start:end."""
        return Assessment(self.before.subset(start, end), self.after.subset(start, end), self.demand[start:end])

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


def assess(evidence: Evidence, flights: DroneTracks, progress: Progress = quiet) -> Assessment:
    """The places as the tracks of the evidence, those of the patrols alone, leave them, and with the flights flown
    besides."""
    before = score_places(evidence, part(progress, 0, 0.6))
    after = scores_with(evidence, before, flights, part(progress, 0.6, 1))
    return Assessment(before, after, evidence.demand)


def scores_with(evidence: Evidence, before: Scores, flights: DroneTracks, progress: Progress = quiet) -> Scores:
    """The scores of all places with the flights flown besides; before: those without. Only places that a flight comes
    near are scored again."""
    near = near_flights(evidence.places, flights)
    progress(0.1)
    if not len(near):
        return before
    found = score_places(flights.added_to(evidence.take(near)), part(progress, 0.1, 1))
    columns = {column.name: getattr(before, column.name).copy() for column in fields(Scores)}
    for name, column in columns.items():
        column[near] = getattr(found, name)
    for name in ("gap", "gap_low"):  # which no flight raises but for rounding
        columns[name] = np.minimum(columns[name], getattr(before, name))
    return Scores(**columns)


def lost_without(evidence: Evidence, flights: DroneTracks, progress: Progress = quiet) -> np.ndarray:
    """(f,) the priority that would be left open if one of the flights were not flown and all others were."""
    near = near_flights(evidence.places, flights)
    lost = np.zeros(len(flights))
    if not len(near):
        return lost
    everybody = flights.added_to(evidence.take(near))
    patrols, question = len(evidence.tracks.unit_names), everybody.question
    moments, matter = question.moments - everybody.origin, everybody.demand

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

    parts = over_strips(everybody, work, progress)
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
