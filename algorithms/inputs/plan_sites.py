"""The launch sites of a plan that is checked."""

from dataclasses import dataclass

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSource

from ...engine.check.launch_sites import sites_of
from ...engine.check.violation import LaunchSites
from ...engine.drones.flight_plan import FlightPlan
from ...engine.plan.fleet import Fleet
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .fleet import FleetInput, battery_charge
from .recorded_layers import NotFound, layer_to_read

POINT = Qgis.ProcessingSourceType.VectorPoint
FLEET = FleetInput()


@dataclass(frozen=True)
class PlanSitesInput(Block):
    """LAUNCH_SITES and BATTERY_FIELD of a plan, which its record knows."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterFeatureSource("LAUNCH_SITES", tr("Launch sites"), [POINT], None, True),
            "Points where drones take off and land, with the field name. Empty: those of the plan, as recorded in the "
            "drone routes; otherwise where most sorties of each launch site take off.",
        )
        FLEET.add_battery(algorithm)

    @staticmethod
    def take(run: Run, record: dict, name: str) -> list[str]:
        """Takes LAUNCH_SITES from the record; returns a note where that is not possible."""
        entries = record["inputs"].get("LAUNCH_SITES") or []
        if not entries:
            return []
        definition = run.algorithm.parameterDefinition("LAUNCH_SITES")
        try:
            run.parameters["LAUNCH_SITES"] = layer_to_read(definition, entries[0], name, run.context)
            run.parameters["BATTERY_FIELD"] = run.field("BATTERY_FIELD") or record["parameters"].get("BATTERY_FIELD")
        except NotFound as error:
            return [error.why]
        return []

    def read(self, run: Run, plan: FlightPlan, crs: QgsCoordinateReferenceSystem, assumed: list[str]) -> LaunchSites:
        """The launch sites, in `crs`. assumed: sentences on what was assumed, to which this adds its own."""
        source = run.source("LAUNCH_SITES")
        if source is not None:
            features = run.features(source, crs, name="LAUNCH_SITES")
            given = features.texts("name") if features.has("name") else [""] * len(features)
            charge = battery_charge(run, features)
            fleet = Fleet.from_table(features.with_columns(name=given), 0, charge=charge)  # named as in the plan
            return LaunchSites(fleet.names, fleet.sites, fleet.charge)
        assumed.append(
            tr(
                "The launch sites are taken to be where most sorties of each take off, because LAUNCH_SITES is not "
                "given or not found."
            )
        )
        return sites_of(plan)
