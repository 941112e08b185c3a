"""The sample city: the priority that plans leave open over the watch, by the score of assessplan.

Team orienteering flown when the watch begins and one revisit interval later; its plan of one sortie for each drone,
repeated every revisit interval, first at the best time of a grid; and the plan that closes the most. All places count,
in a blind spot or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from blindspot.benchmarks.gain import REVISIT, WATCH, Night, night_of
from blindspot.engine.plan.flight import Flight
from blindspot.engine.plan.plan import Plan, Task, plan_sorties
from blindspot.engine.plan.stops import Targets
from blindspot.engine.plan.watch_task import ScoredPlaces, WatchTask
from blindspot.engine.score.watch_profile import watch_profile
from blindspot.engine.spots.selection import SpotRules
from blindspot.resources.sample.city import simulate

CASES = ((0.5, 2, 1), (0.5, 2, 2), (0.5, 2, 4), (0.8, 2, 4), (0.8, 3, 6))
"""SHARE, drones, sorties of each"""
GRID, SWAP = 900.0, 300.0
"""s between the first launch times that are tried, and on the ground between two sorties"""


@dataclass(frozen=True)
class Left:
    """The priority that plans leave."""

    before: float
    once: float
    later: float
    repeated: float
    ours: float
    said: float
    """the priority that our plan says it closes"""

    @property
    def error(self) -> float:
        """The difference between what our plan says and what it closes, as a share of the latter."""
        return abs(self.said - (self.before - self.ours)) / (self.before - self.ours)


def watch_night(share: float, drones: int, sorties: int, seconds: float) -> Night:
    """The night of the sample city with the watch as its task, and with the profiles of its spots. Plans of the watch
    are scored at the places of the evidence."""
    night = night_of(simulate(1), drones, sorties, seconds, SpotRules(share=share))
    evidence, service = night.evidence, night.task.service
    unseen = evidence.demand[:, None] * watch_profile(evidence).unseen
    of_spots = np.array([unseen[members].sum(axis=0) for members in night.members])
    scored = ScoredPlaces(evidence.places, unseen.sum(axis=1), _shares(unseen))
    latest = WATCH.length + REVISIT
    watch = WatchTask(WATCH.length, REVISIT, 0.0, latest, service.swath / 2, scored=scored, curve=False)
    return replace(
        night,
        spots=Targets(night.spots.geometry, night.spots.priority, _shares(of_spots)),
        fleet=replace(night.fleet, swap_time=SWAP),
        task=replace(night.task, watch=watch),
    )


def _shares(unseen: np.ndarray) -> np.ndarray:
    """Each row as shares of its sum; a row of zeros as equal shares."""
    total = unseen.sum(axis=1, keepdims=True)
    return np.divide(unseen, total, out=np.full(unseen.shape, 1 / unseen.shape[1]), where=total > 0)


def left_by_all(night: Night, seed: int = 0) -> Left:
    """What each plan leaves."""
    task = replace(night.task, seed=seed)
    unwatched = replace(task, watch=None)
    flights, starts = _flights(_plan(night, unwatched))
    wave = _plan(replace(night, fleet=replace(night.fleet, sorties=1)), unwatched)
    closing = _plan(night, task)
    before = float(night.evidence.demand @ night.before.gap)
    return Left(
        before,
        before - night.gain(flights, starts),
        before - night.gain(flights, starts + REVISIT),
        before - _repeated(night, wave),
        before - night.gain(*_flights(closing)),
        closing.closing.priority,
    )


def _plan(night: Night, task: Task) -> Plan:
    return plan_sorties(night.spots, night.fleet, night.airspace, night.aircraft, task)


def _flights(plan: Plan) -> tuple[list[Flight], np.ndarray]:
    """The flights and their take-offs, s after the plan begins."""
    return [sortie.flight for sortie in plan.sorties], np.array([sortie.start for sortie in plan.sorties])


def _repeated(night: Night, wave: Plan) -> float:
    """The priority closed by a wave repeated every REVISIT, first at the best time of the grid."""
    flights, starts = _flights(wave)
    every = max(REVISIT, max(flight.duration for flight in flights) + night.fleet.swap_time)
    again = (np.arange(night.fleet.sorties)[:, None] * every + starts).ravel()
    flights, latest = flights * night.fleet.sorties, WATCH.length + REVISIT
    closed = []
    for first in np.arange(0.0, latest + 1, GRID):
        kept = np.flatnonzero(first + again <= latest)
        if len(kept):
            closed.append(night.gain([flights[index] for index in kept], first + again[kept]))
    return max(closed)


def print_sample(seconds: Sequence[float]) -> int:
    """Prints a row for each case. Returns how many times we left more than the repeated wave."""
    heads = ("SHARE", "fleet", "s", "before", "once", "R later", "repeated", "ours", "said", "error")
    print("".join(f"{head:>10}" for head in heads))
    worse = 0
    for limit in seconds:
        for share, drones, sorties in CASES:
            left = left_by_all(watch_night(share, drones, sorties, limit))
            worse += left.ours > left.repeated * (1 + 1e-9)
            plans = (left.before, left.once, left.later, left.repeated, left.ours, left.before - left.said)
            lead = f"{100 * share:10g}{f'{drones} x {sorties}':>10}{limit:10g}"
            print(lead + "".join(f"{value:10.2f}" for value in plans) + f"{left.error:10.3%}", flush=True)
    return worse
