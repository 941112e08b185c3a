"""Grids without an area: their outline must not show where a single unit went."""

import geopandas as gpd
import numpy as np
import pytest
from small_publication import RULES

from blindspot.engine.places.grid import Lattice, grid_near
from blindspot.engine.publication.evidence_counts import evidence_in_range
from blindspot.engine.publication.merged_places import Blocks
from blindspot.engine.publication.positions import Positions
from blindspot.engine.publication.published_places import publish_places
from blindspot.engine.publication.whole_blocks import in_whole_blocks


def published(x, y, unit, whole=True):
    """A layer of positions of one day each; the gap of a cell is 1 where nobody was in range."""
    positions = Positions.of_fixes(unit, np.arange(len(x)) % 5, x, y, np.arange(len(x)) * 60.0)
    grid = grid_near(x, y, Lattice(50.0), 150.0)
    seen = evidence_in_range(positions, grid.places, 50.0).counts(np.arange(len(grid)), len(grid)).units
    columns = {"place_id": grid.ids("EPSG:32650"), "demand": 1.0, "gap": 1.0 / (1 + seen), "watch_visits": 1.0 * seen}
    places = gpd.GeoDataFrame(columns, geometry=grid.polygons(), crs="EPSG:32650")
    if whole:
        places, grid = in_whole_blocks(places, grid, RULES)
    evidence = evidence_in_range(positions, grid.places, 50.0)
    blocks = Blocks.of_grid(grid, RULES)
    return publish_places(places, evidence, RULES, blocks=blocks, follows_fixes=whole).layer


def test_the_walk_of_one_unit_far_out_does_not_show():
    draw = np.random.default_rng(1)
    x, y, unit = draw.uniform(100, 700, 300), draw.uniform(100, 700, 300), draw.integers(0, 6, 300)
    along = np.arange(1500.0, 6000.0, 40.0)
    more = np.r_[x, along], np.r_[y, 300 + 0 * along], np.r_[unit, np.full(len(along), 2)]
    layers = [published(x, y, unit), published(*more)]
    shapes = [
        layer.sort_values(["place_id"]).reset_index(drop=True)[["gap", "visits", "places", "geometry"]]
        for layer in layers
    ]
    assert shapes[0].equals(shapes[1])
    assert shapes[0]["gap"].notna().sum() > 10
    assert published(*more, whole=False).total_bounds[2] > 5000  # which it did without


def test_blocks_are_whole_and_what_is_added_was_not_seen():
    grid = grid_near(np.array([730.0]), np.array([730.0]), Lattice(50.0), 150.0)
    columns = {"place_id": grid.ids("EPSG:32650"), "demand": 2.0, "gap": 0.3, "watch_visits": 4.0}
    places = gpd.GeoDataFrame(columns, geometry=grid.polygons(), crs="EPSG:32650")
    table, whole = in_whole_blocks(places, grid, RULES)
    across = round(RULES.coarsest / 50)
    assert len(whole) == len(table) == 4 * across**2
    assert (table["place_id"] == whole.ids("EPSG:32650")).all()
    added = table.iloc[len(grid) :]
    assert added[["gap", "watch_visits", "demand"]].drop_duplicates().to_numpy().tolist() == [[1.0, 0.0, 2.0]]
    assert table.geometry.area.sum() == pytest.approx(4 * RULES.coarsest**2)
    uneven = places.assign(demand=np.arange(len(places)))
    assert "demand" not in in_whole_blocks(uneven, grid, RULES)[0].columns
