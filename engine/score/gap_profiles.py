"""Gap profiles as they are written in a field, and as they are read again: a list of the gap in each bin of the watch,
as JSON text."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..language import tr_plural
from ..tables import LARGEST
from .watch_bins import bin_edges

FIELD = "gap_profile"
FIELDS = (FIELD, FIELD[:10])
"""The field, and its name in a shapefile."""
DECIMALS = 4
PLAIN = re.compile(r"\[[0-9.,eE+\- ]*\]")
"""A list of numbers, as far as its characters tell."""
TIE = 0.002
"""Of a step: what is less than half a step by no more than this is rounded up. Ties are frequent, where passes take
whole seconds, and are rounded alike on every machine."""
NOT_WATCHED = "[]"
"""The profile of a place that is not watched at any time of the watch."""


def profile_texts(values: np.ndarray, decimals: int = DECIMALS) -> list[str]:
    """The profiles (n, B), 0 to 1, as JSON lists; NOT_WATCHED where they are NaN. Equal ones are the same text in
    memory."""
    whole = 10**decimals
    numbers = [f"{number / whole:g}" for number in range(whole + 1)]
    values = np.asarray(values, float)
    elsewhen = np.isnan(values).all(axis=1)
    rounded = np.clip(nearest(np.where(elsewhen[:, None], 0.0, values) * whole), 0, whole).astype(np.uint16)
    # equal rows are found by their bytes, which is faster than sorting them
    known: dict[bytes, str] = {}
    texts, data, width = [], rounded.tobytes(), rounded.shape[1] * rounded.itemsize
    for index in range(len(rounded)):
        key = data[index * width : (index + 1) * width]
        text = known.get(key)
        if text is None:
            text = known[key] = f"[{','.join([numbers[number] for number in rounded[index].tolist()])}]"
        texts.append(text)
    for index in np.flatnonzero(elsewhen).tolist():
        texts[index] = NOT_WATCHED
    return texts


def nearest(steps: np.ndarray) -> np.ndarray:
    """Numbers of 0 or more rounded to whole ones, ties up."""
    return np.floor(steps + (0.5 + TIE))


def decimals_within(bins: int, characters: int) -> int:
    """How many decimals of a profile fit into so many characters, at most DECIMALS; 0: not even one."""
    room = (characters - 1) // max(bins, 1) - 3  # in each bin a zero, a point and a comma; the brackets
    return max(0, min(room, DECIMALS))


def profile_field(names: Iterable[str]) -> str | None:
    """The name among those of the fields of a layer that holds gap profiles; None where there is none."""
    lower = {name.lower(): name for name in names}
    return next((lower[name] for name in FIELDS if name in lower), None)


@dataclass(frozen=True)
class GapProfiles:
    """n profiles as they were read. numbers: (n, B) 0 or more, NaN where there is none that can be used; given: (n,)
    whether there is anything; elsewhen: (n,) whether the place is not watched at any time of the watch; its numbers are
    0."""

    numbers: np.ndarray
    given: np.ndarray
    elsewhen: np.ndarray

    @property
    def usable(self) -> np.ndarray:
        """(n,) whether there is a profile that can be used."""
        return self.elsewhen if not self.numbers.shape[1] else ~np.isnan(self.numbers).any(axis=1)

    @property
    def wrong(self) -> int:
        """How many cannot be used: no list of numbers of 0 or more, or of another length than the others."""
        return int((self.given & ~self.usable).sum())


def read_profiles(column: Sequence | np.ndarray, bins: int | None = None) -> GapProfiles:
    """The profiles in a column (n,) of JSON texts or lists; None, NaN and empty text are none. bins: B; None: the most
    frequent number of numbers, of several the largest."""
    number: dict[str, int] = {}
    lists: list[Sequence[float] | None] = []
    text, listed = np.full(len(column), -1), np.full(len(column), -1)
    for index, value in enumerate(column):
        if not _nothing(value):
            if isinstance(value, str):
                text[index] = number.setdefault(value, len(number))
            else:
                listed[index] = len(lists)
                lists.append(_numbers(value))
    found = [*_of_texts(list(number)), *lists]
    row = np.where(listed >= 0, listed + len(number), text)
    given = row >= 0
    if bins is None:
        often = np.bincount(row[given], minlength=len(found)).tolist()
        counts = Counter()
        for numbers, times in zip(found, often, strict=True):
            counts.update({len(numbers): times} if numbers else {})
        bins = max(counts, key=lambda length: (counts[length], length), default=0)
    values = np.full((len(found) + 1, bins), np.nan)
    fitting = [index for index, numbers in enumerate(found) if numbers is not None and len(numbers) == bins]
    if fitting:
        values[fitting] = [found[index] for index in fitting]
    elsewhen = np.array([numbers is not None and not len(numbers) for numbers in found] + [False])
    values[elsewhen] = 0.0  # an empty list: NOT_WATCHED
    return GapProfiles(values[row], given, elsewhen[row])


def _of_texts(texts: list[str]) -> list[Sequence[float] | None]:
    """`_numbers` of each text. Plain lists of numbers are read all at once, which takes a third of the time."""
    plain = [index for index, text in enumerate(texts) if PLAIN.fullmatch(text)]
    try:
        lists = json.loads(f"[{','.join([texts[index] for index in plain])}]")
    except ValueError:  # one of them is no JSON after all
        return [_numbers(text) for text in texts]
    found: list[Sequence[float] | None] = [None] * len(texts)
    for index, numbers in zip(plain, lists, strict=True):
        found[index] = numbers if not numbers or (min(numbers) >= 0 and max(numbers) <= LARGEST) else None
    others = set(range(len(texts))).difference(plain)
    for index in others:
        found[index] = _numbers(texts[index])
    return found


def wrong_profiles(name: str, count: int) -> str:
    """What to say of profiles that cannot be used. name: of the layer."""
    return tr_plural(
        "{name}: {count:,} place has a {field} that cannot be used, because it is no list of numbers of 0 or more, or "
        "not as long as the others. Its gap counts as the same at all times of the watch.",
        "{name}: {count:,} places have a {field} that cannot be used, because it is no list of numbers of 0 or more, "
        "or not as long as the others. Their gaps count as the same at all times of the watch.",
        count,
        name=name,
        count=count,
        field=FIELD,
    )


def unseen_of(profiles: Sequence | np.ndarray, length: float) -> tuple[np.ndarray, np.ndarray]:
    """When in the watch the gaps of n places are open: (n, B) the share of each gap in each bin of the watch, rows add
    up to 1; and (n,) whether they are from the place's own profile. Otherwise the gap is the same at all times. The gap
    of a place that is not watched at any time of this watch is not open in any bin: its row is 0.

    profiles: (n,) as in `read_profiles`; length: of the watch in seconds. A profile that does not have the bins of this
    watch is not used.
    """
    edges = bin_edges(length)
    each = np.diff(edges)
    read = read_profiles(profiles, len(each))
    fits = read.usable
    parts = np.where(fits[:, None], read.numbers, 0.0) * each
    total = parts.sum(axis=1)
    shapeless = ~(total > 0) & ~read.elsewhen
    unseen = np.where(shapeless[:, None], each / length, parts / np.where(total > 0, total, 1.0)[:, None])
    return unseen, fits


def _nothing(value) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _numbers(value) -> tuple[float, ...] | None:
    """The numbers of a profile; None where it is not one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return None
    try:
        numbers = tuple(None if isinstance(number, bool) else float(number) for number in value)
    except (TypeError, ValueError, OverflowError):
        return None
    return numbers if all(number is not None and 0 <= number <= LARGEST for number in numbers) else None
