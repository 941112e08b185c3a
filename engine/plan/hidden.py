"""Parts of spots that no stop sees at the altitude of the plan, because buildings or terrain hide them.

Before a plan is searched, each spot is looked at from the ways along which its stops can be served, and from those of
all other stops. What none of them sees is not worth a visit and counts as unserved (HIDDEN). What a plan closes is
computed from its flights, leg by leg, in any case (see watch_score.py).
"""

from dataclasses import dataclass, replace

import numpy as np

from ..drones.flight_plan import HIDDEN
from ..language import tr, tr_plural
from ..places.places import Places
from ..score.detection import Detection
from ..score.passes import Passes, find_passes
from ..sight.sight import Sight
from ..text import counted, figure
from ..tracks.planned import tracks_of_lines
from .stops import Service, Stop, Targets, UnservedPart
from .watch_score import Samples, samples_of
from .watch_task import WatchTask

HIGHER = (1.5, 2.0, 3.0)
"""Times the altitude of the plan: the altitudes that are tried where a part of a spot is hidden."""
HIGHEST = 120.0
"""m above the ground, the most that the rules for open-category flights in Europe allow; no higher one is proposed."""
ALL_HIDDEN = 1e-9
"""Share of a spot below which nothing of it is seen."""
SPEED = 10.0
"""m/s; only the order of times matters here"""


@dataclass(frozen=True)
class HiddenParts:
    """What buildings and terrain hide of the spots of a plan."""

    parts: tuple[UnservedPart, ...]
    """one for each spot of which a part is hidden"""
    whole: int
    """how many of these spots are hidden as a whole"""
    samples: int
    hidden: int
    """sample points of the spots in range of their stops, and those of them that are hidden"""
    altitude: float
    """m above the ground"""
    higher: tuple[tuple[float, int], ...] = ()
    """other altitudes, m, and how many sample points are hidden there"""

    @property
    def priority(self) -> float:
        return float(sum(part.priority for part in self.parts))

    def sentences(self) -> list[str]:
        """For the log, as warnings; none where nothing is hidden."""
        if not self.hidden:
            return []
        spots = counted(len(self.parts), "blind spot", "blind spots")
        whole = tr(", {whole} of them as a whole", whole=self.whole) if self.whole else ""
        return [
            tr_plural(
                "Hidden from drones: {hidden:,} of {samples:,} sample points of the blind spots is seen from no stop "
                "at {altitude:g} m, in {spots}{whole}, with a priority of {priority}. It does not count as closed. "
                "{advice}",
                "Hidden from drones: {hidden:,} of {samples:,} sample points of the blind spots are seen from no stop "
                "at {altitude:g} m, in {spots}{whole}, with a priority of {priority}. They do not count as closed. "
                "{advice}",
                self.hidden,
                hidden=self.hidden,
                samples=self.samples,
                altitude=self.altitude,
                spots=spots,
                whole=whole,
                priority=figure(self.priority),
                advice=self._advice(),
            )
        ]

    def _advice(self) -> str:
        less = [(height, count) for height, count in self.higher if count < self.hidden]
        if not less:
            return tr("Flying higher, up to {most:g} m, does not help: they need ground patrol.", most=HIGHEST)
        tried = tr(", ").join(tr("{count:,} at {height:g} m", count=count, height=height) for height, count in less)
        return tr(
            "Raise ALTITUDE (hidden are then {tried}), use a smaller SWATH, so that drones pass nearer, or send a "
            "ground patrol.",
            tried=tried,
        )


