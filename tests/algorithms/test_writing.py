"""Outputs are written whole or not at all: after a cancelled run, a full disk or an error, older files are as they
were. The limit on the size of files stands for a full disk."""

import contextlib
import os
import sys
from pathlib import Path

import pytest
from qgis.core import (
    QgsFeatureSink,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)

from blindspot.algorithms.outputs import places
from blindspot.layers import sinks, staging, vector_files
from small_layers import EASTING, NORTHING, Feedback, attributes, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
FORMATS = ["gpkg", "fgb", "shp", "geojson", "csv", "gml", "xlsx", "sqlite"]


@contextlib.contextmanager
def full_disk(size=60_000):
    """Files cannot grow beyond `size` bytes."""
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def score(run, walks):
    """Scores 2,000 cells."""
    area = shape_layer(
        [
            f"Polygon(({EASTING} {NORTHING}, {EASTING + 1000} {NORTHING}, {EASTING + 1000} {NORTHING + 2000}, "
            f"{EASTING} {NORTHING + 2000}, {EASTING} {NORTHING}))"
        ]
    )

    def score(**more):
        return run("scoregaps", **{"INPUT": walks, **FIXES, "AREA": area, "CELL_SIZE": 35, "GRID_TYPE": 1, **more})

    return score


@pytest.mark.parametrize("suffix", FORMATS)
def test_cancel_while_writing_leaves_older_files_and_nothing_else(score, tmp_path, monkeypatch, suffix):
    path = tmp_path / f"places.{suffix}"
    score(OUTPUT=str(path), CELL_SIZE=500)
    before = contents(tmp_path)
    assert before
    feedback = Feedback(cancel_at=88)
    result = score(OUTPUT=str(path), feedback=feedback)
    assert result == {}
    assert feedback.shares == sorted(feedback.shares)
    assert 88 <= feedback.shares[-1] < 95
    assert contents(tmp_path) == before
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]


@pytest.mark.parametrize("suffix", FORMATS)
def test_cancel_while_writing_a_new_file_leaves_none(score, tmp_path, suffix):
    score(OUTPUT=str(tmp_path / f"places.{suffix}"), feedback=Feedback(cancel_at=88))
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_full_disk_is_a_sentence_and_leaves_older_files(score, tmp_path, suffix):
    path = tmp_path / f"places.{suffix}"
    score(OUTPUT=str(path), CELL_SIZE=500)
    before = contents(tmp_path)
    with full_disk(), pytest.raises(QgsProcessingException) as error:
        score(OUTPUT=str(path))
    assert "could not be written" in str(error.value) or "Could not create layer" in str(error.value)
    assert ".blindspot-" not in str(error.value)
    assert contents(tmp_path) == before


def test_a_full_disk_for_a_raster_leaves_the_older_places(score, tmp_path, monkeypatch):
    printed = []  # what Python would print of errors that cannot be caught
    monkeypatch.setattr(sys, "unraisablehook", printed.append)
    path, raster = tmp_path / "places.gpkg", tmp_path / "gap.tif"
    score(OUTPUT=str(path), CELL_SIZE=500)
    before = contents(tmp_path)
    with full_disk(1000), pytest.raises(QgsProcessingException, match=r"gap\.tif could not be written"):
        score(OUTPUT=str(path), GAP_RASTER=str(raster), GRID_TYPE=0)
    assert contents(tmp_path) == before
    assert not printed


@pytest.mark.parametrize(("cancel_at", "size"), [(95, None), (None, 20_000)])
def test_a_report_is_written_whole_or_not_at_all(run, walks, tmp_path, cancel_at, size):
    report, table = tmp_path / "profile.html", tmp_path / "profile.csv"
    report.write_text("older", encoding="utf-8")
    table.write_text("older", encoding="utf-8")
    before = contents(tmp_path)
    options = {"INPUT": walks, **FIXES, "CELL_SIZE": 500, "OUTPUT": str(table), "OUTPUT_HTML": str(report)}
    if size is None:
        assert run("coverageprofile", feedback=Feedback(cancel_at), **options) == {}
    else:
        with full_disk(size), pytest.raises(QgsProcessingException, match="could not be written"):
            run("coverageprofile", **options)
    assert contents(tmp_path) == before
    result = run("coverageprofile", **options)
    assert (result["OUTPUT"], result["OUTPUT_HTML"]) == (str(table), str(report))
    assert report.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert sorted(os.listdir(tmp_path)) == ["profile.csv", "profile.csv.provenance.json", "profile.html"]


