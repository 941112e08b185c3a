"""The layers of lines of sight: visible areas, walks of units, watchers, and the points that are looked from."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis

from ...engine.places.places import Places
from ...engine.score.evidence import Evidence
from ...engine.score.walks import Walks, paths, published_walks
from ...engine.sight.watchers import seen_by
from ...engine.timing.local_steps import LocalSteps
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from ..inputs.evidence import ScoreInput
from .layers import Batch, OutputLayer

WALK_FIELDS = fields_of(
    ("place_id", TEXT),
    ("unit", TEXT),
    ("seen", WHOLE),
    ("start", MOMENT),
    ("end", MOMENT),
    ("seconds", REAL),
    ("watch_s", REAL),
    ("length_m", REAL),
    ("speed_kmh", REAL),
)
POINT_FIELDS = fields_of(("place_id", TEXT), ("range_m", REAL), ("points", WHOLE))
WATCHER_FIELDS = fields_of(("place_id", TEXT), ("watcher", WHOLE), ("distance_m", REAL), ("seen", WHOLE))
AT_ONCE = 20_000  # walks


@dataclass(frozen=True)
class WalksLayer:
    """LEGS. ids: of the places; names: whether units have their names, otherwise numbers; seconds: whether times are
    exact."""

    read: ScoreInput
    walks: Walks
    ids: list[str]
    names: bool
    seconds: bool

    def layer(self) -> OutputLayer:
        crs, kind = self.read.crs, Qgis.WkbType.LineString
        rows = len(self.walks)
        return OutputLayer("LEGS", WALK_FIELDS, kind, crs, self.batches, rows, "walks", 1, ("start", "end"))

    def batches(self) -> Iterator[Batch]:
        walks, tracks = self.walks, self.read.evidence.tracks
        period = self.read.question.period
        clock = LocalSteps.of(self.read.watch, period.start, period.end)
        start, end = published_walks(walks, clock, self.seconds)
        unit = tracks.unit_names if self.names else _numbers(walks.unit, len(tracks.unit_names))
        order = np.arange(len(walks)) if self.seconds else np.lexsort((walks.unit, start, walks.place))
        for first in range(0, len(order), AT_ONCE):
            some = order[first : first + AT_ONCE]
            few = walks.take(some)
            lines = paths(few, tracks)
            length, lasted = shapely.length(lines), few.seconds
            speed = np.where(lasted > 0, 3.6 * length / np.where(lasted > 0, lasted, 1.0), np.nan)
            exact = (lambda column: column) if self.seconds else np.rint
            yield (
                shapely.to_wkb(lines),
                (
                    [self.ids[place] for place in few.place.tolist()],
                    [unit[code] for code in few.unit.tolist()],
                    few.seen.astype(int).tolist(),
                    moments(start[some]),
                    moments(end[some]),
                    values(exact(lasted)),
                    values(exact(few.in_watch)),
                    values(length),
                    values(speed),
                ),
            )


def _numbers(unit: np.ndarray, units: int) -> list[str]:
    """A number for each unit, in the order in which the units appear."""
    found, first = np.unique(unit, return_index=True)
    number = np.zeros(units, np.int64)
    number[found[np.argsort(first)]] = 1 + np.arange(len(found))
    return [str(each) for each in number.tolist()]


def points_layer(read: ScoreInput, ids: list[str], reach: float) -> OutputLayer:
    """The sample points of the places. reach: metres, the range."""
    places = read.scored.places
    counts = np.diff(places.offsets)
    columns = (
        [ids[place] for place in places.place_of_sample.tolist()],
        [reach] * len(places.x),
        np.repeat(counts, counts).tolist(),
    )
    rows = POINT_FIELDS, shapely.to_wkb(shapely.points(places.x, places.y)), columns
    return OutputLayer.of("POINTS", rows, Qgis.WkbType.Point, read.crs, "sight_points")


@dataclass(frozen=True)
class WatcherLines:
    """Lines from watchers to the sample points in their range and field of view: (k,) watcher, sample, and whether
    nothing hides it."""

    watcher: np.ndarray
    sample: np.ndarray
    seen: np.ndarray

    @classmethod
    def of(cls, evidence: Evidence, places: Places) -> "WatcherLines":
        watchers = evidence.watchers
        if watchers is None or not len(watchers):
            nothing = np.zeros(0, np.int64)
            return cls(nothing, nothing, nothing.astype(bool))
        sample, watcher = seen_by(watchers, places)
        clear = seen_by(watchers, places, evidence.sight)
        number = len(watchers)
        return cls(watcher, sample, np.isin(sample * number + watcher, clear[0] * number + clear[1]))

    def seeing(self, places: Places) -> np.ndarray:
        """(n,) how many watchers see each place."""
        place, number = places.place_of_sample[self.sample], int(self.watcher.max(initial=0)) + 1
        pairs = np.unique((place * number + self.watcher)[self.seen])
        return np.bincount(pairs // number, minlength=len(places))

    def layer(self, read: ScoreInput, ids: list[str]) -> OutputLayer:
        """WATCHER_LINES."""
        places, watchers = read.scored.places, read.evidence.watchers
        ends = np.zeros((len(self.watcher), 2, 2))
        if len(self.watcher):
            ends[:, 0] = np.column_stack([watchers.x, watchers.y])[self.watcher]
            ends[:, 1] = np.column_stack([places.x, places.y])[self.sample]
        lines = shapely.linestrings(ends)
        columns = (
            [ids[place] for place in places.place_of_sample[self.sample].tolist()],
            (self.watcher + 1).tolist(),
            values(shapely.length(lines)),
            self.seen.astype(int).tolist(),
        )
        rows = WATCHER_FIELDS, shapely.to_wkb(lines), columns
        return OutputLayer.of("WATCHER_LINES", rows, Qgis.WkbType.LineString, read.crs, "watcher_lines", 2)
