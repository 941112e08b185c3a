"""The stages that the benchmark of archives measures: writing one, scoring it, and plain dwell by cell and hour."""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from blindspot.benchmarks.archive_fixes import CRS, ORIGIN, first_days, write_archive
from blindspot.benchmarks.stages import processing_run
from blindspot.benchmarks.synthetic import SIDE
from blindspot.engine.archive.dataset import Archive
from blindspot.engine.archive.day import Day
from blindspot.engine.progress import Progress, quiet
from blindspot.engine.slices.workers import Workers

Work = Callable[[], Any]
Said = dict[str, Any]
Stage = tuple[Work, Callable[[Any], Said]]
"""What to measure, and what there is to say of its result: found, a text; parts, seconds by name. Of an archive also
fixes, how many, and there, whether it was kept."""

CELL = 50.0  # metres
ACROSS = round(SIDE / CELL)
LONGEST = 600.0  # seconds: a fix counts no longer than this
HOUR, HOURS = 3600.0, 24
OFFSET = 2  # hours that local time is ahead of UTC on all days of these archives


@dataclass(frozen=True)
class ArchiveJob:
    """The input of a stage. units, days: of the archive; folder: of all archives; grown: whether the day after is in it
    as well; threads: days computed at a time; cores: processors the process may use; partials: a folder for partial
    results, emptied before `fresh` runs; output: the file of the places; last: LAST_NIGHTS, 0 for all; all_day: whether
    all hours count; dwell: the file of the sums."""

    folder: str
    units: int
    days: int
    threads: int
    cores: int
    grown: bool = False
    fresh: bool = True
    last: int = 0
    all_day: bool = False
    partials: str = ""
    output: str = ""
    dwell: str = ""

    @property
    def whole(self) -> Path:
        """The archive with one day more."""
        return Path(self.folder) / f"{self.units}_units_{self.days + 1}_days"

    @property
    def archive(self) -> Path:
        if self.grown:
            return self.whole
        return Path(self.folder) / f"{self.units}_units_{self.days}_days_of_{self.days + 1}"


def generate(job: ArchiveJob) -> Stage:
    """Writes the archive with one day more, and the one without it; nothing where they exist."""
    there = job.whole.exists()

    def work() -> Archive:
        write_archive(job.whole, job.units, job.days + 1)
        return Archive.open(str(first_days(job.whole, job.archive, job.days)))

    def say(archive: Archive) -> Said:
        size = sum(path.stat().st_size for path in Path(archive.path).glob("*/*.parquet"))
        fixes = sum(day.fixes for day in archive.days)
        return {"found": f"{size / 1e6:,.0f} MB", "parts": {}, "fixes": fixes, "there": there}

    return work, say


def score(job: ArchiveJob) -> Stage:
    """blindspot:scorearchive, to a file."""
    run = processing_run()
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
    from qgis.PyQt.QtCore import QTime

    from blindspot.algorithms import scorearchive as algorithm
    from blindspot.algorithms.inputs.sliced_evidence import SlicedEvidenceInput
    from blindspot.engine.slices.workers import Workers

    spent: dict[str, float] = {}
    for place, name, what in (
        (SlicedEvidenceInput, "read", "reading all but fixes"),
        (Workers, "run", "computing slices"),
        (algorithm, "sliced_scores", "adding up"),
        (algorithm, "write_scored", "writing the layer"),
    ):
        setattr(place, name, _clocked(getattr(place, name), what, spent))
    if job.fresh:
        shutil.rmtree(job.partials, ignore_errors=True)
    Path(job.partials).mkdir(parents=True, exist_ok=True)
    area = QgsVectorLayer(f"Polygon?crs={CRS}", "area", "memory")
    square = QgsFeature()
    square.setGeometry(QgsGeometry.fromRect(QgsRectangle(*ORIGIN, ORIGIN[0] + SIDE, ORIGIN[1] + SIDE)))
    area.dataProvider().addFeature(square)
    given = {"ARCHIVE": str(job.archive), "AREA": area, "CELL_SIZE": CELL, "PARTIALS": job.partials}
    given |= {"THREADS": job.threads, "OUTPUT": job.output}
    if job.last:
        given["LAST_NIGHTS"] = job.last
    if job.all_day:
        given |= dict.fromkeys(("WATCH_START", "WATCH_END"), QTime(0, 0))

    def work():
        began = time.perf_counter()
        result = run("blindspot:scorearchive", given)
        whole = time.perf_counter() - began
        parts = dict(spent)
        parts["adding up"] -= parts["computing slices"]
        parts["everything else"] = whole - sum(parts.values())
        return result, parts

    def say(done: tuple[dict, dict[str, float]]) -> Said:
        result, parts = done
        kept = sum(path.stat().st_size for path in Path(job.partials).glob("*/*.npz")) / 1e6
        days = f"{result['SLICES_COMPUTED']} slices computed, {kept:,.0f} MB kept"
        found = f"{result['PLACE_COUNT']:,} places, mean gap {result['MEAN_GAP']:.9f}, {days}"
        return {"found": found, "parts": parts}

    return work, say


