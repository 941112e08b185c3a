"""The dialogs of Processing that the panel opens: the same ones as from the toolbox, filled in. The user presses Run in
them, and the run is in the history of Processing."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QElapsedTimer, QObject, Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog

LONGEST = 15_000
"""Milliseconds that a cancelled run may take to stop, when the plugin is unloaded."""


class Dialogs(QObject):
    """The open dialogs, one for each algorithm. Python must hold them while they are open."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._open: dict[str, QDialog] = {}
        self._filled: dict[str, dict] = {}

    def open(self, algorithm: str, parameters: dict) -> QDialog | None:
        """Opens the dialog of an algorithm. One that is open is brought to the front as it is, while its run goes on or
        if it would be filled in alike; otherwise a new one replaces it. Returns None where Processing has no such
        algorithm."""
        from processing import createAlgorithmDialog  # of QGIS Desktop; not there in qgis_process

        before = self.of(algorithm)
        if before is not None:
            same = before.isVisible() and self._filled.get(algorithm) == parameters
            if same or is_running(before):
                _to_front(before)
                return before
            before.close()
        if QgsApplication.processingRegistry().algorithmById(algorithm) is None:
            return None
        dialog = createAlgorithmDialog(algorithm, parameters)
        if dialog is None:
            return None
        self._open[algorithm], self._filled[algorithm] = dialog, parameters
        _to_front(dialog)
        return dialog

    def of(self, algorithm: str) -> QDialog | None:
        """The dialog of an algorithm; None where it was never opened, or is gone."""
        dialog = self._open.get(algorithm)
        if dialog is None:
            return None
        try:
            dialog.isVisible()
        except RuntimeError:  # QGIS deletes a dialog after it is closed
            del self._open[algorithm]
            return None
        return dialog

    def close_all(self) -> None:
        """Cancels the runs that go on, waits for them, and closes all dialogs, whose algorithms go with the plugin."""
        for algorithm in list(self._open):
            dialog = self.of(algorithm)
            if dialog is None:
                continue
            _stop(dialog)
            dialog = self.of(algorithm)
            if dialog is not None:
                dialog.close()
        self._open, self._filled = {}, {}


def is_running(dialog: QDialog) -> bool:
    """Whether the run of a dialog goes on."""
    return dialog.cancelButton().isEnabled()


def _stop(dialog: QDialog) -> None:
    if not is_running(dialog):
        return
    feedback = getattr(dialog, "feedback", None)
    if feedback is not None:
        feedback.cancel()
    waited = QElapsedTimer()
    waited.start()
    try:
        while is_running(dialog) and waited.elapsed() < LONGEST:
            QApplication.processEvents()
    except RuntimeError:  # it was closed before, and is deleted when its run ends
        return


def _to_front(dialog: QDialog) -> None:
    dialog.setWindowState(dialog.windowState() & ~Qt.WindowState.WindowMinimized)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
