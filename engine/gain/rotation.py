"""Rotation: plans for N nights, each made on what the plans before it leave.

In the k-th watch of the period, plan k mod N is flown. For each night: score the places, find blind spots, plan, add
the flights to the scores. The gap is a mean over all nights, so by the gap alone the same plan would be the best for
every night. But that would be predictable, and some places would never be visited. So the priority of places that
earlier nights visited, or closed the gaps of, is reduced (see night.py).

If gaps are closed over the watch (`Task.watch`), each plan is made on the evidence of its own watches, because its
flights can close gaps in these alone (see own_watches.py). Plans that are drawn at random may be flown in any watch, so
each of them is made on the evidence of all watches.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..plan.night_by_sun import check_enough
from ..plan.stops import FAR_MARGIN
from ..plan.sweep_cache import SweepCache
from ..progress import Progress, part, quiet
from ..score.evidence import Evidence
from ..score.score import Scores, score_places
from ..timing.timezones import DAY
from ..timing.watch import Period, Watch, nights
from .assessment import scores_with
from .drone_tracks import FlownLine, drone_tracks, every_watch
from .night import Drones, Night, OpenGaps, RotationRules, State, counts_after, plan_night
from .own_watches import closed_by, flown_in, own_gaps, own_watches

CHUNK = 20_000
"""Places processed between two calls of progress."""


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
    drawn: bool = False,
) -> Rotation:
    """A plan for each of N nights, each made on what the earlier nights leave.

    evidence: of patrols only, with the geometry of the n places; far: (n,) whether a place is left out; begins: (N,)
    the start of each night's flights (of its watch, if gaps are closed over the watch) in seconds since the epoch;
    seeds: (N,) of the solver; on_night: called after each night; drawn: whether nights will be drawn from the plans, so
    that each may be flown in any watch. Raises the errors of `plan_sorties`.
    """
    evidence = evidence.without_silence()
    before = score_places(evidence, part(progress, 0, 0.03))
    state = State(np.ones(len(before)), far.copy(), SweepCache())
    done: list[Night] = []
    scores, priority = before, [float(evidence.demand @ before.gap)]
    for number, (begin, seed) in enumerate(zip(begins.tolist(), seeds.tolist(), strict=True)):
        here = part(progress, 0.03 + 0.97 * number / len(begins), 0.03 + 0.97 * (number + 1) / len(begins))
        tonight = replace(drones, task=replace(drones.task, begins=begin, seed=seed))
        if drones.task.watch is None:
            night = plan_night(evidence, tonight, rules, OpenGaps(scores.gap), state, number + 1, part(here, 0, 0.85))
            state.counts[night.visited] *= counts_after(rules.return_weight, np.ones(len(night.visited)))
        else:
            night = _closing_night(evidence, tonight, rules, done, len(begins), drawn, state, part(here, 0, 0.85))
        done.append(night)
        scores = _flown(evidence, drones, done, len(begins), before, part(here, 0.85, 1))
        priority.append(float(evidence.demand @ scores.gap))
        on_night(number + 1, night, priority[-1])
    return Rotation(tuple(done), before, scores, np.array(priority), far, tuple(state.stages))


def _closing_night(
    evidence: Evidence,
    drones: Drones,
    rules: RotationRules,
    done: list[Night],
    count: int,
    drawn: bool,
    state: State,
    progress: Progress,
) -> Night:
    """The next night of a rotation of `count` that closes gaps over the watch, after the nights `done`. What it closes
    of each place reduces what the place counts from then on."""
    others = [] if drawn else _all_flown(evidence, drones, done, count)
    plan, plans = (0, 1) if drawn else (len(done), count)
    own = own_gaps(evidence, plan, plans, drones, others, part(progress, 0, 0.05))
    night = plan_night(evidence, drones, rules, own.gaps, state, len(done) + 1, part(progress, 0.05, 0.95))
    closed = closed_by(night.flown, own, drones, part(progress, 0.95, 1))
    share = np.divide(closed, own.gaps.gap, out=np.zeros(len(closed)), where=own.gaps.gap > 0)
    state.counts *= counts_after(rules.return_weight, share)
    whole, gone = (float(evidence.demand @ part) for part in (own.gaps.gap, closed))
    return replace(night, open=whole, closed=gone, all_watches=own.all_watches)


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
        begins = some[some[:, 0] >= after, 0][:count]
        check_enough(begins, count, watch)
        return begins + delay
    moment = drone_tracks([np.array([[0.0, 0.0, 0.0, start]])], 1.0)
    check_enough(some, count, watch)
    begins = start + every_watch(moment, some, watch).shifts
    begins = begins[begins >= start - 1][:count]
    check_enough(begins, count, watch)
    return begins


def watch_starts(watch: Watch, count: int, after: float, start: float | None = None) -> tuple[np.ndarray, float]:
    """(count,) the starts of the watches of the nights, in seconds since the epoch, and the seconds from the start of
    each watch before which no drone takes off.

    Without `start`: the first watches that begin at `after` or later. With `start`: the first ones that end after it;
    if it is in the first of them, no drone takes off before its time of day.
    """
    first = after if start is None else start
    some = nights(Period(first - 4 * DAY, first + 7 * DAY * (count + 2), np.zeros((0, 2))), watch)
    some = some[some[:, 0] >= after] if start is None else some[some[:, 1] > start]
    begins = some[:count, 0]
    check_enough(begins, count, watch)
    return begins, 0.0 if start is None else max(start - float(begins[0]), 0.0)


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


def _flown(
    evidence: Evidence, drones: Drones, done: list[Night], count: int, before: Scores, progress: Progress
) -> Scores:
    """The scores with the flights of the nights `done`, the first of a rotation of `count` nights, in their watches of
    the period."""
    flown = _all_flown(evidence, drones, done, count)
    if not flown:
        progress(1.0)
        return before
    return scores_with(evidence, before, drones.flights(flown), progress)


def _all_flown(evidence: Evidence, drones: Drones, done: list[Night], count: int) -> list[FlownLine]:
    """The flights of the nights `done` in each of their watches."""
    flown = []
    for number, night in enumerate(done):
        watches = evidence.question.nights[own_watches(number, count, len(evidence.question.nights))]
        flown += flown_in(night.flown, watches, drones, evidence.watch)
    return flown
