"""A map of what a plan closes: places by gain, routes, launch sites. resources/templates/gain_map.svg.j2 writes it.

It is drawn on a light sheet in every surrounding. Cells are an embedded picture, so that a city of any size stays
small.
"""

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..places.places import Places
from .heat_map import EMBER, WATER, colour_at

WIDTH, HEIGHT = 1000, 640  # pixels, at most
MARGIN = 24  # pixels around
FINEST = 400  # cells along the longer side of the picture
MOST_CORNERS = 20_000  # of shapes drawn one by one
MOST_NAMES = 8  # of launch sites written beside them
LETTER = 9  # pixels that a letter of a name takes
NOTHING = "#e3e1dc"  # places that nothing changes for
DRONES = ("#d55e00", "#007a5a", "#a8327a", "#8a6d00", "#5b3fa8", "#333333")  # told apart by every kind of colour vision


@dataclass(frozen=True)
class Picture:
    """A PNG, in base 64, and where it lies, in pixels."""

    x: float
    y: float
    width: float
    height: float
    png: str


@dataclass(frozen=True)
class Shape:
    """A place: of points their (x, y) in pixels, of lines (dimension 1) and polygons (2) the path."""

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
    """A launch site, in pixels. name: empty where it is not written; at_the_right: whether it stands at the right edge
    of the map, and its name before it."""

    x: int
    y: int
    name: str
    at_the_right: bool


@dataclass(frozen=True)
class Scale:
    """A bar of a round length: where it begins, and how long it is, in pixels."""

    x: float
    y: float
    length: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A map in pixels. The places are a picture, or shapes, of which the last lies on top."""

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
    """What is drawn, in metres.

    places: n places; shapes: their (n,) geometries, or None for cells; size: of a cell, or the spacing of samples;
    change: (n,) of priority, positive where it falls.
    lines: f arrays (m, 2 or more) of x, y; drones: (f,) who flies each; sites: (f,) where each takes off.
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
        """The change at which the colours end: few are larger."""
        some = np.abs(self.change[np.abs(self.change) > 1e-9])
        return float(np.quantile(some, 0.98)) if len(some) else 1.0

    def drawing(self) -> Drawing:
        """The map in pixels."""
        sheet = _Sheet.around(self._extent())
        cells = self.shapes is None or self._too_many()
        return Drawing(
            sheet.width,
            sheet.height,
            self._picture(sheet) if cells else None,
            () if cells else self._drawn(sheet),
            self._routes(sheet),
            self._sites(sheet),
            self.shapes is not None and not shapely.get_dimensions(self.shapes).any(),
            sheet.scale(),
        )

    @property
    def key(self) -> list[tuple[str, list[str]]]:
        """What the places' colours mean: of each meaning its colours, from little to much."""
        kinds = (("loss", EMBER, self.change < -1e-9), ("gain", WATER, self.change > 1e-9))
        found = [
            (what, [colour_at(colours[1:], i / 4)[0] for i in range(5)]) for what, colours, at in kinds if at.any()
        ]
        return [*found, ("no change", [NOTHING])]

    @property
    def drone_colours(self) -> list[tuple[str, str]]:
        """What each line's colour means; the same for all where there are too many drones to tell apart."""
        known = self._known
        if len(known) > len(DRONES):
            return [("routes", DRONES[-1])]
        return [(f"drone {name}" if name else "route", colour) for name, colour in zip(known, DRONES, strict=False)]

    def _extent(self) -> tuple[float, float, float, float]:
        """Where something changes or flies, and some of what lies around; everything where nothing does."""
        samples = np.column_stack([self.places.x, self.places.y])
        whole = np.array([samples.min(axis=0) - self.size / 2, samples.max(axis=0) + self.size / 2])
        changed = samples[np.abs(self.change[self.places.place_of_sample]) > 1e-9]
        corners = np.concatenate([changed, *(line[:, :2] for line in self.lines)])
        if not len(corners):
            return (*whole[0], *whole[1])
        low, high = corners.min(axis=0), corners.max(axis=0)
        around = max(0.15 * float((high - low).max()), 4 * self.size, 100.0)
        low = np.minimum(low, np.maximum(low - around, whole[0]))
        return (*low, *np.maximum(high, np.minimum(high + around, whole[1])))

    @property
    def _known(self) -> list[str]:
        """The drones, each once."""
        return list(dict.fromkeys(self.drones))

    def _too_many(self) -> bool:
        return int(shapely.get_num_coordinates(self.shapes).sum()) > 5 * MOST_CORNERS or len(self.shapes) > MOST_CORNERS

    def _picture(self, sheet: "_Sheet") -> Picture | None:
        """The places as a picture of square cells, each with the mean of what it holds."""
        low, high = sheet.corners
        x, y, of = self.places.x, self.places.y, self.places.place_of_sample
        shown = (x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1])
        if not shown.any():
            return None
        x, y, of = x[shown], y[shown], of[shown]
        pixel = max(self.size, (max(np.ptp(x), np.ptp(y)) + self.size) / FINEST, 1e-3)
        left = np.floor((x.min() - 1e-6) / pixel) if pixel == self.size else x.min() / pixel - 0.5
        bottom = np.floor((y.min() - 1e-6) / pixel) if pixel == self.size else y.min() / pixel - 0.5
        column, row = (x / pixel - left + 1e-9).astype(int), (y / pixel - bottom + 1e-9).astype(int)
        columns, rows = int(column.max()) + 1, int(row.max()) + 1
        cell = (rows - 1 - row) * columns + column
        count = np.bincount(cell, minlength=rows * columns)
        change = np.bincount(cell, self.change[of], minlength=rows * columns)
        change = change / np.maximum(count, 1)
        share = np.clip(np.abs(change) / self.top, 0, 1)
        rgba = np.zeros((rows * columns, 4), np.uint8)
        rgba[count > 0] = (*bytes.fromhex(NOTHING[1:]), 255)
        for colours, here in ((WATER[1:], change > 1e-9), (EMBER[1:], change < -1e-9)):
            at = share[here] * (len(colours) - 1)
            bands = zip(*colours, strict=True)
            rgba[here, :3] = np.column_stack([np.interp(at, range(len(colours)), band) for band in bands]).round()
        (x0, y0), (x1, y1) = sheet.at(
            np.array([[left, bottom + rows], [left + columns, bottom]], float) * pixel
        ).tolist()
        data = base64.b64encode(png(rgba.reshape(rows, columns, 4))).decode()
        return Picture(x0, y0, x1 - x0, y1 - y0, data)

    def _drawn(self, sheet: "_Sheet") -> list[Shape]:
        """The places one by one, those of the largest change on top."""
        shapes = shapely.simplify(self.shapes, 0.5 * sheet.metres, preserve_topology=False)
        shapes = np.where(shapely.is_empty(shapes), self.shapes, shapes)
        drawn, top = [], self.top
        for i in np.argsort(np.abs(self.change), kind="stable").tolist():
            colour, dimension = _colour(float(self.change[i]), top), int(shapely.get_dimensions(shapes[i]))
            if dimension == 0:
                dots = sheet.at(shapely.get_coordinates(shapes[i])).tolist()
                drawn.append(Shape(dimension, colour, dots=dots))
            else:
                drawn.append(Shape(dimension, colour, "".join(map(sheet.path, _rings(shapes[i])))))
        return drawn

    def _routes(self, sheet: "_Sheet") -> list[Route]:
        known, routes = self._known, []
        for line, drone in zip(self.lines, self.drones, strict=True):
            thin = shapely.simplify(
                shapely.linestrings(np.repeat(line[:, :2], 2 if len(line) < 2 else 1, axis=0)), 0.3 * sheet.metres
            )
            colour = DRONES[known.index(drone)] if len(known) <= len(DRONES) else DRONES[-1]
            routes.append(Route(sheet.path(shapely.get_coordinates(thin)), colour))
        return routes

    def _sites(self, sheet: "_Sheet") -> list[Site]:
        names = {}
        for line, name in zip(self.lines, self.sites, strict=True):
            x, y = sheet.at(line[:1, :2])[0].tolist()
            names.setdefault((round(x), round(y)), name)
        few = len(names) <= MOST_NAMES
        return [Site(x, y, name if few else "", sheet.is_at_the_right(x, name)) for (x, y), name in names.items()]


