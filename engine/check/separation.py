"""Checks whether drones keep their distance in the air, and whether a drone's sorties, and the movements at a launch
site, are far enough apart in time.

Between two successive vertices of either path, both drones move at constant velocity. The vector between them is then
a linear function of time, and its squared horizontal length a parabola. The minimum is exact; nothing is sampled.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from ..drones.flight_plan import FlightPlan
from ..language import tr
from ..progress import Progress, quiet
from .violation import ROUNDING, Limits, Terrain, Violation, seq_at, sortie_violation

ENDS = ((0, tr("takes off")), (-1, tr("lands")))
"""Index of the first and the last vertex of a line, and what a drone does there."""
ONE_PAD = 1.0
"""m within which launch sites count as one, also if SEPARATION is less."""


@dataclass(frozen=True)
class Approach:
    """When and where two drones come closest in the plane, while they are close in height."""

    distance: float
    """m; inf if they are never close in height while both are in the air"""
    moment: float
    """s"""
    one: np.ndarray
    other: np.ndarray
    """(3,) their positions at that moment"""


NO_APPROACH = Approach(np.inf, np.nan, np.full(3, np.nan), np.full(3, np.nan))


def closest_approach(one: np.ndarray, other: np.ndarray, vertical: float = np.inf) -> Approach:
    """The closest approach in the plane of two drones while they are less than `vertical` metres apart in height.

    one, other: (m, 4) and (k, 4) x, y, z, seconds in ascending order. Before its first and after its last vertex, a
    drone is on the ground and doesn't count.
    """
    begins, ends = max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3])
    if not begins <= ends:
        return NO_APPROACH
    moments = np.concatenate((one[:, 3], other[:, 3], [begins, ends]))
    moments = np.sort(moments[(moments >= begins) & (moments <= ends)])
    gap = _positions(one, moments) - _positions(other, moments)
    duration = np.diff(moments)
    rate = np.diff(gap, axis=1) / np.where(duration > 0, duration, 1.0)
    gap = gap[:, :-1]
    first, last = _close_in_height(gap[2], rate[2], duration, vertical)
    squared = (rate[:2] ** 2).sum(axis=0)
    least = -(gap[:2] * rate[:2]).sum(axis=0) / np.where(squared > 0, squared, 1.0)
    close = first <= last
    at = np.where(close, np.clip(least, np.where(close, first, 0), np.where(close, last, 0)), 0)
    distance = np.where(close, np.hypot(*(gap[:2] + at * rate[:2])), np.inf)
    chosen = int(distance.argmin())
    if not np.isfinite(distance[chosen]):
        return NO_APPROACH
    moment = float(moments[chosen] + at[chosen])
    return Approach(float(distance[chosen]), moment, _positions(one, moment), _positions(other, moment))


def closest_in_space(one: np.ndarray, other: np.ndarray) -> Approach:
    """The closest approach in three dimensions. one, other: as for closest_approach."""
    begins, ends = max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3])
    if not begins <= ends:
        return NO_APPROACH
    moments = np.concatenate((one[:, 3], other[:, 3], [begins, ends]))
    moments = np.sort(moments[(moments >= begins) & (moments <= ends)])
    gap = _positions(one, moments) - _positions(other, moments)
    change, start = np.diff(gap, axis=1), gap[:, :-1]
    squared = (change**2).sum(axis=0)
    share = np.clip(-(start * change).sum(axis=0) / np.where(squared > 0, squared, 1.0), 0, 1)
    distance = np.sqrt(((start + share * change) ** 2).sum(axis=0))
    chosen = int(distance.argmin())
    moment = float(moments[chosen] + share[chosen] * (moments[chosen + 1] - moments[chosen]))
    return Approach(float(distance[chosen]), moment, _positions(one, moment), _positions(other, moment))


def _positions(line: np.ndarray, moments) -> np.ndarray:
    """(3, n) positions of a drone at n moments; (3,) at a single one."""
    return np.array([np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3)])


def _close_in_height(
    gap: np.ndarray, rate: np.ndarray, duration: np.ndarray, vertical: float
) -> tuple[np.ndarray, np.ndarray]:
    """Start and end, (k,) s within 0 to `duration`, of |gap + t rate| < vertical; inf to -inf if never."""
    moving = rate != 0
    divisor = np.where(moving, rate, 1.0)
    crossings = np.stack(((-vertical - gap) / divisor, (vertical - gap) / divisor))
    first = np.where(moving, np.maximum(crossings.min(axis=0), 0), 0.0)
    last = np.where(moving, np.minimum(crossings.max(axis=0), duration), duration)
    never = np.where(moving, first > last, np.abs(gap) >= vertical)
    return np.where(never, np.inf, first), np.where(never, -np.inf, last)


def separation_violations(
    plan: FlightPlan, limits: Limits, terrain: Terrain | None = None, progress: Progress = quiet
) -> list[Violation]:
    """Pairs of sorties of different drones that come too close; one violation for each pair."""
    routes, found = plan.routes, []
    # over terrain each drone may be off its height by the tolerance; layers no farther apart than that don't separate
    vertical = limits.layer_spacing - (2 * limits.terrain_tolerance if terrain is not None else 0) - ROUNDING
    vertical = vertical if vertical > 0 else np.inf
    begins = np.array([line[0, 3] for line in routes.line])
    ends = np.array([line[-1, 3] for line in routes.line])
    low = np.array([line[:, :2].min(axis=0) for line in routes.line]).reshape(-1, 2)
    high = np.array([line[:, :2].max(axis=0) for line in routes.line]).reshape(-1, 2)
    for one in range(len(routes)):
        progress(one / len(routes))
        others = np.arange(one + 1, len(routes))
        near = (begins[others] <= ends[one]) & (ends[others] >= begins[one])
        near &= (low[others] <= high[one] + limits.separation).all(axis=1)
        near &= (high[others] >= low[one] - limits.separation).all(axis=1)
        for other in others[near & (routes.drone[others] != routes.drone[one])]:
            nearest = closest_approach(routes.line[one], routes.line[other], vertical)
            if nearest.distance >= limits.separation - ROUNDING:
                continue
            message = tr(
                "it comes within {distance:.1f} m of drone {drone}, sortie "
                "{sortie}, {one:.1f} m apart in height; "
                "the minimum is {separation:g} m.",
                distance=nearest.distance,
                drone=routes.drone[other],
                sortie=routes.sortie[other],
                one=abs(nearest.one[2] - nearest.other[2]),
                separation=limits.separation,
            )
            where = shapely.LineString([nearest.one[:2], nearest.other[:2]])
            where = where if nearest.distance > 0 else shapely.Point(nearest.one[:2])
            seq = seq_at(plan, one, nearest.moment)
            found.append(
                sortie_violation(
                    plan,
                    one,
                    "separation",
                    where,
                    message,
                    nearest.distance,
                    limits.separation,
                    seq,
                    moment=nearest.moment,
                )
            )
    return found


def swap_violations(plan: FlightPlan, limits: Limits) -> list[Violation]:
    """Sorties that start before SWAP_TIME has passed since their drone's last landing."""
    routes, found = plan.routes, []
    order = routes.order
    for before, after in pairwise(order):
        if routes.drone[before] != routes.drone[after]:
            continue
        pause = routes.line[after][0, 3] - routes.line[before][-1, 3]
        if pause < limits.swap_time - ROUNDING:
            values = {"pause": abs(pause), "sortie": routes.sortie[before], "swap_time": limits.swap_time}
            message = (
                tr(
                    "it takes off {pause:.0f} s after the drone lands from sortie {sortie}; the minimum on the ground "
                    "is {swap_time:.0f} s.",
                    **values,
                )
                if pause >= 0
                else tr(
                    "it takes off {pause:.0f} s before the drone lands from sortie {sortie}; the minimum on the ground "
                    "is {swap_time:.0f} s.",
                    **values,
                )
            )
            where = shapely.Point(routes.line[after][0, :2])
            found.append(sortie_violation(plan, after, "swap time", where, message, pause, limits.swap_time, 1))
    return found


