"""Files of several layers: what was read is said, and which others may be meant."""

import pytest
from osgeo import ogr, osr
from qgis.core import QgsProcessingException, QgsVectorFileWriter, QgsVectorLayer

from small_layers import EASTING, NORTHING, START, point_layer, saved, shape_layer, utc

GPX = """<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">{}{}</gpx>"""
WAYPOINT = '<wpt lat="60.17" lon="24.94"><time>2026-01-31T20:00:30Z</time><name>Base</name></wpt>'
POINTS = "".join(
    f'<{{0}}pt lat="60.17" lon="{24.94 + i / 1000}"><time>2026-01-31T20:{i:02d}:00Z</time></{{0}}pt>' for i in range(5)
)
TRACK = f"<trk><trkseg>{POINTS.format('trk')}</trkseg></trk>"
ROUTE = f"<rte>{POINTS.format('rte')}</rte>"
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>"""
FOLDER = "<Folder><name>{}</name>{}</Folder>"
MARK = (
    "<Placemark><TimeStamp><when>2026-01-31T20:{:02d}:00Z</when></TimeStamp>"
    "<Point><coordinates>24.9{},60.1</coordinates></Point></Placemark>"
)
SQUARE = f"POLYGON(({EASTING} {NORTHING},{EASTING + 90} {NORTHING},{EASTING} {NORTHING + 90},{EASTING} {NORTHING}))"


def prepared(run, path, **others):
    return run("preparetracks", INPUT=str(path), TIME_FIELD="time", OUTPUT="memory:", **others)


def beside(path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir())


@pytest.mark.parametrize(("more", "layer"), [(TRACK, "track_points"), (ROUTE, "route_points")])
def test_the_waypoints_of_a_gpx_file_with_tracks_are_read_with_a_warning(run, log, tmp_path, more, layer):
    path = tmp_path / "patrol.gpx"
    path.write_text(GPX.format(WAYPOINT, more), encoding="utf-8")
    assert prepared(run, path)["FIX_COUNT"] == 1
    (warning,) = [text for text in log.warnings if "several layers" in text]
    assert warning.startswith("INPUT: patrol.gpx has several layers, and waypoints, the first, is read.")
    named = f"{path}|layername={layer}"
    assert named in warning
    assert warning.count("layername") == 1  # not the tracks as lines, which have no times
    log.warnings.clear()
    assert prepared(run, named)["FIX_COUNT"] == 5
    assert not any("several layers" in text for text in [*log.warnings, *log.infos])
    assert beside(path) == ["patrol.gpx"]


def test_a_gpx_file_without_waypoints_names_its_track_points(run, tmp_path):
    path = tmp_path / "patrol.gpx"
    path.write_text(GPX.format("", TRACK), encoding="utf-8")
    with pytest.raises(
        QgsProcessingException, match=r"waypoints, the first layer of patrol\.gpx, has no f.*track_points"
    ):
        prepared(run, path)


def test_a_gpx_file_with_waypoints_alone_needs_no_word(run, log, tmp_path):
    path = tmp_path / "patrol.gpx"
    path.write_text(GPX.format(WAYPOINT, ""), encoding="utf-8")
    assert prepared(run, path)["FIX_COUNT"] == 1
    assert not any("several layers" in text for text in [*log.warnings, *log.infos])


def fixes(name="fixes", n=3):
    return point_layer([((EASTING + i, NORTHING), utc(START + 60 * i), "a") for i in range(n)], name=name)


def geopackage(path, *layers):
    for i, layer in enumerate(layers):
        action = QgsVectorFileWriter.ActionOnExistingFile
        create = action.CreateOrOverwriteLayer if i else action.CreateOrOverwriteFile
        saved(layer, path, layerName=layer.name(), actionOnExistingFile=create)


def test_a_geopackage_with_two_months(run, log, tmp_path):
    path = tmp_path / "year.gpkg"
    geopackage(path, fixes("january", 3), fixes("february", 4), shape_layer([None], name="zones"))
    assert prepared(run, path)["FIX_COUNT"] == 3
    assert any(f"{path}|layername=february" in text and "january" in text for text in log.warnings)
    assert not any("zones" in text for text in log.warnings)
    assert beside(path) == ["year.gpkg"]


def test_a_filter_that_leaves_nothing_is_named_and_not_the_other_layers(run, tmp_path):
    path = tmp_path / "year.gpkg"
    geopackage(path, fixes("january", 3), fixes("february", 4))
    layer = QgsVectorLayer(str(path), "year", "ogr")
    assert layer.setSubsetString("unit = 'nobody'")
    with pytest.raises(QgsProcessingException, match="If you use a selection or a filter, check what it leaves"):
        run("preparetracks", INPUT=layer, TIME_FIELD="time", OUTPUT="memory:")


def test_where_the_first_table_is_of_another_type_the_right_one_is_named(run, tmp_path):
    path = tmp_path / "all.gpkg"
    geopackage(path, shape_layer([SQUARE], name="zones"), fixes())
    with pytest.raises(
        QgsProcessingException, match=r"zones has polygons; it must have points or.*all.gpkg\|layername=fix"
    ):
        prepared(run, path)


def test_for_other_layers_a_line_says_which_was_read(run, log, tmp_path):
    path = tmp_path / "area.gpkg"
    geopackage(path, shape_layer([SQUARE], name="old"), shape_layer([SQUARE], name="new"), fixes())  # fixes are no area
    run("scoregaps", INPUT=fixes(), TIME_FIELD="time", AREA=str(path), OUTPUT="memory:")
    assert any(
        "AREA: area.gpkg has several layers, and old, the first" in text and "layername=new" in text
        for text in log.infos
    )
    assert not any("several layers" in text for text in log.warnings)


def test_the_folders_of_a_kml_file(run, log, tmp_path):
    path = tmp_path / "trip.kml"
    folders = [
        FOLDER.format(name, "".join(MARK.format(i, i) for i in range(n))) for name, n in (("Monday", 2), ("Tuesday", 3))
    ]
    path.write_text(KML.format("".join(folders)), encoding="utf-8")
    field = "timestamp" if ogr.GetDriverByName("LIBKML") else "Name"
    result = run("preparetracks", INPUT=str(path), TIME_FIELD=field, OUTPUT="memory:")
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == 2
    if field == "timestamp":
        assert any(f"{path}|layername=Tuesday" in text for text in log.warnings)


def test_sqlite_with_two_tables(run, log, tmp_path):
    path = tmp_path / "log.sqlite"
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    file = ogr.GetDriverByName("SQLite").CreateDataSource(str(path))
    for name, n in (("first", 2), ("second", 3)):
        table = file.CreateLayer(name, wgs84, ogr.wkbPoint)
        table.CreateField(ogr.FieldDefn("time", ogr.OFTInteger64))
        for i in range(n):
            row = ogr.Feature(table.GetLayerDefn())
            row.SetField("time", START + 60 * i)
            row.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT(10 {50 + i / 1000})"))
            table.CreateFeature(row)
    del row, table, file
    assert prepared(run, path)["FIX_COUNT"] == 2
    assert any(f"{path}|layername=second" in text for text in log.warnings)
