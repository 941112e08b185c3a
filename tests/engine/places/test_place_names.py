"""What places are called in reports."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.names import Nearest
from blindspot.engine.places.place_names import Districts, PlaceName, PlaceNames

X, Y = np.array([0.0, 10_000, 5000, 5000]), np.array([0.0, 0, 10_000, 5100])


def names(**more) -> PlaceNames:
    return PlaceNames(X, Y, ["a", "b", "c", "d"], **more)


def test_a_place_has_its_own_name_first():
    near = Nearest(np.array(["Mill"] * 4, object), np.full(4, 10.0))
    found = names(names=["Quay", " ", "", "Yard "], nearest=near)
    assert found(0) == PlaceName("Quay", "a")
    assert found(3).text == "Yard"
    assert found(1) == PlaceName("near Mill", "b", "near Mill")
    assert found(1).label == "near Mill"


@pytest.mark.parametrize(
    ("metres", "text"), [(49, "near Mill"), (50, "near Mill, 50 m away"), (1234, "near Mill, 1,230 m away")]
)
def test_the_distance_of_what_is_near(metres, text):
    found = names(nearest=Nearest(np.array(["Mill"] * 4, object), np.full(4, float(metres))))(0)
    assert (found.text, found.label) == (text, "near Mill")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (0, "7.1 km south-west of the middle of the area"),
        (1, "7.1 km south-east of the middle of the area"),
        (2, "5.0 km north of the middle of the area"),
        (3, "in the middle of the area"),
    ],
)
def test_a_place_without_names_has_its_position_in_words(place, text):
    found = names(nearest=Nearest.unknown(4))(place)
    assert found == PlaceName(text, "abcd"[place], is_position=True)
    assert found.label == ""


def test_short_distances_are_in_metres():
    found = PlaceNames(np.array([0.0, 1000]), np.array([0.0, 0]), ["a", "b"])
    assert found(1).text == "500 m east of the middle of the area"


def test_the_district_is_named():
    low, high = ([-1, 4000, 9000], [-1, 9000, -100]), ([100, 6000, 11_000], [100, 11_000, 100])
    districts = Districts(shapely.box(*low, *high), ["Old Town", "", "Docks"])
    found = names(districts=districts)
    assert found(0).text == "in Old Town, 7.1 km south-west of the middle of the area"
    assert found(1).text.startswith("in Docks, ")
    assert found(2).text == "5.0 km north of the middle of the area"  # a district without a name
