"""Points close to each other become one spot."""

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.spots.point_groups import centres_of, with_members
from blindspot.engine.spots.selection import ScoredPlaces, SpotRules
from blindspot.engine.spots.spots import find_spots

RULES = {"share": 1.0, "min_gap": 0.0}
COORDINATE = st.integers(0, 40).map(lambda number: number * 7.5)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE, st.sampled_from([1.0, 2.0, 5.0])), min_size=1, max_size=40)


def spots_of(xy, priority=None, distance=50.0, **rules):
    count = len(xy)
    priority = np.ones(count) if priority is None else np.asarray(priority, float)
    places = ScoredPlaces(shapely.points(xy), priority, np.ones(count), np.ones(count), np.full(count, "", object))
    return find_spots(places, SpotRules(**RULES | rules, merge_distance=distance))


@given(POINTS, st.sampled_from([0.5, 7.5, 20.0, 50.0, 400.0]))
@settings(max_examples=200, deadline=None)
def test_every_point_is_within_the_distance_of_its_centre_and_centres_are_not(points, distance):
    xy, weight = np.array(points)[:, :2], np.array(points)[:, 2]
    centre = centres_of(xy, weight, distance)
    apart = np.hypot(*(xy[:, None] - xy[None]).T)
    own = apart[np.arange(len(xy)), centre]
    assert (own <= distance).all()
    centres = np.unique(centre)
    assert (centre[centres] == centres).all()
    between = apart[np.ix_(centres, centres)][~np.eye(len(centres), dtype=bool)]
    assert (between > distance).all()
    assert own == pytest.approx(apart[:, centres].min(axis=1))  # none is nearer
    assert len(centres) <= len(np.unique(xy, axis=0))


@given(POINTS, st.sampled_from([7.5, 20.0, 50.0]), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_rows_changes_nothing(points, distance, random):
    mixed = random.sample(points, len(points))
    one, other = (spots_of(np.array(rows)[:, :2], np.array(rows)[:, 2], distance) for rows in (points, mixed))
    assert one.geometry.tolist() == other.geometry.tolist()
    assert one.places.tolist() == other.places.tolist()
    assert one.priority == pytest.approx(other.priority)
    assert one.priority.sum() == pytest.approx(sum(row[2] for row in points))


@given(POINTS, st.sampled_from([7.5, 20.0, 50.0]))
@settings(max_examples=100, deadline=None)
def test_merging_merged_points_again_changes_nothing(points, distance):
    once = spots_of(np.array(points)[:, :2], np.array(points)[:, 2], distance)
    again = spots_of(shapely.get_coordinates(once.geometry), once.priority, distance)
    assert again.geometry.tolist() == once.geometry.tolist()
    assert again.priority == pytest.approx(once.priority)
    assert (again.places == 1).all()


def test_twins_become_one_spot_that_sums_up():
    spots = spots_of([[0, 0], [3, 4], [500, 0]], [2, 3, 4])
    assert shapely.get_coordinates(spots.geometry).tolist() == [[3, 4], [500, 0]]  # at the one that matters more
    assert (spots.priority.tolist(), spots.places.tolist(), spots.merged.tolist()) == ([5, 4], [2, 1], [True, False])
    assert [some.tolist() for some in spots.members] == [[0, 1], [2]]
    assert "2 places" in spots.why[0]
    assert spots_of([[0, 0], [3, 4]], distance=0).places.tolist() == [1, 1]
    assert spots_of([[0, 0], [0, 0]], distance=0).places.tolist() == [1, 1]
    assert spots_of([[0, 0], [50, 0]]).places.tolist() == [2]
    assert spots_of([[0, 0], [50.1, 0]]).places.tolist() == [1, 1]


def test_a_group_stands_at_its_middle_and_a_long_row_is_split():
    three = spots_of([[0, 0], [40, 0], [80, 0]])
    assert (shapely.get_coordinates(three.geometry).tolist(), three.places.tolist()) == ([[40, 0]], [3])
    row = spots_of([[40 * number, 0] for number in range(50)])
    assert row.places.sum() == 50
    assert row.places.max() <= 3
    assert len(row) <= 26


@pytest.mark.parametrize(
    ("xy", "weight", "stands_at"),
    [
        ([[0, 0], [0, 40]], [1, 1], [0, 40]),  # the northern one
        ([[0, 0], [40, 0]], [1, 1], [0, 0]),  # the western one
        ([[40, 9], [0, 10]], [2, 1], [40, 9]),  # the one that matters more
        ([[0, 0], [40, 0], [80, 0]], [9, 1, 1], [40, 0]),  # the one with the most others around it
        ([[0, 0], [0, 0], [0, 40]], [1, 3, 2], [0, 0]),  # of several at a position the one that matters most counts
    ],
)
def test_where_a_group_stands(xy, weight, stands_at):
    for order in itertools.permutations(range(len(xy))):
        spots = spots_of(np.array(xy)[list(order)], np.array(weight)[list(order)])
        assert shapely.get_coordinates(spots.geometry).tolist() == [stands_at]


def test_lines_and_polygons_are_not_affected():
    shapes = [shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10)]
    places = ScoredPlaces(np.array(shapes), np.ones(2), np.ones(2), np.ones(2), np.full(2, "", object))
    spots = find_spots(places, SpotRules(**RULES, merge_distance=500.0))
    assert [shape.geom_type for shape in spots.geometry] == ["Polygon"] * 2
    assert not spots.merged.any()


