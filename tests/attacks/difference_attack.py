"""By difference of two exports: at which of two rare places was somebody on a certain night?

Two layers differ by a night, and perhaps in their cells: the grid is shifted, or has another cell size. Both places are
on ways of officers who were there on other nights as well; one of the officers was on duty in the night in question,
the other was not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from layers_seen import WHOLE, Cells, Seen
from planted_city import NIGHTS, World
from route_attack import along
from scoring import Attempts, placed, summary


@dataclass(frozen=True)
class Pair:
    """A night; the span of nights of an export without it, and the cells of that export. The other export is of all
    nights on the usual cells."""

    night: int
    span: tuple[int, int]
    cells: Cells


DIFFERENCES = 27
"""The features that are differences: of six values and three sums, the mean, the least and the most."""
PAIRS = (
    Pair(NIGHTS - 1, (0, NIGHTS - 2), Cells()),
    Pair(0, (1, NIGHTS - 1), Cells()),
    Pair(NIGHTS - 1, (0, NIGHTS - 2), Cells(shift=50.0)),
    Pair(0, (1, NIGHTS - 1), Cells(size=150.0)),
)


def attempts(
    worlds: Sequence[World],
    view: Callable[[World, Sequence[tuple[int, int]], Sequence[Cells]], list[Seen]],
    pairs: Sequence[Pair] = PAIRS,
) -> Attempts:
    """Two attempts for each officer, with another one who was off duty where this one was on, or the reverse. The pairs
    take turns. view: the layers that the adversary sees of a world, of spans of nights on cells."""
    features, truth, of = [], [], []
    for number, world in enumerate(worlds):
        rng, pair = np.random.default_rng([world.seed, 4]), pairs[number // 2 % len(pairs)]
        before, after = view(world, (WHOLE, pair.span), (Cells(), pair.cells))
        there = np.array([bool(officer.nights[pair.night]) for officer in world.officers])
        for one in np.repeat(np.arange(len(there)), 2).tolist():
            present, others = bool(there[one]), np.flatnonzero(there != there[one])
            if not len(others):
                continue
            other = int(rng.choice(others))
            right, wrong = (one, other) if present else (other, one)
            candidates, at = placed(rng, along(world.officers[right].way), [along(world.officers[wrong].way)])
            features.append(described(before, after, np.array(candidates)))
            truth.append(at)
            of.append(world.seed)
    return Attempts(np.array(features), np.array(truth), np.array(of))


def described(before: Seen, after: Seen, points: np.ndarray) -> np.ndarray:
    """(c, f): how the two layers differ at (c, p, 2) positions, and what each says."""
    one, other = before.at(points), after.at(points)
    both = one["shown"] * other["shown"]
    apart = {name: (one[name] - other[name]) * (1.0 if name in ("shown", "side", "cells") else both) for name in one}
    whole = {f"sum {name}": apart[name] * 2 ** one["cells"] for name in ("visits", "minutes", "gap")}
    return np.concatenate([summary({**apart, **whole}), summary(one), summary(other)], axis=-1)


def differences(attempts: Attempts) -> Attempts:
    """The same attempts by the differences of the two layers alone."""
    return replace(attempts, features=attempts.features[..., :DIFFERENCES])
