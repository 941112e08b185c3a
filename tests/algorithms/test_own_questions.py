"""REVISIT_FIELD and WATCH_FIELD: places with their own revisit interval and hours."""

import json

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer, utc

MIDNIGHT = 1_767_571_200  # 2026-01-05T00:00Z, a Monday
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "SECONDS": True}
RUN = {"REVISIT": 120, "WATCH_START": "22:00", "WATCH_END": "05:00"}
OWN = {"REVISIT_FIELD": "every", "WATCH_FIELD": "hours"}
DAY = ("08:00-18:00 Mon-Fri", {"WATCH_START": "08:00", "WATCH_END": "18:00", "WEEKDAYS": "Mon-Fri"})
ALL = ("all day", {"WATCH_START": "00:00", "WATCH_END": "00:00"})
SCORES = ("gap", "gap_low", "visits", "dwell_s", "last_seen", "mean_idle_s", "worst_gap_s", "why", "watch_visits")
SCORES += ("watch_dwell_s", "nights_seen")


@pytest.fixture(scope="module")
def fixes() -> QgsVectorLayer:
    """Two units that walk back and forth past six places all week, at other hours every day, with silences."""
    rng, rows = np.random.default_rng(5), []
    for unit in range(2):
        for day in range(7):
            start = MIDNIGHT + 86_400 * day + float(rng.integers(0, 36_000))
            for i in range(300):
                if i % 48 < 42:
                    x = abs((i * 80.0 + 300 * unit) % 2400 - 1200)
                    rows.append(((EASTING + x, NORTHING + 15 * unit), utc(start + 120 * i), f"U{unit}"))
    return point_layer(rows)


def places(*asked, kind="Point", fields=(("every", "Double"), ("hours", "QString"))) -> QgsVectorLayer:
    """Places 200 m from each other with (minutes, hours)."""
    at = [(EASTING + 200 * i, NORTHING) for i in range(len(asked))]
    wkts = [f"Point({x} {y})" if kind == "Point" else f"LineString({x} {y}, {x + 90} {y + 20})" for x, y in at]
    return shape_layer(wkts, kind, fields=fields, rows=asked)


def rows_of(result, names=SCORES) -> list[tuple]:
    return attributes(result["OUTPUT"], *names)


@pytest.mark.parametrize("kind", ["Point", "LineString"])
def test_each_place_is_scored_as_in_a_run_of_its_own(run, fixes, kind):
    asked = [(None, None), (15.0, None), (None, DAY[0]), (15.0, ALL[0]), (15.0, None), (None, DAY[0])]
    layer, more = places(*asked, kind=kind), {"SECONDS": False}
    together = run("scoregaps", INPUT=fixes, **FIXES | more, **RUN, PLACES=layer, **OWN, OUTPUT="memory:")
    found = rows_of(together)
    for minutes, hours in set(asked):
        own = dict(RUN, **(dict([DAY, ALL])[hours] if hours else {}))
        own["REVISIT"] = minutes or 120
        alone = rows_of(run("scoregaps", INPUT=fixes, **FIXES | more, **own, PLACES=layer, OUTPUT="memory:"))
        for number, wish in enumerate(asked):
            if wish == (minutes, hours):
                for name, one, other in zip(SCORES, found[number], alone[number], strict=True):
                    if name == "why":  # what nearly all places share depends on all
                        one, other = (text.split("; the gap could be")[0].rstrip(".") for text in (one, other))
                    approx = pytest.approx(other, abs=1e-9) if isinstance(other, float) else other
                    assert one == approx, (number, name)
    assert len({row[0] for row in found}) == 6  # the places differ
    assert rows_of(together, ("revisit_min", "watch")) == [
        (120, "22:00-05:00"),
        (15, "22:00-05:00"),
        (120, "08:00-18:00 Mon, Tue, Wed, Thu, Fri"),
        (15, "all day"),
        (15, "22:00-05:00"),
        (120, "08:00-18:00 Mon, Tue, Wed, Thu, Fri"),
    ]
    whys = [row[SCORES.index("why")] for row in found]
    for number, nights in ((0, "of 7 nights"), (2, "of 5 days"), (3, "of 7 days")):
        assert nights in whys[number]
    assert together["PERIOD_START"] == "2026-01-04T22:00:00Z"


