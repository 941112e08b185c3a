"""Times of fixes as other programs, countries and computers write them, through the algorithms."""

import pytest
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from small_layers import attributes, point_layer, saved, shape_layer, utc

AT = 1_769_896_800  # 2026-01-31T22:00Z
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
TEXTS = (("time", "QString"), ("unit", "QString"))
NUMBERS = (("time", "LongLong"), ("unit", "QString"))
REALS = (("time", "Double"), ("unit", "QString"))


def walk(times, fields=TEXTS, unit="U0", lon=25.0):
    """A walk in Helsinki, 50 m a fix."""
    return point_layer([((lon + i * 9e-4, 60.17), time, unit) for i, time in enumerate(times)], fields, "EPSG:4326")


def track(result):
    return attributes(result["OUTPUT"], "start", "end", "fixes")


MINUTES = range(10)
WRITTEN = {
    "dots": (TEXTS, [f"31.1.2026 22.{m:02d}.10" for m in MINUTES]),
    "month": (TEXTS, [f"Jan 31, 2026 10:{m:02d}:10 PM" for m in MINUTES]),
    "two digits": (TEXTS, [f"31.1.26 22.{m:02d}.10" for m in MINUTES]),
    "spanish": (TEXTS, [f"31 de enero de 2026 10:{m:02d}:10 p. m." for m in MINUTES]),
    "chinese": (TEXTS, [f"2026年1月31日 22时{m:02d}分10秒" for m in MINUTES]),
    "chinese pm": (TEXTS, [f"2026/1/31 下午10:{m:02d}:10" for m in MINUTES]),
    "korean": (TEXTS, [f"2026. 1. 31. 오후 10:{m:02d}:10" for m in MINUTES]),
    "digits": (NUMBERS, [20260131220010 + 100 * m for m in MINUTES]),
    "real digits": (REALS, [20260131220010.0 + 100 * m for m in MINUTES]),
    "to the minute": (NUMBERS, [202601312200 + m for m in MINUTES]),
    "excel": (REALS, [46053 + (22 * 3600 + 60 * m + 10) / 86400 for m in MINUTES]),
    "digits as text": (TEXTS, [f"{46053 + (22 * 3600 + 60 * m + 10) / 86400:.9f}" for m in MINUTES]),
}
IN_UTC = {
    ".net": (NUMBERS, [(AT + 10 + 60 * m + 62_135_596_800) * 10_000_000 for m in MINUTES]),
    "rfc 2822": (TEXTS, [f"Sun, 1 Feb 2026 00:{m:02d}:10 +0200" for m in MINUTES]),
    "filetime": (NUMBERS, [(AT + 10 + 60 * m + 11_644_473_600) * 10_000_000 for m in MINUTES]),
}


@pytest.mark.parametrize("as_file", [True, False])
@pytest.mark.parametrize("name", [*WRITTEN, *IN_UTC])
def test_formats_and_epochs(run, tmp_path, name, as_file):
    fields, times = {**WRITTEN, **IN_UTC}[name]
    layer = walk(times, fields)
    layer = saved(layer, tmp_path / "fixes.gpkg") if as_file else layer
    result = run("preparetracks", INPUT=layer, **FIXES, TIMEZONE="Europe/Helsinki", OUTPUT="memory:")
    start = AT - (0 if name in IN_UTC else 7200) + (0 if name == "to the minute" else 10)
    assert track(result) == [(utc(start), utc(start + 540), 10)]


def test_numbers_from_a_csv_file_with_detected_types(run, tmp_path):
    rows = [f"{25 + m * 9e-4:.5f},60.17,{20260131220000 + 100 * m},a" for m in MINUTES]
    (tmp_path / "fixes.csv").write_text("\n".join(["lon,lat,time,unit", *rows]))
    uri = f"file://{tmp_path}/fixes.csv?type=csv&detectTypes=yes&xField=lon&yField=lat&crs=EPSG:4326"
    layer = QgsVectorLayer(uri, "fixes", "delimitedtext")
    result = run("preparetracks", INPUT=layer, **FIXES, TIMEZONE="Europe/Helsinki", OUTPUT="memory:")
    assert track(result) == [(utc(AT - 7200), utc(AT - 7200 + 540), 10)]


