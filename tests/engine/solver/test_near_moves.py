"""Moves between near nodes: savings compared with sums over the routes, reversals with exhaustive enumeration."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.solver import near_moves as module
from blindspot.engine.solver.near_moves import apply, disjoint, improve_near, near_moves, nearest

FORBIDDEN = 1e6
EPSILON = 1e-7


def total(cost, order):
    return sum(cost[a, b] for a, b in pairwise(order))


def routes_among(random, stops, rows=4, spread=0.2):
    """Routes through some of the stops, with costs that are asymmetric unless spread is 0: cost, symmetric cost, nodes
    and size. The last two nodes are start and end."""
    places = random.random((stops + 2, 2)) * 100
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    cost = cost * random.uniform(1 - spread, 1 + spread, cost.shape)
    symmetric = (cost + cost.T) / 2
    cost[-1], cost[-1, -1] = FORBIDDEN, 0
    size = random.integers(2, stops + 1, rows)
    nodes = np.full((rows, int(size.max()) + 2), stops + 1)
    nodes[:, 0] = stops
    for row in range(rows):
        nodes[row, 1 : size[row] + 1] = random.permutation(stops)[: size[row]]
    return cost, symmetric, nodes, size


def new(nodes, count):
    """`settled` of routes that were never improved."""
    return np.full((len(nodes), count), -1, np.int32)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 100_000))
def test_each_move_saves_what_it_says(seed):
    random = np.random.default_rng(seed)
    cost, symmetric, nodes, size = routes_among(random, int(random.integers(4, 30)))
    dirty = np.ones((len(nodes), len(cost)), bool)
    moves, stops = near_moves(cost, symmetric, nearest(symmetric, len(cost) - 2), nodes, size, dirty)
    assert len(moves.row)
    before = [total(cost, route) for route in nodes]
    for index, row in enumerate(moves.row):
        after = apply(nodes, moves.at(np.array([index])))
        assert np.array_equal(np.delete(after, row, axis=0), np.delete(nodes, row, axis=0))
        assert sorted(after[row]) == sorted(nodes[row])
        assert after[row, 0] == nodes[row, 0]
        assert np.array_equal(after[row, size[row] + 1 :], nodes[row, size[row] + 1 :])
        assert before[row] - total(cost, after[row]) == pytest.approx(moves.saving[index], abs=1e-6)
        assert stops[index] in nodes[row]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 100_000))
def test_moves_make_their_pair_neighbours(seed):
    random = np.random.default_rng(seed)
    cost, symmetric, nodes, size = routes_among(random, 12)
    dirty = np.ones((len(nodes), len(cost)), bool)
    row, stop, other = module._pairs(symmetric, nearest(symmetric, 12), nodes, size, dirty)
    legs = module._Legs(cost, nodes, size)
    for kind in (module._reversals, module._relocations):
        moves, pair = kind(legs, row, stop, other)
        for index, of in enumerate(pair):
            route = apply(nodes, moves.at(np.array([index])))[row[of]].tolist()
            one, two = nodes[row[of], stop[of]], nodes[row[of], other[of]]
            assert abs(route.index(one) - route.index(two)) == 1


def test_relocated_segments_of_each_length_are_put_in_both_directions():
    """A row of stops, of which one segment is out of place: the move that puts it right is among those found."""
    for length in (1, 2, 3):
        for back in (False, True):
            for to in (2, 9):
                order = list(range(14))
                segment = order[6 : 6 + length]
                rest = order[:6] + order[6 + length :]
                route = rest[:to] + (segment[::-1] if back else segment) + rest[to:]
                places = np.append(np.arange(14.0), [-1.0, 14.0])
                cost = np.abs(places[:, None] - places)
                symmetric = cost.copy()
                cost[-1], cost[-1, -1] = FORBIDDEN, 0
                nodes = np.array([[14, *route, 15]])
                near = nearest(symmetric, 14)
                moves, _ = near_moves(cost, symmetric, near, nodes, np.array([14]), np.ones((1, 16), bool))
                best = moves.at(moves.saving.argmax(keepdims=True))
                assert apply(nodes, best)[0].tolist() == [14, *order, 15]


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 100_000))
def test_the_savings_of_disjoint_moves_add_up(seed):
    random = np.random.default_rng(seed)
    cost, symmetric, nodes, size = routes_among(random, 40)
    dirty = np.ones((len(nodes), len(cost)), bool)
    moves, _ = near_moves(cost, symmetric, nearest(symmetric, 40), nodes, size, dirty)
    moves = moves.at(moves.saving > 0)
    chosen = disjoint(moves)
    after = apply(nodes, moves.at(chosen))
    for row, route in enumerate(nodes):
        own = moves.row == row
        at = chosen[moves.row[chosen] == row]
        assert total(cost, route) - total(cost, after[row]) == pytest.approx(moves.saving[at].sum(), abs=1e-6)
        if own.any():
            assert moves.saving[at].max() == moves.saving[own].max()
    assert len(chosen) > len(set(moves.row.tolist()))  # more than one on a route


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 100_000))
def test_after_improvement_no_reversal_between_near_nodes_saves(seed):
    random = np.random.default_rng(seed)
    cost, symmetric, nodes, size = routes_among(random, 11, spread=0.0)  # all are near
    near = nearest(symmetric, 11)
    after, gain, settled = improve_near(cost, symmetric, near, nodes, size, new(nodes, 13), EPSILON)
    for row, stops in enumerate(size):
        route = after[row].tolist()
        assert total(cost, nodes[row]) - total(cost, route) == pytest.approx(gain[row], abs=1e-6)
        assert sorted(route) == sorted(nodes[row])
        for first in range(1, stops):
            for last in range(first + 1, stops + 1):
                other = route[:first] + route[first : last + 1][::-1] + route[last + 1 :]
                assert total(cost, other) > total(cost, route) - 1e-6
    again, gain, _ = improve_near(cost, symmetric, near, after, size, settled, EPSILON)
    assert np.array_equal(again, after)
    assert not gain.any()


def test_nodes_with_unchanged_legs_are_skipped():
    random = np.random.default_rng(2)
    cost, symmetric, nodes, size = routes_among(random, 30, spread=0.0)
    near = nearest(symmetric, 30)
    clean = np.zeros((len(nodes), 32), bool)
    assert not len(near_moves(cost, symmetric, near, nodes, size, clean)[0].row)
    settled, gain, successors = improve_near(cost, symmetric, near, nodes, size, new(nodes, 32), EPSILON)
    assert (successors[np.arange(len(nodes))[:, None], settled[:, :-1]] == settled[:, 1:]).all()
    changed = settled.copy()
    changed[0, [3, 4]] = changed[0, [4, 3]]  # two stops exchanged: only there is anything to do
    after, gain, _ = improve_near(cost, symmetric, near, changed, size, successors, EPSILON)
    assert gain[0] > 0
    assert not gain[1:].any()
    assert total(cost, after[0]) <= total(cost, settled[0]) + 1e-6
