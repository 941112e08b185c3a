"""Visible areas: the ground that places see within a distance."""

import numpy as np
import shapely

from ..places.places import Places
from ..progress import Progress, part, quiet
from .isovists import isovists_of
from .sight import Sight
from .viewsheds import Viewsheds, viewsheds

ROUND = 45
"""Segments of a quarter of a circle: two degrees each."""
AT_ONCE = 50  # samples


def visible_areas(sight: Sight | None, places: Places, reach: float, progress: Progress = quiet) -> np.ndarray:
    """(n,) shapely polygons or multipolygons: the ground in sight of each place within `reach` metres, that of all its
    sample points together.

    Walls hide all that is behind them, without a tolerance: that is for positions that scatter. Where there is terrain,
    the ground is seen cell by cell (`Viewsheds`), by eyes on the ground.
    """
    discs = shapely.buffer(shapely.points(places.x, places.y), reach, quad_segs=ROUND)
    if sight is not None and sight.walls is not None:
        seen = isovists_of(sight.walls, places.x, places.y, reach, progress=part(progress, 0, 0.3))
        discs = np.array([seen.polygon(sample) for sample in range(len(places.x))], object)
    if sight is not None and sight.terrain is not None:
        for start in range(0, len(discs), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            sheds = viewsheds(sight.terrain, places.x[some], places.y[some], reach)
            ground = [_seen_ground(sheds, sample) for sample in range(len(sheds.column))]
            discs[some] = _flat(shapely.intersection(discs[some], ground))
            part(progress, 0.3, 0.8)(min(start + AT_ONCE, len(discs)) / len(discs))
    if places.one_sample_each:
        return discs
    joined = [shapely.union_all(discs[a:b]) for a, b in zip(places.offsets[:-1], places.offsets[1:], strict=True)]
    return _flat(np.array(joined, object))


def _seen_ground(sheds: Viewsheds, sample: int) -> shapely.Geometry:
    """The cells that a sample sees, joined."""
    terrain, half = sheds.terrain, sheds.side // 2
    around = np.arange(-half, half + 1)
    across, up = (at.ravel() for at in np.meshgrid(around, around))
    seen = sheds.clear_cells(
        np.full(len(across), sample), sheds.column[sample] + across, sheds.row[sample] + up
    ).reshape(sheds.side, sheds.side)
    edges = np.diff(np.pad(seen, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, first = np.nonzero(edges == 1)  # runs of cells in each row
    last = np.nonzero(edges == -1)[1]
    left, right = (terrain.left + terrain.size * (sheds.column[sample] + at - half) for at in (first, last))
    bottom = terrain.bottom + terrain.size * (sheds.row[sample] + row - half)
    return shapely.union_all(shapely.box(left, bottom, right, bottom + terrain.size))


def _flat(geometries: np.ndarray) -> np.ndarray:
    """The parts with an area of each geometry."""
    return np.array([_with_area(one) for one in geometries], object)


def _with_area(geometry: shapely.Geometry) -> shapely.Geometry:
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [one for one in shapely.get_parts(geometry) if one.area > 0]
    return shapely.union_all(parts) if parts else shapely.Polygon()