def _clocked(function: Callable, what: str, spent: dict[str, float]) -> Callable:
    """`function`, which notes how long it took."""

    def clocked(*arguments, **named):
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            spent[what] = spent.get(what, 0.0) + time.perf_counter() - start

    return clocked


@dataclass(frozen=True)
class DayDwell:
    """Dwell of one day. seconds: (24 x cells,) by hour and cell, without the last fix of each unit; first, last: (u,)
    times of the first and last fix of each unit in s since the epoch; at: (u,) where in `seconds` the last one is, -1
    outside; units: their names."""

    seconds: np.ndarray
    first: np.ndarray
    last: np.ndarray
    at: np.ndarray
    units: tuple[str, ...]


def dwell(job: ArchiveJob) -> Stage:
    """Seconds in each cell and hour: each fix counts until the next one of its unit, at most LONGEST."""
    with suppress(ModuleNotFoundError):  # then it is one day after the other
        import dask.threaded  # noqa: F401  imported before the clock runs, as the peers are

    def work() -> np.ndarray:
        archive = Archive.open(str(job.archive))
        total = DwellSums()
        waiting: dict[int, DayDwell] = {}

        def done(number: int, found: DayDwell) -> None:
            waiting[number] = found
            while total.days in waiting:
                total.add(waiting.pop(total.days))

        Workers(job.threads).run(dwell_of_day, archive, archive.days, done)
        return total.seconds

    def say(found: np.ndarray) -> Said:
        np.save(job.dwell, found)
        text = f"{found.sum() / HOUR:,.2f} unit-hours in {np.count_nonzero(found):,} cells and hours"
        return {"found": text, "parts": {}}

    return work, say


def dwell_of_day(archive: Archive, day: Day, progress: Progress = quiet) -> DayDwell:
    """The dwell of one day."""
    fixes = archive.fixes(day)
    x, y, t = fixes.x, fixes.y, fixes.t
    column, row = (np.floor((at - low) / CELL) for at, low in ((x, ORIGIN[0]), (y, ORIGIN[1])))
    inside = (column >= 0) & (column < ACROSS) & (row >= 0) & (row < ACROSS)
    at = ((np.floor(t / HOUR) + OFFSET) % HOURS * ACROSS + row) * ACROSS + column
    at = np.where(inside, at, -1).astype(np.int64)
    last = np.flatnonzero(np.r_[fixes.unit[1:] != fixes.unit[:-1], True])
    first = np.r_[0, last[:-1] + 1]
    seconds = np.minimum(np.diff(t, append=t[-1]), LONGEST)
    inside[last] = False
    sums = np.bincount(at[inside], seconds[inside], minlength=HOURS * ACROSS**2)
    names = tuple(fixes.unit_names[code] for code in fixes.unit[last].tolist())
    return DayDwell(sums, t[first], t[last], at[last], names)


class DwellSums:
    """The dwell of all days, added in their order, with the time between days, at most LONGEST, where each unit was
    last."""

    def __init__(self):
        self.days, self.seconds = 0, np.zeros(HOURS * ACROSS**2)
        self._last: dict[str, tuple[float, int]] = {}

    def add(self, day: DayDwell) -> None:
        self.seconds += day.seconds
        for name, first, last, at in zip(
            day.units, day.first.tolist(), day.last.tolist(), day.at.tolist(), strict=True
        ):
            before, where = self._last.get(name, (first, -1))
            if where >= 0:
                self.seconds[where] += min(first - before, LONGEST)
            self._last[name] = last, at
        self.days += 1


STAGES = {"generate": generate, "score": score, "dwell": dwell}
