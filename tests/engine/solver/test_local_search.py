"""Moves and alternatives of routes against all of them tried by hand."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.solver.local_search import best_moves, cheapest_ways

FAR = 1e4


def total(cost, order):
    return sum(cost[a, b] for a, b in pairwise(order))


def costs(random, stops):
    """Asymmetric costs among stops, a start and an end (the last two nodes), as settle asks for."""
    cost = random.random((stops + 2, stops + 2))
    cost[-1] = FAR
    cost[-1, -1] = 0
    return cost


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 100_000))
def test_the_best_move_is_the_best_of_all_tried_by_hand(seed):
    random = np.random.default_rng(seed)
    cost = costs(random, 9)
    sizes = random.integers(2, 9, 4)
    width = int(sizes.max()) + 2
    routes = [[9, *random.permutation(9)[:size].tolist(), 10] for size in sizes]
    better, saved = best_moves(cost, np.array([route + [10] * (width - len(route)) for route in routes]))
    for route, after, less in zip(routes, better.tolist(), saved, strict=True):
        size, tried = len(route), [route]
        for first in range(1, size - 1):
            for last in range(first + 1, size - 1):
                tried.append(route[:first] + route[first : last + 1][::-1] + route[last + 1 :])
            for end in range(first + 1, min(first + 3, size - 1) + 1):
                rest = route[:first] + route[first:end][:0] + route[end:]
                tried += [rest[:gap] + route[first:end] + rest[gap:] for gap in range(1, len(rest))]
        assert after[size:] == [10] * (width - size)
        assert sorted(after[:size]) == sorted(route)
        assert total(cost, route) - total(cost, after) == pytest.approx(less)
        assert total(cost, after) == pytest.approx(min(total(cost, order) for order in tried))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 100_000))
def test_the_alternatives_chosen_are_the_cheapest(seed):
    random = np.random.default_rng(seed)
    cost = costs(random, 8)
    members = [[0, 1, 2], [3], [4, 5], [6, 7]]
    ways = np.repeat(np.arange(10)[:, None], 3, axis=1)
    reach = random.random(8) < 0.8
    limits = np.full((10, 3), np.inf)
    limits[8:, 0] = 0
    for group in members:
        reach[group[0]] = True  # what is flown can be
        ways[group, : len(group)] = group
        limits[group, : len(group)] = np.where(reach[group], 0, np.inf)
    orders = [random.permutation(4)[: random.integers(1, 5)] for _ in range(3)]
    routes = [[8, *(members[stop][0] for stop in order), 9] for order in orders]
    width = max(map(len, routes))
    nodes = np.array([route + [9] * (width - len(route)) for route in routes])
    chosen, least = cheapest_ways(cost, nodes, ways, limits[nodes])
    for order, after, price in zip(orders, chosen.tolist(), least, strict=True):
        options = product(*([way for way in members[stop] if reach[way]] for stop in order))
        assert price == pytest.approx(min(total(cost, [8, *way, 9]) for way in options))
        assert price == pytest.approx(total(cost, after))
