"""Labels instead of ids in texts for the user.

Messages name parameters and outputs by their ids, as scripts do: "REVISIT of 120 min". The dialogs of QGIS desktop show
labels instead, so there every text of an algorithm passes through here, after it has been translated.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProperty,
    QgsVectorLayer,
)

from ..engine.errors import UserError
from ..engine.language import tr
from .inputs.layer_gate import layers_of

DESKTOP = "desktop"
"""The platform of QGIS where the user has dialogs; others are qgis_process, scripts and servers."""
PROSE = {"CRS", "HTML"}
"""Ids that are also words."""
ID = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"
ALONE = re.compile(rf"(?<![A-Za-z0-9_]){ID}(?![A-Za-z0-9_])")
"""An id as a whole word. No text of other scripts, such as Chinese, is a part of the word."""
MENTION = (
    r"(?<![A-Za-z0-9])'[^'\n]*'(?![A-Za-z0-9])|\"[^\"\n]*\""
    rf"|(?<![A-Za-z0-9_/\\.@-])(?P<id>{ID})(?![A-Za-z0-9_/\\@-]|\.[A-Za-z0-9])"
)
"""An id in a message. What is quoted is a value or already a label, and a part of a path or an address is no id."""
IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


def label_of(title: str) -> str:
    """The label in a text: the title without its unit or remark in brackets."""
    return IN_BRACKETS.sub("", title) or title


class Labels:
    """The labels of the parameters and outputs of an algorithm, by id. Ids of other algorithms are known as well, since
    a message may send the user to the algorithm before.

    kept: words of the user, such as names of layers and fields, that look like ids. They are never replaced.
    """

    def __init__(self, algorithm: QgsProcessingAlgorithm, kept: Iterable[str] = ()):
        self.algorithm = algorithm
        self.own = _labels(algorithm)
        words = sorted({word for word in kept if ALONE.search(word)}, key=len, reverse=True)
        mine = rf"(?<![A-Za-z0-9_])(?:{'|'.join(map(re.escape, words))})(?![A-Za-z0-9_])|" if words else ""
        self.mention = re.compile(mine + MENTION)

    @classmethod
    def of(cls, algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> "Labels":
        """The labels for messages of a run with these parameters. To be called in the thread of the layers."""
        return cls(algorithm, _words(algorithm, parameters, context))

    def in_message(self, text: str) -> str:
        """A message with labels in quotation marks. Outside of QGIS desktop it stays as it is: who writes scripts and
        calls of qgis_process writes ids, and gets results by their ids."""
        return self.in_report(text) if QgsApplication.platform() == DESKTOP else text

    def in_report(self, text: str) -> str:
        """A sentence of a report, which is read without any dialog, with labels in quotation marks."""

        def replaced(mention: re.Match) -> str:
            label = self._label(mention["id"]) if mention["id"] else ""
            return tr('"{label}"', label=label) if label else mention[0]

        return self.mention.sub(replaced, text)

    def in_help(self, text: str) -> str:
        """A help text (HTML) with labels in bold, as names of fields are."""

        def replaced(mention: re.Match) -> str:
            label = self._label(mention[0])
            return f"<b>{label}</b>" if label else mention[0]

        return ALONE.sub(replaced, text)

    def _label(self, name: str) -> str:
        """The label of a parameter or output; empty where there is none of this id."""
        if name in PROSE:
            return ""
        return self.own[name] if name in self.own else self._others.get(name, "")

    @cached_property
    def _others(self) -> dict[str, str]:
        """The labels of all other algorithms; of several with the same id, that of the first algorithm."""
        provider, found = self.algorithm.provider(), {}
        for other in provider.algorithms() if provider is not None else ():
            found = {name: label for name, label in _labels(other).items() if label} | found
        return found


def _labels(algorithm: QgsProcessingAlgorithm) -> dict[str, str]:
    """The labels by id: of outputs, and of parameters."""
    named = (*algorithm.outputDefinitions(), *algorithm.parameterDefinitions())
    return {each.name(): label_of(each.description()) for each in named}


def _words(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> Iterable[str]:
    """The texts among the values, and the names of the layers given and of their fields."""
    for definition in algorithm.parameterDefinitions():
        value = parameters.get(definition.name())
        yield from _texts(value)
        if definition.isDestination():
            continue
        try:
            layers = [layer for _, layer in layers_of(definition, value, context)]
        except UserError:  # what is wrong with the value is said elsewhere
            continue
        for layer in layers:
            yield from _names(layer)


def _texts(value) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, QgsProcessingFeatureSourceDefinition):
        yield from _texts(value.source)
    elif isinstance(value, QgsProperty):
        yield from (value.expressionString(), str(value.staticValue()))


def _names(layer: QgsMapLayer | None) -> Iterable[str]:
    if layer is not None:
        yield layer.name()
    if isinstance(layer, QgsVectorLayer):
        yield from layer.fields().names()
