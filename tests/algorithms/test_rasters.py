"""The rasters of blindspot:scoregaps, read back with QGIS and GDAL."""

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import Grid, Lattice
from blindspot.engine.progress import Cancelled
from blindspot.layers import rasters
from small_layers import EASTING, NORTHING, Feedback, attributes, point_layer, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "OUTPUT": "memory:"}
# Two separate areas, so that the bounding box contains more than the cells.
AREA = (
    f"MultiPolygon((({EASTING} {NORTHING}, {EASTING + 1000} {NORTHING}, {EASTING + 500} {NORTHING + 600}, "
    f"{EASTING} {NORTHING})), (({EASTING + 1500} {NORTHING + 900}, {EASTING + 1800} {NORTHING + 900}, "
    f"{EASTING + 1800} {NORTHING + 1200}, {EASTING + 1500} {NORTHING + 900})))"
)


def area():
    return shape_layer([AREA], "MultiPolygon")


def exits():
    return shape_layer([f"Point({EASTING + 500} {NORTHING + 200})"], "Point", name="Station exits")


def slanting_walks():
    """Walks that are not parallel to the rows of cells, so that all rows differ."""
    return point_layer([((x, y + (x - EASTING) / 3), *rest) for (x, y), *rest in walk_rows()])


def agree(path: str, layer: QgsVectorLayer, field: str) -> int:
    """Checks that each pixel is the field of the cell around its centre, or no data; returns how many are no data."""
    raster = QgsRasterLayer(path, "raster")
    assert raster.isValid()
    assert raster.crs().toProj() == layer.crs().toProj()
    cells = {}
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox()
        cells[round(box.center().x(), 3), round(box.center().y(), 3)] = feature[field]
        size = box.width()
    assert (raster.rasterUnitsPerPixelX(), raster.rasterUnitsPerPixelY()) == pytest.approx((size, size), rel=1e-12)
    assert [getattr(raster.extent(), f)() for f in ("xMinimum", "yMinimum", "xMaximum", "yMaximum")] == pytest.approx(
        [getattr(layer.extent(), f)() for f in ("xMinimum", "yMinimum", "xMaximum", "yMaximum")], abs=1e-6
    )
    provider, extent, empty = raster.dataProvider(), raster.extent(), 0
    assert provider.sourceNoDataValue(1) == -9999
    for row in range(raster.height()):
        for column in range(raster.width()):
            x, y = extent.xMinimum() + (column + 0.5) * size, extent.yMaximum() - (row + 0.5) * size
            value, there = provider.sample(QgsPointXY(x, y), 1)
            cell = cells.pop((round(x, 3), round(y, 3)), None)
            assert there == (cell is not None)
            empty += not there
            if there:
                assert value == np.float32(cell)
    assert not cells
    return empty


def test_every_pixel_is_its_cell(run, tmp_path):
    files = {name: str(tmp_path / f"{name}.tif") for name in ("GAP_RASTER", "PRIORITY_RASTER")}
    result = run("scoregaps", INPUT=slanting_walks(), **FIXES, AREA=area(), DEMAND=[exits()], DEMAND_RANGE=900, **files)
    assert {name: result[name] for name in files} == files
    assert agree(files["GAP_RASTER"], result["OUTPUT"], "gap") > 100
    assert agree(files["PRIORITY_RASTER"], result["OUTPUT"], "priority") > 100
    assert len(set(attributes(result["OUTPUT"], "gap"))) > 5
    assert len(set(attributes(result["OUTPUT"], "priority"))) > 20


@pytest.mark.parametrize("extra", [{}, {"CELL_SIZE": 33.3, "GRID_REACH": 120}, {"CELL_SIZE": 12.5, "GRID_REACH": 40}])
def test_the_grid_near_the_fixes(run, extra):
    result = run("scoregaps", INPUT=slanting_walks(), **FIXES, **extra, GAP_RASTER="TEMPORARY_OUTPUT")
    assert Path(result["GAP_RASTER"]).suffix == ".tif"
    assert agree(result["GAP_RASTER"], result["OUTPUT"], "gap") > 10


def test_south_of_the_equator_and_in_a_projection_of_our_own(run):
    south = point_layer(walk_rows(), crs="EPSG:32733")
    result = run("scoregaps", INPUT=south, **FIXES, GRID_REACH=100, GAP_RASTER="TEMPORARY_OUTPUT")
    agree(result["GAP_RASTER"], result["OUTPUT"], "gap")
    # Across zones, around the middle of the data: half of the cells are west or south of the origin.
    wide = point_layer(
        [((lon, 49.6), *rest) for lon, (_, *rest) in zip(np.linspace(9, 21, 120), walk_rows(), strict=True)],
        crs="EPSG:4326",
    )
    result = run(
        "scoregaps", INPUT=wide, **FIXES, CELL_SIZE=2000, GRID_REACH=3000, MAX_SPEED=1e6, GAP_RASTER="TEMPORARY_OUTPUT"
    )
    assert "aeqd" in QgsRasterLayer(result["GAP_RASTER"], "raster").crs().toProj()
    agree(result["GAP_RASTER"], result["OUTPUT"], "gap")


