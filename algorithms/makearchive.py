"""Make an archive: years of fixes as a folder of Parquet files, one a day."""

import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from qgis.core import QgsProcessingParameterEnum, QgsProcessingParameterFolderDestination, QgsProcessingUtils

from ..engine.archive.arrow_library import arrow
from ..engine.archive.dataset import Archive, read_description
from ..engine.archive.description import FILE, Description
from ..engine.archive.rejected import RejectedRows
from ..engine.archive.retained import Deleted, delete_expired, expired_days, expired_text
from ..engine.archive.writing import ArchiveWriter, Written
from ..engine.errors import UserError
from ..engine.progress import Progress, part
from ..engine.provenance.retention import Terms, joined_terms, today_in
from ..engine.text import shortened
from ..engine.timing.text import span_text
from ..engine.tracks.fixes import Fixes
from ..engine.tracks.time_span import future_text, odd_dates_text
from ..layers.archive_sources import crs_of
from ..layers.crs import crs_name, length_warnings, pyproj_crs
from ..layers.fixes import ReadFixes
from .base import BlindspotAlgorithm, tr
from .inputs.archive_inputs import LAYERS, ArchiveInput, Failed, Source, has_fixes
from .inputs.retention import DELETE_EXPIRED, RetentionInput, say_terms
from .inputs.time_zone import zone_for
from .outputs.archive_log import Tally, say_deleted, say_read, say_written
from .run import Run
from .version import version

INPUTS, RETENTION = ArchiveInput(), RetentionInput()
READING = 0.7
"""Share of the bar for reading the fixes; the rest is for writing the days."""
WAIT = 60.0
"""Seconds to wait for another run that writes to the archive."""
ADD, REPLACE = 0, 1
MOST_REASONS = 10


class MakeArchive(BlindspotAlgorithm):
    """blindspot:makearchive"""

    ID = "makearchive"
    TITLE = "Make an archive"
    SUMMARY = "Stores years of GPS fixes as a folder of Parquet files, one a day."
    TAGS = ("gps", "parquet", "geoparquet", "archive", "partition", "big data", "dask", "import", "csv")
    BASIC = ("INPUT", "FOLDER", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "EXISTING")
    BLOCKS = (INPUTS, RETENTION)
    HELP = """<p>Stores GPS fixes of any number of layers and files as an archive: a folder with a GeoParquet file for
each local day, such as date=2026-01-31/fixes.parquet. Years of fixes, more than fit into memory, can then be scored day
by day.</p>
<p>Give new files to the same archive whenever they come. Fixes that it already has are left out, so giving a file twice
changes nothing. Days that do not change are not written again. If a run is stopped, every day is as it was before or
complete; run it again to finish.</p>
<p>Rows without a usable time or position, and positions and times that are errors of the receiver, are not part of the
days. They are kept in the folder rejected, with the reason. Fixes are not cleaned otherwise: the algorithms that read
the archive do that.</p>
<p>The positions are in a metric CRS, which is chosen from the first layer or file, and kept for all that are added
later. Other programs, such as DuckDB, Polars and GeoPandas, can read the files as well.</p>
<p>Needs the Python package pyarrow.</p>"""

    def declare(self):
        INPUTS.add(self)
        self.add(
            QgsProcessingParameterEnum(
                "EXISTING",
                tr("Days that the archive already has"),
                [tr("are added to"), tr("are replaced")],
                False,
                ADD,
            ),
            "Replace: a day of which there are new fixes keeps none of its old ones. Other days stay as they are.",
        )
        INPUTS.add_details(self)
        RETENTION.add(self)
        RETENTION.add_deletion(self)
        self.add(
            QgsProcessingParameterFolderDestination("ARCHIVE", tr("Archive")),
            "The folder of the archive: one that is there, to which the fixes are added, or a new or empty folder.",
        )
        self.add_numbers(
            ("DAY_COUNT", "Days in the archive"),
            ("NEW_DAYS", "Days that are new"),
            ("CHANGED_DAYS", "Days that changed"),
            ("FIX_COUNT", "Fixes in the archive"),
            ("REJECTED_COUNT", "Rows rejected"),
            ("REPEATED_COUNT", "Exact repeats left out"),
            ("DELETED_DAYS", "Days deleted because they were past their time"),
        )
        self.add_texts()

    def check(self, run):
        arrow()
        return super().check(run)

    def compute(self, run):
        path = run.file("ARCHIVE")
        if Path(QgsProcessingUtils.tempFolder()) in Path(path).parents:
            run.warn(
                tr("ARCHIVE is a temporary folder, which is deleted when QGIS ends. Choose another folder to keep it.")
            )
        there = read_description(path) if (Path(path) / FILE).exists() else None
        terms = RETENTION.of_archive(run)
        if there:
            terms = joined_terms(tr("The archive {name}", name=Path(path).name), there.terms, terms)
        elif not has_fixes(run):
            raise UserError(
                tr(
                    "ARCHIVE ({path}) is no archive, and nothing is given to read: set INPUT or FOLDER.",
                    path=shortened(path, 200),
                )
            )
        before = _opened(run, path) if there else None
        zone = _zone(run, there)
        with ExitStack() as stack:
            reading = _Reading(run, path, zone, there, terms, stack)
            reading.read_all(run.doing(tr("Reading fixes."), 0, READING))
            run.prepared[LAYERS].clear()  # the layers may end before this algorithm does
            writing = run.doing(tr("Writing the days of the archive."), READING, 1)
            written = reading.writer.commit(writing, replace=run.choice("EXISTING") == REPLACE)
        deleted = _without_expired(run, path)
        say_terms(run, terms)
        return {**_results(run, path, reading, written, before), "DELETED_DAYS": len(deleted.dates)}


