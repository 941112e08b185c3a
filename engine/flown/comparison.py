"""A flown plan compared with what was planned."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..drones.flight_plan import ABOVE_SEA, FlightPlan
from ..language import tr
from ..zones.zones import Zones
from .deviation import Deviation, deviation
from .pairing import Pairs
from .planned_stops import FlownStop, flown_stop, stops_of_plan
from .time_over import seconds_inside, seconds_over
from .track import FlownTrack

FROM_LOG, ESTIMATED, FULL = "log", "estimated", "not flown"
BATTERY_SOURCES = (FROM_LOG, ESTIMATED, FULL)
"""Where the figure of the battery that a drone has left comes from. Users read `source_text`."""


def source_text(source: str) -> str:
    """One of BATTERY_SOURCES in the user's language."""
    return {known: tr(known) for known in BATTERY_SOURCES}[source]


@dataclass(frozen=True)
class Criteria:
    """tolerance: m from the planned place or path within which a stop is served; least: share of a stop from which on
    it counts as served; swath: m, where the routes do not say it."""

    tolerance: float = 15.0
    least: float = 0.9
    swath: float = 60.0


@dataclass(frozen=True)
class FlownSortie:
    """One sortie of the plan. route: its row; tracks: those that flew it, in the order of time; deviations: of each
    track; stops: what was flown of its stops; privacy, zones: s over privacy places, and (z,) s inside each zone;
    planned_privacy: s of the planned line; left: % of the battery after the last track; battery_from: FROM_LOG,
    ESTIMATED or FULL."""

    route: int
    tracks: tuple[int, ...]
    deviations: tuple[Deviation, ...]
    stops: tuple[FlownStop, ...]
    privacy: float
    planned_privacy: float
    zones: np.ndarray
    left: float
    battery_from: str

    @property
    def flown(self) -> bool:
        return bool(self.tracks)

    @property
    def off_line(self) -> tuple[float, float]:
        """Largest and RMS horizontal distance from the planned line, m; NaN where it was not flown."""
        every = [each.horizontal for each in self.deviations]
        return _largest_and_rms(np.concatenate(every)) if every else (np.nan, np.nan)

    @property
    def off_height(self) -> tuple[float, float]:
        """The same of the height."""
        every = [each.vertical for each in self.deviations]
        return _largest_and_rms(np.concatenate(every)) if every else (np.nan, np.nan)


@dataclass(frozen=True)
class Comparison:
    """plan, tracks, pairs: what was compared, by these criteria; sorties: one for each route; alone: of each track that
    flew no sortie, its index, s over privacy places and (z,) s inside zones."""

    plan: FlightPlan
    tracks: tuple[FlownTrack, ...]
    pairs: Pairs
    criteria: Criteria
    sorties: tuple[FlownSortie, ...]
    alone: tuple[tuple[int, float, np.ndarray], ...]

    @property
    def stops(self) -> list[FlownStop]:
        return [stop for sortie in self.sorties for stop in sortie.stops]

    def served(self, stop: FlownStop) -> bool:
        return stop.share >= self.criteria.least

    @property
    def served_count(self) -> int:
        return sum(map(self.served, self.stops))

    def late(self, sortie: FlownSortie) -> tuple[float, float]:
        """s by which take-off and landing were later than planned (negative: earlier); NaN without dates."""
        start, end = self.plan.routes.start[sortie.route], self.plan.routes.end[sortie.route]
        if not sortie.flown:
            return np.nan, np.nan
        return self.tracks[sortie.tracks[0]].start - start, self.tracks[sortie.tracks[-1]].end - end

    @property
    def privacy(self) -> float:
        """s of all tracks over privacy places."""
        return sum(sortie.privacy for sortie in self.sorties) + sum(over for _, over, _ in self.alone)

    @property
    def in_zones(self) -> np.ndarray:
        """(z,) s of all tracks inside each zone."""
        each = [sortie.zones for sortie in self.sorties] + [inside for *_, inside in self.alone]
        return np.sum(each, axis=0)


def compared(
    plan: FlightPlan,
    tracks: Sequence[FlownTrack],
    pairs: Pairs,
    criteria: Criteria,
    privacy: np.ndarray,
    zones: Zones,
) -> Comparison:
    """The comparison of tracks with a plan. privacy: (k,) areas around privacy places."""
    stops = stops_of_plan(plan)
    sorties = tuple(
        _sortie(plan, tracks, pairs, criteria, privacy, zones, stops, row) for row in range(len(plan.routes))
    )
    alone = tuple(
        (index, seconds_over(tracks[index].line, privacy), _inside(tracks[index], zones))
        for index in pairs.alone.tolist()
    )
    return Comparison(plan, tuple(tracks), pairs, criteria, sorties, alone)


def _sortie(plan, tracks, pairs: Pairs, criteria: Criteria, privacy, zones: Zones, stops, row: int) -> FlownSortie:
    routes = plan.routes
    own = pairs.tracks[row].tolist()
    swath = float(np.nan_to_num(routes.swath_m[row], nan=criteria.swath)) or criteria.swath
    lines = [tracks[index].line for index in own]
    served = tuple(flown_stop(stop, lines, criteria.tolerance, swath) for stop in stops if stop.route == row)
    line = routes.line[row]
    left, source = _left(routes.left_pct[row], line, [tracks[index] for index in own])
    return FlownSortie(
        row,
        tuple(own),
        tuple(deviation(tracks[index].line, line, tracks[index].z_ref is not None) for index in own),
        served,
        sum(seconds_over(tracks[index].line, privacy) for index in own),
        seconds_over(line, privacy),
        np.sum([np.zeros(len(zones)), *(_inside(tracks[index], zones) for index in own)], axis=0),
        left,
        source,
    )


def _inside(track: FlownTrack, zones: Zones) -> np.ndarray:
    line = track.line.copy()
    base = line[0, 2]
    line[:, 2] -= base
    return seconds_inside(line, zones, base if track.z_ref == ABOVE_SEA else np.nan)


def _left(planned: float, line: np.ndarray, tracks: list[FlownTrack]) -> tuple[float, str]:
    """% of the battery after the last track, and where it comes from: the log, or else the planned use in proportion to
    the time flown."""
    if not tracks:
        return np.nan, FULL
    known = [track.battery_end for track in tracks if np.isfinite(track.battery_end)]
    if known and np.isfinite(tracks[-1].battery_end):
        return known[-1], FROM_LOG
    flown = sum(track.duration for track in tracks) / max(line[-1, 3] - line[0, 3], 1.0)
    return float(np.clip(100 - (100 - planned) * flown, 0, 100)), ESTIMATED


def _largest_and_rms(values: np.ndarray) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    if not len(known):
        return np.nan, np.nan
    return float(np.abs(known).max()), float(np.sqrt(np.mean(known**2)))
