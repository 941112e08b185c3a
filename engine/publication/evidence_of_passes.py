"""The evidence of places that walls or hills hide: who did not only come near, but saw them."""

from dataclasses import dataclass

import numpy as np

from ..places.places import Places
from ..progress import Progress, quiet
from ..score.detection import Detection
from ..score.passes import find_passes
from ..sight.sight import Sight
from ..timing.timezones import DAY
from ..timing.watch import Watch, whole_nights
from ..tracks.tracks import Tracks
from .evidence_counts import Evidence, evidence_of_rows


@dataclass(frozen=True)
class Span:
    """The period of a layer: its first and last local day of the watch, and its start and end in s since the epoch,
    which may cut these days."""

    first_day: int
    last_day: int
    start: float = -np.inf
    end: float = np.inf


def evidence_in_sight(
    tracks: Tracks,
    places: Places,
    detection: Detection,
    sight: Sight,
    watch: Watch,
    span: Span,
    progress: Progress = quiet,
) -> Evidence:
    """The evidence of places at whose sample points the passes of units begin and end where the line of sight is clear,
    as the gap score counts them. A fix counts if it lies in a pass."""
    begins, edges = whole_nights(watch, float(tracks.t.min()), float(tracks.t.max()))
    day = np.floor(begins / DAY).astype(np.int64)
    edges[day == span.first_day, 0] = np.maximum(edges[day == span.first_day, 0], span.start)
    edges[day == span.last_day, 1] = np.minimum(edges[day == span.last_day, 1], span.end)
    kept = edges[:, 1] > edges[:, 0]
    day, edges = day[kept], edges[kept]
    passes = find_passes(tracks, places, detection, 0.0, progress, sight).of_places(places.place_of_sample)
    first = np.searchsorted(edges[:, 1], passes.start, side="right")
    counts = np.maximum(np.searchsorted(edges[:, 0], passes.end, side="right") - first, 0)
    at = np.repeat(np.arange(len(passes)), counts)
    night = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts) + first[at]
    start, end = np.maximum(passes.start[at], edges[night, 0]), np.minimum(passes.end[at], edges[night, 1])
    unit = passes.unit[at]
    rows = passes.sample[at], unit, day[night], _fixes_between(tracks, unit, start, end), np.maximum(end - start, 1.0)
    covered = (int(day.min()), int(day.max())) if len(day) else (0, -1)
    return evidence_of_rows(len(places), *rows, *covered)


def _fixes_between(tracks: Tracks, unit: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(r,) how many fixes of each unit lie in each time from start to end."""
    origin = float(tracks.t.min())
    length = float(tracks.t.max()) - origin + DAY
    fixes = np.sort(tracks.unit * length + (tracks.t - origin))
    # passes that begin or end at a fix may be computed to be a moment later or earlier
    low, high = (unit * length + (edge - origin) for edge in (start - 1e-3, end + 1e-3))
    return np.searchsorted(fixes, high, side="right") - np.searchsorted(fixes, low)