@pytest.mark.parametrize(("origin", "name"), [(631_065_600, "fit"), (978_307_200, "cocoa")])
@pytest.mark.parametrize("as_file", [True, False])
def test_an_epoch_that_looks_like_1970_is_named_and_can_be_set(run, log, tmp_path, origin, name, as_file):
    layer = walk([AT - origin + 60 * m for m in MINUTES], NUMBERS)
    layer = saved(layer, tmp_path / "fixes.gpkg") if as_file else layer
    run("preparetracks", INPUT=layer, **FIXES, OUTPUT="memory:")
    assert any(f"'{name}'" in text and "2026-01-31" in text for text in log.warnings)
    result = run("preparetracks", INPUT=layer, **FIXES, TIME_FORMAT=name, OUTPUT="memory:")
    assert track(result) == [(utc(AT), utc(AT + 540), 10)]


# The order of day and month.


def nights(form):
    times = [form.format(d=day, h=22, m=10 * k) for day in range(7, 13) for k in range(6)]
    return point_layer([((-74 + i * 1e-4, 40.7), t, "U0") for i, t in enumerate(times)], TEXTS, "EPSG:4326")


@pytest.mark.parametrize("form", ["9/{d}/2019 {h}:{m:02d}", "{d}.9.2019 {h}.{m:02d}", "19-09-{d:02d} {h}:{m:02d}"])
def test_six_nights_in_a_row_are_six_nights(run, log, form):
    result = run("scoregaps", INPUT=nights(form), **FIXES, TIMEZONE="America/New_York", CELL_SIZE=200, OUTPUT="memory:")
    assert (result["PERIOD_START"], result["PERIOD_END"]) == ("2019-09-08T02:00:00Z", "2019-09-13T09:00:00Z")
    assert any("TIME_FORMAT" in text and "guess" in text for text in log.warnings)


def test_time_format_settles_it(run, log):
    layer = nights("9/{d}/2019 {h}:{m:02d}")
    form = {**FIXES, "TIMEZONE": "America/New_York", "OUTPUT": "memory:"}
    first = track(run("preparetracks", INPUT=layer, TIME_FORMAT="day first", **form))[0]
    assert first[0] == utc(1_562_724_000)  # 9 July
    same = track(run("preparetracks", INPUT=layer, TIME_FORMAT="MM/dd/yyyy HH:mm", **form))
    loose = {text for text in log.warnings if "guess" in text}
    assert not loose
    assert same[0][0] == utc(1_567_908_000)  # 7 September


def test_a_bad_format_is_refused_before_anything_is_read(run):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=r"TIME_FORMAT 'soon'.*Write it as dd/MM/yyyy"):
        run("preparetracks", INPUT=walk(["x"]), **FIXES, TIME_FORMAT="soon", OUTPUT="memory:")


# Date and time in two fields.

TWO = (("day", "QString"), ("time", "QString"), ("unit", "QString"))


@pytest.mark.parametrize("as_file", [True, False])
@pytest.mark.parametrize(
    ("kinds", "day", "time"),
    [
        (("QString", "QString"), "31.1.2026", lambda m: f"22.{m:02d}"),
        (("QString", "QString"), "Jan 31, 2026", lambda m: f"10:{m:02d} PM"),
        (("QDate", "QTime"), QDate(2026, 1, 31), lambda m: QTime(22, m)),
        (("QDate", "QString"), QDate(2026, 1, 31), lambda m: f"22:{m:02d}:00"),
        (("Int", "Int"), 310126, lambda m: 220000 + 100 * m),
        (("Int", "Double"), 20260131, lambda m: (22 * 60 + m) / 1440),
        (("QDateTime", "QString"), QDateTime(QDate(2026, 1, 31), QTime(0, 0)), lambda m: f"22:{m:02d}"),
    ],
)
def test_date_field(run, tmp_path, kinds, day, time, as_file):
    fields = (("day", kinds[0]), ("time", kinds[1]), ("unit", "QString"))
    rows = [((25 + m * 9e-4, 60.17), day, time(m), "U0") for m in MINUTES]
    layer = point_layer(rows, fields, "EPSG:4326")
    layer = saved(layer, tmp_path / "fixes.gpkg") if as_file else layer
    result = run("preparetracks", INPUT=layer, **FIXES, DATE_FIELD="day", TIMEZONE="Europe/Helsinki", OUTPUT="memory:")
    assert track(result) == [(utc(AT - 7200), utc(AT - 7200 + 540), 10)]


