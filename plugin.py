"""What QGIS loads: the Processing provider everywhere, and the menu where there is a desktop."""

import traceback

from qgis.core import Qgis, QgsApplication, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication


class BlindspotPlugin:
    """Adds Blindspot to QGIS and takes it away again."""

    def __init__(self, iface):
        """`iface` is None where there is no desktop, as in qgis_process."""
        self.iface = iface
        self.provider = None
        self.menu = None

    def initProcessing(self):
        """Adds the algorithms, once; QGIS calls only this in qgis_process. A failure is said, not hidden."""
        if self.provider is not None:
            return
        try:
            from .algorithms.provider import BlindspotProvider

            provider = BlindspotProvider()
        except Exception as error:
            self._report(error)
            return
        if QgsApplication.processingRegistry().addProvider(provider):
            self.provider = provider

    def initGui(self):
        """Adds the algorithms and the menu."""
        from .ui.menu import Menu

        self.initProcessing()
        self.menu = Menu(self.iface)

    def unload(self):
        """Takes away all that was added."""
        if self.menu is not None:
            self.menu.remove()
            self.menu = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None

    def _report(self, error: Exception) -> None:
        message = QCoreApplication.translate(
            "Blindspot", "Blindspot's algorithms cannot be loaded: {}. The log (Blindspot) has the details."
        ).format(error)
        QgsMessageLog.logMessage(f"{message}\n{traceback.format_exc()}", "Blindspot", Qgis.MessageLevel.Critical)
        if self.iface is not None:
            self.iface.messageBar().pushMessage("Blindspot", message, Qgis.MessageLevel.Critical, 0)
