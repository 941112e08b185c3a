"""Isovists against a look at every wall."""

import numpy as np
import pytest
import shapely
from random_streets import SEEDS, random_street

from blindspot.engine.sight import isovists
from blindspot.engine.sight.clear import clear_points
from blindspot.engine.sight.directions import direction_key
from blindspot.engine.sight.isovists import isovists_of
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of

REACH = 60.0


def test_equal_directions_have_equal_keys_and_others_rise_counterclockwise():
    x, y = (at.ravel() for at in np.meshgrid(*[np.arange(-20, 21.0)] * 2))
    x, y = x[(x != 0) | (y != 0)], y[(x != 0) | (y != 0)]
    shorter = np.gcd(x.astype(int), y.astype(int))
    assert (direction_key(x, y) == direction_key(x / shorter, y / shorter)).all()
    angle = np.mod(np.arctan2(y / shorter, x / shorter), 2 * np.pi)
    order = np.argsort(angle, kind="stable")
    steps, turns = np.diff(direction_key(x, y)[order]), np.diff(angle[order])
    assert ((steps > 0) == (turns > 0)).all()


@pytest.mark.parametrize("eye", [0.0, 10.0])
def test_points_are_hidden_as_by_a_look_at_every_wall(eye):
    for seed in SEEDS[::2]:
        street = random_street(seed + (eye > 0))
        rng = np.random.default_rng(seed)
        x, y = street.places.x, street.places.y
        isovists = isovists_of(street.sight.walls, x, y, REACH, street.sight.tolerance, eye)
        sample = rng.integers(0, len(x), 1000)
        angle, distance = rng.uniform(0, 2 * np.pi, 1000), REACH * np.sqrt(rng.random(1000))
        ux, uy = x[sample] + distance * np.cos(angle), y[sample] + distance * np.sin(angle)
        if seed % 4 == 0:
            ux, uy = np.rint(ux), np.rint(uy)
        near = np.hypot(ux - x[sample], uy - y[sample]) <= REACH
        sample, ux, uy = sample[near], ux[near], uy[near]
        expected = clear_points(street.sight, x[sample], y[sample], ux, uy, eye)
        assert (isovists.clear(sample, ux, uy) == expected).all()
        turned = rng.permutation(len(x))
        some = isovists.take(turned)
        assert (some.clear(np.argsort(turned)[sample], ux, uy) == expected).all()


def test_the_polygon_of_visibility_holds_what_is_seen():
    for seed in range(1, 21, 2):
        street = random_street(seed)
        x, y = street.places.x[:1], street.places.y[:1]
        isovists = isovists_of(street.sight.walls, x, y, 30.0)
        rng = np.random.default_rng(seed)
        ux, uy = x + rng.uniform(-30, 30, 500), y + rng.uniform(-30, 30, 500)
        points, polygon = shapely.points(ux, uy), isovists.polygon(0)
        near = np.hypot(ux - x, uy - y) <= 30.0
        sure = near & (shapely.distance(polygon.boundary, points) > 0.05)
        seen = isovists.clear(np.zeros(sure.sum(), int), ux[sure], uy[sure])
        assert (shapely.contains(polygon, points[sure]) == seen).all()


def seen(building, x, y, ux, uy, **options):
    isovists = isovists_of(walls_of(np.array([building])), [x], [y], 1000.0, **options)
    return isovists.clear(np.zeros(np.size(ux), int), np.atleast_1d(ux), np.atleast_1d(uy)).tolist()


def test_a_courtyard_is_hidden_from_the_street_and_open_within():
    court = shapely.box(0, 0, 30, 30).difference(shapely.box(10, 10, 20, 20))
    assert seen(court, 15.0, -5.0, [15.0, 15.0, -40.0], [15.0, -0.0, -5.0]) == [False, True, True]
    assert seen(court, 11.0, 11.0, [19.0, 15.0, 40.0], [19.0, 12.0, 15.0]) == [True, True, False]


def test_a_point_in_a_building_looks_out_but_not_through_another_wing():
    wings = shapely.Polygon([(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30)])
    assert seen(wings, 5.0, 25.0, [15.0, -50.0, 25.0, 40.0], [25.0, 25.0, 25.0, 25.0]) == [True, True, False, False]


def test_a_tolerance_is_measured_at_right_angles_to_the_wall():
    wall = shapely.box(-50, 10, 50, 90)
    points = [0.0, 0.0, 8.0, 8.0], [14.9, 15.1, 14.9, 15.1]
    assert seen(wall, 0.0, 0.0, *points, tolerance=5.0) == [True, False, True, False]


def test_a_high_eye_looks_over_a_building():
    low = walls_of(np.array([shapely.box(-50, 10, 50, 20)]), 6.0)
    for eye, furthest in ((3.0, 10.0), (12.0, 20.0), (60.0, 100.0), (np.inf, 500.0)):
        isovists = isovists_of(low, [0.0], [0.0], 500.0, 5.0, eye)
        at = np.array([furthest - 0.01, min(furthest + 0.01, 500.0)])
        assert isovists.clear(np.zeros(2, int), np.zeros(2), at).tolist() == [True, np.isinf(eye)]


def test_many_pairs_are_as_few():
    street = random_street(3)
    rng = np.random.default_rng(1)
    x, y = rng.uniform(-50, 50, (2, 7000))
    many = isovists_of(street.sight.walls, x, y, REACH)
    few = isovists_of(street.sight.walls, x[6990:], y[6990:], REACH)
    sample = np.repeat(np.arange(10), 100)
    ux, uy = x[6990 + sample] + rng.uniform(-30, 30, 1000), y[6990 + sample] + rng.uniform(-30, 30, 1000)
    assert (many.clear(sample + 6990, ux, uy) == few.clear(sample, ux, uy)).all()
    assert clear_points(Sight(None), 0.0, 0.0, 1.0, 1.0).all()


def test_progress_moves_also_where_all_walls_are_in_range_of_all_samples(monkeypatch):
    monkeypatch.setattr(isovists, "CANDIDATES", 20_000)
    blocks = np.array([shapely.box(x, y, x + 20, y + 20) for x in range(0, 500, 50) for y in range(0, 500, 50)])
    walls, rng = walls_of(blocks), np.random.default_rng(2)
    x, y = rng.uniform(0, 500, (2, 300))
    shares = []
    isovists_of(walls, x, y, 5000.0, progress=shares.append)
    assert len(shares) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_nothing_nearer_than_the_nearest_facing_wall_is_hidden():
    walls = walls_of(np.array([shapely.box(10, -5, 20, 5), shapely.box(-5, 100, 5, 110)]))
    isovists = isovists_of(walls, [0.0, 0.0, 500.0, 13.0, 0.0], [0.0, 60.0, 0.0, -9.0, 0.0], 50.0)
    assert isovists.nearest.tolist() == pytest.approx([10.0, 40.0, np.inf, 4.0, 10.0])
