"""Night after night: score, find, plan, fly on paper, score again.

N plans are a rotation: the k-th watch of the period is flown with plan k mod N. As the gap is a mean over all nights,
nothing is gained by going elsewhere tomorrow: the best plan is best every night. But who knows one night then knows
all, and some places would never be gone to. So what drones have visited in earlier nights counts for less.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..airspace.airspace import Airspace
from ..drones.aircraft import Aircraft
from ..places.places import Places
from ..plan.plan import Fleet, Plan, Task, plan_sorties
from ..plan.stops import FAR, NO_BATTERY_LEFT, Targets
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
"""Places looked at in one go; progress is called in between."""
NOTHING = Plan((), (), 0.0, 0.0, 0.0, "nothing to serve", 0, 0)


@dataclass(frozen=True)
class Drones:
    """What flies, and what it notices."""

    fleet: Fleet
    airspace: Airspace
    aircraft: Aircraft
    task: Task
    """its begins and seed are each night's own"""
    range: float
    """m"""
    detection_time: float = 0.0
    """s, mean time to notice while in range; 0 = at once"""

    def flights(self, lines: list[np.ndarray]) -> DroneTracks:
        return drone_tracks(lines, self.range, self.detection_time)


@dataclass(frozen=True)
class RotationRules:
    """Where to go next. return_weight: 0 to 1, what a place's priority is multiplied by for each earlier night in which
    drones visited it; 0 is never again while there is anything else, 1 is as if for the first time."""

    spots: SpotRules
    return_weight: float = 0.5


@dataclass(frozen=True)
class Night:
    """A plan of the rotation."""

    begins: float
    """s since the epoch"""
    spots: Spots
    """that were found for it; their members are indices of all places, their priority is as it counted"""
    plan: Plan
    served: np.ndarray
    """(s,) rising, the places of the spots that it serves; of spots served in part those in range of a flight"""
    visited: np.ndarray
    """(v,) rising, the places that it serves, or that are in range of a flight"""
    visits_reset: bool
    """whether all that drones can serve had been visited, so that no visit counts any more"""

    def at(self, begins: float) -> "Night":
        """The same, flown on another night."""
        later = begins - self.begins
        sorties = tuple(replace(sortie, start=sortie.start + later) for sortie in self.plan.sorties)
        return replace(self, begins=begins, plan=replace(self.plan, sorties=sorties))

    @property
    def lines(self) -> list[np.ndarray]:
        """(m, 4) x, y, z, time of each sortie."""
        return [sortie.line() for sortie in self.plan.sorties]


OnNight = Callable[[int, Night, float], None]
"""Called with the number of a night, from 1, the night, and the total priority with the nights so far."""


def _untold(number: int, night: Night, priority: float) -> None:
    """Nobody asks."""


@dataclass(frozen=True)
class Rotation:
    """N nights, and the scores of n places without and with them."""

    nights: tuple[Night, ...]
    before: Scores
    after: Scores
    priority: np.ndarray
    """(N + 1,) total priority without drones, and with the plans of the nights so far"""
    far: np.ndarray
    """(n,) whether a place is out of reach of all drones"""

    def visits(self) -> np.ndarray:
        """(N, n) whether a night visits a place."""
        visits = np.zeros((len(self.nights), len(self.before)), bool)
        for row, night in zip(visits, self.nights, strict=True):
            row[night.visited] = True
        return visits

    def served(self) -> np.ndarray:
        """(n,) whether any night serves a place."""
        return _marked(len(self.before), [night.served for night in self.nights])

    def first_spots(self) -> np.ndarray:
        """(n,) whether a place is in a blind spot that was found before any flight."""
        return _marked(len(self.before), self.nights[0].spots.members)


def _marked(count: int, some: list[np.ndarray]) -> np.ndarray:
    """(count,) whether an index is among any of those."""
    marked = np.zeros(count, bool)
    for index in some:
        marked[index] = True
    return marked


