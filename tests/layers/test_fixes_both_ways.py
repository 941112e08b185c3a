"""Fixes through the Arrow stream and by iteration are the same to the last bit."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from qgis.core import QgsCoordinateTransformContext
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimeZone

from blindspot.engine.errors import UserError
from blindspot.engine.progress import quiet
from blindspot.layers import arrow
from blindspot.layers.arrow import LayerFile
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import read_fixes
from small_layers import saved, shape_layer, source_of, utc

pytestmark = pytest.mark.skipif(not arrow.ARROW, reason="this GDAL has no Arrow stream for NumPy")

CONTEXT = QgsCoordinateTransformContext()
NAMES = ("time", "unit", "accuracy", "range")
FIELDS_OF_TWO = (("time", "Double"), ("unit", "Int"))
DRIVERS = {"GPKG": "gpkg", "FlatGeobuf": "fgb", "GeoJSON": "geojson", "ESRI Shapefile": "shp", "SQLite": "sqlite"}

NULLS = {"GPKG": 2, "GeoJSON": 2, "ESRI Shapefile": 2, "SQLite": 0}
"""Of two null geometries, how many the file holds as such: SQLite writes 0 0. FlatGeobuf holds none: GDAL 3.6 leaves
such rows out, GDAL 3.10 refuses them."""

position = st.tuples(st.floats(10, 11), st.floats(50, 51))
shapes = {
    "Point": st.one_of(st.none(), position.map(lambda p: f"POINT({p[0]!r} {p[1]!r})")),
    "PointZM": st.one_of(st.none(), position.map(lambda p: f"POINT ZM ({p[0]!r} {p[1]!r} 5 6)")),
    "MultiPoint": st.one_of(
        st.none(),
        st.lists(position, min_size=0, max_size=3).map(
            lambda some: "MULTIPOINT(" + ",".join(f"({x!r} {y!r})" for x, y in some) + ")" if some else None
        ),
    ),
}
letters = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=("Cs", "Cc", "Cn")), max_size=6
)
milliseconds = st.integers(-(10**10), 4 * 10**12)
moments = st.one_of(
    st.none(),
    milliseconds.map(lambda ms: utc(ms / 1000)),
    st.just(QDateTime(QDate(2026, 3, 29), QTime(2, 30))),  # wall clock, in the hour that a spring change leaves out
    st.just(QDateTime(QDate(2026, 1, 2), QTime(3, 4), QTimeZone(5 * 3600))),
)
texts = st.one_of(
    st.none(),
    st.sampled_from(["", "2026-01-31 22:04:10", "2026-01-31T22:04:10+08:00", "31/01/2026 22:04", "nonsense"]),
    milliseconds.map(lambda ms: str(ms // 1000)),
)
TIMES = {
    "QDateTime": moments,
    "QString": texts,
    "LongLong": st.one_of(st.none(), milliseconds),
    "Double": st.one_of(st.none(), st.floats(0, 2e9)),
}
UNITS = {
    "QString": st.one_of(st.none(), letters),
    "Int": st.one_of(st.none(), st.integers(-5, 5)),
    "LongLong": st.one_of(st.none(), st.integers(-(2**62), 2**62)),
    "Double": st.one_of(st.none(), st.floats(-1e6, 1e6)),
}


@st.composite
def tables(draw):
    """Geometry type, types of time and unit, and rows."""
    kind, time, unit = (
        draw(st.sampled_from(sorted(shapes))),
        draw(st.sampled_from(sorted(TIMES))),
        draw(st.sampled_from(sorted(UNITS))),
    )
    row = st.tuples(
        shapes[kind],
        TIMES[time],
        UNITS[unit],
        st.one_of(st.none(), st.floats(0, 1e3)),
        st.one_of(st.none(), st.integers(0, 99)),
    )
    return kind, time, unit, draw(st.lists(row, min_size=1, max_size=12))


def both(layer, names, selected=False):
    """What the two ways read, or the sentences with which they refuse."""
    found = []
    for file in (LayerFile.of(layer, selected), None):
        try:
            found.append(read_fixes(source_of(layer, selected), file, names, None, CONTEXT, quiet))
        except UserError as error:
            found.append(str(error))
    return found


def same_numbers(one, other):
    return one is other is None or np.array_equal(one, other, equal_nan=True)


def assert_equal(one, other):
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    for name in ("x", "y", "t"):
        assert np.array_equal(getattr(one.fixes, name), getattr(other.fixes, name), equal_nan=True), name
    for name in ("range", "source_x", "source_y"):
        assert same_numbers(getattr(one, name), getattr(other, name)), name
    assert same_numbers(one.fixes.accuracy, other.fixes.accuracy)
    for name in ("unit", "row"):
        assert getattr(one.fixes, name).tolist() == getattr(other.fixes, name).tolist(), name
    assert one.fixes.unit_names == other.fixes.unit_names
    assert {k: v.tolist() for k, v in one.fixes.faults.items()} == {
        k: v.tolist() for k, v in other.fixes.faults.items()
    }
    assert (one.crs, one.notes, one.rows) == (other.crs, other.notes, other.rows)


@pytest.mark.parametrize("driver", DRIVERS)
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(
    table=tables(),
    batch=st.sampled_from([1, 3, 65_536]),
    zone=st.sampled_from(["UTC", "Europe/Berlin"]),
    naive=st.booleans(),
)
def test_the_stream_and_the_iteration_read_the_same(driver, table, batch, zone, naive):
    kind, time, unit, rows = table
    if driver == "FlatGeobuf":
        rows = [row for row in rows if row[0] is not None]
        assume(rows)
    if driver == "ESRI Shapefile" and time == "QDateTime":
        time, rows = "QString", [(shape, "2026-01-31 22:04:10", *rest) for shape, _, *rest in rows]
    fields = (("time", time), ("unit", unit), ("accuracy", "Double"), ("range", "Int"))
    layer = shape_layer([row[0] for row in rows], kind, "EPSG:4326", "fixes", fields, [row[1:] for row in rows])
    names = FixFields(*NAMES, timezone=zone, naive_is_utc=naive)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "BATCH", batch)
        layer = saved(layer, Path(folder) / f"fixes.{DRIVERS[driver]}", driver)
        assert_equal(*both(layer, names))


def test_a_null_among_unit_numbers_adds_no_unit(tmp_path):
    """In the stream a null has a value too: 0, as unit 0 has, next to it or not."""
    for i, values in enumerate(([None, 5], [0, None, None, 0, 5], [None, None])):
        rows = [[1.7e9 + k, value] for k, value in enumerate(values)]
        layer = shape_layer(["POINT(10 50)"] * len(rows), "Point", "EPSG:4326", "fixes", FIELDS_OF_TWO, rows)
        streamed, iterated = both(saved(layer, tmp_path / f"{i}.gpkg"), FixFields(time="time", unit="unit"))
        assert_equal(streamed, iterated)
        known = ["" if value is None else str(value) for value in values]
        assert [streamed.fixes.unit_names[code] for code in streamed.fixes.unit] == known
        assert streamed.fixes.unit_names == tuple(sorted(set(known)))


@pytest.mark.parametrize("driver", NULLS)
def test_null_geometries_among_others(tmp_path, driver):
    wkts = ["POINT(10 50)", None, None, "POINT(10.1 50)"]
    layer = shape_layer(wkts, "Point", "EPSG:4326", "fixes", FIELDS_OF_TWO, [[1.7e9 + i, i] for i in range(4)])
    streamed, iterated = both(saved(layer, tmp_path / f"f.{DRIVERS[driver]}", driver), FixFields("time", "unit"))
    assert_equal(streamed, iterated)
    assert np.isnan(streamed.source_x).sum() == NULLS[driver]


@pytest.mark.parametrize("driver", DRIVERS)
def test_the_same_of_a_selection_within_a_subset(tmp_path, driver):
    fields = (("time", "Double"), ("unit", "QString"), ("accuracy", "Double"), ("range", "Int"))
    rows = [[1.7e9 + i, f"U{i % 3}", i / 3, 50] for i in range(40)]
    wkts = [f"POINT({10 + i / 1000} 50)" for i in range(40)]
    layer = saved(
        shape_layer(wkts, "Point", "EPSG:4326", "fixes", fields, rows), tmp_path / f"f.{DRIVERS[driver]}", driver
    )
    layer.setSubsetString('"accuracy" > 3')
    layer.selectByExpression("\"unit\" <> 'U1'")
    streamed, iterated = both(layer, FixFields(*NAMES), selected=True)
    assert_equal(streamed, iterated)
    assert sorted(streamed.fixes.t) == [1.7e9 + i for i in range(40) if i / 3 > 3 and i % 3 != 1]


def test_the_stream_is_what_is_tested():
    """Nothing above would fail if both were iteration."""
    with tempfile.TemporaryDirectory() as folder:
        layer = shape_layer(["POINT(10 50)"], "Point", "EPSG:4326", fields=(("time", "QDateTime"),), rows=[[utc(0)]])
        file = LayerFile.of(saved(layer, Path(folder) / "f.gpkg"), False)
        assert len(list(arrow.arrow_batches(file, ["time"]))) == 1
