"""Adjacency of polygons and lines."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from blindspot.engine.spots.adjacency import components, touching_lines, touching_polygons

FAR = np.array([512_345.67, 3_456_789.01])


def pairs(touches):
    return set(zip(touches.first.tolist(), touches.second.tolist(), strict=True))


def squares(cells, size=50.0, turn=0.0, noise=0.0, seed=0):
    """One square for each (column, row), computed corner by corner, turned by `turn` radians, with noise in metres."""
    cells = np.asarray(cells, dtype=float)
    corners = (cells[:, None] + np.array([[0, 0], [1, 0], [1, 1], [0, 1]])) * size
    cos, sin = np.cos(turn), np.sin(turn)
    corners = corners @ np.array([[cos, sin], [-sin, cos]]) + FAR
    return shapely.polygons(corners + np.random.default_rng(seed).uniform(-noise, noise, corners.shape))


def hexagons(cells, side=30.0):
    cells = np.asarray(cells, dtype=float)
    angle = np.arange(6) * np.pi / 3
    x = cells[:, 0] * 1.5 * side
    y = (cells[:, 1] + cells[:, 0] % 2 / 2) * np.sqrt(3) * side
    centre = np.stack([x, y], axis=1) + FAR
    return shapely.polygons(centre[:, None] + side * np.stack([np.cos(angle), np.sin(angle)], axis=1))


@given(
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=30),
    st.sampled_from([0.0, 0.05, 0.7]),
    st.sampled_from([0.0, 1e-9, 1e-6]),
)
@settings(max_examples=60, deadline=None)
def test_squares_touch_along_edges_not_at_corners(cells, turn, noise):
    cells = sorted(cells)
    expected = {
        (i, j)
        for i, (a, b) in enumerate(cells)
        for j, (c, d) in enumerate(cells)
        if i < j and abs(a - c) + abs(b - d) == 1
    }
    touches = touching_polygons(squares(cells, turn=turn, noise=noise))
    assert pairs(touches) == expected
    assert touches.edge_to_edge.all()
    assert touches.length == pytest.approx(50, abs=1e-4)


def test_squares_with_corners_on_the_edges_of_the_snapping_lattice():
    cells = [(i, j) for i in range(12) for j in range(12)]
    for shift in [*np.linspace(0, 1e-3, 11), (1 - 0.3183098) * 1e-3]:
        geometries = shapely.transform(squares(cells, noise=1e-6), lambda xy, shift=shift: xy - FAR + shift)
        touches = touching_polygons(geometries)
        assert len(touches.first) == 2 * 12 * 11
        assert touches.edge_to_edge.all()


def test_hexagons_have_six_neighbours():
    cells = [(i, j) for i in range(9) for j in range(9)]
    touches = touching_polygons(hexagons(cells))
    neighbours = np.bincount(np.concatenate([touches.first, touches.second]), minlength=81).reshape(9, 9)
    assert (neighbours[1:-1, 1:-1] == 6).all()
    assert touches.edge_to_edge.all()


@pytest.mark.parametrize(
    ("other", "touch"),
    [
        (shapely.box(100, 30, 150, 70), True),  # a stretch of the edge, no vertex in common
        (shapely.box(100.0004, 30, 150, 70), True),  # half a millimetre away
        (shapely.box(100.1, 30, 150, 70), False),
        (shapely.box(100, 100, 150, 150), False),  # a corner
        (shapely.Polygon([(100, 50), (150, 0), (150, 100)]), False),  # a tip on the edge
        (shapely.box(90, 90, 150, 150), True),  # overlap
        (shapely.box(20, 20, 30, 30), True),  # inside
        (shapely.box(0, 0, 100, 100), True),  # the same polygon
        (shapely.box(0, 0, 100, 60), True),  # overlap that shares a whole edge
        (shapely.Polygon([(100, 0), (100, 100), (200, 100), (200, 0)]), True),  # opposite direction of the ring
    ],
)
@pytest.mark.parametrize("turn", [0, 30])
def test_zones(other, touch, turn):
    zones = shapely.transform(np.array([shapely.box(0, 0, 100, 100), other]), lambda xy: xy + FAR)
    zones = np.array([affinity.rotate(zone, turn, origin=tuple(FAR)) for zone in zones])
    touches = touching_polygons(zones)
    assert pairs(touches) == ({(0, 1)} if touch else set())
    assert touches.edge_to_edge.all() == (not touch or other.bounds == (100, 0, 200, 100))


def test_a_zone_in_the_hole_of_another_touches_it_and_one_apart_from_it_does_not():
    ring = shapely.box(0, 0, 90, 90) - shapely.box(30, 30, 60, 60)
    zones = np.array([ring, shapely.box(30, 30, 60, 60), shapely.box(40, 40, 50, 50)])
    assert pairs(touching_polygons(zones[:2])) == {(0, 1)}
    assert pairs(touching_polygons(zones[[0, 2]])) == set()
    assert pairs(touching_polygons(zones)) == {(0, 1), (1, 2)}


def test_overlapping_layers_of_squares_are_found():
    low = squares([(i, j) for i in range(6) for j in range(6)])
    high = shapely.transform(squares([(i, j) for i in range(3) for j in range(3)]), lambda xy: xy + 77.0)
    touches = touching_polygons(np.concatenate([low, high]))
    assert components(45, touches.first, touches.second).max() == 0
    assert not touches.edge_to_edge.all()


def test_lines_touch_at_ends_and_crossings():
    lines = shapely.linestrings(
        [[(0, 0), (100, 0)], [(100.0000001, 0), (200, 0)], [(50, -50), (50, 50)], [(0, 5), (40, 5)]]
    )
    assert pairs(touching_lines(lines)) == {(0, 1), (0, 2)}


def test_without_geometries_there_are_no_pairs():
    nothing = np.zeros(0, dtype=object)
    assert len(touching_polygons(nothing).first) == 0
    assert len(touching_lines(nothing).first) == 0


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30))
def test_components_by_sparse_matrix_and_by_union_find_agree(links):
    first = np.array([a for a, _ in links], dtype=np.int64)
    second = np.array([b for _, b in links], dtype=np.int64)
    few = components(20, first, second)
    many = components(20, np.tile(first, 2000), np.tile(second, 2000))
    assert few.tolist() == many.tolist()
    assert (few[first] == few[second]).all()
