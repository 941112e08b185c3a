"""Coverage path planning: the path that sweeps a polygon with a footprint of a given width.

Candidate paths are parallel lines in one direction, parallel lines in the best direction of each cell of a
decomposition, and contour-parallel rings. The lines are ordered so that the links are short (an open
travelling-salesman path; links are shortest paths inside the polygon). Spurs go to the parts that are still uncovered.
The best candidates are then shortened where that loses almost no coverage, and the shortest path is kept.
"""

import math
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
import shapely

from ..airspace.airspace import Airspace, airspace_around
from ..geometry import buffer, difference
from ..progress import Progress, part, quiet
from .contours import rings_path
from .coverage import completed, coverage, linked, path_length, straight
from .decomposition import decompose
from .shorten import shortened
from .slivers import sliver_path
from .swaths import OVERLAP, directions, lines_of
from .tour import order

MIN_COVERAGE = 0.995
"""Share of a polygon that each path covers at least, that is, comes within half a swath of."""
MAX_UNCOVERED_SHORTENED = 0.9 * (1 - MIN_COVERAGE)
"""Share that may stay uncovered in a shortened path."""
SHORTENED_CANDIDATES = (0, 1, 3)
"""How many of the shortest candidates are shortened further, by thoroughness."""
MAX_LINES = 250
"""The most lines that are ordered one by one; above it, whole runs are ordered."""
MAX_VERTICES, DETAIL = 1500, 0.01
"""Vertices of a polygon above which details of its outline smaller than this, in swaths, are left out first."""
MAX_CORNERS = 1500
"""The most corners of a polygon among which the links between all ends are measured; above it, straight distances count
when the lines are ordered, and less work is done."""
MOST_THOROUGH = 2000
"""Footprints: for a larger polygon, more work than the least would take minutes."""
LONG_LINK = 1.2
"""In swaths: longer links between lines of one run may leave the polygon, such as across the hole of a thin ring."""
DIRECTIONS = (1, 3)
"""How many directions are tried, by thoroughness (ALL tries all)."""
MAX_RINGS_RATIO = 0.98
"""A path of rings, which turns more often, must be shorter than this share of the shortest path of parallel lines."""
MAX_RATIO = 1.15
"""Other paths are returned if they are at most this many times as long as the shortest."""
NEARLY_CONVEX = 0.98
"""A polygon whose area is more than this share of its convex hull is swept back and forth in one direction, without a
search."""


@dataclass(frozen=True)
class Region:
    """A polygon to be swept with a footprint `swath` metres wide."""

    polygon: shapely.Polygon
    inside: Airspace
    swath: float


class Thoroughness(IntEnum):
    """How much work is spent on a short path."""

    LITTLE = 0
    """the best direction only: hundredths of a second for an area that one battery can sweep"""
    SOME = 1
    """a few directions, and the best path is shortened: tenths of a second"""
    ALL = 2
    """all methods: seconds for a large irregular polygon"""


def sweep_paths(
    polygon: shapely.Polygon, swath: float, progress: Progress = quiet, thoroughness: Thoroughness = Thoroughness.ALL
) -> list[np.ndarray]:
    """Paths that sweep a valid polygon with a round footprint `swath` metres wide: (k, 2) vertices each, inside the
    polygon, the shortest first.

    They differ in starting corner, direction or decomposition, and each is given in both directions. Each covers at
    least 99.5 % of the polygon. For a polygon that fits in the footprint the path is a single place, (1, 2). Raises
    Cancelled.
    """
    place = _viewpoint(polygon, swath)
    if place is not None:
        return [place]
    along = sliver_path(polygon, swath, MIN_COVERAGE)
    if along is not None:
        return [along, along[::-1]]
    simpler = _simplified(polygon, swath)
    if simpler is not None:
        narrower = swath * (1 - 6 * DETAIL)  # so that the strip that was cut off is covered
        paths = sweep_paths(simpler, narrower, progress, thoroughness)
        if all(coverage(polygon, path, swath) >= MIN_COVERAGE for path in paths):
            return paths
    if polygon.area > NEARLY_CONVEX * shapely.convex_hull(polygon).area:
        paths = _boustrophedon_paths(polygon, swath, _monotonic(progress))
    else:
        paths = _candidate_paths(polygon, swath, thoroughness, _monotonic(progress))
    paths.sort(key=path_length)
    kept: list[np.ndarray] = []
    for path in paths:
        if path_length(path) <= MAX_RATIO * path_length(paths[0]) and not any(_same(path, other) for other in kept):
            kept += [path, path[::-1]] if len(path) > 1 else [path]
    return kept


