"""Scored places as a plan for a watch is measured at them."""

from collections.abc import Sequence

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..places.places import Places, places_from_geometries, point_places
from ..score.gap_profiles import unseen_of
from .watch_task import ScoredPlaces

SPACING = 25.0
"""m between the samples of scored lines and zones."""
SAME_SIZE = 0.01
"""Share by which the areas of the cells of a grid may differ."""


def scored_places(
    geometry: np.ndarray, priority: np.ndarray, profiles: Sequence, length: float, spacing: float | None = None
) -> tuple[ScoredPlaces, int]:
    """The places, and how many with a priority have no profile of this watch: their gaps count as the same at all
    times.

    geometry: (n,) in metres; priority: (n,) demand x gap, 0 or more; profiles: (n,) gap profiles, None where there is
    none; length: of the watch in s; spacing: see `sampled`. Raises UserError if there is no place.
    """
    if not len(geometry):
        raise UserError(
            tr("SCORED has no feature with a usable geometry. Give the output of Score gaps, or leave it empty.")
        )
    unseen, fits = unseen_of(profiles, length)
    return ScoredPlaces(sampled(geometry, spacing), priority, unseen), int(((priority > 0) & ~fits).sum())


def sampled(geometry: np.ndarray, spacing: float | None = None) -> Places:
    """The points at which places are scored: the centres of the cells of a grid, points themselves, and points along
    lines and within zones.

    spacing: between the points of places that are known to be no cells of a grid, in m. None: nothing is known, so
    zones of one size are taken as cells.
    """
    area = shapely.area(geometry)
    if spacing is None and len(area) and area.min() > 0 and np.ptp(area) <= SAME_SIZE * area.max():
        centres = shapely.get_coordinates(shapely.centroid(geometry))
        return point_places(centres[:, 0], centres[:, 1])
    return places_from_geometries(geometry, spacing or SPACING)
