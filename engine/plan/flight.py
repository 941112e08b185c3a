"""One sortie as it is flown: a path in space and time from take-off to landing."""

import math
from dataclasses import dataclass

import numpy as np

from ..drones.aircraft import Aircraft

SAME_PLACE = 1e-6
"""m within which two vertices are the same."""
THINNING_SHARE = 0.5
"""Share of the terrain tolerance that simplifying a profile may use up. The rest is for the ground between samples."""


@dataclass(frozen=True)
class Stretch:
    """A part of a sortie with one purpose."""

    action: str
    """fly, hover, follow or sweep"""
    vertices: np.ndarray
    """(k, 2); a single one for hovering"""
    spot: int = -1
    """index into Targets; -1 between stops"""
    pause: float = 0.0
    """s of hovering"""


@dataclass(frozen=True)
class Flight:
    """A path in space and time: n vertices, times from 0 at take-off."""

    place: np.ndarray
    """(n, 2)"""
    height: np.ndarray
    """(n,) Z: m AMSL with terrain, else above the launch site"""
    above_ground: np.ndarray
    """(n,) m"""
    arrive: np.ndarray
    leave: np.ndarray
    """(n,) s"""
    speed: np.ndarray
    """(n,) m/s over ground on the leg to the vertex; the vertical speed on the first and the last leg; 0 at take-off"""
    action: tuple[str, ...]
    """takeoff, fly, hover, follow_start, follow, follow_end, sweep_start, sweep, sweep_end or land"""
    spot: np.ndarray
    """(n,) index into Targets, -1 where none is served"""
    spent: np.ndarray
    """(k + 2,) J: take-off, each stretch, landing"""
    missing: float = 0.0
    """J that the battery lacks at take-off"""
    kept: tuple[float, ...] = ()
    """J kept for the time lost at corners and stops, a leg with the stop after it, see allowance.py"""

    @property
    def energy(self) -> float:
        """J from take-off to landing; NaN where the ground is unknown."""
        return float(self.spent.sum())

    @property
    def drawn(self) -> float:
        """J that a full battery lacks after landing."""
        return self.energy + self.missing

    @property
    def needed(self) -> float:
        """J that a full battery may lack after landing, as it is really flown."""
        return self.drawn + sum(self.kept)

    @property
    def duration(self) -> float:
        return float(self.leave[-1])

    @property
    def length(self) -> float:
        """m flown, climb and descent included."""
        return float(np.sqrt((np.diff(self.place, axis=0) ** 2).sum(axis=1) + np.diff(self.height) ** 2).sum())

    def line(self, begins: float = 0.0) -> np.ndarray:
        """(m, 4) x, y, z, time in s, take-off at `begins`. Hovering gives two vertices at the same place. Successive
        vertices are never equal: a stop that begins where and when the last one ends shares its vertex."""
        arrivals = np.column_stack((self.place, self.height, self.arrive + begins))
        departures = np.column_stack((self.place, self.height, self.leave + begins))
        both = np.stack((arrivals, departures), axis=1).reshape(-1, 4)
        differs = np.concatenate(([True], np.any(np.diff(both, axis=0) != 0, axis=1)))
        return both[differs]


def flown(stretches: list[Stretch], aircraft: Aircraft) -> Flight:
    """The flight along stretches that begin and end at the launch site, with a vertical take-off and landing there."""
    site, home = stretches[0].vertices[0], stretches[-1].vertices[-1]
    up, up_energy = aircraft.takeoff()
    down, down_energy = aircraft.landing()
    rows = [
        _Vertex(site, "takeoff", -1, 0.0, 0.0, 0.0, 0.0),
        _Vertex(site, "fly", -1, up, up, aircraft.climb, aircraft.altitude),
    ]
    spent = [up_energy]
    for stretch in stretches:
        added, used = _along(stretch, rows[-1], aircraft)
        rows += added
        spent.append(used)
    landed = rows[-1].leave + down
    rows.append(_Vertex(home, "land", -1, landed, landed, aircraft.descent, 0.0))
    place = np.array([row.place for row in rows])
    above = np.array([row.above for row in rows])
    return Flight(
        place,
        aircraft.elevation(place) + above,
        above,
        np.array([row.arrive for row in rows]),
        np.array([row.leave for row in rows]),
        np.array([row.speed for row in rows]),
        tuple(row.action for row in rows),
        np.array([row.spot for row in rows]),
        np.array([*spent, down_energy]),
    )


