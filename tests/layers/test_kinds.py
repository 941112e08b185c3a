"""Geometries of every kind that QGIS knows are taken as what they are: points, lines, or the ground that they cover."""

import json
import struct

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from blindspot.engine.geometry import footprint, usable_of
from blindspot.layers.features import read_features
from blindspot.layers.kinds import as_polygons, line_vertices, simple
from small_layers import shape_layer

CRS = QgsCoordinateReferenceSystem("EPSG:32633")
CUBE = [  # roof and floor, and four walls
    "((0 0 0,0 10 0,10 10 0,10 0 0,0 0 0))",
    "((0 0 9,10 0 9,10 10 9,0 10 9,0 0 9))",
    *(
        f"(({a} 0,{b} 0,{b} 9,{a} 9,{a} 0))"
        for a, b in (("0 0", "10 0"), ("10 0", "10 10"), ("10 10", "0 10"), ("0 10", "0 0"))
    ),
]
FLOOR, EAVES = "(0 0,10 0,10 10,0 10,0 0)", "(-1 -1,11 -1,11 11,-1 11,-1 -1)"
CIRCLE = "CIRCULARSTRING(-10 0,0 10,10 0,0 -10,-10 0)"
ROOF = "((0 0 5,10 0 5,10 5 8,0 0 5)),((0 0 5,10 5 8,0 5 8,0 0 5))"  # two triangles, a rectangle of 50 m2 in plan


def read(wkts, tmp_path):
    """The features of a table of these geometries, of whatever types."""
    path = tmp_path / "shapes.gpkg"
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    table = file.CreateLayer("shapes", None, ogr.wkbUnknown)
    for wkt in wkts:
        row = ogr.Feature(table.GetLayerDefn())
        row.SetGeometry(ogr.CreateGeometryFromWkb(QgsGeometry.fromWkt(wkt).asWkb().data()))
        table.CreateFeature(row)
    del row, table, file
    layer = QgsVectorLayer(str(path), "shapes", "ogr")
    layer.setCrs(CRS)
    assert layer.isValid()
    return read_features(layer, CRS, QgsCoordinateTransformContext())


@pytest.mark.parametrize(
    ("wkt", "area"),
    [
        (f"TIN Z({ROOF})", 50),
        ("TIN((( 0 0,10 0,0 10,0 0)))", 50),
        ("TIN ZM(((0 0 0 1,10 0 0 1,0 10 3 1,0 0 0 1)))", 50),
        ("TRIANGLE((0 0,10 0,0 10,0 0))", 50),
        ("TRIANGLE Z((0 0 1,10 0 1,0 10 4,0 0 1))", 50),
        ("TRIANGLE M((0 0 1,10 0 1,0 10 4,0 0 1))", 50),
        (f"POLYHEDRALSURFACE Z({','.join(CUBE)})", 100),
        (f"MULTIPOLYGON Z({','.join(CUBE)})", 100),
        ("POLYHEDRALSURFACE(((0 0,10 0,10 10,0 10,0 0)))", 100),
        (f"POLYHEDRALSURFACE(({FLOOR}),({EAVES}))", 144),
        (f"MULTIPOLYGON Z({CUBE[0]},((-1 -1 9,11 -1 9,11 11 9,-1 11 9,-1 -1 9)))", 144),
        ("CURVEPOLYGON(CIRCULARSTRING(-10 0,0 10,10 0,0 -10,-10 0))", np.pi * 100),
        ("CURVEPOLYGON Z(COMPOUNDCURVE Z(CIRCULARSTRING Z(0 0 1,5 5 1,10 0 1),(10 0 1,0 0 1)))", np.pi * 12.5),
        (
            "MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(-10 0,0 10,10 0,0 -10,-10 0)),((20 0,30 0,20 10,20 0)))",
            np.pi * 100 + 50,
        ),
        (f"GEOMETRYCOLLECTION(CURVEPOLYGON({CIRCLE}),POINT(0 1))", np.pi * 100),
    ],
)
def test_surfaces_are_the_ground_that_they_cover(wkt, area, tmp_path):
    features = read([wkt], tmp_path)
    assert len(features) == 1, features.notes
    assert shapely.is_valid(features.geometry).all()
    assert not shapely.has_z(features.geometry).any()
    assert shapely.area(features.geometry)[0] == pytest.approx(area, rel=1e-3)


