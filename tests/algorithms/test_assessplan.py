"""blindspot:assessplan through processing.run."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsLineString,
    QgsProcessingException,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from blindspot.layers.attributes import is_null
from blindspot.layers.styling import apply_style
from small_layers import (
    EASTING,
    NORTHING,
    START,
    Feedback,
    attributes,
    point_layer,
    shape_layer,
    utc,
    walk_rows,
)

CHECKOUT = Path(__file__).resolve().parent.parent.parent
NIGHT = START - 3600  # 2026-01-01T22:00Z, when the watch starts
DAY = 86_400
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC"}
HERE, THERE = f"Point({EASTING} {NORTHING})", f"Point({EASTING + 500} {NORTHING})"
NUMBERS = ("PRIORITY_BEFORE", "PRIORITY_AFTER", "GAIN", "MEAN_GAP_BEFORE", "MEAN_GAP_AFTER")


def far_rows(nights=1):
    """A patrol that never comes near HERE or THERE, on each of the nights."""
    return [
        ((EASTING + 9000 + 10 * i, NORTHING), utc(NIGHT + DAY * k + 60 * i), "U0")
        for k in range(nights)
        for i in range(30)
    ]


def hover(start, x=EASTING, y=NORTHING, seconds=600) -> str:
    """A drone that rises, hovers and lands on the spot."""
    at = ((0, start), (60, start), (60, start + seconds), (0, start + seconds))
    return f"LineStringZM({', '.join(f'{x} {y} {z} {m!r}' for z, m in at)})"


def routes_layer(*wkts, crs="EPSG:32633", rows=None, fields=()) -> QgsVectorLayer:
    return shape_layer(wkts, "LineStringZM", crs, "tonight", fields, rows)


@pytest.fixture
def far():
    return point_layer(far_rows(), name="night patrols")


@pytest.fixture
def assess(run):
    """assessplan over two points, with noticing at once."""

    def assess(**parameters):
        points = shape_layer([HERE, THERE], "Point", name="exits")
        return run("assessplan", **{**FIXES, "PLACES": points, "OUTPUT": "memory:", **parameters})

    return assess


def test_an_hour_of_hovering_by_hand(assess, far):
    result = assess(INPUT=far, ROUTES=routes_layer(hover(NIGHT + 3 * 3600)), PARTIAL_WATCHES=1)
    # Of the moments from 22:00 to 03:00 those from 23:00 to 01:10 are seen within two hours.
    rows = attributes(result["OUTPUT"], "gap_before", "gap_after", "gain", "gain_low", "drone_visits", "drone_min")
    seen = 130 / 300
    assert rows[0] == pytest.approx((1, 1 - seen, seen, seen, 1, 10))
    assert rows[1] == (1, 1, 0, 0, 0, 0)
    assert [result[name] for name in NUMBERS] == pytest.approx([2, 2 - seen, seen, 1, 1 - seen / 2])
    assert result["DRONE_MINUTES"] == pytest.approx(10)
    assert result["GAIN_PER_DRONE_MINUTE"] == pytest.approx(seen / 10)
    why = [text for (text,) in attributes(result["OUTPUT"], "why")]
    assert why == [
        "Drones pass 1 time. Before: Never seen in 1 night.",
        "No drone passes. Before: Never seen in 1 night.",
    ]
    assert result["CRS"] == "EPSG:32633"


def test_why_tells_passes_of_drones_in_the_watch_from_others(assess):
    """The watch ends at 05:00."""
    period = {"PERIOD_START": "2026-01-01T12:00:00", "PERIOD_END": "2026-01-02T12:00:00"}
    flights = routes_layer(hover(NIGHT + 3600), hover(NIGHT + 9 * 3600), hover(NIGHT + 10 * 3600, EASTING + 500))
    result = assess(INPUT=point_layer(far_rows()), ROUTES=flights, REPEAT=1, PARTIAL_WATCHES=1, **period)
    here, there = (text for (text,) in attributes(result["OUTPUT"], "why"))
    assert here.startswith("Drones pass 2 times, 1 of them in the watch. Before: Never seen in 1 night")
    assert there.startswith("Drones pass 1 time, none of them in the watch. Before: ")
    assert attributes(result["OUTPUT"], "watch_visits_before", "watch_visits_after") == [(0, 1), (0, 0)]


def test_a_plan_without_dates_starts_with_the_watch_of_each_night(assess):
    given = {"INPUT": point_layer(far_rows(3)), "PARTIAL_WATCHES": 1}
    dated = assess(**given, ROUTES=routes_layer(hover(NIGHT + 3 * 3600)))
    undated = assess(**given, ROUTES=routes_layer(hover(3 * 3600.0)))
    once = assess(**given, ROUTES=routes_layer(hover(NIGHT + 3 * 3600)), REPEAT=1)
    every = 3 * 130 / (300 + 2 * 420)  # the last night's moments end two hours before it does
    assert dated["GAIN"] == pytest.approx(every)
    assert undated["GAIN"] == pytest.approx(every)
    assert once["GAIN"] == pytest.approx(every / 3)
    assert dated["DRONE_MINUTES"] == pytest.approx(10)
    assert once["DRONE_MINUTES"] == pytest.approx(10 / 3)
    assert once["GAIN_PER_DRONE_MINUTE"] == pytest.approx(dated["GAIN_PER_DRONE_MINUTE"])


def test_before_equals_the_gaps_of_scoregaps(run, walks):
    same = {**FIXES, "INPUT": walks, "CELL_SIZE": 70, "REVISIT": 50, "MIN_SPEED": 1}
    same["DEMAND"], same["DEMAND_RANGE"] = [shape_layer([HERE, THERE], "Point", name="exits")], 400
    scored = run("scoregaps", **same, OUTPUT="memory:")
    ids, gaps = zip(*attributes(scored["OUTPUT"], "place_id", "gap"), strict=True)
    routes = routes_layer(
        hover(NIGHT + 3600, EASTING + 35), f"LineStringM({EASTING} {NORTHING} 0, {EASTING + 900} {NORTHING + 300} 90)"
    )
    routes = routes_layer(hover(3600.0, EASTING + 35), hover(4000.0, EASTING + 900, NORTHING + 200))
    result = run("assessplan", **same, ROUTES=routes, OUTPUT="memory:")
    rows = attributes(result["OUTPUT"], "place_id", "gap_before", "gap_after", "gain", "gain_low")
    assert tuple(row[0] for row in rows) == ids
    assert tuple(row[1] for row in rows) == gaps
    assert all(after <= before and gain >= low >= 0 for _, before, after, gain, low in rows)
    assert any(after < before for _, before, after, *_ in rows)
    assert result["PRIORITY_BEFORE"] == pytest.approx(scored["TOTAL_PRIORITY"])
    assert result["MEAN_GAP_BEFORE"] == pytest.approx(scored["MEAN_GAP"])


@pytest.mark.parametrize(("given", "field", "expected"), [(None, 100, 1), (None, 60, 0), (45, 60, 1), (None, None, 0)])
def test_the_range_is_half_the_swath_unless_it_is_given(assess, far, given, field, expected):
    fields = (("swath_m", "Double"),) if field else ()
    routes = routes_layer(hover(3600.0, EASTING + 40), fields=fields, rows=[(field,)] if field else None)
    result = assess(INPUT=far, ROUTES=routes, **({"DRONE_RANGE": given} if given else {}))
    assert attributes(result["OUTPUT"], "drone_visits")[0] == (expected,)


def test_a_drone_that_takes_time_to_notice_closes_less(assess, far):
    routes = routes_layer(hover(3600.0, seconds=60))
    at_once, slow = (assess(INPUT=far, ROUTES=routes, DRONE_DETECTION_TIME=t)["GAIN"] for t in (0, 60))
    assert 0.5 * at_once < slow < 0.7 * at_once


def test_routes_of_another_crs_are_transformed(assess, far):
    routes = routes_layer(hover(3600.0))
    import processing

    moved = processing.run("native:reprojectlayer", {"INPUT": routes, "TARGET_CRS": "EPSG:4326", "OUTPUT": "memory:"})
    here, there = (assess(INPUT=far, ROUTES=layer)["GAIN"] for layer in (routes, moved["OUTPUT"]))
    assert here == pytest.approx(there)
    assert here > 0


def test_invalid_routes_are_counted_and_reported(assess, far, log):
    x, y = EASTING, NORTHING
    routes = routes_layer(
        hover(3600.0),
        None,
        f"LineStringZM({x} {y} 0 0, {x + 9} {y} 0 60, {x} {y} 0 30)",
        f"LineStringZM({x} {y} 0 0, {x + 9} {y} 0 0)",
        f"LineStringZM({x} {y} 0 1767308400000, {x + 9} {y} 0 1767308460000)",
    )
    without_time = QgsFeature(routes.fields())
    line = QgsLineString([x, x + 9], [y, y], [0, 0], [0, float("nan")])
    without_time.setGeometry(QgsGeometry(line))
    routes.dataProvider().addFeatures([without_time])
    result = assess(INPUT=far, ROUTES=routes)
    assert result["DRONE_MINUTES"] == pytest.approx(10)
    assert "tonight: 1 route left out: no geometry." in log.warnings
    assert "tonight: 2 routes left out: times (M) that don't rise from vertex to vertex." in log.warnings
    assert any(text.startswith("tonight: 2 routes left out: a vertex without a usable") for text in log.warnings)


X, Y = EASTING, NORTHING


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({}, "Neither ROUTES nor INPUT_AFTER is given"),
        ({"ROUTES": [hover(0.0)], "INPUT_AFTER": True}, "Both ROUTES and INPUT_AFTER are given"),
        ({"ROUTES": [hover(0.0)], "REPEAT": 1}, "The routes have no dates .* START"),
        ({"ROUTES": [hover(0.0), hover(NIGHT * 1.0)]}, "mixes 1 routes with dates .* and 1 without"),
        ({"ROUTES": [None]}, "tonight has no valid route. tonight: 1 route left out: no geometry"),
        ({"ROUTES": []}, "tonight has no valid route. A plan in which no spot can be visited has none"),
        ({"ROUTES": [hover(NIGHT + 9.0 * DAY)], "REPEAT": 1}, "No flight is within the period .* begin on 2026-01-10"),
        ({"ROUTES": [f"LineString({X} {Y}, {X + 9} {Y})"], "kind": "LineString"}, "tonight have no M values"),
    ],
)
def test_input_that_cannot_be_assessed_raises_a_sentence(assess, far, parameters, sentence):
    kind = parameters.pop("kind", "LineStringZM")
    if "ROUTES" in parameters:
        parameters = {**parameters, "ROUTES": shape_layer(parameters["ROUTES"], kind, name="tonight")}
    if "INPUT_AFTER" in parameters:
        parameters = {**parameters, "INPUT_AFTER": far}
    with pytest.raises(QgsProcessingException, match=sentence):
        assess(INPUT=far, **parameters)


def test_flights_outside_watch_and_period_are_reported(assess, far, log):
    assess(INPUT=far, ROUTES=routes_layer(hover(NIGHT + 6.75 * 3600, seconds=1800)))
    assert any("15 min of 30 min of flight time lie outside the watch" in text for text in log.warnings)
    assess(INPUT=far, ROUTES=routes_layer(hover(NIGHT + 60.0), hover(NIGHT + 2.0 * DAY)), REPEAT=1)
    assert "1 of 2 flights lie outside the period and do not count." in log.warnings


def test_equal_periods_have_equal_gaps(run, walks, log):
    result = run("assessplan", INPUT=walks, **FIXES, INPUT_AFTER=walks, OUTPUT="memory:")
    assert result["GAIN"] == 0
    assert "DRONE_MINUTES" not in result
    columns = ("gain", "gain_low", "drone_visits", "drone_min")
    rows = attributes(result["OUTPUT"], *columns)
    assert all(gain == 0 and all(map(is_null, rest)) for gain, *rest in rows)
    assert attributes(result["OUTPUT"], "gap_before") == attributes(result["OUTPUT"], "gap_after")
    scored = run("scoregaps", INPUT=walks, **FIXES, OUTPUT="memory:")
    assert result["PRIORITY_AFTER"] == pytest.approx(scored["TOTAL_PRIORITY"])
    assert any(text.startswith("The priority is the same in both periods") for text in log.infos)
    assert "The two periods overlap. What lies in both cannot show a difference." in log.warnings


def test_a_later_period_is_scored_over_its_own_time_and_the_same_places(run, walks, log):
    later = point_layer(
        [((x, y + 400), when.addDays(30), unit) for (x, y), when, unit in walk_rows()], name="after the rota"
    )
    result = run("assessplan", INPUT=walks, **FIXES, INPUT_AFTER=later, OUTPUT="memory:")
    rows = {row[0]: row[1:] for row in attributes(result["OUTPUT"], "place_id", "gap_before", "gap_after", "gain")}
    for layer, column in ((walks, 0), (later, 1)):
        alone = run("scoregaps", INPUT=layer, **FIXES, OUTPUT="memory:")
        gaps = dict(attributes(alone["OUTPUT"], "place_id", "gap"))
        assert gaps.keys() < rows.keys()  # the grid lies near the fixes of both
        assert {place: rows[place][column] for place in gaps} == pytest.approx(gaps)
    assert any(gain < 0 for *_, gain in rows.values())
    assert any(gain > 0 for *_, gain in rows.values())
    swapped = run("assessplan", INPUT=later, **FIXES, INPUT_AFTER=walks, OUTPUT="memory:")
    assert swapped["GAIN"] == pytest.approx(-result["GAIN"])


def test_errors_of_the_later_period_name_its_parameters(run, walks):
    edges = {"PERIOD_AFTER_START": "2026-02-02T00:00:00", "PERIOD_AFTER_END": "2026-02-01T00:00:00"}
    with pytest.raises(QgsProcessingException, match=r"INPUT_AFTER: .* Set PERIOD_AFTER_START before PERIOD_AFTER"):
        run("assessplan", INPUT=walks, **FIXES, INPUT_AFTER=walks, **edges, OUTPUT="memory:")


def test_one_layer_holds_both_periods(run):
    rows = [(xy, when.addDays(days), unit) for days in (0, 30) for xy, when, unit in walk_rows()]
    layer, edges = point_layer(rows), {}
    for name, first in (("PERIOD", 0), ("PERIOD_AFTER", 30)):
        edges[f"{name}_START"], edges[f"{name}_END"] = (utc(NIGHT + DAY * first + h * 3600) for h in (0, 7))
    given = {"INPUT": layer, "INPUT_AFTER": layer, **FIXES, **edges, "PARTIAL_WATCHES": 1}
    result = run("assessplan", **given, OUTPUT="memory:")
    assert result["GAIN"] == pytest.approx(0, abs=1e-9)
    assert result["PERIOD_END"] == "2026-01-02T05:00:00Z"
    assert any(after < 1 for (after,) in attributes(result["OUTPUT"], "gap_after"))


def test_the_report(assess, far, tmp_path):
    path = tmp_path / "report.html"
    fields = (("drone", "Int"), ("sortie", "Int"), ("launch_site", "QString"))
    routes = routes_layer(hover(3600.0), hover(9000.0), fields=fields, rows=[(1, 1, "East <depot>"), (2, 1, "Mill")])
    result = assess(INPUT=far, ROUTES=routes, HTML=str(path))
    text = path.read_text(encoding="utf-8")
    assert result["HTML"] == str(path)
    assert f"close {100 * result['GAIN'] / 2:.0f} % of the priority" in text
    assert "East &lt;depot&gt;" in text
    assert "Drone 2, sortie 1" in text
    assert "night patrols" in text
    assert not re.search(r"U0|https?:|/tmp", text)
    assert re.findall("<script[^>]*>", text) == ['<script type="application/json" id="blindspot-provenance">']
    compared = tmp_path / "compared.html"
    assess(INPUT=far, INPUT_AFTER=far, HTML=str(compared))
    assert "The priority is the same in both periods" in compared.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_an_error(assess, far, tmp_path):
    places, report = tmp_path / "places.csv", tmp_path / "none" / "report.html"
    places.write_text("an older file")
    with pytest.raises(QgsProcessingException, match="could not be written"):
        assess(INPUT=far, ROUTES=routes_layer(hover(0.0)), OUTPUT=str(places), HTML=str(report))
    assert places.read_text() == "an older file"


@pytest.mark.parametrize("at", [30, 50, 80])
def test_cancel_stops(run, walks, at):
    log = Feedback(cancel_at=at)
    result = run("assessplan", log, INPUT=walks, **FIXES, ROUTES=routes_layer(hover(0.0)), OUTPUT="memory:")
    assert "OUTPUT" not in result
    assert "Cancelled." in log.infos


def test_progress_never_goes_back(assess, far, log, tmp_path):
    assess(INPUT=far, ROUTES=routes_layer(hover(0.0)), HTML=str(tmp_path / "report.html"))
    assert log.shares == sorted(log.shares)
    assert log.shares[-1] == 100


@pytest.mark.parametrize("kind", ["Polygon", "LineString", "Point"])
def test_places_of_every_kind_have_a_style(kind):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32633", "x", "memory")
    apply_style(layer, "gain")
    labels = [found.label() for found in layer.renderer().ranges()]
    assert labels[:2] == ["Worse: gap rises", "No change"]
    assert len(labels) == 6


def test_through_qgis_process(tmp_path):
    sources = {}
    layers = {"fixes": point_layer(far_rows()), "routes": routes_layer(hover(3600.0))}
    layers["places"] = shape_layer([HERE, THERE], "Point")
    for name, layer in layers.items():
        sources[name] = str(tmp_path / f"{name}.gpkg")
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, sources[name], QgsCoordinateTransformContext(), QgsVectorFileWriter.SaveVectorOptions()
        )
    inputs = {"INPUT": sources["fixes"], **FIXES, "PLACES": sources["places"], "ROUTES": sources["routes"]}
    inputs |= {"OUTPUT": str(tmp_path / "gain.gpkg"), "HTML": str(tmp_path / "gain.html")}
    done = subprocess.run(
        [CHECKOUT / "scripts" / "qgis-process", "run", "blindspot:assessplan", "-"],
        input=json.dumps({"inputs": inputs}),
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(done.stdout[done.stdout.find("{") :])
    assert answer["results"]["GAIN"] == pytest.approx(70 / 300)  # of the moments, those from 22:00 to 23:10
    assert (tmp_path / "gain.html").exists()


def test_flights_early_in_the_watch_are_warned_about(assess, far, log):
    assess(INPUT=far, ROUTES=routes_layer(hover(0.0)))
    assert any("lie in the first 2 h of the watch" in text for text in log.warnings)


@pytest.mark.parametrize(("seconds", "warned"), [(800, True), (500, False)])
def test_the_warning_needs_a_fifth_of_the_flight_time_early_in_the_watch(assess, far, log, seconds, warned):
    end_of_revisit = NIGHT + 2 * 3600.0
    assess(INPUT=far, ROUTES=routes_layer(hover(end_of_revisit - seconds, seconds=3240)))
    assert any("of the watch. A pass notices" in text for text in log.warnings) == warned


def test_flights_later_in_the_watch_are_not_warned_about(assess, far, log):
    assess(INPUT=far, ROUTES=routes_layer(hover(NIGHT + 3 * 3600.0)))
    assert not any("of the watch. A pass notices" in text for text in log.warnings)


def test_the_units_of_the_later_period_have_their_own_ranges(run):
    """A place 200 m beside the way of a unit with a range of 20 m, then of another one with a range of 500 m."""
    kinds = (("time", "QDateTime"), ("unit", "QString"), ("range", "Double"))

    def layer(day, **ranges):
        rows = walk_rows(units=1, start=START + DAY * day)
        return point_layer([(xy, t, unit, metres) for unit, metres in ranges.items() for xy, t, _ in rows], kinds)

    place = shape_layer([f"Point({EASTING + 500} {NORTHING + 200})"], "Point")
    given = {**FIXES, "RANGE_FIELD": "range", "DETECTION_TIME": 0, "PLACES": place, "OUTPUT": "memory:"}
    result = run("assessplan", INPUT=layer(0, a=20), INPUT_AFTER=layer(9, b=500), **given, REVISIT=15)
    assert (result["MEAN_GAP_BEFORE"], result["MEAN_GAP_AFTER"] < 1) == (1, True)
    result = run("assessplan", INPUT=layer(0, a=500), INPUT_AFTER=layer(9, b=20, c=20), **given, REVISIT=15)
    assert (result["MEAN_GAP_BEFORE"] < 1, result["MEAN_GAP_AFTER"]) == (True, 1)
