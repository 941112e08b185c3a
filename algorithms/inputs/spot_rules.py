"""The parameters that define a blind spot, shared by every algorithm that finds blind spots."""

from dataclasses import dataclass, replace

import numpy as np

from ...engine.spots.area_limit import CELLS, USUAL_AREA, area_limit
from ...engine.spots.selection import SpotRules
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, number

MERGE_DISTANCE = 50.0
"""Metres, the default where the detection range is not known."""

SPOT_RULES = ("SHARE", "MIN_GAP", "MIN_AREA", "MAX_AREA", "MERGE_DISTANCE")


@dataclass(frozen=True)
class SpotRulesInput(Block):
    """SHARE, MIN_GAP, MIN_AREA, MAX_AREA and MERGE_DISTANCE."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            number("SHARE", "Share of the priority (%)", 50, 0.001, 100, decimals=1),
            "Blind spots are made of the fewest places that together hold this share of the total priority.",
        )
        algorithm.add(
            number("MIN_GAP", "Least gap (0 to 1)", 0.5, 0, 1, decimals=2),
            "Places with a smaller gap are never part of a blind spot, even if their demand is high.",
        )
        algorithm.add(number("MIN_AREA", "Least area (m²)", 0), "Smaller spots are left out, and counted in the log.")
        algorithm.add(
            number("MAX_AREA", "Largest area (m²)", None, optional=True),
            tr(
                "Larger spots are split into compact parts that a drone can visit in one flight. Empty: {usual:,.0f} "
                "m2, or {cells} cells of a grid where these are larger. A single cell is never split. 0: never split.",
                usual=USUAL_AREA,
                cells=CELLS,
            ),
        )
        algorithm.add(
            metres(
                "MERGE_DISTANCE", "Distance within which points are one spot (m)", None, 0, optional=True, decimals=1
            ),
            tr(
                "Points, such as station exits, that lie this close to each other become one spot at one of them, so "
                "that one stop is enough for them. No point of a spot is further than this from where the spot stands; "
                "longer rows of points become several spots. A drone that hovers there sees what lies within half its "
                "Swath: set this to no more than that if all must be seen from one stop. Lines and polygons are not "
                "affected. 0: each point is a spot of its own. Empty: the detection range of the patrols ({usual:g} m "
                "where it is not known).",
                usual=MERGE_DISTANCE,
            ),
        )

    def check(self, run: Run) -> None:
        self.read(run)

    def read(self, run: Run) -> SpotRules:
        """The rules in the engine's units."""
        share, min_gap, min_area = (run.number(name) for name in ("SHARE", "MIN_GAP", "MIN_AREA"))
        max_area, merge = run.optional_number("MAX_AREA"), run.optional_number("MERGE_DISTANCE")
        if max_area is None:
            max_area = max(USUAL_AREA, min_area)
        if merge is None:
            merge = run.number("DETECTION_RANGE") if run.has("DETECTION_RANGE") else MERGE_DISTANCE
            run.assume("MERGE_DISTANCE", merge)
        return SpotRules(share / 100, min_gap, min_area, max_area, merge)

    def fitted(self, run: Run, rules: SpotRules, places: np.ndarray) -> SpotRules:
        """The rules with a MAX_AREA that fits the places, (n,) geometries in metres. Reports in the log."""
        limit = area_limit(places, run.optional_number("MAX_AREA"), rules.min_area)
        (run.warn if limit.doubtful else run.say)(*filter(None, [limit.note]))
        if not run.given("MAX_AREA"):
            run.assume("MAX_AREA", limit.max_area)
        return replace(rules, max_area=limit.max_area)
