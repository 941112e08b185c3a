"""Patrol effort of an archive, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..archive.day import Day, DaySource
from ..archive.local_days import LocalDays
from ..effort.crossings import Cells, Patches, Zones
from ..effort.effort import Effort
from ..places.grid import Grid
from ..places.places import Places
from ..progress import Progress, part, quiet
from ..provenance.fingerprint import fingerprint
from ..tracks.tracks import TrackRules, Tracks, no_tracks, tracks_from_fixes
from .each_slice import each_slice
from .given import DetectionRules, joined_fixes
from .kept import Kept
from .partial_effort import EffortSums, PartialEffort, day_slices, partial_effort
from .partial_range import PartialRange, RangeSums, cells_partly_in_range, partly_in_range
from .slice import Slice
from .sliced_scores import counts_of
from .times_of_days import times_of
from .tree import leaves_of
from .workers import HERE, Workers

EDITION = 1
"""Of partial efforts: counts up when they are computed in another way, so that kept ones are not used."""
EFFORT = 0.5
"""Share of the time of a day; the rest is for what is in range."""


@dataclass(frozen=True)
class GivenEffort:
    """What is the same for all days, in one metric CRS.

    source: of the fixes; rules: to clean them; detection: of all units, for what is in range; spacing: metres between
    the points at which that is found; grid: the cells; or geometry: (n,) polygons, and places: their sample points.
    hours: (k, 2) the time in which effort counts, as in `effort`. timezone: of the days that are counted, which need
    not be those of the source.
    """

    source: DaySource
    rules: TrackRules
    detection: DetectionRules
    spacing: float
    hours: np.ndarray
    timezone: str
    grid: Grid | None = None
    geometry: np.ndarray | None = None
    places: Places | None = None

    @property
    def patches(self) -> Patches:
        return Cells.of(self.grid) if self.grid is not None else Zones.of(self.geometry)

    def hours_of(self, day: Slice) -> np.ndarray:
        """(j, 2) the hours in a day, and a second more where they go on beyond it."""
        cut = np.clip(self.hours, day.start - 1.0, day.end + 1.0)
        return cut[cut[:, 1] > cut[:, 0]]

    def days_behind(self, day: Slice) -> list[Day]:
        """The days of the source whose fixes matter."""
        return [one for one in self.source.days if one.last >= day.since and one.first <= day.until]

    def tracks_of(self, day: Slice) -> tuple[Tracks, dict[str, float]]:
        """The tracks of a day, with what goes on before and after it; and what there is to say of its fixes."""
        days = self.days_behind(day)
        if not days:
            return no_tracks(), {}
        fixes = joined_fixes([self.source.fixes(one, day.since, day.until) for one in days])
        tracks, rejected = tracks_from_fixes(fixes, self.rules)
        return tracks, counts_of(fixes, tracks, rejected, day)


@dataclass(frozen=True)
class PartialDay:
    """What a day adds. counts: by name: those of fixes (`counts_of`), seconds of the tracks that begin in it, and
    scatter, the metres of them that are scatter of the positions."""

    effort: PartialEffort
    in_range: PartialRange
    counts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class SlicedEffort:
    """effort: of all days; in_range: (n,) the share of each place that came within range of a unit; counts: of fixes,
    by name, see `counts_of`; slices: how many days there are; computed: how many were not kept from an earlier run."""

    effort: Effort
    in_range: np.ndarray
    counts: dict[str, float]
    slices: int
    computed: int


def effort_of_day(given: GivenEffort, day: Slice, progress: Progress = quiet) -> PartialDay:
    """The effort of a day, from its fixes."""
    tracks, counts = given.tracks_of(day)
    detection, hours = given.detection.of(tracks, False), given.hours_of(day)
    measuring, ranging = part(progress, 0.1, EFFORT), part(progress, EFFORT, 1)
    moved = tracks.travelled
    found = partial_effort(tracks, given.patches, day, hours, given.detection.slowest, measuring, moved)
    if given.grid is not None:
        in_range = cells_partly_in_range(tracks, given.grid, given.spacing, detection, day, hours, ranging)
    else:
        in_range = partly_in_range(tracks, given.places, detection, day, hours, ranging)
    starts = tracks.offsets[:-1]
    own = np.flatnonzero((tracks.t[starts] >= day.start) & (tracks.t[starts] < day.end))
    lasted = tracks.t[tracks.offsets[1:] - 1] - tracks.t[starts]
    legs = tracks.leg_starts
    legs = legs[(tracks.t[legs] >= day.start) & (tracks.t[legs] < day.end)]
    straight = np.hypot(tracks.x[legs + 1] - tracks.x[legs], tracks.y[legs + 1] - tracks.y[legs])
    counts |= {"seconds": float(lasted[own].sum()), "scatter": float(straight.sum() - moved[legs].sum())}
    return PartialDay(found, in_range, counts)


def sliced_effort(
    given: GivenEffort, kept: Kept | None = None, workers: Workers = HERE, progress: Progress = quiet
) -> SlicedEffort:
    """The effort of all days that have fixes and hours that count."""
    days = days_of(given)
    sums, counts = EffortSums(_number(given), given.hours), {}
    ranges = (
        RangeSums.of_cells(given.grid, given.spacing) if given.grid is not None else RangeSums.of_places(given.places)
    )

    def add(partial: PartialDay) -> None:
        sums.add(partial.effort)
        ranges.add(partial.in_range)
        for name, count in partial.counts.items():
            counts[name] = counts.get(name, 0) + count

    alike = fingerprint("effort", EDITION, replace(given, source=None, hours=None))
    keys = [
        fingerprint(alike, day, given.hours_of(day), [one.content for one in given.days_behind(day)]) for day in days
    ]
    computed = each_slice(effort_of_day, PartialDay, given, days, leaves_of(keys), add, kept, workers, progress)
    return SlicedEffort(sums.effort(), ranges.shares(), counts, len(days), computed)


def days_of(given: GivenEffort) -> Sequence[Slice]:
    """The local days in which a unit can be on a track and which meet the hours, as slices. A day without fixes is one
    of them where a pause as long as the day is allowed."""
    times, pause = times_of(given.source.days), given.rules.max_pause
    days = LocalDays.around(given.timezone, float(times[0]), float(times[-1]))
    day = days.numbers(times) - days.first
    inside = np.zeros(len(days.starts), bool)
    inside[day] = True
    across = np.flatnonzero((np.diff(day) > 1) & (np.diff(times) <= pause))
    for first, last in zip(day[across].tolist(), day[across + 1].tolist(), strict=True):
        inside[first:last] = True
    found = [one for one, wanted in zip(day_slices(days.starts, pause), inside[:-1], strict=True) if wanted]
    return [day for day in found if day.end > given.hours[0, 0] and day.start < given.hours[-1, 1]]


def _number(given: GivenEffort) -> int:
    return len(given.grid) if given.grid is not None else len(given.geometry)
