"""Walks: the parts of tracks in range of places, those from which the place is seen, and those behind something."""

from dataclasses import dataclass, fields, replace

import numpy as np
import shapely

from ..progress import Progress, part, quiet
from ..timing.local_steps import HOUR, QUARTER, LocalSteps
from ..timing.timezones import DAY
from ..tracks.tracks import Tracks
from .evidence import Evidence
from .last_seen import FEWEST, distinct_units
from .nights import Nights
from .passes import Passes
from .seen import seen_passes
from .timeline import FINEST


@dataclass(frozen=True)
class Walks:
    """k parts of tracks in range of places, (k,) each, sorted by place, unit and start.

    place: index; unit: code; start, end: seconds since the epoch; seen: whether the place is in sight, from any of its
    sample points; else something hides it for all of that time; in_watch: seconds in the watch.
    """

    place: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray
    seen: np.ndarray
    in_watch: np.ndarray

    def __len__(self) -> int:
        return len(self.place)

    def take(self, index: np.ndarray) -> "Walks":
        return Walks(*(getattr(self, column.name)[index] for column in fields(self)))

    @property
    def seconds(self) -> np.ndarray:
        return self.end - self.start


def walks_in_range(evidence: Evidence, progress: Progress = quiet) -> Walks:
    """The walks of all units that move in range of the places, in the period: for places with one sample point the
    seconds of the walks that see a place add up to its dwell, and those in the watch to its dwell in the watch."""
    asked = replace(evidence, watchers=None).by_question
    parts = [part(progress, nth / len(asked), (nth + 1) / len(asked)) for nth in range(len(asked))]
    walks = [_walks(*each) for each in zip(asked, parts, strict=True)]
    if evidence.own is None:
        return walks[0]
    index = np.concatenate([where[some.place] for (where, *_), some in zip(evidence.asked, walks, strict=True)])
    others = (np.concatenate([getattr(some, column.name) for some in walks]) for column in fields(Walks)[1:])
    return Walks(index, *others).take(np.argsort(index, kind="stable"))


def _walks(evidence: Evidence, progress: Progress) -> Walks:
    """The walks at places that are all asked the same. evidence: without watchers."""
    seen = _stays(evidence, part(progress, 0, 0.5))
    if evidence.sight is None:
        return _joined(evidence, seen, Passes.none())
    return _joined(evidence, seen, _without(_stays(replace(evidence, sight=None), part(progress, 0.5, 1)), seen))


def _stays(evidence: Evidence, progress: Progress) -> Passes:
    """The stays at places, cut to the period, sorted by place, unit and start."""
    found = seen_passes(evidence, evidence.places, progress)
    period, origin = evidence.question.period, evidence.origin
    inside = found.within(period.start - origin, period.end - origin)
    places = evidence.places
    stays = inside if places.one_sample_each else inside.of_places(places.place_of_sample)
    return _plain(stays, np.lexsort((stays.start, stays.unit, stays.sample)))


def _plain(stays: Passes, index: np.ndarray) -> Passes:
    return Passes(*(getattr(stays, name)[index] for name in ("sample", "unit", "start", "end", "rate")))


def _without(stays: Passes, seen: Passes) -> Passes:
    """The parts of stays that are not in others, which are parts of them. Both sorted by place, unit and start."""
    # What is hidden begins where a stay begins or what is seen ends, and it ends the other way round: the n-th
    # beginning of a unit at a place and its n-th end belong together.
    place, unit = (np.r_[getattr(stays, name), getattr(seen, name)] for name in ("sample", "unit"))
    begins, ends = np.r_[stays.start, seen.end], np.r_[stays.end, seen.start]
    order = np.lexsort((begins, unit, place))
    place, unit, start, end = place[order], unit[order], begins[order], ends[np.lexsort((ends, unit, place))]
    kept = np.flatnonzero(end > start + FINEST)
    return Passes(place[kept], unit[kept], start[kept], end[kept], np.zeros(len(kept)))


