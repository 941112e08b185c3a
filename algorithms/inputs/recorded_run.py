"""The run that made a layer, prepared to be run again."""

from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from ...engine.errors import UserError
from ...engine.provenance.record import name_of
from ...engine.text import listed, shortened
from ...layers.source_reference import address, reference_of, text_of_reference
from ..base import BlindspotAlgorithm, tr
from ..part_feedback import PartFeedback
from ..run import Block, Run
from ..value_types import is_empty
from ..values import LAYERS, takes_layers
from .carried_records import Carried, carried_by
from .recorded_layers import recorded_layer
from .value_texts import value_text

FORMATS = (".gpkg", ".fgb", ".geojson", ".json", ".shp", ".csv", ".sqlite", ".gml", ".tab", ".kml")
"""Endings of files in which the layer is made again, so that a format takes the same from both. Others are made in
memory."""
OPTIONAL = Qgis.ProcessingParameterFlag.Optional
BEFORE = {"OBJECTIVE": 1, "PAD_TIME": 0, "CLEARANCE": 0, "TURN_TIME": 0, "LANDING_TIME": 0}
"""Of parameters that did not exist when older records were made, and that change results: the value that keeps them."""
CHILD = 0.9
"""The share of the progress bar for the run itself."""


@dataclass(frozen=True)
class RecordedRun:
    """A layer, its record, and the algorithm that made it with the parameters of then.

    layer: a copy that belongs to no thread, None for a raster; path: of a raster, or of the file in which the layer is
    made again (empty: in memory); opens: what QGIS opens of it, and with which provider.
    """

    carried: Carried
    algorithm: BlindspotAlgorithm
    parameters: dict
    layer: QgsVectorLayer | None
    raster: str
    path: str
    opens: tuple[str, str]
    feedback: PartFeedback

    @property
    def record(self) -> dict:
        return self.carried.record

    @property
    def output(self) -> str:
        """The name of the output that is made again."""
        return self.record["output"]["name"]

    @property
    def added(self) -> list[str]:
        """The titles and values of parameters that the algorithm did not have when the record was made."""
        names = [name for name in BEFORE if name not in self.record["parameters"]]
        found = [(self.algorithm.parameterDefinition(name), BEFORE[name]) for name in names]
        return [f"{one.description()} = {value_text(one, value)}" for one, value in found if one is not None]

    def given(self) -> QgsVectorLayer:
        """The layer as it was given, in this thread."""
        self.layer.moveToThread(QThread.currentThread())
        return self.layer

    def again(self, results: dict, context: QgsProcessingContext) -> QgsVectorLayer:
        """The layer that was made again, in this thread."""
        found = results[self.output]
        layer = context.temporaryLayerStore().mapLayer(found)
        if layer is None:
            uri, provider = self.opens if found == self.path else (found, "ogr")
            layer = QgsVectorLayer(uri, "again", provider, QgsVectorLayer.LayerOptions(False))
        if not layer.isValid():
            layer = QgsProcessingUtils.mapLayerFromString(found, context)
        return layer


