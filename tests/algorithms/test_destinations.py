"""Nothing but the file that the user named as output is replaced, and a wrong destination is said before computing."""

import os
import sys

import pytest
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from blindspot.algorithms.inputs.sources import file_of
from blindspot.algorithms.outputs.destinations import same_file
from small_layers import EASTING, NORTHING, saved, shape_layer, walk_rows
from small_layers import point_layer as points

REPLACE = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
ADD = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}


def contents(path) -> list[tuple[str, int]]:
    """The tables of a file, with the number of their rows."""
    layer = QgsVectorLayer(str(path), "x", "ogr")
    names = [part.split("!!::!!")[1] for part in layer.dataProvider().subLayers()]
    return sorted((n, QgsVectorLayer(f"{path}|layername={n}", n, "ogr").featureCount()) for n in names)


@pytest.fixture
def package(tmp_path, walks):
    """A GeoPackage with the fixes, and a table of roads."""
    path = tmp_path / "city.gpkg"
    saved(walks, path, layerName="fixes")
    roads = shape_layer(["LineString(0 0, 1 1)"], "LineString")
    saved(roads, path, layerName="roads", actionOnExistingFile=ADD)
    assert contents(path) == [("fixes", 120), ("roads", 1)]
    return path


def spellings(path, tmp_path, monkeypatch):
    """Other ways to write the path of a file."""
    monkeypatch.chdir(tmp_path)
    link, hard = tmp_path / f"link{path.suffix}", tmp_path / f"hard{path.suffix}"
    link.symlink_to(path)
    os.link(path, hard)
    folder = tmp_path / "folder"
    folder.symlink_to(tmp_path)
    around = f"{tmp_path}/../{tmp_path.name}/{path.name}"
    return [str(path), path.name, f"./{path.name}", around, *map(str, (link, hard, folder / path.name))]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson", "fgb"])
def test_an_output_that_is_the_input_is_refused_however_it_is_spelled(run, tmp_path, walks, monkeypatch, ending):
    drivers = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "geojson": "GeoJSON", "fgb": "FlatGeobuf"}
    path = tmp_path / f"fixes.{ending}"
    layer = saved(walks, path, drivers[ending])
    QgsProject.instance().addMapLayer(layer)
    before = path.read_bytes()
    inputs = [str(path), layer, layer.id(), layer.source(), f"{path}|layername=fixes", f"file://{path}"]
    inputs.append(QgsProcessingFeatureSourceDefinition(layer.id(), True))
    for spelled in spellings(path, tmp_path, monkeypatch):
        for given in inputs:
            with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite INPUT"):
                run("preparetracks", INPUT=given, **FIXES, OUTPUT=spelled)
            with pytest.raises(QgsProcessingException, match="REJECTED would overwrite INPUT"):
                run("preparetracks", INPUT=given, **FIXES, OUTPUT="memory:", REJECTED=spelled)
    QgsProject.instance().removeMapLayer(layer.id())
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["PLACES", "AREA", "DEMAND"])
def test_no_input_is_overwritten(run, tmp_path, walks, name):
    path = tmp_path / "zones.gpkg"
    ring = f"{EASTING} {NORTHING}, {EASTING + 99} {NORTHING}, {EASTING} {NORTHING + 99}, {EASTING} {NORTHING}"
    saved(shape_layer([f"Polygon(({ring}))"]), path)
    given = [str(path)] if name == "DEMAND" else str(path)
    with pytest.raises(QgsProcessingException, match=f"OUTPUT would overwrite {name}"):
        run("scoregaps", INPUT=walks, **FIXES, **{name: given}, OUTPUT=str(path))
    assert contents(path) == [("zones", 1)]


def test_an_output_beside_a_table_of_a_shapefile_is_refused(run, tmp_path, walks):
    """roads.dbf is a part of roads.shp."""
    saved(walks, tmp_path / "fixes.shp", "ESRI Shapefile")
    with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite INPUT"):
        run("preparetracks", INPUT=str(tmp_path / "fixes.dbf"), **FIXES, OUTPUT=str(tmp_path / "fixes.shp"))


def test_the_report_and_the_raster_overwrite_no_input_either(run, tmp_path, walks):
    path = tmp_path / "fixes.gpkg"
    saved(walks, path)
    for name, more in (("coverageprofile", {"OUTPUT_HTML": str(path)}), ("scoregaps", {"GAP_RASTER": str(path)})):
        with pytest.raises(QgsProcessingException, match="would overwrite INPUT"):
            run(name, INPUT=str(path), **FIXES, OUTPUT="memory:", **more)


