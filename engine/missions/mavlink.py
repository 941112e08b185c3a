"""A mission as the MAVLink commands that ArduPilot and PX4 fly, which .plan and .waypoints files hold.

Commands and their parameters: MAVLink's common message set. What ArduCopter accepts, and with which parameters, was
tried on a simulated one. Its own item 0 is the home position, so it counts one item more than a file does.
"""

import math
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..errors import UserError
from ..language import tr
from .copter_times import longer
from .mission import ARDUPILOT, FLY, HOVER, PX4, RELATIVE, SEA_LEVEL, TERRAIN, Mission, Options

WAYPOINT, RETURN, LANDING, LAUNCH = 16, 20, 21, 22
CHANGE_SPEED, JUMP = 178, 177
LOOK_AT, GIMBAL, TRIGGER_DISTANCE, PHOTO = 201, 205, 206, 2000
FRAME_SEA_LEVEL, FRAME_NONE, FRAME_RELATIVE, FRAME_TERRAIN = 0, 2, 3, 10
FRAMES = MappingProxyType({RELATIVE: FRAME_RELATIVE, SEA_LEVEL: FRAME_SEA_LEVEL, TERRAIN: FRAME_TERRAIN})
MOUNT_BY_MAVLINK = 2
"""Mode of GIMBAL in which the mission gives the angles."""
GROUND_SPEED, KEEP_THROTTLE = 1, -1

MOST_ITEMS = 649
"""Items in a file, without home: ArduPilot stores 650 with it."""
FENCE_POINTS = MappingProxyType({ARDUPILOT: 70, PX4: 63})
"""Points of all fences together. PX4 keeps the first of its 64 places for itself."""
FENCE_BYTES = 560
"""of ArduCopter's memory for fences (StorageManager). AC_PolyFence_loader needs 5 of them, 2 for each polygon and 8 for
each of its points, and 13 for a circle: so 70 points never fit, but 69 in one polygon do."""
FENCE_ROOM = MappingProxyType({ARDUPILOT: (FENCE_BYTES - 5) / 8, PX4: float(FENCE_POINTS[PX4])})
EACH_FENCE = MappingProxyType({ARDUPILOT: 2 / 8, PX4: 0.0})
"""Room for all polygons together, and what each takes besides its points, both in points."""
MOST_RALLY = MappingProxyType({ARDUPILOT: 46, PX4: 31})
PASSING = 2.0
"""m within which PX4 passes a waypoint, as ArduPilot does. It would cut corners by up to 10 m (NAV_ACC_RAD)."""
LEAST_HEIGHT = 0.01
"""m: ArduPilot takes a height of less than 1 cm for that of the waypoint before."""
SAME_PLACE = 1e-7
"""degrees within which two positions are the same: the resolution of MAVLink."""
STEEPEST = 85.0
"""degrees below the horizon at which a camera looks at a place from a hover. Straight below, the direction to the place
is undefined, and a drone whose gimbal cannot turn would turn about itself."""
EARTH = 111_319.49
"""m of a degree of latitude"""


@dataclass(frozen=True)
class Item:
    """One command. params: 7, None where the autopilot chooses; waypoint: index of the waypoint of the Mission that the
    item flies to, -1 for none."""

    command: int
    frame: int
    params: tuple[float | None, ...]
    waypoint: int = -1

    @property
    def has_position(self) -> bool:
        return self.frame != FRAME_NONE


def items_of(mission: Mission, options: Options) -> list[Item]:
    """The items of a mission. Raises UserError where the autopilot cannot fly it with these heights."""
    if options.autopilot == PX4 and options.heights == TERRAIN:
        raise UserError(
            tr("PX4 takes no heights above the terrain from a mission. Set HEIGHTS to the take-off point or sea level.")
        )
    if options.heights == SEA_LEVEL and not np.isfinite(mission.above_sea).all():
        raise UserError(
            tr("The plan has no heights above sea level, because it was made without TERRAIN. Choose other HEIGHTS.")
        )
    writer = _Writer(mission, options)
    first = 2 if _begins_above_home(mission) else 1
    writer.take_off()
    for waypoint in range(first, len(mission) - 1):
        if not writer.is_there(waypoint):
            writer.fly_to(waypoint)
    writer.land()
    return writer.items


def fits(mission: Mission, options: Options) -> bool:
    """Whether an autopilot stores all items of a mission."""
    return len(items_of(mission, options)) <= MOST_ITEMS


def slower(mission: Mission, options: Options) -> float:
    """s that a mission takes longer than planned."""
    return longer(mission)


def _begins_above_home(mission: Mission) -> bool:
    """Whether the first waypoint after take-off is where the climb ends, and nothing is done there."""
    away = max(abs(mission.lon[1] - mission.home[0]), abs(mission.lat[1] - mission.home[1]))
    return len(mission) > 2 and mission.action[1] == FLY and mission.hover[1] == 0 and away < SAME_PLACE


