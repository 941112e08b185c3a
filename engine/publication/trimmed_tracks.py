"""Tracks without their starts and ends and without the surroundings of homes, before anything is counted.

Where somebody's tracks begin and end in the morning and at night is where they live (Krumm 2007 names drivers from
this alone), and neither a pseudonym nor a coarse grid changes that. So three things are cut:

1. Ends. The part of each track before it first leaves the zone around its start, and after it last enters the zone
   around its end. A zone is a disc whose centre is moved by a secret distance (hidden_zones).
2. Homes. Of a layer, if there is one: everything in the zone around each, of all units. And those that the tracks
   show: places where `repeats` shifts of a unit begin or end, or where it stays long within `edge` of that, or pauses
   and goes on from where it was. Everything of this unit in the zone around them is cut, on all days, also in passing.
3. Stations, of a layer: ends and stays in the zone around each. Who passes a station without a stop is counted.

A leg that crosses the zone of a home between two fixes is cut as well. What is left has gaps at all these places. They
must not be filled in, and lengths and durations must be those of what is left (Dhondt and others 2022 find homes from
the full length that is published with a trimmed line).
"""

from dataclasses import dataclass

import numpy as np
import shapely

from ..tracks.tracks import Outages, Tracks
from .hidden_zones import JOINED, Zones, joined_places, moved_zones
from .keyed_units import normal_name
from .stays import shifts, staying

KEPT, ENDS, HOMES, STATIONS = range(4)
QUARTER = 32  # segments in a quarter of the polygons around zones


@dataclass(frozen=True)
class TrimRules:
    """What is cut. distance: m around ends, homes and stations that must be hidden, 0 for nothing; zones are larger.

    stay: seconds in one spot that are a stay; spread: m, the root mean square distance from its middle that is still
    one spot; off_duty: seconds without a fix after which a new shift begins; edge: seconds from the start or end of a
    shift within which a stay may be at home; repeats: in how many shifts, for a place to count as a home.
    """

    distance: float = 150.0
    stay: float = 1200.0
    spread: float = 40.0
    off_duty: float = 4 * 3600.0
    edge: float = 3600.0
    repeats: int = 3


@dataclass(frozen=True)
class Trimmed:
    """What is left. tracks: without outages, since both their ends are ends of tracks; cut: (n,) of the fixes given,
    KEPT, or what they were cut for; homes_found: the number of places that count as a home of a unit."""

    tracks: Tracks
    cut: np.ndarray
    homes_found: int


def trimmed(
    tracks: Tracks,
    rules: TrimRules,
    key: bytes,
    homes: np.ndarray | None = None,
    stations: np.ndarray | None = None,
) -> Trimmed:
    """The tracks with all of this cut. homes, stations: (h,) geometries in the CRS of the tracks, metres. key: the
    secret of the zones. Use the same for all exports from the same tracks: different offsets of one place add up to
    its position. It is not stored anywhere."""
    n = len(tracks.t)
    cut, broken = np.zeros(n, np.uint8), np.zeros(n, bool)
    if not n or rules.distance <= 0:
        return Trimmed(tracks, cut, 0)
    ends, own_homes = _zones_of_units(tracks, rules, key)
    given = _zones_of_layer(homes, rules, key)
    for zones in (own_homes, given):
        leg = _legs_inside(tracks, zones)
        broken[leg] = True
        cut[_fixes_inside(tracks, zones)] = HOMES
    inside = _end_runs(tracks, ends)
    cut[inside & (cut == KEPT)] = ENDS
    inside = _stops_inside(tracks, _zones_of_layer(stations, rules, key), rules)
    cut[inside & (cut == KEPT)] = STATIONS
    return Trimmed(_without(tracks, cut != KEPT, broken), cut, len(own_homes))


