"""The hour that the clocks show twice, told apart by the order of the rows."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.timing.repeated_hour import repeated_hour_notes, resolve_repeated_hour
from blindspot.engine.timing.timezones import localize

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")
CHANGES = {  # instants at which the clocks go back
    "Europe/Berlin": datetime(2025, 10, 26, 1, tzinfo=UTC),
    "America/New_York": datetime(2025, 11, 2, 6, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2025, 4, 5, 15, tzinfo=UTC),
    "Africa/Casablanca": datetime(2025, 2, 23, 2, tzinfo=UTC),
}


def wall(instants, zone):
    """What the clocks show at instants, as if in UTC."""
    local = [datetime.fromtimestamp(t, ZoneInfo(zone)).replace(tzinfo=UTC).timestamp() for t in instants]
    return np.array(local)


def resolve(instants, zone="Europe/Berlin", unit=None):
    """Instants written as local times in this order of rows, and read again."""
    read = localize(wall(instants, zone), zone)
    unit = np.zeros(len(instants), int) if unit is None else np.asarray(unit)
    return resolve_repeated_hour(read.seconds, read.ambiguous, unit, read.shift)


def around(zone, *minutes):
    return CHANGES[zone].timestamp() + 60.0 * np.array(minutes)


@pytest.mark.parametrize("zone", ZONES)
def test_a_walk_through_the_change_is_read_as_it_was(zone):
    walk = around(zone, *range(-120, 120, 5))
    found = resolve(walk, zone)
    assert found.seconds.tolist() == walk.tolist()
    assert found.guessed == 0
    assert found.moved == (6 if zone == "Australia/Lord_Howe" else 12)


@pytest.mark.parametrize("zone", ZONES)
def test_the_newest_row_first(zone):
    walk = around(zone, *range(-120, 120, 5))[::-1]
    assert resolve(walk, zone).seconds.tolist() == walk.tolist()


@pytest.mark.parametrize("step", [1, 12, 20, 29])
def test_a_fix_every_so_many_minutes(step):
    walk = around("Europe/Berlin", *range(-7 * step - 60, 7 * step + 60, step))
    found = resolve(walk)
    assert found.seconds.tolist() == walk.tolist()
    assert found.guessed == 0


def test_units_in_one_file_are_told_apart():
    walk = around("Europe/Berlin", *range(-120, 120, 5))
    rows, unit = np.repeat(walk, 3) + np.tile([0, 60, 120], len(walk)), np.tile([2, 0, 1], len(walk))
    assert resolve(rows, unit=unit).seconds.tolist() == rows.tolist()
    one_after_another = np.concatenate([walk, walk + 60])
    unit = np.repeat([0, 1], len(walk))
    assert resolve(one_after_another, unit=unit).seconds.tolist() == one_after_another.tolist()


@pytest.mark.parametrize(
    "minutes",
    [
        range(10, 120, 5),  # begins in the later hour
        range(-120, -30, 5),  # ends in the earlier hour
        [*range(-120, -49, 5), *range(40, 120, 5)],  # silent from one hour to the other
        [*range(-120, -64, 5), *range(25, 120, 5)],
        [*range(-120, -5, 5), *range(80, 140, 5)],
    ],
)
def test_a_single_silence_shows_where_the_hour_is(minutes):
    walk = around("Europe/Berlin", *minutes)
    found = resolve(walk)
    assert found.seconds.tolist() == walk.tolist()
    assert found.guessed == 0


def test_where_nothing_shows_it_the_earlier_hour_is_kept_and_said():
    alone = around("Europe/Berlin", 5, 10, 15)
    found = resolve(alone)
    assert found.seconds.tolist() == (alone - 3600).tolist()
    assert (found.moved, found.guessed) == (0, 3)
    notes, warnings = repeated_hour_notes(found, "Europe/Berlin")
    assert notes == []
    assert "first, in summer time (rows: 3)" in warnings[0]
    unsorted = np.random.default_rng(1).permutation(around("Europe/Berlin", *range(-120, 120, 5)))
    found = resolve(unsorted)
    assert (found.moved, found.guessed) == (0, 24)


def test_a_row_in_the_wrong_place_is_no_second_hour():
    walk = around("Europe/Berlin", *range(-120, -20))
    walk[[-10, -9]] = walk[[-9, -10]]
    found = resolve(walk)
    assert found.seconds.tolist() == walk.tolist()
    assert found.moved == 0


def test_several_autumns():
    years = [datetime(year, 10, day, 1, tzinfo=UTC).timestamp() for year, day in ((2023, 29), (2024, 27), (2025, 26))]
    walk = np.concatenate([year + 60.0 * np.arange(-120, 120, 5) for year in years])
    assert resolve(walk).seconds.tolist() == walk.tolist()
    newest_year_first = np.concatenate(np.split(walk, 3)[::-1])
    assert resolve(newest_year_first).seconds.tolist() == newest_year_first.tolist()


def test_rows_after_the_hour_that_are_not_in_order_say_nothing():
    found = resolve(around("Europe/Berlin", *range(-120, -100, 5), *range(10, 60, 5), 90, 70, 80))
    assert (found.moved, found.guessed) == (0, 10)


def test_rows_without_a_time_and_columns_without_repeats():
    walk = around("Europe/Berlin", *range(-120, 120, 5))
    read = localize(wall(walk, "Europe/Berlin"), "Europe/Berlin")
    seconds, ambiguous = np.insert(read.seconds, 30, np.nan), np.insert(read.ambiguous, 30, False)
    found = resolve_repeated_hour(seconds, ambiguous, np.zeros(49, int), read.shift)
    assert np.delete(found.seconds, 30).tolist() == walk.tolist()
    assert resolve_repeated_hour(seconds, None, np.zeros(49, int), None).seconds is seconds


@given(
    st.lists(st.integers(1, 9), min_size=60, max_size=200),
    st.integers(-150, -70),
    st.sampled_from(ZONES),
)
def test_any_unbroken_walk_in_order_is_read_back(steps, first, zone):
    """A walk with a fix at least every nine minutes, through the whole of both hours."""
    walk = around(zone, *(first + np.cumsum(steps)))
    if walk[-1] < around(zone, 75)[0]:
        return
    assert resolve(walk, zone).seconds.tolist() == walk.tolist()


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_fix_every_hour_is_told_apart(minute):
    instants = around("America/New_York", *(60 * np.arange(-4, 4) + minute))
    found = resolve(instants, "America/New_York")
    assert found.seconds.tolist() == instants.tolist()
    assert (found.moved, found.guessed) == (1, 0)


def test_two_rows_of_one_time_between_minutes_tell_nothing():
    instants = around("America/New_York", -62, -61, -61, -60.5)
    assert resolve(instants, "America/New_York").moved == 0


@pytest.mark.parametrize("how", ["swapped", "late", "stray"])
def test_single_rows_out_of_order_do_not_hide_the_hour(how):
    instants = around("America/New_York", *range(-120, 120))
    order = list(range(240))
    if how == "swapped":
        order[135], order[136] = 136, 135
    elif how == "late":
        order.insert(140, order.pop(20))
    instants = instants[order]
    if how == "stray":
        instants[[59, 90, 130]] += 364 * 86_400 * np.array([15, 17, -20])
    found = resolve(instants, "America/New_York")
    right = found.seconds == instants
    if how == "stray":
        right[[59, 90, 130]] = True
    assert right.all()
    assert found.moved >= 59
