"""blindspot:coverageprofile through processing.run."""

import re
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsProcessingException

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

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Vienna"}
COLUMNS = ("weekday", "day", "hour", "gap", "unit_hours", "watch_hours")
DAY = 86_400
HERE, THERE = f"Point({EASTING} {NORTHING})", f"Point({EASTING + 500} {NORTHING})"


def stay_rows(days=(0, 7)):
    """On the spot from midnight to one on Friday 2 January 2026, in Vienna, and a week later."""
    return [((EASTING, NORTHING), utc(START + day * DAY + 60 * i), "U0") for day in days for i in range(61)]


@pytest.fixture
def stay():
    return point_layer(stay_rows(), name="night patrols")


def week(table) -> dict[tuple[int, int], tuple]:
    """(gap, unit_hours, watch_hours) by weekday and hour."""
    return {(weekday, hour): tuple(rest) for weekday, _, hour, *rest in attributes(table, *COLUMNS)}


def test_an_hour_on_the_spot_by_hand(run, stay):
    # At once, revisit 2 h: what begins on Thursday from 22:00 to Friday 01:00 is seen. The days of the first and the
    # last fix: 2 to 9 January, two Fridays; the last two hours of the second one begin nothing.
    given = {"PLACES": shape_layer([HERE], "Point"), "DETECTION_TIME": 0, "PARTIAL_WATCHES": 1}
    result = run("coverageprofile", INPUT=stay, **FIXES, **given, OUTPUT="memory:")
    table = result["OUTPUT"]
    assert table.wkbType() == Qgis.WkbType.NoGeometry
    assert [field.name() for field in table.fields()] == list(COLUMNS)
    assert [row[:3] for row in attributes(table, *COLUMNS)][25] == (2, "Tue", 1)
    found = week(table)
    assert len(found) == 168
    assert found[5, 0] == pytest.approx((0, 2, 2))
    assert found[4, 22] == found[4, 23] == pytest.approx((0, 0, 1))
    assert {found[key] for key in found if key not in [(5, 0), (4, 22), (4, 23)]} == {(1, 0, 1), (1, 0, 2)}
    assert found[5, 22] == (1, 0, 1)
    assert (result["DARKEST_HOUR"], result["DARKEST_GAP"]) == ("Mon 00:00", 1)
    assert result["PERIOD_START"] == "2026-01-01T23:00:00Z"
    assert result["PERIOD_END"] == "2026-01-09T23:00:00Z"
    assert (result["PLACE_COUNT"], result["CRS"], result["TIMEZONE"]) == (1, "EPSG:32633", "Europe/Vienna")


@pytest.mark.parametrize("watch", [("00:00:00", "00:00:00"), ("22:30:00", "04:15:00")])
def test_the_mean_equals_the_gap_of_scoregaps(run, walks, watch):
    exits = shape_layer([f"Point({EASTING + 500} {NORTHING + 200})"], "Point", name="Exits")
    same = {**FIXES, "DEMAND": [exits], "DEMAND_RANGE": 400, "WATCH_START": watch[0], "WATCH_END": watch[1]}
    same |= {"CELL_SIZE": 70, "REVISIT": 50}
    scored = run("scoregaps", INPUT=walks, **same, OUTPUT="memory:")
    result = run("coverageprofile", INPUT=walks, **same, OUTPUT="memory:")
    seen = 1 - scored["MEAN_GAP"]
    assert seen > 1e-4
    assert 1 - result["MEAN_GAP"] == pytest.approx(seen, rel=1e-6)
    found = week(result["OUTPUT"]).values()
    hours = sum(watch_hours for _, _, watch_hours in found)
    mean = sum(gap * watch_hours for gap, _, watch_hours in found if watch_hours) / hours
    assert 1 - mean == pytest.approx(seen, rel=1e-6)
    assert result["PLACE_COUNT"] == scored["PLACE_COUNT"]


def test_hours_outside_the_watch_have_no_gap_but_unit_hours(run, stay):
    watch = {"WATCH_START": "00:30:00", "WATCH_END": "03:00:00", "PARTIAL_WATCHES": 1}
    result = run("coverageprofile", INPUT=stay, **FIXES, **watch, OUTPUT="memory:")
    found = week(result["OUTPUT"])
    assert sum(row[2] for row in found.values()) == pytest.approx(8 * 2.5 - 2)
    assert {hour for (_, hour), row in found.items() if isinstance(row[0], float)} == {0, 1, 2}
    assert {hour for (_, hour), row in found.items() if row[2]} == {0, 1, 2}
    # The period starts with the watch, at 00:30 on the first Friday; on the second one, 00:00 to 00:30 is in it too.
    assert found[5, 0][1:] == pytest.approx((1.5, 1))