def pad_violations(plan: FlightPlan, limits: Limits) -> list[Violation]:
    """Take-offs and landings less than PAD_TIME after one of another drone at the same launch site, or at one that is
    nearer than SEPARATION; one violation for each pair of sorties."""
    routes, found = plan.routes, []
    moves = [(line[end], route, what) for route, line in enumerate(routes.line) for end, what in ENDS]
    moves.sort(key=lambda move: move[0][3])
    pairs: list[set[int]] = []
    for later, (there, route, what) in enumerate(moves):
        for here, other, which in reversed(moves[:later]):
            pause = there[3] - here[3]
            if pause >= limits.pad_time - ROUNDING:
                break
            apart = float(np.hypot(*(there[:2] - here[:2])))
            if routes.drone[other] == routes.drone[route] or {route, other} in pairs:
                continue
            if apart >= max(limits.separation, ONE_PAD) - ROUNDING:
                continue
            pairs.append({route, other})
            message = tr(
                "it {what} {pause:.0f} s after drone {drone}, sortie {sortie} {other_what}, {apart:.0f} m away; the "
                "minimum at one launch site is {pad_time:.0f} s.",
                what=what,
                pause=pause,
                drone=routes.drone[other],
                sortie=routes.sortie[other],
                other_what=which,
                apart=apart,
                pad_time=limits.pad_time,
            )
            seq = seq_at(plan, route, there[3])
            where = shapely.Point(there[:2])
            found.append(sortie_violation(plan, route, "pad time", where, message, pause, limits.pad_time, seq))
    return found
