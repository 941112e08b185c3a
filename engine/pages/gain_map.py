"""The map of the gain of a plan: places by gain, routes, launch sites. resources/templates/gain_map.svg.j2 renders it.

The background is light in light and dark mode. Cells are drawn as an embedded raster image, so that the file stays
small for a city of any size.
"""

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..places.places import Places
from .heat_map import BLUES, REDS, colour_at

WIDTH, HEIGHT = 1000, 640  # pixels, at most
MARGIN = 24  # pixels around
MAX_CELLS = 400  # cells along the longer side of the picture
MAX_VERTICES = 20_000  # of shapes drawn one by one
MAX_SITE_NAMES = 8  # of launch sites written beside them
LETTER_WIDTH = 9  # pixels that a letter of a name takes
NO_CHANGE_COLOUR = "#e3e1dc"  # places that nothing changes for
DRONE_COLOURS = (
    "#d55e00",
    "#007a5a",
    "#a8327a",
    "#8a6d00",
    "#5b3fa8",
    "#333333",
)  # told apart by every kind of colour vision


@dataclass(frozen=True)
class Picture:
    """A PNG image in base 64, and its position in pixels."""

    x: float
    y: float
    width: float
    height: float
    png: str


@dataclass(frozen=True)
class Shape:
    """A place on the map. dimension: 0 for points, with their (x, y) in pixels in `dots`; 1 for lines and 2 for
    polygons, with their SVG path in `path`."""

    dimension: int
    colour: str
    path: str = ""
    dots: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class Route:
    path: str
    colour: str


@dataclass(frozen=True)
class Site:
    """A launch site, in pixels. name: empty if it has no label; at_the_right: whether the site is near the right edge,
    so that the label is on its left."""

    x: int
    y: int
    name: str
    at_the_right: bool


