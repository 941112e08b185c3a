"""Outages at the two edges of the data: units that have no fix while others still, or already, have some."""

import numpy as np

from .tracks import Outages, Tracks


def edge_outages(tracks: Tracks, max_pause: float, data: tuple[float, float] | None = None) -> Outages:
    """An outage for each unit that starts later than the data, or ends earlier, by at most `max_pause` seconds: where
    the data are cut, nobody can tell whether the unit was on duty. After a longer silence it is off duty.

    Positions are known at one end only. So the unit is taken to return to its known position in twice the time: up to
    the edge of the data it can then have been wherever its speed allows, and time beyond the edge is not scored.

    data: the start and the end of the data in seconds since the epoch, infinite where the tracks end before the data
    do; None: those of the tracks.
    """
    first, last = tracks.offsets[:-1], tracks.offsets[1:] - 1  # of each track; tracks are sorted by unit, then time
    unit = tracks.unit[first]
    starts = first[np.r_[True, unit[1:] != unit[:-1]]] if len(unit) else first
    ends = last[np.r_[unit[1:] != unit[:-1], True]] if len(unit) else last
    begin, end = (tracks.t.min(initial=np.inf), tracks.t.max(initial=-np.inf)) if data is None else data
    late, early = tracks.t[starts] - begin, end - tracks.t[ends]
    starts, late = starts[(late > 0) & (late <= max_pause)], late[(late > 0) & (late <= max_pause)]
    ends, early = ends[(early > 0) & (early <= max_pause)], early[(early > 0) & (early <= max_pause)]
    at = np.r_[starts, ends]
    x, y, t = tracks.x[at], tracks.y[at], tracks.t[at]
    before, after = np.r_[2 * late, np.zeros(len(ends))], np.r_[np.zeros(len(starts)), 2 * early]
    return Outages(tracks.unit[at], x, y, t - before, x, y, t + after)