def test_the_path_of_a_package_with_other_tables_is_refused(run, tmp_path, walks, package):
    """QGIS would delete the file with all its tables."""
    with pytest.raises(QgsProcessingException, match=r"holds other tables \(fixes, roads\), which would be deleted"):
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(package))
    assert contents(package) == [("fixes", 120), ("roads", 1)]


@pytest.mark.parametrize("names", [("roads",), ("city", "roads"), ("kept",)])
def test_other_tables_of_any_number_are_kept(run, tmp_path, walks, names):
    path = tmp_path / "city.gpkg"
    for number, name in enumerate(names):
        action = ADD if number else REPLACE
        saved(walks, path, layerName=name, actionOnExistingFile=action)
    with pytest.raises(QgsProcessingException, match="holds other tables"):
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(path))
    assert [name for name, _ in contents(path)] == sorted(names)


def test_a_table_of_a_package_is_written_and_the_others_stay(run, walks, package):
    for _ in range(2):  # the second run replaces the table of the first
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=f"ogr:dbname='{package}' table=\"tracks\" (geom)")
    assert contents(package) == [("fixes", 120), ("roads", 1), ("tracks", 2)]


def test_the_table_of_the_input_is_not_replaced(run, package):
    given = f"{package}|layername=fixes"
    with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite INPUT"):
        run("preparetracks", INPUT=given, **FIXES, OUTPUT=f"ogr:dbname='{package}' table=\"FIXES\" (geom)")
    layer = QgsVectorLayer(given, "fixes", "ogr")
    run("preparetracks", INPUT=layer, **FIXES, OUTPUT=f"ogr:dbname='{package}' table=\"tracks\" (geom)")
    assert contents(package) == [("fixes", 120), ("roads", 1), ("tracks", 2)]


def test_a_file_of_an_earlier_run_is_replaced(run, tmp_path, walks):
    for _ in range(2):
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / "tracks.gpkg"))
    assert contents(tmp_path / "tracks.gpkg") == [("tracks", 2)]


def test_two_outputs_of_one_path_are_refused(run, tmp_path, walks, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for other in (str(tmp_path / "a.gpkg"), "a.gpkg", "./a.gpkg", f"ogr:dbname='{tmp_path}/a.gpkg' table=\"x\" (geom)"):
        with pytest.raises(QgsProcessingException, match=r"OUTPUT and REJECTED are the same file \(.*a\.gpkg\)"):
            run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / "a.gpkg"), REJECTED=other)
    assert not list(tmp_path.iterdir())


def test_two_tables_of_one_package_are_two_outputs(run, tmp_path, walks):
    table = "ogr:dbname='{}' table=\"{}\" (geom)"
    path = tmp_path / "a.gpkg"
    outputs = {name: table.format(path, name.lower()) for name in ("OUTPUT", "REJECTED")}
    run("preparetracks", INPUT=walks, **FIXES, **outputs)
    assert [name for name, _ in contents(path)] == ["output", "rejected"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("{tmp}", "is a folder"),
        ("{tmp}/missing/tracks.gpkg", "could not be written to .*Check that the folder exists"),
        ("{tmp}/missing/tracks.gdb", "could not be written to .*Check that the folder exists"),
        ("{tmp}/a.gpkg|layername=tracks", "a path cannot name a table after"),
        ("file://{tmp}/a.gpkg", "neither a path nor a database"),
        ("{tmp}/12:30.gpkg", "neither a path nor a database"),
        ("{tmp}/a.dxf", "DXF cannot hold the fields"),
        ("{tmp}/a.gpx", "GPX cannot hold the fields"),
    ],
)
def test_a_wrong_destination_is_said_before_computing(run, log, tmp_path, walks, output, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=output.format(tmp=tmp_path))
    assert not any("fixes read" in text for text in log.infos)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may all")
def test_a_folder_without_permission(run, tmp_path, walks):
    tmp_path.chmod(0o500)
    with pytest.raises(QgsProcessingException, match="could not be written to"):
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / "a.gpkg"))


@pytest.mark.parametrize(("name", "ending"), [("tracks", "tracks"), ("a.xyz", r"\.xyz")])
def test_an_unknown_ending_is_a_warning_that_names_the_file(run, log, tmp_path, walks, name, ending):
    run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / name))
    assert any(f"It is written to {tmp_path / name}.gpkg" in text for text in log.warnings)
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}.gpkg"]


