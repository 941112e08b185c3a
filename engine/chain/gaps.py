"""Fixes or tracks in a table to scored places in a table."""

import logging
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from ..errors import UserError
from ..language import tr
from ..places.grid import HEXAGON, SQUARE, Grid, Lattice, grid_near, grid_over
from ..places.places import places_from_geometries
from ..places.twins import place_twins
from ..score.bounds import POSITION_ERROR
from ..score.by_question import published_by_question, reasons_by_question
from ..score.detection import Detection, rates
from ..score.doubts import Doubts
from ..score.evidence import Evidence
from ..score.gap_profiles import profile_texts
from ..score.own_nights import all_nights
from ..score.own_profiles import scores_and_profile
from ..score.published import EXACT_TIMES
from ..sight.sight import WALL_TOLERANCE
from ..tables import geometries_of, geopandas, pyproj
from ..timing.text import utc_text
from ..timing.timezones import check_timezone
from ..timing.watch import Watch, parse_weekdays
from ..tracks.edge_outages import edge_outages
from ..tracks.position_error import accuracy_of
from ..tracks.tracks import Tracks
from .asking import Asking, asked_columns
from .bounds import bounds_of, checked_error
from .buildings import building_shapes, cells_in_the_open, sight_of
from .demand import (
    demand_of,
    demand_rules,
    effect_columns,
    names_of,
    own_demand_of,
    residents_of,
    sentences_of,
    warnings_of,
)
from .metric import in_crs, metric_crs, require_crs
from .moments import instant
from .scored_tables import nights_table, scored_table
from .sun import SunPlace, report_sun, sun_place, watch_by_sun, watch_of
from .tracks import clean_tracks, fixes_of, time_format_of, track_rules
from .watchers import watched_columns, watchers_of_table

GRID_TYPES = MappingProxyType({"square": SQUARE, "hexagon": HEXAGON})


class ScoredGaps(NamedTuple):
    """The scored places, and a row for each place in each night of the watch."""

    places: geopandas.GeoDataFrame
    nights: pd.DataFrame