def test_the_second_output_fails_and_the_first_stays_as_it_was(run, walks, tmp_path, monkeypatch):
    """Nothing moves to its destination before everything is written."""
    options = {"INPUT": walks, **FIXES, "OUTPUT": str(tmp_path / "t.gpkg")}
    run("preparetracks", **options)
    before = contents(tmp_path)
    count = []

    def fails_second(*arguments):
        count.append(arguments)
        if len(count) == 2:
            raise sinks.UserError("no space")

    monkeypatch.setattr("blindspot.algorithms.outputs.layers.complete", fails_second)
    with pytest.raises(QgsProcessingException, match="no space"):
        run("preparetracks", **options, OUTAGES=str(tmp_path / "o.gpkg"), REJECTED=str(tmp_path / "r.gpkg"))
    assert contents(tmp_path) == before


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_older_file_is_replaced_with_its_side_files(score, tmp_path, suffix):
    path = tmp_path / f"places.{suffix}"
    score(OUTPUT=str(path), CELL_SIZE=500)
    files = sorted(os.listdir(tmp_path))
    result = score(OUTPUT=str(path))
    assert result["OUTPUT"] == str(path)
    assert sorted(os.listdir(tmp_path)) == files
    assert QgsVectorLayer(str(path), "places", "ogr").featureCount() == result["PLACE_COUNT"] > 1000


def test_an_index_of_the_older_shapefile_is_deleted(score, tmp_path):
    path = tmp_path / "places.shp"
    score(OUTPUT=str(path), CELL_SIZE=500)
    for suffix in (".qix", ".sbn"):
        path.with_suffix(suffix).write_bytes(b"of the older file")
    (tmp_path / "places.txt").write_text("the user's own")
    score(OUTPUT=str(path))
    assert not path.with_suffix(".qix").exists()
    assert not path.with_suffix(".sbn").exists()
    assert (tmp_path / "places.txt").read_text() == "the user's own"


def test_a_table_leaves_the_shapefile_of_the_same_name_whole(score, tmp_path):
    score(OUTPUT=str(tmp_path / "places.shp"), CELL_SIZE=500)
    before = contents(tmp_path)
    for _ in range(2):
        score(OUTPUT=str(tmp_path / "places.csv"), CELL_SIZE=500)
    for name in ("places.csv", "places.csv.provenance.json"):
        (tmp_path / name).unlink()
    assert contents(tmp_path) == before


def test_a_geopackage_is_as_qgis_writes_it(score, tmp_path):
    layer = QgsVectorLayer(score(OUTPUT=str(tmp_path / "my places.gpkg"))["OUTPUT"], "p", "ogr")
    provider = layer.dataProvider()
    assert provider.hasSpatialIndex() == provider.SpatialIndexPresent
    assert provider.subLayers()[0].split("!!::!!")[1] == "my places"
    assert layer.fields()[0].name() == "fid"
    assert provider.geometryColumnName() == "geom"


def test_a_layer_for_a_project_is_loaded_from_its_destination(run, walks, tmp_path):
    path = tmp_path / "tracks.gpkg"
    project = QgsProject()
    definition = QgsProcessingOutputLayerDefinition(str(path), project)
    definition.destinationName = "Patrols"
    from qgis.core import QgsApplication

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("blindspot:preparetracks")
    options = {"INPUT": walks, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "OUTPUT": definition}
    result, fine = algorithm.run(options, context, Feedback())
    assert fine
    assert result["OUTPUT"] == str(path)
    assert {key: details.name for key, details in context.layersToLoadOnCompletion().items()} == {str(path): "Patrols"}
    context.setLayersToLoadOnCompletion({})
    result, fine = algorithm.create().run(options, context, Feedback(cancel_at=80))
    assert result == {}
    assert context.layersToLoadOnCompletion() == {}


