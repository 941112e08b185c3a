"""The provider `blindspot` in the Processing toolbox."""

import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..engine.language import tr
from .catalogue import CATALOGUE, Entry
from .requirements import what_is_missing
from .rerun_setting import add_setting, remove_setting
from .unavailable import Unavailable

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "blindspot.svg"


class BlindspotProvider(QgsProcessingProvider):
    """Lists the algorithms, in the order of the workflow. `problem` says why some or all of them cannot run.

    The algorithms are imported only here, after the required packages have been found. An algorithm that cannot be
    imported is still listed, and says why it cannot run.
    """

    def __init__(self):
        super().__init__()
        missing, details = what_is_missing()
        loaded = [_load(entry, missing) for entry in CATALOGUE]
        self._makers = [maker for maker, _, _ in loaded]
        self._models_problem = ""
        self.problem = "\n".join(dict.fromkeys(reason for _, reason, _ in loaded if reason))
        self.details = "\n".join(filter(None, [details, *(trace for _, _, trace in loaded)]))

    def load(self):
        add_setting(self.name(), self.icon())
        QgsApplication.processingRegistry().providerAdded.connect(self._added)
        return super().load()

    def unload(self):
        registry = QgsApplication.processingRegistry()
        if registry is not None:  # QGIS 3.44 has taken it away already when it ends
            registry.providerAdded.disconnect(self._added)
        remove_setting()
        super().unload()

    def loadAlgorithms(self):
        for maker in self._makers:
            self.addAlgorithm(maker())
        # a model looks its algorithms up in the registry, which has them only once this provider has been added
        if not self.problem and QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self._load_models()

    def _load_models(self) -> None:
        """Adds the models. An error in one must not take the algorithms away: the toolbox shows it as a warning."""
        try:
            from .models import MODELS

            for model in MODELS:
                self.addAlgorithm(model())
        except Exception as error:
            self._models_problem = tr("Blindspot's models cannot be loaded: {error}", error=error)
            message = f"{self._models_problem}\n{traceback.format_exc()}"
            QgsMessageLog.logMessage(message, "Blindspot", Qgis.MessageLevel.Critical)

    def _added(self, provider: str) -> None:
        if provider == self.id():
            self.refreshAlgorithms()

    def warningMessage(self):
        return self.problem or self._models_problem

    def id(self):
        return "blindspot"

    def name(self):
        return "Blindspot"

    def longName(self):
        return tr("Blindspot: what patrols miss, and drone routes to it")

    def icon(self):
        return QIcon(str(ICON))

    def svgIconPath(self):
        return str(ICON)


def _load(entry: Entry, missing: str) -> tuple[Callable[[], QgsProcessingAlgorithm], str, str]:
    """A function that creates the algorithm or its stand-in, the reason for the stand-in, and the traceback of the
    error.

    missing: the sentence on missing packages; empty where none is missing.
    """
    if missing:
        return partial(Unavailable, entry, missing), missing, ""
    try:
        return getattr(import_module(f".{entry.id}", __package__), entry.class_name), "", ""
    except Exception as error:
        reason = tr("Blindspot's algorithm {id} cannot be loaded: {error}", id=entry.id, error=error)
        return partial(Unavailable, entry, reason), reason, traceback.format_exc()
