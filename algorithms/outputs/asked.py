"""The question of a run, for the header of a report."""

from ...engine.pages.question_text import Asked
from ...engine.score.evidence import Question
from ...engine.timing.text import local_text
from ...engine.timing.watch import Watch
from ..base import tr


def asked_of(question: Question, watch: Watch) -> Asked:
    """The question that a score answers."""
    first, last = (local_text(at, watch.timezone)[:10] for at in (question.period.t0, question.period.t1))
    days = tr("{first} to {last}", first=first, last=last)
    sun = "" if watch.sun is None else str(watch.sun)
    return Asked(watch.start_s, watch.end_s, watch.timezone, question.revisit, watch.weekdays, days, sun=sun)