@pytest.mark.parametrize(
    ("wkt", "length"),
    [
        ("CIRCULARSTRING(-10 0,0 10,10 0)", np.pi * 10),
        ("COMPOUNDCURVE M(CIRCULARSTRING M(-10 0 1,0 10 2,10 0 3),(10 0 3,20 0 4))", np.pi * 10 + 10),
        ("MULTICURVE(CIRCULARSTRING(-10 0,0 10,10 0),(0 0,0 5))", np.pi * 10 + 5),
    ],
)
def test_curves_are_lines(wkt, length, tmp_path):
    features = read([wkt], tmp_path)
    assert shapely.length(features.geometry)[0] == pytest.approx(length, rel=1e-3)
    xym = line_vertices(QgsGeometry.fromWkt(wkt))
    assert len(xym) > 10
    assert np.isnan(xym[:, 2]).all() == (" M(" not in wkt)


def test_faces_that_stand_upright_are_flat_and_counted(tmp_path):
    upright = "((0 0 0,10 0 0,10 0 9,0 0 9,0 0 0))"
    wall = [
        f"POLYHEDRALSURFACE Z({upright})",
        "TIN Z(((0 0 0,10 0 0,10 0 9,0 0 0)))",
        f"POLYGON Z{upright}",
        "TRIANGLE Z((0 0 0,10 0 0,10 0 9,0 0 0))",
        f"MULTIPOLYGON Z({upright})",
        "POLYHEDRALSURFACE Z(((0.1 0.3 0,1234.7 777.9 0,1234.7 777.9 9,0.1 0.3 9,0.1 0.3 0)))",
    ]
    features = read([*wall, "TRIANGLE((0 0,1 0,0 1,0 0))"], tmp_path)
    assert (len(features), features.flat) == (1, len(wall))
    assert any(f"{len(wall)} features have no area" in note for note in features.notes)


def test_coordinates_that_are_nowhere_are_lost_and_counted(tmp_path):
    def of(bad):
        return [f"POINT({bad} 0)", f"LINESTRING(0 0,1 1,{bad} 2)", f"POLYGON((0 0,1 0,1 {bad},0 0))"]

    layer = shape_layer([None, "POINT(1 2)"], "Point")
    assert read_features(layer, CRS, QgsCoordinateTransformContext()).nulls == 1
    for bad in (float("nan"), float("inf"), -float("inf"), 1e300, 1e12):
        for kind in ("Point", "LineString", "Polygon"):
            geometry = QgsGeometry.fromWkt(of("7")[("Point", "LineString", "Polygon").index(kind)])
            last = sum(1 for _ in geometry.vertices()) - (1 if kind != "Polygon" else 2)
            vertex = geometry.vertexAt(last)
            assert geometry.get().moveVertex(*_at(geometry, last), type(vertex)(bad, vertex.y()))
            layer = shape_layer(["POINT(1 2)" if kind == "Point" else of("7")[1 if kind == "LineString" else 2]], kind)
            feature = next(layer.getFeatures())
            feature.setGeometry(geometry)
            layer.dataProvider().addFeatures([feature])
            for crs in ("EPSG:32633", "EPSG:3857"):
                found = read_features(layer, QgsCoordinateReferenceSystem(crs), QgsCoordinateTransformContext())
                assert (len(found), found.lost + found.flat + found.nulls) == (1, 1), (bad, kind, crs)
                assert found.notes


def _at(geometry, number):
    found, vertex_id = geometry.vertexIdFromVertexNr(number)
    assert found
    return (vertex_id,)