def single_direction_path(polygon: shapely.Polygon, swath: float, angle: float) -> np.ndarray:
    """The path with all lines in one direction (radians from the x axis), not shortened."""
    place = _viewpoint(polygon, swath)
    if place is not None:
        return place
    along = sliver_path(polygon, swath, MIN_COVERAGE)
    if along is not None:
        return along
    return finished_path(lines_of(polygon, angle, swath), Region(polygon, inside_of(polygon), swath))


def _simplified(polygon: shapely.Polygon, swath: float) -> shapely.Polygon | None:
    """A polygon of at most half as many vertices, inside a very detailed one, from whose outline it keeps at most three
    times DETAIL swaths. None where the polygon is simple enough, or has parts too narrow for that."""
    count = shapely.get_num_coordinates(polygon)
    if count <= MAX_VERTICES:
        return None
    simpler = shapely.simplify(buffer(polygon, -2 * DETAIL * swath, quad_segs=2), DETAIL * swath)
    if simpler.geom_type != "Polygon" or simpler.is_empty or shapely.get_num_coordinates(simpler) > count / 2:
        return None
    return simpler if simpler.is_valid and shapely.covers(polygon, simpler) else None


def _viewpoint(polygon: shapely.Polygon, swath: float) -> np.ndarray | None:
    """(1, 2) a central place from which the footprint covers the whole polygon, or None."""
    centre = polygon.centroid
    centre = centre if polygon.contains(centre) else polygon.point_on_surface()
    within = shapely.hausdorff_distance(centre, polygon) <= swath / 2 * OVERLAP
    return shapely.get_coordinates(centre) if within else None


def _boustrophedon_paths(polygon: shapely.Polygon, swath: float, progress: Progress) -> list[np.ndarray]:
    """Paths back and forth in the best direction, from either end of the first line, for a nearly convex polygon."""
    runs = lines_of(polygon, directions(polygon, 1)[0], swath)
    lines = [line for run in runs for line in run]
    inside = inside_of(polygon)
    return [
        completed(linked(_back_and_forth(lines, entry), inside, progress), polygon, inside, swath, progress)
        for entry in (0, 1)
    ]


def _candidate_paths(
    polygon: shapely.Polygon, swath: float, thoroughness: Thoroughness, progress: Progress
) -> list[np.ndarray]:
    """The best paths among several directions, the decomposition and the rings."""
    region = Region(polygon, inside_of(polygon), swath)
    if polygon.area > MOST_THOROUGH * swath**2 or len(region.inside.corners) > MAX_CORNERS:
        thoroughness = Thoroughness.LITTLE
    thorough = thoroughness == Thoroughness.ALL
    angles = (
        np.append(directions(polygon), [0, math.pi / 2]) if thorough else directions(polygon, DIRECTIONS[thoroughness])
    )
    candidates = [lines_of(polygon, angle, swath) for angle in angles]
    cells = decompose(polygon, swath) if thorough else []
    if len(cells) > 1:
        candidates.append([run for cell, angle in cells for run in lines_of(cell, angle, swath)])
    completed_paths = []
    for index, runs in enumerate(candidates):
        now = part(progress, 0.5 * index / len(candidates), 0.5 * (index + 1) / len(candidates))
        completed_paths.append(completed(_linked_tour(runs, region, now), polygon, region.inside, swath, now))
    completed_paths.sort(key=path_length)
    shortened_count = SHORTENED_CANDIDATES[thoroughness]
    now = [
        part(progress, 0.5 + 0.5 * i / (shortened_count + 1), 0.5 + 0.5 * (i + 1) / (shortened_count + 1))
        for i in range(shortened_count + 1)
    ]
    paths = [
        _shortened(path, region, now[index]) for index, path in enumerate(completed_paths[:shortened_count])
    ] + completed_paths[shortened_count : shortened_count + 1]
    if thorough and (rings := rings_path(polygon, region.inside, swath)) is not None:
        around = _shortened(completed(rings, polygon, region.inside, swath, now[-1]), region, now[-1])
        if path_length(around) < MAX_RINGS_RATIO * min(map(path_length, paths)):
            paths.append(around)
    return paths


