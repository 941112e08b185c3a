"""From a table of fixes to a table of tracks."""

import time
import warnings
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from ..crs.length_errors import length_errors_text
from ..errors import UserError
from ..geometry import MAX_COORDINATE
from ..language import tr
from ..tables import geometries_of, geopandas, pyproj
from ..text import plain_text
from ..timing.only_midnights import check_midnights
from ..timing.repeated_hour import repeated_hour_notes, resolve_repeated_hour
from ..timing.time_format import AUTOMATIC, TimeFormat, parse_time_format
from ..timing.timestamps import Instants
from ..tracks.contradiction_report import ParameterNames, contradiction_texts
from ..tracks.fixes import Fixes
from ..tracks.strays import find_strays, usable_fixes
from ..tracks.time_span import odd_dates_text
from ..tracks.tracks import Outages, Rejected, TrackRules, Tracks, tracks_from_fixes
from .metric import (
    check_units,
    errors_of_lengths,
    metric_crs_at,
    null_island_in,
    require_crs,
    transformed,
    units_per_metre,
)
from .moments import instants_in, only_timestamps, utc_times

MAX_CHOICES = 3  # of a metric CRS; a choice can change what is kept, and so the next choice
TIMES = "times"
"""The column of a table of tracks that holds the times of the vertices, which are M values in QGIS."""


class PreparedTracks(NamedTuple):
    """The result of prepare_tracks. tracks and outages are in the metric CRS used, rejected in that of the fixes.

    tracks: lines with track_id, unit, start, end (UTC), fixes, distance_m, duration_s, and times: an array of the
    seconds since the epoch of each vertex. A single fix becomes a line of two equal vertices.
    outages: lines from the last fix before an outage to the first after it: unit, start, end, duration_s, distance_m.
    rejected: points of the rejected fixes: source_id (the index of their row, of a vertex that of its track), unit,
    time, reason.
    """

    tracks: geopandas.GeoDataFrame
    outages: geopandas.GeoDataFrame
    rejected: geopandas.GeoDataFrame


def prepare_tracks(
    fixes: geopandas.GeoDataFrame,
    *,
    time_field: str | None = "time",
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
    time_format: str | None = None,
    date_field: str | None = None,
    epoch_times_local: bool = False,
    teams_once: bool = False,
) -> PreparedTracks:
    """GPS fixes to clean tracks, as by blindspot:preparetracks.

    fixes: points in any CRS. time_field: the column of times, None for the only column of timestamps (timestamps with a
    zone; without one they are local times in `timezone`, or UTC with `naive_times_utc`; numbers are seconds since the
    epoch; the format of text is detected; `time_format`, like TIME_FORMAT, for times that may be read in several ways).
    date_field: the column of dates, where time_field holds times of day only. epoch_times_local: whether seconds since
    the epoch are local times counted as if they were UTC, as MovingPandas writes them.
    unit_field: the column that identifies the unit; None: all fixes are of one unit. timezone: an IANA name.
    accuracy_field, max_accuracy: fixes with an accuracy worse than this, in metres, are rejected.
    max_speed: km/h, faster legs are errors of the receiver. max_outage: min between two fixes up to which a leg joins
    them. max_pause: min up to which a longer interval is an outage; beyond it the unit is off duty. standstill: whether
    the unit counts as having stayed during an outage whose ends lie within 50 m. teams_once: whether units with the
    same fixes, and units that move together, count once.
    crs: the metric CRS to work in; None: that of the fixes if it is metric and true to scale, else their UTM zone.

    Raises UserError if the table has no CRS, a column is missing, the time zone is unknown, or `time_format` is not a
    format. Warns (UserWarning) of times that may be misread, of fixes that contradict each other, and of patrols that
    several units recorded.
    """
    if max_accuracy is not None and accuracy_field is None:
        raise UserError("max_accuracy needs accuracy_field.")
    rules = track_rules(max_speed, max_outage, max_pause, standstill, max_accuracy, teams_once)
    require_crs(fixes, "fixes")
    form = time_format_of(time_format, epoch_times_local)
    read = fixes_of(
        fixes, fixes.crs, time_field, unit_field, timezone, naive_times_utc, accuracy_field, form, date_field
    )
    crs, tracks, left = clean_tracks(read, fixes.crs, crs, rules, timezone, unit_field)
    rows = read.row[left.index]
    shapes = geometries_of(fixes)[rows]
    if _are_tracks(fixes):
        shapes = shapely.points(read.x[left.index], read.y[left.index])
    rejected = geopandas.GeoDataFrame(
        {
            "source_id": fixes.index[rows],
            "unit": [read.unit_names[code] for code in read.unit[left.index]],
            "time": utc_times(read.t[left.index]),
            "reason": left.reason,
        },
        geometry=shapes,
        crs=fixes.crs,
    )
    return PreparedTracks(_lines(tracks, crs), _outages(tracks.outages, tracks.unit_names, crs), rejected)


