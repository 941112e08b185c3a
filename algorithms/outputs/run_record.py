"""The record of a run: what its outputs carry."""

import os
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import scipy
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameters,
)

from ...engine.provenance.record import SCHEMA
from ...layers.provenance_paths import relative
from ..values import takes_layers
from ..version import version
from .destinations import destination_of
from .language import in_language

if TYPE_CHECKING:
    from ..run import Run


def record_of(run: "Run", name: str) -> dict:
    """The record for the output `name`, without what is known only when the output is written (see
    `engine.provenance.record`). Paths are relative to the output's folder, if it has one."""
    return relative({**_of_run(run), "output": {"name": name}}, _folder(run, name))


def record_in(run: "Run", folder: str) -> dict:
    """The record of the run as a whole, in a file in `folder`."""
    return relative(_of_run(run), folder)


def _of_run(run: "Run") -> dict:
    return {
        "blindspot": version(),
        "schema": SCHEMA,
        "algorithm": run.algorithm.id(),
        "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **in_language(),
        "parameters": used_values(run),
        "assumed": run.assumed,
        "inputs": run.inputs.entries(),
        "results": run.facts,
        "made_with": {
            "qgis": Qgis.version(),
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "shapely": shapely.__version__,
            "geos": shapely.geos_version_string,
        },
    }


def used_values(run: "Run") -> dict:
    """The values of all parameters as used, by name. Layers and outputs are left out."""
    found = {}
    for definition in run.algorithm.parameterDefinitions():
        if not definition.isDestination() and not takes_layers(definition):
            found[definition.name()] = used_value(run, definition)
    return found


def used_value(run: "Run", definition: QgsProcessingParameterDefinition) -> str | float | int | bool | list | None:
    """The value of a parameter that is no layer, as used, in a type that JSON has: a number, a text, true or false, the
    index of an option, None for none."""
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterNumber):
        optional = bool(definition.flags() & Qgis.ProcessingParameterFlag.Optional)
        if not run.given(name) and (definition.defaultValue() is None or (optional and name in run.parameters)):
            return None
        is_whole = definition.dataType() == Qgis.ProcessingNumberParameterType.Integer
        return run.whole(name) if is_whole else run.number(name)
    if isinstance(definition, QgsProcessingParameterEnum):
        return None if not run.given(name) and definition.defaultValue() is None else run.choice(name)
    if isinstance(definition, QgsProcessingParameterBoolean):
        return run.flag(name)
    if isinstance(definition, QgsProcessingParameterDateTime):
        if definition.dataType() == Qgis.ProcessingDateTimeParameterDataType.Time:
            time = QgsProcessingParameters.parameterAsTime(definition, run.parameters, run.context)
            return time.toString("HH:mm:ss") if time.isValid() else None
        return str(run.parameters[name]) if run.given(name) else None
    if isinstance(definition, QgsProcessingParameterField):
        return (run.parameters.get(name) if definition.allowMultiple() else run.field(name)) or None
    if isinstance(definition, QgsProcessingParameterMultipleLayers):  # of files
        return [without_home(str(file)) for file in run.parameters.get(name) or ()] or None
    if isinstance(definition, QgsProcessingParameterFile):
        return without_home(run.text(name)) or None
    return run.text(name) or None


def without_home(path: str) -> str:
    """A path with ~ for the home folder, whose name may be that of a person."""
    home = os.path.expanduser("~")
    return f"~{path[len(home) :]}" if path.startswith(home + os.sep) else path


def _folder(run: "Run", name: str) -> str:
    """The folder of the file of an output; empty where it has none."""
    goal = destination_of(run.algorithm.parameterDefinition(name), run.parameters.get(name), run.context)
    return os.path.dirname(goal.path) if goal is not None and goal.path else ""
