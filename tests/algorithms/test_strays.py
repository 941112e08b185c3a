"""Fixes with a wrong date or position change nothing: they are rejected, counted and named, in every algorithm that
reads fixes."""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
)

from blindspot.engine.tracks.stray_positions import (
    EXCHANGED,
    IN_DEGREES,
    IN_METRES,
    NULL_ISLAND,
    ONE_ZERO,
    WRONG_SIGN_X,
)
from blindspot.engine.tracks.stray_times import FAR_IN_TIME, WEEK_ROLLOVER
from blindspot.engine.tracks.tracks import NO_POSITION
from small_layers import attributes, point_layer, shape_layer, utc

START = 1_769_889_600  # 2026-01-31T20:00Z
YEAR, WEEK = 31_557_600, 604_800
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Helsinki"}
SCORE = {**FIXES, "WATCH_START": "21:00", "WATCH_END": "23:30", "REVISIT": 30, "OUTPUT": "memory:"}
ACCURATE = (("time", "QDateTime"), ("unit", "QString"), ("accuracy", "Double"))
TRACKS = {**FIXES, "OUTPUT": "memory:", "OUTAGES": "memory:", "REJECTED": "memory:"}


def walk(unit="a", lon=24.94, lat=60.17, start=START, fixes=30, step=0.001):
    return [((lon + step * i, lat), utc(start + 60 * i), unit) for i in range(fixes)]


def stray_dates():
    """A receiver's clock: one fix years ahead, one never set, and a unit that missed a week rollover."""
    return [
        ((24.95, 60.17), utc(START + 17 * YEAR), "a"),
        ((24.95, 60.17), utc(946_684_800), "a"),
        *walk("b", start=START - 1024 * WEEK, fixes=9),
    ]


def stray_positions():
    return [
        *(((0.0, 0.0), when, "n") for _, when, _ in walk()),
        *(((-x, y), when, "w") for (x, y), when, _ in walk(fixes=5)),
        *(((y, x), when, "x") for (x, y), when, _ in walk(fixes=4)),
        *(((x, 0.0), when, "z") for (x, _), when, _ in walk(fixes=3)),
        *(((x * 1e5, y * 1e5), when, "m") for (x, y), when, _ in walk(fixes=2)),
        ((1e300, float("inf")), utc(START), "i"),
    ]


def reasons(layer):
    found = {}
    for unit, reason in attributes(layer, "unit", "reason"):
        found.setdefault(reason, []).append(unit)
    return {reason: "".join(sorted(units)) for reason, units in found.items()}


def said(log, *parts):
    """Whether one warning holds all the parts."""
    return any(all(part in warning for part in parts) for warning in log.warnings)


def test_strays_have_a_reason_of_their_own(run, log):
    rows = walk() + stray_dates() + stray_positions()
    result = run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **TRACKS)
    assert result["CRS"] == "EPSG:32635"
    assert result["FIX_COUNT"] == 30
    assert result["FIX_COUNT"] + result["REJECTED_COUNT"] == len(rows)
    assert reasons(result["REJECTED"]) == {
        FAR_IN_TIME: "aa",
        WEEK_ROLLOVER: "b" * 9,
        NULL_ISLAND: "n" * 30,
        WRONG_SIGN_X: "w" * 5,
        EXCHANGED: "x" * 4,
        ONE_ZERO: "z" * 3,
        IN_METRES: "m" * 2,
        NO_POSITION: "i",
    }
    assert said(log, "2 fixes lie far from all others in time", "2000-01-01 02:00", "2043-02-01", "unit a")
    assert said(log, "9 fixes lie 1,024 weeks before the others", "all 9 of unit b", "add 1,024 weeks (619,315,200 s)")
    assert said(log, "30 fixes rejected", "unit n", "Receivers report (0, 0)")
    assert said(log, "5 fixes rejected", "unit w", "wrong sign of x or longitude")
    assert (
        "The fixes run from 2026-01-31 22:00 to 2026-01-31 22:29 (Europe/Helsinki), a median of 30 a day." in log.infos
    )


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4258"])
def test_strays_change_neither_the_crs_nor_a_place_nor_a_gap(run, crs):
    strays = stray_dates() + stray_positions()
    found = [
        run("scoregaps", INPUT=point_layer(rows, crs=crs), **SCORE)
        for rows in (walk(), walk() + stray_positions(), strays + walk())
    ]
    names = ("place_id", "gap", "gap_low", "visits", "last_seen", "why")
    expected = attributes(found[0]["OUTPUT"], *names)
    for result in found[1:]:
        assert [result[name] for name in ("CRS", "PERIOD_START", "PERIOD_END", "MEAN_GAP")] == [
            found[0][name] for name in ("CRS", "PERIOD_START", "PERIOD_END", "MEAN_GAP")
        ]
        assert attributes(result["OUTPUT"], *names) == expected


