"""The sun against published times of an ephemeris, and against its own altitude."""

from datetime import UTC, datetime

import numpy as np
import pytest

from blindspot.engine.timing.sun import ASTRONOMICAL, CIVIL, DAY, HORIZON, NAUTICAL, altitude, never_above, sun_times

BLUFFTON = (-83.8917, 40.8939)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


# Skyfield with the ephemeris DE421: the examples of https://rhodesmill.org/skyfield/almanac.html
@pytest.mark.parametrize(
    ("place", "day", "angle", "rise", "fall"),
    [
        (BLUFFTON, "2018-09-12", HORIZON, "2018-09-12T11:13:13", "2018-09-12T23:49:38"),
        (BLUFFTON, "2019-11-08", HORIZON, "2019-11-08T12:14:15", "2019-11-08T22:23:52"),
        (BLUFFTON, "2019-11-08", CIVIL, "2019-11-08T11:45:18", "2019-11-08T22:52:48"),
        (BLUFFTON, "2019-11-08", NAUTICAL, "2019-11-08T11:12:31", "2019-11-08T23:25:34"),
        (BLUFFTON, "2019-11-08", ASTRONOMICAL, "2019-11-08T10:40:19", "2019-11-08T23:57:44"),
    ],
)
def test_times_are_those_of_an_ephemeris(place, day, angle, rise, fall):
    found = sun_times(at(day) / DAY, *place, angle)
    np.testing.assert_allclose(found, (at(rise), at(fall)), rtol=0, atol=20)


ANCHORAGE, AUCKLAND, BRASILIA, SINGAPORE = (-149.8667, 61.2167), (174.8, -36.8333), (-47.85, -15.8), (103.8333, 1.2833)
DENVER, VIENNA, DATE_LINE = (-105.1786, 39.742476), (16.37, 48.21), (179.9, 0.0)


# United States Naval Observatory, tables of rise, set and twilight for one year (aa.usno.navy.mil/data/RS_OneYear), to
# the minute
@pytest.mark.parametrize(
    ("place", "angle", "rise", "fall"),
    [
        (ANCHORAGE, HORIZON, "2020-01-05T19:11", "2020-01-05T00:57"),
        (ANCHORAGE, HORIZON, "2020-03-25T15:43", "2020-03-25T04:27"),
        (ANCHORAGE, HORIZON, "2020-06-25T12:22", "2020-06-25T07:42"),
        (ANCHORAGE, HORIZON, "2020-11-05T17:40", "2020-11-05T01:48"),
        (ANCHORAGE, CIVIL, "2020-02-15T16:57", "2020-02-15T03:29"),
        (ANCHORAGE, CIVIL, "2020-05-25T11:20", "2020-05-25T08:32"),
        (ANCHORAGE, CIVIL, "2020-06-05T10:24", "2020-06-05T09:32"),
        (ANCHORAGE, CIVIL, "2020-08-15T13:15", "2020-08-15T06:53"),
        (AUCKLAND, HORIZON, "2020-01-05T17:09", "2020-01-05T07:44"),
        (AUCKLAND, HORIZON, "2020-06-25T19:34", "2020-06-25T05:13"),
        (AUCKLAND, HORIZON, "2020-09-25T18:04", "2020-09-25T06:20"),
        (AUCKLAND, CIVIL, "2023-03-15T17:54", "2023-03-15T07:07"),
        (AUCKLAND, CIVIL, "2023-12-15T16:25", "2023-12-15T08:06"),
        (BRASILIA, HORIZON, "2020-04-15T09:19", "2020-04-15T21:03"),
        (BRASILIA, HORIZON, "2020-12-05T08:31", "2020-12-05T21:33"),
        (BRASILIA, CIVIL, "2023-07-25T09:15", "2023-07-25T21:21"),
        (SINGAPORE, HORIZON, "2020-02-15T23:17", "2020-02-15T11:21"),
        (SINGAPORE, HORIZON, "2020-11-05T22:46", "2020-11-05T10:50"),
        (SINGAPORE, CIVIL, "2023-05-15T22:34", "2023-05-15T11:28"),
    ],
)
def test_times_are_those_of_the_naval_observatory(place, angle, rise, fall):
    _nearest(place, angle, rise, fall, 60)


