"""Rows appended through Arrow are the rows that the sink writes. Skipped where pyogrio or pyarrow is missing: neither
is required."""

import sys

import numpy as np
import pytest
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled, quiet
from blindspot.layers import arrow_writer
from blindspot.layers.arrow_writer import ArrowWriter
from blindspot.layers.sinks import LONG, MOMENT, REAL, TEXT, WHOLE, fields_of, line_m_wkb, moments, values, write

FIELDS = fields_of(("name", TEXT), ("count", WHOLE), ("long", LONG), ("gap", REAL), ("seen", MOMENT))
KIND = Qgis.WkbType
CRS = QgsCoordinateReferenceSystem("EPSG:32633")
OWN = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=48.2 +lon_0=16.3 +ellps=WGS84 +units=m")


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(arrow_writer, "MIN_ROWS", 1)


@pytest.fixture
def packages():
    for name in ("pyarrow", "pyogrio"):
        pytest.importorskip(name, reason=f"{name} is not installed; the sink writes everything", exc_type=ImportError)


def empty(path, kind=KIND.Polygon, crs=CRS):
    """An empty GeoPackage as a sink leaves it."""
    sink, _ = QgsProcessingUtils.createFeatureSink(str(path), QgsProcessingContext(), FIELDS, kind, crs)
    return sink


def rows(count):
    """Shapes and columns with nulls, empty text, other scripts, and large and small numbers."""
    random = np.random.default_rng(1)
    shapes = shapely.to_wkb(shapely.box(np.arange(count), 0.1, np.arange(count) + 1 / 3, 2)).tolist()
    gap = random.random(count) * 10.0 ** random.integers(-300, 300, count)
    seen = 1.7e9 + np.round(random.random(count) * 1e7, 3)
    gap[::5], seen[::3], shapes[2] = np.nan, np.nan, None
    names = [None if i % 7 == 0 else ["", "Straße 1", "北京", "'; --", "a\nb"][i % 5] for i in range(count)]
    whole = [None if i % 4 == 0 else i - 5 for i in range(count)]
    return shapes, (names, whole, [2**40 + i for i in range(count)], values(gap), moments(seen))


def everything(path):
    layer = QgsVectorLayer(str(path), "layer", "ogr")
    assert layer.isValid()
    provider = layer.dataProvider()
    return (
        [(f.name(), f.type(), f.typeName(), f.length(), f.precision()) for f in layer.fields()],
        layer.wkbType(),
        layer.crs().toWkt(),
        provider.hasSpatialIndex(),
        layer.extent().toString(),
        [(f.id(), f.attributes(), bytes(f.geometry().asWkb().data())) for f in layer.getFeatures()],
    )


def both(folder, kind, crs, shapes, columns):
    """A file from the sink, and one through Arrow in two batches, under the same name."""
    paths = [folder / way / "rows.gpkg" for way in ("sink", "arrow")]
    for path in paths:
        path.parent.mkdir()
    sink = empty(paths[0], kind, crs)
    write(sink, shapes, columns)
    del sink
    sink = empty(paths[1], kind, crs)
    writer = ArrowWriter.for_file(str(paths[1]), FIELDS, kind, crs, len(shapes))
    assert writer is not None
    del sink
    half = len(shapes) // 2
    batches = [(iter(shapes[:half]), [c[:half] for c in columns]), (shapes[half:], [c[half:] for c in columns])]
    shares = []
    assert writer.append(str(paths[1]), "rows", iter(batches), len(shapes), shares.append) == len(shapes)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    return paths


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("crs", [CRS, OWN])
@pytest.mark.parametrize("batch", [3, 1000])
def test_the_file_is_the_sinks(tmp_path, monkeypatch, crs, batch):
    monkeypatch.setattr(arrow_writer, "BATCH", batch)
    sink, arrow = map(everything, both(tmp_path, KIND.Polygon, crs, *rows(40)))
    assert sink == arrow
    assert len(arrow[-1]) == 40
    assert sorted(file.name for file in (tmp_path / "arrow").iterdir()) == ["rows.gpkg"]


@pytest.mark.usefixtures("packages")
def test_points_lines_with_m_and_several_parts(tmp_path):
    _, columns = rows(6)
    lines = [line_m_wkb(np.array([1.0, 3]), np.array([2.0, i]), np.array([1.7e9, 1.7e9 + i])) for i in range(6)]
    sink, arrow = map(everything, both(tmp_path, KIND.LineStringM, CRS, lines, columns))
    assert sink == arrow
    for folder in "bc":
        (tmp_path / folder).mkdir()
    points = [None, *(shapely.Point(i, 2 * i).wkb for i in range(5))]
    sink, arrow = map(everything, both(tmp_path / "c", KIND.Point, CRS, points, columns))
    assert sink == arrow
    parts = [shapely.MultiPolygon([shapely.box(i, 0, i + 1, 1), shapely.box(9, 9, 10, 10)]).wkb for i in range(6)]
    sink, arrow = map(everything, both(tmp_path / "b", KIND.MultiPolygon, CRS, parts, columns))
    assert sink == arrow


@pytest.mark.usefixtures("packages")
def test_cancel_and_errors_are_ours(tmp_path, monkeypatch):
    monkeypatch.setattr(arrow_writer, "BATCH", 5)
    path = tmp_path / "rows.gpkg"
    sink = empty(path)
    writer = ArrowWriter.for_file(str(path), FIELDS, KIND.Polygon, CRS, 20)
    del sink

    def cancelled(share):
        if share > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        writer.append(str(path), "rows", [rows(20)], 20, cancelled)
    with pytest.raises(UserError, match="could not be written completely"):
        writer.append(str(tmp_path / "no" / "rows.gpkg"), "rows", [rows(20)], 20, quiet)


@pytest.mark.usefixtures("packages")
def test_what_the_sink_has_to_write(tmp_path):
    path = tmp_path / "rows.gpkg"
    assert ArrowWriter.for_file(str(path.with_suffix(".shp")), FIELDS, KIND.Polygon, CRS, 20) is None
    assert ArrowWriter.for_file(str(path), FIELDS, KIND.NoGeometry, CRS, 20) is None
    assert ArrowWriter.for_file(str(path), FIELDS, KIND.Polygon, CRS, 0) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", [None, OSError("a library of another version")])
def test_without_the_packages_or_with_broken_ones_the_sink_writes(tmp_path, monkeypatch, fault):
    class Broken:
        def __getattr__(self, name):
            raise fault

    for name in ("pyogrio", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None if fault is None else Broken())
    assert ArrowWriter.for_file(str(tmp_path / "rows.gpkg"), FIELDS, KIND.Polygon, CRS, 20) is None
