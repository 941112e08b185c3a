"""What no plans at all can prevent: a lower bound of the probability to escape, by counting.

Take points that are more than twice the detection range r apart, by at least d: a drone has one of them in range at a
time, and needs d / v from one to the next. A night of S sorties with A seconds in the air comes to at most

    V = S + A v / d

of them, and each time notices what started there in the last R seconds, or while it stays. So over all these points the
moments that any night sees last at most V R + A, of k W moments of k points. Whatever the nights are drawn from, the
mean over all these moments is seen with at most the ratio of the two, and the worst of them with no more:

    escape >= 1 - (V R + A) / (k W)

If the adversary picks the moment, it is enough to count the moments 0, R, 2 R ... of each point: a time in range sees
one of them, and one more for each that it lasts through, at most S + A / R of those:

    escape >= 1 - (V + S + A / R) / (k (floor(W / R) + 1))

Both hold for any distance between the points; the best of a few is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .escape import NightPasses

APART = (50.0, 100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0)
"""m, the distances d that are tried."""


@dataclass(frozen=True)
class FleetMinutes:
    """What a night may use. sorties: S; seconds: A, in the air; speed: v, m/s over the ground, at most; reach: r, the
    detection range in m."""

    sorties: int
    seconds: float
    speed: float
    reach: float

    @classmethod
    def of(cls, nights: Sequence[NightPasses], speed: float, reach: float) -> "FleetMinutes":
        """The most that any of the plans uses."""
        sorties, seconds = max(len(one.takeoff) for one in nights), max(one.airtime for one in nights)
        return cls(sorties, seconds, speed, reach)


@dataclass(frozen=True)
class EscapeLimits:
    """What any plans leave the adversary at least, 0 to 1. any_moment: if he picks the moment; seen_moment: among the
    moments that some of the plans at hand see; random_moment: if he does not pick it."""

    any_moment: float
    seen_moment: float
    random_moment: float


def escape_limits(
    xy: np.ndarray, seconds: np.ndarray, fleet: FleetMinutes, revisit: float, length: float
) -> EscapeLimits:
    """The bounds for points that plans visit. xy: (k, 2) m; seconds: (k,) how long the moments last at which one of the
    plans at hand sees each point; revisit: R in s; length: W in s."""
    best = [0.0, 0.0, 0.0]
    for apart in APART:
        some = points_apart(xy, 2 * fleet.reach + apart)
        visits = fleet.sorties + fleet.seconds * fleet.speed / apart
        lasted, whole = visits * revisit + fleet.seconds, len(some) * length
        moments = len(some) * (np.floor(length / revisit) + 1)
        at_moments = visits + fleet.sorties + fleet.seconds / revisit
        mean = 1 - lasted / whole
        seen = 1 - lasted / max(float(seconds[some].sum()), 1e-9)
        best = [max(pair) for pair in zip(best, (max(mean, 1 - at_moments / moments), seen, mean), strict=True)]
    return EscapeLimits(*map(float, best))


def points_apart(xy: np.ndarray, distance: float) -> np.ndarray:
    """Indices of points of which no two are closer than `distance`, taken one after another in the order of x, y."""
    tree, free, kept = cKDTree(xy), np.ones(len(xy), bool), []
    for index in np.lexsort(xy.T[::-1]).tolist():
        if free[index]:
            kept.append(index)
            free[tree.query_ball_point(xy[index], distance)] = False
    return np.array(kept, int)