def _zones_of_units(tracks: Tracks, rules: TrimRules, key: bytes) -> tuple[Zones, Zones]:
    """The zones of the starts (k,), then of the ends (k,) of all tracks; and the zones of the homes of units."""
    k = len(tracks)
    first, last = tracks.offsets[:-1], tracks.offsets[1:] - 1
    shift = shifts(tracks, rules.off_duty)
    opens = np.r_[True, np.diff(shift) > 0] if k else np.zeros(0, bool)
    closes = np.r_[opens[1:], True] if k else opens
    near = np.hypot(tracks.x[first[1:]] - tracks.x[last[:-1]], tracks.y[first[1:]] - tracks.y[last[:-1]])
    paused = ~opens[1:] & (near <= JOINED * rules.distance)
    stay_x, stay_y, stay_unit, stay_shift = _edge_stays(tracks, rules, shift)
    x, y = np.r_[tracks.x[first], tracks.x[last], stay_x], np.r_[tracks.y[first], tracks.y[last], stay_y]
    unit = np.r_[tracks.unit[first], tracks.unit[last], stay_unit].astype(np.int64)
    during = np.r_[shift, shift, stay_shift]
    telling = np.r_[opens | np.r_[False, paused], closes | np.r_[paused, False], np.ones(len(stay_x), bool)]
    place, at, owner = np.zeros(len(x), np.int64), [np.zeros(0, np.int64)], []
    for code in np.unique(unit).tolist():
        own = np.flatnonzero(unit == code)
        joined, leaders = joined_places(x[own], y[own], JOINED * rules.distance)
        place[own] = joined + len(owner)
        at.append(own[leaders])
        owner += [normal_name(tracks.unit_names[code])] * len(leaders)
    at = np.concatenate(at)
    zones = moved_zones(x[at], y[at], np.zeros(len(at)), unit[at], owner, rules.distance, key)
    pairs = np.unique(np.stack([place[telling], during[telling]]), axis=1)
    often = np.bincount(pairs[0].astype(np.int64), minlength=len(at)) >= rules.repeats
    return _some(zones, place[: 2 * k]), _some(zones, np.flatnonzero(often))


def _edge_stays(tracks: Tracks, rules: TrimRules, shift: np.ndarray):
    """(s,) x, y, unit and shift of the stays near the start or end of a shift."""
    start, end = staying(tracks, rules.stay, rules.spread)
    track = np.searchsorted(tracks.offsets, start, side="right") - 1
    own = shift[track]
    of_fix = np.repeat(shift, np.diff(tracks.offsets))
    begin = np.searchsorted(of_fix, own)
    finish = np.searchsorted(of_fix, own, side="right") - 1
    edge = (tracks.t[start] - tracks.t[begin] <= rules.edge) | (tracks.t[finish] - tracks.t[end] <= rules.edge)
    start, end, own = start[edge], end[edge], own[edge]
    middle = (start + end) // 2
    return tracks.x[middle], tracks.y[middle], tracks.unit[middle], own


def _zones_of_layer(shapes: np.ndarray | None, rules: TrimRules, key: bytes) -> Zones:
    """A zone around each geometry, from the middle of the smallest circle around it."""
    shapes = np.zeros(0, object) if shapes is None else np.asarray(shapes, object)
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    circles = shapely.minimum_bounding_circle(shapes)
    middle = shapely.centroid(circles)
    extent = shapely.minimum_bounding_radius(shapes)
    return moved_zones(
        shapely.get_x(middle), shapely.get_y(middle), extent, np.full(len(shapes), -1), [""] * len(shapes),
        rules.distance, key,
    )  # fmt: skip


def _some(zones: Zones, index: np.ndarray) -> Zones:
    return Zones(zones.x[index], zones.y[index], zones.radius[index], zones.unit[index])


