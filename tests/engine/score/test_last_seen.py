"""How exactly the time of a pass is published."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.score.last_seen import FEWEST, distinct_units, published_times, steps_behind
from blindspot.engine.timing.local_steps import HOUR, QUARTER, LocalSteps
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.timing.watch import Watch

START = 1_767_225_600.0  # 2026-01-01T00:00Z
CLOCK = LocalSteps.of(Watch(22 * HOUR, 5 * HOUR), START, START + 3 * DAY).after(START)


def stays(*rows):
    """(row, unit, start, end) as columns, sorted by row."""
    return tuple(np.array(column) for column in zip(*sorted(rows), strict=True))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=30))
def test_distinct_units_are_counted_up_to_three(pairs):
    pairs = sorted(pairs)
    row, unit = np.array(pairs, int).reshape(-1, 2).T
    expected = [min(len({u for r, u in pairs if r == place}), 3) for place in range(5)]
    assert distinct_units(row, unit, 5).tolist() == expected


@pytest.mark.parametrize(
    ("others", "step"),
    [
        ((), DAY),
        (((1, 23.05),), DAY),
        (((1, 23.05), (1, 23.1)), DAY),  # the same unit twice
        (((1, 23.05), (2, 23.1)), QUARTER),
        (((1, 22.9), (2, 23.1)), DAY),  # the hour begins at 23:00
        (((1, 23.05), (2, 22.9), (3, 22.2)), DAY),
        (((1, 23.0), (2, 23.1)), QUARTER),  # a step has its start
        (((1, 23.25), (2, 23.1)), HOUR),  # and not its end, which is that of the next one
        (((1, 24.0), (2, 23.1)), DAY),
    ],
)
def test_the_step_has_three_units_in_it(others, step):
    rows = stays((0, 0, 23.1 * HOUR, 23.2 * HOUR), *((0, unit, at * HOUR, at * HOUR) for unit, at in others))
    assert steps_behind(np.array([23.2 * HOUR]), *rows, CLOCK).tolist() == [step]


def test_an_hour_where_the_quarter_has_too_few_units():
    rows = stays((0, 0, 83_000.0, 86_300.0), (0, 1, 82_900.0, 82_950.0), (0, 2, 84_000.0, 84_001.0))
    assert steps_behind(np.array([86_300.0]), *rows, CLOCK).tolist() == [HOUR]
    assert published_times(np.array([86_300.0]), *rows, CLOCK).tolist() == [82_800.0]
    assert published_times(np.array([86_300.0]), *rows, CLOCK, seconds=True).tolist() == [86_300.0]


def test_a_time_in_a_night_is_told_by_the_clock_or_not_at_all():
    """Rows that are nights of a place: three units in the first, one in the second."""
    rows = stays(*((0, unit, 80_000.0, 80_100.0) for unit in range(3)), (1, 0, 170_000.0, 170_100.0))
    times = np.array([80_100.0, 170_100.0, np.nan])
    assert published_times(times, *rows, CLOCK)[:2].tolist() == [80_100.0, 165_600.0]
    told = published_times(times, *rows, CLOCK, day_known=True)
    assert told[0] == 80_100.0
    assert np.isnan(told[1:]).all()


def test_a_first_pass_counts_the_units_of_its_own_step_only():
    rows = stays((0, 0, 79_200.0, 79_300.0), (0, 1, 90_000.0, 90_001.0), (0, 2, 90_000.0, 90_001.0))
    assert steps_behind(np.array([79_200.0]), *rows, CLOCK).tolist() == [DAY]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**31))
def test_behind_every_published_step_are_enough_units(seed):
    """Brute force: whoever knows that a unit was there in the step cannot tell which of three."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 60))
    row, unit = np.sort(rng.integers(0, 4, count)), rng.integers(0, 4, count)
    start = rng.uniform(79_000, 90_000, count)
    end = start + rng.exponential(200, count)
    times = np.array([end[row == place].max(initial=-np.inf) for place in range(4)])
    times[np.isinf(times)] = np.nan
    steps = steps_behind(times, row, unit, start, end, CLOCK)
    told = CLOCK.floor(times, steps)
    for place in range(4):
        here = row == place
        for step in (QUARTER, HOUR):
            since = np.floor(times[place] / step) * step  # UTC
            units = len(set(unit[here & (end >= since) & (start < since + step)]))
            assert (steps[place] <= step) == (units >= FEWEST)
        assert np.isnan(told[place]) or told[place] <= times[place]
