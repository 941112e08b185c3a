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


# from the same page
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
