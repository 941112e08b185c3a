"""What watchers see of each place, beside the patrols."""

from dataclasses import replace

import numpy as np

from ..places.places import Places
from ..sight.watchers import CAMERA, OTHER, POST
from .evidence import Evidence
from .nights import Nights
from .passes import Passes
from .watcher_passes import watchers_of

KINDS = (CAMERA, POST, OTHER)
MIXED = -1
"""The hours of watchers that differ in them."""
WATCHED = np.dtype(
    [("gap_patrols", "f8"), ("seconds", "f8"), ("share", "f8"), ("part", "f8"), ("kinds", "i4", (3,)), ("hours", "i4")]
)
"""What watchers add at a place.

gap_patrols: the gap by patrols alone. Of the watch alone: seconds: unit-seconds that watchers see the place; share: of
the watch, in which at least one does, 0 to 1; both means over its sample points. part: the share of its sample points
that a watcher sees; kinds: how many watchers of each kind see any of them; hours: their hours, an index into the
schedules of the watchers (`Watchers.schedules`); MIXED where these differ, or there is none.
"""


def watched_places(found: Passes, places: Places, evidence: Evidence, gap_patrols: np.ndarray) -> np.ndarray:
    """(n,) of the type WATCHED, for some places of the evidence. found: their passes; gap_patrols: (n,)."""
    origin, period = evidence.origin, evidence.question.period
    nights, samples = Nights.of(evidence.question, origin), len(places.x)
    own = watchers_of(found, evidence.moving).within(period.start - origin, period.end - origin)
    stays = nights.met_by(own)
    own = own.take(np.flatnonzero(stays.any))
    each = np.bincount(own.sample, stays.seconds()[stays.any], minlength=samples)
    as_one = replace(own, unit=np.zeros_like(own.unit)).of_places(np.arange(samples))
    any_of = np.bincount(as_one.sample, nights.met_by(as_one).seconds(), minlength=samples)
    some = np.bincount(as_one.sample, minlength=samples) > 0
    result = np.zeros(len(places), WATCHED)
    result["gap_patrols"] = gap_patrols
    length, counts = float(np.diff(nights.edges).sum()), np.diff(places.offsets)
    for name, values in (("seconds", each), ("share", any_of / length), ("part", some.astype(float))):
        result[name] = np.add.reduceat(values, places.offsets[:-1]) / counts
    place, watcher = places.place_of_sample[own.sample].astype(np.int64), own.unit - evidence.moving
    place, watcher = np.divmod(np.unique(place * len(evidence.watchers) + watcher), len(evidence.watchers))
    of_kind = place * len(KINDS) + evidence.watchers.kind[watcher]
    result["kinds"] = np.bincount(of_kind, minlength=len(places) * len(KINDS)).reshape(-1, len(KINDS))
    result["hours"] = _common(place, evidence.watchers.schedules[1][watcher], len(places))
    return result


def _common(place: np.ndarray, hours: np.ndarray, places: int) -> np.ndarray:
    """(places,) the hours of the watchers of each place where all have the same, else MIXED. place: (p,) rising."""
    found = np.full(places, MIXED, np.int32)
    if len(place):
        first = np.flatnonzero(np.r_[True, place[1:] != place[:-1]])
        least, most = np.minimum.reduceat(hours, first), np.maximum.reduceat(hours, first)
        found[place[first]] = np.where(least == most, least, MIXED)
    return found
