"""What a unit notices, and how wide a strip it sweeps."""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import quad


@dataclass(frozen=True)
class Detection:
    """What each unit notices, (units,) each, indexed by unit code.

    range: detection range in metres; rate: noticing rate in 1/s while in range, inf where noticing is at once.
    slowest: m/s, one number or (units,); on legs slower than this a unit notices nothing (0: standing counts too).
    fastest: (units,) m/s, how fast a unit may have gone while its receiver was silent; 0 where it is not known.
    patrols: how many of the units, the first ones, may fall silent; None for all. Where drones are is known.
    """

    range: np.ndarray
    rate: np.ndarray
    slowest: np.ndarray | float = 0.0
    fastest: np.ndarray | float = 0.0
    patrols: int | None = None

    @classmethod
    def same(cls, units: int, detection_range: float, detection_time: float) -> "Detection":
        """All units alike. detection_time: mean seconds to notice while in range; 0 = at once."""
        return cls(np.full(units, detection_range), rates(np.full(units, detection_time)))

    def extended_by(self, others: "Detection", times: int = 1) -> "Detection":
        """What these units notice, who may fall silent, and then those of `others`, `times` over, who may not."""
        columns = []
        for name in ("range", "rate", "slowest", "fastest"):
            own, other = (np.broadcast_to(getattr(some, name), some.range.shape) for some in (self, others))
            columns.append(np.concatenate([own, np.tile(other, times)]))
        return Detection(*columns, patrols=len(self.range) if self.patrols is None else self.patrols)

    def total_rate(self, units: np.ndarray) -> float:
        """1/s, the noticing rate of all who may fall silent among the units, whose codes may repeat."""
        heard, patrols = np.unique(units), self.rate[: self.patrols]
        return float(patrols[heard[heard < len(patrols)]].sum())


def rates(detection_time: np.ndarray) -> np.ndarray:
    """1 / detection_time, inf where it is 0."""
    with np.errstate(divide="ignore"):
        return 1.0 / np.asarray(detection_time, float)


def sweep_width(detection_range: float, rate: float, speed: float) -> float:
    """The sweep width of search theory, W = integral over the offset y of 1 - exp(-F(y)), F(y) = 2 sqrt(range^2 - y^2)
    x rate / speed.

    Metres, for straight passes at `speed` m/s past a point noticed at `rate` 1/s within `detection_range` metres.
    Koopman, Search and Screening.
    """
    if np.isinf(rate):
        return 2.0 * detection_range
    width, _ = quad(
        lambda y: -np.expm1(-2.0 * np.sqrt(detection_range**2 - y * y) * rate / speed), 0.0, detection_range
    )
    return 2.0 * width
