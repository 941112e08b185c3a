"""An archive, opened for reading."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from ..errors import UserError
from ..language import tr, tr_again
from ..tracks.fixes import Fixes
from .arrow_library import arrow
from .day import Box, Day
from .day_file import AGAIN, file_of, read_footer, read_rows
from .description import FILE, Description
from .footer import Footer
from .local_days import LocalDays, day_number
from .rows import NUMBERS, Rows

READERS = 16
"""Footers read at the same time: a store in the network answers late, but many at once."""


@dataclass(frozen=True)
class Archive:
    """A DaySource of an archive. It holds no open file, so that it can be pickled and used in any thread or process.

    path: a local folder, or an address such as s3://bucket/prefix; name: the last part of it; made_by: the version of
    Blindspot; retain_days, purpose: as of Description. The rest as of DaySource.
    """

    path: str
    name: str
    timezone: str
    crs: str
    days: tuple[Day, ...]
    made_by: str = ""
    retain_days: int | None = None
    purpose: str = ""

    @classmethod
    def open(cls, path: str) -> "Archive":
        """Reads what the archive and the footers of all days say, not the fixes.

        path: a local folder, or an address that pyarrow can open (file://, s3://, gs:// ...) with the credentials that
        the user's system has for it. Raises UserError where it is no archive, or a file cannot be read.
        """
        pa = arrow()
        system, base = filesystem(path)
        name = base.rstrip("/").rpartition("/")[2] or path
        description = read_description(path)
        try:
            found = system.get_file_info(pa.fs.FileSelector(base))
        except OSError as error:
            raise _not_read(path, error) from None
        dates = sorted(_date(each.base_name) for each in found if not each.is_file and _is_day(each.base_name))
        with ThreadPoolExecutor(READERS) as readers:
            footers = list(readers.map(partial(_footer, path, description.timezone, description.crs), dates))
        there = [(date, footer) for date, footer in zip(dates, footers, strict=True) if footer is not None]
        days, terms = _days(there, description.timezone), description.terms
        about = description.timezone, description.crs, days, description.made_by
        return cls(path, name, *about, terms.retain_days, terms.purpose)

    def fixes(self, day: Day, since: float = -np.inf, until: float = np.inf, box: Box | None = None) -> Fixes:
        """See DaySource. Raises UserError where the file cannot be read, or is not the one that was opened."""
        rows = self.rows(day, since, until, box, ("accuracy",))
        return Fixes(rows.x, rows.y, rows.t, rows.unit, rows.source_id, rows.unit_names, rows.accuracy)

    def rows(
        self,
        day: Day,
        since: float = -np.inf,
        until: float = np.inf,
        box: Box | None = None,
        numbers: tuple[str, ...] = NUMBERS,
    ) -> Rows:
        """As `fixes`, with all columns. numbers: the optional columns to read."""
        file = file_of(day.date)
        with reading(file), _opened(self.path, day.date) as opened:
            if read_footer(opened.metadata, file, self.timezone, self.crs).content != day.content:
                raise UserError(tr("{file} has changed since the archive was opened. Run this again.", file=file))
            rows = read_rows(opened, day.units, since, until, box, numbers)
        arrow().default_memory_pool().release_unused()  # it would keep as much as the largest day takes
        return rows


class reading:
    """Turns errors of pyarrow into a sentence that names the file."""

    def __init__(self, file: str):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace) -> None:
        pa = arrow()
        if isinstance(error, (OSError, pa.ArrowException, KeyError)):
            raise UserError(
                tr(
                    "{file} cannot be read: {reason}. {again}",
                    file=self.file,
                    again=tr_again(AGAIN),
                    reason=str(error).partition("\n")[0].rstrip(". ") or type(error).__name__,
                )
            ) from None


def old_rows(path: str, date: str, timezone: str, crs: str) -> Rows | None:
    """All rows of a day, None where there is no file. Raises UserError where it cannot be read."""
    file = file_of(date)
    with reading(file):
        try:
            with _opened(path, date) as opened:
                footer = read_footer(opened.metadata, file, timezone, crs)
                number = day_number(date)
                _check_day(footer, date, *LocalDays.of_numbers(timezone, number, number + 1).bounds(number))
                return read_rows(opened, footer.units)
        except FileNotFoundError:
            return None


@cache
def filesystem(path: str):
    """The file system of a local folder or an address, and the path in it. Kept, because opening a store in the
    network takes a while. Raises UserError where the address cannot be used."""
    pa = arrow()
    try:
        if "://" not in path:
            return pa.fs.LocalFileSystem(), str(Path(path).expanduser().absolute())
        return pa.fs.FileSystem.from_uri(path)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise _not_read(path, error) from None


def is_archive(path: str) -> bool:
    """Whether a folder or an address is an archive. Raises UserError where it cannot be used at all."""
    system, base = filesystem(path)
    return system.get_file_info(f"{base.rstrip('/')}/{FILE}").is_file


def read_description(path: str) -> Description:
    """What holds for the whole archive. Raises UserError where the folder is none."""
    pa = arrow()
    system, base = filesystem(path)
    try:
        with system.open_input_stream(f"{base.rstrip('/')}/{FILE}") as file:
            text = file.read()
    except FileNotFoundError:
        raise UserError(
            tr("{path} is no archive of fixes: it has no {file}. Make one with makearchive.", path=path, file=FILE)
        ) from None
    except (OSError, pa.ArrowException) as error:
        raise _not_read(path, error) from None
    return Description.read(text, path)


@contextmanager
def _opened(path: str, date: str) -> Iterator:
    """The ParquetFile of a day."""
    pa = arrow()
    system, base = filesystem(path)
    with system.open_input_file(f"{base.rstrip('/')}/{file_of(date)}") as file:
        yield pa.parquet.ParquetFile(file, read_dictionary=["unit"], pre_buffer=True)


def _footer(path: str, timezone: str, crs: str, date: str) -> Footer | None:
    """The footer of a day; None where its folder has no file."""
    file = file_of(date)
    with reading(file):
        try:
            with _opened(path, date) as opened:
                return read_footer(opened.metadata, file, timezone, crs)
        except FileNotFoundError:  # the folder of a day that a killed run was about to write
            return None


def _days(footers: list[tuple[str, Footer]], timezone: str) -> tuple[Day, ...]:
    if not footers:
        return ()
    numbers = [day_number(date) for date, _ in footers]
    days = LocalDays.of_numbers(timezone, min(numbers), max(numbers) + 1)
    for (date, footer), number in zip(footers, numbers, strict=True):
        _check_day(footer, date, *days.bounds(number))
    return tuple(
        footer.day(date, *days.bounds(number)) for (date, footer), number in zip(footers, numbers, strict=True)
    )


def _check_day(footer: Footer, date: str, start: float, end: float) -> None:
    """Raises UserError where a file has fixes outside its day, from `start` to `end`: it was copied there."""
    if footer.first < start or footer.last >= end:
        raise UserError(
            tr(
                "{file} has fixes of another day. If it was copied there, delete the folder. {again}",
                file=file_of(date),
                again=tr_again(AGAIN),
            )
        )


def _is_day(folder: str) -> bool:
    try:
        return folder.startswith("date=") and len(_date(folder)) == 10 and day_number(_date(folder)) is not None
    except ValueError:
        return False


def _date(folder: str) -> str:
    return folder.removeprefix("date=")


def _not_read(path: str, error: Exception) -> UserError:
    reason = str(error).partition("\n")[0].rstrip(". ")
    return UserError(tr("The archive {path} cannot be read: {reason}.", path=path, reason=reason))
