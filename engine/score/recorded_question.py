"""The question that a run answers, in words: of which patrols, where, in which hours, seen how often. Results with the
same question belong together, such as the gaps, the blind spots in them, and the flights to these."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from ..language import tr
from ..provenance.record import chain, name_of
from ..text import counted, in_a_row, listed, plain_text, shortened
from ..timing.sun_hours import HOURS_BY, SunHours
from ..timing.text import interval_text

LAYERS = ("INPUT", "PLACES", "AREA", "DEMAND")
OWN = ("REVISIT_FIELD", "WATCH_FIELD")
"""Fields of PLACES with the questions of the places themselves."""
VALUES = (
    *("TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "CELL_SIZE", "GRID_TYPE", "DETECTION_RANGE", "DETECTION_TIME", "REVISIT"),
    *("WATCH_START", "WATCH_END", "WEEKDAYS", "PERIOD_START", "PERIOD_END", "PARTIAL_WATCHES", "DEMAND_WEIGHTS"),
    *("DEMAND_RANGE", "DEMAND_FIELD", "DEMAND_BASE", "GRID_REACH", "SAMPLE_SPACING", "RANGE_FIELD"),
    *("DETECTION_TIME_FIELD", "MIN_SPEED", "PRISM_SPEED", "NAIVE_TIMES", "MAX_SPEED", "MAX_OUTAGE", "MAX_PAUSE"),
    *("STANDSTILL", "TIME_FORMAT", "DATE_FIELD", "TEAMS", "WATCH_BY", "SUN_OFFSET", "DARK_RANGE"),
    *OWN,
    *("ARCHIVE", "LAST_NIGHTS", "DEMAND_KIND", "PATROL_FOUND_LIMIT", "DEMAND_MINIMUM"),
)
"""The parameters of a gap score, which are its question. Others, such as the number of drones, are part of an
answer."""
WITH_LAYERS = MappingProxyType(
    {
        "BUILDINGS": ("WALL_TOLERANCE", "CELL_SAMPLES"),
        "SIGHT_TERRAIN": ("EYE_HEIGHT", "TARGET_HEIGHT"),
        "WATCHERS": ("WATCHER_RANGE", "WATCHER_DETECTION_TIME"),
        "RESIDENTS": ("RESIDENTS_WEIGHT", "RESIDENTS_LIMIT"),
    }
)
"""Layers of the question, with the parameters that are part of it only where the layer is given: so the question of a
record without them is the same as before there were such layers."""
USUAL_CELL_SIZE, USUAL_RANGE = 50.0, 50.0
"""Values (m) that the words do not mention."""
LONGEST = 40
"""Characters of the name of a layer among the words."""


@dataclass(frozen=True)
class RunQuestion:
    """What was asked.

    key: the same for the same question, whatever its words; words: the parts of its name, in order; asked: the record
    of the run that asked it.
    """

    key: str
    words: tuple[str, ...]
    asked: dict

    @property
    def name(self) -> str:
        """For people: Blindspot: fixes, 22-05, 2 h."""
        return tr("Blindspot: {question}", question=in_a_row(self.words))


def question_of_record(record: dict) -> RunQuestion:
    """The question of the run of a record: that of the gap score that it made or is based on, the nearest first; of a
    run without a gap score, what was made of which layers."""
    asked = next((one for one in chain(record) if is_gap_score(one)), record)
    scored = is_gap_score(asked)
    names = LAYERS if scored else sorted(asked["inputs"])
    where = [[name, [_place(one) for one in asked["inputs"].get(name, ())]] for name in names]
    values = {name: asked["parameters"].get(name) for name in VALUES} if scored else {}
    for layer, own in WITH_LAYERS.items():
        if scored and asked["inputs"].get(layer):
            where.append([layer, [_place(one) for one in asked["inputs"][layer]]])
            values |= {name: asked["parameters"].get(name) for name in own}
    if sun_words(values):  # the hours of a usual night, which the question does not depend on
        values |= dict.fromkeys(("WATCH_START", "WATCH_END"))
    later = ("WATCH_BY", "SUN_OFFSET", "DEMAND_MINIMUM")  # older records do not have them
    values |= {name: None for name in later if not values.get(name)}
    if values.get("LAST_NIGHTS"):  # the same question every morning
        values["PERIOD_START"] = None
    known = [where, {name: value for name, value in values.items() if value is not None}]
    if not scored:
        known += [name_of(asked), *_file(asked)]
    key = sha256(json.dumps(known, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()[:16]
    words = dict.fromkeys(filter(None, _words_of_score(asked) if scored else _words(asked)))
    return RunQuestion(key, tuple(words), asked)


def is_gap_score(record: dict) -> bool:
    """Whether a record has a gap score's question: fixes or an archive of them, a watch and a revisit interval."""
    parameters = record["parameters"]
    fixes = record["inputs"].get("INPUT") or parameters.get("ARCHIVE")
    return bool(fixes) and bool(parameters.get("REVISIT")) and "WATCH_START" in parameters


def hours_text(parameters: dict) -> str:
    """The hours of the watch: 22-05, 22:30-05, all day, sunset to sunrise."""
    if sun_words(parameters):
        return sun_words(parameters)
    start, end = (str(parameters.get(name) or "00:00")[:5] for name in ("WATCH_START", "WATCH_END"))
    if start == end:
        return tr("all day")
    return f"{start.removesuffix(':00')}-{end.removesuffix(':00')}"


