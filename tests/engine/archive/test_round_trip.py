"""What is written to an archive is read again, to the last bit."""

import json
import pickle

import numpy as np
import pytest
from archived_walks import HELSINKI, START, UTM_35, read, some, table, walks, write

from blindspot.engine.archive.dataset import Archive
from blindspot.engine.archive.footer import minutes_of, packed, unpacked
from blindspot.engine.archive.local_days import LocalDays, date_text, day_number
from blindspot.engine.archive.writing import add_day
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

parquet = pytest.importorskip("pyarrow.parquet")


def test_every_fix_comes_back_in_whatever_order_it_was_given(tmp_path):
    fixes = walks(START + np.arange(0, 5 * 86_400, 611.0), units=3)
    written = write(tmp_path, *(some(fixes, slice(i, i + 500)) for i in range(0, len(fixes), 500)))
    assert (len(written.dates("new")), written.added, written.repeats) == (5, len(fixes), 0)
    assert read(tmp_path) == table(fixes)
    archive = Archive.open(str(tmp_path))
    assert [day.date for day in archive.days] == [f"2026-01-0{i}" for i in range(1, 6)]
    assert (archive.crs, archive.timezone, archive.name) == (UTM_35, HELSINKI, tmp_path.name)
    for day in archive.days:
        t = archive.fixes(day).t
        assert (len(t), t.min(), t.max()) == (day.fixes, day.first, day.last)
        assert day.start <= t.min() <= t.max() < day.end


@pytest.mark.parametrize(("digits", "extra"), [(0, False), (3, False), (6, False), (9, True)])
def test_times_keep_their_last_bit(tmp_path, digits, extra):
    """Times with at most microseconds are exact in `time`; others have a column of their own."""
    rng = np.random.default_rng(1)
    starts = (315_532_800, int(START), 2_147_483_648, 4_102_444_800)
    whole = np.concatenate([rng.integers(start, start + 86_400, 300) for start in starts])
    t = [float(f"{second}.{rng.integers(10**digits):0{digits}d}") if digits else float(second) for second in whole]
    write(tmp_path, walks(np.array(t), 1))
    assert sorted(row[3] for row in read(tmp_path)) == sorted(t)
    columns = {name for path in tmp_path.glob("date=*/*") for name in parquet.read_schema(path).names}
    assert ("t" in columns) == extra


def test_a_day_says_what_it_holds(tmp_path):
    fixes = walks(START + np.array([0.0, 10.0, 59.5, 60.0, 3600.25]), names=("ä", "b"))
    write(tmp_path, some(fixes, fixes.unit == 0))
    (day,) = Archive.open(str(tmp_path)).days
    assert (day.date, day.start, day.end, day.fixes) == ("2026-01-01", START, START + 86_400, 5)
    assert (day.first, day.last, day.units) == (START, START + 3600.25, ("ä",))
    own = some(fixes, fixes.unit == 0)
    assert day.bounds == (own.x.min(), own.y.min(), own.x.max(), own.y.max())
    assert (day.minutes - START).tolist() == [[0, 59.5], [60, 60], [3600.25, 3600.25]]


def test_minutes_survive_their_packing():
    t = START + np.random.default_rng(3).uniform(0, 86_400, 5000)
    minutes = minutes_of(t)
    numbers, inverse = np.unique(np.floor(t / 60), return_inverse=True)
    brute = [[t[inverse == i].min(), t[inverse == i].max()] for i in range(len(numbers))]
    assert minutes.tolist() == brute == unpacked(packed(minutes)).tolist()
    seconds = np.floor(minutes)
    assert len(packed(seconds)) < seconds.nbytes / 3
    with pytest.raises(ValueError, match="header"):
        unpacked("nonsense")


def test_the_hash_is_of_units_times_and_positions_alone(tmp_path):
    fixes = walks(START + np.arange(200.0))
    write(tmp_path / "a", fixes)
    other_ids = Fixes(
        fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row[::-1], fixes.unit_names, np.full(len(fixes), 3.0)
    )
    write(tmp_path / "b", some(other_ids, np.arange(len(fixes))[::-1]))
    one, other = (Archive.open(str(tmp_path / name)).days[0].content for name in "ab")
    assert one == other
    for change in ({"x": 1e-9}, {"t": 1e-6}):
        moved = {name: getattr(fixes, name) + change.get(name, 0) * (fixes.row == 12) for name in ("x", "y", "t")}
        write(tmp_path / "c", Fixes(**moved, unit=fixes.unit, row=fixes.row, unit_names=fixes.unit_names), replace=True)
        assert Archive.open(str(tmp_path / "c")).days[0].content != one
    write(tmp_path / "d", Fixes(fixes.x, fixes.y, fixes.t, fixes.unit, fixes.row, ("U0", "U7")))
    assert Archive.open(str(tmp_path / "d")).days[0].content != one


