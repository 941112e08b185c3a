"""Shortest paths: compared with a brute-force method, with another program and with closed forms; and properties that
must always hold."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.benchmarks.detours import length, places_of, zones_of
from blindspot.engine.airspace.airspace import Airspace, airspace_around
from blindspot.engine.airspace.occlusion import Occluders, edges_of

FAR_AWAY = np.array([500_000.0, 9_900_000.0])
"""An origin with coordinates as large as in UTM, so that floats are as coarse."""
TINY = 1e-5
"""Metres that the brute-force method keeps from zones, so that no path passes between zones that touch."""


def with_wind(starts, ends):
    """Seconds at 10 m/s of airspeed in a wind of 6 m/s from the west."""
    move = ends - starts
    distance = np.hypot(*move.T)
    along = 6 * move[:, 0] / np.maximum(distance, 1e-300)
    across = 6 * move[:, 1] / np.maximum(distance, 1e-300)
    return distance / (along + np.sqrt(100 - across**2))


def reference_costs(airspace, places, cost):
    """Brute force: all vertices of all zones, convex or not, all pairs tested, then the textbook Dijkstra algorithm."""
    buffered, closed = (
        shapely.union_all(shapely.buffer(airspace.zones, tiny, join_style="mitre", mitre_limit=20))
        for tiny in (TINY, TINY / 2)
    )
    nodes = np.vstack((places, shapely.get_coordinates(buffered)))
    size = len(nodes)
    lines = shapely.linestrings(np.stack(np.broadcast_arrays(nodes[:, None], nodes[None]), axis=2))
    shapely.prepare(closed)
    here, there = (index.ravel() for index in np.indices((size, size)))
    weight = np.where(shapely.intersects(closed, lines), np.inf, cost(nodes[here], nodes[there]).reshape(size, size))
    costs = np.full((len(places), len(places)), np.inf)
    for place in range(len(places)):
        best, left = np.full(size, np.inf), np.ones(size, dtype=bool)
        best[place] = 0
        while (best[left] < np.inf).any():
            at = np.flatnonzero(left)[best[left].argmin()]
            left[at] = False
            best = np.minimum(best, best[at] + weight[at])
        costs[place] = best[: len(places)]
    return costs


def assert_paths_hold(airspace, places, paths, cost=length, within=1e-6):
    """Each path connects its places, touches no zone and has the cost given for it."""
    shapely.prepare(airspace.zones)
    for start, end in np.ndindex(paths.cost.shape):
        if start == end or np.isinf(paths.cost[start, end]):
            continue
        path = paths.path(start, end)
        assert np.array_equal(path[[0, -1]], places[[start, end]])
        assert cost(path[:-1], path[1:]).sum() == pytest.approx(paths.cost[start, end], rel=0, abs=within)
        assert not shapely.intersects(airspace.zones, shapely.LineString(path)).any()
        assert (len(path) == 2) == paths.direct[start, end]


def open_places(airspace, places):
    return places[~airspace.closed(places)]


@st.composite
def lattice_zones(draw):
    """Zones with corners on a lattice of 10 m: they overlap, share edges, touch at corners and on edges, are aligned,
    have holes, and some are slivers."""
    shapes = []
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["box", "box", "triangle", "ring", "sliver", "bay"]))
        x, y, wide, high = (10 * draw(st.integers(low, top)) for low, top in ((0, 9), (0, 9), (1, 5), (1, 5)))
        box = shapely.box(x, y, x + wide, y + high)
        if kind == "triangle":
            box = shapely.Polygon([(x, y), (x + wide, y), (x, y + high)])
        elif kind == "ring":
            box = shapely.box(x, y, x + 50, y + 50) - shapely.box(x + 10, y + 10, x + 40, y + wide)
        elif kind == "sliver":
            box = shapely.Polygon([(x, y), (x + 60, y + high), (x + 60, y + high + 0.5)])
        elif kind == "bay":
            box = shapely.box(x, y, x + 40, y + 40) - shapely.box(x + 10, y + 10, x + 30, y + 50)
        shapes.append(box)
    return shapes


@settings(deadline=None, max_examples=60)
@given(
    lattice_zones(),
    st.lists(st.tuples(*[st.integers(-4, 34)] * 2), min_size=1, max_size=7),
    st.sampled_from([0, 0, 3]),
    st.sampled_from([np.zeros(2), FAR_AWAY]),
    st.sampled_from([length, with_wind]),
)
def test_paths_cost_the_same_as_by_brute_force(shapes, places, buffer, origin, cost):
    airspace = airspace_around(shapely.transform(np.array(shapes), lambda points: points + origin), buffer)
    places = open_places(airspace, np.array(places, dtype=float) * 5 + origin)
    paths = airspace.shortest_paths(places, cost)
    expected = reference_costs(airspace, places, cost)
    assert np.array_equal(np.isinf(paths.cost), np.isinf(expected))
    finite = np.isfinite(expected)
    assert np.allclose(paths.cost[finite], expected[finite], rtol=0, atol=2e-3)
    # a path keeps up to 8e-6 m from the tip of a sliver, so it may be longer than its cost by twice that at each bend
    assert_paths_hold(airspace, places, paths, cost, within=5e-5)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.booleans())
def test_paths_among_irregular_zones_cost_the_same_as_by_brute_force(seed, overlap):
    airspace = airspace_around(zones_of(seed, 6, 9, 1000, overlap), 5)
    places = places_of(seed, airspace, 7, 1000)
    paths = airspace.shortest_paths(places, length)
    expected = reference_costs(airspace, places, length)
    assert np.array_equal(np.isinf(paths.cost), np.isinf(expected))
    assert np.allclose(paths.cost, expected, rtol=0, atol=1e-3)
    assert_paths_hold(airspace, places, paths)


REFERENCE = json.loads((Path(__file__).parent / "shortest_ways.json").read_text())
"""Lengths of shortest paths from another program: extremitypathfinder 2.7.2, called by `benchmarks.detours.Peer`. It
needs NumPy below 2, so its results are stored. Each case has the zones (to the millimetre), places, pairs of places and
the metres between them. Cases 0 to 7: `zones_of(seed, 8, 8, 1000, overlap)`, buffered by 5 m and dissolved, and pairs
outside of all zones' outer rings. Case 8: an irregular yard, closed all around, with three blocks in it."""


