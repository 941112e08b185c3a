"""The time that a multicopter loses where it turns, stops, takes off and lands.

The aircraft model flies all legs at constant speed. An autopilot slows down at corners, and lands slowly. The figures
here are those of ArduCopter's waypoint controller with its usual settings, in round figures: from rest to a speed v it
takes v / a + a / jerk seconds, half of which are lost, and half of as much again when it stops.
"""

import numpy as np

ACCELERATION, JERK = 2.5, 1.0
"""m/s2 and m/s3"""
SAVED = 3.1
"""s that it loses less at a corner than at a stop, because the next leg begins before the first one ends"""
UP, DOWN = 2.5, 1.5
"""m/s"""
SLOW_BELOW, SLOW_LANDING = 10.0, 0.5
"""m above ground, and m/s below that"""
BENDING = 1.0
"""s lost for each m/s by which the vertical speed changes along a leg, measured over hills with slopes of up to 40 %"""
STANDING = 12.0
"""s until it lifts off, above the launch site before it lands, and to speed up and slow down vertically, rounded up"""


def stop_loss(speed: float) -> float:
    """s lost where a drone stops and flies on at `speed` m/s."""
    return speed / ACCELERATION + min(ACCELERATION, speed) / JERK


def corner_loss(speed: float) -> float:
    """s lost at a corner that a drone passes at `speed` m/s on both sides, at most."""
    return max(stop_loss(speed) - SAVED, 0.0)


def landing_loss(altitude: float, climb: float, descent: float, speed: float) -> float:
    """s for take-off and landing beyond a climb to `altitude` m at `climb` m/s and a descent at `descent` m/s, and to
    speed up after the one and slow down before the other."""
    low = min(altitude, SLOW_BELOW)
    flown = STANDING + altitude / UP + (altitude - low) / DOWN + low / SLOW_LANDING
    return max(flown - altitude / climb - altitude / descent, 0.0) + stop_loss(speed)


def hill_loss(seconds: np.ndarray, rises: np.ndarray) -> np.ndarray:
    """(n,) s lost along n legs that follow the ground: (n, k) s and m of their stretches."""
    slower = np.maximum(np.maximum(rises / UP, -rises / DOWN) - seconds, 0.0).sum(axis=1)
    vertical = rises / np.where(seconds > 0, seconds, np.inf)
    ends = (np.abs(vertical[:, 0]) + np.abs(vertical[:, -1])) / 2
    return slower + BENDING * (np.abs(np.diff(vertical, axis=1)).sum(axis=1) + ends)
