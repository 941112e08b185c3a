"""The gate for parameter values: expressions are evaluated, and every value is held to the type and the bounds of its
parameter, wherever it comes from."""

import datetime
import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimeZone

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.text import shortened
from ..layers.attributes import is_null
from .value_types import LAYERS as SINGLE_LAYERS
from .value_types import converted, is_empty

LAYERS = (*SINGLE_LAYERS, QgsProcessingParameterMultipleLayers)
NEEDS = (
    (QgsProcessingParameterMultipleLayers, tr("have at least one layer")),
    (SINGLE_LAYERS, tr("be a layer")),
    (QgsProcessingParameterField, tr("be the name of a field")),
    (QgsProcessingParameterString, tr("be text")),
)


def takes_layers(definition: QgsProcessingParameterDefinition) -> bool:
    """Whether a parameter takes layers; one that takes several files does not."""
    files = isinstance(definition, QgsProcessingParameterMultipleLayers) and (
        definition.layerType() == Qgis.ProcessingSourceType.File
    )
    return isinstance(definition, LAYERS) and not files


@dataclass(frozen=True)
class Values:
    """The values of one run.

    parameters: by name, with expressions replaced by their values, and every value in the type that QGIS expects;
    notes, warnings: sentences for the log. carried: the records of the layers that were asked for values, by the
    parameter of the layer; expected: the layers that these records name, by parameter (see `as_made`); missing:
    a sentence on the first layer that is needed, neither given nor taken; empty where there is none.
    """

    parameters: dict
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    carried: dict = field(default_factory=dict)
    expected: dict = field(default_factory=dict)
    missing: str = ""

    def for_qgis(self, algorithm: QgsProcessingAlgorithm) -> dict:
        """The parameters for QGIS's own checks. QGIS reads dates and times in the time zone of the computer, where a
        local time may not exist, so they are handed over as UTC."""
        given = dict(self.parameters)
        for definition in algorithm.parameterDefinitions():
            value = given.get(definition.name())
            if isinstance(definition, QgsProcessingParameterField) and isinstance(value, str) and ";" in value:
                given[definition.name()] = value.replace(";", ",")  # QGIS takes it for several fields
            if isinstance(definition, QgsProcessingParameterDateTime) and isinstance(value, str) and value:
                at = datetime.datetime.fromisoformat(value)
                date, time = QDate(at.year, at.month, at.day), QTime(at.hour, at.minute, at.second)
                given[definition.name()] = QDateTime(date, time, QTimeZone.utc())
        return given


def read_values(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> Values:
    """All parameters of a run. Raises UserError with a sentence for each value that cannot be used."""
    found, notes, wrong = dict(parameters), [], []
    definitions = algorithm.parameterDefinitions()
    for definition in definitions:
        name = definition.name()
        if name not in parameters:
            continue
        if is_null(parameters[name]) or parameters[name] is np.ma.masked:
            found[name] = None  # QGIS takes the default
            continue
        try:
            found[name], note = _value(definition, parameters[name], context)
        except UserError as error:
            wrong.append(f"{name}{error}.")
            continue
        notes += [f"{name} {note}"] if note else []
    if wrong:
        raise UserError("\n".join(wrong))
    return Values(found, tuple(notes), tuple(_unknown(parameters, [each.name() for each in definitions])))


def missing_value(algorithm: QgsProcessingAlgorithm, parameters: dict) -> str:
    """A sentence on the first parameter that must have a value and has none; empty where all have one. parameters: as
    `read_values` returns them."""
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if definition.flags() & Qgis.ProcessingParameterFlag.Optional or not is_empty(parameters.get(name)):
            continue
        usual = definition.defaultValue()
        if is_null(parameters.get(name)) and not is_empty(usual):
            continue
        needs = next((text for kinds, text in NEEDS if isinstance(definition, kinds)), tr("have a value"))
        if isinstance(definition, QgsProcessingParameterMultipleLayers) and not takes_layers(definition):
            needs = tr("have at least one file")
        needs = tr("be the path of a file, or TEMPORARY_OUTPUT") if definition.isDestination() else needs
        such_as = "" if is_empty(usual) else tr(", such as {usual}", usual=usual)
        return tr("{name} is empty; it must {needs}{such_as}.", name=name, needs=needs, such_as=such_as)
    return ""


def _value(definition: QgsProcessingParameterDefinition, value, context: QgsProcessingContext) -> tuple[object, str]:
    """The value of a parameter and the end of a note for the log, if any. Raises UserError with the end of a
    sentence."""
    optional = bool(definition.flags() & Qgis.ProcessingParameterFlag.Optional)
    source = ""
    if isinstance(value, QgsProperty):
        value, source = _evaluated(value, context)
        if is_null(value):
            if source and not optional:
                raise UserError(tr(" is null {source}; it must have a value", source=source))
            return None, tr("is left empty: it is null {source}.", source=source) if source else ""
    if isinstance(value, (list, tuple)):
        value = [_evaluated(item, context)[0] if isinstance(item, QgsProperty) else item for item in value]
    if is_empty(value) and (optional or isinstance(definition, LAYERS)):
        return value if isinstance(definition, QgsProcessingParameterString) else None, ""
    try:
        return converted(definition, value), ""
    except UserError as error:
        raise UserError(f" {error}" + (tr(". The value comes {source}", source=source) if source else "")) from None


def _evaluated(value: QgsProperty, context: QgsProcessingContext) -> tuple[object, str]:
    """The value of a property, and where it comes from, empty for a plain value. Raises UserError where an expression
    is not valid or fails, and for a field, which has no feature here."""
    if not value.isActive():
        return None, ""
    kind = value.propertyType()
    if kind == Qgis.PropertyType.Static:
        return value.staticValue(), ""
    if kind == Qgis.PropertyType.Field:
        raise UserError(
            tr(" is the field {field}, but it has one value for the whole run. Give a value", field=value.field())
        )
    if kind != Qgis.PropertyType.Expression:
        return None, ""
    text = value.expressionString()
    source = tr("from the expression {text}", text=shortened(text, 200))
    scope = context.expressionContext()
    expression = QgsExpression(text)
    if not expression.hasParserError() and expression.prepare(scope):
        result = expression.evaluate(scope)
        if not expression.hasEvalError():
            if value.transformer() is not None:
                result = value.value(scope, None)[0]
            return result, source
    reason = shortened((expression.parserErrorString() or expression.evalErrorString()).strip(), 200)
    why = f" ({reason})" if reason else ""
    raise UserError(
        tr(" has no value: the expression {text} cannot be evaluated{why}", text=shortened(text, 200), why=why)
    )


def _unknown(given: Iterable[str], known: list[str]) -> Iterable[str]:
    """A warning for each name that no parameter has, with the most similar name."""
    for name in given:
        if name not in known:
            similar = difflib.get_close_matches(str(name).upper(), known, 1, 0.6)
            hint = tr(" Did you mean {similar}?", similar=similar[0]) if similar else ""
            yield tr("Unknown parameter {name} is ignored.{hint}", name=name, hint=hint)
