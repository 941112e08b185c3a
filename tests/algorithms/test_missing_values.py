"""Values that must be there and are not, and values that are too long to be repeated: one short sentence each."""

import importlib
import re

import numpy as np
import pytest
from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterNumber,
    QgsProject,
)

from blindspot.algorithms.catalogue import CATALOGUE
from small_layers import EASTING, NORTHING, shape_layer

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "OUTPUT": "memory:"}
LONG = "x" * 5000


def made(entry):
    algorithm = getattr(importlib.import_module(f"blindspot.algorithms.{entry.id}"), entry.class_name)()
    algorithm.initAlgorithm()
    return algorithm


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
@pytest.mark.parametrize("empty", ["", "  ", [], None])
def test_every_parameter_that_must_have_a_value_says_so(entry, empty):
    algorithm = made(entry)
    for definition in algorithm.parameterDefinitions():
        if definition.flags() & Qgis.ProcessingParameterFlag.Optional:
            continue
        if isinstance(definition, QgsProcessingParameterNumber) or type(definition).__name__.endswith("Enum"):
            continue  # refused as a wrong number or option
        fine, message = algorithm.checkParameterValues({definition.name(): empty}, QgsProcessingContext())
        assert not fine
        assert re.match(r"[A-Z_]+ (is|\()", message), message
        assert "Incorrect parameter" not in message
        assert "Could not" not in message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"INPUT": ""}, "INPUT is empty; it must be a layer."),
        ({"INPUT": None}, "INPUT is empty; it must be a layer."),
        ({"OUTPUT": ""}, "OUTPUT is empty; it must be the path of a file, or TEMPORARY_OUTPUT."),
        ({"OUTPUT": None}, "OUTPUT is empty; it must be the path of a file, or TEMPORARY_OUTPUT."),
        ({"DEMAND": [None]}, "DEMAND has an item that is empty; it must be a layer, or a list of layers or paths."),
        ({"DEMAND": [""]}, "DEMAND has an item that is empty; it must be a layer, or a list of layers or paths."),
    ],
)
def test_a_value_that_is_missing(run, walks, given, message):
    with pytest.raises(QgsProcessingException) as error:
        run("scoregaps", **{"INPUT": walks, **FIXES, **given})
    assert str(error.value).endswith(message)


@pytest.mark.parametrize("empty", ["", "  ", [], None, np.ma.masked])
def test_optional_layers_may_be_empty(run, walks, empty):
    places = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    given = {"DEMAND": empty, "AREA": None if isinstance(empty, list) else empty, "PLACES": places}
    assert run("scoregaps", INPUT=walks, **FIXES, **given)["PLACE_COUNT"] == 1


def test_no_blind_spots(run):
    point = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    for empty in ([], ""):
        with pytest.raises(QgsProcessingException, match="BLIND_SPOTS is empty; it must have at least one layer"):
            run("planroutes", BLIND_SPOTS=empty, LAUNCH_SITES=point, ROUTES="memory:")


@pytest.mark.parametrize(
    "name", ["DEMAND_WEIGHTS", "TIMEZONE", "WEEKDAYS", "TIME_FORMAT", "UNIT_FIELD", "INPUT", "OUTPUT", "GRID_TYPE"]
)
def test_a_long_value_is_not_repeated_whole(run, walks, name):
    value = f"/tmp/{LONG}.gpkg" if name == "OUTPUT" else LONG
    with pytest.raises(QgsProcessingException, match=name) as error:
        run("scoregaps", **{"INPUT": walks, "DEMAND": [walks], **FIXES, name: value})
    assert len(str(error.value)) < 500


def test_no_words_of_python_in_a_message(run, walks):
    for value in (None, [None], {"a": 1}, (1, None), [walks]):
        with pytest.raises(QgsProcessingException) as error:
            run("scoregaps", INPUT=walks, **FIXES, DEMAND_WEIGHTS=[value], DEMAND=[walks])
        assert not re.search(r"NoneType|tuple|\bdict\b|<Qgs|object at", str(error.value))


def test_a_field_with_a_semicolon_in_its_name(run, tmp_path):
    from small_layers import point_layer, walk_rows

    layer = point_layer(walk_rows(), fields=(("time", "QDateTime"), ("unit;name", "QString")))
    result = run("preparetracks", INPUT=layer, TIME_FIELD="time", UNIT_FIELD="unit;name", OUTPUT="memory:")
    assert sorted(feature["unit"] for feature in result["OUTPUT"].getFeatures()) == ["U0", "U1"]


def test_a_part_of_a_layer_in_a_list_is_refused_and_a_whole_one_taken(run, walks):
    zones = shape_layer(["POLYGON((500000 5500000, 500900 5500000, 500900 5500900, 500000 5500000))"])
    QgsProject.instance().addMapLayer(zones, False)
    source = QgsProcessingFeatureSourceDefinition(zones.id())
    given = {"INPUT": walks, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "OUTPUT": "memory:"}
    plain = run("scoregaps", **given, DEMAND=[zones])["TOTAL_PRIORITY"]
    assert run("scoregaps", **given, DEMAND=[source])["TOTAL_PRIORITY"] == plain
    for part in ({"selectedFeaturesOnly": True}, {"filterExpression": "$id = 1"}, {"featureLimit": 1}):
        source = QgsProcessingFeatureSourceDefinition(zones.id())
        for name, value in part.items():
            setattr(source, name, value)
        with pytest.raises(QgsProcessingException, match="DEMAND has a layer with a filter, a selection or a limit"):
            run("scoregaps", **given, DEMAND=[source])
    QgsProject.instance().takeMapLayer(zones)
