"""The profile of a spot over the watch: the mean of its places, as its gap."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.score.gap_profiles import profile_texts
from blindspot.engine.spots.selection import ScoredPlaces, SpotRules
from blindspot.engine.spots.spots import find_spots
from blindspot.engine.tables import geopandas

ALL = SpotRules(share=1.0, min_gap=0.0)


def row_of_cells(gap, demand, profile, first=0) -> ScoredPlaces:
    gap, demand = np.asarray(gap, float), np.asarray(demand, float)
    x = 10.0 * np.arange(first, first + len(gap))
    column = None if profile is None else np.array([*profile, None], object)[:-1]
    return ScoredPlaces(shapely.box(x, 0, x + 10, 10), gap * demand, gap, demand, np.full(len(gap), ""), column)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(*[st.floats(0.05, 1)] * 4, st.floats(0.1, 9)), min_size=1, max_size=7), st.sampled_from([0, 150])
)
def test_the_mean_is_consistent_with_the_gap(rows, max_area):
    profile = np.array(rows)[:, :4]
    places = row_of_cells(profile.mean(axis=1), np.array(rows)[:, 4], profile_texts(profile))
    spots = find_spots(places, replace(ALL, max_area=max_area))
    assert spots.profile.mean(axis=1) == pytest.approx(spots.gap, abs=1e-4)
    for found, inside in zip(spots.profile, spots.members, strict=True):
        if max_area == 0 or len(inside) == 1:
            expected = np.average(profile[inside], axis=0, weights=places.demand[inside])
            assert found == pytest.approx(expected, abs=1e-4)


def test_a_place_that_is_cut_counts_by_its_share():
    wide = shapely.box(0, 0, 90, 10)  # cut into three
    small = shapely.box(90, 0, 100, 10)
    texts = np.array(["[1,0]", "[0,1]"], object)
    places = ScoredPlaces(np.array([wide, small]), np.ones(2), np.full(2, 0.5), np.ones(2), np.full(2, ""), texts)
    spots = find_spots(places, replace(ALL, max_area=500.0))
    assert spots.profile.sum(axis=1) == pytest.approx(1.0)
    assert len(spots) > 1
    assert (spots.profile * spots.priority[:, None]).sum(axis=0) == pytest.approx(1.0)


def test_the_profiles_follow_the_ranks():
    apart = row_of_cells([0.5, 0.9, 0.7], [1, 1, 1], ["[0.5,0.5]", "[0.8,1]", "[0.4,1]"])
    places = replace(apart, geometry=shapely.box([0, 50, 99], 0, [10, 60, 109], 10))
    assert find_spots(places, ALL).profile.tolist() == [[0.8, 1], [0.4, 1], [0.5, 0.5]]
    assert find_spots(places, ALL).profile_texts() == ["[0.8,1]", "[0.4,1]", "[0.5,0.5]"]


def test_a_place_without_a_profile_counts_with_its_gap_at_all_times():
    texts = ["[1,0]", None, "[1,0,0]", "nonsense", "[1,0]"]
    spots = find_spots(row_of_cells([0.5] * 5, [1] * 5, texts), ALL)
    assert spots.profile == pytest.approx(np.array([[(2 + 1.5) / 5, 1.5 / 5]]))
    assert spots.wrong_profiles == 2
    for nothing in (None, [None] * 5):
        spots = find_spots(row_of_cells([0.5] * 5, [1] * 5, nothing), ALL)
        assert (spots.profile, spots.wrong_profiles, spots.profile_texts()) == (None, 0, [None])


def test_only_selected_places_are_read():
    places = row_of_cells([0.5, 1.0], [1, 1], ["nonsense", "[1,1]"])
    spots = find_spots(places, SpotRules(min_gap=0.9))
    assert (spots.profile.tolist(), spots.wrong_profiles) == ([[1, 1]], 0)


@pytest.mark.parametrize("name", ["gap_profile", "gap_profil", "Gap_Profile"])
def test_from_a_table(name):
    columns = {"priority": [1.0, 1.0], "gap": [1.0, 1.0], name: [[1.0, 0.5], None]}
    table = geopandas.GeoDataFrame(columns, geometry=shapely.points([0, 9], 0))
    assert ScoredPlaces.from_table(table).profile.tolist() == [[1.0, 0.5], None]
    assert ScoredPlaces.from_table(table[["priority", "gap", "geometry"]]).profile is None


def test_a_place_that_is_not_watched_counts_as_0_and_a_spot_of_such_places_has_no_profile():
    nothing, early = [np.nan, np.nan], [1.0, 0.0]
    for rows, expected in (([nothing], np.nan), ([nothing, nothing], np.nan), ([nothing, early], [0.5, 0.0])):
        texts = profile_texts(np.array(rows))
        spots = find_spots(row_of_cells([0.5] * len(rows), [1.0] * len(rows), texts), ALL)
        np.testing.assert_array_equal(spots.profile, np.broadcast_to(expected, spots.profile.shape))
