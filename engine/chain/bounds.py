"""The bounds of the gap in a table: how exactly it is known, and what to say of it."""

import numpy as np

from ..errors import UserError
from ..language import tr
from ..score.bounds import GapBounds, gap_bounds, uncertainty
from ..score.evidence import Evidence
from ..score.fix_interval import known_to
from ..score.score import Scores


def bounds_of(evidence: Evidence, scores: Scores, error: np.ndarray | float) -> tuple[GapBounds, str]:
    """The bounds of the gap of all places, and a sentence on how exactly the gap is known, empty where no place was
    seen. scores: of the evidence; error: metres, one number or (fixes,), see `uncertainty`."""
    uncertain = uncertainty(evidence.tracks, error)
    known = known_to(evidence, scores, uncertain)
    return gap_bounds(evidence, scores.gap, scores.gap_low, uncertain), known.sentence if known else ""


def checked_error(metres: float) -> float:
    """The position error that was given. Raises UserError where it is below 0, or no number."""
    if not 0 <= metres < np.inf:
        raise UserError(tr("position_error is {metres}; it must be 0 or more, in metres.", metres=metres))
    return float(metres)
