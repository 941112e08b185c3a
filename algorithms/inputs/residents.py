"""What residents answered: where patrols should go more, or not."""

from dataclasses import dataclass

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterMultipleLayers

from ...engine.errors import UserError
from ...engine.places.demand_sentences import answers_given, unusable_answers
from ...engine.places.residents import ANSWER, MORE, NOT_HERE, RESPONDENT, WEIGHT, Answers, Residents, answers_of
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import number

FIELDS = (ANSWER, WEIGHT, RESPONDENT)
"""The fields that are read: no comment, and no name."""


@dataclass(frozen=True)
class ResidentsInput(Block):
    """RESIDENTS, RESIDENTS_WEIGHT and RESIDENTS_LIMIT."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "RESIDENTS", tr("Residents' answers"), Qgis.ProcessingSourceType.VectorAnyGeometry, None, True
            ),
            "Where residents ask for more patrols, and where they want none: points, lines or areas with the field "
            "answer (more or not_here). Optional fields: weight (a number, 1 where there is none) and respondent (a "
            "key, never a name; answers with the same key share one voice). They raise and lower the demand of places "
            "within the demand range. An objection lowers demand, it does not forbid flights: no-fly zones and privacy "
            "places do.",
        )
        algorithm.add(
            number("RESIDENTS_WEIGHT", "Weight of a resident's answer", 0.2, 0, decimals=2),
            "How much one answer counts. With 0.2, five more requests than objections at a place (1 / 0.2) reach the "
            "limit, and each of them multiplies the demand by the same factor. 0: answers have no effect.",
        )
        algorithm.add(
            number("RESIDENTS_LIMIT", "Greatest factor of residents' answers", 2, 1, 100, decimals=1),
            "The most by which all answers together can multiply the demand of a place, or divide it: with 2, between "
            "half and twice. 1: answers have no effect.",
        )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("RESIDENTS")

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Residents | None:
        """The answers in `crs`; None where no layer is given. Reports in the log. Raises UserError where a layer has no
        answers."""
        layers = run.layers("RESIDENTS")
        if not layers:
            return None
        parts = []
        for index, layer in enumerate(layers):
            if layer.fields.lookupField(ANSWER) < 0:
                known = ", ".join(field.name() for field in layer.fields)
                raise UserError(
                    tr(
                        "{name} (RESIDENTS) has no field {field} with the answers ({more} or {not_here}). It has: "
                        "{known}.",
                        name=layer.name,
                        field=ANSWER,
                        more=MORE,
                        not_here=NOT_HERE,
                        known=known,
                    )
                )
            features = run.features(layer, crs, of=("RESIDENTS", index), only=FIELDS)
            columns = [features.texts(field) if features.has(field) else None for field in FIELDS]
            parts.append(answers_of(features.geometry, *columns))
            run.warn(*unusable_answers(features.name, parts[-1]))
        answers = Answers.joined(parts)
        run.say(answers_given(answers))
        return Residents(answers, run.number("RESIDENTS_WEIGHT"), run.number("RESIDENTS_LIMIT"))
