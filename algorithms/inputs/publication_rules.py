"""The rules of a publication: how much evidence a figure needs, and how finely it is written."""

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
)

from ...engine.publication.rules import LEAST_UNITS, PublicationRules
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres, number, whole

BLOCKS_ACROSS = 16
"""Cells along the side of the largest block, where COARSEST is empty."""


@dataclass(frozen=True)
class PublicationRulesInput(Block):
    """MIN_UNITS, UNIT_DAYS, MIN_DAYS, MIN_FIXES, MAX_SHARE, FINEST, COARSEST, GAP_STEP, COUNT_STEP, DELAY, KEEP_CLEAR,
    UNTRIMMED, EARLIER and AREAS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            whole("MIN_UNITS", "Units behind a figure, at least", 5, LEAST_UNITS),
            "Fewer different units than this were in range: no figure. Places where nobody was are treated the same.",
        )
        algorithm.add(
            whole("UNIT_DAYS", "Days on which a unit must have come to count", 3, 1),
            "Who came by once hides nobody who comes every night. Where units change their beats so often that few "
            "come to a place on three days, publish a longer period, or lower this knowing that more can be guessed.",
        )
        algorithm.add(
            whole("MIN_DAYS", "Days behind a figure, at least", 5, 1),
            "Local days, or nights of the watch, on which somebody was in range.",
        )
        algorithm.add(
            whole("MIN_FIXES", "Fixes behind a figure, at least", 20, 1), "Fixes in range in the watch, of all units."
        )
        algorithm.add(
            number("MAX_SHARE", "Share of one unit, at most (%)", 25, 1, 100),
            "No figure where one unit makes up more than this share of the time in range: it would be the figure of "
            "that unit.",
        )
        algorithm.add(
            metres("FINEST", "Finest blocks (m)", 0, 0),
            "Places are first merged into blocks with this side, and no figure is finer. 0: single places have their "
            "own figure where there is enough behind it. Blind spots then have blocks of 200 m, and routes of 500 m.",
        )
        algorithm.add(
            metres("COARSEST", "Coarsest blocks (m)", None, 1, optional=True),
            "Places with too little behind them are merged with others of their block: of 2 x 2 cells, else of 4 x 4 "
            "and so on, up to this side. What is still too little then is withheld. Empty: 16 cells.",
        )
        algorithm.add(
            number("GAP_STEP", "Gaps are rounded to (0 to 1)", 0.05, 0.01, 0.5, decimals=2),
            "Gaps are published as multiples of this.",
        )
        algorithm.add(
            whole("COUNT_STEP", "Visits and minutes are rounded to", 5, 1, 1000),
            "Multiples of this; hours and kilometres to a tenth of it. What is published is at least one step.",
        )
        algorithm.add(
            whole("DELAY", "Delay (days)", 14, 0),
            "Nothing of the last so many days is published: it would help to guess where units are tonight. A layer "
            "whose period ends later is refused.",
        )
        algorithm.add(
            metres("KEEP_CLEAR", "Left out around launch sites (m)", 300, 0),
            "What drones fly nearer than this to the start or the end of a route is left out.",
        )
        algorithm.add(
            QgsProcessingParameterBoolean("UNTRIMMED", tr("Publish figures of tracks that were not trimmed"), False),
            "Without this, only results of tracks are published whose starts, ends and stays at homes were cut by "
            "Prepare tracks. Choose it where the fixes begin and end where nobody lives or reports for duty.",
        )
        algorithm.add(
            QgsProcessingParameterMultipleLayers(
                "EARLIER", tr("Layers published earlier"), Qgis.ProcessingSourceType.VectorAnyGeometry, None, True
            ),
            "Layers that Publish a layer made before, of the same area. Nothing is published that, subtracted from "
            "them, would be a figure about too few.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "AREAS", tr("Neighbourhoods"), [Qgis.ProcessingSourceType.VectorPolygon], None, True
            ),
            "Polygons for which totals are published as well. No block reaches over a border between two of them.",
        )

    def check(self, run: Run) -> None:
        self.rules(run, 1.0)

    def prepare(self, run: Run) -> None:
        run.prepare_layers("EARLIER")

    def rules(self, run: Run, cell: float) -> PublicationRules:
        """The rules. cell: metres, the usual side of a place. Raises UserError where nothing could pass them."""
        coarsest = run.optional_number("COARSEST")
        return PublicationRules(
            run.whole("MIN_UNITS"),
            run.whole("MIN_DAYS"),
            run.whole("MIN_FIXES"),
            run.number("MAX_SHARE") / 100,
            run.number("FINEST"),
            BLOCKS_ACROSS * cell if coarsest is None else coarsest,
            run.number("GAP_STEP"),
            float(run.whole("COUNT_STEP")),
            float(run.whole("DELAY")),
            run.whole("UNIT_DAYS"),
        )
