"""The order of parameters in the dialog, and which of them are advanced."""

from collections.abc import Iterator, Mapping, Sequence

from qgis.core import Qgis, QgsProcessingParameterDefinition


def arranged(
    declared: Mapping[str, QgsProcessingParameterDefinition], basic: Sequence[str]
) -> Iterator[QgsProcessingParameterDefinition]:
    """The parameters as the dialog shows them: the basic ones in their own order, then all others, which become
    advanced, and then the outputs, in the order in which they were declared. QGIS shows advanced parameters in a
    section that is closed at first; it has no other headings, and never puts outputs under one. Raises KeyError where a
    basic parameter was not declared."""
    for name in basic:
        yield declared[name]
    for name, parameter in declared.items():
        if name not in basic and not parameter.isDestination():
            parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
            yield parameter
    yield from (parameter for parameter in declared.values() if parameter.isDestination())
