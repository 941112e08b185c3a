"""Missions from a flight plan: one for each sortie, in longitude, latitude and metres above the take-off point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..drones.flight_plan import ABOVE_SEA, FlightPlan
from .as_flown import speeds
from .fences import ChosenFences, Outline, choose_fences
from .mission import LAND, TAKEOFF, Camera, Fence, Mission, Rally
from .names import mission_names
from .return_height import return_height

ToDegrees = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
"""x, y (n,) m in the CRS of the plan -> longitude, latitude (n,) of WGS 84, degrees."""
Ground = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""x, y (n,) m -> m above sea level, NaN where unknown."""


@dataclass(frozen=True)
class Around:
    """What lies around the sorties, in the CRS of the plan."""

    ground: Ground | None = None
    spacing: float = 30.0
    """m between the nodes of `ground`"""
    geofence: Sequence = ()
    """polygons"""
    zones: Sequence = ()
    """no-fly zones, polygons"""
    rally: np.ndarray | None = None
    """(r, 2) m"""
    fence_points: float = 70
    """the most points of all fences of one file"""
    each_fence: float = 0.0
    """what a fence takes of these besides its points"""
    rally_points: int = 46
    return_height: float | None = None
    """m above the take-off point; None: from the terrain and the heights of the sortie"""


@dataclass(frozen=True)
class SortieMission:
    """The mission of a sortie. route: its index in the routes of the plan; fences: which it has, and which not; rally:
    indices of the rally points that lie outside of its fences and are left out."""

    mission: Mission
    route: int
    fences: ChosenFences
    rally_left_out: tuple[int, ...]


def missions_of(
    plan: FlightPlan,
    to_degrees: ToDegrees,
    around: Around = Around(),
    camera: Callable[[float], Camera] = lambda altitude: Camera(),
    description: str = "",
) -> list[SortieMission]:
    """The missions of all sorties that have waypoints, by drone, then by sortie. camera: of a sortie, from its height
    above the ground in m."""
    routes = plan.routes
    order = np.lexsort((routes.sortie, routes.drone))
    order = [int(route) for route in order if len(plan.waypoints.of(routes.drone[route], routes.sortie[route])) > 1]
    names = mission_names(
        [int(routes.drone[route]) for route in order],
        [int(routes.sortie[route]) for route in order],
        [routes.launch_site[route] for route in order],
    )
    return [
        _mission(plan, route, name, to_degrees, around, camera, description)
        for route, name in zip(order, names, strict=True)
    ]


def _mission(
    plan: FlightPlan, route: int, name: str, to_degrees: ToDegrees, around: Around, camera, description: str
) -> SortieMission:
    routes, points = plan.routes, plan.waypoints
    own = points.of(routes.drone[route], routes.sortie[route])
    vertex = points.vertex[own]
    above_sea = vertex[:, 2] if routes.z_ref[route] == ABOVE_SEA else np.full(len(own), np.nan)
    height = vertex[:, 2] - vertex[0, 2]
    above_ground = np.where(np.isfinite(points.alt_agl_m[own]), points.alt_agl_m[own], height)
    rally = np.zeros((0, 2)) if around.rally is None else around.rally
    returns = around.return_height or return_height(
        vertex[:, :2], height, above_ground, around.ground, around.spacing, float(above_sea[0]), rally
    )
    chosen = choose_fences(vertex[:, :2], around.geofence, around.zones, around.fence_points, around.each_fence)
    kept = [index for index in range(len(rally)) if _inside(rally[index], chosen.fences)]
    kept.sort(key=lambda index: float(np.hypot(*(rally[index] - vertex[0, :2]))))
    kept = kept[: around.rally_points]
    lon, lat = _degrees(to_degrees, vertex[:, :2])
    altitude = float(routes.altitude_m[route])
    mission = Mission(
        name=name,
        drone=int(routes.drone[route]),
        sortie=int(routes.sortie[route]),
        launch_site=routes.launch_site[route] or "",
        part=1,
        parts=1,
        home=(float(lon[0]), float(lat[0]), float(above_sea[0])),
        action=(TAKEOFF, *points.action[own][1:-1], LAND),
        lon=lon,
        lat=lat,
        height=height,
        above_ground=above_ground,
        above_sea=above_sea,
        hover=np.round(points.departure[own] - points.arrival[own], 3),
        speed=speeds(points.speed_ms[own], vertex, points.departure[own]),
        spot=tuple(name or spot for name, spot in zip(points.spot_name[own], points.spot_id[own], strict=True)),
        start=float(routes.start[route]),
        return_height=float(np.ceil(returns)),
        camera=camera(altitude if np.isfinite(altitude) else float(above_ground.max())),
        fences=tuple(Fence(np.column_stack(_degrees(to_degrees, one.points)), one.inclusion) for one in chosen.fences),
        rally=_rally(to_degrees, rally[kept], float(np.ceil(returns))),
        description=description,
    )
    left_out = tuple(index for index in range(len(rally)) if index not in kept)
    return SortieMission(mission, route, chosen, left_out)


def _degrees(to_degrees: ToDegrees, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    lon, lat = to_degrees(places[:, 0], places[:, 1])
    return np.asarray(lon, float), np.asarray(lat, float)


def _rally(to_degrees: ToDegrees, places: np.ndarray, height: float) -> tuple[Rally, ...]:
    lon, lat = _degrees(to_degrees, places)
    return tuple(Rally(float(x), float(y), height) for x, y in zip(lon, lat, strict=True))


def _inside(place: np.ndarray, fences: Sequence[Outline]) -> bool:
    """Whether a place lies where the fences allow a drone to be."""
    point = shapely.Point(place)
    return all(shapely.Polygon(one.points).covers(point) == one.inclusion for one in fences)