@dataclass(frozen=True)
class RecordedRunInput(Block):
    """INPUT: the layer of which the run is repeated."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMapLayer("INPUT", tr("Result to repeat")),
            "A layer, table or raster that an algorithm of Blindspot made.",
        )

    def problem(self, run: Run) -> str:
        """Why the layer cannot be made again, as far as it can be told before the run; empty where it can."""
        layer = _layer(run)
        return _problem(carried_by(layer, check_edits=False), isinstance(layer, QgsRasterLayer))

    def prepare(self, run: Run) -> None:
        layer = _layer(run)
        carried = carried_by(layer, check_edits=True)
        problem = _problem(carried, isinstance(layer, QgsRasterLayer))
        if problem:
            raise UserError(f"INPUT: {problem}")
        run.prepared["INPUT"] = _prepared(run, layer, carried)

    def read(self, run: Run) -> RecordedRun:
        return run.prepared["INPUT"]


def _layer(run: Run) -> QgsMapLayer:
    return run.algorithm.parameterAsLayer(run.parameters, "INPUT", run.context)


def _problem(carried: Carried, is_raster: bool) -> str:
    if carried.record is None:
        why = carried.warnings[0] if carried.warnings else tr("{name} does not say how it was made.", name=carried.name)
        return tr("{why} Only results that carry the record of their run (provenance) can be repeated.", why=why)
    if carried.record.get("inputs_withheld"):
        return tr(
            "{name} was published: its record names no inputs, so that it identifies nobody. Repeat the run that made "
            "the layer which was published.",
            name=carried.name,
        )
    algorithm = _algorithm(carried.record)
    if algorithm is None:
        return tr(
            "{name} was made by {algorithm}, which this version of Blindspot does not have. Repeat it with the version "
            "that made it, {blindspot}.",
            name=carried.name,
            algorithm=shortened(carried.record["algorithm"]),
            blindspot=shortened(carried.record.get("blindspot", "which is not recorded")),
        )
    name = (carried.record.get("output") or {}).get("name")
    kind = QgsProcessingParameterRasterDestination if is_raster else QgsProcessingParameterFeatureSink
    if name not in [each.name() for each in algorithm.destinationParameterDefinitions() if isinstance(each, kind)]:
        return tr(
            "{name} does not say which output of {algorithm} it is, so it cannot be repeated.",
            name=carried.name,
            algorithm=name_of(carried.record),
        )
    return ""


def _algorithm(record: dict) -> BlindspotAlgorithm | None:
    """The algorithm of a record, to be prepared and run once."""
    if not record["algorithm"].startswith("blindspot:"):
        return None
    found = QgsApplication.processingRegistry().createAlgorithmById(record["algorithm"])
    return found if isinstance(found, BlindspotAlgorithm) else None


def _prepared(run: Run, layer: QgsMapLayer, carried: Carried) -> RecordedRun:
    """Prepares the algorithm in the thread of the layers. Raises UserError where it cannot run."""
    algorithm, record = _algorithm(carried.record), carried.record
    algorithm.repeats = record
    path, opens = _copy_of(layer, run.context)
    output = record["output"]["name"]
    wanted = run.parameters.get("RASTER" if isinstance(layer, QgsRasterLayer) else "OUTPUT")
    values = {**recorded_inputs(algorithm, carried, run.context), **recorded_values(algorithm, record)}
    values |= _destinations(algorithm, output, path if is_empty(wanted) else wanted)
    feedback = PartFeedback(run.feedback, 0, CHILD)
    algorithm.prepare(values, run.context, feedback)
    if algorithm.error:
        raise UserError(
            tr("INPUT: the run that made {name} cannot be repeated. {error}", name=carried.name, error=algorithm.error)
        )
    raster = layer.source().partition("|")[0] if isinstance(layer, QgsRasterLayer) else ""
    copy = None if raster else _threadless(layer)
    return RecordedRun(carried, algorithm, values, copy, raster, path, opens, feedback)


def _threadless(layer: QgsVectorLayer) -> QgsVectorLayer:
    """A copy that can be moved to any thread, with edits that are not saved."""
    copy = layer.materialize(QgsFeatureRequest()) if layer.isModified() else layer.clone()
    copy.moveToThread(None)
    return copy


def _copy_of(layer: QgsMapLayer, context: QgsProcessingContext) -> tuple[str, tuple[str, str]]:
    """Where to make a layer again: in a temporary file of the same format, and what QGIS opens of it; in memory where
    the layer is in memory, or in a format that cannot be written."""
    provider = layer.providerType()
    path = str(QgsProviderRegistry.instance().decodeUri(provider, layer.source()).get("path") or "")
    ending = Path(path).suffix.lower()
    if isinstance(layer, QgsRasterLayer):
        ending = ".tif"
    elif provider not in ("ogr", "delimitedtext") or ending not in FORMATS:
        return "", ("", "")
    made = QgsProcessingUtils.generateTempFilename(f"again{ending}", context)
    if provider != "delimitedtext":
        return made, (made, "ogr")
    Path(made).touch()  # an address is only given of a file that exists
    opens = address({**reference_of(layer), "path": made})
    return made, (opens.replace("delimitedtext://", "", 1), provider)


def recorded_inputs(algorithm: BlindspotAlgorithm, carried: Carried, context: QgsProcessingContext) -> dict:
    """The layers of the record. Raises UserError where one is not found, or only some features of it were used that
    the record does not name."""
    found, missing = {}, []
    for definition in algorithm.parameterDefinitions():
        entries = carried.record["inputs"].get(definition.name())
        if not entries or definition.isDestination() or not isinstance(definition, LAYERS):
            continue
        layers = [recorded_layer(entry, context) for entry in entries]
        missing += [
            tr(
                "{name} ({parameter}), {where}",
                name=shortened(entry.get("name") or tr("a layer")),
                parameter=definition.description(),
                where=_where(entry),
            )
            for entry, layer in zip(entries, layers, strict=True)
            if layer is None
        ]
        selected = [shortened(entry.get("name", "")) for entry in entries if entry.get("selected")]
        if selected:
            raise UserError(
                tr(
                    "INPUT: {name} was made of the selected features of {layers} only. A selection "
                    "is not recorded, so the run cannot be repeated.",
                    name=carried.name,
                    layers=listed(selected, 3),
                )
            )
        found[definition.name()] = layers if isinstance(definition, QgsProcessingParameterMultipleLayers) else layers[0]
    if missing:
        raise UserError(
            tr(
                "INPUT: {name} cannot be made again, because what it was made of is not found: "
                "{missing}. Put files where they were, or into the folder of {name}; open layers of "
                "servers in this project.",
                name=carried.name,
                missing=listed(missing, 5),
            )
        )
    return found


def _where(entry: dict) -> str:
    """Where a layer was that is not found."""
    source = entry.get("source") or {}
    if source.get("provider") in ("memory", "virtual", None):
        return tr("which was a temporary layer")
    return tr("at {source}", source=text_of_reference(source))


def recorded_values(algorithm: BlindspotAlgorithm, record: dict) -> dict:
    """The values of the record that this version has parameters for, and those of BEFORE that it lacks."""
    found = {}
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if name in BEFORE and name not in record["parameters"]:
            found[name] = BEFORE[name]
        if definition.isDestination() or takes_layers(definition) or name not in record["parameters"]:
            continue
        value = record["parameters"][name]
        is_text = isinstance(definition, QgsProcessingParameterString)
        found[name] = "" if value is None and is_text else value
    return found


def _destinations(algorithm: BlindspotAlgorithm, output: str, path: object) -> dict:
    """The outputs: only the one to be made again, and those that are always made, which are temporary."""
    found = {}
    for definition in algorithm.destinationParameterDefinitions():
        name = definition.name()
        temporary = "memory:" if isinstance(definition, QgsProcessingParameterFeatureSink) else None
        if isinstance(definition, QgsProcessingParameterRasterDestination):
            temporary = QgsProcessing.TEMPORARY_OUTPUT
        if name == output:
            found[name] = path or temporary
        else:
            is_optional = bool(definition.flags() & OPTIONAL)
            found[name] = None if is_optional else temporary or QgsProcessing.TEMPORARY_OUTPUT
    return found
