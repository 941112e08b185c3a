"""One night of a rotation: its blind spots, its plan, and the places that its drones visit.

What a place counts is reduced by what earlier nights did for it. If each spot is served once: to its part w
(`RotationRules.return_weight`) for each night with a visit. If gaps are closed over the watch: by each night to

    1 - (1 - w) x c,    c = 1 - gap after / gap before

c is the share of the gap of the place, in the watches of that night, that the night closed. A night that closed the gap
in full reduces it to w, like a visit; one that closed 30 % of it to 0.7 if w is 0; if w is 1, nothing has an effect.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import NO_BATTERY_LEFT, NOT_WORTH
from ..language import tr
from ..plan.closing import Closing, Visits
from ..plan.plan import Fleet, Plan, Task
from ..plan.sound_plan import sound_plan
from ..plan.stops import Targets
from ..plan.sweep_cache import SweepCache
from ..plan.watch_task import ScoredPlaces as PlacesOfWatch
from ..progress import Progress, part
from ..score.evidence import Evidence
from ..spots.selection import ScoredPlaces, SpotRules
from ..spots.spots import Spots, find_spots
from .assessment import near_flights
from .drone_tracks import DroneTracks, FlownLine, drone_tracks

NO_VISITS = Visits(*[np.zeros(0, int)] * 2, *[np.zeros(0)] * 2)
NOTHING = 1e-9
"""What a place may count, of 1, for nothing to be left of it: less is rounding."""


@dataclass(frozen=True)
class Drones:
    """The fleet, its task and its detection parameters."""

    fleet: Fleet
    airspace: Airspace
    aircraft: Aircraft
    task: Task
    """`begins` and `seed` are replaced for each night"""
    range: float
    """detection range, m"""
    detection_time: float = 0.0
    """mean time to detection while in range, s; 0: immediate"""

    def flights(self, flown: list[FlownLine]) -> DroneTracks:
        """Tracks of these flights (see `drone_tracks`)."""
        return drone_tracks(
            [one.line for one in flown], self.range, self.detection_time, np.array([one.altitude for one in flown])
        )


@dataclass(frozen=True)
class RotationRules:
    """How the blind spots of each night are chosen. return_weight: w in 0 to 1, what a place counts after an earlier
    night that visited it, or closed its gap in full (see above). With 0, no such place is gone to again while other
    places are left; with 1, earlier nights have no effect."""

    spots: SpotRules
    return_weight: float = 0.5


@dataclass(frozen=True)
class Night:
    """A plan of the rotation."""

    begins: float
    """s since the epoch"""
    spots: Spots
    """the blind spots found for it; `members` are indices of all places, the priority is reduced by earlier nights"""
    targets: Targets
    """the spots as the plan was made for them"""
    task: Task
    """that the plan was made with; if gaps are closed over the watch, with the scored places in range of a flight"""
    plan: Plan
    served: np.ndarray
    """(s,) rising, the places of the spots that it serves; of spots that are served in part, or that are
    points standing for several places, only those in range of a flight. If gaps are closed over the watch: the places
    in range of a flight of the spots that it visits"""
    visited: np.ndarray
    """(v,) rising, the places that it serves, or that are in range of a flight"""
    visits_reset: bool
    """whether nothing was left of all places that drones can serve, so that earlier nights no longer count"""
    open: float = np.nan
    """demand x gap of all places in the watches that it was planned for, without its flights; NaN if each spot is
    served once"""
    closed: float = np.nan
    """what its flights close of `open`, by the exact score; NaN if each spot is served once"""
    all_watches: bool = False
    """whether it was planned for the gaps of all watches, because the data of its own do not cover all hours"""
    notes: tuple[str, ...] = ()
    """what was left out of the plan because plans with it failed their check, in sentences for the log"""
    airspace: Airspace | None = None
    """that it was planned in, outside of those zones that are in the way at its date; None: that of the drones"""

    def at(self, begins: float) -> "Night":
        """The same plan, flown on another night."""
        later = begins - self.begins
        sorties = tuple(replace(sortie, start=sortie.start + later) for sortie in self.plan.sorties)
        plan = replace(self.plan, sorties=sorties)
        if plan.closing is not None:
            visits = plan.closing.visits
            visits = replace(visits, first=visits.first + later, last=visits.last + later)
            plan = replace(plan, closing=replace(plan.closing, visits=visits))
        return replace(self, begins=begins, plan=plan, task=replace(self.task, begins=begins))

    @property
    def flown(self) -> list[FlownLine]:
        """Each sortie."""
        return [FlownLine(sortie.line(), sortie.altitude) for sortie in self.plan.sorties]


@dataclass(frozen=True)
class OpenGaps:
    """The gaps that a night is planned against. gap: (n,) of the places; unseen: (n, B) the part of each gap that
    begins in each bin of the watch, so that rows add up to the gap; None: at no particular time."""

    gap: np.ndarray
    unseen: np.ndarray | None = None


@dataclass
class State:
    """What changes from night to night. counts: (n,) the factor on the priority of each place for what earlier nights
    did for it, since the last reset; excluded: (n,) whether no drone can serve the place; sweeps: the coverage paths
    computed so far; stages: of the runs of the solver so far."""

    counts: np.ndarray
    excluded: np.ndarray
    sweeps: SweepCache
    stages: list[tuple[int, ...]] = field(default_factory=list)


def counts_after(return_weight: float, closed: np.ndarray) -> np.ndarray:
    """(n,) the factor on the priority of places for one earlier night. closed: (n,) the share of the gap of each place
    that this night closed, 0 to 1; or whether it visited the place."""
    left = 1.0 - (1.0 - return_weight) * closed
    return np.where(left > NOTHING, left, 0.0)


def plan_night(
    evidence: Evidence,
    drones: Drones,
    rules: RotationRules,
    gaps: OpenGaps,
    state: State,
    number: int,
    progress: Progress,
) -> Night:
    """The plan of the night of this number, from 1. Places of spots that no drone can serve are excluded. If no spot
    can be served, spots are found again without them. If return_weight is 0 and nothing is left of any place, what
    earlier nights did is forgotten."""
    visits_reset, done, excluded = False, 0.0, state.excluded.copy()
    while True:
        ends = done + 0.95 * (1 - done)  # a night is seldom planned again
        here, done = part(progress, done, ends), ends
        spots = _spots(evidence, rules, gaps, replace(state, excluded=excluded), part(here, 0, 0.05))
        targets = targets_of(spots, evidence.demand * state.counts, gaps)
        task, notes, airspace = _task(drones.task, evidence, gaps, state), (), drones.airspace
        if len(spots):
            ids = spot_ids(number, spots)
            fleet, aircraft = drones.fleet, drones.aircraft
            found = sound_plan(
                ids, targets, fleet, airspace, aircraft, task, task.begins, part(here, 0.05, 1), None, state.sweeps
            )
            plan, notes, airspace = found.plan, found.notes, found.airspace
            state.stages += plan.stages
        else:
            plan = _nothing_to_do(task)
        impossible = _impossible(plan, len(spots))
        for spot in impossible:
            members = spots.members[spot]
            if spots.merged[spot]:  # its other points may be within reach
                members = members[shapely.distance(evidence.geometry[members], spots.geometry[spot]) == 0]
            excluded[members] = True
            if airspace is drones.airspace:  # otherwise a zone of this night alone may be the reason
                state.excluded[members] = True
        if not plan.sorties and impossible:
            continue
        if not plan.sorties and rules.return_weight == 0 and (state.counts < 1).any():
            state.counts[:], visits_reset = 1, True
            continue
        none = np.zeros(0, int)
        night = Night(task.begins, spots, targets, task, plan, none, none, visits_reset, notes=notes, airspace=airspace)
        return _with_visits(night, evidence, drones)


def spot_ids(number: int, spots: Spots) -> list[str]:
    """The ids of the spots of a night, such as 3-1. number: of the night, from 1."""
    return [f"{number}-{rank}" for rank in spots.rank]


def _nothing_to_do(task: Task) -> Plan:
    """The plan of a night without blind spots."""
    none = np.zeros(0)
    closing = None if task.watch is None else Closing(none, none, none, NO_VISITS, scored=True, lost=none, gap=none)
    served = 0.0 if closing is None else np.nan
    return Plan((), (), served, 0.0, 0.0, tr("nothing to visit"), 0, 0, closing=closing)


def targets_of(spots: Spots, weight: np.ndarray, gaps: OpenGaps) -> Targets:
    """The spots as targets, with the times of what is unseen at their places. weight: (n,) of the places, demand times
    what they count."""
    if gaps.unseen is None:
        return Targets(spots.geometry, spots.priority)
    if not len(spots):
        return Targets(spots.geometry, spots.priority, gaps.unseen[:0], gap=spots.gap)
    unseen = np.array([weight[members] @ gaps.unseen[members] for members in spots.members])
    return Targets(spots.geometry, spots.priority, _shares(unseen), gap=spots.gap)


def _shares(unseen: np.ndarray) -> np.ndarray:
    """(n, B) rows that add up to 1; where nothing is unseen, they stay 0."""
    total = unseen.sum(axis=1, keepdims=True)
    return np.divide(unseen, total, out=np.zeros(unseen.shape), where=total > 0)


def _task(task: Task, evidence: Evidence, gaps: OpenGaps, state: State) -> Task:
    """The task of one night: it closes gaps at all places, which count as far as earlier nights left them."""
    task = replace(task, stages=task.stages[len(state.stages) :])
    if gaps.unseen is None:
        return task
    scored = PlacesOfWatch(evidence.places, evidence.demand * state.counts * gaps.gap, _shares(gaps.unseen))
    return replace(task, watch=replace(task.watch, scored=scored, curve=False))


def _spots(evidence: Evidence, rules: RotationRules, gaps: OpenGaps, state: State, progress: Progress) -> Spots:
    """The blind spots among the places that drones can serve; their priority is reduced by earlier nights."""
    priority = evidence.demand * gaps.gap * state.counts
    allowed = np.flatnonzero(~state.excluded)
    some = ScoredPlaces(
        evidence.geometry[allowed],
        priority[allowed],
        gaps.gap[allowed],
        evidence.demand[allowed],
        np.full(len(allowed), "", object),
    )
    spots = find_spots(some, rules.spots, progress)
    return replace(spots, members=[allowed[members] for members in spots.members])


def _impossible(plan: Plan, spots: int) -> list[int]:
    """The spots that no drone can serve, even alone."""
    possible = {spot for sortie in plan.sorties for spot in sortie.spots}
    possible |= {left.spot for left in plan.unserved if left.reason in (NO_BATTERY_LEFT, NOT_WORTH)}
    possible |= plan.privacy.short if plan.privacy is not None else frozenset()
    return sorted(set(range(spots)) - possible)


def _with_visits(night: Night, evidence: Evidence, drones: Drones) -> Night:
    """The night with `served` and `visited` filled in, and without scored places that no flight sees."""
    if not night.plan.sorties:
        return night
    near = near_flights(evidence.places, drones.flights(night.flown), evidence.sight)
    partly = {left.spot for left in night.plan.unserved} | set(np.flatnonzero(night.spots.merged).tolist())
    served = [near[:0]]
    for spot in sorted({spot for sortie in night.plan.sorties for spot in sortie.spots}):
        members = night.spots.members[spot]
        whole = night.plan.closing is None and spot not in partly and evidence.sight is None
        served.append(members if whole else np.intersect1d(members, near))
    served = np.unique(np.concatenate(served))
    return replace(night, task=_near(night.task, near), served=served, visited=np.union1d(served, near))


def _near(task: Task, near: np.ndarray) -> Task:
    """The task with the scored places at some indices only; what is closed of the others is 0."""
    if task.watch is None:
        return task
    scored = task.watch.scored
    some = PlacesOfWatch(scored.places.take(near), scored.priority[near], scored.unseen[near])
    return replace(task, watch=replace(task.watch, scored=some))
