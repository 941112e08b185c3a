"""The blind spots to be visited by a plan."""

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
from ...engine.places.names import called
from ...engine.plan.stops import Targets
from ...engine.progress import part
from ...engine.score.gap_profiles import profile_field
from ...engine.text import counted
from ...layers.crs import length_warnings, metric_crs, require_crs, transform_xy
from ...layers.features import Features, LayerSource, read_features
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .field_values import field_numbers
from .parameters import layer_weights


@dataclass(frozen=True)
class GivenSpots:
    """The spots to be visited, in the metric CRS of the plan. ids, names: n ids and names of the spots for the outputs;
    None for a spot without a name. profiles: n gap profiles as they are in the layers (see `unseen_of`); None without
    one."""

    targets: Targets
    ids: list[str]
    names: list[str | None]
    crs: QgsCoordinateReferenceSystem
    profiles: list


@dataclass(frozen=True)
class BlindSpotsInput(Block):
    """BLIND_SPOTS, PRIORITY_FIELD and LAYER_WEIGHTS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "BLIND_SPOTS", tr("Blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            "What the drones are to visit, in one or more layers. They hover over points, follow lines and sweep "
            "polygons. Station exits, a riverside and blind spots can be in one plan. A field called name, or the "
            "fields name and near of Find blind spots, name the spots in the outputs.",
        )
        algorithm.add(
            QgsProcessingParameterString("PRIORITY_FIELD", tr("Priority field"), "priority", False, True),
            "The field with the priority of each spot (0 or more). In a layer without this field every feature has "
            "priority 1.",
        )
        algorithm.add(
            QgsProcessingParameterString("LAYER_WEIGHTS", tr("Weights of the layers"), None, False, True),
            "One number for each layer of blind spots, in the same order, such as 3,1. The priorities of the layer are "
            "multiplied by it. Empty: all 1.",
            takes_list=True,
        )

    def check(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, "BLIND_SPOTS", run.context)
        layer_weights(run.text("LAYER_WEIGHTS"), len(layers), "LAYER_WEIGHTS")
        if layers and all(layer.featureCount() == 0 for layer in layers):
            raise _nothing()

    def prepare(self, run: Run) -> None:
        run.prepare_layers("BLIND_SPOTS")
        self._weights(run)  # so that a wrong weight is said before anything is read

    def read(self, run: Run) -> GivenSpots:
        """All spots in one metric CRS. Raises UserError where there are none."""
        layers = run.layers("BLIND_SPOTS")
        crs = _crs_for(run, layers)
        weights = self._weights(run)
        field, progress = run.text("PRIORITY_FIELD"), run.doing(tr("Reading the blind spots."), 0, 0.02)
        geometry, priority, ids, names, profiles, gap = [], [], [], [], [], []
        called = _layer_names(run, layers)
        for index, (layer, weight) in enumerate(zip(layers, weights, strict=True)):
            here = part(progress, index / len(layers), (index + 1) / len(layers))
            features = run.features(layer, crs, here, of=("BLIND_SPOTS", index))
            geometry.append(features.geometry)
            priority.append(weight * _priorities(run, features, field))
            ids += _ids(features, called[index])
            names += _names(features)
            profiles += _profiles(features)
            gap.append(_gaps(features))
        targets = Targets(np.concatenate(geometry), np.concatenate(priority), gap=np.concatenate(gap))
        if not len(targets.geometry):
            raise _nothing()
        return GivenSpots(targets, ids, names, crs, profiles)

    def _weights(self, run: Run) -> list[float]:
        return layer_weights(run.text("LAYER_WEIGHTS"), len(run.layers("BLIND_SPOTS")), "LAYER_WEIGHTS")


def _crs_for(run: Run, layers: list[LayerSource]) -> QgsCoordinateReferenceSystem:
    """The metric CRS of the first layer that has features, chosen by their centroids. The extent is not used, because a
    single outlier can change it."""
    for layer in layers:
        require_crs(layer.crs, layer.name)
        shapes = read_features(layer, layer.crs, run.transform_context).geometry
        places = shapely.get_coordinates(shapely.centroid(shapes))
        if len(places):
            crs, note = metric_crs(layer.crs, places[:, 0], places[:, 1], run.transform_context)
            run.say(note)
            x, y = transform_xy(places[:, 0], places[:, 1], layer.crs, crs, run.transform_context)
            run.warn(*length_warnings(crs, x, y, tr("features of {name}", name=layer.name), run.transform_context))
            return crs
    raise _nothing()


def _nothing() -> UserError:
    return UserError(
        tr("The layers of blind spots have no feature with a usable geometry: there is nothing to plan for.")
    )


def _priorities(run: Run, features: Features, field: str) -> np.ndarray:
    """(n,) the priority of each feature of a layer."""
    if not field or features.fields.lookupField(field) < 0:
        values = {"name": features.name, "features": len(features)}
        run.warn(
            tr("{name} has no field {field}: each of its {features:,} features has priority 1.", field=field, **values)
            if field
            else tr("{name} has no field for priorities: each of its {features:,} features has priority 1.", **values)
        )
        return np.ones(len(features))
    priority = field_numbers(run, features, field)
    unknown = int(np.isnan(priority).sum())
    if unknown:
        run.warn(
            tr(
                "{name}: {features} no number in {field}: a priority of 0, not visited.",
                name=features.name,
                features=counted(unknown, "feature has", "features have"),
                field=field,
            )
        )
    if (priority < 0).any():
        raise UserError(
            tr(
                "The field {field} of {name} has negative numbers. A priority must be 0 or more.",
                field=field,
                name=features.name,
            )
        )
    return np.nan_to_num(priority)


def _layer_names(run: Run, layers: list[LayerSource]) -> list[str | None]:
    """What the ids of each layer's spots begin with, so that no two layers share an id: the layer's name, with a number
    where another layer has it too. None for a single layer."""
    if len(layers) == 1:
        return [None]
    given, taken = [layer.name for layer in layers], []
    for name in given:
        number, own = 1, name
        while own in taken or (number > 1 and own in given):
            number += 1
            own = f"{name} {number}"
        taken.append(own)
    if changed := [own for own, name in zip(taken, given, strict=True) if own != name]:
        run.say(
            tr(
                "{layers} the name of another one in BLIND_SPOTS; there spot_id begins with: {changed}.",
                layers=counted(len(changed), "layer has", "layers have"),
                changed=tr(", ").join(changed),
            )
        )
    return taken


def _ids(features: Features, layer: str | None) -> list[str]:
    """The ids of the spots in the outputs: the field spot_id where the layer has it, else the feature id. With several
    layers what the layer is called comes first."""
    ids = features.ids("spot_id")
    return ids if layer is None else [f"{layer} {spot}" for spot in ids]


def _names(features: Features) -> list[str | None]:
    """What the spots of a layer are called, from its fields name and near; None for a spot without a name."""
    nothing = [""] * len(features)
    near = features.texts("near") if features.has("near") else nothing
    return [called(*both) for both in zip(features.names or nothing, near, strict=True)]


def _gaps(features: Features) -> np.ndarray:
    """(n,) the gap of each spot, for the outputs only; NaN where the layer has none."""
    field = features.fields.lookupField("gap")
    if field < 0 or not features.fields[field].isNumeric():
        return np.full(len(features), np.nan)
    return features.numbers("gap")


def _profiles(features: Features) -> list:
    """The gap profiles of the spots of a layer, as they are in its field; None for each where there is no field."""
    field = profile_field(features.table.columns)
    return [None] * len(features) if field is None else features.column(field)