def test_the_file_contains_its_provenance(run, walks, tmp_path):
    path = str(tmp_path / "gap.tif")
    run("scoregaps", INPUT=walks, **FIXES, AREA=area(), DEMAND=[exits()], REVISIT=90, GAP_RASTER=path)
    dataset = gdal.Open(path)
    in_file = dataset.GetMetadata()
    metadata = (Path(__file__).parents[2] / "metadata.txt").read_text()
    version = next(line.split("=")[1] for line in metadata.splitlines() if line.startswith("version="))
    assert in_file["TIFFTAG_SOFTWARE"] == f"Blindspot {version}"
    assert in_file["BLINDSPOT_VERSION"] == version
    assert in_file["BLINDSPOT_ALGORITHM"] == "blindspot:scoregaps"
    assert in_file["BLINDSPOT_PERIOD_START"] == "2026-01-01T21:00:00Z"
    made_with = json.loads(in_file["BLINDSPOT_PARAMETERS"])
    assert made_with["REVISIT"] == "90"
    assert made_with["CELL_SIZE"] == "50"  # defaults are included
    assert made_with["WATCH_START"] == "22:00"
    assert (made_with["INPUT"], made_with["DEMAND"]) == ("fixes", "Station exits")
    assert "GAP_RASTER" not in made_with
    band = dataset.GetRasterBand(1)
    assert band.GetDescription().startswith("gap")
    assert band.DataType == gdal.GDT_Float32
    assert band.GetBlockSize() == [256, 256]
    assert dataset.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE"


def test_no_raster_is_written_unless_requested(run, walks, monkeypatch):
    monkeypatch.setattr(rasters, "MAX_PIXELS", 0)
    result = run("scoregaps", INPUT=walks, **FIXES, AREA=area())
    assert not {"GAP_RASTER", "PRIORITY_RASTER"} & set(result)
    run("scoregaps", INPUT=walks, **FIXES, AREA=area(), GAP_RASTER=QgsProcessingOutputLayerDefinition(""))


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"GRID_TYPE": 1}, "GAP_RASTER: hexagons.*Square"),
        ({"GRID_TYPE": 1, "PRIORITY_RASTER": "TEMPORARY_OUTPUT"}, "GAP_RASTER and PRIORITY_RASTER: hexagons"),
        ({"PLACES": "here"}, "PLACES is given"),
        ({"GAP_RASTER": "/tmp/gap.png"}, r"gap\.png.*ends in \.tif"),
        ({"GAP_RASTER": QgsProcessingOutputLayerDefinition("/tmp/gap")}, r"ends in \.tif"),
        ({"GAP_RASTER": "/no/such/folder/gap.tif"}, "could not be"),
    ],
)
def test_impossible_rasters_are_one_sentence(run, walks, extra, sentence):
    if "PLACES" in extra:
        extra = {"PLACES": shape_layer([f"Point({EASTING} {NORTHING})"], "Point")}
    with pytest.raises(QgsProcessingException, match=sentence):
        run("scoregaps", **{"INPUT": walks, **FIXES, "AREA": area(), "GAP_RASTER": "TEMPORARY_OUTPUT", **extra})


def test_a_raster_that_cannot_be_written_leaves_the_places_unchanged(run, walks, tmp_path):
    path = str(tmp_path / "places.gpkg")
    run("scoregaps", **{"INPUT": walks, **FIXES, "AREA": area(), "OUTPUT": path})
    before = attributes(QgsVectorLayer(path, "places", "ogr"), "gap")
    missing = str(tmp_path / "missing" / "gap.tif")
    with pytest.raises(QgsProcessingException, match="GAP_RASTER could not be written to"):
        run("scoregaps", **{"INPUT": walks, **FIXES, "REVISIT": 1, "OUTPUT": path, "GAP_RASTER": missing})
    assert before
    assert attributes(QgsVectorLayer(path, "places", "ogr"), "gap") == before


def test_places_that_cannot_be_written_leave_the_raster_unchanged(run, walks, tmp_path):
    path = tmp_path / "gap.tif"
    path.write_bytes(b"an older file")
    with pytest.raises(QgsProcessingException):
        run("scoregaps", **{"INPUT": walks, **FIXES, "OUTPUT": "/no/such/folder/p.gpkg", "GAP_RASTER": str(path)})
    assert path.read_bytes() == b"an older file"


