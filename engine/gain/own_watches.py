"""The watches of the period in which a plan of a rotation is flown, and what it closes in them.

Of N plans, plan k is flown in every N-th watch, from watch k on. A flight at t closes what begins in [t - R, t]. So
what plan k closes depends on the evidence of its own watches alone, and on flights of other plans only where another
watch is less than R away.
"""

from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, quiet
from ..score.evidence import Evidence
from ..score.gap import meets
from ..score.nights import Nights
from ..score.watch_bins import BinnedMoments
from ..score.watch_profile import watch_profile
from ..timing.watch import Watch
from .assessment import near_flights
from .drone_tracks import every_watch
from .night import Drones, OpenGaps

TOLD = 0.5
"""Share of a bin of the watch that starting moments must cover for them to tell it."""


@dataclass(frozen=True)
class OwnGaps:
    """The gaps in the watches of one plan, without its flights.

    evidence: of these watches, with the flights of other plans that reach into them; watches: (w, 2) their edges, s
    since the epoch; gaps: means over the starting moments of these watches; all_watches: whether these are all watches
    because the data of its own do not cover all hours.
    """

    evidence: Evidence
    watches: np.ndarray
    gaps: OpenGaps
    all_watches: bool = False


def own_watches(plan: int, plans: int, watches: int) -> np.ndarray:
    """(w,) indices of the watches in which a plan of a rotation is flown. plan: from 0; plans, watches: the number of
    plans, and of watches of the period."""
    return np.arange(plan, watches, plans)


def in_watches(evidence: Evidence, watches: np.ndarray) -> Evidence:
    """The evidence with the starting moments of some watches only. watches: (w,) indices of its nights, rising. The
    tracks, and the period, stay whole. There may be no moment left, for example in a last watch that the data cut."""
    question = evidence.question
    moments, night = Nights.of(question, 0.0).split(question.moments)
    some = moments[np.isin(night, watches)]
    return replace(evidence, question=replace(question, moments=some, nights=question.nights[watches]))


def own_gaps(
    evidence: Evidence,
    plan: int,
    plans: int,
    drones: Drones,
    others: list[np.ndarray],
    progress: Progress = quiet,
    eye: np.ndarray | None = None,
) -> OwnGaps:
    """The gaps that a plan of a rotation is made for: those in its watches, see `gaps_in`.

    evidence: of patrols, in all watches; plan, plans: see `own_watches`; others, eye: of the other plans, see
    `gaps_in`. If its watches do not tell all hours that the period tells, the plan is made for all watches, as the best
    that is known of a night to come. That is so for more plans than watches, and for a plan whose only watch is cut by
    the data, or loses its last moments at the end of the period.
    """
    watches = own_watches(plan, plans, len(evidence.question.nights))
    if not _all_hours(in_watches(evidence, watches), evidence):
        every = gaps_in(evidence, np.arange(len(evidence.question.nights)), drones, [], progress)
        return replace(every, all_watches=True)
    return gaps_in(evidence, watches, drones, others, progress, eye)


def gaps_in(
    evidence: Evidence,
    watches: np.ndarray,
    drones: Drones,
    others: list[np.ndarray],
    progress: Progress = quiet,
    eye: np.ndarray | None = None,
) -> OwnGaps:
    """The gaps in some watches. watches: (w,) indices of the nights of the evidence; others: (m, 4) x, y, z, time in s
    since the epoch of each flight in other watches, of which those count that reach into these; eye: their altitudes,
    as for `Drones.flights`."""
    own = in_watches(evidence, watches)
    if others:
        ends = np.array([line[[0, -1], 3] for line in others])
        reaches = meets(own.question.moments, ends[:, 0] - own.question.revisit, ends[:, 1])
        others = [line for line, counts in zip(others, reaches.tolist(), strict=True) if counts]
        eye = None if eye is None else eye[reaches]
    if others:
        own = drones.flights(others, eye).added_to(own)
    unseen = watch_profile(own, progress).unseen
    return OwnGaps(own, own.question.nights, OpenGaps(unseen.sum(axis=1), unseen))


def _all_hours(own: Evidence, whole: Evidence) -> bool:
    """Whether some watches have starting moments in every bin of the watch in which all watches have some: for at
    least TOLD of the bin."""
    if not len(own.question.moments):
        return False
    told = []
    for evidence in (own, whole):
        binned = BinnedMoments.of(evidence.question, evidence.watch, evidence.origin)
        told.append(binned.seconds >= TOLD * np.diff(binned.bins))
    return bool((told[0] | ~told[1]).all())


def closed_by(
    lines: list[np.ndarray],
    own: OwnGaps,
    drones: Drones,
    progress: Progress = quiet,
    eye: np.ndarray | None = None,
) -> np.ndarray:
    """(n,) what the flights along these lines close of the gap of each place, flown in each of the plan's watches, by
    the exact score. lines: as for `drone_tracks`, of the night for which the plan was made; eye: their altitudes, as
    for `Drones.flights`."""
    closed = np.zeros(len(own.gaps.gap))
    if lines:
        flown = flown_in(lines, own.watches, drones, own.evidence.watch)
        flights = drones.flights(flown, None if eye is None else np.tile(eye, len(flown) // len(lines)))
        near = near_flights(own.evidence.places, flights, own.evidence.sight)
        if len(near):
            left = watch_profile(flights.added_to(own.evidence.take(near)), progress).unseen.sum(axis=1)
            closed[near] = np.maximum(own.gaps.gap[near] - left, 0.0)
    progress(1.0)
    return closed


def flown_in(lines: list[np.ndarray], watches: np.ndarray, drones: Drones, watch: Watch) -> list[np.ndarray]:
    """The lines with the times of each of the watches, (w, 2) in seconds since the epoch."""
    if not lines or not len(watches):
        return []
    shifts = every_watch(drones.flights(lines), watches, watch).shifts
    return [line + np.array([0.0, 0.0, 0.0, shift]) for shift in shifts for line in lines]