@dataclass(frozen=True)
class Scale:
    """A scale bar of a round length: its start and its length in pixels."""

    x: float
    y: float
    length: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A map in pixels. The places are a picture, or shapes, the last one on top."""

    width: float
    height: float
    picture: Picture | None
    shapes: Sequence[Shape]
    routes: Sequence[Route]
    sites: Sequence[Site]
    routes_below: bool
    scale: Scale


@dataclass(frozen=True)
class GainMap:
    """The content of the map, in metres in a projected CRS.

    places: n places; shapes: their (n,) geometries, or None for cells; size: cell size, or the spacing of samples;
    change: (n,) decrease of priority, negative where it rises.
    lines: f arrays (m, 2 or more) of x, y; drones: (f,) the drone of each line; sites: (f,) the launch site of each.
    """

    places: Places
    shapes: np.ndarray | None
    size: float
    change: np.ndarray
    lines: Sequence[np.ndarray] = ()
    drones: Sequence[str] = ()
    sites: Sequence[str] = ()

    @property
    def top(self) -> float:
        """The change at which the colour scale ends: the 98 % quantile of all changes."""
        nonzero = np.abs(self.change[np.abs(self.change) > 1e-9])
        return float(np.quantile(nonzero, 0.98)) if len(nonzero) else 1.0

    def drawing(self) -> Drawing:
        """The map in pixels."""
        sheet = _Sheet.margin(self._extent())
        cells = self.shapes is None or self._too_many()
        return Drawing(
            sheet.width,
            sheet.height,
            self._picture(sheet) if cells else None,
            () if cells else self._shapes(sheet),
            self._routes(sheet),
            self._sites(sheet),
            self.shapes is not None and not shapely.get_dimensions(self.shapes).any(),
            sheet.scale(),
        )

    @property
    def key(self) -> list[tuple[str, list[str]]]:
        """The legend of the places: each label with its colours, from small to large changes."""
        kinds = (("loss", REDS, self.change < -1e-9), ("gain", BLUES, self.change > 1e-9))
        found = [
            (what, [colour_at(colours[1:], i / 4)[0] for i in range(5)])
            for what, colours, which in kinds
            if which.any()
        ]
        return [*found, ("no change", [NO_CHANGE_COLOUR])]

    @property
    def drone_colours(self) -> list[tuple[str, str]]:
        """The legend of the routes. All have the same colour if there are more drones than colours."""
        drone_names = self._drone_names
        if len(drone_names) > len(DRONE_COLOURS):
            return [("routes", DRONE_COLOURS[-1])]
        return [
            (f"drone {name}" if name else "route", colour)
            for name, colour in zip(drone_names, DRONE_COLOURS, strict=False)
        ]

    def _extent(self) -> tuple[float, float, float, float]:
        """The bounding box of all changes and routes with a margin; that of all places if there are none."""
        samples = np.column_stack([self.places.x, self.places.y])
        whole = np.array([samples.min(axis=0) - self.size / 2, samples.max(axis=0) + self.size / 2])
        changed = samples[np.abs(self.change[self.places.place_of_sample]) > 1e-9]
        corners = np.concatenate([changed, *(line[:, :2] for line in self.lines)])
        if not len(corners):
            return (*whole[0], *whole[1])
        low, high = corners.min(axis=0), corners.max(axis=0)
        margin = max(0.15 * float((high - low).max()), 4 * self.size, 100.0)
        low = np.minimum(low, np.maximum(low - margin, whole[0]))
        return (*low, *np.maximum(high, np.minimum(high + margin, whole[1])))

    @property
    def _drone_names(self) -> list[str]:
        """The names of the drones, each once."""
        return list(dict.fromkeys(self.drones))

    def _too_many(self) -> bool:
        return int(shapely.get_num_coordinates(self.shapes).sum()) > 5 * MAX_VERTICES or len(self.shapes) > MAX_VERTICES

    def _picture(self, sheet: "_Sheet") -> Picture | None:
        """The places as an image of square cells, each with the mean change of its places."""
        low, high = sheet.corners
        x, y, place_of_sample = self.places.x, self.places.y, self.places.place_of_sample
        shown = (x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1])
        if not shown.any():
            return None
        x, y, place_of_sample = x[shown], y[shown], place_of_sample[shown]
        pixel = max(self.size, (max(np.ptp(x), np.ptp(y)) + self.size) / MAX_CELLS, 1e-3)
        left = np.floor((x.min() - 1e-6) / pixel) if pixel == self.size else x.min() / pixel - 0.5
        bottom = np.floor((y.min() - 1e-6) / pixel) if pixel == self.size else y.min() / pixel - 0.5
        column, row = (x / pixel - left + 1e-9).astype(int), (y / pixel - bottom + 1e-9).astype(int)
        columns, rows = int(column.max()) + 1, int(row.max()) + 1
        cell = (rows - 1 - row) * columns + column
        count = np.bincount(cell, minlength=rows * columns)
        change = np.bincount(cell, self.change[place_of_sample], minlength=rows * columns)
        change = change / np.maximum(count, 1)
        share = np.clip(np.abs(change) / self.top, 0, 1)
        rgba = np.zeros((rows * columns, 4), np.uint8)
        rgba[count > 0] = (*bytes.fromhex(NO_CHANGE_COLOUR[1:]), 255)
        for colours, here in ((BLUES[1:], change > 1e-9), (REDS[1:], change < -1e-9)):
            position = share[here] * (len(colours) - 1)
            bands = zip(*colours, strict=True)
            rgba[here, :3] = np.column_stack([np.interp(position, range(len(colours)), band) for band in bands]).round()
        (x0, y0), (x1, y1) = sheet.to_pixels(
            np.array([[left, bottom + rows], [left + columns, bottom]], float) * pixel
        ).tolist()
        data = base64.b64encode(png(rgba.reshape(rows, columns, 4))).decode()
        return Picture(x0, y0, x1 - x0, y1 - y0, data)

    def _shapes(self, sheet: "_Sheet") -> list[Shape]:
        """The places one by one, those with the largest change on top."""
        shapes = shapely.simplify(self.shapes, 0.5 * sheet.metres, preserve_topology=False)
        shapes = np.where(shapely.is_empty(shapes), self.shapes, shapes)
        drawn, top = [], self.top
        for i in np.argsort(np.abs(self.change), kind="stable").tolist():
            colour, dimension = _colour(float(self.change[i]), top), int(shapely.get_dimensions(shapes[i]))
            if dimension == 0:
                dots = sheet.to_pixels(shapely.get_coordinates(shapes[i])).tolist()
                drawn.append(Shape(dimension, colour, dots=dots))
            else:
                drawn.append(Shape(dimension, colour, "".join(map(sheet.path, _rings(shapes[i])))))
        return drawn

    def _routes(self, sheet: "_Sheet") -> list[Route]:
        drone_names, routes = self._drone_names, []
        for line, drone in zip(self.lines, self.drones, strict=True):
            thin = shapely.simplify(
                shapely.linestrings(np.repeat(line[:, :2], 2 if len(line) < 2 else 1, axis=0)), 0.3 * sheet.metres
            )
            colour = (
                DRONE_COLOURS[drone_names.index(drone)] if len(drone_names) <= len(DRONE_COLOURS) else DRONE_COLOURS[-1]
            )
            routes.append(Route(sheet.path(shapely.get_coordinates(thin)), colour))
        return routes

    def _sites(self, sheet: "_Sheet") -> list[Site]:
        names = {}
        for line, name in zip(self.lines, self.sites, strict=True):
            x, y = sheet.to_pixels(line[:1, :2])[0].tolist()
            names.setdefault((round(x), round(y)), name)
        few = len(names) <= MAX_SITE_NAMES
        return [Site(x, y, name if few else "", sheet.is_at_the_right(x, name)) for (x, y), name in names.items()]


@dataclass(frozen=True)
class _Sheet:
    """The transformation from metres to pixels. left, top: metres at the inner edge of the margin; metres: size of a
    pixel; width, height: pixels."""

    left: float
    top: float
    metres: float
    width: float
    height: float

    @classmethod
    def margin(cls, extent: tuple[float, float, float, float]) -> "_Sheet":
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
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.to_pixels(xy).tolist())

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


def _colour(change: float, top: float) -> str:
    if abs(change) <= 1e-9:
        return NO_CHANGE_COLOUR
    return colour_at(BLUES[1:] if change > 0 else REDS[1:], abs(change) / top)[0]


def _rings(shape: shapely.Geometry) -> list[np.ndarray]:
    """(n, 2) vertices of each line, or of each ring of polygons."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    parts = [part if shapely.get_dimensions(part) < 2 else shapely.get_rings(part) for part in parts]
    return [shapely.get_coordinates(part) for part in np.hstack(parts)] if parts else []


def png(rgba: np.ndarray) -> bytes:
    """A PNG of (h, w, 4) uint8. Source: PNG specification (ISO 15948), colour type 6, no filter."""
    height, width, _ = rgba.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), rgba.reshape(height, 4 * width)], axis=1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows.tobytes(), 9))
        + chunk(b"IEND", b"")
    )
