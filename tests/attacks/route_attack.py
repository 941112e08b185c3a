"""By rare route: which of these ways did the officer walk?

A way that nobody else walks shows itself by visits all along it. Each candidate is described by what the layers say
along the way, and beside it.
"""

from collections.abc import Callable, Sequence

import numpy as np
from layers_seen import Seen
from planted_city import World, random_way
from scoring import Attempts, placed, summary

CANDIDATES, SETS = 10, 2
"""Candidates of an attempt, and attempts for each officer, each with other candidates."""
POINTS, BESIDE = 24, 250.0


def attempts(worlds: Sequence[World], view: Callable[[World], list[Seen]]) -> Attempts:
    """SETS attempts for each officer. view: the layers that the adversary sees of a world."""
    features, truth, of = [], [], []
    for world in worlds:
        rng, layers = np.random.default_rng([world.seed, 2]), view(world)
        for officer in world.officers * SETS:
            candidates, at = placed(rng, officer.way, [random_way(rng) for _ in range(CANDIDATES - 1)])
            features.append(described(layers, np.array([along(way) for way in candidates])))
            truth.append(at)
            of.append(world.seed)
    return Attempts(np.array(features), np.array(truth), np.array(of))


def along(way: np.ndarray) -> np.ndarray:
    """(POINTS, 2) m, positions spread evenly over a way."""
    at = np.r_[0, np.cumsum(np.hypot(*np.diff(way, axis=0).T))]
    return np.column_stack([np.interp(np.linspace(0, at[-1], POINTS), at, axis) for axis in way.T])


def described(layers: list[Seen], points: np.ndarray) -> np.ndarray:
    """(c, f): what the layers say at (c, POINTS, 2) positions along ways, and BESIDE metres to all sides of them."""
    sides = np.array([[BESIDE, 0], [-BESIDE, 0], [0, BESIDE], [0, -BESIDE]])
    beside = (points[:, ::4, None] + sides).reshape(len(points), -1, 2)
    return np.concatenate([summary(layer.at(at)) for layer in layers for at in (points, beside)], axis=-1)