@pytest.mark.parametrize("case", range(len(REFERENCE)))
def test_lengths_are_those_of_extremitypathfinder(case):
    reference = REFERENCE[case]
    airspace = Airspace(np.array(shapely.from_wkt(reference["zones"]), dtype=object))
    places, (starts, ends) = np.array(reference["places"]), np.array(reference["pairs"]).T
    paths = airspace.shortest_paths(places, length)
    assert len(starts) >= 47
    assert np.abs(paths.cost[starts, ends] - reference["metres"]).max() < 1e-6
    assert (~paths.direct[starts, ends]).any()
    assert_paths_hold(airspace, places, paths)


def test_the_path_around_a_square_has_its_closed_form_length():
    airspace = airspace_around([shapely.box(-10, -100, 10, 300)])
    paths = airspace.shortest_paths(np.array([[-200.0, 0], [200, 0]]), length)
    assert paths.cost[0, 1] == pytest.approx(2 * np.hypot(190, 100) + 20, abs=1e-9)
    assert paths.farthest(np.array([0.0, 0]))[0, 1] == pytest.approx(np.hypot(10, 100), abs=1e-6)
    assert len(paths.path(0, 1)) == 4


def test_without_zones_every_path_is_direct():
    paths = airspace_around([]).shortest_paths(np.array([[0.0, 0], [3, 4]]), length)
    assert paths.cost[0, 1] == 5
    assert np.array_equal(paths.path(0, 1), [[0, 0], [3, 4]])


