"""Shortening of a coverage path by local moves that lose almost no coverage."""

import math
from itertools import pairwise

import numpy as np
import shapely

from ..progress import Progress, quiet
from .coverage import MAX_UNCOVERED, line_of

SAMPLES_PER_SWATH = 12
"""Sample points per swath on the grid that measures coverage."""
RADIUS_MARGIN = 0.1
"""In grid steps: by how much the footprint's radius is reduced, so that no slits open between samples."""
GRID_ANGLE = math.atan((math.sqrt(5) - 1) / 2)
"""Radians between the rows of samples and the path's longest leg. The slope is irrational (golden ratio), so that no
slit along the path falls between all samples."""
MAX_SAMPLES = 4_000_000
MAX_LEG = 1.5
"""In swaths: longer legs are split, so that each part can be moved alone."""
LOSS_RATES = (0.0, 0.08, 0.25)
"""Stages: the area that may be lost per swath x metre of path saved. Moves without loss come first."""


def shortened(
    path: np.ndarray,
    polygon: shapely.Polygon,
    swath: float,
    progress: Progress = quiet,
    max_uncovered: float = MAX_UNCOVERED,
) -> np.ndarray:
    """The path with vertices removed or moved inwards, one at a time, as long as at most the share `max_uncovered` of
    the polygon is uncovered in all.

    Coverage is counted on a grid of sample points, so the uncovered share may exceed the limit slightly.
    """
    moves = np.diff(path, axis=0)
    longest = moves[np.hypot(*moves.T).argmax()] if len(moves) else np.ones(2)
    angle = GRID_ANGLE - math.atan2(longest[1], longest[0])
    rotation = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    origin = path[0]
    rotated = shapely.transform(polygon, lambda places: (places - origin) @ rotation)
    return _shortened((path - origin) @ rotation, rotated, swath, progress, max_uncovered) @ rotation.T + origin


def _shortened(path: np.ndarray, polygon: shapely.Polygon, swath: float, progress: Progress, max_uncovered: float):
    low_x, low_y, high_x, high_y = polygon.bounds
    if len(path) < 3 or (high_x - low_x) * (high_y - low_y) * SAMPLES_PER_SWATH**2 > MAX_SAMPLES * swath**2:
        return path
    grid = _CoverageGrid(polygon, swath)
    points = [tuple(point) for point in shapely.get_coordinates(shapely.segmentize(line_of(path), MAX_LEG * swath))]
    for start, end in pairwise(points):
        grid.add(start, end)
    allowed = shapely.buffer(polygon, 1e-4, join_style="mitre")
    shapely.prepare(allowed)
    budget = max_uncovered * grid.total - grid.uncovered()
    for stage, rate in enumerate(LOSS_RATES):
        unchecked = [True] * len(points)  # points with a change nearby since they were last checked
        while any(unchecked):
            progress(stage / len(LOSS_RATES))
            index = 0
            while index < len(points):
                if not unchecked[index]:
                    index += 1
                    continue
                unchecked[index] = False
                move = _best_move(points, index, grid, allowed, rate, budget)
                if move is None:
                    index += 1
                    continue
                begin, end, replaced, lost = move
                budget -= lost
                for start, stop in _legs(points, begin, end):
                    grid.add(start, stop, -1)
                points[begin:end] = replaced
                unchecked[begin:end] = [True] * len(replaced)
                for start, stop in _legs(points, begin, begin + len(replaced)):
                    grid.add(start, stop)
                for nearby in range(max(0, begin - 2), min(len(points), begin + len(replaced) + 2)):
                    unchecked[nearby] = True
                index = max(0, begin - 1)
            if rate == 0 and len(points) < 3:
                break
    return _without_collinear(np.array(points))


