"""Two weeks of simulated night patrols: the movements of the units, and the fixes that their receivers report."""

from dataclasses import dataclass

import numpy as np
import shapely

from .network import Network, round_trip

FIRST_NIGHT = np.datetime64("2026-03-02T22:00", "s") - np.timedelta64(8, "h")
"""22:00 on a Monday in the city's own zone (Asia/Shanghai, UTC+8 all year), in UTC."""
NIGHTS = 14
LAND_UNITS, BOATS = 12, 2
FOOT, BICYCLE, CAR, BOAT = 1.4, 3.2, 5.5, 3.0
"""Speeds in m/s."""
MAX_ERROR = 18.0
"""Largest error in metres of a good fix, along each axis."""
MAX_JOIN = 600.0
"""Longest interval in seconds between two fixes that may be joined by a straight line."""


@dataclass(frozen=True)
class Fixes:
    """The reported fixes: unit names (n,), epoch seconds in UTC (n,), positions xy (n, 2) in metres."""

    unit: np.ndarray
    time: np.ndarray
    xy: np.ndarray


@dataclass(frozen=True)
class Beat:
    """The round of one unit in a night: targets (k,), nodes of the network; stops: whether the unit waits at them."""

    network: Network
    targets: np.ndarray
    stops: bool
    afloat: bool = False


def patrol(rng: np.random.Generator, beats: list[Beat], unwatched: shapely.Geometry, clearance: float) -> Fixes:
    """The fixes of all nights. Each night every beat gets a unit, and two of the units on land are off duty.

    No straight line between two good fixes comes within `clearance` metres of `unwatched`.
    """
    ashore = [beat for beat in beats if not beat.afloat]
    afloat = [beat for beat in beats if beat.afloat]
    speeds = np.repeat([FOOT, BICYCLE, CAR], LAND_UNITS // 3)
    shifts = []
    for night in range(NIGHTS):
        evening = float(FIRST_NIGHT.astype(np.int64) + night * 86_400)
        on_duty = rng.permutation(LAND_UNITS)[: len(ashore)]
        crews = [(beat, unit, speeds[unit]) for beat, unit in zip(ashore, on_duty, strict=True)]
        crews += [(beat, LAND_UNITS + number, BOAT) for number, beat in enumerate(afloat)]
        for beat, unit, speed in crews:
            time, xy = _shift(rng, beat, speed, evening, unwatched, clearance)
            shifts.append((np.full(len(time), unit), time, xy))
    number, time, xy = (np.concatenate(parts) for parts in zip(*shifts, strict=True))
    order = np.lexsort((time, number))
    unit = np.array([f"U{k + 1:02d}" for k in range(LAND_UNITS + BOATS)])[number]
    return Fixes(unit[order], time[order], xy[order])


def _shift(rng, beat: Beat, speed: float, evening: float, unwatched, clearance: float):
    """The times and positions of one unit's fixes in one night."""
    start = evening + rng.uniform(-900, 600)
    stop = evening + 7 * 3600 + rng.uniform(-600, 1500)
    walk_time, walk_xy = _walk(rng, beat, speed, start, stop)
    interval = {FOOT: 70.0, BICYCLE: 55.0, CAR: 40.0, BOAT: 65.0}[speed]
    time = start + np.cumsum(interval + rng.integers(-3, 4, int((stop - start) / interval)))
    time = np.round(time[_received(rng, time)])
    drift = _drift(rng, len(time))
    time, xy = _keep_distance(walk_time, walk_xy, time, drift, unwatched, clearance)
    return _add_errors(rng, time, xy)


def _walk(rng, beat: Beat, speed: float, start: float, stop: float):
    """Repeated rounds through the targets, as times (k,) and positions (k, 2). Streets differ from night to night."""
    weights = beat.network.lengths() * rng.uniform(0.75, 1.35, len(beat.network.edges))
    trip = round_trip(beat.network, beat.targets, weights)
    if rng.random() < 0.5:
        trip = trip[::-1]
    trip = np.roll(trip[:-1], -int(rng.integers(len(trip) - 1)))
    xy = beat.network.xy[np.append(trip, trip[0])]
    legs = np.hypot(*np.diff(xy, axis=0).T) / speed
    rounds = int((stop - start) / legs.sum()) + 2
    stopped = np.isin(trip, beat.targets) & beat.stops
    waits = np.where(np.tile(stopped, rounds), rng.uniform(70, 200, rounds * len(trip)), 0.0)
    legs = np.tile(legs, rounds) * rng.uniform(0.9, 1.15, rounds * len(trip))
    arrive = start + np.concatenate([[0.0], np.cumsum(waits + legs)])[:-1]
    time = np.column_stack([arrive, arrive + waits]).ravel()
    return time, np.repeat(np.tile(xy[:-1], (rounds, 1)), 2, axis=0)


def _received(rng, time: np.ndarray) -> np.ndarray:
    """Which fixes are received: 3 % are lost, most shifts have a long break, and half of them have an outage."""
    received = rng.random(len(time)) > 0.03
    first, last = time[0], time[-1]
    outages = []
    if rng.random() < 0.75:
        outages.append((rng.uniform(first + 5400, last - 9000), rng.uniform(65, 85)))
    if rng.random() < 0.5:
        outages.append((rng.uniform(first + 1800, last - 4500), rng.uniform(12, 50)))
    for begin, minutes in outages:
        received &= (time < begin) | (time > begin + 60 * minutes)
    return received


def _drift(rng, count: int) -> np.ndarray:
    """Errors of a receiver in metres, (count, 2): a correlated part that lasts for minutes, and white noise; 7 m in
    all."""
    quick, slow = rng.normal(0, 3.5, (count, 2)), rng.normal(0, 3.5, (count, 2))
    for k in range(1, count):
        slow[k] = 0.8 * slow[k - 1] + 0.6 * slow[k]
    return np.clip(quick + slow, -MAX_ERROR, MAX_ERROR)


def _keep_distance(walk_time, walk_xy, time, drift, unwatched, clearance: float):
    """Positions at these times, with more fixes where a straight line between two would come too close to
    `unwatched`."""
    while True:
        clean = np.column_stack([np.interp(time, walk_time, walk_xy[:, axis]) for axis in (0, 1)])
        xy = clean + drift
        close = shapely.distance(shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)), unwatched) < clearance
        close = np.flatnonzero(close & (np.diff(time) <= MAX_JOIN))
        if not len(close):
            return time, xy
        time = np.insert(time, close + 1, np.floor((time[close] + time[close + 1]) / 2))
        drift = np.insert(drift, close + 1, drift[close], axis=0)


def _add_errors(rng, time: np.ndarray, xy: np.ndarray):
    """Adds the errors of real logs: a few outliers, kilometres away, and duplicate fixes."""
    interval = np.diff(time)
    wild = np.flatnonzero((rng.random(len(interval)) < 0.0007) & (interval > 20) & (interval < 200))
    heading, speed = rng.uniform(0, 2 * np.pi, len(wild)), rng.uniform(70, 110, len(wild))
    offset = (speed * interval[wild])[:, None] * np.column_stack([np.cos(heading), np.sin(heading)])
    time = np.insert(time, wild + 1, np.floor(time[wild] + interval[wild] / 2))
    xy = np.insert(xy, wild + 1, xy[wild] + offset, axis=0)
    xy = np.round(xy * 4) / 4  # rounded to quarters of a metre, which keeps the file small
    sent = np.repeat(np.arange(len(time)), 1 + (rng.random(len(time)) < 0.004))
    return time[sent], xy[sent]