def sun_words(parameters: dict) -> str:
    """The watch by the sun of recorded parameters, such as sunset to sunrise; empty where it is by the clock."""
    by, offset = parameters.get("WATCH_BY"), parameters.get("SUN_OFFSET")
    if not isinstance(by, int) or not 0 < by < len(HOURS_BY):
        return ""
    offset = float(offset) * 60 if isinstance(offset, (int, float)) else 0.0
    return str(SunHours(0.0, 0.0, HOURS_BY[by], offset))


def _words_of_score(record: dict) -> Iterator[str]:
    parameters, inputs = record["parameters"], record["inputs"]
    yield _layer(_first_of(inputs["INPUT"][0])) if inputs.get("INPUT") else _folder(parameters["ARCHIVE"])
    for name in ("PLACES", "AREA"):
        yield from map(_layer, inputs.get(name, ()))
    own_revisit, own_watch = (inputs.get("PLACES") and parameters.get(name) for name in OWN)
    yield tr("own hours of places") if own_watch else hours_text(parameters)
    yield "" if own_watch else plain_text(parameters.get("WEEKDAYS"))
    yield tr("own revisit intervals") if own_revisit else interval_text(60 * float(parameters["REVISIT"]))
    yield from _settings(parameters, "PLACES" in inputs)
    words = {
        "BUILDINGS": tr("with walls"),
        "SIGHT_TERRAIN": tr("with terrain"),
        "WATCHERS": tr("with watchers"),
        "RESIDENTS": tr("with residents' answers"),
    }
    yield from (word for layer, word in words.items() if inputs.get(layer))


def _words(record: dict) -> Iterator[str]:
    """The words of a run without a gap score."""
    made = {
        "preparetracks": tr("tracks"),
        "patroleffort": tr("effort"),
        "findblindspots": tr("blind spots"),
        "planroutes": tr("drone routes"),
        "sweepareas": tr("sweep paths"),
        "importgeozones": tr("geozones"),
        "importflight": tr("flights"),
        "exposure": tr("exposure"),
    }
    inputs, parameters = record["inputs"], record["parameters"]
    main = next((name for name in ("INPUT", "BLIND_SPOTS", "SPOTS", "ROUTES") if inputs.get(name)), "")
    layers = [*inputs.get(main, ())][:3]
    yield from (_layer(_first_of(one)) for one in layers)
    yield from _file(record)
    for name in ("PLACES", "AREA"):
        yield from map(_layer, inputs.get(name, ()))
    yield made.get(name_of(record), name_of(record))
    if "WATCH_START" in parameters and main == "INPUT":
        hours = hours_text(parameters)
        yield "" if hours == tr("all day") else hours
        yield plain_text(parameters.get("WEEKDAYS"))
        yield from _settings(parameters, "PLACES" in inputs)


def _file(record: dict) -> list[str]:
    """The name of the file, or of the first one, that is the input of a run that reads no layer."""
    given = record["parameters"].get("INPUT")
    paths = [path for path in (given if isinstance(given, list) else [given]) if isinstance(path, str) and path]
    names = [shortened(re.split(r"[/\\]", path)[-1], LONGEST) for path in paths]
    return [listed(names, 1)] if names else []


def _folder(path: str) -> str:
    """The last part of the path or address of an archive."""
    return shortened(re.split(r"[/\\]", path.rstrip("/\\"))[-1] or path, LONGEST)


def _settings(parameters: dict, has_places: bool) -> Iterator[str]:
    """The period, and settings that are not as usual."""
    start, end = (str(parameters.get(name) or "")[:10] for name in ("PERIOD_START", "PERIOD_END"))
    if parameters.get("LAST_NIGHTS"):
        yield tr("last {nights}", nights=counted(int(parameters["LAST_NIGHTS"]), "night"))
    elif start and end:
        yield start if start == end else tr("{start} to {end}", start=start, end=end)
    elif start or end:
        yield tr("from {start}", start=start) if start else tr("until {end}", end=end)
    cell, distance = parameters.get("CELL_SIZE"), parameters.get("DETECTION_RANGE")
    if cell not in (None, USUAL_CELL_SIZE) and not has_places:
        yield tr("cells of {size:g} m", size=cell)
    if distance not in (None, USUAL_RANGE):
        yield tr("range {distance:g} m", distance=distance)
    if parameters.get("DARK_RANGE") is not None:
        yield tr("after dark {distance:g} m", distance=parameters["DARK_RANGE"])


def _layer(entry: dict) -> str:
    """An input layer in a few words: the feature that it was reduced to, as one district of all, or its name."""
    source = entry.get("source") or {}
    chosen = re.findall(r"'([^']+)'", f"{entry.get('filter', '')} {source.get('subset', '')}")
    return shortened(tr(", ").join(chosen) or entry.get("feature") or entry.get("name") or tr("a layer"), LONGEST)


def _first_of(entry: dict) -> dict:
    """The fixes from which tracks were prepared, else the layer itself."""
    record = entry.get("record")
    if record is not None and name_of(record) == "preparetracks" and record["inputs"].get("INPUT"):
        return _first_of(record["inputs"]["INPUT"][0])
    return entry


def _place(entry: dict) -> list:
    """Where an input layer is, and which of its features were used. Not their content, which may grow every night."""
    first = _first_of(entry)
    source = {key: value for key, value in (first.get("source") or {}).items() if key != "relative"}
    return [source, *(first.get(key) for key in ("filter", "selected", "limit", "feature"))]
