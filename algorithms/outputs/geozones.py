"""Geozones as an output layer, and as a file of flight areas."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...engine.errors import UserError
from ...engine.language import tr
from ...engine.zones import fields as names
from ...engine.zones.geozone import COLUMNS, TIMES, Geozone
from ...layers.sinks import MOMENT, REAL, TEXT, fields_of, moments
from ..run import Run
from .layers import OutputLayer

KINDS = {names.LOWER: REAL, names.UPPER: REAL, **dict.fromkeys(TIMES, MOMENT)}
FIELDS = tuple((name, KINDS.get(name, TEXT), attribute) for name, attribute in COLUMNS)
"""Name and type of each field, and the attribute of a Geozone."""


def geozones_layer(name: str, zones: Sequence[Geozone], crs: QgsCoordinateReferenceSystem) -> OutputLayer:
    """The layer of all rows, in longitude and latitude. name: of the output."""
    shapes = [_multi(zone.shape).wkb for zone in zones]
    columns = [_column(kind, [getattr(zone, attribute) for zone in zones]) for _, kind, attribute in FIELDS]
    rows = (fields_of(*((field, kind) for field, kind, _ in FIELDS)), shapes, columns)
    return OutputLayer.of(name, rows, Qgis.WkbType.MultiPolygon, crs, "geozones", 1)


def _column(kind, values: list) -> list:
    if kind == MOMENT:
        return moments(np.array([np.nan if value is None else value for value in values], float))
    if kind == TEXT:
        return [value or None for value in values]
    return values


def _multi(shape: shapely.Geometry) -> shapely.MultiPolygon:
    return shape if shape.geom_type == "MultiPolygon" else shapely.multipolygons([shape])


def write_flight_areas(run: Run, path: str, content: bytes) -> None:
    """Writes a file of flight areas. Raises UserError where it cannot be written."""
    staged = run.stage(path)
    try:
        Path(path if staged is None else staged.path).write_bytes(content)
    except OSError as error:
        raise UserError(
            tr(
                "FLIGHT_AREAS could not be written to {path}: {reason}. Choose another file.",
                path=path,
                reason=error.strerror,
            )
        ) from error
