"""blindspot:makearchive through processing.run."""

import numpy as np
import pandas as pd
import pytest
from qgis.core import QgsProcessingException

from blindspot.engine.archive.dataset import Archive
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import read_fixes
from small_layers import EASTING, START, point_layer, saved, source_of, utc, walk_rows

pytest.importorskip("pyarrow.parquet")
parquet = pytest.importorskip("pyarrow.parquet")
FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
DAY = 86_400
QUIET = lambda share: None  # noqa: E731


def days_of_walks(days=3, units=2) -> list:
    """Rows of several days, all after midnight UTC."""
    return [row for day in range(days) for row in walk_rows(units, 20, start=START + 3600 + day * DAY)]


def table(fixes, names=None) -> list[tuple]:
    names = fixes.unit_names if names is None else names
    columns = (fixes.x, fixes.y, fixes.t)
    return sorted(zip([names[code] for code in fixes.unit], *(c.tolist() for c in columns), strict=True))


def archived(folder) -> list[tuple]:
    archive = Archive.open(str(folder))
    return sorted(row for day in archive.days for row in table(archive.fixes(day)))


def as_scored(layer) -> list[tuple]:
    """The fixes of a layer as the score reads them, to the last bit."""
    from qgis.core import QgsCoordinateTransformContext

    source = source_of(layer)
    return table(
        read_fixes(source, None, FixFields("time", "unit"), None, QgsCoordinateTransformContext(), QUIET).fixes
    )


def test_a_layer_becomes_days_with_the_fixes_that_would_be_scored(run, log, tmp_path):
    layer = point_layer(
        [((16.5 + (x - EASTING) / 1e5, 50.1), *rest) for (x, _), *rest in days_of_walks()], crs="EPSG:4326"
    )
    folder = tmp_path / "archive"
    result = run("makearchive", INPUT=[layer], ARCHIVE=str(folder), **FIELDS)
    assert (result["DAY_COUNT"], result["NEW_DAYS"], result["CHANGED_DAYS"]) == (3, 3, 0)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"], result["REPEATED_COUNT"]) == (120, 0, 0)
    assert (result["ARCHIVE"], result["CRS"]) == (str(folder), "EPSG:32633")
    assert archived(folder) == as_scored(layer)
    archive = Archive.open(str(folder))
    assert (archive.timezone, archive.crs) == ("UTC", "EPSG:32633")
    assert archive.made_by
    assert [day.date for day in archive.days] == ["2026-01-02", "2026-01-03", "2026-01-04"]
    assert "New days: 3 (2026-01-02 to 2026-01-04)" in log.infos
    assert any(text.startswith("The archive has 120 fixes of 2 units on 3 days") for text in log.infos)


def test_the_same_again_changes_nothing_and_new_days_are_told(run, log, tmp_path):
    folder = str(tmp_path / "archive")
    first, both = (
        point_layer(days_of_walks(1)),
        point_layer(
            days_of_walks(1) + [(xy, utc(START + 4 * DAY + i), "New") for i, (xy, *_) in enumerate(walk_rows(1))]
        ),
    )
    run("makearchive", INPUT=[first], ARCHIVE=folder, **FIELDS)
    before = {path: path.read_bytes() for path in (tmp_path / "archive").rglob("*.parquet")}
    again = run("makearchive", INPUT=[first, first], ARCHIVE=folder, **FIELDS)
    assert (again["NEW_DAYS"], again["CHANGED_DAYS"], again["REPEATED_COUNT"]) == (0, 0, 80)
    assert {path: path.read_bytes() for path in (tmp_path / "archive").rglob("*.parquet")} == before
    result = run("makearchive", INPUT=[both], ARCHIVE=folder, **FIELDS)
    assert (result["NEW_DAYS"], result["DAY_COUNT"], result["FIX_COUNT"]) == (1, 2, 100)
    for text in (
        "Unchanged days: 1 (2026-01-02)",
        "Units that are new: 1 (New)",
        "Days without fixes in between: 2 (2026-01-03 to 2026-01-04)",
    ):
        assert text in log.infos


def test_days_can_be_replaced(run, log, tmp_path):
    folder = str(tmp_path / "archive")
    run("makearchive", INPUT=[point_layer(days_of_walks(2))], ARCHIVE=folder, **FIELDS)
    result = run("makearchive", INPUT=[point_layer(days_of_walks(1, 1))], ARCHIVE=folder, EXISTING=1, **FIELDS)
    assert (result["CHANGED_DAYS"], result["FIX_COUNT"]) == (1, 60)
    assert any("20 fixes of replaced days are gone" in text for text in log.warnings)


