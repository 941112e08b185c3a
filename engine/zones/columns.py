"""Reads no-fly zones with their heights and times from the columns of a table.

Ordinary polygons, without any of these columns, are in force at all heights and times. So is, as far as it is in doubt,
a zone whose values cannot be read: no zone may be ignored because of them.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import counted, listed, plain_text, shortened
from . import fields as names
from .schedule import periods
from .zones import AGL, ALWAYS, REFERENCES, Zones

FIELDS = (
    *(names.LOWER, names.LOWER_REF, names.UPPER, names.UPPER_REF),
    *(names.VALID_FROM, names.VALID_TO, names.SCHEDULE, names.RESTRICTION, names.NAME, names.ZONE_ID),
)
"""The columns that are read."""
SHORT = 10
"""Characters of a field's name that a shapefile keeps, and of a date as text."""
NAMED = 5
"""Zones that a sentence names."""
LONGEST = 40
"""Characters of a name in a sentence."""
UNREADABLE = object()


@dataclass(frozen=True)
class ReadZones:
    """The zones of a table. notes, doubts: sentences for the log, and warnings; dated: how many zones have times of
    validity."""

    zones: Zones
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    dated: int = 0


def zones_of_columns(
    table: str,
    polygons: np.ndarray,
    columns: Mapping[str, Sequence | None],
    places: Callable[[np.ndarray], np.ndarray],
    begins: float | None = None,
    ends: float | None = None,
    labels: Sequence[str | None] | None = None,
    rows: Sequence[str] | None = None,
) -> ReadZones:
    """The zones of a table.

    table: its name, for messages; polygons: (n,) in metres; columns: n values of each of FIELDS, None for those that
    the table does not have; a value is None, text, a number, or a date with or without a time (without a time zone:
    UTC); places: turns polygons into (n, 2) longitudes and latitudes of their middles; begins, ends: s since the epoch,
    the span for which the times in force are needed, None where there are no dates: all zones then count as in force;
    labels: (n,) what zones are called where there is no column of names; rows: (n,) what those without a name are
    called in messages, the numbers of the rows if None.
    """
    columns, count = {name: columns.get(name) for name in FIELDS}, len(polygons)
    restriction = columns[names.RESTRICTION] or [None] * count
    kept = np.flatnonzero([_text(value).upper() != names.NONE for value in restriction])
    own = {name: [values[row] for row in kept] for name, values in columns.items() if values is not None}
    called = _labels(columns, labels, count)
    called, polygons = [called[row] for row in kept], polygons[kept]
    rows = [str(row + 1) for row in range(count)] if rows is None else rows
    doubts = _Doubts(table, [label or rows[row] for label, row in zip(called, kept, strict=True)])
    lower, lower_ref, upper, upper_ref = _limits(own, len(kept), doubts)
    if begins is None or ends is None:
        inside = (ALWAYS,) * len(kept)
    else:
        inside = _periods(own, places(polygons), begins, ends, doubts)
    zones = Zones(polygons, lower, lower_ref, upper, upper_ref, inside, _objects(called))
    ignored = count - len(kept)
    notes = [_ignored_note(table, ignored)] if ignored else []
    times = [own[name] for name in (names.VALID_FROM, names.VALID_TO, names.SCHEDULE) if name in own]
    dated = sum(any(value is not None and value != "" for value in row) for row in zip(*times, strict=True))
    return ReadZones(zones, tuple(notes), tuple(doubts.sentences()), dated)


def column_of(columns: Sequence[str], name: str) -> str | None:
    """The column of this name, in any case, or cut as shapefiles cut names; None where there is none."""
    plain = {column.strip().casefold(): column for column in reversed(columns)}
    return plain.get(name, plain.get(name[:SHORT]))


class _Doubts:
    """What cannot be read, and of which zones."""

    def __init__(self, layer: str, labels: list[str]):
        self.layer, self.labels = layer, labels
        self.heights: dict[str, list[int]] = {}
        self.times: dict[str, list[int]] = {}

    def sentences(self) -> list[str]:
        """A warning for each kind of doubt."""
        found = []
        for reason, rows in self.heights.items():
            found.append(
                tr(
                    "{layer}: {zones} as in force at all heights, because {reason} ({labels}).",
                    **self._values(reason, rows),
                )
            )
        for reason, rows in self.times.items():
            found.append(
                tr(
                    "{layer}: {zones} as in force at all times, because {reason} ({labels}).",
                    **self._values(reason, rows),
                )
            )
        return found

    def _values(self, reason: str, rows: list[int]) -> dict[str, str]:
        labels = [shortened(self.labels[row], LONGEST) for row in rows]
        return {
            "layer": self.layer,
            "reason": reason,
            "zones": counted(len(rows), "zone counts", "zones count"),
            "labels": listed(labels, NAMED),
        }


