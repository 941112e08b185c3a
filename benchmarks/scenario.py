"""A generated night: points, lines and polygons in a square city, as a problem for the solver. Reproducible by seed.

Costs are seconds. Points are hovered over; a line is followed from either end; a polygon, here a square, is swept from
any corner along either of its sides, in strips as wide as SWATH. With wind, flying there takes longer than flying back.
"""

from itertools import pairwise

import numpy as np

from blindspot.engine.solver.orienteering import Problem

POINTS, LINES, POLYGONS = 60, 20, 40
SITES, DRONES = 3, 6
ENDURANCE, HOVER = 25 * 60.0, 60.0
AIRSPEED, SWATH = 10.0, 60.0


def scenario(city: float, wind: float, seed: int) -> Problem:
    """A problem with one sortie for each of six drones, two at each of three launch sites.

    city is the side of the square in metres, wind in m/s blows towards the east. A prize is 1 to 5.
    """
    random = np.random.default_rng(seed)
    points = random.uniform(0, city, (POINTS, 2))
    stop, ways = [np.arange(POINTS)], [np.stack((points, points), axis=1)]
    serving = [np.full(POINTS, HOVER)]
    for index in range(LINES):
        middle, angle = random.uniform(0, city, 2), random.uniform(0, 2 * np.pi)
        half = random.uniform(100, 300) * np.array([np.cos(angle), np.sin(angle)])
        line = np.array([middle - half, middle + half])
        stop.append(np.full(2, POINTS + index))
        ways.append(np.stack((line, line[::-1])))
        serving.append(np.array([_seconds(line[0], line[1], wind), _seconds(line[1], line[0], wind)]))
    for index in range(POLYGONS):
        middle, side, angle = random.uniform(0, city, 2), random.uniform(120, 360), random.uniform(0, np.pi / 2)
        turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        stop.append(np.full(8, POINTS + LINES + index))
        entered = [_sweep(side, corner, along, turned) for corner in range(4) for along in range(2)]
        ways.append(np.stack([way[[0, -1]] + middle for way in entered]))
        serving.append(np.array([sum(_seconds(a, b, wind) for a, b in pairwise(way)) for way in entered]))
    sites = random.uniform(0.2 * city, 0.8 * city, (SITES, 2))
    entry, leave = (np.concatenate([way[:, end] for way in ways] + [sites, sites]) for end in (0, 1))
    cost = _seconds(leave[:, None], entry[None], wind)
    cost[:, : -2 * SITES] += np.concatenate(serving)
    prize = random.integers(1, 6, POINTS + LINES + POLYGONS).astype(float)
    return Problem(prize, np.concatenate(stop), cost, ENDURANCE, np.repeat(np.arange(SITES), DRONES // SITES))


def _sweep(side: float, corner: int, along: int, turned: np.ndarray) -> np.ndarray:
    """(n, 2) the middle lines of a square's strips, one after another, from a corner along one of its sides."""
    strips = int(np.ceil(side / SWATH))
    across = (np.arange(strips) + 0.5) * side / strips - side / 2
    ends = np.tile([-side / 2, side / 2, side / 2, -side / 2], strips)[: 2 * strips]
    path = np.column_stack((ends, np.repeat(across, 2)))
    path *= (-1 if corner & 1 else 1, -1 if corner & 2 else 1)
    return (path[:, ::-1] if along else path) @ turned


def _seconds(start: np.ndarray, end: np.ndarray, wind: float) -> np.ndarray:
    """Time of straight legs at AIRSPEED, wind blowing towards the east."""
    leg = end - start
    length = np.hypot(leg[..., 0], leg[..., 1])
    helping = wind * leg[..., 0] / np.maximum(length, 1e-9)
    return length / (helping + np.sqrt(AIRSPEED**2 - wind**2 + helping**2))
