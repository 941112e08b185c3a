"""Places with too little evidence, merged into blocks until there is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ..places.grid import Grid
from .evidence_counts import Evidence
from .rules import PublicationRules


@dataclass(frozen=True)
class Blocks:
    """Blocks in which places may be merged, from small to large. sides: metres, rising, 0 for the places by themselves;
    labels: for each side the (n,) number of the block of each place."""

    sides: tuple[float, ...]
    labels: tuple[np.ndarray, ...]

    @classmethod
    def of_grid(cls, grid: Grid, rules: PublicationRules) -> "Blocks":
        """Blocks of 2 x 2 cells, 4 x 4 cells and so on, the same in every month."""
        across = cls.cells_across(grid.lattice.size, rules)
        labels = [joint_numbers(grid.column // cells, grid.row // cells) for cells in across]
        return cls(tuple(cells * grid.lattice.size for cells in across), tuple(labels))

    @staticmethod
    def cells_across(size: float, rules: PublicationRules) -> list[int]:
        """How many cells there are along the side of each block. size: metres, of a cell."""
        return [max(round(side / size), 1) for side in _sides(size, rules)]

    @classmethod
    def of_shapes(cls, shapes: np.ndarray, rules: PublicationRules) -> "Blocks":
        """The same for places of any shape, (n,) in metres, by their centres: the first block is as wide as two places
        are usually apart."""
        x, y = shapely.get_coordinates(shapely.centroid(shapes)).T
        apart = 1.0
        if len(x) > 1:
            near, _ = cKDTree(np.column_stack([x, y])).query(np.column_stack([x, y]), k=2)
            apart = max(float(np.median(near[:, 1])), 1.0)
        sides = _sides(2.0 ** np.round(np.log2(apart)), rules)
        labels = [
            joint_numbers(np.floor(x / side), np.floor(y / side)) if number or rules.finest > 0 else np.arange(len(x))
            for number, side in enumerate(sides)
        ]
        return cls(tuple(sides), tuple(labels))

    def __len__(self) -> int:
        return len(self.sides)


@dataclass(frozen=True)
class Merging:
    """Places in g groups, each of which is published with one figure or not at all.

    group: (n,) the group of each place; side: (g,) metres, the side of the block in which it lies; enough: (g,) whether
    there is enough evidence. Groups without are the rest of the largest blocks.
    """

    group: np.ndarray
    side: np.ndarray
    enough: np.ndarray

    def __len__(self) -> int:
        return len(self.side)

    @property
    def members(self) -> np.ndarray:
        """(g,) how many places each group has."""
        return np.bincount(self.group, minlength=len(self))


def merged(evidence: Evidence, blocks: Blocks, areas: np.ndarray, rules: PublicationRules) -> Merging:
    """Groups of places with enough evidence each, as small as they can be: a place by itself; else, with all other
    places of its block that are still without a figure, the smallest block in which there is enough.

    areas: (n,) the neighbourhood of each place; no group reaches over a border between two. So blocks, neighbourhoods
    and the layer contain each other, and never overlap in part.

    Whether a place was in nobody's range or in that of few does not show: both are merged in the same way, and the
    figure is that of the group.
    """
    group = np.full(evidence.places, -1, np.int64)
    side, enough = [], []
    for width, label in zip(blocks.sides, blocks.labels, strict=True):
        left = np.flatnonzero(group < 0)
        if not len(left):
            break
        number = joint_numbers(areas[left], label[left])
        trial = np.full(evidence.places, -1, np.int64)
        trial[left] = number
        count = int(number.max()) + 1
        passing = evidence.counts(trial, count, rules.unit_days).passes(rules)
        kept = np.ones(count, bool) if width == blocks.sides[-1] else passing
        new = np.full(count, -1, np.int64)
        new[kept] = np.arange(kept.sum()) + len(side)
        group[left] = new[number]
        side += [width] * int(kept.sum())
        enough += passing[kept].tolist()
    return Merging(group, np.array(side, float), np.array(enough, bool))


def _sides(size: float, rules: PublicationRules) -> list[float]:
    """Sides of blocks: `size` times powers of two from `finest` to `coarsest`."""
    side = size
    while side < rules.finest - 1e-9:
        side *= 2
    sides = [side]
    while sides[-1] * 2 <= rules.coarsest + 1e-9:
        sides.append(sides[-1] * 2)
    return sides


def joint_numbers(*columns: Sequence) -> np.ndarray:
    """(n,) the number of each distinct row, from 0."""
    _, number = np.unique(np.column_stack(columns).astype(np.int64), axis=0, return_inverse=True)
    return number.reshape(-1)
