"""Reports in QGIS's results viewer: with names of their own, and a message from which they are opened."""

import html
import re
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDockWidget, QPushButton

from ..engine.language import tr
from .docks import behind_the_panel

TITLE = re.compile(r"<title>(.*?)</title>", re.S)
OURS = 'id="blindspot-provenance"'
"""What every report of Blindspot holds: the record of its run."""
BEGINNING = 8192
"""Characters of a page among which its title is."""


class ResultsViewer:
    """Follows the results of Processing until `remove`.

    The viewer calls a report by the title of its output, so all reports of an algorithm have the same name. Here they
    are called by the title of their page. Nothing is done where QGIS's Processing plugin is not there.
    """

    def __init__(self, iface, problem: str = ""):
        self.iface = iface
        try:
            from processing.core.ProcessingResults import resultsList
        except ImportError:
            self.results = None
            return
        self.results = resultsList
        self.results.resultAdded.connect(self._added)

    def remove(self) -> None:
        """Stops following."""
        if self.results is not None:
            self.results.resultAdded.disconnect(self._added)
            self.results = None

    def _added(self) -> None:
        result = self.results.getResults()[-1]
        title = report_title(result.filename)
        if not title:
            return
        result.name = title
        viewer = self.iface.mainWindow().findChild(QDockWidget, "ResultsViewer") or _viewer(self.iface.mainWindow())
        if viewer is not None:
            viewer.fillTree()
            viewer.treeResults.setCurrentItem(viewer.treeResults.topLevelItem(0))
            window = self.iface.mainWindow()
            QTimer.singleShot(0, lambda: behind_the_panel(window, viewer))  # it comes to the front by itself just now
        self._tell(title, result.filename)

    def _tell(self, title: str, path: str) -> None:
        bar = self.iface.messageBar()
        message = bar.createMessage("Blindspot", tr("Report: {title}", title=title))
        button = QPushButton(tr("Open"), message)
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        message.layout().addWidget(button)
        bar.pushWidget(message, Qgis.MessageLevel.Success, 30)


def report_title(path: str) -> str:
    """The title of a report of Blindspot; empty for other files."""
    try:
        with Path(str(path)).open(encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return ""
    found = TITLE.search(text[:BEGINNING])
    return " ".join(html.unescape(found[1]).split()) if found and OURS in text else ""


def _viewer(window) -> QDockWidget | None:
    """The results viewer, which has no name in some versions of QGIS."""
    docks = window.findChildren(QDockWidget)
    return next((dock for dock in docks if hasattr(dock, "treeResults") and hasattr(dock, "fillTree")), None)
