"""What QGIS loads: the Processing provider everywhere, and the menu where there is a desktop."""

import traceback

from qgis.core import Qgis, QgsApplication, QgsMessageLog

from .engine.language import tr
from .layers.translation import Translation


class BlindspotPlugin:
    """Adds Blindspot to QGIS and takes it away again."""

    def __init__(self, iface):
        """`iface` is None where there is no desktop, as in qgis_process."""
        self.iface = iface
        self.provider = None
        self.desktop = None
        self.problem = ""
        self.translation = Translation()
        self.translation.install()

    def initProcessing(self):
        """Adds the algorithms, once; QGIS calls only this in qgis_process. `problem` says why they cannot run."""
        if self.provider is not None:
            return
        try:
            from .algorithms.provider import BlindspotProvider

            provider = BlindspotProvider()
        except Exception as error:
            self.problem = tr("Blindspot's algorithms cannot be loaded: {}").format(error)
            self._report(self.problem, traceback.format_exc())
            return
        if QgsApplication.processingRegistry().addProvider(provider):
            self.provider = provider
        self.problem = provider.problem
        if self.problem:
            self._report(self.problem, provider.details)

    def initGui(self):
        """Adds the algorithms, and then what only a desktop has."""
        self.initProcessing()
        from .ui.desktop import Desktop

        self.desktop = Desktop(self.iface, self.problem, self._report)

    @property
    def menu(self):
        """The menu; None where it is not there."""
        return None if self.desktop is None else self.desktop.part("Menu")

    def unload(self):
        """Takes away all that was added."""
        if self.desktop is not None:
            self.desktop.remove()
            self.desktop = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        self.translation.remove()

    def _report(self, message: str, details: str) -> None:
        QgsMessageLog.logMessage(f"{message}\n{details}".strip(), "Blindspot", Qgis.MessageLevel.Critical)
        if self.iface is not None:
            # The bar shows little more than a line; its button "Show More" shows all, and lets it be copied.
            self.iface.messageBar().pushMessage("Blindspot", message, details, Qgis.MessageLevel.Critical, 0)
