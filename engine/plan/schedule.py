"""The start of each sortie, so that batteries are swapped in time and drones keep their separation.

Drones fly on different altitude layers as far as there are enough, so that they may cross. Where layers don't separate
them, sorties are delayed. At a launch site all drones climb and descend at the same place, where layers alone would
separate them, so a time also passes between two movements there. A movement is the moment of a take-off or landing.

Sorties are scheduled one after another: each at the earliest time, not before its wanted one, at which its drone is
ready and it keeps its separation from all sorties scheduled before. Such a time always exists, because the air and the
launch sites are free some time after all others have landed.
"""

from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from .conflicts import too_close
from .flight import Flight

DELAY = 5.0
"""s, the step by which a take-off is delayed until it causes no conflict."""
ROUNDING = 1e-6
"""m and s, tolerance for rounding in the vertical distance of neighbouring layers, and in times."""
SAME_PAD = 1.0
"""m within which two launch sites count as one, whatever the separation."""


@dataclass(frozen=True)
class Separation:
    """How drones are kept apart in the air."""

    horizontal: float = 30.0
    """m in the plane between two drones that aren't `vertical` apart"""
    vertical: float = 10.0
    """m from one altitude layer to the next"""
    layers: int = 3
    """number of altitude layers, the lowest at ALTITUDE; 1: all drones at one altitude"""
    pad_time: float = 60.0
    """s, the least time between two movements of different drones at one launch site; sites nearer to each other than
    `horizontal`, or than SAME_PAD, count as one"""

    def __post_init__(self):
        if self.layers < 1 or min(self.horizontal, self.vertical, self.pad_time) < 0:
            raise UserError(tr("LAYERS must be at least 1; SEPARATION, LAYER_SPACING and PAD_TIME can't be negative."))

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
    owner: list[int] = []
    vertical = separation.least_vertical(tolerance)
    for done, index in enumerate(_order(drone, wanted)):
        progress(done / len(flights))
        own = int(drone[index])
        line = flights[index].line(max(ready.get(own, 0.0), 0.0 if wanted is None else float(wanted[index])))
        busy = _busy(line, [other for by, other in zip(owner, scheduled, strict=True) if by != own], separation)
        others = [other for other in scheduled if other[-1, 3] >= line[0, 3]]
        first, delay = line[0, 3], _free(0.0, busy)
        line[:, 3] += delay
        while (conflict := _first_conflict(line, others, separation.horizontal, vertical)) is not None:
            progress(done / len(flights))  # so that a long search can be cancelled
            delay = _free(delay + DELAY, busy)
            line[:, 3] += first + delay - line[0, 3]
            others.insert(0, others.pop(conflict))  # tested first next time: most likely it still conflicts
        scheduled.append(line)
        owner.append(own)
        begins[index] = line[0, 3]
        ready[own] = line[-1, 3] + swap_time
    return begins


def _busy(line: np.ndarray, others: list[np.ndarray], separation: Separation) -> np.ndarray:
    """(k, 2) the open intervals, by their begin, of s by which a flight must not be delayed, because it would take off
    or land less than the pad time before or after a movement of one of the others at the same launch site."""
    if not others or not separation.pad_time:
        return np.empty((0, 2))
    own, their = line[[0, -1]], np.concatenate([other[[0, -1]] for other in others])
    apart = np.hypot(*(their[:, None, :2] - own[:, :2]).transpose(2, 0, 1))
    middle = np.sort((their[:, None, 3] - own[:, 3])[apart < max(separation.horizontal, SAME_PAD)])
    return np.column_stack((middle - separation.pad_time, middle + separation.pad_time))


def _free(delay: float, busy: np.ndarray) -> float:
    """The least delay, s, that is not below `delay` and in no interval. busy: (k, 2), from _busy."""
    for begin, end in busy.tolist():
        if begin + ROUNDING < delay < end - ROUNDING:
            delay = end
    return delay


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
