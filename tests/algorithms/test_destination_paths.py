"""Paths of outputs as users write them, and paths that no file can have."""

import os
from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsVectorLayer,
)

from small_layers import EASTING, NORTHING, saved, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
SQUARE = (
    f"POLYGON(({EASTING} {NORTHING},{EASTING + 500} {NORTHING},{EASTING + 500} {NORTHING + 300},"
    f"{EASTING} {NORTHING + 300},{EASTING} {NORTHING}))"
)


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("{tmp}/a.gpkg ", "a.gpkg"),
        (" {tmp}/a.gpkg", "a.gpkg"),
        ('"{tmp}/a.gpkg"', "a.gpkg"),
        ("~/a.gpkg", "a.gpkg"),
        ("a.gpkg", "a.gpkg"),
        ("./a.gpkg", "a.gpkg"),
        ("{tmp}/A.SHP", "A.shp"),
        ("{tmp}/A.Shp", "A.shp"),
        ("{tmp}/A.GPKG", "A.GPKG"),
        ("{tmp}/it's.gpkg", "it's.gpkg"),
        ("{tmp}/轨 迹.gpkg", "轨 迹.gpkg"),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_path_is_taken_as_it_is_meant(run, walks, tmp_path, monkeypatch, written, file, wrapped):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    path = written.format(tmp=tmp_path)
    result = run(
        "preparetracks", INPUT=walks, **FIXES, OUTPUT=QgsProcessingOutputLayerDefinition(path) if wrapped else path
    )
    assert file in os.listdir(tmp_path)
    assert Path(result["OUTPUT"].partition("|")[0]).name == file
    assert QgsVectorLayer(str(tmp_path / file), "tracks", "ogr").featureCount() == 2
    assert not list(tmp_path.glob(".blindspot-*"))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("{tmp}/a\nb.gpkg", "has a line break or another control character"),
        ("{tmp}/a\0b.gpkg", "has a line break or another control character"),
        ("{tmp}/" + "x" * 250 + ".gpkg", "the path is too long"),
        ("{tmp}/" + "轨" * 100 + ".gpkg", "the path is too long"),
        ("/vsizip/{tmp}/a.zip/a.shp", "lies in an archive or on a server"),
        ("/vsicurl/http://example.com/a.gpkg", "lies in an archive or on a server"),
    ],
)
def test_a_path_that_no_file_can_have_is_said_before_computing(run, walks, tmp_path, path, message):
    with pytest.raises(QgsProcessingException, match=f"OUTPUT .*{message}") as error:
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=path.format(tmp=tmp_path))
    assert len(str(error.value)) < 300
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize(("name", "written"), [("a.json", "a.json.geojson"), ("a.mif", "a.mif.tab")])
def test_a_file_that_qgis_names_otherwise_is_said_and_protected(run, log, walks, tmp_path, name, written):
    run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / name))
    assert written in os.listdir(tmp_path)
    assert any(f"It is written to {tmp_path / written}." in text for text in log.warnings)
    area = saved(shape_layer([SQUARE]), tmp_path / f"x{written}", "GeoJSON" if "json" in name else "MapInfo File")
    with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite AREA"):
        run("scoregaps", INPUT=walks, **FIXES, AREA=area, OUTPUT=str(tmp_path / f"x{name}"))


@pytest.mark.parametrize("table", ["", "|layername=area"])
def test_a_file_of_a_folder_that_is_read_as_one_layer_is_not_overwritten(run, walks, tmp_path, table):
    folder = tmp_path / "maps"
    folder.mkdir()
    saved(shape_layer([SQUARE]), folder / "area.shp", "ESRI Shapefile")
    before = (folder / "area.shp").read_bytes()
    for file in ("area.shp", "area.dbf.shp/../area.shp", "AREA.SHP" if os.name == "nt" else "area.shp"):
        with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite AREA"):
            run("scoregaps", INPUT=walks, **FIXES, AREA=f"{folder}{table}", OUTPUT=str(folder / file))
    assert (folder / "area.shp").read_bytes() == before
    run("scoregaps", INPUT=walks, **FIXES, AREA=f"{folder}{table}", OUTPUT=str(folder / "gaps.shp"))
    assert (folder / "gaps.shp").exists()


def test_what_a_format_refuses_names_the_destination_and_a_way_out(run, walks, tmp_path):
    with pytest.raises(QgsProcessingException) as error:
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / "a.map"))
    message = str(error.value)
    assert message.startswith("OUTPUT could not be written.")
    assert str(tmp_path / "a.map") in message
    assert ".blindspot-" not in message
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("ending", ["shp", "fgb"])
def test_a_table_without_geometries_is_refused_for_formats_that_have_none(run, walks, tmp_path, ending):
    path = tmp_path / f"profile.{ending}"
    with pytest.raises(QgsProcessingException, match=r"OUTPUT .* is a table without geometries, .* gpkg, csv or xlsx"):
        run("coverageprofile", INPUT=walks, **FIXES, CELL_SIZE=500, OUTPUT=str(path))
    assert not os.listdir(tmp_path)


def test_a_file_of_one_layer_is_not_searched_for_tables(run, walks, tmp_path, monkeypatch):
    """GDAL reads a large GeoJSON for half a minute to tell that it has one layer."""
    from blindspot.algorithms.inputs import sources

    def searched(path):
        raise AssertionError(path)

    path = str(tmp_path / "fixes.geojson")
    saved(walks, path, "GeoJSON")
    monkeypatch.setattr(sources, "tables_in", searched)
    with pytest.raises(QgsProcessingException, match=r"INPUT"):  # still not overwritten
        run("preparetracks", INPUT=path, **FIXES, OUTPUT=path)
