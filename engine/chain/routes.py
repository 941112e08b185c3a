"""From tables of blind spots and launch sites to tables of drone routes."""

import warnings
from dataclasses import asdict, fields, replace
from typing import NamedTuple

import numpy as np
import shapely

from ..airspace.airspace import MIN_CLEARANCE
from ..airspace.zoned import by_height, zoned_airspace
from ..drones.aircraft import Aircraft, Wind
from ..drones.flight_plan import ClosedSpots, FlightPlan, Routes, Unserved, Waypoints
from ..errors import UserError
from ..language import tr
from ..places.names import called, name_field
from ..plan.plan import Fleet, Task
from ..plan.schedule import Separation
from ..plan.scored_places import scored_places
from ..plan.sound_plan import SoundPlan, sound_plan
from ..plan.start_in_watch import start_in_watch
from ..plan.stops import Service, Targets
from ..plan.watch_task import ScoredPlaces, WatchTask
from ..plan.zones_met import flight_heights, flight_span
from ..score.gap_profiles import profile_field, unseen_of
from ..tables import geometries_of, geopandas, pyproj, usable_numbers
from ..text import plain_text
from ..timing.timezones import check_timezone
from ..timing.watch import Watch
from .drone_sight import drone_sight
from .metric import in_crs, metric_crs
from .moments import instant, seconds_of_day, utc_times
from .zones import privacy_areas, zones_of_table

MOMENTS = ("start", "end", "arrive", "leave", "first_visit")
"""Fields in seconds since the epoch that become dates and times in the tables."""
OBJECTIVES = ("close", "serve")


class RouteTables(NamedTuple):
    """The tables of a plan."""

    routes: geopandas.GeoDataFrame
    waypoints: geopandas.GeoDataFrame
    unserved: geopandas.GeoDataFrame


class PlannedRoutes(RouteTables):
    """The result of plan_routes, in the metric CRS used: the tables routes, waypoints and unserved, and the attribute
    `spots`. The columns are those of blindspot:planroutes.

    routes: a line with Z for each sortie: drone, sortie, launch_site, start, end (UTC, NaT without `start`),
    duration_s, distance_m, energy_wh, priority, z_ref, altitude_m, left_pct, swath_m, spots (names, in the order of
    flight).
    waypoints: points with Z in the order flown: drone, sortie, seq, action, arrive, leave (UTC), arrive_s, leave_s
    (seconds from the start of the watch, or from the first take-off if each spot is served once), alt_agl_m,
    alt_amsl_m, speed_ms, spot_id (of spots that one visit serves together, because they practically coincide: all ids,
    divided by "; "), spot_name.
    unserved: a point for each spot, or part of it, that is not visited: spot_id, priority, reason, spot_name.
    spots: the blind spots: spot_id, spot_name, visits, times, first_visit (UTC), gap_before, gap_after, closed,
    priority; None if each spot is served once.
    `routes.attrs` holds total_priority, upper_bound, iterations and stages; privacy_minutes if there are privacy
    places; and closed_priority, share_closed (%) and curve (what other fleets would close, as dictionaries), or
    served_priority if each spot is served once.
    """

    spots: geopandas.GeoDataFrame | None = None


