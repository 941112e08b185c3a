"""References to data sources: found again after a move, and without credentials."""

import json
import os
import shutil
from pathlib import Path

import pytest
from qgis.core import QgsRasterLayer, QgsVectorFileWriter, QgsVectorLayer

from blindspot.layers.features import layer_name
from blindspot.layers.provenance_files import Stored, stored
from blindspot.layers.source_reference import (
    address,
    for_writing,
    is_id,
    public_name,
    reference_of,
    text_of_reference,
)

SECRETS = ("hunter2", "jane", "s3cr3t", "abc1234")
SERVERS = [
    ("postgres", "dbname='patrols' host=db.example.org port=5433 user='jane' password='hunter2' authcfg=abc1234 "
     "sslmode=require key='id' srid=4326 type=Point table=\"gps\".\"fixes\" (geom) sql=unit = 'a'"),
    ("postgres", "service='patrols' user='jane' password='hunter2' table=\"gps\".\"fixes\" (geom)"),
    ("mssql", "dbname='patrols' host=db.example.org user='jane' password='hunter2' table=\"dbo\".\"fixes\" (geom)"),
    ("WFS", " pagingEnabled='true' url='https://jane:hunter2@wfs.example.org/ows?token=s3cr3t' typename='gps:fixes' "
     "username='jane' password='hunter2' authcfg=abc1234"),
    ("ogr", "/vsicurl/https://jane:hunter2@files.example.org/fixes.gpkg?token=s3cr3t|layername=fixes"),
    ("ogr", "PG:dbname='patrols' host='db.example.org' user='jane' password='hunter2' tables=fixes"),
    ("ogr", "MySQL:patrols,host=db.example.org,user=jane,password=hunter2,tables=fixes"),
    ("ogr", "https://jane:hunter2@files.example.org/fixes.geojson?sig=s3cr3t"),
    ("oracle", "dbname='patrols' host=db.example.org user='jane' password='hunter2' table=\"G\".\"FIXES\" (GEOM)"),
    ("delimitedtext", "https://jane:hunter2@files.example.org/fixes.csv?type=csv&token=s3cr3t"),
]  # fmt: skip


@pytest.mark.parametrize(("provider", "uri"), SERVERS)
def test_no_credential_is_in_a_reference(provider, uri, qgis_app):
    written = json.dumps(for_writing(reference_of(QgsVectorLayer(uri, "fixes", provider)), "/tmp"))
    assert not [secret for secret in SECRETS if secret in written.lower()], written


def test_a_database_is_named_by_host_schema_and_table(qgis_app):
    reference = reference_of(QgsVectorLayer(SERVERS[0][1], "fixes", "postgres"))
    assert {key: reference[key] for key in ("host", "port", "database", "schema", "table", "subset")} == {
        "host": "db.example.org",
        "port": "5433",
        "database": "patrols",
        "schema": "gps",
        "table": "fixes",
        "subset": "unit = 'a'",
    }
    assert text_of_reference(reference) == "patrols (fixes)"
    assert not address(reference)


