"""Planned flights as tracks."""

from collections.abc import Sequence

import numpy as np

from .tracks import Outages, Tracks

NO_OUTAGES = Outages(np.zeros(0, np.int32), *[np.zeros(0)] * 6)


def tracks_of_lines(lines: Sequence[np.ndarray]) -> Tracks:
    """A track, and a unit, for each line: (m, 4) x, y, z in metres and time in seconds, with m >= 1 and rising times; z
    is not used."""
    vertices, counts = np.concatenate(lines), np.array([len(line) for line in lines])
    x, y, t = (np.array(vertices[:, column], float) for column in (0, 1, 3))
    flights = np.arange(len(lines), dtype=np.int32)
    names = tuple(f"flight {number}" for number in range(1, len(lines) + 1))
    return Tracks(x, y, t, np.repeat(flights, counts), np.r_[0, np.cumsum(counts)], names, NO_OUTAGES)
