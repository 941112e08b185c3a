"""The menu Plugins > Blindspot."""

from pathlib import Path

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QAction, QIcon

from .sample_city import ZONE, load_sample_city
from .toolbox import show_algorithms

ICON = Path(__file__).parent.parent / "resources" / "icons" / "blindspot.svg"
NAME = "Blindspot"


class Menu:
    """The plugin's menu entries, until `remove`."""

    def __init__(self, iface):
        self.iface = iface
        self.load = QAction(QIcon(str(ICON)), _tr("Load the simulated sample city"), iface.mainWindow())
        self.load.setObjectName("blindspotLoadSampleCity")
        self.load.setStatusTip(_tr("Two weeks of simulated night patrols in an invented city, to try Blindspot with"))
        self.load.triggered.connect(self.load_sample_city)
        self.show = QAction(QIcon(str(ICON)), _tr("Show the algorithms in the Processing toolbox"), iface.mainWindow())
        self.show.setObjectName("blindspotShowAlgorithms")
        self.show.triggered.connect(lambda: show_algorithms(iface.mainWindow()))
        for action in (self.load, self.show):
            iface.addPluginToMenu(NAME, action)

    def remove(self) -> None:
        """Takes the entries away."""
        for action in (self.load, self.show):
            self.iface.removePluginMenu(NAME, action)
            action.deleteLater()

    def load_sample_city(self) -> None:
        """Loads the city into the open project and shows what can be done with it."""
        try:
            path = load_sample_city(self.iface.mapCanvas())
        except OSError as error:
            message = _tr("The simulated sample city could not be copied: {}").format(error)
            QgsMessageLog.logMessage(message, NAME, Qgis.MessageLevel.Critical)
            self.iface.messageBar().pushMessage(NAME, message, Qgis.MessageLevel.Critical, 0)
            return
        show_algorithms(self.iface.mainWindow())
        message = _tr("The simulated city is in {}. Its nights are in the time zone {}.").format(path, ZONE)
        self.iface.messageBar().pushMessage(NAME, message, Qgis.MessageLevel.Success, 15)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Blindspot", text)
