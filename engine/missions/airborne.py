"""What a mission is between the climb from and the descent to the launch site, for formats whose aircraft take off and
land on their own; and when a mission is where."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..crs.geodesic import ground_length, inverse
from .mission import LAND, TAKEOFF, Mission

GROUND = 1.2
"""m above the take-off point below which a drone hasn't taken off: the least safe take-off height of DJI."""
AT_HOME = 0.5
"""m between two positions one of which counts as above the other."""
BRAKING = 2.5
"""m/s2 with which a drone brakes for a waypoint and sets off again."""
PASSES = ("follow_start", "follow", "follow_end", "sweep_start", "sweep", "sweep_end")
STARTS = ("follow_start", "sweep_start")


@dataclass(frozen=True)
class Airborne:
    """m waypoints in the air, in the order flown, no two in a row at the same place."""

    lon: np.ndarray
    lat: np.ndarray
    """(m,) degrees"""
    height: np.ndarray
    """(m,) m above the take-off point"""
    above_ground: np.ndarray
    """(m,) m"""
    hover: np.ndarray
    """(m,) s"""
    speed: np.ndarray
    """(m,) m/s on the leg from the waypoint to the next one; for the last one as on the leg before"""
    photographs: np.ndarray
    """(m,) whether photographs are taken on the leg from the waypoint to the next one"""

    def __len__(self) -> int:
        return len(self.lon)

    @property
    def leg(self) -> np.ndarray:
        """(m - 1,) m along each leg, climb included."""
        return np.hypot(ground_length(self.lon, self.lat), np.diff(self.height))

    @property
    def heading(self) -> np.ndarray:
        """(m,) degrees from north, 0 to 360, of the leg from the waypoint to the next one; that of the leg before where
        there is none, or it is vertical."""
        if len(self) < 2:
            return np.zeros(len(self))
        course, length = inverse(*self._legs)
        moving = np.maximum.accumulate(np.where(length > AT_HOME, np.arange(len(course)), -1))
        first = int(np.argmax(moving >= 0)) if (moving >= 0).any() else 0
        index = np.append(np.where(moving < 0, first, moving), max(moving[-1], first))
        return course[index] % 360

    def stopping(self, stops: np.ndarray) -> float:
        """s that braking and setting off take longer than to fly on. stops: (m,) whether the drone stops there. At
        both ends, and where it hovers, it stops in the plan too."""
        planned = (self.hover > 0) | (np.arange(len(self)) == 0) | (np.arange(len(self)) == len(self) - 1)
        before = np.concatenate((self.speed[:1], self.speed[:-1]))
        return float(((before + self.speed) / (2 * BRAKING))[stops & ~planned].sum())

    @property
    def turn(self) -> np.ndarray:
        """(m,) radians between the leg to the waypoint and the leg from it, in space; NaN at both ends."""
        if len(self) < 3:
            return np.full(len(self), np.nan)
        course, length = inverse(*self._legs)
        course = np.radians(course)
        step = np.column_stack((length * np.sin(course), length * np.cos(course), np.diff(self.height)))
        way = step / np.maximum(np.linalg.norm(step, axis=1), 1e-9)[:, None]
        cosine = np.clip((way[:-1] * way[1:]).sum(axis=1), -1, 1)
        return np.concatenate(([np.nan], np.arccos(cosine), [np.nan]))

    @property
    def _legs(self) -> tuple[np.ndarray, ...]:
        return self.lon[:-1], self.lat[:-1], self.lon[1:], self.lat[1:]

    @property
    def passes(self) -> list[tuple[int, int]]:
        """First and last waypoint of each run of legs along which photographs are taken."""
        edges = np.diff(self.photographs.astype(int), prepend=0, append=0)
        return list(zip(np.flatnonzero(edges > 0).tolist(), np.flatnonzero(edges < 0).tolist(), strict=True))

    @property
    def seconds(self) -> float:
        """s from the first waypoint to the last one, without the time to stop and to set off at each."""
        return float((self.leg / self.speed[:-1]).sum() + self.hover.sum())