def test_the_file_that_qgis_names_is_checked_too(run, tmp_path, walks):
    saved(walks, tmp_path / "tracks.gpkg", layerName="precious")
    with pytest.raises(QgsProcessingException, match="holds other tables"):
        run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / "tracks"))


def test_temporary_outputs_are_not_checked(run, walks):
    given = dict.fromkeys(("OUTPUT", "OUTAGES", "REJECTED"), "TEMPORARY_OUTPUT")
    assert len(run("preparetracks", INPUT=walks, **FIXES, **given)) > 3


def test_same_file(tmp_path):
    a = tmp_path / "a"
    a.touch()
    assert same_file(str(a), f"{tmp_path}/./a")
    assert same_file(f"{tmp_path}/b", f"{tmp_path}/x/../b")
    assert not same_file(str(a), str(tmp_path / "b"))
    assert not same_file("", "")


def test_a_copy_of_the_input_is_no_input(run, tmp_path):
    layer = saved(points(walk_rows()), tmp_path / "fixes.gpkg")
    run("preparetracks", INPUT=layer, **FIXES, OUTPUT=str(tmp_path / "fixes2.gpkg"))
    assert contents(tmp_path / "fixes2.gpkg") == [("fixes2", 2)]


def test_the_only_table_of_a_package_is_known(run, tmp_path, walks):
    """INPUT names no table, but the file has one only."""
    path = tmp_path / "city.gpkg"
    layer = saved(walks, path, layerName="gps")
    with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite INPUT"):
        run("preparetracks", INPUT=str(path), **FIXES, OUTPUT=f"ogr:dbname='{path}' table=\"gps\" (geom)")
    run("preparetracks", INPUT=layer, **FIXES, OUTPUT=f"ogr:dbname='{path}' table=\"tracks\" (geom)")
    assert contents(path) == [("gps", 120), ("tracks", 2)]


def test_what_a_layer_is_made_of_is_not_overwritten(run, tmp_path, walks):
    """A virtual layer, a virtual file, a table of text, an archive, and a layer with a joined table."""
    path = tmp_path / "fixes.gpkg"
    layer = saved(walks, path)
    QgsProject.instance().addMapLayer(layer)
    query = QgsVectorLayer(f"?query=select * from '{layer.id()}'", "query", "virtual")
    vrt = tmp_path / "fixes.vrt"
    vrt.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="fixes"><SrcDataSource relativeToVRT="1">fixes.gpkg</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    joined, join = points(walk_rows()), QgsVectorLayerJoinInfo()
    join.setJoinLayer(layer)
    join.setJoinFieldName("unit")
    join.setTargetFieldName("unit")
    joined.addJoin(join)
    for given in (query, str(vrt), joined):
        with pytest.raises(QgsProcessingException, match="OUTPUT would overwrite INPUT"):
            run("preparetracks", INPUT=given, **FIXES, OUTPUT=str(path))
    assert contents(path) == [("fixes", 120)]
    joined.removeJoin(layer.id())
    del given, query, joined
    QgsProject.instance().removeMapLayer(layer.id())


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("/vsizip/{tmp}/a.zip/fixes.shp", "a.zip"),
        ("/vsizip/{{{tmp}/a.zip}}/fixes.shp", "a.zip"),
        ("/vsigzip/{tmp}/a.zip", "a.zip"),
        ("file://{tmp}/my%20fixes.csv", "my fixes.csv"),
        ("{tmp}/x/../fixes.gpkg", "fixes.gpkg"),
    ],
)
def test_the_file_behind_a_path(tmp_path, given, file):
    (tmp_path / "a.zip").touch()
    assert file_of(given.format(tmp=tmp_path)) == str(tmp_path / file)


def test_a_table_of_text_is_not_overwritten(run, tmp_path):
    path = tmp_path / "my fixes.csv"
    path.write_text("x,y,time,unit\n15,50,2026-01-01T23:00:00Z,U0\n15.001,50,2026-01-01T23:02:00Z,U0\n")
    uri = f"{path.as_uri()}?type=csv&xField=x&yField=y&crs=EPSG:4326"
    for given in (QgsVectorLayer(uri, "fixes", "delimitedtext"), f"delimitedtext://{uri}"):
        with pytest.raises(QgsProcessingException, match="REJECTED would overwrite INPUT"):
            run("preparetracks", INPUT=given, **FIXES, OUTPUT="memory:", REJECTED=str(path))
