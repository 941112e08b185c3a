"""Two runs, without and with residents' answers: whether they differ in these alone, and what their records say."""

from collections.abc import Iterator
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsProcessingParameterDefinition

from ...engine.consultation.runs_alike import Unlike, asked_with, unlike_runs
from ...engine.errors import UserError
from ...engine.provenance.record import chain, name_of
from ...engine.text import plain_text, shortened
from ..base import tr
from .carried_records import Carried, title_of
from .compared_places import ANSWER_FIELDS
from .value_texts import value_text

PAIRS = (("WITHOUT", "WITH"), ("ROUTES_WITHOUT", "ROUTES_WITH"))


@dataclass(frozen=True)
class ConsultationRuns:
    """unlike: sentences on what else differs; notes: on what cannot be known; limit: the most by which answers multiply
    the demand of a place, None where it is not recorded; minimum: the share of the mean demand that places keep;
    contents: of the layers of answers, by the record."""

    unlike: list[str]
    notes: list[str]
    limit: float | None
    minimum: float
    contents: list[str]

    @classmethod
    def of(cls, carried: dict[str, Carried]) -> "ConsultationRuns":
        """carried: the records of the layers that are given, by parameter. Raises UserError where the run without
        answers took some, and the other took none."""
        unlike, notes, asked = [], [], None
        for first, second in PAIRS:
            pair = [carried[name] for name in (first, second) if name in carried]
            notes += [sentence for one in pair for sentence in one.warnings]
            nameless = [one.name for one in pair if one.record is None]
            if nameless:
                notes.append(
                    tr(
                        "{name} carries no record of its run, so whether the two runs differ in the answers alone is "
                        "not known.",
                        name=nameless[0],
                    )
                )
            elif len(pair) == 2:
                without, other = (one.record for one in pair)
                if asked_with(without) is not None:
                    raise UserError(
                        tr(
                            "{parameter} ({name}) was made with residents' answers. Give the run without them there, "
                            "and the run with them as {other}.",
                            parameter=first,
                            name=pair[0].name,
                            other=second,
                        )
                    )
                found = asked_with(other)
                if found is None:
                    unlike.append(tr("{name} was made without residents' answers.", name=pair[1].name))
                asked = asked or found
                unlike += [_sentence(one) for one in unlike_runs(without, other)]
                notes += _by_time(without, other)
        values = {} if asked is None else asked["parameters"]
        limit, minimum = _number(values.get("RESIDENTS_LIMIT")), _number(values.get("DEMAND_MINIMUM"))
        layers = [] if asked is None else asked["inputs"].get("RESIDENTS", [])
        contents = [str(layer.get("content") or "") for layer in layers if layer.get("fields") == [*ANSWER_FIELDS]]
        return cls([*dict.fromkeys(unlike)], [*dict.fromkeys(notes)], limit, (minimum or 0.0) / 100, contents)

    @property
    def rules(self) -> list[str]:
        """How much answers count at most, in sentences."""
        found = []
        if self.limit is not None:
            found.append(
                tr(
                    "However many ask, answers multiply the demand of a place by {limit:g} at most, and divide it by "
                    "{limit:g} at most (RESIDENTS_LIMIT).",
                    limit=self.limit,
                )
            )
        if self.minimum > 0:
            found.append(
                tr(
                    "Every place keeps {share:g} % of the mean demand, whatever is answered (DEMAND_MINIMUM).",
                    share=100 * self.minimum,
                )
            )
        return found


def _by_time(*records: dict) -> Iterator[str]:
    planned = [one for record in records for one in chain(record) if name_of(one) in ("planroutes", "plannights")]
    if any(one["parameters"].get("MAX_ITERATIONS") == 0 for one in planned):
        yield tr(
            "The plans were searched for a time, not for a number of iterations, so some of the difference can be "
            "chance. Plan both with the same MAX_ITERATIONS and SEED."
        )


def _sentence(one: Unlike) -> str:
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{one.algorithm}")
    title = title_of({"algorithm": f"blindspot:{one.algorithm}"})
    if not one.parameter:
        return tr(
            "{title}: {without} in one and {other} in the other.", title=title, without=one.without, other=one.other
        )
    definition = None if algorithm is None else algorithm.parameterDefinition(one.parameter)
    what = one.parameter if definition is None else definition.description()
    if one.layer:
        return tr("{title}: {what} is another layer, or has another content.", title=title, what=what)
    values = [shortened(_value(definition, value)) or tr("empty") for value in (one.without, one.other)]
    return tr(
        "{title}: {what} is {without} without, and {other} with the answers.",
        title=title,
        what=what,
        without=values[0],
        other=values[1],
    )


def _value(definition: QgsProcessingParameterDefinition | None, value) -> str:
    if definition is None:
        return plain_text(value)
    try:
        return value_text(definition, value)
    except (TypeError, ValueError, IndexError):  # of another version
        return plain_text(value)


def _number(value) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