@dataclass(frozen=True)
class _Vertex:
    place: np.ndarray
    action: str
    spot: int
    arrive: float
    leave: float
    speed: float
    above: float


def _along(stretch: Stretch, last: _Vertex, aircraft: Aircraft) -> tuple[list[_Vertex], float]:
    """The vertices of a stretch that follows the vertex `last`, and the energy (J) to fly them."""
    at, clock, energy = last.place, last.leave, 0.0
    count = len(stretch.vertices)
    rows = []
    for index, goal in enumerate(stretch.vertices):
        if math.dist(goal, at) <= SAME_PLACE:
            goal = at
            if 0 < index < count - 1:
                continue
        if goal is not at:
            places, times, used = _leg(at, goal, aircraft)
            passing = stretch.action if index and stretch.action != "hover" else "fly"
            speeds = np.hypot(*np.diff(places, axis=0).T) / np.diff(times)
            for place, moment, speed in zip(places[1:-1], times[1:-1], speeds[:-1], strict=True):
                spot = stretch.spot if index else -1
                rows.append(
                    _Vertex(place, passing, spot, clock + moment, clock + moment, float(speed), aircraft.altitude)
                )
            speed = float(speeds[-1])
            clock, energy = clock + float(times[-1]), energy + used
        elif stretch.action == "fly":
            continue  # the same place as the end of the previous stretch
        else:
            speed = 0.0
        pause = stretch.pause if index == count - 1 else 0.0
        rows.append(
            _Vertex(goal, _action(stretch, index), stretch.spot, clock, clock + pause, speed, aircraft.altitude)
        )
        clock += pause
        energy += aircraft.hover(pause)
        at = goal
    return rows, energy


def _action(stretch: Stretch, index: int) -> str:
    if stretch.action in ("fly", "hover"):
        return stretch.action
    ends = {0: "_start", len(stretch.vertices) - 1: "_end"}
    return stretch.action + ends.get(index, "")


def _leg(start: np.ndarray, end: np.ndarray, aircraft: Aircraft) -> tuple[np.ndarray, np.ndarray, float]:
    """(k, 2) places, (k,) s from 0, and the energy (J) of a straight leg, with intermediate vertices where following
    the ground requires them."""
    places = aircraft.profile(start, end)
    heights = aircraft.elevation(places)
    if len(places) > 2 and not np.isnan(heights).any():
        kept = _simplified(np.hypot(*(places - start).T), heights, aircraft.tolerance * THINNING_SHARE)
        places, heights = places[kept], heights[kept]
    seconds, energy = aircraft.stretches(np.diff(places, axis=0), np.diff(heights))
    return places, np.concatenate(([0.0], np.cumsum(seconds))), float(energy.sum())


def _simplified(along: np.ndarray, height: np.ndarray, tolerance: float) -> np.ndarray:
    """Indices of the vertices of a profile to keep, so that no other vertex is more than `tolerance` above or below the
    simplified profile (Douglas-Peucker in height)."""
    kept, open_spans = {0, len(along) - 1}, [(0, len(along) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        between = np.interp(along[first : last + 1], along[[first, last]], height[[first, last]])
        off = np.abs(height[first : last + 1] - between)
        worst = first + int(off.argmax())
        if off.max() > tolerance:
            kept.add(worst)
            open_spans += [(first, worst), (worst, last)]
    return np.array(sorted(kept))
