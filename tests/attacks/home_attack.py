"""Singling out by home: which of these houses is the officer's?

A house shows itself by long stays of one unit where nobody else comes, by tracks that end there, and, where these are
cut, by the shape of what is missing around it. So each candidate is described by what the layers say at the house, and
in rings around it.
"""

from collections.abc import Callable, Sequence

import numpy as np
from layers_seen import Seen
from planted_city import CELL, World, houses
from scoring import Attempts, placed, summary

CANDIDATES, SETS = 10, 2
"""Candidates of an attempt, and attempts for each officer, each with other candidates."""
RINGS = (0.0, 150.0, 300.0, 450.0)
AROUND = 12


def attempts(worlds: Sequence[World], view: Callable[[World], list[Seen]]) -> Attempts:
    """SETS attempts for each officer. view: the layers that the adversary sees of a world."""
    features, truth, of = [], [], []
    for world in worlds:
        rng, layers = np.random.default_rng([world.seed, 1]), view(world)
        homes = np.array([officer.home for officer in world.officers])
        far = np.hypot(*(houses()[:, None] - homes).transpose(2, 0, 1)).min(axis=1) > 3 * CELL
        others = houses()[far]
        for home in np.repeat(homes, SETS, axis=0):
            candidates, at = placed(rng, home, list(others[rng.permutation(len(others))[: CANDIDATES - 1]]))
            features.append(described(layers, np.array(candidates)))
            truth.append(at)
            of.append(world.seed)
    return Attempts(np.array(features), np.array(truth), np.array(of))


def described(layers: list[Seen], homes: np.ndarray) -> np.ndarray:
    """(c, f): what the layers say at the homes, (c, 2), and in rings around them."""
    turn = 2 * np.pi * np.arange(AROUND) / AROUND
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    points = [homes[:, None] + radius * (circle if radius else circle[:1] * 0) for radius in RINGS]
    return np.concatenate([summary(layer.at(ring)) for layer in layers for ring in points], axis=-1)
