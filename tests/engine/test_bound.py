"""The bound is the knapsack's where a problem is one. That it holds is tested against exhaustive search in
test_search.py."""

import numpy as np
import pytest

from blindspot.engine.bound import knapsack_bound
from blindspot.engine.orienteering import Problem


def test_stops_on_the_spot_make_a_knapsack():
    cost = np.zeros((5, 5))
    cost[:, :3] += [2.0, 3.0, 4.0]  # serving takes this, getting there nothing
    problem = Problem(np.array([4.0, 5.0, 6.0]), np.arange(3), cost, 8.0, np.array([0]))
    # half of what each takes is charged on its way in, the rest of the bound's slack is that no way out is charged
    assert knapsack_bound(problem) == pytest.approx(15.0)
    symmetric = np.array([[0, 4, 2], [4, 0, 2], [2, 2, 0.0]])
    nodes = [0, 1, 2, 2]
    apart = Problem(np.array([1.0, 1.0]), np.arange(2), symmetric[np.ix_(nodes, nodes)], 4.0, np.array([0]))
    assert knapsack_bound(apart) == pytest.approx(1.0)


def test_what_is_out_of_reach_does_not_count():
    cost = np.full((3, 3), 10.0)
    assert knapsack_bound(Problem(np.array([5.0]), np.array([0]), cost, 19.0, np.array([0]))) == 0
