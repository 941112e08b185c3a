"""Isovists: what sample points see, as pieces by direction with the nearest facing wall in each."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from ..places.places import Places, point_places
from ..places.sample_index import SampleIndex
from ..progress import Progress, quiet
from ..threads import in_threads
from .covered import uncovered
from .directions import TURN, direction_key
from .envelope import Pieces, envelope
from .walls import Walls

AT_ONCE = 1_000  # samples at most
CANDIDATES = 150_000  # of a wall and a sample, about, between two reports of the progress: less than a second
PAIRS = 200_000  # of a wall and a sample near it, at once
HELD = 300_000  # of a wall and a sample that it faces, beyond which those that nearer walls hide are left out
FEWER = 8  # parts of the samples of which more are held nevertheless
TRIED = 16  # samples, whose walls in range are counted
COVERED = 50_000  # of those, looked at for it at once
BINS = 32  # of directions, in the table that finds pieces
ON_WALL = 1e-12  # of the distance of a wall: what rounding leaves of a point on it
ARC = np.radians(2.0)  # between two vertices on the rim of a polygon


@dataclass(frozen=True)
class Isovists:
    """What m sample points see within `reach` metres.

    The rays of sample i are offsets[i]:offsets[i + 1], none where nothing is hidden. Piece j lies between the rays j
    and j + 1, counterclockwise; the first ray points east, and the last one is the first again, a turn later, with the
    first piece.

    x, y: (m,) metres. key: (r,) direction of each ray (see `direction_key`), TURN for the last. ray: (r, 4) its
    direction (x, y), and w of the walls before and after it, so that what is at h (x, y) is hidden where h w > 1.
    wall: (2, r) the wall of each piece, (a, b), so that what is at (u, v) from the sample is hidden where
    a u + b v > 1;
    0 where there is none. nearest: (m,) metres; nothing nearer is hidden. table: (m, BINS) the last ray up to the
    beginning of each bin of directions.
    """

    x: np.ndarray
    y: np.ndarray
    offsets: np.ndarray
    key: np.ndarray
    ray: np.ndarray
    wall: np.ndarray
    nearest: np.ndarray
    table: np.ndarray
    reach: float

    def __len__(self) -> int:
        return len(self.x)

    def take(self, index: np.ndarray) -> "Isovists":
        """The isovists of the samples at the indices (k,), in that order."""
        counts = np.diff(self.offsets)[index]
        offsets = np.r_[0, np.cumsum(counts)]
        moved = self.offsets[index] - offsets[:-1]
        rays = np.arange(offsets[-1]) + np.repeat(moved, counts)
        columns = self.key[rays], self.ray[rays], self.wall[:, rays], self.nearest[index]
        table = (self.table[index] - moved[:, None]).astype(self.table.dtype)
        return Isovists(self.x[index], self.y[index], offsets, *columns, table, self.reach)

    def clear(self, sample: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(k,) whether no wall hides the points (x, y) from the samples with these indices, (k,) each, all of them
        within reach."""
        dx, dy = x - self.x[sample], y - self.y[sample]
        clear = np.ones(len(sample), bool)
        far = np.flatnonzero(dx * dx + dy * dy > self.nearest[sample] ** 2)
        dx, dy, sample = dx[far], dy[far], sample[far]
        key = direction_key(dx, dy)
        piece = self.pieces(sample, key)
        hidden = self.hides(piece, dx, dy)
        on = np.flatnonzero(self.key[piece] == key)  # sectors of walls include their ends
        hidden[on] |= self.hides(self.before(piece[on], sample[on]), dx[on], dy[on])
        clear[far] = ~hidden
        return clear

    def pieces(self, sample: np.ndarray, key: np.ndarray) -> np.ndarray:
        """(k,) the pieces in which directions lie, each up to its next ray. sample: (k,) that have rays."""
        at = (key * (BINS / TURN)).astype(np.int32)
        at += sample * BINS
        piece = self.table.ravel().take(at)
        more = np.flatnonzero(self.key.take(piece + 1) <= key)
        while len(more):
            piece[more] += 1
            more = more[self.key.take(piece[more] + 1) <= key[more]]
        return piece

    def walls_at(self, piece: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(a, b) of the walls of pieces, (k,) each."""
        return self.wall[0].take(piece), self.wall[1].take(piece)

    def hides(self, piece: np.ndarray, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        """(k,) whether the walls of pieces hide what is at (dx, dy) from their samples."""
        a, b = self.walls_at(piece)
        a *= dx
        b *= dy
        a += b
        return a > 1.0

    def before(self, piece: np.ndarray, sample: np.ndarray) -> np.ndarray:
        """(k,) the pieces before these, around the circle."""
        return np.where(piece == self.offsets[sample], self.offsets[sample + 1] - 2, piece - 1)

    def polygon(self, sample: int) -> shapely.Polygon:
        """What a sample sees within reach: a polygon in metres around it, with arcs of two degrees."""
        rim: list[tuple[float, float]] = []
        first, last = self.offsets[sample : sample + 2]
        angle = np.mod(np.arctan2(self.ray[first:last, 1], self.ray[first:last, 0]), 2 * np.pi)
        angle = np.r_[angle[:-1], 2 * np.pi] if last > first else np.array([0.0, 2 * np.pi])
        walls = self.wall[:, first : last - 1].T if last > first else np.zeros((1, 2))
        for (a, b), begin, end in zip(walls, angle[:-1], angle[1:], strict=True):
            at = np.linspace(begin, end, int((end - begin) / ARC) + 2)
            height = np.hypot(a, b) * self.reach
            if height > 1:  # the wall's line crosses the circle: there the rim begins, or ends
                foot, half = np.arctan2(b, a), np.arccos(1 / height)
                meets = begin + np.mod(np.array([foot - half, foot + half]) - begin, 2 * np.pi)
                at = np.sort(np.r_[at, meets[meets < end]])
            distance = 1 / np.maximum(a * np.cos(at) + b * np.sin(at), 1 / self.reach)
            rim += zip(self.x[sample] + distance * np.cos(at), self.y[sample] + distance * np.sin(at), strict=True)
        polygon = shapely.make_valid(shapely.Polygon(rim))
        return polygon if polygon.geom_type == "Polygon" else max(shapely.get_parts(polygon), key=shapely.area)


def isovists_of(
    walls: Walls,
    x: np.ndarray,
    y: np.ndarray,
    reach: float,
    tolerance: float = 0.0,
    eye: float = 0.0,
    progress: Progress = quiet,
) -> Isovists:
    """What the sample points (x, y), (m,) metres, see within `reach` metres.

    tolerance: metres; a point up to so far behind a wall counts as before it. eye: metres above the ground from which
    the points are seen, without the tolerance if it is not 0 (see `Detection.eye`). Both are applied to every wall
    before the nearest one is found, so an additional wall never shows anything. Memory: about 1 kB for each sample.
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    at_once = _samples_at_once(walls, x, y, reach)

    def piece(start: int) -> Pieces:
        places = point_places(x[start : start + at_once], y[start : start + at_once])
        return _pieces(walls, places, reach, 0.0 if eye > 0 else tolerance, eye)

    parts = in_threads(piece, range(0, len(x), at_once), progress)
    sizes = np.concatenate([part.counts for part in parts]) if parts else np.zeros(0, np.int64)
    offsets = np.r_[0, np.cumsum(sizes)]
    columns = zip(*((part.key, part.ray, part.wall) for part in parts), strict=True) if parts else ([], [], [])
    key, ray, wall = (
        np.concatenate([np.zeros(shape), *some]) for shape, some in zip((0, (0, 4), (0, 2)), columns, strict=True)
    )
    parts.clear()
    wall = np.ascontiguousarray(wall.T)
    nearest = _nearest(offsets, ray, wall)
    return Isovists(x, y, offsets, key, ray, wall, nearest, _table(offsets, key), reach)


def _samples_at_once(walls: Walls, x: np.ndarray, y: np.ndarray, reach: float) -> int:
    """So many samples that about CANDIDATES walls are in their range, as near TRIED of them."""
    if not len(walls) or not len(x):
        return AT_ONCE
    low_x, low_y = np.minimum(walls.x0, walls.x1) - reach, np.minimum(walls.y0, walls.y1) - reach
    high_x, high_y = np.maximum(walls.x0, walls.x1) + reach, np.maximum(walls.y0, walls.y1) + reach
    tried = np.linspace(0, len(x) - 1, min(TRIED, len(x))).astype(np.int64)
    near = [
        np.count_nonzero((low_x <= px) & (px <= high_x) & (low_y <= py) & (py <= high_y))
        for px, py in zip(x[tried], y[tried], strict=True)
    ]
    return int(np.clip(CANDIDATES / max(float(np.mean(near)), 1.0), 1, AT_ONCE))


def _pieces(walls: Walls, places: Places, reach: float, tolerance: float, eye: float) -> Pieces:
    """The pieces of some places."""
    found, held, most = [np.zeros((7, 0))], 0, HELD
    if len(walls) and np.isfinite(eye):
        for wall, sample in SampleIndex.of(places, reach).candidates(walls, reach, PAIRS):
            found.append(_facing(walls, places, wall, sample, reach, tolerance, eye))
            held += found[-1].shape[1]
            if held > most:
                found = [_uncovered(np.concatenate(found, axis=1), len(places.x))]
                held = found[0].shape[1]
                if held > HELD / 2 and len(places.x) > 1:
                    parts = zip(*(np.array_split(at, FEWER) for at in (places.x, places.y)), strict=True)
                    some = [point_places(*part) for part in parts if len(part[0])]
                    return Pieces.joined([_pieces(walls, part, reach, tolerance, eye) for part in some])
                most = max(HELD, 2 * held)
    sample, *sectors = _uncovered(np.concatenate(found, axis=1), len(places.x))
    return envelope(sample.astype(np.int64), *sectors, samples=len(places.x))


def _uncovered(columns: np.ndarray, samples: int) -> np.ndarray:
    """The columns (7, k) of sectors that may be seen, sorted by sample."""
    columns = columns[:, np.argsort(columns[0].astype(np.uint16), kind="stable")]
    ends = np.searchsorted(columns[0], np.arange(1, samples + 1))
    cuts = [0, *(ends[:-1][np.diff(ends // COVERED) > 0]).tolist(), columns.shape[1]]
    kept = [uncovered(columns[:, start:stop], samples) for start, stop in pairwise(cuts)]
    return columns[:, np.concatenate(kept)]


def _facing(
    walls: Walls, places: Places, wall: np.ndarray, sample: np.ndarray, reach: float, tolerance: float, eye: float
) -> np.ndarray:
    """(7, k) for those of the pairs of a wall and a sample where something within reach is hidden: the sample, the
    direction in which the sector begins (counterclockwise) and that in which it ends, from the sample, and (a, b) of
    the wall's line."""
    px, py = places.x[sample], places.y[sample]
    ax, ay, bx, by = walls.x0[wall] - px, walls.y0[wall] - py, walls.x1[wall] - px, walls.y1[wall] - py
    dx, dy = bx - ax, by - ay
    beside = ay * bx - ax * by  # distance of the sample from the wall's line, times its length; positive: it faces
    length_2 = dx * dx + dy * dy
    nearest = np.clip(-(ax * dx + ay * dy), 0.0, length_2) / length_2
    cx, cy = ax + nearest * dx, ay + nearest * dy
    lower = np.minimum(1.0, walls.height[wall] / eye) if eye > 0 else 1.0
    some = np.flatnonzero((beside > 0) & (cx * cx + cy * cy <= (reach * lower) ** 2))
    ax, ay, bx, by, dx, dy, beside = (column[some] for column in (ax, ay, bx, by, dx, dy, beside))
    scale = (lower[some] if eye > 0 else 1.0) * (1.0 - ON_WALL) / (beside + tolerance * np.sqrt(length_2[some]))
    return np.array([sample[some], bx, by, ax, ay, -dy * scale, dx * scale])


def _nearest(offsets: np.ndarray, ray: np.ndarray, wall: np.ndarray) -> np.ndarray:
    """(m,) how near the nearest hidden point of each sample is, in metres; inf where nothing is hidden."""
    nearest = np.full(len(offsets) - 1, np.inf)
    some = np.flatnonzero(np.diff(offsets))
    if not len(some):
        return nearest
    (x, y), (a, b) = ray[:, :2].T, wall
    length = np.hypot(x, y)
    most = np.maximum(ray[:, 2], ray[:, 3]) / length
    foot = np.flatnonzero((x[:-1] * b[:-1] - y[:-1] * a[:-1] > 0) & (a[:-1] * y[1:] - b[:-1] * x[1:] > 0))
    most[foot] = np.maximum(most[foot], np.hypot(a[foot], b[foot]))
    with np.errstate(divide="ignore"):
        nearest[some] = (1.0 - ON_WALL) / np.maximum.reduceat(most, offsets[some])
    return nearest


def _table(offsets: np.ndarray, key: np.ndarray) -> np.ndarray:
    """(m, BINS) for each sample and bin of directions the last ray up to where the bin begins."""
    samples = len(offsets) - 1
    sample = np.repeat(np.arange(samples), np.diff(offsets))
    bin_ = np.minimum(np.ceil(key * (BINS / TURN)), BINS).astype(np.int64)
    counts = np.bincount(sample * (BINS + 1) + bin_, minlength=samples * (BINS + 1)).reshape(samples, BINS + 1)
    table = np.cumsum(counts[:, :BINS], axis=1)
    table += offsets[:-1, None] - 1
    return table.astype(np.int32 if len(key) < 2**31 else np.int64)
