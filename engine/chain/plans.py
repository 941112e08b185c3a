"""The tables of a plan as a flight plan, which is checked and becomes missions."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

import numpy as np
import pandas as pd
import shapely

from ..airspace.airspace import MIN_CLEARANCE
from ..check.flight_area import FlightArea
from ..check.preflight import Rules, checked_plan
from ..check.rule_texts import UNITS, rule_name
from ..check.violation import LaunchSites, Limits
from ..drones.aircraft import Aircraft, Wind
from ..drones.flight_plan import FlightPlan, Routes, Unserved, Waypoints
from ..errors import UserError
from ..language import tr
from ..missions.formats import FORMATS
from ..missions.from_plan import Around, missions_of
from ..missions.mavlink import FENCE_POINTS
from ..missions.mission import ARDUPILOT, PX4, RELATIVE, SEA_LEVEL, TERRAIN, Camera, Options
from ..missions.names import flight_title
from ..plan.fleet import Fleet
from ..tables import geometries_of, geopandas, pyproj
from ..text import counted, listed, plain_text
from .metric import in_crs, metric_crs, transformed
from .moments import seconds_of
from .zones import privacy_areas, zones_of_table

MOMENTS = ("start", "end", "arrive", "leave")
TEXTS = ("launch_site", "z_ref", "spots", "action", "spot_id", "spot_name")
WHOLE = ("drone", "sortie", "seq")
HEIGHTS = MappingProxyType({"takeoff": RELATIVE, "sea": SEA_LEVEL, "terrain": TERRAIN})
SHOWN = 5
"""Violations, or faults, that a message names."""


def check_plan(
    routes: geopandas.GeoDataFrame,
    waypoints: geopandas.GeoDataFrame,
    launch_sites: geopandas.GeoDataFrame,
    *,
    no_fly: geopandas.GeoDataFrame | None = None,
    no_fly_buffer: float = 0.0,
    clearance: float = MIN_CLEARANCE,
    privacy: geopandas.GeoDataFrame | None = None,
    privacy_buffer: float = 30.0,
    privacy_height: float | None = 50.0,
    privacy_budget: float | None = None,
    geofence: geopandas.GeoDataFrame | None = None,
    rally: geopandas.GeoDataFrame | None = None,
    return_height: float | None = None,
    max_agl: float = 120.0,
    endurance: float = 30.0,
    battery_wh: float | None = None,
    mass: float | None = None,
    reserve: float = 25.0,
    speed: float = 10.0,
    climb: float = 3.0,
    descent: float = 2.0,
    altitude: float = 60.0,
    wind_speed: float = 0.0,
    wind_from: float = 0.0,
    hover_time: float = 60.0,
    swath: float = 60.0,
    max_range: float | None = None,
    layers: int = 3,
    layer_spacing: float = 10.0,
    separation: float = 30.0,
    pad_time: float = 60.0,
    swap_time: float = 5.0,
) -> geopandas.GeoDataFrame:
    """What a plan breaks of the rules of blindspot:checkplan, over level ground; no row for a sound plan.

    routes, waypoints: the tables of plan_routes, the waypoints also with positions that you have moved: times and
    battery then follow from these. geofence: polygons that drones stay in. rally: points to which drones may return
    instead of the launch site. return_height: m above the launch site of a return; None: as high as the sortie flies.
    max_agl: the greatest height above ground, m. All others: as for plan_routes, with the same defaults, because the
    tables do not say how they were made.

    Returns rule, drone, sortie, seq, value, limit, unit, message and the place of each violation, in the CRS of the
    plan. Raises UserError for tables that are no plan.
    """
    crs = metric_crs(routes, "routes")
    plan = flight_plan_of(routes, waypoints, crs)
    sites = Fleet.from_table(in_crs(launch_sites, crs, "launch_sites", (0,)), 0)
    span = (None, None)
    if plan.dated:
        span = min(line[0, 3] for line in plan.routes.line), max(line[-1, 3] for line in plan.routes.line)
    aircraft = Aircraft(
        endurance=endurance * 60,
        reserve=reserve / 100,
        speed=speed,
        climb=climb,
        descent=descent,
        altitude=altitude,
        wind=Wind(wind_speed, wind_from),
        capacity_wh=battery_wh,
        mass=mass,
    )
    limits = Limits(
        begins=_begin(plan.waypoints),
        first_from=_begin(plan.waypoints),
        separation=separation,
        layer_spacing=layer_spacing if layers > 1 and layer_spacing > 0 else np.inf,
        swap_time=swap_time * 60,
        pad_time=pad_time,
        no_fly_buffer=no_fly_buffer,
        clearance=clearance,
        max_range=max_range,
        min_agl=altitude,
        max_agl=max_agl,
        hover_time=hover_time,
        swath=swath,
    )
    at = _points(rally, crs)
    area = FlightArea(_polygons(geofence, crs, "geofence"), at, (None,) * len(at), return_height)
    rules = Rules(
        aircraft,
        limits,
        LaunchSites(sites.names, sites.sites),
        zones_of_table(no_fly, crs, *span),
        None,
        privacy_areas(privacy, crs, privacy_buffer, privacy_height, privacy_budget),
        area,
    )
    found = checked_plan(plan, rules).violations
    columns = {
        "rule": [rule_name(one.rule) for one in found],
        **{name: [getattr(one, name) for one in found] for name in ("drone", "sortie", "seq", "value", "limit")},
        "unit": [UNITS.get(one.rule) for one in found],
        "message": [one.message for one in found],
    }
    return geopandas.GeoDataFrame(columns, geometry=[one.where for one in found], crs=crs)


def export_missions(
    routes: geopandas.GeoDataFrame,
    waypoints: geopandas.GeoDataFrame,
    violations: geopandas.GeoDataFrame,
    *,
    format: str = ".plan",
    autopilot: str = ARDUPILOT,
    dji_aircraft: str = "M3E",
    heights: str = "takeoff",
    no_fly: geopandas.GeoDataFrame | None = None,
    geofence: geopandas.GeoDataFrame | None = None,
    rally: geopandas.GeoDataFrame | None = None,
    return_height: float | None = None,
    camera_pitch: float | None = -90.0,
    trigger: float | None = None,
    anyway: bool = False,
) -> dict[str, bytes]:
    """The files of missions as by blindspot:exportmissions, one for each sortie: their contents by name. Each has
    passed the strict check of its format.

    routes, waypoints: as for check_plan. violations: what check_plan found in them; a plan that has some is refused,
    unless `anyway`: then the files say so. format: .plan, .waypoints, .kmz (DJI), .kml, .gpx or .csv (Litchi).
    autopilot: ArduPilot or PX4. dji_aircraft: M3E, M3T, M30, M30T, M350_H20T or M350_H30T. heights: takeoff, sea or
    terrain, what heights in the files are measured from. no_fly, geofence, rally: become fences and rally points in
    .plan. camera_pitch: degrees, -90 is straight down, None: the gimbal is left alone. trigger: m between photographs
    along sweeps and followed lines.

    Raises UserError for a plan with violations, for what a format cannot hold, and for a sortie that would have to be
    divided: the algorithm does that.
    """
    kinds = {one.ending: one for one in FORMATS}
    for name, value, known in (
        *(("format", format, kinds), ("autopilot", autopilot, (ARDUPILOT, PX4)), ("heights", heights, HEIGHTS)),
    ):
        if value not in known:
            raise UserError(
                tr("{name} is {value}; it must be one of {known}.", name=name, value=value, known=", ".join(known))
            )
    broken = violations["message"].tolist()
    if broken and not anyway:
        raise UserError(
            tr(
                "The plan breaks {rules}, so nothing is exported: {violations} Mend the plan, or set anyway.",
                rules=counted(len(broken), "rule"),
                violations=listed(broken, SHOWN, " "),
            )
        )
    crs, kind = metric_crs(routes, "routes"), kinds[format]
    plan = flight_plan_of(routes, waypoints, crs)
    zones = zones_of_table(no_fly, crs)
    fenced = format == ".plan"
    around = Around(
        geofence=_polygons(geofence, crs, "geofence") if fenced else (),
        zones=zones.polygon if fenced else (),
        rally=_points(rally, crs) if fenced else None,
        fence_points=FENCE_POINTS[autopilot],
        return_height=return_height,
    )

    def to_degrees(x, y):
        return transformed(np.asarray(x, float), np.asarray(y, float), crs, pyproj.CRS(4326))

    options = Options(autopilot, HEIGHTS[heights], dji_aircraft)
    said = "\n".join(["NOT SOUND.", *broken[:SHOWN]]) if broken else ""
    sorties = missions_of(plan, to_degrees, around, lambda height: Camera(camera_pitch, trigger), said)
    return {one.mission.name + format: _file(kind, one.mission, options) for one in sorties}


def _file(kind, mission, options: Options) -> bytes:
    flight = flight_title(mission.drone, mission.sortie, 1, 1)
    if not kind.fits(mission, options):
        raise UserError(
            tr("A file of the format {format} cannot hold {flight} as a whole.", format=kind.ending, flight=flight)
        )
    data = kind.write(mission, options)
    faults = [one.message for one in kind.check(data, mission, options)]
    if faults:
        raise UserError(
            tr(
                "The file of {flight} does not pass the check of its format, so nothing is written: {faults}",
                flight=flight,
                faults=listed(faults, SHOWN, " "),
            )
        )
    return data


def flight_plan_of(routes: geopandas.GeoDataFrame, waypoints: geopandas.GeoDataFrame, crs: pyproj.CRS) -> FlightPlan:
    """The flight plan of tables as of plan_routes, in `crs`. The lines of the sorties go along the waypoints. Raises
    UserError for tables that are no plan."""
    for name, table in (("routes", routes), ("waypoints", waypoints)):
        lacks = [column for column in ("drone", "sortie") if column not in table.columns]
        if lacks or not len(table):
            raise UserError(tr("{name} has no rows of a plan. Give the tables of plan_routes.", name=name))
    points = waypoints.to_crs(crs).sort_values(["drone", "sortie", "seq"])
    columns = _columns(points, Waypoints, ("vertex",))
    begins = np.nanmedian(columns["arrive"] - columns["arrive_s"]) if np.isfinite(columns["arrive"]).any() else 0.0
    place = shapely.get_coordinates(geometries_of(points), include_z=True)
    made = Waypoints(**columns, vertex=np.column_stack((place, columns["arrive_s"] + begins)))
    names = _columns(routes, Routes, ("line",))
    lines = tuple(_line(made, *name) for name in zip(names["drone"], names["sortie"], strict=True))
    if any(len(line) < 2 for line in lines):
        raise UserError(tr("A sortie of routes has no waypoints. Give both tables of the same plan."))
    nothing = np.zeros(0)
    left = Unserved(*[nothing.astype(object)] * 4, np.zeros((0, 2)))
    return FlightPlan(Routes(**names, line=lines), made, left)


def _line(points: Waypoints, drone: int, sortie: int) -> np.ndarray:
    """(m, 4) the vertices of a sortie: two where the drone stays at a waypoint."""
    own = points.of(drone, sortie)
    times = np.column_stack((points.arrival[own], points.departure[own])).ravel()
    passed = np.column_stack((np.repeat(points.vertex[own, :3], 2, axis=0), times))
    differs = np.abs(np.diff(passed, axis=0)).max(axis=1, initial=0.0) > 0
    return passed[np.concatenate(([True], differs))] if len(own) else passed


def _columns(table: pd.DataFrame, of: type, shapes: tuple[str, ...]) -> Mapping[str, np.ndarray]:
    """The columns of a table as the fields of a part of a flight plan; null where the table does not have one."""
    found = {}
    for name in (field.name for field in fields(of) if field.name not in shapes):
        if name not in table.columns:
            found[name] = np.full(len(table), None if name in TEXTS else np.nan, object if name in TEXTS else float)
        elif name in WHOLE:
            found[name] = table[name].to_numpy(int)
        elif name in MOMENTS:
            found[name] = seconds_of(table[name], "UTC", True)
        elif name in TEXTS:
            texts = [plain_text(value) or None for value in table[name]]
            found[name] = np.array([*texts, None], object)[:-1]
        else:
            found[name] = table[name].to_numpy(float, na_value=np.nan)
    return found


def _begin(points: Waypoints) -> float:
    """M at which the times of a plan begin."""
    return float(np.nanmedian(points.arrival - points.arrive_s))


def _polygons(table: geopandas.GeoDataFrame | None, crs: pyproj.CRS, what: str) -> np.ndarray:
    return np.zeros(0, object) if table is None else geometries_of(in_crs(table, crs, what, (2,)))


def _points(table: geopandas.GeoDataFrame | None, crs: pyproj.CRS) -> np.ndarray:
    if table is None:
        return np.zeros((0, 2))
    return shapely.get_coordinates(geometries_of(in_crs(table, crs, "rally", (0,)))).reshape(-1, 2)