@pytest.mark.parametrize(("text", "option"), [("sunset to sunrise", 1), ("nautical night", 3)])
def test_hours_by_the_sun_are_those_of_a_run_by_the_sun(run, log, fixes, text, option):
    asked = [(None, None), (None, text), (15.0, f"{text} Mon-Fri"), (None, DAY[0])]
    layer, run_by_clock = places(*asked), {**FIXES, **RUN, "SUN_OFFSET": 20}
    together = run("scoregaps", INPUT=fixes, **run_by_clock, PLACES=layer, **OWN, OUTPUT="memory:")
    for place, more in ((1, {}), (2, {"REVISIT": 15, "WEEKDAYS": "Mon-Fri"})):
        by_sun = {**run_by_clock, "WATCH_BY": option, **more}
        alone = run("scoregaps", INPUT=fixes, **by_sun, PLACES=layer, OUTPUT="memory:")
        names = ("gap", "visits", "watch_visits", "watch_dwell_s", "nights_seen")
        assert rows_of(together, names)[place] == pytest.approx(rows_of(alone, names)[place], abs=1e-9)
    assert rows_of(together, ("watch",))[1] == (f"{text}, 20 min less at either end",)
    followed = [text for text in log.infos if text.startswith("The watch follows the sun at")]
    assert len(followed) == 4
    assert all(f": {text}, 20 min less" in each for each in followed)


def test_the_values_of_the_run_change_nothing(run, fixes):
    names = (*SCORES, "gap_profile", "priority")
    plain = run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=places(*[(120.0, None)] * 6), OUTPUT="memory:")
    for asked in ((120.0, "22:00-05:00"), (None, None), (120.0, " ")):
        layer = places(*[asked] * 6)
        found = run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, **OWN, OUTPUT="memory:")
        assert rows_of(found, names) == rows_of(plain, names)
        assert rows_of(found, ("revisit_min", "watch")) == [(120, "22:00-05:00")] * 6
    assert rows_of(plain, ("gap_profile",))[0] != ("[]",)


def test_the_profile_is_open_only_in_the_own_hours(run, fixes):
    layer = places((None, None), (None, "00:00-05:00"), (None, "23:00-03:00"), (None, DAY[0]), (None, ALL[0]))
    found = run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, WATCH_FIELD="hours", OUTPUT="memory:")
    texts = [text for (text,) in rows_of(found, ("gap_profile",))]
    own = run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, OUTPUT="memory:")
    assert texts[0] == rows_of(own, ("gap_profile",))[0][0]
    profiles = [np.array(json.loads(text)) for text in texts]
    assert [len(profile) for profile in profiles] == [28, 28, 28, 0, 28]
    for profile, own in ((profiles[1], slice(8, 28)), (profiles[2], slice(4, 20))):
        assert profile[own].any()
        assert not np.delete(profile, own).any()
    # by hand: quarter by quarter, the gap of the moments of the same hours
    short = dict(RUN, WATCH_START="23:00", WATCH_END="03:00")
    alone = run("scoregaps", INPUT=fixes, **FIXES, **short, PLACES=layer, OUTPUT="memory:")
    assert profiles[2][4:20].tolist() == json.loads(rows_of(alone, ("gap_profile",))[2][0])


