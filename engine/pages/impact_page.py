"""The draft of an impact assessment as an HTML page and as Markdown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..assessment.assessment import Assessment
from ..assessment.document import Section, opens_of
from ..language import tr
from .html import environment

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
"""Characters that mean something in Markdown."""


@dataclass(frozen=True)
class Described:
    """How a result was made, for the appendix. algorithm: its title; about: when, and by which version; rows: labels
    and values of the parameters."""

    algorithm: str
    about: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Annex:
    """A result in the appendix. mark: what stands for it in the text; link: to its file, relative to the page, empty
    where there is none beside it; facts: labels and values."""

    ident: str
    mark: str
    name: str
    link: str
    facts: Sequence[tuple[str, str]]


def impact_page(
    title: str,
    author: str,
    assessment: Assessment,
    described: Mapping[str, Described],
    links: Mapping[str, str],
    made_by: Sequence[tuple[str, str]],
    markdown: bool = False,
) -> str:
    """The page. described: of the entries of the appendix that have a record; links: to their files, relative to the
    page, where these are beside it; made_by: labels and values on the run that made the page; markdown: instead of
    HTML."""
    opens, entries = opens_of(assessment.sections), assessment.facts.entries
    values = {
        "title": title,
        "author": author,
        "asked": None,
        "sections": assessment.sections,
        "opens": opens,
        "by_person": _by_person(opens),
        "marks": {one.ident: _mark(one.ident) for one in entries},
        "annexes": [_annex(one, described.get(one.ident), links.get(one.ident, "")) for one in entries],
        "facts": made_by,
        "today": str(assessment.today),
    }
    if not markdown:
        return environment().get_template("impact.html.j2").render(values)
    made = environment()
    made.autoescape = False  # Markdown has its own marks
    made.filters["plain"] = plain
    return made.get_template("impact.md.j2").render(values)


def plain(text) -> str:
    """A text that Markdown shows as it stands, on one line."""
    return MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def link_to(path: str) -> str:
    """A relative path as a link."""
    return quote(path.replace("\\", "/"), safe="/.-_~")


def _mark(ident: str) -> str:
    return ident.upper()


def _by_person(opens: Sequence[tuple[Section, object]]) -> list[tuple[str, int]]:
    """Who has to answer, and how many questions, those with most first."""
    counts: dict[str, int] = {}
    for _, one in opens:
        counts[one.who] = counts.get(one.who, 0) + 1
    return sorted(counts.items(), key=lambda each: -each[1])


def _annex(entry, described: Described | None, link: str) -> Annex:
    facts = []
    if entry.output is None:
        facts.append((tr("Given"), tr("no; one that is given was made from it")))
    if described is None:
        facts.append((tr("Made by"), tr("not recorded")))
    else:
        facts += [(tr("Made by"), described.algorithm), (tr("When"), described.about)]
    if entry.output is not None and entry.output.features is not None:
        facts.append((tr("Features"), f"{entry.output.features:,}"))
    if entry.output is not None and entry.output.changed:
        facts.append((tr("Since then"), tr("edited or filtered")))
    if entry.content:
        facts.append((tr("Hash of its content"), entry.content))
    if described is not None:
        facts += described.rows
    return Annex(entry.ident, _mark(entry.ident), entry.name, link_to(link), facts)
