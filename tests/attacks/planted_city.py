"""The sample city with officers planted in it: each has a home, nights on duty, and a way that nobody else walks.

The crowd is that of the sample city: 14 units in 14 nights. A world adds OFFICERS to it, from a seed. On each night on
duty an officer switches the receiver on at home and stays there for a while, walks to the way and along it, patrols
where units of the crowd patrol, and walks back by the way. Homes and ways are where none of the crowd was in any night.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely

from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import Outages, TrackRules, Tracks, tracks_from_fixes
from blindspot.resources.sample.city import City, simulate
from blindspot.resources.sample.patrols import FIRST_NIGHT, NIGHTS

CELL = 100.0
COLUMNS, ROWS = 50, 40
EVENING = float(FIRST_NIGHT.astype(np.int64))
"""Seconds since the epoch of 22:00 in the first night, in the city's zone."""
DAY = 86_400.0
NOON = EVENING - 10 * 3600.0
"""Nights are counted from noon to noon."""
OFFICERS = 10
ON_DUTY = 8
"""Nights on duty of an officer, of the NIGHTS of the period."""
CORNERS, LEG = 5, (150.0, 400.0)
"""Corners of a way, and metres between two of them."""
SPEED, INTERVAL, NOISE = 1.4, 60.0, 5.0
STAY, PATROL = 30 * 60.0, 2.5 * 3600.0
"""Seconds at home before and after a patrol with the receiver on, and on the beats of the crowd."""


@dataclass(frozen=True)
class Officer:
    """home: (2,) m; nights: (NIGHTS,) whether on duty; way: (CORNERS, 2) m."""

    home: np.ndarray
    nights: np.ndarray
    way: np.ndarray


@dataclass(frozen=True)
class World:
    """tracks: of the officers alone; their unit codes follow those of the crowd."""

    seed: int
    officers: tuple[Officer, ...]
    tracks: Tracks


@cache
def world(seed: int) -> World:
    """The officers of a seed and their tracks."""
    rng = np.random.default_rng([seed, 20260302])
    homes = distinct(rng, houses(), OFFICERS)
    officers = tuple(Officer(home, random_nights(rng), random_way(rng)) for home in homes)
    parts = [
        (np.full(len(t), len(crowd().unit_names) + number), t, xy)
        for number, officer in enumerate(officers)
        for night in np.flatnonzero(officer.nights).tolist()
        for t, xy in [_night(rng, officer, night)]
    ]
    unit, t, xy = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    offsets = np.r_[0, np.cumsum([len(part[1]) for part in parts])]
    names = (*crowd().unit_names, *(f"P{number}" for number in range(OFFICERS)))
    return World(seed, officers, Tracks(*xy.T, t, unit, offsets, names, no_outages()))


def random_nights(rng: np.random.Generator) -> np.ndarray:
    """(NIGHTS,) whether somebody is on duty, in ON_DUTY of the nights."""
    return np.isin(np.arange(NIGHTS), rng.permutation(NIGHTS)[:ON_DUTY])


