"""Rotation: plans for N nights, each made on the scores that the plans before it leave.

In the k-th watch of the period, plan k mod N is flown. For each night: score the places, find blind spots, plan, add
the flights to the scores. The gap is a mean over all nights, so by the gap alone the same plan would be the best for
every night. But that would be predictable, and some places would never be visited. So the priority of places that
drones visited in earlier nights is reduced.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import NO_BATTERY_LEFT
from ..places.places import Places
from ..plan.plan import Fleet, Plan, Task, plan_sorties
from ..plan.stops import FAR_MARGIN, Targets
from ..plan.sweep_cache import SweepCache
from ..progress import Progress, part, quiet
from ..score.evidence import Evidence
from ..score.score import Scores, score_places
from ..spots.selection import ScoredPlaces, SpotRules
from ..spots.spots import Spots, find_spots
from ..timing.timezones import DAY
from ..timing.watch import Period, Watch, nights
from .assessment import near_flights, scores_with
from .drone_tracks import DroneTracks, drone_tracks, every_watch

CHUNK = 20_000
"""Places processed between two calls of progress."""
EMPTY_PLAN = Plan((), (), 0.0, 0.0, 0.0, "nothing to serve", 0, 0)


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

    def flights(self, lines: list[np.ndarray]) -> DroneTracks:
        """Tracks of the flights along these lines (see `drone_tracks`)."""
        return drone_tracks(lines, self.range, self.detection_time)


@dataclass(frozen=True)
class RotationRules:
    """How the blind spots of each night are chosen. return_weight: 0 to 1, the factor on a place's priority for each
    earlier night in which drones visited it. With 0, no place is visited again while other places are left; with 1,
    earlier visits have no effect."""

    spots: SpotRules
    return_weight: float = 0.5


@dataclass(frozen=True)
class Night:
    """A plan of the rotation."""

    begins: float
    """s since the epoch"""
    spots: Spots
    """the blind spots found for it; `members` are indices of all places, the priority is reduced by earlier visits"""
    plan: Plan
    served: np.ndarray
    """(s,) rising, the places of the spots that it serves; of partly served spots only those in range of a flight"""
    visited: np.ndarray
    """(v,) rising, the places that it serves, or that are in range of a flight"""
    visits_reset: bool
    """whether all places that drones can serve had been visited, so that earlier visits no longer count"""

    def at(self, begins: float) -> "Night":
        """The same plan, flown on another night."""
        later = begins - self.begins
        sorties = tuple(replace(sortie, start=sortie.start + later) for sortie in self.plan.sorties)
        return replace(self, begins=begins, plan=replace(self.plan, sorties=sorties))

    @property
    def lines(self) -> list[np.ndarray]:
        """(m, 4) x, y, z, time of each sortie."""
        return [sortie.line() for sortie in self.plan.sorties]


OnNight = Callable[[int, Night, float], None]
"""Called with the number of a night (from 1), the night, and the total priority with all nights so far."""


def _ignore(number: int, night: Night, priority: float) -> None:
    """Does nothing."""


@dataclass(frozen=True)
class Rotation:
    """The plans of N nights, and the scores of n places without and with their flights."""

    nights: tuple[Night, ...]
    before: Scores
    after: Scores
    priority: np.ndarray
    """(N + 1,) total priority without drones, and with the plans of the nights so far"""
    far: np.ndarray
    """(n,) whether a place is out of reach of every launch site"""
    stages: tuple[tuple[int, ...], ...] = ()
    """`Plan.stages` of all plans that were made, also of those that were given up"""

    def visits(self) -> np.ndarray:
        """(N, n) whether the place is visited in the night."""
        visits = np.zeros((len(self.nights), len(self.before)), bool)
        for row, night in zip(visits, self.nights, strict=True):
            row[night.visited] = True
        return visits

    def served(self) -> np.ndarray:
        """(n,) whether the place is served in any night."""
        return _mask(len(self.before), [night.served for night in self.nights])

    def first_spots(self) -> np.ndarray:
        """(n,) whether the place is in one of the first night's blind spots, which were found before any flight."""
        return _mask(len(self.before), self.nights[0].spots.members)


def _mask(count: int, indices: list[np.ndarray]) -> np.ndarray:
    """(count,) True at all of the indices."""
    mask = np.zeros(count, bool)
    for index in indices:
        mask[index] = True
    return mask


