"""A part of the panel: a group that can be collapsed, and stays so."""

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget


class Part(QgsCollapsibleGroupBox):
    """name: under which QGIS keeps whether it is collapsed."""

    def __init__(self, name: str, title: str):
        super().__init__(title)
        self.setObjectName(f"blindspot_{name}")
        self.setSettingGroup("Blindspot")
        self.setSaveCollapsedState(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)

    def put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