def test_each_place_has_its_own_profile(run, stay):
    places = shape_layer([HERE, THERE], "Point")
    run_all = {"INPUT": stay, **FIXES, "PLACES": places, "DETECTION_TIME": 0, "OUTPUT": "memory:"}
    result = run("coverageprofile", **run_all, PER_PLACE=True)
    rows = attributes(result["OUTPUT"], "place_id", *COLUMNS)
    assert len(rows) == 2 * 168
    scored = run("scoregaps", **run_all, WATCH_START="00:00:00", WATCH_END="00:00:00")
    for place, gap in attributes(scored["OUTPUT"], "place_id", "gap"):
        own = [row for row in rows if row[0] == place and row[6]]
        assert sum(row[4] * row[6] for row in own) / sum(row[6] for row in own) == pytest.approx(gap)
    seen = {row[0]: row[5] for row in rows if row[1] == 5 and row[3] == 0}
    assert sorted(seen.values()) == pytest.approx([0, 2])
    assert result["DARKEST_GAP"] == 1


def test_too_many_rows_are_rejected_before_scoring(run, walks, monkeypatch):
    from blindspot.algorithms.outputs import profile

    monkeypatch.setattr(profile, "MAX_ROWS", 1000)
    with pytest.raises(QgsProcessingException, match=r"168 rows for each of [\d,]+ places, more than 1,000"):
        run("coverageprofile", INPUT=walks, **FIXES, PER_PLACE=True, OUTPUT="memory:")


def test_the_report_has_its_parameters_but_no_units_and_no_paths(run, stay, tmp_path):
    path = tmp_path / "profile.html"
    result = run(
        "coverageprofile",
        INPUT=stay,
        **FIXES,
        PLACES=shape_layer([HERE, THERE], "Point", name="Exits & <stairs>"),
        PER_PLACE=True,
        OUTPUT="memory:",
        OUTPUT_HTML=str(path),
    )
    assert result["OUTPUT_HTML"] == str(path)
    html = path.read_text(encoding="utf-8")
    version = re.search(r"^version=(.+)$", (Path(__file__).parents[2] / "metadata.txt").read_text(), re.MULTILINE)[1]
    for text in (
        "When are the gaps? night patrols",
        f"Blindspot {version}",
        "Exits &amp; &lt;stairs&gt;",
        "Revisit interval (min)</th><td>120<",
        "Detection range (m)</th><td>50<",
        "Watch starts</th><td>00:00<",
        "2026-01-02 00:00 to 2026-01-10 00:00 (Europe/Vienna)",
        "All 2 places",
    ):
        assert text in html, text
    assert "U0" not in html
    assert str(tmp_path) not in html
    assert "Darkest" in html


def test_the_heat_map_of_a_night_repeated_waves_in_the_evening(run, walks, tmp_path):
    path = tmp_path / "profile.html"
    run(
        "coverageprofile",
        INPUT=walks,
        **FIXES,
        WATCH_START="21:30:00",
        WATCH_END="05:00:00",
        OUTPUT="memory:",
        OUTPUT_HTML=str(path),
    )
    html = path.read_text(encoding="utf-8")
    assert "A row runs from 21:00 to 21:00 of the next day" in html
    assert re.findall(r'<th scope="col"[^>]*>(\d\d)', html)[:4] == ["21", "22", "23", "00"]


def test_no_report_is_written_unless_requested(run, walks):
    assert "OUTPUT_HTML" not in run("coverageprofile", INPUT=walks, **FIXES, OUTPUT="memory:")


def test_a_report_that_cannot_be_written_is_one_sentence(run, walks, tmp_path):
    (tmp_path / "folder.html").mkdir()
    table = tmp_path / "table.csv"
    table.write_text("an older file")
    with pytest.raises(QgsProcessingException, match=r"could not be written to .*folder.html"):
        run("coverageprofile", INPUT=walks, **FIXES, OUTPUT=str(table), OUTPUT_HTML=str(tmp_path / "folder.html"))
    assert table.read_text() == "an older file"


