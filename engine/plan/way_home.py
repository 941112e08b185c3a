"""The way between two places around no-fly zones and within a geofence, as a drone can fly it over the terrain."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import shapely

from ..airspace.airspace import airspace_around
from ..drones.aircraft import Aircraft

AROUND = 1_000.0
"""m around a geofence that counts as outside of it"""


def way_around(
    aircraft: Aircraft,
    zones: Sequence,
    buffer: float,
    clearance: float,
    sites: np.ndarray,
    geofence: Sequence = (),
) -> Callable[[np.ndarray, np.ndarray], np.ndarray | None]:
    """A function of two places (2,) in m that returns the (k, 2) vertices of the shortest way between them; None where
    there is none, or the ground below it is unknown. zones: polygons, at all heights and times; buffer, clearance: m
    from them; sites: (s, 2) launch sites; geofence: polygons to stay in, none for no limit."""
    shut = list(zones)
    if len(geofence):
        inside = shapely.union_all(np.array(list(geofence), object))
        shut.append(shapely.difference(shapely.buffer(shapely.envelope(inside), AROUND), inside))
    airspace = airspace_around(shut, buffer, clearance, sites)

    def find(start: np.ndarray, end: np.ndarray) -> np.ndarray | None:
        window = 2.0 * float(np.hypot(*(end - start))) + 100.0
        path = airspace.shortest_path(start, end, window) if len(airspace.zones) else np.stack((start, end))
        if airspace.blocked(path[:-1], path[1:]).any() or len(aircraft.unknown(path)):
            return None
        return path if aircraft.ground is None else _draped(path, aircraft)

    return find


def _draped(path: np.ndarray, aircraft: Aircraft) -> np.ndarray:
    """The path with a vertex wherever a straight leg would leave the height above the ground by more than half of the
    tolerance."""
    rows = [path[:1]]
    for start, end in pairwise(path):
        places = aircraft.profile(start, end)
        along = np.hypot(*(places - start).T)
        drawn = shapely.LineString(np.column_stack((along, aircraft.elevation(places))))
        kept = shapely.get_coordinates(drawn.simplify(0.3 * aircraft.tolerance))[:, 0]
        rows.append(places[np.isin(along, kept)][1:])
    return np.vstack(rows)