def plan_rotation(
    evidence: Evidence,
    drones: Drones,
    rules: RotationRules,
    far: np.ndarray,
    begins: np.ndarray,
    seeds: np.ndarray,
    progress: Progress = quiet,
    on_night: OnNight = _ignore,
) -> Rotation:
    """A plan for each of N nights, each made on the scores that include the flights of the earlier nights.

    evidence: of patrols only, with the geometry of the n places; far: (n,) whether a place is left out; begins: (N,)
    the start of each night's flights in seconds since the epoch; seeds: (N,) of the solver; on_night: called after each
    night. Raises the errors of `plan_sorties`.
    """
    evidence = evidence.without_silence()
    before = score_places(evidence, part(progress, 0, 0.2))
    state = _State(before, np.zeros(len(before), int), far.copy(), SweepCache())
    done: list[Night] = []
    priority = [float(evidence.demand @ before.gap)]
    for number, (begin, seed) in enumerate(zip(begins.tolist(), seeds.tolist(), strict=True)):
        here = part(progress, 0.2 + 0.8 * number / len(begins), 0.2 + 0.8 * (number + 1) / len(begins))
        tonight = replace(drones, task=replace(drones.task, begins=begin, seed=seed))
        night = _night(evidence, tonight, rules, state, part(here, 0, 0.85))
        done.append(night)
        state.visits[night.visited] += 1
        state.scores = _flown(evidence, drones, done, len(begins), before, part(here, 0.85, 1))
        priority.append(float(evidence.demand @ state.scores.gap))
        on_night(number + 1, night, priority[-1])
    return Rotation(tuple(done), before, state.scores, np.array(priority), far, tuple(state.stages))


def fly_rotation(
    evidence: Evidence,
    drones: Drones,
    planned: Rotation,
    order: np.ndarray,
    begins: np.ndarray,
    progress: Progress = quiet,
) -> Rotation:
    """The plans of a rotation flown in another order.

    order: (N,) indices of its nights, which may repeat; begins: (N,) the start of each night's flights in seconds since
    the epoch.
    """
    evidence = evidence.without_silence()
    done = [planned.nights[which].at(begin) for which, begin in zip(order.tolist(), begins.tolist(), strict=True)]
    priority, after = [float(planned.priority[0])], planned.before
    for number in range(1, len(done) + 1):
        here = part(progress, (number - 1) / len(done), number / len(done))
        after = _flown(evidence, drones, done[:number], len(done), planned.before, here)
        priority.append(float(evidence.demand @ after.gap))
    return Rotation(tuple(done), planned.before, after, np.array(priority), planned.far, planned.stages)


def start_times(watch: Watch, count: int, after: float, start: float | None = None, delay: float = 0.0) -> np.ndarray:
    """(count,) the start of each night's flights, in seconds since the epoch.

    Without `start`: `delay` seconds after the start of the watch, in the first watches that begin at `after` or later.
    With `start`: at its local time of day, in the first watches in which that is not before `start`.
    """
    first = after if start is None else start
    # watches are at most a week apart; the margin allows for clock changes and for watches cut by the period
    some = nights(Period(first - 4 * DAY, first + 7 * DAY * (count + 2), np.zeros((0, 2))), watch)
    if start is None:
        return some[some[:, 0] >= after, 0][:count] + delay
    moment = drone_tracks([np.array([[0.0, 0.0, 0.0, start]])], 1.0)
    begins = start + every_watch(moment, some, watch).shifts
    return begins[begins >= start - 1][:count]


def full_effect_delay(watch: Watch, revisit: float) -> float:
    """Seconds after the start of the watch from which on a flight has its full effect: it can detect every condition
    that started in the `revisit` seconds before it, because all of them are in the watch. At most half of the watch; 0
    if the watch lasts all day."""
    length = (watch.end_s - watch.start_s) % DAY
    return 0.0 if watch.all_day else min(revisit, length / 2)


def out_of_reach(geometry: np.ndarray, drones: Drones, progress: Progress = quiet) -> np.ndarray:
    """(n,) whether each place is clearly out of reach of every launch site: a straight flight to its nearest point and
    back over level ground takes clearly more than one battery, or that point is further than MAX_RANGE. Places that are
    out of reach by a small margin are left to the planner.

    geometry: (n,) shapely geometries in metres.
    """
    level, sites = replace(drones.aircraft, ground=None), drones.fleet.sites
    left = level.budget * (1 + FAR_MARGIN) - level.takeoff()[1] - level.landing()[1]
    far = np.ones(len(geometry), bool)
    for start in range(0, len(geometry), CHUNK):
        some = geometry[start : start + CHUNK]
        for site in sites:
            nearest = shapely.get_coordinates(shapely.shortest_line(some, shapely.Point(site)))[::2]
            here = np.broadcast_to(site, nearest.shape)
            near = level.legs(here, nearest)[1] + level.legs(nearest, here)[1] <= left
            if drones.task.max_range is not None:
                near &= np.hypot(*(nearest - site).T) <= drones.task.max_range
            far[start : start + CHUNK] &= ~near
        progress(min((start + CHUNK) / len(geometry), 1.0))
    return far


