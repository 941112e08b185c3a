"""The scores of each place in each night of the watch.

The gap of a night is the mean over the moments of U in that night. So the mean of the exact gaps of all nights, each
weighted by the length of its moments, is the gap of the place.
"""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from ..progress import Progress, quiet
from ..timing.local_steps import LocalSteps
from ..timing.watch import dates_of_nights
from .evidence import Evidence
from .gap import gap_by
from .last_seen import published_times
from .night_gaps import published_night_gaps
from .nights import Nights
from .passes import Passes
from .published import whole_minutes
from .score import over_strips
from .visits import first_stays
from .watcher_passes import patrols_of

HOUR = 3600.0
NUMBERS_AT_ONCE = 1_000_000  # gaps of a sample point in a night, held by one thread


@dataclass(frozen=True)
class PlaceNights:
    """The scores of n places in m nights; (n, m) each, except dates and hours.

    dates: (m,) datetime64[D], the local dates on which the nights begin; hours: (m,) the length of the moments of U in
    each night, in hours.
    passes: the visits with an instant in the night; a visit of several nights counts in each of them.
    units: the number of different units that made them.
    dwell: unit-seconds in range in the night; for a line or zone the mean over its sample points.
    first, last: the first and the last instant in the night with a unit in range, in seconds since the epoch, NaN
    without one.
    gap: 0 to 1, NaN where the night has no moment of U. It can be rounded (see `night_gaps`).
    """

    dates: np.ndarray
    hours: np.ndarray
    passes: np.ndarray
    units: np.ndarray
    dwell: np.ndarray
    first: np.ndarray
    last: np.ndarray
    gap: np.ndarray

    def __len__(self) -> int:
        return len(self.passes)

    def columns(self, start: int, end: int) -> tuple[np.ndarray, ...]:
        """The rows of the places start:end, night by night for each place: (r,) date as text, passes, dwell, first,
        last, gap, hours. r is the number of these places times m."""
        some = slice(start, end)
        texts = self.dates.astype(str).astype(object)  # repeated, they share their text
        dates, hours = (np.tile(column, len(self.passes[some])) for column in (texts, self.hours))
        first, last = self.first[some].ravel(), self.last[some].ravel()
        return dates, self.passes[some].ravel(), self.dwell[some].ravel(), first, last, self.gap[some].ravel(), hours


def place_nights(evidence: Evidence, progress: Progress = quiet, seconds: bool = True) -> PlaceNights:
    """The scores of all places in all nights, in their order. Memory: 40 bytes for each place in each night, and what
    one strip needs.

    seconds: whether times are exact. Otherwise first and last are rounded down to a quarter of an hour or an hour, NaN
    where only the night may be told (see `last_seen`), dwell is in whole minutes, and the gap of a night with fewer
    than three units is rounded (see `night_gaps`)."""
    question, origin, revisit = evidence.question, evidence.origin, evidence.question.revisit
    nights, outages, count = Nights.of(question, origin), evidence.tracks.outages, len(question.nights)
    moments, night = nights.split(question.moments - origin)
    hours = np.bincount(night, moments[:, 1] - moments[:, 0], count) / HOUR
    start, end = question.period.start - origin, question.period.end - origin
    clock = LocalSteps.of(evidence.watch, question.period.start, question.period.end).after(origin)

    def work(found: Passes, places: Places, first_place: int) -> tuple[np.ndarray, ...]:
        gap = _place_gaps(found, places, moments, night, count, revisit)
        found = patrols_of(found, evidence.moving)
        inside = found.within(start, end)
        sample, which, since, until = nights.met_by(inside).pairs()
        row = places.place_of_sample[inside.sample[sample]] * count + which
        dwell = np.bincount(row, until - since, len(places) * count).reshape(-1, count)
        stays = inside if places.one_sample_each else inside.of_places(places.place_of_sample)
        dwell = dwell / np.diff(places.offsets)[:, None]  # of no pass at all, bincount makes whole numbers
        seen = _seen(stays, first_stays(stays, outages, origin), nights, len(places), clock, seconds)
        if seconds:
            return *seen, dwell, gap
        minutes, units = whole_minutes(dwell), seen[1]
        return *seen, minutes, published_night_gaps(gap, hours, dwell, minutes, units, revisit)

    passes, units, first, last, dwell, gap = map(
        np.concatenate, zip(*over_strips(evidence, work, progress), strict=True)
    )
    dates = dates_of_nights(question.period, evidence.watch)
    return PlaceNights(dates, hours, passes, units, dwell, first + origin, last + origin, gap)


def _place_gaps(
    found: Passes, places: Places, moments: np.ndarray, night: np.ndarray, nights: int, revisit: float
) -> np.ndarray:
    """(places, nights) the means of the gaps over the samples of each place. Places with very many samples are taken in
    parts."""
    step, samples, offsets = max(NUMBERS_AT_ONCE // nights, 1), len(places.x), places.offsets
    sums = np.zeros((len(places), nights))
    for low in range(0, samples, step):
        high = min(low + step, samples)
        gap = gap_by(found.of_samples(low, high), high - low, moments, night, nights, revisit)
        first, last = places.place_of_sample[[low, high - 1]]
        sums[first : last + 1] += np.add.reduceat(gap, np.maximum(offsets[first : last + 1] - low, 0))
    return sums / np.diff(offsets)[:, None]


def _seen(
    stays: Passes, begins: np.ndarray, nights: Nights, places: int, clock: LocalSteps, seconds: bool
) -> tuple[np.ndarray, ...]:
    """(places, nights) each: visits, units, and the first and the last instant. begins: see `first_stays`."""
    stay, night, since, until = nights.met_by(stays).pairs()
    row = stays.sample[stay].astype(np.int64) * len(nights) + night
    _, once = np.unique(begins[stay] * len(nights) + night, return_index=True)  # one may have several stays
    passes = np.bincount(row[once], minlength=places * len(nights))
    codes = int(stays.unit.max(initial=0)) + 1
    units = np.bincount(np.unique(row * codes + stays.unit[stay]) // codes, minlength=places * len(nights))
    first, last = np.full((2, places * len(nights)), np.nan)
    order = np.argsort(row, kind="stable")  # stays of a place are sorted by their start
    begin = np.flatnonzero(np.diff(row[order], prepend=-1))
    if len(begin):
        first[row[order][begin]] = since[order][begin]
        last[row[order][begin]] = np.maximum.reduceat(until[order], begin)
    parts = row[order], stays.unit[stay][order], since[order], until[order]
    first, last = (published_times(times, *parts, clock, seconds, day_known=True) for times in (first, last))
    counts = passes.astype(np.int32), units.astype(np.int32)
    return tuple(column.reshape(places, len(nights)) for column in (*counts, first, last))
