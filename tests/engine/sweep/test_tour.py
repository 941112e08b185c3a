"""The order in which stretches are flown: shorter than what going to the nearest gives, and no simple change helps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.sweep.tour import length, order


def straight_cost(ends):
    """(2n, 2n) straight distances between (2n, 2) ends."""
    return np.hypot(*(ends[:, None] - ends[None]).transpose(2, 0, 1))


def random_stretches(seed, count):
    """(2n, 2) ends of short stretches at random positions in a square."""
    random = np.random.default_rng(seed)
    starts = random.uniform(0, 1000, (count, 2))
    angles = random.uniform(0, 2 * np.pi, count)
    return np.stack([starts, starts + 60 * np.column_stack((np.cos(angles), np.sin(angles)))], axis=1).reshape(-1, 2)


def nearest_only(cost):
    """The shortest of all ways that go on to the nearest end that is left, whichever end they begin at."""
    ways = []
    for start in range(len(cost)):
        entries, left = [start], set(range(len(cost) // 2)) - {start // 2}
        while left:
            at = entries[-1] ^ 1
            entries.append(min((2 * i + turn for i in left for turn in (0, 1)), key=lambda end: cost[at, end]))
            left.remove(entries[-1] // 2)
        ways.append(length(np.array(entries), cost))
    return min(ways)


def simple_changes(entries):
    """Every way that one reversal of a run, or one move of at most three stretches in either direction, makes."""
    count = len(entries)
    for i in range(count):
        for j in range(i, count):
            yield entries[:i] + [e ^ 1 for e in entries[i : j + 1]][::-1] + entries[j + 1 :]
    for size in (1, 2, 3):
        for i in range(count - size + 1):
            run, rest = entries[i : i + size], entries[:i] + entries[i + size :]
            for to in range(len(rest) + 1):
                for moved in (run, [e ^ 1 for e in run][::-1]):
                    yield rest[:to] + moved + rest[to:]


def test_many_stretches_take_less_than_always_the_nearest():
    shares = []
    for seed in range(8):
        cost = straight_cost(random_stretches(seed, 30))
        shares.append(length(order(cost), cost) / nearest_only(cost))
    assert max(shares) <= 1.0
    assert np.mean(shares) < 0.93


@settings(max_examples=12)
@given(st.integers(0, 100_000), st.integers(9, 14))
def test_no_reversal_and_no_move_shortens_the_way(seed, count):
    cost = straight_cost(random_stretches(seed, count))
    entries = order(cost).tolist()
    assert sorted(entry // 2 for entry in entries) == list(range(count))
    best = min(length(np.array(changed), cost) for changed in simple_changes(entries))
    assert best >= length(np.array(entries), cost) - 1e-6


def test_a_way_that_going_to_the_nearest_misses_is_found():
    """Along a line at 0, 1, -2, 5, -10, 21 ... the nearest is always on the other side; from end to end is best."""
    places = np.array([0.0, 1, -2, 5, -10, 21, -42, 85, -170, 341])
    ends = np.repeat(np.column_stack((places, np.zeros(len(places)))), 2, axis=0)
    cost = straight_cost(ends)
    assert length(order(cost), cost) == pytest.approx(341 + 170)