def test_time_and_box_leave_the_rows_within(tmp_path):
    fixes = walks(START + np.arange(0, 86_400, 5.0), units=12)  # two row groups
    write(tmp_path, fixes)
    assert parquet.ParquetFile(next(tmp_path.glob("date=*/*"))).num_row_groups == 2
    archive = Archive.open(str(tmp_path))
    (day,) = archive.days
    first, last = START + 1000.0, START + 1100.0
    box = (499_900.0, 6_599_800.0, 500_050.0, 6_600_100.0)
    within = (fixes.t >= first) & (fixes.t <= last)
    inside = (fixes.x >= box[0]) & (fixes.x <= box[2]) & (fixes.y >= box[1]) & (fixes.y <= box[3])
    assert table(archive.fixes(day, first, last)) == table(some(fixes, within))
    assert table(archive.fixes(day, box=box)) == table(some(fixes, inside))
    assert table(archive.fixes(day, last, box=box)) == table(some(fixes, inside & (fixes.t >= last)))
    assert len(archive.fixes(day, day.last + 1)) == 0
    edge = float(fixes.x.max())
    assert len(archive.fixes(day, box=(edge, -np.inf, edge, np.inf))) == 1


def test_row_groups_outside_are_not_read(tmp_path, monkeypatch):
    t = START + np.arange(0, 86_400, 1.0)
    east = walks(t, 2)
    fixes = Fixes(east.x + 100_000 * east.unit, east.y, east.t, east.unit, east.row, east.unit_names)
    write(tmp_path, fixes)
    archive, asked = Archive.open(str(tmp_path)), []
    real = parquet.ParquetFile.read_row_groups

    def watched(self, groups, *arguments, **options):
        asked.append(groups)
        return real(self, groups, *arguments, **options)

    monkeypatch.setattr(parquet.ParquetFile, "read_row_groups", watched)
    box = (590_000.0, 0.0, 700_000.0, 1e7)
    assert len(archive.fixes(archive.days[0], box=box)) == len(t)
    archive.fixes(archive.days[0], box=(0.0, 0.0, 1.0, 1.0))
    assert asked == [[0, 1], []]
    box = (400_000.0, 0.0, 510_000.0, 1e7)
    assert len(archive.fixes(archive.days[0], box=box)) == len(t)
    assert asked[-1] == [0]


