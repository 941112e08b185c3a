"""Assessment: places scored without and with drone flights, or in two periods."""

from dataclasses import dataclass, replace

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.evidence import Evidence
from ..score.gap import gap
from ..score.passes import Passes, find_passes
from ..score.score import Scores, Work, over_questions, score_places
from ..sight.sight import Sight
from .drone_tracks import DroneTracks


@dataclass(frozen=True)
class Assessment:
    """n places scored twice. before, after: the scores; demand: (n,)."""

    before: Scores
    after: Scores
    demand: np.ndarray

    def subset(self, start: int, end: int) -> "Assessment":
        """The assessment of the places start:end."""
        return Assessment(self.before.subset(start, end), self.after.subset(start, end), self.demand[start:end])

    @property
    def gain(self) -> np.ndarray:
        """(n,) the decrease in priority: demand x (gap before - gap after)."""
        return self.demand * (self.before.gap - self.after.gap)

    @property
    def gain_at_least(self) -> np.ndarray:
        """(n,) a lower bound of the gain, whatever units did during outages: demand x (gap_low before - gap_low after).

        It is a bound because the gain is the mean of (probability of no detection by patrols) x (probability of
        detection by drones), and unknown passes of patrols can decrease only the first factor.
        """
        return self.demand * (self.before.gap_low - self.after.gap_low)

    @property
    def priority_before(self) -> float:
        return float(self.demand @ self.before.gap)

    @property
    def priority_after(self) -> float:
        return float(self.demand @ self.after.gap)

    def mean_gap(self, scores: Scores) -> float:
        """The mean gap, weighted by demand; unweighted if all demand is 0."""
        weight = self.demand if self.demand.sum() > 0 else np.ones(len(scores))
        return float(np.average(scores.gap, weights=weight))


def assess(evidence: Evidence, flights: DroneTracks, progress: Progress = quiet) -> Assessment:
    """The places scored with the tracks of the evidence, which has patrols only, and with the flights added."""
    before = score_places(evidence, part(progress, 0, 0.6))
    after = scores_with(evidence, before, flights, part(progress, 0.6, 1))
    return Assessment(before, after, evidence.demand)


def scores_with(evidence: Evidence, before: Scores, flights: DroneTracks, progress: Progress = quiet) -> Scores:
    """The scores of all places with the flights added. before: the scores without them. Only places within range of a
    flight are scored again."""
    near = near_flights(evidence.places, flights, evidence.sight)
    progress(0.1)
    if not len(near):
        return before
    found = score_places(flights.added_to(evidence.take(near)), part(progress, 0.1, 1))
    columns = {name: column.copy() for name, column in before.given.items()}
    for name, column in columns.items():
        column[near] = getattr(found, name)
    for name in ("gap", "gap_low"):  # a flight can raise these by rounding only
        columns[name] = np.minimum(columns[name], getattr(before, name))
    return Scores(**columns)


def lost_without(evidence: Evidence, flights: DroneTracks, progress: Progress = quiet) -> np.ndarray:
    """(f,) the priority that would be lost if this flight were not flown and all others were."""
    near = near_flights(evidence.places, flights, evidence.sight)
    lost = np.zeros(len(flights))
    if not len(near):
        return lost
    joint = flights.added_to(evidence.take(near))
    parts = over_questions(joint, lambda own: _lost(own, flights, len(evidence.tracks.unit_names)), progress)
    return np.maximum(np.sum([one for some in parts for one in some], axis=0), 0.0)


def _lost(joint: Evidence, flights: DroneTracks, patrols: int) -> Work:
    """The work on places that are all asked the question of the evidence with the flights: (f,) the priority lost
    without each. patrols: the number of units that are none."""
    question, demand = joint.question, joint.demand
    moments = question.moments - joint.origin

    def work(own: Passes, few: Places, first: int) -> np.ndarray:
        flown = (own.unit >= patrols) & (own.unit < joint.moving)  # the others are patrols and watchers
        flight = np.where(flown, (own.unit - patrols) % len(flights), -1)
        share = demand[first : first + len(few)] / np.diff(few.offsets)
        weight = share[few.place_of_sample]
        found = np.zeros(len(flights))
        for one in np.unique(flight[flight >= 0]).tolist():
            samples = np.unique(own.sample[flight == one])
            here = own.take(np.flatnonzero(np.isin(own.sample, samples)))
            which = flight[np.isin(own.sample, samples)]
            here = replace(here, sample=np.searchsorted(samples, here.sample))
            without = gap(here.take(np.flatnonzero(which != one)), len(samples), moments, question.revisit)
            found[one] = weight[samples] @ (without - gap(here, len(samples), moments, question.revisit))
        return found

    return work


def near_flights(places: Places, flights: DroneTracks, sight: Sight | None = None) -> np.ndarray:
    """(k,) indices, rising, of the places with a sample point in range of a flight, and not hidden from it."""
    return np.unique(_places_and_flights(places, flights, sight)[0])


def places_in_range(places: Places, flights: DroneTracks, sight: Sight | None = None) -> np.ndarray:
    """(f,) the number of places with a sample point in range of each flight, and not hidden from it."""
    place, flight = _places_and_flights(places, flights, sight)
    return np.bincount(np.unique(place * len(flights) + flight) % len(flights), minlength=len(flights))


def _places_and_flights(places: Places, flights: DroneTracks, sight: Sight | None) -> tuple[np.ndarray, np.ndarray]:
    """(p,) places and (p,) flights that see them; pairs may repeat."""
    found = find_passes(flights.plan, places, flights.detection, flights.first, sight=sight)
    return np.searchsorted(places.offsets, found.sample, side="right") - 1, found.unit.astype(np.int64)
