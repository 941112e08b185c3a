"""The rows of filled forms, as they come back: text files of spreadsheets in any of their dialects."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..errors import UserError
from ..language import tr
from ..text import listed, plain_text, shortened
from .form import COMMENT_MARK, FIELDS

SEPARATORS = (",", ";", "\t", "|")
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class RawAnswer:
    """A row of a form, as texts. source: the file or layer; row: its number there, the row of the names being 1; fault:
    why it cannot be read, empty where it can."""

    source: str
    row: int
    area: str = ""
    answer: str = ""
    weight: str = ""
    respondent: str = ""
    comment: str = ""
    x: str = ""
    y: str = ""
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any((self.area, self.answer, self.weight, self.respondent, self.comment, self.x, self.y))


@dataclass(frozen=True)
class AnswerTable:
    """The rows of one file or layer. empty: how many rows were empty; notes: how many were explanations of the form."""

    rows: tuple[RawAnswer, ...]
    empty: int
    notes: int


def table_of_file(name: str, data: bytes) -> AnswerTable:
    """The rows of a text file: separated by commas, semicolons, tabs or bars, in UTF-8, UTF-16, or the code page of an
    older spreadsheet. Raises UserError where it is no such file, or lacks the fields of the form."""
    text = _decoded(name, data)
    lines = _parsed(name, text)
    header = next((i for i, (_, cells) in enumerate(lines) if any(cells) and not _is_note(cells)), None)
    if header is None:
        raise UserError(tr("{name} has no row with the names of the fields.", name=name))
    columns = field_columns(name, lines[header][1])
    width = len(lines[header][1])
    rows = []
    for number, cells in lines[header + 1 :]:
        if _is_note(cells):
            rows.append(None)
            continue
        values = {field: cells[i] if i < len(cells) else "" for field, i in columns.items()}
        fault = ""
        if any(cells[width:]):
            fault = tr("it has more values than there are fields: put texts with separators in quotation marks")
        rows.append(RawAnswer(name, number, **values, fault=fault))
    return _table(rows)


def table_of_rows(name: str, fields: Sequence[str], rows: Sequence[Sequence], placed: Sequence[bool]) -> AnswerTable:
    """The rows of a layer. fields: its names; rows: its values; placed: whether each row has a geometry. Raises
    UserError where it lacks the fields of the form."""
    columns = field_columns(name, [str(field) for field in fields], placed=any(placed))
    found = []
    for number, row in enumerate(rows, 2):
        cells = [plain_text(value).strip() for value in row]
        if _is_note(cells):
            found.append(None)
            continue
        found.append(RawAnswer(name, number, **{field: cells[i] for field, i in columns.items()}))
    return _table(found)


def field_columns(name: str, names: Sequence[str], placed: bool = False) -> dict[str, int]:
    """The column of each field of the form that is there, whatever its case. placed: whether the rows have geometries.
    Raises UserError where answers or areas are missing, or a field is there twice."""
    known = [_plain(one) for one in names]
    double = [field for field in FIELDS if known.count(field) > 1]
    if double:
        raise UserError(tr("{name} has two fields {field}. Remove one.", name=name, field=double[0]))
    found = {field: known.index(field) for field in FIELDS if field in known}
    where = "area" in found or {"x", "y"} <= found.keys() or placed
    if "answer" not in found or not where:
        raise UserError(
            tr(
                "{name} has no field {field}, so it is no form of this consultation. It has: {known}.",
                name=name,
                field="answer" if "answer" not in found else "area",
                known=listed([shortened(one, 30) for one in names if one], 10) or tr("nothing"),
            )
        )
    return found


def _table(rows: Sequence[RawAnswer | None]) -> AnswerTable:
    answers = [row for row in rows if row is not None]
    kept = tuple(row for row in answers if not row.is_empty or row.fault)
    return AnswerTable(kept, len(answers) - len(kept), len(rows) - len(answers))


def _is_note(cells: Sequence[str]) -> bool:
    return bool(cells) and _plain(cells[0]).startswith(COMMENT_MARK)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().strip("\ufeff").strip().casefold()


def _decoded(name: str, data: bytes) -> str:
    """UTF-8 or UTF-16 by the mark at the beginning or by their form; else the code page of spreadsheets in Western
    languages, or of Chinese ones where it is no text otherwise. Names of fields, numbers and answers are ASCII and the
    same in all of them."""
    if len(data) > MOST_BYTES:
        raise UserError(
            tr("{name} is larger than {size} MB, which no form is.", name=name, size=MOST_BYTES // 1_000_000)
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    elif data[1:400:2].count(0) > len(data[1:400:2]) / 2:
        text = data.decode("utf-16-le", "replace")
    elif data[0:400:2].count(0) > len(data[0:400:2]) / 2:
        text = data.decode("utf-16-be", "replace")
    else:
        text = None
        for encoding in ("utf-8-sig", "gb18030", "cp1252"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if encoding != "gb18030" or _is_chinese(text):
                break
            text = None
        text = data.decode("latin-1") if text is None else text
    if "\0" in text:
        raise UserError(
            tr("{name} is no text. Save the table as CSV in the spreadsheet, or open it as a layer.", name=name)
        )
    return text


def _is_chinese(text: str) -> bool:
    """Whether all letters that are not ASCII are Chinese characters, or marks that go with them: other languages read
    as Chinese give rare characters among their letters."""
    other = [one for one in text if ord(one) > 127]
    common = [one for one in other if "\u4e00" <= one <= "\u9fff" or "\u3000" <= one <= "\u303f" or one >= "\uff00"]
    mixed = any(
        "\u4e00" <= one <= "\u9fff" and (before.isalpha() and before.isascii()) for before, one in pairwise(text)
    )
    return len(common) == len(other) and not mixed


def _parsed(name: str, text: str) -> list[tuple[int, list[str]]]:
    """The number of the line at which each row begins, and its cells. Raises UserError where a quotation mark is not
    closed: what follows it would silently become part of one cell."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    skipped = 0
    if lines[:4].casefold() == "sep=":  # a line that tells spreadsheets the separator
        lines, skipped = lines.partition("\n")[2], 1
    head = next((one for one in lines.split("\n") if one.strip(' ,;|\t"') and not one.lstrip(' "').startswith("#")), "")
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True)
    found, begin = [], 1 + skipped
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return found
        except csv.Error as error:
            raise UserError(
                tr(
                    "{name} cannot be read from line {line} on: {reason}. Check the quotation marks there.",
                    name=name,
                    line=begin,
                    reason=str(error),
                )
            ) from None
        found.append((begin, [cell.strip() for cell in row]))
        begin = reader.line_num + 1 + skipped