def test_rows_that_cannot_be_used_are_kept_with_their_reason(run, log, tmp_path):
    rows = [((15 + (x - EASTING) / 1e5, 50.1), *rest) for (x, _), *rest in days_of_walks(1)]
    rows += [(None, utc(START + 50), "U0"), ((15.0, 50.1), None, "U1"), ((0, 0), utc(START + 3700.5), "U0")]
    layer = point_layer(rows, crs="EPSG:4326", name="tracks")
    result = run("makearchive", INPUT=[layer], ARCHIVE=str(tmp_path / "archive"), **FIELDS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (40, 3)
    (path,) = (tmp_path / "archive" / "rejected").iterdir()
    rejected = {row["source_id"]: row for row in parquet.read_table(path).to_pylist()}
    assert sorted(rejected) == [41, 42, 43]
    assert (rejected[41]["reason"], rejected[41]["x"], rejected[41]["source"]) == ("no usable position", None, "tracks")
    assert (rejected[42]["reason"], rejected[42]["time"], rejected[42]["x"]) == ("no usable time", None, 15.0)
    assert (rejected[43]["x"], rejected[43]["y"], rejected[43]["crs"]) == (0, 0, "EPSG:4326")
    assert "  no usable time: 1" in log.warnings


def csv_of(rows, path, separator=",") -> None:
    text = [separator.join(("lon", "lat", "time", "unit", "hdop"))]
    for i, ((x, _), time, unit) in enumerate(rows):
        lon = f"{16.5 + (x - EASTING) / 1e5:.6f}"
        moment = time.toString("yyyy-MM-dd HH:mm:ss")
        text.append(separator.join((lon.replace(".", "," if separator == ";" else "."), "50.1", moment, unit, str(i))))
    path.write_text("\n".join(text) + "\n")


def test_a_folder_of_csv_files_with_a_bad_one_among_them(run, log, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    csv_of(days_of_walks(1), files / "a.csv")
    csv_of([(xy, time.addDays(1), f"00{unit[1]}") for xy, time, unit in days_of_walks(1)], files / "b.csv", ";")
    (files / "c.csv").write_text("when,where\n1,2\n")
    (files / "d.gpkg").write_bytes(b"no geopackage")
    (files / "notes.pdf").write_bytes(b"not read")
    saved(point_layer([(xy, time.addDays(5), unit) for xy, time, unit in days_of_walks(1)]), files / "e.gpkg")
    columns = {"X_FIELD": "lon", "Y_FIELD": "lat", "ACCURACY_FIELD": "hdop"}
    result = run("makearchive", FOLDER=str(files), ARCHIVE=str(tmp_path / "archive"), **FIELDS, **columns)
    assert (result["DAY_COUNT"], result["FIX_COUNT"], result["CRS"]) == (3, 120, "EPSG:32633")
    archive = Archive.open(str(tmp_path / "archive"))
    assert [day.units for day in archive.days] == [("U0", "U1"), ("000", "001"), ("U0", "U1")]
    assert archive.fixes(archive.days[0]).accuracy.tolist() == list(range(40))
    assert archive.fixes(archive.days[2]).accuracy is None
    assert any(text.startswith("2 layers or files could not be read: c.csv, d.gpkg") for text in log.warnings)
    assert any("c.csv: It has no column time, unit" in text for text in log.warnings)
    as_layer = [((16.5 + round((x - EASTING) / 1e5, 6), 50.1), *rest) for (x, _), *rest in days_of_walks(1)]
    layer = point_layer([((round(lon, 6), lat), *rest) for (lon, lat), *rest in as_layer], crs="EPSG:4326")
    assert table(archive.fixes(archive.days[0])) == as_scored(layer)


def test_all_failing_is_an_error_and_makes_no_archive(run, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "c.csv").write_text("when,where\n1,2\n")
    with pytest.raises(QgsProcessingException, match=r"c\.csv: It has no column time"):
        run("makearchive", FOLDER=str(files), ARCHIVE=str(tmp_path / "archive"), **FIELDS)
    assert not (tmp_path / "archive" / "blindspot_archive.json").exists()


def test_parquet_files_gpx_and_another_archive(run, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    rows = days_of_walks(2)
    x, y = (np.array([xy[axis] for xy, *_ in rows]) for axis in (0, 1))
    time = pd.to_datetime([time.toSecsSinceEpoch() for _, time, _ in rows], unit="s", utc=True)
    frame = pd.DataFrame({"e": x, "n": y, "time": time, "unit": [unit for *_, unit in rows]})
    frame.to_parquet(files / "a.parquet")
    points = "".join(
        f'<trkpt lat="49.65" lon="{15 + i / 1e4}"><time>2026-01-05T10:00:{i:02d}Z</time></trkpt>' for i in range(20)
    )
    (files / "walk 7.gpx").write_text(
        f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>'
    )
    folder = tmp_path / "archive"
    options = {"X_FIELD": "e", "Y_FIELD": "n", "SOURCE_CRS": "EPSG:32633"}
    result = run("makearchive", FOLDER=str(files), ARCHIVE=str(folder), **FIELDS, **options)
    assert (result["DAY_COUNT"], result["FIX_COUNT"]) == (3, 100)
    assert Archive.open(str(folder)).days[2].units == ("walk 7",)
    copy = tmp_path / "copy"
    result = run("makearchive", FOLDER=str(folder), ARCHIVE=str(copy), TIMEZONE="Asia/Shanghai")
    assert archived(copy) == archived(folder)
    assert Archive.open(str(copy)).timezone == "Asia/Shanghai"


def test_an_archive_keeps_its_zone_and_crs(run, log, tmp_path):
    folder = str(tmp_path / "archive")
    run("makearchive", INPUT=[point_layer(days_of_walks(1))], ARCHIVE=folder, TIMEZONE="Europe/Prague", **FIELDS)
    east = point_layer([((x + 400_000, y), *rest) for (x, y), *rest in days_of_walks(2)], crs="EPSG:32632")
    result = run("makearchive", INPUT=[east], ARCHIVE=folder, **FIELDS)
    assert (result["CRS"], Archive.open(folder).timezone) == ("EPSG:32633", "Europe/Prague")
    with pytest.raises(QgsProcessingException, match="are in Europe/Prague, not in UTC"):
        run("makearchive", INPUT=[east], ARCHIVE=folder, TIMEZONE="UTC", **FIELDS)


def test_what_cannot_be_is_told_before_the_run(run, tmp_path):
    target = {"ARCHIVE": str(tmp_path / "archive")}
    with pytest.raises(QgsProcessingException, match="Nothing is given to read"):
        run("makearchive", **target)
    with pytest.raises(QgsProcessingException, match="there is no folder"):
        run("makearchive", FOLDER=str(tmp_path / "nowhere"), **target)
    with pytest.raises(QgsProcessingException, match="has no file of fixes"):
        run("makearchive", FOLDER=str(tmp_path), **target)
    with pytest.raises(QgsProcessingException, match="belong together"):
        run("makearchive", INPUT=[point_layer(walk_rows())], X_FIELD="x", **FIELDS, **target)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear")
    with pytest.raises(QgsProcessingException, match="not empty"):
        run("makearchive", INPUT=[point_layer(walk_rows())], ARCHIVE=str(tmp_path / "full"), **FIELDS)


@pytest.mark.parametrize("driver", ["GPKG", "FlatGeobuf", "ESRI Shapefile"])
def test_large_files_are_read_in_parts(run, tmp_path, monkeypatch, driver):
    from blindspot.layers import archive_sources

    layer = saved(
        point_layer(days_of_walks(3)), tmp_path / {"GPKG": "a.gpkg", "FlatGeobuf": "a.fgb"}.get(driver, "a.shp"), driver
    ).source()  # a path: the layer ends with the run
    run("makearchive", INPUT=[layer], ARCHIVE=str(tmp_path / "whole"), **FIELDS)
    monkeypatch.setattr(archive_sources, "MOST_ROWS", 50)
    monkeypatch.setattr(archive_sources, "AT_ONCE", 50)
    seen = []
    real = archive_sources.read_fixes
    monkeypatch.setattr(archive_sources, "read_fixes", lambda *given: seen.append(real(*given)) or seen[-1])
    run("makearchive", INPUT=[layer], ARCHIVE=str(tmp_path / "parts"), **FIELDS)
    assert sum(read.rows for read in seen) == 120
    assert 3 <= len(seen) <= 4
    assert archived(tmp_path / "parts") == archived(tmp_path / "whole")
