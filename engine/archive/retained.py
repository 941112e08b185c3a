"""Days of an archive that are past their time (RETAIN_DAYS): which they are, and how they are deleted."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from pathlib import Path

import numpy as np

from ..errors import UserError
from ..language import tr, tr_again
from ..provenance.retention import expired, first_kept, spans
from ..text import counted
from ..timing.timezones import DAY
from .arrow_library import arrow
from .dataset import Archive
from .local_days import LocalDays, date_text
from .lock import ArchiveLock
from .rejected import FOLDER as REJECTED
from .writing import local_folder

PARTIALS = "partials"
"""The folder in an archive in which partial results of its days are kept."""
HOW = tr("Delete them with makearchive, DELETE_EXPIRED set, or delete their folders (date=...) in the archive.")


@dataclass(frozen=True)
class Deleted:
    """What was deleted of an archive. dates: of the days; fixes: in them; rejected: rows of the folder rejected;
    partials: whether there were partial results."""

    dates: tuple[str, ...] = ()
    fixes: int = 0
    rejected: int = 0
    partials: bool = False


def expired_days(archive: Archive, today: date) -> list[str]:
    """The local days of an archive that are past their time, rising."""
    return expired((day.date for day in archive.days), archive.retain_days, today)


def check_days(archive: Archive, asked: Sequence[str], today: date, before: float = 0.0) -> list[str]:
    """Raises UserError where days that are asked for are past their time. Returns a notice of those that are not asked
    for. asked: local days of the archive; before: how long before the period fixes are read as well, s."""
    gone = expired_days(archive, today)
    wrong = [one for one in asked if one in set(gone)]
    if wrong:
        start = first_kept(archive.retain_days, today) + timedelta(days=ceil(before / DAY))
        raise UserError(
            tr(
                "The archive {name} has {days} past their time in what is asked for, of which nothing may be computed: "
                "{dates}. RETAIN_DAYS of the archive is {retain:,}. Set PERIOD_START to {start} or later. {how}",
                days=counted(len(wrong), "day"),
                name=archive.name,
                dates=spans(wrong),
                retain=archive.retain_days,
                start=start,
                how=tr_again(HOW),
            )
        )
    return [expired_text(archive, gone)] if gone else []


def expired_text(archive: Archive, dates: Sequence[str]) -> str:
    """That days are past their time, and what to do."""
    return tr(
        "The archive {name} still has {days} past their time: {dates}. RETAIN_DAYS is {retain:,}. {how}",
        name=archive.name,
        days=counted(len(dates), "day"),
        dates=spans(dates),
        retain=archive.retain_days,
        how=tr_again(HOW),
    )


def delete_expired(path: str, today: date, wait: float = 0.0) -> Deleted:
    """Deletes the days of an archive that are past their time, the rejected rows of such days, and, where there were
    any of both, the partial results that are kept in the archive, because these do not say of which days they are.
    Rejected rows without a time stay. Raises UserError where another run is writing, or a file cannot be deleted."""
    folder = local_folder(path)
    lock = ArchiveLock(folder, wait)
    lock.acquire()
    try:
        archive = Archive.open(str(folder))
        if archive.retain_days is None:
            return Deleted()
        gone = set(expired_days(archive, today))
        for one in sorted(gone):
            shutil.rmtree(folder / f"date={one}")
        rows = _without_rejected(folder, archive, today)
        partials = bool(gone or rows) and (folder / PARTIALS).is_dir()
        if partials:
            shutil.rmtree(folder / PARTIALS)
        fixes = sum(day.fixes for day in archive.days if day.date in gone)
        return Deleted(tuple(sorted(gone)), fixes, rows, partials)
    except OSError as error:
        raise UserError(
            tr(
                "Days of the archive {name} that are past their time could not all be deleted: {reason}. Close their "
                "files in other programs, then run this again.",
                name=folder.name,
                reason=error.strerror or error,
            )
        ) from None
    finally:
        lock.release()


def _without_rejected(folder: Path, archive: Archive, today: date) -> int:
    """Deletes the rejected rows of days that are past their time; returns how many there were."""
    pa, count = arrow(), 0
    for path in sorted((folder / REJECTED).glob("*.parquet")):
        table = pa.parquet.read_table(path)
        time = table.column("time").to_numpy().astype("datetime64[us]")
        known = ~np.isnat(time)
        t = time[known].astype(np.int64) / 1e6
        if not len(t):
            continue
        numbers, code = np.unique(_day_numbers(archive.timezone, t), return_inverse=True)
        past = [bool(expired([date_text(number)], archive.retain_days, today)) for number in numbers.tolist()]
        keep = np.ones(len(time), bool)
        keep[known] = ~np.array(past)[code.ravel()]
        if keep.all():
            continue
        count += int((~keep).sum())
        if keep.any():
            staged = path.with_suffix(".part")
            pa.parquet.write_table(table.filter(pa.array(keep)), staged, compression="zstd")
            staged.replace(path)
        else:
            path.unlink()
    return count


def _day_numbers(timezone: str, t: np.ndarray) -> np.ndarray:
    """(n,) the number of the local day of each instant."""
    return LocalDays.around(timezone, float(t.min()), float(t.max())).numbers(t)
