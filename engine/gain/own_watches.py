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
from ..timing.watch import Watch, whole_nights
from .assessment import near_flights
from .drone_tracks import FlownLine, every_watch
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
    others: list[FlownLine],
    progress: Progress = quiet,
) -> OwnGaps:
    """The gaps that a plan of a rotation is made for: those in its watches, see `gaps_in`.

    evidence: of patrols, in all watches; plan, plans: see `own_watches`; others: of the other plans, see `gaps_in`. If
    its watches do not tell all hours that the period tells, the plan is made for all watches, as the best that is known
    of a night to come. That is so for more plans than watches, and for a plan whose only watch is cut by the data, or
    loses its last moments at the end of the period.
    """
    watches = own_watches(plan, plans, len(evidence.question.nights))
    if not _all_hours(in_watches(evidence, watches), evidence):
        every = gaps_in(evidence, np.arange(len(evidence.question.nights)), drones, [], progress)
        return replace(every, all_watches=True)
    return gaps_in(evidence, watches, drones, others, progress)


def gaps_in(
    evidence: Evidence,
    watches: np.ndarray,
    drones: Drones,
    others: list[FlownLine],
    progress: Progress = quiet,
) -> OwnGaps:
    """The gaps in some watches. watches: (w,) indices of the nights of the evidence; others: flights in other
    watches, in s since the epoch, of which those count that reach into these."""
    own = in_watches(evidence, watches)
    if others:
        ends = np.array([one.line[[0, -1], 3] for one in others])
        reaches = meets(own.question.moments, ends[:, 0] - own.question.revisit, ends[:, 1])
        others = [one for one, counts in zip(others, reaches.tolist(), strict=True) if counts]
    if others:
        own = drones.flights(others).added_to(own)
    unseen = watch_profile(own, progress).unseen
    return OwnGaps(own, own.question.nights, OpenGaps(unseen.sum(axis=1), unseen))


def _all_hours(own: Evidence, whole: Evidence) -> bool:
    """Whether some watches have starting moments in every bin of the watch in which all watches have some: for at
    least TOLD of the bin. Of a watch by the sun, bins after the end of the longest of them do not matter."""
    if not len(own.question.moments):
        return False
    told = []
    for evidence in (own, whole):
        binned = BinnedMoments.of(evidence.question, evidence.watch, evidence.origin)
        told.append(binned.seconds >= TOLD * np.diff(binned.bins))
    if own.watch.sun:
        told[1] &= binned.bins[1:] <= _longest(own)
    return bool((told[0] | ~told[1]).all())


def _longest(own: Evidence) -> float:
    """The length of the longest of the watches in s, as if the period and the data did not cut it."""
    watches = own.question.nights
    edges = whole_nights(own.watch, float(watches[0, 0]), float(watches[-1, 1]))[1]
    return float(np.diff(edges[np.searchsorted(edges[:, 0], watches.mean(axis=1), side="right") - 1]).max())


def closed_by(flown: list[FlownLine], own: OwnGaps, drones: Drones, progress: Progress = quiet) -> np.ndarray:
    """(n,) what these flights close of the gap of each place, flown in each of the plan's watches, by the exact score.
    flown: in the night for which the plan was made."""
    closed = np.zeros(len(own.gaps.gap))
    if flown:
        flights = drones.flights(flown_in(flown, own.watches, drones, own.evidence.watch))
        near = near_flights(own.evidence.places, flights, own.evidence.sight)
        if len(near):
            left = watch_profile(flights.added_to(own.evidence.take(near)), progress).unseen.sum(axis=1)
            closed[near] = np.maximum(own.gaps.gap[near] - left, 0.0)
    progress(1.0)
    return closed


def flown_in(flown: list[FlownLine], watches: np.ndarray, drones: Drones, watch: Watch) -> list[FlownLine]:
    """The flights at the times of each of the watches, (w, 2) in seconds since the epoch."""
    if not flown or not len(watches):
        return []
    shifts = every_watch(drones.flights(flown), watches, watch).shifts
    return [one.later(shift) for shift in shifts for one in flown]