def airborne(mission: Mission, apart: float, longest: float = np.inf, slowest: float = 0.0) -> Airborne:
    """The waypoints of a mission in the air. apart: m between successive waypoints that the format demands: what is
    nearer to the one before is one waypoint with it, and is hovered at for both their times. longest: m, a longer leg
    is divided evenly. slowest: m/s, the least speed that the format has."""
    rows = _in_the_air(mission)
    action = [mission.action[row] for row in rows]
    columns = (mission.lon, mission.lat, mission.height, mission.above_ground, mission.hover, mission.speed)
    lon, lat, height, above, hover, speed = (np.asarray(column, float)[rows] for column in columns)
    if action and action[-1] == LAND:  # over the landing site, at the height of the waypoint before
        height[-1], above[-1] = (height[-2], above[-2]) if len(rows) > 1 else (height[-1], above[-1])
        speed[-1] = speed[-2] if len(rows) > 1 else speed[-1]
    photographed = np.array(
        [here in PASSES and before in PASSES and here not in STARTS for before, here in pairwise(action)], bool
    )
    group = _groups(lon, lat, height, apart)
    firsts = np.flatnonzero(np.diff(group, prepend=-1))
    waits = np.zeros(len(firsts))
    np.add.at(waits, group, hover)
    leaves = np.append(firsts[1:], 0)  # the leg from a waypoint leads to the first row of the next one
    photographs = np.append(photographed[firsts[1:] - 1], False) if len(firsts) else np.zeros(0, bool)
    fast = np.maximum(speed[leaves], slowest)
    if len(firsts) > 1:
        fast[-1] = fast[-2]
    made = Airborne(lon[firsts], lat[firsts], height[firsts], above[firsts], waits, fast, photographs)
    return _divided(made, longest)


def arrivals(mission: Mission) -> np.ndarray:
    """(n,) s from take-off at which a mission reaches each waypoint, from its speeds and hovers."""
    along = ground_length(mission.lon, mission.lat)
    climb = np.abs(np.diff(mission.height))
    speed = np.asarray(mission.speed, float)[1:]
    length = np.where(along > AT_HOME, along, np.hypot(along, climb))
    seconds = np.divide(length, speed, out=np.zeros(len(length)), where=speed > 0)
    return np.concatenate(([0.0], np.cumsum(seconds + np.asarray(mission.hover, float)[:-1])))


def _in_the_air(mission: Mission) -> np.ndarray:
    """The rows of a mission that are flown: without a take-off from the ground where the next row is above it, and
    without a landing where the row before is above it."""
    rows = np.arange(len(mission))
    over = ground_length(mission.lon, mission.lat) <= AT_HOME
    if len(rows) > 1 and mission.action[0] == TAKEOFF and mission.height[0] < GROUND and over[0]:
        rows = rows[1:]
    if len(rows) > 1 and mission.action[-1] == LAND and over[-1]:
        rows = rows[:-1]
    return rows


def _groups(lon: np.ndarray, lat: np.ndarray, height: np.ndarray, apart: float) -> np.ndarray:
    """(k,) the waypoint, counted from 0, that each row belongs to."""
    step = np.hypot(ground_length(lon, lat), np.diff(height)) if len(lon) else np.zeros(0)
    group = np.zeros(len(lon), int)
    first = 0
    for row in range(1, len(lon)):
        away = step[row - 1] if first == row - 1 else _away(lon[[first, row]], lat[[first, row]], height[[first, row]])
        group[row] = group[row - 1] + (away >= apart)
        first = row if away >= apart else first
    return group


def _away(lon: np.ndarray, lat: np.ndarray, height: np.ndarray) -> float:
    return float(np.hypot(ground_length(lon, lat), np.diff(height))[0])


def _divided(made: Airborne, longest: float) -> Airborne:
    """The same with legs of at most `longest` m."""
    if len(made) < 2 or not (made.leg > longest).any():
        return made
    pieces = np.append(np.ceil(made.leg / longest).astype(int).clip(1), 1)
    index = np.repeat(np.arange(len(made)), pieces)
    step = np.arange(len(index)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    position = index + step / pieces[index]
    whole = np.arange(len(made))
    along = (np.interp(position, whole, column) for column in (made.lon, made.lat, made.height, made.above_ground))
    return Airborne(*along, np.where(step == 0, made.hover[index], 0.0), made.speed[index], made.photographs[index])
