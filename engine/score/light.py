"""Light: after dark, from the end of civil twilight to its beginning, units may notice less far.

Tracks are cut at dusk and dawn, so that each part has one range, and passes are found in each part. Where a unit is in
range on both sides of a cut, its two passes are one. Units that notice as far after dark are not cut, so their passes
are the same to the bit.
"""

from dataclasses import dataclass, replace

import numpy as np

from ..places.places import Places
from ..progress import Progress, part, quiet
from ..sight.sight import Sight
from ..timing.sun import CIVIL
from ..timing.sun_hours import SunHours
from ..tracks.planned import NO_OUTAGES
from ..tracks.tracks import Tracks
from .detection import Detection
from .passes import Passes, find_passes


@dataclass(frozen=True)
class Light:
    """Where the sun's times are taken for all places. longitude, latitude: degrees east and north."""

    longitude: float
    latitude: float

    def dark_hours(self, first: float, last: float) -> np.ndarray:
        """(k, 2) the times after dark that meet [first, last], rising and disjoint, in s since the epoch: from the end
        of civil twilight in the evening to its beginning in the morning. It includes its start and excludes its end."""
        nights = SunHours(self.longitude, self.latitude, CIVIL).nights(first, last)
        if not len(nights):
            return nights
        adjoin = nights[1:, 0] == nights[:-1, 1]  # in the polar night
        return np.column_stack([nights[np.r_[True, ~adjoin], 0], nights[np.r_[~adjoin, True], 1]])


def passes_by_light(
    tracks: Tracks,
    places: Places,
    detection: Detection,
    light: Light | None,
    origin: float = 0.0,
    progress: Progress = quiet,
    sight: Sight | None = None,
) -> Passes:
    """All passes, as `find_passes` finds them, where units notice within `Detection.dark` after dark if that is less
    than their range. light: None where units notice as far after dark."""
    weaker = detection.weaker_after_dark
    hours = light.dark_hours(float(tracks.t.min()), float(tracks.t.max())) if light and len(tracks.t) else []
    if not len(hours) or not weaker.any():
        return find_passes(tracks, places, detection, origin, progress, sight)
    bright, dark = cut_at_dusk_and_dawn(tracks, weaker, hours)
    of_dark = replace(detection, range=np.minimum(detection.range, detection.dark))
    middle = len(bright.t) / max(len(bright.t) + len(dark.t), 1)
    by_day = find_passes(bright, places, detection, origin, part(progress, 0, middle), sight)
    by_night = find_passes(dark, places, of_dark, origin, part(progress, middle, 1), sight)
    return _joined(by_day, by_night)


def cut_at_dusk_and_dawn(tracks: Tracks, cut: np.ndarray, hours: np.ndarray) -> tuple[Tracks, Tracks]:
    """The tracks by light and after dark. cut: (units,) whether a unit's tracks are cut; those of others are by light.
    hours: (k, 2) the times after dark, rising and disjoint.

    A leg across dusk or dawn is cut where the unit is at that moment. A part of no duration at a cut, next to another
    part, is left out. The parts have no outages, on which passes do not depend.
    """
    edges = hours.ravel()
    t, unit = tracks.t, tracks.unit
    n = len(t)
    ends = np.zeros(n, bool)
    ends[tracks.offsets[1:] - 1] = True
    starts = np.zeros(n, bool)
    starts[tracks.offsets[:-1]] = True
    # the cuts after each fix and before the next one of its track
    after = np.searchsorted(edges, t, side="right")
    before_next = np.r_[np.searchsorted(edges, t[1:], side="left"), 0]
    inside = np.where(ends | ~cut[unit], 0, np.maximum(before_next - after, 0))
    # a cut at a fix itself
    at = cut[unit] & (after > np.searchsorted(edges, t, side="left")) & ~starts & ~ends
    leg = np.repeat(np.arange(n), inside)
    cuts = edges[after[leg] + np.arange(len(leg)) - np.repeat(np.cumsum(inside) - inside, inside)]
    share = (cuts - t[leg]) / (t[leg + 1] - t[leg])
    # every cut is a fix twice: the end of one part and the start of the next
    where = np.r_[np.flatnonzero(at) + 1, np.repeat(leg + 1, 2)]

    def column(own: np.ndarray, of_cuts: np.ndarray) -> np.ndarray:
        return np.insert(own, where, np.r_[own[at], np.repeat(of_cuts, 2)])

    x, y = (column(own, own[leg] + share * (own[leg + 1] - own[leg])) for own in (tracks.x, tracks.y))
    begins = np.insert(starts, where, np.r_[np.ones(at.sum(), bool), np.tile([False, True], len(leg))])
    times, units = column(t, cuts), column(unit, unit[leg])
    first = np.flatnonzero(begins)
    is_dark = (np.searchsorted(edges, times[first], side="right") % 2 == 1) & cut[units[first]]
    return tuple(_parts(tracks, x, y, times, units, first, np.flatnonzero(is_dark == dark)) for dark in (False, True))


def _parts(
    tracks: Tracks,
    x: np.ndarray,
    y: np.ndarray,
    t: np.ndarray,
    unit: np.ndarray,
    first: np.ndarray,
    which: np.ndarray,
) -> Tracks:
    """Some of the parts as tracks. first: (k,) the first fix of each part; which: indices of the parts."""
    counts = np.diff(np.r_[first, len(t)])[which]
    offsets = np.r_[0, np.cumsum(counts)]
    taken = np.repeat(first[which] - offsets[:-1], counts) + np.arange(offsets[-1])
    return Tracks(x[taken], y[taken], t[taken], unit[taken], offsets, tracks.unit_names, NO_OUTAGES)


def _joined(by_day: Passes, by_night: Passes) -> Passes:
    """The passes of both, where one of either ends exactly when the other begins made one; sorted."""
    both = by_day.extended_by(by_night)
    if not len(by_day) or not len(by_night):
        return both
    dark = np.r_[np.zeros(len(by_day), bool), np.ones(len(by_night), bool)]
    order = np.lexsort((both.end, both.start, both.unit, both.sample))
    both, dark = both.take(order), dark[order]
    same = (both.sample[1:] == both.sample[:-1]) & (both.unit[1:] == both.unit[:-1]) & (dark[1:] != dark[:-1])
    if both.entered is not None:  # stays that a cut parts are one
        apart = (both.sample[1:] != both.sample[:-1]) | (both.unit[1:] != both.unit[:-1])
        begins = np.r_[True, apart | (both.entered[1:] > both.left[:-1])]
        stay, at = np.cumsum(begins) - 1, np.flatnonzero(begins)
        entered, left = np.minimum.reduceat(both.entered, at)[stay], np.maximum.reduceat(both.left, at)[stay]
        both = replace(both, entered=entered, left=left)
    first = np.flatnonzero(np.r_[True, ~(same & (both.start[1:] == both.end[:-1]))])
    last = np.r_[first[1:] - 1, len(both) - 1]
    joined = replace(both.take(first), end=both.end[last])
    return joined.take(np.lexsort((joined.unit, joined.start, joined.sample)))