def test_a_row_without_its_date_or_its_time_of_day_has_no_time(run):
    days, times = ["31.1.2026", None, "31.1.2026", "soon"], ["22:00", "22:01", None, "22:03"]
    rows = [((25 + m * 9e-4, 60.17), days[m], times[m], "U0") for m in range(4)]
    sinks = {"OUTPUT": "memory:", "REJECTED": "memory:"}
    result = run("preparetracks", INPUT=point_layer(rows, TWO, "EPSG:4326"), **FIXES, DATE_FIELD="day", **sinks)
    assert sorted(attributes(result["REJECTED"], "reason")) == [
        ("no usable time",), ("no usable time",), ("unreadable time",)
    ]  # fmt: skip


@pytest.mark.parametrize(("form", "days"), [("", -26), ("month first", 90), ("MM/dd/yyyy", 90)])
@pytest.mark.parametrize("as_file", [True, False])
def test_the_format_holds_for_the_date_field_as_well(run, log, tmp_path, form, days, as_file):
    rows = [((25 + m * 9e-4, 60.17), "05/01/2026", f"22:{m:02d}", "U0") for m in MINUTES]
    layer = point_layer(rows, TWO, "EPSG:4326")
    layer = saved(layer, tmp_path / "fixes.gpkg") if as_file else layer
    given = {**FIXES, "DATE_FIELD": "day", "TIME_FORMAT": form, "TIMEZONE": "UTC"}
    start = AT + 86_400 * days  # 5 January or 1 May
    assert track(run("preparetracks", INPUT=layer, **given, OUTPUT="memory:")) == [(utc(start), utc(start + 540), 10)]
    assert any("It is a guess that the day comes first" in text for text in log.warnings) == (not form)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("QString", "2026-01-31", "dates without a time of day.*DATE_FIELD to time.*perhaps clock"),
        ("Int", 20260131, "dates without a time of day.*DATE_FIELD"),
        ("QDate", QDate(2026, 1, 31), "dates without a time of day.*DATE_FIELD"),
        ("QTime", QTime(22, 4), "times of day without a date.*DATE_FIELD"),
        ("QString", "22:04:10", "times of day without a date.*DATE_FIELD"),
        ("QDateTime", QDateTime(QDate(2026, 1, 31), QTime(0, 0)), "holds dates only"),
    ],
)
def test_dates_or_times_of_day_alone_are_refused(run, kind, value, said):
    from qgis.core import QgsProcessingException

    fields = (("time", kind), ("clock", "QString"), ("unit", "QString"))
    layer = point_layer([((25 + m * 9e-4, 60.17), value, "22:04", "U0") for m in MINUTES], fields, "EPSG:4326")
    with pytest.raises(QgsProcessingException, match=said):
        run("preparetracks", INPUT=layer, **FIXES, OUTPUT="memory:")


# The repeated hour.


def four_hours(write, kind="QString", two=False):
    """A walk from 01:00 in summer time to 03:55 in winter time in Berlin, 48 fixes, by the clock."""
    clock = [(1, m) for m in range(0, 60, 5)] + 2 * [(2, m) for m in range(0, 60, 5)]
    clock += [(3, m) for m in range(0, 60, 5)]
    fields = (("time", kind), ("unit", "QString"), ("day", "QString"))
    rows = [((13.4 + i * 1e-3, 52.5), write(h, m), "a", "26.10.2025") for i, (h, m) in enumerate(clock)]
    return point_layer(rows, fields, "EPSG:4326")


@pytest.mark.parametrize("as_file", [True, False])
@pytest.mark.parametrize(
    ("write", "kind", "extra"),
    [
        (lambda h, m: f"2025-10-26 {h:02d}:{m:02d}", "QString", {}),
        (lambda h, m: QDateTime(QDate(2025, 10, 26), QTime(h, m)), "QDateTime", {}),
        (lambda h, m: 20251026000000 + h * 10000 + m * 100, "LongLong", {}),
        (lambda h, m: f"{h}.{m:02d}", "QString", {"DATE_FIELD": "day"}),
    ],
)
def test_the_second_run_of_the_repeated_hour_is_the_later_one(run, tmp_path, write, kind, extra, as_file):
    layer = four_hours(write, kind)
    layer = saved(layer, tmp_path / "fixes.gpkg") if as_file else layer
    result = run("preparetracks", INPUT=layer, **FIXES, **extra, TIMEZONE="Europe/Berlin", OUTPUT="memory:")
    assert (result["FIX_COUNT"], result["REJECTED_COUNT"]) == (48, 0)
    assert [duration for (duration,) in attributes(result["OUTPUT"], "duration_s")] == [14_100.0]


