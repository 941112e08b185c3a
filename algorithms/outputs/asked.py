"""The question of a run, for the header of a report."""

from dataclasses import replace

from ...engine.pages.question_text import Asked
from ...engine.pages.sight_text import SIGHT_LAYERS, sight_words
from ...engine.score.evidence import Evidence
from ...engine.timing.text import local_text
from ..base import tr
from ..run import Run


def asked_of(evidence: Evidence, run: Run) -> Asked:
    """The question that a score answers. run: that of the score, which says what hides places."""
    each, period = evidence.asked, evidence.period
    _, question, watch = each[0]
    first, last = (local_text(at, watch.timezone)[:10] for at in (period.t0, period.t1))
    days = tr("{first} to {last}", first=first, last=last)
    sun = "" if watch.sun is None else str(watch.sun)
    sight = sight_words([*filter(run.given, SIGHT_LAYERS)])
    asked = Asked(watch.start_s, watch.end_s, watch.timezone, question.revisit, watch.weekdays, days)
    own_revisit = len({one.revisit for _, one, _ in each}) > 1
    own_watch = len({one for *_, one in each}) > 1
    return replace(asked, sun=sun, sight=sight, own_revisit=own_revisit, own_watch=own_watch)
