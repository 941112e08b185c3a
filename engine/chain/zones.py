"""Tables of no-fly zones and of privacy places, and zones from files."""

import logging
import warnings
from pathlib import Path

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..places.names import name_field
from ..tables import geometries_of, geopandas, pyproj
from ..zones.columns import FIELDS, column_of, zones_of_columns
from ..zones.geozone import COLUMNS, TIMES
from ..zones.privacy import NO_PRIVACY, PrivacyAreas
from ..zones.read_geozones import read_geozones
from ..zones.zones import Zones
from .metric import in_crs, transformed
from .moments import utc_times

MINUTE = 60.0
"""s"""


def import_geozones(file: str | Path | bytes, *, tolerance: float = 1.0, classes: str = "") -> geopandas.GeoDataFrame:
    """The zones of a file of UAS geographical zones (ED-318, ED-269) or airspaces (OpenAir), as by
    blindspot:importgeozones: the argument `no_fly` of plan_routes and check_plan.

    file: its path, or its content. tolerance: m by which polygons may reach beyond circles and arcs. classes: of
    OpenAir airspaces that are wanted, separated by commas; empty: all.

    Returns multipolygons in EPSG:4326 with the columns of the algorithm. `attrs` holds format and remarks, on what was
    assumed. Raises UserError where the file is none of geozones, or one of its zones cannot be read.
    """
    data = file if isinstance(file, bytes) else Path(file).read_bytes()
    wanted = tuple(part.strip().upper() for part in classes.split(",") if part.strip())
    found = read_geozones(data, tolerance, classes=wanted)
    columns = {}
    for name, attribute in COLUMNS:
        values = [getattr(zone, attribute) for zone in found.zones]
        if name in TIMES:
            columns[name] = utc_times(np.array([np.nan if value is None else value for value in values], float))
        else:
            columns[name] = [None if value == "" else value for value in values]
    shapes = [shapely.multipolygons(shapely.get_parts(zone.shape)) for zone in found.zones]
    table = geopandas.GeoDataFrame(columns, geometry=shapes, crs=4326)
    table.attrs.update(format=found.format, remarks=found.remarks)
    return table


def zones_of_table(
    no_fly: geopandas.GeoDataFrame | None, crs: pyproj.CRS, begins: float | None = None, ends: float | None = None
) -> Zones:
    """The no-fly zones of a table, in `crs`, with the heights and times of its columns, if it has them. begins, ends:
    as for zones_of_columns. Warns of what cannot be read. Raises UserError if a zone has no polygon that can be read.
    """
    if no_fly is None:
        return Zones.always([])
    zones = in_crs(no_fly, crs, "no_fly", (2,))
    if len(zones) < _shapes(no_fly):
        raise UserError(
            tr(
                "Some zones of no_fly cannot be read: they are no polygons, have no area, or lie outside the valid "
                "area of "
                "the CRS. Repair or drop them, because a plan must not ignore a zone."
            )
        )
    own = [str(column) for column in zones.columns if column != "geometry"]
    columns = {}
    for name in FIELDS:
        column = column_of(own, name)
        columns[name] = None if column is None else _values(zones[column])
    field = name_field(own)

    def places(polygons: np.ndarray) -> np.ndarray:
        middle = shapely.get_coordinates(shapely.centroid(polygons)).reshape(-1, 2)
        return np.column_stack(transformed(*middle.T, crs, pyproj.CRS(4326)))

    labels = None if field is None else _values(zones[field])
    read = zones_of_columns("no_fly", geometries_of(zones), columns, places, begins, ends, labels)
    for note in read.notes:
        logging.getLogger(__name__).info(note)
    for doubt in read.doubts:
        warnings.warn(doubt, UserWarning, stacklevel=3)
    return read.zones


def privacy_areas(
    privacy: geopandas.GeoDataFrame | None, crs: pyproj.CRS, buffer: float, height: float | None, budget: float | None
) -> PrivacyAreas:
    """The areas around the privacy places of a table. buffer, height: m; budget: min. Raises UserError where a place
    cannot be read, or points and lines have no buffer."""
    if privacy is None:
        return NO_PRIVACY
    places = in_crs(privacy, crs, "privacy")
    if len(places) < _shapes(privacy):
        raise UserError(
            tr(
                "Some places of privacy cannot be read: they have no area or length, or lie outside the valid area of "
                "the CRS. Repair or drop them, because a plan must not ignore a privacy place."
            )
        )
    shapes = geometries_of(places)
    if not buffer and (shapely.get_dimensions(shapes) < 2).any():
        raise UserError(
            tr("privacy has points or lines. They need a privacy_buffer above 0: a drone is never exactly over them.")
        )
    field = name_field([str(column) for column in places.columns if column != "geometry"])
    names = None if field is None else _values(places[field])
    return PrivacyAreas.around(shapes, buffer, height, np.inf if budget is None else budget * MINUTE, names)


def _shapes(table: geopandas.GeoDataFrame) -> int:
    return int((~(table.geometry.isna() | table.geometry.is_empty)).sum())


def _values(column) -> list:
    """The values of a column, None where there is none."""
    return [None if missing else value for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)]
