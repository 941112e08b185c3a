"""Adding to the days of an archive, replacing them, and repeats."""

import numpy as np
import pytest
from archived_walks import HELSINKI, START, UTM_35, files, read, some, table, walks, write

from blindspot.engine.archive.rejected import RejectedRows
from blindspot.engine.archive.rows import Rows, in_order
from blindspot.engine.archive.writing import ArchiveWriter
from blindspot.engine.errors import UserError
from blindspot.engine.tracks.fixes import Fixes

parquet = pytest.importorskip("pyarrow.parquet")
DAYS = START + np.arange(0, 3 * 86_400, 3600.0)


def with_accuracy(fixes: Fixes, accuracy: float, first_row: int = 10) -> Fixes:
    row = np.arange(len(fixes)) + first_row
    return Fixes(fixes.x, fixes.y, fixes.t, fixes.unit, row, fixes.unit_names, np.full(len(fixes), accuracy))


def test_the_same_again_changes_nothing(tmp_path):
    fixes = walks(DAYS)
    write(tmp_path, fixes)
    before = files(tmp_path)
    for replace in (False, True):
        again = write(tmp_path, fixes, replace=replace)
        assert (len(again.dates("unchanged")), again.added) == (3, 0)
        assert files(tmp_path) == before
    assert write(tmp_path, some(fixes, slice(20))).repeats == 20
    other_ids = Fixes(fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row + 999, fixes.unit_names)
    assert write(tmp_path, other_ids).repeats == len(fixes)
    assert files(tmp_path) == before


def test_what_is_new_is_merged_and_other_days_are_not_touched(tmp_path):
    fixes = walks(DAYS)
    late = (fixes.t >= START + 86_400) & (fixes.t < START + 2 * 86_400) & (fixes.row % 3 == 0)
    write(tmp_path, some(fixes, ~late))
    before = files(tmp_path)
    other = walks(START + 86_400 + np.arange(5.0), 1, names=("A new unit",))
    written = write(tmp_path, some(fixes, late), other)
    assert (written.dates("changed"), written.added) == (["2026-01-02"], late.sum() + 5)
    assert read(tmp_path) == table(fixes, other)
    changed = {date for date, found in files(tmp_path).items() if found != before[date]}
    assert changed == {"date=2026-01-02"}


def test_the_order_of_adding_does_not_matter(tmp_path):
    fixes = walks(DAYS, 3)
    parts = [some(fixes, fixes.row % 4 == i) for i in range(4)]
    write(tmp_path / "a", *parts)
    for part in reversed(parts):
        write(tmp_path / "b", part)
    one, other = ({date: content for date, (_, content) in files(tmp_path / name).items()} for name in "ab")
    assert one == other


def test_a_replaced_day_has_only_what_was_given(tmp_path):
    fixes = walks(DAYS)
    write(tmp_path, fixes)
    second = walks(START + 86_400 + np.arange(5.0), 1, seed=1)
    (day,) = write(tmp_path, second, replace=True).days
    assert (day.what, day.fixes, day.added, day.lost) == ("changed", 5, 5, 48)
    outside = (fixes.t < START + 86_400) | (fixes.t >= START + 2 * 86_400)
    assert read(tmp_path) == table(some(fixes, outside), second)


def test_repeats_are_left_out_and_counted_but_not_other_places_at_the_same_time(tmp_path):
    fixes = walks(START + np.arange(5.0))
    twice = np.r_[np.arange(10), [3, 3, 7]]
    again = some(fixes, twice)
    again = Fixes(again.x, again.y, again.t, again.unit, np.arange(13), again.unit_names)
    elsewhere = Fixes(fixes.x[:1] + 1, fixes.y[:1], fixes.t[:1], fixes.unit[:1], np.array([99]), fixes.unit_names)
    written = write(tmp_path, again, elsewhere)
    assert (written.added, written.repeats) == (11, 3)
    assert sorted(row[4] for row in read(tmp_path)) == [*range(10), 99]  # the first of each