def score_gaps(
    fixes: geopandas.GeoDataFrame,
    *,
    time_field: str | None = "time",
    unit_field: str | None = None,
    timezone: str = "UTC",
    naive_times_utc: bool = False,
    places: geopandas.GeoDataFrame | None = None,
    area: geopandas.GeoDataFrame | None = None,
    cell_size: float = 50.0,
    grid_type: str = "square",
    grid_reach: float = 500.0,
    detection_range: float = 50.0,
    detection_time: float = 30.0,
    dark_range: float | None = None,
    sample_spacing: float = 25.0,
    revisit: float = 120.0,
    watch: tuple | str = ("22:00", "05:00"),
    sun_offset: float = 0.0,
    weekdays: str = "",
    period_start=None,
    period_end=None,
    partial_watches: bool = False,
    demand: Mapping[str, geopandas.GeoDataFrame] | None = None,
    demand_weights: Sequence[float] | None = None,
    demand_range: float = 100.0,
    demand_field: str | None = None,
    demand_base: float | None = None,
    demand_kinds: Sequence[str] | None = None,
    patrol_found_limit: float | None = None,
    residents: geopandas.GeoDataFrame | Sequence[geopandas.GeoDataFrame] | None = None,
    residents_weight: float = 0.2,
    residents_limit: float = 2.0,
    demand_minimum: float = 0.0,
    min_speed: float = 0.0,
    prism_speed: float | None = None,
    max_speed: float = 150.0,
    max_outage: float = 10.0,
    max_pause: float = 60.0,
    standstill: bool = False,
    crs=None,
    time_format: str | None = None,
    date_field: str | None = None,
    epoch_times_local: bool = False,
    teams_once: bool = False,
    return_nights: bool = False,
    seconds: bool = False,
    buildings: geopandas.GeoDataFrame | None = None,
    wall_tolerance: float = WALL_TOLERANCE,
    cell_samples: str = "centre",
    revisit_field: str | None = None,
    watch_field: str | None = None,
    watchers: geopandas.GeoDataFrame | None = None,
    watcher_range: float = 50.0,
    watcher_detection_time: float = 30.0,
    gap_high: bool = False,
    position_error: float = POSITION_ERROR,
    accuracy_field: str | None = None,
) -> geopandas.GeoDataFrame | ScoredGaps:
    """The gap of each place: the probability that no patrol notices an event there in time, as blindspot:scoregaps
    computes it.

    fixes: points with times, in any CRS, or the tracks of prepare_tracks. time_field, unit_field, timezone,
    naive_times_utc, time_format, date_field, epoch_times_local, max_speed (km/h), max_outage, max_pause (min),
    standstill, teams_once: as for prepare_tracks.
    places: the places to score, of any geometry. None: the cells of a grid, `cell_size` metres wide, of `grid_type`
    square or hexagon, over the polygons of `area`, or, without `area`, within `grid_reach` metres of the fixes.
    detection_range: m. detection_time: s, the mean time to notice; 0: at once. sample_spacing: m, between the points at
    which lines and zones are scored. dark_range: m, the greatest detection range after dark (the sun more than 6
    degrees below the horizon); None: as by light. revisit: min. watch: from, to, as text (22:00) or datetime.time,
    in `timezone`; if equal, all day. Or one text: "sunset to sunrise", "civil night" or "nautical night" (the sun
    more than 6 or 12 degrees below the horizon), every date its own hours; sun_offset: min, it begins so much later
    and ends so much earlier. The sun is that in the middle of `places`, else of `area`, else of the fixes.
    weekdays: days on which the watch begins, such as Mon-Fri; empty: every day. period_start, period_end:
    timestamps or text, in `timezone` if they name no zone; None: the watches with data. partial_watches:
    whether moments whose revisit interval reaches before the first or after the last fix count as unpatrolled; False:
    they are unknown and left out, unless none would be left.
    demand: tables of the features that make places matter, by name; demand_weights: one number for each table, None:
    all 1; demand_range: m; demand_field: a column of `places`; demand_base: demand of every place regardless of the
    tables, None: 1, or 0 with `demand`. demand_kinds: what each table rests on: reports, patrol, infrastructure, or an
    empty text; patrol_found_limit: the most of the total demand (%) that may rest on incidents found by patrols.
    residents: one or more tables with a column answer (more, not_here), and weight and respondent where they have some;
    residents_weight: of an answer; residents_limit: the most by which answers multiply or divide the demand of a place;
    demand_minimum: of every place, in % of the mean.
    min_speed: km/h, slower legs do not count. prism_speed: km/h, the greatest speed of a unit during an outage; None:
    the 95th percentile of the speeds of its moving legs.
    buildings: polygons; a unit sees a place only while no wall is between them, and up to wall_tolerance metres behind
    a wall counts as before it. cell_samples: with buildings, cells are scored at their centre, or, with open, at points
    in the open `sample_spacing` metres apart.
    revisit_field, watch_field: columns of `places` with their own revisit interval (min) and their own hours, as text:
    22:00-05:00, 08:00-18:00 Mon-Fri, all day, sunset to sunrise. None, and where a place has none: `revisit`, `watch`
    and `weekdays`. The result then has the columns revisit_min and watch.
    watchers: points of posts and cameras that do not move, which the gap then counts too. Their columns range_m,
    bearing (degrees from true north), fov (degrees), hours (such as 22:00-05:00, or Mon-Fri 08:00-18:00; Sat
    10:00-14:00, in `timezone`), detection_s and kind are used as in blindspot:scoregaps; watcher_range (m) and
    watcher_detection_time (s): where they have none. The result then has the columns gap_patrols (the gap by patrols
    alone) and watcher_s (seconds in the watch that they see the place). A row that cannot be used is a UserWarning.
    gap_high: whether to add gap_high, and to lower gap_low where needed, so that at least nine of ten places have their
    true gap between the two, given how often and how exactly receivers report. position_error: m, the radius that
    contains the true position of a fix with a probability of 68 %; accuracy_field: the column with that of each fix.
    crs: the metric CRS to work in. None: that of `places`, else `area`, else `fixes`, if it is metric and true to
    scale; otherwise their UTM zone.
    return_nights: whether to return each place in each night as well.
    seconds: whether times and durations, and the gaps of single nights, are exact, which is a UserWarning; False:
    rounded, so that they do not follow single persons (docs/gap-score.md).

    Returns the places in the metric CRS with their own columns (a column with the same name as one of the following
    gets the suffix `_2`), place_id, demand, gap and gap_low (0 to 1), priority (demand x gap), visits, dwell_s,
    last_seen (UTC), mean_idle_s, worst_gap_s, why, watch_visits, watch_dwell_s, nights_seen, gap_profile (text, a JSON
    list of the gap in each quarter of an hour of the watch, in each half hour if it is longer than 12 h); and where a
    table of `demand` has a column of names, near and near_m: the nearest named row within `demand_range`, and its
    distance in metres; with demand_kinds, patrol_found; with residents, demand_without; with gap_high, gap_high.
    `attrs` holds period_start, period_end (UTC) and timezone.
    With return_nights, returns (places, nights). nights has a row for each place in each night of the period:
    place_id, night (the local date on which the watch begins, as text), passes, dwell_s, first_pass, last_pass (UTC),
    gap, watch_hours (the hours of starting moments).
    What is left out because the data begin or end within the period is logged (logger blindspot.engine.chain.gaps);
    more than a tenth is a UserWarning, and so are coincident rows of `demand` or `places`. Logged as well is a doubt
    (gap - gap_low) that nearly all places share.

    Raises UserError for tables without a CRS, for missing columns, and for parameters out of range.
    """
    check_timezone(timezone)
    first = next((name, table) for name, table in _named(places=places, area=area, fixes=fixes))
    if crs is None and first[1] is not fixes:
        crs = metric_crs(first[1], first[0])
    require_crs(fixes, "fixes")
    form = time_format_of(time_format, epoch_times_local)
    read = fixes_of(
        *(fixes, fixes.crs, time_field, unit_field, timezone, naive_times_utc),
        accuracy_field=accuracy_field if gap_high else None,
        form=form,
        date_field=date_field,
    )
    rules = track_rules(max_speed, max_outage, max_pause, standstill, teams_once=teams_once)
    crs, tracks, rejected = clean_tracks(read, fixes.crs, crs, rules, timezone, unit_field)
    if not len(tracks):
        raise UserError(tr("No fix can be used, so nothing can be scored. prepare_tracks says why, fix by fix."))
    follows_sun = isinstance(watch, str) or dark_range is not None

    @cache
    def middle() -> SunPlace:
        return sun_place((places, area), crs, tracks)

    place = middle() if follows_sun else None
    hours = watch_of(watch, parse_weekdays(weekdays), timezone, sun_offset, place, tracks)
    bounds = instant(period_start, "period_start", timezone), instant(period_end, "period_end", timezone)

    def night(angle: float, days: frozenset[int]) -> Watch:
        return watch_by_sun(angle, days, timezone, sun_offset, middle(), tracks)

    asking = Asking(tracks, hours, revisit * 60, bounds, partial_watches, night)
    edges = None if partial_watches else edge_outages(tracks, rules.max_pause)

    if places is not None:
        scored, grid = in_crs(places, crs, "places"), None
        if not len(scored):
            raise UserError(tr("places has no feature with a usable geometry."))
        samples = places_from_geometries(geometries_of(scored), sample_spacing)
        _warn(place_twins("places", geometries_of(scored), names_of(scored)), 3)
        targets = geometries_of(scored)
    else:
        grid = _grid(tracks, area, crs, cell_size, grid_type, grid_reach)
        scored, samples = None, grid.places
        targets = shapely.points(samples.x, samples.y)
    asked = asking.of_places(scored, revisit_field, watch_field)
    for sentence, many in asked.partial:
        if many:
            warnings.warn(sentence, stacklevel=2)
        else:
            logging.getLogger(__name__).info(sentence)
    shapes = None if buildings is None else building_shapes(buildings, crs)
    sight = sight_of(shapes, wall_tolerance)
    samples = cells_in_the_open(samples, grid, sample_spacing, shapes, cell_samples)
    beside = None
    if watchers is not None:
        beside = watchers_of_table(watchers, crs, watcher_range, watcher_detection_time, timezone)
        _warn(beside.warnings("watchers", len(watchers)), 3)
    base = demand_base if demand_base is not None else (0.0 if demand else 1.0)
    if demand_field is not None:
        base = own_demand_of(scored, demand_field) + (demand_base or 0.0)
    asked_for = residents_of(residents, crs, residents_weight, residents_limit)
    rules = demand_rules(len(demand or {}), demand_kinds, patrol_found_limit, demand_minimum, asked_for)
    matters, twins = demand_of(targets, demand or {}, demand_weights, demand_range, base, crs, rules)
    _warn([*twins, *warnings_of(rules, matters)], 3)
    for sentence in sentences_of(rules, matters):
        logging.getLogger(__name__).info(sentence)

    units = len(tracks.unit_names)
    if prism_speed is None:
        fastest = tracks.usual_top_speeds if len(tracks.outages) or edges else np.zeros(units)
    else:
        fastest = np.full(units, prism_speed / 3.6)
    detection = Detection(
        np.full(units, float(detection_range)),
        rates(np.full(units, float(detection_time))),
        min_speed / 3.6,
        fastest,
        dark=np.inf if dark_range is None else float(dark_range),
    )
    evidence = Evidence(
        *(tracks, detection, samples, matters.total, asked.question, asked.watch),
        edge_outages=edges,
        sight=sight,
        watchers=None if beside is None else beside.watchers,
        light=None if dark_range is None else place.light,
        own=asked.own,
    )
    report_sun(hours, evidence.period, place, 3)
    exact, profile = scores_and_profile(evidence)
    doubts = Doubts.of(exact)
    if doubts.sentence:
        logging.getLogger(__name__).info(doubts.sentence)
    if seconds:
        warnings.warn(EXACT_TIMES, stacklevel=2)
    scores = published_by_question(exact, evidence, seconds)
    why = reasons_by_question(scores, matters, evidence, demand_range, doubts)
    own = {} if revisit_field is None and watch_field is None else asked_columns(evidence)
    own |= watched_columns(scores) | effect_columns(matters)
    if gap_high:
        error, _ = accuracy_of(tracks, read, rejected, checked_error(position_error))
        bounds, known = bounds_of(evidence, exact, error)
        scores = replace(scores, gap_low=bounds.low)
        own |= {"gap_high": bounds.high}
        if known:
            logging.getLogger(__name__).info(known)
    table = scored_table(scored, grid, crs, scores, matters, why, profile_texts(profile.values(seconds)), own)
    table.attrs.update(
        period_start=utc_text(evidence.period.t0),
        period_end=utc_text(evidence.period.t1),
        timezone=timezone,
    )
    if return_nights:
        return ScoredGaps(table, nights_table(table["place_id"], all_nights(evidence, seconds=seconds)))
    return table


def _named(**tables):
    """(name, table) of the tables that are not None."""
    return ((name, table) for name, table in tables.items() if table is not None)


def _grid(tracks: Tracks, area, crs: pyproj.CRS, size: float, kind: str, reach: float) -> Grid:
    if kind not in GRID_TYPES:
        raise UserError(tr("grid_type is {kind}; it must be square or hexagon.", kind=kind))
    lattice = Lattice(size, GRID_TYPES[kind])
    if area is None:
        return grid_near(tracks.x, tracks.y, lattice, reach)
    return grid_over(geometries_of(in_crs(area, crs, "area", (2,))), lattice)


def _warn(sentences: list[str], depth: int) -> None:
    """A UserWarning for each sentence. depth: of the caller of score_gaps, counted as by warnings.warn."""
    for sentence in sentences:
        warnings.warn(sentence, stacklevel=depth)
