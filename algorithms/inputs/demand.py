"""How much each place matters."""

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...engine.errors import UserError
from ...engine.places.demand import Demand, demand_from_layers, own_demand
from ...engine.progress import Progress, part, quiet
from ...layers.features import Features
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import layer_weights, metres, number, numeric_field
from .places import PlacesToScore


@dataclass(frozen=True)
class DemandLayers:
    """What makes places matter: k layers in metres, their (k,) weights, how far a feature reaches (metres), and what
    places matter by themselves: one number, or one a place."""

    features: list[Features]
    weights: list[float]
    reach: float
    base: np.ndarray | float

    def demand(self, targets: np.ndarray, progress: Progress = quiet) -> Demand:
        """Demand of the places at `targets`, (n,) geometries in metres."""
        if not self.features:
            return own_demand(len(targets), self.base)
        tables, names = [some.table for some in self.features], [some.name for some in self.features]
        return demand_from_layers(targets, tables, names, self.weights, self.reach, self.base, progress)


@dataclass(frozen=True)
class DemandInput(Block):
    """DEMAND, DEMAND_WEIGHTS, DEMAND_RANGE, DEMAND_FIELD and DEMAND_BASE."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "DEMAND", tr("Demand layers"), Qgis.ProcessingSourceType.VectorAnyGeometry, None, True
            ),
            "What makes a place matter: station exits, the riverside, schools. Without any, every place matters the "
            "same. Layers of discovered crime feed back on themselves: patrols find crime where patrols go.",
        )
        algorithm.add(
            QgsProcessingParameterString("DEMAND_WEIGHTS", tr("Weights of the demand layers"), None, False, True),
            "One number a layer, in their order, such as 3,1. Empty: all 1.",
        )
        algorithm.add(
            metres("DEMAND_RANGE", "Demand range", 100, 0.01),
            "A feature of a demand layer matters to places within this distance, most where it stands.",
        )
        algorithm.add(
            numeric_field("DEMAND_FIELD", "Demand field of the places", "PLACES"),
            "How much each place matters in itself (0 or more).",
        )
        algorithm.add(
            number("DEMAND_BASE", "Demand everywhere", None, 0, optional=True),
            "What every place matters by itself. Empty: 1, or 0 once demand layers are given.",
            advanced=True,
        )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("DEMAND")

    def read(self, run: Run, scored: PlacesToScore, crs: QgsCoordinateReferenceSystem) -> DemandLayers:
        """Everything that makes places matter, in `crs`."""
        layers, given, field = run.layers("DEMAND"), run.optional_number("DEMAND_BASE"), run.field("DEMAND_FIELD")
        base = given if given is not None else (0.0 if layers else 1.0)
        if field and scored.features is None:
            run.warn("DEMAND_FIELD is a field of PLACES; without PLACES it is not used.")
        elif field:
            base = _own(run, scored.features, field) + (given or 0.0)
        weights = layer_weights(run.text("DEMAND_WEIGHTS"), len(layers), "DEMAND_WEIGHTS")
        read = [run.features(layer, crs) for layer in layers]
        return DemandLayers(read, weights, run.number("DEMAND_RANGE"), base)


def demand_of(run: Run, layers: DemandLayers, scored: PlacesToScore, progress: Progress) -> Demand:
    """Demand of every place; a layer that matters to none is a warning."""
    demand = layers.demand(scored.targets, part(progress, 0, 1))
    for name, share in zip(demand.names, demand.share, strict=True):
        if not share.any():
            run.warn(f"No feature of the demand layer {name} lies within DEMAND_RANGE of a place.")
    return demand


def _own(run: Run, places: Features, field: str) -> np.ndarray:
    """(n,) what the places matter by their own field."""
    own = places.numbers(field)
    if np.isnan(own).any():
        run.warn(f"{int(np.isnan(own).sum()):,} places have no {field}; their demand counts as 0.")
    if (own < 0).any():
        raise UserError(f"The field {field} of {places.name} holds negative demand. Use numbers of 0 or more.")
    return np.nan_to_num(own)
