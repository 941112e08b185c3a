"""What an adversary sees: layers of the planted city, as the analyst has them and as they are published.

The figures are computed here for all cells at once, by the definitions of the gap score with a detection at once within
the cell: a place is seen while a fix is in it, and its gap is the share of the watch after which nobody comes for
REVISIT. So a thousand attempts take seconds. `test_through_the_algorithm` runs one attack on layers of the algorithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import geopandas
import numpy as np
import shapely
from planted_city import CELL, COLUMNS, DAY, EVENING, NIGHTS, ROWS, World, crowd, joined, nights_of, world

from blindspot.engine.places.grid import Grid, Lattice
from blindspot.engine.publication.differencing import EarlierLayer
from blindspot.engine.publication.evidence_counts import Evidence, _added
from blindspot.engine.publication.merged_places import Blocks
from blindspot.engine.publication.published_places import PUBLISHED, publish_places
from blindspot.engine.publication.rules import PublicationRules
from blindspot.engine.publication.trimmed_tracks import TrimRules, trimmed
from blindspot.engine.publication.walked_segments import walked_segments
from blindspot.engine.tracks.tracks import Tracks

REVISIT, WATCH = 7200.0, 9 * 3600.0
"""Seconds: the revisit interval, and a night of the watch, with an hour before and after for late officers."""
WHOLE = (0, NIGHTS - 1)
KEY = b"the agency's own random text"


@dataclass(frozen=True)
class Cells:
    """Square cells over the whole city: side in metres, shift of the lattice in metres."""

    size: float = CELL
    shift: float = 0.0

    @property
    def grid(self) -> Grid:
        columns = int(np.ceil(COLUMNS * CELL / self.size)) + 1
        rows = int(np.ceil(ROWS * CELL / self.size)) + 1
        row, column = (axis.ravel() for axis in np.indices((rows, columns)))
        return Grid(
            Lattice(self.size, shift=(self.shift, self.shift)), column - (self.shift > 0), row - (self.shift > 0)
        )

    def at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n,) the cell of each position, -1 outside."""
        columns = int(np.ceil(COLUMNS * CELL / self.size)) + 1
        rows = int(np.ceil(ROWS * CELL / self.size)) + 1
        column, row = (np.floor((v - self.shift) / self.size).astype(int) + (self.shift > 0) for v in (x, y))
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        return np.where(inside, row * columns + column, -1)


@dataclass(frozen=True)
class Seen:
    """A layer. feature: (cells,) which feature has each cell, -1 none; figures: by name (features,), NaN where they are
    withheld; side: (features,) m, of the block; size: (features,) how many cells it has."""

    cells: Cells
    feature: np.ndarray
    figures: dict[str, np.ndarray]
    side: np.ndarray
    size: np.ndarray

    def at(self, xy: np.ndarray) -> dict[str, np.ndarray]:
        """What the layer says at positions (..., 2): `shown`, `side`, `cells`, and each figure: sums per cell and the
        gap; 0 where it is withheld."""
        cell = self.cells.at(xy[..., 0], xy[..., 1])
        of = np.where(cell >= 0, self.feature[cell], -1)
        inside, found = of >= 0, {}
        shown = inside & np.isfinite(next(iter(self.figures.values()))[of])
        found["shown"], found["side"] = shown.astype(float), np.log2(np.where(inside, self.side[of], 1.0))
        found["cells"] = np.where(inside, np.log2(self.size[of]), 0.0)
        for name, values in self.figures.items():
            each = values if name == "gap" else values / self.size
            found[name] = np.where(shown, np.nan_to_num(each[of]), 0.0)
        return found


@dataclass(frozen=True)
class Published:
    """How the analyst publishes. trim: how tracks are trimmed, None not at all; rules: of the publication; checked:
    whether earlier layers are taken into account; unsafe: changes of a publication, for tests without a safeguard."""

    rules: PublicationRules = field(default_factory=lambda: PublicationRules(delay=0.0))
    trim: TrimRules | None = field(default_factory=TrimRules)
    checked: bool = True


def left_of(one: World, trim: TrimRules | None) -> Tracks:
    """The tracks of the crowd and the officers, trimmed."""
    return _left_of(one.seed, trim)


@cache
def _left_of(seed: int, trim: TrimRules | None) -> Tracks:
    officers = world(seed).tracks
    if trim is None:
        return joined(crowd(), officers)
    return joined(_trimmed_crowd(trim), trimmed(officers, trim, KEY).tracks)


@cache
def _trimmed_crowd(trim: TrimRules) -> Tracks:
    return trimmed(crowd(), trim, KEY).tracks


