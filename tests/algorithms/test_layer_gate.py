"""Every algorithm, with every kind of layer that does not belong where it is given: a sentence, before any result."""

import importlib
import json
import re

import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsAnnotationLayer,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMeshLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsProperty,
    QgsVectorLayer,
)

from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.algorithms.inputs.layer_gate import SINGLE_LAYERS, geometry_types
from blindspot.algorithms.values import takes_layers
from small_layers import EASTING, NORTHING, START, Feedback, point_layer, shape_layer, utc

E, N = EASTING, NORTHING
SQUARE = f"POLYGON(({E} {N},{E + 500} {N},{E + 500} {N + 300},{E} {N + 300},{E} {N}))"
LINE = f"LINESTRING({E} {N},{E + 500} {N})"
WKT = {
    "Point": f"POINT({E + 10} {N})",
    "LineString": LINE,
    "Polygon": SQUARE,
    "TINZ": f"TIN Z((({E} {N} 0,{E + 9} {N} 0,{E} {N + 9} 5,{E} {N} 0)))",
    "CurvePolygon": f"CURVEPOLYGON(CIRCULARSTRING({E} {N},{E + 9} {N + 9},{E + 18} {N},{E + 9} {N - 9},{E} {N}))",
}
TYPES = {"Point": Qgis.GeometryType.Point, "LineString": Qgis.GeometryType.Line}


def algorithm(entry):
    module = importlib.import_module(f"blindspot.algorithms.{entry.id}")
    made = getattr(module, entry.class_name)()
    made.initAlgorithm()
    return made


def is_layer(definition) -> bool:
    return isinstance(definition, (*SINGLE_LAYERS, QgsProcessingParameterMultipleLayers))


def layer_parameters() -> list[tuple[str, str]]:
    """(algorithm, parameter) of every layer parameter."""
    made = [algorithm(entry) for entry in CATALOGUE]
    return [
        (one.ID, given.name())
        for one in made
        for given in one.parameterDefinitions()
        if is_layer(given) and takes_layers(given)
    ]


@pytest.fixture(scope="module")
def kept():
    """Keeps layers alive, but not longer than QGIS."""
    layers = []
    yield layers
    layers.clear()


def wrong_layers(definition, tmp_path):
    """(what it is, layer or path) of everything that a layer parameter must refuse."""
    raster = tmp_path / "heat.tif"
    if not raster.exists():
        grid = gdal.GetDriverByName("GTiff").Create(str(raster), 2, 2)
        grid.SetProjection(QgsCoordinateReferenceSystem("EPSG:32633").toWkt())
        grid.SetGeoTransform((E, 10, 0, N, 0, -10))
        del grid
    wants_raster = isinstance(definition, QgsProcessingParameterRasterLayer)
    yield "no layer that QGIS can open", str(tmp_path / "nothing.gpkg")
    layers = isinstance(definition, QgsProcessingParameterMultipleLayers)
    if isinstance(definition, QgsProcessingParameterMapLayer) or (
        layers and definition.layerType() == Qgis.ProcessingSourceType.MapLayer
    ):
        return  # any layer
    if wants_raster:
        yield "is a vector layer", shape_layer([SQUARE])
        return
    yield "is a raster", str(raster)
    options = QgsAnnotationLayer.LayerOptions(QgsProject.instance().transformContext())
    yield "is a layer of annotations", QgsAnnotationLayer("notes", options)
    if geometry_types(definition) is None:
        return  # any vector layer or table
    yield "is a table without geometries", QgsVectorLayer("NoGeometry?field=time:datetime", "table", "memory")
    for kind in ("Point", "LineString", "Polygon"):
        yield "has no CRS", shape_layer([WKT[kind]], kind, crs="")
    allowed = geometry_types(definition)
    for kind, wkt in WKT.items():
        if TYPES.get(kind, Qgis.GeometryType.Polygon) not in allowed:
            yield "; it must have ", shape_layer([wkt], kind)
            if kind in TYPES:
                yield "; it must have ", geojson(tmp_path / f"{kind}.geojson", [f"GEOMETRYCOLLECTION({wkt})"])


