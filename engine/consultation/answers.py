"""The answers of residents: what is written in forms, read as numbers, areas and words. Nothing is dropped silently:
what does not count is listed with the reason."""

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..language import tr
from ..text import shortened
from .answer_table import RawAnswer
from .areas import NumberedAreas
from .form import MORE, NOT_HERE

MOST_WEIGHT = 1e6
WHOLE = re.compile(r"(?:\D*\s)?\W*0*(\d{1,9})(?:[.,]0*)?\W*")
"""A number that stands alone, or behind words: 12, 12.0, 12,00, area 12, No. 12"""
SLIP = re.compile(r"[a-z]{0,3}[-/_.]?\d{1,6}[a-z]?(?:[-/]\d{1,4})?")
"""Keys that identify a slip and no person: 17, A-017, S17b, 3/12. Longer numbers may be telephone numbers."""


@dataclass(frozen=True)
class Read:
    """n answers as read, before areas are looked up. number: (n,) areas, 0 where none is given; x, y: (n,) as given,
    NaN where none; reason: (n,) texts, empty where the row can be used so far."""

    rows: tuple[RawAnswer, ...]
    number: np.ndarray
    x: np.ndarray
    y: np.ndarray
    answer: tuple[str, ...]
    weight: np.ndarray
    respondent: tuple[str, ...]
    reason: tuple[str, ...]
    hidden: int
    """respondents that looked like names, addresses or telephone numbers, whose key is replaced by a code"""
    other_words: tuple[str, ...]
    """other spellings of answers that are understood"""


@dataclass(frozen=True)
class Answers:
    """k answers that count, and m that do not.

    row: (k,) indices of the rows; area: (k,) indices of areas; placed: (k,) whether an exact position is given;
    point: (k,) points in m, None where there is none. rejected: (row, reason) of each of the others.
    """

    row: np.ndarray
    area: np.ndarray
    placed: np.ndarray
    point: np.ndarray
    rejected: tuple[tuple[int, str], ...]
    repeated: int
    """of the rejected, how many repeat an answer of the same respondent"""
    contradicted: int
    """of the rejected, how many are opposite answers of the same respondent for the same area"""

    def __len__(self) -> int:
        return len(self.row)


def read_answers(rows: Sequence[RawAnswer], areas: NumberedAreas) -> Read:
    """What is written in the rows, as far as it can be understood without a doubt."""
    columns, hidden, others = [], set(), Counter()
    names = _names(areas)
    for row in rows:
        number, why = _area(row.area, names)
        answer, plain = _answer(row.answer)
        if answer and not plain:
            others[shortened(row.answer, 20)] += 1
        x, y, wrong = _position(row.x, row.y)
        weight, bad = _weight(row.weight)
        key, is_person = respondent_key(row.respondent)
        if is_person:
            hidden.add(key)
        if not answer:
            answer_why = (
                tr("answer is neither more nor not_here") if row.answer else tr("there is no answer, more or not_here")
            )
        else:
            answer_why = ""
        reason = next(filter(None, (row.fault, answer_why, why, wrong, bad)), "")
        columns.append((number, x, y, answer, weight, key, reason))
    number, x, y, answer, weight, key, reason = zip(*columns, strict=True) if columns else [()] * 7
    return Read(
        tuple(rows),
        np.array(number, int),
        np.array(x, float),
        np.array(y, float),
        answer,
        np.array(weight, float),
        key,
        reason,
        len(hidden),
        tuple(text for text, _ in others.most_common()),
    )


def counted_answers(read: Read, points: np.ndarray, areas: NumberedAreas) -> Answers:
    """Which answers count, and for which area. points: (n,) positions in the CRS of the areas, None where a row has
    none, or where it could not be transformed.

    An answer of a respondent counts once for an area. Who asks for both in one area has given no answer for it.
    """
    count = len(read.rows)
    index = {int(number): i for i, number in enumerate(areas.number)}
    area = np.array([index.get(int(number), -1) for number in read.number], int)
    has_point = np.array([point is not None for point in points], bool)
    within = np.full(count, -1)
    within[has_point] = areas.at(points[has_point])
    reasons = list(read.reason)
    for i in range(count):
        if reasons[i]:
            continue
        positioned = not math.isnan(read.x[i]) or has_point[i]
        if read.number[i] and area[i] < 0:
            reasons[i] = tr("area {number} is not on the map", number=int(read.number[i]))
        elif positioned and within[i] < 0:
            reasons[i] = tr("the position lies outside the map")
        elif positioned and read.number[i] and within[i] != area[i]:
            reasons[i] = tr(
                "area {number} is given, but the position lies in area {other}",
                number=int(read.number[i]),
                other=int(areas.number[within[i]]),
            )
        elif positioned:
            area[i] = within[i]
        elif not read.number[i]:
            reasons[i] = tr("there is no area and no position")
    repeated, contradicted = _by_respondent(read, area, reasons)
    kept = np.array([i for i in range(count) if not reasons[i]], int)
    rejected = tuple((i, reason) for i, reason in enumerate(reasons) if reason)
    return Answers(kept, area[kept], has_point[kept], points[kept], rejected, repeated, contradicted)


