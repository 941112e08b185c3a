"""Fixes of one unit at one time, through the algorithms, and the advice that fits the cause."""

import pytest

from small_layers import EASTING, NORTHING, START, attributes, point_layer, utc, walk_rows

FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
SINKS = {"OUTPUT": "memory:", "REJECTED": "memory:"}
TEXT = (("time", "QString"), ("unit", "QString"))


def walk(fixes, step, speed=1.2, unit="a", north=0.0):
    """((x, y), seconds after START, unit) of a walk to the east."""
    return [((EASTING + i * step * speed, NORTHING + north), i * step, unit) for i in range(fixes)]


def as_text(rows, pattern):
    return [(xy, utc(START + seconds).toString(pattern), unit) for xy, seconds, unit in rows]


@pytest.mark.parametrize(
    "pattern", ["dd/MM/yyyy HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:00Z", "yyyy/MM/dd HH:mm"]
)
@pytest.mark.parametrize(("step", "speed"), [(10, 1.2), (15, 9.0), (20, 0.5)])
def test_times_cut_to_the_minute_keep_all_fixes(run, log, pattern, step, speed):
    layer = point_layer(as_text(walk(60, step, speed), pattern), TEXT)
    result = run("preparetracks", INPUT=layer, **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["TRACK_COUNT"], result["REJECTED_COUNT"]) == (60, 1, 0)
    assert attributes(result["OUTPUT"], "duration_s") == [(59.0 * step,)]
    spread = 60 - 60 * step // 60
    assert f"The times of 1 unit are cut to whole minutes: {spread} fixes were spread" in " ".join(log.infos)
    assert log.warnings == []


def test_whole_seconds_of_a_5_hz_receiver(run, log):
    rows = [(xy, utc(START + seconds // 1), unit) for xy, seconds, unit in walk(200, 0.2)]
    result = run("preparetracks", INPUT=point_layer(rows), **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (200, 0)
    assert attributes(result["OUTPUT"], "duration_s") == [(pytest.approx(39.8),)]
    assert any("cut to whole seconds" in text for text in log.infos)


def test_minutes_in_another_order_get_advice_on_times_not_on_units(run, log):
    rows = as_text(walk(60, 10), "yyyy-MM-dd HH:mm")
    rows = [rows[(17 * i) % 60] for i in range(60)]
    result = run("preparetracks", INPUT=point_layer(rows, TEXT), **FIELDS, **SINKS)
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == 60
    assert any("All times are whole minutes" in text for text in log.warnings)


def test_tracks_of_spread_times_are_read_as_they_are(run):
    layer = point_layer(as_text(walk(60, 10), "yyyy-MM-dd HH:mm"), TEXT)
    first = run("preparetracks", INPUT=layer, **FIELDS, OUTPUT="memory:")["OUTPUT"]
    second = run("preparetracks", INPUT=first, UNIT_FIELD="unit", OUTPUT="memory:")["OUTPUT"]
    for a, b in zip(first.getFeatures(), second.getFeatures(), strict=True):
        assert a.geometry().asWkt(6) == b.geometry().asWkt(6)


@pytest.mark.parametrize("nameless", [None, ""])
def test_rows_without_a_unit_have_a_reason_of_their_own(run, log, nameless):
    rows = walk_rows(units=2)
    rows += [((x, y + 900), t, nameless) for (x, y), t, unit in rows[:60]]
    rows += [((x, y - 9000), t, nameless) for (x, y), t, unit in rows[:60]]
    result = run("preparetracks", INPUT=point_layer(rows), **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (180, 60)
    assert {r for (r,) in attributes(result["REJECTED"], "reason")} == {
        "no unit name, and contradicts other fixes without one"
    }
    advice = [text for text in log.warnings if "UNIT_FIELD" in text]
    assert advice == [
        "120 of 240 fixes have no unit name and are taken as one unit. Those that contradict others are rejected (60). "
        "Is UNIT_FIELD the right field? Otherwise fill it in, or leave these rows out."
    ]


@pytest.mark.parametrize("order", ["one after the other", "alternating"])
def test_two_receivers_of_one_unit_are_named(run, log, order):
    rows = [((x, y + 4000), t, unit) for (x, y), t, unit in walk_rows(units=1)]
    rows = walk_rows(units=1) + rows
    if order == "alternating":
        rows = [rows[i // 2 + 60 * (i % 2)] for i in range(120)]
    result = run("preparetracks", INPUT=point_layer([*rows, *walk_rows(units=2)[60:]]), **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"], result["TRACK_COUNT"]) == (120, 60, 2)
    assert {r for (r,) in attributes(result["REJECTED"], "reason")} == {"another receiver of the same unit"}
    assert any(
        "Do several receivers use the same unit name? Unit U0 has two positions 4.0 km apart 60 times." in text
        for text in log.warnings
    )


def test_a_missing_unit_field_is_still_advised(run, log):
    result = run("preparetracks", INPUT=point_layer(walk_rows(units=3)), TIME_FIELD="time", **SINKS)
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == 180
    assert any("Is UNIT_FIELD missing, so that several units are taken as one?" in text for text in log.warnings)


def test_an_hour_shown_twice_whose_rows_do_not_tell_gets_advice_on_the_clocks(run, log):
    """Berlin, 2025-10-26, 01:00 to 04:00 local time, the rows sorted by place."""
    start = 1_761_433_200  # 23:00Z, 01:00 in summer time
    rows = []
    for i in range(48):
        local = start + 7200 + 300 * i - (3600 if i >= 24 else 0)
        rows.append(((EASTING + 100.0 * i, NORTHING), utc(local).toString("yyyy-MM-dd HH:mm:ss"), "a"))
    rows = [rows[(13 * i) % 48] for i in range(48)]
    result = run("preparetracks", INPUT=point_layer(rows, TEXT), TIMEZONE="Europe/Berlin", **FIELDS, **SINKS)
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (36, 12)
    advice = [text for text in log.warnings if "Use times in UTC" in text]
    assert len(advice) == 1
    assert advice[0].startswith(
        "12 rejected fixes lie in the hour that the clocks of Europe/Berlin show twice (2025-10-26)"
    )
    assert not any("UNIT_FIELD" in text for text in log.warnings)


def test_damaged_unit_names_get_advice_on_the_encoding(run, log):
    rows = [(xy, t, "\ufffd\ufffd") for xy, t, _ in walk_rows(units=2)]
    run("preparetracks", INPUT=point_layer(rows), **FIELDS, **SINKS)
    assert any("characters that could not be read" in text and "encoding" in text for text in log.warnings)
    assert not any("UNIT_FIELD" in text or "same unit name" in text for text in log.warnings)
