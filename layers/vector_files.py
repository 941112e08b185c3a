"""Completes vector files after their features were written: the spatial index, and a check of what is on the disk."""

import mmap
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import Qgis, QgsVectorFileWriter

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.progress import Progress, quiet

INDEXING = 25e-6
"""Seconds to index a feature, about: the bar moves by it."""
WAIT = 0.05
"""Seconds between two looks at whether the user has cancelled."""
# Formats that hold one feature for each feature written. Others may split or leave out features.
COUNTED = {".gpkg", ".fgb", ".shp", ".xlsx", ".ods", ".csv", ".sqlite", ".tab", ".gdb"}

# GDAL reads these text formats as slowly as it writes them. What each feature starts with, and how the file ends, with
# the spaces of any version of GDAL:
GEOJSON = (rb'"type"\s*:\s*"Feature"', rb"\n\]\s*\}")
TEXT_FORMATS = {
    ".geojson": GEOJSON,
    ".json": GEOJSON,
    ".gml": (rb"<[a-z]*:featureMember>", rb"FeatureCollection>"),
    ".kml": (rb"<Placemark", rb"</kml>"),
}


def layer_options(path: str, kind: Qgis.WkbType) -> list[str]:
    """Options of QGIS's writer for a new file. A GeoPackage gets its spatial index afterwards, by `complete`: with GDAL
    before 3.7, closing it takes as long as writing it, and an incomplete file that is deleted needs no index."""
    if not indexed_later(path, kind):
        return []
    options = QgsVectorFileWriter.defaultLayerOptions("GPKG")
    return [*(option for option in options if not option.startswith("SPATIAL_INDEX=")), "SPATIAL_INDEX=NO"]


def table_of(path: str) -> str:
    """The name of the first layer of a vector file."""
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)  # GDAL crashes where a layer outlives it
    return dataset.GetLayer(0).GetName()


def complete(path: str, kind: Qgis.WkbType, rows: int, progress: Progress = quiet) -> None:
    """Completes a file that was written and closed. rows: how many features were written. Raises UserError where the
    spatial index cannot be created, or the file holds fewer features, and whatever `progress` raises."""
    if indexed_later(path, kind):
        _index_watched(path, rows, progress)
    with _errors_said(path):
        suffix = Path(path).suffix.lower()
        if suffix in COUNTED or suffix in TEXT_FORMATS:
            found = _feature_count(path) if suffix in COUNTED else _marks(path, *TEXT_FORMATS[suffix])
            if found < rows:
                raise UserError(
                    _incomplete(path, tr("{found:,} of {rows:,} features are in the file", found=found, rows=rows))
                )


def create_index(path: str) -> None:
    """Creates the spatial index of the only layer of a GeoPackage, if it has none. Raises UserError where it fails."""
    with _errors_said(path):
        _create_index(path, [])


@contextmanager
def _errors_said(path: str) -> Iterator[None]:
    """Turns GDAL's exceptions, if somebody has switched them on, into UserError, and keeps its messages quiet."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield
    except RuntimeError as error:
        raise UserError(_incomplete(path, str(error))) from error
    finally:
        gdal.PopErrorHandler()


@contextmanager
def unsynchronised() -> Iterator[None]:
    """GeoPackages are written without waiting for the disk at each step, which takes most of the time of small changes.
    For staged files: they are complete or not, and an older file is still there."""
    option = "OGR_SQLITE_SYNCHRONOUS"
    before = gdal.GetThreadLocalConfigOption(option)
    gdal.SetThreadLocalConfigOption(option, "OFF")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(option, before)


def indexed_later(path: str, kind: Qgis.WkbType) -> bool:
    """Whether `complete` creates a spatial index in a file."""
    return path.lower().endswith(".gpkg") and kind != Qgis.WkbType.NoGeometry


def _index_watched(path: str, rows: int, progress: Progress) -> None:
    """Creates the spatial index in a thread: GDAL does not report its progress, but can be stopped from another thread.
    How far it is, is told from the time that has passed."""
    held: list[gdal.Dataset] = []

    def index() -> None:
        with _errors_said(path):
            _create_index(path, held)

    past, usual = 0.0, max(rows * INDEXING, WAIT)
    with ThreadPoolExecutor(1) as worker:
        indexing = worker.submit(index)
        try:
            while not wait([indexing], WAIT).done:
                past += WAIT
                progress(past / (past + usual))
        except BaseException:
            while not wait([indexing], WAIT).done:
                for dataset in tuple(held):
                    dataset.AbortSQL()  # has no effect before the statement begins
                dataset = None
            raise
        indexing.result()
    progress(1.0)


def _create_index(path: str, held: list[gdal.Dataset]) -> None:
    """held: holds the dataset until the index is created."""
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    if dataset is None:
        raise UserError(_incomplete(path, gdal.GetLastErrorMsg()))
    held.append(dataset)
    layer = dataset.GetLayer(0)
    if layer.TestCapability(ogr.OLCFastSpatialFilter):
        held.clear()
        return
    name = layer.GetName().replace("'", "''")
    result = dataset.ExecuteSQL(f"SELECT CreateSpatialIndex('{name}', '{layer.GetGeometryColumn()}')")
    if result is not None:
        dataset.ReleaseResultSet(result)
    indexed = bool(layer.TestCapability(ogr.OLCFastSpatialFilter))
    held.clear()
    layer = result = None
    dataset = None  # closes the file, which writes the rest of it
    if not indexed or gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise UserError(_incomplete(path, gdal.GetLastErrorMsg() or tr("its spatial index could not be created")))


def _feature_count(path: str) -> int:
    """The number of features of the largest layer of a file; 0 where it cannot be opened."""
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    if dataset is None:
        return 0
    counts = [dataset.GetLayer(i).GetFeatureCount() for i in range(dataset.GetLayerCount())]
    if path.lower().endswith(".fgb") and counts[0] and dataset.GetLayer(0).GetFeature(counts[0] - 1) is None:
        return 0  # the count is written first, and the features may be cut off
    return max(counts, default=0)


def _marks(path: str, mark: bytes, end: bytes) -> int:
    """How often a pattern occurs in a file; 0 where the file does not end with the pattern `end`."""
    if not Path(path).stat().st_size:
        return 0
    with Path(path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        if not re.search(end + rb"\s*\Z", text[-200:]):
            return 0
        return sum(1 for _ in re.finditer(mark, text))


def _incomplete(path: str, why: str) -> str:
    return tr(
        "{path} could not be written completely: {why}. Is the disk full?",
        path=path,
        why=why.rstrip(".") or tr("unknown error"),
    )
