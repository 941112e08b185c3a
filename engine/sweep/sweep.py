"""The path that sweeps a polygon with a footprint of a given width.

Parallel lines, in one direction for the whole polygon or in the best for each of its cells, or rings along the outline;
an order of them that keeps the links short (an open travelling-salesman path; links bend along the visibility graph
inside the polygon); spurs to what is still unseen; and at last the path is drawn in wherever it sees nothing that would
be missed. Of several directions and cuts the shortest path is kept.
"""

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely

from ..airspace.airspace import Airspace, airspace_around
from ..geometry import buffer, difference
from ..progress import Progress, part, quiet
from .contours import rings_path
from .coverage import completed, coverage, linked, path_length, straight
from .decomposition import cut
from .shorten import shortened
from .swaths import OVERLAP, directions, lines_of
from .tour import order

LEAST = 0.995
"""Share of a polygon that comes within half a swath of every path."""
NEARLY = 0.9 * (1 - LEAST)
"""Share that may stay unseen after what was taken too much of is put back."""
FULLY = (0, 1, 3)
"""Candidates, the most promising, that are drawn in, by thoroughness."""
MOST_LINES = 250
"""That are ordered one by one; beyond it, runs of lines are."""
DIRECTIONS = (1, 3)
"""Directions that are tried where there is no time for all, by thoroughness."""
WORTH_TURNS = 0.98
"""Of the shortest path of straight lines: one along the outline, which turns more often, must be shorter than this."""
WORSE = 1.15
"""Of the shortest path: what else is offered is at most so long."""
PLAIN = 0.98
"""Share of its hull from which on a polygon is swept in one direction, back and forth, without a search."""


@dataclass(frozen=True)
class Room:
    """A polygon to be swept with a footprint `swath` metres wide."""

    polygon: shapely.Polygon
    inside: Airspace
    swath: float


class Thoroughness(IntEnum):
    """How much is tried for a short path."""

    LITTLE = 0
    """the most promising direction: hundredths of a second for what one battery sweeps"""
    SOME = 1
    """a few directions, and the best path drawn in: tenths of a second"""
    ALL = 2
    """all that is known: seconds for a large ragged polygon"""


def sweep_paths(
    polygon: shapely.Polygon, swath: float, progress: Progress = quiet, thoroughness: Thoroughness = Thoroughness.ALL
) -> list[np.ndarray]:
    """Ways to sweep a valid polygon with a round footprint `swath` metres wide: (k, 2) vertices each, inside the
    polygon, the shortest first.

    They differ in corner, direction or cut, and each comes backwards too. At least 99.5 % of the polygon comes within
    half a swath of each. A polygon smaller than the footprint is seen from a single place. May raise Cancelled.
    """
    place = _one_place(polygon, swath)
    if place is not None:
        return [place]
    if polygon.area > PLAIN * shapely.convex_hull(polygon).area:
        paths = _plain_paths(polygon, swath)
    else:
        paths = _searched(polygon, swath, thoroughness, _rising(progress))
    paths.sort(key=path_length)
    kept: list[np.ndarray] = []
    for path in paths:
        if path_length(path) <= WORSE * path_length(paths[0]) and not any(_same(path, other) for other in kept):
            kept += [path, path[::-1]] if len(path) > 1 else [path]
    return kept


def single_direction_path(polygon: shapely.Polygon, swath: float, angle: float) -> np.ndarray:
    """The path with all lines in one direction (radians from the x axis), ordered and linked as all are."""
    place = _one_place(polygon, swath)
    if place is not None:
        return place
    return finished_path(lines_of(polygon, angle, swath), Room(polygon, inside_of(polygon), swath))


def _one_place(polygon: shapely.Polygon, swath: float) -> np.ndarray | None:
    """(1, 2) from where all is seen, if there is such a place at the middle."""
    centre = polygon.centroid
    centre = centre if polygon.contains(centre) else polygon.point_on_surface()
    within = shapely.hausdorff_distance(centre, polygon) <= swath / 2 * OVERLAP
    return shapely.get_coordinates(centre) if within else None


def _plain_paths(polygon: shapely.Polygon, swath: float) -> list[np.ndarray]:
    """Back and forth in the best direction from each corner, where the polygon is as good as convex."""
    runs = lines_of(polygon, directions(polygon, 1)[0], swath)
    lines = [line for run in runs for line in run]
    inside = inside_of(polygon)
    return [completed(linked(_snake(lines, entry), inside), polygon, inside, swath) for entry in (0, 1)]


