"""What reports say of their run: the plugin's version, and the value of every parameter."""

from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
)

from ...engine.errors import UserError
from ...engine.provenance.record import as_json
from ...layers.crs import crs_name
from ...layers.features import layer_name
from ...layers.source_reference import public_name
from ..base import tr
from ..inputs.value_texts import value_text
from ..run import Run
from ..values import takes_layers
from ..version import version
from .run_record import used_value

RECORD_ID = "blindspot-provenance"
"""Id of the element of a report that holds the record of the run."""


def parameter_values(run: Run) -> list[tuple[str, str, str]]:
    """(name, title, value) of every parameter that has a value, including defaults but not outputs. Layers are given by
    name, without their path, because a path may identify a person."""
    found = []
    for definition in run.algorithm.parameterDefinitions():
        value = "" if definition.isDestination() else _text(run, definition)
        if value:
            found.append((definition.name(), definition.description(), value))
    return found


def report_facts(
    run: Run, periods: Iterable[tuple[str, str]], places: int, crs: QgsCoordinateReferenceSystem
) -> list[tuple[str, str]]:
    """The provenance for a report, as pairs of label and value: the version, the periods (label and text each), the
    number of places, the CRS, and every parameter that has a value."""
    values = parameter_values(run)
    return [
        (tr("Made by"), f"Blindspot {version()}, {run.algorithm.id()}"),
        *periods,
        (tr("Places"), f"{places:,}"),
        (tr("CRS worked in"), crs_name(crs)),
        *((title, value) for _, title, value in values),
    ]


def input_name(run: Run, name: str) -> str:
    """The name of the layer given as a parameter, or of its table where it was opened from a file; empty where no layer
    is given."""
    source = run.source(name)
    if source is None:
        return ""
    layer = run.algorithm.parameterAsVectorLayer(run.parameters, name, run.context)
    return public_name(source.sourceName()) if layer is None else layer_name(layer)


def _text(run: Run, definition: QgsProcessingParameterDefinition) -> str:
    """The value of a parameter as text; empty where it has none. For a layer, only its name."""
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        if not takes_layers(definition):
            return tr(", ").join(_names(run.parameters.get(name) or []))
        layers = run.algorithm.parameterAsLayerList(run.parameters, name, run.context)
        return tr(", ").join(map(layer_name, layers))
    if isinstance(definition, QgsProcessingParameterFeatureSource):
        return input_name(run, name)
    return value_text(definition, used_value(run, definition))


def write_page(run: Run, path: str, text: str) -> None:
    """Writes the report; the record of the run is added at its end. Raises UserError where the file cannot be
    written."""
    staged = run.stage(path)
    file = Path(path if staged is None else staged.path)
    _write(file, path, text)
    run.at_end(lambda: _write(file, path, _with_record(run, path, text)))


def write_text(run: Run, path: str, text: str) -> None:
    """Writes a page without the record of the run. Raises UserError where the file cannot be written."""
    staged = run.stage(path)
    _write(Path(path if staged is None else staged.path), path, text)


def _with_record(run: Run, path: str, text: str) -> str:
    """The report with the record of the run, for programs. Layers are in it without their paths, as in the rest of the
    report."""
    reports = QgsProcessingParameterFileDestination
    names = [each.name() for each in run.algorithm.parameterDefinitions() if isinstance(each, reports)]
    name = next((name for name in names if run.file(name) == path), names[0])
    record = as_json({**_without_sources(run.record(name)), "output": {"name": name}}).replace("<", "\\u003c")
    script = f'<script type="application/json" id="{RECORD_ID}">{record}</script>\n'
    return text.replace("</head>", f"{script}</head>", 1)


FILES = ("KEY", "FOLDER", "ARCHIVE", "PARTIALS", "TRAIL")
"""Parameters that are a file or a folder."""


def _without_sources(record: dict) -> dict:
    """A record that does not say where its layers are, also in the records of its inputs."""

    def without(layer: dict) -> dict:
        kept = {key: value for key, value in layer.items() if key != "source"}
        return {**kept, "record": _without_sources(kept["record"])} if kept.get("record") else kept

    files = {name: _names(value) for name, value in record["parameters"].items() if isinstance(value, list)}
    files |= {name: Path(str(record["parameters"][name])).name for name in FILES if record["parameters"].get(name)}
    record = {**record, "parameters": {**record["parameters"], **files}}
    return {**record, "inputs": {name: [*map(without, layers)] for name, layers in record["inputs"].items()}}


def _names(files: list) -> list:
    """Files without their folders."""
    return [Path(one).name if isinstance(one, str) else one for one in files]


def _write(file: Path, path: str, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(
            tr(
                "The report could not be written to {path}: {reason}. Choose another file.",
                path=path,
                reason=error.strerror,
            )
        ) from error