def plan_rotation(
    evidence: Evidence,
    drones: Drones,
    rules: RotationRules,
    far: np.ndarray,
    begins: np.ndarray,
    seeds: np.ndarray,
    progress: Progress = quiet,
    on_night: OnNight = _untold,
) -> Rotation:
    """A plan for each of N nights, each made with those before it flown on paper.

    evidence: of the patrols alone, with the geometry of the n places; far: (n,) places that are left out; begins: (N,)
    when each night's flights begin, in seconds since the epoch; seeds: (N,) of the solver; on_night: called after each.
    Raises what plan_sorties raises.
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
    return Rotation(tuple(done), before, state.scores, np.array(priority), far)


def fly_rotation(
    evidence: Evidence,
    drones: Drones,
    planned: Rotation,
    order: np.ndarray,
    begins: np.ndarray,
    progress: Progress = quiet,
) -> Rotation:
    """The plans of a rotation flown in another order, (N,) indices of its nights, the same one maybe more than once."""
    evidence = evidence.without_silence()
    done = [planned.nights[which].at(begin) for which, begin in zip(order.tolist(), begins.tolist(), strict=True)]
    priority, after = [float(planned.priority[0])], planned.before
    for number in range(1, len(done) + 1):
        here = part(progress, (number - 1) / len(done), number / len(done))
        after = _flown(evidence, drones, done[:number], len(done), planned.before, here)
        priority.append(float(evidence.demand @ after.gap))
    return Rotation(tuple(done), planned.before, after, np.array(priority), planned.far)


def start_times(watch: Watch, count: int, after: float, start: float | None = None, delay: float = 0.0) -> np.ndarray:
    """(count,) seconds since the epoch at which the flights of each night begin.

    Without `start`, `delay` seconds after the watch does, in the first watches that begin at `after` or later; with it
    at its local time of day, in the first watches for which that is not before `start`.
    """
    first = after if start is None else start
    # at most a week from one to the next; a day that clocks shorten, and what is cut at the ends, to spare
    some = nights(Period(first - 4 * DAY, first + 7 * DAY * (count + 2), np.zeros((0, 2))), watch)
    if start is None:
        return some[some[:, 0] >= after, 0][:count] + delay
    moment = drone_tracks([np.array([[0.0, 0.0, 0.0, start]])], 1.0)
    begins = start + every_watch(moment, some, watch).shifts
    return begins[begins >= start - 1][:count]


def full_effect_delay(watch: Watch, revisit: float) -> float:
    """Seconds into the watch from which on a flight notices as much as it ever will, all that began within `revisit`
    seconds before it; half of the watch where that is sooner."""
    length = (watch.end_s - watch.start_s) % DAY
    return 0.0 if watch.all_day else min(revisit, length / 2)


def out_of_reach(geometry: np.ndarray, drones: Drones, progress: Progress = quiet) -> np.ndarray:
    """(n,) whether the nearest part of each place is well out of reach of every launch site: on one battery straight
    there and back over level ground, or within MAX_RANGE. What is only just out of reach, planning finds out."""
    level, sites = replace(drones.aircraft, ground=None), drones.fleet.sites
    left = level.budget * (1 + FAR) - level.takeoff()[1] - level.landing()[1]
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
    """What changes from night to night. visits: (n,) nights in which drones visited each place, as far as they count;
    barred: (n,) places that no drone can serve; sweeps: those worked out so far."""

    scores: Scores
    visits: np.ndarray
    barred: np.ndarray
    sweeps: SweepCache


def _night(evidence: Evidence, drones: Drones, rules: RotationRules, state: _State, progress: Progress) -> Night:
    """The next plan. Spots that turn out to be beyond what drones can do are barred, and where nothing else was found,
    others are looked for; where all others have been visited and no visit allows for another, visits are forgotten."""
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
                drones.task,
                part(here, 0.2, 1),
                state.sweeps,
            )
        else:
            plan = NOTHING
        hopeless = _hopeless(plan, len(spots))
        for spot in hopeless:
            state.barred[spots.members[spot]] = True
        if not plan.sorties and hopeless:
            continue
        if not plan.sorties and rules.return_weight == 0 and state.visits.any():
            state.visits[:], visits_reset = 0, True
            continue
        night = Night(drones.task.begins, spots, plan, np.zeros(0, int), np.zeros(0, int), visits_reset)
        return _with_visits(night, evidence.places, drones) if plan.sorties else night


def _spots(evidence: Evidence, rules: RotationRules, state: _State, progress: Progress) -> Spots:
    """The blind spots among the places that drones can serve, with what visits have left of their priority."""
    counted = evidence.demand * state.scores.gap * float(rules.return_weight) ** state.visits
    able = np.flatnonzero(~state.barred)
    some = ScoredPlaces(
        evidence.geometry[able],
        counted[able],
        state.scores.gap[able],
        evidence.demand[able],
        np.full(len(able), "", object),
    )
    spots = find_spots(some, rules.spots, progress)
    return replace(spots, members=[able[members] for members in spots.members])


def _hopeless(plan: Plan, spots: int) -> list[int]:
    """The spots that no drone can serve, whatever else is served."""
    possible = {spot for sortie in plan.sorties for spot in sortie.spots}
    possible |= {left.spot for left in plan.unserved if left.reason == NO_BATTERY_LEFT}
    return sorted(set(range(spots)) - possible)


def _with_visits(night: Night, places: Places, drones: Drones) -> Night:
    """The night with the places that it serves and visits."""
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
    """The scores with the first nights of a rotation of `count` flown in their watches of the period."""
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
