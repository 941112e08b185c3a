"""The start of each sortie, so that batteries are swapped in time and drones in the air keep their separation.

Drones fly on different altitude layers as far as there are enough, so that they may cross. Where layers don't separate
them, above all at take-off and landing, sorties are delayed. Sorties are scheduled one after another: each at the
earliest time, not before its wanted one, at which its drone is ready and it keeps its separation from all sorties
scheduled before. Such a time always exists, because the air is free once all others have landed.
"""

from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..progress import Progress, quiet
from .conflicts import too_close
from .flight import Flight

DELAY = 5.0
"""s, the step by which a take-off is delayed until it causes no conflict."""
ROUNDING = 1e-6
"""m, tolerance for rounding in the vertical distance of neighbouring layers."""


@dataclass(frozen=True)
class Separation:
    """How drones are kept apart in the air."""

    horizontal: float = 30.0
    """m in the plane between two drones that aren't `vertical` apart"""
    vertical: float = 10.0
    """m from one altitude layer to the next"""
    layers: int = 3
    """number of altitude layers, the lowest at ALTITUDE; 1: all drones at one altitude"""

    def __post_init__(self):
        if self.layers < 1 or self.horizontal < 0 or self.vertical < 0:
            raise UserError("LAYERS must be at least 1; SEPARATION and LAYER_SPACING can't be negative.")

    def heights(self, drones: int) -> np.ndarray:
        """(drones,) m above ALTITUDE at which each drone flies."""
        layers = self.layers if self.vertical > 0 else 1
        return np.arange(drones) % layers * self.vertical

    def least_vertical(self, tolerance: float) -> float:
        """m in height from which on two drones may cross, if each may be off its layer by `tolerance` m; inf if layers
        don't separate drones."""
        least = self.vertical - 2 * tolerance - ROUNDING
        return least if self.layers > 1 and least > 0 else np.inf


DEFAULT_SEPARATION = Separation()


def starts_of(
    flights: list[Flight],
    drone: np.ndarray,
    swap_time: float = 0.0,
    separation: Separation = DEFAULT_SEPARATION,
    tolerance: float = 0.0,
    progress: Progress = quiet,
    wanted: np.ndarray | None = None,
) -> np.ndarray:
    """(n,) s from the beginning of the plan to each flight's take-off.

    drone: (n,) which drone flies each flight. A drone's flights keep their order, and at least `swap_time` seconds lie
    between them. tolerance: m by which each drone may be off its height. wanted: (n,) s, the time before which each
    flight does not take off; flights are then scheduled in the order of these times, and so are those of a drone. None:
    each flight as early as possible.
    """
    begins = np.zeros(len(flights))
    ready: dict[int, float] = {}
    scheduled: list[np.ndarray] = []
    vertical = separation.least_vertical(tolerance)
    for done, index in enumerate(_order(drone, wanted)):
        progress(done / len(flights))
        own = int(drone[index])
        line = flights[index].line(max(ready.get(own, 0.0), 0.0 if wanted is None else float(wanted[index])))
        others = [other for other in scheduled if other[-1, 3] >= line[0, 3]]
        while (conflict := _first_conflict(line, others, separation.horizontal, vertical)) is not None:
            progress(done / len(flights))  # so that a long search can be cancelled
            line[:, 3] += DELAY
            others.insert(0, others.pop(conflict))  # tested first next time: most likely it still conflicts
        scheduled.append(line)
        begins[index] = line[0, 3]
        ready[own] = line[-1, 3] + swap_time
    return begins


def _order(drone: np.ndarray, wanted: np.ndarray | None) -> np.ndarray:
    """(n,) indices of the flights in the order in which they are scheduled: by wanted time; without those, the first
    flights of all drones, then their second ones and so on."""
    if wanted is not None:
        return np.lexsort((drone, wanted))
    turn = np.array([(drone[:index] == drone[index]).sum() for index in range(len(drone))], int)
    return np.lexsort((drone, turn))


def _first_conflict(one: np.ndarray, others: list[np.ndarray], horizontal: float, vertical: float) -> int | None:
    """Index of the first of the other flights that this one comes too close to; None if there is none."""
    return next((i for i, other in enumerate(others) if too_close(one, other, horizontal, vertical)), None)
