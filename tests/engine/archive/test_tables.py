"""CSV and Parquet files as tables of fixes, and other divisions of Parquet brought to local days."""

import numpy as np
import pytest
import shapely
from archived_walks import HELSINKI, START, UTM_35, read, some, table, walks, write

from blindspot.engine.archive import table_files
from blindspot.engine.archive.repartition import TableReading, add_archive, add_tables
from blindspot.engine.archive.table_files import TableFields, TableFile
from blindspot.engine.archive.table_times import table_instants
from blindspot.engine.archive.writing import ArchiveWriter
from blindspot.engine.errors import UserError

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
FIELDS = TableFields("t", "unit", "x", "y")


def only_rows(path, fields=FIELDS):
    (rows,) = TableFile(str(path)).chunks(fields)
    return rows


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("x,y,t,unit\n1.5,2,2026-01-01 10:00,007\n,2,,\nn/a,3,2026-01-01 10:01,Ä b\n", "utf-8"),
        ("x;y;t;unit\n1,5;2;2026-01-01 10:00;007\n;2;;\n?;3;2026-01-01 10:01;Ä b\n", "cp1252"),
        ("\ufeffx\ty\tt\tunit\r\n1.5\t2\t2026-01-01 10:00\t007\r\n\t2\t\t\r\n \t3\t2026-01-01 10:01\tÄ b\r\n", "utf-8"),
        ('"x","y","t","unit"\n"1.5","2","2026-01-01 10:00","007"\n"",2,"",""\n"-",3,2026-01-01 10:01,"Ä b"\n', "utf-8"),
    ],
)
def test_csv_files_of_any_dialect(tmp_path, text, encoding):
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    rows = only_rows(tmp_path / "a.csv")
    assert np.array_equal(rows.x, [1.5, np.nan, np.nan], equal_nan=True)
    assert rows.y.tolist() == [2, 2, 3]
    unit, names = rows.sorted_units()
    assert [names[code] for code in unit] == ["007", "", "Ä b"]
    assert rows.row.tolist() == [1, 2, 3]  # as GDAL numbers them
    instants, missing = table_instants(rows, "Europe/Helsinki")
    assert instants.seconds[[0, 2]].tolist() == [START + 36_000, START + 36_060]
    assert missing.tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("kind", "offset"),
    [
        (pa.timestamp("ns", "Asia/Shanghai"), 0),
        (pa.timestamp("ms", "UTC"), 0),
        (pa.timestamp("us"), -7200),  # local time, two hours ahead
        (pa.float64(), 0),
        (pa.int64(), 0),
    ],
)
def test_times_of_parquet_files(tmp_path, kind, offset):
    t = START + np.array([0.0, 1.25, 86_400.5])
    if kind in (pa.float64(), pa.int64()):
        values = pa.array(t * (1 if kind == pa.float64() else 1000)).cast(kind)
    else:
        values = pa.array((t * 1e6).astype(np.int64)).cast(pa.timestamp("us", kind.tz)).cast(kind)
    values = pa.concat_arrays([values, pa.nulls(1, kind)])
    columns = {"x": [1.0] * 4, "y": [2.0] * 4, "t": values, "unit": [7, 8, None, 7]}
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    rows = only_rows(tmp_path / "a.parquet")
    instants, missing = table_instants(rows, HELSINKI)
    assert instants.seconds[:3].tolist() == (t + offset).tolist()
    assert missing.tolist() == [False, False, False, True]
    assert rows.sorted_units()[1] == ("", "7", "8")


