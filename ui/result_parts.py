"""The parts of the panel that show results: blind spots, figures, assumptions, warnings, timeline, check of edits."""

from collections.abc import Callable, Iterable

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QWidget

from ..engine.errors import UserError
from ..engine.language import tr
from .figures import assumptions, key_figures, warnings_of
from .found_results import Chain, Result
from .panel_parts import Part
from .plan_recheck import Checked
from .spot_list import SpotList, ranked_spots
from .timeline import Timeline, timeline_of
from .timeline_widget import TimelineWidget

MOST_WARNINGS = 12
MOST_VIOLATIONS = 12


class ResultParts(QObject):
    """`spot_chosen` and `route_chosen` have the ids of features; `update_wanted` asks for times that fit the edits."""

    update_wanted = pyqtSignal()
    spot_chosen = pyqtSignal(int)
    route_chosen = pyqtSignal(int)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.spots, self.timeline, self.night = SpotList(), TimelineWidget(), QComboBox()
        self._timeline: Timeline | None = None
        self._shown: tuple = ()
        self.check = _text_part("check", tr("Check of the edited plan"))
        self.update_button = QPushButton(tr("Update times and battery"))
        self.update_button.setObjectName("blindspotUpdatePlan")
        self.update_button.setToolTip(tr("Writes them into the routes and waypoints, as edits that you save or undo"))
        self.update_button.clicked.connect(lambda _=False: self.update_wanted.emit())
        self.check.put(self.update_button)
        self._spots = Part("spots", tr("Blind spots"))
        self._spots.put(self.spots)
        self._timeline_part = Part("timeline", tr("Timeline of the plan"))
        self.night.setObjectName("blindspotNight")
        self.night.setAccessibleName(tr("Night"))
        self._timeline_part.put(self.night)
        self._timeline_part.put(self.timeline)
        key = QLabel(tr("Filled: battery left after landing. Click: selects the route."))
        key.setWordWrap(True)
        self._timeline_part.put(key)
        self._figures = Part("figures", tr("Key figures"))
        self._figure_rows = QWidget()
        self._figures.put(self._figure_rows)
        self._form = QFormLayout(self._figure_rows)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._assumed = _text_part("assumed", tr("Still assumed"))
        self._warnings = _text_part("warnings", tr("Warnings of the last runs"))
        self.all: tuple[Part, ...] = (
            self.check,
            self._spots,
            self._timeline_part,
            self._figures,
            self._assumed,
            self._warnings,
        )
        for part in self.all:
            part.hide()
        self.spots.chosen.connect(self.spot_chosen)
        self.timeline.chosen.connect(self.route_chosen)
        self.night.currentIndexChanged.connect(self._night_chosen)

    def show_results(self, found: Chain, layer_of: Callable[[str], QgsMapLayer | None]) -> None:
        """Shows the results of the question. What is shown already is not read again."""
        results = (found.scored, found.spots, found.routes, found.assessed, found.checked)
        if self._shown == results:
            return
        self._show_spots(found.spots, layer_of)
        self._show_timeline(found.routes, layer_of)
        self._show_figures(key_figures(found))
        _show_lines(self._assumed, assumptions(found))
        warned = []
        for result in filter(None, results):
            layer = layer_of(result.layer)
            warned += [] if layer is None else warnings_of(result, layer.source())
        _show_lines(self._warnings, _first(warned, MOST_WARNINGS))
        self._shown = results

    def show_check(self, checked: Checked | None) -> None:
        """Shows what the check of the edited plan found."""
        if checked is None:
            _show_lines(self.check, [])
            return
        self.update_button.setVisible(checked.outdated)
        messages = [one.message for one in checked.violations]
        _show_lines(self.check, [checked.says, *_first(messages, MOST_VIOLATIONS)], bullets=False)

    def _show_spots(self, spots: Result | None, layer_of: Callable) -> None:
        layer = None if spots is None else layer_of(spots.layer)
        self.spots.show_spots([] if layer is None else ranked_spots(layer))
        self._spots.setVisible(self.spots.topLevelItemCount() > 0)

    def _show_timeline(self, routes: Result | None, layer_of: Callable) -> None:
        layer = None if routes is None else layer_of(routes.layer)
        try:
            self._timeline = None if layer is None else timeline_of(layer, routes.record)
        except UserError:  # the zone of a plan that was made on another computer
            self._timeline = None
        nights = () if self._timeline is None else self._timeline.nights
        self.night.blockSignals(True)
        self.night.clear()
        for night in nights:
            self.night.addItem(tr("Night {number}", number=night), night)
        self.night.blockSignals(False)
        self.night.setVisible(len(nights) > 1)
        self.timeline.show_timeline(self._timeline)
        self._timeline_part.setVisible(self._timeline is not None)

    def _night_chosen(self, index: int) -> None:
        self.timeline.show_timeline(self._timeline, self.night.itemData(index))

    def _show_figures(self, figures: Iterable[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for what, value in figures:
            said = QLabel(value)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._form.addRow(what, said)
        self._figures.setVisible(self._form.rowCount() > 0)


def _first(lines: list[str], most: int) -> list[str]:
    lines = list(dict.fromkeys(lines))
    return lines if len(lines) <= most else [*lines[:most], tr("and {more:,} more", more=len(lines) - most)]


def _text_part(name: str, title: str) -> Part:
    """A part with one text."""
    part, text = Part(name, title), QLabel()
    text.setObjectName(f"blindspot_{name}_text")
    text.setWordWrap(True)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    part.put(text)
    return part


def _show_lines(part: Part, lines: list[str], bullets: bool = True) -> None:
    """Shows lines in a part of one text; hides it where there are none."""
    label = part.findChild(QLabel)
    label.setText("\n".join(f"• {line}" for line in lines) if bullets else "\n".join(lines))
    part.setVisible(bool(lines))