@pytest.mark.parametrize("crs", ["EPSG:2154", "EPSG:27700", "EPSG:3857"])
def test_a_receiver_without_a_position_is_found_in_a_projected_layer(run, log, crs):
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem(crs), QgsProject.instance()
    )
    sound = walk(lon=1.0, lat=50.0)
    rows = sound + [((0.0, 0.0), when, "n") for _, when, _ in sound]
    placed = [(tuple(transform.transform(QgsPointXY(*xy))), when, unit) for xy, when, unit in rows]
    found, alone = (
        run("preparetracks", INPUT=point_layer(some, crs=crs), **TRACKS) for some in (placed, placed[: len(sound)])
    )
    assert (found["FIX_COUNT"], found["CRS"]) == (len(sound), alone["CRS"])
    assert any("at (0, 0), far from all others (unit n)" in text for text in log.warnings)


def test_outliers_by_speed_have_no_influence_on_the_crs_either(run):
    """15 of 75 fixes jump to the next UTM zones one by one: more than a tenth, so that they once made the data span
    several zones."""
    rows = walk(fixes=60)
    jumps = [((24.94 + 9, 60.17), utc(START + 60 * i + 30), "a") for i in range(0, 60, 4)]
    expected = run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **TRACKS)
    result = run("preparetracks", INPUT=point_layer(rows + jumps, crs="EPSG:4326"), **TRACKS)
    assert result["REJECTED_COUNT"] == 15
    assert result["CRS"] == expected["CRS"] == "EPSG:32635"
    assert attributes(result["OUTPUT"], "fixes", "distance_m") == attributes(expected["OUTPUT"], "fixes", "distance_m")


def test_strays_keep_their_reasons_where_outliers_change_the_crs(run, log):
    """More fixes in the zone of 15 degrees east are too inaccurate than there are sound ones in that of 27."""
    rows = [(*row, 5.0) for row in walk(fixes=40) + stray_positions()]
    rows += [(*row, 900.0) for row in walk("far", lon=15.0, fixes=150)]
    layer = point_layer(rows, ACCURATE, "EPSG:4326")
    result = run("preparetracks", INPUT=layer, **TRACKS, ACCURACY_FIELD="accuracy", MAX_ACCURACY=50)
    found = reasons(result["REJECTED"])
    assert found.pop("less accurate than MAX_ACCURACY") == "far" * 150
    counts = {reason: len(units) for reason, units in found.items()}
    assert counts == {NULL_ISLAND: 30, WRONG_SIGN_X: 5, EXCHANGED: 4, ONE_ZERO: 3, IN_METRES: 2, NO_POSITION: 1}
    assert (result["FIX_COUNT"], result["CRS"]) == (40, "EPSG:32635")
    assert sum("Distances are measured in EPSG:32635" in text for text in log.infos) == 1
    assert not any("EPSG:32633" in text or "several UTM zones" in text for text in log.infos)


@pytest.mark.parametrize(("lon", "lat", "name"), [(139.7, 35.7, "tokyo"), (18.4, -33.9, "cape")])
def test_lengths_that_are_wrong_are_said_with_place_and_unit(run, log, lon, lat, name):
    rows = walk("ny", -74.0, 40.7) + walk(name, lon, lat, fixes=25)
    result = run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **TRACKS)
    assert result["REJECTED_COUNT"] == 0
    assert said(log, "25 of 55 fixes of the unit", name, f"latitude {lat:.1f}, longitude {lon:.1f}", "% too long")


def test_places_too_far_apart_are_said(run, log):
    d = 0.001
    squares = [f"Polygon(({x} {y}, {x + d} {y}, {x + d} {y + d}, {x} {y}))" for x, y in ((0, 50), (140, 35))]
    layer = shape_layer(squares, crs="EPSG:4326", fields=[("gap", "Double"), ("priority", "Double")], rows=[[1, 1]] * 2)
    run("findblindspots", INPUT=layer, OUTPUT="memory:")
    assert said(log, "features of shapes", "too far apart for one projection")


