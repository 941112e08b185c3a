"""Small evidence for publications: a few places with units that come at random."""

import geopandas as gpd
import numpy as np

from blindspot.engine.places.grid import Grid, Lattice
from blindspot.engine.publication.evidence_counts import Evidence
from blindspot.engine.publication.rules import PublicationRules

RULES = PublicationRules(min_units=3, min_days=2, min_fixes=4, most_share=0.7, coarsest=400.0, unit_days=1)


def small_grid(side: int = 8) -> Grid:
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    return Grid(Lattice(50.0), column.ravel(), row.ravel())


def small_evidence(seed: int, places: int = 64, rows: int = 120, units: int = 6, days: int = 5) -> Evidence:
    """Rows that crowd around some places; many have none."""
    draw = np.random.default_rng(seed)
    place = np.clip(draw.normal(places / 3, places / 5, rows), 0, places - 1).astype(np.int64)
    keys = np.unique(np.column_stack([place, draw.integers(0, units, rows), draw.integers(0, days, rows)]), axis=0)
    seconds = draw.uniform(10, 600, len(keys))
    return Evidence(places, *keys.T, draw.integers(1, 5, len(keys)), seconds, 0, days - 1)


def small_places(seed: int, grid: Grid, demand: bool = False) -> gpd.GeoDataFrame:
    draw = np.random.default_rng(seed)
    columns = {
        "place_id": grid.ids("EPSG:32650"),
        "gap": draw.uniform(0, 1, len(grid)),
        "watch_visits": draw.integers(0, 90, len(grid)).astype(float),
        "watch_dwell_s": draw.uniform(0, 9000, len(grid)),
    }
    if demand:
        columns["demand"] = draw.choice([0.0, 1.0, 3.0], len(grid))
    return gpd.GeoDataFrame(columns, geometry=grid.polygons(), crs="EPSG:32650")
