"""Two tables are compared row by row, in whichever order; the differences are exact."""

import struct

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.provenance.agreement import GEOMETRY, Agreement, FieldDifference, compared, unmatched
from blindspot.engine.provenance.ordinates import ordinates


def texts(*values):
    return np.fromiter(values, object, len(values))


def points(*places):
    return texts(*(shapely.to_wkb(shapely.Point(place), byte_order=1, flavor="iso") for place in places))


@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
def test_rows_without_an_equal_are_those_of_the_multisets(one, other):
    rows, others = unmatched(np.array(one, np.uint64), np.array(other, np.uint64))
    for found, mine, theirs in ((rows, one, other), (others, other, one)):
        expected = []
        for value in set(mine):
            expected += [value] * max(mine.count(value) - theirs.count(value), 0)
        assert sorted(mine[row] for row in found) == sorted(expected)
        assert (np.diff(found) > 0).all()


def test_rows_are_paired_by_what_identifies_them():
    one = {"id": texts("a", "b", "c"), "gap": np.array([0.1, 0.2, 0.3])}
    other = {"id": texts("c", "b", "d"), "gap": np.array([0.3, 0.25, 0.1])}
    (found,), left = compared(one, other)
    assert (found.name, found.rows, found.close, left) == ("gap", 1, False, 1)
    assert found.largest == pytest.approx(0.05)


def test_rows_are_paired_by_several_fields_together():
    one = {"drone": np.array([1.0, 1, 2, 2]), "seq": np.array([1.0, 2, 1, 2]), "leave": np.array([0.5, 1.5, 2.5, 3.5])}
    other = {name: column[::-1].copy() for name, column in one.items()}
    other["leave"][0] += 10
    (found,), left = compared(one, other)
    assert (found.name, found.rows, found.largest, left) == ("leave", 1, 10.0, 0)


def test_a_field_identifies_only_if_it_does_so_in_both():
    """The name is twice in the other table, so it must not decide which of the two rows is the partner."""
    one = {"name": texts("x", "y", "z"), "kind": np.array([1.0, 2, 2]), "gap": np.array([0.1, 0.9, 0.3])}
    other = {"name": texts("x", "x", "z"), "kind": np.array([2.0, 1, 2]), "gap": np.array([0.5, 0.1, 0.3])}
    assert compared(one, other) == ((), 1)


def test_moved_features_are_paired_by_their_fields():
    """A geometry does not identify: else a feature that has moved would have no partner."""
    one = {"drone": np.array([1.0, 1, 2]), "seq": np.array([1.0, 2, 1]), GEOMETRY: points((0, 0), (1, 0), (2, 0))}
    other = {"drone": np.array([2.0, 1, 1]), "seq": np.array([1.0, 2, 1]), GEOMETRY: points((2, 0), (1, 3), (0, 0))}
    (found,), left = compared(one, other)
    assert (found.name, found.rows, found.largest, left) == (GEOMETRY, 1, 3.0, 0)


@pytest.mark.parametrize(("same", "differ"), [(5, {"gap"}), (4, {"id", "gap"})])
def test_few_partners_are_none(same, differ):
    """Where fewer than half of the rows are found again by what identifies them, their order says more."""
    ids = [f"{i}" for i in range(10)]
    one = {"id": texts(*ids), "gap": np.arange(10) + 0.5}
    other = {"id": texts(*ids[:same], *(f"new {i}" for i in range(10 - same))), "gap": np.arange(10) + 0.75}
    found, left = compared(one, other)
    assert {each.name for each in found} == differ
    assert left == (10 - same if same >= 5 else 0)


@given(st.sets(st.integers(0, 9), min_size=1), st.sets(st.integers(0, 9), min_size=1))
def test_rows_without_a_partner_are_counted_in_the_longer_table(one, other):
    tables = [{"id": texts(*map(str, ids)), "half": np.full(len(ids), 0.5)} for ids in (one, other)]
    shared = len(one & other)
    in_order = len(one) == len(other) and 2 * shared < len(one)
    assert compared(*tables)[1] == (0 if in_order else max(len(one), len(other)) - shared)


