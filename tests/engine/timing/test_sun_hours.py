"""Watches by the sun: the nights of each date, polar days and nights, dates, weekdays, bins and local steps."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from blindspot.engine.score.evidence import Question
from blindspot.engine.score.watch_bins import BinnedMoments
from blindspot.engine.timing.busy_hours import other_hours
from blindspot.engine.timing.local_steps import DAY, LocalSteps
from blindspot.engine.timing.sun import CIVIL, HORIZON, NAUTICAL, altitude
from blindspot.engine.timing.sun_hours import SHORTEST, SunHours
from blindspot.engine.timing.sun_report import differs_within, hours_by_sun, unusual_nights
from blindspot.engine.timing.watch import Watch, dates_of_nights, moments, nights, period, whole_nights

PLACES = {
    "Nanjing": (118.8, 32.05),
    "Helsinki": (24.94, 60.17),
    "Ushuaia": (-68.3, -54.8),
    "Quito": (-78.5, -0.2),
    "Fairbanks": (-147.7, 64.8),
    "date line": (179.9, -17.0),
    "Tromso": (18.95, 69.65),
    "Longyearbyen": (15.6, 78.2),
}


def at(text: str, zone: str = "UTC") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def by_sun(place: str, zone: str = "UTC", angle: float = HORIZON, offset: float = 0.0, days=frozenset()) -> Watch:
    return Watch.by_sun(SunHours(*PLACES[place], angle, offset), days, zone, at("2026-03-20"))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("angle", [HORIZON, CIVIL, NAUTICAL])
def test_it_is_night_while_the_sun_is_below_the_angle(place, angle):
    """Every five minutes of a year, by the altitude of the sun."""
    first, last = at("2025-12-25"), at("2027-01-05")
    found = SunHours(*PLACES[place], angle).nights(first, last)
    assert (found[1:, 0] >= found[:-1, 1]).all()
    times = np.arange(first, last, 300.0)
    height = altitude(times, *PLACES[place])
    inside = np.searchsorted(found[:, 0], times, side="right") > np.searchsorted(found[:, 1], times, side="right")
    clear = np.abs(height - angle) > 0.06  # the sun rises by 0.25 degrees a minute at most
    np.testing.assert_array_equal(inside[clear], (height < angle)[clear])


@pytest.mark.parametrize("place", PLACES)
def test_a_larger_offset_shrinks_the_watch(place):
    spans = [at("2026-01-01"), at("2027-01-01")]
    before, seconds = None, []
    for minutes in (-600, -120, -30, 0, 15, 90, 300):
        found = SunHours(*PLACES[place], CIVIL, 60.0 * minutes).nights(*spans)
        assert (found[1:, 0] >= found[:-1, 1]).all()
        seconds.append(np.diff(found).sum())
        if before is not None:
            inside = np.searchsorted(before[:, 0], found[:, 0], side="right") - 1
            assert (before[inside, 1] >= found[:, 1]).all()
        before = found
    assert (np.diff(seconds) <= 0).all()
    assert seconds[0] > seconds[-1]


def test_a_polar_day_has_no_night_and_a_polar_night_lasts_from_noon_to_noon():
    sun = SunHours(*PLACES["Longyearbyen"])
    assert not len(sun.nights(at("2026-05-01"), at("2026-08-01")))
    winter = sun.nights(at("2026-12-01"), at("2026-12-10"))
    np.testing.assert_array_equal(winter[1:, 0], winter[:-1, 1])
    np.testing.assert_allclose(np.diff(winter), DAY, atol=60)
    assert sun.longest == DAY
    assert np.array_equal(replace(sun, offset=3600.0).nights(at("2026-12-01"), at("2026-12-10")), winter)
    none, whole = sun.days_without(at("2026-01-01"), at("2027-01-01"))
    assert (len(none), len(whole)) == pytest.approx((128, 111), abs=3)
    notes = unusual_nights(by_sun("Longyearbyen", "Arctic/Longyearbyen"), at("2026-08-20"), at("2026-11-20"))
    assert notes[0].startswith("There is no watch on 4 dates, because the sun is not low enough")
    assert "2026-08-20" in notes[0]
    assert "the sun stays down all day" in notes[1]
    with pytest.raises(Exception, match="no hour of the watch"):
        period(by_sun("Longyearbyen"), *[at("2026-06-01"), at("2026-06-10")] * 2)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "Pacific/Kiritimati", "America/Anchorage"])
@pytest.mark.parametrize("place", ["Nanjing", "Fairbanks"])
def test_a_night_has_the_local_date_and_weekday_on_which_it_begins(place, zone):
    """Also in a zone far from the longitude."""
    first, last = at("2025-12-20"), at("2026-01-20")
    every = whole_nights(by_sun(place, zone), first, last)[1]
    for days in (frozenset({0, 5}), frozenset({6})):
        watch = by_sun(place, zone, days=days)
        local = [datetime.fromtimestamp(begin, ZoneInfo(zone)) for begin in every[:, 0]]
        chosen = np.array([each.weekday() in days for each in local])
        shown, edges = whole_nights(watch, first, last)
        np.testing.assert_array_equal(edges, every[chosen])
        expected = [each.replace(tzinfo=UTC).timestamp() for each in np.array(local)[chosen]]
        np.testing.assert_array_equal(shown, expected)
        asked = period(watch, first, last, first, last)
        dates = [str(each.date()) for each in np.array(local)[chosen]]
        assert [str(date) for date in dates_of_nights(asked, watch)] == dates


def test_a_clock_change_moves_no_night():
    first, last = at("2026-03-20"), at("2026-04-05")
    here, utc = (whole_nights(by_sun("Helsinki", zone), first, last)[1] for zone in ("Europe/Helsinki", "UTC"))
    np.testing.assert_array_equal(here, utc)


def test_moments_and_nights_add_up_over_the_end_of_the_year():
    watch = by_sun("Ushuaia", "America/Argentina/Ushuaia")
    whole = period(watch, at("2026-12-28"), at("2027-01-04"))
    found, revisit = nights(whole, watch), 1800.0
    assert len(found) == 7
    assert np.diff(moments(whole, revisit)).sum() == pytest.approx(np.diff(found).sum() - revisit)
    assert np.diff(found).max() < watch.length
    question = Question(whole, moments(whole, revisit), found, revisit)
    bins = BinnedMoments.of(question, watch, 0.0)
    assert bins.seconds.sum() == pytest.approx(np.diff(question.moments).sum())
    late = bins.bins[:-1] > np.diff(found).max()
    assert late.any()
    assert not bins.seconds[late].any()
    assert bins.seconds[0] == pytest.approx(7 * np.diff(bins.bins)[0])


def test_a_day_of_a_watch_by_the_sun_begins_at_solar_noon():
    watch = by_sun("Nanjing", "Asia/Shanghai")
    evening = at("2026-03-20T18:30", "Asia/Shanghai")
    clock = LocalSteps.of(watch, evening - 5 * DAY, evening + 5 * DAY)
    noon = clock.floor(np.array([evening, evening + 10 * 3600.0]), DAY)
    assert noon[0] == noon[1]
    assert abs(noon[0] - at("2026-03-20T12:12", "Asia/Shanghai")) < 120


def test_its_words_and_usual_hours():
    watch = by_sun("Nanjing", "Asia/Shanghai", days=frozenset({4}))
    assert str(watch) == "sunset to sunrise Fri"
    assert (watch.start_s, watch.end_s) == (18 * 3600 + 15 * 60, 6 * 3600 + 9 * 60)
    assert watch.length == 14 * 3600
    assert (watch.night, watch.all_day) == ("night", False)
    later = by_sun("Nanjing", angle=NAUTICAL, offset=900.0)
    assert str(later) == "nautical night, 15 min less at either end"
    assert str(by_sun("Nanjing", angle=CIVIL, offset=-900.0)) == "civil night, 15 min more at either end"
    said = hours_by_sun(watch, at("2026-01-01"), at("2026-12-31"), "here")
    assert said.startswith(
        "The watch follows the sun at here: sunset to sunrise Fri. Of 52 nights the shortest is 2026-0"
    )


def test_a_large_area_is_said_and_a_city_is_not():
    watch = by_sun("Nanjing")
    city = np.array([[118.6, 31.9], [119.0, 32.2]])
    assert differs_within(watch, at("2026-01-01"), at("2026-02-01"), city) == ""
    country = np.array([[115.0, 30.0], [122.0, 34.0]])
    assert "up to 2" in differs_within(watch, at("2026-01-01"), at("2026-02-01"), country)


def test_a_small_area_on_the_date_line_is_not_large():
    watch = replace(by_sun("Nanjing"), sun=SunHours(179.99, -17.0))
    there = np.array([[179.9, -17.1], [-179.9, -16.9]])
    assert differs_within(watch, at("2026-01-01"), at("2026-02-01"), there) == ""
    assert differs_within(watch, at("2026-01-01"), at("2026-02-01"), there + np.array([4.0, 0.0])) != ""


def test_fixes_by_day_are_not_those_of_the_night():
    watch = by_sun("Nanjing", "Asia/Shanghai")
    day = at("2026-03-20T10:00", "Asia/Shanghai") + np.arange(30) * 600.0
    assert "set WATCH_BY" in other_hours(day, watch)
    assert other_hours(day + DAY / 2, watch) == ""


def test_nights_are_never_shorter_than_a_minute():
    found = SunHours(*PLACES["Tromso"]).nights(at("2026-01-01"), at("2027-01-01"))
    assert np.diff(found).min() >= SHORTEST


def test_the_hours_of_one_night_by_the_clock_lie_within_it():
    sun = Watch.by_sun(SunHours(16.4, 48.2), frozenset({4}), "Europe/Vienna", 1_767_225_600.0)
    own = sun.on(1_767_301_230.0, 1_767_330_030.0)  # 22:00:30 to 06:00:30
    assert (own.start_s, own.end_s, own.sun, own.weekdays) == (22 * 3600 + 60, 6 * 3600, None, sun.weekdays)
