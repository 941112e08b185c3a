"""The sorties of a plan over its watch, as the timeline shows them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qgis.core import QgsFeature, QgsVectorLayer

from ..engine.language import tr
from ..engine.provenance.record import chain
from ..engine.timing.timezones import zone_of
from ..layers.attributes import is_null, text_of

DAY, YEAR = 86400.0, 365 * 86400.0
EARLY = 3 * 3600.0
"""Seconds before a watch that belong to it and not to the day before."""
STEPS = (300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10800.0, 14400.0, 21600.0)
"""Seconds between the ticks of the axis."""
Watch = tuple[float, float]


@dataclass(frozen=True)
class Sortie:
    """One sortie. starts, ends: s, of Timeline; left: % of the battery left after landing, NaN where unknown; feature:
    the id of the route; night: of a plan of many nights, 0 for others."""

    feature: int
    drone: int
    number: int
    starts: float
    ends: float
    left: float
    site: str
    spots: str
    night: int = 0


@dataclass(frozen=True)
class Timeline:
    """The sorties of a plan. Times are s since local midnight of the first day if `clock`, else s from the first
    take-off. begins, ends: of the watch if it is known, and of all sorties; watch: start and end of the watch."""

    sorties: tuple[Sortie, ...]
    begins: float
    ends: float
    clock: bool
    watch: Watch | None = None

    @property
    def drones(self) -> tuple[int, ...]:
        return tuple(sorted({one.drone for one in self.sorties}))

    @property
    def nights(self) -> tuple[int, ...]:
        return tuple(sorted({one.night for one in self.sorties}))

    def of_night(self, night: int) -> tuple[Sortie, ...]:
        return tuple(one for one in self.sorties if one.night == night)

    def label(self, moment: float) -> str:
        """A moment as local time of day, or as hours and minutes from the first take-off."""
        minutes = round(moment / 60)
        hours = minutes // 60 % 24 if self.clock else minutes // 60
        return f"{hours:02d}:{minutes % 60:02d}"

    def ticks(self, most: int) -> list[float]:
        """At most `most` moments for the axis, at round hours or parts of hours."""
        for step in STEPS:
            first, last = math.ceil(self.begins / step), math.floor(self.ends / step)
            if last - first < most:
                break
        return [number * step for number in range(first, last + 1)][:most]

    def says(self, sortie: Sortie) -> str:
        """A sortie in words."""
        said = tr(
            "Drone {drone}, sortie {number}: {start}–{end}, {minutes:.0f} min",
            drone=sortie.drone,
            number=sortie.number,
            start=self.label(sortie.starts),
            end=self.label(sortie.ends),
            minutes=(sortie.ends - sortie.starts) / 60,
        )
        if math.isfinite(sortie.left):
            said = tr("{said}, {left:.0f} % of the battery left", said=said, left=sortie.left)
        lines = [said]
        if sortie.site:
            lines.append(tr("From {site}", site=sortie.site))
        if sortie.spots:
            lines.append(tr("Visits {spots}", spots=sortie.spots))
        return "\n".join(lines)


def timeline_of(routes: QgsVectorLayer, record: dict) -> Timeline | None:
    """The timeline of a layer of routes; None where it holds none that can be shown. record: of its run. Raises
    UserError where its time zone is not known on this computer."""
    watch, zone = _watch(record)
    rows = [row for row in map(_times, routes.getFeatures()) if row is not None]
    if not rows:
        return None
    first = min(starts for _, starts, _ in rows)
    offset = _offset(first, watch, zone, record)
    sorties = []
    for feature, starts, ends in rows:
        shift = -first if offset is None else offset(starts)
        whole = (_whole(feature, name) for name in ("drone", "sortie"))
        texts = (_text(feature, name) for name in ("launch_site", "spots"))
        left, night = _real(feature, "left_pct"), _whole(feature, "night")
        sorties.append(Sortie(feature.id(), *whole, starts + shift, ends + shift, left, *texts, night))
    sorties.sort(key=lambda one: (one.night, one.drone, one.starts))
    return _around(sorties, offset is not None, watch if offset is not None else None)


def _times(feature: QgsFeature) -> tuple[QgsFeature, float, float] | None:
    """A route with the M of its first and last vertex; None where it has no times."""
    line = feature.geometry().constGet()
    if line is None or line.isEmpty() or not line.isMeasure():
        return None
    vertices = list(feature.geometry().vertices())
    starts, ends = vertices[0].m(), vertices[-1].m()
    return (feature, starts, ends) if math.isfinite(starts) and math.isfinite(ends) and ends >= starts else None


def _around(sorties: Sequence[Sortie], clock: bool, watch: Watch | None) -> Timeline:
    begins, ends = min(one.starts for one in sorties), max(one.ends for one in sorties)
    if watch is not None:
        begins, ends = min(begins, watch[0]), max(ends, watch[1])
    return Timeline(tuple(sorties), begins, ends, clock, watch)


def _offset(first: float, watch: Watch | None, zone: str, record: dict) -> Callable[[float], float] | None:
    """What to add to a time in M to get seconds after local midnight; None where M cannot be told as time of day, and
    is shown from the first take-off. first: the first M; zone: the time zone, UTC where it is empty."""
    if first > YEAR:  # seconds since 1970
        here, starts = zone_of(zone or "UTC"), watch[0] if watch is not None else 0.0

        def offset(moment: float) -> float:
            at = datetime.fromtimestamp(moment, here)
            seconds = at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6
            return (seconds - starts + EARLY) % DAY + starts - EARLY - moment

        return offset
    if watch is not None and record["parameters"].get("OBJECTIVE") in (0, None):
        return lambda moment: watch[0]  # M counts from the start of the watch
    return None


def _watch(record: dict) -> tuple[Watch | None, str]:
    """The watch in s after midnight, its end after its start, None where it is not recorded; and the time zone."""
    watch, zone = None, ""
    for one in chain(record):
        parameters = one["parameters"]
        zone = zone or str(parameters.get("TIMEZONE") or "")
        starts, ends = _seconds(parameters.get("WATCH_START")), _seconds(parameters.get("WATCH_END"))
        if watch is None and starts is not None and ends is not None:
            watch = (starts, ends if ends > starts else ends + DAY)
    return watch, zone


def _seconds(text) -> float | None:
    parts = str(text or "").split(":")
    if len(parts) < 2 or not all(part.isdigit() for part in parts[:3]):
        return None
    return int(parts[0]) * 3600.0 + int(parts[1]) * 60.0


def _value(feature: QgsFeature, name: str):
    index = feature.fields().lookupField(name)
    value = feature[index] if index >= 0 else None
    return None if is_null(value) else value


def _whole(feature: QgsFeature, name: str) -> int:
    value = _value(feature, name)
    return int(value) if isinstance(value, (int, float)) else 0


def _real(feature: QgsFeature, name: str) -> float:
    value = _value(feature, name)
    return float(value) if isinstance(value, (int, float)) else math.nan


def _text(feature: QgsFeature, name: str) -> str:
    value = _value(feature, name)
    return "" if value is None else text_of(value)
