"""Epochs: what numbers that stand for times are counted from, and in which unit."""

import re
from dataclasses import dataclass

import numpy as np

from ..language import tr
from .timezones import DAY, EARLIEST, LATEST

LEAP_SECONDS = 18.0  # by which GPS time has been ahead of UTC since 2017; before that, up to 18 s less
UNIX_IS_CERTAIN = 1_577_836_800.0  # 2020-01-01: seconds since 1970 that are earlier may be those of another epoch


@dataclass(frozen=True)
class Epoch:
    """What numbers count. origin: s since 1970 at which they are 0; per_second: how many of them make a second;
    local: whether they give wall-clock time rather than UTC; title: the plural, for messages."""

    name: str
    title: str
    origin: float
    per_second: float
    local: bool = False

    def seconds(self, numbers: np.ndarray) -> np.ndarray:
        """(n,) seconds since 1970; as if the clocks showed UTC where `local`."""
        if self.per_second < 1:  # days: a float does not hold a second exactly
            return np.round(numbers / self.per_second + self.origin, 3)
        return numbers / self.per_second + self.origin if self.origin else numbers / self.per_second


UNITS = (
    ("s", 1.0, "seconds", tr("seconds")),
    ("ms", 1e3, "milliseconds", tr("milliseconds")),
    ("us", 1e6, "microseconds", tr("microseconds")),
    ("ns", 1e9, "nanoseconds", tr("nanoseconds")),
)
_COUNTED = (
    ("unix", 0.0, tr("since 1970")),
    ("gps", 315_964_800.0 - LEAP_SECONDS, tr("since 1980-01-06 (GPS)")),
    ("fit", 631_065_600.0, tr("since 1989-12-31 (FIT)")),
    ("2000", 946_684_800.0, tr("since 2000-01-01")),
    ("cocoa", 978_307_200.0, tr("since 2001-01-01 (Cocoa, Apple)")),
)
_SPECIAL = (
    Epoch(".net", tr("ticks of .NET (100 ns since the year 1)"), -62_135_596_800.0, 1e7),
    Epoch("filetime", tr("FILETIME of Windows (100 ns since 1601)"), -11_644_473_600.0, 1e7),
    Epoch("excel", tr("days of Excel (since 1899-12-30)"), -25_569 * DAY, 1 / DAY, True),
    Epoch("excel 1904", tr("days of Excel in its 1904 date system"), -24_107 * DAY, 1 / DAY, True),
    Epoch("julian", "Julian days", -2_440_587.5 * DAY, 1 / DAY),
    Epoch("mjd", tr("modified Julian days"), -40_587 * DAY, 1 / DAY),
    Epoch("matlab", tr("days of MATLAB (since the year 0)"), -719_529 * DAY, 1 / DAY, True),
)
_LIKELY = (1_262_304_000.0, 1_956_528_000.0)  # 2010 to 2031: when receivers that count from these epochs are used
NAMES = "unix, unix ms, gps, fit, cocoa, 2000, .net, filetime, excel, excel 1904, julian, mjd, matlab"


def epoch_of(name: str) -> Epoch | None:
    """The epoch of a name such as unix, unix ms, gps, fit, cocoa, 2000, .net, excel; None if there is none."""
    name = re.sub(r"[ _-]+", " ", name.strip().lower())
    for special in _SPECIAL:
        if name in (special.name, special.name.lstrip("."), f"{special.name} days", f"{special.name} ticks"):
            return special
    words = name.split()
    if not words or len(words) > 2:
        return None
    unit = next((u for u in UNITS if words[-1] in (u[0], u[2], u[2][:-1])), None)
    kinds = {**{kind: (kind, *rest) for kind, *rest in _COUNTED}, "epoch": _COUNTED[0], "apple": _COUNTED[-1]}
    if (len(words) == 2 and unit is None) or words[0] not in kinds:
        return None
    return _counted(tuple(kinds[words[0]]), unit if len(words) == 2 else UNITS[0])


def recognised(median: float) -> Epoch:
    """The epoch of numbers of this median size. Where several are possible, it is that of 1970."""
    for name, low, high in (
        ("excel", 29_221, 51_544),  # 1980 to 2041; from then on, days since 1858 are the more usual ones
        ("mjd", 51_544, 88_128),  # 2000 to 2100
        ("matlab", 723_181, 767_376),  # 1980 to 2100, as those below
        ("julian", 2_444_239, 2_488_435),
        ("filetime", 119_600_064e9, 157_800_000e9),
        (".net", 6.2e17, 6.7e17),
    ):
        if low <= median < high:
            return epoch_of(name)
    return _counted(_COUNTED[0], next((unit for unit in UNITS if median / unit[1] < 1e11), UNITS[-1]))


def alternatives(epoch: Epoch, median: float) -> list[Epoch]:
    """Other epochs that numbers of this median size may be of. The later the time by the epoch taken, the fewer: none
    for a time after 2020 in seconds since 1970."""
    if not epoch.name.startswith("unix") or median / epoch.per_second >= UNIX_IS_CERTAIN:
        return []
    unit = next(u for u in UNITS if u[1] == epoch.per_second)
    others = [_counted(kind, unit) for kind in _COUNTED[1:]]
    return [other for other in others if _LIKELY[0] <= float(other.seconds(np.float64(median))) < _LIKELY[1]]


def in_range(seconds: np.ndarray) -> np.ndarray:
    """The seconds since 1970, NaN outside 1980 to 2100."""
    return np.where((seconds >= EARLIEST) & (seconds < LATEST), seconds, np.nan)


def _counted(kind: tuple[str, float, str], unit: tuple[str, float, str, str]) -> Epoch:
    name, origin, since = kind
    return Epoch(
        name if unit[0] == "s" else f"{name} {unit[0]}",
        tr("{units} {since}", units=unit[3], since=since),
        origin,
        unit[1],
    )
