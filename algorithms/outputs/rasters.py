"""The gap and the priority of a square grid as rasters, for those who ask."""

import json
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterRasterDestination,
)

from ...engine.places.grid import SQUARE, Grid
from ...engine.progress import Progress
from ...engine.timing.text import utc_text
from ...layers.rasters import check_pixels, write_raster
from ...layers.styling import style_when_loaded
from ..base import BlindspotAlgorithm, tr
from ..inputs.evidence import ScoreInput
from ..run import Run
from .provenance import parameter_values, version

RASTERS = {
    "GAP_RASTER": ("Gap as a raster", "gap"),
    "PRIORITY_RASTER": ("Priority as a raster", "priority"),
}


def add_rasters(algorithm: BlindspotAlgorithm) -> None:
    """GAP_RASTER and PRIORITY_RASTER."""
    for name, (title, _) in RASTERS.items():
        algorithm.add(
            QgsProcessingParameterRasterDestination(name, tr(title), None, True, False),
            f"The {title.split()[0].lower()} of each cell as a pixel of a GeoTIFF (Float32, no data: -9999), for "
            "square grids only. The file also says the version and the parameters that made it.",
        )


def raster_problem(run: Run) -> str:
    """What is in the way of the rasters asked for, in a sentence; empty where nothing is."""
    files = _asked(run)
    if not files:
        return ""
    names = " and ".join(files)
    if run.given("PLACES"):
        return f"{names}: only a grid becomes a raster, and PLACES is given. Leave either {names} or PLACES empty."
    if run.choice("GRID_TYPE") != SQUARE:
        return f"{names}: hexagons are no pixels. Choose Square as GRID_TYPE, or leave {names} empty."
    given = [file for file in files.values() if file != QgsProcessing.TEMPORARY_OUTPUT]
    if len(set(given)) < len(given):
        return f"{names} are the same file. Give each its own."
    for name, file in files.items():
        if file != QgsProcessing.TEMPORARY_OUTPUT and Path(file).suffix.lower() not in (".tif", ".tiff"):
            return f"{name} ({file}) is written as a GeoTIFF. Give it a name that ends in .tif."
    return ""


def check_rasters(run: Run, grid: Grid | None) -> None:
    """Raises UserError where the rasters asked for would be too large, before anything is scored."""
    files = _asked(run)
    if files:
        check_pixels(grid, " and ".join(files))


def write_rasters(run: Run, read: ScoreInput, gap: np.ndarray, progress: Progress) -> dict[str, str]:
    """Writes the rasters asked for; returns their files by output name.

    gap: (n,) of the cells.
    """
    files = {}
    for name in _asked(run):
        files[name] = run.algorithm.parameterAsOutputLayer(run.parameters, name, run.context)
        values = gap if name == "GAP_RASTER" else read.evidence.demand * gap
        write_raster(files[name], read.scored.grid, values, read.crs, RASTERS[name][1], _facts(run, read), progress)
        if name == "GAP_RASTER":
            style_when_loaded(run.context, files[name], "places")
    return files


def _asked(run: Run) -> dict[str, str]:
    """The files of the rasters that are asked for, by output name."""
    files = {}
    for name in RASTERS:
        value = run.parameters.get(name)
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink.valueAsString(run.context.expressionContext(), "")[0]
        if value:
            files[name] = str(value)
    return files


def _facts(run: Run, read: ScoreInput) -> dict[str, str]:
    """What made a raster."""
    made_with = {name: value for name, _, value in parameter_values(run)}
    return {
        "TIFFTAG_SOFTWARE": f"Blindspot {version()}",
        "BLINDSPOT_VERSION": version(),
        "BLINDSPOT_ALGORITHM": run.algorithm.id(),
        "BLINDSPOT_PARAMETERS": json.dumps(made_with, ensure_ascii=False),
        "BLINDSPOT_PERIOD_START": utc_text(read.question.period.t0),
        "BLINDSPOT_PERIOD_END": utc_text(read.question.period.t1),
        "BLINDSPOT_TIMEZONE": read.watch.timezone,
    }
