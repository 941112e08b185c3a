"""The sheet of a map: the transformation from metres to pixels, and the scale bar."""

from dataclasses import dataclass

import numpy as np
import shapely

from .svg_path import svg_path

WIDTH, HEIGHT = 1000, 640  # pixels, at most
MARGIN = 24  # pixels around
LETTER_WIDTH = 9  # pixels that a letter of a name takes


@dataclass(frozen=True)
class Scale:
    """A scale bar of a round length: its start and its length in pixels."""

    x: float
    y: float
    length: float
    text: str


@dataclass(frozen=True)
class Sheet:
    """The transformation from metres to pixels. left, top: metres at the inner edge of the margin; metres: size of a
    pixel; width, height: pixels."""

    left: float
    top: float
    metres: float
    width: float
    height: float

    @classmethod
    def around(cls, extent: tuple[float, float, float, float]) -> "Sheet":
        """The sheet that shows an extent (west, south, east, north, in metres) with a margin."""
        x0, y0, x1, y1 = extent
        wide, high = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
        metres = max(wide / (WIDTH - 2 * MARGIN), high / (HEIGHT - 2 * MARGIN))
        width = max(wide / metres + 2 * MARGIN, WIDTH)
        height = max(high / metres + 2 * MARGIN, 200)
        spare = ((width - 2 * MARGIN) * metres - wide) / 2, ((height - 2 * MARGIN) * metres - high) / 2
        return cls(x0 - spare[0], y1 + spare[1], metres, width, height)

    @property
    def corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The south-western and the north-eastern corner in metres."""
        left, top = self.left - MARGIN * self.metres, self.top + MARGIN * self.metres
        return (left, top - self.height * self.metres), (left + self.width * self.metres, top)

    def to_pixels(self, xy: np.ndarray) -> np.ndarray:
        """(n, 2) pixels of (n, 2) metres."""
        return np.column_stack([xy[:, 0] - self.left, self.top - xy[:, 1]]) / self.metres + MARGIN

    def path(self, xy: np.ndarray) -> str:
        """An SVG path through (n, 2) points in metres."""
        return svg_path(self.to_pixels(xy))

    def outline(self, shape: shapely.Geometry) -> str:
        """An SVG path along the lines and rings of a shape."""
        return "".join(map(self.path, _rings(shape)))

    def simplified(self, shapes: np.ndarray) -> np.ndarray:
        """(n,) shapes without what is smaller than half a pixel; none becomes empty."""
        thin = shapely.simplify(shapes, 0.5 * self.metres, preserve_topology=False)
        return np.where(shapely.is_empty(thin), shapes, thin)

    def is_at_the_right(self, x: float, name: str) -> bool:
        """Whether a label at x goes on the left: near the right edge, or if it would not fit on the right."""
        fits = x + 12 + LETTER_WIDTH * len(name) <= self.width
        return x > self.width * 0.75 or (x > self.width / 2 and not fits)

    def scale(self) -> Scale:
        """A scale bar of a round length."""
        longest = self.width * self.metres / 5
        unit = 10 ** np.floor(np.log10(longest))
        length = float(next(unit * step for step in (5, 2, 1) if unit * step <= longest))
        text = f"{length:g} m" if length < 1000 else f"{length / 1000:g} km"
        return Scale(MARGIN, self.height - 22, length / self.metres, text)


def framed(
    places: tuple[float, float, float, float], shown: np.ndarray, size: float
) -> tuple[float, float, float, float]:
    """The extent of (n, 2) points with a margin, as far as the places reach; that of the places if there are none.
    size: of a place, in metres."""
    if not len(shown):
        return places
    whole = np.array(places).reshape(2, 2)
    low, high = shown.min(axis=0), shown.max(axis=0)
    margin = max(0.15 * float((high - low).max()), 4 * size, 100.0)
    low = np.minimum(low, np.maximum(low - margin, whole[0]))
    return (*low, *np.maximum(high, np.minimum(high + margin, whole[1])))


def _rings(shape: shapely.Geometry) -> list[np.ndarray]:
    """(n, 2) vertices of each line, or of each ring of polygons."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    parts = [part if shapely.get_dimensions(part) < 2 else shapely.get_rings(part) for part in parts]
    return [shapely.get_coordinates(part) for part in np.hstack(parts)] if parts else []
