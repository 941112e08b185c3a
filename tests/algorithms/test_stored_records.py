"""Outputs of every format carry the record of the run, wherever they are moved, and say so when they were edited."""

import json
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsGeometry,
    QgsLayerMetadata,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from blindspot.algorithms.outputs import carried
from blindspot.layers.content import content_of
from blindspot.layers.provenance_files import edited, sidecar_of, store_in_database, stored
from blindspot.layers.staging import SIDECAR
from small_layers import EASTING, NORTHING, saved, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
FORMATS = ["gpkg", "fgb", "geojson", "shp", "csv", "gml", "kml", "sqlite", "xlsx", "tab", "gdb"]
WITH_SIDECAR = ["fgb", "shp", "csv", "gml", "kml", "sqlite", "xlsx", "tab", "gdb"]
ADD = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer


@pytest.fixture
def score(run, walks):
    """Scores some cells, with an output; returns the results."""
    ring = [(0, 0), (500, 0), (500, 300), (0, 300), (0, 0)]
    area = shape_layer([f"Polygon(({', '.join(f'{EASTING + x} {NORTHING + y}' for x, y in ring)}))"])

    def score(output, **more):
        return run("scoregaps", **{"INPUT": walks, **FIXES, "AREA": area, "CELL_SIZE": 50, "OUTPUT": output, **more})

    return score


def opened(path) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(path), Path(path).stem, "ogr")
    assert layer.isValid()
    return layer


def change(layer: QgsVectorLayer, what: str) -> None:
    """Edits the first feature, and saves the edits."""
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    if what == "deleted":
        layer.deleteFeature(feature.id())
    elif what == "added":
        other = QgsFeature(layer.fields())
        other.setGeometry(feature.geometry())
        layer.addFeature(other)
    elif what == "moved":
        geometry = QgsGeometry(feature.geometry())
        geometry.translate(0.001, 0)
        layer.changeGeometry(feature.id(), geometry)
    else:
        layer.changeAttributeValue(feature.id(), layer.fields().lookupField("gap"), 0.123)
    assert layer.commitChanges(), layer.commitErrors()


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_carries_the_record_also_after_it_was_moved(score, log, tmp_path, suffix):
    (tmp_path / "first").mkdir()
    path = tmp_path / "first" / f"places.{suffix}"
    score(str(path))
    assert not [text for text in log.warnings if "record" in text]
    shutil.move(tmp_path / "first", tmp_path / "second")
    layer = opened(tmp_path / "second" / path.name)
    found = stored(layer)
    assert found.problem == ""
    assert found.record["algorithm"] == "blindspot:scoregaps"
    assert found.record["parameters"]["CELL_SIZE"] == 50
    assert found.record["results"]["PLACE_COUNT"] == found.record["output"]["features"] == layer.featureCount() > 50
    assert found.record["output"]["content"] == content_of(layer).digest
    assert edited(layer, found.record) == ""
    beside = [file.name for file in (tmp_path / "second").glob(f"*{SIDECAR}")]
    name = f"{path.name}.places" if suffix in ("sqlite", "gdb") else path.name
    assert beside == ([name + SIDECAR] if suffix in WITH_SIDECAR else [])
    assert not list((tmp_path / "second").glob("*.aux.xml"))
    assert not list((tmp_path / "second").glob("*-wal"))


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp"])
@pytest.mark.parametrize("what", ["deleted", "added", "moved", "changed"])
def test_an_edited_layer_is_said_to_be(score, tmp_path, suffix, what):
    path = tmp_path / f"places.{suffix}"
    score(str(path))
    before = opened(path).featureCount()
    change(opened(path), what)
    layer = opened(path)
    found = stored(layer)
    assert found.record is not None
    said = edited(layer, found.record)
    expected = {
        "deleted": f"has {before - 1} of the {before} features",
        "added": f"has {before + 1} features, but was made with {before}",
    }.get(what, "some values or geometries differ")
    assert "places" in said
    assert expected in said


def test_edits_that_are_not_saved_count_and_a_filter_is_named(score, tmp_path):
    path = tmp_path / "places.gpkg"
    score(str(path))
    layer = opened(path)
    record = stored(layer).record
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("gap"), 0.123)
    assert "some values or geometries differ" in edited(layer, record)
    layer.rollBack()
    assert edited(layer, record) == ""
    layer.setSubsetString("fid <= 5")
    assert "places has 5 of the" in edited(layer, record)
    assert "it has a filter" in edited(layer, record)