def _by_respondent(read: Read, area: np.ndarray, reasons: list[str]) -> tuple[int, int]:
    """Finds repeats and contradictions of the same respondent, and writes their reasons. Returns how many there are."""
    given: dict[tuple[str, int], list[int]] = {}
    for i, key in enumerate(read.respondent):
        if key and not reasons[i]:
            given.setdefault((key, int(area[i])), []).append(i)
    repeated = contradicted = 0
    for rows in given.values():
        first = rows[0]
        where = tr("row {row} of {source}", row=read.rows[first].row, source=read.rows[first].source)
        if len({read.answer[i] for i in rows}) > 1:
            for i in rows:
                reasons[i] = tr(
                    "this respondent gives both answers for the same area ({where} is the first)", where=where
                )
            contradicted += len(rows)
            continue
        for i in rows[1:]:
            reasons[i] = tr("it repeats the answer of this respondent in {where}", where=where)
        repeated += len(rows) - 1
    return repeated, contradicted


def respondent_key(text: str) -> tuple[str, bool]:
    """The key of a respondent, and whether it may have identified a person: then it is replaced by a code that is the
    same for the same text, but does not show it. Such a code is a pseudonym: who knows the names can compute it."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    plain = re.sub(r"^(\d+)[.,]0+$", r"\1", plain)  # a spreadsheet's number
    if not plain or SLIP.fullmatch(plain):
        return plain, False
    if re.fullmatch(r"k[0-9a-f]{12}", plain):  # a code of ours, in a form that was read before
        return plain, False
    return "k" + hashlib.sha256(plain.encode()).hexdigest()[:12], True


def number_of(text: str) -> float:
    """A number from a text with a decimal point or comma; NaN where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-").replace(" ", "").replace("'", "")
    plain = plain.replace(".", "").replace(",", ".") if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d+", plain) else plain
    plain = plain.replace(",", "") if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+", plain) else plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", plain):
        return math.nan
    value = float(plain)
    return value if math.isfinite(value) else math.nan


def _names(areas: NumberedAreas) -> dict[str, int]:
    """The number of each area by its name, where no other has the same."""
    counts = Counter(_plain(name) for name in areas.name)
    return {
        _plain(name): int(number)
        for name, number in zip(areas.name, areas.number, strict=True)
        if _plain(name) and counts[_plain(name)] == 1
    }


def _area(text: str, names: dict[str, int]) -> tuple[int, str]:
    """The number of an area, 0 where there is none, and why it cannot be understood."""
    if not text:
        return 0, ""
    plain = _plain(text)
    if plain in names:
        return names[plain], ""
    if len(re.findall(r"\d+", re.sub(r"[.,]0*$", "", plain))) > 1:
        return 0, tr("it has several areas: write one row for each")
    found = WHOLE.fullmatch(plain)
    number = int(found.group(1)) if found and "-" not in plain else 0
    return (number, "") if number else (0, tr("area is no number on the map"))


def _answer(text: str) -> tuple[str, bool]:
    """The answer, empty where it is not understood, and whether it is spelled as in the form."""
    plain = _plain(text)
    letters = "" if "?" in plain else re.sub(r"[\W_]+", "", plain)
    for answer, words in ((MORE, ("more", "more often", tr("more"))), (NOT_HERE, ("not here", tr("not here")))):
        if letters and letters in [re.sub(r"[\W_]+", "", _plain(word)) for word in words]:
            return answer, plain == answer
    return "", False


def _position(x: str, y: str) -> tuple[float, float, str]:
    """x, y and why they cannot be used; NaN where none are given."""
    if not x and not y:
        return math.nan, math.nan, ""
    east, north = number_of(x), number_of(y)
    if math.isnan(east) or math.isnan(north):
        return math.nan, math.nan, tr("x and y are not two numbers")
    return east, north, ""


def _weight(text: str) -> tuple[float, str]:
    """The weight, and why it cannot be used."""
    if not text:
        return 1.0, ""
    value = number_of(text)
    if not 0 < value <= MOST_WEIGHT:
        return math.nan, tr("weight is not a number above 0")
    return value, ""


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def points_at(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(n,) points, None where a coordinate is not finite."""
    found = np.full(len(x), None, object)
    sound = np.isfinite(x) & np.isfinite(y)
    found[sound] = shapely.points(x[sound], y[sound])
    return found
