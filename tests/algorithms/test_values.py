"""Every value of every parameter is held to its type and bounds, wherever it comes from."""

import datetime
import importlib
import time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpressionContextScope,
    QgsGenericNumericTransformer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimeZone

from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.algorithms.run import Run
from blindspot.algorithms.value_types import TAKES_LIST, readable
from blindspot.algorithms.values import read_values
from small_layers import EASTING, NORTHING, Feedback, point_layer, shape_layer, utc, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna", "OUTPUT": "memory:"}
expression = QgsProperty.fromExpression
NAN, INFINITE = float("nan"), float("inf")
NUMBERS = [True, [3], {"a": 1}, "abc", "", "1_0", NAN, INFINITE, -INFINITE, 1e300, -1e300, object(), b"3", 3 + 0j]
ALGORITHMS = {
    entry.id: getattr(importlib.import_module(f"blindspot.algorithms.{entry.id}"), entry.class_name)
    for entry in CATALOGUE
}
TEXTS = [3, 2.5, True, {"a": 1}, ["UTC"], object(), b"UTC"]
WRONG = (
    (QgsProcessingParameterNumber, NUMBERS),
    (QgsProcessingParameterEnum, [True, [0], {"a": 1}, "abc", 0.5, 99, -1, NAN, object()]),
    (QgsProcessingParameterBoolean, [2, "perhaps", [True], {"a": 1}, NAN, object()]),
    (QgsProcessingParameterDateTime, [5, 5.5, True, ["22:00"], {"a": 1}, "tonight", "25:00", object()]),
    (QgsProcessingParameterField, [5, True, ["a", 5], {"a": 1}, object()]),
    ((QgsProcessingParameterString, QgsProcessingParameterFile), TEXTS),
    (QgsProcessingParameterPoint, [5, 5.5, True, ["1,2"], {"a": 1}, object()]),
    (QgsProcessingParameterCrs, [5, True, ["EPSG:4326"], {"a": 1}, "EPSG:0", "nonsense", object()]),
    (QgsProcessingParameterMultipleLayers, [5, True, {"a": 1}, ["a", 5], [None], object()]),
    (
        (QgsProcessingParameterFeatureSource, QgsProcessingParameterRasterLayer, QgsProcessingParameterMapLayer),
        [5, 5.5, True, ["a"], {"a": 1}],
    ),
)


def made(name):
    algorithm = ALGORITHMS[name]()
    algorithm.initAlgorithm()
    return algorithm


MADE = {name: made(name) for name in ALGORITHMS}
DEFINITIONS = [
    pytest.param(algorithm, definition.name(), id=f"{name}-{definition.name()}")
    for name, algorithm in MADE.items()
    for definition in algorithm.parameterDefinitions()
]


def wrong_values(definition) -> list:
    if definition.isDestination():
        return [5, True, ["a.gpkg"], {"a": 1}, object()]
    values = next(values for kinds, values in WRONG if isinstance(definition, kinds))
    if definition.metadata().get(TAKES_LIST):
        return [True, {"a": 1}, [None], [[3]], [True], object()]
    return values


@pytest.mark.parametrize(("algorithm", "name"), DEFINITIONS)
def test_a_value_of_another_type_is_refused_in_a_sentence_that_names_the_parameter(algorithm, name):
    definition = algorithm.parameterDefinition(name)
    for value in wrong_values(definition):
        if value == "" and definition.flags() & Qgis.ProcessingParameterFlag.Optional:
            continue
        for given in (value, QgsProperty.fromValue(value)) if isinstance(value, (int, float, str)) else (value,):
            fine, message = algorithm.checkParameterValues({name: given}, QgsProcessingContext())
            assert not fine, (value, message)
            assert message.startswith(f"{name} "), (value, message)
            assert any(word in message for word in (" must be ", " is not a ")), message


BOUNDED = [
    pytest.param(algorithm, definition.name(), id=f"{name}-{definition.name()}")
    for name, algorithm in MADE.items()
    for definition in algorithm.parameterDefinitions()
    if isinstance(definition, QgsProcessingParameterNumber) and definition.minimum() > -1e15
]