@dataclass
class _State:
    """What changes from night to night. visits: (n,) the number of nights in which drones visited each place, since the
    last reset; excluded: (n,) whether no drone can serve the place; sweeps: the coverage paths computed so far; stages:
    of the runs of the solver so far."""

    scores: Scores
    visits: np.ndarray
    excluded: np.ndarray
    sweeps: SweepCache
    stages: list[tuple[int, ...]] = field(default_factory=list)


def _night(evidence: Evidence, drones: Drones, rules: RotationRules, state: _State, progress: Progress) -> Night:
    """The next plan. Places of spots that no drone can serve are excluded. If no spot can be served, spots are found
    again without them. If only visited places are left and return_weight is 0, the visits are reset."""
    visits_reset, done = False, 0.0
    while True:
        here = part(progress, done, (1 + done) / 2)
        done = (1 + done) / 2
        spots = _spots(evidence, rules, state, part(here, 0, 0.2))
        if len(spots):
            plan = plan_sorties(
                Targets(spots.geometry, spots.priority),
                drones.fleet,
                drones.airspace,
                drones.aircraft,
                replace(drones.task, stages=drones.task.stages[len(state.stages) :]),
                part(here, 0.2, 1),
                state.sweeps,
            )
            state.stages += plan.stages
        else:
            plan = EMPTY_PLAN
        impossible = _impossible(plan, len(spots))
        for spot in impossible:
            state.excluded[spots.members[spot]] = True
        if not plan.sorties and impossible:
            continue
        if not plan.sorties and rules.return_weight == 0 and state.visits.any():
            state.visits[:], visits_reset = 0, True
            continue
        night = Night(drones.task.begins, spots, plan, np.zeros(0, int), np.zeros(0, int), visits_reset)
        return _with_visits(night, evidence.places, drones) if plan.sorties else night


def _spots(evidence: Evidence, rules: RotationRules, state: _State, progress: Progress) -> Spots:
    """The blind spots among the places that drones can serve; their priority is reduced by earlier visits."""
    priority = evidence.demand * state.scores.gap * float(rules.return_weight) ** state.visits
    allowed = np.flatnonzero(~state.excluded)
    some = ScoredPlaces(
        evidence.geometry[allowed],
        priority[allowed],
        state.scores.gap[allowed],
        evidence.demand[allowed],
        np.full(len(allowed), "", object),
    )
    spots = find_spots(some, rules.spots, progress)
    return replace(spots, members=[allowed[members] for members in spots.members])


def _impossible(plan: Plan, spots: int) -> list[int]:
    """The spots that no drone can serve, even alone."""
    possible = {spot for sortie in plan.sorties for spot in sortie.spots}
    possible |= {left.spot for left in plan.unserved if left.reason == NO_BATTERY_LEFT}
    return sorted(set(range(spots)) - possible)


def _with_visits(night: Night, places: Places, drones: Drones) -> Night:
    """The night with `served` and `visited` filled in."""
    near = near_flights(places, drones.flights(night.lines))
    partly = {left.spot for left in night.plan.unserved}
    served = [near[:0]]
    for spot in sorted({spot for sortie in night.plan.sorties for spot in sortie.spots}):
        members = night.spots.members[spot]
        served.append(np.intersect1d(members, near) if spot in partly else members)
    served = np.unique(np.concatenate(served))
    return replace(night, served=served, visited=np.union1d(served, near))


def _flown(
    evidence: Evidence, drones: Drones, done: list[Night], count: int, before: Scores, progress: Progress
) -> Scores:
    """The scores with the flights of the nights `done`, the first of a rotation of `count` nights, in their watches of
    the period."""
    lines = []
    for number, night in enumerate(done):
        own, watches = night.lines, evidence.question.nights[number::count]
        if own and len(watches):
            shifts = every_watch(drones.flights(own), watches, evidence.watch).shifts
            lines += [line + np.array([0.0, 0.0, 0.0, shift]) for shift in shifts for line in own]
    if not lines:
        progress(1.0)
        return before
    return scores_with(evidence, before, drones.flights(lines), progress)