def _joined(evidence: Evidence, seen: Passes, hidden: Passes) -> Walks:
    both = seen.extended_by(hidden) if len(hidden) else seen
    clear = np.arange(len(both)) < len(seen)
    nights = Nights.of(evidence.question, evidence.origin)
    in_watch = nights.met_by(both).seconds()
    order = np.lexsort((~clear, both.start, both.unit, both.sample))
    walks = Walks(both.sample, both.unit, both.start + evidence.origin, both.end + evidence.origin, clear, in_watch)
    return walks.take(order)


def paths(walks: Walks, tracks: Tracks) -> np.ndarray:
    """(k,) shapely lines: the way of each walk along its track, in metres; of one that has no length, the same point
    twice."""
    first = np.searchsorted(tracks.unit, np.arange(len(tracks.unit_names) + 1))
    after, until = np.empty(len(walks), np.int64), np.empty(len(walks), np.int64)
    for unit in np.unique(walks.unit):
        own, some = slice(first[unit], first[unit + 1]), np.flatnonzero(walks.unit == unit)
        after[some] = first[unit] + np.searchsorted(tracks.t[own], walks.start[some], side="right")
        until[some] = first[unit] + np.searchsorted(tracks.t[own], walks.end[some], side="left")
    until = np.maximum(until, after)
    count = until - after  # fixes strictly between start and end
    walk = np.repeat(np.arange(len(walks)), count + 2)
    nth = np.arange(len(walk)) - np.repeat(np.cumsum(count + 2) - count - 2, count + 2)
    fix = np.clip(after[walk] + nth - 1, 0, len(tracks.t) - 1)
    xy = np.column_stack([tracks.x[fix], tracks.y[fix]])
    xy[nth == 0] = _at(tracks, walks.unit, walks.start, first)
    xy[nth == count[walk] + 1] = _at(tracks, walks.unit, walks.end, first)
    return shapely.linestrings(xy, indices=walk)


def _at(tracks: Tracks, unit: np.ndarray, time: np.ndarray, first: np.ndarray) -> np.ndarray:
    """(k, 2) the positions of units at times in one of their tracks; at the nearest fix of it where rounding has left
    it."""
    before = np.empty(len(unit), np.int64)
    for one in np.unique(unit):
        own, some = slice(first[one], first[one + 1]), np.flatnonzero(unit == one)
        before[some] = first[one] + np.searchsorted(tracks.t[own], time[some], side="right") - 1
    before = np.clip(before, first[unit], first[unit + 1] - 1)
    last = tracks.offsets[np.searchsorted(tracks.offsets, before, side="right")] - 1  # of the track of that fix
    after = np.minimum(before + 1, len(tracks.t) - 1)
    lasted = tracks.t[after] - tracks.t[before]
    share = np.clip((time - tracks.t[before]) / np.where(lasted > 0, lasted, 1.0), 0.0, 1.0)
    outside = before == last  # after the last fix of a track: at that fix, or just before the first of the next track
    share = np.where(outside, np.where(share > 0.5, 1.0, 0.0), share)
    after = np.where(outside & (tracks.unit[after] != unit), before, after)
    return np.column_stack([c[before] + share * (c[after] - c[before]) for c in (tracks.x, tracks.y)])


def published_walks(walks: Walks, clock: LocalSteps, seconds: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """(k,) the earliest start and the latest end of each walk as they are written; with `seconds` exactly. clock: in
    seconds since the epoch.

    Both are rounded outwards to a quarter of an hour or an hour in which walks of at least three units began at the
    place, otherwise to the day of the watch, which does not tell the order of places.
    """
    if seconds:
        return walks.start, walks.end
    steps = np.full(len(walks), DAY)
    for step in (HOUR, QUARTER):
        since = clock.floor(walks.start, step)
        _, row = np.unique(np.column_stack([walks.place, since]), axis=0, return_inverse=True)
        row = row.ravel()
        order = np.lexsort((walks.unit, row))
        units = distinct_units(row[order], walks.unit[order], int(row.max(initial=-1)) + 1)
        steps[units[row] >= FEWEST] = step
    start = clock.floor(walks.start, steps)
    last = clock.floor(walks.end, steps)
    return start, np.where(steps >= DAY, last + DAY, last + steps)
