"""A mission: one sortie as an autopilot flies it, before it becomes a file of some format.

Positions are WGS 84 longitudes and latitudes in degrees. Each format writes a Mission, and its check reads the file
back and compares it with the Mission.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

TAKEOFF, FLY, HOVER, LAND = "takeoff", "fly", "hover", "land"
"""Actions besides follow_start, follow, follow_end, sweep_start, sweep and sweep_end, as in Waypoints.action."""

ARDUPILOT, PX4 = "ArduPilot", "PX4"
RELATIVE, SEA_LEVEL, TERRAIN = "relative", "AMSL", "terrain"
"""What the heights in a file are measured from: the take-off point, mean sea level, or the ground below the drone, as
the autopilot's own terrain data have it."""


@dataclass(frozen=True)
class Camera:
    """How the camera is used."""

    pitch: float | None = -90.0
    """degrees from the horizon, -90 is straight down; None: the gimbal is left alone"""
    trigger: float | None = None
    """m between photographs along sweeps and followed lines; None: none are taken"""
    name: str = ""


@dataclass(frozen=True)
class Fence:
    """An area that a drone must stay inside (inclusion) or outside of. points: (k, 2) longitude and latitude, without
    the first point again at the end; a circle has one point, its centre, and a radius in m."""

    points: np.ndarray
    inclusion: bool
    radius: float | None = None


@dataclass(frozen=True)
class Rally:
    """A point to which a drone may return instead of its launch site."""

    lon: float
    lat: float
    height: float
    """m above the take-off point"""


@dataclass(frozen=True)
class Mission:
    """One sortie, or one part of a sortie that was split because a format holds no more: n waypoints in the order
    flown."""

    name: str
    """of the file, without its ending; sorts by drone and sortie, and says the launch site"""
    drone: int
    sortie: int
    launch_site: str
    part: int
    """from 1"""
    parts: int
    home: tuple[float, float, float]
    """longitude, latitude, m above sea level (NaN where the plan has no terrain)"""
    action: tuple[str, ...]
    """(n,) takeoff first and land last, in each part"""
    lon: np.ndarray
    lat: np.ndarray
    """(n,)"""
    height: np.ndarray
    """(n,) m above the take-off point"""
    above_ground: np.ndarray
    """(n,) m above the ground, as planned"""
    above_sea: np.ndarray
    """(n,) m above sea level; NaN where the plan has no terrain"""
    hover: np.ndarray
    """(n,) s at the waypoint"""
    speed: np.ndarray
    """(n,) m/s over ground on the leg to the waypoint"""
    spot: tuple[str | None, ...]
    """(n,) name or id of the spot served, None for none"""
    start: float = np.nan
    """s since the epoch, of take-off; NaN in a plan without START"""
    return_height: float = 60.0
    """m above the take-off point, at which the drone returns when it must"""
    camera: Camera = field(default_factory=Camera)
    fences: tuple[Fence, ...] = ()
    rally: tuple[Rally, ...] = ()
    description: str = ""
    """plan, version, and, where the plan breaks rules, that it does; several lines"""
    broken: bool = False
    """whether the plan breaks rules, and is written all the same"""

    def __len__(self) -> int:
        return len(self.action)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file."""

    where: str
    """such as `item 12`; empty for the whole file"""
    message: str
    """a sentence"""


@dataclass(frozen=True)
class Options:
    """How missions become files, beyond what the missions say."""

    autopilot: str = ARDUPILOT
    heights: str = RELATIVE
    aircraft: str = ""
    """of DJI: a key of wpml_elements.AIRCRAFT"""


def _as_planned(mission: Mission, options: Options) -> float:
    return 0.0


@dataclass(frozen=True)
class Format:
    """A file format for missions, see formats.py.

    title: for the list of formats, a literal of tr; ending: of the files, with the dot; fits: whether one file holds a
    mission (a sortie that does not fit is split, see split.py); write: Mission, Options -> the file; check: the file
    and, where it is known, what it must hold and how -> its faults, none for a good file. check never raises for any
    bytes. steps: from the file to the ground station, in three sentences. slower: s that a mission takes longer than
    planned, because the aircraft slows down or stops where the plan flies on.
    """

    title: str
    ending: str
    fits: Callable[[Mission, Options], bool]
    write: Callable[[Mission, Options], bytes]
    check: Callable[[bytes, Mission | None, Options | None], list[Fault]]
    steps: Callable[[Options], tuple[str, ...]]
    slower: Callable[[Mission, Options], float] = _as_planned
