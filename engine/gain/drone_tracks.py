"""Drone flights as tracks, so that a plan is scored like patrols, each time that it is flown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from ..errors import UserError
from ..language import tr
from ..score.detection import Detection, rates
from ..score.evidence import Evidence
from ..timing.timezones import DAY, EARLIEST, clock_changes, localize
from ..timing.watch import Watch, bands, whole_nights
from ..tracks.planned import NO_OUTAGES, tracks_of_lines
from ..tracks.tracks import Tracks


class FlownLine(NamedTuple):
    """A flight. line: (m, 4) x, y, z in metres and time in s; altitude: m above the ground, from which it sees."""

    line: np.ndarray
    altitude: float

    def later(self, seconds: float) -> "FlownLine":
        """The same flight at another time."""
        return FlownLine(self.line + np.array([0.0, 0.0, 0.0, seconds]), self.altitude)


@dataclass(frozen=True)
class DroneTracks:
    """A plan of f flights, flown n times.

    plan: f tracks with the planned times, one unit for each; detection: the parameters of each flight; shifts: (n,)
    seconds to add to the planned times, for each time that the whole plan is flown.
    """

    plan: Tracks
    detection: Detection
    shifts: np.ndarray

    def __len__(self) -> int:
        return len(self.plan)

    def flown_at(self, shifts: np.ndarray) -> "DroneTracks":
        """The same plan flown at other times; shifts: (n,) seconds."""
        return replace(self, shifts=np.asarray(shifts, float))

    @property
    def first(self) -> float:
        """The planned time of the first take-off."""
        return float(self.plan.t.min())

    @property
    def last(self) -> float:
        """The planned time of the last landing."""
        return float(self.plan.t.max())

    @property
    def durations(self) -> np.ndarray:
        """(f,) seconds from take-off to landing."""
        return self.plan.t[self.plan.offsets[1:] - 1] - self.plan.t[self.plan.offsets[:-1]]

    @property
    def dated(self) -> bool:
        """Whether the planned times are seconds since the epoch and not seconds from 0."""
        return self.first >= EARLIEST

    @property
    def all_flights(self) -> Tracks:
        """All n x f flights with their shifted times, one unit for each: unit i flies flight i % f."""
        times, flights, fixes = len(self.shifts), len(self.plan), len(self.plan.t)
        unit = self.plan.unit.astype(np.int64) + np.arange(times)[:, None] * flights
        offsets = self.plan.offsets[:-1] + np.arange(times)[:, None] * fixes
        return Tracks(
            np.tile(self.plan.x, times),
            np.tile(self.plan.y, times),
            (self.plan.t + self.shifts[:, None]).ravel(),
            unit.ravel().astype(np.int32),
            np.r_[offsets.ravel(), times * fixes],
            self.plan.unit_names * times,
            NO_OUTAGES,
        )

    def added_to(self, evidence: Evidence) -> Evidence:
        """The evidence with the tracks and detection parameters of all flights added; their units come last."""
        tracks, own = evidence.tracks, self.all_flights
        units, times = len(tracks.unit_names), len(self.shifts)
        joined = Tracks(
            np.r_[tracks.x, own.x],
            np.r_[tracks.y, own.y],
            np.r_[tracks.t, own.t],
            np.r_[tracks.unit.astype(np.int32), own.unit + np.int32(units)],
            np.r_[tracks.offsets, own.offsets[1:] + len(tracks.t)],
            tracks.unit_names + own.unit_names,
            tracks.outages,
        )
        return replace(evidence, tracks=joined, detection=evidence.detection.extended_by(self.detection, times))


def drone_tracks(
    lines: Sequence[np.ndarray],
    detection_range: np.ndarray | float,
    detection_time: np.ndarray | float = 0.0,
    eye: np.ndarray | float = 0.0,
) -> DroneTracks:
    """Flights from lines, flown once at the planned times.

    lines: f arrays (m, 4) of x, y, z in metres and time in seconds, since the epoch or from 0, as returned by
    `Sortie.line`; z is not used. detection_range: metres, one number or (f,); detection_time: mean seconds to detection
    while in range, 0: immediate; eye: metres above the ground, one number or (f,), which matters where buildings hide
    places.
    Raises UserError if there is no flight, if the times of a flight decrease, or if only some flights have dates.
    """
    if not len(lines):
        raise UserError(tr("There is no flight in ROUTES. Give the routes of a plan that has some."))
    for number, line in enumerate(lines, 1):
        if not len(line) or not np.isfinite(line[:, [0, 1, 3]]).all() or np.any(np.diff(line[:, 3]) < 0):
            raise UserError(
                tr(
                    "Flight {number} goes back in time or has no times. Times must rise along each route.",
                    number=number,
                )
            )
    dated = sum(bool(line[0, 3] >= EARLIEST) for line in lines)
    if 0 < dated < len(lines):
        raise UserError(
            tr(
                "ROUTES mixes {dated} routes with dates (M in epoch seconds) and {lines} without (M in "
                "seconds from 0). Give routes of one plan, or plan them all with a START.",
                dated=dated,
                lines=len(lines) - dated,
            )
        )
    reach, time, eyes = (np.full(len(lines), value, float) for value in (detection_range, detection_time, eye))
    return DroneTracks(tracks_of_lines(lines), Detection(reach, rates(time), eye=eyes), np.zeros(1))


@dataclass(frozen=True)
class FlightSeconds:
    """Seconds in the air, summed over flights; the mean over all times that the plan is flown. early: in the first part
    of a watch that nothing of the watch before it reaches; outside: outside the watch, whether or not the period
    contains it."""

    total: float
    early: float
    outside: float


def flight_seconds(
    flights: DroneTracks, watch: Watch, revisit: float, counts: np.ndarray | None = None
) -> FlightSeconds:
    """The seconds in the air of the flights that count, (f,) bool, None: all. revisit: R in s, the length of the first
    part of a watch. The edges of the watch are its own, not those of the period or of the data; watches that adjoin
    (all day) are one."""
    takeoff, landing = (flights.plan.t[at] for at in (flights.plan.offsets[:-1], flights.plan.offsets[1:] - 1))
    if counts is not None:
        takeoff, landing = takeoff[counts], landing[counts]
    times = len(flights.shifts)
    takeoff, landing = ((flights.shifts[:, None] + edge).ravel() for edge in (takeoff, landing))
    hours = bands(watch, float(takeoff.min()) - 2 * revisit, float(landing.max()))
    inside = _seconds_within(takeoff, landing, hours)
    before = np.r_[-np.inf, hours[:-1, 1]]  # within R before the watch, the one before it may still have lasted
    first_part = np.where(hours[:, 0] - before >= revisit, np.minimum(hours[:, 0] + revisit, hours[:, 1]), hours[:, 0])
    first_part = np.column_stack([hours[:, 0], first_part])
    early = _seconds_within(takeoff, landing, first_part)
    total = float((landing - takeoff).sum())
    return FlightSeconds(total / times, early / times, (total - inside) / times)


def _seconds_within(start: np.ndarray, end: np.ndarray, intervals: np.ndarray) -> float:
    """The total time of [start, end] (n,) within the intervals (k, 2), rising and disjoint."""
    if not len(intervals):
        return 0.0
    edges, lasted = intervals.ravel(), np.column_stack([np.diff(intervals), np.zeros(len(intervals))]).ravel()
    before = np.r_[0.0, np.cumsum(lasted)[:-1]]  # the time within the intervals before each edge
    return float((np.interp(end, edges, before) - np.interp(start, edges, before)).sum())


def every_watch(flights: DroneTracks, nights: np.ndarray, watch: Watch) -> DroneTracks:
    """The plan flown in each of the nights, (m, 2) seconds since the epoch; the period or the data may have cut them.

    A dated plan keeps the local time of day of its first take-off, in the time zone of the watch, on the day on which
    that time is in the watch or closest to it. In a watch by the sun it keeps its time after the start of the watch, as
    of the watch in which it is planned, or of the nearest one. Any other plan starts at the start of the
    watch. All later times keep their distance in seconds from the first take-off, also in a night with a clock change.
    """
    zone = watch.timezone
    walls, edges = whole_nights(watch, float(nights[0, 0]), float(nights[-1, 1]))
    of_night = np.searchsorted(edges[:, 0], nights.mean(axis=1), side="right") - 1
    if watch.sun:
        since = flights.first - _begin_by_sun(watch, flights.first) if flights.dated else 0.0
        return flights.flown_at(edges[of_night, 0] + since - (flights.first if flights.dated else 0.0))
    begins = walls[of_night]  # in wall-clock time
    if not flights.dated:
        return flights.flown_at(localize(begins, zone).seconds)
    of_day = float(_wall(np.array([flights.first]), zone)[0]) % DAY
    until = begins + ((watch.end_s - watch.start_s) % DAY or DAY)
    midnight = np.floor(begins / DAY) * DAY
    starts = midnight + of_day + DAY * np.array([[-1.0], [0.0], [1.0]])
    away = np.maximum(begins - starts, 0) + np.where(starts >= until, starts - until + 1, 0)
    chosen = starts[np.argmin(away, axis=0), np.arange(len(nights))]
    return flights.flown_at(localize(chosen, zone).seconds - flights.first)


def _begin_by_sun(watch: Watch, start: float) -> float:
    """The beginning of the night in which an instant is, or which it is nearest to; without nights in that season, the
    instant itself. All in s since the epoch."""
    edges = watch.sun.nights(start - 2 * DAY, start + 2 * DAY)
    if not len(edges):
        return start
    away = np.maximum(edges[:, 0] - start, 0) + np.maximum(start - edges[:, 1], 0)
    return float(edges[np.argmin(away), 0])


def _wall(instants: np.ndarray, timezone: str) -> np.ndarray:
    """The wall-clock times at the instants, (n,) seconds as if the clocks showed UTC."""
    changes = clock_changes(timezone, instants.min(), instants.max())
    return instants + changes.offset[np.searchsorted(changes.at, instants, side="right")]
