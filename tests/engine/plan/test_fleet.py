"""A fleet from a table of launch sites: names, homes, and several points in one row."""

import numpy as np
import pytest
import shapely

from blindspot.engine.plan.plan import Fleet
from blindspot.engine.tables import geopandas

SITES = geopandas.GeoDataFrame(
    {"name": ["North", "", None]},
    geometry=[shapely.Point(0, 1), shapely.MultiPoint([(2, 3), (4, 5)]), shapely.Point(6, 7)],
    index=[10, 20, 30],
    crs="EPSG:32651",
)


def test_every_point_is_a_site():
    fleet = Fleet.from_table(SITES, 2, 3, 120.0)
    assert fleet.sites.tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert fleet.names == ("North", "20", "20", "30")
    assert fleet.home.tolist() == [-1, -1]
    assert (fleet.sorties, fleet.swap_time) == (3, 120.0)


def test_drones_start_at_the_first_point_of_their_row():
    assert Fleet.from_table(SITES, np.array([1, 2, 1])).home.tolist() == [0, 1, 1, 3]
    assert Fleet.from_table(SITES, np.zeros(3)).home.tolist() == []


@pytest.mark.parametrize("table", [SITES.drop(columns="name"), SITES[["geometry"]]])
def test_without_names_sites_are_named_by_the_index(table):
    assert Fleet.from_table(table, 1).names == ("10", "20", "20", "30")
    assert len(Fleet.from_table(table.iloc[:0], 1).sites) == 0
