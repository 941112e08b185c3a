"""A drone that flies the items of a .plan file as ArduCopter does, for tests. It shares no code with the exporter.

It takes off straight up, flies straight legs to the items at the speed set last, holds for whole seconds, begins the
commands between two waypoints when the first of them is done, and returns to where it took off, at its height, to land.
"""

import json
import math
from dataclasses import dataclass, field

import numpy as np

UP, DOWN = 2.5, 1.5
"""m/s, WPNAV_SPEED_UP and WPNAV_SPEED_DN"""
USUAL_SPEED = 10.0
EARTH = 6_378_100.0


@dataclass
class Flight:
    """east, north: m from home; up: m above home; time: s. Photographs: the places of each. places: what it flew to."""

    track: list[tuple[float, float, float, float]] = field(default_factory=list)
    photographs: list[tuple[float, float]] = field(default_factory=list)
    places: list[tuple[float, float, float]] = field(default_factory=list)
    holds: list[int] = field(default_factory=list)
    speeds: list[float] = field(default_factory=list)

    @property
    def xyz(self) -> np.ndarray:
        return np.array([row[:3] for row in self.track])

    @property
    def duration(self) -> float:
        return self.track[-1][3]


def arm_and_fly(data: bytes, ground=None) -> Flight:
    """Flies a plan. ground: east, north (m) -> m above home, for heights above the terrain. Raises AssertionError where
    the autopilot would not arm, or would not take the mission."""
    plan = json.loads(data)
    items, home = plan["mission"]["items"], plan["mission"]["plannedHomePosition"]
    assert len(items) + 1 <= 650
    assert items[0]["command"] == 22, "Auto: Missing Takeoff Cmd"
    assert items[0]["params"][6] > 0
    inside, outside = fences(plan, home)
    assert sum(len(ring) for ring in inside + outside) <= 70
    flight, here, clock = Flight(), np.zeros(3), 0.0
    flight.track.append((0.0, 0.0, 0.0, 0.0))
    speed, trigger, since = USUAL_SPEED, 0.0, 0.0

    def fly(goal: np.ndarray) -> None:
        nonlocal here, clock, since
        legs = max(1, math.ceil(math.dist(here, goal) / 2.0))
        start = here
        for step in range(1, legs + 1):
            at = start + (goal - start) * step / legs
            level, rise = math.dist(at[:2], here[:2]), at[2] - here[2]
            clock += max(level / speed, rise / UP, -rise / DOWN)
            if trigger:
                since += level
                if since >= trigger:
                    since -= trigger
                    flight.photographs.append((float(at[0]), float(at[1])))
            here = at
            flight.track.append((*map(float, at), clock))

    for item in items:
        command, p, frame = item["command"], item["params"], item["frame"]
        assert len(p) == 7
        assert all(value is not None for index, value in enumerate(p) if index != 3)
        if command == 22:
            assert frame == 3
            fly(np.array([here[0], here[1], p[6]]))  # the position of a take-off is not used
        elif command == 16:
            east, north = metres(home, p[4], p[5])
            up = {3: p[6], 0: p[6] - home[2], 10: None}[frame]
            if up is None:
                up = p[6] + float(ground(np.array([east]), np.array([north]))[0])
            fly(np.array([east, north, up]))
            flight.places.append((p[4], p[5], p[6]))
            flight.speeds.append(speed)
            flight.holds.append(int(p[0]))
            clock += int(p[0])
        elif command == 178:
            assert p[0] == 1
            assert p[1] > 0
            speed = p[1]
        elif command == 206:
            trigger, since = p[0], p[0] if p[2] else 0.0
        elif command == 2000:
            flight.photographs.append((float(here[0]), float(here[1])))
        elif command == 20:
            fly(np.array([0.0, 0.0, here[2]]))
            fly(np.zeros(3))
        elif command == 21:
            east, north = metres(home, p[4], p[5])
            fly(np.array([east, north, here[2]]))
            fly(np.array([east, north, 0.0]))
        else:
            assert command in (201, 205), command
    return flight


def fences(plan: dict, home) -> tuple[list, list]:
    """(areas to stay in, areas to stay out of) as (n, 2) m from home."""
    found = {True: [], False: []}
    for shape in plan["geoFence"]["polygons"]:
        found[shape["inclusion"]].append(np.array([metres(home, *point) for point in shape["polygon"]]))
    return found[True], found[False]


def metres(home, lat: float, lon: float) -> tuple[float, float]:
    """m east and north of home."""
    north = math.radians(lat - home[0]) * EARTH
    return math.radians(lon - home[1]) * EARTH * math.cos(math.radians(home[0])), north
