"""The gate for parameter values: expressions are evaluated, and every value is held to the type and the bounds of its
parameter, wherever it comes from."""

import datetime
import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterString,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimeZone

from ..engine.errors import UserError
from ..layers.attributes import is_null
from .value_types import converted


@dataclass(frozen=True)
class Values:
    """The values of one run.

    parameters: by name, with expressions replaced by their values, and every value in the type that QGIS expects;
    notes, warnings: sentences for the log.
    """

    parameters: dict
    notes: tuple[str, ...]
    warnings: tuple[str, ...]

    def for_qgis(self, algorithm: QgsProcessingAlgorithm) -> dict:
        """The parameters for QGIS's own checks. QGIS reads dates and times in the time zone of the computer, where a
        local time may not exist, so they are handed over as UTC."""
        given = dict(self.parameters)
        for definition in algorithm.parameterDefinitions():
            value = given.get(definition.name())
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
        if is_null(parameters.get(name)):
            continue  # QGIS takes the default
        try:
            found[name], note = _value(definition, parameters[name], context)
        except UserError as error:
            wrong.append(f"{_label(definition)}{error}.")
            continue
        notes += [f"{_label(definition)} {note}"] if note else []
    if wrong:
        raise UserError("\n".join(wrong))
    return Values(found, tuple(notes), tuple(_unknown(parameters, [each.name() for each in definitions])))


def _label(definition: QgsProcessingParameterDefinition) -> str:
    """The parameter as the dialog shows it, and as scripts call it: the start of a sentence."""
    return f"{definition.description()}: {definition.name()}"


def _value(definition: QgsProcessingParameterDefinition, value, context: QgsProcessingContext) -> tuple[object, str]:
    """The value of a parameter and the end of a note for the log, if any. Raises UserError with the end of a
    sentence."""
    optional = bool(definition.flags() & Qgis.ProcessingParameterFlag.Optional)
    source = ""
    if isinstance(value, QgsProperty):
        value, source = _evaluated(value, context)
        if is_null(value):
            if source and not optional:
                raise UserError(f" is null {source}; it must have a value")
            return None, f"is left empty: it is null {source}." if source else ""
    if isinstance(value, (list, tuple)):
        value = [_evaluated(item, context)[0] if isinstance(item, QgsProperty) else item for item in value]
    empty = isinstance(value, str) and not value.strip()
    if empty and optional and not isinstance(definition, QgsProcessingParameterString):
        return None, ""
    try:
        return converted(definition, value), ""
    except UserError as error:
        raise UserError(f" {error}" + (f". The value comes {source}" if source else "")) from None


def _evaluated(value: QgsProperty, context: QgsProcessingContext) -> tuple[object, str]:
    """The value of a property, and where it comes from, empty for a plain value. Raises UserError where an expression
    is not valid or fails, and for a field, which has no feature here."""
    if not value.isActive():
        return None, ""
    kind = value.propertyType()
    if kind == Qgis.PropertyType.Static:
        return value.staticValue(), ""
    if kind == Qgis.PropertyType.Field:
        raise UserError(f" is the field {value.field()}, but it has one value for the whole run. Give a value")
    if kind != Qgis.PropertyType.Expression:
        return None, ""
    text = value.expressionString()
    source = f"from the expression {text}"
    scope = context.expressionContext()
    expression = QgsExpression(text)
    if not expression.hasParserError() and expression.prepare(scope):
        result = expression.evaluate(scope)
        if not expression.hasEvalError():
            if value.transformer() is not None:
                result = value.value(scope, None)[0]
            return result, source
    reason = (expression.parserErrorString() or expression.evalErrorString()).strip().replace("\n", " ")
    raise UserError(f" has no value: the expression {text} cannot be evaluated" + (f" ({reason})" if reason else ""))


def _unknown(given: Iterable[str], known: list[str]) -> Iterable[str]:
    """A warning for each name that no parameter has, with the most similar name."""
    for name in given:
        if name not in known:
            similar = difflib.get_close_matches(str(name).upper(), known, 1, 0.6)
            hint = f" Did you mean {similar[0]}?" if similar else ""
            yield f"Unknown parameter {name} is ignored.{hint}"
