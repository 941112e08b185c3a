"""A plan that was edited on the map, checked against what it was planned with: the drones, launch sites, no-fly zones
and spots of its record are read again, and the independent check runs on the layers as they are now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from ..engine.check.moved import MovedPlan
from ..engine.check.preflight import Rules, checked_plan
from ..engine.check.violation import LaunchSites, Terrain, Violation
from ..engine.drones.aircraft import Aircraft
from ..engine.drones.flight_plan import Promise
from ..engine.errors import UserError
from ..engine.plan.closed_spots import promised_watch
from ..engine.plan.self_check import limits_of
from ..layers.features import LayerSource
from ..layers.flight_plan import ReadPlan, read_flight_plan
from .base import tr
from .inputs.carried_records import carried_by
from .inputs.no_fly import recorded_airspace
from .inputs.recorded_run import recorded_inputs, recorded_values
from .planroutes import PlanInput, read_input

MAKER = "blindspot:planroutes"


@dataclass(frozen=True)
class PlanLayers:
    """The layers of one plan, of the same run. unserved: None where it is not there; then whether spots are served
    cannot be checked."""

    routes: QgsVectorLayer
    waypoints: QgsVectorLayer
    unserved: QgsVectorLayer | None = None


@dataclass(frozen=True)
class CheckedEdit:
    """moved: the plan as it would be flown; violations: none for a sound plan; read: the plan as the layers hold it."""

    moved: MovedPlan
    violations: list[Violation]
    read: ReadPlan


def planned_with(
    routes: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback | None = None
) -> PlanInput:
    """What a plan was made with, read again from the layers that its record names. Raises UserError where it has no
    record of Plan drone routes, or a layer is not found. To be called in the thread of the layers."""
    carried = carried_by(routes, check_edits=False)
    record = carried.record
    if record is None or record["algorithm"] != MAKER:
        raise UserError(
            tr("{name} carries no record of Plan drone routes, so it cannot be checked.", name=carried.name)
        )
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(record["algorithm"])
    algorithm.repeats = record
    feedback = QgsProcessingFeedback(False) if feedback is None else feedback
    values = {**recorded_inputs(algorithm, carried, context), **recorded_values(algorithm, record), "ROUTES": "memory:"}
    algorithm.prepare(values, context, feedback)
    if algorithm.error:
        raise UserError(algorithm.error)
    run = algorithm.prepared_run(context, feedback)
    planned = read_input(run)
    return replace(planned, airspace=recorded_airspace(run, planned.airspace))


def check_edited(
    layers: PlanLayers,
    planned: PlanInput,
    context: QgsProcessingContext,
    edited: Mapping[tuple[int, int], str] | None = None,
) -> CheckedEdit:
    """Checks a plan as its layers hold it now, with edits that are not saved.

    planned: from planned_with; edited: as for moved_plan. Raises UserError where the layers hold no plan.
    """
    unserved = None if layers.unserved is None else LayerSource.of(layers.unserved)
    read = read_flight_plan(
        LayerSource.of(layers.routes),
        LayerSource.of(layers.waypoints),
        unserved,
        planned.spots.crs,
        context.transformContext(),
    )
    aircraft, airspace, fleet = planned.aircraft, planned.airspace, planned.fleet
    terrain = _terrain(aircraft)
    rules = Rules(
        aircraft,
        limits_of(planned.task, fleet, aircraft, airspace.buffer, airspace.clearance),
        LaunchSites(fleet.names, fleet.sites, fleet.charge),
        airspace.every,
        terrain,
        promise=None if unserved is None else _promise(planned),
        closing=airspace.given,
        privacy=planned.task.privacy,
    )
    found = checked_plan(read.plan, rules, edited)
    return CheckedEdit(found.moved, found.violations, read)


def _terrain(aircraft: Aircraft) -> Terrain | None:
    return None if aircraft.ground is None else Terrain(aircraft.ground, aircraft.ground_spacing)


def _promise(planned: PlanInput) -> Promise | None:
    """The spots of the plan, found by their ids; None where several spots share an id."""
    spots, ids = planned.spots, [str(one) for one in planned.spots.ids]
    if len(set(ids)) < len(ids):
        return None
    watch = None if planned.task.watch is None else promised_watch(spots.targets, planned.task)
    return Promise(tuple(ids), np.asarray(spots.targets.geometry), spots.targets.priority, watch=watch)
