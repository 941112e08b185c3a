"""What QGIS loads: the Processing provider everywhere, and the menu where there is a desktop."""

import traceback
from contextlib import suppress
from functools import partial

from qgis.core import Qgis, QgsApplication, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication

from .engine.language import tr, use_translation


class BlindspotPlugin:
    """Adds Blindspot to QGIS and takes it away again."""

    def __init__(self, iface):
        """`iface` is None where there is no desktop, as in qgis_process."""
        self.iface = iface
        self.provider = None
        self.menu = None
        self.listeners = []
        self.problem = ""
        use_translation(partial(QCoreApplication.translate, "Blindspot"))

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
        """Adds the algorithms and then the menu, whose failure leaves the algorithms where they are."""
        self.initProcessing()
        try:
            from .ui.menu import Menu

            self.menu = Menu(self.iface, self.problem)
        except Exception as error:
            self._report(tr("Blindspot's menu cannot be loaded: {}").format(error), traceback.format_exc())
        if self.problem:  # then no result comes
            return
        try:
            from .layers.styles.table_formats import add_formats

            add_formats()
        except Exception as error:
            problem = tr("Tables will show times in UTC and all decimals: {problem}", problem=error)
            self._report(problem, traceback.format_exc())
        try:
            from .ui.opened_layers import OpenedLayers
            from .ui.time_controller import TimeController

            self.listeners = [OpenedLayers(), TimeController(self.iface.mapCanvas())]
        except Exception as error:
            problem = tr("The temporal controller will not take the time range of results: {problem}", problem=error)
            self._report(problem, traceback.format_exc())

    def unload(self):
        """Takes away all that was added."""
        with suppress(Exception):  # where its import failed, nothing was added
            from .layers.styles.table_formats import remove_formats

            remove_formats()
        if self.menu is not None:
            self.menu.remove()
            self.menu = None
        for listener in self.listeners:
            listener.remove()
        self.listeners = []
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None

    def _report(self, message: str, details: str) -> None:
        QgsMessageLog.logMessage(f"{message}\n{details}".strip(), "Blindspot", Qgis.MessageLevel.Critical)
        if self.iface is not None:
            # The bar shows little more than a line; its button "Show More" shows all, and lets it be copied.
            self.iface.messageBar().pushMessage("Blindspot", message, details, Qgis.MessageLevel.Critical, 0)