def without_hidden(
    stops: list[Stop], spots: Targets, altitude: float, service: Service, watch: WatchTask | None, sight: Sight | None
) -> tuple[list[Stop], HiddenParts | None]:
    """The stops without the priority of what is hidden from all of them, and what is hidden; None where nothing can
    hide anything.

    spots: as the stops were made from them; altitude: m above the ground, at which drones serve them; watch: None if
    each spot is served once.
    """
    if sight is None or not stops:
        return stops, None
    samples, reach = _samples(spots, service, watch)
    of_stop = np.array([stop.spot for stop in stops])
    own = np.flatnonzero(np.isin(samples.spot, of_stop) & (samples.weight > 0))
    places = samples.places.take(own)
    look = _Look.at(stops, places, reach)
    in_range = look.seen_by_own(samples.spot[own], of_stop)
    hidden = in_range & ~look.seen(sight, altitude)
    if not hidden.any():
        return stops, HiddenParts((), 0, int(in_range.sum()), 0, altitude)
    count, spot, weight = len(spots.geometry), samples.spot[own], samples.weight[own]
    there = np.bincount(spot, weight * in_range, count)
    share = np.divide(np.bincount(spot, weight * hidden, count), there, out=np.zeros(count), where=there > 0)
    share[share > 1 - ALL_HIDDEN] = 1.0
    lost = np.bincount(of_stop, [stop.priority for stop in stops], count) * share
    first = {int(spot[sample]): int(own[sample]) for sample in np.flatnonzero(hidden)[::-1]}
    parts = tuple(
        UnservedPart(one, _place(samples.places, first[one]), float(lost[one]), HIDDEN) for one in sorted(first)
    )
    higher = tuple(
        (height, int((in_range & ~look.seen(sight, height)).sum()))
        for height in sorted({min(round(times * altitude, -1), HIGHEST) for times in HIGHER})
        if height > altitude
    )
    kept = [
        stop if not share[stop.spot] else replace(stop, priority=stop.priority * float(1 - share[stop.spot]))
        for stop in stops
        if share[stop.spot] < 1
    ]
    whole = int((share == 1).sum())
    return kept, HiddenParts(parts, whole, int(in_range.sum()), int(hidden.sum()), altitude, higher)


def hidden_from(
    ways: list[np.ndarray], places: Places, reach: float, sight: Sight, altitude: float
) -> tuple[np.ndarray, np.ndarray]:
    """(m,) whether each sample point is within `reach` metres of any way, and whether it is hidden from all of these.
    ways: (k, 2) vertices each, flown at `altitude` m above the ground."""
    look = _Look([_line(way) for way in ways], np.arange(len(ways)), places, reach)
    in_range = np.zeros(len(places.x), bool)
    in_range[look.passes(None, 0.0).sample] = True
    return in_range, in_range & ~look.seen(sight, altitude)


def _samples(spots: Targets, service: Service, watch: WatchTask | None) -> tuple[Samples, float]:
    """The sample points, and how far drones see, m."""
    reach = service.swath / 2 if watch is None else watch.detection_range
    if watch is None:
        watch = WatchTask(1.0, 1.0, 0.0, 1.0, reach)
        spots = replace(spots, unseen=None)
    return samples_of(spots, watch, service), reach


def _place(places: Places, sample: int) -> tuple[float, float]:
    return float(places.x[sample]), float(places.y[sample])


@dataclass(frozen=True)
class _Look:
    """The ways of stops, as tracks, and the sample points that they are looked at from."""

    lines: list[np.ndarray]
    stop: np.ndarray
    """(ways,) index of the stop of each"""
    places: Places
    reach: float

    @classmethod
    def at(cls, stops: list[Stop], places: Places, reach: float) -> "_Look":
        ways = [(index, way) for index, stop in enumerate(stops) for way in _different(stop.ways)]
        return cls([_line(way) for _, way in ways], np.array([index for index, _ in ways]), places, reach)

    def passes(self, sight: Sight | None, altitude: float) -> Passes:
        detection = replace(Detection.same(len(self.lines), self.reach, 0.0), eye=altitude)
        return find_passes(tracks_of_lines(self.lines), self.places, detection, sight=sight)

    def seen(self, sight: Sight, altitude: float) -> np.ndarray:
        """(m,) whether any way sees each sample."""
        found = np.zeros(len(self.places.x), bool)
        found[self.passes(sight, altitude).sample] = True
        return found

    def seen_by_own(self, spot: np.ndarray, of_stop: np.ndarray) -> np.ndarray:
        """(m,) whether each sample is in range of a way of its own spot. spot: (m,) of the samples; of_stop: of the
        stops."""
        passes = self.passes(None, 0.0)
        own = of_stop[self.stop[passes.unit]] == spot[passes.sample]
        found = np.zeros(len(spot), bool)
        found[passes.sample[own]] = True
        return found


def _different(ways: tuple[np.ndarray, ...]) -> list[np.ndarray]:
    """The ways without those that are another one the other way round."""
    found: dict[tuple, np.ndarray] = {}
    for way in ways:
        found.setdefault(min(tuple(way.ravel()), tuple(way[::-1].ravel())), way)
    return list(found.values())


def _line(way: np.ndarray) -> np.ndarray:
    """(m, 4) a way flown."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T)))) / SPEED
    return np.column_stack((way, np.zeros(len(way)), along))
