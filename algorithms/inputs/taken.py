"""Which parameters are taken from the records of input layers, and that they may be empty."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)

from ...engine.language import tr
from ..values import LAYERS
from .value_texts import value_text

OPTIONAL = Qgis.ProcessingParameterFlag.Optional
FALLBACK = "blindspot_fallback"
"""Key in the metadata of a parameter: its value where it is empty and no record has one."""
NEEDED = "blindspot_needed"
"""Key in the metadata of a layer parameter: it must have a value, given or taken."""
PLANNERS = ("planroutes", "plannights")
"""The algorithms that make drone routes, whose records say how these were planned."""


@dataclass(frozen=True)
class Taken:
    """Parameters that are taken from records. layers: the parameters whose layers are asked, in this order; makers: the
    algorithms whose records are asked; names: by parameter, its name in these records.

    when: whether to take them with the parameters given; if_found: input layers that can be done without: they are
    taken only if all of the layers asked were made from the same, and if that is found; silent: nothing is said where
    all values are the usual ones; or_empty: input layers that are left empty, with a warning, where they are not found.
    """

    layers: tuple[str, ...]
    makers: tuple[str, ...]
    names: Mapping[str, str]
    when: Callable[[Mapping], bool] = lambda parameters: True
    if_found: bool = False
    silent: bool = False
    or_empty: tuple[str, ...] = ()


def empty_as_made(declared: Mapping[str, QgsProcessingParameterDefinition], names: Iterable[str], layer: str) -> None:
    """Makes declared parameters optional and empty, with their default as the value where no record has one. layer:
    what the help calls the layer with the record."""
    for name in names:
        definition = declared.get(name)
        if definition is None:
            continue
        usual = definition.defaultValue()
        is_layer = isinstance(definition, LAYERS)
        needed = is_layer and not definition.flags() & OPTIONAL
        definition.setMetadata({**definition.metadata(), FALLBACK: usual, NEEDED: needed})
        definition.setDefaultValue(None)
        definition.setFlags(definition.flags() | OPTIONAL)
        definition.setHelp(_help(definition, layer, "" if is_layer else value_text(definition, usual)))


def _help(definition: QgsProcessingParameterDefinition, layer: str, usual: str) -> str:
    """The help of a parameter with what empty means, which it may say already. usual: the value where no record has
    one."""
    text, empty = definition.help().rstrip(), tr("Empty: ")
    if empty in text:
        return text.replace(empty, tr("Empty: as recorded in {layer}; otherwise ", layer=layer), 1)
    if isinstance(definition, QgsProcessingParameterEnum):
        usual = f"'{usual}'"
    if usual:
        return tr("{help} Empty: as recorded in {layer}; otherwise {usual}.", help=text, layer=layer, usual=usual)
    return tr("{help} Empty: as recorded in {layer}.", help=text, layer=layer)
