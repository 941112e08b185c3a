"""Shortest paths against a second method (all segments tested with shapely, Bellman-Ford by hand), and what must
always hold."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.airspace import airspace_around


def length(starts, ends):
    return np.hypot(*(ends - starts).T)


def star(random, centre, radius, corners):
    angles = np.sort(random.random(corners)) * 2 * np.pi
    radii = radius * random.uniform(0.4, 1, corners)
    return shapely.make_valid(
        shapely.Polygon(centre + np.column_stack((radii * np.cos(angles), radii * np.sin(angles))))
    )


def scene(seed, zones=6, places=8):
    random = np.random.default_rng(seed)
    shapes = [
        star(random, random.random(2) * 1000, random.uniform(60, 220), random.integers(3, 9)) for _ in range(zones)
    ]
    airspace = airspace_around(shapes, 5)
    points = random.random((60, 2)) * 1000
    return airspace, points[~airspace.closed(points)][:places]


def slow_distances(airspace, points):
    """Every vertex of every zone and every pair tested, then Floyd-Warshall."""
    inner = shapely.buffer(shapely.union_all(airspace.zones), -1e-4, join_style="mitre")
    nodes = np.vstack((points, shapely.get_coordinates(airspace.zones)))
    lines = shapely.linestrings(np.stack(np.broadcast_arrays(nodes[:, None], nodes[None]), axis=2))
    distance = np.where(shapely.intersects(lines, inner), np.inf, shapely.length(lines))
    for via in range(len(nodes)):
        distance = np.minimum(distance, distance[:, via, None] + distance[via])
    return distance[: len(points), : len(points)]


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5, 6])
def test_ways_are_as_short_as_a_slow_second_method_says(seed):
    airspace, points = scene(seed)
    ways = airspace.ways(points, length)
    expected = slow_distances(airspace, points)
    assert np.allclose(ways.cost, expected, atol=2e-2)
    assert (~ways.direct).any()


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_paths_stay_out_of_zones_and_are_as_long_as_said(seed):
    airspace, points = scene(seed, zones=8, places=6)
    ways = airspace.ways(points, length)
    for start in range(len(points)):
        for end in range(len(points)):
            if np.isinf(ways.cost[start, end]) or start == end:
                continue
            path = ways.path(start, end)
            assert np.array_equal(path[[0, -1]], points[[start, end]])
            assert length(path[:-1], path[1:]).sum() == pytest.approx(ways.cost[start, end], abs=1e-6)
            assert not shapely.intersects(airspace.zones, shapely.LineString(path)).any()
            assert ways.cost[start, end] >= np.hypot(*(points[start] - points[end])) - 1e-9


def test_a_square_in_the_way_costs_what_geometry_says():
    airspace = airspace_around([shapely.box(-10, -100, 10, 300)])
    ways = airspace.ways(np.array([[-200.0, 0], [200, 0]]), length)
    assert ways.cost[0, 1] == pytest.approx(2 * np.hypot(190, 100) + 20, abs=1e-4)
    assert ways.farthest(np.array([0.0, 0]))[0, 1] == pytest.approx(np.hypot(10, 100), abs=1e-4)
    assert len(ways.path(0, 1)) == 4


def test_without_zones_all_is_direct():
    ways = airspace_around([]).ways(np.array([[0.0, 0], [3, 4]]), length)
    assert ways.cost[0, 1] == 5
    assert np.array_equal(ways.path(0, 1), [[0, 0], [3, 4]])


def test_a_hole_is_open_but_cut_off():
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(30, 30, 70, 70))
    airspace = airspace_around([ring])
    assert airspace.closed(np.array([[50.0, 50], [10, 10], [200, 200]])).tolist() == [False, True, False]
    ways = airspace.ways(np.array([[40.0, 40], [60, 60], [200, 200]]), length)
    assert np.isfinite(ways.cost[0, 1])
    assert np.isinf(ways.cost[0, 2])


def test_asymmetric_costs_choose_the_side():
    airspace = airspace_around([shapely.box(-10, -100, 10, 100)])
    places = np.array([[-50.0, 0], [50, 0]])

    def north_is_dear(starts, ends):
        return length(starts, ends) + np.maximum(ends[:, 1] - starts[:, 1], 0) * 0.01 + np.maximum(ends[:, 1], 0)

    assert ways_sides(airspace.ways(places, north_is_dear)) == (-1, -1)


def ways_sides(ways):
    return tuple(int(np.sign(ways.path(*pair)[1, 1])) for pair in ((0, 1), (1, 0)))


def test_buffer_keeps_its_distance_at_sharp_corners():
    zone = shapely.Polygon([(0, 0), (200, 5), (200, -5)])
    airspace = airspace_around([zone], 30)
    ring = shapely.buffer(zone, 29.99, quad_segs=64)
    assert shapely.covers(airspace.zones[0], ring)


def test_most_limits_the_ways():
    ways = airspace_around([]).ways(np.array([[0.0, 0], [100, 0], [0, 10]]), length, most=50)
    assert np.isinf(ways.cost[0, 1])
    assert ways.cost[0, 2] == 10


def test_open_part_is_what_lies_outside():
    airspace = airspace_around([shapely.box(0, 0, 10, 10)])
    lines = np.array([shapely.LineString([(-10, 5), (20, 5)]), shapely.LineString([(50, 0), (60, 0)])])
    left = airspace.open_part(lines)
    assert left[0].length == pytest.approx(20, abs=0.1)
    assert not shapely.intersects(left[0], airspace.zones[0])
    assert left[1].length == 10
