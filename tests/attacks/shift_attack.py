"""By shift: in which of these patterns of nights was the officer on duty?

The adversary knows the home and the way of the officer, and sees layers of several periods. A pattern is right if the
layers say more there, the more nights of the pattern are in their period.
"""

from collections.abc import Callable, Sequence

import numpy as np
from layers_seen import Seen
from planted_city import World, random_nights
from route_attack import along
from scoring import Attempts, placed

CANDIDATES, SETS = 10, 2
"""Candidates of an attempt, and attempts for each officer, each with other candidates."""


def attempts(
    worlds: Sequence[World], view: Callable[[World], list[Seen]], spans: Sequence[tuple[int, int]]
) -> Attempts:
    """SETS attempts for each officer. view: the layers that the adversary sees, one for each of the spans of nights."""
    features, truth, of = [], [], []
    for world in worlds:
        rng, layers = np.random.default_rng([world.seed, 3]), view(world)
        for officer in world.officers * SETS:
            candidates, at = placed(rng, officer.nights, [random_nights(rng) for _ in range(CANDIDATES - 1)])
            points = np.vstack([along(officer.way), officer.home])
            features.append(described(layers, spans, points, np.array(candidates)))
            truth.append(at)
            of.append(world.seed)
    return Attempts(np.array(features), np.array(truth), np.array(of))


def described(
    layers: list[Seen], spans: Sequence[tuple[int, int]], points: np.ndarray, patterns: np.ndarray
) -> np.ndarray:
    """(c, f): for each figure, how it goes with the nights of the patterns, (c, NIGHTS), from period to period: along
    the way and at home."""
    nights = np.array([[pattern[first : last + 1].sum() for first, last in spans] for pattern in patterns], float)
    lengths = np.array([last - first + 1 for first, last in spans], float)
    excess = nights - lengths * patterns.mean()  # more than a pattern that is spread evenly
    said = [layer.at(points) for layer in layers]
    found = []
    for name in said[0]:
        values = np.array([each[name] for each in said])  # spans x points
        for mean in (values[:, :-1].mean(axis=1), values[:, :-1].min(axis=1), values[:, -1]):
            found += [excess @ mean, excess @ (mean / lengths), nights @ (mean - mean.mean())]
    return np.stack(found, axis=-1)
