"""The blind spots that a plan is made for."""

from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...engine.errors import UserError
from ...engine.plan.stops import Targets
from ...layers.crs import metric_crs, require_crs
from ...layers.features import Features, LayerSource, read_features
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import layer_weights


@dataclass(frozen=True)
class GivenSpots:
    """What is to be served, in the metric CRS of the plan. ids: (n,) what outputs call the spots."""

    targets: Targets
    ids: list[str]
    crs: QgsCoordinateReferenceSystem


@dataclass(frozen=True)
class BlindSpotsInput(Block):
    """BLIND_SPOTS, PRIORITY_FIELD and LAYER_WEIGHTS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "BLIND_SPOTS", tr("Blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            "What is to be served, in one or more layers: points are hovered over, lines followed, polygons swept. "
            "Station exits, the riverside and blind spots can share a plan.",
        )
        algorithm.add(
            QgsProcessingParameterString("PRIORITY_FIELD", tr("Priority field"), "priority", False, True),
            "The field that says how much each spot is worth (0 or more). In a layer without it every feature counts "
            "1.",
        )
        algorithm.add(
            QgsProcessingParameterString("LAYER_WEIGHTS", tr("Weights of the layers"), None, False, True),
            "One number a layer of blind spots, in their order, such as 3,1: priorities are multiplied by it. Empty: "
            "all 1.",
        )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("BLIND_SPOTS")

    def read(self, run: Run) -> GivenSpots:
        """All spots in one metric CRS. Raises UserError where there is none."""
        layers = run.layers("BLIND_SPOTS")
        crs = _crs_for(run, layers)
        weights = layer_weights(run.text("LAYER_WEIGHTS"), len(layers), "LAYER_WEIGHTS")
        field, progress = run.text("PRIORITY_FIELD"), run.progress(0, 0.1)
        geometry, priority, ids = [], [], []
        for index, (layer, weight) in enumerate(zip(layers, weights, strict=True)):
            progress(index / len(layers))
            features = run.features(layer, crs)
            geometry.append(features.geometry)
            priority.append(weight * _priorities(run, features, field))
            ids += _ids(features, several=len(layers) > 1)
        targets = Targets(np.concatenate(geometry), np.concatenate(priority))
        if not len(targets.geometry):
            raise _nothing()
        return GivenSpots(targets, ids, crs)


def _crs_for(run: Run, layers: list[LayerSource]) -> QgsCoordinateReferenceSystem:
    """The metric CRS of the first layer of blind spots that has features, by their centroids (an extent is where its
    wildest feature is)."""
    for layer in layers:
        require_crs(layer.crs, layer.name)
        shapes = read_features(layer, layer.crs, run.transform_context).geometry
        places = shapely.get_coordinates(shapely.centroid(shapes))
        if len(places):
            crs, said = metric_crs(layer.crs, places[:, 0], places[:, 1], run.transform_context)
            run.say(said)
            return crs
    raise _nothing()


def _nothing() -> UserError:
    return UserError("The layers of blind spots have no feature with a usable geometry: there is nothing to plan for.")


def _priorities(run: Run, features: Features, field: str) -> np.ndarray:
    """(n,) what each feature of a layer is worth."""
    if not field or features.fields.lookupField(field) < 0:
        run.warn(
            f"{features.name} has no field {field or 'for priorities'}: each of its {len(features):,} features counts "
            f"1."
        )
        return np.ones(len(features))
    priority = features.numbers(field)
    unknown = int(np.isnan(priority).sum())
    if unknown:
        run.warn(f"{features.name}: {unknown:,} features have no number in {field}; they count 0 and aren't served.")
    if (priority < 0).any():
        raise UserError(f"The field {field} of {features.name} holds negative numbers. A priority is 0 or more.")
    return np.nan_to_num(priority)


def _ids(features: Features, several: bool) -> list[str]:
    """What outputs call the spots: spot_id where a layer has it, else the feature id; with several layers the layer's
    name comes first."""
    own = features.fields.lookupField("spot_id") >= 0
    ids = features.texts("spot_id") if own else [str(fid) for fid in features.fid]
    return [f"{features.name} {spot}" for spot in ids] if several else ids
