"""The passes of watchers: posts and cameras that do not move. A watcher has a pass at each sample point that it sees,
for each time that it is in operation.

Their unit codes follow those of all units that move (`Evidence.moving`). The gap counts the passes of all; visits,
dwell, idleness, nights and all that follows persons count those of units that move.
"""

from collections.abc import Iterator

import numpy as np

from ..places.places import Places
from ..progress import Progress, quiet
from ..sight.watchers import seen_by, views_of
from .evidence import Evidence
from .gap import ExposureIntervals, exposure_intervals, meets
from .passes import Passes
from .timeline import Timeline


def with_watchers(found: Passes, evidence: Evidence, places: Places, progress: Progress = quiet) -> Passes:
    """The passes of units that move, at some places of the evidence, and those of its watchers. Sorted as all passes
    are; of those that begin at the same time those of watchers come last."""
    if evidence.watchers is None or not len(evidence.watchers):
        return found
    added = watcher_passes(evidence, places, progress)
    if not len(added) or not len(found):
        return added if len(added) else found
    starts = np.array([found.start.min(), found.start.max(), added.start.min(), added.start.max()])
    line = Timeline.holding(len(places.x), float(starts.min()), float(starts.max()))
    at = np.searchsorted(line.at(found.sample, found.start), line.at(added.sample, added.start), side="right")
    joined = found.extended_by(added)
    order = np.insert(np.arange(len(found)), at, len(found) + np.arange(len(added)))
    return joined.take(order)


def watcher_passes(evidence: Evidence, places: Places, progress: Progress = quiet) -> Passes:
    """The passes of all watchers, in seconds after the origin of the evidence, as far as they matter for the gap or lie
    in the watch; sorted by sample, start and unit."""
    watchers, origin = evidence.watchers, evidence.origin
    sample, watcher = seen_by(watchers, places, evidence.sight, progress)
    of = watchers.schedules[1]
    found = [np.zeros((4, 0))]
    for number, times in enumerate(_times(evidence)):
        some = np.flatnonzero(of[watcher] == number)
        start, end = (np.tile(edge, len(some)) for edge in (times - origin).T)
        some = np.repeat(some, len(times))
        found.append(np.stack([sample[some], watcher[some], start, end]))
    sample, watcher, start, end = np.concatenate(found, axis=1)
    sample, watcher = sample.astype(np.int64), watcher.astype(np.int64)
    order = np.lexsort((watcher, start, sample))
    watcher = watcher[order]
    return Passes(sample[order], watcher + evidence.moving, start[order], end[order], watchers.rate[watcher])


def estimated_watcher_passes(evidence: Evidence, places: Places) -> np.ndarray:
    """(m,) about how many passes of watchers each sample point has at most: what hides it is left out."""
    if evidence.watchers is None or not len(evidence.watchers):
        return np.zeros(len(places.x))
    times = np.array([len(each) for each in _times(evidence)])[evidence.watchers.schedules[1]]
    return views_of(evidence.watchers, places, times)


def _times(evidence: Evidence) -> Iterator[np.ndarray]:
    """For each of the schedules of the watchers, (k, 2) the times in operation that matter, seconds since the epoch."""
    asked = [question for _, question, _ in evidence.asked]
    edges = [(one.period.start, one.period.end, one.moments, one.nights, one.revisit) for one in asked]
    first = min(min([start, *moments[:1, 0], *nights[:1, 0]]) for start, _, moments, nights, _ in edges)
    last = max(max([end, *(moments[-1:, 1] + revisit), *nights[-1:, 1]]) for _, end, moments, nights, revisit in edges)
    for times in evidence.watchers.in_operation(first, last):
        matter = np.zeros(len(times), bool)
        for _, _, moments, nights, revisit in edges:
            matter |= meets(moments, times[:, 0] - revisit, times[:, 1]) | meets(nights, times[:, 0], times[:, 1])
        yield times[matter]


def patrols_of(found: Passes, moving: int) -> Passes:
    """The passes of units that move. moving: see `Evidence.moving`."""
    own = found.unit < moving
    return found if own.all() else found.take(np.flatnonzero(own))


def watchers_of(found: Passes, moving: int) -> Passes:
    """The passes of watchers."""
    return found.take(np.flatnonzero(found.unit >= moving))


def exposure_with_watchers(
    found: Passes, alone: ExposureIntervals, moving: int, samples: int, moments: np.ndarray, revisit: float
) -> ExposureIntervals:
    """The exposure intervals of all passes. alone: those of the units that move, which stay as they are at samples that
    no watcher sees."""
    seen = np.zeros(samples, bool)
    seen[found.sample[found.unit >= moving]] = True
    if not seen.any():
        return alone
    joint = exposure_intervals(found.take(np.flatnonzero(seen[found.sample])), samples, moments, revisit)
    kept = alone.take(np.flatnonzero(~seen[alone.sample]))
    names = ("sample", "start", "length", "at_start", "at_end")
    columns = (np.concatenate([getattr(kept, name), getattr(joint, name)]) for name in names)
    both = ExposureIntervals(*columns)
    return both.take(np.argsort(both.sample, kind="stable"))
