"""When each sortie flies: drones in turn, batteries swapped, and never two drones close to each other in the air.

Drones are on different altitude layers as far as there are any, so that they may cross. What layers can't part, taking
off and landing above all, launch delay does: sorties are put into the night one after another, each at the earliest
moment its drone is ready and from which on it stays away from all that are in the air by then. That always ends: once
all others have landed, the air is free.
"""

from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..progress import Progress, quiet
from .conflicts import too_close
from .flight import Flight

DELAY = 5.0
"""s by which a launch is put off until it is safe"""
ROUNDING = 1e-6
"""m by which drones on neighbouring layers may be nearer in height than the layers are"""


@dataclass(frozen=True)
class Separation:
    """How drones are kept apart in the air."""

    horizontal: float = 30.0
    """m in the plane, between any two that aren't `vertical` apart"""
    vertical: float = 10.0
    """m from one altitude layer to the next"""
    layers: int = 3
    """altitude layers there are, the lowest at ALTITUDE; 1: all drones at one altitude"""

    def __post_init__(self):
        if self.layers < 1 or self.horizontal < 0 or self.vertical < 0:
            raise UserError("LAYERS must be at least 1; SEPARATION and LAYER_SPACING can't be negative.")

    def heights(self, drones: int) -> np.ndarray:
        """(drones,) m above ALTITUDE at which each drone flies."""
        layers = self.layers if self.vertical > 0 else 1
        return np.arange(drones) % layers * self.vertical

    def least_vertical(self, tolerance: float) -> float:
        """m in height at which two drones may cross, where each may leave its own layer by `tolerance`; inf where
        layers keep nobody apart."""
        least = self.vertical - 2 * tolerance - ROUNDING
        return least if self.layers > 1 and least > 0 else np.inf


AS_USUAL = Separation()


def starts_of(
    flights: list[Flight],
    drone: np.ndarray,
    swap_time: float = 0.0,
    separation: Separation = AS_USUAL,
    tolerance: float = 0.0,
    progress: Progress = quiet,
) -> np.ndarray:
    """(n,) seconds from the beginning of the plan at which each flight takes off.

    drone (n,) says who flies it; a drone's flights follow each other in the order given, `swap_time` seconds apart at
    least. tolerance: m by which each may leave its height.
    """
    begins = np.zeros(len(flights))
    ready: dict[int, float] = {}
    air: list[np.ndarray] = []
    vertical = separation.least_vertical(tolerance)
    turn = np.zeros(len(flights), int)
    for index in range(len(flights)):
        turn[index] = int((drone[:index] == drone[index]).sum())
    for done, index in enumerate(np.lexsort((drone, turn))):
        progress(done / len(flights))
        own = int(drone[index])
        line = flights[index].line(ready.get(own, 0.0))
        ahead = [other for other in air if other[-1, 3] >= line[0, 3]]
        while (blocker := _first_too_close(line, ahead, separation.horizontal, vertical)) is not None:
            progress(done / len(flights))  # so that a long wait for free air can be cancelled
            line[:, 3] += DELAY
            ahead.insert(0, ahead.pop(blocker))  # most likely it is still in the way
        air.append(line)
        begins[index] = line[0, 3]
        ready[own] = line[-1, 3] + swap_time
    return begins


def _first_too_close(one: np.ndarray, others: list[np.ndarray], horizontal: float, vertical: float) -> int | None:
    """Index of the first of some flights that another comes too close to; None where there is none."""
    return next((i for i, other in enumerate(others) if too_close(one, other, horizontal, vertical)), None)