def test_a_file_sorted_by_local_time_keeps_the_first_hour_and_says_so(run, log):
    clock = sorted([(h, m) for h in (1, 3) for m in range(0, 60, 5)] + 2 * [(2, m) for m in range(0, 60, 5)])
    rows = [((13.4 + i * 1e-4, 52.5), f"2025-10-26 {h:02d}:{m:02d}", "a") for i, (h, m) in enumerate(clock)]
    run(
        "preparetracks",
        INPUT=point_layer(rows, TEXTS, "EPSG:4326"),
        **FIXES,
        TIMEZONE="Europe/Berlin",
        OUTPUT="memory:",
    )
    assert any("clocks of Europe/Berlin go back" in text for text in log.warnings)


# M values that are local times.


@pytest.mark.parametrize(("zone", "wall"), [("Asia/Shanghai", AT), ("America/New_York", AT + 1800)])
def test_local_times_in_m(run, log, zone, wall):
    vertices = ", ".join(f"{118.78 + i * 4e-4} 32.04 {wall + 60 * i}" for i in range(30))
    layer = shape_layer(
        [f"LINESTRING M ({vertices})"], "LineStringM", "EPSG:4326", fields=(("traj_id", "QString"),), rows=[["t1"]]
    )
    from qgis.core import QgsProcessingException

    form = {"INPUT": layer, "UNIT_FIELD": "traj_id", "TIMEZONE": zone, "CELL_SIZE": 200, "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match=r"No fix falls in the watch.*NAIVE_TIMES to its last option"):
        run("scoregaps", **form)
    assert any("traj_id" in text and "NAIVE_TIMES" in text for text in log.warnings)
    offset = 8 * 3600 if zone == "Asia/Shanghai" else -5 * 3600
    result = run("preparetracks", INPUT=layer, UNIT_FIELD="traj_id", TIMEZONE=zone, NAIVE_TIMES=2, OUTPUT="memory:")
    assert track(result) == [(utc(wall - offset), utc(wall - offset + 29 * 60), 30)]
    assert run("scoregaps", **form, NAIVE_TIMES=2)["PERIOD_START"] == (
        "2026-01-31T14:00:00Z" if offset > 0 else "2026-02-01T03:00:00Z"
    )


def test_where_local_time_is_utc_there_is_nothing_to_ask(run, log):
    vertices = ", ".join(f"{i * 4e-4} 51.5 {AT + 60 * i}" for i in range(9))
    layer = shape_layer(
        [f"LINESTRING M ({vertices})"], "LineStringM", "EPSG:4326", fields=(("traj_id", "QString"),), rows=[["t1"]]
    )
    run("preparetracks", INPUT=layer, UNIT_FIELD="traj_id", TIMEZONE="UTC", OUTPUT="memory:")
    assert not any("NAIVE_TIMES" in text for text in log.warnings)


def test_digits_that_spell_a_time_in_m(run):
    vertices = ", ".join(f"{25 + i * 9e-4} 60.17 {20260131220000 + 100 * i}" for i in range(10))
    layer = shape_layer([f"LINESTRING M ({vertices})"], "LineStringM", "EPSG:4326")
    result = run("preparetracks", INPUT=layer, TIMEZONE="Europe/Helsinki", OUTPUT="memory:")
    assert track(result) == [(utc(AT - 7200), utc(AT - 7200 + 540), 10)]


def test_our_own_tracks_stay_in_utc(run, log):
    layer = walk([f"2026-01-31 22:{m:02d}:00" for m in MINUTES])
    form = {"TIMEZONE": "Europe/Helsinki", "OUTPUT": "memory:"}
    tracks = run("preparetracks", INPUT=layer, **FIXES, **form)["OUTPUT"]
    again = run("preparetracks", INPUT=tracks, UNIT_FIELD="unit", **form)
    assert track(again) == [(utc(AT - 7200), utc(AT - 7200 + 540), 10)]
    assert not any("NAIVE_TIMES" in text for text in log.warnings)
