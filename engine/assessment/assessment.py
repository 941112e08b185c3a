"""The draft of a data protection impact assessment.

What it has to answer is after GDPR, Art. 35(7): what is done and what for, whether that is necessary and in proportion,
the risks to people, and the measures against them; Art. 35(2) and (9) ask for advice and for the views of those
affected, Art. 36 for the decision whether to consult the authority. Other laws ask for much the same, such as Art. 55
and 56 of China's Personal Information Protection Law. The sentences are our own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .access import access
from .described import data, processing
from .document import Section, numbered, opens_of
from .facts import Facts
from .homes import homes
from .necessity import necessity, purpose, retention
from .open_questions import consultation
from .risks import risks
from .safeguards import safeguards


@dataclass(frozen=True)
class Assessment:
    """facts: with the entries of the appendix; sections: in their order, with numbered open questions; today: of the
    draft."""

    facts: Facts
    sections: tuple[Section, ...]
    today: date

    @property
    def open_count(self) -> int:
        """How many questions are left open."""
        return len(opens_of(self.sections))


def assess(
    facts: Facts,
    today: date,
    questions: Sequence[tuple[str, str]] = (),
    titles: Mapping[str, str] | None = None,
    parameters: Mapping[str, str] | None = None,
    trail: bool | None = None,
) -> Assessment:
    """The draft. today: of the computer's clock; questions: what the scores ask, in sentences, each with its entry;
    titles: of algorithms, by id; parameters: titles of parameters, by name; trail: whether this run is
    appended to an audit trail, None where that is not known."""
    sections = (
        processing(facts, questions, titles or {}),
        data(facts, parameters or {}),
        purpose(facts),
        necessity(facts, parameters or {}),
        retention(facts, today),
        access(facts),
        homes(facts),
        safeguards(facts, trail),
        risks(facts, today),
        consultation(),
    )
    return Assessment(facts, numbered(sections), today)
