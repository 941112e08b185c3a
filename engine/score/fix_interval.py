"""How well the gap is known with fixes as they are, and how well if receivers reported more often."""

from dataclasses import dataclass, replace

import numpy as np

from ..language import tr
from ..places.sample_index import SampleIndex
from ..progress import Progress, part, quiet
from ..timing.text import duration_text
from ..tracks.legs import legs_and_starts
from ..tracks.tracks import STANDING, Tracks
from .bounds import changed
from .evidence import Evidence
from .pieces import AT_ONCE, Uncertainty
from .score import Scores, gaps_alone

PLACES = 500  # at most so many, for an estimate
MOST_FIXES = 3_000_000  # with more in shorter intervals, these are not computed
INTERVALS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180)  # seconds
HARDLY = 0.8  # of the distance of the bounds, which a shorter interval leaves if it hardly helps
EXACT = 0.01  # where the gap is known so well, nothing is gained


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
            "Fixes come every {interval}: where patrols came, the gap is known to within {half} on average (half the "
            "distance between gap_low and gap_high, apart from outages).",
            interval=duration_text(self.interval),
            half=_text(self.half),
        )
        if self.shorter is None:
            return now
        shorter, less = duration_text(self.shorter), _text(self.less)
        if self.less > HARDLY * self.half:
            more = tr("Fixes every {shorter} would hardly help: the rest is position error.", shorter=shorter)
        else:
            more = tr("With fixes every {shorter} it would be about {less}.", shorter=shorter, less=less)
        return f"{now} {more}"


def _text(half: float) -> str:
    return f"{half:.2f}" if half >= 0.01 else tr("less than 0.01")


def known_to(evidence: Evidence, scores: Scores, uncertain: Uncertainty, progress: Progress = quiet) -> KnownTo | None:
    """How well the gap is known, from at most PLACES places evenly among those that patrols saw; None if they saw none.

    scores: of all places. For shorter intervals fixes are added on the straight legs, with drift in proportion to
    time. Against tracks thinned from 1 s this is right within a fifth where units turn and stop at random, and too
    cautious where they move smoothly.
    """
    seen = np.flatnonzero(scores.gap_by_patrols < 1)
    if not len(seen):
        return None
    seen = seen[np.unique(np.linspace(0, len(seen) - 1, min(PLACES, len(seen))).astype(int))]
    interval = _usual_interval(evidence.tracks)
    tracks, uncertain = _near(evidence, seen, uncertain)
    some = replace(evidence.take(seen), tracks=tracks)
    half = _half(some, uncertain, part(progress, 0, 0.4))
    shorter = max((value for value in INTERVALS if value <= interval / 3), default=None)
    if shorter is None or half < EXACT or _parts(tracks, shorter).sum() > MOST_FIXES:
        return KnownTo(interval, half)
    tracks, uncertain = denser(tracks, uncertain, shorter)
    less = _half(replace(some, tracks=tracks), uncertain, part(progress, 0.4, 1))
    return KnownTo(interval, half, float(shorter), less)


def _near(evidence: Evidence, seen: np.ndarray, uncertain: Uncertainty) -> tuple[Tracks, Uncertainty]:
    """The tracks on the legs that may be in range of these places, and their uncertainty."""
    tracks, detection, places = evidence.tracks, evidence.detection, evidence.places.take(seen)
    nearby, n = SampleIndex.of(places, float(np.median(detection.range))), len(tracks.t)
    reach = detection.range[tracks.unit] + uncertain.drift + uncertain.error
    reach[:-1] += uncertain.error[1:]
    leads = np.zeros(n, bool)
    for start in range(0, n, AT_ONCE):
        legs, of = legs_and_starts(tracks, start=start, stop=start + AT_ONCE)
        leads[of[nearby.rows_of(legs, reach[of])[1] > 0]] = True
    ends = np.zeros(n, bool)
    ends[tracks.offsets[1:] - 1] = True
    onward = leads & ~ends
    kept = np.flatnonzero(leads | np.r_[False, onward[:-1]])
    starts = np.flatnonzero(~np.r_[False, onward[:-1]][kept])
    columns = {name: getattr(tracks, name)[kept] for name in ("x", "y", "t", "unit")}
    own = replace(tracks, **columns, offsets=np.r_[starts, len(kept)].astype(np.int64))
    return own, Uncertainty(uncertain.drift[kept], uncertain.error[kept])


def denser(tracks: Tracks, uncertain: Uncertainty, interval: float) -> tuple[Tracks, Uncertainty]:
    """The same way with fixes at least every `interval` seconds, on its straight legs; and their uncertainty."""
    n, parts = len(tracks.t), _parts(tracks, interval)
    of, to_come = np.repeat(np.arange(n), parts), np.cumsum(parts)
    share = (np.arange(len(of)) - (to_come - parts)[of]) / parts[of]
    to = np.minimum(of + 1, n - 1)
    x, y, t = (column[of] + share * (column[to] - column[of]) for column in (tracks.x, tracks.y, tracks.t))
    offsets = np.r_[0, to_come][tracks.offsets]
    own = replace(tracks, x=x, y=y, t=t, unit=tracks.unit[of], offsets=offsets)
    return own, Uncertainty(uncertain.drift[of] / parts[of], uncertain.error[of])


def _parts(tracks: Tracks, interval: float) -> np.ndarray:
    """(n,) into how many parts of at most `interval` seconds the leg from each fix is cut; 1 where there is none."""
    lasts = np.diff(tracks.t, append=tracks.t[-1:])
    lasts[tracks.offsets[1:] - 1] = 0.0
    return np.maximum(np.ceil(lasts / interval - 1e-9), 1).astype(np.int64)


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
