"""Empty means as the layer was made: parameters that are taken from the record of an input layer."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsVectorLayer,
)

from ...engine.errors import UserError
from ...engine.provenance.record import chain, name_of
from ...engine.text import counted, listed, shortened
from ...layers.source_reference import text_of_reference
from ..value_types import converted, is_empty
from ..values import LAYERS, Values
from ..version import version
from .carried_records import Carried, carried_by
from .layer_gate import layers_of
from .recorded_layers import recorded_layer
from .value_texts import value_text

OPTIONAL = Qgis.ProcessingParameterFlag.Optional
FALLBACK = "blindspot_fallback"
"""Key in the metadata of a parameter: its value where it is empty and no record has one."""
NEEDED = "blindspot_needed"
"""Key in the metadata of a layer parameter: it must have a value, given or taken."""
OF = {
    **dict.fromkeys(
        ("TIME_FIELD", "UNIT_FIELD", "DATE_FIELD", "RANGE_FIELD", "DETECTION_TIME_FIELD", "ACCURACY_FIELD"), "INPUT"
    ),
    "DEMAND_FIELD": "PLACES",
    "DEMAND_WEIGHTS": "DEMAND",
    "LAYER_WEIGHTS": "BLIND_SPOTS",
}
"""Parameters that belong to a layer."""
INSTEAD = {"AREA": "PLACES", "PLACES": "AREA"}
"""Parameters of which one is given instead of the other."""
ALWAYS_SAID = ("TIMEZONE", "REVISIT", "WATCH_START", "WATCH_END")
"""Parameters that the log names also where their value is the usual one. Others are then only counted."""
READING = ("TIME_FIELD", "UNIT_FIELD", "DATE_FIELD", "TIMEZONE", "NAIVE_TIMES", "TIME_FORMAT")
"""Parameters that change what is read of the same fixes."""


@dataclass(frozen=True)
class Taken:
    """Parameters that are taken from records. layers: the parameters whose layers are asked, in this order; makers: the
    algorithms whose records are asked; names: by parameter, its name in these records."""

    layers: tuple[str, ...]
    makers: tuple[str, ...]
    names: Mapping[str, str]


def empty_as_made(
    algorithm: QgsProcessingAlgorithm, names: Iterable[str], layer: str, advanced: Container[str] = ()
) -> None:
    """Makes parameters optional and empty, with their default as the value where no record has one. layer: what the
    help calls the layer with the record; advanced: names that become advanced parameters."""
    for name in names:
        definition = algorithm.parameterDefinition(name)
        if definition is None:
            continue
        usual, text = definition.defaultValue(), definition.help().rstrip()
        is_layer = isinstance(definition, LAYERS)
        needed = is_layer and not definition.flags() & OPTIONAL
        definition.setMetadata({**definition.metadata(), FALLBACK: usual, NEEDED: needed})
        definition.setDefaultValue(None)
        definition.setFlags(definition.flags() | OPTIONAL)
        if name in advanced:
            definition.setFlags(definition.flags() | Qgis.ProcessingParameterFlag.Advanced)
        otherwise = "" if is_layer or is_empty(usual) else f", otherwise {value_text(definition, usual)}"
        if "Empty:" not in text:
            definition.setHelp(f"{text} Empty: as {layer} was made{otherwise}.")


def taken_values(
    algorithm: QgsProcessingAlgorithm, values: Values, context: QgsProcessingContext, check_edits: bool
) -> Values:
    """The values with those that are taken from records, and notes and warnings on them. check_edits: whether to
    compare the layers with what their records say was written, which takes half a second for 280,000
    features. Raises UserError where a layer that a record names is needed and not found."""
    filling = _Filling(algorithm, values, context, check_edits)
    for taken in () if getattr(algorithm, "repeats", None) else getattr(algorithm, "AS_MADE", ()):
        filling.take(taken)
    filling.finish()
    notes, warnings = (*values.notes, *filling.notes), (*values.warnings, *filling.warnings)
    return replace(
        values,
        parameters=filling.parameters,
        notes=notes,
        warnings=warnings,
        carried=filling.asked,
        expected=filling.expected,
        missing=filling.missing,
    )


class _Filling:
    """The parameters of one run while they are filled."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, values: Values, context: QgsProcessingContext, check_edits: bool
    ):
        self.algorithm, self.context, self.check_edits = algorithm, context, check_edits
        self.given = values.parameters
        self.parameters = dict(values.parameters)
        self.notes: list[str] = []
        self.warnings: list[str] = []
        self.expected: dict[str, tuple[str, list[dict]]] = {}
        self.asked: dict[str, list[Carried]] = {}
        self.differs: set[str] = set()
        self.missing = ""

    def take(self, taken: Taken) -> None:
        """Takes what one set of records has."""
        sources = [carried for name in taken.layers for carried in self._carried(name)]
        found = next((one for one in self._made_by(sources, taken.makers)), None)
        if found is None:
            return
        carried, record = found
        said, usual = [], 0
        for name, there in taken.names.items():
            definition = self.algorithm.parameterDefinition(name)
            if definition is None:
                continue
            is_layer = isinstance(definition, LAYERS)
            recorded = record["inputs"].get(there) if is_layer else record["parameters"].get(there)
            if is_empty(recorded):
                continue
            if not is_empty(self.given.get(name)):
                self._compare(definition, recorded, carried)
            elif is_empty(self.parameters.get(name)) and self._fits(name, recorded, record):
                self.parameters[name] = value = self._usable(definition, recorded, carried)
                text = self._text(definition, recorded, value)
                default = definition.metadata().get(FALLBACK, definition.defaultValue())
                if name in ALWAYS_SAID or text != value_text(definition, default):
                    said.append(f"{definition.description()}: {text}")
                else:
                    usual += 1
            if is_layer:
                self.expected[name] = (carried.name, recorded)
        if self.differs.intersection(READING):
            self.expected.pop("INPUT", None)
        self._compare_others(sources, taken, carried, record)
        if said or usual:
            others = [f"{counted(usual, 'other parameter' if said else 'parameter')} as usual"] if usual else []
            self.notes.append(
                f"Parameters that are empty are as in {carried.about(record)}, from which {carried.name} comes: "
                f"{'; '.join([*said, *others])}."
            )

    def finish(self) -> None:
        """Fills what no record has, and says which layers have no record."""
        empty = []
        for definition in self.algorithm.parameterDefinitions():
            name, metadata = definition.name(), definition.metadata()
            if FALLBACK not in metadata or not is_empty(self.parameters.get(name)):
                continue
            if not is_empty(metadata[FALLBACK]):
                self.parameters[name] = converted(definition, metadata[FALLBACK])
                empty.append(name)
            elif metadata.get(NEEDED) and not self.missing:
                self.missing = self._missing(definition)
        for carried in (one for asked in self.asked.values() for one in asked):
            self.warnings += carried.warnings
            if carried.record is None and carried.name and not carried.warnings and empty:
                self.notes.append(
                    f"{carried.name} does not say how it was made (it carries no record). Parameters that are empty "
                    "have their usual values."
                )
            elif carried.record is not None and carried.record.get("blindspot") != version():
                self.notes.append(f"{carried.name} was made by another version, in {carried.about(carried.record)}.")

    def _carried(self, name: str) -> list[Carried]:
        """The records of the layers that are given for a parameter."""
        definition = self.algorithm.parameterDefinition(name)
        if name not in self.asked:
            layers = [layer for _, layer in layers_of(definition, self.given.get(name), self.context)]
            self.asked[name] = [
                Carried("", None) if layer is None else carried_by(layer, self.check_edits) for layer in layers
            ]
        return self.asked[name]

    def _made_by(self, sources: list[Carried], makers: tuple[str, ...]) -> Iterator[tuple[Carried, dict]]:
        for carried in sources:
            if carried.record is not None:
                yield from ((carried, one) for one in chain(carried.record) if name_of(one) in makers)

    def _fits(self, name: str, recorded, record: dict) -> bool:
        """Whether a recorded value can be used with what the user has given."""
        if not is_empty(self.given.get(INSTEAD.get(name))):
            return False
        parent = OF.get(name)
        if parent is None or is_empty(self.given.get(parent)):
            return True
        definition = self.algorithm.parameterDefinition(name)
        layers = [layer for _, layer in layers_of(self._definition(parent), self.given[parent], self.context)]
        if isinstance(definition, QgsProcessingParameterField):
            return all(isinstance(one, QgsVectorLayer) and one.fields().lookupField(recorded) >= 0 for one in layers)
        return len(layers) == len(record["inputs"].get(parent, ()))

    def _usable(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried):
        """A recorded value in the type that QGIS expects. Raises UserError where a layer is not found."""
        if not isinstance(definition, LAYERS):
            return converted(definition, recorded)
        found = [self._layer(definition, one, carried) for one in recorded]
        return found if isinstance(definition, QgsProcessingParameterMultipleLayers) else found[0]

    def _layer(self, definition: QgsProcessingParameterDefinition, entry: dict, carried: Carried):
        """What QGIS opens to read an input of a record again."""
        source, title = entry.get("source") or {}, definition.description()
        if entry.get("selected"):
            raise UserError(
                f"{title}: {definition.name()} is empty, but {carried.name} was made of the selected features of "
                f"{entry.get('name', '')} only, and the selection is not recorded. Choose the layer."
            )
        found = recorded_layer(entry, self.context)
        if found is None:
            where = f"is not found at {text_of_reference(source)}"
            if source.get("provider") == "memory":
                where = "was a temporary layer, which is not in this project"
            raise UserError(
                f"{title}: {definition.name()} is empty, and the {entry.get('name', 'layer')} with which "
                f"{carried.name} was made {where}. Choose the layer."
            )
        return found

    def _compare(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried) -> None:
        """Warns where a given value differs from the recorded one. Layers are compared by content, when they are
        read."""
        if isinstance(definition, LAYERS):
            return
        given = self.given[definition.name()]
        if value_text(definition, given) == value_text(definition, converted(definition, recorded)):
            return
        self.differs.add(definition.name())
        self.warnings.append(
            f"{definition.description()} is {value_text(definition, given)}, but {carried.name} was made with "
            f"{value_text(definition, recorded)}. Leave {definition.name()} empty to use the same."
        )

    def _compare_others(self, sources: list[Carried], taken: Taken, first: Carried, record: dict) -> None:
        """Warns of other layers that were made with other values than the first."""
        for carried, other in self._made_by(sources, taken.makers):
            if carried is first:
                continue
            known = [(self._definition(name), there) for name, there in taken.names.items()]
            unlike = [
                definition.description()
                for definition, there in known
                if definition is not None and record["parameters"].get(there) != other["parameters"].get(there)
            ]
            if unlike:
                self.warnings.append(
                    f"{carried.name} was not made as {first.name} was: {listed(unlike, 8)}. The values of "
                    f"{first.name} are used."
                )

    def _text(self, definition: QgsProcessingParameterDefinition, recorded, value) -> str:
        if isinstance(definition, LAYERS):
            return listed([shortened(one.get("name", "")) for one in recorded], 5)
        return value_text(definition, value)

    def _missing(self, definition: QgsProcessingParameterDefinition) -> str:
        names = [one.name for asked in self.asked.values() for one in asked]
        why = f", and {listed(names, 3)} {'does' if len(names) == 1 else 'do'} not say which was used" if names else ""
        return f"{definition.description()}: {definition.name()} is empty{why}. Choose the layer."

    def _definition(self, name: str) -> QgsProcessingParameterDefinition:
        return self.algorithm.parameterDefinition(name)


def not_as_made(name: str, expected: tuple[str, list[dict]], index: int, entry: dict) -> str:
    """A warning where the content of a layer is not that of the record; empty where it is, or is not known. expected:
    the name of the layer with the record, and its entries; entry: what was read now."""
    carrier, entries = expected
    if index >= len(entries):
        return ""
    then, now = entries[index], entry
    if not then.get("content") or then["content"] == now.get("content"):
        return ""
    before, after = then.get("features"), now.get("features")
    counts = "other values"
    if isinstance(before, int) and isinstance(after, int) and before != after:
        counts = f"{counted(before, 'feature')} then, {after:,} now"
    return f"({name}): {now.get('name', '')} is not as it was when {carrier} was made ({counts})."
