"""Idleness against a simple reference and closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.score.idleness import idleness
from blindspot.engine.score.passes import Passes


def passes(stays) -> Passes:
    """(sample, start, end) stays."""
    stays = sorted(stays)
    n = len(stays)
    columns = [np.array([s[i] for s in stays], float) for i in (1, 2)]
    sample = np.array([s[0] for s in stays], np.int64)
    return Passes(sample, np.arange(n), *columns, np.full(n, np.inf))


def test_a_place_never_visited_has_a_mean_idleness_of_half_the_period():
    found = idleness(Passes.none(), 2, 0.0, 1000.0)
    assert found.mean.tolist() == [500.0, 500.0]
    assert found.worst.tolist() == [1000.0, 1000.0]
    assert np.isnan(found.last_seen).all()


def test_mean_is_the_time_average_not_the_mean_interval():
    found = idleness(passes([(0, 100, 100), (0, 400, 400)]), 1, 0.0, 1000.0)
    assert found.mean[0] == pytest.approx((100**2 + 300**2 + 600**2) / 2000)
    assert (found.worst[0], found.at_edge[0], found.last_seen[0]) == (600.0, True, 400.0)


def test_overlapping_stays_count_once():
    found = idleness(passes([(0, 0, 500), (0, 100, 200), (0, 700, 1000)]), 1, 0.0, 1000.0)
    assert found.worst[0] == 200.0
    assert not found.at_edge[0]
    assert found.dwell[0] == 900.0


stay = st.tuples(st.integers(0, 2), st.integers(0, 100), st.integers(0, 40)).map(
    lambda s: (s[0], s[1], min(s[1] + s[2], 100))
)


@settings(deadline=None)
@given(st.lists(stay, max_size=12))
def test_idleness_against_a_simple_reference(stays):
    found = idleness(passes(stays), 3, 0.0, 100.0)
    for place in range(3):
        mine = sorted((a, b) for p, a, b in stays if p == place)
        gaps, reached = [], 0.0
        for a, b in mine:
            gaps.append(max(a - reached, 0.0))
            reached = max(reached, b)
        gaps.append(100.0 - reached)
        assert found.mean[place] == pytest.approx(sum(g * g for g in gaps) / 200.0)
        assert found.worst[place] == pytest.approx(max(gaps))
        assert found.dwell[place] == pytest.approx(sum(b - a for a, b in mine))
