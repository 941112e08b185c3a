"""Whether a straight line of sight is clear, by a look at every wall: exact, for few pairs, and for tests.

The definition that all of sight keeps. Seen from a sample point, a wall that faces it spans a sector of directions, its
two ends included. It hides the points in that sector that are further than its tolerance behind it, measured at right
angles to the wall.
"""

import numpy as np

from .sight import Sight

PAIRS = 500_000  # pairs of a line and a wall at once


def clear_points(
    sight: Sight,
    x: np.ndarray,
    y: np.ndarray,
    unit_x: np.ndarray,
    unit_y: np.ndarray,
    eye: np.ndarray | float = 0.0,
    tolerance: float | None = None,
) -> np.ndarray:
    """(k,) whether no wall hides the units at (unit_x, unit_y) from the sample points at (x, y), (k,) each, in metres.

    eye: metres above the ground from which the units see, one number or (k,); 0: every facing wall hides. Higher eyes
    look over a wall of height b up to eye / b times its distance, and have no tolerance. tolerance: metres; None: that
    of `sight`. Ranges are left to the caller. The time is that of all walls for each pair: for many pairs use
    `isovists_of`.
    """
    x, y, unit_x, unit_y, eye = (np.atleast_1d(np.asarray(some, float)) for some in (x, y, unit_x, unit_y, eye))
    x, y, unit_x, unit_y, eye = np.broadcast_arrays(x, y, unit_x, unit_y, eye)
    walls, clear = sight.walls, np.ones(len(x), bool)
    if sight.terrain is not None:
        clear = sight.terrain.clear(x, y, unit_x, unit_y, eye)
    if walls is None or not len(walls):
        return clear
    slack = sight.tolerance if tolerance is None else tolerance
    step = max(PAIRS // len(walls), 1)
    for first in range(0, len(x), step):
        some = slice(first, first + step)
        px, py = x[some, None], y[some, None]
        ax, ay, bx, by = walls.x0 - px, walls.y0 - py, walls.x1 - px, walls.y1 - py
        ux, uy = unit_x[some, None] - px, unit_y[some, None] - py
        beside = ay * bx - ax * by  # distance of the sample from the wall's line, times its length; positive: it faces
        dx, dy = bx - ax, by - ay
        behind = dx * uy - dy * ux  # the same of the unit from the parallel through the sample
        above = eye[some, None] > 0
        with np.errstate(invalid="ignore", divide="ignore"):
            seen = np.where(above, np.minimum(1.0, walls.height / eye[some, None]), 1.0)
        limit = beside + np.where(above, 0.0, slack) * np.hypot(dx, dy)
        within = (bx * uy - by * ux >= 0) & (ux * ay - uy * ax >= 0)
        clear[some] &= ~((beside > 0) & within & (seen * behind > limit)).any(axis=1)
    return clear
