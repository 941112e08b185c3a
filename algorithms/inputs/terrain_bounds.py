"""The area for which the terrain of a plan is read."""

import math

import shapely
from qgis.core import QgsCoordinateReferenceSystem

from ...layers.terrain import MARGIN


def as_planned(places: shapely.Geometry, record: dict | None, crs: QgsCoordinateReferenceSystem) -> shapely.Geometry:
    """The area, in `crs`, for which the planner read TERRAIN, as its record says; `places` where it does not, or where
    they lie outside. The height between two nodes of a terrain depends on where these lie, and so on the area."""
    entries = (record or {}).get("inputs", {}).get("TERRAIN") or [{}]
    made_in, bounds = ((record or {}).get("results") or {}).get("CRS"), entries[0].get("within")
    if not isinstance(bounds, list) or len(bounds) != 4 or not all(map(_is_number, bounds)):
        return places
    area = shapely.box(*bounds)
    same = QgsCoordinateReferenceSystem(str(made_in)) == crs
    return area if same and shapely.covers(area.buffer(MARGIN, join_style="mitre"), places) else places


def _is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
