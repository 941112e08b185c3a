"""Detection: ranges and detection rates of units, and the sweep width."""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import quad


@dataclass(frozen=True)
class Detection:
    """Detection parameters of each unit, (units,) each, indexed by unit code.

    range: detection range in metres; rate: detection rate in 1/s while in range, inf if detection is immediate.
    slowest: m/s, one number or (units,); on legs slower than this a unit detects nothing (0: standing counts too).
    fastest: (units,) m/s, the greatest possible speed of a unit during an outage; 0 if unknown.
    patrols: the first so many units are patrols, which can have outages; None for all. The others are drones, whose
    positions are always known.
    eye: metres above the ground from which a unit sees, one number or (units,); 0: on the ground, where every building
    hides what is behind it. Higher units look over buildings (see engine/sight).
    dark: metres, the greatest range after dark, one number or (units,); inf: as by light (see light.py).
    """

    range: np.ndarray
    rate: np.ndarray
    slowest: np.ndarray | float = 0.0
    fastest: np.ndarray | float = 0.0
    patrols: int | None = None
    eye: np.ndarray | float = 0.0
    dark: np.ndarray | float = np.inf

    @classmethod
    def same(cls, units: int, detection_range: float, detection_time: float) -> "Detection":
        """The same parameters for all units. detection_time: mean seconds to detection while in range; 0: immediate."""
        return cls(np.full(units, detection_range), rates(np.full(units, detection_time)))

    def extended_by(self, others: "Detection", times: int = 1) -> "Detection":
        """The parameters of these units, which can have outages, followed by `times` repetitions of those of `others`,
        which cannot."""
        columns = {}
        for name in ("range", "rate", "slowest", "fastest", "eye", "dark"):
            own, other = (np.broadcast_to(getattr(some, name), some.range.shape) for some in (self, others))
            columns[name] = np.concatenate([own, np.tile(other, times)])
        return Detection(**columns, patrols=len(self.range) if self.patrols is None else self.patrols)

    @property
    def weaker_after_dark(self) -> np.ndarray:
        """(units,) whether a unit notices less far after dark."""
        return np.broadcast_to(self.dark, self.range.shape) < self.range

    def total_rate(self, units: np.ndarray) -> float:
        """The sum of the detection rates, in 1/s, of the patrols among the units; codes may repeat."""
        codes, patrol_rates = np.unique(units), self.rate[: self.patrols]
        return float(patrol_rates[codes[codes < len(patrol_rates)]].sum())


def rates(detection_time: np.ndarray) -> np.ndarray:
    """Detection rates in 1/s from mean detection times in seconds: 1 / detection_time, inf where it is 0."""
    with np.errstate(divide="ignore"):
        return 1.0 / np.asarray(detection_time, float)


def sweep_width(detection_range: float, rate: float, speed: float) -> float:
    """The sweep width of search theory in metres: W = integral over the lateral distance y of 1 - exp(-F(y)), with
    F(y) = 2 sqrt(range^2 - y^2) x rate / speed.

    For straight passes at `speed` m/s, with the detection rate `rate` in 1/s within `detection_range` metres.
    Source: Koopman, Search and Screening.
    """
    if np.isinf(rate):
        return 2.0 * detection_range
    width, _ = quad(
        lambda y: -np.expm1(-2.0 * np.sqrt(detection_range**2 - y * y) * rate / speed), 0.0, detection_range
    )
    return 2.0 * width
