"""Facts on results of Blindspot, from the records that they carry and those of their inputs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from ..language import tr
from ..provenance.record import as_json, inputs_of, name_of
from ..provenance.retention import Retention, local_day, retention_of, zone_in

UNIT = ("unit", "unit_id")
"""Fields that say which unit it was."""
OF_FEW = (
    *("last_seen", "first_seen", "visits", "watch_visits", "dwell_s", "watch_dwell_s", "nights_seen", "units"),
    *("hours", "km", "unit_hours", "gap_profile", "worst_gap_s", "mean_idle_s", "gap"),
    *("gap_before", "gap_after", "visits_before", "visits_after", "nights_seen_before", "nights_seen_after"),
)
"""Fields that tell about one unit where few were."""
PUBLISH, EQUITY, EXPOSURE, ANSWERS = "publish", "equityaudit", "exposure", "readanswers"
PLANS = ("planroutes", "plannights")
SCORES = ("scoregaps", "scorearchive")
OF_PATHS = ("preparetracks", "importflight")
"""Algorithms whose lines are ways that somebody went or flew."""


@dataclass(frozen=True)
class Output:
    """A layer that is given. fields: their names; features: how many, None where that is not known; units: how many
    different units it names, None where it names none; record: None where it carries none; changed: whether it was
    edited since."""

    name: str
    fields: tuple[str, ...] = ()
    features: int | None = None
    units: int | None = None
    record: dict | None = None
    changed: bool = False

    @property
    def names_units(self) -> bool:
        return any(field.lower() in UNIT for field in self.fields)

    @property
    def tells_of_few(self) -> bool:
        return any(field.lower() in OF_FEW for field in self.fields)


@dataclass(frozen=True)
class Entry:
    """A result in the appendix. ident: its anchor; name: of the layer; output: None where it is not given, but one that
    is given was made from it."""

    ident: str
    name: str
    record: dict | None
    output: Output | None = None

    @property
    def algorithm(self) -> str:
        """The id of the algorithm, without that of the provider; empty where it is not known."""
        return "" if self.record is None else name_of(self.record)

    @property
    def content(self) -> str:
        """The hash of its content; empty where it is not known."""
        output = (self.record or {}).get("output") or {}
        return str(output.get("content") or output.get("pixels") or "")

    @property
    def parameters(self) -> dict:
        return {} if self.record is None else self.record["parameters"]

    @property
    def inputs(self) -> dict[str, list[dict]]:
        return {} if self.record is None else self.record["inputs"]

    def number(self, name: str) -> float | None:
        """A number among the results of the run; None where it has none."""
        value = ((self.record or {}).get("results") or {}).get(name)
        return None if isinstance(value, bool) or not isinstance(value, (int, float)) else value


@dataclass(frozen=True)
class Fixes:
    """A layer of fixes, or an archive, that results rest on. features: fixes read, None where unknown; span: the first
    and the last local day, None where unknown; days: of an archive; has_units: whether units were told apart; source:
    the entry that says so."""

    name: str
    features: int | None
    span: tuple[date, date] | None
    days: int | None
    has_units: bool
    source: str


@dataclass(frozen=True)
class Facts:
    """entries: the given results first, in their order, then those that they were made from."""

    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, outputs: Sequence[Output]) -> "Facts":
        given = [(one.name, one.record, one) for one in outputs]
        seen = {_key(one.record) for one in outputs if one.record is not None}
        for one in outputs:
            for name, record in _before(one.record) if one.record is not None else ():
                if _key(record) not in seen:
                    seen.add(_key(record))
                    given.append((name, record, None))
        return cls(tuple(Entry(f"a{number}", *each) for number, each in enumerate(given, 1)))

    @property
    def given(self) -> list[Entry]:
        return [one for one in self.entries if one.output is not None]

    def by(self, *algorithms: str) -> list[Entry]:
        """The results of some algorithms."""
        return [one for one in self.entries if one.algorithm in algorithms]

    def runs(self, *algorithms: str) -> list[Entry]:
        """The same, with one result of each run."""
        found = {}
        for one in self.by(*algorithms):
            found.setdefault(as_json({**one.record, **dict.fromkeys(("output", "inputs", "crs"))}), one)
        return list(found.values())

    @property
    def fixes(self) -> list[Fixes]:
        """The fixes that everything rests on, each once."""
        found = {}
        for entry in self.entries:
            has_units = bool(entry.parameters.get("UNIT_FIELD"))
            for one in inputs_of(entry.record) if entry.record is not None else ():
                time = one.get("time")
                if one.get("record") is None and isinstance(time, list) and len(time) == 2:
                    key = one.get("content") or as_json({"name": one.get("name"), "time": time})
                    span = _span(entry.record, *time)
                    count = one.get("features") if isinstance(one.get("features"), int) else None
                    name = str(one.get("name") or tr("a layer"))
                    found.setdefault(key, Fixes(name, count, span, None, has_units, entry.ident))
            archive = entry.parameters.get("ARCHIVE")
            if isinstance(archive, str) and archive and entry.number("ARCHIVE_DAYS") is not None:
                days = int(entry.number("ARCHIVE_DAYS"))
                name = PurePosixPath(archive.replace("\\", "/")).name or archive
                results = entry.record["results"]
                span = _span(entry.record, results.get("PERIOD_START"), results.get("PERIOD_END"))
                key = str(results.get("ARCHIVE_CONTENT") or name)
                found.setdefault(key, Fixes(name, None, span, days, True, entry.ident))
        return list(found.values())

    @property
    def other_layers(self) -> list[tuple[str, str, str]]:
        """Layers that are no results and no fixes: parameter, name and the entry that says so, each once."""
        found = {}
        for entry in self.entries:
            for parameter, layers in entry.inputs.items():
                for one in layers:
                    if one.get("record") is None and not one.get("time") and parameter != "BACKGROUND":
                        name = str(one.get("name") or tr("a layer"))
                        found.setdefault((parameter, name), (parameter, name, entry.ident))
        return list(found.values())

    @property
    def retentions(self) -> list[tuple[Entry, Retention]]:
        """What holds for each given result with a record. Published layers are no personal data any more, and their
        records name no inputs."""
        given = [one for one in self.given if one.record is not None and one.algorithm != PUBLISH]
        return [(one, retention_of(one.record)) for one in given]

    @property
    def units(self) -> tuple[int, str] | None:
        """How many units the given result names that names most, and its entry; None where none names any."""
        known = [(one.output.units, one.ident) for one in self.given if one.output.units]
        return max(known, key=lambda each: each[0], default=None)


def _span(record: dict, first, last) -> tuple[date, date] | None:
    """The local days of two instants; None where one is none."""
    days = [local_day(edge, zone_in(record)) for edge in (first, last)]
    return None if None in days else tuple(days)


def _before(record: dict) -> Iterator[tuple[str, dict]]:
    """The names and records of the inputs of a record, of their inputs, and so on: the nearest first."""
    level = [record]
    while level:
        found = [one for each in level for one in inputs_of(each) if one.get("record") is not None]
        yield from ((str(one.get("name") or tr("a layer")), one["record"]) for one in found)
        level = [one["record"] for one in found]


def _key(record: dict) -> str:
    """What tells results apart: the run, and which of its outputs it is."""
    output = record.get("output") or {}
    return as_json({**{name: record.get(name) for name in ("algorithm", "made", "parameters")}, "output": output})
