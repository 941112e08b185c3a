"""The results that an assessment is about: their records, fields and files."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapLayer,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ...engine.assessment.facts import UNIT, Facts, Output
from ...engine.pages.impact_page import Described
from ...engine.provenance.record import chain, name_of
from ...engine.text import counted
from ...layers.attributes import is_null
from ...layers.features import layer_name
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .carried_records import carried_by, title_of
from .evidence import SCORING
from .report_records import asked_in, run_text

LAYERS = "RESULTS"
MOST_UNITS = 100_000
INSIDE = ("SCHEDULER",)
"""Parameters that say how a network is built; they are left out."""


@dataclass(frozen=True)
class Given:
    """A result that is given. path: of its file; empty where it has none."""

    output: Output
    path: str


@dataclass(frozen=True)
class AssessedInput(Block):
    """RESULTS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers(LAYERS, tr("Results"), Qgis.ProcessingSourceType.MapLayer),
            "Outputs of Blindspot, in any number: tracks, scored places, blind spots, drone routes, exposure of "
            "places, published layers, the equity audit. What they were made from need not be given: their records "
            "tell it.",
        )

    def prepare(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, LAYERS, run.context)
        run.prepared[LAYERS] = [_given(run, layer) for layer in layers]

    def read(self, run: Run) -> list[Given]:
        """The results, in their order."""
        given = run.prepared[LAYERS]
        unknown = [one.output.name for one in given if one.output.record is None]
        if unknown:
            run.warn(
                tr(
                    "{layers} without a record of Blindspot: {names}. The assessment says little about them.",
                    layers=counted(len(unknown), "layer"),
                    names=tr(", ").join(unknown),
                )
            )
        return given


def questions_of(facts: Facts) -> list[tuple[str, str]]:
    """What the scores ask, in sentences, each once, with the entry that says so."""
    found = {}
    for entry in facts.entries:
        for record in chain(entry.record) if entry.record is not None else ():
            asked = asked_in(record) if name_of(record) in SCORING else None
            if asked is not None:
                found.setdefault(f"{asked.sentence} {asked.scope}".strip(), entry.ident)
    return list(found.items())


def described(facts: Facts) -> dict[str, Described]:
    """How each result with a record was made."""
    found = {}
    for entry in facts.entries:
        if entry.record is not None:
            made = run_text(_without_folders(entry.record))
            rows = [*made.facts, *([(tr("As by default"), made.usual)] if made.usual else [])]
            found[entry.ident] = Described(made.algorithm, made.made, rows)
    return found


def titles_of(facts: Facts) -> dict[str, str]:
    """The titles of the algorithms, by id."""
    return {entry.algorithm: title_of(entry.record) for entry in facts.entries if entry.record is not None}


def parameters_of(facts: Facts) -> dict[str, str]:
    """The titles of the parameters of all algorithms that took part, by name."""
    found = {}
    for entry in facts.entries:
        algorithm = _algorithm(entry.record)
        for definition in algorithm.parameterDefinitions() if algorithm is not None else ():
            if not definition.isDestination():
                found.setdefault(definition.name(), definition.description())
    return found


def links_of(given: Iterable[Given], facts: Facts, page: str) -> dict[str, str]:
    """The paths of the files of results relative to a page, by entry, where they are in its folder or below it."""
    folder, found = os.path.dirname(os.path.realpath(page)), {}
    for entry, one in zip(facts.given, given, strict=True):
        path = os.path.realpath(one.path) if one.path else ""
        if path.startswith(folder.rstrip(os.sep) + os.sep):
            found[entry.ident] = PurePath(os.path.relpath(path, folder)).as_posix()
    return found


def _given(run: Run, layer: QgsMapLayer) -> Given:
    carried = carried_by(layer, check_edits=True)
    run.warn(*carried.warnings)
    path = str(QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or "")
    path = path if os.path.isfile(path) else ""
    changed = carried.record is not None and bool(carried.warnings)
    if not isinstance(layer, QgsVectorLayer):
        return Given(Output(layer_name(layer), record=carried.record, changed=changed), path)
    names = [field.name() for field in layer.fields() if field.name().lower() != "fid"]
    units = [name for name in names if name.lower() in UNIT]
    count = None
    if units:
        values = layer.uniqueValues(layer.fields().lookupField(units[0]), MOST_UNITS)
        count = len([value for value in values if not is_null(value) and value != ""]) or None
    features = layer.featureCount()
    features = features if features >= 0 else None
    return Given(Output(carried.name, tuple(names), features, count, carried.record, changed), path)


def _algorithm(record: dict | None):
    return None if record is None else QgsApplication.processingRegistry().algorithmById(record["algorithm"])


def _without_folders(record: dict) -> dict:
    """The record without the folders of files, which may name a person, and without addresses."""
    algorithm = _algorithm(record)
    definitions = [] if algorithm is None else algorithm.parameterDefinitions()
    files = {one.name() for one in definitions if isinstance(one, QgsProcessingParameterFile)}
    values = {name: value for name, value in record["parameters"].items() if name not in INSIDE}
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tr(", ").join(_name(one) if isinstance(one, str) else str(one) for one in value)
        elif isinstance(value, str) and (name in files or algorithm is None):
            values[name] = _name(value)
    return {**record, "parameters": values}


def _name(path: str) -> str:
    """The last part of a path or an address."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