class _Writer:
    """Adds items, and knows what those before have set."""

    def __init__(self, mission: Mission, options: Options):
        self.mission, self.options, self.items = mission, options, []
        self.speed, self.triggers, self.frame = None, False, FRAMES[options.heights]
        heights = {RELATIVE: mission.height, SEA_LEVEL: mission.above_sea, TERRAIN: mission.above_ground}
        self.height = heights[options.heights]

    def add(self, command: int, *params: float | None, frame: int = FRAME_NONE, waypoint: int = -1) -> None:
        self.items.append(Item(command, frame, (*params, *[0.0] * (7 - len(params))), waypoint))

    def position(self, waypoint: int) -> tuple[float, float]:
        mission = self.mission
        return round(float(mission.lat[waypoint]), 9), round(float(mission.lon[waypoint]), 9)

    def take_off(self) -> None:
        """Take-off straight up, to the height of the first waypoint in the air."""
        lon, lat, _ = self.mission.home
        place = (round(lat, 9), round(lon, 9), round(float(self.mission.height[1]), 3))
        self.add(LAUNCH, 0.0, 0.0, 0.0, None, *place, frame=FRAME_RELATIVE, waypoint=1)
        self.point()

    def point(self) -> None:
        """The camera at its pitch, as long as nothing else is said."""
        if self.mission.camera.pitch is not None:
            self.add(GIMBAL, float(self.mission.camera.pitch), 0.0, 0.0, 0.0, 0.0, 0.0, float(MOUNT_BY_MAVLINK))

    def is_there(self, waypoint: int) -> bool:
        """Whether a waypoint only repeats the place of the one before. ArduPilot is done with such a leg at once, and
        then skips the commands without a position that stand before it."""
        mission, before = self.mission, waypoint - 1
        away = max(abs(mission.lon[waypoint] - mission.lon[before]), abs(mission.lat[waypoint] - mission.lat[before]))
        same = away < SAME_PLACE and abs(self.height[waypoint] - self.height[before]) < LEAST_HEIGHT
        return bool(same) and mission.hover[waypoint] == 0 and mission.action[waypoint] != HOVER

    def fly_to(self, waypoint: int) -> None:
        mission = self.mission
        trigger = mission.camera.trigger
        triggers = trigger is not None and _serves_along(mission.action[waypoint])
        if triggers != self.triggers:
            self.triggers = triggers
            self.add(TRIGGER_DISTANCE, round(float(trigger), 2) if triggers else 0.0, 0.0, float(triggers))
        self.set_speed(waypoint)
        hovers = mission.action[waypoint] == HOVER
        looks = hovers and mission.camera.pitch is not None and self.options.autopilot == ARDUPILOT
        if looks:
            self.add(LOOK_AT, 0.0, 0.0, 0.0, 0.0, *self.place_to_see(waypoint), frame=FRAME_RELATIVE)
        stay = float(mission.hover[waypoint])
        stay = math.ceil(stay) if self.options.autopilot == ARDUPILOT else stay  # ArduPilot stores whole seconds
        height = round(float(self.height[waypoint]), 3)
        if abs(height) < LEAST_HEIGHT:
            height = math.copysign(LEAST_HEIGHT, height)
        place = (*self.position(waypoint), height)
        passing = PASSING if self.options.autopilot == PX4 else 0.0
        self.add(WAYPOINT, float(stay), passing, 0.0, None, *place, frame=self.frame, waypoint=waypoint)
        if hovers and trigger is not None:
            self.add(PHOTO, 0.0, 0.0, 1.0)
        if looks:
            self.add(LOOK_AT, frame=FRAME_RELATIVE)
            self.point()

    def set_speed(self, waypoint: int) -> None:
        """The speed on the way to a waypoint; a vertical way has the autopilot's."""
        mission = self.mission
        away = np.hypot(*_metres(mission, waypoint - 1, waypoint))
        speed = round(float(mission.speed[waypoint]), 2)
        if away > 0.01 and speed > 0 and speed != self.speed:
            self.speed = speed
            self.add(CHANGE_SPEED, float(GROUND_SPEED), speed, float(KEEP_THROTTLE))

    def place_to_see(self, waypoint: int) -> tuple[float, float, float]:
        """The place on the ground that the camera looks at from a hover, in the direction of flight: latitude,
        longitude, m above the take-off point."""
        mission = self.mission
        below = float(np.clip(-mission.camera.pitch, 5.0, STEEPEST))
        before = next((at for at in range(waypoint - 1, -1, -1) if np.hypot(*_metres(mission, at, waypoint)) > 1), 0)
        east, north = _metres(mission, before, waypoint)
        length = np.hypot(east, north)
        east, north = (0.0, 1.0) if length == 0 else (east / length, north / length)
        ahead = float(mission.above_ground[waypoint]) / math.tan(math.radians(below))
        lat, lon = self.position(waypoint)
        lat_ahead = lat + north * ahead / EARTH
        lon_ahead = lon + east * ahead / (EARTH * max(math.cos(math.radians(lat)), 1e-6))
        ground = float(mission.height[waypoint] - mission.above_ground[waypoint])
        return round(lat_ahead, 7), round((lon_ahead + 180) % 360 - 180, 7), round(ground, 2)

    def land(self) -> None:
        """The end of the planned way, above the launch site: a return. A landing elsewhere is told its place; one at
        home as well, if there are rally points, because a return may end at one of these."""
        if self.triggers:
            self.add(TRIGGER_DISTANCE)
        if not self.mission.rally and np.hypot(*_metres(self.mission, 0, -1)) <= 1.0:
            self.add(RETURN)
        else:
            self.add(LANDING, 0.0, 0.0, 0.0, None, *self.position(-1), 0.0, frame=FRAME_RELATIVE, waypoint=-1)


def _serves_along(action: str) -> bool:
    """Whether a line is followed or an area swept on the leg to a waypoint."""
    return action.removesuffix("_end") in ("follow", "sweep")


def _metres(mission: Mission, start: int, end: int) -> tuple[float, float]:
    """m east and north from one waypoint to another, about."""
    north = (mission.lat[end] - mission.lat[start]) * EARTH
    east = (mission.lon[end] - mission.lon[start] + 180) % 360 - 180
    return east * EARTH * math.cos(math.radians(mission.lat[end])), north