@pytest.mark.parametrize(("algorithm", "name"), BOUNDED)
def test_every_bound_holds_for_expressions_as_for_numbers(algorithm, name):
    below = algorithm.parameterDefinition(name).minimum() - 1
    messages = []
    for value in (below, str(below), np.float64(below), QgsProperty.fromValue(below), expression(f"0 + {below}")):
        fine, message = algorithm.checkParameterValues({name: value}, QgsProcessingContext())
        assert not fine
        assert f"{name} is {readable(below)}; it must be " in message
        messages.append(message)
    assert len(set(messages[:4])) == 1
    assert messages[4] == f"{messages[0]} The value comes from the expression 0 + {below}."


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"CELL_SIZE": expression("-5")}, "CELL_SIZE is -5; it must be at least 0.01"),
        ({"CELL_SIZE": expression("NULL")}, "CELL_SIZE is null from the expression NULL; it must have a value"),
        ({"CELL_SIZE": expression("'wide'")}, "CELL_SIZE is 'wide'; it must be a number"),
        (
            {"CELL_SIZE": expression("2 +")},
            r"CELL_SIZE has no value: the expression 2 \+ cannot be evaluated \((syntax|Incomplete)",
        ),
        ({"CELL_SIZE": expression("to_int('x')")}, "cannot be evaluated"),
        ({"CELL_SIZE": QgsProperty.fromField("width")}, "CELL_SIZE is the field width, but it has one value"),
        ({"REVISIT": expression("0")}, "REVISIT is 0; it must be at least 0.01"),
        ({"MAX_OUTAGE": expression("-1")}, "MAX_OUTAGE is -1; it must be at least 0.01"),
        ({"WATCH_START": expression("'25:00'")}, r"WATCH_START \(25:00\) is not a time of day"),
        ({"PERIOD_START": expression("'spring'")}, r"PERIOD_START \(spring\) is not a date and time"),
        ({"PERIOD_START": utc(-1e12)}, r"PERIOD_START \(.*\) is not a date and time"),
        ({"GRID_TYPE": expression("2")}, r"GRID_TYPE is 2; it must be one of 0 \(Square\), 1 \(Hexagon\)"),
        ({"TIMEZONE": expression("3")}, "TIMEZONE is 3; it must be text"),
        ({"CELL_SIZE": NAN}, r"CELL_SIZE is NaN \(not a number\); it must be at least 0.01"),
        ({"DETECTION_RANGE": 1e9}, "DETECTION_RANGE is 1000000000; it must be at most 100000000"),
        ({"DEMAND_WEIGHTS": {"a": 3}}, "DEMAND_WEIGHTS is a dictionary; it must be text, or a list"),
        ({"INPUT": 7}, "INPUT is 7; it must be a layer"),
    ],
)
def test_the_message_reaches_the_user(run, walks, given, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("scoregaps", **{"INPUT": walks, **FIXES, **given})


def test_the_message_reaches_a_model_which_checks_nothing(walks):
    algorithm, log = QgsApplication.processingRegistry().createAlgorithmById("blindspot:scoregaps"), Feedback()
    given = {"INPUT": walks, **FIXES, "CELL_SIZE": expression("-5")}
    _, fine = algorithm.run(given, QgsProcessingContext(), log)
    assert not fine
    assert any("CELL_SIZE is -5; it must be at least 0.01" in text for text in log.errors)


@pytest.mark.parametrize(
    ("seed", "message"),
    [
        (-1, "SEED is -1; it must be from 0 to 2147483647"),
        (2**31, "SEED is 2147483648; it must be from 0 to 2147483647"),
        (1e20, r"SEED is 1e\+20; it must be from 0 to 2147483647"),
        (1.5, "SEED is 1.5; it must be a whole number"),
        ("1e400", "SEED is infinite; it must be from 0 to 2147483647"),
    ],
)
def test_a_seed_out_of_range_names_both_bounds(run, seed, message):
    point = shape_layer([f"Point({EASTING} {NORTHING})"], "Point")
    with pytest.raises(QgsProcessingException, match=message):
        run("planroutes", BLIND_SPOTS=[point], LAUNCH_SITES=point, ROUTES="memory:", SEED=seed)


def values(algorithm, **given):
    return read_values(MADE[algorithm], given, QgsProcessingContext())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CELL_SIZE", "25", 25.0),
        ("CELL_SIZE", np.int64(25), 25.0),
        ("CELL_SIZE", np.array(25), 25.0),
        ("CELL_SIZE", Decimal("2.5"), 2.5),
        ("CELL_SIZE", expression("5 * 5"), 25.0),
        ("GRID_TYPE", "hexagon", 1),
        ("GRID_TYPE", "1", 1),
        ("GRID_TYPE", np.int32(1), 1),
        ("GRID_TYPE", 1.0, 1),
        ("WATCH_START", datetime.time(22, 30), QTime(22, 30)),
        ("WATCH_START", expression("to_time('22:30')"), QTime(22, 30)),
        ("PERIOD_START", "2026-01-31 22:04", "2026-01-31T22:04:00"),
        ("PERIOD_START", "2026-01-31T22:04:00Z", "2026-01-31T22:04:00+00:00"),
        ("PERIOD_START", datetime.date(2026, 1, 31), "2026-01-31T00:00:00"),
        ("PERIOD_START", QDate(2026, 1, 31), "2026-01-31T00:00:00"),
        ("PERIOD_START", np.datetime64("2026-01-31T22:04:00.5"), "2026-01-31T22:04:00.500"),
        ("PERIOD_START", QDateTime(QDate(2026, 1, 31), QTime(22, 4), QTimeZone.utc()), "2026-01-31T22:04:00+00:00"),
        ("PERIOD_START", QDateTime(QDate(2026, 1, 31), QTime(22, 4)), "2026-01-31T22:04:00"),
        ("PERIOD_START", QDateTime(QDate(2026, 1, 31), QTime(22, 4, 10, 250)), "2026-01-31T22:04:10.250"),
        ("WATCH_START", datetime.time(22, 30, 15, 500_000), QTime(22, 30, 15, 500)),
        ("DEMAND_WEIGHTS", [3, 1], "3,1"),
        ("DEMAND_WEIGHTS", [expression("1 + 2"), 1], "3,1"),
        ("DEMAND_WEIGHTS", [1 / 3], "0.33333333333333331"),
        ("DEMAND_WEIGHTS", (3, 0.5), "3,0.5"),
        ("DEMAND_WEIGHTS", np.array([3, 1.25]), "3,1.25"),
        ("DEMAND_WEIGHTS", ["3", " 1"], "3,1"),
        ("DEMAND_WEIGHTS", 3, "3"),
        ("WEEKDAYS", ["Fri", "Sat"], "Fri,Sat"),
        ("WEEKDAYS", [5, 6], "5,6"),
        ("UNIT_FIELD", ["unit"], "unit"),
        ("INPUT", Path("walks.gpkg"), "walks.gpkg"),
        ("DEMAND", (Path("a.gpkg"), "b.gpkg"), ["a.gpkg", "b.gpkg"]),
        ("DEMAND", [expression("'a' || '.gpkg'"), "b.gpkg"], ["a.gpkg", "b.gpkg"]),
    ],
)
def test_what_makes_sense_is_taken(name, value, expected):
    assert values("scoregaps", **{name: value}).parameters[name] == expected


