"""Names of features: the field that holds them, and the nearest one."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.places.demand import demand_from_layers
from blindspot.engine.places.names import Nearest, called, name_field, nearest_named
from blindspot.engine.spots.names import names_of_spots, near_spots

POINT = st.tuples(st.integers(0, 30), st.integers(0, 30))
NAMES = st.sampled_from(["A", "B", "", None, "C"])
NAMED = st.lists(st.tuples(POINT, NAMES), max_size=12)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["id", "Name"], "Name"),
        (["name_en", "NAME"], "NAME"),
        (["名称", "id"], "名称"),
        (["nom", "name"], "name"),
        (["id", "Bezeichnun"], "Bezeichnun"),
        (["name_id", "name_type", "rename", "name:de"], "name:de"),
        (["osm_id", "ref", "stop_name"], "stop_name"),
        (["STREETNAME"], "STREETNAME"),
        (["name:fr"], "name:fr"),
        (["filename", "user_name", "surname", "unit_name", "officer_name"], None),
        (["place_id", "near", "why", "nominal", "renamed"], None),
        ([], None),
    ],
)
def test_the_field_of_names(fields, expected):
    assert name_field(fields) == expected


def test_a_spot_is_called_by_its_name_or_what_is_near():
    assert [called("Quay", "Hill"), called("", "Hill"), called(None, " "), called(None, None)] == [
        "Quay",
        "near Hill",
        None,
        None,
    ]


def nearest_by_hand(point, named, limit):
    """The nearest name within the limit, by brute force; the first in the alphabet of equally near ones."""
    found = [(np.hypot(point[0] - x, point[1] - y), name) for (x, y), name in named if name]
    return min(((metres, name) for metres, name in found if metres <= limit), default=(np.nan, None))


@given(st.lists(POINT, min_size=1, max_size=12), NAMED, st.sampled_from([0.0, 1.0, 5.0, 10.0, np.inf]))
@settings(max_examples=200, deadline=None)
def test_nothing_beyond_the_limit_is_named(points, named, limit):
    places, names = shapely.points([xy for xy, _ in named] or np.zeros((0, 2))), [name for _, name in named]
    found = nearest_named(shapely.points(points), places, names, limit)
    expected = [nearest_by_hand(point, named, limit) for point in points]
    assert found.name.tolist() == [name for _, name in expected]
    assert found.metres == pytest.approx([metres for metres, _ in expected], nan_ok=True)


def test_the_limit_is_exact():
    points = shapely.points([[0, 500], [0, 500.0000005]])
    found = nearest_named(points, shapely.points([[0, 0]]), ["A"], 500.0)
    assert found.name.tolist() == ["A", None]
    assert np.isnan(found.metres).tolist() == [False, True]


def test_of_many_equally_near_features_the_first_in_the_alphabet_names():
    """So many that the index does not return them in their order; each feature that is asked has others near it."""
    rng = np.random.default_rng(2)
    corners = np.array([[3, 4], [4, 3], [-3, 4], [5, 0], [0, -5], [-4, -3]])
    middles = 1000 * rng.permutation(40)[:, None] * np.array([[1, 1]])
    xy = np.concatenate([middles + corner for corner in corners])
    names = rng.permutation([f"{number:03d}" for number in range(len(xy))])
    expected = [min(names[row::40]) for row in range(40)]
    found = nearest_named(shapely.points(middles), shapely.points(xy), names, 5.0)
    assert found.name.tolist() == expected
    assert found.metres.tolist() == [5.0] * 40


def test_features_without_a_geometry_name_nothing_and_get_no_name():
    parks = np.array([shapely.box(0, 0, 10, 10), shapely.Point(100, 0), None, shapely.Point(30, 5)], dtype=object)
    asked = np.array([None, shapely.box(12, 0, 14, 4), shapely.Polygon(), shapely.Point(70, 0)], dtype=object)
    found = nearest_named(asked, parks, ["West Park", "East Exit", "Nowhere", "  "], np.inf)
    assert found.name.tolist() == [None, "West Park", None, "East Exit"]
    assert found.metres[[1, 3]].tolist() == [2, 30]
    assert np.isnan(found.metres[[0, 2]]).all()


@given(
    st.lists(POINT, min_size=1, max_size=12),
    st.lists(NAMED, min_size=1, max_size=3),
    st.lists(st.sampled_from([0.0, 1.0]), min_size=3, max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_demand_names_the_nearest_feature_that_adds_to_it(points, layers, weights):
    shapes = [shapely.points([xy for xy, _ in layer] or np.zeros((0, 2))) for layer in layers]
    names = [[name for _, name in layer] for layer in layers]
    titles, weights = list("abc")[: len(layers)], weights[: len(layers)]
    found = demand_from_layers(shapely.points(points), shapes, titles, weights, 10.0, feature_names=names)
    named = [row for layer, weight in zip(layers, weights, strict=True) if weight for row in layer]
    expected = [nearest_by_hand(point, named, np.nextafter(10.0, 0)) for point in points]
    assert found.nearest.name.tolist() == [name for _, name in expected]
    assert found.nearest.metres == pytest.approx([metres for metres, _ in expected], nan_ok=True)
    assert found.subset(0, 1).nearest.name.tolist() == found.nearest.name[:1].tolist()
    plain = demand_from_layers(shapely.points(points), shapes, titles, weights, 10.0)
    assert plain.nearest is None
    assert (plain.total == found.total).all()


def test_a_spot_has_the_names_of_its_places_each_once():
    members = [np.array([0, 1, 2, 3, 4, 5]), np.array([6])]
    names = ["Quay", "Hill", "Quay", "Dock", None, "Yard", " "]
    priority = np.array([1.0, 5.0, 1.0, 1.0, 9.0, 1.0 + 1e-12, 1.0])
    assert names_of_spots(members, names, priority).tolist() == ["Hill; Dock; Quay and 1 more", None]
    assert len(names_of_spots([np.array([0])], ["x" * 999], np.ones(1))[0]) == 200


def test_a_spot_is_near_what_is_nearest_to_one_of_its_places():
    near = Nearest(np.array(["B", "A", "C", None], object), np.array([4.0, 4.0, 9.0, np.nan]))
    found = near_spots([np.array([0, 1, 2]), np.array([2, 3]), np.array([3])], near, 500.0)
    assert found.name.tolist() == ["A", "C", None]
    assert found.metres[:2].tolist() == [4, 9]
    assert near_spots([np.array([2])], near, 8.9).name.tolist() == [None]
