"""What is kept of a battery for the time that a drone loses at corners and stops.

Corners are where a path changes its direction by more than BEND: along sweeps and followed lines, around zones, and
where a leg meets a line or a sweep. Over a point the drone stops. The time and the energy of a plan are without it.
"""

from collections.abc import Sequence

import numpy as np

from ..airspace.airspace import ShortestPaths
from ..drones.aircraft import Aircraft
from ..language import tr
from ..timing.text import duration_text
from .crossings import MixedPaths
from .flight import SAME_PLACE, Flight

BEND = 15.0
"""Degrees by which a path turns at a corner, at least."""


def corners(vertices: np.ndarray) -> int:
    """How many corners the path along (k, 2) vertices has."""
    ways = _directions(np.diff(_distinct(vertices), axis=0))
    return int(_turns(ways[:-1], ways[1:]).sum())


def kept_for_way(way: np.ndarray, aircraft: Aircraft) -> float:
    """J kept for the corners of a stop's way; for a stop over a point, one vertex."""
    if len(way) == 1:
        return aircraft.stop_kept
    kept = aircraft.corner_kept * corners(way)
    return kept + float(aircraft.legs_kept(way[:-1], way[1:]).sum()) if aircraft.slows_over_ground else kept


def kept_for_legs(parts: Sequence[np.ndarray], aircraft: Aircraft) -> np.ndarray:
    """(k + 1,) J kept for each leg of a route and the stop after it. parts: (m, 2) vertices of the legs and of the
    ways of k stops by turns: leg, way, leg ... leg. A leg may lack its end, where the way begins."""
    kept = []
    for index in range(0, len(parts), 2):
        legs = [parts[index]]
        if index:
            legs.insert(0, _distinct(parts[index - 1])[-2:])
        if index + 1 < len(parts):
            legs.append(_distinct(parts[index + 1])[:2])
        kept.append(aircraft.corner_kept * corners(np.vstack(legs)))
        if aircraft.slows_over_ground:
            goal = parts[index + 1][:1] if index + 1 < len(parts) else parts[index][:0]
            path = np.vstack((parts[index], goal))
            kept[-1] += float(aircraft.legs_kept(path[:-1], path[1:]).sum())
        if index + 1 < len(parts):
            kept[-1] += kept_for_way(parts[index + 1], aircraft)
    return np.array(kept)


def kept_between(
    paths: ShortestPaths | MixedPaths,
    entry: np.ndarray,
    exit: np.ndarray,
    ways: Sequence[np.ndarray],
    sites: int,
    aircraft: Aircraft,
) -> np.ndarray | float:
    """(A + S, A + S) J kept for the way from each of A ways, or S sites, to each other, as for corners_between; 0 if
    nothing is kept."""
    kept = 0.0
    if aircraft.corner_kept:
        kept = aircraft.corner_kept * corners_between(paths, entry, exit, ways, sites)
    if aircraft.slows_over_ground:
        home = np.arange(sites)
        climbing = paths.sums(aircraft.legs_kept)
        kept = kept + climbing[np.concatenate((exit, home))[:, None], np.concatenate((entry, home))]
    return kept


def corners_between(
    paths: ShortestPaths | MixedPaths, entry: np.ndarray, exit: np.ndarray, ways: Sequence[np.ndarray], sites: int
) -> np.ndarray:
    """(A + S, A + S) corners along the path from each of A ways, or S sites, to each other, with those where it leaves
    the one and meets the other way. entry, exit: (A,) places where ways begin and end; the sites are the first places.
    Where there is no path, the number has no meaning."""
    home, still = np.arange(sites), np.full((sites, 2), np.nan)
    starts, ends = np.concatenate((exit, home)), np.concatenate((entry, home))
    leaving = np.vstack((np.array([_end(way) for way in ways]).reshape(-1, 2), still))
    meeting = np.vstack((np.array([_end(way[::-1]) for way in ways]).reshape(-1, 2) * -1, still))
    found = np.zeros((len(starts), len(ends)), dtype=np.int32)
    for start in np.unique(starts):
        first, last, inside = _from(paths, int(start))
        first, last, inside = first[ends], last[ends], inside[ends]
        inside = inside + _turns(last, meeting)
        none = np.isnan(first[:, 0])
        for row in np.flatnonzero(starts == start):
            there = np.where(none[:, None], meeting, first)
            found[row] = inside + _turns(np.broadcast_to(leaving[row], there.shape), there)
    return found