class _Reading:
    """Reads all layers and files into the writer of the archive, which is opened once the CRS is known."""

    def __init__(self, run: Run, path: str, zone: str, there: Description | None, terms: Terms, stack: ExitStack):
        self.run, self.path, self.zone, self.terms, self.stack = run, path, zone, terms, stack
        self.crs_text = there.crs if there else ""
        self.crs = crs_of(there.crs) if there else None
        self.writer: ArchiveWriter | None = None
        self.tally = Tally()

    def read_all(self, progress: Progress) -> None:
        """Raises UserError where nothing could be read."""
        if self.crs is not None:
            self._open_writer()
        reasons, count = [], 0
        for index, (start, end, source) in enumerate(INPUTS.sources(self.run)):
            progress(start)
            count += 1
            here = part(progress, start, end)
            reason = source.reason if isinstance(source, Failed) else self._read(index, source, here)
            if reason:
                self.tally.failed.append(source.name)
                reasons.append(f"{shortened(source.name)}: {reason}")
        if not has_fixes(self.run):
            return
        if self.writer is None or len(reasons) == count:
            raise UserError(" ".join(reasons[:MOST_REASONS]))
        self.run.warn(*reasons)

    def _read(self, index: int, source: Source, progress: Progress) -> str:
        """Reads one layer or file. Returns why it cannot be read, or empty."""
        self.run.say(*(f"{source.name}: {note}" for note in source.notes))
        said: dict[str, None] = {}
        times: list[float] = []
        parts = source.parts(self.zone, self.crs, self.run.context, progress)
        while True:
            try:
                read = next(parts, None)
            except UserError as error:
                return str(error)
            if read is None:
                self._say_times(source.name, times)
                return ""
            if self.writer is None:
                self._settle_crs(read)
            self._keep(source.name, read)
            self._say(source.name, read, said, times)
            if read.rows >= source.rows:
                self._note(index, read)

    def _settle_crs(self, read: ReadFixes) -> None:
        """Takes the metric CRS of the first fixes, and opens the archive. Raises UserError where it cannot be."""
        self.crs = read.crs
        known = pyproj_crs(read.crs)
        if known is None:
            raise UserError(tr("The CRS {crs} cannot be written to an archive.", crs=crs_name(read.crs)))
        authority = known.to_authority(min_confidence=100) if ":" in read.crs.authid() else None
        self.crs_text = ":".join(authority) if authority else known.to_wkt()
        self.run.say(*filter(None, [read.crs_note]))
        self._open_writer()

    def _open_writer(self) -> None:
        waiting = self.run.progress(0, 0)
        writer = ArchiveWriter(self.path, self.crs_text, self.zone, version(), WAIT, waiting, self.terms)
        self.writer = self.stack.enter_context(writer)

    def _keep(self, name: str, read: ReadFixes) -> None:
        """Gives the fixes to the writer: the usable ones, and those rejected with their reasons."""
        fixes, reason = read.fixes, np.full(len(read.fixes), None, object)
        for text, index in fixes.faults.items():
            reason[index] = text
        bad = reason != None  # noqa: E711 - of each element
        self.tally.rows += read.rows
        self.tally.rejected.update(reason[bad].tolist())
        numbers = {
            column: None if values is None else values[fixes.unit]
            for column, values in (("range", read.range), ("detection_time", read.detection_time))
        }
        if not bad.any():
            self.writer.add(Fixes(*_columns(fixes, slice(None)), fixes.unit_names, fixes.accuracy), **numbers)
            return
        good, lost = np.flatnonzero(~bad), np.flatnonzero(bad)
        accuracy = None if fixes.accuracy is None else fixes.accuracy[good]
        numbers = {column: None if values is None else values[good] for column, values in numbers.items()}
        self.writer.add(Fixes(*_columns(fixes, good), fixes.unit_names, accuracy), **numbers)
        self.writer.reject(
            RejectedRows(
                name,
                crs_name(read.source_crs),
                read.source_x[lost],
                read.source_y[lost],
                fixes.t[lost],
                fixes.unit[lost],
                fixes.unit_names,
                fixes.row[lost],
                reason[lost],
            )
        )

    def _say_times(self, name: str, times: list[float]) -> None:
        """When the fixes of a layer or file were recorded. times: the first and the last of each part."""
        if times:
            span = span_text(min(times), max(times), self.zone)
            self.run.say(tr("{name}: fixes from {span} ({zone}).", name=shortened(name), span=span, zone=self.zone))

    def _say(self, name: str, read: ReadFixes, said: dict[str, None], times: list[float]) -> None:
        """What was found in a part of a layer or file; each sentence once. said: those already said of it; times: gets
        the first and the last time."""
        fixes = read.fixes
        sound = np.isfinite(fixes.x) & np.isfinite(fixes.y) & np.isfinite(fixes.t)
        x, y, t = (values[sound] for values in (fixes.x, fixes.y, fixes.t))
        notes = read.notes
        warnings = [*read.warnings, *read.strays.sentences]
        if len(t):
            times += [float(t.min()), float(t.max())]
            warnings += [odd_dates_text(t), future_text(t, time.time())]
            few = np.unique(np.linspace(0, len(x) - 1, 5000).astype(int))
            warnings += length_warnings(read.crs, x[few], y[few], tr("fixes"), self.run.transform_context)
        for texts, say in ((notes, self.run.say), (warnings, self.run.warn)):
            new = [text for text in texts if text and text not in said]
            said |= dict.fromkeys(new)
            say(*(f"{shortened(name)}: {text}" for text in new))

    def _note(self, index: int, read: ReadFixes) -> None:
        """Notes for the record what was read of a layer, if it was read as a whole: the hash is that of all rows."""
        if index < len(self.run.prepared["INPUT"]):
            self.run.note_input("INPUT", index, content=read.content, features=read.rows, crs=read.crs)


