"""Local days: which one an instant belongs to, and when it begins and ends."""

from dataclasses import dataclass

import numpy as np

from ..timing.timezones import DAY, clock_changes, localize


@dataclass(frozen=True)
class LocalDays:
    """Consecutive local days. first: the number of the first one, in days since 1970-01-01; starts: (d + 1,) s since
    the epoch, the start of each day and the end of the last. A day begins with the first instant at which the local
    clock shows its midnight, or, where that is skipped, the first time after it."""

    first: int
    starts: np.ndarray

    @classmethod
    def around(cls, timezone: str, first: float, last: float) -> "LocalDays":
        """All days from the instant `first` to the instant `last`, s since the epoch. Raises UserError for an unknown
        zone."""
        offset = clock_changes(timezone, first, last).offset
        number = int(np.floor((first + offset.min()) / DAY)) - 1
        end = int(np.floor((last + offset.max()) / DAY)) + 2
        return cls.of_numbers(timezone, number, end)

    @classmethod
    def of_numbers(cls, timezone: str, first: int, end: int) -> "LocalDays":
        """The days with the numbers from `first` to `end` - 1."""
        return cls(first, localize(np.arange(first, end + 1) * DAY, timezone).seconds)

    def numbers(self, t: np.ndarray) -> np.ndarray:
        """(n,) the number of the day of each instant."""
        return self.first + np.searchsorted(self.starts, t, side="right") - 1

    def bounds(self, number: int) -> tuple[float, float]:
        """Start and end of a day, s since the epoch."""
        index = number - self.first
        return float(self.starts[index]), float(self.starts[index + 1])


def date_text(number: int) -> str:
    """The date of a day by its number: 2026-01-31."""
    return str(np.datetime64(int(number), "D"))


def day_number(date: str) -> int:
    """The number of a day by its date. Raises ValueError where the text is no date."""
    return int(np.datetime64(date, "D").astype(np.int64))
