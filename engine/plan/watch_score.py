"""The exact score of a watch plan: what its flights, as they are flown, close of the gaps.

Everything that a drone passes within its detection range counts, also in passing, and each place at its own times. The
score is evaluated at sample points: those of the scored places, if they are given, else points within the spots, each
with its share of the spot's priority.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely

from ..places.places import Places, places_from_geometries
from ..places.sample_index import SampleIndex
from ..score.detection import Detection
from ..score.passes import find_passes
from ..sight.sight import Sight
from ..solver.closing_shares import closed_by_visit
from ..sweep.corridor import strip_of
from ..tracks.legs import legs_of
from ..tracks.planned import tracks_of_lines
from ..tracks.tracks import Tracks
from .closing import ELSEWHERE
from .even_bins import even_bins
from .stops import Service, Targets
from .watch_task import ScoredPlaces, WatchTask

SPACING_SHARE = 0.47
"""The distance of samples within spots, as a share of the detection range; no simple fraction, so that samples do not
lie exactly between the lines of a sweep."""
MAX_SAMPLES = 60_000
"""Samples of all spots together; larger spots are sampled at larger distances."""
INDEX_CELL, PAIRS = 25.0, 1_000_000
"""m, the size of the cells of the index of samples; and pairs of a leg and a sample looked at together."""


@dataclass(frozen=True)
class Samples:
    """m sample points of n spots and of what lies elsewhere."""

    places: Places
    """m places of one sample each"""
    spot: np.ndarray
    """(m,) index into Targets, ELSEWHERE for a sample outside of all spots"""
    weight: np.ndarray
    """(m,) the priority that each stands for"""
    row: np.ndarray
    """(m,) row of `unseen` of each"""
    unseen: np.ndarray
    """(r, B) shares of the priority in bins of equal length; rows add up to 1"""
    bin_length: float
    """s"""
    sight: Sight | None = None
    """what hides samples from drones; None: nothing does"""

    @cached_property
    def _index(self) -> SampleIndex:
        return SampleIndex.of(self.places, INDEX_CELL)

    def near(self, tracks: Tracks, distance: float) -> np.ndarray:
        """The samples that may be within a distance of tracks, in their order; and others near these."""
        legs = legs_of(tracks)
        pairs = self._index.candidates(legs, distance, PAIRS)
        return np.unique(np.concatenate([np.zeros(0, int), *(np.unique(sample) for _, sample in pairs)]))


def samples_of(spots: Targets, watch: WatchTask, service: Service) -> Samples:
    """The sample points at which a plan for these spots is scored. Those of a line that stands for a corridor lie in
    its strip."""
    lines = (shapely.get_dimensions(spots.geometry) == 1) & ((service.corridor or 0) > service.swath)
    if lines.any():
        geometry = spots.geometry.copy()
        geometry[lines] = [strip_of(line, service.corridor) for line in geometry[lines]]
        spots = replace(spots, geometry=geometry)
    if watch.scored is not None:
        return _scored(watch.scored, spots, watch)
    shares, bin_length = even_bins(spots.unseen, watch.length, len(spots.geometry))
    places = places_from_geometries(spots.geometry, _spacing(spots.geometry, watch.detection_range))
    spot = places.place_of_sample
    weight = (spots.priority / np.diff(places.offsets))[spot]
    return Samples(_alone(places), spot, weight, spot, shares, bin_length)


def _scored(scored: ScoredPlaces, spots: Targets, watch: WatchTask) -> Samples:
    """The samples of the scored places; each belongs to the spot in which, or within a centimetre of which, it lies."""
    places = scored.places
    place = places.place_of_sample
    shares, bin_length = even_bins(scored.unseen, watch.length, len(places))
    spot = np.full(len(places.x), ELSEWHERE)
    tree = shapely.STRtree(shapely.points(places.x, places.y))
    of, sample = tree.query(spots.geometry, predicate="dwithin", distance=0.01)
    spot[sample[::-1]] = of[::-1]  # the first spot, where several hold a sample
    weight = (scored.priority / np.diff(places.offsets))[place]
    return Samples(_alone(places), spot, weight, place, shares, bin_length)


def _alone(places: Places) -> Places:
    return Places(places.x, places.y, np.arange(len(places.x) + 1))


def _spacing(geometry: np.ndarray, detection_range: float) -> float:
    """m between samples."""
    area, length = float(shapely.area(geometry).sum()), float(shapely.length(geometry).sum())
    return max(SPACING_SHARE * detection_range, np.sqrt(area / MAX_SAMPLES), length / MAX_SAMPLES, 1e-3)


@dataclass(frozen=True)
class Seen:
    """p passes of the k sorties of a plan within detection range of samples."""

    samples: Samples
    sorties: int
    sample: np.ndarray
    sortie: np.ndarray
    first: np.ndarray
    last: np.ndarray
    """(p,) s from the start of the watch"""
    exposure: np.ndarray
    watch: WatchTask

    @cached_property
    def closed(self) -> np.ndarray:
        """(p,) the priority that each pass closes, see closing_shares.py."""
        return self._closed(np.arange(len(self.sample)))

    def _closed(self, some: np.ndarray) -> np.ndarray:
        samples, watch = self.samples, self.watch
        sample = self.sample[some]
        shares = closed_by_visit(
            samples.unseen,
            samples.bin_length,
            watch.revisit,
            samples.row[sample],
            sample,
            self.first[some],
            self.last[some],
            self.exposure[some],
            watch.length if watch.all_day else 0.0,
        )
        return shares * samples.weight[sample]

    @property
    def total(self) -> float:
        """The priority that all passes close."""
        return float(self.closed.sum())

    def of_spots(self, count: int) -> tuple[np.ndarray, float]:
        """(count,) what is closed of each spot, and what is closed elsewhere."""
        spot = self.samples.spot[self.sample]
        inside = spot != ELSEWHERE
        return np.bincount(spot[inside], self.closed[inside], count), float(self.closed[~inside].sum())

    @property
    def of_sorties(self) -> np.ndarray:
        """(k,) the shares of the sorties in all that is closed."""
        return np.bincount(self.sortie, self.closed, self.sorties)

    def lost_without(self) -> np.ndarray:
        """(k,) how much less would be closed without each sortie."""
        lost = np.zeros(self.sorties)
        for sortie in range(self.sorties):
            met = np.zeros(len(self.samples.spot), bool)
            met[self.sample[self.sortie == sortie]] = True
            near = met[self.sample]
            others = np.flatnonzero(near & (self.sortie != sortie))
            lost[sortie] = self.closed[near].sum() - self._closed(others).sum()
        return np.maximum(lost, 0.0)


def seen_by(
    lines: Sequence[np.ndarray], begins: float, samples: Samples, watch: WatchTask, eye: np.ndarray | float = 0.0
) -> Seen:
    """What sorties see. lines: k of (m, 4) x, y, z and time in s, the watch starts at `begins`; eye: m above the
    ground, (k,) or one number, the altitudes at which the sorties are flown."""
    if not len(lines):
        return Seen(samples, 0, *[np.zeros(0, int)] * 2, *[np.zeros(0)] * 3, watch)
    detection = replace(Detection.same(len(lines), watch.detection_range, watch.detection_time), eye=eye)
    tracks = tracks_of_lines(lines)
    near = samples.near(tracks, watch.detection_range)
    passes = find_passes(tracks, samples.places.take(near), detection, begins, sight=samples.sight)
    exposure = np.full(len(passes), np.inf)
    if watch.detection_time:
        exposure = passes.rate * (passes.end - passes.start)
    return Seen(samples, len(lines), near[passes.sample], passes.unit, passes.start, passes.end, exposure, watch)
