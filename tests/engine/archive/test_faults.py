"""Damaged archives, foreign files, killed runs, and several writers."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from archived_walks import HELSINKI, START, UTM_35, files, read, some, table, walks, write

from blindspot.engine.archive import arrow_library
from blindspot.engine.archive.dataset import Archive
from blindspot.engine.archive.lock import ArchiveLock
from blindspot.engine.archive.spool import Spool
from blindspot.engine.archive.writing import ArchiveWriter
from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled

pa = pytest.importorskip("pyarrow")

TEN_DAYS = START + np.arange(0, 10 * 86_400, 1200.0)


@pytest.fixture
def three_days(tmp_path) -> Path:
    write(tmp_path / "archive", walks(START + np.arange(0, 3 * 86_400, 3600.0)))
    return tmp_path / "archive"


def second(folder: Path) -> Path:
    return folder / "date=2026-01-02" / "fixes.parquet"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_file_is_named_and_can_be_replaced(three_days, share):
    content = second(three_days).read_bytes()
    second(three_days).write_bytes(content[: int(share * len(content))])
    told = r"date=2026-01-02/fixes\.parquet cannot be read: .*makearchive, with EXISTING set to replace"
    with pytest.raises(UserError, match=told):
        Archive.open(str(three_days))
    again = walks(START + 86_400 + np.arange(0, 86_400, 3600.0))
    with pytest.raises(UserError, match=told):
        write(three_days, again)
    (day,) = write(three_days, again, replace=True).days
    assert (day.what, len(Archive.open(str(three_days)).days)) == ("changed", 3)


def test_a_day_that_was_copied_to_another_date_is_refused(three_days):
    shutil.copytree(second(three_days).parent, three_days / "date=2026-01-20")
    told = r"date=2026-01-20/fixes\.parquet has fixes of another day"
    with pytest.raises(UserError, match=told):
        Archive.open(str(three_days))
    day = walks(START + 19 * 86_400 + np.arange(0, 86_400, 3600.0))
    with pytest.raises(UserError, match=told):
        write(three_days, day)
    write(three_days, day, replace=True)
    assert len(Archive.open(str(three_days)).days) == 4


def test_a_file_with_the_name_of_a_day_is_no_day(three_days):
    (three_days / "date=2026-01-20").write_text("")
    assert len(Archive.open(str(three_days)).days) == 3


def test_a_full_disk_is_a_sentence_and_leaves_the_days_as_they_are(three_days, monkeypatch):
    before = files(three_days)

    def full(*_) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Spool, "_append", full)
    with pytest.raises(UserError, match=r"could not be written: No space left on device\. Make room"):
        write(three_days, walks(START + np.arange(0, 4 * 86_400, 1800.0)))
    assert files(three_days) == before
    assert not (three_days / ".staging").exists()


def test_a_damaged_page_is_told_when_the_day_is_read(three_days):
    archive = Archive.open(str(three_days))
    content = bytearray(second(three_days).read_bytes())
    content[4:200] = bytes(196)
    second(three_days).write_bytes(content)
    with pytest.raises(UserError, match=r"date=2026-01-02/fixes\.parquet cannot be read"):
        archive.fixes(archive.days[1])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda table: table.drop(["source_id"]), "has no column source_id"),
        (
            lambda table: table.set_column(3, "source_id", table["source_id"].cast("string")),
            "source_id of .* is string",
        ),
        (lambda table: table.replace_schema_metadata(None), "was not written by this version"),
        (lambda table: table.slice(1), "has lost rows"),
    ],
)
def test_a_foreign_schema_is_told(three_days, change, told):
    pa.parquet.write_table(change(pa.parquet.read_table(second(three_days), partitioning=None)), second(three_days))
    with pytest.raises(UserError, match=told):
        Archive.open(str(three_days))


def test_a_day_of_another_archive_is_told(three_days, tmp_path):
    with ArchiveWriter(str(tmp_path / "other"), "EPSG:3067", HELSINKI) as writer:
        writer.add(walks(START + 86_400 + np.arange(9.0)))
        writer.commit()
    second(three_days).write_bytes(second(tmp_path / "other").read_bytes())
    with pytest.raises(UserError, match=r"CRS of date=2026-01-02.* is EPSG:3067, that of the archive is EPSG:32635"):
        Archive.open(str(three_days))


def test_what_is_no_archive_is_told(tmp_path, three_days):
    with pytest.raises(UserError, match=r"no archive of fixes: it has no blindspot_archive\.json"):
        Archive.open(str(tmp_path))
    with pytest.raises(UserError, match="cannot be read"):
        Archive.open("nonsense://nowhere/at/all")
    (three_days / "blindspot_archive.json").write_text("{")
    with pytest.raises(UserError, match="is damaged"):
        Archive.open(str(three_days))


def test_other_folders_and_empty_days_do_not_matter(three_days):
    before = read(three_days)
    for name in ("partials/date=2026-01-09", "date=2026-02-01", "date=odd", "rejected"):
        (three_days / name).mkdir(parents=True)
    (three_days / "partials" / "date=2026-01-09" / "fixes.parquet").write_text("theirs")
    assert read(three_days) == before
    write(three_days, walks(START + np.arange(9.0)))
    assert (three_days / "partials" / "date=2026-01-09" / "fixes.parquet").read_text() == "theirs"


def test_a_day_that_changes_after_opening_is_told(three_days):
    archive = Archive.open(str(three_days))
    write(three_days, walks(START + 86_400 + np.arange(9.0)))
    assert len(archive.fixes(archive.days[0])) == 48
    with pytest.raises(UserError, match="has changed since"):
        archive.fixes(archive.days[1])


KILLED = """
import os, signal, sys
sys.path[:0] = sys.argv[1:3]
import numpy as np
from archived_walks import *
from blindspot.engine.archive import writing
at, count, real = sys.argv[4], 0, os.replace
def replace(source, target):
    global count
    count += "date=" in str(target)
    if count == 5 and at == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
    if count == 5:
        os.kill(os.getpid(), signal.SIGKILL)
