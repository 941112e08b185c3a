"""Empty means as the layer was made: parameters that are taken from the record of an input layer."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
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
    **dict.fromkeys(("TIME_FIELD", "UNIT_FIELD", "DATE_FIELD", "RANGE_FIELD", "DETECTION_TIME_FIELD"), "INPUT"),
    "DEMAND_FIELD": "PLACES",
    "DEMAND_WEIGHTS": "DEMAND",
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
    algorithms whose records are asked; names: by parameter, its name in these records.

    when: whether to take them with the parameters given; if_found: input layers that can be done without: they are
    taken only if all of the layers asked were made from the same, and if that is found.
    """

    layers: tuple[str, ...]
    makers: tuple[str, ...]
    names: Mapping[str, str]
    when: Callable[[Mapping], bool] = lambda parameters: True
    if_found: bool = False


def empty_as_made(
    algorithm: QgsProcessingAlgorithm, names: Iterable[str], layer: str, advanced: Container[str] = ()
) -> None:
    """Makes parameters optional and empty, with their default as the value where no record has one. layer: what the
    help calls the layer with the record; advanced: names that become advanced parameters."""
    for name in names:
        definition = algorithm.parameterDefinition(name)
        if definition is None:
            continue
        usual = definition.defaultValue()
        is_layer = isinstance(definition, LAYERS)
        needed = is_layer and not definition.flags() & OPTIONAL
        definition.setMetadata({**definition.metadata(), FALLBACK: usual, NEEDED: needed})
        definition.setDefaultValue(None)
        definition.setFlags(definition.flags() | OPTIONAL)
        if name in advanced:
            definition.setFlags(definition.flags() | Qgis.ProcessingParameterFlag.Advanced)
        definition.setHelp(_help(definition, layer, "" if is_layer else value_text(definition, usual)))


