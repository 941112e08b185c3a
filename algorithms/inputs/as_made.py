"""Empty means as the layer was made: parameters that are taken from the record of an input layer."""

from collections.abc import Iterator
from dataclasses import replace

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
from ...engine.language import tr, tr_plural
from ...engine.provenance.record import chain, name_of
from ...engine.text import counted, listed, shortened
from ..value_types import converted, is_empty
from ..values import LAYERS, Values
from ..version import version
from .carried_records import Carried, carried_by
from .layer_gate import layers_of
from .recorded_layers import NotFound, layer_to_read
from .taken import FALLBACK, NEEDED, Taken
from .value_texts import value_text

OPTIONAL = Qgis.ProcessingParameterFlag.Optional
OF = {
    **dict.fromkeys(("TIME_FIELD", "UNIT_FIELD", "DATE_FIELD", "RANGE_FIELD", "DETECTION_TIME_FIELD"), "INPUT"),
    **dict.fromkeys(("DEMAND_FIELD", "REVISIT_FIELD", "WATCH_FIELD"), "PLACES"),
    **dict.fromkeys(("DEMAND_WEIGHTS", "DEMAND_KIND"), "DEMAND"),
}
"""Parameters that belong to a layer."""
INSTEAD = {"AREA": "PLACES", "PLACES": "AREA"}
"""Parameters of which one is given instead of the other."""
ALWAYS_SAID = ("TIMEZONE", "REVISIT", "WATCH_START", "WATCH_END")
"""Parameters that the log names also where their value is the usual one. Others are then only counted."""
READING = ("TIME_FIELD", "UNIT_FIELD", "DATE_FIELD", "TIMEZONE", "NAIVE_TIMES", "TIME_FORMAT")
"""Parameters that change what is read of the same fixes."""


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
        self.told: dict[tuple[str, str], tuple[int, list[str], int]] = {}
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
                except NotFound as error:
                    if not taken.if_found and name not in taken.or_empty:
                        raise
                    told = self.warnings if name in taken.or_empty else self.notes
                    told.append(f"{error.why} {tr('It is left empty.')}")
                    continue
                if taken.if_found and not self._unchanged(definition, recorded, value):
                    names = self._text(definition, recorded, None)
                    self.notes.append(
                        tr(
                            "{name} is left empty, because {layers} was made again or edited "
                            "since {result} was made, or has a filter.",
                            name=name,
                            layers=names,
                            result=carried.name,
                        )
                    )
                    continue
                self.parameters[name] = value
                text = self._text(definition, recorded, value)
                default = definition.metadata().get(FALLBACK, definition.defaultValue())
                if name in ALWAYS_SAID or text != value_text(definition, default):
                    of_data = tr(" (assumed from the data)") if name in READING else tr(" (assumed)")
                    assumed = of_data if there in (record.get("assumed") or ()) else ""
                    said.append(f"{definition.description()} = {text}{assumed}")
                else:
                    usual += 1
            if is_layer and not taken.if_found:
                self.expected[name] = (carried.name, recorded)
        if self.differs.intersection(READING):
            self.expected.pop("INPUT", None)
        self._compare_others(sources, taken, carried, record)
        if said or (usual and not taken.silent):
            self._tell(carried.about(record), carried.name, said, usual)

    def _tell(self, about: str, name: str, said: list[str], usual: int) -> None:
        """One sentence on what was taken from a run, also where several sets take from it."""
        index, before, more = self.told.get((about, name), (len(self.notes), [], 0))
        said, usual = [*before, *said], more + usual
        self.told[about, name] = index, said, usual
        others = [tr("{counted} as usual", counted=counted(usual, "other" if said else "parameter"))] if usual else []
        self.notes[index : index + 1] = [
            tr(
                "Empty parameters have the values of {about}, on which {name} is based: {values}.",
                about=about,
                name=name,
                values=tr("; ").join([*said, *others]),
            )
        ]

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
            tr("{name} was made by another version, in {about}.", name=one.name, about=one.about(one.record))
            for one in others
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
        definitions = [self._definition(name) for name in ALWAYS_SAID if name in empty and name not in unused]
        values = [
            tr("{name}: {text}", name=each.description(), text=value_text(each, self.parameters[each.name()]))
            for each in definitions
        ]
        which = tr(": {text}", text=tr("; ").join(values)) if values else ""
        said = tr_plural(
            "{names} does not say how it was made (it carries no record). Parameters that are empty have their usual "
            "values{which}.",
            "{names} do not say how they were made (they carry no record). Parameters that are empty have their usual "
            "values{which}.",
            len(names),
            names=listed(names, 5),
            which=which,
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
                tr(
                    "{definition} in the record of {name} is not used: it {error}.",
                    definition=definition.name(),
                    name=carried.name,
                    error=str(error).strip(),
                )
            )
            return None

    def _usable(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried):
        """A recorded value in the type that QGIS expects. Raises UserError where a layer is not found."""
        if not isinstance(definition, LAYERS):
            return recorded
        found = [layer_to_read(definition, one, carried.name, self.context) for one in recorded]
        return found if isinstance(definition, QgsProcessingParameterMultipleLayers) else found[0]

    def _compare(self, definition: QgsProcessingParameterDefinition, recorded, carried: Carried) -> None:
        """Warns where a given value differs from the recorded one. Layers are compared by content, when they are
        read."""
        given = self.given[definition.name()]
        if isinstance(definition, LAYERS):
            count, names = len(layers_of(definition, given, self.context)), self._text(definition, recorded, None)
            if count != len(recorded):
                self.warnings.append(
                    tr(
                        "{parameter} has {layers}, but {name} was made with {count} ({names}). Leave {parameter} empty "
                        "to use the same.",
                        parameter=definition.name(),
                        layers=counted(count, "layer"),
                        name=carried.name,
                        count=len(recorded),
                        names=names,
                    )
                )
            return
        texts = [value_text(definition, value).replace(" ", "") for value in (given, recorded)]
        if texts[0] == texts[1]:
            return
        self.differs.add(definition.name())
        made_with = value_text(definition, recorded)
        values = {
            "title": definition.description(),
            "value": value_text(definition, given),
            "name": carried.name,
            "made_with": made_with,
            "parameter": definition.name(),
        }
        self.warnings.append(
            tr(
                "{title} is {value}, but {name} was made with {made_with}. Leave {parameter} empty to use the same.",
                **values,
            )
            if definition.flags() & OPTIONAL
            else tr(
                "{title} is {value}, but {name} was made with {made_with}. Set {parameter} to {made_with} to use the "
                "same.",
                **values,
            )
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
                tr(
                    "{name} has a value, but {layer} was made without one. Leave it empty to use the same.",
                    name=name,
                    layer=carried.name,
                )
            )

    def _compare_others(self, sources: list[Carried], taken: Taken, first: Carried, record: dict) -> None:
        """Warns of other layers that were made with other values than the first."""
        own = {id(carried): other for carried, other in reversed([*self._made_by(sources, taken.makers)])}
        for number, carried in enumerate(sources, 1):
            other = own.get(id(carried))
            if carried.record is None and carried.name and not carried.warnings:
                self.notes.append(
                    tr(
                        "{name} does not say how it was made (it carries no record). The values of {first} are used.",
                        name=carried.name,
                        first=first.name,
                    )
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
                title = (
                    carried.name
                    if carried.name != first.name
                    else tr("{name} (layer {number})", name=carried.name, number=number)
                )
                self.warnings.append(
                    tr(
                        "{title} was not made as {name} was: {unlike}. The values of {name} are used.",
                        title=title,
                        name=first.name,
                        unlike=listed(unlike, 8),
                    )
                )

    def _text(self, definition: QgsProcessingParameterDefinition, recorded, value) -> str:
        if isinstance(definition, LAYERS):
            return listed([shortened(one.get("name", "")) for one in recorded], 5)
        return value_text(definition, value)

    def _missing(self, definition: QgsProcessingParameterDefinition) -> str:
        asked = [one for found in self.asked.values() for one in found]
        damaged = [text for one in asked if one.record is None for text in one.warnings]
        if damaged:
            return tr(
                "{parameter} is empty. {damaged} Choose the layer.", parameter=definition.name(), damaged=damaged[0]
            )
        names = [one.name for one in asked]
        if not names:
            return tr("{parameter} is empty. Choose the layer.", parameter=definition.name())
        return tr_plural(
            "{parameter} is empty, and {names} does not say which was used. Choose the layer.",
            "{parameter} is empty, and {names} do not say which was used. Choose the layer.",
            len(names),
            parameter=definition.name(),
            names=listed(names, 3),
        )

    def _definition(self, name: str) -> QgsProcessingParameterDefinition:
        return self.algorithm.parameterDefinition(name)
