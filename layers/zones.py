"""Reads no-fly zones with their heights and times from the fields of a layer."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..engine.zones import fields as names
from ..engine.zones.columns import FIELDS, ReadZones, column_of, zones_of_columns
from .attributes import is_null, text_of
from .crs import transform_xy
from .features import Features

WGS84 = "EPSG:4326"
TIMES = (names.VALID_FROM, names.VALID_TO)


def zones_of(
    features: Features,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    begins: float | None = None,
    ends: float | None = None,
) -> ReadZones:
    """The zones of polygon features, which are in `crs`.

    begins, ends: s since the epoch, the span for which the times in force are needed; None where there are no dates:
    all zones then count as in force.
    """

    def places(polygons: np.ndarray) -> np.ndarray:
        return _middles(polygons, crs, transform_context)

    columns = {name: _column(features, name) for name in FIELDS}
    rows = [str(fid) for fid in features.fid]
    return zones_of_columns(
        features.name, features.geometry, columns, places, begins, ends, features.names or None, rows
    )


def _column(features: Features, name: str) -> list | None:
    """The values of a field as those of Python, None for null; None where there is no such field."""
    field = column_of([field.name() for field in features.fields], name)
    if field is None:
        return None
    value_of = _moment if name in TIMES else _plain
    return [None if is_null(value) else value_of(value) for value in features.table[field].tolist()]


def _plain(value):
    return value if isinstance(value, (str, bool, int, float)) else text_of(value)


def _moment(value):
    """A date, with or without a time, of Python; as it is where it has none."""
    if isinstance(value, QDateTime):
        local = value.timeSpec() == Qt.TimeSpec.LocalTime  # its date and time of day are read, as UTC
        at = value if local else value.toUTC()
        day, clock = at.date(), at.time()
        if not (day.isValid() and clock.isValid() and 1 <= day.year() <= 9999):
            return value
        midnight = datetime(day.year(), day.month(), day.day(), tzinfo=UTC)
        return midnight + timedelta(milliseconds=clock.msecsSinceStartOfDay())
    if isinstance(value, QDate) and value.isValid() and 1 <= value.year() <= 9999:
        return date(value.year(), value.month(), value.day())
    return value


def _middles(polygons: np.ndarray, crs, transform_context) -> np.ndarray:
    """(n, 2) longitude and latitude of the middles of polygons."""
    if not len(polygons):
        return np.zeros((0, 2))
    middle = shapely.get_coordinates(shapely.centroid(polygons))
    return np.column_stack(
        transform_xy(middle[:, 0], middle[:, 1], crs, QgsCoordinateReferenceSystem(WGS84), transform_context)
    )
