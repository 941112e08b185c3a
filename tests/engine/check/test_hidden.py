"""What the check takes as hidden by walls: against lines of sight traced through random blocks in three dimensions."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from blocks import random_blocks, seen_in_3d

from blindspot.engine.check import hidden
from blindspot.engine.check.hidden import clear_stretches
from blindspot.engine.drones.flight_plan import Screens
from blindspot.engine.sight.walls import walls_of


def screens(blocks, height):
    walls = walls_of(blocks, height)
    return Screens(np.column_stack((walls.x0, walls.y0)), np.column_stack((walls.x1, walls.y1)), walls.height)


def in_the_open(rng, blocks, count):
    place = rng.uniform(0, 400, (3 * count, 2))
    return place[~shapely.contains_xy(shapely.union_all(blocks), place)][:count]


@pytest.mark.parametrize("seed", range(6))
def test_stretches_are_those_of_traced_lines_of_sight(seed):
    rng = np.random.default_rng(seed)
    blocks, height = random_blocks(rng, 40)
    place = in_the_open(rng, blocks, 150)
    start = place + rng.uniform(-80, 80, place.shape)
    end = np.where(rng.random((len(place), 1)) < 0.1, start, start + rng.uniform(-80, 80, place.shape))
    altitude = rng.uniform(10, 120, len(place))
    leg, low, high = clear_stretches(screens(blocks, height), place, start, end, altitude, 0.0)
    shares = rng.random((len(place), 12))
    found = np.zeros(shares.shape, bool)
    for one, begin, until in zip(leg, low, high, strict=True):
        found[one] |= (shares[one] >= begin) & (shares[one] <= until)
    row = np.repeat(np.arange(len(place)), 12)
    drone = start[row] + shares.ravel()[:, None] * (end - start)[row]
    seen, close = seen_in_3d(blocks, height, place[row], drone, altitude[row])
    sure = close > 0.01
    assert 0.2 < seen[sure].mean() < 0.98
    assert (found.ravel() == seen)[sure].all()


def test_walls_taken_as_wider_hide_more():
    rng = np.random.default_rng(9)
    blocks, height = random_blocks(rng, 40)
    place = in_the_open(rng, blocks, 300)
    start, end = place + rng.uniform(-60, 60, place.shape), place + rng.uniform(-60, 60, place.shape)
    length = []
    for by in (0.001, 0.0, -0.001, -1.0):
        leg, low, high = clear_stretches(screens(blocks, height), place, start, end, np.full(len(place), 40.0), by)
        length.append(np.bincount(leg, high - low, len(place)))
    assert all((narrower >= wider - 1e-9).all() for wider, narrower in pairwise(length))
    assert length[3].sum() > length[0].sum() + 1


def test_without_walls_in_the_way_all_of_a_leg_is_clear():
    empty = screens(np.array([shapely.box(1000, 1000, 1010, 1010)]), 10.0)
    place, start, end = (np.array([pair], float) for pair in ((0, 0), (-10, 5), (10, 5)))
    leg, low, high = clear_stretches(empty, place, start, end, np.array([20.0]), 0.0)
    assert (leg.tolist(), low.tolist(), high.tolist()) == ([0], [0.0], [1.0])


def test_behind_a_wall_by_hand():
    # a place 10 m before a wall of 20 m: seen from 60 m high up to 30 m away, straight behind the wall
    walls = screens(np.array([shapely.box(10, -50, 20, 50)]), 20.0)
    place, start, end = (np.array([pair], float) for pair in ((0, 0), (0, 0), (40, 0)))
    leg, low, high = clear_stretches(walls, place, start, end, np.array([60.0]), 0.0)
    assert leg.tolist() == [0]
    assert (low[0], high[0]) == pytest.approx((0.0, 30 / 40))
    inside = np.array([[15.0, 0.0]])
    assert clear_stretches(walls, inside, start, end, np.array([60.0]), 0.0)[2].tolist() == [1.0]


def test_progress_moves_and_parts_change_nothing(monkeypatch):
    rng = np.random.default_rng(7)
    blocks, height = random_blocks(rng, 40)
    place = in_the_open(rng, blocks, 150)
    given = screens(blocks, height), place, place + 30.0, place - 50.0, np.full(len(place), 40.0), 0.0
    whole = clear_stretches(*given)
    monkeypatch.setattr(hidden, "PAIRS", 40)
    shares = []
    for one, other in zip(clear_stretches(*given, shares.append), whole, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)  # sums of shares and of indices of legs
    assert len(shares) == -(-len(place) // 40) > 2
    assert shares[-1] == 1


def test_a_place_on_a_wall_looks_out_unless_walls_are_taken_as_wider():
    walls = screens(np.array([shapely.box(0, -50, 20, 50)]), np.inf)
    place, at = np.array([[0.0, 0.0]]), np.array([[30.0, 0.0]])
    for by, seen in ((0.001, 0.0), (0.0, 1.0), (-0.001, 1.0)):
        _, low, high = clear_stretches(walls, place, at, at + np.array([0.0, 5.0]), np.array([60.0]), by)
        assert (high - low).sum() == pytest.approx(seen)
    before = place - [0.002, 0.0]
    for by, seen in ((0.001, 0.0), (-0.001, 0.0), (-0.003, 1.0)):
        _, low, high = clear_stretches(walls, before, at, at + np.array([0.0, 5.0]), np.array([60.0]), by)
        assert (high - low).sum() == pytest.approx(seen)
