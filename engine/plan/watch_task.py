"""The watch over which a plan closes gaps."""

from dataclasses import dataclass


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
