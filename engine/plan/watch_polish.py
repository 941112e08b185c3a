"""Small changes of a plan by its exact score, which also counts what drones pass on their way.

The search counts the visits of stops alone. So plans that it cannot tell apart may close different amounts between the
stops. Here one launch after another is moved, or a part of a route is flown the other way round, and a change stays if
the exact score rises.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..progress import Progress
from ..solver.closing import closed_by_group, covered, cumulative
from ..solver.search import Budget
from ..solver.watch import WatchProblem
from .flight import Flight
from .watch_score import Samples, Seen, seen_by
from .watch_task import WatchTask

SHIFT = 600.0
"""s, standard deviation of the moves of a launch."""
LAUNCH_MOVES = 0.6
"""Share of the tries that move a launch; the others reverse a part of a route."""
PAYS = 1e-9
"""Share of all priority: a change that gains less is rounding."""
FlightOf = Callable[[int, tuple[int, ...]], Flight | None]
"""The flight of a sortie along another route; None if it needs too much energy."""


@dataclass
class Polish:
    """The k sorties of a plan while it is changed: routes and take-offs, s from the start of the watch.

    drone: (k,), its sorties are in the order of their take-offs; duration: (k,) s from take-off to landing.
    """

    problem: WatchProblem
    watch: WatchTask
    drone: np.ndarray
    routes: list[tuple[int, ...]]
    starts: np.ndarray
    duration: np.ndarray
    seen: list[Seen]
    """what each sortie sees, with times after its take-off"""
    eye: np.ndarray
    """(k,) m above the ground, the altitude of each"""

    @classmethod
    def of(
        cls,
        problem: WatchProblem,
        watch: WatchTask,
        drone: np.ndarray,
        routes: list[tuple[int, ...]],
        flights: list[Flight],
        starts: np.ndarray,
        samples: Samples,
        eye: np.ndarray | float = 0.0,
    ) -> "Polish":
        """The sorties of a plan before any change. routes, flights, starts: of each sortie; samples: the points of the
        exact score; the others as the fields of these names."""
        eye = np.broadcast_to(np.asarray(eye, float), len(flights))
        seen = [seen_by([flight.line()], 0.0, samples, watch, eye[one]) for one, flight in enumerate(flights)]
        duration = np.array([flight.duration for flight in flights])
        return cls(problem, watch, drone, list(routes), starts.copy(), duration, seen, eye)

    def run(self, flight_of: FlightOf, rng: np.random.Generator, budget: Budget, progress: Progress) -> int:
        """Tries changes within the budget. Returns how many were tried."""
        least, tries = PAYS * float(self.seen[0].samples.weight.sum()), 0
        while (share := budget.share(tries)) < 1.0:
            progress(budget.shown(share))
            tries += 1
            which = int(rng.integers(len(self.routes)))
            if rng.random() < LAUNCH_MOVES:
                change = self._moved(which, float(self.starts[which] + rng.normal() * SHIFT))
            else:
                change = self._reversed(which, rng, flight_of)
            if change is not None:
                route, start, duration, seen = change
                if self._gain_of(which, start, seen) > least:
                    self.routes[which], self.starts[which] = route, start
                    self.duration[which], self.seen[which] = duration, seen
        return tries

    def _moved(self, which: int, start: float):
        """The sortie with another take-off; None if the drone or the hours do not allow it."""
        duration = float(self.duration[which])
        if not self._fits(which, start, duration):
            return None
        return self.routes[which], start, duration, self.seen[which]

    def _reversed(self, which: int, rng: np.random.Generator, flight_of: FlightOf):
        """The sortie with a random part of its route in the reverse order; None if that is not possible."""
        route = self.routes[which]
        first, last = sorted(rng.integers(len(route), size=2).tolist())
        if first == last:
            return None
        other = (*route[:first], *route[first : last + 1][::-1], *route[last + 1 :])
        flight = flight_of(which, other)
        start = float(self.starts[which])
        if flight is None or not self._fits(which, start, flight.duration):
            return None
        samples = self.seen[which].samples
        seen = seen_by([flight.line()], 0.0, samples, self.watch, self.eye[which])
        return other, start, flight.duration, seen

    def _fits(self, which: int, start: float, duration: float) -> bool:
        if not self.problem.earliest <= start <= self.problem.latest:
            return False
        own = np.flatnonzero(self.drone == self.drone[which])
        place = int(np.searchsorted(own, which))
        ready = self.starts[own] + self.duration[own] + self.problem.swap
        after_the_one_before = place == 0 or start >= ready[place - 1]
        last = place + 1 == len(own)
        return bool(
            after_the_one_before and (last or start + duration + self.problem.swap <= self.starts[own[place + 1]])
        )

    def _gain_of(self, which: int, start: float, seen: Seen) -> float:
        """How much more is closed if a sortie takes off at `start` and sees `seen`."""
        own = self.seen[which]
        met = np.zeros(len(own.samples.weight), bool)
        met[own.sample], met[seen.sample] = True, True
        others = [(one, self.starts[other]) for other, one in enumerate(self.seen) if other != which]
        beside = _passes(others, met)
        return self._closed(_joined(beside, _passes([(seen, start)], met))) - self._closed(
            _joined(beside, _passes([(own, self.starts[which])], met))
        )

    def _closed(self, passes: tuple[np.ndarray, ...]) -> float:
        """What passes, (sample, first, last, exposure), close together."""
        sample, first, last, exposure = passes
        samples = self.seen[0].samples
        some, group = np.unique(sample, return_inverse=True)
        cycle = self.watch.length if self.watch.all_day else 0.0
        group, begin, end, exposure = covered(group, first, last, exposure, self.watch.revisit, cycle)
        before = cumulative(samples.unseen[samples.row[some]])
        found = closed_by_group(before, samples.bin_length, group, group, begin, end, exposure, len(some))
        return float(found @ samples.weight[some])


def _passes(seen: list[tuple[Seen, float]], met: np.ndarray) -> tuple[np.ndarray, ...]:
    """The passes of sorties, each with its take-off, at the samples `met`."""
    parts = [(np.zeros(0, int), *[np.zeros(0)] * 3)]
    for one, start in seen:
        here = np.flatnonzero(met[one.sample])
        parts.append((one.sample[here], one.first[here] + start, one.last[here] + start, one.exposure[here]))
    return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))


def _joined(one: tuple[np.ndarray, ...], other: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
    return tuple(np.concatenate(both) for both in zip(one, other, strict=True))
