"""One run of an algorithm: its parameter values, its log and its progress bar."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property

import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameters,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, quiet
from ..engine.text import shortened
from ..engine.timing.timezones import localize
from ..layers.arrow import LayerFile
from ..layers.crs import check_units_of
from ..layers.features import Bounds, Features, LayerSource, read_features
from ..layers.progress import Bar
from ..layers.staging import StagedFile
from ..layers.vector_files import layer_options
from .inputs.given_layers import GivenLayers
from .inputs.layer_gate import geometry_types, layer_notes
from .labels import Labels
from .outputs.destinations import cut_names, destination_text, redirected
from .outputs.run_record import record_of

ALL_GEOMETRIES = (Qgis.GeometryType.Point, Qgis.GeometryType.Line, Qgis.GeometryType.Polygon)
"""By dimension."""
ASSUMED = "assumed"
"""Key of the names of assumed parameters among what was prepared; in small letters, as no parameter is."""


class Block:
    """Parameters that belong together. The `add` methods declare them, in the order of the dialog; the `read` methods
    return their values. A block holds no values itself."""

    def check(self, run: "Run") -> None:
        """Raises UserError where the values cannot be used, as far as that can be told before the run, at no cost."""

    def prepare(self, run: "Run") -> None:
        """Prepares layers in the thread that they belong to, so that they can be read in another one. Most blocks need
        no preparation."""


class Run:
    """The parameters, context and feedback of one run.

    prepared: the layer sources that blocks created in `prepareAlgorithm`, by parameter name. Layers may only be used in
    the thread that calls prepareAlgorithm; their sources can be read later, in another thread. fix_layers: the
    parameters of fixes that were prepared. inputs: the input layers, for the record of the run; facts: results that the
    record holds.
    """

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback | None = None,
        prepared: dict | None = None,
        inputs: GivenLayers | None = None,
        labels: Labels | None = None,
    ):
        self.algorithm = algorithm
        self.parameters = parameters
        self.context = context
        self.feedback = feedback
        self.prepared = {} if prepared is None else prepared
        self.last: list[Callable[[], None]] = []  # to be done when all outputs are written
        self.staged: list[StagedFile] = []  # output files that are not yet at their destination
        self.opened: list[str] = []  # the destinations of opened sinks
        self.fix_layers: set[str] = set()
        self.inputs = GivenLayers() if inputs is None else inputs
        self.facts: dict[str, float | int | str | list] = {}
        self.made: dict[str, dict] = {}  # the content of outputs, by name
        if labels is not None:
            self.labels = labels

    # Values.

    def has(self, name: str) -> bool:
        """Whether the algorithm has a parameter of this name."""
        return self.algorithm.parameterDefinition(name) is not None

    def given(self, name: str) -> bool:
        """Whether a parameter has a value."""
        return self.parameters.get(name) not in (None, "")

    def number(self, name: str) -> float:
        return self.algorithm.parameterAsDouble(self.parameters, name, self.context)

    def optional_number(self, name: str) -> float | None:
        """A number; None where the parameter is empty. One that is not given at all has its default, if it has one."""
        definition = self._definition(name)
        usual = None if definition is None or name in self.parameters else definition.defaultValue()
        return self.number(name) if self.given(name) or usual is not None else None

    def whole(self, name: str) -> int:
        return self.algorithm.parameterAsInt(self.parameters, name, self.context)

    def choice(self, name: str) -> int:
        """The index of the chosen option."""
        return self.algorithm.parameterAsEnum(self.parameters, name, self.context)

    def flag(self, name: str) -> bool:
        return self.algorithm.parameterAsBoolean(self.parameters, name, self.context)

    def text(self, name: str) -> str:
        return self.algorithm.parameterAsString(self.parameters, name, self.context)

    def field(self, name: str) -> str:
        """The name of the chosen field; empty where none is chosen, or the algorithm has no such parameter."""
        if not self.has(name):
            return ""
        value = self.parameters.get(name)
        if isinstance(value, str):  # QGIS would split it at semicolons
            return value
        return next(iter(self.algorithm.parameterAsStrings(self.parameters, name, self.context)), "")

    def assume(self, name: str, value: float | str) -> None:
        """Gives an empty parameter the value that follows from the data. The record says that it is assumed."""
        self.parameters[name] = value
        self.prepared.setdefault(ASSUMED, []).append(name)

    @property
    def assumed(self) -> list[str]:
        """The parameters whose value was not given, but follows from the data."""
        return sorted(set(self.prepared.get(ASSUMED, [])))

    def seconds_of_day(self, name: str) -> float:
        """A time of day in seconds after midnight. Raises UserError where it is not valid."""
        time = QgsProcessingParameters.parameterAsTime(self._definition(name), self.parameters, self.context)
        if not time.isValid():
            raise UserError(tr("{name} is not a time of day. Write it as 22:00 or 22:00:00.", name=name))
        return time.msecsSinceStartOfDay() / 1000

    def instant(self, name: str, timezone: str) -> float | None:
        """A date and time in seconds since the epoch, read in `timezone` where it has no time zone; None where it is
        empty."""
        if not self.given(name):
            return None
        # the text that the gate for values made, without QDateTime, which knows no local time that this computer skips
        at = datetime.fromisoformat(self.parameters[name])
        if at.tzinfo is not None:
            return at.timestamp()
        return float(localize([at.replace(tzinfo=UTC).timestamp()], timezone).seconds[0])

    def file(self, name: str) -> str:
        """The path of an output file; empty where it is not requested."""
        return self.algorithm.parameterAsFileOutput(self.parameters, name, self.context)

    def _definition(self, name: str) -> QgsProcessingParameterDefinition:
        return self.algorithm.parameterDefinition(name)

    # Layers.

    @property
    def transform_context(self) -> QgsCoordinateTransformContext:
        return self.context.transformContext()

    def source(self, name: str) -> QgsProcessingFeatureSource | None:
        """The feature source of a parameter; None where it is empty. Raises QgsProcessingException where it cannot be
        opened."""
        source = self.algorithm.parameterAsSource(self.parameters, name, self.context)
        if source is None and self.given(name):
            raise QgsProcessingException(self.algorithm.invalidSourceError(self.parameters, name))
        return source

    def raster(self, name: str) -> QgsRasterLayer | None:
        """A raster; None where it is empty. Raises QgsProcessingException where it cannot be opened."""
        raster = self.algorithm.parameterAsRasterLayer(self.parameters, name, self.context)
        if raster is None and self.given(name):
            raise QgsProcessingException(self.algorithm.invalidRasterError(self.parameters, name))
        return raster

    def report_files(self) -> None:
        """Says which layer is read of a file that has several. To be called in prepareAlgorithm."""
        for definition in self.algorithm.parameterDefinitions():
            fixes = definition.name() in self.fix_layers
            said, warned = layer_notes(definition, self.parameters, self.context, fixes)
            self.say(*said)
            self.warn(*warned)

    def prepare_layers(self, name: str) -> None:
        """Creates the sources of several layers. To be called in prepareAlgorithm, after the gate has accepted them."""
        layers = self.algorithm.parameterAsLayerList(self.parameters, name, self.context)
        self.prepared[name] = [LayerSource.of(layer) for layer in layers if isinstance(layer, QgsVectorLayer)]

    def layers(self, name: str) -> list[LayerSource]:
        """The layer sources that `prepare_layers` created."""
        return self.prepared[name]

    def prepare_file(self, name: str) -> None:
        """Records the file behind a source of fixes, if the file can be read directly: the source has no expression
        filter and no limit on features. To be called in prepareAlgorithm."""
        self.fix_layers.add(name)
        value, selected_only = self.parameters.get(name), False
        self.prepared[name] = None
        if isinstance(value, QgsProcessingFeatureSourceDefinition):
            if value.filterExpression or value.featureLimit >= 0:
                return
            selected_only, value = value.selectedFeaturesOnly, value.source
        layer = self.algorithm.parameterAsVectorLayer({name: value}, name, self.context)
        self.prepared[name] = LayerFile.of(layer, selected_only) if layer is not None else None

    def vector_layer(self, name: str) -> QgsVectorLayer | None:
        """The layer behind a source; None where it is empty. To be called in prepareAlgorithm."""
        value = self.parameters.get(name)
        value = value.source if isinstance(value, QgsProcessingFeatureSourceDefinition) else value
        return self.algorithm.parameterAsVectorLayer({name: value}, name, self.context)

    def file_behind(self, name: str) -> LayerFile | None:
        """The file that `prepare_file` recorded; None where it cannot be read directly."""
        return self.prepared[name]

    def features(
        self,
        source: QgsProcessingFeatureSource | LayerSource,
        crs: QgsCoordinateReferenceSystem,
        progress: Progress = quiet,
        name: str = "",
        collections: bool = False,
        one_kind: bool = False,
        only: Sequence[str] | None = None,
        of: tuple[str, int] | None = None,
        within: Bounds | None = None,
    ) -> Features:
        """All usable features in `crs`, if `name` is given only those of a type that the parameter of that name allows.
        of: the parameter of the layer, and its index among the layers of the parameter, where `name` does not say it.
        collections: whether geometry collections stay as they are; otherwise only their parts of the highest dimension
        are taken. one_kind: whether only features of the most frequent dimension are taken. only: the fields to read;
        None for all. within: the area, in `crs`, outside of which none is needed. Warns of features that were left out
        or repaired, and of coordinates that may be degrees although the CRS of the layer is in metres. Raises UserError
        where they cannot be coordinates in it."""
        self.warn(*filter(None, [check_units_of(source, self.transform_context)]))
        types = (geometry_types(self._definition(name)) if name else None) or ALL_GEOMETRIES
        dimensions = None if collections else tuple(ALL_GEOMETRIES.index(kind) for kind in types)
        features = read_features(source, crs, self.transform_context, progress, dimensions, only, within)
        features = features.of_one_dimension() if one_kind else features
        if name or of:
            bounds = tuple(shapely.total_bounds(features.geometry)) if len(features) else None
            what = {"content": features.content, "features": features.read, "bounds": bounds, "crs": crs}
            what |= {} if within is None else {"within": within}
            what |= {} if only is None else {"fields": only}
            self.note_input(*(of or (name, 0)), **what)
        for note in features.notes:
            self.warn(note)
        return features

    def note_input(self, name: str, index: int = 0, **what) -> None:
        """Notes for the record what was read of a layer; see GivenLayers.note. Warns where it is not as the record of
        another input layer says that it was."""
        note = self.inputs.note(name, index, transform_context=self.transform_context, **what)
        self.warn(*filter(None, [note and f"{name} {note}"]))

    def recorded(self, name: str):
        """A result of the run that this one repeats, from its record; None where it repeats none."""
        repeated = self.algorithm.repeats
        return None if repeated is None else (repeated.get("results") or {}).get(name)

    # Outputs.

    def record(self, name: str) -> dict:
        """The record of this run for the output `name`."""
        return record_of(self, name)

    def stage(self, destination: str) -> StagedFile | None:
        """Where to write an output file; it moves to its destination in `finish`. None where the destination has to be
        written directly. Raises UserError where an older file cannot be replaced."""
        staged = StagedFile.beside(destination)
        if staged is not None:
            self.staged.append(staged)
        return staged

    def sink(
        self, name: str, fields: QgsFields, kind: Qgis.WkbType, crs: QgsCoordinateReferenceSystem
    ) -> tuple[QgsFeatureSink | None, str, str]:
        """A sink, its destination, and the file in which it is staged (empty where it writes directly). None and ""
        where an optional output is not requested. Raises QgsProcessingException where the sink cannot be opened, and
        UserError where an older file cannot be replaced."""
        self.warn(*cut_names(name, self.parameters.get(name), fields, self.context))
        staged = self.stage(self._plain_destination(name))
        parameters, options = self.parameters, []
        if staged is not None:
            options = layer_options(staged.path, kind)
            parameters = {**self.parameters, name: redirected(self.parameters[name], staged.path)}
        try:
            sink, written = self.algorithm.parameterAsSink(
                parameters, name, self.context, fields, kind, crs, QgsFeatureSink.SinkFlags(), {}, [], options
            )
        except QgsProcessingException as error:
            reason = shortened(self.final(str(error)).rstrip("."), 300)
            raise UserError(
                tr(
                    "{name} could not be written. {reason}. Choose another file, such as one that ends in .gpkg.",
                    name=name,
                    reason=reason,
                )
            ) from error
        if sink is None:
            optional = bool(self._definition(name).flags() & Qgis.ProcessingParameterFlag.Optional)
            if not optional or destination_text(self.parameters.get(name), self.context):
                raise QgsProcessingException(self.algorithm.invalidSinkError(self.parameters, name))
        destination = written if staged is None else staged.final(written)
        self._load_as(written, destination)
        self.opened.append(destination)
        return sink, destination, "" if staged is None else written.partition("|")[0]

    def at_end(self, action: Callable[[], None]) -> None:
        """Has something done when everything is computed and written, before the staged files move."""
        self.last.append(action)

    def finish(self, results: dict) -> None:
        """Completes the outputs, and moves all staged files to their destinations. results: of the run, by name. Raises
        UserError where an older file cannot be replaced."""
        outputs = {each.name() for each in self.algorithm.parameterDefinitions() if each.isDestination()}
        self.facts |= {name: value for name, value in results.items() if name not in outputs}
        while self.last:
            self.last.pop(0)()
        while self.staged:
            self.staged.pop(0).install()

    def discard(self) -> None:
        """Deletes the staged files, and has none of the outputs loaded into a project."""
        for staged in self.staged:
            staged.discard()
        for destination in self.opened:
            self._load_as(destination, "")

    def final(self, message: str) -> str:
        """A message that names the destinations of staged files, not the files in which they are staged."""
        for staged in self.staged:
            message = staged.final(message)
        return message

    def _plain_destination(self, name: str) -> str:
        """The destination of an output as text; empty where it is temporary, or rows are added to a layer."""
        value = self.parameters.get(name)
        if isinstance(value, QgsProcessingOutputLayerDefinition) and value.useRemapping():
            return ""
        text = destination_text(value, self.context)
        return text if text != QgsProcessing.TEMPORARY_OUTPUT else ""

    def _load_as(self, written: str, destination: str) -> None:
        """Loads `destination` instead of `written` at the end of the run; nothing where it is empty."""
        if written == destination or not self.context.willLoadLayerOnCompletion(written):
            return
        layers = self.context.layersToLoadOnCompletion()
        details = layers.pop(written)
        if destination:
            layers[destination] = details
        self.context.setLayersToLoadOnCompletion(layers)

    # The log and the progress bar.

    @cached_property
    def labels(self) -> Labels:
        """The labels for messages. To be used first in the thread of the layers."""
        return Labels.of(self.algorithm, self.parameters, self.context)

    def say(self, *sentences: str) -> None:
        """Informs in the log. Sentences name parameters and outputs by their ids; the user reads labels."""
        for sentence in sentences:
            self.feedback.pushInfo(self.labels.in_message(sentence))

    def warn(self, *sentences: str) -> None:
        """Warns in the log, see `say`."""
        for sentence in sentences:
            self.feedback.pushWarning(self.labels.in_message(sentence))

    @cached_property
    def bar(self) -> Bar:
        return Bar(self.feedback)

    def progress(self, start: float = 0.0, end: float = 1.0) -> Progress:
        """Progress that fills the bar from `start` to `end` (0 to 1), and raises Cancelled once the user cancels."""
        return self.bar.progress(start, end)

    def doing(self, text: str, start: float, end: float = 1.0) -> Progress:
        """Says what is done now, and returns the progress of it."""
        self.bar.tell(text)
        return self.bar.progress(start, end)
