"""blindspot:sweepareas through processing.run: coverage, no-fly zones, and errors for bad input."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from blindspot.layers.styling import apply_style
from small_layers import EASTING, NORTHING, Feedback, attributes, shape_layer

CHECKOUT = Path(__file__).resolve().parents[2]
SWATH = 50.0
FIELDS = ["area_id", "part", "length_m", "turns", "coverage", "area_m2", "bound_m", "over_bound"]


def near(shape) -> str:
    """WKT of a shape given in metres from a position in UTM zone 33."""
    return shapely.affinity.translate(shape, EASTING, NORTHING).wkt


def areas(*shapes, kind="Polygon", **more):
    return shape_layer([shape and near(shape) for shape in shapes], kind, **more)


def drawn(layer) -> list:
    """The geometries of a layer in metres from that position."""
    shapes = [shapely.from_wkb(bytes(feature.geometry().asWkb())) for feature in layer.getFeatures()]
    return [shapely.affinity.translate(shape, -EASTING, -NORTHING) for shape in shapes]


def seen(polygon, paths, swath=SWATH) -> float:
    """Share of a polygon within half a swath of any leg: leg by leg, without the engine."""
    legs = [
        shapely.LineString(leg).buffer(swath / 2, quad_segs=64)
        for path in paths
        for leg in zip(path.coords[:-1], path.coords[1:], strict=True)
    ]
    return shapely.intersection(polygon, shapely.union_all(legs)).area / polygon.area


HALL = shapely.Polygon([(0, 0), (600, 0), (600, 200), (250, 200), (250, 500), (0, 500)])
BOX = shapely.box(0, 0, 400, 250)
POND = shapely.box(100, 80, 180, 160)


def test_a_path_sees_its_area_and_stays_inside(run, log):
    holed = shapely.affinity.translate(BOX.difference(POND), 1000, 0)
    result = run("sweepareas", INPUT=areas(HALL, holed), SWATH=SWATH, OUTPUT="memory:")
    layer = result["OUTPUT"]
    assert layer.wkbType() == Qgis.WkbType.LineString
    assert [field.name() for field in layer.fields()] == FIELDS
    paths, rows = drawn(layer), attributes(layer, *FIELDS)
    assert [row[0] for row in rows] == ["1", "2"]
    for area, path, row in zip((HALL, holed), paths, rows, strict=True):
        assert seen(area, [path]) >= 0.995
        assert row[4] == pytest.approx(seen(area, [path]), abs=2e-4)
        assert area.buffer(1e-3).covers(path)
        assert row[2] == pytest.approx(path.length)
        assert row[5] == pytest.approx(area.area)
        assert row[6] == pytest.approx((area.area - np.pi * SWATH**2 / 4) / SWATH)
        assert row[7] == pytest.approx(path.length / row[6])
        assert 1 <= row[7] < 1.5
    assert result["PATH_LENGTH"] == pytest.approx(sum(path.length for path in paths))
    both = sum(seen(area, [path]) * area.area for area, path in zip((HALL, holed), paths, strict=True))
    assert result["COVERAGE"] == pytest.approx(both / (HALL.area + holed.area), abs=2e-4)
    assert (result["AREA_COUNT"], result["CRS"]) == (2, "EPSG:32633")
    assert "UNCOVERED" not in result
    assert any("2 of 2 areas are swept by 2 paths" in text for text in log.infos)


def test_no_path_enters_a_zone_and_areas_left_out_are_reported(run):
    wall, hidden = shapely.box(180, -10, 220, 260), shapely.box(900, 0, 1000, 100)
    zones = areas(wall, hidden.buffer(50), name="zones")
    feedback = Feedback()
    result = run(
        "sweepareas",
        feedback,
        INPUT=areas(BOX, hidden, fields=[("spot_id", "QString")], rows=[["west"], ["east"]]),
        SWATH=SWATH,
        NO_FLY=[zones],
        NO_FLY_BUFFER=20,
        OUTPUT="memory:",
        UNCOVERED="memory:",
    )
    grown = wall.buffer(20, join_style="mitre")
    paths = drawn(result["OUTPUT"])
    assert attributes(result["OUTPUT"], "area_id", "part") == [("west", 1), ("west", 2)]
    assert not any(grown.intersects(path) for path in paths)
    for side in (shapely.box(0, 0, 160, 250), shapely.box(240, 0, 400, 250)):
        assert max(seen(side, [path]) for path in paths) >= 0.994  # the centimetre from the zone is not the part's
    lost = dict(zip(attributes(result["UNCOVERED"], "area_id", "reason"), drawn(result["UNCOVERED"]), strict=True))
    assert lost["west", "inside a no-fly zone"].area == pytest.approx(80 * 250, rel=1e-3)
    assert lost["east", "inside a no-fly zone"].area == pytest.approx(hidden.area)
    assert result["AREA_COUNT"] == 1
    assert any("1 area lies inside no-fly zones" in text for text in feedback.warnings)


def test_areas_that_the_path_misses_are_written(run):
    result = run("sweepareas", INPUT=areas(HALL), SWATH=SWATH, OUTPUT="memory:", UNCOVERED="memory:")
    ((reason, area),) = attributes(result["UNCOVERED"], "reason", "area_m2")
    assert reason == "farther than half a swath from the path"
    assert area == pytest.approx((1 - result["COVERAGE"]) * HALL.area)
    assert area == pytest.approx((1 - seen(HALL, drawn(result["OUTPUT"]))) * HALL.area, rel=0.1)


@pytest.mark.parametrize("direction", [0, 30, 90, -45])
def test_the_direction_is_kept(run, direction):
    result = run("sweepareas", INPUT=areas(BOX), SWATH=20, DIRECTION=direction, OUTPUT="memory:")
    (path,) = drawn(result["OUTPUT"])
    moves = np.diff(shapely.get_coordinates(path), axis=0)
    along = np.abs(moves @ [np.sin(np.radians(direction)), np.cos(np.radians(direction))])
    lines = along > 0.999 * np.hypot(*moves.T)
    assert along[lines].sum() > 0.8 * path.length
    assert seen(BOX, [path], 20) >= 0.995


def test_lines_are_followed_and_their_parts_joined(run):
    bend = shapely.MultiLineString([[(0, 0), (300, 0)], [(300, 0), (300, 200)], [(600, 0), (700, 0)]])
    layer = areas(bend, kind="MultiLineString")
    result = run("sweepareas", INPUT=layer, SWATH=SWATH, OUTPUT="memory:")
    paths = drawn(result["OUTPUT"])
    assert sorted(path.length for path in paths) == pytest.approx([100, 500])
    assert shapely.union_all(paths).symmetric_difference(bend).length < 1e-6
    cut = run("sweepareas", INPUT=layer, SWATH=SWATH, NO_FLY=[areas(shapely.box(90, -5, 110, 5))], OUTPUT="memory:")
    assert sorted(path.length for path in drawn(cut["OUTPUT"])) == pytest.approx([90, 100, 390], abs=0.05)


def test_corridors_get_parallel_lines_and_go_around_zones(run):
    river = shapely.LineString([(0, 0), (400, 0), (700, 200)])
    strip = river.buffer(75, cap_style="flat")
    given = {"INPUT": areas(river, kind="LineString"), "SWATH": SWATH, "CORRIDOR_WIDTH": 150, "OUTPUT": "memory:"}
    layer = run("sweepareas", **given)["OUTPUT"]
    assert seen(strip, drawn(layer)) >= 0.995
    assert strip.buffer(0.01).covers(drawn(layer)[0])
    assert drawn(layer)[0].length > 2.5 * river.length
    zone = shapely.box(200, 20, 260, 60)
    around = drawn(run("sweepareas", **given, NO_FLY=[areas(zone)])["OUTPUT"])
    assert not any(zone.intersects(path) for path in around)
    assert seen(strip.difference(zone.buffer(0.02)), around) >= 0.995


def test_a_part_seen_from_one_position_is_a_short_line_that_planroutes_follows(run):
    result = run("sweepareas", INPUT=areas(shapely.box(0, 0, 20, 20)), SWATH=SWATH, OUTPUT="memory:")
    (path,) = drawn(result["OUTPUT"])
    assert 0 < path.length <= SWATH / 100 + 1e-6
    assert path.centroid.distance(shapely.Point(10, 10)) < 1e-6
    assert attributes(result["OUTPUT"], "coverage", "bound_m") == [(1.0, 0.0)]
    again = run("sweepareas", INPUT=result["OUTPUT"], SWATH=SWATH, OUTPUT="memory:")
    assert again["PATH_LENGTH"] == pytest.approx(path.length)


def test_degrees_are_swept_in_metres(run):
    plain = shapely.box(15.0, 50.0, 15.005, 50.003)
    result = run("sweepareas", INPUT=shape_layer([plain.wkt], crs="EPSG:4326"), SWATH=SWATH, OUTPUT="memory:")
    assert result["CRS"] == result["OUTPUT"].crs().authid() == "EPSG:32633"
    (row,) = attributes(result["OUTPUT"], "area_m2", "coverage", "over_bound")
    assert row[0] == pytest.approx(358 * 333.6, rel=0.01)
    assert row[1] >= 0.995
    assert row[2] < 1.4


def test_bad_input_is_one_sentence(run, log):
    with pytest.raises(QgsProcessingException, match="has no polygon and no line to sweep"):
        run("sweepareas", INPUT=areas(), OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match=r"INPUT: shapes has points; it must have lines or"):
        run("sweepareas", INPUT=areas(shapely.Point(0, 0), kind="Point"), OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="has no CRS"):
        run("sweepareas", INPUT=areas(BOX, crs=""), OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match=r"SWATH is 0; it must be at least 0.1"):
        run("sweepareas", INPUT=areas(BOX), SWATH=0, OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match=r"too much for a SWATH of 0.1 m. Set SWATH to at least 1 m"):
        run("sweepareas", INPUT=areas(BOX), SWATH=0.1, OUTPUT="memory:")
    line = areas(shapely.LineString([(0, 0), (9, 9)]), kind="LineString")
    with pytest.raises(QgsProcessingException, match=r"NO_FLY: shapes has lines; it must have polygons\. Buffer"):
        run("sweepareas", INPUT=areas(BOX), NO_FLY=[line], OUTPUT="memory:")
    bow = shapely.Polygon([(0, 0), (300, 200), (300, 0), (0, 200)])
    result = run("sweepareas", INPUT=areas(None, bow, BOX), SWATH=SWATH, OUTPUT="memory:")
    assert attributes(result["OUTPUT"], "area_id", "part") == [("2", 1), ("2", 2), ("3", 1)]
    assert any("1 feature has no geometry" in text for text in log.warnings)
    assert any("1 invalid geometry was repaired" in text for text in log.warnings)


def test_mixed_kinds_in_one_feature(run, log, tmp_path):
    line = shapely.LineString([(900, 0), (990, 0)])
    mixed = shapely.GeometryCollection([BOX, line, shapely.Point(0, 900)])
    path = tmp_path / "mixed.geojson"
    geometry = shapely.geometry.mapping(shapely.from_wkt(near(mixed)))
    path.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}), encoding="utf-8")
    layer = QgsVectorLayer(str(path), "mixed", "ogr")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    result = run("sweepareas", INPUT=layer, SWATH=SWATH, OUTPUT="memory:")
    box, followed = drawn(result["OUTPUT"])
    assert seen(BOX, [box]) >= 0.995
    assert followed.hausdorff_distance(line) < 1e-6
    assert attributes(result["OUTPUT"], "area_id", "part") == [("0", 1), ("0", 2)]
    assert any("1 points are left out" in text for text in log.warnings)


def test_cancel_stops_and_progress_never_falls(run):
    layer = areas(HALL, shapely.affinity.translate(HALL, 1000, 0))
    feedback = Feedback()
    run("sweepareas", feedback, INPUT=layer, SWATH=SWATH, OUTPUT="memory:")
    assert feedback.shares == sorted(feedback.shares)
    assert feedback.shares[-1] == 100
    stopped = Feedback(cancel_at=30)
    assert "OUTPUT" not in run("sweepareas", stopped, INPUT=layer, SWATH=SWATH, OUTPUT="memory:")
    assert max(stopped.shares) < 50


@pytest.mark.parametrize(("kind", "style"), [("LineString", "sweeps"), ("Polygon", "sweeps_uncovered")])
def test_both_outputs_have_a_style(kind, style):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32633", "x", "memory")
    plain = layer.renderer().symbol().symbolLayerCount(), layer.renderer().symbol().color().name()
    apply_style(layer, style)
    assert (layer.renderer().symbol().symbolLayerCount(), layer.renderer().symbol().color().name()) != plain


def test_through_qgis_process(tmp_path):
    source, out = str(tmp_path / "areas.gpkg"), str(tmp_path / "paths.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        areas(BOX), source, QgsCoordinateTransformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    done = subprocess.run(
        [CHECKOUT / "scripts" / "qgis-process", "run", "blindspot:sweepareas", "-"],
        input=json.dumps({"inputs": {"INPUT": source, "SWATH": SWATH, "OUTPUT": out}}),
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(done.stdout[done.stdout.find("{") :])
    assert answer["results"]["COVERAGE"] >= 0.995
    assert QgsVectorLayer(out).featureCount() == 1


@pytest.mark.parametrize("direction", [None, 30])
def test_slivers_get_a_path_along_them(run, direction):
    slivers = [shapely.box(0, 0, 300, 0.001), shapely.box(0, 50, 0.03, 400), BOX]
    more = {} if direction is None else {"DIRECTION": direction}
    layer = run("sweepareas", INPUT=areas(*slivers), SWATH=SWATH, OUTPUT="memory:", **more)["OUTPUT"]
    paths = drawn(layer)
    assert [path.length for path in paths[:2]] == pytest.approx([300, 350], rel=0.01)
    assert all(seen(sliver, [path]) > 0.995 for sliver, path in zip(slivers[:2], paths, strict=False))
