"""The times of activation of an OpenAir airspace (AA)."""

from datetime import UTC, datetime

from ..language import tr
from .geozone import Findings

Period = tuple[float | None, float | None]


def active_times(texts: list[str], findings: Findings) -> list[Period]:
    """Begins and ends, s since the epoch; one without limits where none is given, or one cannot be read. texts: such as
    2026-12-16T12:00Z/2026-12-16T13:00Z, with NONE for an open end."""
    found = []
    for text in texts:
        parts = text.strip().upper().split("/")
        if len(parts) != 2:
            parts = ["?", "?"]
        period = tuple(_instant(part.strip()) for part in parts)
        if "?" in period or (None not in period and period[0] > period[1]):
            findings.assume(tr("a time of activation (AA) that cannot be read is taken as always."))
            return [(None, None)]
        found.append(period)
    return found or [(None, None)]


def _instant(text: str) -> float | str | None:
    """s since the epoch, None for NONE, `?` for what is no date and time."""
    if text in ("", "NONE"):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return "?"
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
