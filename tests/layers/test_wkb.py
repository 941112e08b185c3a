"""Well-known binary as QGIS and Shapely have it: positions, rings and vertices are the same numbers."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsGeometry

from blindspot.layers.wkb import NO_POINT, polygons_of_rings, vertices_of_line, xy_of_points

number = st.floats(-1e7, 1e7)
position = st.tuples(number, number)


def qgis_wkb(wkt):
    return bytes(QgsGeometry.fromWkt(wkt).asWkb())


def stacked(wkb):
    """As a batch whose geometries are all of one length comes."""
    return np.array(wkb, f"S{len(wkb[0])}").view(f"V{len(wkb[0])}")


@given(st.lists(st.one_of(st.none(), position, st.lists(position, min_size=1, max_size=3)), min_size=1, max_size=9))
def test_points_null_and_multipoints_of_one_part_or_several(shapes):
    wkb = np.empty(len(shapes), object)
    wanted, several = [], []
    for i, shape in enumerate(shapes):
        parts = shape if isinstance(shape, list) else []
        wkb[i] = None if shape is None else (shapely.MultiPoint(parts) if parts else shapely.Point(shape)).wkb
        one = parts[0] if len(parts) == 1 else shape if isinstance(shape, tuple) else (np.nan, np.nan)
        wanted.append(one)
        several.append(len(parts) > 1)
    x, y, many = xy_of_points(wkb)
    assert np.array_equal(np.column_stack((x, y)), np.array(wanted, float), equal_nan=True)
    assert many.tolist() == several


@pytest.mark.parametrize("dimension", ["", " Z", " M", " ZM"])
@pytest.mark.parametrize("kind", ["POINT{} ({})", "MULTIPOINT{} (({}))"])
@pytest.mark.parametrize("fixed", [True, False])
def test_z_and_m_are_passed_over(dimension, kind, fixed):
    wkb = [
        qgis_wkb(kind.format(dimension, " ".join(map(str, (i + 0.5, -i, 33, 44)[: 2 + len(dimension.strip())]))))
        for i in range(3)
    ]
    x, y, many = xy_of_points(stacked(wkb) if fixed else np.array(wkb, object))
    assert x.tolist() == [0.5, 1.5, 2.5]
    assert y.tolist() == [0, -1, -2]
    assert not many.any()


def test_empty_points_and_no_points_have_no_position():
    wkb = np.array([qgis_wkb("POINT EMPTY"), qgis_wkb("MULTIPOINT EMPTY"), None, b""], object)
    x, y, many = xy_of_points(wkb)
    assert np.isnan(x).all()
    assert np.isnan(y).all()
    assert not many.any()
    assert [len(column) for column in xy_of_points(np.zeros(0, object))] == [0, 0, 0]
    assert [len(column) for column in xy_of_points(np.zeros(0, "V21"))] == [0, 0, 0]


def test_other_shapes_are_no_position():
    x, _, fault = xy_of_points(np.array([shapely.LineString([(1, 2), (3, 4)]).wkb, shapely.Point(5, 6).wkb], object))
    assert x.tolist() == pytest.approx([np.nan, 5], nan_ok=True)
    assert fault.tolist() == [NO_POINT, 0]


@pytest.mark.parametrize("vertices", [5, 7])
def test_rings_become_polygons(vertices):
    angles = np.linspace(0, 2 * np.pi, vertices)[:-1]
    ring = np.column_stack((np.cos(angles), np.sin(angles)))
    rings = np.array([np.vstack((ring, ring[:1])) * size + size for size in (1.0, 20.0, 300.0)])
    polygons = shapely.from_wkb(np.array(polygons_of_rings(rings), object))
    assert shapely.is_valid(polygons).all()
    assert [shapely.get_coordinates(polygon).tolist() for polygon in polygons] == rings.tolist()
    assert polygons_of_rings(np.zeros((0, 5, 2))) == []


@given(
    st.lists(st.lists(st.tuples(number, number, number, number), min_size=2, max_size=4), min_size=1, max_size=4),
    st.booleans(),
)
def test_vertices_of_lines_with_m_in_one_part_or_several(parts, has_z):
    texts = [
        ", ".join(" ".join(repr(v) for v in (x, y, *([z] if has_z else []), m)) for x, y, z, m in part)
        for part in parts
    ]
    dimension = "ZM" if has_z else "M"
    wanted = [[x, y, m] for part in parts for x, y, _, m in part]
    several = qgis_wkb(f"MULTILINESTRING {dimension} (" + ",".join(f"({text})" for text in texts) + ")")
    assert vertices_of_line(several).tolist() == wanted
    assert vertices_of_line(qgis_wkb(f"LINESTRING {dimension} ({texts[0]})")).tolist() == wanted[: len(parts[0])]