def test_a_hole_in_a_zone_is_open_but_unreachable():
    ring = shapely.box(0, 0, 100, 100).difference(shapely.box(30, 30, 70, 70))
    airspace = airspace_around([ring])
    assert airspace.closed(np.array([[50.0, 50], [10, 10], [200, 200]])).tolist() == [False, True, False]
    paths = airspace.shortest_paths(np.array([[40.0, 40], [60, 60], [200, 200]]), length)
    assert np.isfinite(paths.cost[0, 1])
    assert np.isinf(paths.cost[0, 2])


def test_asymmetric_costs_choose_the_side():
    airspace = airspace_around([shapely.box(-10, -100, 10, 100)])
    places = np.array([[-50.0, 0], [50, 0]])

    def north_is_expensive(starts, ends):
        return length(starts, ends) + np.maximum(ends[:, 1] - starts[:, 1], 0) * 0.01 + np.maximum(ends[:, 1], 0)

    assert sides(airspace.shortest_paths(places, north_is_expensive)) == (-1, -1)


def sides(paths):
    return tuple(int(np.sign(paths.path(*pair)[1, 1])) for pair in ((0, 1), (1, 0)))


def test_buffer_keeps_its_distance_at_sharp_corners():
    zone = shapely.Polygon([(0, 0), (200, 5), (200, -5)])
    airspace = airspace_around([zone], 30)
    ring = shapely.buffer(zone, 29.99, quad_segs=64)
    assert shapely.covers(airspace.zones[0], ring)


def test_max_cost_limits_the_paths():
    paths = airspace_around([]).shortest_paths(np.array([[0.0, 0], [100, 0], [0, 10]]), length, max_cost=50)
    assert np.isinf(paths.cost[0, 1])
    assert paths.cost[0, 2] == 10


def test_open_part_returns_the_part_outside_zones():
    airspace = airspace_around([shapely.box(0, 0, 10, 10)])
    lines = np.array([shapely.LineString([(-10, 5), (20, 5)]), shapely.LineString([(50, 0), (60, 0)])])
    left = airspace.open_part(lines)
    assert left[0].length == pytest.approx(20, abs=0.1)
    assert not shapely.intersects(left[0], airspace.zones[0])
    assert left[1].length == 10


@pytest.mark.parametrize("spike", [1.0, 1e-2, 1e-4])
def test_a_sharp_corner_is_rounded_at_no_cost(spike):
    tip = np.add(FAR_AWAY, (0, 100))
    airspace = airspace_around([shapely.Polygon([tip, np.add(FAR_AWAY, (-spike, 0)), np.add(FAR_AWAY, (spike, 0))])])
    places = FAR_AWAY + np.array([[-70.0, 0], [70, 0]])
    above = airspace_around([shapely.Polygon([tip, np.add(FAR_AWAY, (-spike, -900)), np.add(FAR_AWAY, (spike, -900))])])
    assert airspace.shortest_paths(places, length).cost[0, 1] == pytest.approx(140, abs=1e-3)
    assert above.shortest_paths(places, length).cost[0, 1] == pytest.approx(2 * np.hypot(70, 100), rel=0, abs=1e-7)
    assert_paths_hold(above, places, above.shortest_paths(places, length), within=3e-3)


