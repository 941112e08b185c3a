"""Whether times and durations of places are written to the second."""

from dataclasses import dataclass

from qgis.core import QgsProcessingParameterBoolean

from ...engine.score.published import EXACT_TIMES
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run

HELP = (
    "Off: the times and durations of a place are rounded, so that they do not show where single persons were "
    "at what time. The last pass is rounded down to a quarter of an hour or an hour if at least three units "
    "were there in that time, otherwise to the start of the watch day. Durations are rounded down to a quarter "
    "of an hour if at least three units saw the place in the period, otherwise to a day; time in range is in "
    "whole minutes. Where fewer than three units were there, the profile of the gap over the watch tells their passes "
    "only to a quarter of an hour, and is the same at all times where it would date one. On: exact times. The layer "
    "then contains data about persons."
)


@dataclass(frozen=True)
class SecondsInput(Block):
    """SECONDS. help: what it says of the times of the output."""

    help: str = HELP

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        exactly = QgsProcessingParameterBoolean("SECONDS", tr("Times to the second"), False)
        algorithm.add(exactly, self.help)

    def read(self, run: Run) -> bool:
        """Whether times are exact, which is a warning."""
        seconds = run.flag("SECONDS")
        if seconds:
            run.warn(tr("{exact_times} To round them, switch SECONDS off.", exact_times=EXACT_TIMES))
        return seconds
