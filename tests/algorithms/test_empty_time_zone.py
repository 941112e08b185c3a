"""An empty TIMEZONE: the value of a variable, else the zone where the fixes are, with a warning that names it."""

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsProject,
)

from small_layers import EASTING, NORTHING, START, point_layer, saved, utc, walk_rows

EMPTY = {"TIMEZONE": None}
NANJING, VIENNA = (118.80, 32.05), (16.37, 48.21)
ALL_DAY = {"WATCH_START": "00:00", "WATCH_END": "00:00"}
HOURS = {"CELL_SIZE": 200, "GRID_REACH": 200, "OUTPUT": "memory:"}


def walk_at(lon, lat, strays=0):
    rows = [((0.0, 0.0), utc(START - 60 * i), "U0") for i in range(strays, 0, -1)]
    rows += [((lon + i * 1e-4, lat), utc(START + 30 * i), "U0") for i in range(60)]
    return point_layer(rows, crs="EPSG:4326")


def scored(run, layer, name="scoregaps", **parameters):
    hours = {"REVISIT": 10, **ALL_DAY} if name != "patroleffort" else ALL_DAY
    fields = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
    return run(name, INPUT=layer, **{**fields, **HOURS, **hours, **EMPTY, **parameters})


def about_zone(log):
    return [text for text in log.warnings if "TIMEZONE" in text]


@pytest.fixture
def project_variable(qgis_app):
    """Sets a variable of the project."""

    def set_to(value):
        QgsExpressionContextUtils.setProjectVariable(QgsProject.instance(), "timezone", value)

    yield set_to
    QgsExpressionContextUtils.removeProjectVariable(QgsProject.instance(), "timezone")


@pytest.mark.parametrize("empty", [None, "", "  "])
@pytest.mark.parametrize("name", ["scoregaps", "patroleffort", "coverageprofile"])
def test_the_zone_of_the_position_is_used_and_said(run, log, name, empty):
    result = scored(run, walk_at(*NANJING), name, TIMEZONE=empty)
    assert result["TIMEZONE"] == "Asia/Shanghai"
    (warning,) = about_zone(log)
    assert "TIMEZONE is empty. The fixes seem to be in Asia/Shanghai (UTC+8): a guess" in warning
    assert "The first fix is then at 2026-01-02 07:00 in local time" in warning
    assert "If that is wrong, set TIMEZONE." in warning


def test_the_watch_is_in_the_assumed_zone(run):
    layer = walk_at(*NANJING)  # from 07:00 there, 23:00 in UTC
    hours = {"WATCH_START": "06:00", "WATCH_END": "09:00"}
    assert scored(run, layer, **hours)["MEAN_GAP"] == scored(run, layer, TIMEZONE="Asia/Shanghai", **hours)["MEAN_GAP"]
    assert scored(run, layer, **hours)["PERIOD_START"] == "2026-01-01T22:00:00Z"


def test_a_given_zone_is_used_without_a_word_or_with_the_warning_of_the_longitude(run, log):
    assert scored(run, walk_at(*NANJING), TIMEZONE="Asia/Shanghai")["TIMEZONE"] == "Asia/Shanghai"
    assert not about_zone(log)
    assert scored(run, walk_at(*NANJING), TIMEZONE="Europe/Vienna")["TIMEZONE"] == "Europe/Vienna"
    (warning,) = about_zone(log)
    assert "is TIMEZONE right?" in warning


def test_a_metric_layer_in_a_file_and_tracks_are_located(run, log, tmp_path):
    layer = saved(point_layer(walk_rows()), tmp_path / "walk.gpkg")  # 15 degrees east, 49.6 north
    tracks = run("preparetracks", INPUT=layer, UNIT_FIELD="unit", OUTPUT="memory:", **EMPTY)["OUTPUT"]
    assert "Europe/Prague" in about_zone(log)[0]
    assert scored(run, tracks, TIME_FIELD=None)["TIMEZONE"] == "Europe/Prague"


def test_positions_that_are_none_do_not_decide(run):
    assert scored(run, walk_at(*NANJING, strays=40))["TIMEZONE"] == "Asia/Shanghai"


def test_without_a_position_utc_is_said(run, log):
    rows = [((0.0, 0.0), utc(START + 30 * i), "U0") for i in range(10)]
    run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), OUTPUT="memory:", **EMPTY)
    (warning,) = about_zone(log)
    assert "the fixes have no position to guess it from: UTC is assumed" in warning


def test_other_clocks_nearby_are_named(run, log):
    scored(run, walk_at(87.6, 43.8))
    (warning,) = about_zone(log)
    assert "Asia/Shanghai (UTC+8)" in warning
    assert "Other clocks are near: Asia/Urumqi (UTC+6)." in warning