@pytest.mark.parametrize("given", ["TEMPORARY_OUTPUT", "memory:"])
@pytest.mark.parametrize(("driver", "suffix"), [("GPKG", "gpkg"), ("FlatGeobuf", "fgb"), ("GeoJSON", "geojson")])
def test_a_layer_in_memory_that_is_saved_by_hand_keeps_the_record(score, tmp_path, given, driver, suffix):
    layer = score(given)["OUTPUT"]
    record = stored(layer).record
    assert edited(layer, record) == ""
    assert re.match(r"Made by Blindspot [\d.]+, Score gaps, on \d{4}-", layer.metadata().history()[0])
    assert layer.metadata().title().startswith("Score gaps: ")
    options = {"saveMetadata": True, "layerMetadata": layer.metadata()}  # the default of Save Features As
    options["layerOptions"] = QgsVectorFileWriter.defaultLayerOptions(driver)
    file = saved(layer, tmp_path / f"mine.{suffix}", driver, **options)
    assert stored(file).record == record
    assert edited(file, record) == ""
    again = saved(file, tmp_path / "again.gpkg", saveMetadata=True, layerMetadata=layer.metadata())
    assert stored(again).record == record
    assert edited(again, record) == ""


def test_a_layer_in_memory_is_not_read_again_for_its_content(score, monkeypatch):
    monkeypatch.setattr(carried, "content_of", lambda *_: pytest.fail("the layer was read"))
    layer = score("memory:")["OUTPUT"]
    monkeypatch.undo()
    output = stored(layer).record["output"]
    assert output["content"] == content_of(layer).digest
    assert output["features"] == layer.featureCount() > 50


def test_a_project_that_is_opened_again_has_the_records(score, tmp_path):
    project = QgsProject()
    inside = score("memory:")["OUTPUT"].clone()
    outside = opened(score(str(tmp_path / "places.gpkg"))["OUTPUT"])
    project.addMapLayers([inside, outside])
    names = [inside.id(), outside.id()]
    assert project.write(str(tmp_path / "p.qgz"))
    again = QgsProject()
    assert again.read(str(tmp_path / "p.qgz"))
    assert [stored(again.mapLayer(name)).record["algorithm"] for name in names] == ["blindspot:scoregaps"] * 2


def test_a_file_that_was_written_again_counts_more_than_what_the_project_remembers(score, tmp_path):
    path = tmp_path / "places.gpkg"
    score(str(path))
    layer = opened(path)
    score(str(path), CELL_SIZE=60)
    assert stored(layer).record["parameters"]["CELL_SIZE"] == 60


def test_the_last_of_several_records_is_taken(score):
    layer = score("memory:")["OUTPUT"]
    record = stored(layer).record
    older = json.dumps({**record, "made": "2020-01-01T00:00:00Z"})
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setHistory(["Bought", older, *metadata.history(), "Looked at"])
    layer.setMetadata(metadata)
    assert stored(layer).record == record


def test_a_table_of_a_package_has_its_own_record_and_the_others_keep_theirs(score, tmp_path, walks):
    path = tmp_path / "city.gpkg"
    saved(walks, path, layerName="fixes")
    about = QgsLayerMetadata()
    about.setTitle("Mine")
    registry = QgsProviderRegistry.instance()
    assert registry.saveLayerMetadata("ogr", f"{path}|layername=fixes", about)[0]
    for size in (50, 60):
        score(f"ogr:dbname='{path}' table=\"places\" (geom)", CELL_SIZE=size)
        layer = opened(f"{path}|layername=places")
        record = stored(layer).record
        assert record["parameters"]["CELL_SIZE"] == size
        assert edited(layer, record) == ""
    other = opened(f"{path}|layername=fixes")
    assert other.metadata().title() == "Mine"
    assert stored(other).record is None
    del layer, other
    score("memory:")  # ends what the last run keeps open
    assert sorted(os.listdir(tmp_path)) == ["city.gpkg"]


