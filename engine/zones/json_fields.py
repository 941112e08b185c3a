"""Reads the members of JSON objects of geozones, and says in a sentence what is wrong with one."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from ..language import tr
from ..text import shortened
from ..timing.sun import DAY
from .geozone import Findings
from .schedule import ALL_DAYS, ANY, DAYS, EVENTS, Hours

MOST_CORNERS = 200_000
"""Of a ring."""
LARGEST_NUMBER = 1e7
"""Of heights and radii, in metres or feet."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Dates before and after stand for no limit."""
EARLIER, LATER = 14 * 3600.0, 12 * 3600.0
"""s by which UTC is behind, or ahead of, the local time of some place."""
_CLOCK = re.compile(r"^T?(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", re.ASCII)


@dataclass(frozen=True)
class Members:
    """One object. where: what it is, for messages, such as `Zone 3 (LSXX)`; grave: whether what is wrong with it
    decides where, when or whether drones may fly, so that the zone cannot be read."""

    of: dict
    where: str
    findings: Findings
    grave: bool = True

    def wrong(self, sentence: str, grave: bool | None = None) -> None:
        (self.findings.fault if (self.grave if grave is None else grave) else self.findings.remark)(sentence)

    def must_be(self, key: str, kind: str, grave: bool | None = None) -> None:
        value = self.of.get(key)
        if value is None and key not in self.of:
            self.wrong(tr("{where}: {key} is missing.", where=self.where, key=key), grave)
        else:
            shown = "[...]" if isinstance(value, list) else "{...}" if isinstance(value, dict) else shortened(value, 40)
            self.wrong(
                tr("{where}: {key} must be {kind}, not '{value}'.", where=self.where, key=key, kind=kind, value=shown),
                grave,
            )

    def text(self, key: str, required: bool = False, most: int | None = None, least: int = 0) -> str:
        """A text; empty where there is none, or it is null."""
        value = self.of.get(key)
        if value is None and not (required or key in self.of):
            return ""
        if not isinstance(value, str):
            self.must_be(key, tr("a text"))
            return ""
        if (most is not None and len(value) > most) or len(value) < least:
            self.wrong(
                tr("{where}: {key} has {count:,} characters.", where=self.where, key=key, count=len(value)), False
            )
        return value.strip()

    def choice(self, key: str, values: tuple[str, ...], required: bool = False, otherwise: str = "") -> str:
        """One of some texts."""
        value = self.of.get(key)
        if value is None and not required:
            if key in self.of:
                self.must_be(key, tr("one of {values}", values=", ".join(values)), False)
            return otherwise
        if not isinstance(value, str) or value not in values:
            self.must_be(key, tr("one of {values}", values=", ".join(values)))
            return otherwise
        return value

    def number(self, key: str, texts: bool = False) -> float | None:
        """A finite number; None where there is none, or it is null. texts: whether a text may hold it, and null
        stands for none."""
        value = self.of.get(key)
        if value is None:
            if key in self.of and not texts:
                self.must_be(key, tr("a number"), False)
            return None
        if texts and isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                value = None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= LARGEST_NUMBER:
            self.must_be(key, tr("a number"))
            return None
        return float(value)

    def items(self, key: str, kind: type, required: bool = False) -> list:
        """The items of an array, all of one kind."""
        value = self.of.get(key)
        if value is None and not (required or key in self.of):
            return []
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            self.must_be(key, tr("an array of objects") if kind is dict else tr("an array of texts"))
            return []
        return value

    def rings(self, key: str = "coordinates") -> list[np.ndarray]:
        """The rings of a polygon; empty, after a fault, where it has none that can be used."""
        return rings_of(self, self.of.get(key))

    def instant(self, key: str) -> float | None:
        """A date and time as s since the epoch; None where there is none. One without a time zone may be local or UTC:
        a begin is taken as early, and an end as late as it may be."""
        value = self.of.get(key)
        if value is None and key not in self.of:
            return None
        if value is None or value == "":
            self.must_be(key, tr("a date and time"), False)
            return None
        try:
            found = datetime.fromisoformat(value) if "T" in value or " " in value else None
        except (TypeError, ValueError):
            found = None
        if found is None:
            self.must_be(key, tr("a date and time, such as 2026-12-31T22:00:00Z"))
            return None
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            return None
        if found.tzinfo is None:
            self.findings.assume(tr("a date without a time zone may be local or UTC: the longer time is taken."))
            return found.replace(tzinfo=UTC).timestamp() + (LATER if key.startswith("end") else -EARLIER)
        return found.timestamp()

    def hours(self) -> Hours | None:
        """An entry of a schedule with the members day, startTime or startEvent, endTime or endEvent; None after a
        fault."""
        days = self._days()
        begin, offset = self._time("start")
        end, end_offset = self._time("end")
        if days is None or begin is None or end is None:
            return None
        if offset is None and end_offset is None and self._is_clock("start", "end"):
            self.findings.assume(
                tr(
                    "hours without a time zone may be local or UTC: whole days are taken, from the day before to the "
                    "day after."
                )
            )
            return Hours(tuple(sorted({(day + step) % 7 for day in days for step in (-1, 0, 1)})), 0.0, DAY)
        if isinstance(begin, float):
            shift, begin = divmod(begin - (offset if offset is not None else end_offset or 0.0), DAY)
            days = tuple(sorted((day + int(shift)) % 7 for day in days))
        if isinstance(end, float):
            end = (end - (end_offset if end_offset is not None else offset or 0.0)) % DAY or DAY
        if begin == end and isinstance(begin, str):
            self.wrong(tr("{where}: its hours begin and end with {event}.", where=self.where, event=begin))
            return None
        return Hours(days, begin, end)

    def _is_clock(self, *sides: str) -> bool:
        """Whether one of the times is given as hours and minutes."""
        return any(self.of.get(f"{side}Time") is not None for side in sides)

    def _days(self) -> tuple[int, ...] | None:
        value = self.of.get("day")
        names = value if isinstance(value, list) else [value]
        if not value:
            if not isinstance(value, list):
                self.must_be("day", tr("an array of days"), False)
            self.findings.assume(tr("hours without days are taken for every day."))
            return ALL_DAYS
        if not all(isinstance(name, str) and name in (*DAYS, ANY) for name in names):
            self.must_be("day", tr("one of {values}", values=", ".join((*DAYS, ANY))))
            return None
        return ALL_DAYS if ANY in names else tuple(sorted({DAYS.index(name) for name in names}))

    def _time(self, side: str) -> tuple[float | str | None, float | None]:
        """Seconds after midnight, or an event; and s of its offset from UTC, None where it has none. The whole day
        where neither is given."""
        time, event = self.of.get(f"{side}Time"), self.of.get(f"{side}Event")
        if event is not None and time is None:
            return self.choice(f"{side}Event", EVENTS) or None, None
        if time is None:
            return (0.0, None) if side == "start" else (DAY, None)
        match = _CLOCK.match(time) if isinstance(time, str) else None
        hour, minute, second = (int(each or 0) for each in match.groups()[:3]) if match else (99, 0, 0)
        seconds = hour * 3600.0 + minute * 60.0 + second
        if event is not None or seconds > DAY or minute > 59 or second > 60:
            self.must_be(f"{side}Time", tr("a time, such as 16:00:00Z, and the only one"))
            return None, None
        if side == "end" and seconds >= DAY - 60:
            seconds = DAY  # 23:59 stands for the end of the day
        if match[4] is None:
            return seconds, None
        return seconds, _offset(match[4])