def plan_routes(
    blind_spots: geopandas.GeoDataFrame,
    launch_sites: geopandas.GeoDataFrame,
    *,
    priority_field: str = "priority",
    drones: int = 2,
    drones_field: str | None = None,
    sorties: int = 1,
    swap_time: float = 5.0,
    no_fly: geopandas.GeoDataFrame | None = None,
    no_fly_buffer: float = 0.0,
    clearance: float = MIN_CLEARANCE,
    privacy: geopandas.GeoDataFrame | None = None,
    privacy_buffer: float = 30.0,
    privacy_height: float | None = 50.0,
    privacy_budget: float | None = None,
    endurance: float = 30.0,
    battery_wh: float | None = None,
    mass: float | None = None,
    reserve: float = 25.0,
    speed: float = 10.0,
    climb: float = 3.0,
    descent: float = 2.0,
    altitude: float = 60.0,
    turn_time: float | None = None,
    landing_time: float | None = None,
    wind_speed: float = 0.0,
    wind_from: float = 0.0,
    hover_time: float = 60.0,
    swath: float = 60.0,
    corridor_width: float | None = None,
    max_range: float | None = None,
    start=None,
    timezone: str = "UTC",
    layers: int = 3,
    layer_spacing: float = 10.0,
    separation: float = 30.0,
    pad_time: float = 60.0,
    time_limit: float = 10.0,
    max_iterations: int = 0,
    seed: int = 0,
    crs=None,
    stages=(),
    objective: str = "close",
    revisit: float = 120.0,
    watch: tuple = ("22:00", "05:00"),
    night_from=None,
    night_to=None,
    scored: geopandas.GeoDataFrame | None = None,
    drone_range: float | None = None,
    buildings: geopandas.GeoDataFrame | None = None,
    height_field: str | None = None,
    building_height: float | None = None,
) -> PlannedRoutes:
    """Drone routes that close the most gap over the watch that the solver finds, as by blindspot:planroutes, over level
    ground.

    blind_spots: the result of find_blind_spots, or any table in any CRS: points are hovered over, lines followed,
    polygons swept. priority_field: the column of priorities (0 or more; a missing number counts 0); without that column
    each row has priority 1. The column spot_id identifies the spots, or the index if there is no such column; a
    column called name, or near, names them.
    launch_sites: points, named by the column name, or by the index if there is no such column. drones: the number of
    all drones, whose sites the solver chooses. drones_field: the column with the number of drones at each site, used
    instead of `drones`. sorties: per drone. swap_time: min between two sorties of a drone.
    no_fly: polygons that no drone may enter, with heights and times in the columns of import_geozones, if it has them;
    times count in a plan with `start`. no_fly_buffer: m, the distance that drones keep from them; clearance: m, the
    least such distance, except near a launch site that is itself nearer to a zone.
    privacy: homes, schools, clinics: places of any geometry over which nothing is hovered over, followed or swept.
    privacy_buffer: m around them that count as part of them. privacy_height: m above ground from which on drones may
    cross them; None: never. privacy_budget: min a night that all drones together may be over them; None: no limit.
    endurance: min. battery_wh: Wh. mass: kg. reserve: % of the battery left after landing. speed: m/s, airspeed.
    climb, descent: m/s. altitude: m above ground. wind_speed: m/s; wind_from: degrees clockwise from grid north.
    turn_time: s lost at each corner, and half of what is lost over each point; landing_time: s that take-off and
    landing of a sortie take longer; energy is kept for both beyond the reserve. None: what a multicopter with ArduPilot
    loses; 0: nothing is kept.
    hover_time: s over a point. swath: m. corridor_width: m, width of the corridors that lines stand for; None: lines
    are followed once. max_range: m from the launch site.
    start: a timestamp or text, in `timezone` if it names no zone, from which on drones take off; None: times are
    seconds from the start of the watch, or from the first take-off if each spot is served once.
    objective: close, or serve for the highest served priority, each spot once. revisit: min. watch: from, to, as text
    (22:00) or datetime.time, in `timezone`; if equal, all day. night_from, night_to: the local times of day between
    which drones may take off; None: from the start of the watch, until `revisit` after its end. scored: the result of
    score_gaps, at whose places what is closed is then measured; None: within the blind spots. The gap of each spot over
    the watch is that of its column gap_profile; without one it is the same at all times. drone_range: m, detection
    range of the drones; None: half of `swath`.
    buildings: polygons that hide the ground behind them from drones, as seen from the altitude of each; what is hidden
    does not count as closed, and what no stop sees at `altitude` is in unserved. height_field: the column of their
    heights, m above the ground; building_height: m, where it has none; None: such a building hides from any height.
    layers, layer_spacing (m), separation (m): altitude layers, and the horizontal distance of drones on the same layer.
    pad_time: s between take-offs and landings of different drones at one launch site; sites nearer than `separation`
    count as one.
    time_limit: s for the solver and the upper bound. max_iterations: steps of the solver, 0: limited by time instead;
    with it, the plan depends on the seed alone. stages: `routes.attrs["stages"]` of an earlier plan that was limited by
    time: the same inputs then give the same plan, however long that takes. crs: the metric CRS to work in; None: that
    of the spots if it is metric and true to scale, else their UTM zone.

    Raises UserError for tables without a CRS, without a usable row or without a column named; if a launch site lies in
    a no-fly zone; if there are too many stops; and if the plan fails its own check.
    """
    crs = metric_crs(blind_spots, "blind_spots") if crs is None else pyproj.CRS.from_user_input(crs)
    spots = in_crs(blind_spots, crs, "blind_spots")
    if not len(spots):
        raise UserError(tr("blind_spots has no feature with a usable geometry: there is nothing to plan for."))
    targets = Targets(geometries_of(spots), _numbers(spots, priority_field, "blind_spots"))
    ids = list(map(plain_text, spots["spot_id"] if "spot_id" in spots.columns else spots.index))

    sites = in_crs(launch_sites, crs, "launch_sites", (0,))
    fleet = Fleet.from_table(sites, _drones(sites, drones, drones_field), sorties, swap_time * 60)
    if not len(fleet.home):
        raise UserError(tr("No launch site has a drone."))

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
        turn_time=turn_time,
        landing_time=landing_time,
    )
    check_timezone(timezone)
    begins = instant(start, "start", timezone)
    task = Task(
        Service(hover_time, swath, corridor_width),
        max_range,
        Separation(separation, layer_spacing, layers, pad_time),
        begins=begins or 0.0,
        seconds=time_limit,
        iterations=max_iterations,
        stages=tuple(map(tuple, stages)),
        seed=seed,
        privacy=privacy_areas(privacy, crs, privacy_buffer, privacy_height, privacy_budget),
        sight=drone_sight(buildings, crs, height_field, building_height),
    )
    if objective not in OBJECTIVES:
        raise UserError(
            tr(
                "objective must be one of {objectives}, not {objective}.",
                objectives=", ".join(OBJECTIVES),
                objective=objective,
            )
        )
    if objective == "close":
        hours = Watch(*map(seconds_of_day, watch, ("watch[0]", "watch[1]")), frozenset(), timezone)
        at, not_before = (0.0, 0.0) if begins is None else start_in_watch(hours, begins)
        window = [None if at is None else seconds_of_day(at, "night_from or night_to") for at in (night_from, night_to)]
        closing = WatchTask.of(hours, revisit * 60, drone_range or swath / 2, window, not_before)
        if scored is not None:
            closing = replace(closing, scored=_scored(scored, crs, hours.length))
        task, targets = replace(task, begins=at, watch=closing), _with_profiles(targets, spots, hours.length)
    zones = zones_of_table(no_fly, crs, *((None, None) if begins is None else flight_span(task, fleet, aircraft)))
    shapes = np.concatenate((targets.geometry, shapely.points(fleet.sites)))
    here = by_height(zones, flight_heights(aircraft, task, fleet, shapes), fleet.sites, max(no_fly_buffer, clearance))
    airspace = zoned_airspace(zones, here, no_fly_buffer, clearance, fleet.sites)
    found = sound_plan(ids, targets, fleet, airspace, aircraft, task, begins, names=_names(spots))
    hidden = () if found.plan.hidden is None else found.plan.hidden.sentences()
    for note in (*found.notes, *hidden):
        warnings.warn(note, UserWarning, stacklevel=2)
    return _planned(found, targets, crs)


