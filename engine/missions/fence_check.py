"""The check of fences and rally points of a mission file: shapes, numbers, and whether the flight keeps to them."""

import math
from collections.abc import Sequence

import numpy as np
import shapely

from ..crs.geodesic import metres_between
from ..language import tr
from .mavlink import EARTH, FENCE_BYTES
from .mavlink_check import FARTHEST
from .mission import Fault, Fence, Rally

CIRCLE_SEGMENTS = 32
"""of a quarter circle"""


def check_fences(fences: Sequence[Fence], most: int, ardupilot: bool = False) -> list[Fault]:
    """Faults of the fences alone. most: points of all together; ardupilot: whether they must fit into its memory."""
    count = sum(len(fence.points) for fence in fences)
    if count > most:  # the shapes of so many, without a bound to their size, are not looked at
        message = tr("its fences have {count:,} points; at most {most} fit.", count=count, most=most)
        return [Fault("", message)]
    faults = []
    for number, fence in enumerate(fences, 1):
        where = tr("fence {number}", number=number)
        lon, lat = fence.points.T
        if (np.abs(lat) > 90).any() or (np.abs(lon) > 180).any():
            faults.append(Fault(where, tr("a latitude or longitude is out of range; are the axes swapped?")))
        elif fence.radius is None and (len(fence.points) < 3 or not _shape(fence, *fence.points[0]).is_valid):
            faults.append(Fault(where, tr("its polygon has fewer than 3 corners, or crosses itself.")))
        elif fence.radius is not None and not 0 < fence.radius <= FARTHEST:
            faults.append(Fault(where, tr("a radius of {radius:g} m is impossible.", radius=fence.radius)))
    needed = 5 + sum(2 + 8 * len(fence.points) if fence.radius is None else 13 for fence in fences)
    if ardupilot and fences and needed > FENCE_BYTES:
        message = tr("its fences need {needed} bytes; ArduPilot has {most} for them.", needed=needed, most=FENCE_BYTES)
        faults.append(Fault("", message))
    return faults


def check_rally(rally: Sequence[Rally], home, most: int) -> list[Fault]:
    """Faults of the rally points alone. most: that fit."""
    faults = []
    if len(rally) > most:
        message = tr("it has {count:,} rally points; at most {most} fit.", count=len(rally), most=most)
        faults.append(Fault("", message))
    for number, one in enumerate(rally, 1):
        where = tr("rally point {number}", number=number)
        if abs(one.lat) > 90 or abs(one.lon) > 180:
            faults.append(Fault(where, tr("a latitude or longitude is out of range; are the axes swapped?")))
        elif home is not None and any(home[:2]) and metres_between(*home[:2], one.lon, one.lat) > FARTHEST:
            faults.append(Fault(where, tr("it is far from home; are latitude and longitude swapped?")))
        elif abs(one.height) > 6000:
            faults.append(Fault(where, tr("a height of {height:g} m is implausible.", height=one.height)))
    return faults


def check_kept(
    places: Sequence[tuple[str, float, float]], fences: Sequence[Fence], rally: Sequence[Rally]
) -> list[Fault]:
    """Where the flight, or a rally point, is outside of what the fences allow. places: (what it is called, longitude,
    latitude), in the order flown; legs between them are straight. Several areas to stay in count as one."""
    if not fences or not places:
        return []
    lon0, lat0 = places[0][1:]
    shapes = [_shape(fence, lon0, lat0) for fence in fences]
    inside = [shape for shape, fence in zip(shapes, fences, strict=True) if fence.inclusion]
    allowed = shapely.union_all(inside) if inside else None
    faults = []
    xy = _local(np.array([place[1:] for place in places]), lon0, lat0)
    for index, (where, *_) in enumerate(places):
        moves = index > 0 and np.hypot(*(xy[index] - xy[index - 1])) > 1e-6
        leg = shapely.LineString(xy[index - 1 : index + 1]) if moves else shapely.Point(xy[index])
        faults += [Fault(where, message) for message in _breaches(leg, allowed, shapes, fences)]
    for number, one in enumerate(rally, 1):
        point = shapely.Point(_local(np.array([[one.lon, one.lat]]), lon0, lat0)[0])
        where = tr("rally point {number}", number=number)
        faults += [Fault(where, message) for message in _breaches(point, allowed, shapes, fences)]
    return faults


def _breaches(shape, allowed, shapes: list, fences: Sequence[Fence]) -> list[str]:
    found = []
    if allowed is not None and not shapely.covers(allowed, shape):
        found.append(tr("it is outside of the area that the drone must stay in."))
    for number, (fence, area) in enumerate(zip(fences, shapes, strict=True), 1):
        if not fence.inclusion and shapely.intersects(area, shape):
            found.append(tr("it enters fence {number}, which the drone must stay out of.", number=number))
    return found


def _local(places: np.ndarray, lon0: float, lat0: float) -> np.ndarray:
    """(n, 2) m east and north of an origin, for distances of a few kilometres."""
    east = ((places[:, 0] - lon0 + 180) % 360 - 180) * EARTH * math.cos(math.radians(lat0))
    return np.column_stack((east, (places[:, 1] - lat0) * EARTH))


def _shape(fence: Fence, lon0: float, lat0: float):
    points = _local(fence.points, lon0, lat0)
    if fence.radius is not None:
        return shapely.Point(points[0]).buffer(fence.radius, quad_segs=CIRCLE_SEGMENTS)
    return shapely.Polygon(points)
