"""The form on which answers are written: a table of which each row is an answer."""

import csv
import io
from collections.abc import Sequence

from ..language import tr

FIELDS = ("area", "answer", "x", "y", "weight", "respondent", "comment")
"""Of the form. x and y: an exact position instead of an area, optional."""
MORE, NOT_HERE = "more", "not_here"
"""The answers."""
COMMENT_MARK = "#"
"""Begins a row that is no answer."""


def form_rows(numbers: Sequence[int]) -> list[tuple[str, ...]]:
    """The rows of a form: the names of its fields, and explanations and examples that are no answers. numbers: of the
    areas on the map."""
    first, last = min(numbers), max(numbers)
    mark = COMMENT_MARK
    texts = (
        tr("One row for each answer. Rows that begin with # are not read."),
        tr("area: a number on the map, {first} to {last}.", first=first, last=last),
        tr("answer: more or not_here."),
        tr("x and y: longitude and latitude instead of an area, if they are needed; else empty."),
        tr("weight: empty for 1."),
        tr("respondent: the number of the slip, never a name, an address or a telephone number; empty if unknown."),
        tr("comment: no names. It is not read unless that is asked for."),
        tr("The next row is an example."),
    )
    empty = ("",) * (len(FIELDS) - 1)
    example = (f"{mark} {first}", MORE, "", "", "", "A-017", tr("the path by the river is dark"))
    return [FIELDS, *((f"{mark} {text}", *empty) for text in texts), example]


def form_text(numbers: Sequence[int]) -> str:
    """The form as CSV. Spreadsheets recognise the encoding by the mark at its beginning."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(form_rows(numbers))
    return "\ufeff" + file.getvalue()
