"""A mission with everything that a format may hold: climb, a leg with a waypoint on a slope, a stop, a sweep with
photographs, a followed line, the way back and the landing."""

from dataclasses import replace

import numpy as np

from blindspot.engine.missions.mission import Camera, Mission, Options

HOME = (-1.2921, 36.8219, 1661.0)
"""Latitude, longitude, m above sea level."""
START = 1_780_000_000.0
M3T = Options(aircraft="M3T")
ROWS = [
    # action, m east, m north, m above the take-off point, ground above the take-off point, hover s, m/s to it
    ("takeoff", 0, 0, 0, 0, 0, 0),
    ("fly", 0, 0, 60, 0, 0, 3),
    ("fly", 150, 40, 65, 5, 0, 12),
    ("fly", 300, 80, 72, 12, 0, 12),
    ("hover", 420, 150, 75, 15, 95.5, 12),
    ("sweep_start", 600, 150, 70, 10, 0, 12),
    ("sweep", 600, 300, 70, 10, 0, 8),
    ("sweep", 640, 300, 70, 10, 0, 8),
    ("sweep_end", 640, 150, 70, 10, 0, 8),
    ("follow_start", 500, -100, 61, 1, 0, 12),
    ("follow", 400, -120, 61, 1, 0, 8),
    ("follow_end", 300, -100, 61, 1, 0, 8),
    ("fly", 0, 0, 60, 0, 0, 12),
    ("land", 0, 0, 0, 0, 0, 2.5),
]


def flown_mission(terrain: bool = True, **changes) -> Mission:
    """The mission; terrain: whether heights above sea level are known. changes: fields of Mission."""
    east, north, height, ground, hover, speed = np.array([row[1:] for row in ROWS], float).T
    sea = HOME[2] + height if terrain else np.full(len(ROWS), np.nan)
    mission = Mission(
        "drone-1-sortie-2-depot",
        1,
        2,
        "Depot & co <north>",
        1,
        1,
        (HOME[1], HOME[0], HOME[2] if terrain else np.nan),
        tuple(row[0] for row in ROWS),
        HOME[1] + east / 111_320,
        HOME[0] + north / 110_570,
        height,
        height - ground,
        sea,
        hover,
        speed,
        tuple("Market <3>" if row[0] == "hover" else None for row in ROWS),
        start=START,
        return_height=95.0,
        camera=Camera(pitch=-80.0, trigger=12.5),
        description="Plan of the night -- <test> & \u00fc, exported although it breaks rules",
    )
    return replace(mission, **changes)
