"""Data that begin or end within a watch, through the algorithms and the Python interface."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from qgis.core import QgsProcessingException

from blindspot.engine import score_gaps
from blindspot.engine.tables import geopandas
from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, utc

ZONE = "America/New_York"
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "OUTPUT": "memory:"}
HERE = f"Point({EASTING} {NORTHING})"
AWAY = f"Point({EASTING + 5000} {NORTHING})"


def local(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def rounds(first: str, last: str, minutes: float = 5, unit: str = "U0", every: int = 8) -> list:
    """Fixes every few minutes, far from HERE but for one at HERE in `every`."""
    count = int((local(last) - local(first)) / 60 / minutes)
    return [
        ((EASTING + (0 if i % every == 0 else 2000), NORTHING), utc(local(first) + 60 * minutes * i), unit)
        for i in range(count + 1)
    ]


@pytest.fixture
def score(run):
    """scoregaps at HERE and AWAY, with noticing at once; a fix is a pass of no length."""

    def score(rows, algorithm="scoregaps", **parameters):
        given = {"PLACES": shape_layer([HERE, AWAY], "Point"), "DETECTION_TIME": 0, "MAX_OUTAGE": 1, "MAX_PAUSE": 1}
        return run(algorithm, INPUT=point_layer(rows), **{**FIXES, **given, **parameters})

    return score


def columns(result, *names):
    return [dict(zip(names, row, strict=True)) for row in attributes(result["OUTPUT"], *names)]


def test_data_that_begin_three_hours_into_the_watch_are_no_three_hours_without_patrol(score, log):
    rows = rounds("2026-01-02T01:00", "2026-01-03T06:00")  # at HERE every 40 minutes
    result = score(rows, REVISIT=60, SECONDS=True)
    here, away = columns(result, "gap", "gap_low", "mean_idle_s", "worst_gap_s", "why")
    assert here["gap"] == 0
    assert away["gap"] == away["gap_low"] == 1
    assert away["mean_idle_s"] == pytest.approx(28 * 3600 / 2)  # from the first fix to 05:00 on the 3rd
    assert away["why"] == "Never seen in 2 nights."
    assert here["worst_gap_s"] == pytest.approx(2400)
    assert "The data begin 3.0 h into the first watch (2026-01-01 22:00)." in log.warnings
    assert any("left out; 10.0 h are left (PARTIAL_WATCHES)" in text for text in log.warnings)
    assert (result["PERIOD_START"], result["PERIOD_END"]) == ("2026-01-02T03:00:00Z", "2026-01-03T10:00:00Z")

    whole = columns(score(rows, REVISIT=60, PARTIAL_WATCHES=1), "gap", "mean_idle_s", "why")
    assert whole[0]["gap"] == pytest.approx(2 / 13)
    assert whole[1]["mean_idle_s"] == pytest.approx(31 * 3600 / 2)
    assert any("count as unpatrolled (PARTIAL_WATCHES)" in text for text in log.warnings)


def test_the_day_on_which_an_export_ends_is_not_the_darkest(score, log):
    """HERE is passed every two hours until the export ends on Tuesday at 02:25."""
    rows = rounds("2026-01-05T00:00", "2026-01-13T02:25", 5, every=24)
    given = {"algorithm": "coverageprofile", "REVISIT": 60, "PLACES": shape_layer([HERE], "Point")}

    def by_day(result):
        hours = attributes(result["OUTPUT"], "day", "gap", "watch_hours")
        return {day: sum(g * h for d, g, h in hours if h and d == day) / sum(h for d, _, h in hours if d == day)
                for day in ("Mon", "Tue", "Wed")}  # fmt: skip

    cut, whole = by_day(score(rows, **given)), by_day(score(rows, **given, PARTIAL_WATCHES=1))
    assert cut == pytest.approx({"Mon": 0.5, "Tue": 0.5, "Wed": 0.5}, abs=0.02)
    assert whole["Tue"] > 0.68
    assert any(
        "The data end 21.6 h before the end of the last day (2026-01-14 00:00)." in text for text in log.warnings
    )


def test_the_weeks_of_a_profile_are_those_of_the_data(score, log):
    rows = rounds("2026-01-05T00:00", "2026-01-13T00:00", 20)
    given = {"algorithm": "coverageprofile", "REVISIT": 60, "PERIOD_START": "2026-01-05T00:00:00"}
    score(rows, **given, PERIOD_END="2026-04-01T00:00:00")
    assert any("In these 1.1 weeks some hours of the week occur more often" in text for text in log.warnings)


def test_the_report_of_the_profile_says_what_is_left_out(score, tmp_path):
    path = tmp_path / "profile.html"
    score(rounds("2026-01-05T08:00", "2026-01-08T02:25"), "coverageprofile", REVISIT=60, OUTPUT_HTML=str(path))
    assert "The data begin 8.0 h into the first day" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "last", "watch", "hours"),
    [
        ("2026-03-07T22:00", "2026-03-08T04:00", ("22:00", "05:00"), 4.0),  # the clocks skip 02:00 to 03:00
        ("2026-10-31T23:30", "2026-11-01T04:00", ("22:00", "05:00"), 4.5),  # and show 01:00 to 02:00 twice
        ("2026-03-08T01:00", "2026-03-08T23:00", ("00:00", "00:00"), 20.0),
        ("2026-01-02T06:00", "2026-01-02T09:30", ("05:00", "10:00"), 2.5),
    ],
)
def test_the_hours_that_are_left(score, log, first, last, watch, hours):
    score(rounds(first, last), REVISIT=60, WATCH_START=watch[0], WATCH_END=watch[1])
    assert any(f"the gap is the mean over {hours:.1f} h of starting moments" in text for text in log.infos)


def test_weekdays_and_a_period_beyond_the_data(score, log):
    """Data from Wednesday to Monday; the watch of Friday and Sunday alone, in a period of two weeks."""
    period = {"PERIOD_START": "2026-01-01T00:00:00", "PERIOD_END": "2026-01-15T00:00:00"}
    result = score(rounds("2026-01-07T12:00", "2026-01-12T02:00"), REVISIT=60, WEEKDAYS="Fri,Sun", **period)
    here, away = columns(result, "gap", "why")
    assert here["gap"] == 0
    assert away["why"] == "Never seen in 2 nights."
    assert any("in 2 nights" in text and text.startswith("The data begin at 2026-01-07 12:00") for text in log.warnings)
    assert any("the mean over 10.0 h of starting moments" in text for text in log.infos)
    assert not any("There is no fix in" in text for text in log.warnings)
    assert (result["PERIOD_START"], result["PERIOD_END"]) == ("2026-01-01T05:00:00Z", "2026-01-15T05:00:00Z")


def test_a_night_without_a_fix_between_others_stays(score, log):
    rows = rounds("2026-01-02T01:00", "2026-01-02T06:00") + rounds("2026-01-03T20:00", "2026-01-04T03:00")
    here, away = columns(score(rows, REVISIT=60), "gap", "gap_low", "why")
    assert here["gap"] == pytest.approx(7 / (4 + 7 + 4), abs=0.03)
    assert here["gap_low"] < 0.05
    assert away["why"] == "Never seen in 3 nights."
    assert sum("At 2 of 2 places the gap could be" in text for text in log.infos) == 1
    assert any("There is no fix in 1 of 3 nights. They count as unseen: 2026-01-02." in text for text in log.warnings)


def test_too_little_data_are_named_and_count_as_whole_watches(score, log):
    here, away = columns(score(rounds("2026-01-01T23:00", "2026-01-01T23:29")), "gap", "gap_low", "why")
    assert away["gap"] == 1
    assert away["gap_low"] == 0  # nobody knows what happened in the rest of the night
    assert 0 < here["gap"] < 1
    assert any("too little for REVISIT of 120 min" in text for text in log.warnings)
    assert any("the mean over 5.0 h of starting moments" in text for text in log.infos)


def test_a_unit_that_ends_before_the_others_is_unknown_until_the_data_end(score):
    """The last fix of U0 is 300 m from HERE, 50 minutes before the others; at 5 km/h it can have been there in 3."""
    rows = [((EASTING + 300, NORTHING), utc(local("2026-01-01T22:00") + 60 * m), "U0") for m in range(0, 131, 5)]
    rows += [((EASTING + 4000, NORTHING), utc(local("2026-01-01T22:00") + 60 * m), "U1") for m in range(0, 181, 5)]
    known = {"MAX_OUTAGE": 10, "MAX_PAUSE": 60, "PRISM_SPEED": 5, "REVISIT": 60}
    gap, low = attributes(score(rows, **known)["OUTPUT"], "gap", "gap_low")[0]
    assert gap == 1
    assert low == pytest.approx(1 - (60 - 10 - 3) / 120)  # what begins after 23:13 is seen at 00:13 at the latest
    assert attributes(score(rows, **known, PARTIAL_WATCHES=1)["OUTPUT"], "gap_low")[0] == (1,)
    short = {**known, "MAX_PAUSE": 45}
    assert attributes(score(rows, **short)["OUTPUT"], "gap_low")[0] == (1,)  # off duty after 45 minutes


def test_the_later_period_has_its_own_units_at_the_edges(run):
    minute = [utc(local("2026-01-01T22:00") + 60 * m) for m in range(0, 181, 5)]
    first = [((EASTING + 4000, NORTHING), when, "U1") for when in minute]
    later = first + [((EASTING + 300, NORTHING), when, "U0") for when in minute[:27]]
    same = {**FIXES, "PLACES": shape_layer([HERE], "Point"), "DETECTION_TIME": 0, "PRISM_SPEED": 5, "REVISIT": 60}
    result = run("assessplan", INPUT=point_layer(first), INPUT_AFTER=point_layer(later), **same)
    ((why,),) = attributes(result["OUTPUT"], "why")
    assert why == (
        "Before: Never seen in 1 night. After: Never seen in 1 night; the gap could be 0.61 if silent units were there."
    )


def test_hours_beyond_the_data_have_no_unit_hours(score):
    result = score(rounds("2026-01-05T08:00", "2026-01-05T20:30"), "coverageprofile", REVISIT=60)
    hours = {
        hour: units for day, hour, units in attributes(result["OUTPUT"], "day", "hour", "unit_hours") if day == "Mon"
    }
    assert {hour for hour, units in hours.items() if isinstance(units, float)} == set(range(8, 21))


def test_the_python_interface_gives_the_same(score):
    rows = rounds("2026-01-02T01:00", "2026-01-03T03:10", unit="U0") + rounds("2026-01-02T02:00", "2026-01-03T03:00")
    table = geopandas.GeoDataFrame(
        {
            "unit": [unit for *_, unit in rows],
            "time": pd.to_datetime([time.toMSecsSinceEpoch() for _, time, _ in rows], unit="ms", utc=True),
        },
        geometry=geopandas.points_from_xy(*zip(*[xy for xy, *_ in rows], strict=True)),
        crs=32633,
    )
    places = geopandas.GeoDataFrame(geometry=geopandas.GeoSeries.from_wkt([HERE, AWAY]), crs=32633)
    same = {"unit_field": "unit", "timezone": ZONE, "places": places, "detection_time": 0, "revisit": 60}
    for partial in (0, 1):
        names = ("gap", "gap_low", "mean_idle_s", "worst_gap_s", "why")
        rows_of = attributes(score(rows, REVISIT=60, PARTIAL_WATCHES=partial)["OUTPUT"], *names)
        with pytest.warns(UserWarning, match=r"The data begin 3.0 h into the first watch \(2026-01-01 22:00\)."):
            found = score_gaps(table, **same, max_outage=1, max_pause=1, partial_watches=bool(partial))
        for expected, row in zip(rows_of, found[list(names)].itertuples(index=False), strict=True):
            assert tuple(row) == pytest.approx(expected)


def test_the_later_period_is_cut_to_its_own_data(run, log, tmp_path):
    def layer(day):
        return point_layer(rounds(f"2026-01-{day:02d}T20:00", f"2026-01-{day + 1:02d}T03:00"))

    same = {**FIXES, "PLACES": shape_layer([HERE], "Point"), "DETECTION_TIME": 0, "REVISIT": 60}
    page = tmp_path / "page.html"
    result = run("assessplan", INPUT=layer(1), INPUT_AFTER=layer(9), **same, HTML=str(page))
    assert (result["PRIORITY_BEFORE"], result["PRIORITY_AFTER"], result["GAIN"]) == pytest.approx((0, 0, 0), abs=1e-9)
    assert sum("The data end 2.0 h before the end of the last watch" in text for text in log.infos + log.warnings) == 2
    text = page.read_text(encoding="utf-8")
    assert text.count("The data end 2.0 h before the end of the last watch") == 2
    assert text.count("Later period: The data end 2.0 h before the end of the last watch") == 1
    assert not any("overlap" in text for text in log.warnings)
    run("assessplan", INPUT=layer(1), INPUT_AFTER=layer(9), **same, PERIOD_END="2026-01-12T00:00:00")
    assert not any("overlap" in text for text in log.warnings)  # not in the time that data cover
    run("assessplan", INPUT=layer(1), INPUT_AFTER=layer(1), **same)
    assert any("The two periods overlap." in text for text in log.warnings)


def hover(first: float, seconds: float = 1200.0) -> str:
    at = ((0, first), (60, first + 30), (60, first + seconds), (0, first + seconds))
    return f"LineStringZM({', '.join(f'{EASTING} {NORTHING} {z} {m!r}' for z, m in at)})"


@pytest.mark.parametrize(
    ("flights", "words"),
    [
        (["2026-01-02T23:30"], "20 min of 20 min of flight time lie in the first 2 h of the watch"),
        (["2026-01-02T23:30", "2026-01-04T03:00"], "20 min of 40 min of flight time lie in the first 2 h"),
        (["2026-01-03T02:00", "2026-01-04T03:00"], None),
    ],
)
@pytest.mark.parametrize("start", ["2026-01-02T03:00:00", "2026-01-01T22:00:00", "2026-01-02T22:30:00"])
def test_a_plan_flown_once_is_judged_by_its_own_nights_in_any_period(score, log, flights, words, start):
    routes = shape_layer([hover(local(text)) for text in flights], "LineStringZM", name="plan")
    rows = rounds("2026-01-01T20:00", "2026-01-05T06:00")
    result = score(rows, "assessplan", ROUTES=routes, REPEAT=1, PERIOD_START=start, PERIOD_END="2026-01-05T05:00:00")
    assert result["PRIORITY_BEFORE"] > 0
    early = [text for text in log.warnings if "flight time lie in the first" in text]
    assert len(early) == (words is not None)
    assert all(text.startswith(words) for text in early)


@pytest.mark.parametrize(("revisit", "says"), [(90, ["the first 90 min"]), (1440, [])])
def test_flights_early_in_the_watch_are_said_unless_they_notice_the_watch_before(score, log, revisit, says):
    routes = shape_layer([hover(0.0)], "LineStringZM", name="plan")
    score(rounds("2026-01-01T20:00", "2026-01-05T06:00"), "assessplan", ROUTES=routes, REVISIT=revisit)
    early = [text for text in log.warnings if "flight time lie in the first" in text]
    assert [text[text.index("the first") : text.index(" of the watch")] for text in early] == says


def test_flights_outside_the_period_are_not_judged(score, log):
    routes = shape_layer(
        [hover(local(t)) for t in ("2026-01-02T22:30", "2026-01-04T03:00")], "LineStringZM", name="plan"
    )
    rows = rounds("2026-01-01T20:00", "2026-01-05T06:00")
    score(rows, "assessplan", ROUTES=routes, REPEAT=1, PERIOD_START="2026-01-03T22:00:00")
    assert "1 of 2 flights lie outside the period and do not count." in log.warnings
    assert not any("flight time lie in the first" in text for text in log.warnings)


def test_flights_of_a_plan_flown_once_outside_the_watch_are_reported(score, log):
    times = ["2026-01-02T21:50", "2026-01-03T02:00"]
    routes = shape_layer([hover(local(text)) for text in times], "LineStringZM", name="plan")
    score(rounds("2026-01-01T20:00", "2026-01-05T06:00"), "assessplan", ROUTES=routes, REPEAT=1)
    assert any(text.startswith("10 min of 40 min of flight time lie outside the watch.") for text in log.warnings)


def test_flights_after_the_data_end_do_not_count_as_dated(score):
    routes = shape_layer([hover(local("2026-01-04T02:00"))], "LineStringZM", name="plan")
    given = {"ROUTES": routes, "REPEAT": 1, "PERIOD_END": "2026-01-05T05:00:00", "REVISIT": 60}
    rows = rounds("2026-01-01T20:00", "2026-01-03T04:00", every=100_000)
    with pytest.raises(QgsProcessingException, match=r"as far as the data cover it .* PARTIAL_WATCHES to count"):
        score(rows, "assessplan", **given)
    assert score(rows, "assessplan", **given, PARTIAL_WATCHES=1)["GAIN"] > 0


def test_all_day_a_flight_after_midnight_is_not_early(score, log):
    routes = shape_layer([hover(local("2026-01-03T00:30"))], "LineStringZM", name="plan")
    watch = {"WATCH_START": "00:00:00", "WATCH_END": "00:00:00"}
    score(rounds("2026-01-01T20:00", "2026-01-05T06:00"), "assessplan", ROUTES=routes, **watch)
    assert not any("flight time lie in the first" in text for text in log.warnings)


def test_repeats_of_stability_stay_within_the_data(run, score):
    rows = rounds("2026-01-01T22:30", "2026-01-02T04:30", every=3)
    x, y = EASTING + 5000, NORTHING
    spots = shape_layer([f"Polygon(({x} {y}, {x + 50} {y}, {x + 50} {y + 50}, {x} {y + 50}, {x} {y}))"])
    given = {"SPOTS": spots, "PLACES": spots, "REPEATS": 2}
    assert score(rows, "spotstability", **given)["SPOT_COUNT"] == 1
    with pytest.raises(QgsProcessingException, match="375 min is longer than the period of 6 h that the data cover"):
        score(rows, "spotstability", **given, REVISIT=300)
