"""The watch over which a plan closes gaps."""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places


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

    def time_of_day(self, seconds: float) -> str:
        """The local time of day so many seconds after the start of the watch, such as 22:05."""
        minutes = round((self.start_s + seconds) / 60) % (24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
