"""A second simulated drone for tests: the mission and the waypoint controller of ArduCopter 4.x with its defaults.

It reads the JSON of a .plan file and nothing else. Unlike in copter.py, legs are flown with limits to speed,
acceleration and jerk; corners are blended as ArduPilot's S-curves do, which pass a waypoint within WPNAV_RADIUS;
commands without a position are run one a cycle, as AP_Mission runs them, so those behind a leg of no length are lost; a
height of 0 means the height of the waypoint before; a return to launch waits, lands slowly, and may end at a rally
point; and fences have to fit into the autopilot's memory.

Sources: ArduPilot's AP_Mission.cpp, mode_auto.cpp, mode_rtl.cpp, SCurve.cpp, AC_WPNav.h, AC_PolyFence_loader.cpp,
StorageManager.cpp.
"""

import json
import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely

SPEED, UP, DOWN, RADIUS = 10.0, 2.5, 1.5, 2.0
ACCELERATION, CLIMB_ACCELERATION, CORNER, JERK = 2.5, 1.0, 5.0, 1.0
LAND_SLOWLY_BELOW, LAND_SPEED, LOITER_AT_HOME, SPOOL_UP = 10.0, 0.5, 5.0, 2.0
CYCLE = 0.05
"""s between two points of the track"""
FENCE_BYTES = 560
EARTH = 6_378_100.0


@dataclass
class Flown:
    """track: (n, 4) m east, north and up of home, s; reached: items of waypoints with the index of the track where each
    was passed; roi: whether there was a region of interest, speeds, triggers: on the way to each waypoint;
    photographs: how many were taken from hovers."""

    track: np.ndarray
    reached: list[tuple[dict, int]]
    roi: list[bool] = field(default_factory=list)
    speeds: list[float] = field(default_factory=list)
    triggers: list[float] = field(default_factory=list)
    photographs: int = 0

    @property
    def duration(self) -> float:
        return float(self.track[-1, 3])


class Leg:
    """A straight leg from rest to rest, limited in speed, acceleration and jerk."""

    def __init__(self, start: np.ndarray, end: np.ndarray, speed: float):
        self.start, self.end = start, end
        self.length = float(np.linalg.norm(end - start))
        self.unit = (end - start) / self.length if self.length else np.zeros(3)
        level, rise = float(np.hypot(*self.unit[:2])), float(self.unit[2])
        vertical = UP if rise > 0 else DOWN
        self.limit = min(speed / max(level, 1e-9), vertical / max(abs(rise), 1e-9))
        self.acceleration = min(ACCELERATION / max(level, 1e-9), CLIMB_ACCELERATION / max(abs(rise), 1e-9))
        self.peak = self.limit
        if self.ramp(self.peak)[1] > self.length / 2:
            low, high = 0.0, self.peak
            for _ in range(60):
                middle = (low + high) / 2
                low, high = (middle, high) if self.ramp(middle)[1] <= self.length / 2 else (low, middle)
            self.peak = low
        self.rising, self.ground = self.ramp(self.peak)
        cruise = (self.length - 2 * self.ground) / self.peak if self.peak > 0 else 0.0
        self.duration = 2 * self.rising + cruise

    def ramp(self, speed: float) -> tuple[float, float]:
        """s and m from rest to a speed."""
        highest = min(self.acceleration, math.sqrt(speed * JERK))
        seconds = speed / highest + highest / JERK if highest > 0 else 0.0
        return seconds, speed * seconds / 2

    def state(self, time: float) -> tuple[float, float, float]:
        """m, m/s and m/s2 along the leg after a time."""
        time = min(max(time, 0.0), self.duration)
        if time > self.duration / 2:
            metres, speed, acceleration = self.state(self.duration - time)
            return self.length - metres, speed, -acceleration
        if time >= self.rising:
            return self.ground + self.peak * (time - self.rising), self.peak, 0.0
        highest = min(self.acceleration, math.sqrt(self.peak * JERK))
        ramp = highest / JERK
        first = min(time, ramp)
        metres, speed, acceleration = JERK * first**3 / 6, JERK * first**2 / 2, JERK * first
        second = min(max(time - ramp, 0.0), self.rising - 2 * ramp)
        metres, speed = metres + speed * second + acceleration * second**2 / 2, speed + acceleration * second
        third = max(time - (self.rising - ramp), 0.0)
        metres += speed * third + acceleration * third**2 / 2 - JERK * third**3 / 6
        return metres, speed + acceleration * third - JERK * third**2 / 2, acceleration - JERK * third