def test_tables_of_a_database_in_a_file_have_a_record_each(score, tmp_path, walks):
    path = tmp_path / "city.sqlite"
    score(str(path))
    for size in (60, 70):
        score(f"ogr:dbname='{path}' table=\"more\" (geometry)", CELL_SIZE=size)
        assert stored(opened(f"{path}|layername=more")).record["parameters"]["CELL_SIZE"] == size
    assert stored(opened(f"{path}|layername=city")).record["parameters"]["CELL_SIZE"] == 50
    (tmp_path / "city.sqlite-x").touch()
    saved(walks, tmp_path / "other.sqlite", "SQLite")
    assert stored(opened(tmp_path / "other.sqlite")).record is None
    assert len(list(tmp_path.glob(f"*{SIDECAR}"))) == 2


def test_a_table_of_any_name_has_its_record_beside_the_file(tmp_path):
    path = str(tmp_path / "city.sqlite")
    assert sidecar_of(path, "night/a b:ü").name == f"city.sqlite.night_a_b_ü{SIDECAR}"
    assert sidecar_of(str(tmp_path / "city.fgb"), "night").name == f"city.fgb{SIDECAR}"


def test_a_layer_of_which_all_features_were_deleted_was_edited(score, tmp_path):
    path = tmp_path / "places.gpkg"
    score(str(path))
    layer = opened(path)
    count = layer.featureCount()
    assert layer.startEditing()
    assert layer.deleteFeatures([feature.id() for feature in layer.getFeatures()])
    assert layer.commitChanges()
    assert f"has 0 of the {count} features that it was made with" in edited(layer, stored(layer).record)


def test_a_layer_without_a_record(walks, tmp_path):
    for layer in (walks, saved(walks, tmp_path / "a.gpkg"), saved(walks, tmp_path / "a.fgb", "FlatGeobuf")):
        assert (stored(layer).record, stored(layer).problem) == (None, "")


def damage(path: Path, old: str, new: str) -> None:
    """Replaces text in a sidecar, a member of GeoJSON, or the metadata in a GeoPackage."""
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as database:
            database.execute("UPDATE gpkg_metadata SET metadata = replace(metadata, ?, ?)", (old, new))
        database.close()
        return
    target = path if path.suffix == ".geojson" else Path(str(path) + SIDECAR)
    text = target.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("suffix", ["gpkg", "fgb", "geojson"])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"schema": 1', '"schema": 99', "newer version of Blindspot"),
        ('"schema": 1', '"shema": 1', "has no schema"),
        ('"schema": 1', '"schema": 1,,', "not valid JSON"),
    ],
)
def test_a_damaged_record_is_said_and_the_layer_is_read(score, tmp_path, suffix, old, new, said):
    path = tmp_path / f"places.{suffix}"
    score(str(path))
    damage(path, old, new)
    if suffix == "geojson" and "valid" in said:
        return  # GDAL cannot open it either
    found = stored(opened(path))
    assert found.record is None
    assert "places: the record" in found.problem
    assert said in found.problem


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"blindspot": "0.1', "\x00\xff"])
def test_a_sidecar_that_is_cut_off(score, tmp_path, text):
    path = tmp_path / "places.fgb"
    score(str(path))
    Path(str(path) + SIDECAR).write_text(text, encoding="latin-1")
    found = stored(opened(path))
    assert found.record is None
    assert "cannot be used" in found.problem


@pytest.mark.parametrize(
    ("provider", "said"),
    [("postgres", "its database did not take it"), ("WFS", "no place for it"), ("no such provider", "no place for it")],
)
def test_a_database_that_does_not_take_a_record(provider, said):
    uri = "dbname='d' host=127.0.0.1 port=1 user='me' password='sesame' table=\"public\".\"t\" (geom)"
    why = store_in_database(provider, uri, {"schema": 1, "password": "sesame"}, "Made", "Title")
    assert said in why
    assert "sesame" not in why


def test_an_older_sidecar_is_replaced(score, tmp_path):
    path, sidecar = tmp_path / "places.fgb", tmp_path / f"places.fgb{SIDECAR}"
    score(str(path))
    path.with_suffix(".qmd").write_text("of the older file")
    first = sidecar.read_text()
    score(str(path), CELL_SIZE=60)
    assert sidecar.read_text() != first
    assert not path.with_suffix(".qmd").exists()