def allowance_sentences(flights: Sequence[Flight], aircraft: Aircraft) -> list[str]:
    """How much is kept at most for the time that a sortie loses; nothing where nothing is kept."""
    most = max((sum(flight.kept) for flight in flights), default=0.0)
    most = most + aircraft.landing_kept if flights else 0.0
    if not most:
        return []
    return [
        tr(
            "Beyond the reserve, up to {percent:.0f} % of a battery is kept, for {minutes} that a sortie may lose at "
            "corners, and in take-off and landing (TURN_TIME, LANDING_TIME). Times and battery of the plan are without "
            "it.",
            percent=100 * most / aircraft.battery,
            minutes=duration_text(most / aircraft.kept_power),
        )
    ]


def _from(paths: ShortestPaths | MixedPaths, start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(T, 2) directions in which the paths from a place to all places begin and end, NaN where a path has no length,
    and (T,) their corners."""
    if isinstance(paths, MixedPaths):
        some = paths.detour[start]
        around, cheapest = _from(paths.around, start), _from(paths.cheapest, start)
        return tuple(
            np.where(some if one.ndim == 1 else some[:, None], one, other)
            for one, other in zip(around, cheapest, strict=True)
        )
    straight = _directions(paths.places - paths.places[start])
    inside = np.zeros(len(straight), dtype=np.int32)
    bent = ~paths.direct[start]
    if not bent.any() or not len(paths.corners):
        return straight, straight, inside
    nodes = np.concatenate((paths.corners, paths.places))
    count = len(paths.corners)
    before = paths.predecessor[start].astype(np.int64)
    bends = (before >= 0) & (before < count)
    last = _directions(nodes - np.where(bends[:, None], nodes[np.where(bends, before, 0)], paths.places[start]))
    turned = np.zeros(len(nodes), dtype=np.int32)
    turned[bends] = _turns(last[before[bends]], last[bends])
    first, at = last.copy(), np.where(bends, before, -1)
    while (linked := at >= 0).any():
        turned += np.where(linked, turned[at], 0)
        first = np.where(linked[:, None], first[at], first)
        at = np.where(linked, at[at], -1)
    own = slice(count, None)
    return (
        np.where(bent[:, None], first[own], straight),
        np.where(bent[:, None], last[own], straight),
        np.where(bent, turned[own], 0),
    )


def _distinct(vertices: np.ndarray) -> np.ndarray:
    """The vertices that differ from the one before."""
    moves = np.diff(vertices, axis=0)
    return vertices[np.concatenate(([True], np.hypot(moves[:, 0], moves[:, 1]) > SAME_PLACE))]


def _end(way: np.ndarray) -> np.ndarray:
    """(2,) the direction in which a way ends; NaN where it has no length."""
    last = _distinct(way)[-2:]
    return _directions(np.diff(last, axis=0))[0] if len(last) == 2 else np.full(2, np.nan)


def _directions(moves: np.ndarray) -> np.ndarray:
    """(n, 2) of length 1; NaN for moves of no length."""
    length = np.hypot(moves[:, 0], moves[:, 1])
    return moves / np.where(length > SAME_PLACE, length, np.nan)[:, None]


def _turns(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """(n,) whether a path turns, with (n, 2) directions before and after; not where one is NaN."""
    return (before * after).sum(axis=1) < np.cos(np.radians(BEND))
