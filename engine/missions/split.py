"""A sortie in several files, where a format does not hold it in one.

Each part is a flight of its own: it starts with take-off and ends with landing at the launch site, so it needs a
charged battery, and the parts are flown one after the other. A part is never longer than the whole sortie as long as
the ways to and from its waypoints are the shortest ones; so its energy fits where that of the sortie does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ..errors import UserError
from ..language import tr
from .mission import FLY, Mission
from .names import flight_title, part_name

SERVICES = ("follow", "sweep")


@dataclass(frozen=True)
class Way:
    """k places between two waypoints, both left out: a way that a drone can fly."""

    lon: np.ndarray
    lat: np.ndarray
    height: np.ndarray
    above_ground: np.ndarray
    above_sea: np.ndarray


FindWay = Callable[[Mission, int], Way | None]
"""Mission, index of a waypoint -> the way from above its launch site to that waypoint; None where there is none."""


def split(mission: Mission, fits: Callable[[Mission], bool], find_way: FindWay) -> list[Mission]:
    """The parts of a mission, each of which fits; the mission itself where it does. Every waypoint is in one of them.
    Raises UserError where no part can be made, because a leg has no way from and to the launch site."""
    if fits(mission):
        return [mission]
    last, begin, parts = len(mission) - 2, 2, []
    while begin < last:
        end = _last_that_fits(mission, begin, last, fits, find_way)
        if end is None:
            raise _cannot_be_split(mission)
        parts.append(_part(mission, begin, end, find_way))
        begin = end if _is_service(mission, end + 1) else end + 1
    count = len(parts)
    return [
        replace(part, name=part_name(mission.name, number, count), part=number, parts=count)
        for number, part in enumerate(parts, 1)
    ]


def _last_that_fits(mission: Mission, begin: int, last: int, fits, find_way: FindWay) -> int | None:
    """The last waypoint of a part that begins with waypoint `begin`: as far as it fits, but rather between two spots
    than within one where that makes it no more than a third shorter. None where not even one leg fits."""
    low, high = begin, last
    while low < high:
        middle = (low + high + 1) // 2
        part = _part(mission, begin, middle, find_way)
        low, high = (middle, high) if part is not None and fits(part) else (low, middle - 1)
    part = _part(mission, begin, low, find_way)
    if part is None or not fits(part) or (low == begin and low < last and _is_service(mission, low + 1)):
        return None
    if low == last:
        return last
    between = [at for at in range(begin + 2 * (low - begin) // 3, low + 1) if not _is_service(mission, at + 1)]
    for at in reversed(between):
        part = _part(mission, begin, at, find_way)
        if at > begin and part is not None and fits(part):
            return at
    return low


def _is_service(mission: Mission, waypoint: int) -> bool:
    """Whether a spot is served on the leg to a waypoint."""
    return mission.action[waypoint].removesuffix("_end") in SERVICES


def _part(mission: Mission, begin: int, end: int, find_way: FindWay) -> Mission | None:
    """Take-off, the way to waypoint `begin`, the waypoints up to `end`, the way home, landing."""
    last = len(mission) - 2
    out = None if begin == 2 else find_way(mission, begin)
    home = None if end == last else find_way(mission, end)
    if (begin != 2 and out is None) or (end != last and home is None):
        return None
    own = np.arange(begin, end + 1)
    action = [mission.action[at] for at in own]
    for index, suffix in ((0, "_start"), (-1, "_end")):
        at = own[index]
        service = mission.action[at].split("_")[0]
        inner = _is_service(mission, at + 1) if index == 0 else _is_service(mission, at)
        if service in SERVICES and inner and len(own) > 1:
            action[index] = service + suffix
    hover = mission.hover[own].copy()
    if begin > 2 and _is_service(mission, begin + 1):
        hover[0] = 0.0
    rising, falling = np.array([0, 1]), np.array([last, last + 1] if end != last else [last + 1])
    rows = [_rows(mission, rising), _way(mission, out, False), _rows(mission, own), _way(mission, home, True)]
    rows.append(_rows(mission, falling))
    columns = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    speed = columns["speed"]
    speed[2] = mission.speed[2] if begin > 2 else speed[2]
    ways = [0 if way is None else len(way.lon) for way in (out, home)]
    stays = np.concatenate((np.zeros(2 + ways[0]), hover, np.zeros(ways[1] + len(falling))))
    return replace(
        mission,
        action=(
            *(mission.action[at] for at in rising),
            *[FLY] * ways[0],
            *action,
            *[FLY] * ways[1],
            *(mission.action[at] for at in falling),
        ),
        hover=stays,
        spot=(
            *(mission.spot[at] for at in rising),
            *[None] * ways[0],
            *(mission.spot[at] for at in own),
            *[None] * ways[1],
            *(mission.spot[at] for at in falling),
        ),
        start=mission.start if begin == 2 else np.nan,
        **columns,
    )


COLUMNS = ("lon", "lat", "height", "above_ground", "above_sea", "speed")


def _rows(mission: Mission, which: np.ndarray) -> dict[str, np.ndarray]:
    return {name: getattr(mission, name)[which].copy() for name in COLUMNS}


def _way(mission: Mission, way: Way | None, home: bool) -> dict[str, np.ndarray]:
    if way is None:
        return {name: np.zeros(0) for name in COLUMNS}
    speed = np.full(len(way.lon), mission.speed[-2 if home else 2])
    turned = {name: getattr(way, name)[:: -1 if home else 1] for name in COLUMNS[:-1]}
    return {**turned, "speed": speed}


def _cannot_be_split(mission: Mission) -> UserError:
    return UserError(
        tr(
            "The file of {flight} cannot hold all waypoints, and the sortie cannot be flown in parts: a single leg "
            "with its ways from and to the launch site is too long for a file, or no-fly zones leave no way. Choose "
            "another FORMAT, or plan shorter sorties.",
            flight=flight_title(mission.drone, mission.sortie, 1, 1),
        )
    )