def test_geometries_of_geoparquet_files(tmp_path):
    shapes = shapely.to_wkb([shapely.Point(1, 2), None, shapely.Point(3, 4)])
    about = b'{"primary_column": "shape", "columns": {"shape": {"encoding": "WKB"}}}'
    made = pa.table({"shape": pa.array(shapes.tolist(), pa.binary()), "t": [1.0, 2.0, 3.0]})
    parquet.write_table(made.replace_schema_metadata({b"geo": about}), tmp_path / "a.parquet")
    rows = only_rows(tmp_path / "a.parquet", TableFields("t"))
    assert np.array_equal(rows.x, [1, np.nan, 3], equal_nan=True)
    assert TableFile(str(tmp_path / "a.parquet")).crs == "EPSG:4326"
    lines = made.set_column(0, "shape", pa.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))] * 3, pa.binary()))
    parquet.write_table(lines.replace_schema_metadata({b"geo": about}), tmp_path / "b.parquet")
    with pytest.raises(UserError, match="Not all of its geometries are points"):
        only_rows(tmp_path / "b.parquet", TableFields("t"))


def test_what_a_table_lacks_is_told(tmp_path):
    (tmp_path / "a.csv").write_text("x,y,t,unit\n1,2,3,4\n")
    file = TableFile(str(tmp_path / "a.csv"))
    with pytest.raises(UserError, match=r"has no column lon\. It has: x, y, t, unit"):
        file.check(TableFields("t", "unit", "lon", "y"))
    with pytest.raises(UserError, match="set X_FIELD and Y_FIELD"):
        file.check(TableFields("t", "unit"))
    (tmp_path / "b.csv").write_text("x,y,t,unit\n1,2,3,4\n1,2\n")
    with pytest.raises(UserError, match="cannot be read"):
        only_rows(tmp_path / "b.csv")
    (tmp_path / "c.parquet").write_text("no")
    with pytest.raises(UserError, match="cannot be read"):
        only_rows(tmp_path / "c.parquet")
    (tmp_path / "d.csv").write_bytes(b"\0\0\0")
    with pytest.raises(UserError, match="no text"):
        only_rows(tmp_path / "d.csv")


def test_parquet_files_in_another_division_become_days(tmp_path, monkeypatch):
    monkeypatch.setattr(table_files, "CHUNK", 64)
    fixes = walks(START + np.arange(0, 4 * 86_400, 1800.0))
    for code in (0, 1):
        own = some(fixes, fixes.unit == code)
        folder = tmp_path / "files" / f"team={code}"
        folder.mkdir(parents=True)
        columns = {"x": own.x, "y": own.y, "t": own.t, "unit": [f"U{code}"] * len(own)}
        bad = pa.table({"x": [None, 5.0], "y": [5.0, 5.0], "t": [START, None], "unit": ["U9", "U9"]})
        parquet.write_table(pa.concat_tables([pa.table(columns), bad]), folder / "part.parquet")
    with ArchiveWriter(str(tmp_path / "archive"), UTM_35, HELSINKI) as writer:
        done = add_tables(
            (tmp_path / "files").as_uri(), TableReading(FIELDS, HELSINKI), writer, lambda x, y: (x + 1, y)
        )
        writer.commit()
    assert (done.rows, dict(done.rejected)) == (len(fixes) + 4, {"no usable position": 2, "no usable time": 2})
    expected = [(unit, x + 1, y, t) for unit, x, y, t, _ in table(fixes)]
    assert sorted(row[:4] for row in read(tmp_path / "archive")) == sorted(expected)
    rejected = parquet.read_table(tmp_path / "archive" / "rejected").to_pylist()
    assert sorted(row["source"] for row in rejected) == ["team=0/part.parquet"] * 2 + ["team=1/part.parquet"] * 2


def test_an_archive_gets_other_days(tmp_path):
    fixes = walks(START + np.arange(0, 3 * 86_400, 1800.0))
    write(tmp_path / "old", fixes, range=np.full(len(fixes), 40.0))
    with ArchiveWriter(str(tmp_path / "new"), UTM_35, "America/New_York") as writer:
        assert add_archive(str(tmp_path / "old"), writer) == len(fixes)
        written = writer.commit()
    assert len(written.days) == 4
    assert read(tmp_path / "new") == read(tmp_path / "old")
    first = parquet.read_table(next((tmp_path / "new").glob("date=*/*")))
    assert set(first["range"].to_pylist()) == {40.0}
    with pytest.raises(UserError, match="is an archive"):
        add_tables(str(tmp_path / "old"), TableReading(FIELDS, HELSINKI), None)
