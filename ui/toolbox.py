"""Blindspot's place in the Processing toolbox."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow

from .docks import behind_the_panel

PROVIDER_NAME = "Blindspot"


def show_algorithms(window: QMainWindow) -> bool:
    """Opens the Processing toolbox at Blindspot's algorithms. Returns False if there is no toolbox or no provider."""
    toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
    tree = getattr(toolbox, "algorithmTree", None)
    if tree is None:
        return False
    toolbox.setVisible(True)
    behind_the_panel(window, toolbox)
    toolbox.raise_()
    model = tree.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if model.data(index, Qt.ItemDataRole.DisplayRole) == PROVIDER_NAME:
            tree.expand(index)
            tree.setCurrentIndex(index)
            tree.scrollTo(index, tree.ScrollHint.PositionAtTop)
            return True
    return False