def geojson(path, wkts, **columns) -> str:
    """The path of a file with these geometries, of any types, in WGS84; columns: of values."""
    features = [
        {
            "type": "Feature",
            "properties": {name: values[i] for name, values in columns.items()},
            "geometry": json.loads(QgsGeometry.fromWkt(wkt).asJson(9)),
        }
        for i, wkt in enumerate(wkts)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(path)


def given(definition, value, wrapped=False):
    """A value as a user would give it: in a list where a list is wanted, or as a data-defined source."""
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        return [shape_layer([SQUARE], name="right"), value]
    if wrapped and isinstance(value, str):
        return QgsProcessingFeatureSourceDefinition(QgsProperty.fromExpression(f"'{value}'"))
    return value


@pytest.mark.parametrize(("name", "parameter"), layer_parameters())
def test_a_layer_that_does_not_belong_is_refused_in_one_sentence(name, parameter, tmp_path, kept):
    registered = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    definition = registered.parameterDefinition(parameter)
    for what, value in wrong_layers(definition, tmp_path):
        for wrapped in (False, True):
            context, parameters = QgsProcessingContext(), {parameter: given(definition, value, wrapped)}
            kept.append(parameters)
            allowed, message = registered.checkParameterValues(parameters, context)
            assert not allowed
            assert message.startswith(f"{definition.name()}: "), (message, what)
            # a layer without a CRS may be of a type that does not belong there either
            assert what in message or (what == "has no CRS" and "; it must have " in message), message
            assert message.endswith("."), message
            feedback, fresh = Feedback(), registered.create()
            _, fine = fresh.run(parameters, context, feedback)  # as in a model, which checks nothing before
            assert not fine
            assert feedback.errors == [message]


@pytest.mark.parametrize("name", [entry.id for entry in CATALOGUE])
def test_a_field_that_is_not_there_is_named_with_those_that_are(name):
    registered = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    for definition in registered.parameterDefinitions():
        if not isinstance(definition, QgsProcessingParameterField):
            continue
        parent = registered.parameterDefinition(definition.parentLayerParameterName())
        assert parent is not None
        points = Qgis.GeometryType.Point in geometry_types(parent)
        if points:
            layer, known = point_layer([((E, N), utc(START), "a")]), "time, unit"
        else:
            line = Qgis.GeometryType.Polygon not in geometry_types(parent)
            shape, kind = ("LINESTRING(0 0, 9 9)", "LineString") if line else (SQUARE, "Polygon")
            layer, known = shape_layer([shape], kind, fields=[("unit", "QString")], rows=[["a"]]), "unit"
        parameters = {parent.name(): layer, definition.name(): "nope"}
        allowed, message = registered.checkParameterValues(parameters, QgsProcessingContext())
        assert not allowed
        assert message == f"{definition.name()}: {layer.name()} has no field nope. It has: {known}."
        numbers = definition.dataType() == Qgis.ProcessingFieldParameterDataType.Numeric
        parameters[definition.name()] = "UNIT"
        allowed, message = registered.checkParameterValues(parameters, QgsProcessingContext())
        assert (f"the field unit of {layer.name()} holds no numbers" in message) == numbers, message


def test_no_layer_parameter_is_of_a_class_that_the_gate_does_not_know():
    """QgsProcessingParameterXxx with a layer in it: a new class has to be added to the gate."""
    known = {kind.__name__ for kind in SINGLE_LAYERS} | {"QgsProcessingParameterMultipleLayers"}
    for entry in CATALOGUE:
        made = algorithm(entry)
        for definition in made.parameterDefinitions():
            name = type(definition).__name__
            looks_like_a_layer = re.search("Layer|FeatureSource|Mesh|PointCloud|Annotation|Tiled", name)
            assert not looks_like_a_layer or name in known, name


def test_a_mesh_is_named(walks, tmp_path):
    mesh = tmp_path / "mesh.2dm"
    mesh.write_text("MESH2D\nND 1 0 0 0\nND 2 1 0 0\nND 3 0 1 0\nE3T 1 1 2 3 1\n", encoding="ascii")
    layer = QgsMeshLayer(str(mesh), "mesh", "mdal")
    registered = QgsApplication.processingRegistry().algorithmById("blindspot:scoregaps")
    if layer.isValid():
        for value in (layer, str(mesh)):
            parameters = {"INPUT": walks, "AREA": value}
            allowed, message = registered.checkParameterValues(parameters, QgsProcessingContext())
            assert not allowed
            assert message == "AREA: mesh is a mesh; it must be a vector layer with polygons."


def test_polygons_as_fixes_and_lines_as_the_area(run, walks):
    with pytest.raises(QgsProcessingException, match=r"INPUT: shapes has polygons; it must have points or lines"):
        run("preparetracks", INPUT=shape_layer([SQUARE]), TIME_FIELD="time", OUTPUT="memory:")
    border = shape_layer([LINE], "LineString", name="border")
    with pytest.raises(QgsProcessingException, match="AREA: border has lines; it must have poly"):
        run("scoregaps", INPUT=walks, TIME_FIELD="time", AREA=border, OUTPUT="memory:")


@pytest.mark.parametrize("first", ["POINT(10 50)", "LINESTRING(10 50,10 51)", "GEOMETRYCOLLECTION(POINT(10 50))"])
def test_what_fits_of_a_mixed_file_is_used_and_the_rest_counted(run, tmp_path, first):
    rest = ["GEOMETRYCOLLECTION(POINT(10 50))", "POINT(10 50)", "POLYGON((10 50,10 51,11 51,10 50))"]
    shapes = [first, *rest, "MULTIPOINT(10 50,10 51)", "LINESTRING(10 50,10 51)"]
    path = geojson(tmp_path / "mixed.geojson", shapes, time=[START + 60 * i for i in range(len(shapes))])
    result = run("preparetracks", INPUT=path, TIME_FIELD="time", REJECTED="memory:", OUTPUT="memory:")
    reasons = sorted(feature["reason"] for feature in result["REJECTED"].getFeatures())
    other = ["another geometry type"] * (3 if first.startswith("LINE") else 2)
    assert reasons == [*other, "several positions in one feature"]
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == len(shapes)


def test_the_polygons_of_a_mixed_area_are_the_area(run, log, walks, tmp_path):
    square = QgsGeometry.fromWkt(SQUARE)
    to_degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    square.transform(to_degrees)
    alone = geojson(tmp_path / "alone.geojson", [square.asWkt()])
    mixed = geojson(tmp_path / "mixed.geojson", ["LINESTRING(10 50,10 51)", square.asWkt(), "POINT(15 49)"])
    counts = [
        run("scoregaps", INPUT=walks, TIME_FIELD="time", AREA=a, OUTPUT="memory:")["PLACE_COUNT"]
        for a in (alone, mixed)
    ]
    assert counts[0] == counts[1]
    assert any("mixed: 2 features are of another geometry type" in text for text in log.warnings)


def test_places_of_several_types_are_scored_as_one_type(run, log, walks, tmp_path):
    shapes = ["POINT(15 49.65)", "LINESTRING(15 49.65,15 49.66)", "LINESTRING(15 49.65,15 49.67)"]
    places = geojson(tmp_path / "places.geojson", shapes)
    result = run("scoregaps", INPUT=walks, TIME_FIELD="time", PLACES=places, OUTPUT="memory:")
    assert result["PLACE_COUNT"] == 2
    assert any("places: 1 feature is of another geometry type" in text for text in log.warnings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unit = (", r"the filter unit = \( of fixes cannot be evaluated"),
        ("nothing = 1", "the filter nothing = 1 of fixes uses nothing, which is no field. It has: time, unit."),
    ],
)
def test_a_filter_that_no_feature_can_pass_is_named(run, walks, text, message):
    QgsProject.instance().addMapLayer(walks, False)
    source = QgsProcessingFeatureSourceDefinition(walks.id())
    source.filterExpression = text
    with pytest.raises(QgsProcessingException, match=message):
        run("preparetracks", INPUT=source, TIME_FIELD="time", OUTPUT="memory:")
    source.filterExpression = "UNIT = 'U1' and $id > 0 and attribute('unit') is not null"
    assert run("preparetracks", INPUT=source, TIME_FIELD="time", OUTPUT="memory:")["TRACK_COUNT"] == 1
    QgsProject.instance().takeMapLayer(walks)