def random_way(rng: np.random.Generator) -> np.ndarray:
    """(CORNERS, 2) m: a way through cells without a fix of the crowd."""
    while True:
        way = [rng.uniform(100, (COLUMNS * CELL - 100, ROWS * CELL - 100))]
        while len(way) < CORNERS:
            turn, length = rng.uniform(0, 2 * np.pi, 40), rng.uniform(*LEG, 40)
            ends = way[-1] + length[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
            along = way[-1] + np.linspace(0, 1, 9)[:, None, None] * (ends - way[-1])
            free = ~is_crowded(along.reshape(-1, 2)).reshape(9, 40).any(axis=0)
            # ways lead on, and do not turn back onto themselves
            free &= np.array([np.hypot(*(ends - corner).T) > 140 for corner in way]).all(axis=0)
            if not free.any():
                break
            way.append(ends[np.argmax(free)])
        if len(way) == CORNERS:
            return np.array(way)


def distinct(rng: np.random.Generator, xy: np.ndarray, count: int, apart: float = 3 * CELL) -> np.ndarray:
    """(count, 2) m: some of the positions, in random order, with `apart` metres between each two."""
    chosen: list[np.ndarray] = []
    for position in xy[rng.permutation(len(xy))]:
        if all(np.hypot(*(position - other)) > apart for other in chosen):
            chosen.append(position)
        if len(chosen) == count:
            return np.array(chosen)
    raise ValueError("the city has too few such positions")


def _night(rng: np.random.Generator, officer: Officer, night: int) -> tuple[np.ndarray, np.ndarray]:
    """t (n,) and xy (n, 2) of the fixes of one night of an officer."""
    beat = crowd()
    longs = np.flatnonzero(np.diff(beat.offsets) > PATROL / INTERVAL + 1)
    start = beat.offsets[rng.choice(longs)]
    patrol = np.s_[start : start + int(PATROL / INTERVAL)]
    beats = np.column_stack([beat.x[patrol], beat.y[patrol]])
    out = _walked(np.vstack([officer.home, officer.way, beats[:1]]))
    back = _walked(np.vstack([beats[-1:], officer.way[::-1], officer.home]))
    home = np.repeat(officer.home[None], int(STAY / INTERVAL), axis=0)
    xy = np.vstack([home, out, beats, back, home])
    t = EVENING + night * DAY + rng.uniform(-1800, 1800) + INTERVAL * np.arange(len(xy))
    return np.round(t), xy + rng.normal(0, NOISE, xy.shape)


def _walked(corners: np.ndarray) -> np.ndarray:
    """(n, 2) m, positions every INTERVAL along the line through the corners."""
    at = np.r_[0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T))]
    along = np.arange(0, at[-1], SPEED * INTERVAL)
    return np.column_stack([np.interp(along, at, axis) for axis in corners.T])


@cache
def city() -> City:
    return simulate(1)


@cache
def crowd() -> Tracks:
    """The tracks of the sample city."""
    fixes = city().fixes
    names, unit = np.unique(fixes.unit, return_inverse=True)
    rows = np.arange(len(unit))
    return tracks_from_fixes(Fixes(*fixes.xy.T, fixes.time, unit, rows, tuple(names.tolist())), TrackRules())[0]


@cache
def crowded() -> np.ndarray:
    """(ROWS, COLUMNS) the cells with a fix of the crowd."""
    found = np.zeros((ROWS, COLUMNS), bool)
    column, row = (np.floor(values / CELL).astype(int) for values in (crowd().x, crowd().y))
    inside = (column >= 0) & (column < COLUMNS) & (row >= 0) & (row < ROWS)
    found[row[inside], column[inside]] = True
    return found


@cache
def houses() -> np.ndarray:
    """(h, 2) m, the middles of the houses in cells without a fix of the crowd."""
    middle = shapely.centroid(np.array([building.shape for building in city().buildings], object))
    xy = np.column_stack([shapely.get_x(middle), shapely.get_y(middle)])
    return xy[~is_crowded(xy)]


def is_crowded(xy: np.ndarray) -> np.ndarray:
    """(n,) whether positions, (n, 2) m, are in cells with a fix of the crowd, or outside the city."""
    column, row = np.floor(xy / CELL).astype(int).T
    inside = (column >= 0) & (column < COLUMNS) & (row >= 0) & (row < ROWS)
    return ~inside | crowded()[np.clip(row, 0, ROWS - 1), np.clip(column, 0, COLUMNS - 1)]


def nights_of(t: np.ndarray) -> np.ndarray:
    """(n,) the night of each time, 0 to NIGHTS - 1."""
    return np.floor((t - NOON) / DAY).astype(np.int64)


def joined(one: Tracks, other: Tracks) -> Tracks:
    """The tracks of both; the names are those of the other, which must begin with those of the one."""
    columns = (np.r_[getattr(one, name), getattr(other, name)] for name in ("x", "y", "t", "unit"))
    return Tracks(*columns, np.r_[one.offsets, other.offsets[1:] + len(one.t)], other.unit_names, no_outages())


def no_outages() -> Outages:
    return Outages(np.zeros(0, np.int64), *[np.zeros(0)] * 6)