def test_nights_are_those_of_each_place(run, fixes):
    layer = places((None, None), (None, DAY[0]), (15.0, None))
    found = run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, **OWN, OUTPUT="memory:", NIGHTS="memory:")
    rows = attributes(found["NIGHTS"], "place_id", "night", "gap", "watch_hours")
    ids = [place for (place,) in rows_of(found, ("place_id",))]
    by_place = {place: [row for row in rows if row[0] == place] for place in ids}
    assert [len(by_place[place]) for place in ids] == [7, 5, 7]
    assert [row[0] for row in rows] == sorted([row[0] for row in rows], key=ids.index)
    assert [row[1] for row in by_place[ids[1]]] == [f"2026-01-{day:02d}" for day in range(5, 10)]
    for place, (gap,) in zip(ids, rows_of(found, ("gap",)), strict=True):
        gaps, hours = zip(*[(one or 0.0, weight) for _, _, one, weight in by_place[place]], strict=True)
        assert np.average(gaps, weights=hours) == pytest.approx(gap)


def test_the_log_says_what_is_asked(run, fixes, log):
    layer = places((15.0, None), (15.0, None), (None, DAY[0]))
    run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, **OWN, OUTPUT="memory:")
    (first,) = [text for text in log.infos if "different questions" in text]
    assert "2 different questions. No place is asked the question of the run." in first
    (line,) = [text for text in log.infos if text.startswith("2 places: 22:00-05:00, seen within 15 min")]
    assert ", 7 nights, " in line
    assert not [text for text in log.infos if text.startswith("Period ")]


def test_the_run_may_have_a_watch_without_fixes_if_no_place_needs_it(run, fixes, log):
    own = dict(RUN, WATCH_START="20:00", WATCH_END="20:01", WEEKDAYS="Tue", REVISIT=30)
    night = [((EASTING, NORTHING), utc(MIDNIGHT + 60 * i), "U0") for i in range(300)]
    layer = places((None, "00:00-04:00"), (10.0, "00:00-04:00"))
    found = run("scoregaps", INPUT=point_layer(night), **FIXES, **own, PLACES=layer, **OWN, OUTPUT="memory:")
    assert [hours for (hours,) in rows_of(found, ("watch",))] == ["00:00-04:00"] * 2
    layer = places((None, "00:00-04:00"), (10.0, None))
    with pytest.raises(QgsProcessingException, match="No fix falls in the watch"):
        run("scoregaps", INPUT=point_layer(night), **FIXES, **own, PLACES=layer, **OWN, OUTPUT="memory:")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ([(0.0, None), (-5.0, None), (9.0, None)], "REVISIT_FIELD: 2 of 3 places .* not positive: 0, -5"),
        (
            [(None, "at night"), (None, "25:00-05:00"), (None, "22:00-05:00")],
            "WATCH_FIELD: .* 2 of 3 .*'at night', '25:",
        ),
        ([(None, "22:00-05:00 Xyz")], "'22:00-05:00 Xyz'"),
        ([(99_999.0, None), (9.0, None)], r"1 place \(1\) with 99999 min, 22:00-05:00: .*longer than the period"),
        ([(float(5 + i), None) for i in range(101)], "101 different questions .* more than 100"),
    ],
)
def test_what_cannot_be_asked_is_said(run, fixes, asked, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=places(*asked), **OWN, OUTPUT="memory:")


def test_odd_fields(run, fixes, log):
    layer = places((float("nan"), None), (float("inf"), None), (30.0, None))
    found = run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, **OWN, OUTPUT="memory:")
    assert rows_of(found, ("revisit_min",)) == [(120,), (120,), (30,)]
    assert any("1 of 3 values of every" in text for text in log.warnings)
    text = dict(OWN, REVISIT_FIELD="hours", WATCH_FIELD=None)
    with pytest.raises(QgsProcessingException, match="hours"):
        run("scoregaps", INPUT=fixes, **FIXES, **RUN, PLACES=layer, **text, OUTPUT="memory:")
    run("scoregaps", INPUT=fixes, **FIXES, **RUN, GRID_REACH=0, REVISIT_FIELD="every", OUTPUT="memory:")
    assert any("Without PLACES they are not used" in text for text in log.warnings)
