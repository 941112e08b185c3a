"""A plan as its layers hold it now, with everything that it is checked against."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSource,
)

from ...engine.check.flight_area import FlightArea
from ...engine.check.moved import ROUTES as ROUTES_COUNT
from ...engine.check.moved import MovedPlan
from ...engine.check.preflight import Rules, checked_plan, is_above_sea, with_battery
from ...engine.check.violation import LaunchSites, Limits, Terrain, Violation
from ...engine.drones.aircraft import Aircraft
from ...engine.drones.flight_plan import FlightPlan, sortie_name
from ...engine.errors import UserError
from ...engine.provenance.record import name_of
from ...engine.text import counted, listed
from ...engine.zones.privacy import PrivacyAreas
from ...engine.zones.zones import AGL, Zones
from ...layers.crs import crs_of_source
from ...layers.flight_plan import read_flight_plan
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .aircraft import AircraftInput
from .carried_records import Carried, carried_by
from .flight_area import FlightAreaInput
from .no_fly import NoFlyInput
from .parameters import metres, number
from .plan_record import (
    flown_otherwise,
    not_checked_violations,
    not_found,
    number_of,
    priority_violations,
    was_edited,
)
from .plan_sites import PlanSitesInput
from .privacy import PrivacyInput
from .taken import FALLBACK, PLANNERS, Taken, empty_as_made
from .task import TaskInput
from .terrain_bounds import as_planned

POINT, LINE = Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorLine
NO_FLY, AIRCRAFT, TASK, PRIVACY = NoFlyInput(), AircraftInput(), TaskInput(), PrivacyInput()
AREA, SITES = FlightAreaInput(), PlanSitesInput()
AREAS = ("NO_FLY", "PRIVACY")
"""Layers that are not checked where they are not found, which the log and the report say."""
AS_PLANNED = (
    *("NO_FLY_BUFFER", "CLEARANCE", "PRIVACY_BUFFER", "PRIVACY_HEIGHT", "PRIVACY_BUDGET"),
    *("AIRCRAFT", "ENDURANCE", "BATTERY_WH", "MASS", "RESERVE", "SPEED", "ALTITUDE", "CLIMB", "DESCENT"),
    *("WIND_SPEED", "WIND_FROM", "TERRAIN_TOLERANCE", "MAX_RANGE", "SEPARATION", "LAYERS", "LAYER_SPACING"),
    *("PAD_TIME", "SWAP_TIME"),
)
"""The parameters that are taken from the record of ROUTES where they are empty."""
ITS_OWN = "preflight"
"""Key of what was found out in the thread of the layers."""
OTHER_NODES = 0.1
"""Share of the spacing of terrain nodes by which heights may differ between nodes at other places."""
NO_RECORD_HOVER = 24 * 3600.0
"""s, longest stay at a waypoint where the record of the plan does not say how long drones hover."""


@dataclass(frozen=True)
class Preflight:
    """A plan, and what was found when it was checked."""

    plan: FlightPlan
    """as it would be flown: with the times that follow from moved waypoints. Z is metres above sea level with
    `terrain`, else above the launch site"""
    crs: QgsCoordinateReferenceSystem
    """of everything here, in metres"""
    rules: Rules
    violations: tuple[Violation, ...]
    moved: MovedPlan
    """which sorties were retimed, and which could not be"""
    assumed: tuple[str, ...]
    """sentences on what was not known, and what was assumed instead"""
    record: dict | None
    """of ROUTES; None where it has none"""

    @property
    def aircraft(self) -> Aircraft:
        return self.rules.aircraft

    @property
    def limits(self) -> Limits:
        return self.rules.limits

    @property
    def sites(self) -> LaunchSites:
        return self.rules.sites

    @property
    def zones(self) -> Zones:
        return self.rules.zones

    @property
    def terrain(self) -> Terrain | None:
        return self.rules.terrain

    @property
    def privacy(self) -> PrivacyAreas:
        return self.rules.privacy

    @property
    def area(self) -> FlightArea:
        """The geofence, the rally points, and the height of a return."""
        return self.rules.area

    @property
    def timezone(self) -> str:
        """Of the plan, as its record says; UTC where that is not known."""
        return str(((self.record or {}).get("parameters") or {}).get("TIMEZONE") or "UTC")


@dataclass(frozen=True)
class _Known:
    """What the records of the layers say. record: of ROUTES; edited: whether the plan was edited since it was made;
    routes_edited: whether ROUTES alone was; notes: on launch sites that were not found."""

    record: dict | None = None
    edited: bool = False
    routes_edited: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreflightInput(Block):
    """ROUTES and WAYPOINTS, and the rules of a check before the flight."""

    BASIC = ("ROUTES", "WAYPOINTS", "NO_FLY", "PRIVACY", "GEOFENCE", "RALLY", "TERRAIN", "MAX_AGL", "RESERVE")
    """Parameters that a dialog shows at once."""

    @property
    def as_made(self) -> tuple[Taken, ...]:
        """For AS_MADE of an algorithm with this block."""
        names = {name: name for name in (*AREAS, "TERRAIN", *AS_PLANNED)}
        return (Taken(("ROUTES",), PLANNERS, names, or_empty=AREAS),)

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE]),
            "The output Routes of Plan drone routes, also edited, and with edits that are not saved. Of Plan many "
            "nights take one night, with a filter such as night = 1.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource("WAYPOINTS", tr("Waypoints"), [POINT]),
            "The output Waypoints of the same plan. Where a waypoint was moved, the times and the battery of its "
            "sortie follow from that. If only the routes were edited, their vertices count instead.",
        )
        NO_FLY.add(algorithm)
        PRIVACY.add(algorithm)
        AREA.add(algorithm)
        AIRCRAFT.add(algorithm)
        AIRCRAFT.add_conditions(algorithm)
        AIRCRAFT.add_details(algorithm)
        algorithm.add(
            number("SWAP_TIME", "Time between sorties (min)", 5, decimals=1),
            "Least time on the ground between landing and the next take-off of a drone.",
        )
        algorithm.add(
            metres("MAX_RANGE", "Longest range (m)", None, 0.01, optional=True),
            "Maximum straight-line distance between a drone and its launch site at any time.",
        )
        TASK.add_separation(algorithm)
        empty_as_made(algorithm.declared, (*AREAS, "TERRAIN", *AS_PLANNED), tr("the drone routes"))
        SITES.add(algorithm)
        for name in ("ALTITUDE", "PRIVACY_HEIGHT"):  # without a record, the plan itself says them; see `prepare`
            definition = algorithm.declared[name]
            definition.setMetadata({**definition.metadata(), FALLBACK: None})

    def check(self, run: Run) -> None:
        for name, text in (("ROUTES", tr("routes")), ("WAYPOINTS", tr("waypoints"))):
            source = run.source(name)
            if source is not None and source.featureCount() == 0:
                raise UserError(
                    tr(
                        "{layer} ({name}) has no {what}. If you use a selection or a filter, check what it leaves.",
                        layer=source.sourceName(),
                        name=name,
                        what=text,
                    )
                )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("NO_FLY")
        PRIVACY.prepare(run)
        AREA.prepare(run)
        layers = {name: run.vector_layer(name) for name in ("ROUTES", "WAYPOINTS")}
        changed = {name: layer is not None and was_edited(layer) for name, layer in layers.items()}
        routes = layers["ROUTES"]
        carried = Carried("", None) if routes is None else carried_by(routes, check_edits=False)
        record = carried.record if carried.record and name_of(carried.record) in PLANNERS else None
        notes = []
        unknown = record is None or "PRIVACY_HEIGHT" not in record["parameters"]  # an empty one means never
        if unknown and not run.given("PRIVACY_HEIGHT") and run.given("PRIVACY"):
            run.assume("PRIVACY_HEIGHT", run.algorithm.parameterDefinition("PRIVACY_HEIGHT").defaultValue() or 50.0)
        if record is not None and not run.given("LAUNCH_SITES"):
            notes += SITES.take(run, record, carried.name)
        routes_edited = changed["ROUTES"] and not changed["WAYPOINTS"]
        run.prepared[ITS_OWN] = _Known(record, any(changed.values()), routes_edited, tuple(notes))

    def read(self, run: Run) -> Preflight:
        """The plan, read and checked. Raises UserError where the layers hold no plan, or something that it has to be
        checked against cannot be read."""
        known: _Known = run.prepared[ITS_OWN]
        routes, waypoints = run.source("ROUTES"), run.source("WAYPOINTS")
        _require_one_night(routes)
        crs = self._crs(run, routes, known.record)
        read = read_flight_plan(routes, waypoints, None, crs, run.transform_context, run.progress(0, 0.1))
        run.warn(*read.notes)
        plan, assumed = read.plan, list(known.notes)
        sites = SITES.read(run, plan, crs, assumed)
        limits = self._limits(run, plan, known.record, assumed)
        aircraft, same_nodes = self._aircraft(run, plan, crs, known.record)
        slack = 0.0 if same_nodes or aircraft.ground is None else OTHER_NODES * aircraft.ground_spacing
        limits = replace(
            limits,
            min_agl=_lowest(aircraft) - slack,
            terrain_tolerance=aircraft.tolerance + slack,
            ground_tolerance=slack or limits.ground_tolerance,
        )
        if slack:
            assumed.append(
                tr(
                    "No record says for which area the planner read the terrain, so heights between its nodes may "
                    "differ: they are checked to {slack:.1f} m more.",
                    slack=slack,
                )
            )
        terrain = None if aircraft.ground is None else Terrain(aircraft.ground, aircraft.ground_spacing)
        if terrain is None and np.isfinite(plan.waypoints.alt_amsl_m).any():
            raise UserError(
                tr(
                    "The heights of {name} are above sea level, because the plan was made with a terrain. Choose the "
                    "same TERRAIN to check it.",
                    name=waypoints.sourceName(),
                )
            )
        if terrain is not None and not is_above_sea(plan):
            assumed.append(
                tr(
                    "The plan was made without terrain. Its heights are taken to be above the launch site, and are "
                    "checked over TERRAIN."
                )
            )
        missing = not_found(run, known.record)
        assumed += missing
        zones = NO_FLY.zones(run, crs, *plan.span)
        if terrain is None and (high := _above_sea_limits(zones)):
            assumed.append(
                tr(
                    "{zones} limits above sea level, which cannot be compared with heights above the launch site: "
                    "without TERRAIN they count as no limits.",
                    zones=counted(high, "no-fly zone has", "no-fly zones have"),
                )
            )
        if known.record is not None and flown_otherwise(run, known.record):
            plan = with_battery(plan, aircraft, sites)
        rules = Rules(
            aircraft,
            limits,
            sites,
            zones,
            terrain,
            PRIVACY.read(run, crs),
            AREA.read(run, crs),
        )
        counts = dict.fromkeys(zip(plan.routes.drone.tolist(), plan.routes.sortie.tolist(), strict=True), ROUTES_COUNT)
        run.doing(tr("Checking {sorties}.", sorties=counted(len(plan.routes), "sortie")), 0.1, 0.9)
        found = checked_plan(plan, rules, counts if known.routes_edited else None)
        unchecked = not_checked_violations(missing) if known.edited else []
        found = replace(found, violations=[*found.violations, *priority_violations(plan, known.record), *unchecked])
        self._say_edits(run, found.moved, known.routes_edited)
        run.say(*assumed)
        return Preflight(
            found.moved.plan, crs, rules, tuple(found.violations), found.moved, tuple(assumed), known.record
        )

    @staticmethod
    def _crs(run: Run, routes, record: dict | None) -> QgsCoordinateReferenceSystem:
        """The CRS that the plan was made in, where its record says it, so that its figures are held to the same
        lengths; else a metric one at the routes."""
        made_in = QgsCoordinateReferenceSystem(str(((record or {}).get("results") or {}).get("CRS") or ""))
        crs, note = crs_of_source(routes, run.transform_context)
        if made_in.isValid() and not made_in.isGeographic():
            return made_in
        run.say(note)
        return crs

    def _limits(self, run: Run, plan: FlightPlan, record: dict | None, assumed: list[str]) -> Limits:
        made = {} if record is None else record["parameters"]
        swath, hover = number_of(made.get("SWATH")), number_of(made.get("HOVER_TIME"))
        if swath is None:
            known = plan.routes.swath_m[np.isfinite(plan.routes.swath_m)]
            swath = float(np.median(known)) if len(known) else 60.0
        if hover is None:
            hover = NO_RECORD_HOVER
            assumed.append(tr("How long drones hover is not checked: no record says how long they should."))
        begins = np.nan_to_num(plan.waypoints.arrival - plan.waypoints.arrive_s, nan=0.0)
        begins = float(np.median(begins)) if len(begins) else 0.0
        spacing, layers = run.number("LAYER_SPACING"), run.whole("LAYERS")
        return Limits(
            begins=begins,
            first_from=begins,
            separation=run.number("SEPARATION"),
            layer_spacing=spacing if layers > 1 and spacing > 0 else np.inf,
            swap_time=60 * run.number("SWAP_TIME"),
            pad_time=run.number("PAD_TIME"),
            no_fly_buffer=run.number("NO_FLY_BUFFER"),
            clearance=run.number("CLEARANCE"),
            max_range=run.optional_number("MAX_RANGE"),
            max_agl=run.number("MAX_AGL"),
            hover_time=hover,
            swath=swath,
        )

    def _aircraft(self, run: Run, plan: FlightPlan, crs: QgsCoordinateReferenceSystem, record) -> tuple[Aircraft, bool]:
        """The aircraft over its terrain, and whether that has the same nodes as the planner's."""
        if not run.given("ALTITUDE"):
            stated = plan.routes.altitude_m[np.isfinite(plan.routes.altitude_m)]
            run.assume("ALTITUDE", float(stated.min()) if len(stated) else 0.0)
        places = shapely.multipoints(np.vstack([line[:, :2] for line in plan.routes.line]))
        area = as_planned(places, record, crs)
        aircraft = AIRCRAFT.over_terrain(run, AIRCRAFT.read(run), np.array([area], object), crs)
        return aircraft, area is not places

    @staticmethod
    def _say_edits(run: Run, moved: MovedPlan, routes: bool) -> None:
        if moved.changed:
            run.say(
                tr(
                    "New times and battery figures, which follow from edited positions, or from another speed or wind "
                    "than the plan was made with: {sorties}. The positions of {layer} count.",
                    sorties=listed([sortie_name(*one) for one in moved.changed], 5, tr("; ")),
                    layer="ROUTES" if routes else "WAYPOINTS",
                )
            )
        if moved.unmatched:
            run.warn(
                tr(
                    "Waypoints or vertices were added or deleted, so that routes and waypoints do not match: "
                    "{sorties}.",
                    sorties=listed([sortie_name(*one) for one in moved.unmatched], 5, tr("; ")),
                )
            )


def _lowest(aircraft: Aircraft) -> float:
    return aircraft.altitude - (0 if aircraft.ground is None else aircraft.tolerance)


def _above_sea_limits(zones: Zones) -> int:
    """How many zones have a limit that is measured from sea level, or the ellipsoid."""
    lower = np.isfinite(zones.lower) & (zones.lower_ref != AGL)
    return int((lower | (np.isfinite(zones.upper) & (zones.upper_ref != AGL))).sum())


def _require_one_night(routes) -> None:
    """Raises UserError where a layer holds several nights of Plan many nights."""
    at = routes.fields().lookupField("night")
    if at < 0:
        return
    nights = {feature.attributes()[at] for feature in routes.getFeatures()}
    if len(nights) > 1:
        raise UserError(
            tr(
                "{name} has the plans of {nights}. Each night is checked on its own: filter both layers, for example "
                'with "night" = 1.',
                name=routes.sourceName(),
                nights=counted(len(nights), "night"),
            )
        )
