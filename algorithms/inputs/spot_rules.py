"""The parameters that define a blind spot, shared by every algorithm that finds blind spots."""

from dataclasses import dataclass

from ...engine.spots.selection import SpotRules
from ..base import BlindspotAlgorithm
from ..run import Block, Run
from .parameters import number

SPOT_RULES = ("SHARE", "MIN_GAP", "MIN_AREA", "MAX_AREA", "MERGE_DISTANCE")


@dataclass(frozen=True)
class SpotRulesInput(Block):
    """SHARE, MIN_GAP, MIN_AREA and MAX_AREA."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            number("SHARE", "Share of the priority (%)", 50, 0.001, 100),
            "Blind spots are made of the fewest places that together hold this share of the total priority.",
        )
        algorithm.add(
            number("MIN_GAP", "Least gap", 0.5, 0, 1),
            "Places with a smaller gap are never part of a blind spot, even if their demand is high.",
        )
        algorithm.add(number("MIN_AREA", "Least area (m2)", 0), "Smaller spots are left out, and counted in the log.")
        algorithm.add(
            number("MAX_AREA", "Largest area (m2)", 250000),
            "Larger spots are split into compact parts that a drone can serve in one flight. 0: never split.",
        )

    def read(self, run: Run) -> SpotRules:
        """The rules in the engine's units."""
        share, *rest = (run.number(name) for name in ("SHARE", "MIN_GAP", "MIN_AREA", "MAX_AREA"))
        return SpotRules(share / 100, *rest)
