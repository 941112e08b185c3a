"""The page of an algorithm for people, made from the algorithm itself. scripts/reference writes the pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import Qgis, QgsProcessingAlgorithm, QgsProcessingParameterDefinition, QgsProcessingProvider

from ..engine.language import tr
from ..engine.pages.html import render
from .catalogue import CATALOGUE
from .inputs.as_made import FALLBACK
from .inputs.value_texts import value_text
from .models import MODELS
from .reference_example import as_command, as_python, example
from .value_types import UNBOUNDED

ADVANCED, OPTIONAL = Qgis.ProcessingParameterFlag.Advanced, Qgis.ProcessingParameterFlag.Optional


@dataclass(frozen=True)
class Row:
    """A parameter, a layer that is written, or a number or text as a result. kind, limits, default: texts; choices: the
    options of a list."""

    name: str
    label: str
    kind: str
    unit: str = ""
    limits: str = ""
    default: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()


def reference_pages(provider: QgsProcessingProvider) -> dict[str, str]:
    """The pages of all algorithms and models and their list, index.html, by file name, in the language of the user."""
    ids = [*(entry.id for entry in CATALOGUE), *(model.ID for model in MODELS)]
    algorithms = list(filter(None, map(provider.algorithm, ids)))
    groups: dict[str, list[QgsProcessingAlgorithm]] = {}
    for algorithm in algorithms:
        groups.setdefault(algorithm.group(), []).append(algorithm)
    pages = {f"{each.name()}.html": render("reference.html.j2", **_content(each)) for each in algorithms}
    return {"index.html": render("reference_index.html.j2", groups=groups), **pages}


def _content(algorithm: QgsProcessingAlgorithm) -> dict:
    """What the page of an algorithm shows."""
    inputs = [each for each in algorithm.parameterDefinitions() if not each.isDestination()]
    layers = algorithm.destinationParameterDefinitions()
    written = {each.name() for each in layers}
    values = example(algorithm)
    return {
        "algorithm": algorithm,
        "basic": [_row(each) for each in inputs if not each.flags() & ADVANCED],
        "advanced": [_row(each) for each in inputs if each.flags() & ADVANCED],
        "layers": [_row(each) for each in layers],
        "results": [
            Row(each.name(), each.description(), tr("number") if each.type() == "outputNumber" else tr("text"))
            for each in algorithm.outputDefinitions()
            if each.name() not in written
        ],
        "python": as_python(algorithm.id(), values),
        "command": as_command(algorithm.id(), values),
    }


def _row(definition: QgsProcessingParameterDefinition) -> Row:
    label, unit = _label_and_unit(definition.description())
    choices = definition.options() if definition.type() == "enum" else []
    return Row(
        definition.name(),
        label,
        _kind(definition),
        unit,
        _limits(definition),
        "" if definition.isDestination() else _default(definition).removesuffix(f" {unit}"),
        definition.help(),
        tuple(f"{number}: {choice}" for number, choice in enumerate(choices)),
    )


def _label_and_unit(title: str) -> tuple[str, str]:
    """A label without its unit, and the unit in the brackets at its end, if there is one. Other brackets are remarks,
    and stay."""
    units = ("m", "m²", "km/h", "m/s", "min", "s", "%", "Wh", "kg", tr("degrees"))
    for unit in units:
        for brackets in (f" ({unit})", f"（{unit}）"):
            if title.endswith(brackets):
                return title.removesuffix(brackets), unit
    return title, ""


def _kind(definition: QgsProcessingParameterDefinition) -> str:
    """The type of a parameter in words."""
    kinds = {
        "enum": tr("choice"),
        "boolean": tr("yes or no"),
        "string": tr("text"),
        "field": tr("field"),
        "distance": tr("length"),
        "layer": tr("layer"),
        "point": tr("point"),
        "raster": tr("raster"),
        "rasterDestination": tr("raster"),
        "fileDestination": tr("file"),
        "folderDestination": tr("folder"),
        "crs": "CRS",
        "sink": tr("layer or table"),
    }
    kind = definition.type()
    if kind == "number":
        return (
            tr("whole number") if definition.dataType() == Qgis.ProcessingNumberParameterType.Integer else tr("number")
        )
    if kind == "datetime":
        time = definition.dataType() == Qgis.ProcessingDateTimeParameterDataType.Time
        return tr("time of day") if time else tr("date and time")
    if kind == "source":
        geometries = _geometries(definition.dataTypes())
        return tr("layer: {geometries}", geometries=geometries) if geometries else tr("layer")
    if kind == "file":
        folder = definition.behavior() == Qgis.ProcessingFileParameterBehavior.Folder
        return tr("folder") if folder else tr("file")
    if kind == "multilayer" and definition.layerType() == Qgis.ProcessingSourceType.File:
        return tr("files")
    if kind == "multilayer":
        geometries = _geometries([definition.layerType()])
        return tr("layers: {geometries}", geometries=geometries) if geometries else tr("layers")
    return kinds[kind]


def _geometries(types: Iterable[int]) -> str:
    """The kinds of geometry that a layer may have, as text; empty where it may have any."""
    names = {
        Qgis.ProcessingSourceType.VectorPoint: tr("points"),
        Qgis.ProcessingSourceType.VectorLine: tr("lines"),
        Qgis.ProcessingSourceType.VectorPolygon: tr("polygons"),
    }
    return ", ".join(names[kind] for kind in map(Qgis.ProcessingSourceType, types) if kind in names)


def _limits(definition: QgsProcessingParameterDefinition) -> str:
    """The smallest and the largest number."""
    if definition.type() not in ("number", "distance"):
        return ""
    least, most = definition.minimum(), definition.maximum()
    if most >= min(UNBOUNDED, 2**31 - 1):
        return "" if least <= -UNBOUNDED else tr("at least {least:g}", least=least)
    return tr("{least:g} to {most:,.10g}", least=least, most=most)


def _default(definition: QgsProcessingParameterDefinition) -> str:
    """The value of a parameter that is left out; for one that must be given, that it must."""
    if FALLBACK in definition.metadata():
        usual = definition.metadata()[FALLBACK]
        usual = "" if definition.type() in ("source", "multilayer") else value_text(definition, usual)
        return tr("as recorded, otherwise {usual}", usual=usual) if usual else tr("as recorded")
    value = definition.defaultValue()
    if value in (None, ""):
        return tr("empty") if definition.flags() & OPTIONAL else tr("must be given")
    return value_text(definition, value)