def _text(value) -> str:
    return plain_text(value).strip()


def _labels(columns: Mapping[str, Sequence | None], labels: Sequence | None, count: int) -> list[str | None]:
    """What each zone is called: its name, else its id; None where it has neither."""
    own = columns[names.NAME] or labels or [None] * count
    both = zip(own, columns[names.ZONE_ID] or [None] * count, strict=True)
    return [_text(name) or _text(zone_id) or None for name, zone_id in both]


def _objects(values: list) -> np.ndarray:
    made = np.empty(len(values), object)
    made[:] = values
    return made


def _limits(own: dict[str, list], count: int, doubts: _Doubts):
    """(n,) lower, lower_ref, upper, upper_ref."""
    lower, upper = np.full(count, -np.inf), np.full(count, np.inf)
    references = {name: np.full(count, AGL, object) for name in (names.LOWER_REF, names.UPPER_REF)}
    for row in range(count):
        limits, wrong = [], None
        for name, reference in ((names.LOWER, names.LOWER_REF), (names.UPPER, names.UPPER_REF)):
            value = own[name][row] if name in own else None
            number = _number(value)
            ref = _text(own[reference][row] if reference in own else None).upper()
            if number is UNREADABLE:
                wrong = wrong or tr("{field} is no number", field=name)
            elif number is not None and ref not in REFERENCES:
                wrong = wrong or tr("{field} is none of {known}", field=reference, known=", ".join(REFERENCES))
            limits.append((number, ref))
        if wrong is None:
            (low, low_ref), (high, high_ref) = limits
            if high is not None and low is not None and low_ref == high_ref and low >= high:
                wrong = tr("the lower limit is not below the upper limit")
            elif high is not None and high_ref == AGL and high <= 0:
                wrong = tr("the upper limit is not above the ground")
        if wrong is not None:
            doubts.heights.setdefault(wrong, []).append(row)
            continue
        if low is not None:
            lower[row], references[names.LOWER_REF][row] = low, low_ref
        if high is not None:
            upper[row], references[names.UPPER_REF][row] = high, high_ref
    return lower, references[names.LOWER_REF], upper, references[names.UPPER_REF]


def _number(value):
    """A limit in m; None for none; UNREADABLE. Text with a comma is not read, because that may be either separator."""
    if value is None or isinstance(value, bool):
        return None if value is None else UNREADABLE
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else UNREADABLE
    text = _text(value)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return UNREADABLE
    return number if math.isfinite(number) and "_" not in text else UNREADABLE


def _periods(own: dict[str, list], places: np.ndarray, begins: float, ends: float, doubts: _Doubts):
    """n of (k, 2) s since the epoch, the times in force of zones at (n, 2) longitudes and latitudes."""
    found = []
    for row, (lon, lat) in enumerate(places.tolist()):
        first, last = (
            _moment(own[name][row], name == names.VALID_TO) if name in own else None
            for name in (names.VALID_FROM, names.VALID_TO)
        )
        schedule = _text(own[names.SCHEDULE][row]) if names.SCHEDULE in own else ""
        wrong, inside = None, ALWAYS
        if UNREADABLE in (first, last):
            wrong = tr("{field} is no date and time", field=names.VALID_FROM if first is UNREADABLE else names.VALID_TO)
        elif first is not None and last is not None and first > last:
            wrong = tr("{first} is after {last}", first=names.VALID_FROM, last=names.VALID_TO)
        elif schedule and not (np.isfinite(lon) and np.isfinite(lat)):
            wrong = tr("the place is unknown")
        else:
            try:
                inside = periods(first, last, schedule or None, begins, ends, lon, lat)
            except UserError:
                wrong = tr("the {field} cannot be read", field=names.SCHEDULE)
        if wrong is not None:
            doubts.times.setdefault(wrong, []).append(row)
        found.append(inside)
    return tuple(found)


def _moment(value, ends: bool):
    """A date and time in s since the epoch; None for none; UNREADABLE. Without a time zone it is UTC; a date alone is
    the beginning of that day, or its end where `ends`."""
    if value is None:
        return None
    if isinstance(value, str):
        text = value.strip().replace("/", "-")
        if not text:
            return None
        try:
            value = date.fromisoformat(text) if len(text) <= SHORT else datetime.fromisoformat(text)
        except ValueError:
            return UNREADABLE
    if isinstance(value, datetime):
        at = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return (at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)
    if isinstance(value, date):
        return (value.toordinal() - date(1970, 1, 1).toordinal()) * 86400.0 + (86400.0 if ends else 0.0)
    return UNREADABLE


def _ignored_note(layer: str, ignored: int) -> str:
    zones = counted(ignored, "zone has", "zones have")
    return tr(
        "{layer}: {zones} the restriction {none}, which restricts nothing, and no effect.",
        layer=layer,
        zones=zones,
        none=names.NONE,
    )