def test_rows_that_nothing_identifies_are_paired_in_their_order():
    one = {"gap": np.array([0.1, 0.2]), "why": texts("x", "x")}
    other = {"gap": np.array([0.1, 0.5]), "why": texts("x", "x")}
    (found,), left = compared(one, other)
    assert (found.name, found.rows, left) == ("gap", 1, 0)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        (1e6, 1e6 + 5e-4, True),
        (1e6, 1e6 + 5e-3, False),
        (-1e6, -1e6 - 5e-4, True),
        (-1e6, -1e6 - 5e-3, False),
        (0.0, 1e-13, True),
        (0.0, 1e-10, False),
        (np.nan, 0.5, False),
    ],
)
def test_numbers_are_close_within_a_billionth(one, other, close):
    (found,), _ = compared({"gap": np.array([one])}, {"gap": np.array([other])})
    assert found.close is close
    assert found.largest == (np.inf if np.isnan(one) else abs(one - other))


def test_equal_values_and_nulls_are_no_difference():
    moments = np.array(["NaT", "2026-01-01"], "datetime64[ms]")
    table = {"gap": np.array([np.nan, 1.0]), "t": moments, "n": texts(None, "")}
    assert compared(table, {name: column.copy() for name, column in table.items()}) == ((), 0)


def test_moments_differ_in_seconds():
    one = {"t": np.array(["2026-01-01T00:00:00", "2026-01-02"], "datetime64[ms]")}
    other = {"t": one["t"] + np.array([1, 90_000], "timedelta64[ms]")}
    (found,), _ = compared(one, other)
    assert (found.rows, found.largest, found.close) == (2, 90.0, False)
    assert compared({"t": one["t"][:1]}, {"t": other["t"][:1]})[0][0].close


def test_coordinates_differ_in_the_unit_of_the_crs():
    near, far = points((500_000.0, 5.5e6 + 4e-4)), points((500_000.0, 5.5e6 + 0.25))
    (found,), _ = compared({GEOMETRY: points((500_000.0, 5.5e6))}, {GEOMETRY: far})
    assert (found.largest, found.close) == (0.25, False)
    assert compared({GEOMETRY: points((500_000.0, 5.5e6))}, {GEOMETRY: near})[0][0].close


def test_times_of_vertices_are_close_within_a_millisecond():
    """Their numbers are so large that a billionth of them is almost two seconds."""
    line = b"\x01\xd2\x07\x00\x00\x02\x00\x00\x00"
    before = line + np.array([0, 0, 1.77e9, 1, 1, 1.77e9 + 60]).tobytes()
    after = line + np.array([0, 0, 1.77e9, 1, 1, 1.77e9 + 61]).tobytes()
    (found,), _ = compared({GEOMETRY: texts(before)}, {GEOMETRY: texts(after)})
    assert (found.largest, found.close) == (1.0, False)


def test_geometries_of_another_structure_are_not_close():
    line = texts(shapely.to_wkb(shapely.LineString([(0, 0), (1, 1), (2, 2)]), byte_order=1))
    less = texts(shapely.to_wkb(shapely.LineString([(0, 0), (2, 2)]), byte_order=1))
    for other in (less, texts(None)):
        (found,), _ = compared({GEOMETRY: line}, {GEOMETRY: other})
        assert (found.largest, found.close) == (np.inf, False)


def test_a_coordinate_that_is_missing_in_one_is_a_difference():
    head = b"\x01\xe9\x03\x00\x00"  # a point with Z
    with_z, without = (texts(head + np.array([1.0, 2.0, z]).tobytes()) for z in (3.0, np.nan))
    (found,), _ = compared({GEOMETRY: with_z}, {GEOMETRY: without})
    assert (found.rows, found.largest, found.close) == (1, np.inf, False)
    assert compared({GEOMETRY: without}, {GEOMETRY: without.copy()}) == ((), 0)


