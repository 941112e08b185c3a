"""What a plan closes of the gaps over the watch, measured on its flights as they are flown."""

from dataclasses import dataclass

import numpy as np

ELSEWHERE = -1
"""In place of the index of a spot: outside of all spots."""


@dataclass(frozen=True)
class Visits:
    """v visits of spots by the k sorties of a plan: a sortie that serves a spot, or some of its pieces, visits it."""

    spot: np.ndarray
    """(v,) index into Targets; rows are sorted by spot, then by time"""
    sortie: np.ndarray
    """(v,) index into Plan.sorties"""
    first: np.ndarray
    last: np.ndarray
    """(v,) when serving the spot begins and ends: s, in the time reference of Task.begins"""


@dataclass(frozen=True)
class CurveStep:
    """A fleet other than the one of the plan, and what it would close."""

    drones: int
    sorties: int
    """the most sorties of each drone"""
    closed: float
    """priority"""
    flown: int
    """number of sorties that its plan flies"""


@dataclass(frozen=True)
class Closing:
    """What a plan of k sorties closes of the priority of n spots, and of the other scored places."""

    before: np.ndarray
    """(n,) priority of each spot"""
    spot: np.ndarray
    """(n,) what is closed of it"""
    sortie: np.ndarray
    """(k,) what each sortie closes; what several close together is shared, so that the sum is the total"""
    visits: Visits
    elsewhere: float = 0.0
    """what is closed at scored places outside of all spots; 0 without WatchTask.scored"""
    scored: bool = False
    """whether it was measured at the scored places themselves, and not at samples of the spots"""
    lost: np.ndarray | None = None
    """(k,) how much less would be closed without each sortie"""
    in_passing: float = 0.0
    """how much more is closed than the solver counts, above all by what drones see on their way"""
    curve: tuple[CurveStep, ...] = ()
    """what other fleets would close"""
    gap: np.ndarray | None = None
    """(n,) mean gap of each spot with patrols alone, None where it is not known"""
    whole: float = 0.0
    """the priority of all that it was measured at: of the spots, or of the scored places"""

    @property
    def priority(self) -> float:
        """All that the plan closes."""
        return float(self.spot.sum()) + self.elsewhere

    @property
    def share(self) -> float:
        """% of the priority that is closed."""
        return 100 * self.priority / self.whole if self.whole > 0 else 0.0
