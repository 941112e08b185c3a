"""What can be told of input layers before a run: what costs no time to find out."""

from itertools import islice

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
)

from ...layers.attributes import is_null

MOST_FEATURES = 1000
"""Features that are read at most. What others hold is found out in the run."""


def has_nothing(source: QgsProcessingFeatureSource | None) -> bool:
    """Whether a layer is given, and is known to have no features."""
    return source is not None and source.featureCount() == 0


def largest_area(source: QgsProcessingFeatureSource, context: QgsCoordinateTransformContext) -> float:
    """The area of the largest polygon among the first features, in square metres on the ellipsoid."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(source.sourceCrs(), context)
    measure.setEllipsoid(source.sourceCrs().ellipsoidAcronym() or "EPSG:7030")
    return max((_area(feature.geometry(), measure) for feature in _first(source)), default=0.0)


def _area(geometry: QgsGeometry, measure: QgsDistanceArea) -> float:
    """The area of a geometry; 0 where it has none, or lies where its CRS is not defined."""
    try:
        area = measure.measureArea(geometry)
    except QgsCsException:
        return 0.0
    return area if np.isfinite(area) else 0.0


def all_zero(source: QgsProcessingFeatureSource, field: str) -> bool:
    """Whether no feature has 1 or more in a field. False where there are too many features to look at."""
    if source.fields().lookupField(field) < 0 or source.featureCount() > MOST_FEATURES:
        return False
    values = [feature[field] for feature in _first(source)]
    try:
        return not any(float(value) >= 1 for value in values if not is_null(value))
    except (TypeError, ValueError):
        return False


def _first(source: QgsProcessingFeatureSource):
    skip = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    return islice(source.getFeatures(QgsFeatureRequest(), skip), MOST_FEATURES)
