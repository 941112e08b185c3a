"""A format that cannot hold a result is a warning before anything is computed, and what the warnings say is true: every
format is really written and read."""

import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from blindspot.algorithms.base import BlindspotAlgorithm
from blindspot.algorithms.outputs.destinations import destination_of
from blindspot.algorithms.outputs.formats import KEEPS, TABLES, WITHOUT_FIELDS, WITHOUT_TIMES, cut_in_shapefile, lost_in
from blindspot.layers.sinks import MOMENT, REAL, TEXT, fields_of
from small_layers import EASTING, NORTHING, shape_layer, utc

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
LINE = "LineStringZM(500000 5500000 3 1767308400, 500100 5500100 4 1767308500)"
ENDINGS = ("gpkg", "fgb", "shp", "sqlite", "gdb", "geojson", "geojsonl", "gml", "kml", "tab", "mif", "csv", "xlsx")


def sink_definition(keeps="ZM", kind=Qgis.ProcessingSourceType.VectorLine):
    definition = QgsProcessingParameterFeatureSink("OUTPUT", "Output", kind)
    definition.setMetadata({KEEPS: keeps})
    return definition


def read_back(path, fields: QgsFields):
    """A feature written as Processing does, and read again: (layer, feature)."""
    context, crs = QgsProcessingContext(), QgsCoordinateReferenceSystem("EPSG:32633")
    sink, destination = QgsProcessingUtils.createFeatureSink(str(path), context, fields, Qgis.WkbType.LineStringZM, crs)
    feature = QgsFeature(fields)
    feature.setGeometry(QgsGeometry.fromWkt(LINE))
    feature.setAttributes([1.5, utc(1_767_308_400), "x" * 300])
    assert sink.addFeatures([feature])
    assert sink.flushBuffer()
    del sink
    layer = QgsVectorLayer(destination, "back", "ogr")
    assert layer.isValid()
    return layer, next(layer.getFeatures())


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_said_of_a_format_is_true(tmp_path, ending):
    if not QgsVectorFileWriter.driverForExtension(ending):
        pytest.skip(f"this GDAL does not write {ending}")
    path = tmp_path / f"a.{ending}"
    definition = sink_definition()
    driver = destination_of(definition, str(path), QgsProcessingContext()).driver
    said = " ".join(lost_in(definition, driver, True))
    layer, feature = read_back(path, fields_of(("share", REAL), ("start", MOMENT), ("why", TEXT)))
    kind = feature.geometry().wkbType()
    assert ("all geometries are lost" in said) == (kind in (Qgis.WkbType.NoGeometry, Qgis.WkbType.Unknown))
    assert ("cannot hold M" in said or "all geometries" in said) == (not QgsWkbTypes.hasM(kind))
    assert ("altitudes (Z)" in said) == (not QgsWkbTypes.hasZ(kind) and "all geometries" not in said)
    index = {layer.fields().at(i).name().lower(): i for i in range(len(layer.fields()))}
    if "why" not in index:
        assert "read no other field" in said
        return
    assert ("cut" in said) == (len(feature[index["why"]]) < 300)
    as_text = "start" in index and isinstance(feature[index["start"]], str)
    assert ("become text or are left out" in said) == (driver in WITHOUT_TIMES)
    if driver not in WITHOUT_TIMES:
        assert "start" in index
        assert ("dates and times become text" in said) == (as_text and driver not in TABLES)
    else:
        assert as_text or "start" not in index
    assert all("gpkg" in sentence or "TAB" in sentence for sentence in lost_in(definition, driver, True))


def test_geojson_has_no_m_whatever_the_metadata_of_gdal_say(monkeypatch):
    monkeypatch.setattr("blindspot.algorithms.outputs.formats._can", lambda driver, capability: True)
    (said,) = lost_in(sink_definition(), "GeoJSON", True)
    assert "cannot hold M" in said


def test_the_formats_that_are_named_keep_everything_but_what_is_said_of_shapefiles():
    definition = sink_definition()
    assert lost_in(definition, "GPKG", True) == lost_in(definition, "FlatGeobuf", True) == []
    (said,) = lost_in(definition, "ESRI Shapefile", True)
    assert "M" not in said


