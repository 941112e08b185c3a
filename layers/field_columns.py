"""Fields of a layer or table without its geometries."""

from collections.abc import Sequence

from qgis.core import Qgis, QgsFeatureRequest, QgsProcessingFeatureSource

from .attributes import is_null


def field_columns(source: QgsProcessingFeatureSource, names: Sequence[str]) -> dict[str, list]:
    """The values of fields by name, None for null; all None where the layer has no such field."""
    index = [source.fields().lookupField(name) for name in names]
    request = QgsFeatureRequest().setSubsetOfAttributes([at for at in index if at >= 0])
    request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    rows = [
        [None if at < 0 or is_null(values[at]) else values[at] for at in index]
        for values in (feature.attributes() for feature in source.getFeatures(request))
    ]
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}
