"""The time that a multicopter with ArduPilot needs for a mission: it speeds up and slows down, and lands slowly.

The model is that of ArduCopter's waypoint controller (AC_WPNav, SCurve) with its usual settings: each leg is flown
from rest to rest with limits to speed, acceleration and jerk, and at a corner where the drone does not stop, the next
leg begins before the first one ends, as early as the drone still passes the waypoint within WPNAV_RADIUS. Its smooth
changes of jerk, which cost some tenths of a second a leg, are left out. PX4 speeds up somewhat faster, and lands about
as slowly.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..crs.geodesic import inverse
from .mission import Mission

ACCELERATION, CLIMB_ACCELERATION = 2.5, 1.0
"""m/s2, WPNAV_ACCEL and WPNAV_ACCEL_Z"""
CORNER_ACCELERATION = 5.0
"""m/s2, WPNAV_ACCEL_C"""
JERK = 1.0
"""m/s3, WPNAV_JERK"""
RADIUS = 2.0
"""m within which it passes a waypoint, WPNAV_RADIUS"""
UP, DOWN = 2.5, 1.5
"""m/s, WPNAV_SPEED_UP and WPNAV_SPEED_DN"""
SLOW_BELOW, SLOW_LANDING = 10.0, 0.5
"""m above the ground, and m/s below that: LAND_ALT_LOW and LAND_SPEED"""
READY, BEFORE_LANDING = 2.0, 5.0
"""s until the motors lift the drone, and s above home before it lands (RTL_LOIT_TIME)"""
STEPS = 60
"""Beginnings of a turn that are tried at each corner."""


def longer(mission: Mission) -> float:
    """s more than a flight at the planned speeds, without slowing down."""
    course, level = inverse(mission.lon[:-1], mission.lat[:-1], mission.lon[1:], mission.lat[1:])
    rise = np.diff(mission.height)
    return longer_along(level, np.radians(course), rise, mission.speed[1:], mission.hover)


def longer_along(
    level: np.ndarray, course: np.ndarray, rise: np.ndarray, speed: np.ndarray, hover: np.ndarray
) -> float:
    """s more than a flight at the planned speeds, of a sortie with n waypoints, take-off and landing included.

    level, rise: (n - 1,) m of each leg in the plane and in height; course: (n - 1,) radians from the north, clockwise;
    speed: (n - 1,) m/s over ground, of vertical legs the vertical one; hover: (n,) s at each waypoint.
    """
    planned = np.where(level > 0.01, level, np.abs(rise)) / np.maximum(speed, 0.01)
    stays = np.ceil(np.round(hover, 3)).sum() - hover.sum()
    return float(_duration(course, level, rise, speed, hover) + stays - planned.sum())


def _duration(course: np.ndarray, level: np.ndarray, rise: np.ndarray, speed: np.ndarray, hover: np.ndarray) -> float:
    """s of take-off, legs and landing."""
    top, low = abs(float(rise[0])), min(SLOW_BELOW, abs(float(rise[-1])))
    vertical = READY + top / UP + UP / CLIMB_ACCELERATION
    vertical += BEFORE_LANDING + (abs(float(rise[-1])) - low) / DOWN + DOWN / CLIMB_ACCELERATION + low / SLOW_LANDING
    length = np.hypot(level, rise)
    own = np.flatnonzero(length > 0.01)
    own = own[(own > 0) & (own < len(length) - 1)]
    if not len(own):
        return vertical
    unit = np.column_stack((np.sin(course) * level, np.cos(course) * level, rise))[own] / length[own, None]
    legs = _Legs.of(length[own], unit, speed[own])
    stops = np.array([(hover[here + 1 : there + 1] > 0).any() for here, there in pairwise(own)])
    saved = np.where(stops.astype(bool), 0.0, _overlaps(legs))
    return vertical + float(legs.seconds.sum() - saved.sum())


@dataclass(frozen=True)
class _Legs:
    """n legs from rest to rest. unit: (n, 3); limit: m/s that speeds allow; peak: m/s reached; rising: s until then."""

    length: np.ndarray
    unit: np.ndarray
    limit: np.ndarray
    acceleration: np.ndarray
    peak: np.ndarray
    rising: np.ndarray
    seconds: np.ndarray

    @classmethod
    def of(cls, length: np.ndarray, unit: np.ndarray, speed: np.ndarray) -> "_Legs":
        level, steep = np.maximum(np.hypot(unit[:, 0], unit[:, 1]), 1e-9), np.maximum(np.abs(unit[:, 2]), 1e-9)
        limit = np.minimum(np.maximum(speed, 0.1) / level, np.where(unit[:, 2] > 0, UP, DOWN) / steep)
        acceleration = np.minimum(ACCELERATION / level, CLIMB_ACCELERATION / steep)
        peak = limit.copy()
        low, high = np.zeros(len(length)), limit.copy()
        for _ in range(40):  # the greatest speed from which half of the leg is enough to stop
            fits = peak * _rise(peak, acceleration) <= length
            low, high = np.where(fits, peak, low), np.where(fits, high, peak)
            peak = np.where(low == limit, limit, (low + high) / 2)
        rising = _rise(low, acceleration)
        return cls(length, unit, limit, acceleration, low, rising, 2 * rising + (length - low * rising) / low)

    def after(self, legs: slice, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(m, k) metres, m/s and m/s2 of m of the legs, (m, k) s after their beginning, while they speed up. Before
        its end, a leg slows down in the same way."""
        peak, rising = self.peak[legs, None], self.rising[legs, None]
        highest = np.minimum(self.acceleration[legs, None], np.sqrt(peak * JERK))
        ramp = highest / JERK
        first, third = np.minimum(time, ramp), np.maximum(time - (rising - ramp), 0.0)
        second = np.clip(time - ramp, 0.0, rising - 2 * ramp)
        speed = JERK * first**2 / 2 + highest * second
        metres = JERK * first**3 / 6 + JERK * first**2 / 2 * second + highest * second**2 / 2
        metres = metres + speed * third + highest * third**2 / 2 - JERK * third**3 / 6
        return metres, speed + highest * third - JERK * third**2 / 2, JERK * first - JERK * third


