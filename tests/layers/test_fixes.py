"""Point layers to fixes: positions, times, units and numbers are the layer's; what is wrong is told apart."""

from itertools import count

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsFeature, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled, quiet
from blindspot.engine.tracks.tracks import NO_POSITION, NO_TIME
from blindspot.layers import arrow
from blindspot.layers.arrow import LayerFile
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import MANY_POSITIONS, UNREADABLE_TIME, read_fixes
from small_layers import EASTING, NORTHING, START, point_layer, saved, shape_layer, source_of, utc, walk_rows

LOCAL = "PROJ:+proj=tmerc +lat_0=50 +lon_0=15 +datum=WGS84 +units=m"  # a grid with its origin here
CONTEXT = QgsCoordinateTransformContext()
BOTH = pytest.mark.parametrize("as_file", [True, False], ids=["file", "memory"])
NAMES = FixFields(time="time", unit="unit")
_number = count()


def read(layer, names=NAMES, selected=False, expression="", crs=None, progress=quiet):
    """As an algorithm reads it."""
    file = None if expression else LayerFile.of(layer, selected)
    return read_fixes(source_of(layer, selected, expression), file, names, crs, CONTEXT, progress)


@pytest.fixture
def as_layer(tmp_path):
    """The layer itself, or as a GeoPackage."""
    return lambda layer, as_file: saved(layer, tmp_path / f"fixes{next(_number)}.gpkg") if as_file else layer


def fault(found, reason):
    return found.fixes.faults[reason].tolist()


@BOTH
def test_positions_times_and_units_are_the_layers(as_layer, as_file):
    rows = walk_rows()
    layer = as_layer(point_layer(rows), as_file)
    found = read(layer)
    fixes = found.fixes
    assert found.rows == len(fixes) == 120
    assert list(zip(fixes.x, fixes.y, strict=True)) == [xy for xy, *_ in rows]
    assert fixes.t.tolist() == [START + 30.0 * i for _ in range(2) for i in range(60)]
    assert [fixes.unit_names[code] for code in fixes.unit] == [unit for *_, unit in rows]
    assert fixes.row.tolist() == [feature.id() for feature in layer.getFeatures()]
    assert (fixes.accuracy, found.range, found.detection_time) == (None, None, None)
    assert found.crs.authid() == found.source_crs.authid() == "EPSG:32633"
    assert all(not len(rows) for rows in fixes.faults.values())


@BOTH
def test_no_fix_is_lost_where_batches_and_chunks_meet(as_layer, as_file, monkeypatch):
    monkeypatch.setattr(arrow, "BATCH", 50)
    monkeypatch.setattr("blindspot.layers.crs.CHUNK", 7)
    rows = walk_rows(3, 67)
    layer = as_layer(point_layer(rows), as_file)
    found = read(layer, crs=QgsCoordinateReferenceSystem("EPSG:32632"))
    assert found.rows == 201
    assert [found.fixes.unit_names[code] for code in found.fixes.unit] == [unit for *_, unit in rows]
    assert found.source_x.tolist() == [xy[0] for xy, *_ in rows]
    assert np.isfinite(found.fixes.x).all()
    assert found.crs.authid() == "EPSG:32632"


@BOTH
def test_degrees_come_to_metres_with_longitude_east_and_latitude_north(as_layer, as_file):
    rows = [((15.0, 50.0), utc(0), "a"), ((15.01, 50.0), utc(1), "a"), ((15.0, 50.01), utc(2), "a")]
    found = read(as_layer(point_layer(rows, crs="EPSG:4326"), as_file))
    x, y = found.fixes.x, found.fixes.y
    assert found.crs.authid() == "EPSG:32633"
    assert x[0] == pytest.approx(500_000, abs=1e-3)
    assert (x[1] - x[0], y[2] - y[0]) == pytest.approx((716.8, 1111.8), rel=1e-3)
    assert found.source_x.tolist() == [15.0, 15.01, 15.0]
    assert found.source_y.tolist() == [50.0, 50.0, 50.01]


