"""Sweeps of polygons compared with the best single direction and a trapezoidal decomposition, which use the same
ordering, links and spurs.

    scripts/bench sweep --polygons FILE --swaths 8 15 25

FILE has one polygon per line (name, tab, WKT), or is any layer that GDAL reads, in metres. The trapezoidal
decomposition cuts at every vertex of the outline, after details smaller than a third of a swath are simplified; each
trapezoid has its own best direction. Without that simplification its paths would be much longer.
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import shapely
from osgeo import ogr
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from blindspot.engine.sweep.coverage import coverage, length_bound, line_of, path_length, turns
from blindspot.engine.sweep.decomposition import SIMPLIFICATION
from blindspot.engine.sweep.swaths import directions, lines_of
from blindspot.engine.sweep.sweep import (
    MIN_COVERAGE,
    Region,
    finished_path,
    inside_of,
    single_direction_path,
    sweep_paths,
)

AIM_SINGLE, AIM_TRAPEZOIDAL = 0.93, 0.82
"""Aims for our length divided by theirs: the values of the strongest published planner over 319 maps. The two baselines
get our spurs, but their paths are not shortened."""
OUTSIDE = 1e-3
"""Metres that a path may lie outside of its polygon: for the clearance at corners, and for rounding."""


def polygons_of(path: Path) -> list[tuple[str, shapely.Polygon]]:
    """Names and single polygons of a file."""
    if path.suffix.lower() in (".wkt", ".txt", ".tsv"):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        named = [(row[0], shapely.from_wkt(row[-1])) for row in rows]
    else:
        ogr.UseExceptions()
        data = ogr.Open(str(path))
        shapes = [(found.GetFID(), bytes(found.GetGeometryRef().ExportToWkb())) for found in data.GetLayer()]
        named = [(str(fid), shapely.from_wkb(wkb)) for fid, wkb in shapes]
    singles = []
    for name, shape in named:
        parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type == "Polygon"]
        singles += [(name if len(parts) == 1 else f"{name}.{index}", part) for index, part in enumerate(parts, 1)]
    return singles


def trapezoids(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    """The vertical decomposition: cut along the vertical through every vertex, as far as that runs inside.

    The polygon is cut into slabs between neighbouring vertices; pieces on both sides of a slab's edge are joined again
    where no vertex lies on the stretch that they share.
    """
    vertices = shapely.get_coordinates(polygon)
    low_y, high_y = polygon.bounds[1] - 1, polygon.bounds[3] + 1
    size = max(polygon.bounds[2] - polygon.bounds[0], polygon.bounds[3] - polygon.bounds[1])
    across = np.unique(vertices[:, 0])
    slabs = shapely.box(across[:-1], low_y, across[1:], high_y)
    pieces, slab = shapely.get_parts(shapely.intersection(slabs, polygon), return_index=True)
    keep = (shapely.get_type_id(pieces) == 3) & (shapely.area(pieces) > 1e-12 * size**2)
    pieces, slab = pieces[keep], slab[keep]
    left, right = shapely.STRtree(pieces).query(pieces, predicate="intersects")
    left, right = left[slab[right] == slab[left] + 1], right[slab[right] == slab[left] + 1]
    shared = shapely.intersection(pieces[left], pieces[right])
    corners = shapely.multipoints(vertices)
    free = (shapely.length(shared) > 1e-9 * size) & (shapely.distance(shared, corners) > 1e-9 * size)
    count = len(pieces)
    joined = coo_matrix((np.ones(free.sum()), (left[free], right[free])), shape=(count, count))
    _, group = connected_components(joined, directed=False)
    return [shapely.union_all(pieces[group == one]) for one in range(group.max() + 1)]


def trapezoidal_path(polygon: shapely.Polygon, swath: float) -> np.ndarray:
    """The path through the trapezoids of the smoothed polygon, each in its best direction."""
    smooth = shapely.simplify(polygon, SIMPLIFICATION * swath)
    smooth = smooth if smooth.geom_type == "Polygon" and smooth.is_valid and not smooth.is_empty else polygon
    cells = []
    for trapezoid in trapezoids(smooth):
        angle = float(directions(trapezoid, 1)[0])
        parts = shapely.get_parts(shapely.intersection(trapezoid, polygon))
        cells += [(part, angle) for part in parts if part.geom_type == "Polygon" and part.area > 1e-3 * swath**2]
    runs = [run for cell, angle in cells for run in lines_of(cell, angle, swath)]
    return finished_path(runs, Region(polygon, inside_of(polygon), swath))


def best_single(polygon: shapely.Polygon, swath: float) -> np.ndarray:
    """The shortest path in a single direction, among all candidate directions and 0 and 90 degrees."""
    angles = [*directions(polygon), 0.0, math.pi / 2]
    return min((single_direction_path(polygon, swath, float(angle)) for angle in angles), key=path_length)


def leaves(polygon: shapely.Polygon, path: np.ndarray) -> bool:
    """Whether any of a path lies outside the polygon, by more than OUTSIDE."""
    return not shapely.covers(shapely.buffer(polygon, OUTSIDE), line_of(path))


def main(argv: list[str] | None = None) -> int:
    """Prints a row for each polygon and the mean. Returns 1 if a path leaves its polygon or covers too little."""
    parser = argparse.ArgumentParser(prog="scripts/bench sweep", description=__doc__.split("\n\n")[0])
    parser.add_argument("--polygons", type=Path, required=True, help="name, tab, WKT on each line; or a layer")
    parser.add_argument(
        "--swaths", type=float, nargs="+", default=[8.0, 15.0, 25.0], help="of them fit the longer side"
    )
    given = parser.parse_args(argv)
    polygons = polygons_of(given.polygons)
    wrong, everything = [], []
    for swaths in given.swaths:
        print(f"\nSwath: the longer side / {swaths:g}")
        titles = ("coverage", "/ bound", "turns", "seconds", "/ single", "/ trapez.", "others see")
        print(f"{'':12}" + "".join(f"{title:>11}" for title in titles), flush=True)
        rows = []
        for name, polygon in polygons:
            swath = max(polygon.bounds[2] - polygon.bounds[0], polygon.bounds[3] - polygon.bounds[1]) / swaths
            began = time.perf_counter()
            ours = sweep_paths(polygon, swath)[0]
            seconds = time.perf_counter() - began
            others = best_single(polygon, swath), trapezoidal_path(polygon, swath)
            seen, length = coverage(polygon, ours, swath), path_length(ours)
            # an area smaller than a footprint has no bound, and is seen without a path
            bounds = (length_bound(polygon.area, swath), *(path_length(path) for path in others))
            over, single, trapezoidal = (length / least if least else math.nan for least in bounds)
            least_seen = min(coverage(polygon, path, swath) for path in others)
            rows.append((seen, over, turns(ours), seconds, single, trapezoidal, least_seen))
            _print(name, rows[-1])
            wrong += [f"{name}: the path leaves the polygon"] if leaves(polygon, ours) else []
            wrong += [f"{name}: coverage is {seen:.4f}"] if seen < MIN_COVERAGE else []
        mean = np.nanmean(np.array(rows), axis=0)
        _print("mean", mean)
        everything += rows
    print()
    _print("mean of all", np.nanmean(np.array(everything), axis=0))
    print(f"aims: 0.995 coverage, {AIM_SINGLE} of the best single direction, {AIM_TRAPEZOIDAL} of the trapezoidal cut")
    for sentence in wrong:
        print(sentence)
    return int(bool(wrong))


def _print(name: str, row) -> None:
    seen, over, bends, seconds, single, trapezoidal, others = row
    print(
        f"{name:12}{seen:11.4f}{over:11.3f}{bends:11.1f}{seconds:11.2f}{single:11.3f}{trapezoidal:11.3f}{others:11.4f}",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
