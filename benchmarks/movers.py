"""Units whose way is known second by second, and the fixes that a receiver would have of them."""

from dataclasses import dataclass

import numpy as np

from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.position_error import RADIUS_OF_68, correlated_noise
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes

BLOCK = 90.0
"""metres between streets"""
STREETS = 16
TURN = 3.0
"""m/s around a corner, and past some crossings"""
EAST_NORTH = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
WHEN = 1_760_054_400.0
"""the midnight, in seconds since the epoch, at which the ways begin"""


@dataclass(frozen=True)
class Mode:
    """How a unit moves on streets: its speed in m/s and how much that differs from street to street, its acceleration
    in m/s^2, and at which share of crossings it stops for how many seconds (from, to). One stop in 25 takes 5 to 20
    minutes. The unit turns at 45 % of the crossings."""

    speed: float
    differs: float
    acceleration: float
    stops: float
    stands: tuple[int, int]


MODES = {
    "foot": Mode(1.35, 0.25, 1.5, 0.05, (30, 240)),
    "bicycle": Mode(4.5, 0.8, 2.0, 0.15, (8, 40)),
    "car": Mode(9.5, 2.0, 2.0, 0.3, (8, 45)),
}
SIDE = {"foot": 1350.0, "bicycle": 1350.0, "car": 1350.0, "park": 1350.0, "road": 4000.0}
"""metres; the side of the square in which units move"""


def way(mode: str, seconds: int, seed: int) -> np.ndarray:
    """(seconds, 2) metres, each second: of one of MODES on a grid of streets, of a walker who winds through a park, or
    of a car on a winding country road."""
    rng = np.random.default_rng(seed)
    if mode in MODES:
        return _on_streets(MODES[mode], seconds, rng)
    if mode == "park":
        heading = np.cumsum(rng.normal(0, 0.12, seconds))
        stands = np.sin(3 * np.cumsum(rng.normal(0, 0.02, seconds))) > 0.85
        speed = np.where(stands, 0.0, 1.2)
    else:
        bend, bends = 0.0, np.zeros(seconds)
        for i, change in enumerate(rng.normal(0, 0.004, seconds)):
            bend = bends[i] = 0.97 * bend + change
        heading = np.cumsum(bends)
        speed = 14.0 * (1 + 0.3 * np.sin(np.arange(seconds) / 97 + rng.uniform(0, 6)))
    side = SIDE[mode]
    heading += rng.uniform(0, 2 * np.pi)
    moved = np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]) * speed[:, None], axis=0)
    return np.abs((moved + rng.uniform(0, side, 2)) % (2 * side) - side)


def _on_streets(mode: Mode, seconds: int, rng: np.random.Generator) -> np.ndarray:
    crossing, direction = rng.integers(2, STREETS - 2, 2), int(rng.integers(0, 4))
    usual, now, way = mode.speed, 0.0, []
    while len(way) < seconds:
        turn = rng.choice([0, 1, 3, 2], p=[0.55, 0.22, 0.215, 0.015])
        ahead = (direction + turn) % 4
        to = crossing + EAST_NORTH[ahead]
        if (to < 0).any() or (to >= STREETS).any():
            direction = int(rng.integers(0, 4))
            continue
        if rng.random() < 0.3:
            usual = max(mode.speed + rng.normal(0, mode.differs), 0.6)
        stops = rng.random() < mode.stops
        last = 0.0 if stops else min(usual, TURN) if rng.random() < 0.4 else usual
        now, along = min(now, TURN) if turn else now, 0.0
        while along < BLOCK:
            brakes = np.sqrt(max(last**2 + 2 * mode.acceleration * (BLOCK - along), 0.25))
            now = min(now + mode.acceleration, usual, brakes)
            along = min(along + now, BLOCK)
            way.append(crossing * BLOCK + EAST_NORTH[ahead] * along)
        crossing, direction = to, ahead
        if stops:
            stands = (300, 1200) if rng.random() < 0.04 else mode.stands
            way += [crossing * BLOCK] * int(rng.uniform(*stands))
            now = 0.0
    return np.array(way[:seconds], float)


def fixes_every(ways: list[np.ndarray], interval: int, error: float, seed: int, correlated: bool = True) -> Tracks:
    """Tracks of a fix every `interval` seconds, and of the first and the last second, of each way.

    error: metres, the radius that contains 68 % of the positions; errors are correlated in time, as those of a receiver
    are, or else independent.
    """
    rng = np.random.default_rng(seed)
    t, unit = [], []
    for number, own in enumerate(ways):
        reported = np.arange(rng.integers(0, interval), len(own), interval)
        t.append(np.unique(np.r_[0, reported, len(own) - 1]))
        unit.append(np.full(len(t[-1]), number))
    x, y = np.concatenate([own[at] for own, at in zip(ways, t, strict=True)]).T
    t, unit = np.concatenate(t) + WHEN, np.concatenate(unit)
    if error:
        noise = correlated_noise(t, unit, rng) if correlated else rng.standard_normal((2, len(t)))
        x, y = np.array([x, y]) + noise * (error / RADIUS_OF_68)
    names = tuple(f"unit {number}" for number in range(len(ways)))
    return tracks_from_fixes(Fixes(x, y, t, unit, np.arange(len(t)), names), TrackRules())[0]