@pytest.mark.parametrize("driver", sorted(WITHOUT_FIELDS))
def test_formats_that_are_refused_cannot_be_written(tmp_path, driver):
    found = gdal.GetDriverByName(driver)
    endings = (found.GetMetadataItem("DMD_EXTENSIONS") or "").split() if found is not None else []
    endings = [end for end in endings if QgsVectorFileWriter.driverForExtension(end) == driver]
    if not endings:
        pytest.skip(f"this GDAL has no {driver}")
    with pytest.raises(Exception, match="Could not create layer"):
        read_back(tmp_path / f"a.{endings[0]}", fields_of(("share", REAL), ("start", MOMENT), ("why", TEXT)))


@pytest.mark.parametrize(
    ("ending", "what"), [("geojson", "cannot hold M"), ("kml", "cannot hold M"), ("csv", "all geometries are lost")]
)
def test_tracks_without_their_times_are_a_warning_before_computing(run, log, tmp_path, walks, ending, what):
    order = []
    log.pushInfo = log.pushWarning = order.append
    run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / f"tracks.{ending}"))
    (warning,) = [text for text in order if what in text]
    assert "gpkg, fgb or shp" in warning
    assert order.index(warning) < next(i for i, text in enumerate(order) if "fixes read" in text)


@pytest.mark.parametrize("ending", ["gpkg", "fgb"])
def test_tracks_in_a_good_format_are_no_warning(run, log, tmp_path, walks, ending):
    run("preparetracks", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / f"tracks.{ending}"))
    assert log.warnings == []


@pytest.mark.parametrize("ending", ["geojson", "tab"])
def test_routes_without_their_times_are_a_warning(run, log, tmp_path, ending):
    point = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    outputs = {name: str(tmp_path / f"{name}.{ending}") for name in ("ROUTES", "WAYPOINTS", "UNSERVED")}
    run("planroutes", BLIND_SPOTS=[point], LAUNCH_SITES=point, MAX_ITERATIONS=5, **outputs)
    for name in ("ROUTES", "WAYPOINTS"):
        assert any(text.startswith(f"{name} is written as") and "cannot hold M" in text for text in log.warnings)
        assert any("altitudes (Z)" in text for text in log.warnings) == (ending == "tab")
    assert not any(text.startswith("UNSERVED") and "cannot hold M" in text for text in log.warnings)


def test_a_table_loses_nothing_in_a_spreadsheet(run, log, tmp_path, walks):
    run("coverageprofile", INPUT=walks, **FIXES, OUTPUT=str(tmp_path / "profile.csv"))
    assert not any("geometries are lost" in text for text in log.warnings)


def test_names_that_a_shapefile_cuts_are_listed(run, log, tmp_path, walks):
    path = tmp_path / "scored.shp"
    run("scoregaps", INPUT=walks, **FIXES, OUTPUT=str(path))
    (said,) = [text for text in log.warnings if "cuts these names" in text]
    written = {field.name() for field in QgsVectorLayer(str(path), "x", "ogr").fields()}
    assert "mean_idle_s, worst_gap_s" in said
    assert not {"mean_idle_s", "worst_gap_s"} & written


def test_names_that_collide_are_said():
    fields = fields_of(("priority_before", REAL), ("priority_by_day", REAL), ("gap", REAL))
    (said,) = cut_in_shapefile("OUTPUT", fields)
    assert "priority_before, priority_by_day would have the same name" in said
    assert cut_in_shapefile("OUTPUT", fields_of(("gap", REAL))) == []


def test_every_sink_with_m_is_declared():
    """The declarations say which coordinates each output needs."""
    import importlib

    from blindspot.algorithms.catalogue import CATALOGUE

    declared = {}
    for entry in CATALOGUE:
        made: BlindspotAlgorithm = getattr(
            importlib.import_module(f"blindspot.algorithms.{entry.id}"), entry.class_name
        )()
        made.initAlgorithm()
        for definition in made.destinationParameterDefinitions():
            if definition.metadata().get(KEEPS):
                declared[entry.id, definition.name()] = definition.metadata()[KEEPS]
    flights = {(name, out): "ZM" for name in ("planroutes", "plannights") for out in ("ROUTES", "WAYPOINTS")}
    flown = {(name, "OUTPUT"): "ZM" for name in ("importflight", "compareflight")}
    assert declared == {("preparetracks", "OUTPUT"): "M", **flights, **flown}