@dataclass(frozen=True)
class _Sheet:
    """From metres to pixels. left, top: metres at the sheet's margin; metres: a pixel; width, height: pixels."""

    left: float
    top: float
    metres: float
    width: float
    height: float

    @classmethod
    def around(cls, extent: tuple[float, float, float, float]) -> "_Sheet":
        x0, y0, x1, y1 = extent
        wide, high = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
        metres = max(wide / (WIDTH - 2 * MARGIN), high / (HEIGHT - 2 * MARGIN))
        width = max(wide / metres + 2 * MARGIN, WIDTH)
        height = max(high / metres + 2 * MARGIN, 200)
        spare = ((width - 2 * MARGIN) * metres - wide) / 2, ((height - 2 * MARGIN) * metres - high) / 2
        return cls(x0 - spare[0], y1 + spare[1], metres, width, height)

    @property
    def corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Metres at its south-western and north-eastern corner."""
        left, top = self.left - MARGIN * self.metres, self.top + MARGIN * self.metres
        return (left, top - self.height * self.metres), (left + self.width * self.metres, top)

    def at(self, xy: np.ndarray) -> np.ndarray:
        """(n, 2) pixels of (n, 2) metres."""
        return np.column_stack([xy[:, 0] - self.left, self.top - xy[:, 1]]) / self.metres + MARGIN

    def path(self, xy: np.ndarray) -> str:
        """A path through (n, 2) metres."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.at(xy).tolist())

    def is_at_the_right(self, x: float, name: str) -> bool:
        """Whether a name is written before x rather than after it: near the right edge, or where it would not fit."""
        fits = x + 12 + LETTER * len(name) <= self.width
        return x > self.width * 0.75 or (x > self.width / 2 and not fits)

    def scale(self) -> Scale:
        """A bar of a round length."""
        most = self.width * self.metres / 5
        unit = 10 ** np.floor(np.log10(most))
        length = float(next(unit * step for step in (5, 2, 1) if unit * step <= most))
        text = f"{length:g} m" if length < 1000 else f"{length / 1000:g} km"
        return Scale(MARGIN, self.height - 22, length / self.metres, text)


def _colour(change: float, top: float) -> str:
    if abs(change) <= 1e-9:
        return NOTHING
    return colour_at(WATER[1:] if change > 0 else EMBER[1:], abs(change) / top)[0]


def _rings(shape: shapely.Geometry) -> list[np.ndarray]:
    """(n, 2) corners of each line, or of each ring of polygons."""
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