def analysts_layer(tracks: Tracks, nights: tuple[int, int], cells: Cells) -> tuple[geopandas.GeoDataFrame, Evidence]:
    """The scored places of a span of nights, and the evidence of all nights."""
    place, night = cells.at(tracks.x, tracks.y), nights_of(tracks.t)
    step = np.diff(tracks.t, append=tracks.t[-1])
    step[tracks.offsets[1:] - 1] = 0.0
    order = np.flatnonzero(place >= 0)
    place, unit, night, t, seconds = (
        place[order],
        tracks.unit[order].astype(np.int64),
        night[order],
        tracks.t[order],
        step[order],
    )
    count = len(cells.grid)
    evidence = Evidence(count, *_added(place, unit, night, np.ones(len(place)), seconds), *WHOLE)
    during = (night >= nights[0]) & (night <= nights[1])
    comes = np.r_[True, (np.diff(place) != 0) | (np.diff(order) != 1) | (np.diff(unit) != 0)]
    some = place[during]
    columns = {
        "gap": _gap(some, t[during], night[during] - nights[0], nights[1] - nights[0] + 1, count),
        "watch_visits": np.bincount(place[during & comes], minlength=count).astype(float),
        "watch_dwell_s": np.bincount(some, seconds[during], minlength=count),
    }
    return geopandas.GeoDataFrame(columns, geometry=_squares(cells)), evidence


def _gap(place: np.ndarray, t: np.ndarray, night: np.ndarray, nights: int, count: int) -> np.ndarray:
    """(count,) the share of the watch in which nobody comes within REVISIT; nights follow each other."""
    clock = np.clip(t - (EVENING - 3600.0) - (np.floor((t - EVENING + 3600.0) / DAY)) * DAY, 0, WATCH) + night * WATCH
    ends = np.arange(count)
    place = np.r_[ends, place, ends]
    clock = np.r_[np.zeros(count), clock, np.full(count, nights * WATCH)]
    order = np.lexsort((clock, place))
    place, clock = place[order], clock[order]
    idle = np.where(np.diff(place) == 0, np.diff(clock), 0.0)
    return np.bincount(place[1:], np.maximum(idle - REVISIT, 0.0), minlength=count) / (nights * WATCH)


@cache
def _squares(cells: Cells) -> np.ndarray:
    grid, size = cells.grid, cells.size
    x, y = grid.column * size + cells.shift, grid.row * size + cells.shift
    return shapely.box(x, y, x + size, y + size)


@cache
def _blocks(cells: Cells, finest: float, coarsest: float) -> Blocks:
    return Blocks.of_grid(cells.grid, PublicationRules(finest=finest, coarsest=coarsest))


def unpublished(one: World, nights: tuple[int, int] = WHOLE, cells: Cells = Cells()) -> Seen:
    """The scored places as the analyst has them."""
    layer, _ = analysts_layer(left_of(one, None), nights, cells)
    count = len(layer)
    figures = {"gap": layer["gap"].to_numpy(), "visits": layer["watch_visits"].to_numpy(),
               "minutes": layer["watch_dwell_s"].to_numpy() / 60}  # fmt: skip
    return Seen(cells, np.arange(count), figures, np.full(count, cells.size), np.ones(count))


def published(
    one: World, how: Published, spans: Sequence[tuple[int, int]] = (WHOLE,), cells: Sequence[Cells] = (Cells(),)
) -> list[Seen]:
    """The published layers of spans of nights, one after the other, each on its cells."""
    tracks, earlier, found = left_of(one, how.trim), [], []
    for nights, own in zip(spans, cells, strict=True):
        places, evidence = analysts_layer(tracks, nights, own)
        blocks = _blocks(own, how.rules.finest, how.rules.coarsest)
        given = tuple(earlier) if how.checked else ()
        made = publish_places(places, evidence, how.rules, days=nights, blocks=blocks, earlier=given)
        layer = made.layer
        shown = (layer["status"] == PUBLISHED).to_numpy()
        earlier.append(EarlierLayer(np.asarray(layer.geometry), shown, *nights, total=made.total is not None))
        figures = {name: layer[name].to_numpy(float) for name in ("gap", "visits", "minutes")}
        side, size = layer["block_m"].to_numpy(float), layer["places"].to_numpy(float)
        found.append(Seen(own, made.shown.group, figures, side, size))
    return found


def tracks_seen(one: World, trim: TrimRules | None = None) -> Seen:
    """Where tracks lead and where they end, by cell: of the tracks themselves."""
    tracks = left_of(one, trim)
    ends = np.r_[tracks.offsets[:-1], tracks.offsets[1:] - 1]
    return _by_cell((tracks.x, tracks.y), (tracks.x[ends], tracks.y[ends]))


def segments_seen(one: World, how: Published) -> Seen:
    """The same of the published segments."""
    tracks = left_of(one, how.trim)
    lines = walked_segments(tracks, nights_of(tracks.t), CELL, how.rules).ends.reshape(-1, 2)
    nodes, degree = np.unique(lines, axis=0, return_counts=True)
    return _by_cell(nodes.T, nodes[degree == 1].T)


def _by_cell(walked: tuple[np.ndarray, np.ndarray], ends: tuple[np.ndarray, np.ndarray]) -> Seen:
    cells, count = Cells(), len(Cells().grid)
    figures = {
        name: np.bincount(found[found >= 0], minlength=count).astype(float)
        for name, found in (("walked", cells.at(*walked)), ("ends", cells.at(*ends)))
    }
    return Seen(cells, np.arange(count), figures, np.full(count, CELL), np.ones(count))
