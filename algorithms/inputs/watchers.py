"""Posts and cameras that do not move."""

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem

from ...engine.sight.watchers import Watchers
from ..base import BlindspotAlgorithm
from ..run import Block, Run


@dataclass(frozen=True)
class WatchersInput(Block):
    """WATCHERS, and what holds where their fields say nothing."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The parameters."""

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Watchers | None:
        """The watchers, in the metric `crs`; None where none are given."""
        return None