def _help(definition: QgsProcessingParameterDefinition, layer: str, usual: str) -> str:
    """The help of a parameter with what empty means, which it may say already. usual: the value where no record has
    one."""
    text, taken = definition.help().rstrip(), f"Empty: as recorded in {layer}"
    if "Empty: " in text:
        return text.replace("Empty: ", f"{taken}; otherwise ", 1)
    if isinstance(definition, QgsProcessingParameterEnum):
        usual = f"'{usual}'"
    return f"{text} {taken}{f'; otherwise {usual}' if usual else ''}."


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
        if not taken.when(self.parameters):
            return
        sources = [carried for name in taken.layers for carried in self._carried(name)]
        if taken.if_found and not self._from_the_same(sources, taken):
            return
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
            if not is_layer and not is_empty(recorded):
                recorded = self._readable(definition, recorded, carried)
            if is_empty(recorded):
                self._compare_with_none(definition, there, record, carried)
                continue
            if not is_empty(self.given.get(name)):
                self._compare(definition, recorded, carried)
            elif is_empty(self.parameters.get(name)) and self._fits(name, recorded, record):
                try:
                    value = self._usable(definition, recorded, carried)
                except UserError as error:
                    if not taken.if_found:
                        raise
                    self.notes.append(str(error).replace(" Choose the layer.", " It is left empty."))
                    continue
                if taken.if_found and not self._unchanged(definition, recorded, value):
                    names = self._text(definition, recorded, None)
                    self.notes.append(
                        f"{name} is left empty, because {names} was made again or edited "
                        f"since {carried.name} was made, or has a filter."
                    )
                    continue
                self.parameters[name] = value
                text = self._text(definition, recorded, value)
                default = definition.metadata().get(FALLBACK, definition.defaultValue())
                if name in ALWAYS_SAID or text != value_text(definition, default):
                    assumed = " (assumed from the data)" if there in (record.get("assumed") or ()) else ""
                    said.append(f"{definition.description()} = {text}{assumed}")
                else:
                    usual += 1
            if is_layer and not taken.if_found:
                self.expected[name] = (carried.name, recorded)
        if self.differs.intersection(READING):
            self.expected.pop("INPUT", None)
        self._compare_others(sources, taken, carried, record)
        if said or usual:
            others = [f"{counted(usual, 'other' if said else 'parameter')} as usual"] if usual else []
            self.notes.append(
                f"Empty parameters have the values of {carried.about(record)}, on which {carried.name} is based: "
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
        carrying = [(name, one) for name, asked in self.asked.items() for one in asked if one.name]
        self.warnings += dict.fromkeys(text for _, one in carrying for text in one.warnings)
        others = [one for _, one in carrying if one.record is not None and one.record.get("blindspot") != version()]
        self.notes += dict.fromkeys(
            f"{one.name} was made by another version, in {one.about(one.record)}." for one in others
        )
        silent = [(name, one.name) for name, one in carrying if one.record is None and not one.warnings]
        if silent and empty:
            self._say_usual(silent, empty)

    def _say_usual(self, silent: list[tuple[str, str]], empty: list[str]) -> None:
        """Says with which values the layers without a record are used. It is a warning if a result lacks its record,
        and not only fixes, which have none. silent: the parameter and the name of each layer."""
        results = [name for parameter, name in silent if parameter != "INPUT"]
        names = list(dict.fromkeys(results or [name for _, name in silent]))
        unused = getattr(self.algorithm, "unused", lambda parameters: ())(self.parameters)
        one = len(names) == 1
        definitions = [self._definition(name) for name in ALWAYS_SAID if name in empty and name not in unused]
        values = [f"{each.description()}: {value_text(each, self.parameters[each.name()])}" for each in definitions]
        which = f": {'; '.join(values)}" if values else ""
        said = (
            f"{listed(names, 5)} {'does' if one else 'do'} not say how {'it was' if one else 'they were'} made "
            f"({'it carries' if one else 'they carry'} no record). Parameters that are empty have their usual values"
            f"{which}."
        )
        (self.warnings if values and results else self.notes).append(said)

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

    def _from_the_same(self, sources: list[Carried], taken: Taken) -> bool:
        """Whether all layers asked were made from input layers with the same content."""
        made = {id(carried): record for carried, record in reversed([*self._made_by(sources, taken.makers)])}
        inputs = [
            [[entry.get("content") for entry in record["inputs"].get(there, ())] for there in taken.names.values()]
            for record in made.values()
        ]
        return len(made) == len(sources) and all(one == inputs[0] for one in inputs)

    def _unchanged(self, definition: QgsProcessingParameterDefinition, recorded: list[dict], value) -> bool:
        """Whether layers are the results, not edited, that a record names, or have the same content; other than results
        are not known."""
        for entry, (_, layer) in zip(recorded, layers_of(definition, value, self.context), strict=True):
            found, then = carried_by(layer, self.check_edits), (entry.get("record") or {}).get("output") or {}
            if found.warnings or not then.get("content") or (found.record or {}).get("output") != then:
                return False
        return True

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

    def _readable(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried):
        """A recorded value in the type that QGIS expects; None, with a warning, where it is none of the parameter."""
        try:
            return converted(definition, recorded)
        except UserError as error:
            self.warnings.append(
                f"{definition.name()} in the record of {carried.name} is not used: it {str(error).strip()}."
            )
            return None

    def _usable(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried):
        """A recorded value in the type that QGIS expects. Raises UserError where a layer is not found."""
        if not isinstance(definition, LAYERS):
            return recorded
        found = [self._layer(definition, one, carried) for one in recorded]
        return found if isinstance(definition, QgsProcessingParameterMultipleLayers) else found[0]

    def _layer(self, definition: QgsProcessingParameterDefinition, entry: dict, carried: Carried):
        """What QGIS opens to read an input of a record again."""
        source = entry.get("source") or {}
        if entry.get("selected"):
            raise UserError(
                f"{definition.name()} is empty, but {carried.name} was made of the selected features of "
                f"{entry.get('name', '')} only, and the selection is not recorded. Choose the layer."
            )
        found = recorded_layer(entry, self.context)
        if found is None:
            where = f"is not found at {text_of_reference(source)}"
            if source.get("provider") == "memory":
                where = "was a temporary layer, which is not in this project"
            raise UserError(
                f"{definition.name()} is empty, and the {entry.get('name', 'layer')} with which "
                f"{carried.name} was made {where}. Choose the layer."
            )
        return found

    def _compare(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried) -> None:
        """Warns where a given value differs from the recorded one. Layers are compared by content, when they are
        read."""
        given = self.given[definition.name()]
        if isinstance(definition, LAYERS):
            count, names = len(layers_of(definition, given, self.context)), self._text(definition, recorded, None)
            if count != len(recorded):
                self.warnings.append(
                    f"{definition.name()} has {counted(count, 'layer')}, but "
                    f"{carried.name} was made with {len(recorded)} ({names}). Leave {definition.name()} empty to use "
                    "the same."
                )
            return
        texts = [value_text(definition, value).replace(" ", "") for value in (given, recorded)]
        if texts[0] == texts[1]:
            return
        self.differs.add(definition.name())
        made_with = value_text(definition, recorded)
        same = "Leave {} empty" if definition.flags() & OPTIONAL else f"Set {{}} to {made_with}"
        self.warnings.append(
            f"{definition.description()} is {value_text(definition, given)}, but {carried.name} was made with "
            f"{made_with}. {same.format(definition.name())} to use the same."
        )

    def _compare_with_none(
        self, definition: QgsProcessingParameterDefinition, there: str, record: dict, carried: Carried
    ) -> None:
        """Warns where a value is given, and the record has the parameter without one."""
        name = definition.name()
        known = isinstance(definition, LAYERS) or there in record["parameters"]
        if known and not is_empty(self.given.get(name)) and is_empty(self.given.get(OF.get(name))):
            self.differs.add(name)
            self.warnings.append(
                f"{name} has a value, but {carried.name} was made without one. Leave it empty to use the same."
            )

    def _compare_others(self, sources: list[Carried], taken: Taken, first: Carried, record: dict) -> None:
        """Warns of other layers that were made with other values than the first."""
        own = {id(carried): other for carried, other in reversed([*self._made_by(sources, taken.makers)])}
        for number, carried in enumerate(sources, 1):
            other = own.get(id(carried))
            if carried.record is None and carried.name and not carried.warnings:
                self.notes.append(
                    f"{carried.name} does not say how it was made (it carries no record). The values of {first.name} "
                    "are used."
                )
            if other is None:
                continue
            known = [(self._definition(name), there) for name, there in taken.names.items()]
            unlike = [
                definition.description()
                for definition, there in known
                if definition is not None
                and is_empty(self.given.get(definition.name()))
                and record["parameters"].get(there) != other["parameters"].get(there)
            ]
            if unlike:
                title = carried.name if carried.name != first.name else f"{carried.name} (layer {number})"
                self.warnings.append(
                    f"{title} was not made as {first.name} was: {listed(unlike, 8)}. The values of "
                    f"{first.name} are used."
                )

    def _text(self, definition: QgsProcessingParameterDefinition, recorded, value) -> str:
        if isinstance(definition, LAYERS):
            return listed([shortened(one.get("name", "")) for one in recorded], 5)
        return value_text(definition, value)

    def _missing(self, definition: QgsProcessingParameterDefinition) -> str:
        asked = [one for found in self.asked.values() for one in found]
        damaged = [text for one in asked if one.record is None for text in one.warnings]
        if damaged:
            return f"{definition.name()} is empty. {damaged[0]} Choose the layer."
        names = [one.name for one in asked]
        why = f", and {listed(names, 3)} {'does' if len(names) == 1 else 'do'} not say which was used" if names else ""
        return f"{definition.name()} is empty{why}. Choose the layer."

    def _definition(self, name: str) -> QgsProcessingParameterDefinition:
        return self.algorithm.parameterDefinition(name)
