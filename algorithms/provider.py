"""The provider `blindspot` in the Processing toolbox."""

import traceback
from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from .requirements import what_is_missing

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "blindspot.svg"


class BlindspotProvider(QgsProcessingProvider):
    """Lists the algorithms, in the order of the work; or none, and then `problem` says why.

    The algorithms are imported only here, once what they need is known to be there.
    """

    def __init__(self):
        super().__init__()
        self._algorithms = ()
        self.problem, self.details = what_is_missing()
        if not self.problem:
            try:
                self._algorithms = _import_algorithms()
            except Exception as error:
                self.problem = _tr("Blindspot's algorithms cannot be loaded: {}").format(error)
                self.details = traceback.format_exc()

    def loadAlgorithms(self):
        for algorithm in self._algorithms:
            self.addAlgorithm(algorithm())

    def warningMessage(self):
        return self.problem

    def id(self):
        return "blindspot"

    def name(self):
        return "Blindspot"

    def longName(self):
        return _tr("Blindspot: what patrols miss, and drone routes to it")

    def icon(self):
        return QIcon(str(ICON))


def _import_algorithms() -> tuple[type, ...]:
    from .assessplan import AssessPlan
    from .coverageprofile import CoverageProfile
    from .findblindspots import FindBlindSpots
    from .patroleffort import PatrolEffort
    from .plannights import PlanNights
    from .planroutes import PlanRoutes
    from .preparetracks import PrepareTracks
    from .scoregaps import ScoreGaps
    from .spotstability import SpotStability
    from .sweepareas import SweepAreas

    chain = PrepareTracks, ScoreGaps, FindBlindSpots, PlanRoutes, AssessPlan, PlanNights
    return *chain, SweepAreas, CoverageProfile, PatrolEffort, SpotStability


def _tr(text: str) -> str:
    return QCoreApplication.translate("Blindspot", text)
