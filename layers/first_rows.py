"""The first rows of a layer, read for what they show about all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsProcessingFeatureSource,
)

from .crs import WGS84, transform_xy

ENOUGH = 1_000
"""Rows with a position that are read."""
MOST = 20_000
"""Rows that are read where the first ones have no position: receivers often start at (0, 0)."""


@dataclass(frozen=True)
class FirstRows:
    """lon, lat: (n,) degrees of the first vertex of each row with a position other than (0, 0); columns: the values of
    the fields, of all rows that were read."""

    lon: np.ndarray
    lat: np.ndarray
    columns: dict[str, list]


def first_rows(
    source: QgsProcessingFeatureSource, transform_context: QgsCoordinateTransformContext, fields: Sequence[str] = ()
) -> FirstRows:
    """The first rows of a layer, with the values of some fields. No position where the layer has no CRS."""
    index = {name: source.fields().lookupField(name) for name in fields}
    request = QgsFeatureRequest().setSubsetOfAttributes(list(index.values())).setLimit(MOST)
    flags = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    places, columns = [], {name: [] for name in fields}
    for feature in source.getFeatures(request, flags):
        vertex = feature.geometry().vertexAt(0)
        if not vertex.isEmpty() and (vertex.x() or vertex.y()):
            places.append((vertex.x(), vertex.y()))
        for name, values in columns.items():
            values.append(feature[index[name]])
        if len(places) == ENOUGH:
            break
    x, y = np.array(places, float).reshape(-1, 2).T
    if not len(x) or not source.sourceCrs().isValid():
        return FirstRows(np.zeros(0), np.zeros(0), columns)
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    return FirstRows(*transform_xy(x, y, source.sourceCrs(), wgs84, transform_context), columns)
