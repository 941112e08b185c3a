"""The name of the area that a layer stands for, such as one district of a batch."""

from qgis.core import Qgis, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from ...engine.text import shortened
from ...layers.attributes import is_null


def name_of_only_feature(layer: QgsVectorLayer) -> str:
    """The name of the only polygon of a layer: its first text field that is called a name, else its first text field.
    Empty where the layer has none, or other geometries, or several features."""
    if layer.geometryType() != Qgis.GeometryType.Polygon or layer.featureCount() != 1:
        return ""
    fields = [(index, one) for index, one in enumerate(layer.fields()) if one.type() == QMetaType.Type.QString]
    called = [index for index, one in fields if "name" in one.name().lower()] or [index for index, _ in fields]
    if not called:
        return ""
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setSubsetOfAttributes(called[:1])
    value = next((feature.attribute(called[0]) for feature in layer.getFeatures(request)), None)
    return "" if is_null(value) else shortened(value)