class CleanTracks(NamedTuple):
    """Tracks in the metric CRS used, and the rejected fixes."""

    crs: pyproj.CRS
    tracks: Tracks
    rejected: Rejected


def clean_tracks(
    read: Fixes, source: pyproj.CRS, crs, rules: TrackRules, timezone: str, unit_field: str | None
) -> CleanTracks:
    """Tracks of fixes as read, in the CRS `source`, without strays in time and position.

    crs: the metric CRS; None: chosen from the fixes that are kept, so that the rejected ones have no influence. Warns
    of strays (dates in `timezone`), of fixes that contradict each other, of patrols that several units recorded, and
    where lengths are wrong. Raises UserError where coordinates cannot be in `source`.
    """
    check_units(source, read.x, read.y, "fixes")
    scale = units_per_metre(source)
    usable = usable_fixes(read.x, read.y, read.t, scale)
    null_island = null_island_in(source)
    strays = find_strays(
        read.x, read.y, read.t, read.unit, usable, scale, read.unit_names, timezone, time.time(), null_island
    )
    left = strays.left if len(read.t[strays.left]) else slice(None)
    chosen = pyproj.CRS.from_user_input(crs) if crs is not None else None
    chosen = chosen or metric_crs_at(source, read.x[left], read.y[left], "fixes")
    tried, clean = [], None
    while chosen not in tried and len(tried) < MAX_CHOICES:
        tried.append(chosen)
        x, y = transformed(read.x, read.y, source, chosen)
        on_earth = usable_fixes(x, y, np.zeros(1), 1.0)
        if on_earth is not None:
            x, y = np.where(on_earth, x, np.nan), np.where(on_earth, y, np.nan)
        faults = {**read.faults, **strays.faults}
        placed = replace(read, x=x, y=y, faults=faults)
        clean = CleanTracks(chosen, *tracks_from_fixes(placed, rules))
        if crs is None and len(clean.tracks.t) and len(clean.rejected):
            kept = np.delete(np.arange(len(read.t)), clean.rejected.index)
            chosen = metric_crs_at(source, read.x[kept], read.y[kept], "fixes")
    names = ParameterNames("unit_field", "teams_once", unit_field is not None)
    _, doubts = contradiction_texts(placed, clean.tracks, clean.rejected, timezone, names, rules.teams_once)
    _warn(clean, [*strays.sentences, *doubts])
    return clean


def _warn(clean: CleanTracks, sentences: list[str]) -> None:
    """Warns (UserWarning) with the sentences, and of odd dates and wrong lengths."""
    tracks = clean.tracks
    said = list(sentences)
    if len(tracks.t):
        errors = errors_of_lengths(clean.crs, tracks.x, tracks.y)
        if errors.any_wrong:
            names = [tracks.unit_names[code] for code in np.unique(tracks.unit[errors.wrong])]
            said.append(length_errors_text(errors, "fixes", names))
        said.append(odd_dates_text(tracks.t))
    for sentence in filter(None, said):
        warnings.warn(sentence, stacklevel=4)


