"""Stray dates: few fixes far from all others are found, whatever else the data hold; sound data lose nothing."""

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.tracks.stray_report import time_sentences
from blindspot.engine.tracks.stray_times import DAY, FAR_IN_TIME, WEEK, WEEK_ROLLOVER, YEAR, stray_times

START = datetime.datetime(2024, 1, 8, 20, tzinfo=datetime.UTC).timestamp()


def patrols(rng, first_day, days, nights, units=3, fixes=40):
    """Fixes of patrols in some nights out of `days`, and their units."""
    nights = np.sort(rng.choice(days, min(nights, days), replace=False))
    t = START + (first_day + nights[:, None]) * DAY + rng.uniform(0, 8 * 3600, (len(nights), fixes))
    return t.ravel(), rng.integers(0, units, t.size)


def joined(*parts):
    return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))


def seasons(rng):
    years = range(int(rng.integers(2, 6)))
    return joined(*(patrols(rng, 365 * year, 90, int(rng.integers(5, 60))) for year in years))


def later_unit(rng):
    t, unit = patrols(rng, 0, 300, 200)
    more = patrols(rng, 250, 100, 50)
    return joined((t, unit), (more[0], np.full(len(more[0]), 3)))


def summer_break(rng):
    pause = int(rng.integers(60, 110))
    return joined(patrols(rng, 0, 120, 90), patrols(rng, 120 + pause, 120, int(rng.integers(10, 90))))


def two_campaigns(rng):
    apart = int(rng.integers(300, 4000))
    return joined(patrols(rng, 0, 30, 30), patrols(rng, apart, 14, int(rng.integers(6, 14))))


def two_days_of_a_unit(rng):
    t, unit = patrols(rng, 0, 365, 300)
    few = patrols(rng, 100, 2, 2, fixes=5)
    return joined((t, unit), (few[0], np.full(len(few[0]), 3)))


def pilot(rng):
    """A unit used for two days a year before the others."""
    few = patrols(rng, -365, 2, 2, fixes=15)
    return joined(patrols(rng, 0, 120, 100), (few[0], np.full(len(few[0]), 3)))


def one_fix_a_week(rng):
    t = START + np.arange(60) * WEEK + rng.uniform(0, DAY, 60)
    return t, np.zeros(60, int)


def growing_programme(rng):
    return joined(*(patrols(rng, 365 * year, 30, 4, fixes=5 * 4**year) for year in range(5)))


def decades(rng):
    return joined(*(patrols(rng, 365 * year, 90, 6) for year in range(-40, 3)))


SOUND = [
    *(seasons, later_unit, summer_break, two_campaigns, two_days_of_a_unit),
    *(pilot, one_fix_a_week, growing_programme, decades),
]


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("kind", SOUND)
def test_sound_data_lose_nothing(kind, seed):
    assert stray_times(*kind(np.random.default_rng(seed))).faults == {}


@settings(max_examples=80, deadline=None)
@given(
    kind=st.sampled_from([later_unit, summer_break, two_days_of_a_unit]),
    seed=st.integers(0, 10**6),
    years=st.lists(st.floats(3, 17) | st.floats(-17, -3), min_size=1, max_size=4),
    shift=st.floats(-0.5 * YEAR, 20 * YEAR),
)
def test_strays_are_found_wherever_they_are_in_the_rows_and_whenever_all_was(kind, seed, years, shift):
    rng = np.random.default_rng(seed)
    t, unit = kind(rng)
    t = np.r_[t, START + np.array(years) * YEAR]
    unit = np.r_[unit, rng.integers(0, 3, len(years))]
    order = rng.permutation(len(t))
    strays = np.sort(np.flatnonzero(order >= len(t) - len(years)))
    for moved in (0.0, shift):
        found = stray_times(t[order] + moved, unit[order])
        assert list(found.faults) == [FAR_IN_TIME]
        assert found.faults[FAR_IN_TIME].tolist() == strays.tolist()
        assert sum(group.count for group in found.groups) == len(years)
        assert all(group.rejected and not group.weeks for group in found.groups)


@pytest.mark.parametrize("weeks", [1024, -1024, 2048, -2048])
@pytest.mark.parametrize("share", [0.02, 0.4])
def test_a_week_rollover_is_named(weeks, share):
    t, unit = patrols(np.random.default_rng(1), 0, 20, 20)
    t += 20 * YEAR if weeks < 0 else 0
    off = np.arange(len(t)) < share * len(t)
    unit = np.where(off, 3, unit)
    found = stray_times(np.where(off, t + weeks * WEEK, t), unit)
    assert {reason: index.tolist() for reason, index in found.faults.items()} == {
        WEEK_ROLLOVER: np.flatnonzero(off).tolist()
    }
    (group,) = found.groups
    assert (group.unit, group.weeks, group.whole, group.rejected) == (3, weeks, True, True)
    said = time_sentences(found, ("a", "b", "c", "d"), "UTC")
    assert len(said) == 1
    for part in (f"{off.sum()} fixes lie {abs(weeks):,} weeks", "GPS week rollover", "all", "of unit d", "rejected"):
        assert part in said[0]
    assert f"{'subtract' if weeks > 0 else 'add'} {abs(weeks):,} weeks" in said[0]