def test_a_computed_destination_and_rows_added_to_a_layer(score, tmp_path):
    path = tmp_path / "places.gpkg"
    expression = QgsProcessingOutputLayerDefinition(QgsProperty.fromExpression(f"'{path.as_posix()}'"))
    assert score(OUTPUT=expression, CELL_SIZE=500)["OUTPUT"] == path.as_posix()
    assert os.listdir(tmp_path) == ["places.gpkg"]
    table = f"ogr:dbname='{path.as_posix()}' table=\"more\" (geom)"
    score(OUTPUT=table, CELL_SIZE=500)
    written = QgsVectorLayer(str(path), "p", "ogr")
    assert len(written.dataProvider().subLayers()) == 2


def test_a_cancelled_table_in_a_database_is_named(score, tmp_path):
    path = tmp_path / "places.gpkg"
    score(OUTPUT=str(path), CELL_SIZE=500)
    older = attributes(QgsVectorLayer(str(path), "p", "ogr"), "gap")
    log = Feedback(cancel_at=88)
    score(OUTPUT=f"ogr:dbname='{path.as_posix()}' table=\"more\" (geom)", feedback=log)
    assert any("OUTPUT holds only some of its rows" in text for text in log.warnings)
    assert attributes(QgsVectorLayer(f"{path}|layername=places", "p", "ogr"), "gap") == older


def test_a_file_that_cannot_be_replaced_is_a_sentence(score, tmp_path, monkeypatch):
    path = tmp_path / "places.shp"
    score(OUTPUT=str(path), CELL_SIZE=500)
    before, replace = contents(tmp_path), os.replace

    def locked(source, goal):
        if Path(goal) == path:
            raise PermissionError(13, "The process cannot access the file")
        replace(source, goal)

    monkeypatch.setattr(staging.os, "replace", locked)
    with pytest.raises(
        QgsProcessingException, match=r"places\.shp could not be replaced: The process .*remove its layer"
    ):
        score(OUTPUT=str(path))
    assert contents(tmp_path) == before


def test_rows_that_flatgeobuf_cannot_hold_are_said(run, log, tmp_path):
    from small_layers import point_layer, walk_rows

    rows = [*walk_rows(), (None, walk_rows()[0][1], "U0")]
    options = {"INPUT": point_layer(rows), **FIXES, "OUTPUT": "memory:"}
    result = run("preparetracks", **options, REJECTED=str(tmp_path / "rejected.fgb"))
    assert QgsVectorLayer(result["REJECTED"], "r", "ogr").featureCount() == result["REJECTED_COUNT"] - 1
    assert any("1 row has no geometry" in text for text in log.warnings)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_with_a_row_missing_is_an_error(score, tmp_path, monkeypatch, suffix):
    """As after a write that failed without a word."""
    monkeypatch.setattr(places, "PLACES_AT_ONCE", 10**9)
    add = sinks.write

    def one_less(sink, shapes, columns, progress):
        return add(sink, list(shapes)[1:], [column[1:] for column in columns], progress)

    assert isinstance(QgsFeatureSink, type)
    monkeypatch.setattr("blindspot.algorithms.outputs.layers.write", one_less)
    with pytest.raises(QgsProcessingException, match=r"of [\d,]+ features are in the file. Is the disk full"):
        score(OUTPUT=str(tmp_path / f"places.{suffix}"), CELL_SIZE=500)
    assert os.listdir(tmp_path) == []


def test_text_that_is_cut_has_no_features(tmp_path):
    path = tmp_path / "a.geojson"
    whole = b'{"type": "FeatureCollection", "features": [\n{ "type": "Feature", "properties": {}}\n]\n}\n'
    compact = b'{"type":"FeatureCollection","features":[\n{"type":"Feature","properties":{"a":[]}}\n]\n}\n'
    for text, count in ((whole, 1), (compact, 1), (whole[:-5], 0), (compact[:-6], 0), (b"", 0)):
        path.write_bytes(text)
        assert vector_files._marks(str(path), *vector_files.TEXT_FORMATS[".geojson"]) == count
