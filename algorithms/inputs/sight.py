"""What hides places from units: buildings and terrain."""

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem

from ...engine.sight.sight import Sight
from ..base import BlindspotAlgorithm
from ..run import Block, Run


@dataclass(frozen=True)
class SightInput(Block):
    """BUILDINGS, WALL_TOLERANCE and SIGHT_TERRAIN."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The parameters."""

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Sight | None:
        """What hides places, in the metric `crs`; None where nothing is given."""
        return None
