"""How long a track is over places, and inside no-fly zones."""

import numpy as np
import shapely

from ..zones.zones import AGL, Zones

PIECE = 5.0
"""m of the pieces into which legs are divided; each is inside or outside as a whole."""
PIECE_TIME = 2.5
"""s, the same for hovering."""
MOST_PIECES = 1000
"""Of one leg."""


def seconds_over(line: np.ndarray, areas: np.ndarray) -> float:
    """s of a track, (n, 4) x, y, z, time, over any of (k,) areas."""
    middle, seconds = _pieces(line)
    if not len(areas) or not len(seconds):
        return 0.0
    inside = np.unique(shapely.STRtree(areas).query(shapely.points(middle[:, :2]), predicate="intersects")[0])
    return float(seconds[inside].sum())


def seconds_inside(line: np.ndarray, zones: Zones, takeoff_sea: float = np.nan) -> np.ndarray:
    """(z,) s of a track inside each zone, while it is in force.

    line: z counts from the take-off point; takeoff_sea: m above sea level there, NaN where it is not known: limits
    above sea level then do not count, as if the zone reached from the ground to the sky. Limits above the ground count
    from the take-off point, because the ground elsewhere is not known.
    """
    middle, seconds = _pieces(line)
    found = np.zeros(len(zones))
    if not len(zones) or not len(seconds):
        return found
    lower, upper = zones.bounds()
    tree = shapely.STRtree(zones.polygon)
    piece, zone = tree.query(shapely.points(middle[:, :2]), predicate="intersects")
    above = middle[piece, 2]
    over_lower = np.where(zones.lower_ref[zone] == AGL, above, above + takeoff_sea)
    over_upper = np.where(zones.upper_ref[zone] == AGL, above, above + takeoff_sea)
    with np.errstate(invalid="ignore"):  # NaN counts as inside
        within = ~(over_lower < lower[zone]) & ~(over_upper > upper[zone])
    within &= _in_force(zones, zone, middle[piece, 3])
    np.add.at(found, zone[within], seconds[piece[within]])
    return found


def _in_force(zones: Zones, which: np.ndarray, at: np.ndarray) -> np.ndarray:
    """(k,) whether a zone is in force at a time."""
    inside = np.zeros(len(which), bool)
    for zone in np.unique(which).tolist():
        own = which == zone
        for begin, end in zones.periods[zone]:
            inside[own] |= (at[own] >= begin) & (at[own] <= end)
    return inside


def _pieces(line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(k, 4) the middle of each piece of a track, and (k,) its s."""
    moves = np.diff(line, axis=0)
    if not len(moves):
        return np.zeros((0, 4)), np.zeros(0)
    parts = np.maximum(np.hypot(moves[:, 0], moves[:, 1]) / PIECE, moves[:, 3] / PIECE_TIME)
    counts = np.clip(np.ceil(parts), 1, MOST_PIECES).astype(int)
    leg = np.repeat(np.arange(len(moves)), counts)
    share = (np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + 0.5) / counts[leg]
    return line[leg] + share[:, None] * moves[leg], moves[leg, 3] / counts[leg]
