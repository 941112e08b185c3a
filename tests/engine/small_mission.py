"""A small mission with everything in it: climbs, hovers, a followed line, a sweep, fences and rally points."""

from dataclasses import replace

import numpy as np

from blindspot.engine.missions.mission import Camera, Fence, Mission, Options, Rally

LON, LAT, SEA = 8.54561, 47.39775, 488.5
NEAR = 1 / 111_319.49
ACTIONS = (
    *("takeoff", "fly", "fly", "hover", "follow_start", "follow", "follow_end", "fly", "sweep_start", "sweep", "sweep"),
    *("sweep_end", "hover", "fly", "land"),
)
EAST = np.array([0, 0, 80, 120, 150, 200, 260, 260, 200, 120, 120, 200, 60, 0, 0.0])
NORTH = np.array([0, 0, 10, 40, 60, 60, 90, 140, 160, 160, 190, 190, 120, 0, 0.0])
GROUND = np.array([0, 0, 5.25, 9, 11, 14, 8, 3, 1, 0, -2, -4, -1, 0, 0.0])
"""m above the take-off point"""


def degrees(east, north) -> tuple[np.ndarray, np.ndarray]:
    return LON + np.asarray(east) * NEAR / np.cos(np.radians(LAT)), LAT + np.asarray(north) * NEAR


def fence(places, inclusion: bool, radius: float | None = None) -> Fence:
    return Fence(np.column_stack(degrees(*np.array(places, float).T)), inclusion, radius)


def small_mission(**changes) -> Mission:
    lon, lat = degrees(EAST, NORTH)
    above = np.array([0.0, *[60.0] * (len(EAST) - 2), 0.0])
    height = GROUND + above
    hover = np.where(np.array(ACTIONS) == "hover", 60.0, 0.0)
    rally_lon, rally_lat = degrees(40.0, 40.0)
    mission = Mission(
        name="drone-01-sortie-01-Base",
        drone=1,
        sortie=1,
        launch_site="Base",
        part=1,
        parts=1,
        home=(float(lon[0]), float(lat[0]), SEA),
        action=ACTIONS,
        lon=lon,
        lat=lat,
        height=height,
        above_ground=above,
        above_sea=height + SEA,
        hover=hover,
        speed=np.array([0, 3, 10, 10, 9.5, 10, 10, 7.25, 10, 10, 10, 10, 10, 10, 2.0]),
        spot=(None,) * len(ACTIONS),
        return_height=80.0,
        camera=Camera(-90.0, 12.5, "camera"),
        fences=(
            fence([(-100, -100), (400, -100), (400, 300), (-100, 300)], True),
            fence([(300, 0), (350, 0), (350, 50), (300, 50)], False),
            fence([(20, 220)], False, 30.0),
        ),
        rally=(Rally(float(rally_lon), float(rally_lat), 80.0),),
        description="Blindspot test",
    )
    return replace(mission, **changes)


ARDUPILOT, PX4 = Options("ArduPilot"), Options("PX4")