def _offset(text: str) -> float:
    if text == "Z":
        return 0.0
    seconds = int(text[1:3]) * 3600.0 + int(text[-2:]) * 60.0
    return -seconds if text[0] == "-" else seconds


def rings_of(members: Members, value) -> list[np.ndarray]:
    """The rings of a polygon as (n, 2) longitudes and latitudes; empty, after a fault."""
    if not isinstance(value, list) or not value or not all(isinstance(ring, list) for ring in value):
        members.must_be("coordinates", tr("an array of rings"))
        return []
    rings = []
    for ring in value:
        points = [position(point) for point in ring[: MOST_CORNERS + 1]]
        if not 3 <= len(points) <= MOST_CORNERS or None in points:
            members.wrong(
                tr(
                    "{where}: its coordinates must be at least 3 positions of longitude and latitude in degrees, and "
                    "at most {most:,}.",
                    where=members.where,
                    most=MOST_CORNERS,
                )
            )
            return []
        rings.append(np.array(points, float))
    return rings


def position(value) -> tuple[float, float] | None:
    """Longitude and latitude; None for anything else."""
    if not isinstance(value, list) or len(value) < 2:
        return None
    if not all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in value):
        return None
    longitude, latitude = value[:2]
    if not (abs(longitude) <= 180 and abs(latitude) <= 90 and math.isfinite(longitude)):
        return None
    return float(longitude), float(latitude)


def in_language(texts: list, language: str) -> str:
    """The text of a list of texts with their languages: in the user's language, else English, else the first. language:
    such as zh_CN."""
    found = [
        each for each in texts if isinstance(each, dict) and isinstance(each.get("text"), str) and each["text"].strip()
    ]
    own = language.replace("_", "-").lower()
    for wanted in (*((own, own[:2]) if own else ()), "en", ""):
        for each in found:
            if str(each.get("lang", "")).lower().startswith(wanted):
                return each["text"].strip()
    return ""
