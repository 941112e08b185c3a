"""The time that an autopilot takes longer than a plan, because it slows down at corners and before it hovers."""

from itertools import pairwise

import numpy as np

from .airborne import ELLIPSOID
from .mission import Mission

ACCELERATION = 2.5
"""m/s2, WPNAV_ACCEL of ArduCopter where nothing else is set"""
CORNER_ACCELERATION = 5.0
"""m/s2, WPNAV_ACCEL_C"""
RADIUS = 2.0
"""m within which it passes a waypoint, WPNAV_RADIUS"""


def corner_time(mission: Mission) -> float:
    """s more than a flight at the planned speeds without slowing down. A corner is flown on the arc that passes the
    waypoint at RADIUS, at the speed that CORNER_ACCELERATION allows."""
    course, _, length = ELLIPSOID.inv(mission.lon[:-1], mission.lat[:-1], mission.lon[1:], mission.lat[1:])
    legs = np.flatnonzero(np.asarray(length) > 0.1)
    if not len(legs):
        return 0.0
    speed, course = np.maximum(mission.speed[legs + 1], 0.1), np.asarray(course)[legs]
    turn = np.radians(np.abs((np.diff(course) + 180) % 360 - 180))
    half = np.cos(turn / 2)
    arc = np.where(half < 1 - 1e-9, RADIUS * half / np.maximum(1 - half, 1e-9), np.inf)
    passing = np.sqrt(CORNER_ACCELERATION * arc)
    stays = np.array([mission.hover[here + 1 : there + 1].any() for here, there in pairwise(legs)])
    passing = np.where(stays, 0.0, passing) if len(passing) else passing
    slow = np.concatenate(([0.0], passing, [0.0]))
    return float((_lost(speed, slow[:-1]) + _lost(speed, slow[1:])).sum())


def _lost(speed: np.ndarray, passing: np.ndarray) -> np.ndarray:
    """(n,) s lost by slowing down from `speed` to `passing`, or by speeding up again."""
    return np.maximum(speed - passing, 0.0) ** 2 / (2 * ACCELERATION * speed)
