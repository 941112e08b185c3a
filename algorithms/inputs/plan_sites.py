"""The launch sites of a plan that is checked."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSource

from ...engine.check.violation import LaunchSites
from ...engine.drones.flight_plan import FlightPlan
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .fleet import FleetInput, battery_charge
from .recorded_layers import NotFound, layer_to_read

POINT = Qgis.ProcessingSourceType.VectorPoint
FLEET = FleetInput()
ONE_SITE = 1.0
"""m within which two launch sites are one."""


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
            names = [name or tr("site {number}", number=row) for row, name in enumerate(given, 1)]
            place = shapely.get_coordinates(shapely.centroid(features.geometry)).reshape(-1, 2)
            return LaunchSites(tuple(names), place, battery_charge(run, features))
        assumed.append(
            tr(
                "The launch sites are taken to be where most sorties of each take off, because LAUNCH_SITES is not "
                "given or not found."
            )
        )
        return _sites_of(plan)


def _sites_of(plan: FlightPlan) -> LaunchSites:
    """Where most sorties of each launch site take off. Where two names stand for one place, the one of fewer sorties is
    taken for a mistake, and is no launch site."""
    starts = np.array([line[0, :2] for line in plan.routes.line])
    names, places = [], []
    for name, _ in Counter(plan.routes.launch_site.tolist()).most_common():
        own = starts[[each == name for each in plan.routes.launch_site]]
        rounded, count = np.unique(np.round(own, 2), axis=0, return_counts=True)
        place = own[np.hypot(*(own - rounded[count.argmax()]).T).argmin()]
        if not places or np.hypot(*(np.array(places) - place).T).min() > ONE_SITE:
            names.append(name)
            places.append(place)
    return LaunchSites(tuple(names), np.array(places).reshape(-1, 2))