def test_an_older_sidecar_goes_with_its_file_where_no_new_one_can_be_written(score, tmp_path, monkeypatch):
    path = tmp_path / "places.fgb"
    score(str(path))
    assert stored(opened(path)).record is not None
    monkeypatch.setattr("blindspot.algorithms.outputs.carried.store_in_file", lambda *_: "no space")
    score(str(path))
    assert stored(opened(path)).record is None


def test_a_record_that_cannot_be_stored_is_a_warning(score, log, tmp_path, monkeypatch):
    def fails(*_):
        raise OSError("no space")

    monkeypatch.setattr("blindspot.layers.provenance_files.write_member", fails)
    result = score(str(tmp_path / "places.geojson"))
    assert opened(result["OUTPUT"]).featureCount() == result["PLACE_COUNT"]
    said = [text for text in log.warnings if "OUTPUT does not carry the record of this run (no space)" in text]
    assert len(said) == 1


def test_a_raster_carries_the_record_and_says_when_it_was_edited(score, tmp_path):
    path = tmp_path / "a" / "gap.tif"
    path.parent.mkdir()
    score("memory:", GAP_RASTER=str(path))
    assert sorted(os.listdir(path.parent)) == ["gap.qml", "gap.tif"]
    shutil.move(tmp_path / "a", tmp_path / "b")
    path = tmp_path / "b" / "gap.tif"
    layer = QgsRasterLayer(str(path), "gap", "gdal")
    record = stored(layer).record
    assert record["output"]["name"] == "GAP_RASTER"
    assert re.fullmatch("[0-9a-f]{32}", record["output"]["pixels"])
    assert edited(layer, record) == ""
    assert layer.renderer().type() == "singlebandpseudocolor"
    from osgeo import gdal

    dataset = gdal.Open(str(path), gdal.GA_Update)
    assert dataset.GetMetadataItem("BLINDSPOT_ALGORITHM") == "blindspot:scoregaps"
    dataset.GetRasterBand(1).WriteRaster(0, 0, 1, 1, b"\x00\x00\x00\x3f", buf_type=gdal.GDT_Float32)
    dataset = None
    layer = QgsRasterLayer(str(path), "gap", "gdal")
    assert "some pixels differ" in edited(layer, stored(layer).record)


def test_rows_added_to_an_existing_layer_change_nothing_else_of_it(score, tmp_path):
    target = shape_layer([], "Polygon", fields=(("gap", "Double"),))
    path = tmp_path / "all.gpkg"
    saved(target, path)
    definition = QgsProcessingOutputLayerDefinition(str(path))
    definition.setRemappingDefinition(_remapped(target))
    score(definition)
    assert opened(path).featureCount() > 50
    assert stored(opened(path)).record is None


def _remapped(layer):
    from qgis.core import QgsProperty, QgsRemappingSinkDefinition

    remapping = QgsRemappingSinkDefinition()
    remapping.setDestinationFields(layer.fields())
    remapping.setDestinationCrs(layer.crs())
    remapping.setDestinationWkbType(Qgis.WkbType.Polygon)
    remapping.setFieldMap({"gap": QgsProperty.fromField("gap")})
    return remapping


def test_a_report_holds_the_record(run, walks, tmp_path):
    report, fixes = tmp_path / "profile.html", str(tmp_path / "fixes.gpkg")
    saved(walks, fixes)
    tracks = run("preparetracks", INPUT=fixes, **FIXES, OUTPUT=str(tmp_path / "tracks.gpkg"))["OUTPUT"]
    rest = {"TIMEZONE": "Europe/Vienna", "CELL_SIZE": 500, "OUTPUT": "memory:", "OUTPUT_HTML": str(report)}
    run("coverageprofile", INPUT=tracks, **rest)
    text = report.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="blindspot-provenance">(.*?)</script>', text, re.S)
    record = json.loads(found[1])
    (tracks,) = record["inputs"]["INPUT"]
    (fixes,) = tracks["record"]["inputs"]["INPUT"]
    assert not any("source" in layer for layer in (tracks, fixes))  # a path may identify a person
    assert str(tmp_path) not in text
    assert (record["algorithm"], record["output"]["name"]) == ("blindspot:coverageprofile", "OUTPUT_HTML")
