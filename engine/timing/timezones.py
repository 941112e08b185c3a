"""Time zones: conversion between local wall-clock times and instants.

A wall-clock time without an offset ("naive") is an instant only together with a time zone. When a zone's clocks go
back, an hour occurs twice; when they go forward, an hour is skipped. Offsets are taken from the zone database through
Python's own tzinfo objects and then applied with NumPy. pandas would be slow here: with the zones of Python's zoneinfo,
its default from version 3, it converts one element at a time.
"""

import difflib
import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import alternatives, shortened

try:
    import pytz
except ImportError:  # pandas 3 does not require it
    pytz = None

DAY = 86_400.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = 315_532_800.0  # 1980-01-01; GPS time begins that week, so an earlier time comes from a clock never set
LATEST = 4_133_980_800.0  # 2101-01-01


@dataclass(frozen=True)
class Localized:
    """Wall-clock times as instants.

    seconds: (n,) since the epoch; repeated, skipped: number of times that the clocks show twice, or never; ambiguous:
    (n,) the times shown twice, read as the first of the two; shift: (repeated,) seconds from the first to the second.
    """

    seconds: np.ndarray
    repeated: int
    skipped: int
    ambiguous: np.ndarray
    shift: np.ndarray


@dataclass(frozen=True)
class ClockChanges:
    """The clock changes of a time zone.

    at: (k,) rising instants of the changes; offset: (k + 1,) seconds ahead of UTC before, between and after them.
    """

    at: np.ndarray
    offset: np.ndarray

    @property
    def wall(self) -> np.ndarray:
        """(k,) wall-clock times from which on only the later offset is possible."""
        return self.at + np.maximum(self.offset[:-1], self.offset[1:])


def check_timezone(name: str) -> None:
    """Raises UserError, with the most similar names, if `name` is not in the IANA time zone database."""
    if name in zone_names():
        return
    means = _suggestions(str(name))
    hint = tr(" Did you mean {means}?", means=alternatives(means)) if means else ""
    if len(zone_names()) < 10:
        hint = tr(" This Python has no time zone database: install its package tzdata.")
    raise UserError(
        tr(
            "There is no time zone '{name}'.{hint} "
            "TIMEZONE takes an IANA name, such as Europe/Berlin, Asia/Shanghai or UTC.",
            name=shortened(name),
            hint=hint,
        )
    )


def clock_changes(timezone: str, first: float, last: float) -> ClockChanges:
    """The clock changes of `timezone` between two instants, with a margin of a day on both sides.

    The offset is sampled every third day: since 1980 no zone has changed its clocks twice within six days. Raises
    UserError for an unknown zone.
    """
    zone = zone_of(timezone)

    def offset(instant: float) -> float:
        return datetime.fromtimestamp(instant, zone).utcoffset().total_seconds()

    first, last = np.clip([first, last], EARLIEST - DAY, LATEST + DAY)
    days = np.arange(np.floor(first / DAY) - 1, np.ceil(last / DAY) + 4, 3) * DAY
    offsets = np.array([offset(day) for day in days.tolist()])
    moved = np.flatnonzero(offsets[1:] != offsets[:-1])
    at = [_change_between(offset, int(days[i]), int(days[i + 1])) for i in moved]
    return ClockChanges(np.array(at, float), offsets[np.r_[0, moved + 1]])


def localize(wall: np.ndarray, timezone: str) -> Localized:
    """Instants of wall-clock times in `timezone`, (n,) seconds as if the clocks showed UTC; NaN stays NaN.

    A time that the clocks show twice is read as the first of the two, in summer time. A time that they skip is moved
    forward by as much as the clocks were, that is, read with the offset before the change; so two skipped times keep
    their distance. Raises UserError for an unknown zone.
    """
    wall = np.asarray(wall, np.float64)
    known = wall[np.isfinite(wall)]
    if not len(known):
        return Localized(np.full(wall.shape, np.nan), 0, 0, np.zeros(wall.shape, bool), np.zeros(0))
    changes = clock_changes(timezone, known.min(), known.max())
    change = np.searchsorted(changes.wall, wall, side="right")  # the next change; NaN sorts last and stays NaN
    step = np.r_[np.diff(changes.offset), 0.0]
    odd = np.r_[changes.wall - np.abs(step[:-1]), np.inf][change] <= wall
    ambiguous = odd & (step[change] < 0)
    return Localized(
        wall - changes.offset[change],
        int(np.count_nonzero(ambiguous)),
        int(np.count_nonzero(odd & (step[change] > 0))),
        ambiguous,
        -step[change[ambiguous]],
    )


def clock_notes(localized: Localized, timezone: str) -> list[str]:
    """Notes for the analyst about times that the clocks never show; empty if there are none. For those that they show
    twice see `repeated_hour`."""
    notes = []
    if localized.skipped:
        notes.append(
            tr(
                "Where the clocks of {timezone} go forward and skip a time, it is moved forward as well "
                "(rows: {skipped:,}).",
                timezone=timezone,
                skipped=localized.skipped,
            )
        )
    return notes


def zone_of(name: str) -> tzinfo:
    check_timezone(name)
    if name == "UTC":
        return UTC
    try:
        return zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        return pytz.timezone(name)  # Windows has no zone database; pandas installs pytz, or tzdata for zoneinfo


@cache
def zone_names() -> frozenset[str]:
    """All names that are known here, except those that depend on the machine."""
    return frozenset(
        {"UTC", *zoneinfo.available_timezones(), *(pytz.all_timezones if pytz else ())} - {"localtime", "Factory"}
    )


def _suggestions(name: str) -> list[str]:
    offset = re.fullmatch(r" *(?:UTC|GMT)? *([-+])0?(\d{1,2})(?::?00)? *", name, re.IGNORECASE)
    if offset:  # names such as Etc/GMT-8 have the opposite sign: UTC+8 is Etc/GMT-8
        name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{offset[2]}"
        return [name] if name in zone_names() else []
    by_key: dict[str, list[str]] = {}
    for known in sorted(zone_names()):
        for key in {known.lower(), known.lower().rpartition("/")[2]}:
            by_key.setdefault(key, []).append(known)
    wanted = name.strip().lower().replace(" ", "_")
    close = difflib.get_close_matches(wanted, by_key, n=3, cutoff=0.7)
    return list(dict.fromkeys(known for key in close for known in by_key[key]))[:3]


def _change_between(offset, low: int, high: int) -> int:
    """The first second with the offset of `high`, by bisection; `low` has another offset."""
    after = offset(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if offset(middle) == after else (middle, high)
    return high