def _best_move(points: list, index: int, grid: "_CoverageGrid", allowed, rate: float, budget: float):
    """The first acceptable move at a vertex: (begin, end, replacement points, samples lost), or None."""
    here = points[index]
    before = points[index - 1] if index else None
    after = points[index + 1] if index + 1 < len(points) else None
    if before is None and after is None:
        return None
    if before is None or after is None:
        other = after if before is None else before
        moves = [(index, index + 1, []), *((index, index + 1, [_interpolated(here, other, s)]) for s in (0.5, 0.2))]
    else:
        gap = math.dist(before, here) + math.dist(here, after) - math.dist(before, after)
        if gap < 1e-3 * grid.swath:
            return None
        moves = [(index, index + 1, [])]
        if index + 2 < len(points):
            beyond, distance = points[index + 2], math.dist(before, here)
            for step in (0.5, 0.25, 0.1):
                share = min(1.0, step * grid.swath / max(distance, 1e-9))
                moved = _interpolated(here, before, share)
                shift = (moved[0] - here[0], moved[1] - here[1])
                along = (after[0] + shift[0], after[1] + shift[1])
                if math.dist(along, beyond) < math.dist(after, beyond):
                    moves.append((index, index + 2, [moved, along]))
        middle = ((before[0] + after[0]) / 2, (before[1] + after[1]) / 2)
        moves += [(index, index + 1, [_interpolated(here, middle, s)]) for s in (0.5, 0.2)]
        moves += [(index, index + 1, [_interpolated(here, other, 0.4)]) for other in (before, after)]
    for begin, end, replaced in moves:
        if len(points) - (end - begin) + len(replaced) < 2:
            continue
        old = _legs(points, begin, end)
        around = [*points[max(0, begin - 1) : begin], *replaced, *points[end : end + 1]]
        new = list(pairwise(around))
        saved = sum(math.dist(*leg) for leg in old) - sum(math.dist(*leg) for leg in new)
        if saved < 2e-3 * grid.swath:
            continue
        lost = grid.lost(old, new)
        if lost > max(budget, 0) or lost * grid.sample > rate * saved * grid.swath:
            continue
        if new and not shapely.covers(allowed, shapely.linestrings(around)):
            continue
        return begin, end, replaced, lost
    return None


def _legs(points: list, begin: int, end: int) -> list:
    """The legs that meet the vertices begin..end - 1."""
    around = points[max(0, begin - 1) : end + 1]
    return list(pairwise(around))


def _interpolated(here, there, share: float) -> tuple[float, float]:
    return (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))


def _without_collinear(path: np.ndarray) -> np.ndarray:
    """The path without vertices at which it goes straight on."""
    vertices = shapely.get_coordinates(shapely.simplify(line_of(path), 1e-6))
    return vertices if len(vertices) > 1 else path


class _CoverageGrid:
    """Sample points of a polygon, and the number of legs of a path that cover each."""

    def __init__(self, polygon: shapely.Polygon, swath: float):
        self.swath, self.radius = swath, swath / 2 - RADIUS_MARGIN * swath / SAMPLES_PER_SWATH
        self.step = swath / SAMPLES_PER_SWATH
        self.sample = self.step**2
        low_x, low_y, high_x, high_y = polygon.bounds
        self.x = np.arange(low_x + self.step / 2, high_x + self.step, self.step)
        self.y = np.arange(low_y + self.step / 2, high_y + self.step, self.step)
        shapely.prepare(polygon)
        self.inside = shapely.contains_xy(polygon, *np.meshgrid(self.x, self.y))
        self.total = max(int(self.inside.sum()), 1)
        self.count = np.zeros(self.inside.shape, dtype=np.int16)

    def uncovered(self) -> int:
        return int((self.inside & (self.count == 0)).sum())

    def window(self, legs) -> tuple[slice, slice]:
        """Rows and columns of the samples near some legs."""
        xs, ys = [p[0] for leg in legs for p in leg], [p[1] for leg in legs for p in leg]
        return (
            slice(*self._index_range(min(ys), max(ys), self.y[0], len(self.y))),
            slice(*self._index_range(min(xs), max(xs), self.x[0], len(self.x))),
        )

    def _index_range(self, low: float, high: float, origin: float, count: int) -> tuple[int, int]:
        first = int((low - self.radius - origin) / self.step)
        last = int((high + self.radius - origin) / self.step) + 2
        return max(first, 0), max(min(last, count), 0)

    def within(self, start, end, window: tuple[slice, slice]) -> np.ndarray:
        """Which samples of a window lie within the footprint of a leg."""
        x, y = self.x[window[1]] - start[0], self.y[window[0]] - start[1]
        move_x, move_y = end[0] - start[0], end[1] - start[1]
        squared = move_x**2 + move_y**2
        squared_distance = (x**2)[None] + (y**2)[:, None]
        if squared > 0:
            along = (x * (move_x / squared))[None] + (y * (move_y / squared))[:, None]
            share = np.minimum(np.maximum(along, 0.0), 1.0)
            squared_distance += share * (share - 2 * along) * squared
        return squared_distance <= self.radius**2

    def add(self, start, end, times: int = 1) -> None:
        window = self.window([(start, end)])
        self.count[window] += times * self.within(start, end, window)

    def lost(self, old: list, new: list) -> int:
        """The number of samples that are no longer covered when new legs replace old ones, less those newly covered."""
        window = self.window([*old, *new])
        count = self.count[window]
        change = np.zeros(count.shape, dtype=np.int16)
        for start, end in old:
            change -= self.within(start, end, window)
        for start, end in new:
            change += self.within(start, end, window)
        changed = (count + change <= 0) != (count <= 0)
        changed &= self.inside[window]
        return int(np.where(count[changed] > 0, 1, -1).sum())
