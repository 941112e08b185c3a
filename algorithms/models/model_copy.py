"""A copy of a model as the designer has it, which knows nothing of the plugin and can be changed."""

from qgis.core import QgsProcessingModelAlgorithm

from .model import Model


def model_copy(model: Model, for_file: bool = False) -> QgsProcessingModelAlgorithm:
    """The same steps, parameters, comments and help; the same for the same model, so that its file only changes where
    the model does. for_file: without lists of values to choose from, such as time zones, which differ between
    computers."""
    content = dict(model.toVariant())
    boxes = sorted(content.get("groupBoxes", ()), key=lambda box: box["component_pos_x"])
    content["groupBoxes"] = [{**box, "uuid": f"{{{number}}}"} for number, box in enumerate(boxes, 1)]
    if for_file:
        content["parameterDefinitions"] = _without_hints(content["parameterDefinitions"])
    copy = QgsProcessingModelAlgorithm()
    copy.loadVariant(content)
    return copy


def _without_hints(value):
    if isinstance(value, dict):
        return {key: _without_hints(item) for key, item in value.items() if key != "value_hints"}
    return value
