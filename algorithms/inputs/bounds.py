"""Whether gap_high is computed, and how exact the fixes are."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingParameterBoolean

from ...engine.language import tr
from ...engine.progress import part
from ...engine.score.bounds import POSITION_ERROR, GapBounds, gap_bounds, uncertainty
from ...engine.score.fix_interval import known_to
from ...engine.score.score import Scores
from ..base import BlindspotAlgorithm
from ..run import Block, Run
from .accuracy import read_accuracy
from .evidence import ScoreInput
from .parameters import metres, numeric_field


@dataclass(frozen=True)
class BoundsInput(Block):
    """GAP_HIGH, POSITION_ERROR and ACCURACY_FIELD."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterBoolean("GAP_HIGH", tr("How exactly the gap is known"), False),
            "Use this to see whether receivers report often enough. On: the output gets gap_high, and gap_low is "
            "lowered where needed, so that at least nine of ten places have their true gap from gap_low to gap_high, "
            "although the way between fixes is not known and fixes are not exact. The log says how exactly the gap is "
            "known on average, and what fixes in shorter intervals would bring. Scoring takes several times as long. "
            "Off: gap_low is about outages alone.",
        )
        algorithm.add(
            metres("POSITION_ERROR", "Position error (m)", None, 0, optional=True, decimals=1),
            "Only for How exactly the gap is known: radius around a fix that contains the true position with "
            "probability 68 %. 0: positions are exact. Empty: 10 m.",
        )
        algorithm.add(
            numeric_field("ACCURACY_FIELD", "Accuracy field (m)", "INPUT"),
            "Only for How exactly the gap is known: the field with the accuracy of each fix in metres. For null, 0 or "
            "less, Position error is used.",
        )

    def wanted(self, run: Run) -> bool:
        return run.flag("GAP_HIGH")

    def needs_fixes(self, run: Run) -> bool:
        """Whether the fixes as they were read are needed, for their accuracy."""
        return self.wanted(run) and bool(run.field("ACCURACY_FIELD"))

    def read(self, run: Run, read: ScoreInput, scores: Scores, start: float, end: float) -> GapBounds | None:
        """The bounds of the gap; None where they are not wanted. Says in the log how well the gap is known."""
        if not self.wanted(run):
            return None
        uncertain = uncertainty(read.evidence.tracks, self._error(run, read))
        progress = run.doing(tr("Computing gap_low and gap_high."), start, end)
        bounds = gap_bounds(read.evidence, scores.gap, scores.gap_low, uncertain, part(progress, 0, 0.9))
        known = known_to(read.evidence, scores, uncertain, part(progress, 0.9, 1))
        run.say(*([known.sentence] if known else []))
        return bounds

    def _error(self, run: Run, read: ScoreInput) -> np.ndarray | float:
        """The error of the fixes of the tracks in metres, one number or (n,)."""
        given = run.optional_number("POSITION_ERROR")
        otherwise = POSITION_ERROR if given is None else given
        if not self.needs_fixes(run):
            if given is None:
                run.say(
                    tr("gap_high takes fixes to be within {error:g} m, as POSITION_ERROR is empty.", error=otherwise)
                )
            return otherwise
        error, without = read_accuracy(run, read.patrols.fixes, otherwise)
        run.say(
            tr(
                "gap_high takes fixes to be within their accuracy, {median:g} m in the median. {without:,} of "
                "{fixes:,} fixes have none of their own and get {otherwise:g} m.",
                median=float(np.median(error)),
                without=without,
                fixes=len(error),
                otherwise=otherwise,
            )
        )
        return error
