"""From a table of fixes to a table of tracks."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from ..errors import UserError
from ..geometry import MAX_COORDINATE
from ..tables import geometries_of, geopandas, pyproj
from ..text import plain_text
from ..tracks.fixes import Fixes
from ..tracks.tracks import Outages, TrackRules, Tracks, tracks_from_fixes
from .metric import metric_crs, require_crs
from .moments import seconds_of, utc_times

TIMES = "times"
"""The column of a table of tracks that holds the times of the vertices, which are M values in QGIS."""


class PreparedTracks(NamedTuple):
    """The result of prepare_tracks. tracks and outages are in the metric CRS used, rejected in that of the fixes.

    tracks: lines with track_id, unit, start, end (UTC), fixes, distance_m, duration_s, and times: an array of the
    seconds since the epoch of each vertex. A single fix becomes a line of two equal vertices.
    outages: lines from the last fix before an outage to the first after it: unit, start, end, duration_s, distance_m.
    rejected: points of the rejected fixes: source_id (their index), unit, time, reason.
    """

    tracks: geopandas.GeoDataFrame
    outages: geopandas.GeoDataFrame
    rejected: geopandas.GeoDataFrame


def prepare_tracks(
    fixes: geopandas.GeoDataFrame,
    *,
    time_field: str = "time",
    unit_field: str | None = None,
    timezone: str = "UTC",
    naive_times_utc: bool = False,
    accuracy_field: str | None = None,
    max_accuracy: float | None = None,
    max_speed: float = 150.0,
    max_outage: float = 10.0,
    max_pause: float = 60.0,
    standstill: bool = False,
    crs=None,
) -> PreparedTracks:
    """GPS fixes to clean tracks, as by blindspot:preparetracks.

    fixes: points in any CRS. time_field: the column of times (timestamps with a zone; without one they are local times
    in `timezone`, or UTC with `naive_times_utc`; numbers are seconds since the epoch; the format of text is detected).
    unit_field: the column that identifies the unit; None: all fixes are of one unit. timezone: an IANA name.
    accuracy_field, max_accuracy: fixes with an accuracy worse than this, in metres, are rejected.
    max_speed: km/h, faster legs are errors of the receiver. max_outage: min between two fixes up to which a leg joins
    them. max_pause: min up to which a longer interval is an outage; beyond it the unit is off duty. standstill: whether
    the unit counts as having stayed during an outage whose ends lie within 50 m.
    crs: the metric CRS to work in; None: that of the fixes if it is metric and true to scale, else their UTM zone.

    Raises UserError if the table has no CRS, a column is missing, or the time zone is unknown.
    """
    if max_accuracy is not None and accuracy_field is None:
        raise UserError("max_accuracy needs accuracy_field.")
    rules = track_rules(max_speed, max_outage, max_pause, standstill, max_accuracy)
    crs = metric_crs(fixes, "fixes") if crs is None else pyproj.CRS.from_user_input(crs)
    read = fixes_of(fixes, crs, time_field, unit_field, timezone, naive_times_utc, accuracy_field)
    tracks, left = tracks_from_fixes(read, rules)
    rejected = geopandas.GeoDataFrame(
        {
            "source_id": fixes.index[left.index],
            "unit": [read.unit_names[code] for code in read.unit[left.index]],
            "time": utc_times(read.t[left.index]),
            "reason": left.reason,
        },
        geometry=geometries_of(fixes)[left.index],
        crs=fixes.crs,
    )
    return PreparedTracks(_lines(tracks, crs), _outages(tracks.outages, tracks.unit_names, crs), rejected)


def track_rules(
    max_speed: float, max_outage: float, max_pause: float, standstill: bool, max_accuracy: float | None = None
) -> TrackRules:
    """The rules from km/h, minutes and metres. Raises UserError if max_pause is shorter than max_outage."""
    if max_pause < max_outage:
        raise UserError(
            f"max_pause ({max_pause:g} min) is shorter than max_outage ({max_outage:g} min). Make it at least as long."
        )
    return TrackRules(max_speed / 3.6, max_outage * 60, max_pause * 60, standstill, max_accuracy)


def fixes_of(
    table: geopandas.GeoDataFrame,
    crs: pyproj.CRS,
    time_field: str = "time",
    unit_field: str | None = None,
    timezone: str = "UTC",
    naive_times_utc: bool = False,
    accuracy_field: str | None = None,
) -> Fixes:
    """The fixes in `crs` of a table of points, or of the vertices of tracks from prepare_tracks. Other parameters and
    errors as for prepare_tracks."""
    require_crs(table, "fixes")
    if TIMES in table.columns and (table.geom_type == "LineString").any():
        table, time_field, unit_field = _vertices(table), TIMES, "unit"
    for column in filter(None, (time_field, unit_field, accuracy_field)):
        if column not in table.columns:
            raise UserError(f"The table of fixes has no column {column}. It has: {', '.join(map(str, table.columns))}.")
    if not len(table):
        raise UserError("The table of fixes has no rows.")
    points = geometries_of(table if table.crs == crs else table.to_crs(crs))
    unit, names = (np.zeros(len(table), np.int16), ("",)) if not unit_field else _units(table[unit_field])
    accuracy = table[accuracy_field].to_numpy(float, na_value=np.nan) if accuracy_field else None
    seconds = seconds_of(table[time_field], timezone, naive_times_utc)
    x, y = _positions(points)
    return Fixes(x, y, seconds, unit, np.arange(len(table)), tuple(map(str, names)), accuracy)


def _units(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """(n,) codes and the sorted names of units; rows without a value belong to the unit ''."""
    try:
        codes, values = pd.factorize(column)
    except TypeError:  # lists and dictionaries
        codes, values = pd.factorize(column.map(plain_text))
    texts = [plain_text(value) for value in values]
    names, code = np.unique(np.array([*texts, ""] if (codes < 0).any() else texts, object), return_inverse=True)
    return code[codes], names


def _positions(geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) x and y of points, or of multipoints and collections with one point; NaN for others and for coordinates that
    are not on Earth. Raises UserError where there are other geometries, but no point."""
    single = shapely.get_num_geometries(geometries) == 1
    points = np.where(single, shapely.get_geometry(geometries, 0), geometries)
    x, y = shapely.get_x(points), shapely.get_y(points)
    kinds = shapely.get_dimensions(geometries)
    if (kinds > 0).any() and not (kinds == 0).any():
        raise UserError("fixes has no points. It must have points, or be the tracks of prepare_tracks.")
    known = (np.abs(x) <= MAX_COORDINATE) & (np.abs(y) <= MAX_COORDINATE)
    return (x, y) if known.all() else (np.where(known, x, np.nan), np.where(known, y, np.nan))


