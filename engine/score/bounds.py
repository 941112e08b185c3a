"""gap_low and gap_high: the bounds within which the gap is known, given how often and how exactly receivers report.

A unit is surely in range of a place while its track is in range by more than the track may deviate from its true way
(see `leg_drift`), and possibly in range while the track is out of range by no more. gap_high is the gap of the former
alone; gap_low is that of the latter, with all that outages allow. Deviations are taken so that at least 90 % of places
have their true gap within the bounds (docs/gap-score.md, "How often must a receiver report?"; scripts/bench bounds).
"""

from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, part, quiet
from ..tracks.drift import leg_drift
from ..tracks.tracks import Tracks
from .evidence import Evidence
from .pieces import Uncertainty, in_pieces
from .score import gaps_alone

POSITION_ERROR = 10.0
"""metres, where none is given; the same as in Stability of blind spots"""


@dataclass(frozen=True)
class GapBounds:
    """low, high: (n,) the bounds of the gap of n places, 0 to 1."""

    low: np.ndarray
    high: np.ndarray


def uncertainty(tracks: Tracks, error: np.ndarray | float) -> Uncertainty:
    """How far units may have been from the tracks. error: metres, one number or (fixes,), see `Uncertainty`."""
    return Uncertainty(leg_drift(tracks), np.broadcast_to(np.asarray(error, float), tracks.t.shape))


def gap_bounds(
    evidence: Evidence, gap: np.ndarray, gap_low: np.ndarray, uncertain: Uncertainty, progress: Progress = quiet
) -> GapBounds:
    """The bounds of the gap of all places, in their order. gap, gap_low: (n,) their scores; gap_low, of outages alone,
    is a bound too."""
    low = gaps_alone(changed(evidence, uncertain, wider=True), evidence, part(progress, 0, 0.5))
    high = gaps_alone(changed(evidence, uncertain, wider=False), None, part(progress, 0.5, 1))
    return GapBounds(np.minimum(low, gap_low), np.maximum(high, gap))


def changed(evidence: Evidence, uncertain: Uncertainty, wider: bool) -> Evidence:
    """The evidence with ranges that are wider, or narrower, by the uncertainty of each piece of the tracks. Its units
    are not those of the evidence, so only the gap can be computed from it."""
    tracks, detection = in_pieces(evidence.tracks, evidence.detection, uncertain, wider)
    return replace(evidence, tracks=tracks, detection=detection)