def test_of_repeats_the_most_accurate_stays(tmp_path):
    fixes = walks(START + np.arange(5.0))
    write(tmp_path, with_accuracy(fixes, 9.0))
    assert write(tmp_path, with_accuracy(fixes, 20.0)).dates("unchanged") == ["2026-01-01"]
    assert write(tmp_path, fixes).dates("unchanged") == ["2026-01-01"]  # without one
    written = write(tmp_path, with_accuracy(fixes, 4.0, 50))
    assert (written.dates("changed"), written.added, written.repeats) == (["2026-01-01"], 0, 10)
    assert parquet.read_table(next(tmp_path.glob("date=*/*")))["accuracy"].to_pylist() == [4.0] * 10


def test_rows_in_order_do_not_depend_on_their_order():
    rng = np.random.default_rng(0)
    n = 400
    columns = [rng.integers(0, most, n) for most in (3, 3, 6, 3)]
    x, y, t = (column.astype(float) for column in columns[:3])
    rows = Rows(x, y, t, columns[3], rng.permutation(n), ("a", "b", "c"), rng.choice([1.0, 5.0, np.nan], n))
    found, _, repeats = in_order(rows)
    brute = {}
    for row in sorted(zip(columns[3], t, x, y, np.nan_to_num(rows.accuracy, nan=99), rows.source_id, strict=True)):
        brute.setdefault(row[:4], row)
    assert list(zip(found.unit, found.t, found.x, found.y, strict=True)) == list(brute)
    assert found.source_id.tolist() == [row[5] for row in brute.values()]
    assert repeats == n - len(brute)
    shuffled, _, _ = in_order(rows.take(rng.permutation(n)))
    assert shuffled.source_id.tolist() == found.source_id.tolist()


def test_rejected_rows_are_kept_once(tmp_path):
    rejected = RejectedRows(
        "tracks of may/june.csv",
        "EPSG:4326",
        np.array([24.9, np.nan]),
        np.array([60.2, np.nan]),
        np.array([np.nan, START]),
        np.array([0, 0]),
        ("U1",),
        np.array([4, 9]),
        np.array(["no usable time", "no usable position"], object),
    )
    for _ in range(2):
        with ArchiveWriter(str(tmp_path), UTM_35, HELSINKI) as writer:
            writer.reject(rejected)
            writer.commit()
    (path,) = (tmp_path / "rejected").iterdir()
    rows = parquet.read_table(path).to_pylist()
    assert path.name.startswith("tracks_of_may_june.csv-")
    assert [(row["source_id"], row["unit"], row["reason"], row["x"]) for row in rows] == [
        (4, "U1", "no usable time", 24.9),
        (9, "U1", "no usable position", None),
    ]
    assert (rows[0]["time"], rows[1]["time"].timestamp(), rows[0]["crs"]) == (None, START, "EPSG:4326")


def test_fixes_without_a_time_or_position_are_refused(tmp_path):
    fixes = walks(START + np.arange(5.0))
    fixes.t[3] = np.nan
    with pytest.raises(ValueError, match="without a time"):
        write(tmp_path, fixes)


def test_an_archive_keeps_its_crs_and_time_zone(tmp_path):
    fixes = walks(START + np.arange(5.0))
    write(tmp_path, fixes)
    with pytest.raises(UserError, match=r"time zone of the archive .* is Europe/Helsinki, not UTC"):
        write(tmp_path, fixes, timezone="UTC")
    with pytest.raises(UserError, match=r"CRS of the archive .* is EPSG:32635, not EPSG:3067"):
        ArchiveWriter(str(tmp_path), "EPSG:3067", HELSINKI).__enter__()
    write(tmp_path, fixes)  # the lock is free


def test_a_folder_with_other_things_becomes_no_archive(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(UserError, match="not empty"):
        write(tmp_path, walks(START + np.arange(5.0)))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
