"""The way between a launch site and a waypoint, for the parts of a sortie that is flown in several."""

from collections.abc import Callable

import numpy as np

from .mission import Mission
from .split import FindWay, Way

FromDegrees = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Longitude, latitude (n,) -> (n, 2) m."""
Path = Callable[[np.ndarray, np.ndarray], np.ndarray | None]
"""Two places (2,) in m -> (k, 2) m, a way that a drone may fly, both ends included, with a vertex wherever following
the ground demands one; None where there is none."""
SAME = 0.01
"""m within which two places are the same"""


def way_finder(
    path: Path,
    to_degrees: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
    from_degrees: FromDegrees,
    ground: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
) -> FindWay:
    """A function that finds ways as high above the ground as the waypoint that they lead to. ground: x, y -> m above
    sea level; None: the ground is level."""

    def find(mission: Mission, waypoint: int) -> Way | None:
        ends = from_degrees(mission.lon[[0, waypoint]], mission.lat[[0, waypoint]])
        vertices = path(ends[0], ends[1])
        if vertices is None:
            return None
        away = np.minimum(np.hypot(*(vertices - ends[0]).T), np.hypot(*(vertices - ends[1]).T))
        inner = vertices[away > SAME]
        above = np.full(len(inner), float(mission.above_ground[waypoint]))
        if ground is None:
            height, above_sea = above.copy(), np.full(len(inner), np.nan)
        else:
            above_sea = np.asarray(ground(inner[:, 0], inner[:, 1]), float) + above
            height = above_sea - mission.above_sea[0]
            if np.isnan(above_sea).any():
                return None
        lon, lat = to_degrees(inner[:, 0], inner[:, 1])
        return Way(np.asarray(lon, float), np.asarray(lat, float), height, above, above_sea)

    return find
