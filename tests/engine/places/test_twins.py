"""Coincident features."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.places.twins import demand_twins, place_twins, twins, twins_of

POINTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=25)


def points(xy):
    return shapely.points(np.array(xy, float).reshape(-1, 2))


@given(POINTS, POINTS)
@settings(max_examples=200, deadline=None)
def test_twins_by_brute_force(some, others):
    def near(a, b):
        return np.hypot(a[0] - b[0], a[1] - b[1]) <= 5

    expected = [any(near(a, b) for j, b in enumerate(some) if i != j) for i, a in enumerate(some)]
    assert twins(points(some)).tolist() == expected
    assert twins_of(points(some), points(others)).tolist() == [any(near(a, b) for b in others) for a in some]


def test_lines_and_polygons_are_twins_where_they_are_the_same():
    line = shapely.LineString([(0, 0), (100, 0)])
    shapes = [line, line.reverse(), shapely.LineString([(0, 0), (100, 60)]), line.buffer(1), shapely.Point(0, 0)]
    found = twins(np.array([*shapes, None, shapely.Point()], object))
    assert found.tolist() == [True, True, False, False, False, False, False]
    box = shapely.box(0, 0, 50, 50)
    moved = shapely.box(3, 0, 53, 50)
    assert twins_of(np.array([box]), np.array([shapely.Point(1, 1), moved])).tolist() == [True]
    assert twins_of(np.array([box]), np.array([shapely.box(6, 0, 56, 50)])).tolist() == [False]


def test_features_of_several_points_are_compared_as_wholes():
    pair, moved, other = (shapely.MultiPoint(xy) for xy in ([(0, 0), (50, 0)], [(0, 3), (50, 0)], [(0, 0), (50, 9)]))
    single = shapely.MultiPoint([(200, 0)])
    found = twins(np.array([pair, shapely.Point(0, 0), moved, other, single, shapely.Point(200, 4)], object))
    assert found.tolist() == [True, False, True, False, True, True]


def test_the_twin_of_a_line_is_found_among_others_with_the_same_bounds():
    """Such as the two tracks of a line and its platforms: the bounds alone do not tell which of them is the twin."""
    turns = [(10, 90), (90, 10), (30, 70), (70, 30), (50, 95)]
    lines = [shapely.LineString([(0, 0), turn, (100, 100)]) for turn in turns]
    twin = shapely.LineString([(1, 0), (11, 90), (101, 100)])
    assert twins(np.array([*lines, twin])).tolist() == [True, False, False, False, False, True]
    assert twins_of(np.array([twin]), np.array(lines)).tolist() == [True]


def test_a_thousand_copies_take_no_thousand_squared():
    assert twins(points([(0, 0)] * 200_000)).all()


def test_sentences_count_and_name_the_twins():
    exits, quays = points([(0, 0), (3, 0), (99, 0)]), points([(99, 1), (500, 0)])
    (own, across) = demand_twins(["exits", "quays"], [exits, quays], [["West", "North", "South"], None])
    assert "exits: 2 of 3 features lie within 5 m of another one (North; West)" in own
    assert across.startswith("1 of 2 features of quays lie within 5 m of a feature of exits. Both layers")
    assert demand_twins(["exits"], [exits[1:]], [None]) == []
    (sentence,) = place_twins("places", exits, None)
    assert sentence.startswith("places: 2 of 3 places lie within 5 m of another one. Each")
    assert place_twins("places", exits[1:], None) == []
    assert demand_twins([], [], []) == []


@pytest.mark.parametrize("count", [0, 1])
def test_few_features_have_no_twin(count):
    assert twins(points([(0, 0)] * count)).tolist() == [False] * count
