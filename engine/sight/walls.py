"""Walls: the edges of buildings, each with the building on its left."""

from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True)
class Walls:
    """k directed edges of buildings, (k,) each, in metres: from (x0, y0) to (x1, y1), with the building on the left.

    A wall faces a point on its right, in the open: only walls that face a point hide something from it. So a courtyard
    is open ground, and a point inside a building looks straight out. height: of the building above the ground, inf
    where it is unknown.
    """

    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    height: np.ndarray

    def __len__(self) -> int:
        return len(self.x0)

    def take(self, index: np.ndarray) -> "Walls":
        return Walls(*(getattr(self, column.name)[index] for column in fields(self)))


def walls_of(buildings: np.ndarray, height: np.ndarray | float = np.inf) -> Walls:
    """The walls of buildings: (n,) valid shapely polygons or multipolygons in metres; holes are courtyards, open
    ground. height: metres above the ground, one number or (n,)."""
    raise NotImplementedError
