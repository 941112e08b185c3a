"""The area above which blind spots are cut, fitted to the places: cells of a grid are never cut."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..language import tr

USUAL_AREA = 250_000.0
"""m2: what a drone serves in one flight."""
CELLS = 9
"""Cells that a spot may at least have: a block of 3 x 3 is the smallest that can be compact in both directions. With
fewer, spots of large cells would all be one cell wide, whatever the shape of the area."""
MIN_CELLS = 10
"""Fewer polygons are not taken for a grid."""
SAME_SIZE = 0.01
"""Relative difference of areas up to which polygons count as cells of one grid: maps are not exactly true to area."""
MOST = 0.9
"""Share of the polygons that must be of the same size."""


@dataclass(frozen=True)
class AreaLimit:
    """max_area: m2, above which spots are cut; 0: never. note: a sentence for the log, or empty. doubtful: whether it
    is a warning."""

    max_area: float
    note: str = ""
    doubtful: bool = False


def area_limit(places: np.ndarray, given: float | None, min_area: float = 0.0) -> AreaLimit:
    """The area above which spots of these places are cut.

    places: (n,) geometries in metres. given: the analyst's limit in m2, 0 for none, None to choose one: USUAL_AREA, or
    CELLS cells where these are larger; at least min_area. All parts of a cell have the same score, so a limit below the
    area of a cell is raised to it. Zones of different sizes are no cells: they are cut.
    """
    cell, largest = _cell(places)
    if given == 0:
        return AreaLimit(0.0)
    if given is not None:
        if given >= largest:
            return AreaLimit(given)
        return AreaLimit(
            largest,
            tr(
                "MAX_AREA ({given:,.0f} m2) is smaller than a cell of the grid ({cell:,.0f} m2). All parts of a cell "
                "have "
                "the same score, so cells are not split: each is a spot of its own.",
                given=given,
                cell=cell,
            ),
            True,
        )
    limit = max(USUAL_AREA, min_area)
    if CELLS * largest <= limit:
        return AreaLimit(limit)
    limit = CELLS * largest
    return AreaLimit(
        limit,
        tr(
            "MAX_AREA is empty. Spots larger than {limit:,.0f} m2 are split: {cells} cells of {cell:,.0f} m2, because "
            "{usual_area:,.0f} m2 would be too few of them.",
            limit=limit,
            cells=CELLS,
            cell=cell,
            usual_area=USUAL_AREA,
        ),
    )


def _cell(places: np.ndarray) -> tuple[float, float]:
    """The median and the largest area of the cells of a grid, in m2; both 0 where the places are none."""
    area = shapely.area(places)
    area = area[np.isfinite(area) & (area > 0)]
    if len(area) < MIN_CELLS:
        return 0.0, 0.0
    cell = float(np.median(area))
    same = np.abs(area - cell) <= SAME_SIZE * cell
    if same.mean() < MOST:
        return 0.0, 0.0
    return cell, float(area[same].max())