def test_a_property_may_be_transformed_or_switched_off():
    doubled, off = expression("5"), expression("5")
    doubled.setTransformer(QgsGenericNumericTransformer(0, 10, 0, 20))
    off.setActive(False)
    found = values("scoregaps", CELL_SIZE=doubled, PRISM_SPEED=off).parameters
    assert (found["CELL_SIZE"], found["PRISM_SPEED"]) == (10, None)


@pytest.mark.parametrize("given", [3, "3", 3.0, 2.9999999999, np.int64(3)])
def test_a_whole_number_is_the_nearest_one(given):
    found = values("planroutes", SEED=given).parameters["SEED"]
    assert (found, type(found)) == (3, int)


def test_qgis_gets_dates_and_times_to_the_second_and_in_utc():
    found = values("scoregaps", PERIOD_START="2026-03-29T02:30:15").for_qgis(MADE["scoregaps"])["PERIOD_START"]
    assert found == QDateTime(QDate(2026, 3, 29), QTime(2, 30, 15), QTimeZone.utc())


@pytest.mark.parametrize(("given", "expected"), [("no", False), ("true", True), (0, False), (np.bool_(True), True)])
def test_truth_values_in_words(given, expected):
    assert values("coverageprofile", PER_PLACE=given).parameters["PER_PLACE"] is expected


