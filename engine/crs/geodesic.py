"""Lengths and directions between positions in longitude and latitude, on the ellipsoid of WGS 84."""

import numpy as np
from pyproj import Geod

ELLIPSOID = Geod(ellps="WGS84")


def inverse(*ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) degrees from north and (n,) m of the shortest ways. ends: longitudes and latitudes of the starts, then of
    the ends, (n,) degrees."""
    lists = (np.asarray(part, float).tolist() for part in ends)  # of arrays with one value pyproj makes scalars
    course, _, length = ELLIPSOID.inv(*lists)
    return np.asarray(course, float), np.asarray(length, float)


def ground_length(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """(n - 1,) m over ground between successive positions, (n,) degrees."""
    if len(lon) < 2:
        return np.zeros(0)
    return inverse(lon[:-1], lat[:-1], lon[1:], lat[1:])[1]


def metres_between(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """m between two positions in degrees."""
    return float(ELLIPSOID.inv(lon, lat, other_lon, other_lat)[2])