def test_places_to_score_too_far_apart_are_said_before_the_fixes(run, log):
    places = shape_layer(["Point(24.95 60.17)", "Point(139.7 35.7)"], "Point", "EPSG:4326", name="posts")
    run("scoregaps", INPUT=point_layer(walk(), crs="EPSG:4326"), PLACES=places, **SCORE)
    assert said(log, "features of posts", "too far apart for one projection")


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32635", "EPSG:2263", "EPSG:3067"])
def test_degrees_declared_as_metres_are_refused(run, crs):
    with pytest.raises(QgsProcessingException, match=r"within 360 of \(0, 0\).*degrees.*Set Layer CRS.*EPSG:4326"):
        run("preparetracks", INPUT=point_layer(walk(), crs=crs), **TRACKS)


def test_a_local_grid_that_begins_here_is_only_a_warning(run, log):
    grid = "PROJ:+proj=tmerc +lat_0=60 +lon_0=25 +datum=WGS84 +units=m"
    result = run("preparetracks", INPUT=point_layer(walk(lon=1, lat=2, step=9), crs=grid), **TRACKS)
    assert result["FIX_COUNT"] == 30
    assert said(log, "within 360 of (0, 0)", "local grid")


@pytest.mark.parametrize("scale", [1e5, 3.3e5])
def test_metres_declared_as_degrees_are_refused(run, scale):
    rows = [((x * scale, y * scale), when, unit) for (x, y), when, unit in walk()]
    with pytest.raises(QgsProcessingException, match=r"cannot be degrees.*EPSG:4326.*probably metres.*Set Layer CRS"):
        run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **TRACKS)


def test_exchanged_longitudes_and_latitudes_of_all_are_refused_where_they_can_be_known(run):
    rows = [((y, x), when, unit) for (x, y), when, unit in walk(lon=139.7, lat=35.7)]
    with pytest.raises(QgsProcessingException, match="x and y were exchanged"):
        run("preparetracks", INPUT=point_layer(rows, crs="EPSG:4326"), **TRACKS)


@pytest.mark.parametrize("name", ["PLACES", "AREA", "DEMAND"])
@pytest.mark.parametrize(
    ("crs", "wkt", "sentence"),
    [
        ("EPSG:3857", "Polygon((24.9 60.1, 25 60.1, 25 60.2, 24.9 60.1))", "probably degrees"),
        ("EPSG:4326", "Polygon((385000 6670000, 386000 6670000, 386000 6671000, 385000 6670000))", "probably metres"),
    ],
)
def test_other_layers_are_looked_at_as_well(run, name, crs, wkt, sentence):
    layer = shape_layer([wkt], crs=crs, name="theirs")
    with pytest.raises(QgsProcessingException, match=f"of theirs.*{sentence}"):
        run("scoregaps", INPUT=point_layer(walk(), crs="EPSG:4326"), **SCORE, **{name: layer})


def test_degrees_among_metres_are_set_apart(run):
    metres = [((385_000 + 50 * i, 6_670_000), utc(START + 60 * i), "a") for i in range(30)]
    result = run("preparetracks", INPUT=point_layer(metres + walk("b", fixes=8), crs="EPSG:32635"), **TRACKS)
    assert reasons(result["REJECTED"]) == {IN_DEGREES: "b" * 8}


@pytest.mark.parametrize(
    ("lon", "lat", "zone", "odd"),
    [
        (179.0, -17.0, "Pacific/Fiji", False),
        (-179.5, -17.0, "Pacific/Fiji", False),  # UTC+12 on both sides of the antimeridian
        (-74.0, 40.7, "America/New_York", False),
        (-74.0, 40.7, "UTC", True),
        (139.7, 35.7, "America/New_York", True),
    ],
)
def test_a_time_zone_far_from_the_longitude_is_asked_about(run, log, lon, lat, zone, odd):
    layer = point_layer(walk(lon=lon, lat=lat), crs="EPSG:4326")
    run("preparetracks", INPUT=layer, **{**TRACKS, "TIMEZONE": zone})
    assert said(log, "is TIMEZONE right?", zone) == odd


def test_old_and_future_dates_of_all_fixes_are_said(run, log):
    run("preparetracks", INPUT=point_layer(walk(start=400_000_000), crs="EPSG:4326"), **TRACKS)
    assert said(log, "before 1990")
    run("preparetracks", INPUT=point_layer(walk(start=900_000_000), crs="EPSG:4326"), **TRACKS)
    assert said(log, "before 22 August 1999", "add 1,024 weeks")
    run("preparetracks", INPUT=point_layer(walk(start=4_000_000_000), crs="EPSG:4326"), **TRACKS)
    assert said(log, "30 fixes are dated in the future")
