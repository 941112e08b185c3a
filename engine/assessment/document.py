"""What an assessment is written in: sections of sentences, tables and open questions, for a page of any kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Open:
    """What only a person can answer. who: who should; question: a sentence; number: its place in the document, from 1;
    0 before it is numbered."""

    who: str
    question: str
    number: int = 0

    @property
    def ident(self) -> str:
        """The anchor of the question."""
        return f"q{self.number}"


@dataclass(frozen=True)
class Words:
    """A sentence, or what stands in a cell of a table. sources: the entries of the appendix that it comes from; open:
    what is left open in this place."""

    text: str = ""
    sources: tuple[str, ...] = ()
    open: Open | None = None


@dataclass(frozen=True)
class Table:
    """headings: of the columns; rows: (n,) of as many cells; about: what it holds."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    about: str = ""


@dataclass(frozen=True)
class Section:
    """A section, in this order: sentences, tables, open questions. ident: its anchor."""

    ident: str
    title: str
    words: tuple[Words, ...] = ()
    tables: tuple[Table, ...] = ()
    opens: tuple[Open, ...] = ()


def numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with their open questions numbered, in the order in which they stand in the document."""
    count = iter(range(1, 1_000_000))

    def of(words: Words) -> Words:
        return words if words.open is None else replace(words, open=replace(words.open, number=next(count)))

    def table(one: Table) -> Table:
        return replace(one, rows=tuple(tuple(of(cell) for cell in row) for row in one.rows))

    return tuple(
        replace(
            section,
            words=tuple(of(one) for one in section.words),
            tables=tuple(table(one) for one in section.tables),
            opens=tuple(replace(one, number=next(count)) for one in section.opens),
        )
        for section in sections
    )


def opens_of(sections: Sequence[Section]) -> list[tuple[Section, Open]]:
    """All open questions with their sections, in the order of the document."""
    found = [(section, one.open) for section in sections for one in words_of(section) if one.open is not None]
    found += [(section, one) for section in sections for one in section.opens]
    return sorted(found, key=lambda each: each[1].number)


def words_of(section: Section) -> Iterator[Words]:
    """All sentences and cells of a section."""
    yield from section.words
    for table in section.tables:
        for row in table.rows:
            yield from row
