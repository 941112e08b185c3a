"""The warning that patrols saw no place."""

from ...engine.score.evidence import Evidence
from ..base import tr


def nothing_seen(evidence: Evidence, out_of_range: str, gap: str, slow: str = "") -> str:
    """Why nothing is seen. out_of_range: the text where only DETECTION_RANGE decides; gap: the field that is 1 at all
    places; slow: of the legs that do not count."""
    if evidence.sight is None and evidence.light is None:
        return out_of_range
    return tr(
        "No leg{slow} sees a place in the period: none is within range (DETECTION_RANGE, DARK_RANGE) with a clear line "
        "of sight (BUILDINGS, SIGHT_TERRAIN). Every {gap} is 1.",
        slow=slow,
        gap=gap,
    )