@pytest.fixture
def package(tmp_path, qgis_app) -> Path:
    """A GeoPackage with the tables one and two."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=unit:string", "one", "memory")
    path = tmp_path / "data with spaces" / "é.gpkg"
    path.parent.mkdir()
    for table in ("one", "two"):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = table
        if path.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    return path


def test_an_open_option_with_a_secret_is_left_out_and_others_stay(package):
    layer = QgsVectorLayer(f"{package}|layername=two|option:PASSWORD=hunter2|option:LIST_ALL_TABLES=YES", "two", "ogr")
    reference = reference_of(layer)
    assert reference["openOptions"] == ["LIST_ALL_TABLES=YES"]
    assert "LIST_ALL_TABLES=YES" in address(reference)


def test_the_table_and_the_filter_of_a_layer_are_found_again(package):
    reference = reference_of(QgsVectorLayer(f"{package}|layername=two|subset=unit = 'a'", "two", "ogr"))
    again = QgsVectorLayer(address(reference), "again", "ogr")
    assert again.isValid()
    assert ("layername=two" in again.source(), again.subsetString()) == (True, "unit = 'a'")


def test_files_that_are_moved_together_are_found_where_they_are_now(package, tmp_path):
    out = tmp_path / "results"
    out.mkdir()
    reference = for_writing(reference_of(QgsVectorLayer(f"{package}|layername=two", "two", "ogr")), str(out))
    assert reference["relative"] == "../data with spaces/é.gpkg"
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(str(package.parent), moved / package.parent.name)
    assert not address(reference, str(out))
    assert address(reference, str(moved / "results")).startswith(str(moved / package.parent.name))


def test_the_files_beside_a_record_come_before_older_ones_elsewhere(package, tmp_path):
    copies = tmp_path / "copy"
    shutil.copytree(package.parent, copies)
    reference = for_writing(reference_of(QgsVectorLayer(f"{package}|layername=one", "one", "ogr")), str(package.parent))
    assert address(reference, str(copies)).startswith(str(copies))
    assert address(reference).startswith(str(package.parent))


def test_a_file_that_lies_beside_the_record_now_is_found_as_the_last(package, tmp_path):
    reference = reference_of(QgsVectorLayer(f"{package}|layername=one", "one", "ogr"))
    beside = tmp_path / "beside"
    beside.mkdir()
    shutil.move(str(package), beside / package.name)
    assert address(reference, str(beside))
    assert not address(reference)


def test_the_path_of_then_comes_before_a_file_of_the_same_name_beside_the_record(package, tmp_path):
    """Else a file that happens to lie there, such as another month, would be taken for it."""
    reference = reference_of(QgsVectorLayer(f"{package}|layername=one", "one", "ogr"))
    beside = tmp_path / "beside"
    beside.mkdir()
    shutil.copy(package, beside / package.name)
    assert address(reference, str(beside)).startswith(str(package.parent))


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("Patrols of March", "Patrols of March"),
        ("dbname='p' host=db user='jane' password='hunter2' table=\"gps\".\"fixes\" (geom)", "fixes"),
        ("dbname='p' user='jane' table=\"fixes\"", "fixes"),
        ("https://jane:hunter2@files.example.org/fixes.geojson", "a layer on a server"),
        ("fixes token=s3cr3t", "a layer on a server"),
        ("fixes, key = s3cr3t", "a layer on a server"),
        ("key streets", "key streets"),
    ],
)
def test_a_name_that_is_an_address_is_not_repeated(name, public):
    """QGIS names layers after their addresses where they have no name."""
    assert public_name(name) == public


def test_a_query_is_no_table_and_a_database_in_a_file_is_named_without_its_folder(qgis_app):
    """A query can hold anything, and a folder the name of a person."""
    uri = "dbname='patrols' host=db.example.org table=\"(select * from fixes where officer = 'jane')\" (geom)"
    assert "jane" not in json.dumps(reference_of(QgsVectorLayer(uri, "fixes", "postgres")))
    uri = "dbname='/home/jane/patrols' host=db.example.org table=\"fixes\" (geom)"
    found = reference_of(QgsVectorLayer(uri, "fixes", "postgres"))
    assert (found["database"], found["table"]) == ("patrols", "fixes")


def test_the_folder_of_somebody_with_a_longer_name_is_not_in_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "jan"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "jan"))
    path = str(tmp_path / "janet" / "fixes.gpkg")
    assert for_writing({"provider": "ogr", "path": path}, "") == {"provider": "ogr", "path": path}


def test_the_home_folder_is_not_named(tmp_path, monkeypatch, qgis_app):
    home = tmp_path / "home" / "jane.doe"
    (home / "data").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    file = home / "data" / "fixes.csv"
    file.write_text("x,y\n1,2\n")
    reference = {"provider": "ogr", "path": str(file)}
    for folder in ("", str(home / "results"), str(tmp_path / "results"), str(tmp_path)):
        written = for_writing(reference, folder)
        assert "jane" not in json.dumps(written), folder
        assert os.path.samefile(address(written, folder).split("|")[0], file)


def test_text_files_keep_how_they_are_read(tmp_path, qgis_app):
    file = tmp_path / "fixes.csv"
    file.write_text("lon,lat,unit\n1,2,a\n")
    uri = f"{file.as_uri()}?type=csv&xField=lon&yField=lat&crs=EPSG:4326&password=hunter2"
    reference = reference_of(QgsVectorLayer(uri, "fixes", "delimitedtext"))
    assert "hunter2" not in json.dumps(reference)
    again = address(reference)
    assert again.startswith("delimitedtext://")
    layer = QgsVectorLayer(again.partition("://")[2], "again", "delimitedtext")
    assert layer.isValid()
    assert (layer.featureCount(), layer.crs().authid()) == (1, "EPSG:4326")


def test_a_raster_is_found_again(tmp_path, qgis_app):
    from osgeo import gdal

    path = str(tmp_path / "dem.tif")
    gdal.GetDriverByName("GTiff").Create(path, 2, 2, 1).FlushCache()
    reference = reference_of(QgsRasterLayer(path, "dem"))
    assert QgsRasterLayer(address(reference), "again").isValid()


def test_a_memory_layer_is_known_by_its_id_alone(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "fixes", "memory")
    reference = reference_of(layer)
    assert reference == {"provider": "memory", "id": layer.id()[-36:]}
    assert not address(reference)
    assert is_id(layer.id(), reference["id"])
    assert is_id(layer.id(), layer.id())  # of a record of an earlier version
    assert not is_id(layer.id(), layer.id()[-5:])
    assert not is_id(layer.id(), "")


@pytest.mark.parametrize(("provider", "uri"), SERVERS)
def test_a_layer_that_is_named_after_its_address_gives_nothing_away(provider, uri, qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", uri, "memory")
    renamed = QgsVectorLayer("Point?crs=EPSG:4326", uri, "memory")
    renamed.setName("fixes")  # its id still begins with the address
    for one in (layer, renamed):
        written = json.dumps([reference_of(one), layer_name(one)])
        assert not [secret for secret in SECRETS if secret in written.lower()], written


@pytest.mark.parametrize(
    "name", ["fixes.geojson?access_token=s3cr3t", "fixes (sig=s3cr3t)", "PG dbname=x pwd=s3cr3t", "usr = s3cr3t"]
)
def test_names_that_hold_a_secret_are_not_written(name):
    assert public_name(name) == "a layer on a server"
    assert public_name("fixes of 2026-03, user 7") == "fixes of 2026-03, user 7"


def test_a_spatialite_database_is_opened_again_without_its_password(tmp_path, qgis_app):
    source = QgsVectorLayer("Point?crs=EPSG:4326&field=unit:string", "fixes", "memory")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.datasourceOptions = "SQLite", ["SPATIALITE=YES"]
    path = str(tmp_path / "patrols.sqlite")
    QgsVectorFileWriter.writeAsVectorFormatV3(source, path, source.transformContext(), options)
    uri = f"dbname='{path}' user='jane' password='hunter2' table=\"patrols\" (geometry)"
    layer = QgsVectorLayer(uri, "patrols", "spatialite")
    assert layer.isValid()
    written = for_writing(reference_of(layer), str(tmp_path))
    assert not [secret for secret in SECRETS if secret in json.dumps(written)]
    assert QgsVectorLayer(address(written).partition("://")[2], "again", "spatialite").isValid()


def test_a_record_from_somebody_else_runs_no_sql_and_reads_no_server(package):
    odd = {
        "openOptions": ["prelude_statements=ATTACH 'other.gpkg' AS b", "LIST_ALL_TABLES=YES"],
        "vsiPrefix": "/vsicurl/",
    }
    opened = address({"provider": "ogr", "path": str(package), "layerName": "two", **odd})
    assert "ATTACH" not in opened
    assert "vsicurl" not in opened
    assert "LIST_ALL_TABLES=YES" in opened
    assert QgsVectorLayer(opened, "two", "ogr").isValid()


@pytest.mark.parametrize("key", ["layerName", "subset", "geometryType", "vsiSuffix"])
def test_no_open_option_is_hidden_in_another_part(package, key):
    hidden = "two|OPTION:prelude_statements=SELECT 1"
    assert not address({"provider": "ogr", "path": str(package), key: hidden})


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no devices")
def test_a_device_is_no_file():
    assert not address({"provider": "ogr", "path": "/dev/zero"})


def test_fields_whose_names_sound_like_secrets_are_kept(tmp_path, qgis_app):
    path = tmp_path / "fixes.csv"
    path.write_text("user_x,key_y,t\n1,2,3\n")
    uri = f"{path.as_uri()}?type=csv&xField=user_x&yField=key_y&crs=EPSG:4326&token=s3cr3t"
    reference = reference_of(QgsVectorLayer(uri, "fixes", "delimitedtext"))
    assert "s3cr3t" not in json.dumps(reference)
    again = QgsVectorLayer(address(reference).replace("delimitedtext://", "", 1), "again", "delimitedtext")
    assert again.isSpatial()


def test_a_layer_whose_source_is_its_content_has_no_file(qgis_app):
    """GDAL opens the text of a GeoJSON file. It is longer than a path may be, which must not end a run."""
    point = {"type": "Point", "coordinates": [1, 2]}
    feature = {"type": "Feature", "properties": {"label": "x" * 5_000}, "geometry": point}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    layer = QgsVectorLayer(text, "pasted", "ogr")
    assert layer.isValid()
    assert reference_of(layer) == {"provider": "ogr", "id": layer.id()[-36:]}
    assert stored(layer) == Stored()


@pytest.mark.parametrize("path", ["fixes.gpkg", "/data/fixes.gpkg" if os.name == "nt" else "C:\\data\\fixes.gpkg"])
def test_a_path_of_another_system_stays_as_it_is(tmp_path, path):
    """Made absolute here, it would name the working folder."""
    reference = {"provider": "ogr", "path": path, "relative": "../fixes.gpkg"}
    assert for_writing(reference, str(tmp_path)) == {"provider": "ogr", "path": path}
