"""A table of posts and cameras to watchers."""

import numpy as np
import shapely

from ..score.score import Scores
from ..sight.watcher_fields import FIELDS, WatchersRead, watchers_from
from ..tables import geometries_of, geopandas, pyproj
from .metric import in_crs, transformed

STEP = 1e-4
"""Degrees of latitude, over which the direction of north is taken."""


def watchers_of_table(
    table: geopandas.GeoDataFrame, crs: pyproj.CRS, usual_range: float, usual_detection: float, timezone: str
) -> WatchersRead:
    """The watchers of a table of points in the metric CRS, by the columns that are named in FIELDS, and what is to be
    said of them. usual_range: m, usual_detection: s, where a row has no value. Raises UserError for a table without a
    CRS."""
    rows = in_crs(table, crs, "watchers", (0,))
    points, of = shapely.get_parts(geometries_of(rows), return_index=True)
    x, y = shapely.get_coordinates(points).T
    lower = {str(column).lower(): column for column in reversed(rows.columns)}
    columns = {name: rows[lower[name]].to_numpy(object)[of] for name in FIELDS if name in lower}
    return watchers_from(x, y, columns, usual_range, usual_detection, timezone, _true_north(x, y, crs))


def watched_columns(scores: Scores) -> dict[str, np.ndarray]:
    """The columns that posts and cameras add; none without them."""
    if scores.watched is None:
        return {}
    return {"gap_patrols": scores.gap_by_patrols, "watcher_s": scores.watched["seconds"]}


def _true_north(x: np.ndarray, y: np.ndarray, crs: pyproj.CRS) -> np.ndarray:
    """(n,) degrees clockwise from grid north to true north; 0 where it cannot be told."""
    if not len(x):
        return np.zeros(0)
    degrees = pyproj.CRS(4326)
    east, north = transformed(x, y, crs, degrees)
    step = np.where(north > 0, -STEP, STEP)  # away from the poles
    ahead = transformed(east, north + step, degrees, crs)
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(np.degrees(np.arctan2((ahead[0] - x) / step, (ahead[1] - y) / step)))
