"""The string of stops to leave out of a route that is too long, compared with exhaustive enumeration."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.solver.overlong import LENGTHS, cheapest_string


def total(cost, order):
    return sum(cost[a, b] for a, b in pairwise(order))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 100_000))
def test_the_string_is_the_cheapest_of_all(seed):
    random = np.random.default_rng(seed)
    stops = int(random.integers(1, 12))
    cost = random.random((stops + 2, stops + 2))
    cost[-1, -1] = 0
    size = random.integers(1, stops + 1, 3)
    nodes = np.full((3, int(size.max()) + 2), stops + 1)
    nodes[:, 0] = stops
    for row in range(3):
        nodes[row, 1 : size[row] + 1] = random.permutation(stops)[: size[row]]
    value = np.append(random.random(stops), [0.0, 0.0])
    excess = random.uniform(0.05, 2.0, 3)
    first, length = cheapest_string(cost, nodes, size, value[nodes], excess)
    for row in range(3):
        route = nodes[row, : size[row] + 2].tolist()

        def loss(begin, count, route=route, row=row):
            saving = total(cost, route) - total(cost, route[:begin] + route[begin + count :])
            lost = value[route[begin : begin + count]].sum()
            return lost / min(saving, excess[row]) if saving > 1e-9 else np.inf

        tried = [
            loss(begin, count) for count in LENGTHS if count <= size[row] for begin in range(1, size[row] - count + 2)
        ]
        assert 1 <= first[row] <= first[row] + length[row] - 1 <= size[row]
        if np.isfinite(min(tried)):
            assert loss(first[row], length[row]) == pytest.approx(min(tried))
        else:
            assert (first[row], length[row]) == (1, size[row])
