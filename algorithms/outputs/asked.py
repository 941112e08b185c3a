"""The question of a run, for the header of a report."""

from ...engine.pages.question_text import Asked
from ...engine.pages.sight_text import sight_words
from ...engine.score.evidence import Question
from ...engine.timing.text import local_text
from ...engine.timing.watch import Watch
from ..base import tr
from ..run import Run


def asked_of(run: Run, question: Question, watch: Watch) -> Asked:
    """The question that a score answers."""
    first, last = (local_text(at, watch.timezone)[:10] for at in (question.period.t0, question.period.t1))
    days = tr("{first} to {last}", first=first, last=last)
    sight = sight_words([name for name in ("BUILDINGS", "SIGHT_TERRAIN") if run.has(name) and run.given(name)])
    return Asked(watch.start_s, watch.end_s, watch.timezone, question.revisit, watch.weekdays, days, sight=sight)