@BOTH
def test_what_cannot_be_used_is_told_apart(as_layer, as_file):
    fields = (("time", "QString"), ("unit", "QString"))
    shapes = [
        "MULTIPOINT((0 0))",
        None,
        "MULTIPOINT((1 1),(2 2))",
        "MULTIPOINT((3 3))",
        "MULTIPOINT((4 4))",
        "MULTIPOINT EMPTY",
    ]
    times = [
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:01Z",
        "2026-01-01T00:00:02Z",
        None,
        "yesterday",
        "2026-01-01T00:00:05Z",
    ]
    layer = shape_layer(shapes, "MultiPoint", LOCAL, fields=fields, rows=[[t, "a"] for t in times])
    found = read(as_layer(layer, as_file))
    assert found.rows == 6
    assert fault(found, MANY_POSITIONS) == [2]
    assert fault(found, NO_POSITION) == [1, 2, 5]
    assert fault(found, NO_TIME) == [3]
    assert fault(found, UNREADABLE_TIME) == [3, 4]
    assert found.source_x.tolist() == pytest.approx([0, np.nan, np.nan, 3, 4, np.nan], nan_ok=True)


@BOTH
@pytest.mark.parametrize("kind", ["PointZ", "PointM", "PointZM", "MultiPointZ", "MultiPointM", "MultiPointZM"])
def test_z_and_m_are_no_part_of_the_position(as_layer, as_file, kind):
    dimension = kind.removeprefix("Multi").removeprefix("Point")
    values = " ".join(["10", "20", "30", "40"][: 2 + len(dimension)])
    one = f"({values})" if kind.startswith("Multi") else values
    several = f"{one},{one}" if kind.startswith("Multi") else one
    name = kind.removesuffix(dimension).upper()
    wkts = [f"{name} {dimension} ({text})" for text in (one, one, several)]
    layer = shape_layer(wkts, kind, LOCAL, fields=(("time", "QDateTime"),), rows=[[utc(i)] for i in range(3)])
    found = read(as_layer(layer, as_file), FixFields(time="time"))
    assert fault(found, MANY_POSITIONS) == ([2] if kind.startswith("Multi") else [])
    assert found.source_x[:2].tolist() == [10, 10]
    assert found.source_y[:2].tolist() == [20, 20]


@BOTH
def test_units_are_sorted_by_name_and_null_and_empty_are_one(as_layer, as_file):
    names = ["zebra", None, "Ädil", "", "南京", "alpha", "zebra"]
    layer = point_layer([((EASTING, NORTHING), utc(i), name) for i, name in enumerate(names)])
    found = read(as_layer(layer, as_file)).fixes
    assert found.unit_names == ("", "alpha", "zebra", "Ädil", "南京")
    assert [found.unit_names[code] for code in found.unit] == ["zebra", "", "Ädil", "", "南京", "alpha", "zebra"]
    alone = read(as_layer(layer, as_file), FixFields(time="time")).fixes
    assert alone.unit_names == ("",)
    assert set(alone.unit) == {0}


@BOTH
@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("Int", [3, None, 10], ["3", "", "10"]),
        ("LongLong", [2**53 + 1, 5, 5], [str(2**53 + 1), "5", "5"]),
        ("Double", [7.0, 7.5, None], ["7", "7.5", ""]),
        ("Bool", [True, False, True], ["True", "False", "True"]),
    ],
)
def test_units_of_any_type_have_the_names_that_an_analyst_reads(as_layer, as_file, kind, values, told):
    layer = point_layer(
        [((EASTING, NORTHING), utc(i), value) for i, value in enumerate(values)],
        (("time", "QDateTime"), ("unit", kind)),
    )
    found = read(as_layer(layer, as_file)).fixes
    assert [found.unit_names[code] for code in found.unit] == told


@BOTH
def test_numbers_are_the_layers_and_null_is_none(as_layer, as_file):
    fields = (("time", "QDateTime"), ("unit", "QString"), ("acc", "Double"), ("range", "Int"), ("secs", "Double"))
    rows = [
        ("a", 5.5, 50, 10.0),
        ("a", None, 70, 10.0),
        ("a", 0.0, 80, 10.0),
        ("b", 1e9, None, 0.0),
        ("c", 2.0, 0, None),
    ]
    layer = point_layer([((EASTING, NORTHING), utc(i), *row) for i, row in enumerate(rows)], fields)
    found = read(as_layer(layer, as_file), FixFields("time", "unit", "acc", "range", "secs"))
    assert found.fixes.accuracy.tolist() == pytest.approx([5.5, np.nan, 0, 1e9, 2], nan_ok=True)
    assert found.range.tolist() == pytest.approx([70, np.nan, 0], nan_ok=True)
    assert found.detection_time.tolist() == pytest.approx([10, 0, np.nan], nan_ok=True)
    assert [note for note in found.notes if "varies" in note] == [
        "range varies within 1 unit; the median of each unit is used."
    ]


