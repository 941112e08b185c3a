"""The buttons of the steps, each with a line that says what it will do or what it found."""

from collections.abc import Mapping

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..engine.language import tr
from .steps import STEPS, StepState, next_step

REPORT = "blindspot:report"


class StepButtons(QWidget):
    """`chosen` has the key of the step whose button was pressed; `report` follows the button of the report."""

    chosen = pyqtSignal(str)
    report = pyqtSignal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._says: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for step in STEPS:
            button = self._button(f"blindspot_{step.algorithm}")
            button.clicked.connect(lambda _=False, key=step.key: self.chosen.emit(key))
            says = QLabel()
            says.setObjectName(f"blindspot_{step.algorithm}_says")
            says.setWordWrap(True)
            says.setIndent(6)
            says.setTextFormat(Qt.TextFormat.PlainText)
            says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._buttons[step.key], self._says[step.key] = button, says
            column.addWidget(button)
            column.addWidget(says)
        self._report = self._button("blindspot_report")
        self._report.setText(tr("Report…"))
        self._report.setToolTip(tr("One file with the question, the maps, the ranking and the plan"))
        self._report.clicked.connect(lambda _=False: self.report.emit())
        column.addWidget(self._report)
        self._report.hide()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setEnabled(False)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def show_states(self, states: Mapping[str, StepState]) -> None:
        """Shows how the steps stand. The next one is marked."""
        registry, following = QgsApplication.processingRegistry(), next_step(states)
        titles = {}
        for step in STEPS:
            algorithm = registry.algorithmById(step.id)
            titles[step.key] = step.algorithm if algorithm is None else algorithm.displayName().lstrip("0123456789 ")
        done = [step.key for step in STEPS if states[step.key].done]
        for step in STEPS:
            state, button, says = states[step.key], self._buttons[step.key], self._says[step.key]
            button.setText(tr("{title}…", title=titles[step.key]))
            button.setEnabled(state.enabled)
            button.setIcon(QgsApplication.getThemeIcon("/mIconSuccess.svg") if state.done else QIcon())
            font = button.font()
            font.setBold(step.key == following)
            button.setFont(font)
            text = state.says
            if done and step.key == done[-1] and following:
                text = tr("{said} Next: {title}.", said=text, title=titles[following])
            says.setText(text)
            says.setEnabled(state.enabled or state.done)
            button.setAccessibleDescription(text)
        report = registry.algorithmById(REPORT)
        self._report.setVisible(report is not None)
        self._report.setEnabled(report is not None and bool(done))
