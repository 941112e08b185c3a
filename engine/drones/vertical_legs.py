"""The vertical legs of a route."""

import numpy as np

APART = 1e-4
"""m between the ends of a vertical leg, as seen from above. Less is lost where GEOS snaps vertices."""


def with_legs_apart(line: np.ndarray) -> np.ndarray:
    """(n, 4) x, y, z, m of a route, in metres, with the lower end of each vertical leg moved by APART: to
    the west where the drone climbs, and to the east where it descends, so that the two legs do not coincide.

    Software that sees lines from above drops the second of two vertices at the same place. In the elevation profile of
    QGIS (GEOS) the drone would then climb all the way from the launch site to its first spot.
    """
    if len(line) < 2:
        return line
    step = np.diff(line, axis=0)
    vertical = (step[:, :2] == 0).all(axis=1)
    climbs, descends = vertical & (step[:, 2] > 0), vertical & (step[:, 2] < 0)
    moved = line.copy()
    moved[:-1][climbs, 0] -= APART
    moved[1:][descends, 0] += APART
    return moved