def _rise(speed: np.ndarray, acceleration: np.ndarray) -> np.ndarray:
    """s from rest to a speed."""
    highest = np.maximum(np.minimum(acceleration, np.sqrt(speed * JERK)), 1e-12)
    return speed / highest + highest / JERK


def _overlaps(legs: _Legs) -> np.ndarray:
    """(n - 1,) s for which two successive legs are flown at once. 0: the drone stops."""
    before, after = slice(None, -1), slice(1, None)
    longest = np.minimum(legs.rising[before], legs.rising[after])
    seconds = longest[:, None] * np.linspace(1, 1 / STEPS, STEPS)
    left, braking, brake = legs.after(before, seconds / 2)
    gone, gaining, gain = legs.after(after, seconds / 2)
    one, other = legs.unit[before, None, :], legs.unit[after, None, :]
    place = np.linalg.norm(other * gone[..., None] - one * left[..., None], axis=2)
    speed = np.linalg.norm(other * gaining[..., None] + one * braking[..., None], axis=2)
    change = other * gain[..., None] - one * brake[..., None]
    slowest = np.minimum(legs.limit[before], legs.limit[after])[:, None]
    good = (place < RADIUS) & (speed <= slowest + 1e-6) & (np.abs(change[..., 2]) <= CLIMB_ACCELERATION + 1e-6)
    good &= np.hypot(change[..., 0], change[..., 1]) < CORNER_ACCELERATION
    first = good.argmax(axis=1)
    rows = np.arange(len(seconds))
    return np.where(good[rows, first], seconds[rows, first], 0.0)
