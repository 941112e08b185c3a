"""Writes fixes to an archive: split by local day, sorted, merged with what is there, each day in one step."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, part, quiet
from ..provenance.retention import Terms, joined_terms
from ..timing.timezones import check_timezone
from ..tracks.fixes import Fixes
from .arrow_library import arrow
from .dataset import filesystem, old_rows, read_description
from .day_file import file_of, projjson, write_rows
from .description import FILE, STAGING, Description
from .local_days import LocalDays, date_text, day_number
from .lock import FILE as LOCK
from .lock import ArchiveLock
from .rejected import FOLDER, RejectedRows
from .rows import Rows, equal, in_order, joined
from .spool import Spool

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
AT_ONCE = 1_000_000
"""Rows that are split by day at once."""


@dataclass(frozen=True)
class DayWritten:
    """What happened to a day. what: NEW, CHANGED or UNCHANGED; fixes: how many it has now; added: of them, how many it
    did not have before; repeats: of the rows given, how many repeat
    another one, or one that was there; lost: fixes that were
    there before and are not there now, because the day was replaced."""

    date: str
    what: str
    fixes: int
    added: int
    repeats: int
    lost: int = 0


@dataclass(frozen=True)
class Written:
    """What happened to an archive: the days that were given, rising."""

    days: tuple[DayWritten, ...]

    def dates(self, what: str) -> list[str]:
        """The dates of the days that are NEW, CHANGED or UNCHANGED."""
        return [day.date for day in self.days if day.what == what]

    @property
    def added(self) -> int:
        return sum(day.added for day in self.days)

    @property
    def repeats(self) -> int:
        return sum(day.repeats for day in self.days)


class ArchiveWriter:
    """Adds fixes to an archive, or makes a new one.

    As a context, it holds the lock of the archive and has a folder in it for what is not yet complete; both end with
    it. `add` takes fixes in any order and as often as wanted, and keeps them in files; nothing of them is in the
    archive before `commit`. A process that is killed leaves every day as it was before or as it should become.
    """

    def __init__(
        self,
        path: str,
        crs: str,
        timezone: str,
        made_by: str = "",
        wait: float = 0.0,
        progress: Progress = quiet,
        terms: Terms | None = None,
    ):
        """path: a local folder; crs: the metric CRS of all fixes, authority code or WKT; timezone: IANA name, of the
        days; made_by: the version of Blindspot; wait: seconds to wait for another run that writes; progress: called
        meanwhile; terms: how long the fixes may be kept, and for what, which the archive has from then on if it has
        none, or longer ones.
        """
        self.path, terms = path, terms or Terms()
        self.wanted = Description(crs, timezone, made_by, retain_days=terms.retain_days, purpose=terms.purpose)
        self.wait, self.progress = wait, progress

    def __enter__(self) -> "ArchiveWriter":
        """Raises UserError where the folder cannot be such an archive, or another run is writing to it."""
        arrow()
        projjson(self.wanted.crs)
        check_timezone(self.wanted.timezone)
        self.folder = local_folder(self.path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                tr("The folder {folder} cannot be made: {reason}.", folder=self.folder, reason=error.strerror)
            ) from None
        self._check_empty()
        self.lock = ArchiveLock(self.folder, self.wait, self.progress)
        self.lock.acquire()
        try:
            shutil.rmtree(self.folder / STAGING, ignore_errors=True)  # of runs that were killed
            self.staging = self.folder / STAGING / "run"
            with _written(self.folder):
                self.staging.mkdir(parents=True)
                self._settle()
                self.spool = Spool(Path(tempfile.mkdtemp(prefix="rows-", dir=self.staging)))
            self.rejected: list[Path] = []
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error) -> None:
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)
        self.lock.release()

    def add(self, fixes: Fixes, range: np.ndarray | None = None, detection_time: np.ndarray | None = None) -> None:
        """Takes fixes in the CRS of the archive. All must have a time and a position: those with `faults` or NaN are
        not for `add`, but for `reject`. range, detection_time: (n,) metres and seconds of each, NaN where unknown.
        Raises ValueError where a time or a position is not finite, and UserError where the disk is full."""
        if fixes.faults and any(len(index) for index in fixes.faults.values()):
            raise ValueError("fixes with faults")
        rows = Rows(
            fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row, fixes.unit_names, fixes.accuracy, range, detection_time
        )
        for start in np.arange(0, len(rows), AT_ONCE).tolist():
            some = rows.take(slice(start, start + AT_ONCE))
            if not all(np.isfinite(values).all() for values in (some.x, some.y, some.t)):
                raise ValueError("fixes without a time or a position")
            days = LocalDays.around(self.wanted.timezone, float(some.t.min()), float(some.t.max()))
            with _written(self.folder):
                self.spool.add(some, days.numbers(some.t))

    def reject(self, rows: RejectedRows) -> None:
        """Keeps rows that could not be used. They are in the archive after `commit`; the same rows of the same source
        are there once."""
        path = self.staging / rows.file
        if len(rows) and path not in self.rejected:
            with _written(self.folder):
                rows.write(path)
            self.rejected.append(path)

    def commit(self, progress: Progress = quiet, replace: bool = False) -> Written:
        """Writes all days that have fixes, one after the other, and what was rejected. replace: whether a day loses
        the fixes that it had before; else those given are added to them. Raises UserError where a file that is there
        cannot be read (one that is replaced need not be readable), or one cannot be written; the days written before
        remain."""
        for path in self.rejected:
            self._install(path, f"{FOLDER}/{path.name}")
        self.rejected = []
        days = self.spool.days()
        done = np.cumsum([0, *map(self.spool.size, days)])
        written = []
        for index, number in enumerate(days):
            here = part(progress, *(done[index : index + 2] / done[-1]).tolist())
            written.append(self._commit_day(number, replace, here))
            self.spool.drop(number)
        progress(1.0)
        return Written(tuple(written))

    def _commit_day(self, number: int, replacing: bool, progress: Progress) -> DayWritten:
        progress(0.0)
        date, blocks = date_text(number), self.spool.take(number)
        taken = sum(map(len, blocks))
        rows, _, _ = in_order(joined(blocks))
        rows = rows.trimmed()
        del blocks
        progress(0.3)
        old, broken = self._old(date, replacing)
        merged, added, lost = _merged(old, rows, replacing)
        same, new = merged is None, old is None and not broken
        rows = old if merged is None else merged
        del old, merged
        progress(0.6)
        if not same:
            path = self.staging / "fixes.parquet"
            write_rows(str(path), rows, self.wanted.timezone, self.wanted.crs)
            progress(0.95)
            self._install(path, file_of(date))
        progress(1.0)
        what = UNCHANGED if same else NEW if new else CHANGED
        repeats = taken - (len(rows) if replacing else added)
        return DayWritten(date, what, len(rows), added, repeats, lost)

    def _old(self, date: str, replacing: bool) -> tuple[Rows | None, bool]:
        """The rows of a day that are there, None where there are none; and whether its file cannot be read, which is
        no error where it is replaced."""
        try:
            return old_rows(str(self.folder), date, self.wanted.timezone, self.wanted.crs), False
        except UserError:
            if replacing:
                return None, True
            raise

    def _install(self, path: Path, name: str) -> None:
        """Moves a complete file to its place in the archive, in one step."""
        target = self.folder / name
        try:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
            target.parent.mkdir(exist_ok=True)
            os.replace(path, target)
        except OSError as error:
            raise UserError(
                tr(
                    "{file} could not be written: {reason}. Close it in other programs, then run this again.",
                    file=target,
                    reason=error.strerror,
                )
            ) from None

    def _check_empty(self) -> None:
        """Raises UserError where the folder is no archive and has something else in it."""
        names = {each.name for each in self.folder.iterdir()}
        if FILE not in names and names - {STAGING, LOCK}:
            raise UserError(
                tr(
                    "{folder} is no archive, and it is not empty. Choose an archive, or a new or empty folder.",
                    folder=self.folder,
                )
            )

    def _settle(self) -> None:
        """Describes a new archive, or one that gets stricter terms. Raises UserError where the one that is there has
        another CRS or time zone, or stricter terms."""
        if not (self.folder / FILE).exists():
            self.wanted.write(self.folder)
            return
        found = read_description(str(self.folder))
        for ours, theirs, what in (
            (self.wanted.crs, found.crs, tr("CRS")),
            (self.wanted.timezone, found.timezone, tr("time zone")),
        ):
            if ours != theirs:
                raise UserError(
                    tr(
                        "The {what} of the archive {folder} is {theirs}, not {ours}. Use that one, or choose another "
                        "folder.",
                        what=what,
                        folder=self.folder,
                        theirs=theirs[:60],
                        ours=ours[:60],
                    )
                )
        terms = joined_terms(tr("The archive {name}", name=self.folder.name), found.terms, self.wanted.terms)
        if terms != found.terms:
            replace(found, retain_days=terms.retain_days, purpose=terms.purpose).write(self.folder)


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Turns errors of the disk into a sentence."""
    try:
        yield
    except OSError as error:
        raise UserError(
            tr(
                "The archive {folder} could not be written: {reason}. Make room on the disk, or choose another folder; "
                "then run this again.",
                folder=folder,
                reason=error.strerror or error,
            )
        ) from None


