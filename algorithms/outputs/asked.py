"""The question of a run, for the header of a report."""

from ...engine.pages.question_text import Asked
from ...engine.score.evidence import Evidence
from ...engine.timing.text import local_text
from ..base import tr


def asked_of(evidence: Evidence) -> Asked:
    """The question that a score answers."""
    asked, period = evidence.asked, evidence.period
    _, question, watch = asked[0]
    first, last = (local_text(at, watch.timezone)[:10] for at in (period.t0, period.t1))
    days = tr("{first} to {last}", first=first, last=last)
    own_revisit = len({one.revisit for _, one, _ in asked}) > 1
    own_watch = len({one for *_, one in asked}) > 1
    return Asked(
        *(watch.start_s, watch.end_s, watch.timezone, question.revisit, watch.weekdays, days),
        own_revisit=own_revisit,
        own_watch=own_watch,
    )