def test_of_a_collection_the_parts_of_the_highest_dimension_are_taken(tmp_path):
    inner = "GEOMETRYCOLLECTION(POLYGON((2 0,3 0,3 1,2 0)))"
    mixed = f"GEOMETRYCOLLECTION(POINT(5 5),LINESTRING(0 0,9 9),POLYGON((0 0,1 0,1 1,0 0)),{inner})"
    features = read([mixed, "GEOMETRYCOLLECTION(POINT(1 1),POINT(2 2))"], tmp_path)
    assert [shape.geom_type for shape in features.geometry] == ["MultiPolygon", "MultiPoint"]
    assert features.partial == 1
    assert any("of 1 collection of several geometry types only one type is used" in note for note in features.notes)
    points = usable_of(shapely.from_wkt(np.array([mixed, "LINESTRING(0 0,1 1)"], object)), dimensions=(0,))
    assert shapely.equals(points.geometry, shapely.from_wkt("MULTIPOINT (5 5)")).tolist() == [True]
    assert points.unfit == 1


@pytest.mark.parametrize(("flags", "doubles"), [(0, 2), (1 << 31, 3), (1 << 30, 3), (3 << 30, 4)])
def test_faces_may_have_their_z_and_m_as_flags(flags, doubles):
    rings = [(0, 0, 10, 0, 0, 10, 0, 0), (10, 0, 10, 10, 0, 10, 10, 0)]
    faces = b""
    for ring in rings:
        vertices = np.column_stack([np.reshape(ring, (4, 2)), np.ones((4, doubles - 2))])
        faces += struct.pack("<BIII", 1, 17 | flags, 1, 4) + vertices.astype("<f8").tobytes()
    wkb = struct.pack("<BII", 1, {2: 16, 3: 1016, 4: 3016}[doubles], 2) + faces
    found = as_polygons(wkb)
    assert len(found) == len(wkb)
    assert struct.unpack_from("<I", found, 1)[0] % 1000 == 6
    second = 9 + len(faces) // 2 + 1
    assert [struct.unpack_from("<I", found, at)[0] for at in (10, second)] == [3 | flags] * 2


triangle = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 9)), min_size=3, max_size=3)


@given(st.lists(triangle, min_size=1, max_size=6))
def test_the_footprint_is_the_union_of_the_faces(triangles):
    wkt = (
        "TIN Z("
        + ",".join("((" + ",".join(f"{x} {y} {z}" for x, y, z in [*some, some[0]]) + "))" for some in triangles)
        + ")"
    )
    changed = shapely.from_wkb(simple(QgsGeometry.fromWkt(wkt)).asWkb().data())
    found = footprint(shapely.get_parts(changed))
    flat = [shapely.Polygon([(x, y) for x, y, _ in some]) for some in triangles]
    expected = shapely.union_all([face for face in flat if face.area > 0])
    assert found.symmetric_difference(expected).area == pytest.approx(0, abs=1e-9)


@given(st.sampled_from(["", " Z", " M", " ZM"]), st.integers(1, 4))
def test_the_bytes_of_surfaces_are_those_of_polygons(dimensions, count):
    vertex = {"": "{} {}", " Z": "{} {} 1", " M": "{} {} 1", " ZM": "{} {} 1 2"}[dimensions]
    ring = "((" + ",".join(vertex.format(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (0, 0))) + "))"
    surface = QgsGeometry.fromWkt(f"TIN{dimensions}({','.join([ring] * count)})")
    changed = simple(surface)
    expected = QgsGeometry.fromWkt(f"MULTIPOLYGON{dimensions}({','.join([ring] * count)})")
    assert bytes(changed.asWkb()) == bytes(expected.asWkb())
    assert QgsWkbTypes.displayString(changed.wkbType()) == f"MultiPolygon{dimensions.strip()}"
    assert json.loads(changed.asJson())["type"] == "MultiPolygon"