def test_a_variable_of_the_project_comes_before_the_position(run, log, project_variable):
    project_variable("Europe/Vienna")
    assert scored(run, walk_at(*NANJING))["TIMEZONE"] == "Europe/Vienna"
    assert any("Europe/Vienna is used, the value of the variable timezone" in text for text in log.infos)
    assert scored(run, walk_at(*NANJING), TIMEZONE="Asia/Tokyo")["TIMEZONE"] == "Asia/Tokyo"


def test_a_variable_that_is_no_zone_is_a_warning(run, log, project_variable):
    project_variable("local")
    assert scored(run, walk_at(*NANJING))["TIMEZONE"] == "Asia/Shanghai"
    assert any("The variable timezone is not used: local is no IANA name" in text for text in log.warnings)


def test_a_variable_of_the_context_comes_first(log, project_variable):
    """As in a model, whose variables are in the expression context."""
    from qgis.core import QgsProcessingContext

    project_variable("Europe/Vienna")
    context, scope = QgsProcessingContext(), QgsExpressionContextScope("model")
    context.setProject(QgsProject.instance())
    scope.setVariable("timezone", "Asia/Tokyo")
    expressions = context.expressionContext()
    expressions.appendScope(scope)
    context.setExpressionContext(expressions)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("blindspot:scoregaps")
    inputs = {"INPUT": walk_at(*NANJING), "TIME_FIELD": "time", "UNIT_FIELD": "unit", **HOURS, **ALL_DAY}
    results, ok = algorithm.run(inputs, context, log)
    assert ok, log.errors
    assert results["TIMEZONE"] == "Asia/Tokyo"


def test_two_periods_have_one_zone_and_one_warning(run, log):
    later = point_layer([(xy, utc(START + 864_000 + 30 * i), "U0") for i, (xy, *_) in enumerate(walk_rows(1))])
    result = scored(run, point_layer(walk_rows()), "assessplan", INPUT_AFTER=later)
    assert result["TIMEZONE"] == "Europe/Prague"
    assert len(about_zone(log)) == 1


def test_a_report_says_that_the_zone_is_assumed(run, tmp_path):
    page = tmp_path / "profile.html"
    scored(run, walk_at(*NANJING), "coverageprofile", OUTPUT_HTML=str(page))
    assert "seem to be in Asia/Shanghai (UTC+8): a guess" in page.read_text(encoding="utf-8")
    scored(run, walk_at(*NANJING), "coverageprofile", OUTPUT_HTML=str(page), TIMEZONE="Asia/Shanghai")
    assert "a guess" not in page.read_text(encoding="utf-8")


def plan(run, **parameters):
    spots = point_layer([((EASTING + 500, NORTHING), 1.0)], (("priority", "Double"),))
    sites = point_layer([((EASTING, NORTHING),)], ())
    outputs = {"ROUTES": "memory:", "WAYPOINTS": None, "UNSERVED": None}
    inputs = {
        "BLIND_SPOTS": [spots],
        "LAUNCH_SITES": sites,
        "MAX_ITERATIONS": 5,
        "OBJECTIVE": 1,
        **outputs,
        **EMPTY,
        **parameters,
    }
    return next(run("planroutes", **inputs)["ROUTES"].getFeatures())


def test_a_start_without_a_zone_is_read_in_that_of_the_launch_sites(run, log):
    assert plan(run, START="2026-03-01T22:00:00")["start"] == utc(1_772_398_800)  # 21:00 UTC
    (warning,) = about_zone(log)
    assert "TIMEZONE is empty. The launch sites seem to be in Europe/Prague (UTC+1)" in warning
    assert "START (2026-03-01T21:00:00Z) is then at 2026-03-01 22:00 in local time" in warning


@pytest.mark.parametrize("start", [None, "2026-03-01T22:00:00+08:00"])
def test_no_start_or_one_with_a_zone_needs_no_guess(run, log, start):
    plan(run, START=start)
    assert not about_zone(log)


def test_the_dialog_offers_all_names_and_an_empty_one():
    registry = QgsApplication.processingRegistry()
    for name in ("scoregaps", "planroutes"):
        parameter = registry.algorithmById(f"blindspot:{name}").parameterDefinition("TIMEZONE")
        offered = parameter.metadata()["widget_wrapper"]["value_hints"]
        assert offered[0] == ""
        assert {"Asia/Shanghai", "America/New_York", "UTC"} <= set(offered)
        assert parameter.defaultValue() in ("", None)
