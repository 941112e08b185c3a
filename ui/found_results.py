"""The results of Blindspot in a project, recognised by the records that they carry, and which of them belong together:
also results that were loaded from files, or made in the toolbox."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qgis.core import QgsMapLayer, QgsVectorLayer

from ..algorithms.inputs.carried_records import carried_by
from ..engine.provenance.record import chain, inputs_of, name_of
from ..layers.source_reference import is_id, reference_of

SCORED, SPOTS, ROUTES, WAYPOINTS, UNSERVED, ASSESSED, CHECKED = (
    *("scored", "spots", "routes", "waypoints", "unserved", "assessed", "checked"),
)
KINDS = {
    ("scoregaps", "OUTPUT"): SCORED,
    ("scorearchive", "OUTPUT"): SCORED,
    ("findblindspots", "OUTPUT"): SPOTS,
    ("planroutes", "ROUTES"): ROUTES,
    ("plannights", "ROUTES"): ROUTES,
    ("planroutes", "WAYPOINTS"): WAYPOINTS,
    ("plannights", "WAYPOINTS"): WAYPOINTS,
    ("planroutes", "UNSERVED"): UNSERVED,
    ("plannights", "UNSERVED"): UNSERVED,
    ("assessplan", "OUTPUT"): ASSESSED,
    ("checkplan", "VIOLATIONS"): CHECKED,
}
"""What a result is to the panel, by the algorithm and the output."""

COUNTS = {
    **{SCORED: "PLACE_COUNT", SPOTS: "SPOT_COUNT", ASSESSED: "PLACE_COUNT", CHECKED: "VIOLATION_COUNT"},
    **dict.fromkeys((ROUTES, WAYPOINTS), "ROUTE_COUNT"),
}
"""The number of a run that is not zero if the result has rows."""


@dataclass(frozen=True)
class Result:
    """A layer of the project that carries a record. layer: its id; record: with paths as they are now."""

    layer: str
    name: str
    record: dict

    @property
    def kind(self) -> str:
        """One of KINDS; empty for other results."""
        output = (self.record.get("output") or {}).get("name")
        return KINDS.get((name_of(self.record), output), "")

    @property
    def made_by(self) -> str:
        return name_of(self.record)

    @property
    def made(self) -> str:
        """When, as in the record (UTC)."""
        return str(self.record.get("made", ""))

    @property
    def numbers(self) -> dict:
        """The results of the run by name."""
        return self.record.get("results") or {}

    def is_of_run(self, other: "Result") -> bool:
        """Whether both were made by the same run."""
        return run_key(self.record) == run_key(other.record)

    def is_made_of(self, other: "Result") -> bool:
        """Whether this result was made of another one, directly or by way of others."""
        key = run_key(other.record)
        return any(run_key(one) == key for one in chain(self.record) if one is not self.record)

    def is_made_of_layer(self, layer: QgsMapLayer) -> bool:
        """Whether this result was made of a layer, directly or by way of others."""
        wanted = reference_of(layer)
        return any(_same_source(entry.get("source") or {}, wanted) for entry in _all_inputs(self.record))


@dataclass(frozen=True)
class Chain:
    """The results that belong to the question of the panel, None where there is none. waypoints: of the run
    of routes; others: the kinds whose result does not rest on the one before it, or not on the layers that are chosen,
    because that one is newer or other."""

    scored: Result | None = None
    spots: Result | None = None
    routes: Result | None = None
    assessed: Result | None = None
    checked: Result | None = None
    waypoints: Result | None = None
    others: frozenset[str] = frozenset()


def run_key(record: dict) -> str:
    """The same for all outputs of one run, and differs between runs."""
    return json.dumps([record["algorithm"], record.get("made"), record["parameters"]], sort_keys=True, default=str)


def result_of(layer: QgsMapLayer) -> Result | None:
    """The result that a layer is; None where it carries no record that can be read. Reads the file of the layer."""
    record = carried_by(layer, check_edits=False).record
    return None if record is None else Result(layer.id(), layer.name(), record)


def is_lost(result: Result, layer: QgsMapLayer) -> bool:
    """Whether a temporary layer has lost its rows, as when its project is opened again."""
    if layer.providerType() != "memory" or layer.featureCount() != 0:
        return False
    count = result.numbers.get(COUNTS.get(result.kind, ""))
    return isinstance(count, (int, float)) and count > 0


def chain_of(results: Iterable[Result], fixes: QgsVectorLayer | None) -> Chain:
    """The newest result of each step, first of those that rest on the step before. fixes: that are chosen."""
    results = sorted(results, key=lambda one: one.made, reverse=True)
    found, others = {}, set()
    for kind, before in ((SCORED, None), (SPOTS, SCORED), (ROUTES, SPOTS), (ASSESSED, ROUTES), (CHECKED, ROUTES)):
        those = [one for one in results if one.kind == kind]
        if kind == ASSESSED:  # also compares two periods, which is no plan
            those = [one for one in those if one.record["inputs"].get("ROUTES")]
        basis = found.get(before)
        fits = [one for one in those if _rests_on(one, basis, fixes)]
        found[kind] = next(iter(fits or those), None)
        if those and not fits:
            others.add(kind)
    routes = found[ROUTES]
    waypoints = None if routes is None else companion(results, routes, WAYPOINTS)
    return Chain(*found.values(), waypoints, frozenset(others))


def companion(results: Iterable[Result], of: Result, kind: str) -> Result | None:
    """The result of another kind of the same run."""
    return next((one for one in results if one.kind == kind and one.is_of_run(of)), None)


def _rests_on(one: Result, basis: Result | None, fixes: QgsVectorLayer | None) -> bool:
    if basis is not None:
        return one.is_made_of(basis)
    return fixes is None or one.is_made_of_layer(fixes)


def _all_inputs(record: dict) -> Iterator[dict]:
    for one in chain(record):
        yield from inputs_of(one)


def _same_source(recorded: dict, wanted: dict) -> bool:
    if wanted.get("path"):
        table = recorded.get("layerName"), wanted.get("layerName")
        same_table = not all(table) or table[0] == table[1]  # a file with one table need not name it
        same_rows = (recorded.get("subset") or "") == (wanted.get("subset") or "")
        return recorded.get("path") == wanted["path"] and same_table and same_rows
    return is_id(str(wanted.get("id") or ""), recorded.get("id"))