def _shortened(path: np.ndarray, region: Region, progress: Progress) -> np.ndarray:
    """The path shortened. If sampling has removed too much coverage, spurs are added again; if the result is no
    shorter, the path is returned unchanged."""
    short = shortened(path, region.polygon, region.swath, progress, MAX_UNCOVERED_SHORTENED)
    if coverage(region.polygon, short, region.swath) < MIN_COVERAGE:
        short = completed(
            short, region.polygon, region.inside, region.swath, part(progress, 1, 1), MAX_UNCOVERED_SHORTENED
        )
    good = coverage(region.polygon, short, region.swath) >= MIN_COVERAGE and path_length(short) < path_length(path)
    return short if good else path


def finished_path(runs: list[list[np.ndarray]], region: Region) -> np.ndarray:
    """(k, 2) the path through runs of lines, ordered and linked inside the polygon, with spurs to uncovered parts."""
    return completed(_linked_tour(runs, region, quiet), region.polygon, region.inside, region.swath)


def _monotonic(progress: Progress) -> Progress:
    """Progress that never falls, even if a callee starts again from a lower share."""
    highest = 0.0

    def report(share: float) -> None:
        nonlocal highest
        highest = max(highest, share)
        progress(highest)

    return report


def _linked_tour(runs: list[list[np.ndarray]], region: Region, progress: Progress) -> np.ndarray:
    """All lines in an order with short links, linked."""
    segments = [line for run in runs for line in run]
    if len(segments) > MAX_LINES:
        segments = [_joined(run, region, progress) for run in runs]
    ends = np.array([segment[end] for segment in segments for end in (0, -1)])
    if len(region.inside.corners) > MAX_CORNERS:  # paths between all ends would take minutes
        cost = np.hypot(*(ends[:, None] - ends).transpose(2, 0, 1))
    else:
        cost = region.inside.shortest_paths(ends, straight, progress=progress).cost
    entries = order(np.minimum(cost, 1e9), progress)
    sequence = [segments[entry // 2][::-1] if entry % 2 else segments[entry // 2] for entry in entries]
    return linked(sequence, region.inside, progress)


def _joined(run: list[np.ndarray], region: Region, progress: Progress) -> np.ndarray:
    """(k, 2) the lines of one run flown back and forth. Only long links are checked for leaving the polygon."""
    lines = _back_and_forth(run, 0)
    apart = [math.dist(line[-1], following[0]) for line, following in pairwise(lines)]
    starts = [0, *(1 + np.flatnonzero(np.array(apart) > LONG_LINK * region.swath)).tolist(), len(lines)]
    return linked([np.vstack(lines[start:end]) for start, end in pairwise(starts)], region.inside, progress)


def _back_and_forth(lines: list[np.ndarray], entry: int) -> list[np.ndarray]:
    """Lines flown back and forth, each in the direction flown; entry 1 starts at the far end of the first line."""
    return [line[::-1] if (index + entry) % 2 else line for index, line in enumerate(lines)]


def inside_of(polygon: shapely.Polygon) -> Airspace:
    """The polygon as an airspace: everything around it is a no-fly zone."""
    frame = buffer(shapely.box(*polygon.bounds), 10, join_style="mitre")
    return airspace_around([difference(frame, buffer(polygon, 1e-4, join_style="mitre"))])


def _same(path: np.ndarray, other: np.ndarray) -> bool:
    return path.shape == other.shape and np.allclose(path, other)