def _pairs(shapes: np.ndarray, unit: np.ndarray, zones: Zones) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of a zone and a geometry, of a unit that it concerns, that reaches into it."""
    if not len(zones) or not len(shapes):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    outside = zones.radius / np.cos(np.pi / 4 / QUARTER)  # of the polygon, so that it holds the disc
    around = shapely.buffer(shapely.points(zones.x, zones.y), outside, quad_segs=QUARTER)
    zone, shape = shapely.STRtree(shapes).query(around, predicate="intersects")
    concerned = (zones.unit[zone] < 0) | (zones.unit[zone] == unit[shape])
    return zone[concerned], shape[concerned]


def _fixes_inside(tracks: Tracks, zones: Zones) -> np.ndarray:
    """The indices of the fixes in the zones."""
    return np.unique(_pairs(shapely.points(tracks.x, tracks.y), tracks.unit, zones)[1])


def _legs_inside(tracks: Tracks, zones: Zones) -> np.ndarray:
    """The indices of the fixes whose leg to the next one reaches into a zone."""
    start = tracks.leg_starts
    ends = [np.stack([values[start], values[start + 1]], axis=1) for values in (tracks.x, tracks.y)]
    return start[np.unique(_pairs(shapely.linestrings(*ends), tracks.unit[start], zones)[1])]


def _end_runs(tracks: Tracks, ends: Zones) -> np.ndarray:
    """(n,) the fixes of each track before it first leaves the zone of its start, and after it last enters that of its
    end."""
    k, n = len(tracks), len(tracks.t)
    length = np.diff(tracks.offsets)
    track, index = np.repeat(np.arange(k), length), np.arange(n)
    outside = [
        np.hypot(tracks.x - zone.x[track], tracks.y - zone.y[track]) > zone.radius[track]
        for zone in (_some(ends, np.arange(k)), _some(ends, np.arange(k, 2 * k)))
    ]
    leaves = np.minimum.reduceat(np.where(outside[0], index, n), tracks.offsets[:-1])
    enters = np.maximum.reduceat(np.where(outside[1], index, -1), tracks.offsets[:-1])
    return (index < leaves[track]) | (index > enters[track])


def _stops_inside(tracks: Tracks, zones: Zones, rules: TrimRules) -> np.ndarray:
    """(n,) the runs of fixes in a zone that contain the start or end of a track, or a stay."""
    found = np.zeros(len(tracks.t), bool)
    zone, fix = _pairs(shapely.points(tracks.x, tracks.y), tracks.unit, zones)
    if not len(zone):
        return found
    stopped = np.zeros(len(tracks.t), bool)
    stopped[tracks.offsets[:-1]] = stopped[tracks.offsets[1:] - 1] = True
    for start, end in zip(*staying(tracks, rules.stay, rules.spread), strict=True):
        stopped[start : end + 1] = True
    order = np.lexsort((fix, zone))
    zone, fix = zone[order], fix[order]
    track = np.searchsorted(tracks.offsets, fix, side="right")
    new = np.r_[True, (np.diff(zone) != 0) | (np.diff(fix) != 1) | (np.diff(track) != 0)]
    run = np.cumsum(new) - 1
    stops = np.bincount(run, stopped[fix])[run] > 0
    found[fix[stops]] = True
    return found


def _without(tracks: Tracks, cut: np.ndarray, broken: np.ndarray) -> Tracks:
    """The tracks without the fixes that are cut, split there and after the fixes that are `broken`."""
    track = np.repeat(np.arange(len(tracks)), np.diff(tracks.offsets))
    part = np.cumsum(np.r_[False, (np.diff(track) != 0) | cut[:-1] | cut[1:] | broken[:-1]])
    left = ~cut
    part = part[left]
    starts = np.flatnonzero(np.r_[True, np.diff(part) != 0]) if len(part) else np.zeros(0, np.int64)
    nothing, codes = np.zeros(0), tracks.unit[:0]
    return Tracks(
        *(values[left] for values in (tracks.x, tracks.y, tracks.t, tracks.unit)),
        np.r_[starts, len(part)].astype(np.int64),
        tracks.unit_names,
        Outages(codes, *[nothing] * 6),
    )
