"""Runs algorithms and loads their outputs into the project, as the dialogs of Processing do."""

import gc
from unittest.mock import patch

import processing.gui.Postprocessing as postprocessing
from qgis.core import (
    QgsApplication,
    QgsLayerTree,
    QgsLayerTreeModel,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFileDestination,
    QgsProject,
)
from qgis.gui import QgsLayerTreeView

from small_layers import Feedback


class Desktop:
    """What Processing asks of the desktop when it loads layers: the layer tree, in which something may be selected."""

    def __init__(self):
        self.model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
        self.view = QgsLayerTreeView()
        self.view.setModel(self.model)

    def layerTreeView(self):
        return self.view

    def setActiveLayer(self, layer):
        self.view.setCurrentLayer(layer)

    def select(self, node):
        self.view.setCurrentIndex(self.view.node2index(node))


def run_loading(name, feedback=None, **parameters):
    """Runs an algorithm and loads its outputs: those that are given, and temporary ones that dialogs make by default.
    Returns its results."""
    gc.collect()  # Python objects of deleted layers, whose addresses QGIS gives to new layers
    feedback = feedback or Feedback()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"blindspot:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    for definition in algorithm.destinationParameterDefinitions():
        output = definition.name()
        if output in parameters or definition.createByDefault():
            goal = parameters.get(output, QgsProcessing.TEMPORARY_OUTPUT)
            if goal and not isinstance(definition, QgsProcessingParameterFileDestination):
                parameters[output] = QgsProcessingOutputLayerDefinition(goal, QgsProject.instance())
    results, ok = algorithm.run(parameters, context, feedback, {}, False)
    assert ok
    desktop = postprocessing.iface if isinstance(postprocessing.iface, Desktop) else None  # not that of pytest-qgis
    with patch.object(postprocessing, "iface", desktop):
        assert postprocessing.handleAlgorithmResults(algorithm, context, feedback, parameters)
    return results


def tree(node=None) -> dict | list:
    """The layer tree: groups as {name: content}, layers as their names, from top to bottom."""
    node = node or QgsProject.instance().layerTreeRoot()
    return [{each.name(): tree(each)} if QgsLayerTree.isGroup(each) else each.name() for each in node.children()]


def groups() -> dict[str, list]:
    """The content of each group of the top level, by name."""
    return {name: content for each in tree() if isinstance(each, dict) for name, content in each.items()}