def test_weights_as_a_list_give_the_score_of_weights_as_text(run, walks):
    """Station exits weigh three times as much as quays, however the weights are given."""

    def total(weights):
        exits = shape_layer([f"Point({EASTING} {NORTHING + 20})"], "Point", name="exits")
        quays = shape_layer([f"Point({EASTING + 90} {NORTHING + 90})"], "Point", name="quays")
        given = {"PLACES": exits, "DEMAND": [exits, quays], "DEMAND_WEIGHTS": weights}
        return run("scoregaps", INPUT=walks, **FIXES, **given)["TOTAL_PRIORITY"]

    assert total([3, 1]) == total((3.0, 1.0)) == total(np.array([3, 1])) == total("3,1") != total(None)


@pytest.mark.parametrize(("weights", "message"), [([3, -1], "0 or more"), ([3, NAN], "0 or more"), ([3], "1 number ")])
def test_wrong_weights_are_refused(run, walks, weights, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("scoregaps", INPUT=walks, **FIXES, DEMAND=[walks, walks], DEMAND_WEIGHTS=weights)


def test_an_optional_number_that_is_null_is_left_empty_and_said(run, log, walks):
    run("preparetracks", INPUT=walks, **FIXES, MAX_ACCURACY=expression("NULL"))
    assert any("MAX_ACCURACY is left empty: it is null from the expression NULL." in text for text in log.infos)


@pytest.mark.parametrize(("name", "similar"), [("CELLSIZE", "CELL_SIZE"), ("cell_size", "CELL_SIZE"), ("XYZZY", "")])
def test_an_unknown_parameter_is_a_warning_with_a_hint(run, log, walks, name, similar):
    run("scoregaps", INPUT=walks, **FIXES, **{name: 100})
    hint = f" Did you mean {similar}?" if similar else ""
    assert f"Unknown parameter {name} is ignored.{hint}" in log.warnings


def test_all_wrong_values_are_named_at_once():
    _, message = MADE["scoregaps"].checkParameterValues({"CELL_SIZE": -5, "REVISIT": "soon"}, QgsProcessingContext())
    assert "CELL_SIZE is -5" in message
    assert "REVISIT is 'soon'" in message


def test_an_expression_sees_the_variables_of_the_context():
    context = QgsProcessingContext()
    context.expressionContext().appendScope(QgsExpressionContextScope("run"))
    context.expressionContext().lastScope().setVariable("width", -3)
    fine, message = MADE["scoregaps"].checkParameterValues({"CELL_SIZE": expression("@width")}, context)
    assert not fine
    assert "CELL_SIZE is -3" in message


def test_values_are_those_of_the_score(run, walks):
    """An expression, a text and a number give the same cells."""
    counts = [
        run("scoregaps", INPUT=walks, **FIXES, CELL_SIZE=size)["PLACE_COUNT"]
        for size in (100, "100", expression("10 * 10"), np.int64(100))
    ]
    assert len(set(counts)) == 1
    assert counts[0] != run("scoregaps", INPUT=point_layer(walk_rows()), **FIXES)["PLACE_COUNT"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone for all programs")
@pytest.mark.parametrize("zone", ["UTC", "Europe/Helsinki", "America/New_York"])
def test_the_time_zone_of_the_computer_does_not_leak_into_an_instant(run, zone, monkeypatch):
    """03:30 on 29 March 2026 is skipped in Helsinki, but not in Shanghai."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for given in ("2026-03-29T03:30:00", "2026-03-29 03:30", datetime.datetime(2026, 3, 29, 3, 30)):
            found = Run(MADE["scoregaps"], values("scoregaps", PERIOD_START=given).parameters, QgsProcessingContext())
            assert found.instant("PERIOD_START", "Asia/Shanghai") == 1_774_726_200
    finally:
        monkeypatch.undo()
        time.tzset()