def _columns(fixes: Fixes, index) -> tuple[np.ndarray, ...]:
    return tuple(column[index] for column in (fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row))


def _zone(run: Run, there: Description | None) -> str:
    """The time zone of the days: of the archive, else TIMEZONE, else a guess from the first positions. Raises UserError
    where TIMEZONE is another one than that of the archive."""
    given = run.text("TIMEZONE").strip()
    if there is not None:
        if given and given != there.timezone:
            raise UserError(
                tr(
                    "The days of the archive are in {zone}, not in {given}. Leave TIMEZONE empty, or make another "
                    "archive.",
                    zone=there.timezone,
                    given=given,
                )
            )
        if not given:
            run.assume("TIMEZONE", there.timezone)
        return there.timezone
    lon = lat = np.zeros(0)
    for _, _, source in INPUTS.sources(run) if not given else ():
        if not isinstance(source, Failed):
            try:
                lon, lat = source.position(run.transform_context)
            except UserError:  # it is said when the source is read
                continue
        if len(lon):
            break
    return zone_for(run, lon, lat, tr("the fixes"))


def _opened(run: Run, path: str) -> Archive | None:
    """The archive, None where a day cannot be read, which is a warning: that may be why it is made again."""
    try:
        return Archive.open(path)
    except UserError as error:
        run.warn(str(error))
        return None


def _without_expired(run: Run, path: str) -> Deleted:
    """Deletes the days that are past their time, if that is wanted; else warns of them."""
    zone, deleted = read_description(path).timezone, Deleted()
    if run.flag(DELETE_EXPIRED):
        deleted = delete_expired(path, today_in(zone), WAIT)
        say_deleted(run, deleted)
        return deleted
    after = _opened(run, path)
    gone = expired_days(after, today_in(zone)) if after is not None else []
    if gone:
        run.warn(expired_text(after, gone))
    return deleted


def _results(run: Run, path: str, reading: _Reading, written: Written, before: Archive | None) -> dict:
    say_read(run, reading.tally)
    after = _opened(run, path)
    if after is not None:
        say_written(run, written, before, after)
    days = after.days if after is not None else ()
    return {
        "ARCHIVE": path,
        "DAY_COUNT": len(days),
        "NEW_DAYS": len(written.dates("new")),
        "CHANGED_DAYS": len(written.dates("changed")),
        "FIX_COUNT": sum(day.fixes for day in days),
        "REJECTED_COUNT": reading.tally.rejected.total(),
        "REPEATED_COUNT": written.repeats,
        "CRS": crs_name(reading.crs),
    }
