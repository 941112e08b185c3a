"""The timeline of a plan: drones as rows over the watch, sorties as bars with the battery that is left."""

import math

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ..engine.drones.colours import drone_colour
from ..engine.language import tr
from .timeline import Sortie, Timeline

GAP = 4
"""Pixels between the parts."""
LEAST_BAR = 4.0
"""Pixels of the shortest bar, so that it can be seen and clicked."""


class TimelineWidget(QWidget):
    """Shows a Timeline. A click on a bar, or Enter, emits `chosen` with the id of its route; the arrow keys walk."""

    chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("blindspotTimeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Timeline of the plan"))
        self._timeline: Timeline | None = None
        self._night = 0
        self._current = -1

    def show_timeline(self, timeline: Timeline | None, night: int | None = None) -> None:
        """Shows the sorties of a plan, of one night where it has several; nothing for None."""
        self._timeline = timeline
        nights = () if timeline is None else timeline.nights
        self._night = night if night in nights else next(iter(nights), 0)
        self._current = -1
        self.updateGeometry()
        self.update()

    @property
    def sorties(self) -> tuple[Sortie, ...]:
        """The sorties that are shown, by drone and time."""
        return () if self._timeline is None else self._timeline.of_night(self._night)

    @property
    def current(self) -> Sortie | None:
        """The chosen sortie."""
        return self.sorties[self._current] if 0 <= self._current < len(self.sorties) else None

    def bar_of(self, index: int) -> QRectF:
        """Where the bar of a sortie is, in pixels."""
        sortie, rows = self.sorties[index], self._drones()
        left, right = self._x(sortie.starts), self._x(sortie.ends)
        top = GAP + rows.index(sortie.drone) * self._row() + 1
        return QRectF(left, top, max(right - left, LEAST_BAR), self._row() - GAP)

    def sizeHint(self) -> QSize:
        height = 2 * GAP + max(len(self._drones()), 1) * self._row() + self._metrics().height() + GAP
        return QSize(240, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.sizeHint().height())

    # What is drawn.

    def paintEvent(self, event) -> None:
        if not self.sorties:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axis(painter)
        for row, drone in enumerate(self._drones()):
            area = QRectF(GAP, GAP + row * self._row(), self._labels() - GAP, self._row() - GAP)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._drone_label(drone))
        for index in range(len(self.sorties)):
            self._draw_bar(painter, index)
        painter.end()

    def _draw_axis(self, painter: QPainter) -> None:
        timeline, palette = self._timeline, self.palette()
        bottom = GAP + len(self._drones()) * self._row()
        lines = QColor(palette.color(QPalette.ColorRole.WindowText))
        lines.setAlpha(60)
        if timeline.watch is not None:
            begins, ends = map(self._x, timeline.watch)
            painter.fillRect(QRectF(begins, GAP, ends - begins, bottom - GAP), palette.color(QPalette.ColorRole.Base))
        width = self._metrics().horizontalAdvance("00:00") + 3 * GAP
        space = self.width() - self._labels() - GAP
        for moment in timeline.ticks(max(int(space / width), 1)):
            x = self._x(moment)
            painter.setPen(QPen(lines, 1))
            painter.drawLine(QPointF(x, GAP), QPointF(x, bottom))
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            left = min(max(x - width / 2, 0), self.width() - width)
            area = QRectF(left, bottom + 1, width, self._metrics().height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, timeline.label(moment))

    def _draw_bar(self, painter: QPainter, index: int) -> None:
        sortie, bar = self.sorties[index], self.bar_of(index)
        colour = QColor(drone_colour(sortie.drone))
        used = QColor(colour)
        used.setAlpha(70)
        painter.fillRect(bar, used)
        left = min(max(sortie.left, 0.0), 100.0) / 100 if math.isfinite(sortie.left) else 1.0
        painter.fillRect(
            QRectF(bar.left(), bar.bottom() - left * bar.height(), bar.width(), left * bar.height()), colour
        )
        chosen = index == self._current
        frame = self.palette().color(QPalette.ColorRole.Highlight) if chosen else colour
        painter.setPen(QPen(frame, 3 if chosen else 1))
        painter.drawRect(bar)
        if math.isfinite(sortie.left):
            text = f"{sortie.left:.0f} %"
            if self._metrics().horizontalAdvance(text) + GAP < bar.width():
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                painter.drawText(
                    QRectF(bar.left(), bar.top(), bar.width(), (1 - left) * bar.height()),
                    Qt.AlignmentFlag.AlignCenter,
                    text,
                )

    # Where things are.

    def _drones(self) -> tuple[int, ...]:
        return tuple(sorted({one.drone for one in self.sorties}))

    def _drone_label(self, drone: int) -> str:
        return tr("Drone {number}", number=drone)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.font())

    def _row(self) -> int:
        return 2 * self._metrics().height() + GAP

    def _labels(self) -> int:
        """The width of the names of the drones."""
        widths = [self._metrics().horizontalAdvance(self._drone_label(drone)) for drone in self._drones()]
        return max(widths, default=0) + 3 * GAP

    def _x(self, moment: float) -> float:
        timeline = self._timeline
        space = max(self.width() - self._labels() - 2 * GAP, 1)
        span = max(timeline.ends - timeline.begins, 1.0)
        return self._labels() + space * (moment - timeline.begins) / span

    def _index_at(self, place) -> int:
        """The sortie at a place; -1 for none."""
        point = QPointF(place)
        hits = [
            index for index in range(len(self.sorties)) if self.bar_of(index).adjusted(-1, -1, 1, 1).contains(point)
        ]
        return hits[-1] if hits else -1

    # What the user does.

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            index = self._index_at(event.pos())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self._timeline.says(self.sorties[index]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._index_at(event.pos()))

    def keyPressEvent(self, event) -> None:
        count, key = len(self.sorties), event.key()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if count and key in steps:
            self._choose(min(max(self._current + steps[key], 0), count - 1))
        elif count and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.chosen.emit(self.current.feature)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        self._current = index
        self.update()
        if self.current is not None:
            self.setAccessibleDescription(self._timeline.says(self.current))
            self.chosen.emit(self.current.feature)
