"""Archives of the fixes of units that walk, drive and stand in a city, written day by day: any number of fixes, the
same for the same seed, in the memory of one day.

Every unit reports day and night, about every 12 s, and continues after midnight where it was. The dirt of real data is
in it: fixes kilometres away, rows given twice, outages, breaks of some hours, and a unit that stops reporting. A day of
a unit has the same number of fixes in every archive: one of more fixes has more units in the same city.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from blindspot.benchmarks.synthetic import ASTRAY, SIDE
from blindspot.engine.archive.local_days import LocalDays, date_text, day_number
from blindspot.engine.archive.writing import add_day
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.tracks.fixes import Fixes

CRS, TIMEZONE = "EPSG:32635", "Europe/Helsinki"
ORIGIN = (376_000.0, 6_668_000.0)  # the south-western corner of the city, metres
FIRST = "2026-01-05"  # no clock change until 29 March
EACH = 6667  # fixes of a unit in a day, about
DRAWN = 7400  # more than a unit ever has in a day
INTERVAL = (8, 17)  # seconds between fixes; the second is excluded
OUTAGES, OUTAGE = 1 / 3000, (900, 3000)  # how often after a fix, and seconds: longer than MAX_OUTAGE
BREAKS, BREAK = 1 / 23_000, (3700, 10_700)  # the same for breaks: longer than MAX_PAUSE
MOVING = 0.3  # share of an outage in which the unit moves on
CHANGES = 1 / 100  # how often a unit changes from walking to driving or standing
SPEEDS, SHARES = (0.0, 1.4, 8.0), (0.3, 0.4, 0.3)  # m/s
SCATTER = 3.0  # metres
OUTLIERS, REPEATS = 0.001, 0.001  # shares of the fixes
STOPS = 1  # the number of the unit that stops reporting after two thirds of the days


@dataclass(frozen=True)
class Patrols:
    """Where all units are at midnight, (u,) each. due: seconds until the next fix; x, y: metres from the corner of the
    city, without the reflections at its edges; heading: radians; speed: m/s."""

    due: np.ndarray
    x: np.ndarray
    y: np.ndarray
    heading: np.ndarray
    speed: np.ndarray

    @classmethod
    def at_the_start(cls, units: int, random: np.random.Generator) -> "Patrols":
        x, y = random.uniform(0, SIDE, (2, units))
        due, heading = random.integers(0, INTERVAL[1], units), random.uniform(0, 2 * np.pi, units)
        return cls(due, x, y, heading, random.choice(SPEEDS, units, p=SHARES))

    def day(self, random: np.random.Generator) -> tuple["Patrols", tuple[np.ndarray, ...]]:
        """The units at the next midnight, and (n,) the unit, the seconds since this midnight, x and y of the fixes of
        the day, sorted by unit and time, with outliers and repeats."""
        units = len(self.due)
        shape = units, DRAWN
        seconds = random.integers(*INTERVAL, shape)
        silence = np.where(random.random(shape) < OUTAGES, random.integers(*OUTAGE, shape), 0)
        breaks = np.where(random.random(shape) < BREAKS, random.integers(*BREAK, shape), 0)
        t = self.due[:, None] + _sums_before(seconds + silence + breaks)
        heading = self.heading[:, None] + _sums_before(random.normal(0, 0.3, shape))
        speed = _held(random.choice(SPEEDS, shape, p=SHARES), random.random(shape) < CHANGES, self.speed)
        step = speed * (seconds + MOVING * silence)
        del seconds, silence, breaks
        x = self.x[:, None] + _sums_before(np.cos(heading) * step)
        y = self.y[:, None] + _sums_before(np.sin(heading) * step)
        inside = t < DAY
        next_ = np.arange(units), inside.sum(axis=1)  # the first fix of the next day
        then = Patrols(t[next_] - int(DAY), *(values[next_] for values in (x, y, heading, speed)))
        unit = np.repeat(np.arange(units), next_[1])
        seen = [np.abs(way[inside] % (2 * SIDE) - SIDE) for way in (x, y)]
        astray = random.random(len(unit)) < OUTLIERS
        for at in seen:
            at += random.normal(0, SCATTER, len(at))
            at[astray] += random.normal(0, ASTRAY, astray.sum())
        row = np.repeat(np.arange(len(unit)), 1 + (random.random(len(unit)) < REPEATS))
        return then, (unit[row], t[inside][row], seen[0][row], seen[1][row])


def _sums_before(values: np.ndarray) -> np.ndarray:
    """The sums of the values before each one along the last axis."""
    return np.cumsum(values, axis=1) - values


def _held(values: np.ndarray, changes: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The values at changes, held until the next one; before that, the first ones."""
    values[:, 0], changes[:, 0] = first, True
    last = np.maximum.accumulate(np.where(changes, np.arange(values.shape[1]), 0), axis=1)
    return np.take_along_axis(values, last, axis=1)


def units_for(fixes: int, days: int) -> int:
    """How many units have about so many fixes in so many days."""
    return max(round(fixes / days / EACH), 2)


def write_archive(path: Path, units: int, days: int, seed: int = 1) -> Path:
    """Writes an archive of so many days and units, unless there is one."""
    if path.exists():
        return path
    unfinished = path.with_name(f"unfinished_{path.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    first = day_number(FIRST)
    local = LocalDays.of_numbers(TIMEZONE, first, first + days)
    names = tuple(f"U{number:04d}" for number in range(units))
    patrols, rows = Patrols.at_the_start(units, np.random.default_rng(seed)), 0
    for number in range(days):
        patrols, (unit, t, x, y) = patrols.day(np.random.default_rng((seed, number)))
        if number >= days * 2 // 3:
            some = unit != STOPS
            unit, t, x, y = unit[some], t[some], x[some], y[some]
        midnight = local.bounds(first + number)[0]
        row = np.arange(rows, rows + len(t))
        rows += len(t)
        fixes = Fixes(x + ORIGIN[0], y + ORIGIN[1], t + midnight, unit, row, names)
        add_day(str(unfinished), date_text(first + number), fixes, CRS, TIMEZONE)
    return unfinished.rename(path)


def first_days(archive: Path, path: Path, days: int) -> Path:
    """An archive of the first days of another one, with hard links to its files, or copies where there are none."""
    if not path.exists():
        unfinished = path.with_name(f"unfinished_{path.name}")
        shutil.rmtree(unfinished, ignore_errors=True)
        dates = {date_text(day_number(FIRST) + number) for number in range(days)}

        def others(folder: str, names: list[str]) -> list[str]:
            return [name for name in names if name.startswith("date=") and name.removeprefix("date=") not in dates]

        shutil.copytree(archive, unfinished, ignore=others, copy_function=_link)
        unfinished.rename(path)
    return path


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
