"""The map of a report: places by priority, blind spots with their ranks and names, routes."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..language import tr
from .background import Draws, drawn_below
from .cell_picture import cell_picture
from .drawing import Drawing, Picture, Shape
from .flown_lines import FlownLines
from .gain_map import MAX_VERTICES, shapes_drawn
from .heat_map import REDS, colour_at
from .labels import Named, placed
from .sheet import Sheet, framed

SPOTS_NAMED = 10
FAINT = 0.35
"""Opacity of the places below routes."""


@dataclass(frozen=True)
class GapsMap:
    """The content of the map, in metres in a projected CRS.

    shapes: (n,) places, none where they are not known; cell: the size of a cell, 0 where they are no cells; priority:
    (n,); spots: (m,) geometries, the first rank first; spot_names: (m,) texts; flown: routes; draws: draws what lies
    below, None for an empty paper.
    """

    shapes: np.ndarray
    cell: float
    priority: np.ndarray
    spots: np.ndarray
    spot_names: tuple[str, ...]
    flown: FlownLines
    draws: Draws | None = None

    @property
    def top(self) -> float:
        """The priority at which the colours end: the 98 % quantile of those above 0."""
        some = self.priority[self.priority > 1e-9]
        return float(np.quantile(some, 0.98)) if len(some) else 1.0

    @property
    def colours(self) -> list[str]:
        """Colours from small to large priorities, for the legend; empty without places."""
        return [colour_at(REDS[1:], i / 4)[0] for i in range(5)] if len(self.shapes) else []

    def drawing(self, about: str, names: bool = True) -> Drawing:
        """The map in pixels. about: what it shows; names: whether the first spots have their names."""
        sheet = Sheet.around(self._extent())
        as_cells, faint = self._as_cells(), bool(len(self.flown))
        sites = self.flown.launch_sites(sheet)
        taken = [(site.x, site.y, site.name) for site in sites if site.name and not site.at_the_right]
        return Drawing(
            sheet.width,
            sheet.height,
            self._picture(sheet, faint) if as_cells else None,
            () if as_cells else self._shapes(sheet),
            self.flown.routes(sheet),
            sites,
            False,
            sheet.scale(),
            drawn_below(sheet, self.draws),
            [sheet.outline(spot) for spot in sheet.simplified(self.spots) if shapely.get_dimensions(spot) > 0],
            placed(sheet, self._named(names), taken),
            about,
        )

    def _named(self, names: bool) -> Named:
        """The first spots with rank and name; all others that are points as dots."""
        points = shapely.get_coordinates(shapely.point_on_surface(self.spots)) if len(self.spots) else np.empty((0, 2))
        first = range(min(SPOTS_NAMED, len(points)))
        texts = [
            tr("{rank} {name}", rank=i + 1, name=self.spot_names[i]) if names and self.spot_names[i] else f"{i + 1}"
            for i in first
        ]
        return Named(points[: len(texts)], texts, ["spot"] * len(texts))

    def _extent(self) -> tuple[float, float, float, float]:
        """What matters, with a margin: spots, routes and places with priority, as far as the places reach."""
        shown = [line[:, :2] for line in self.flown.lines]
        if len(self.spots):
            shown.append(shapely.get_coordinates(shapely.envelope(self.spots)))
        open_places = self.shapes[self.priority > 1e-9] if len(self.shapes) else self.shapes
        if len(open_places):
            low_high = shapely.total_bounds(open_places).reshape(2, 2)
            shown.append(low_high)
        corners = np.concatenate([*shown, np.empty((0, 2))])
        if not len(self.shapes):
            whole = (*corners.min(axis=0), *corners.max(axis=0)) if len(corners) else (0.0, 0.0, 1.0, 1.0)
            edge = 0.05 * max(whole[2] - whole[0], whole[3] - whole[1], 100.0)
            return whole[0] - edge, whole[1] - edge, whole[2] + edge, whole[3] + edge
        return framed(tuple(shapely.total_bounds(self.shapes).tolist()), corners, self.cell)

    def _as_cells(self) -> bool:
        if not len(self.shapes):
            return False
        return self.cell > 0 or len(self.shapes) > MAX_VERTICES

    def _picture(self, sheet: Sheet, faint: bool) -> Picture | None:
        middle = shapely.get_coordinates(shapely.centroid(self.shapes))
        size = self.cell or float(np.sqrt(np.median(shapely.area(self.shapes)))) or 1.0

        def colours(priority: np.ndarray) -> np.ndarray:
            position = np.clip(priority / self.top, 0, 1) * (len(REDS) - 2)
            bands = zip(*REDS[1:], strict=True)
            rgb = np.column_stack([np.interp(position, range(len(REDS) - 1), band) for band in bands]).round()
            opaque = round(255 * FAINT) if faint else 225
            return np.column_stack([rgb, np.where(priority > 1e-9, opaque, 0)]).astype(np.uint8)

        return cell_picture(sheet, *middle.T, size, self.priority, colours)

    def _shapes(self, sheet: Sheet) -> list[Shape]:
        colours = [colour_at(REDS[1:], value / self.top)[0] for value in self.priority.tolist()]
        return shapes_drawn(sheet, self.shapes, colours, np.argsort(self.priority, kind="stable"))
