"""Places that are to be watched, represented by the sample points at which detection is evaluated."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet

MAX_SAMPLES = 20_000_000


@dataclass(frozen=True)
class Places:
    """n places with m >= n sample points, in metres.

    x, y: (m,) sample points: a cell's centre, a point place itself, or points SAMPLE_SPACING apart on lines and zones.
    offsets: (n + 1,) so that place i has the sample points offsets[i]:offsets[i + 1], at least one.
    """

    x: np.ndarray
    y: np.ndarray
    offsets: np.ndarray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def place_of_sample(self) -> np.ndarray:
        """(m,) the place that each sample belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.offsets))

    @property
    def one_sample_each(self) -> bool:
        return len(self.x) == len(self)

    def density(self, reach: float) -> float:
        """Sample points per square metre of occupied area, counted in squares with sides of `reach` metres."""
        reach = max(reach, 0.01)
        column, row = (np.floor(at / reach).astype(np.int64) for at in (self.x, self.y))
        occupied = len(np.unique(row * (int(np.ptp(column)) + 1) + column - column.min()))
        return len(self.x) / (occupied * reach * reach)

    def subset(self, start: int, end: int) -> "Places":
        """The places start:end."""
        first, last = self.offsets[start], self.offsets[end]
        return Places(self.x[first:last], self.y[first:last], self.offsets[start : end + 1] - first)

    def take(self, index: np.ndarray) -> "Places":
        """The places at the indices (k,), in that order."""
        counts = np.diff(self.offsets)[index]
        offsets = np.r_[0, np.cumsum(counts)]
        samples = np.arange(offsets[-1]) + np.repeat(self.offsets[index] - offsets[:-1], counts)
        return Places(self.x[samples], self.y[samples], offsets)


def point_places(x: np.ndarray, y: np.ndarray) -> Places:
    """Places with one sample point each, (n,) metres: cells by their centres, station exits by their positions."""
    return Places(np.asarray(x, float), np.asarray(y, float), np.arange(len(x) + 1))


def places_from_geometries(geometries: np.ndarray, spacing: float, progress: Progress = quiet) -> Places:
    """Places from any geometries: (n,) shapely geometries in metres, none of them missing or empty.

    Lines are sampled at equal distances of at most `spacing` metres, ends included. Polygons are sampled at the points
    inside them of a square lattice snapped to multiples of `spacing`; a polygon that contains none is sampled at one
    point on its surface. Collections are sampled part by part.
    Raises UserError if there would be more than MAX_SAMPLES points.
    """
    area, length = shapely.area(geometries), shapely.length(geometries)
    flat = area > 0
    expected = float(np.sum(area[flat]) / spacing**2 + np.sum(length[~flat]) / spacing + len(geometries))
    if expected > MAX_SAMPLES:
        fits = spacing * max((expected / MAX_SAMPLES) ** 0.5, 1.0) * 1.05
        raise UserError(
            tr(
                "A SAMPLE_SPACING of {spacing:g} m puts about {expected:,.0f} sample points into PLACES, more than "
                "{max_samples:,}. Use at least {least:g} m, or fewer and smaller places.",
                spacing=spacing,
                expected=expected,
                max_samples=MAX_SAMPLES,
                least=np.ceil(fits),
            )
        )
    samples = []
    for done, geometry in enumerate(geometries):
        samples.append(_samples(geometry, spacing))
        progress((done + 1) / len(geometries))
    counts = np.array([len(sample) for sample in samples], np.int64)
    points = np.concatenate(samples) if samples else np.zeros((0, 2))
    return Places(points[:, 0].copy(), points[:, 1].copy(), np.r_[0, np.cumsum(counts)])


def _samples(geometry: shapely.Geometry, spacing: float) -> np.ndarray:
    """(k, 2) sample points of one geometry, k >= 1."""
    kind = shapely.get_dimensions(geometry)
    if shapely.get_type_id(geometry) == shapely.GeometryType.GEOMETRYCOLLECTION:
        return np.concatenate(
            [_samples(part, spacing) for part in shapely.get_parts(geometry) if not shapely.is_empty(part)]
        )
    if kind == 0:
        return shapely.get_coordinates(geometry)
    if kind == 1:
        return np.concatenate(
            [_along(part, spacing) for part in shapely.get_parts(geometry) if not shapely.is_empty(part)]
        )
    x0, y0, x1, y1 = shapely.bounds(geometry)
    columns = np.arange(np.ceil(x0 / spacing), np.floor(x1 / spacing) + 1) * spacing
    rows = np.arange(np.ceil(y0 / spacing), np.floor(y1 / spacing) + 1) * spacing
    shapely.prepare(geometry)
    inside = [
        np.column_stack([row[hit], np.full(hit.sum(), y)]) for y, row, hit in _lattice_rows(geometry, columns, rows)
    ]
    found = np.concatenate(inside) if inside else np.zeros((0, 2))
    return found if len(found) else shapely.get_coordinates(shapely.point_on_surface(geometry))


def _lattice_rows(geometry, columns: np.ndarray, rows: np.ndarray):
    """(y, columns, whether each lattice point is inside) row by row, so that the lattice of a large bounding box is
    never in memory at once."""
    for y in rows:
        yield y, columns, shapely.contains_xy(geometry, columns, y)


def _along(line: shapely.Geometry, spacing: float) -> np.ndarray:
    """(k, 2) points at equal distances of at most `spacing` along a line, both ends included."""
    pieces = max(int(np.ceil(shapely.length(line) / spacing)), 1)
    at = np.linspace(0.0, shapely.length(line), pieces + 1)
    return shapely.get_coordinates(shapely.line_interpolate_point(line, at))
