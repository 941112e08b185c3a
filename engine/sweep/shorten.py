"""A path without what it can do without: drawn in wherever it sees nothing that would be missed."""

import math
from itertools import pairwise

import numpy as np
import shapely

from ..progress import Progress, quiet
from .coverage import UNSEEN, line_of

GRID = 12
"""Sample points a swath, where a path is shortened."""
SHY = 0.1
"""Grid steps that the footprint is taken as narrower there: what is drawn in goes for slits between samples."""
SLANT = math.atan((math.sqrt(5) - 1) / 2)
"""Radians between the sample points' rows and the path's longest leg: a slope that no row of samples has, so that no
slit along the path falls between all of them."""
MOST_SAMPLES = 4_000_000
STRETCH = 1.5
"""Swaths: the longest leg that is shortened as a whole."""
RATES = (0.0, 0.08, 0.25)
"""Area that may be lost for each swath x metre of path that is saved, one after another: what costs nothing first."""


def shortened(
    path: np.ndarray, polygon: shapely.Polygon, swath: float, progress: Progress = quiet, unseen: float = UNSEEN
) -> np.ndarray:
    """The path without what it can do without: bends dropped or drawn in, one at a time, as long as not more than the
    share `unseen` of the polygon is lost in all.

    What is seen is counted on a grid of sample points, so the result is near the limit rather than on it.
    """
    moves = np.diff(path, axis=0)
    longest = moves[np.hypot(*moves.T).argmax()] if len(moves) else np.ones(2)
    angle = SLANT - math.atan2(longest[1], longest[0])
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    origin = path[0]
    slanted = shapely.transform(polygon, lambda places: (places - origin) @ turn)
    return _shortened((path - origin) @ turn, slanted, swath, progress, unseen) @ turn.T + origin


def _shortened(path: np.ndarray, polygon: shapely.Polygon, swath: float, progress: Progress, unseen: float):
    low_x, low_y, high_x, high_y = polygon.bounds
    if len(path) < 3 or (high_x - low_x) * (high_y - low_y) * GRID**2 > MOST_SAMPLES * swath**2:
        return path
    seen = _Seen(polygon, swath)
    points = [tuple(point) for point in shapely.get_coordinates(shapely.segmentize(line_of(path), STRETCH * swath))]
    for start, end in pairwise(points):
        seen.add(start, end)
    allowed = shapely.buffer(polygon, 1e-4, join_style="mitre")
    shapely.prepare(allowed)
    budget = unseen * seen.total - seen.missed()
    for stage, rate in enumerate(RATES):
        fresh = [True] * len(points)  # whether something near the point has changed since it was looked at
        while any(fresh):
            progress(stage / len(RATES))
            at = 0
            while at < len(points):
                if not fresh[at]:
                    at += 1
                    continue
                fresh[at] = False
                move = _best_move(points, at, seen, allowed, rate, budget)
                if move is None:
                    at += 1
                    continue
                begin, end, replaced, lost = move
                budget -= lost
                for start, stop in _legs(points, begin, end):
                    seen.add(start, stop, -1)
                points[begin:end] = replaced
                fresh[begin:end] = [True] * len(replaced)
                for start, stop in _legs(points, begin, begin + len(replaced)):
                    seen.add(start, stop)
                for near in range(max(0, begin - 2), min(len(points), begin + len(replaced) + 2)):
                    fresh[near] = True
                at = max(0, begin - 1)
            if rate == 0 and len(points) < 3:
                break
    return _without_straight(np.array(points))


