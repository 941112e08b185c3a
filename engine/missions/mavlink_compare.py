"""Whether the items of a file fly a mission: each position, height, stay, speed and photograph, in order.

It interprets the items as an autopilot does, and shares nothing with what wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..language import tr
from .mavlink_check import Row
from .mission import HOVER, RELATIVE, SEA_LEVEL, TERRAIN, Fault, Fence, Mission, Options, Rally

DEGREES, METRES, SECONDS, SPEED = 1e-7, 0.01, 1.0, 0.011
"""How exact a file is: 1e-7 degrees, 1 cm, whole seconds of ArduPilot, which are rounded up, 1 cm/s."""
FRAME_OF = MappingProxyType({RELATIVE: 3, SEA_LEVEL: 0, TERRAIN: 10})


@dataclass(frozen=True)
class Flown:
    """One place that the drone flies to. speed: m/s, None as long as none is set; triggers: m between photographs on
    the way there, 0 for none; photos: taken there, before the next place."""

    where: str
    command: int
    frame: int
    lat: float
    lon: float
    height: float
    stay: float
    speed: float | None
    triggers: float
    photos: int


def flown_by(rows: Sequence[Row]) -> tuple[list[Flown], str]:
    """(the places in the order flown, how it ends: return, land or nothing)."""
    flown, speed, triggers, ends = [], None, 0.0, "nothing"
    for row in rows:
        p = [0.0 if value is None else value for value in row.params]
        if row.command == 178 and p[0] in (0, 1) and p[1] > 0:
            speed = p[1]
        elif row.command == 206:
            triggers = p[0]
        elif row.command == 2000 and flown:
            flown[-1] = Flown(**{**vars(flown[-1]), "photos": flown[-1].photos + 1})
        elif row.command in (16, 22):
            flown.append(Flown(row.where, row.command, row.frame, p[4], p[5], p[6], p[0], speed, triggers, 0))
        elif row.command == 21:
            flown.append(Flown(row.where, 21, row.frame, p[4], p[5], p[6], 0.0, speed, triggers, 0))
            ends = "land"
        elif row.command == 20:
            ends = "return"
    return flown, ends


def compare_mission(rows: Sequence[Row], mission: Mission, options: Options) -> list[Fault]:
    """Where the file flies something else than the mission."""
    flown, ends = flown_by(rows)
    if not rows or rows[0].command != 22:
        return [Fault("", tr("it does not begin with a take-off."))]
    if ends == "nothing" or rows[-1].command not in (20, 21):
        return [Fault("", tr("it does not end with a return or a landing."))]
    if ends == "land":
        landing = flown.pop()
        if _off(landing, mission, -1) > DEGREES:
            return [Fault(landing.where, tr("it lands elsewhere than planned."))]
    first, *rest = flown
    faults = []
    switched = [row for row in rows if row.command == 206]
    if switched and switched[-1].params[0]:
        faults.append(Fault(switched[-1].where, tr("the camera is never switched off again.")))
    if max(abs(first.lat - mission.home[1]), abs(first.lon - mission.home[0])) > DEGREES:
        faults.append(Fault(first.where, tr("it takes off elsewhere than planned.")))
    if first.frame != 3 or abs(first.height - mission.height[1]) > METRES:
        faults.append(Fault(first.where, tr("it does not climb to the first height that is planned.")))
    heights = {RELATIVE: mission.height, SEA_LEVEL: mission.above_sea, TERRAIN: mission.above_ground}[options.heights]
    planned = [at for at in range(1, len(mission) - 1) if at == 1 or not _repeats(mission, at, heights)]
    if len(rest) == len(planned) - 1:
        alone = _off(first, mission, 1) <= DEGREES and mission.hover[1] == 0
        planned = planned[1:] if alone else planned
    if len(rest) != len(planned):
        message = tr("it flies to {count:,} waypoints; planned are {planned:,}.", count=len(rest), planned=len(planned))
        return [*faults, Fault("", message)]
    for one, waypoint in zip(rest, planned, strict=True):
        faults += _differences(one, mission, waypoint, float(heights[waypoint]), FRAME_OF[options.heights])
    return faults


def _repeats(mission: Mission, waypoint: int, heights: np.ndarray) -> bool:
    """Whether nothing is done at a waypoint, and the drone is there already."""
    moved = [abs(places[waypoint] - places[waypoint - 1]) for places in (mission.lon, mission.lat)]
    idle = mission.hover[waypoint] == 0 and mission.action[waypoint] != HOVER
    return bool(idle and max(moved) < DEGREES and abs(heights[waypoint] - heights[waypoint - 1]) < METRES)


def _off(one: Flown, mission: Mission, waypoint: int) -> float:
    return max(abs(one.lat - mission.lat[waypoint]), abs(one.lon - mission.lon[waypoint]))


def _differences(one: Flown, mission: Mission, waypoint: int, height: float, frame: int) -> list[Fault]:
    found = []
    if _off(one, mission, waypoint) > DEGREES:
        found.append(tr("its position is not that of waypoint {number}.", number=waypoint + 1))
    if one.frame != frame:
        found.append(tr("its height has another reference than asked for (frame {frame}).", frame=one.frame))
    if not abs(one.height - height) <= METRES:
        found.append(tr("its height is {height:g} m; planned is {planned:.2f} m.", height=one.height, planned=height))
    stay = float(mission.hover[waypoint])
    if not stay - 1e-3 <= one.stay < stay + SECONDS:
        found.append(tr("it stays {stay:g} s; planned are {planned:g} s.", stay=one.stay, planned=stay))
    before = waypoint - 1
    moves = max(abs(mission.lon[waypoint] - mission.lon[before]), abs(mission.lat[waypoint] - mission.lat[before]))
    speed = float(mission.speed[waypoint])
    if moves > 2e-7 and speed > 0 and (one.speed is None or abs(one.speed - speed) > SPEED):
        found.append(tr("its speed is {speed} m/s; planned are {planned:.2f} m/s.", speed=one.speed, planned=speed))
    trigger = mission.camera.trigger or 0.0
    serves = mission.action[waypoint].removesuffix("_end") in ("follow", "sweep")
    if abs(one.triggers - (trigger if serves else 0.0)) > 0.01:
        found.append(tr("the camera takes a photograph every {distance:g} m on the way to it.", distance=one.triggers))
    if one.photos != int(mission.action[waypoint] == HOVER and mission.camera.trigger is not None):
        found.append(tr("the photographs there are not those that are planned."))
    return [Fault(one.where, message) for message in found]


def compare_surroundings(
    mission: Mission, home: tuple[float, float, float], fences: Sequence[Fence], rally: Sequence[Rally]
) -> list[Fault]:
    """Where home, fences or rally points are not those of the mission."""
    faults = []
    planned = np.nan_to_num(np.array(mission.home))
    if np.abs(planned[:2] - home[:2]).max() > DEGREES or abs(planned[2] - home[2]) > METRES:
        faults.append(Fault("", tr("its home is not the launch site.")))
    same = len(fences) == len(mission.fences) and all(
        one.inclusion == other.inclusion
        and len(one.points) == len(other.points)
        and np.abs(one.points - other.points).max() <= DEGREES
        and (one.radius or 0) == (other.radius or 0)
        for one, other in zip(_sorted(fences), _sorted(mission.fences), strict=True)
    )
    if not same:
        faults.append(Fault("", tr("its fences are not those of the mission.")))
    same = len(rally) == len(mission.rally) and all(
        max(abs(one.lon - other.lon), abs(one.lat - other.lat)) <= DEGREES and abs(one.height - other.height) <= METRES
        for one, other in zip(rally, mission.rally, strict=True)
    )
    if not same:
        faults.append(Fault("", tr("its rally points are not those of the mission.")))
    return faults


def _sorted(fences: Sequence[Fence]) -> list[Fence]:
    """Polygons before circles, as a file has them."""
    return sorted(fences, key=lambda fence: fence.radius is not None)
