"""The parameters of a fleet and its aircraft, shared by every algorithm that plans flights, and their reading."""

from dataclasses import replace

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
)

from ...engine.airspace.airspace import Airspace, airspace_around
from ...engine.drones.aircraft import Aircraft, Wind
from ...engine.drones.spec_sheets import SHEETS, SpecSheet
from ...engine.errors import UserError
from ...engine.plan.plan import Fleet, Task
from ...engine.plan.schedule import Separation
from ...engine.plan.stops import Service
from ...engine.timing.timezones import check_timezone
from ...layers.features import Features, LayerSource, read_features
from ...layers.terrain import read_ground
from ..base import BlindspotAlgorithm, tr
from .parameters import epoch_seconds, metres, number, numeric_field, whole

POINT, POLYGON = Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorPolygon
MOST_DRONES = 1000
MOST_SORTIES = 200
"""Of all drones together: beyond it, keeping them apart in the air takes longer than the night."""
OWN_AIRCRAFT = "Own figures"


class FleetPlanner(BlindspotAlgorithm):
    """An algorithm that plans what drones fly."""

    def add_fleet_parameters(self) -> None:
        """Who flies, from where, and where not."""
        self.add(
            QgsProcessingParameterFeatureSource("LAUNCH_SITES", tr("Launch sites"), [POINT]),
            "Where drones start and land. A field called name is used to speak of them.",
        )
        self.add(
            whole("DRONES", "Drones", 2, 1, MOST_DRONES),
            "The whole fleet. Each drone keeps one launch site for the night, which the solver chooses.",
        )
        self.add(
            whole("SORTIES", "Sorties per drone", 1, 1, 100),
            "How many flights each drone may make, each on a full battery.",
        )
        self.add(
            number("SWAP_TIME", "Time between sorties (min)", 5),
            "On the ground, from landing to the next take-off: to swap the battery and check the drone.",
        )
        self.add(
            QgsProcessingParameterMultipleLayers("NO_FLY", tr("No-fly zones"), POLYGON, None, True),
            "Polygons that no drone may enter. Holes in them are open.",
        )
        self.add(metres("NO_FLY_BUFFER", "Distance to no-fly zones", 0), "How far drones keep from no-fly zones.")

    def add_aircraft_parameters(self) -> None:
        """What a drone can do, and how it serves."""
        self.add(
            QgsProcessingParameterEnum(
                "AIRCRAFT", tr("Drone model"), [OWN_AIRCRAFT, *(sheet.name for sheet in SHEETS)], False, 0
            ),
            "A model brings endurance, battery and mass from its maker's data sheet, and the three below are not used. "
            "For any other drone choose your own figures: its data sheet states all three. Batteries age, payloads "
            "weigh, cold bites: where you have measured endurance yourself, use that.",
        )
        self.add(
            number("ENDURANCE", "Endurance (min)", 30, 0.01),
            "How long a full battery lasts in still air at the most economical speed: the flight time of the data "
            "sheet.",
        )
        self.add(
            number("BATTERY_WH", "Battery (Wh)", None, 0.01, optional=True),
            "Energy of all its batteries together. Empty: what ENDURANCE asks for in a typical drone of 2 kg. It "
            "decides energy_wh, hardly the plan.",
        )
        self.add(
            number("MASS", "Mass (kg)", None, 0.01, optional=True),
            "At take-off, payload included: what climbing has to lift. Empty: a typical one for the battery.",
        )
        self.add(number("RESERVE", "Reserve (%)", 25, 0, 95), "Share of the battery that is left after landing.")
        self.add(
            number("SPEED", "Airspeed (m/s)", 10, 0.1, 100),
            "Along legs, through the air: wind adds to it or takes from it.",
        )
        self.add(
            metres("ALTITUDE", "Altitude above ground", 60),
            "Of all flight between take-off and landing, on the lowest altitude layer.",
        )
        self.add(number("HOVER_TIME", "Hovering time (s)", 60), "How long a drone hovers over each point.")
        self.add(
            metres("SWATH", "Swath", 60, 0.1),
            "Width of what the drone sees on the ground: the distance between the lines of a sweep.",
        )
        self.add(
            metres("CORRIDOR_WIDTH", "Width of corridors along lines", None, 0.01, optional=True),
            "How wide the strips are that lines stand for, such as a riverside of 150 m. Wider than SWATH, they are "
            "flown in parallel lines. Empty: lines are followed once.",
        )
        self.add(
            metres("MAX_RANGE", "Longest range", None, 0.01, optional=True),
            "The farthest, in a straight line, that a drone may ever be from its launch site: that of the radio link, "
            "or of sight.",
        )
        self.add(
            number("WIND_SPEED", "Wind (m/s)", 0, 0, 60), "At the altitude flown; the same everywhere and all night."
        )
        self.add(
            number("WIND_FROM", "Wind from (degrees)", 0, -360, 360),
            "Where the wind comes from, clockwise from the north of the plan's CRS: 90 is a wind from the east.",
        )
        self.add(
            QgsProcessingParameterRasterLayer("TERRAIN", tr("Terrain"), None, True),
            "Heights of the ground in metres above sea level. With it drones keep their altitude above it, and Z is "
            "above sea level; without it the "
            "ground is taken as flat, and Z is above the launch site.",
        )

    def add_detail_parameters(self) -> None:
        """What most analysts leave as it is."""
        self.add(
            numeric_field("DRONES_FIELD", "Drones at each launch site", "LAUNCH_SITES"),
            "How many drones start from each site; DRONES isn't used then. Empty: the solver spreads DRONES over the "
            "sites.",
        )
        self.add(number("CLIMB", "Climb (m/s)", 3, 0.1, 50), "Speed of going up.", advanced=True)
        self.add(number("DESCENT", "Descent (m/s)", 2, 0.1, 50), "Speed of going down.", advanced=True)
        self.add(
            metres("TERRAIN_TOLERANCE", "Tolerance of the height above ground", 1, 0.1),
            "How far a drone may leave its height above TERRAIN between two waypoints: less makes more waypoints.",
            advanced=True,
        )
        self.add(
            whole("LAYERS", "Altitude layers", 3, 1, 100),
            "Drones take turns on these altitudes, the lowest at ALTITUDE, so that they may cross each other. 1: all "
            "fly at one altitude, and launch delay alone keeps them apart.",
            advanced=True,
        )
        self.add(
            metres("LAYER_SPACING", "Height between layers", 10, 0),
            "From one altitude layer to the next: more than the error of height of your drones. 0: one altitude.",
            advanced=True,
        )
        self.add(
            metres("SEPARATION", "Distance between drones", 30, 0),
            "In the plane, between any two drones in the air that aren't on different layers, at take-off and landing "
            "too. What layers can't part takes off later.",
            advanced=True,
        )

    def add_solving_parameters(self, each: str = "") -> None:
        """How long a plan is searched for, and by whom. each: what TIME_LIMIT is for, where there are several."""
        self.add(
            number("TIME_LIMIT", "Time to search for a plan (s)", 10, 0.1, 86400),
            f"Longer finds better plans, less and less so. {each}".strip(),
        )
        self.add(
            QgsProcessingParameterEnum("SOLVER", tr("Solver"), [tr("Automatic"), tr("Built in")], False, 0),
            "Who searches. Automatic takes what was measured to be best, which is the built-in search.",
            advanced=True,
        )
        self.add(
            whole("MAX_ITERATIONS", "Steps of the solver", 0),
            "0: by time. Otherwise exactly so many steps, however long they take: with the same SEED the plan is then "
            "the same.",
            advanced=True,
        )
        self.add(whole("SEED", "Seed", 0), "Of the solver's random choices.")

    def prepareAlgorithm(self, parameters, context, feedback):
        # Layers belong to the thread that this is called from; what is read later, in another one, is their sources.
        self._zone_layers = [
            LayerSource.of(layer) for layer in self.parameterAsLayerList(parameters, "NO_FLY", context)
        ]
        return super().prepareAlgorithm(parameters, context, feedback)

    def task(self, parameters, context) -> tuple[Task, float | None]:
        """The task, and START as seconds since the epoch if it is given."""
        timezone = self.parameterAsString(parameters, "TIMEZONE", context).strip() or "UTC"
        check_timezone(timezone)
        given = parameters.get("START") not in (None, "")
        start = epoch_seconds(self.parameterAsDateTime(parameters, "START", context), timezone, "START", given)
        task = Task(
            Service(
                self.parameterAsDouble(parameters, "HOVER_TIME", context),
                self.parameterAsDouble(parameters, "SWATH", context),
                self.optional_number(parameters, "CORRIDOR_WIDTH", context),
            ),
            self.optional_number(parameters, "MAX_RANGE", context),
            Separation(
                self.parameterAsDouble(parameters, "SEPARATION", context),
                self.parameterAsDouble(parameters, "LAYER_SPACING", context),
                self.parameterAsInt(parameters, "LAYERS", context),
            ),
            begins=start or 0.0,
            seconds=self.parameterAsDouble(parameters, "TIME_LIMIT", context),
            iterations=self.parameterAsInt(parameters, "MAX_ITERATIONS", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
        )
        return task, start

    def airframe(self, parameters, context, feedback) -> Aircraft:
        """The aircraft over level ground."""
        sheet = self._sheet(parameters, context, feedback)
        return Aircraft(
            endurance=sheet.endurance,
            reserve=self.parameterAsDouble(parameters, "RESERVE", context) / 100,
            speed=self.parameterAsDouble(parameters, "SPEED", context),
            climb=self.parameterAsDouble(parameters, "CLIMB", context),
            descent=self.parameterAsDouble(parameters, "DESCENT", context),
            altitude=self.parameterAsDouble(parameters, "ALTITUDE", context),
            wind=Wind(
                self.parameterAsDouble(parameters, "WIND_SPEED", context),
                self.parameterAsDouble(parameters, "WIND_FROM", context),
            ),
            capacity_wh=sheet.battery_wh,
            mass=sheet.mass,
            tolerance=self.parameterAsDouble(parameters, "TERRAIN_TOLERANCE", context),
        )

    def over_terrain(
        self, parameters, context, feedback, aircraft: Aircraft, shapes: np.ndarray, crs: QgsCoordinateReferenceSystem
    ) -> Aircraft:
        """The aircraft above TERRAIN, if it is given, wherever the shapes, (n,) in `crs`, are."""
        terrain = self.parameterAsRasterLayer(parameters, "TERRAIN", context)
        if terrain is None and parameters.get("TERRAIN") not in (None, ""):
            raise QgsProcessingException(self.invalidRasterError(parameters, "TERRAIN"))
        if terrain is None:
            return aircraft
        ground, spacing, said = read_ground(
            terrain, tuple(shapely.total_bounds(shapes)), crs, context.transformContext()
        )
        feedback.pushInfo(said)
        return replace(aircraft, ground=ground, ground_spacing=spacing)

    def _sheet(self, parameters, context, feedback) -> SpecSheet:
        """The figures of the drone: a model's, or the analyst's own."""
        model = self.parameterAsEnum(parameters, "AIRCRAFT", context)
        if model == 0:
            return SpecSheet(
                OWN_AIRCRAFT,
                self.parameterAsDouble(parameters, "ENDURANCE", context) * 60,
                self.optional_number(parameters, "BATTERY_WH", context),
                self.optional_number(parameters, "MASS", context),
            )
        sheet = SHEETS[model - 1]
        feedback.pushInfo(
            f"{sheet.name}: {sheet.endurance / 60:g} min, {sheet.battery_wh:g} Wh, {sheet.mass:g} kg ({sheet.source})."
        )
        wind = self.parameterAsDouble(parameters, "WIND_SPEED", context)
        if wind > sheet.most_wind:
            feedback.pushWarning(
                f"WIND_SPEED is {wind:g} m/s; the {sheet.name} is said to withstand {sheet.most_wind:g} m/s."
            )
        return sheet

    def fleet_and_airspace(
        self, parameters, context, feedback, crs: QgsCoordinateReferenceSystem
    ) -> tuple[Fleet, Airspace]:
        """LAUNCH_SITES with their drones, and NO_FLY with its buffer, in `crs`."""
        transform_context = context.transformContext()
        zones = [read_zones(layer, crs, transform_context, feedback) for layer in self._zone_layers]
        sites = noted(read_features(self.source(parameters, "LAUNCH_SITES", context), crs, transform_context), feedback)
        fleet = self._fleet(parameters, context, sites, feedback)
        if not len(fleet.sites):
            raise UserError("There is no launch site: LAUNCH_SITES has no point.")
        buffer = self.parameterAsDouble(parameters, "NO_FLY_BUFFER", context)
        return fleet, airspace_around([zone for layer in zones for zone in layer], buffer)

    def _fleet(self, parameters, context, sites: Features, feedback) -> Fleet:
        field = next(iter(self.parameterAsStrings(parameters, "DRONES_FIELD", context)), "")
        places, names, home = [], [], []
        site_names = _site_names(sites)
        drones = _drones(sites, field, feedback) if field else np.zeros(len(sites))
        for shape, name, count in zip(sites.geometry, site_names, drones, strict=True):
            for index, point in enumerate(shapely.get_coordinates(shape)):
                home += [len(places)] * (int(count) if index == 0 else 0)
                places.append(point)
                names.append(name)
        if not field:
            home = [-1] * self.parameterAsInt(parameters, "DRONES", context)
        elif not home:
            raise UserError(
                f"The field {field} gives no launch site a drone. Put how many drones each site has, or leave "
                f"DRONES_FIELD empty."
            )
        sorties = self.parameterAsInt(parameters, "SORTIES", context)
        if len(home) * sorties > MOST_SORTIES:
            raise UserError(
                f"{len(home):,} drones (DRONES, or DRONES_FIELD) with {sorties:,} sorties each (SORTIES) make "
                f"{len(home) * sorties:,} sorties; one plan takes {MOST_SORTIES} at most: lower DRONES or SORTIES."
            )
        swap_time = self.parameterAsDouble(parameters, "SWAP_TIME", context) * 60
        return Fleet(np.array(places).reshape(-1, 2), tuple(names), np.array(home), sorties, swap_time)


def read_zones(layer: LayerSource, crs, transform_context, feedback) -> np.ndarray:
    """The polygons of a layer of no-fly zones. Raises UserError where one of them could not be kept clear of."""
    features = read_features(layer, crs, transform_context)
    if len(features) and shapely.get_dimensions(features.geometry).min() < 2:
        raise UserError(
            f"NO_FLY layer {features.name} holds points or lines, and a zone needs an area. Buffer them into polygons "
            "first, as wide as drones must keep away."
        )
    if features.lost or features.flat:
        raise UserError(
            f"{features.lost + features.flat:,} zones of the NO_FLY layer {features.name} cannot be read: they have no "
            "area, or lie outside what the CRS can express. Mend or delete them: a plan must know every zone."
        )
    return noted(features, feedback).geometry


def noted(features: Features, feedback) -> Features:
    """The features, with what was wrong said aloud."""
    for note in features.notes:
        feedback.pushWarning(note)
    return features


def _site_names(sites: Features) -> list[str]:
    own = sites.texts("name") if sites.fields.lookupField("name") >= 0 else [""] * len(sites)
    return [name or str(fid) for name, fid in zip(own, sites.fid, strict=True)]


def _drones(sites: Features, field: str, feedback) -> np.ndarray:
    """(n,) whole drones of each site."""
    drones = sites.numbers(field)
    if np.isnan(drones).any():
        feedback.pushWarning(
            f"{int(np.isnan(drones).sum()):,} launch sites have no number in {field}: no drone starts there."
        )
    drones = np.nan_to_num(drones)
    if (drones < 0).any() or drones.sum() > MOST_DRONES:
        raise UserError(
            f"The field {field} of {sites.name} must hold 0 or more drones a site, and at most {MOST_DRONES} together."
        )
    return np.floor(drones)