def test_no_path_passes_between_zones_that_touch():
    # two triangles that touch at their tips; the leg around both is tangent to neither alone
    first = shapely.Polygon([(0, 0), (-60, -60), (60, -60)])
    second = shapely.Polygon([(0, 0), (60, 340), (90, -60 + 1e-3)])
    airspace = airspace_around([first, second])
    places = np.array([[-50.0, -20], [5.0, 300]])
    assert airspace.shortest_paths(places, length).cost[0, 1] == pytest.approx(
        length(places[:1], places[1:])[0], abs=1e-9
    )
    across = np.array([[-40.0, -39.0], [40, 300]])
    paths = airspace.shortest_paths(across, length)
    assert paths.cost == pytest.approx(reference_costs(airspace, across, length), abs=1e-3)
    tips = airspace_around([shapely.box(0, 0, 10, 10), shapely.box(10, 10, 20, 20)])
    corners = np.array([[5.0, 15], [15, 5]])
    assert tips.shortest_paths(corners, length).cost[0, 1] == pytest.approx(2 * np.hypot(5, 5) + 20, abs=1e-9)


def test_duplicate_places_a_single_place_and_a_place_on_an_edge():
    airspace = airspace_around([shapely.box(0, 0, 10, 10)], 5)
    places = np.array([[-20.0, 5], [-20, 5], [-5, 5], [30, 5]])
    paths = airspace.shortest_paths(places, length)
    assert paths.cost[0, 1] == paths.cost[1, 0] == 0
    assert np.array_equal(paths.cost[0], paths.cost[1])
    assert airspace.closed(places).tolist() == [False, False, True, False]
    assert np.isinf(paths.cost[2, [0, 1, 3]]).all()
    assert np.isinf(paths.cost[[0, 1, 3], 2]).all()
    assert np.array_equal(airspace.shortest_paths(places[:1], length).cost, [[0]])
    assert airspace.shortest_paths(np.empty((0, 2)), length).cost.shape == (0, 0)


def test_an_airspace_can_be_used_again_with_other_places_and_costs():
    shapes = zones_of(3, 12, 7, 1000)
    airspace = airspace_around(shapes, 5)
    places = places_of(3, airspace, 12, 1000)
    together = airspace.shortest_paths(places, with_wind)
    assert np.abs(together.cost - together.cost.T).max() > 1
    for start, end in ((0, 1), (4, 7), (8, 3)):
        pair = airspace.shortest_paths(places[[start, end]], with_wind)
        assert pair.cost[0, 1] == pytest.approx(together.cost[start, end], rel=1e-12)
        assert np.array_equal(pair.path(0, 1), together.path(start, end))
    assert np.array_equal(
        airspace.shortest_paths(places, length).cost, airspace_around(shapes, 5).shortest_paths(places, length).cost
    )


def test_the_farthest_bend_is_that_of_the_path():
    airspace = airspace_around(zones_of(5, 12, 7, 1000), 5)
    places = places_of(5, airspace, 9, 1000)
    paths = airspace.shortest_paths(places, length)
    farthest = paths.farthest(places[0])
    for start, end in np.ndindex(farthest.shape):
        bend_points = paths.path(start, end)[1:-1]
        assert farthest[start, end] == max([0.0, *np.hypot(*(bend_points - places[0]).T)])


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.booleans())
def test_hidden_legs_are_blocked(seed, discs):
    airspace = airspace_around(zones_of(seed, 12, 7, 1000))
    places = places_of(seed, airspace, 40, 1000)
    centres = shapely.centroid(airspace.zones)
    radii = shapely.distance(centres, shapely.boundary(airspace.zones)) * discs
    edges = edges_of(airspace.zones[len(airspace.zones) * discs :])
    here, there = np.triu_indices(len(places), 1)
    hidden = Occluders(shapely.get_coordinates(centres), radii, edges).hidden(places, here, places[there])
    blocked = airspace.blocked(places[here], places[there])
    assert not (hidden & ~blocked).any()
    assert hidden.sum() > blocked.sum() / 4  # otherwise the test would be of no use


def test_progress_never_falls_and_cancel_stops_the_search():
    airspace = airspace_around(zones_of(1, 60, 12, 5000), 5)
    places = places_of(1, airspace, 60, 5000)
    shares = []
    airspace.shortest_paths(places, length, progress=shares.append)
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1

    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        airspace.shortest_paths(places, length, progress=stop)