def _merged(old: Rows | None, given: Rows, replacing: bool) -> tuple[Rows | None, int, int]:
    """The rows of a day from those that are there and those given, both in order: None where they stay as they are;
    how many fixes are added; and how many of the old ones are lost."""
    if old is None:
        return given, len(given), 0
    if equal(given, old) or (not replacing and equal(given, old, ("x", "y", "t", "unit", "accuracy"))):
        return None, 0, 0
    age = np.r_[np.zeros(len(old), np.int8), np.ones(len(given), np.int8)]
    union, age, _ = in_order(joined([old, given]), age)
    added, lost = len(union) - len(old), len(union) - len(given)
    if replacing:
        return given, added, lost
    return (union.trimmed() if age.any() else None), added, 0


def add_day(path: str, date: str, fixes: Fixes, crs: str, timezone: str, replace: bool = False) -> DayWritten:
    """Adds the fixes of one local day, at least one, to an archive, or replaces those that it has. path, crs, timezone:
    as of ArchiveWriter. Raises ValueError where a fix is of another day."""
    days = LocalDays.around(timezone, float(fixes.t.min()), float(fixes.t.max()))
    if np.any(days.numbers(fixes.t) != day_number(date)):
        raise ValueError(f"not all fixes are of {date}")
    with ArchiveWriter(path, crs, timezone) as writer:
        writer.add(fixes)
        return writer.commit(replace=replace).days[0]


def local_folder(path: str) -> Path:
    """The folder of an archive that can be written to. Raises UserError for an address in the network."""
    if "://" not in path:
        return Path(path).expanduser().absolute()
    system, base = filesystem(path)
    if system.type_name != "local":
        raise UserError(
            tr(
                "Archives are written to folders of this computer, not to {path}. Copy them there afterwards.",
                path=path,
            )
        )
    return Path(base)
