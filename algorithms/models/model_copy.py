"""A copy of a model as the designer has it, which knows nothing of the plugin and can be changed."""

from qgis.core import QgsProcessingModelAlgorithm

from .model import Model


def model_copy(model: Model) -> QgsProcessingModelAlgorithm:
    """The same steps, parameters, comments and help; the same for the same model, so that its file only changes where
    the model does."""
    content = dict(model.toVariant())
    boxes = sorted(content.get("groupBoxes", ()), key=lambda box: box["component_pos_x"])
    content["groupBoxes"] = [{**box, "uuid": f"{{{number}}}"} for number, box in enumerate(boxes, 1)]
    copy = QgsProcessingModelAlgorithm()
    copy.loadVariant(content)
    return copy
