"""The parallel lines that sweep a corridor: a strip of some width along a line, such as a riverside."""

import numpy as np
import shapely

from ..geometry import buffer
from ..progress import Progress, quiet
from .coverage import completed, coverage, linked, path_length
from .swaths import lanes
from .sweep import LEAST, inside_of, sweep_paths


def strip_of(line: shapely.LineString, width: float):
    """What lies within half of `width` metres of a line, with straight ends; a polygon, or several."""
    return buffer(line, width / 2, cap_style="flat")


def corridor_paths(
    line: shapely.LineString, width: float, swath: float, progress: Progress = quiet
) -> list[np.ndarray]:
    """Ways to sweep a corridor with a round footprint `swath` metres wide: (k, 2) vertices each, inside the strip, the
    shortest first, each backwards too.

    Up to `swath` the line is followed once. Wider ones get parallel lines, flown to and fro, from either side. At
    least 99.5 % of the strip comes within half a swath of each; where the line bends so sharply, or crosses itself,
    that parallel lines don't do that, the strip is swept as a polygon.
    """
    if width <= swath:
        ways = [shapely.get_coordinates(line)]
    else:
        strip = max(shapely.get_parts(strip_of(line, width)), key=shapely.area)
        inside = inside_of(strip)
        ways = []
        for side in (_lanes(line, width, swath), _lanes(line, width, swath)[::-1]):
            flown = [lane[::-1] if index % 2 else lane for index, lane in enumerate(side)]
            way = completed(linked(flown, inside), strip, inside, swath, progress)
            ways += [way] if coverage(strip, way, swath) >= LEAST else []
        if not ways:
            return sweep_paths(strip, swath, progress)
    ways.sort(key=path_length)
    return [own for way in ways for own in (way, way[::-1])]


def _lanes(line: shapely.LineString, width: float, swath: float) -> list[np.ndarray]:
    """Lines along a corridor, from its right to its left, each from the start of the line to its end."""
    count, found = lanes(width, swath), []
    for offset in (np.arange(count) + 0.5) * width / count - width / 2:
        lane = line if abs(offset) < 1e-9 else shapely.offset_curve(line, offset)
        parts = [part for part in shapely.get_parts(lane) if part.length > 0]
        # versions of GEOS differ in the direction of what lies to the right
        ends = [np.sort([line.project(shapely.Point(part.coords[end])) for end in (0, -1)]) for part in parts]
        for _, part in sorted(zip([end[0] for end in ends], parts, strict=True), key=lambda found: found[0]):
            vertices = shapely.get_coordinates(part)
            first, last = (line.project(shapely.Point(vertices[end])) for end in (0, -1))
            found.append(vertices if first <= last else vertices[::-1])
    return found
