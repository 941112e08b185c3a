"""Which question the results of a report answer, whether they belong together, and how each was made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import nan

from qgis.core import QgsApplication, QgsProcessingAlgorithm

from ...engine.pages.question_text import Asked
from ...engine.pages.report_content import RunText
from ...engine.pages.sight_text import sight_words
from ...engine.provenance.record import as_json, chain, inputs_of, name_of
from ...engine.score.recorded_question import sun_words
from ...engine.text import counted, listed
from ...engine.timing.text import local_text
from ...engine.timing.timezones import DAY
from ...engine.timing.watch import parse_weekdays
from ..base import tr
from ..values import LAYERS
from .as_made import FALLBACK
from .carried_records import Carried, title_of
from .evidence import QUESTION, SCORING
from .own_questions import OWN
from .value_texts import value_text

READ_APART = ("INPUT", "PLACES", "AREA", "DEMAND", "BUILDINGS", "SIGHT_TERRAIN", "WATCHERS", "RESIDENTS")
"""Layers of the question: compared by content, or by name, if they were read for other areas or other fields."""
SAME_RUN = (("ROUTES", "WAYPOINTS", "UNSERVED", "VISITED"), ("TRACKS", "OUTAGES", "REJECTED"))
"""Outputs of one run of an algorithm, by the parameters that they are given as."""
MOST_DIFFERENCES = 4


@dataclass(frozen=True)
class ResultRecords:
    """The records of the results that are given, by parameter, in the order of the report."""

    carried: Mapping[str, Carried]

    @property
    def question(self) -> dict | None:
        """The record of the score that the first result which has one is based on."""
        return next((found for _, found in self._questions()), None)

    @property
    def asked(self) -> Asked | None:
        """The question in words; None where no result says which."""
        record = self.question
        return None if record is None else asked_in(record)

    @property
    def parameters(self) -> dict[str, dict]:
        """The recorded parameters of each algorithm that took part, by its name. Those with a layer are True."""
        found = {}
        for record in self._all():
            found.setdefault(name_of(record), {**dict.fromkeys(record["inputs"], True), **record["parameters"]})
        return found

    def mismatches(self) -> list[str]:
        """Sentences on results that answer another question, are of other runs, or were changed."""
        return [*self._other_questions(), *self._other_runs(), *self._not_of_each_other(), *self._changed()]

    def sources(self) -> list[tuple[str, str]]:
        """The layers that everything rests on: label and text of each."""
        found = {}
        for record in self._all():
            algorithm = _algorithm(record)
            for name, layers in record["inputs"].items():
                own = [layer for layer in layers if layer.get("record") is None]
                if own and name != "BACKGROUND":
                    what = tuple(layer.get("content") or _source_text(layer) for layer in own)
                    found.setdefault((name, what), (_title(algorithm, name), tr("; ").join(map(_source_text, own))))
        return list(found.values())

    def runs(self) -> list[RunText]:
        """Every run that took part, once: title, time and parameters."""
        found = {}
        for record in self._all():
            key = as_json({name: record.get(name) for name in ("algorithm", "parameters", "inputs")})
            found.setdefault(key, record)
        return [run_text(record) for record in found.values()]

    def assumed_titles(self) -> list[str]:
        """The titles of the parameters of the question that were assumed from the data, with their values."""
        record = self.question
        names = [] if record is None else [name for name in record.get("assumed") or () if isinstance(name, str)]
        algorithm = None if record is None else _algorithm(record)
        return [
            tr("{title} ({value})", title=_title(algorithm, name), value=value)
            for name in names
            if (value := _value_text(algorithm, name, record["parameters"].get(name)))
        ]

    def _all(self) -> Iterator[dict]:
        for carried in self.carried.values():
            if carried.record is not None:
                yield from chain(carried.record)

    def _questions(self) -> Iterator[tuple[str, dict]]:
        """The parameter of each result that is based on a score, and the record of the score."""
        for name, carried in self.carried.items():
            if carried.record is None:
                continue
            found = next((one for one in chain(carried.record) if name_of(one) in SCORING), None)
            if found is not None:
                yield name, found

    def _other_questions(self) -> Iterator[str]:
        questions = [*self._questions()]
        for name, record in questions[1:]:
            first, reference = questions[0]
            unlike = _differences(reference, record)
            if unlike:
                yield tr(
                    "{layer} answers another question than {first}: {differences}.",
                    layer=self.carried[name].name,
                    first=self.carried[first].name,
                    differences=listed(unlike, MOST_DIFFERENCES, "; "),
                )

    def _other_runs(self) -> Iterator[str]:
        """Outputs of one algorithm that are of different runs."""
        for names in SAME_RUN:
            known = [name for name in names if name in self.carried and self.carried[name].record is not None]
            for name in known[1:]:
                one, other = self.carried[known[0]], self.carried[name]
                if _same_run(one.record) != _same_run(other.record):
                    yield tr("{layer} is of another run than {first}.", layer=other.name, first=one.name)

    def _not_of_each_other(self) -> Iterator[str]:
        """Results that were made from another version of a result that is given too."""
        given = [(one.name, one.record) for one in self.carried.values() if one.record is not None]
        for name, record in given:
            for earlier in [*chain(record)][1:]:
                for other, theirs in given:
                    if other == name or _output(theirs) != _output(earlier):
                        continue
                    then, now = (_content(each) for each in (earlier, theirs))
                    if then and now and then != now:
                        yield tr(
                            "{layer} was made from another result of {algorithm} than {other}.",
                            layer=name,
                            algorithm=title_of(earlier),
                            other=other,
                        )

    def _changed(self) -> Iterator[str]:
        for carried in self.carried.values():
            yield from carried.warnings
            if carried.record is None and not carried.warnings:
                yield tr(
                    "{layer} does not say how it was made (it carries no record), so nobody can tell whether it "
                    "belongs to the others.",
                    layer=carried.name,
                )
            elif carried.record is not None and any(
                layer.get("edited") for one in chain(carried.record) for layer in inputs_of(one)
            ):
                yield tr("{layer} was made from a result that had been edited.", layer=carried.name)


def asked_in(record: dict) -> Asked | None:
    """The question of the record of a score; None where the record lacks it."""
    parameters = record["parameters"]
    try:
        start, end = (_seconds(parameters[name]) for name in ("WATCH_START", "WATCH_END"))
        revisit, zone = 60.0 * float(parameters["REVISIT"]), str(parameters.get("TIMEZONE") or "UTC")
        weekdays = parse_weekdays(str(parameters.get("WEEKDAYS") or ""))
        period, covered = _period(record, zone)
    except Exception:  # of another version, or damaged
        return None
    fixes = next(iter(record["inputs"].get("INPUT", ())), {})
    while (fixes.get("record") or {}).get("inputs", {}).get("INPUT"):
        fixes = fixes["record"]["inputs"]["INPUT"][0]
    name, sun, sight = str(fixes.get("name") or ""), sun_words(parameters), sight_words(record["inputs"])
    own = [bool(parameters.get(field) and record["inputs"].get("PLACES")) for field in OWN]
    return Asked(start, end, zone, revisit, weekdays, period, name, covered, sun, sight, *own)


def _period(record: dict, zone: str) -> tuple[str, float]:
    """The first and the last local day as text, and how many days lie between; empty and NaN where not recorded."""
    results = record.get("results") or {}
    edges = [results.get(name) for name in ("PERIOD_START", "PERIOD_END")]
    if not all(isinstance(edge, str) for edge in edges):
        return "", nan
    instants = [datetime.fromisoformat(edge.replace("Z", "+00:00")).timestamp() for edge in edges]
    first, last = (local_text(at, zone)[:10] for at in instants)
    return tr("{first} to {last}", first=first, last=last), (instants[1] - instants[0]) / DAY


def _seconds(text: str) -> float:
    hours, minutes, *seconds = text.split(":")
    return 3600.0 * int(hours) + 60.0 * int(minutes) + float(seconds[0] if seconds else 0)


def _differences(reference: dict, record: dict) -> list[str]:
    """In what two scores differ: titles, and both values where they are no layers."""
    algorithm, found = _algorithm(record), []
    for name in QUESTION:
        if name in READ_APART:
            layers = [[*each["inputs"].get(name, ())] for each in (reference, record)]
            areas = [[(layer.get("within"), layer.get("fields")) for layer in each] for each in layers]
            what = "content" if areas[0] == areas[1] else "name"
            one, other = ([layer.get(what) for layer in each] for each in layers)
            if one != other and all(one) and all(other):
                found.append(_title(algorithm, name))
            continue
        one, other = (each["parameters"].get(name) for each in (reference, record))
        both = name in reference["parameters"] and name in record["parameters"]
        if both and one != other:
            texts = (_value_text(algorithm, name, value) or tr("empty") for value in (other, one))
            there, here = texts
            found.append(
                tr("{title} is {value}, not {expected}", title=_title(algorithm, name), value=there, expected=here)
            )
    return found


def _same_run(record: dict) -> str:
    """What all outputs of one run have in common."""
    return as_json(
        {
            **{name: record.get(name) for name in ("algorithm", "parameters", "results")},
            "inputs": {name: [one.get("content") for one in layers] for name, layers in record["inputs"].items()},
        }
    )


def _output(record: dict) -> tuple[str, str]:
    return name_of(record), str((record.get("output") or {}).get("name"))


def _content(record: dict) -> str:
    return str((record.get("output") or {}).get("content") or "")


def _source_text(layer: dict) -> str:
    text, count = str(layer.get("name") or ""), layer.get("features")
    if isinstance(count, int):
        text = tr("{name} ({count})", name=text, count=counted(count, "row"))
    time = layer.get("time")
    if isinstance(time, list) and len(time) == 2 and all(isinstance(one, str) for one in time):
        text = tr("{layer}, {first} to {last} UTC", layer=text, first=time[0][:10], last=time[1][:10])
    return text


def run_text(record: dict) -> RunText:
    """A run in words: title, time, and parameters with their labels."""
    algorithm, facts, usual = _algorithm(record), [], []
    for name, layers in _in_order(algorithm, record["inputs"]):
        facts.append((_title(algorithm, name), tr(", ").join(str(one.get("name") or "") for one in layers)))
    for name, value in _in_order(algorithm, record["parameters"]):
        text = _value_text(algorithm, name, value)
        definition = None if algorithm is None else algorithm.parameterDefinition(name)
        default = None if definition is None else definition.metadata().get(FALLBACK, definition.defaultValue())
        if text and text == _value_text(algorithm, name, default):
            usual.append(tr("{title}: {value}", title=_title(algorithm, name), value=text))
        elif text:
            facts.append((_title(algorithm, name), text))
    made = str(record.get("made") or "")[:16].replace("T", " ")
    about = tr("{made} UTC, Blindspot {version}", made=made, version=record.get("blindspot") or "?") if made else ""
    return RunText(title_of(record), about, facts, tr("; ").join(usual))


def _in_order(algorithm: QgsProcessingAlgorithm | None, values: dict) -> list[tuple]:
    """Names and values in the order of the parameters of the algorithm, then those that it does not have."""
    known = (
        [] if algorithm is None else [one.name() for one in algorithm.parameterDefinitions() if one.name() in values]
    )
    return [(name, values[name]) for name in [*known, *sorted(set(values) - set(known))]]


def _algorithm(record: dict) -> QgsProcessingAlgorithm | None:
    return QgsApplication.processingRegistry().algorithmById(record["algorithm"])


def _title(algorithm: QgsProcessingAlgorithm | None, name: str) -> str:
    definition = None if algorithm is None else algorithm.parameterDefinition(name)
    return name if definition is None else definition.description()


def _value_text(algorithm: QgsProcessingAlgorithm | None, name: str, value) -> str:
    definition = None if algorithm is None else algorithm.parameterDefinition(name)
    if definition is None or isinstance(definition, LAYERS):
        return "" if value is None else str(value)
    try:
        return value_text(definition, value)
    except (TypeError, ValueError, IndexError):  # of another version
        return str(value)
