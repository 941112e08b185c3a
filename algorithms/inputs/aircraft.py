"""The performance of the drones (a model or the analyst's own figures), the wind, and the terrain."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterEnum, QgsProcessingParameterRasterLayer

from ...engine.drones.aircraft import Aircraft, Elevation, Wind
from ...engine.drones.spec_sheets import SHEETS, SpecSheet
from ...engine.provenance.content import content_hash
from ...layers.terrain import read_ground
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, number

OWN_AIRCRAFT = "Own figures"
USUAL_ENDURANCE = 30 * 60.0  # seconds, of an own aircraft without ENDURANCE
HASHED = 64  # positions along a side, at which the terrain is compared


@dataclass(frozen=True)
class AircraftInput(Block):
    """AIRCRAFT and its figures, WIND_SPEED, WIND_FROM, TERRAIN, CLIMB, DESCENT and TERRAIN_TOLERANCE."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The performance of a drone."""
        algorithm.add(
            QgsProcessingParameterEnum(
                "AIRCRAFT", tr("Drone model"), [tr(OWN_AIRCRAFT), *(sheet.name for sheet in SHEETS)], False, 0
            ),
            "A model gives endurance, battery and mass from the data sheet of its maker, where Endurance, Battery "
            "and Mass are empty. For any other drone choose Own figures, and enter these three from its data sheet. "
            "Old batteries, payload and cold reduce endurance: if you have measured it yourself, enter your own value.",
        )
        algorithm.add(
            number("ENDURANCE", "Endurance (min)", None, 0.01, optional=True, decimals=1),
            tr(
                "How long a full battery lasts in still air at the most economical speed: the maximum flight time of "
                "the data sheet. Empty: that of the drone model; {usual:g} min with own figures. A value entered here "
                "is used also with a model.",
                usual=USUAL_ENDURANCE / 60,
            ),
        )
        algorithm.add(
            number("BATTERY_WH", "Battery (Wh)", None, 0.01, optional=True, decimals=1),
            "Energy of all batteries of the drone together. Empty: that of the drone model, reduced in proportion if a "
            "shorter Endurance is entered; with own figures the energy that a typical drone of 2 kg needs for this "
            "Endurance. It determines the field energy_wh; it hardly changes the plan.",
        )
        algorithm.add(
            number("MASS", "Mass (kg)", None, 0.01, optional=True, decimals=3),
            "Take-off mass with payload. It determines the energy for climbing. Empty: that of the drone model; with "
            "own figures a typical mass for the battery.",
        )
        algorithm.add(
            number("RESERVE", "Reserve (%)", 25, 0, 95), "Share of the battery that must be left after landing."
        )
        algorithm.add(
            number("SPEED", "Airspeed (m/s)", 10, 0.1, 100, decimals=1),
            "Speed along legs, relative to the air. Wind makes the ground speed higher or lower.",
        )
        algorithm.add(
            metres("ALTITUDE", "Altitude above ground (m)", 60),
            "Altitude of all flight between take-off and landing, on the lowest altitude layer.",
        )

    def add_conditions(self, algorithm: BlindspotAlgorithm) -> None:
        """Wind and terrain."""
        algorithm.add(
            number("WIND_SPEED", "Wind (m/s)", 0, 0, 60, decimals=1),
            "Wind speed at flight altitude. It is taken to be the same everywhere and all night.",
        )
        algorithm.add(
            number("WIND_FROM", "Wind from (degrees)", 0, -360, 360),
            "Direction that the wind comes from, clockwise from the north of the plan's CRS: 90 is a wind from the "
            "east.",
        )
        algorithm.add(
            QgsProcessingParameterRasterLayer("TERRAIN", tr("Terrain"), None, True),
            "DEM: elevation of the ground in metres above sea level. With it, drones keep their altitude above the "
            "ground, and Z is metres above sea level. Without it, the ground is taken to be flat, and Z is metres "
            "above the launch site.",
        )

    def add_details(self, algorithm: BlindspotAlgorithm) -> None:
        """Advanced parameters."""
        algorithm.add(number("CLIMB", "Climb (m/s)", 3, 0.1, 50, decimals=1), "Vertical speed of climbing.")
        algorithm.add(number("DESCENT", "Descent (m/s)", 2, 0.1, 50, decimals=1), "Vertical speed of descending.")
        algorithm.add(
            metres("TERRAIN_TOLERANCE", "Tolerance of the height above ground (m)", 1, 0.1, decimals=1),
            "How far the height above Terrain may deviate from the planned altitude between two waypoints. A smaller "
            "value makes more waypoints.",
        )

    def add_allowance(self, algorithm: BlindspotAlgorithm) -> None:
        """Advanced parameters of planners: what is kept for the time that drones lose."""
        algorithm.add(
            number("TURN_TIME", "Time lost at each corner (s)", None, 0, 120, optional=True, decimals=1),
            "The plan flies at constant speed; an autopilot slows down where the path turns by more than 15 degrees. "
            "For this time at each corner, and twice as long over each point, energy is kept beyond the Reserve, so "
            "that the drone still has the reserve when it lands. The times, the energy and the battery left of a plan "
            "are without it. Empty: what a multicopter with ArduPilot loses at the Airspeed. 0: nothing is kept.",
        )
        algorithm.add(
            number(
                "LANDING_TIME", "Further time of take-off and landing (s)", None, 0, 3600, optional=True, decimals=1
            ),
            "By how much take-off and landing together take longer than at Climb and Descent, because the autopilot "
            "waits, speeds up and touches down slowly. Energy is kept for it in each sortie, as for corners. Empty: "
            "what a multicopter with ArduPilot needs from its altitude. 0: nothing is kept.",
        )

    def check(self, run: Run) -> None:
        self.read(run)

    def read_to_plan(self, run: Run) -> Aircraft:
        """The aircraft over level ground, with what is kept for the time that it loses."""
        return replace(
            self.read(run),
            turn_time=run.optional_number("TURN_TIME"),
            landing_time=run.optional_number("LANDING_TIME"),
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
        """The aircraft with TERRAIN, if that is given, read around `shapes`: (n,) geometries in `crs`."""
        terrain = run.raster("TERRAIN")
        if terrain is None:
            return aircraft
        bounds = tuple(shapely.total_bounds(shapes))
        ground, spacing, note = read_ground(terrain, bounds, crs, run.transform_context)
        run.say(note)
        run.note_input("TERRAIN", content=_content(ground, np.array(bounds)), within=bounds)
        return replace(aircraft, ground=ground, ground_spacing=spacing)

    def _sheet(self, run: Run) -> SpecSheet:
        """The figures of the chosen model or of a drone of the analyst's own; those that the analyst gives come before
        the model's."""
        model = run.choice("AIRCRAFT")
        endurance = run.optional_number("ENDURANCE")
        endurance = None if endurance is None else endurance * 60
        capacity, mass = run.optional_number("BATTERY_WH"), run.optional_number("MASS")
        if endurance is None:
            run.assume("ENDURANCE", (SHEETS[model - 1].endurance if model else USUAL_ENDURANCE) / 60)
        if model == 0:
            return SpecSheet(OWN_AIRCRAFT, endurance or USUAL_ENDURANCE, capacity, mass)
        sheet = SHEETS[model - 1]
        run.say(
            tr(
                "{name}: {endurance:g} min, {battery_wh:g} Wh, {mass:g} kg ({source}). "
                "SPEED, CLIMB and DESCENT do not depend on AIRCRAFT: {speed:g}, {climb:g} and "
                "{descent:g} m/s.",
                name=sheet.name,
                endurance=sheet.endurance / 60,
                battery_wh=sheet.battery_wh,
                mass=sheet.mass,
                source=sheet.source,
                speed=run.number("SPEED"),
                climb=run.number("CLIMB"),
                descent=run.number("DESCENT"),
            )
        )
        used = sheet.with_own(endurance, capacity, mass)
        for name, unit, given, own in (
            ("ENDURANCE", "min", endurance and endurance / 60, sheet.endurance / 60),
            ("BATTERY_WH", "Wh", capacity, sheet.battery_wh),
            ("MASS", "kg", mass, sheet.mass),
        ):
            if given is not None and given != own:
                run.say(
                    tr(
                        "{name} {given:g} {unit} is used instead of the {own:g} {unit} of the {model}.",
                        name=name,
                        given=given,
                        unit=unit,
                        own=own,
                        model=sheet.name,
                    )
                )
        if capacity is None and used.battery_wh != sheet.battery_wh:
            run.say(
                tr(
                    "For this ENDURANCE the battery counts as {battery_wh:,.0f} Wh, at the data sheet's power.",
                    battery_wh=used.battery_wh,
                )
            )
        if used.endurance > sheet.endurance:
            run.warn(
                tr(
                    "ENDURANCE is {endurance:g} min; its maker states at most {stated:g} min for "
                    "the {name}. A battery that lasts less than planned does not bring the drone home. Leave "
                    "ENDURANCE empty to use the maker's figure.",
                    endurance=used.endurance / 60,
                    stated=sheet.endurance / 60,
                    name=sheet.name,
                )
            )
        wind = run.number("WIND_SPEED")
        if wind > sheet.most_wind:
            run.warn(
                tr(
                    "WIND_SPEED is {wind:g} m/s; its maker allows {most_wind:g} m/s for the {name}.",
                    wind=wind,
                    most_wind=sheet.most_wind,
                    name=sheet.name,
                )
            )
        return used


def _content(ground: Elevation, bounds: np.ndarray) -> str:
    """The hash of the elevations in `bounds` (x, y, x, y), at a grid of positions."""
    x, y = np.meshgrid(np.linspace(*bounds[::2], HASHED), np.linspace(*bounds[1::2], HASHED))
    return content_hash(np.round(ground(x.ravel(), y.ravel()), 3))