def test_a_negative_distance_is_an_error():
    with pytest.raises(UserError, match="MERGE_DISTANCE"):
        SpotRules(merge_distance=-1.0)


def test_many_points_are_fast():
    xy = np.random.default_rng(1).random((100_000, 2)) * 20_000
    centre = centres_of(xy, np.ones(len(xy)), 50.0)
    assert np.hypot(*(xy - xy[centre]).T).max() <= 50


def test_many_points_at_one_position_are_fast():
    assert (centres_of(np.zeros((100_000, 2)), np.ones(100_000), 50.0) == 0).all()


def test_points_get_back_their_members():
    places = np.array([shapely.Point(0, 0), shapely.Point(4, 0), shapely.Point(4, 0), shapely.Point(90, 0)])
    spots = np.array([shapely.Point(0, 0), shapely.Point(90, 0), shapely.box(0, 0, 9, 9), shapely.Point(500, 0)])
    found = with_members(spots, places, 50.0)
    assert [shape.geom_type for shape in found] == ["MultiPoint", "MultiPoint", "Polygon", "Point"]
    assert shapely.get_coordinates(found[[0, 1, 3]]).tolist() == [[0, 0], [4, 0], [90, 0], [500, 0]]
    assert with_members(spots, places, 0.0) is spots
    assert spots[0].geom_type == "Point"  # what was given is unchanged


@settings(max_examples=100, deadline=None)
@given(POINTS, POINTS)
def test_members_by_brute_force(points, others):
    """Every place within the distance belongs to its nearest spot, also beside places that are far away or no
    points."""
    xy = np.unique(np.array(points)[:, :2], axis=0)
    centres = np.unique(np.array(others)[:, :2] + np.array([1.0, 0.3]), axis=0)
    places = [shapely.box(0, 0, 9, 9), shapely.Point(-900, 0), *shapely.points(xy), None, shapely.Point(50, 900)]
    found = with_members(shapely.points(centres), np.array(places, object), 30.0)
    apart = np.hypot(*(xy[:, None] - centres[None]).T).T
    assume((np.diff(np.sort(apart, axis=1)[:, :2], axis=1) > 1e-9).all())  # no place is as near to two
    for spot, centre in enumerate(centres):
        own = xy[(apart.argmin(axis=1) == spot) & (apart[:, spot] <= 30.0)]
        expected = own if len(own) else centre[None]
        assert shapely.get_coordinates(found[spot]).tolist() == expected.tolist()


def test_the_distance_of_members_is_that_of_merging():
    """A point that merging has put to a spot is a member of it, to the millimetre."""
    places = shapely.points([[0, 0], [50, 0], [50.001, 0]])
    assert shapely.get_coordinates(with_members(places[:1], places, 50.0)).tolist() == [[0, 0], [50, 0]]
