"""The provider `blindspot` in the Processing toolbox."""

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .base import ICON, tr
from .findblindspots import FindBlindSpots
from .planroutes import PlanRoutes
from .preparetracks import PrepareTracks
from .scoregaps import ScoreGaps


class BlindspotProvider(QgsProcessingProvider):
    """Lists the algorithms, in the order of the work."""

    def loadAlgorithms(self):
        for algorithm in (PrepareTracks, ScoreGaps, FindBlindSpots, PlanRoutes):
            self.addAlgorithm(algorithm())

    def id(self):
        return "blindspot"

    def name(self):
        return "Blindspot"

    def longName(self):
        return tr("Blindspot: what patrols miss, and drone routes to it")

    def icon(self):
        return QIcon(str(ICON))
