"""Outlines of buildings without vertices that no position can tell apart, which would cost time and memory."""

import numpy as np
import shapely

FINE = 0.5
"""metres; outlines whose edges are shorter on average are simplified"""
FEW = 50
"""Vertices; outlines of fewer cost little."""
SIMPLIFIED = 0.05
"""metres by which a simplified outline may differ"""


def plain_outlines(buildings: np.ndarray) -> tuple[np.ndarray, int]:
    """The buildings, (n,) valid shapely polygons in metres, and how many of them are simplified, as of round towers
    drawn with hundreds of vertices. No wall moves by more than SIMPLIFIED."""
    vertices = shapely.get_num_coordinates(buildings)
    fine = np.flatnonzero((vertices > FEW) & (shapely.length(buildings) < FINE * vertices))
    if not len(fine):
        return buildings, 0
    plain = shapely.simplify(buildings[fine], SIMPLIFIED, preserve_topology=False)
    sound = shapely.is_valid(plain) & ~shapely.is_empty(plain)
    buildings = buildings.copy()
    buildings[fine[sound]] = plain[sound]
    return buildings, int(sound.sum())
