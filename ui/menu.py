"""The menu Plugins > Blindspot, and the button in the toolbar of plugins."""

from pathlib import Path

from qgis.core import Qgis, QgsMessageLog, QgsSettings
from qgis.gui import QgsMessageViewer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QAction, QIcon

from ..engine.language import tr

ICON = Path(__file__).parent.parent / "resources" / "icons" / "blindspot.svg"
NAME = "Blindspot"
SHOWN = "Blindspot/panelShown"
"""The setting that keeps whether the panel was shown when QGIS ended."""


class Menu:
    """The plugin's menu entries, until `remove`.

    problem: the reason why the algorithms cannot run, or empty. If there is one, the entries only show it, in a window
    from which the command can be copied. Other modules are imported when an entry is chosen, so that the menu appears
    even if packages are missing.
    """

    def __init__(self, iface, problem: str = ""):
        self.iface = iface
        self.problem = problem
        self._panel = None
        self.panel = QAction(QIcon(str(ICON)), tr("Blindspot panel"), iface.mainWindow())
        self.panel.setObjectName("blindspotPanelAction")
        self.panel.setToolTip(tr("Blindspot: from patrol tracks to blind spots and drone routes, step by step"))
        self.panel.setCheckable(True)
        self.panel.toggled.connect(self.show_panel)
        self.load = QAction(QIcon(str(ICON)), tr("Load the simulated sample city"), iface.mainWindow())
        self.load.setObjectName("blindspotLoadSampleCity")
        self.load.setStatusTip(tr("Two weeks of simulated night patrols in an invented city, to try Blindspot with"))
        self.load.triggered.connect(lambda _=False: self.load_sample_city())
        self.show = QAction(QIcon(str(ICON)), tr("Show the algorithms in the Processing toolbox"), iface.mainWindow())
        self.show.setObjectName("blindspotShowAlgorithms")
        self.show.triggered.connect(self.show_algorithms)
        for action in (self.panel, self.load, self.show):
            iface.addPluginToMenu(NAME, action)
        iface.addToolBarIcon(self.panel)
        self._again = QTimer(self.panel)  # when QGIS has restored its window
        self._again.setSingleShot(True)
        self._again.timeout.connect(lambda: self.panel.setChecked(True))
        if not problem and QgsSettings().value(SHOWN, False, type=bool):
            self._again.start(0)

    def remove(self) -> None:
        """Removes the entries, the button and the panel."""
        self._again.stop()
        if self._panel is not None:
            QgsSettings().setValue(SHOWN, not self._panel.isHidden())
            self._panel.take_away()
            self._panel = None
        self.iface.removeToolBarIcon(self.panel)
        for action in (self.panel, self.load, self.show):
            self.iface.removePluginMenu(NAME, action)
            action.deleteLater()

    @property
    def shown(self):
        """The panel; None until it is first shown."""
        return self._panel

    def show_panel(self, shown: bool = True) -> None:
        """Shows or hides the panel, which is made when it is first shown."""
        if self.problem:
            self.panel.setChecked(False)
            if shown:
                self._show_problem()
            return
        if self._panel is None:
            if not shown:
                return
            from .docks import behind_the_panel, shown_on_the_side_of
            from .panel import Panel

            self._panel = Panel(self.iface, QIcon(str(ICON)), lambda: self.load_sample_city(toolbox=False))
            self._panel.setToggleVisibilityAction(self.panel)
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._panel)
            self._panel.show()
            for dock in shown_on_the_side_of(self.iface.mainWindow(), self._panel):
                behind_the_panel(self.iface.mainWindow(), dock)
        self._panel.setUserVisible(shown)

    def show_algorithms(self) -> None:
        """Opens the Processing toolbox at the algorithms."""
        if self.problem:
            self._show_problem()
            return
        from .toolbox import show_algorithms

        show_algorithms(self.iface.mainWindow())

    def load_sample_city(self, toolbox: bool = True) -> None:
        """Loads the city into the open project. toolbox: whether to open it at the algorithms."""
        if self.problem:
            self._show_problem()
            return
        from .sample_city import ZONE, load_sample_city

        try:
            path = load_sample_city(self.iface.mapCanvas())
        except OSError as error:
            message = tr("The simulated sample city could not be copied: {error}", error=error)
            QgsMessageLog.logMessage(message, NAME, Qgis.MessageLevel.Critical)
            self.iface.messageBar().pushMessage(NAME, message, Qgis.MessageLevel.Critical, 0)
            return
        if toolbox:
            self.show_algorithms()
        message = tr("The simulated city is in {path}. Its nights are in the time zone {zone}.", path=path, zone=ZONE)
        self.iface.messageBar().pushMessage(NAME, message, Qgis.MessageLevel.Success, 15)

    def _show_problem(self) -> None:
        viewer = QgsMessageViewer(self.iface.mainWindow())  # deletes itself when it is closed
        viewer.setObjectName("blindspotProblem")
        viewer.setWindowTitle(NAME)
        viewer.setMessageAsPlainText(self.problem)
        viewer.show()
