"""What a drone can do: its model or its own figures, the wind, and the terrain that it flies over."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterEnum, QgsProcessingParameterRasterLayer

from ...engine.drones.aircraft import Aircraft, Wind
from ...engine.drones.spec_sheets import SHEETS, SpecSheet
from ...layers.terrain import read_ground
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, number

OWN_AIRCRAFT = "Own figures"


@dataclass(frozen=True)
class AircraftInput(Block):
    """AIRCRAFT and its figures, WIND_SPEED, WIND_FROM, TERRAIN, CLIMB, DESCENT and TERRAIN_TOLERANCE."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """What a drone can do."""
        algorithm.add(
            QgsProcessingParameterEnum(
                "AIRCRAFT", tr("Drone model"), [OWN_AIRCRAFT, *(sheet.name for sheet in SHEETS)], False, 0
            ),
            "A model brings endurance, battery and mass from its maker's data sheet, and the three below are not used. "
            "For any other drone choose your own figures: its data sheet states all three. Batteries age, payloads "
            "weigh, cold bites: where you have measured endurance yourself, use that.",
        )
        algorithm.add(
            number("ENDURANCE", "Endurance (min)", 30, 0.01),
            "How long a full battery lasts in still air at the most economical speed: the flight time of the data "
            "sheet.",
        )
        algorithm.add(
            number("BATTERY_WH", "Battery (Wh)", None, 0.01, optional=True),
            "Energy of all its batteries together. Empty: what ENDURANCE asks for in a typical drone of 2 kg. It "
            "decides energy_wh, hardly the plan.",
        )
        algorithm.add(
            number("MASS", "Mass (kg)", None, 0.01, optional=True),
            "At take-off, payload included: what climbing has to lift. Empty: a typical one for the battery.",
        )
        algorithm.add(number("RESERVE", "Reserve (%)", 25, 0, 95), "Share of the battery that is left after landing.")
        algorithm.add(
            number("SPEED", "Airspeed (m/s)", 10, 0.1, 100),
            "Along legs, through the air: wind adds to it or takes from it.",
        )
        algorithm.add(
            metres("ALTITUDE", "Altitude above ground", 60),
            "Of all flight between take-off and landing, on the lowest altitude layer.",
        )

    def add_conditions(self, algorithm: BlindspotAlgorithm) -> None:
        """Wind and terrain."""
        algorithm.add(
            number("WIND_SPEED", "Wind (m/s)", 0, 0, 60), "At the altitude flown; the same everywhere and all night."
        )
        algorithm.add(
            number("WIND_FROM", "Wind from (degrees)", 0, -360, 360),
            "Where the wind comes from, clockwise from the north of the plan's CRS: 90 is a wind from the east.",
        )
        algorithm.add(
            QgsProcessingParameterRasterLayer("TERRAIN", tr("Terrain"), None, True),
            "Heights of the ground in metres above sea level. With it drones keep their altitude above it, and Z is "
            "above sea level; without it the "
            "ground is taken as flat, and Z is above the launch site.",
        )

    def add_details(self, algorithm: BlindspotAlgorithm) -> None:
        """What most analysts leave as it is."""
        algorithm.add(number("CLIMB", "Climb (m/s)", 3, 0.1, 50), "Speed of going up.", advanced=True)
        algorithm.add(number("DESCENT", "Descent (m/s)", 2, 0.1, 50), "Speed of going down.", advanced=True)
        algorithm.add(
            metres("TERRAIN_TOLERANCE", "Tolerance of the height above ground", 1, 0.1),
            "How far a drone may leave its height above TERRAIN between two waypoints: less makes more waypoints.",
            advanced=True,
        )

    def read(self, run: Run) -> Aircraft:
        """The aircraft over level ground."""
        sheet = self._sheet(run)
        return Aircraft(
            endurance=sheet.endurance,
            reserve=run.number("RESERVE") / 100,
            speed=run.number("SPEED"),
            climb=run.number("CLIMB"),
            descent=run.number("DESCENT"),
            altitude=run.number("ALTITUDE"),
            wind=Wind(
                run.number("WIND_SPEED"),
                run.number("WIND_FROM"),
            ),
            capacity_wh=sheet.battery_wh,
            mass=sheet.mass,
            tolerance=run.number("TERRAIN_TOLERANCE"),
        )

    def over_terrain(
        self, run: Run, aircraft: Aircraft, shapes: np.ndarray, crs: QgsCoordinateReferenceSystem
    ) -> Aircraft:
        """The aircraft above TERRAIN, if it is given, wherever the shapes, (n,) in `crs`, are."""
        terrain = run.raster("TERRAIN")
        if terrain is None:
            return aircraft
        ground, spacing, said = read_ground(terrain, tuple(shapely.total_bounds(shapes)), crs, run.transform_context)
        run.say(said)
        return replace(aircraft, ground=ground, ground_spacing=spacing)

    def _sheet(self, run: Run) -> SpecSheet:
        """The figures of the drone: a model's, or the analyst's own."""
        model = run.choice("AIRCRAFT")
        if model == 0:
            return SpecSheet(
                OWN_AIRCRAFT,
                run.number("ENDURANCE") * 60,
                run.optional_number("BATTERY_WH"),
                run.optional_number("MASS"),
            )
        sheet = SHEETS[model - 1]
        run.say(
            f"{sheet.name}: {sheet.endurance / 60:g} min, {sheet.battery_wh:g} Wh, {sheet.mass:g} kg ({sheet.source})."
        )
        wind = run.number("WIND_SPEED")
        if wind > sheet.most_wind:
            run.warn(f"WIND_SPEED is {wind:g} m/s; the {sheet.name} is said to withstand {sheet.most_wind:g} m/s.")
        return sheet
