"""Sweeping a corridor by parallel lines: a strip of some width along a line, such as a riverside."""

import numpy as np
import shapely

from ..geometry import buffer
from ..progress import Progress, quiet
from .coverage import completed, coverage, linked, path_length
from .swaths import line_count
from .sweep import MIN_COVERAGE, inside_of, sweep_paths


def strip_of(line: shapely.LineString, width: float):
    """The buffer of a line by half of `width` metres, with flat ends; a polygon or several."""
    return buffer(line, width / 2, cap_style="flat")


def corridor_paths(
    line: shapely.LineString, width: float, swath: float, progress: Progress = quiet
) -> list[np.ndarray]:
    """Paths that sweep a corridor with a round footprint `swath` metres wide: (k, 2) vertices each, inside the strip,
    the shortest first, each in both directions.

    If `width` is at most `swath`, the line is followed once. Otherwise parallel lines are flown back and forth, from
    either side. Each path covers at least 99.5 % of the strip. Where parallel lines can't do that, because the line
    bends sharply or crosses itself, the strip is swept as a polygon.
    """
    if width <= swath:
        paths = [shapely.get_coordinates(line)]
    else:
        strip = max(shapely.get_parts(strip_of(line, width)), key=shapely.area)
        inside = inside_of(strip)
        paths = []
        for side in (_parallel_lines(line, width, swath), _parallel_lines(line, width, swath)[::-1]):
            flown = [parallel[::-1] if index % 2 else parallel for index, parallel in enumerate(side)]
            path = completed(linked(flown, inside), strip, inside, swath, progress)
            paths += [path] if coverage(strip, path, swath) >= MIN_COVERAGE else []
        if not paths:
            return sweep_paths(strip, swath, progress)
    paths.sort(key=path_length)
    return [each for path in paths for each in (path, path[::-1])]


def _parallel_lines(line: shapely.LineString, width: float, swath: float) -> list[np.ndarray]:
    """Parallel lines along a corridor, from its right to its left, each from the start of the line to its end."""
    count, found = line_count(width, swath), []
    for offset in (np.arange(count) + 0.5) * width / count - width / 2:
        parallel = line if abs(offset) < 1e-9 else shapely.offset_curve(line, offset)
        parts = [part for part in shapely.get_parts(parallel) if part.length > 0]
        # versions of GEOS differ in the direction of an offset curve on the right
        ends = [np.sort([line.project(shapely.Point(part.coords[end])) for end in (0, -1)]) for part in parts]
        for _, part in sorted(zip([end[0] for end in ends], parts, strict=True), key=lambda found: found[0]):
            vertices = shapely.get_coordinates(part)
            first, last = (line.project(shapely.Point(vertices[end])) for end in (0, -1))
            found.append(vertices if first <= last else vertices[::-1])
    return found