def test_a_too_large_bounding_box_is_an_error_before_scoring(run, walks, monkeypatch):
    from blindspot.algorithms import scoregaps

    def never(*_):
        raise AssertionError("scored in vain")

    monkeypatch.setattr(rasters, "MAX_PIXELS", 500)
    monkeypatch.setattr(scoregaps, "scores_and_profile", never)
    with pytest.raises(QgsProcessingException, match=r"GAP_RASTER would have \d+ x \d+ pixels.*CELL_SIZE.*AREA"):
        run("scoregaps", INPUT=walks, **FIXES, AREA=area(), GAP_RASTER="TEMPORARY_OUTPUT")


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path):
    grid = Grid(Lattice(10.0), np.array([0]), np.array([0]))
    crs = QgsCoordinateReferenceSystem("EPSG:32633")
    with pytest.raises(UserError, match="could not be written"):
        rasters.write_raster(str(tmp_path / "none" / "a.tif"), grid, np.ones(1), crs, "gap", {})


def test_an_incomplete_file_is_deleted(tmp_path, monkeypatch):
    grid = Grid(Lattice(10.0), np.array([0]), np.array([0]))
    crs = QgsCoordinateReferenceSystem("EPSG:32633")
    monkeypatch.setattr(rasters, "_pixels", lambda *_: np.ones((9, 9), np.float32))  # more rows than the file has
    with pytest.raises(UserError, match="could not be written"):
        rasters.write_raster(str(tmp_path / "a.tif"), grid, np.ones(1), crs, "gap", {})
    assert not list(tmp_path.iterdir())


def test_a_cancelled_run_has_no_raster_loaded(tmp_path):
    files = {name: str(tmp_path / f"{name}.tif") for name in ("GAP_RASTER", "PRIORITY_RASTER")}
    loaded = {name: QgsProcessingOutputLayerDefinition(file, QgsProject()) for name, file in files.items()}
    algorithm = QgsApplication.processingRegistry().algorithmById("blindspot:scoregaps").create()

    class CancelledAtWriting(Feedback):
        def setProgressText(self, text):
            if text.startswith("Writing "):  # the rasters are written before
                self.cancel()

    context, log = QgsProcessingContext(), CancelledAtWriting()
    given = {"INPUT": point_layer(walk_rows()), **FIXES, "TIMEZONE": "UTC", "CELL_SIZE": 100, **loaded}
    algorithm.run(given, context, log)
    assert "Cancelled." in log.infos
    assert not context.layersToLoadOnCompletion()
    assert not list(tmp_path.iterdir())


def test_cancel_leaves_no_file(tmp_path):
    def cancel(share):
        if share > 0.5:
            raise Cancelled

    grid = Grid(Lattice(10.0), np.zeros(2, int), np.array([0, 1000]))
    crs = QgsCoordinateReferenceSystem("EPSG:32633")
    with pytest.raises(Cancelled):
        rasters.write_raster(str(tmp_path / "a.tif"), grid, np.ones(2), crs, "gap", {}, cancel)
    assert not list(tmp_path.iterdir())


def test_many_tiles_negative_cells_and_an_existing_file(tmp_path):
    """Cells scattered over more rows and columns than a tile has, some west and south of the origin."""
    draw = np.random.default_rng(7)
    key = np.sort(draw.choice(700 * 900, 5000, replace=False))
    grid = Grid(Lattice(0.1), key % 900 - 450, key // 900 - 350)
    values = draw.random(5000)
    values[17] = np.nan
    path = str(tmp_path / "a.tif")
    crs = QgsCoordinateReferenceSystem("EPSG:32633")
    rasters.write_raster(path, grid, np.zeros(5000), crs, "before", {})
    dataset = gdal.Open(path)
    dataset.GetRasterBand(1).ComputeStatistics(False)  # stored next to the file; wrong for the next file of this name
    dataset = None
    rasters.write_raster(path, grid, values, crs, "gap", {})
    assert not Path(path + ".aux.xml").exists()
    dataset = gdal.Open(path)
    assert (dataset.RasterXSize, dataset.RasterYSize) == (np.ptp(grid.column) + 1, np.ptp(grid.row) + 1)
    west, size, _, north, _, down = dataset.GetGeoTransform()
    assert (size, down) == (0.1, -0.1)
    raw = dataset.GetRasterBand(1).ReadRaster(buf_type=gdal.GDT_Float32)
    found = np.frombuffer(raw, np.float32).reshape(dataset.RasterYSize, dataset.RasterXSize)
    x, y = grid.lattice.centres(grid.column, grid.row)
    expected = np.full(found.shape, -9999, np.float32)
    for i in range(5000):
        if not np.isnan(values[i]):
            expected[int((north - y[i]) / 0.1), int((x[i] - west) / 0.1)] = values[i]
    assert (found == expected).all()


def test_two_rasters_are_two_files(run, walks, tmp_path):
    same = str(tmp_path / "both.tif")
    with pytest.raises(QgsProcessingException, match="are the same file"):
        run("scoregaps", INPUT=walks, **FIXES, AREA=area(), GAP_RASTER=same, PRIORITY_RASTER=same)