def _vertices(tracks: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The vertices of tracks as points with their time and unit."""
    xy, row = shapely.get_coordinates(geometries_of(tracks), return_index=True)
    columns = {TIMES: np.concatenate(tracks[TIMES].tolist()), "unit": tracks["unit"].to_numpy(object)[row]}
    return geopandas.GeoDataFrame(columns, geometry=shapely.points(xy), crs=tracks.crs)


def _lines(tracks: Tracks, crs: pyproj.CRS) -> geopandas.GeoDataFrame:
    first, last = tracks.offsets[:-1], tracks.offsets[1:] - 1
    count = last - first + 1
    # the vertex of a single fix is repeated
    index = np.repeat(np.arange(len(tracks.t)), np.where(np.repeat(count == 1, count), 2, 1))
    vertices = np.maximum(count, 2)
    lines = shapely.linestrings(
        np.column_stack([tracks.x, tracks.y])[index], indices=np.repeat(np.arange(len(tracks)), vertices)
    )
    times = np.empty(len(tracks), object)
    times[:] = np.split(tracks.t[index], np.cumsum(vertices)[:-1]) if len(tracks) else []
    columns = {
        "track_id": np.arange(1, len(tracks) + 1),
        "unit": [tracks.unit_names[code] for code in tracks.unit[first]],
        "start": utc_times(tracks.t[first]),
        "end": utc_times(tracks.t[last]),
        "fixes": count,
        "distance_m": tracks.distances,
        "duration_s": tracks.t[last] - tracks.t[first],
        TIMES: pd.Series(times, dtype=object),
    }
    return geopandas.GeoDataFrame(columns, geometry=lines, crs=crs)


def _outages(outages: Outages, unit_names: tuple[str, ...], crs: pyproj.CRS) -> geopandas.GeoDataFrame:
    ends = np.stack([np.column_stack([outages.x0, outages.y0]), np.column_stack([outages.x1, outages.y1])], axis=1)
    columns = {
        "unit": [unit_names[code] for code in outages.unit],
        "start": utc_times(outages.t0),
        "end": utc_times(outages.t1),
        "duration_s": outages.t1 - outages.t0,
        "distance_m": np.hypot(outages.x1 - outages.x0, outages.y1 - outages.y0),
    }
    return geopandas.GeoDataFrame(columns, geometry=shapely.linestrings(ends), crs=crs)