def test_a_unit_with_fewer_sound_fixes_than_strays_still_has_some():
    t, unit = patrols(np.random.default_rng(1), 0, 20, 20)
    off, few = np.arange(30), np.arange(30, 40)
    unit[off], unit[few] = 3, 3
    found = stray_times(np.where(np.arange(len(t)) < 30, t - 1024 * WEEK, t), unit)
    (group,) = found.groups
    assert (group.unit, group.count, group.whole) == (3, 30, False)
    assert "all 30" not in time_sentences(found, ("a", "b", "c", "d"), "UTC")[0]


def test_of_two_equal_halves_a_rollover_apart_the_later_one_is_trusted():
    t = np.r_[START + np.arange(30) * 60, START - 1024 * WEEK + np.arange(30) * 60]
    found = stray_times(t, np.repeat([0, 1], 30))
    assert found.faults[WEEK_ROLLOVER].tolist() == list(range(30, 60))


def test_archives_a_rollover_apart_are_kept_and_named():
    rng = np.random.default_rng(0)
    t, unit = joined(patrols(rng, -1024 * 7, 900, 300), patrols(rng, 0, 900, 500))
    found = stray_times(t, unit)
    assert found.faults == {}
    assert all(group.weeks == -1024 and not group.rejected for group in found.groups)
    assert "kept, because" in time_sentences(found, ("a", "b", "c"), "UTC")[0]


def test_a_cold_start_of_a_whole_day_is_rejected_although_it_holds_more_than_single_fixes():
    """Clocks begin at 1999-11-30 before they are set: 4 % of the fixes of all units."""
    t, unit = patrols(np.random.default_rng(3), 0, 60, 50)
    reset = datetime.datetime(1999, 11, 30, tzinfo=datetime.UTC).timestamp()
    cold = np.arange(len(t)) % 25 == 0
    found = stray_times(np.where(cold, reset + np.arange(len(t)), t), unit)
    assert found.faults[FAR_IN_TIME].tolist() == np.flatnonzero(cold).tolist()


def test_dates_before_receivers_are_rejected_up_to_half_of_all():
    t, unit = patrols(np.random.default_rng(3), 0, 60, 50)
    old = np.arange(len(t)) % 5 < 2
    found = stray_times(np.where(old, 315_964_800.0 + np.arange(len(t)) * 3600, t), unit)
    assert found.faults[FAR_IN_TIME].tolist() == np.flatnonzero(old).tolist()


def test_a_unit_that_is_far_from_the_others_for_days_is_kept_and_named():
    rng = np.random.default_rng(4)
    far = patrols(rng, -900, 5, 5, fixes=60)
    t, unit = joined(patrols(rng, 0, 90, 80), (far[0], np.full(len(far[0]), 3)))
    found = stray_times(t, unit)
    assert found.faults == {}
    (group,) = found.groups
    assert (group.unit, group.count, group.whole, group.rejected) == (3, 300, True, False)
    (said,) = time_sentences(found, ("a", "b", "c", "d"), "UTC")
    assert "all 300 of unit d" in said
    assert "run each period by itself" in said


def test_dates_are_said_in_local_time():
    t = np.r_[START + np.arange(40) * 60, START + 9 * YEAR]
    (said,) = time_sentences(stray_times(t, np.zeros(41, int)), ("",), "Asia/Tokyo")
    assert "1 fix lies far from all others in time: 1 (2033-01-08 11:00)" in said


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_fixes_tell_nothing(count):
    assert stray_times(START + np.arange(count) * 9 * YEAR, np.zeros(count, int)).faults == {}


@pytest.mark.parametrize(("strays", "of"), [(1, 3), (1, 6), (5, 24), (8, 24), (300, 1000)])
@pytest.mark.parametrize("years", [17, -7])
def test_a_single_day_years_away_is_rejected_up_to_half_of_the_others(strays, of, years):
    t = START + 60.0 * np.arange(of)
    unit = np.where(np.arange(of) < strays, 1, 0)
    t[:strays] += years * YEAR
    found = stray_times(t, unit)
    assert found.faults[FAR_IN_TIME].tolist() == list(range(strays))


def test_as_many_fixes_years_away_are_kept_and_named():
    t = START + 60.0 * np.arange(30)
    t[:13] += 9 * YEAR
    found = stray_times(t, np.zeros(30, int))
    assert found.faults == {}
    (said,) = time_sentences(found, ("",), "UTC")
    assert "13 fixes lie far from all others in time" in said
    assert "They are kept, because so many may be right" in said


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5])
def test_days_in_the_future_are_rejected_unless_all_are(share):
    t, unit = patrols(np.random.default_rng(5), 0, 20, 20)
    off = np.arange(len(t)) < share * len(t)
    t[off] += YEAR
    now = START + 300 * DAY
    assert stray_times(t, unit, now).faults[FAR_IN_TIME].tolist() == np.flatnonzero(off).tolist()
    assert stray_times(t + 3 * YEAR, unit, now).faults.keys() == stray_times(t, unit).faults.keys()


def test_a_day_of_the_year_before_is_rejected_if_its_unit_has_enough_others():
    t, unit = patrols(np.random.default_rng(6), 0, 20, 20, units=1)
    t[:40] -= YEAR  # 40 of 800
    assert stray_times(t, unit).faults[FAR_IN_TIME].tolist() == list(range(40))
    unit[:40] = 1
    assert stray_times(t, unit).faults == {}
