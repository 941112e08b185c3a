"""How well the gap is known with fixes as they are, and how well if receivers reported more often."""

from dataclasses import dataclass, replace

import numpy as np

from ..language import tr
from ..progress import Progress, part, quiet
from ..timing.text import duration_text
from ..tracks.tracks import STANDING, Tracks
from .bounds import changed, uncertainty
from .evidence import Evidence
from .pieces import Uncertainty
from .score import gaps_alone

PLACES = 500  # at most so many, for an estimate
MOST_FIXES = 3_000_000  # with more in shorter intervals, these are not computed
INTERVALS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180)  # seconds
HARDLY = 0.8  # of the distance of the bounds, which a shorter interval leaves if it hardly helps
EXACT = 0.005  # where the gap is known so well, nothing is gained


@dataclass(frozen=True)
class KnownTo:
    """Half the mean distance between gap_low and gap_high at places that patrols saw, apart from outages.

    interval: the median time between fixes of units that move, in seconds; half: with the fixes as they are; shorter,
    less: what it would be with fixes every `shorter` seconds, about; None where it is not computed.
    """

    interval: float
    half: float
    shorter: float | None = None
    less: float | None = None

    @property
    def sentence(self) -> str:
        now = tr(
            "Fixes come every {interval}: where patrols came, the gap is known to within {half:.2f} on average (half "
            "the distance between gap_low and gap_high, apart from outages).",
            interval=duration_text(self.interval),
            half=self.half,
        )
        if self.shorter is None:
            return now
        shorter, less = duration_text(self.shorter), self.less
        if less > HARDLY * self.half:
            more = tr("Fixes every {shorter} would hardly help: the rest is position error.", shorter=shorter)
        else:
            more = tr("With fixes every {shorter} it would be about {less:.2f}.", shorter=shorter, less=less)
        return f"{now} {more}"


def known_to(
    evidence: Evidence, gap: np.ndarray, error: np.ndarray | float, progress: Progress = quiet
) -> KnownTo | None:
    """How well the gap is known, from at most PLACES places evenly among those that patrols saw; None if they saw none.

    gap: (n,) of all places; error: see `uncertainty`. For shorter intervals fixes are added on the straight legs, with
    drift in proportion to time. Against tracks thinned from 1 s this is right within a fifth where units turn and stop
    at random, and too cautious where they move smoothly.
    """
    seen = np.flatnonzero(gap < 1)
    if not len(seen):
        return None
    seen = seen[np.unique(np.linspace(0, len(seen) - 1, min(PLACES, len(seen))).astype(int))]
    some, uncertain = evidence.take(seen), uncertainty(evidence, error)
    interval, half = _usual_interval(evidence.tracks), _half(some, uncertain, part(progress, 0, 0.4))
    shorter = max((value for value in INTERVALS if value <= interval / 3), default=None)
    span = np.diff(evidence.tracks.t)[np.diff(evidence.tracks.unit) == 0]
    if shorter is None or half < EXACT or (np.minimum(span, interval * 10) / shorter).sum() > MOST_FIXES:
        return KnownTo(interval, half)
    tracks, less_uncertain = denser(evidence.tracks, uncertain, shorter)
    less = _half(replace(some, tracks=tracks), less_uncertain, part(progress, 0.4, 1))
    return KnownTo(interval, half, float(shorter), less)


def denser(tracks: Tracks, uncertain: Uncertainty, interval: float) -> tuple[Tracks, Uncertainty]:
    """The same way with fixes at least every `interval` seconds, on its straight legs; and their uncertainty."""
    n = len(tracks.t)
    lasts = np.diff(tracks.t, append=tracks.t[-1:])
    lasts[tracks.offsets[1:] - 1] = 0.0
    parts = np.maximum(np.ceil(lasts / interval - 1e-9), 1).astype(np.int64)
    of, to_come = np.repeat(np.arange(n), parts), np.cumsum(parts)
    share = (np.arange(len(of)) - (to_come - parts)[of]) / parts[of]
    to = np.minimum(of + 1, n - 1)
    x, y, t = (column[of] + share * (column[to] - column[of]) for column in (tracks.x, tracks.y, tracks.t))
    offsets = np.r_[0, to_come][tracks.offsets]
    own = replace(tracks, x=x, y=y, t=t, unit=tracks.unit[of], offsets=offsets)
    return own, Uncertainty(uncertain.drift[of] / parts[of], uncertain.error[of])


def _half(evidence: Evidence, uncertain: Uncertainty, progress: Progress) -> float:
    low = gaps_alone(changed(evidence, uncertain, wider=True), None, part(progress, 0, 0.5))
    high = gaps_alone(changed(evidence, uncertain, wider=False), None, part(progress, 0.5, 1))
    return float(np.mean(np.maximum(high - low, 0.0))) / 2


def _usual_interval(tracks: Tracks) -> float:
    """The median duration of the legs of units that move; of all legs if none moves; 0 without legs."""
    legs = np.ones(len(tracks.t), bool)
    legs[tracks.offsets[1:] - 1] = False
    leg = np.flatnonzero(legs)
    lasts = tracks.t[leg + 1] - tracks.t[leg]
    moved = np.hypot(tracks.x[leg + 1] - tracks.x[leg], tracks.y[leg + 1] - tracks.y[leg]) >= STANDING * lasts
    some = lasts[moved] if moved.any() else lasts
    return float(np.median(some)) if len(some) else 0.0