def _planned(found: SoundPlan, targets: Targets, crs: pyproj.CRS) -> PlannedRoutes:
    """The result of plan_routes."""
    plan, flight_plan = found.plan, found.flight_plan
    tables = _tables(flight_plan, crs)
    tables.routes.attrs.update(
        total_priority=flight_plan.total_priority,
        upper_bound=plan.upper_bound,
        iterations=plan.iterations,
        stages=plan.stages,
    )
    if plan.privacy is not None:
        tables.routes.attrs.update(privacy_minutes=plan.privacy.seconds / 60)
    if plan.closing is None:
        tables.routes.attrs.update(served_priority=flight_plan.served_priority)
        return tables
    tables.spots = geopandas.GeoDataFrame(_columns(flight_plan.spots), geometry=targets.geometry, crs=crs)
    tables.routes.attrs.update(
        closed_priority=plan.closing.priority,
        share_closed=plan.closing.share,
        curve=[asdict(step) for step in plan.closing.curve],
    )
    return tables


def _drones(sites: geopandas.GeoDataFrame, drones: int, field: str | None) -> int | np.ndarray:
    """The number of all drones, or (n,) those at each site."""
    if field is None:
        return drones
    if field not in sites.columns:
        raise UserError(tr("drones_field is {field}, which is no column of launch_sites.", field=field))
    return np.floor(_numbers(sites, field, "launch_sites")).astype(int)


