"""What visits close: closed forms, moment by moment, diminishing returns."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.solver.closing import closed, closed_by_group, cumulative, unseen_before

EVEN = np.full((1, 4), 0.25)
"""One row with four bins of an hour, in which conditions begin evenly."""
HOUR = 3600.0


def one(first, last=None, revisit=HOUR, unseen=EVEN, **more) -> float:
    first = np.atleast_1d(np.asarray(first, float))
    last = first if last is None else np.atleast_1d(np.asarray(last, float))
    row = np.zeros(len(first), int)
    return float(closed(unseen, HOUR, revisit, row, first, last, **more)[0])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2 * HOUR, 2 * HOUR, 0.25),  # the hour before
        (2 * HOUR, 2.5 * HOUR, 0.375),  # and what begins during the visit
        (0.0, 0.0, 0.0),  # at the very beginning nothing has begun
        (0.5 * HOUR, 0.5 * HOUR, 0.125),
        (4.5 * HOUR, 4.5 * HOUR, 0.125),  # after the watch: what began in its last half hour
        (5 * HOUR, 5 * HOUR, 0.0),
        (-HOUR, 9 * HOUR, 1.0),
    ],
)
def test_one_visit(first, last, expected):
    assert one(first, last) == pytest.approx(expected, abs=1e-12)


def test_a_second_visit_closes_only_what_the_first_left():
    assert one([2 * HOUR, 2.5 * HOUR]) == pytest.approx(0.375)
    assert one([2 * HOUR, 3 * HOUR]) == pytest.approx(0.5)
    assert one([2 * HOUR, 2 * HOUR]) == pytest.approx(0.25)


def test_exposures_add_up():
    assert one(2 * HOUR, exposure=np.log(2)) == pytest.approx(0.125)
    assert one([2 * HOUR, 2 * HOUR], exposure=np.log(2)) == pytest.approx(0.25 * 0.75)


def test_where_watches_adjoin_an_early_visit_closes_the_end_of_the_watch_before():
    assert one(0.5 * HOUR, cycle=4 * HOUR) == pytest.approx(0.25)
    assert one([0.5 * HOUR, 4 * HOUR], cycle=4 * HOUR) == pytest.approx(0.375)


def test_no_visit_closes_nothing():
    none = np.zeros(0)
    assert closed(np.ones((3, 2)), HOUR, HOUR, np.zeros(0, int), none, none).tolist() == [0, 0, 0]


def test_before_and_after_the_watch():
    before = cumulative(np.array([[1.0, 2.0]]))
    bins = np.array([-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0])
    assert unseen_before(before, np.zeros(7, int), bins).tolist() == [0, 0, 0.5, 1, 2, 3, 3]


@st.composite
def visited(draw):
    rows, bins, visits = draw(st.integers(1, 3)), draw(st.integers(1, 6)), draw(st.integers(1, 7))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    first = random.uniform(-HOUR, (bins + 2) * HOUR, visits)
    exposure = np.where(random.random(visits) < 0.3, np.inf, random.exponential(1.0, visits))
    return random.random((rows, bins)), random.integers(rows, size=visits), first, random.random(visits) * 900, exposure


@given(visited(), st.sampled_from([0.3, 1.0, 2.5]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_as_summed_over_moments(case, revisit, adjoins):
    unseen, row, first, stay, exposure = case
    revisit, bins = revisit * HOUR, unseen.shape[1]
    cycle = bins * HOUR if adjoins else 0.0
    step = 2.0
    moments = np.arange(step / 2, bins * HOUR, step)
    total = np.zeros((len(unseen), len(moments)))
    for which, at in enumerate(row):
        for shift in (0.0, cycle, -cycle) if cycle else (0.0,):
            begin, end = first[which] + shift, first[which] + stay[which] + shift
            total[at] += np.where((moments < end) & (moments + revisit > begin), min(exposure[which], 100), 0)
    share = -np.expm1(-total) * np.repeat(unseen, int(HOUR / step), axis=1) * step / HOUR
    found = closed(unseen, HOUR, revisit, row, first, first + stay, exposure, cycle)
    assert found == pytest.approx(share.sum(axis=1), abs=6 * len(row) * step / HOUR)


@given(visited())
@settings(max_examples=60, deadline=None)
def test_a_visit_gains_less_the_more_others_there_are(case):
    unseen, row, first, stay, exposure = case
    value = [closed(unseen, HOUR, HOUR, row[some], first[some], (first + stay)[some], exposure[some]).sum()
             for some in (np.s_[1:2], np.s_[:2], np.s_[1:], np.s_[:])]  # fmt: skip
    assert (
        value[3] - value[2]
        <= (closed(unseen, HOUR, HOUR, row[:1], first[:1], (first + stay)[:1], exposure[:1]).sum()) + 1e-12
    )
    assert value[3] >= value[2] - 1e-12
    assert value[3] <= unseen.sum() + 1e-12


@given(visited())
@settings(max_examples=30, deadline=None)
def test_groups_are_apart(case):
    unseen, row, first, stay, exposure = case
    two = np.concatenate((row, row + len(unseen)))
    both = [np.tile(part, 2) for part in (row, first, first + stay, exposure)]
    found = closed_by_group(cumulative(unseen), HOUR, both[0], two, both[1] - HOUR, both[2], both[3], 2 * len(unseen))
    alone = closed(unseen, HOUR, HOUR, row, first, first + stay, exposure)
    assert found == pytest.approx(np.tile(alone, 2), abs=1e-12)
