"""2-opt and Or-opt moves and the choice of alternatives, compared with exhaustive enumeration."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.solver.local_search import best_moves, cheapest_alternatives

FORBIDDEN = 1e4


def total(cost, order):
    return sum(cost[a, b] for a, b in pairwise(order))


def costs(random, stops):
    """Asymmetric costs among stops, a start and an end (the last two nodes), with the padding rules of best_moves."""
    cost = random.random((stops + 2, stops + 2))
    cost[-1] = FORBIDDEN
    cost[-1, -1] = 0
    return cost


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 100_000))
def test_the_best_move_is_the_best_of_all_enumerated_moves(seed):
    random = np.random.default_rng(seed)
    cost = costs(random, 9)
    sizes = random.integers(2, 9, 4)
    width = int(sizes.max()) + 2
    routes = [[9, *random.permutation(9)[:size].tolist(), 10] for size in sizes]
    better, saving = best_moves(cost, np.array([route + [10] * (width - len(route)) for route in routes]))
    for route, after, less in zip(routes, better.tolist(), saving, strict=True):
        size, candidates = len(route), [route]
        for first in range(1, size - 1):
            for last in range(first + 1, size - 1):
                candidates.append(route[:first] + route[first : last + 1][::-1] + route[last + 1 :])
            for end in range(first + 1, min(first + 3, size - 1) + 1):
                rest = route[:first] + route[end:]
                candidates += [rest[:gap] + route[first:end] + rest[gap:] for gap in range(1, len(rest))]
        assert after[size:] == [10] * (width - size)
        assert sorted(after[:size]) == sorted(route)
        assert total(cost, route) - total(cost, after) == pytest.approx(less)
        assert total(cost, after) == pytest.approx(min(total(cost, order) for order in candidates))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 100_000))
def test_the_alternatives_chosen_are_the_cheapest(seed):
    random = np.random.default_rng(seed)
    cost = costs(random, 8)
    members = [[0, 1, 2], [3], [4, 5], [6, 7]]
    choices = np.repeat(np.arange(10)[:, None], 3, axis=1)
    reach = random.random(8) < 0.8
    limits = np.full((10, 3), np.inf)
    limits[8:, 0] = 0
    for group in members:
        reach[group[0]] = True  # the alternatives of the initial routes are allowed
        choices[group, : len(group)] = group
        limits[group, : len(group)] = np.where(reach[group], 0, np.inf)
    orders = [random.permutation(4)[: random.integers(1, 5)] for _ in range(3)]
    routes = [[8, *(members[stop][0] for stop in order), 9] for order in orders]
    width = max(map(len, routes))
    nodes = np.array([route + [9] * (width - len(route)) for route in routes])
    chosen, least = cheapest_alternatives(cost, nodes, choices, limits[nodes])
    for order, after, expected_cost in zip(orders, chosen.tolist(), least, strict=True):
        options = product(*([alternative for alternative in members[stop] if reach[alternative]] for stop in order))
        assert expected_cost == pytest.approx(min(total(cost, [8, *alternative, 9]) for alternative in options))
        assert expected_cost == pytest.approx(total(cost, after))