def wkb_of(code: int, *parts: bytes | list) -> bytes:
    """A geometry by hand: of geometries, or of rings or vertices as lists of (x, y)."""
    body = [part if isinstance(part, bytes) else np.array(part, "<f8").tobytes() for part in parts]
    if code in (3, 17):
        body = [struct.pack("<I", len(part)) + each for part, each in zip(parts, body, strict=True)]
    count = len(parts[0]) if code in (2, 8) else len(parts)
    return struct.pack("<BII", 1, code, count) + b"".join(body)


ARC, LINE, RING = [(0, 0), (1, 1), (2, 0)], [(2, 0), (0, 0)], [(0, 0), (4, 0), (4, 4), (0, 0)]
COMPOUND = wkb_of(9, wkb_of(8, ARC), wkb_of(2, LINE))


@pytest.mark.parametrize(
    ("wkb", "vertices"),
    [
        (wkb_of(8, ARC), ARC),
        (COMPOUND, ARC + LINE),
        (wkb_of(10, COMPOUND, wkb_of(2, RING)), ARC + LINE + RING),
        (wkb_of(11, wkb_of(8, ARC), COMPOUND), ARC + ARC + LINE),
        (wkb_of(12, wkb_of(10, COMPOUND), wkb_of(3, RING)), ARC + LINE + RING),
        (wkb_of(15, wkb_of(3, RING), wkb_of(3, RING)), RING + RING),
        (wkb_of(16, wkb_of(17, RING), wkb_of(17, RING)), RING + RING),
    ],
)
def test_curves_and_surfaces_are_read_to_their_end(wkb, vertices):
    """GEOS does not know them, QGIS does."""
    assert ordinates(wkb)[1].reshape(-1, 2).tolist() == [list(map(float, each)) for each in vertices]


def test_rings_that_are_divided_elsewhere_are_another_structure():
    """The same coordinates, so that only the counts tell the polygons apart."""
    ring = [(0, 0), (1, 0), (1, 1), (0, 0), (0, 0), (1, 0), (1, 1), (0, 0), (0, 0)]
    one, other = (wkb_of(3, ring[:at], ring[at:]) for at in (4, 5))
    (found,), _ = compared({GEOMETRY: texts(one)}, {GEOMETRY: texts(other)})
    assert (found.largest, found.close) == (np.inf, False)


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT Z (1 2 3)",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1)), ((9 9, 8 9, 8 8, 9 9)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4, 5 6))",
        "MULTILINESTRING Z ((1 2 3, 4 5 6), (7 8 9, 10 11 12))",
    ],
)
def test_coordinates_are_those_of_shapely(wkt):
    shape = shapely.from_wkt(wkt)
    kinds, numbers = ordinates(shapely.to_wkb(shape, byte_order=1, flavor="iso"))
    assert numbers.tolist() == shapely.get_coordinates(shape, include_z=shape.has_z).ravel().tolist()
    assert kinds


def test_missing_fields_and_other_counts_are_no_agreement():
    assert Agreement(3, 3).equal
    assert Agreement(3, 3, added=("new",)).equal
    assert not Agreement(3, 3, missing=("gone",)).equal
    assert not Agreement(3, 3, missing=("gone",)).close
    assert not Agreement(3, 2, 1, 0, left=1).close
    assert Agreement(3, 2, 1, 0).different == Agreement(2, 3, 0, 1).different == 1
    assert not Agreement(2, 3, 0, 1).equal


CLOSE, FAR = FieldDifference("gap", 1, 1e-12, True), FieldDifference("why", 1, np.inf, False)


@pytest.mark.parametrize(
    ("found", "close"),
    [
        (Agreement(3, 3, 1, 1, (CLOSE,)), True),
        (Agreement(3, 3, 1, 1, (CLOSE, FAR)), False),
        (Agreement(3, 3, 2, 2, (CLOSE,), left=1), False),
        (Agreement(3, 3, 1, 1, (CLOSE,), missing=("gone",)), False),
        (Agreement(3, 4, 1, 2, (CLOSE,)), False),
        (Agreement(3, 3, 1, 1, ()), False),  # what differs is not known
    ],
)
def test_close_means_that_everything_is(found, close):
    assert found.close is close
    assert not found.equal
