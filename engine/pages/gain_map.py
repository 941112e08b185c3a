"""The map of the gain of a plan: places by gain, routes, launch sites, and the places that the lists name.

The map is on light paper in light and dark mode. Cells are drawn as an embedded raster image.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from ..language import tr
from ..places.places import Places
from .background import Draws, drawn_below
from .cell_picture import cell_picture
from .drawing import Drawing, Picture, Shape
from .flown_lines import FlownLines
from .heat_map import BLUES, REDS, colour_at
from .labels import Named, placed
from .sheet import Sheet, framed

MAX_VERTICES = 20_000  # of shapes drawn one by one
NO_CHANGE_COLOUR = "#e3e1dc"  # places that nothing changes for
NO_NAMES = Named(np.empty((0, 2)), (), ())


@dataclass(frozen=True)
class GainMap:
    """The content of the map, in metres in a projected CRS.

    places: n places; shapes: their (n,) geometries, or None for cells; size: cell size, or the spacing of samples;
    change: (n,) decrease of priority, negative where it rises.
    lines: f arrays (m, 2 or more) of x, y; drones: (f,) the drone of each line; sites: (f,) the launch site of each;
    draws: draws what lies below, None for an empty paper.
    """

    places: Places
    shapes: np.ndarray | None
    size: float
    change: np.ndarray
    lines: Sequence[np.ndarray] = ()
    drones: Sequence[str] = ()
    sites: Sequence[str] = ()
    draws: Draws | None = None

    @cached_property
    def top(self) -> float:
        """The change at which the colour scale ends: the 98 % quantile of all changes."""
        nonzero = np.abs(self.change[np.abs(self.change) > 1e-9])
        return float(np.quantile(nonzero, 0.98)) if len(nonzero) else 1.0

    @property
    def flown(self) -> FlownLines:
        return FlownLines(self.lines, self.drones, self.sites)

    def drawing(self, named: Named = NO_NAMES) -> Drawing:
        """The map in pixels. named: places to mark and to name."""
        sheet = Sheet.around(self._extent())
        cells = self.shapes is None or self._too_many()
        below, sites = drawn_below(sheet, self.draws), self.flown.launch_sites(sheet)
        taken = [(site.x, site.y, site.name) for site in sites if site.name and not site.at_the_right]
        return Drawing(
            sheet.width,
            sheet.height,
            self._picture(sheet, below is not None) if cells else None,
            () if cells else self._shapes(sheet),
            self.flown.routes(sheet),
            sites,
            self.shapes is not None and not shapely.get_dimensions(self.shapes).any(),
            sheet.scale(),
            below,
            labels=placed(sheet, named, taken),
            about=tr("Map of the gain of each place, with the routes flown"),
        )

    def point_of(self, place: int) -> np.ndarray:
        """(2,) the middle of the samples of a place."""
        own = self.places.place_of_sample == place
        return np.array([self.places.x[own].mean(), self.places.y[own].mean()])

    @property
    def key(self) -> list[tuple[str, list[str]]]:
        """The legend of the places: each label with its colours, from small to large changes."""
        kinds = ((tr("loss"), REDS, self.change < -1e-9), (tr("gain"), BLUES, self.change > 1e-9))
        found = [
            (what, [colour_at(colours[1:], i / 4)[0] for i in range(5)])
            for what, colours, which in kinds
            if which.any()
        ]
        return found if self.draws is not None and found else [*found, (tr("no change"), [NO_CHANGE_COLOUR])]

    @property
    def drone_colours(self) -> list[tuple[str, str]]:
        """The legend of the routes."""
        return self.flown.key

    def _extent(self) -> tuple[float, float, float, float]:
        """The bounding box of all changes and routes with a margin; that of all places if there are none."""
        samples = np.column_stack([self.places.x, self.places.y])
        whole = (*(samples.min(axis=0) - self.size / 2), *(samples.max(axis=0) + self.size / 2))
        changed = samples[np.abs(self.change[self.places.place_of_sample]) > 1e-9]
        return framed(whole, np.concatenate([changed, *(line[:, :2] for line in self.lines)]), self.size)

    def _too_many(self) -> bool:
        return int(shapely.get_num_coordinates(self.shapes).sum()) > 5 * MAX_VERTICES or len(self.shapes) > MAX_VERTICES

    def _picture(self, sheet: Sheet, see_through: bool) -> Picture | None:
        """The places as an image of square cells, each with the mean change of its places."""
        places = self.places

        def colours(change: np.ndarray) -> np.ndarray:
            share = np.clip(np.abs(change) / self.top, 0, 1)
            rgba = np.empty((len(change), 4), np.uint8)
            rgba[:] = (*bytes.fromhex(NO_CHANGE_COLOUR[1:]), 0 if see_through else 255)
            for ramp, here in ((BLUES[1:], change > 1e-9), (REDS[1:], change < -1e-9)):
                position = share[here] * (len(ramp) - 1)
                bands = zip(*ramp, strict=True)
                rgb = np.column_stack([np.interp(position, range(len(ramp)), band) for band in bands]).round()
                rgba[here] = np.column_stack([rgb, np.full(len(rgb), 215 if see_through else 255)])
            return rgba

        return cell_picture(sheet, places.x, places.y, self.size, self.change[places.place_of_sample], colours)

    def _shapes(self, sheet: Sheet) -> list[Shape]:
        """The places one by one, those with the largest change on top."""
        colours = [_colour(change, self.top) for change in self.change.tolist()]
        return shapes_drawn(sheet, self.shapes, colours, np.argsort(np.abs(self.change), kind="stable"))


def shapes_drawn(sheet: Sheet, shapes: np.ndarray, colours: Sequence[str], order: np.ndarray) -> list[Shape]:
    """Places one by one. shapes, colours: (n,); order: indices, the last one on top."""
    shapes, drawn = sheet.simplified(shapes), []
    for i in order.tolist():
        dimension = int(shapely.get_dimensions(shapes[i]))
        if dimension == 0:
            dots = sheet.to_pixels(shapely.get_coordinates(shapes[i])).tolist()
            drawn.append(Shape(dimension, colours[i], dots=dots))
        else:
            drawn.append(Shape(dimension, colours[i], sheet.outline(shapes[i])))
    return drawn


def _colour(change: float, top: float) -> str:
    if abs(change) <= 1e-9:
        return NO_CHANGE_COLOUR
    return colour_at(BLUES[1:] if change > 0 else REDS[1:], abs(change) / top)[0]