def overlap(leg: Leg, following: Leg) -> float:
    """s before the end of a leg at which the next one is begun: as early as the corner stays within the radius, the
    speed and the acceleration. 0: the drone stops."""
    longest = min(leg.rising, following.rising)
    for seconds in np.arange(longest, 0, -CYCLE / 2):
        before, speed, braking = leg.state(leg.duration - seconds / 2)
        after, next_speed, gaining = following.state(seconds / 2)
        place = leg.unit * (before - leg.length) + following.unit * after
        velocity = leg.unit * speed + following.unit * next_speed
        acceleration = leg.unit * braking + following.unit * gaining
        slow = np.linalg.norm(velocity) <= min(leg.limit, following.limit) + 1e-6
        gentle = np.hypot(*acceleration[:2]) < CORNER and abs(acceleration[2]) < CLIMB_ACCELERATION + 1e-6
        if np.linalg.norm(place) < RADIUS and slow and gentle:
            return float(seconds)
    return 0.0


class Autopilot:
    def __init__(self, data: bytes, ground=None, includes_home: bool = True):
        self.plan, self.ground, self.includes_home = json.loads(data), ground, includes_home
        self.home = self.plan["mission"]["plannedHomePosition"]
        self.rally = [(*self.metres(lat, lon), up) for lat, lon, up in self.plan["rallyPoints"]["points"]]
        self.points, self.clock = [(0.0, 0.0, 0.0, 0.0)], 0.0
        self.found = Flown(np.zeros((0, 4)), [])
        self.speed, self.trigger, self.roi = SPEED, 0.0, False

    def metres(self, lat: float, lon: float) -> tuple[float, float]:
        north = math.radians(lat - self.home[0]) * EARTH
        return math.radians(lon - self.home[1]) * EARTH * math.cos(math.radians(self.home[0])), north

    def uploaded(self) -> None:
        """Raises AssertionError where ArduPilot refuses the mission, its fences or rally points."""
        items = self.plan["mission"]["items"]
        assert len(items) + 1 <= 650
        for item in items:
            assert item["command"] in (16, 20, 21, 22, 178, 201, 205, 206, 2000), item["command"]
            assert item["frame"] in ((0, 3, 10) if item["command"] in (16, 21, 22, 201) else (2,))
            may = {3} if item["command"] in (16, 21, 22) else set()
            assert all(value is not None or index in may for index, value in enumerate(item["params"]))
        polygons, circles = self.plan["geoFence"]["polygons"], self.plan["geoFence"]["circles"]
        points = sum(len(one["polygon"]) for one in polygons) + len(circles)
        size = 4 + sum(2 + 8 * len(one["polygon"]) for one in polygons) + 13 * len(circles) + 1
        assert points <= 70
        assert size <= FENCE_BYTES, "Fence exceeds storage size"
        assert len(self.rally) <= 46

    def armed(self) -> None:
        """Raises AssertionError where it does not arm, or does not start."""
        navigation = [item for item in self.plan["mission"]["items"] if item["command"] < 96]
        assert navigation[0]["command"] == 22, "Auto: Missing Takeoff Cmd"
        assert self.breaches(np.zeros((1, 2))) == 0.0, "vehicle outside of a fence"

    def breaches(self, xy: np.ndarray) -> float:
        """m by which places are beyond the fences, 0 for none."""
        worst, places = 0.0, shapely.points(xy)
        for one in self.plan["geoFence"]["polygons"]:
            area = shapely.Polygon([self.metres(*point) for point in one["polygon"]])
            edge, inside = shapely.distance(area.exterior, places), shapely.contains(area, places)
            wrong = inside != one["inclusion"]
            worst = max(worst, float(edge[wrong].max(initial=0.0)))
        return worst

    def flown(self) -> Flown:
        self.uploaded()
        self.armed()
        items = self.plan["mission"]["items"]
        navigation = [index for index, item in enumerate(items) if item["command"] < 96]
        here, legs = np.zeros(3), []
        goals = self.goals([items[index] for index in navigation])
        for number, index in enumerate(navigation):
            item, goal = items[index], goals[number]
            begin = navigation[number - 1] + 1 if number else 0
            if item["command"] == 22:
                self.clock += SPOOL_UP
                self.vertical(here, goal[2], UP)
                here = np.array([0.0, 0.0, goal[2]])
                continue
            length = 0.0 if goal is None else float(np.linalg.norm(goal - here))
            idle = item["command"] == 16 and length < 1e-3 and not int(item["params"][0])
            self.run(items[begin:index], 1 if idle else None)
            if item["command"] == 16:
                legs.append((Leg(here, goal, self.speed), item))
                self.found.speeds.append(self.speed)
                self.found.triggers.append(self.trigger)
                self.found.roi.append(self.roi)
                here = goal
                behind = items[navigation[number + 1]]["command"] if number + 1 < len(navigation) else None
                if int(item["params"][0]) or behind != 16:
                    self.fly(legs)
                    legs = []
            else:
                self.end(here, item, goal)
        self.found.track = np.array(self.points)
        return self.found

    def goals(self, items: list[dict]) -> list:
        goals, height = [], 0.0
        for item in items:
            p, frame = item["params"], item["frame"]
            if item["command"] not in (16, 21, 22):
                goals.append(None)
                continue
            east, north = self.metres(p[4], p[5])
            up = {0: p[6] - self.home[2], 3: p[6], 10: p[6]}[frame]
            if int(p[6] * 100) == 0:
                up = height
            elif frame == 10:
                up += float(self.ground(np.array([east]), np.array([north]))[0])
            height = up
            goals.append(np.array([east, north, up]))
        return goals

    def run(self, commands: list[dict], most: int | None) -> None:
        for item in commands[:most]:
            p = item["params"]
            if item["command"] == 178 and p[0] in (0, 1) and p[1] >= 0.2:
                self.speed = p[1]
            elif item["command"] == 201:
                self.roi = any(p[4:7])
            elif item["command"] == 206:
                self.trigger = p[0]
            elif item["command"] == 2000:
                self.found.photographs += 1

    def add(self, place: np.ndarray) -> None:
        self.points.append((*map(float, place), self.clock))

    def vertical(self, here: np.ndarray, height: float, speed: float) -> None:
        self.clock += abs(height - here[2]) / speed + speed / CLIMB_ACCELERATION
        self.add(np.array([here[0], here[1], height]))

    def fly(self, legs: list) -> None:
        """Legs without a stop between them, and the stay at the end."""
        overlaps = [overlap(one[0], other[0]) for one, other in pairwise(legs)]
        starts, time = [], 0.0
        for (leg, _), early in zip(legs, [*overlaps, 0.0], strict=True):
            starts.append(time)
            time += leg.duration - early
        first, begin = 0, legs[0][0].start
        for now in np.append(np.arange(CYCLE, time, CYCLE), time):
            while first < len(legs) - 1 and now >= starts[first] + legs[first][0].duration:
                begin, first = legs[first][0].end, first + 1
            place = begin.copy()
            for at in range(first, min(first + 2, len(legs))):
                if now >= starts[at]:
                    place = place + legs[at][0].unit * legs[at][0].state(now - starts[at])[0]
            self.points.append((*map(float, place), self.clock + float(now)))
        for (leg, item), start, early in zip(legs, starts, [*overlaps, 0.0], strict=True):
            passed = self.clock + start + leg.duration - early / 2
            at = int(np.searchsorted([point[3] for point in self.points], passed))
            self.found.reached.append((item, min(at, len(self.points) - 1)))
        self.clock += time + int(legs[-1][1]["params"][0])
        self.add(legs[-1][0].end)

    def end(self, here: np.ndarray, item: dict, goal) -> None:
        """Return to launch, or landing at a place."""
        if item["command"] == 20:
            places = [*self.rally, *([(0.0, 0.0, 0.0)] if self.includes_home or not self.rally else [])]
            goal = np.array(min(places, key=lambda place: math.dist(place[:2], here[:2])))
        if math.dist(goal[:2], here[:2]) > 0:
            self.fly([(Leg(here, np.array([*goal[:2], here[2]]), self.speed), {"params": [0.0]})])
            self.found.reached.pop()
        self.clock += LOITER_AT_HOME if item["command"] == 20 else 0.0
        low = min(LAND_SLOWLY_BELOW, here[2])
        self.vertical(np.array([*goal[:2], here[2]]), low, DOWN)
        self.clock += low / LAND_SPEED
        self.add(np.array([*goal[:2], 0.0]))
