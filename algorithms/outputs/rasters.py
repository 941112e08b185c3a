"""The optional rasters of the gap and the priority of a square grid."""

import json
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterRasterDestination,
)

from ...engine.places.grid import SQUARE, Grid
from ...engine.progress import Progress, part
from ...engine.text import joined
from ...engine.timing.text import utc_text
from ...layers.files import check_writable
from ...layers.rasters import check_pixels, write_raster
from ...layers.styling import style_when_loaded
from ..base import BlindspotAlgorithm, tr
from ..inputs.evidence import ScoreInput
from ..run import Run
from ..version import version
from .carried import complete_raster
from .report import parameter_values
from .tree_result import tree_result

RASTERS = {"GAP_RASTER": "gap", "PRIORITY_RASTER": "priority"}
TITLES = (
    (
        "GAP_RASTER",
        "Gap as a raster",
        "A GeoTIFF (Float32, no data: -9999) with the gap of each cell as a pixel. Only for square grids. The metadata "
        "of the file contain the version and the parameters of the run.",
    ),
    (
        "PRIORITY_RASTER",
        "Priority as a raster",
        "A GeoTIFF (Float32, no data: -9999) with the priority of each cell as a pixel. Only for square grids. The "
        "metadata of the file contain the version and the parameters of the run.",
    ),
)


def add_rasters(algorithm: BlindspotAlgorithm) -> None:
    """GAP_RASTER and PRIORITY_RASTER."""
    for name, title, help_text in TITLES:
        algorithm.add(QgsProcessingParameterRasterDestination(name, tr(title), None, True, False), help_text)


def raster_problem(run: Run) -> str:
    """Why the requested rasters cannot be made, in a sentence; empty where they can."""
    files = _requested(run)
    if not files:
        return ""
    names = joined(tuple(files))
    if run.given("PLACES"):
        return tr(
            "{names}: only a grid can be written as a raster, but PLACES is given. Leave {names} or PLACES empty.",
            names=names,
        )
    if run.choice("GRID_TYPE") != SQUARE:
        return tr(
            "{names}: hexagons cannot be pixels. Choose Square as GRID_TYPE, or leave {names} empty.", names=names
        )
    given = [file for file in files.values() if file != QgsProcessing.TEMPORARY_OUTPUT]
    if len(set(given)) < len(given):
        return tr("{names} are the same file. Choose two different files.", names=names)
    for name, file in files.items():
        if file != QgsProcessing.TEMPORARY_OUTPUT and Path(file).suffix.lower() not in (".tif", ".tiff"):
            return tr(
                "{name} ({file}) is written as a GeoTIFF. Give it a name that ends in .tif.", name=name, file=file
            )
    return ""


def check_rasters(run: Run, grid: Grid | None) -> None:
    """Raises UserError where the requested rasters would be too large. To be called before scoring."""
    files = _requested(run)
    if files:
        check_pixels(grid, joined(tuple(files)))


def check_raster_files(run: Run) -> None:
    """Raises UserError where a file of a requested raster cannot be written. To be called before sinks are opened,
    because an opened sink has already replaced its file."""
    for name, file in _requested(run).items():
        if file != QgsProcessing.TEMPORARY_OUTPUT:
            check_writable(file, name)


def write_rasters(run: Run, read: ScoreInput, gap: np.ndarray, progress: Progress) -> dict[str, str]:
    """Writes the requested rasters; returns their files by output name. gap: (n,) of the cells. Raises UserError where
    a file cannot be written."""
    files, requested = {}, _requested(run)
    for index, name in enumerate(requested):
        files[name] = run.algorithm.parameterAsOutputLayer(run.parameters, name, run.context)
        run.opened.append(files[name])
        staged = run.stage(files[name])
        path = files[name] if staged is None else staged.path
        values = gap if name == "GAP_RASTER" else read.evidence.demand * gap
        now = part(progress, index / len(requested), (index + 1) / len(requested))
        facts = _facts(run, read)
        write_raster(path, read.scored.grid, values, read.crs, RASTERS[name], facts, part(now, 0, 0.8))
        style = "places" if name == "GAP_RASTER" else ""
        kept = complete_raster(run, name, files[name], path, style, read.crs, part(now, 0.8, 1))
        result = tree_result(run, name, None, len(requested) - index)
        style_when_loaded(run.context, files[name], "" if kept else style, result=result)
    return files


def _requested(run: Run) -> dict[str, str]:
    """The files of the requested rasters, by output name."""
    files = {}
    for name in RASTERS:
        value = run.parameters.get(name)
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink.valueAsString(run.context.expressionContext(), "")[0]
        if value:
            files[name] = str(value)
    return files


def _facts(run: Run, read: ScoreInput) -> dict[str, str]:
    """The provenance of a raster, as metadata of its file."""
    parameters = {name: value for name, _, value in parameter_values(run)}
    return {
        "TIFFTAG_SOFTWARE": f"Blindspot {version()}",
        "BLINDSPOT_VERSION": version(),
        "BLINDSPOT_ALGORITHM": run.algorithm.id(),
        "BLINDSPOT_PARAMETERS": json.dumps(parameters, ensure_ascii=False),
        "BLINDSPOT_PERIOD_START": utc_text(read.question.period.t0),
        "BLINDSPOT_PERIOD_END": utc_text(read.question.period.t1),
        "BLINDSPOT_TIMEZONE": read.watch.timezone,
    }
