"""The height at which a drone can return to its launch site from anywhere on its way."""

from collections.abc import Callable

import numpy as np

LEAST_ABOVE_GROUND = 20.0
"""m above the highest ground along the ways home, also for a drone that works lower."""
MOST_SAMPLES = 400_000


def return_height(
    places: np.ndarray,
    heights: np.ndarray,
    above_ground: np.ndarray,
    ground: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None,
    spacing: float = 30.0,
    home_ground: float = 0.0,
    homes: np.ndarray | None = None,
) -> float:
    """m above the take-off point.

    It is at least the greatest height of the sortie, and, over terrain, the height above the ground that the drone is
    planned to fly at, above the highest ground under the straight ways from every waypoint to the launch site: a drone
    that returns by itself flies straight.

    places: (n, 2) m, the waypoints, the first one at the launch site; heights: (n,) m above the take-off point;
    above_ground: (n,) m; ground: x, y -> m above sea level, NaN where unknown; spacing: m between its nodes;
    home_ground: m above sea level; homes: (h, 2) further places to return to.
    """
    usual = max(float(np.nanmax(above_ground, initial=0.0)), LEAST_ABOVE_GROUND)
    lowest = max(float(np.nanmax(heights, initial=0.0)), usual)
    if ground is None or not np.isfinite(home_ground):
        return lowest
    highest = home_ground
    for goal in np.vstack((places[:1], np.zeros((0, 2)) if homes is None else homes)):
        longest = float(np.hypot(*(places - goal).T).max(initial=0.0))
        count = int(np.clip(np.ceil(2 * longest / spacing), 1, max(MOST_SAMPLES // len(places), 1))) + 1
        share = np.linspace(0, 1, count)[:, None, None]
        samples = (goal + share * (places - goal)).reshape(-1, 2)
        highest = max(highest, float(np.nanmax(ground(samples[:, 0], samples[:, 1]), initial=home_ground)))
    return max(lowest, highest - home_ground + usual)