def _best_move(points: list, at: int, seen: "_Seen", allowed, rate: float, budget: float):
    """The first worthwhile change at a vertex: (begin, end, points instead, samples lost), or None."""
    here = points[at]
    before = points[at - 1] if at else None
    after = points[at + 1] if at + 1 < len(points) else None
    if before is None and after is None:
        return None
    if before is None or after is None:
        other = after if before is None else before
        ways = [(at, at + 1, []), *((at, at + 1, [_towards(here, other, s)]) for s in (0.5, 0.2))]
    else:
        gap = math.dist(before, here) + math.dist(here, after) - math.dist(before, after)
        if gap < 1e-3 * seen.swath:
            return None
        ways = [(at, at + 1, [])]
        if at + 2 < len(points):
            beyond, distance = points[at + 2], math.dist(before, here)
            for step in (0.5, 0.25, 0.1):
                share = min(1.0, step * seen.swath / max(distance, 1e-9))
                moved = _towards(here, before, share)
                shift = (moved[0] - here[0], moved[1] - here[1])
                along = (after[0] + shift[0], after[1] + shift[1])
                if math.dist(along, beyond) < math.dist(after, beyond):
                    ways.append((at, at + 2, [moved, along]))
        middle = ((before[0] + after[0]) / 2, (before[1] + after[1]) / 2)
        ways += [(at, at + 1, [_towards(here, middle, s)]) for s in (0.5, 0.2)]
        ways += [(at, at + 1, [_towards(here, other, 0.4)]) for other in (before, after)]
    for begin, end, replaced in ways:
        if len(points) - (end - begin) + len(replaced) < 2:
            continue
        old = _legs(points, begin, end)
        around = [*points[max(0, begin - 1) : begin], *replaced, *points[end : end + 1]]
        new = list(pairwise(around))
        saved = sum(math.dist(*leg) for leg in old) - sum(math.dist(*leg) for leg in new)
        if saved < 2e-3 * seen.swath:
            continue
        lost = seen.lost(old, new)
        if lost > max(budget, 0) or lost * seen.sample > rate * saved * seen.swath:
            continue
        if new and not shapely.covers(allowed, shapely.linestrings(around)):
            continue
        return begin, end, replaced, lost
    return None


def _legs(points: list, begin: int, end: int) -> list:
    """The legs that meet the vertices begin..end - 1."""
    around = points[max(0, begin - 1) : end + 1]
    return list(pairwise(around))


def _towards(here, there, share: float) -> tuple[float, float]:
    return (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))


def _without_straight(path: np.ndarray) -> np.ndarray:
    """Without the vertices at which the path goes straight on."""
    kept = shapely.get_coordinates(shapely.simplify(line_of(path), 1e-6))
    return kept if len(kept) > 1 else path


class _Seen:
    """Sample points of a polygon, and how many legs of a path each is seen from."""

    def __init__(self, polygon: shapely.Polygon, swath: float):
        self.swath, self.radius = swath, swath / 2 - SHY * swath / GRID
        self.step = swath / GRID
        self.sample = self.step**2
        low_x, low_y, high_x, high_y = polygon.bounds
        self.x = np.arange(low_x + self.step / 2, high_x + self.step, self.step)
        self.y = np.arange(low_y + self.step / 2, high_y + self.step, self.step)
        shapely.prepare(polygon)
        self.inside = shapely.contains_xy(polygon, *np.meshgrid(self.x, self.y))
        self.total = max(int(self.inside.sum()), 1)
        self.count = np.zeros(self.inside.shape, dtype=np.int16)

    def missed(self) -> int:
        return int((self.inside & (self.count == 0)).sum())

    def window(self, legs) -> tuple[slice, slice]:
        """Rows and columns of the samples near some legs."""
        xs, ys = [p[0] for leg in legs for p in leg], [p[1] for leg in legs for p in leg]
        return (
            slice(*self._between(min(ys), max(ys), self.y[0], len(self.y))),
            slice(*self._between(min(xs), max(xs), self.x[0], len(self.x))),
        )

    def _between(self, low: float, high: float, origin: float, count: int) -> tuple[int, int]:
        first = int((low - self.radius - origin) / self.step)
        last = int((high + self.radius - origin) / self.step) + 2
        return max(first, 0), max(min(last, count), 0)

    def near(self, start, end, window: tuple[slice, slice]) -> np.ndarray:
        """Which samples of a window lie within the footprint of a leg."""
        x, y = self.x[window[1]] - start[0], self.y[window[0]] - start[1]
        move_x, move_y = end[0] - start[0], end[1] - start[1]
        squared = move_x**2 + move_y**2
        away = (x**2)[None] + (y**2)[:, None]
        if squared > 0:
            along = (x * (move_x / squared))[None] + (y * (move_y / squared))[:, None]
            share = np.minimum(np.maximum(along, 0.0), 1.0)
            away += share * (share - 2 * along) * squared
        return away <= self.radius**2

    def add(self, start, end, times: int = 1) -> None:
        window = self.window([(start, end)])
        self.count[window] += times * self.near(start, end, window)

    def lost(self, old: list, new: list) -> int:
        """Samples that are no longer seen when old legs make way for new ones, less those newly seen."""
        window = self.window([*old, *new])
        count = self.count[window]
        change = np.zeros(count.shape, dtype=np.int16)
        for start, end in old:
            change -= self.near(start, end, window)
        for start, end in new:
            change += self.near(start, end, window)
        unseen = (count + change <= 0) != (count <= 0)
        unseen &= self.inside[window]
        return int(np.where(count[unseen] > 0, 1, -1).sum())
