"""The question of a run, for the header of a report."""

from dataclasses import replace

from ...engine.pages.question_text import Asked
from ...engine.pages.sight_text import SIGHT_LAYERS, sight_words
from ...engine.score.evidence import Question
from ...engine.timing.text import local_text
from ...engine.timing.watch import Watch
from ..base import tr
from ..run import Run


def asked_of(question: Question, watch: Watch, run: Run | None = None) -> Asked:
    """The question that a score answers. run: that of the score, which says what hides places."""
    first, last = (local_text(at, watch.timezone)[:10] for at in (question.period.t0, question.period.t1))
    days = tr("{first} to {last}", first=first, last=last)
    sun = "" if watch.sun is None else str(watch.sun)
    sight = "" if run is None else sight_words([*filter(run.given, SIGHT_LAYERS)])
    asked = Asked(watch.start_s, watch.end_s, watch.timezone, question.revisit, watch.weekdays, days)
    return replace(asked, sun=sun, sight=sight)
