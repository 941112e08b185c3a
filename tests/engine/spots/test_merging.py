"""Merging of places to spots: what is left of very small ones."""

import numpy as np
import shapely

from blindspot.engine.spots.selection import ScoredPlaces, SpotRules
from blindspot.engine.spots.spots import find_spots


def test_places_of_which_merging_leaves_nothing_are_dropped_and_counted():
    """Micrometres far from the origin are within the rounding of coordinates."""
    x, y = 500_000.0, 5_500_000.0
    tiny = shapely.Polygon([(x, y), (x + 1e-6, y), (x, y + 1e-6)])
    for large, area in (([shapely.box(x + 900, y, x + 950, y + 50)], [2500]), ([], [])):
        geometry = np.array([tiny, tiny, *large], object)
        ones = np.ones(len(geometry))
        places = ScoredPlaces(geometry, ones, ones, ones, np.full(len(geometry), "", object))
        spots = find_spots(places, SpotRules(share=1.0, min_gap=0.0))
        assert spots.area_m2.round().tolist() == area
        assert (spots.dropped, spots.dropped_priority) == (1, 2.0)