def test_limitations_of_the_profile_are_warned_about(run, log, walks):
    run("coverageprofile", INPUT=walks, **FIXES, OUTPUT="memory:")
    assert any("No hour of the week occurs more than once" in text for text in log.warnings)
    assert any(text.startswith("Darkest: ") for text in log.infos)
    far = shape_layer([f"Point({EASTING + 900_000} {NORTHING})"], "Point")
    rows = walk_rows() + walk_rows(start=START + 8 * DAY)
    run("coverageprofile", INPUT=point_layer(rows), **FIXES, PLACES=far, OUTPUT="memory:")
    assert any("every gap is 1" in text for text in log.warnings)
    assert any("occur more often than others (1 to 2 hours of each)" in text for text in log.warnings)
    assert any("There is no fix in 7 of 9 days. They count as unseen." in text for text in log.warnings)


@pytest.mark.parametrize(("end", "warned"), [("02:00:00", True), ("04:00:00", False), ("00:00:00", False)])
def test_a_dark_hour_at_the_end_of_the_watch_is_explained(run, log, end, warned):
    # Seen from 00:00 to 01:00, so the darkest hour begins at 01:00, or all day on a day without a patrol.
    patrol = point_layer(stay_rows(range(7)))
    here = shape_layer([HERE], "Point")
    times = {"WATCH_START": "00:00:00", "WATCH_END": end}
    result = run("coverageprofile", INPUT=patrol, **FIXES, PLACES=here, DETECTION_TIME=0, **times, OUTPUT="memory:")
    assert result["DARKEST_HOUR"] == "Mon 01:00"
    assert any("may be seen only after it ends" in text for text in log.warnings) == warned


def test_cancel_stops_and_progress_never_falls(run, walks):
    feedback = Feedback()
    run("coverageprofile", INPUT=walks, feedback=feedback, **FIXES, PER_PLACE=True, OUTPUT="memory:")
    assert feedback.shares == sorted(feedback.shares)
    assert feedback.shares[-1] > 90
    for at in (9, 28):
        cancelled = Feedback(cancel_at=at)
        assert "OUTPUT" not in run("coverageprofile", INPUT=walks, feedback=cancelled, **FIXES, OUTPUT="memory:")
        assert max(cancelled.shares) < at + 10


ROTA, FEW = "is the rota of one person or crew", " of 3 places were seen by fewer than three units"


def test_the_profile_of_one_unit_is_said_to_be_a_rota(run, stay, tmp_path, log):
    path = tmp_path / "profile.html"
    run("coverageprofile", INPUT=stay, **FIXES, OUTPUT="memory:", OUTPUT_HTML=str(path))
    assert sum(ROTA in text for text in log.warnings) == 1
    assert ROTA in path.read_text(encoding="utf-8")


def test_the_profile_of_two_units_is_nobodys_rota(run, log):
    rows = [((EASTING, NORTHING + shift), time, f"U{shift}") for _, time, _ in stay_rows() for shift in (0, 10)]
    run("coverageprofile", INPUT=point_layer(rows), **FIXES, OUTPUT="memory:")
    assert not any(ROTA in text for text in log.warnings)


@pytest.mark.parametrize(("each", "third", "few"), [(False, False, 0), (True, False, 2), (True, True, 1)])
def test_places_seen_by_few_units_are_counted(run, log, each, third, few):
    """HERE by two units, or three; THERE by one; the last place by none."""
    rows = stay_rows()
    other = [((EASTING, NORTHING + 10), time, "U1") for _, time, _ in rows]
    away = [((EASTING + 500, NORTHING), time, "U2") for _, time, _ in rows]
    away += [((EASTING, NORTHING - 10), time, "U3") for _, time, _ in rows if third]
    places = shape_layer([HERE, THERE, f"Point({EASTING + 5000} {NORTHING})"], "Point")
    layer = point_layer([*rows, *other, *away])
    run("coverageprofile", INPUT=layer, **FIXES, PLACES=places, PER_PLACE=each, OUTPUT="memory:")
    assert not any(ROTA in text for text in log.warnings)
    assert [text.split(FEW)[0] for text in log.warnings if FEW in text] == ([str(few)] if few else [])
