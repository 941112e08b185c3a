"""The parameters of a plan of given blind spots, and the reading of its layers."""

from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...engine.airspace.airspace import Airspace
from ...engine.drones.aircraft import Aircraft
from ...engine.errors import UserError
from ...engine.plan.plan import Fleet
from ...engine.plan.stops import Targets
from ...layers.crs import metric_crs, require_crs
from ...layers.features import Features, LayerSource, read_features
from ...layers.progress import progress_of
from ..base import tr
from .fleet import FleetPlanner, noted
from .parameters import layer_weights, moment


@dataclass(frozen=True)
class PlanInput:
    """What the layers say, in the plan's CRS."""

    crs: QgsCoordinateReferenceSystem
    spots: Targets
    ids: list[str]
    fleet: Fleet
    airspace: Airspace


class RoutePlanner(FleetPlanner):
    """An algorithm that plans drone routes to given blind spots."""

    def add_plan_parameters(self) -> None:
        """Everything that decides a plan, the advanced ones last."""
        self._add_spots()
        self.add_fleet_parameters()
        self.add_aircraft_parameters()
        self._add_start()
        self.add_detail_parameters()
        self.add_solving_parameters()

    def _add_spots(self) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(
                "BLIND_SPOTS", tr("Blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            "What is to be served, in one or more layers: points are hovered over, lines followed, polygons swept. "
            "Station exits, the "
            "riverside and blind spots can share a plan.",
        )
        self.add(
            QgsProcessingParameterString("PRIORITY_FIELD", tr("Priority field"), "priority", False, True),
            "The field that says how much each spot is worth (0 or more). In a layer without it every feature counts "
            "1.",
        )
        self.add(
            QgsProcessingParameterString("LAYER_WEIGHTS", tr("Weights of the layers"), None, False, True),
            "One number a layer of blind spots, in their order, such as 3,1: priorities are multiplied by it. Empty: "
            "all 1.",
        )

    def _add_start(self) -> None:
        self.add(
            moment("START", "Start"),
            "When the first drones take off. With it all times are absolute; without it they are seconds from 0, and "
            "start and end are null.",
        )
        self.add(
            QgsProcessingParameterString("TIMEZONE", tr("Time zone of the start"), "UTC"),
            "An IANA name such as Asia/Shanghai, for a START that doesn't say its zone.",
        )

    def prepareAlgorithm(self, parameters, context, feedback):
        # Layers belong to the thread that this is called from; what is read later, in another one, is their sources.
        self._spot_layers = [
            LayerSource.of(layer) for layer in self.parameterAsLayerList(parameters, "BLIND_SPOTS", context)
        ]
        return super().prepareAlgorithm(parameters, context, feedback)

    def aircraft(self, parameters, context, feedback, read: PlanInput) -> Aircraft:
        """The aircraft, above TERRAIN if it is given."""
        shapes = np.concatenate((read.spots.geometry, shapely.points(read.fleet.sites)))
        airframe = self.airframe(parameters, context, feedback)
        return self.over_terrain(parameters, context, feedback, airframe, shapes, read.crs)

    def read(self, parameters, context, feedback) -> PlanInput:
        """All layers in one metric CRS."""
        layers = self._spot_layers
        crs, said = _crs_for(layers, context.transformContext())
        feedback.pushInfo(said)
        transform_context = context.transformContext()
        weights = layer_weights(
            self.parameterAsString(parameters, "LAYER_WEIGHTS", context), len(layers), "LAYER_WEIGHTS"
        )
        field = self.parameterAsString(parameters, "PRIORITY_FIELD", context)
        progress = progress_of(feedback, 0, 0.1)
        geometry, priority, ids = [], [], []
        for index, (layer, weight) in enumerate(zip(layers, weights, strict=True)):
            progress(index / len(layers))
            features = noted(read_features(layer, crs, transform_context), feedback)
            geometry.append(features.geometry)
            priority.append(weight * _priorities(features, field, feedback))
            ids += _ids(features, several=len(layers) > 1)
        spots = Targets(np.concatenate(geometry), np.concatenate(priority))
        if not len(spots.geometry):
            raise UserError(
                "The layers of blind spots have no feature with a usable geometry: there is nothing to plan for."
            )
        return PlanInput(crs, spots, ids, *self.fleet_and_airspace(parameters, context, feedback, crs))


def _crs_for(layers, transform_context) -> tuple[QgsCoordinateReferenceSystem, str]:
    """The metric CRS of the first layer of blind spots that has features, by their centroids (an extent is where its
    wildest feature is), and a sentence that says so."""
    for layer in layers:
        require_crs(layer.crs, layer.name)
        places = shapely.get_coordinates(shapely.centroid(read_features(layer, layer.crs, transform_context).geometry))
        if len(places):
            return metric_crs(layer.crs, places[:, 0], places[:, 1], transform_context)
    raise UserError("The layers of blind spots have no feature with a usable geometry: there is nothing to plan for.")


def _priorities(features: Features, field: str, feedback) -> np.ndarray:
    """(n,) what each feature of a layer is worth."""
    if not field or features.fields.lookupField(field) < 0:
        feedback.pushWarning(
            f"{features.name} has no field {field or 'for priorities'}: each of its {len(features):,} features counts "
            f"1."
        )
        return np.ones(len(features))
    priority = features.numbers(field)
    unknown = int(np.isnan(priority).sum())
    if unknown:
        feedback.pushWarning(
            f"{features.name}: {unknown:,} features have no number in {field}; they count 0 and aren't served."
        )
    if (priority < 0).any():
        raise UserError(f"The field {field} of {features.name} holds negative numbers. A priority is 0 or more.")
    return np.nan_to_num(priority)


def _ids(features: Features, several: bool) -> list[str]:
    """What outputs call the spots: spot_id where a layer has it, else the feature id; with several layers the layer's
    name comes first."""
    own = features.fields.lookupField("spot_id") >= 0
    ids = features.texts("spot_id") if own else [str(fid) for fid in features.fid]
    return [f"{features.name} {spot}" for spot in ids] if several else ids