def track_rules(
    max_speed: float,
    max_outage: float,
    max_pause: float,
    standstill: bool,
    max_accuracy: float | None = None,
    teams_once: bool = False,
) -> TrackRules:
    """The rules from km/h, minutes and metres. Raises UserError if max_pause is shorter than max_outage."""
    if max_pause < max_outage:
        raise UserError(
            tr(
                "max_pause ({max_pause:g} min) is shorter than max_outage ({max_outage:g} min). Make it at least as "
                "long.",
                max_pause=max_pause,
                max_outage=max_outage,
            )
        )
    return TrackRules(max_speed / 3.6, max_outage * 60, max_pause * 60, standstill, max_accuracy, teams_once)


def fixes_of(
    table: geopandas.GeoDataFrame,
    crs: pyproj.CRS,
    time_field: str | None = "time",
    unit_field: str | None = None,
    timezone: str = "UTC",
    naive_times_utc: bool = False,
    accuracy_field: str | None = None,
    form: TimeFormat = AUTOMATIC,
    date_field: str | None = None,
) -> Fixes:
    """The fixes in `crs` of a table of points, or of the vertices of tracks from prepare_tracks. Other parameters and
    errors as for prepare_tracks."""
    require_crs(table, "fixes")
    rows = np.arange(len(table))
    if _are_tracks(table):
        rows = shapely.get_coordinates(geometries_of(table), return_index=True)[1]
        table, time_field, unit_field, date_field = _vertices(table), TIMES, "unit", None
        form = replace(form, layout=None)
    time_field = time_field or only_timestamps(table)
    for column in filter(None, (time_field, date_field, unit_field, accuracy_field)):
        if column not in table.columns:
            raise UserError(
                tr(
                    "The table of fixes has no column {column}. It has: {str}.",
                    column=column,
                    str=", ".join(map(str, table.columns)),
                )
            )
    if not len(table):
        raise UserError(tr("The table of fixes has no rows."))
    points = geometries_of(table if table.crs == crs else table.to_crs(crs))
    unit, names = (np.zeros(len(table), np.int16), ("",)) if not unit_field else _units(table[unit_field])
    accuracy = table[accuracy_field].to_numpy(float, na_value=np.nan) if accuracy_field else None
    dates = table[date_field] if date_field else None
    seconds = _settled(instants_in(table[time_field], timezone, naive_times_utc, form, dates), unit, timezone)
    if time_field != TIMES and not date_field:
        for sentence in check_midnights(seconds, unit, timezone, time_field, "date_field"):
            warnings.warn(sentence, stacklevel=3)
    x, y = _positions(points)
    return Fixes(x, y, seconds, unit, rows, tuple(map(str, names)), accuracy)


def _are_tracks(table: geopandas.GeoDataFrame) -> bool:
    """Whether a table holds tracks from prepare_tracks rather than fixes."""
    return TIMES in table.columns and bool((table.geom_type == "LineString").any())


def time_format_of(text: str | None, epoch_times_local: bool) -> TimeFormat:
    """The format of times. Raises UserError where the text is not a format."""
    return replace(parse_time_format(text, "time_format"), unix_is_local=epoch_times_local)


def _settled(read: Instants, unit: np.ndarray, timezone: str) -> np.ndarray:
    """(n,) seconds of the instants, in the later of the two hours at the end of summer time where the rows show it.
    Warns of what may be misread."""
    resolved = resolve_repeated_hour(read.seconds, read.ambiguous, unit, read.shift)
    for sentence in (*read.warnings, *repeated_hour_notes(resolved, timezone)[1]):
        warnings.warn(sentence, stacklevel=4)
    return resolved.seconds


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
        raise UserError(tr("fixes has no points. It must have points, or be the tracks of prepare_tracks."))
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
