"""What demand may rest on: the kinds of its layers, a limit of what patrols found, residents' answers, and a
minimum."""

from dataclasses import dataclass, field

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterString

from ...engine.places.demand import Demand
from ...engine.places.demand_kinds import PATROL, kinds_of
from ...engine.places.demand_rules import DemandRules
from ...engine.places.demand_sentences import effects_of_rules, warnings_of_rules
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import number
from .residents import ResidentsInput


@dataclass(frozen=True)
class DemandRulesInput(Block):
    """DEMAND_KIND, PATROL_FOUND_LIMIT, RESIDENTS, RESIDENTS_WEIGHT, RESIDENTS_LIMIT and DEMAND_MINIMUM."""

    residents: ResidentsInput = field(default_factory=ResidentsInput)

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterString("DEMAND_KIND", tr("Kinds of the demand layers"), None, False, True),
            "What each demand layer rests on, in the same order, such as reports,patrol,infrastructure. reports: "
            "reports by residents; patrol: incidents that patrols found; infrastructure: what is there, such as "
            "station exits; nothing between two commas: not known. Then the log states how much of the demand rests on "
            "incidents found by patrols, and the field patrol_found has this share (0 to 1) of each place. Empty: not "
            "known.",
            takes_list=True,
        )
        algorithm.add(
            number("PATROL_FOUND_LIMIT", "Limit of what patrols found (%)", None, 0, 100, optional=True),
            "The most of the total demand that may rest on incidents found by patrols (kind patrol). Where it would be "
            "more, the demand of these layers is made smaller everywhere by the same factor, so that their share is "
            "this one. Patrols find incidents where they go, so without a limit such demand sends them to the same "
            "places again and again. Empty: no limit.",
        )
        self.residents.add(algorithm)
        algorithm.add(
            number("DEMAND_MINIMUM", "Least demand of a place, of the mean demand (%)", None, 0, 100, optional=True),
            "No place has less demand than this share of the mean demand of all places, whatever residents answer. "
            "So places without requests are still watched, and requests can also raise the demand of places that had "
            "none. Empty: no minimum.",
        )

    def check(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, "DEMAND", run.context)
        _kinds(run, len(layers))

    def prepare(self, run: Run) -> None:
        self.residents.prepare(run)
        _kinds(run, len(run.layers("DEMAND")))

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> DemandRules:
        """The rules, with residents' answers in `crs`. Warns of a limit without a layer that it limits."""
        kinds, percent = _kinds(run, len(run.layers("DEMAND"))), run.optional_number("PATROL_FOUND_LIMIT")
        if percent is not None and PATROL not in kinds:
            run.warn(
                tr(
                    "PATROL_FOUND_LIMIT has no effect: no layer of DEMAND has the kind {kind} in DEMAND_KIND.",
                    kind=PATROL,
                )
            )
        limit = None if percent is None else percent / 100
        minimum = (run.optional_number("DEMAND_MINIMUM") or 0.0) / 100
        return DemandRules(kinds, limit, self.residents.read(run, crs), minimum)


def _kinds(run: Run, layers: int) -> tuple[str, ...]:
    text = run.text("DEMAND_KIND")
    return kinds_of(text.replace(";", ",").split(",") if text.strip() else (), layers, "DEMAND_KIND")


def report_rules(run: Run, rules: DemandRules, demand: Demand) -> None:
    """Says what the rules have made of the demand."""
    if demand.effects is not None:
        run.say(*effects_of_rules(rules, demand.effects))
        run.warn(*warnings_of_rules(rules, demand.effects))