# events computed from JPL's ephemeris, in the tests of github.com/klausbrunner/solarpositioning (jpl_events.csv)
@pytest.mark.parametrize(
    ("place", "angle", "rise", "fall"),
    [
        (DENVER, HORIZON, "2003-10-17T13:12:44", "2003-10-17T00:20:18"),
        (DENVER, CIVIL, "2003-10-17T12:45:29", "2003-10-17T00:47:30"),
        (DENVER, NAUTICAL, "2003-10-17T12:14:09", "2003-10-17T01:18:46"),
        (VIENNA, CIVIL, "2024-03-20T04:25:44", "2024-03-20T17:38:56"),
        (VIENNA, NAUTICAL, "2024-03-20T03:49:10", "2024-03-20T18:15:38"),
        (AUCKLAND, NAUTICAL, "2024-12-21T15:49:40", "2024-12-21T08:49:01"),
        (DATE_LINE, HORIZON, "2020-06-10T17:56:23", "2020-06-10T06:03:31"),
        (DATE_LINE, NAUTICAL, "2020-06-10T17:07:46", "2020-06-10T06:52:08"),
        (ANCHORAGE, CIVIL, "2020-07-05T10:21:04", "2020-07-05T09:47:30"),  # the sun grazes the limit
    ],
)
def test_times_are_those_of_the_jpl_ephemeris(place, angle, rise, fall):
    grazes = place == ANCHORAGE
    _nearest(place, angle, rise, fall, 120 if grazes else 30)


def _nearest(place, angle: float, rise: str, fall: str, seconds: float) -> None:
    """The events nearest to published ones, whose date is that of UTC."""
    days = at(rise) // DAY + np.arange(-2, 3)
    for found, expected in zip(sun_times(days, *place, angle), (rise, fall), strict=True):
        assert np.nanmin(np.abs(found - at(expected))) <= seconds


# from the same page of Skyfield
@pytest.mark.parametrize(
    ("instant", "north"),
    [
        ("2018-03-20T16:15:27", 0.0),
        ("2018-06-21T10:07:18", 23.435),
        ("2018-09-23T01:54:06", 0.0),
        ("2018-12-21T22:22:44", -23.435),
    ],
)
def test_the_seasons_begin_when_an_ephemeris_says_so(instant, north):
    """At the pole, the sun stands as high as its declination is north."""
    assert altitude(at(instant), 0.0, 90.0) == pytest.approx(north, abs=0.004)


@pytest.mark.parametrize("angle", [HORIZON, CIVIL, NAUTICAL])
def test_the_sun_is_at_the_angle_where_it_crosses_it(angle):
    days, longitude, latitude = np.meshgrid(np.arange(20_000, 20_400, 7), (-170, 0, 118.8, 179), np.arange(-65, 66, 13))
    rise, fall = sun_times(days, longitude, latitude, angle)
    for times in (rise, fall):
        there = np.isfinite(times)
        assert np.abs(altitude(times, longitude, latitude)[there] - angle).max() < 0.03
    noon = days * DAY + DAY / 2 - longitude * 240
    assert (rise[np.isfinite(rise)] < noon[np.isfinite(rise)]).all()
    assert (fall[np.isfinite(fall)] > noon[np.isfinite(fall)]).all()
    assert np.isfinite(rise[np.abs(latitude) < 48]).all() if angle > NAUTICAL else True


def test_where_the_sun_does_not_cross_the_angle_it_is_said_on_which_side_it_is():
    june, december = at("2026-06-21") / DAY, at("2026-12-21") / DAY
    assert np.isnan(sun_times([june, december], 19.0, 75.0)).all()
    assert never_above([june, december], 19.0, 75.0).tolist() == [False, True]
    assert np.isnan(sun_times(june, 10.75, 65.0, CIVIL)).all()  # white nights: never as dark as that
    assert np.isfinite(sun_times(june, 10.75, 60.5)).all()


def test_nights_that_only_just_get_dark_are_found():
    """Near the limit, the sun may not reach the angle with its declination at noon, but does by midnight. The sun's
    altitude, every minute of the evening, says whether it does."""
    days, latitude = np.meshgrid(np.arange(at("2026-07-01"), at("2026-09-10"), DAY) / DAY, np.arange(50.0, 64.0, 0.05))
    found = np.isfinite(sun_times(days, 0.0, latitude, ASTRONOMICAL)[1])
    noon = days * DAY + DAY / 2
    lowest = np.full(days.shape, np.inf)
    for minute in range(11 * 60 + 30, 12 * 60 + 25):
        lowest = np.minimum(lowest, altitude(noon + 60.0 * minute, 0.0, latitude))
    assert found[lowest < ASTRONOMICAL - 0.01].all()
    assert not found[lowest > ASTRONOMICAL + 0.3].any()
    assert (lowest < ASTRONOMICAL).any()
    assert (lowest > ASTRONOMICAL).any()