def _searched(
    polygon: shapely.Polygon, swath: float, thoroughness: Thoroughness, progress: Progress
) -> list[np.ndarray]:
    """The best paths of several directions and cuts."""
    room = Room(polygon, inside_of(polygon), swath)
    thorough = thoroughness == Thoroughness.ALL
    angles = (
        np.append(directions(polygon), [0, math.pi / 2]) if thorough else directions(polygon, DIRECTIONS[thoroughness])
    )
    candidates = [lines_of(polygon, angle, swath) for angle in angles]
    cells = cut(polygon, swath) if thorough else []
    if len(cells) > 1:
        candidates.append([run for cell, angle in cells for run in lines_of(cell, angle, swath)])
    tried = []
    for index, runs in enumerate(candidates):
        now = part(progress, 0.5 * index / len(candidates), 0.5 * (index + 1) / len(candidates))
        tried.append(completed(_ordered(runs, room, now), polygon, room.inside, swath, now))
    tried.sort(key=path_length)
    fully = FULLY[thoroughness]
    now = [part(progress, 0.5 + 0.5 * i / (fully + 1), 0.5 + 0.5 * (i + 1) / (fully + 1)) for i in range(fully + 1)]
    paths = [_drawn_in(path, room, now[index]) for index, path in enumerate(tried[:fully])] + tried[fully : fully + 1]
    if thorough and (rings := rings_path(polygon, room.inside, swath)) is not None:
        around = _drawn_in(completed(rings, polygon, room.inside, swath, now[-1]), room, now[-1])
        if path_length(around) < WORTH_TURNS * min(map(path_length, paths)):
            paths.append(around)
    return paths


def _drawn_in(path: np.ndarray, room: Room, progress: Progress) -> np.ndarray:
    """The path without what it can do without. What sampling has taken too much of is put back."""
    short = shortened(path, room.polygon, room.swath, progress, NEARLY)
    if coverage(room.polygon, short, room.swath) < LEAST:
        short = completed(short, room.polygon, room.inside, room.swath, part(progress, 1, 1), NEARLY)
    good = coverage(room.polygon, short, room.swath) >= LEAST and path_length(short) < path_length(path)
    return short if good else path


def finished_path(runs: list[list[np.ndarray]], room: Room) -> np.ndarray:
    """(k, 2) runs of lines in a good order, linked inside the polygon, and completed to full coverage."""
    return completed(_ordered(runs, room, quiet), room.polygon, room.inside, room.swath)


def _rising(progress: Progress) -> Progress:
    """Progress that never falls, whatever those who are called begin anew."""
    most = 0.0

    def told(share: float) -> None:
        nonlocal most
        most = max(most, share)
        progress(most)

    return told


def _ordered(runs: list[list[np.ndarray]], room: Room, progress: Progress) -> np.ndarray:
    """All lines in a good order, linked."""
    stretches = [line for run in runs for line in run]
    if len(stretches) > MOST_LINES:
        stretches = [np.vstack(_snake(run, 0)) for run in runs]
    ends = np.array([stretch[end] for stretch in stretches for end in (0, -1)])
    cost = room.inside.shortest_paths(ends, straight, progress=progress).cost
    entries = order(np.minimum(cost, 1e9), progress)
    return linked(
        [stretches[entry // 2][::-1] if entry % 2 else stretches[entry // 2] for entry in entries], room.inside
    )


def _snake(lines: list[np.ndarray], entry: int) -> list[np.ndarray]:
    """Lines in the direction flown, back and forth; entry 1 begins at the far end of the first."""
    return [line[::-1] if (index + entry) % 2 else line for index, line in enumerate(lines)]


def inside_of(polygon: shapely.Polygon) -> Airspace:
    """The polygon as an airspace: everything around it is closed."""
    frame = buffer(shapely.box(*polygon.bounds), 10, join_style="mitre")
    return airspace_around([difference(frame, buffer(polygon, 1e-4, join_style="mitre"))])


def _same(path: np.ndarray, other: np.ndarray) -> bool:
    return path.shape == other.shape and np.allclose(path, other)