@pytest.mark.parametrize(("date", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_days_are_local_also_where_the_clocks_change(tmp_path, date, hours):
    days = LocalDays.of_numbers(HELSINKI, day_number(date), day_number(date) + 1)
    start, end = days.starts.tolist()
    assert end - start == hours * 3600
    t = np.array([start - 1, start, start + 3 * 3600, start + 4 * 3600, end - 0.001, end])
    write(tmp_path, walks(t, 1))
    before, day, after = Archive.open(str(tmp_path)).days
    assert (day.date, day.start, day.end, day.fixes, day.first) == (date, start, end, 4, start)
    assert (before.last, after.first) == (start - 1, end)


@pytest.mark.parametrize("zone", ["America/St_Johns", "America/Sao_Paulo", "Pacific/Apia", "Africa/Cairo", "UTC"])
def test_days_of_every_zone_follow_each_other(zone):
    """Clocks that change around midnight, and a day that was left out (Apia, 2011-12-30)."""
    start, end = 1_293_840_000.0, 1_356_998_400.0  # 2011 and 2012
    days = LocalDays.around(zone, start, end)
    assert np.all(np.diff(days.starts) >= 0)
    numbers = days.numbers(np.arange(start, end, 1799.0))
    assert np.all(np.isin(np.diff(numbers), (0, 1, 2)))
    apia = date_text(days.numbers(np.array([1_325_239_200.0]))[0])  # 10:00 UTC on the 30th
    assert apia == ("2011-12-31" if zone == "Pacific/Apia" else "2011-12-30")


def test_an_archive_can_be_pickled_and_opened_by_its_address(tmp_path):
    fixes = walks(START + np.arange(50.0))
    write(tmp_path, fixes)
    archive = pickle.loads(pickle.dumps(Archive.open(tmp_path.as_uri())))
    assert table(archive.fixes(archive.days[0])) == table(fixes)
    assert archive.days == Archive.open(str(tmp_path)).days


def test_one_day_is_added_by_its_date(tmp_path):
    fixes = walks(START + np.arange(50.0))
    assert add_day(str(tmp_path), "2026-01-01", fixes, UTM_35, HELSINKI).what == "new"
    assert add_day(str(tmp_path), "2026-01-01", some(fixes, slice(9)), UTM_35, HELSINKI, replace=True).lost == 91
    with pytest.raises(ValueError, match="2026-01-02"):
        add_day(str(tmp_path), "2026-01-02", fixes, UTM_35, HELSINKI)


def test_other_programs_find_what_geoparquet_promises(tmp_path):
    fixes = walks(START + np.arange(50.0))
    write(tmp_path, fixes, range=np.full(len(fixes), 40.0))
    file = parquet.ParquetFile(next(tmp_path.glob("date=*/*")))
    geo = json.loads(file.metadata.metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert (geo["version"], geo["primary_column"], column["encoding"]) == ("1.1.0", "geometry", "point")
    assert column["geometry_types"] == ["Point"]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 32635}
    assert column["bbox"] == [fixes.x.min(), fixes.y.min(), fixes.x.max(), fixes.y.max()]
    rows = file.read().to_pydict()
    assert set(rows["range"]) == {40.0}
    assert [(unit, time.timestamp()) for unit, time in zip(rows["unit"], rows["time"], strict=True)] == sorted(
        (f"U{code}", t) for code, t in zip(fixes.unit, fixes.t, strict=True)
    )


@pytest.mark.parametrize("tick", [1.0, 60.0])
def test_tracks_are_the_same_to_the_last_bit(tmp_path, tick):
    """Also where the clock is coarse, so that the order of rows matters, and with repeats and conflicts."""
    rng = np.random.default_rng(7)
    t = np.tile(START + 86_400 - 40_000 + np.arange(0, 80_000, 20.0), 2)
    n = len(t)
    unit = np.repeat([0, 1], n // 2)
    x, y = 500_000 + np.cumsum(rng.normal(3, 5, n)), 6_600_000 + np.cumsum(rng.normal(0, 5, n))
    index = np.sort(np.r_[np.arange(n), rng.integers(0, n, 30)])  # repeats
    fixes = Fixes(x[index], y[index], np.floor(t[index] / tick) * tick, unit[index], np.arange(len(index)), ("a", "b"))
    fixes.x[rng.integers(0, len(index), 5)] += 50_000
    write(tmp_path, some(fixes, slice(3000)), some(fixes, slice(3000, None)))
    archive = Archive.open(str(tmp_path))
    days = [archive.fixes(day) for day in archive.days]
    assert len(days) == 2
    columns = [np.concatenate([getattr(day, name) for day in days]) for name in ("x", "y", "t", "unit", "row")]
    ours, _ = tracks_from_fixes(Fixes(*columns, ("a", "b")), TrackRules())
    theirs, rejected = tracks_from_fixes(fixes, TrackRules())
    assert (rejected.spread > 0) == (tick > 20)
    assert all(
        np.array_equal(getattr(ours, name), getattr(theirs, name)) for name in ("x", "y", "t", "unit", "offsets")
    )


def test_many_row_groups_are_read_a_few_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("blindspot.engine.archive.day_file.ROWS_IN_GROUP", 40)
    fixes = walks(START + np.arange(0, 3000, 7.0), units=3)
    write(tmp_path / "a", fixes)
    archive = Archive.open(str(tmp_path / "a"))
    (day,) = archive.days
    assert table(archive.fixes(day)) == table(fixes)
    since, until = START + 500, START + 1500
    inside = (fixes.t >= since) & (fixes.t <= until)
    assert table(archive.fixes(day, since, until)) == table(some(fixes, inside))
    assert not len(archive.fixes(day, START + 4000.0))
