"""Reads no-fly zones with their heights and times from the fields of a layer.

Ordinary polygons, without any of these fields, are in force at all heights and times. So is, as far as it is in doubt,
a zone whose fields cannot be read: no zone may be ignored because of its fields.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..engine.errors import UserError
from ..engine.language import tr
from ..engine.text import counted, listed, shortened
from ..engine.zones import fields as names
from ..engine.zones.schedule import periods
from ..engine.zones.zones import AGL, ALWAYS, REFERENCES, Zones
from .attributes import is_null, text_of
from .crs import transform_xy
from .features import Features

WGS84 = "EPSG:4326"
SHORT = 10
"""Characters of a field's name that a shapefile keeps."""
NAMED = 5
"""Zones that a sentence names."""
LONGEST = 40
"""Characters of a name in a sentence."""
UNREADABLE = object()


@dataclass(frozen=True)
class ReadZones:
    """The zones of a layer. notes, doubts: sentences for the log, and warnings; dated: how many zones have times of
    validity."""

    zones: Zones
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    dated: int = 0


def zones_of(
    features: Features,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    begins: float | None = None,
    ends: float | None = None,
) -> ReadZones:
    """The zones of polygon features, which are in `crs`.

    begins, ends: s since the epoch, the span for which the times in force are needed; None where there are no dates:
    all zones then count as in force.
    """
    columns = {name: _column(features, name) for name in _FIELDS}
    kept = np.flatnonzero(
        [_text(value).upper() != names.NONE for value in _filled(columns[names.RESTRICTION], features)]
    )
    own = {name: [values[row] for row in kept] for name, values in columns.items() if values is not None}
    polygons, labels = features.geometry[kept], _labels(features, columns)
    labels = [labels[row] for row in kept]
    doubts = _Doubts(features.name, [label or str(features.fid[row]) for label, row in zip(labels, kept, strict=True)])
    lower, lower_ref, upper, upper_ref = _limits(own, len(kept), doubts)
    if begins is None or ends is None:
        inside = (ALWAYS,) * len(kept)
    else:
        places = _middles(polygons, crs, transform_context)
        inside = _periods(own, places, begins, ends, doubts)
    zones = Zones(polygons, lower, lower_ref, upper, upper_ref, inside, np.array(labels, object))
    ignored = len(features) - len(kept)
    notes = [_ignored_note(features.name, ignored)] if ignored else []
    times = [own[name] for name in (names.VALID_FROM, names.VALID_TO, names.SCHEDULE) if name in own]
    dated = sum(any(value is not None and value != "" for value in row) for row in zip(*times, strict=True))
    return ReadZones(zones, tuple(notes), tuple(doubts.sentences()), dated)


_FIELDS = (
    *(names.LOWER, names.LOWER_REF, names.UPPER, names.UPPER_REF),
    *(names.VALID_FROM, names.VALID_TO, names.SCHEDULE, names.RESTRICTION, names.NAME, names.ZONE_ID),
)


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


def _found(fields: Sequence[str], name: str) -> str | None:
    """The field of this name, in any case, or cut as shapefiles cut names."""
    plain = {field.strip().casefold(): field for field in reversed(fields)}
    return plain.get(name, plain.get(name[:SHORT]))


def _column(features: Features, name: str) -> list | None:
    """The values of a field, None for null; None where there is no such field."""
    field = _found([field.name() for field in features.fields], name)
    return None if field is None else [None if is_null(value) else value for value in features.table[field].tolist()]


def _filled(column: list | None, features: Features) -> list:
    return [None] * len(features) if column is None else column


def _text(value) -> str:
    return text_of(value).strip()


def _labels(features: Features, columns: dict[str, list | None]) -> list[str | None]:
    """What each zone is called: its name, else its id; None where it has neither."""
    own = features.names if columns[names.NAME] is None else columns[names.NAME]
    both = zip(own or [None] * len(features), _filled(columns[names.ZONE_ID], features), strict=True)
    return [_text(name) or _text(zone_id) or None for name, zone_id in both]


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
    if isinstance(value, QDateTime):
        local = value.timeSpec() == Qt.TimeSpec.LocalTime  # its date and time of day are read, as UTC
        at = value if local else value.toUTC()
        day, clock = at.date(), at.time()
        if not (day.isValid() and clock.isValid() and 1 <= day.year() <= 9999):
            return UNREADABLE
        return _seconds(day.year(), day.month(), day.day()) + clock.msecsSinceStartOfDay() / 1000
    if isinstance(value, QDate):
        if not (value.isValid() and 1 <= value.year() <= 9999):
            return UNREADABLE
        return _seconds(value.year(), value.month(), value.day()) + (86400.0 if ends else 0.0)
    text = value.strip().replace("/", "-") if isinstance(value, str) else None
    if text is None:
        return UNREADABLE
    if not text:
        return None
    try:
        if len(text) <= SHORT:
            day = date.fromisoformat(text)
            return _seconds(day.year, day.month, day.day) + (86400.0 if ends else 0.0)
        at = datetime.fromisoformat(text)
    except ValueError:
        return UNREADABLE
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)


def _seconds(year: int, month: int, day: int) -> float:
    return (date(year, month, day).toordinal() - date(1970, 1, 1).toordinal()) * 86400.0


def _middles(polygons: np.ndarray, crs, transform_context) -> np.ndarray:
    """(n, 2) longitude and latitude of the middles of polygons."""
    if not len(polygons):
        return np.zeros((0, 2))
    middle = shapely.get_coordinates(shapely.centroid(polygons))
    return np.column_stack(
        transform_xy(middle[:, 0], middle[:, 1], crs, QgsCoordinateReferenceSystem(WGS84), transform_context)
    )


def _ignored_note(layer: str, ignored: int) -> str:
    zones = counted(ignored, "zone has", "zones have")
    return tr(
        "{layer}: {zones} the restriction {none}, which restricts nothing, and no effect.",
        layer=layer,
        zones=zones,
        none=names.NONE,
    )
