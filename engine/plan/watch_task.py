"""The watch over which a plan closes gaps."""

from dataclasses import dataclass, replace

import numpy as np

from ..language import tr
from ..places.places import Places
from ..timing.text import time_of_day
from ..timing.timezones import DAY
from ..timing.watch import Watch, whole_nights
from .launch_hours import launch_hours


@dataclass(frozen=True)
class ScoredPlaces:
    """All n places that were scored, whether or not they are in a blind spot."""

    places: Places
    """their sample points, in the CRS of the plan"""
    priority: np.ndarray
    """(n,) demand x gap"""
    unseen: np.ndarray | None = None
    """(n, B) as in Targets"""


@dataclass(frozen=True)
class WatchTask:
    """All times in seconds from the start of the watch, which is `Task.begins`."""

    length: float
    """s, of the watch"""
    revisit: float
    """R in s"""
    earliest: float
    latest: float
    """the hours in which drones may take off; at most from the start of the watch to R after its end"""
    detection_range: float
    """m, of the drones"""
    detection_time: float = 0.0
    """s, mean time in range until a drone notices something; 0: at once"""
    all_day: bool = False
    """whether the next watch begins when this one ends"""
    scored: ScoredPlaces | None = None
    """the scored places, at which closed gaps are then measured; None: at samples of the spots"""
    curve: bool = True
    """whether to search for what other fleets would close, too"""
    start_s: float = 0.0
    """time of day at which the watch starts, s after midnight; for texts only"""

    @classmethod
    def of(
        cls,
        watch: Watch,
        revisit: float,
        detection_range: float,
        hours: tuple[float | None, float | None] = (None, None),
        not_before: float = 0.0,
    ) -> "WatchTask":
        """The task of a watch, with the hours of take-off that `launch_hours` finds, which raises UserError if none is
        left. revisit: s; detection_range: m; hours: night_from and night_to of launch_hours, and not_before of it."""
        earliest, latest = launch_hours(watch, revisit, *hours, not_before)
        every_day = watch.all_day and len(watch.weekdays) in (0, 7)
        return cls(watch.length, revisit, earliest, latest, detection_range, all_day=every_day, start_s=watch.start_s)

    @classmethod
    def of_nights(
        cls,
        watch: Watch,
        begins: np.ndarray,
        revisit: float,
        detection_range: float,
        hours: tuple[float | None, float | None],
        not_before: float,
    ) -> "WatchTask":
        """The task that several nights share. If the watch is by the sun, drones take off as if each night were as long
        as the shortest of them. begins: (N,) of the nights, s since the epoch; the others: as for `of`."""
        if watch.sun is None:
            return cls.of(watch, revisit, detection_range, hours, not_before)
        edges = whole_nights(watch, float(begins[0]), float(begins[-1]))[1]
        shortest = float(np.diff(edges[np.isin(edges[:, 0], begins)]).min())
        first = watch.on(begins[0], begins[0] + shortest)
        end = (first.start_s + shortest // 60 * 60) % DAY  # the clocks may change in the first night
        task = cls.of(replace(first, end_s=end), revisit, detection_range, hours, not_before)
        return replace(task, length=watch.length, all_day=False)

    @property
    def hours(self) -> str:
        """The local hours of take-off as text."""
        first, last = (time_of_day(self.start_s + seconds) for seconds in (self.earliest, self.latest))
        return (
            tr("at any hour from {first} on", first=first)
            if self.latest - self.earliest >= DAY - 60
            else tr("from {first} to {last}", first=first, last=last)
        )
