"""Blind spots and drone routes as they may be published."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from small_publication import RULES

from blindspot.engine.publication.differencing import EarlierLayer
from blindspot.engine.publication.evidence_counts import Evidence
from blindspot.engine.publication.published_places import EARLIER, PUBLISHED, TOO_FEW, WITHHELD
from blindspot.engine.publication.published_routes import publish_routes
from blindspot.engine.publication.published_spots import SpotBlocks, publish_spots

SPOTS = gpd.GeoDataFrame(
    {"gap": [0.93, 0.81, 0.77], "priority": [9.3, 8.1, 1.54], "why": "unit 3", "rank": [1, 2, 3]},
    geometry=[shapely.box(0, 0, 300, 390), shapely.box(1000, 0, 1300, 200), shapely.box(2010, 10, 2040, 40)],
    crs="EPSG:32650",
)
BLOCKS = SpotBlocks.of(np.asarray(SPOTS.geometry.array, object), RULES)


def evidence(*units):
    """As many units at each spot, one a day."""
    place = np.repeat(np.arange(len(units)), units)
    unit = np.concatenate([np.arange(count) for count in units])
    return Evidence(len(units), place, unit, unit, np.full(len(unit), 9), np.full(len(unit), 60.0), 0, 9)


def test_figures_only_with_enough_units_and_shapes_in_blocks():
    made = publish_spots(SPOTS, BLOCKS, evidence(5, 2, 0), RULES)
    found = made.layer
    assert found["status"].tolist() == [PUBLISHED, WITHHELD, WITHHELD]
    assert made.reason.tolist() == [PUBLISHED, TOO_FEW, TOO_FEW]
    assert found["gap"].iloc[0] == pytest.approx(0.95)
    assert found["priority"].iloc[0] == pytest.approx(9.5)  # of the rounded gap
    assert found.loc[1:, ["gap", "priority"]].isna().all(axis=None)
    assert set(found.columns) == {"spot_id", "status", "blocks", "block_m", "gap", "priority", "geometry"}
    corners = shapely.get_coordinates(np.asarray(found.geometry.array, object)) / 200
    assert corners == pytest.approx(np.round(corners))
    assert len(found) == 3  # also the spot that is smaller than half a block


def test_spots_of_nobody_and_of_a_few_look_the_same():
    nobody, few = (publish_spots(SPOTS, BLOCKS, evidence(5, *others), RULES).layer for others in ((0, 0), (2, 1)))
    assert nobody.equals(few)


def test_a_spot_that_met_an_earlier_figure_is_published_only_as_it_was():
    first = publish_spots(SPOTS, BLOCKS, evidence(5, 5, 5), RULES).layer
    shapes = np.asarray(first.geometry.array, object)
    earlier = EarlierLayer(shapes, np.array([True, True, False]), 0, 9)
    assert publish_spots(SPOTS, BLOCKS, evidence(5, 5, 5), RULES, earlier=[earlier]).layer.equals(first)
    later = publish_spots(SPOTS, BLOCKS, evidence(5, 5, 5), RULES, days=(1, 9), earlier=[earlier])
    assert later.reason.tolist() == [EARLIER, EARLIER, PUBLISHED]
    assert later.layer["status"].tolist() == [WITHHELD, WITHHELD, PUBLISHED]


def test_minutes_of_routes_without_what_is_near_launch_sites():
    seconds = np.array([0.0, 1000.0, 2000.0])
    line = np.column_stack([[250.0, 10_250.0, 250.0], [250.0] * 3, [60.0] * 3, seconds])
    found = publish_routes([line, line + np.array([0, 0, 0, 7e8])], RULES, keep_clear=1000.0)
    assert set(found.columns) == {"cell_id", "minutes", "block_m", "geometry"}
    assert (found["minutes"] % RULES.count_step == 0).all()
    middles = shapely.get_coordinates(shapely.centroid(np.asarray(found.geometry.array, object)))
    assert middles[:, 0].min() > 1000
    assert middles[:, 0].max() < 11_000
    # 50 s there and 50 s back in a cell of 500 m, of two flights: 3.3 min
    assert found["minutes"].max() == 5.0
    near_nothing = publish_routes([line], RULES, keep_clear=0.0)
    assert len(near_nothing) == 0  # less than half a step in each cell


def test_of_a_grid_that_follows_the_fixes_only_spots_with_figures_are_published():
    found = publish_spots(SPOTS, BLOCKS, evidence(5, 2, 0), RULES, follows_fixes=True).layer
    assert found["status"].tolist() == [PUBLISHED]
