"""The map of numbered areas for a page: outlines, numbers, and how often drones are planned to come."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..consultation.areas import NumberedAreas
from ..consultation.levels import HIDDEN
from .background import Draws, drawn_below
from .drawing import Picture
from .sheet import Scale, Sheet

LEVEL_COLOURS = ("#f6f1e3", "#a9cbe2", "#4d8fbf")
"""Of FEW, SOME and MANY: they differ in lightness, so that a print in grey shows them."""
NO_COLOUR = "#ffffff"
LEAST_TEXT, MOST_TEXT = 13.0, 30.0
"""Height of the numbers, in pixels."""


@dataclass(frozen=True)
class AreaShape:
    """An area in pixels: its SVG path, its colour, how much that covers of a background (0 to 1), its number, and where
    and how large that is written."""

    path: str
    colour: str
    opacity: float
    number: int
    x: float
    y: float
    text: float


@dataclass(frozen=True)
class AreaDrawing:
    """The map in pixels. background: what lies below, None for an empty paper; about: for readers that do not see
    it."""

    width: float
    height: float
    areas: Sequence[AreaShape]
    scale: Scale
    background: Picture | None
    about: str


def area_drawing(areas: NumberedAreas, level: np.ndarray, draws: Draws | None, about: str) -> AreaDrawing:
    """The map of numbered areas. level: (a,) as in `levels`; draws: draws what lies below. The map shows the areas and
    nothing else."""
    sheet = Sheet.around(tuple(shapely.total_bounds(areas.shape).tolist()))
    colours = [(NO_COLOUR, 0.2) if one == HIDDEN else (LEVEL_COLOURS[one], 0.25 + 0.2 * one) for one in level.tolist()]
    points = sheet.to_pixels(_label_points(areas.shape)).tolist()
    across = np.sqrt(areas.size_m2) / sheet.metres
    sizes = np.clip(0.42 * across, LEAST_TEXT, MOST_TEXT).tolist()
    shapes = [
        AreaShape(sheet.outline(shape) + "Z", *colour, int(number), x, y + 0.35 * size, size)
        for shape, colour, number, (x, y), size in zip(
            sheet.simplified(areas.shape), colours, areas.number, points, sizes, strict=True
        )
    ]
    return AreaDrawing(sheet.width, sheet.height, shapes, sheet.scale(), drawn_below(sheet, draws), about)


def _label_points(shapes: np.ndarray) -> np.ndarray:
    """(n, 2) a point in each polygon: its middle, if that lies in it."""
    middle, inside = shapely.centroid(shapes), shapely.point_on_surface(shapes)
    return shapely.get_coordinates(np.where(shapely.contains(shapes, middle), middle, inside))