writing.os.replace = replace
write(sys.argv[3], walks(START + np.arange(0, 10 * 86_400, 1200.0), seed=int(sys.argv[5])))
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("at", ["before", "after"])
def test_a_killed_run_leaves_whole_days_and_the_next_one_finishes(tmp_path, at):
    folder = tmp_path / "archive"
    old, new = (walks(TEN_DAYS, seed=seed) for seed in (1, 2))
    write(folder, old)
    before = files(folder)
    here = str(Path(__file__).parents[1])
    plugins = next(entry for entry in sys.path if (Path(entry) / "blindspot").exists())
    ended = subprocess.run([sys.executable, "-c", KILLED, plugins, here, str(folder), at, "2"], check=False)
    assert ended.returncode == -signal.SIGKILL
    changed = sum(found != before[date] for date, found in files(folder).items())
    assert changed == (5 if at == "after" else 4)
    assert len(list((folder / ".staging").rglob("*.rows"))) > 0
    both = table(old, new)
    found = read(folder)  # without repair: every day is old or new
    assert set(found) < set(both)
    assert {len(files(folder)), len(Archive.open(str(folder)).days)} == {10}
    again = write(folder, new)
    assert len(again.dates("unchanged")) == changed
    assert read(folder) == both
    assert not (folder / ".staging").exists()


def test_a_second_writer_waits_or_is_told(tmp_path):
    fixes = walks(TEN_DAYS[:30])
    first = ArchiveWriter(str(tmp_path), UTM_35, HELSINKI)
    first.__enter__()
    with pytest.raises(UserError, match="Another run is writing to the archive"):
        write(tmp_path, fixes)
    first.add(fixes)  # what it has collected is still there
    done = []

    def second() -> None:
        with ArchiveWriter(str(tmp_path), UTM_35, HELSINKI, wait=30.0) as writer:
            done.append(time.monotonic())
            writer.add(some(walks(TEN_DAYS[:30], seed=5), slice(10)))
            writer.commit()

    other = threading.Thread(target=second)
    other.start()
    time.sleep(0.2)
    assert not done
    first.commit()
    first.__exit__(None, None, None)
    other.join(30)
    assert len(done) == 1
    assert len(read(tmp_path)) == len(fixes) + 10


def test_waiting_can_be_cancelled(tmp_path):
    lock = ArchiveLock(tmp_path)
    lock.acquire()

    def cancel(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        ArchiveLock(tmp_path, 60.0, cancel).acquire()
    lock.release()
    ArchiveLock(tmp_path).acquire()


def test_an_error_leaves_the_archive_free_and_as_it_was(three_days):
    before = files(three_days)

    def cancel(share: float) -> None:
        raise Cancelled

    with ArchiveWriter(str(three_days), UTM_35, HELSINKI) as writer:
        writer.add(walks(TEN_DAYS))
        with pytest.raises(Cancelled):
            writer.commit(cancel)
    assert files(three_days) == before
    assert not (three_days / ".staging").exists()
    write(three_days, walks(TEN_DAYS))


@pytest.mark.parametrize(
    ("version", "told"), [("11.0.0", "the one installed is 11"), (None, "not installed"), ("x", "installed is x")]
)
def test_without_pyarrow_the_command_is_told(monkeypatch, version, told):
    def imported(name):
        if version is None:
            raise ModuleNotFoundError("No module", name="pyarrow")
        return type("Library", (), {"__version__": version})

    monkeypatch.setattr(arrow_library.importlib, "import_module", imported)
    with pytest.raises(UserError, match=told + ".*pip install"):
        arrow_library.arrow.__wrapped__()
