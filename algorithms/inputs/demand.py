"""Demand: how much each place matters."""

from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...engine.errors import UserError
from ...engine.places.demand import Demand, demand_from_layers, own_demand
from ...engine.places.demand_rules import DemandRules
from ...engine.progress import Progress, part, quiet
from ...engine.text import counted
from ...layers.features import Features
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .demand_rules import DemandRulesInput, report_rules
from .field_values import field_numbers
from .parameters import layer_weights, metres, number, numeric_field
from .places import PlacesToScore


@dataclass(frozen=True)
class DemandLayers:
    """What demand is computed from. features: k layers in a metric CRS; weights: k numbers; reach: the range of a
    feature, in metres; base: the demand of the places themselves, one number or (n,) one for each place; rules: what
    becomes of it."""

    features: list[Features]
    weights: list[float]
    reach: float
    base: np.ndarray | float
    rules: DemandRules = field(default_factory=DemandRules)

    def demand(self, targets: np.ndarray, progress: Progress = quiet) -> Demand:
        """Demand of the places at `targets`, (n,) geometries in the metric CRS."""
        demand = self._of_layers(targets, part(progress, 0, 0.8 if self.rules.given else 1))
        return self.rules.applied(demand, targets, self.reach, part(progress, 0.8, 1))

    def _of_layers(self, targets: np.ndarray, progress: Progress) -> Demand:
        if not self.features:
            return own_demand(len(targets), self.base)
        tables, names = [some.table for some in self.features], [some.name for some in self.features]
        of_features = [some.names for some in self.features]
        return demand_from_layers(targets, tables, names, self.weights, self.reach, self.base, progress, of_features)


@dataclass(frozen=True)
class DemandInput(Block):
    """DEMAND, DEMAND_WEIGHTS, DEMAND_RANGE, DEMAND_FIELD and DEMAND_BASE; and the rules on demand."""

    rules: DemandRulesInput = field(default_factory=DemandRulesInput)

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "DEMAND", tr("Demand layers"), Qgis.ProcessingSourceType.VectorAnyGeometry, None, True
            ),
            "Features that make places near them matter: station exits, a riverside, schools. Without demand layers "
            "all places matter the same. Beware of layers of recorded crime: patrols find crime where they go, so "
            "such a layer leads them to the same places again. Say what each layer rests on in the Kinds of the demand "
            "layers, and limit what patrols found.",
        )
        algorithm.add(
            QgsProcessingParameterString("DEMAND_WEIGHTS", tr("Weights of the demand layers"), None, False, True),
            "One number for each demand layer, in the same order, such as 3,1. Empty: all 1.",
            takes_list=True,
        )
        algorithm.add(
            metres("DEMAND_RANGE", "Demand range (m)", 100, 0.01),
            "A feature of a demand layer adds demand to places within this distance: most at its own position, less "
            "further away.",
        )
        algorithm.add(
            numeric_field("DEMAND_FIELD", "Demand field of the places", "PLACES"),
            "The field of the places with the demand of each place itself (0 or more).",
        )
        algorithm.add(
            number("DEMAND_BASE", "Demand everywhere", None, 0, optional=True, decimals=2),
            "Demand of every place, before demand layers are added. Empty: 1, or 0 if demand layers are given.",
        )
        self.rules.add(algorithm)

    def check(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, "DEMAND", run.context)
        layer_weights(run.text("DEMAND_WEIGHTS"), len(layers), "DEMAND_WEIGHTS")
        self.rules.check(run)

    def prepare(self, run: Run) -> None:
        run.prepare_layers("DEMAND")
        self.rules.prepare(run)
        self._weights(run)  # so that a wrong weight is said before anything is read

    def read(self, run: Run, scored: PlacesToScore, crs: QgsCoordinateReferenceSystem) -> DemandLayers:
        """The demand layers and the places' own demand, in `crs`."""
        layers, given, own = run.layers("DEMAND"), run.optional_number("DEMAND_BASE"), run.field("DEMAND_FIELD")
        base = given if given is not None else (0.0 if layers else 1.0)
        if own and scored.features is None:
            run.warn(tr("DEMAND_FIELD is a field of PLACES. Without PLACES it is not used."))
        elif own:
            base = _own(run, scored.features, own) + (given or 0.0)
        weights = self._weights(run)
        read = [run.features(layer, crs, of=("DEMAND", index)) for index, layer in enumerate(layers)]
        return DemandLayers(read, weights, run.number("DEMAND_RANGE"), base, self.rules.read(run, crs))

    def _weights(self, run: Run) -> list[float]:
        return layer_weights(run.text("DEMAND_WEIGHTS"), len(run.layers("DEMAND")), "DEMAND_WEIGHTS")


def demand_of(run: Run, layers: DemandLayers, scored: PlacesToScore, progress: Progress) -> Demand:
    """Demand of every place. Warns of a layer without a feature in range, and counts such features of other layers."""
    what = tr("centre of a cell") if scored.features is None else tr("place")
    corner = 0.0 if scored.grid is None else scored.grid.lattice.inner_range
    advice = tr(
        " The corners of a cell are {corner:.0f} m from its centre: use a larger DEMAND_RANGE or a smaller CELL_SIZE.",
        corner=corner,
    )
    advice = advice if layers.reach < corner else ""
    demand = layers.demand(scored.targets, part(progress, 0, 1))
    for features, beyond in zip(layers.features, demand.beyond, strict=False):
        count = len(features.table)
        if beyond == count:
            run.warn(
                tr(
                    "No feature of the demand layer {name} lies within DEMAND_RANGE of a place.{advice}",
                    name=features.name,
                    advice=advice,
                )
            )
        elif beyond:
            (run.warn if advice else run.say)(
                tr(
                    "{name}: {beyond:,} of {count:,} features add no demand: no {what} lies within DEMAND_RANGE "
                    "({reach:g} m) of them.{advice}",
                    name=features.name,
                    beyond=beyond,
                    count=count,
                    what=what,
                    reach=layers.reach,
                    advice=advice,
                )
            )
    report_rules(run, layers.rules, demand)
    return demand


def _own(run: Run, places: Features, field: str) -> np.ndarray:
    """(n,) the demand of the places by their own field."""
    own = field_numbers(run, places, field)
    if np.isnan(own).any():
        run.warn(
            tr(
                "{places} no {field}: a demand of 0.",
                places=counted(int(np.isnan(own).sum()), "place has", "places have"),
                field=field,
            )
        )
    if (own < 0).any():
        raise UserError(
            tr(
                "The field {field} of {name} has negative numbers. Demand must be 0 or more.",
                field=field,
                name=places.name,
            )
        )
    return np.nan_to_num(own)