def test_negative_ranges_are_an_error(as_layer):
    layer = point_layer([((EASTING, NORTHING), utc(0), -1)], (("time", "QDateTime"), ("range", "Int")))
    with pytest.raises(UserError, match="range contains negative values"):
        read(layer, FixFields(time="time", range="range"))


@BOTH
def test_a_selection_a_subset_and_a_filter_leave_the_rest_out(as_layer, as_file):
    layer = as_layer(point_layer(walk_rows(3, 10)), as_file)
    layer.selectByExpression("\"unit\" = 'U1'")
    found = read(layer, selected=True).fixes
    assert (len(found), found.unit_names) == (10, ("U1",))
    assert read(layer, expression="\"unit\" = 'U2'").fixes.unit_names == ("U2",)
    assert layer.setSubsetString("\"unit\" <> 'U0'")
    assert read(layer).fixes.unit_names == ("U1", "U2")
    layer.setSubsetString("\"unit\" = 'nobody'")
    with pytest.raises(UserError, match=r"no features to read\. If you use a selection or a filter"):
        read(layer)


def test_uncommitted_edits_are_read(as_layer):
    layer = as_layer(point_layer(walk_rows(1, 5)), True)
    layer.startEditing()
    layer.deleteFeature(1)
    layer.changeGeometry(2, QgsGeometry.fromPointXY(QgsPointXY(EASTING + 7, NORTHING)))
    layer.changeAttributeValue(3, layer.fields().lookupField("unit"), "new")
    added = QgsFeature(layer.fields())
    added.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(EASTING + 9, NORTHING)))
    added["time"], added["unit"] = utc(START), "added"
    layer.addFeature(added)
    found = read(layer).fixes
    assert len(found) == 5
    assert found.unit_names == ("U0", "added", "new")
    assert {EASTING + 7, EASTING + 9} <= set(found.x.tolist())


def test_a_file_in_utc_and_local_time_is_read_as_qgis_does(as_layer):
    """One value without a zone, the last of several batches: all are read again by iteration."""
    wall = QDateTime(QDate(2026, 1, 1), QTime(12, 0))
    rows = [((EASTING, NORTHING), utc(START), "a"), ((EASTING, NORTHING), wall, "a")]
    found = read(as_layer(point_layer(rows), True), FixFields("time", "unit", timezone="Asia/Shanghai"))
    noon = 1_767_240_000  # in Shanghai it is 04:00 UTC
    assert found.fixes.t.tolist() == [START, noon]
    utc_found = read(as_layer(point_layer(rows), True), FixFields("time", "unit", "", "", "", "Asia/Shanghai", True))
    assert utc_found.fixes.t.tolist() == [START, noon + 8 * 3600]


ERRORS = [
    (FixFields(time=""), "TIME_FIELD is empty"),
    (FixFields(time="when"), "fixes has no field when. It has: time, unit, day"),
    (FixFields(time="day"), "dates without a time"),
    (FixFields(time="hour"), "times of day without a date"),
    (FixFields(time="time", accuracy="unit"), "unit of fixes holds no numbers"),
    (FixFields(time="time", range="yes"), "yes of fixes holds no numbers"),
]


@pytest.mark.parametrize(("names", "sentence"), ERRORS)
def test_what_cannot_be_is_an_error_in_a_sentence(names, sentence):
    fields = (("time", "QDateTime"), ("unit", "QString"), ("day", "QDate"), ("hour", "QTime"), ("yes", "Bool"))
    layer = point_layer([((EASTING, NORTHING), utc(0), "a", QDate(2026, 1, 1), QTime(1, 0), True)], fields)
    with pytest.raises(UserError, match=sentence):
        read(layer, names)


@BOTH
def test_progress_rises_to_one_and_cancel_is_heard(as_layer, as_file, monkeypatch):
    monkeypatch.setattr(arrow, "BATCH", 1000)
    layer = as_layer(point_layer(walk_rows(5, 1500)), as_file)
    shares = []
    read(layer, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len([share for share in shares if share < 0.55]) >= 3

    def cancel(share):
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(layer, progress=cancel)