def _with_profiles(targets: Targets, spots: geopandas.GeoDataFrame, length: float) -> Targets:
    """The targets with the gaps of the spots and their profiles; length: of the watch in s."""
    gap = spots["gap"].to_numpy(float, na_value=np.nan) if "gap" in spots.columns else None
    return replace(targets, unseen=unseen_of(_profiles(spots), length)[0], gap=gap)


def _scored(places: geopandas.GeoDataFrame, crs: pyproj.CRS, length: float) -> ScoredPlaces:
    """The places at which what is closed is measured; length: of the watch in s."""
    if "priority" not in places.columns:
        raise UserError(tr("scored has no column priority. Give the result of score_gaps."))
    places = in_crs(places, crs, "scored")
    priority = _numbers(places, "priority", "scored")
    return scored_places(geometries_of(places), priority, _profiles(places), length)[0]


def _profiles(table: geopandas.GeoDataFrame) -> list:
    """The gap profiles of a table, None where there is none."""
    field = profile_field([str(column) for column in table.columns])
    return [None] * len(table) if field is None else table[field].tolist()


def _names(spots: geopandas.GeoDataFrame) -> list[str | None]:
    """What the spots are called, from the columns name and near; None for a spot without a name."""
    nothing = [""] * len(spots)
    field = name_field([column for column in spots.columns if column != "geometry"])
    names = nothing if field is None else map(plain_text, spots[field])
    near = map(plain_text, spots["near"]) if "near" in spots.columns else nothing
    return [called(*both) for both in zip(names, near, strict=True)]


def _numbers(table: geopandas.GeoDataFrame, field: str, what: str) -> np.ndarray:
    """(n,) numbers of a column, 0 where one is missing; all 1 if there is no such column. Raises UserError for negative
    numbers."""
    if field not in table.columns:
        return np.ones(len(table))
    values = np.nan_to_num(usable_numbers(table[field].to_numpy(float, na_value=np.nan))[0])
    if (values < 0).any():
        raise UserError(
            tr("The column {field} of {what} holds negative numbers. Use 0 or more.", field=field, what=what)
        )
    return values


def _tables(plan: FlightPlan, crs: pyproj.CRS) -> PlannedRoutes:
    """The tables of a flight plan."""
    lines = [shapely.LineString(line[:, :3]) for line in plan.routes.line]
    vertices = shapely.points(plan.waypoints.vertex[:, :3])
    return PlannedRoutes(
        geopandas.GeoDataFrame(_columns(plan.routes, "line"), geometry=lines, crs=crs),
        geopandas.GeoDataFrame(_columns(plan.waypoints, "vertex"), geometry=vertices, crs=crs),
        geopandas.GeoDataFrame(_columns(plan.unserved, "place"), geometry=shapely.points(plan.unserved.place), crs=crs),
    )


def _columns(part: Routes | Waypoints | Unserved | ClosedSpots, shape: str = "") -> dict:
    """The fields of a part of the plan without its geometry, the field `shape`; dates and times in UTC."""
    columns = {field.name: getattr(part, field.name) for field in fields(part) if field.name != shape}
    return {name: utc_times(column) if name in MOMENTS else column for name, column in columns.items()}
