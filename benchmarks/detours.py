"""Shortest paths around no-fly zones: time and memory of the cost matrix, compared with extremitypathfinder.

    scripts/bench detours --stops 200 --zones 100 --corners 20

extremitypathfinder computes one pair at a time and can't handle zones that overlap. So it gets their union, and its
time for the matrix is extrapolated from a sample of pairs. It is timed once for both directions of a pair, which
cost the same without wind; our matrix has both directions. With 100 zones it takes many minutes to prepare; --pairs 0
leaves it out.
"""

import argparse
import resource
import time
from importlib.util import find_spec

import numpy as np
import shapely

from blindspot.engine.airspace.airspace import Airspace, airspace_around

ORIGIN = np.array([500_000.0, 3_500_000.0])
"""South-western corner of the city, with coordinates as large as in UTM."""


def star(random: np.random.Generator, centre: np.ndarray, radius: float, corners: int) -> shapely.Polygon:
    """A polygon around a centre, with vertices at random distances between half of the radius and the radius."""
    angles = (np.arange(corners) + random.uniform(0, 0.8, corners)) * 2 * np.pi / corners
    radii = radius * random.uniform(0.5, 1, corners)
    return shapely.Polygon(centre + np.column_stack((radii * np.cos(angles), radii * np.sin(angles))))


def zones_of(seed: int, zones: int, corners: int, side: float, overlap: bool = False) -> list[shapely.Polygon]:
    """Zones in a city of `side` metres from ORIGIN: in separate cells of a lattice, or anywhere if they may overlap."""
    random = np.random.default_rng(seed)
    columns = int(np.ceil(np.sqrt(zones * 1.3)))
    cell = side / columns
    if overlap:
        centres = random.random((zones, 2)) * side
    else:
        lattice = np.stack(np.divmod(random.permutation(columns**2)[:zones], columns), axis=1)
        centres = (lattice + 0.5) * cell
    return [star(random, ORIGIN + centre, 0.46 * cell, corners) for centre in centres]


def places_of(seed: int, airspace: Airspace, count: int, side: float) -> np.ndarray:
    """(count, 2) open places in the city."""
    random = np.random.default_rng([seed, 1])
    open_places = np.empty((0, 2))
    while len(open_places) < count:
        places = ORIGIN + random.random((count, 2)) * side
        open_places = np.vstack((open_places, places[~airspace.closed(places)]))
    return open_places[:count]


def length(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Metres: the cost of a leg without wind."""
    return np.hypot(*(ends - starts).T)


class Peer:
    """extremitypathfinder on one connected part of an airspace: inside an outer ring and outside of inner rings."""

    def __init__(self, outer: np.ndarray, inner: list[np.ndarray]):
        from extremitypathfinder import PolygonEnvironment

        self._environment = PolygonEnvironment()
        outer, *inner = (_turned(ring, inside) for ring, inside in ((outer, True), *((ring, False) for ring in inner)))
        self._environment.store(outer, inner, validate=False)
        if not self._environment.prepared:  # some versions prepare at once
            self._environment.prepare()

    @classmethod
    def around(cls, airspace: Airspace, margin: float) -> "Peer":
        """The part outside of all zones, in their bounding box with a margin. Holes of zones are not included."""
        box = shapely.buffer(shapely.box(*shapely.total_bounds(airspace.zones)), margin, join_style="mitre")
        return cls(_vertices(box), [_vertices(shapely.get_exterior_ring(zone)) for zone in airspace.zones])

    def distance(self, start: np.ndarray, end: np.ndarray) -> float:
        """Length of the shortest path in metres, inf if there is none."""
        found = self._environment.find_shortest_path(tuple(start), tuple(end), verify=False)[1]
        return np.inf if found is None else float(found)


def _vertices(ring) -> np.ndarray:
    return shapely.get_coordinates(ring)[:-1]


def _turned(ring: np.ndarray, anticlockwise: bool) -> np.ndarray:
    return ring if shapely.is_ccw(shapely.linearrings(ring)) == anticlockwise else ring[::-1]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: list[str] | None = None) -> int:
    """Prints times, memory and the largest disagreement."""
    parser = argparse.ArgumentParser(prog="scripts/bench detours", description=__doc__.split("\n")[0])
    parser.add_argument("--stops", type=int, default=200)
    parser.add_argument("--zones", type=int, default=100)
    parser.add_argument("--corners", type=int, default=20, help="of each zone")
    parser.add_argument("--side", type=float, default=10_000, help="of the city, in metres")
    parser.add_argument("--buffer", type=float, default=15, help="around zones, in metres")
    parser.add_argument("--overlap", action="store_true", help="zones may overlap")
    parser.add_argument("--pairs", type=int, default=400, help="compared with extremitypathfinder; 0 = without it")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(argv)
    at_first = _peak()
    shapes = zones_of(given.seed, given.zones, given.corners, given.side, given.overlap)
    began = time.perf_counter()
    airspace = airspace_around(shapes, given.buffer)
    ready = time.perf_counter() - began
    places = places_of(given.seed, airspace, given.stops, given.side)
    began = time.perf_counter()
    ways = airspace.shortest_paths(places, length)
    ours = ready + time.perf_counter() - began
    print(
        f"{given.stops} places, {given.zones} zones of {given.corners} corners: {len(airspace.zones)} zones once "
        f"buffered and joined, {len(airspace.corners)} convex corners; {100 * ways.direct.mean():.0f} % of legs direct"
    )
    print(f"ours: {ours:.2f} s for the matrix, zones included; at most {_peak() - at_first:.0f} MB more than before")
    if not given.pairs:
        return 0
    if not find_spec("extremitypathfinder"):
        print("extremitypathfinder is not installed: there is no comparison (it needs NumPy below 2).")
        return 0
    Peer(np.array([[0.0, 0], [1, 0], [0, 1]]), [])  # imports it
    began = time.perf_counter()
    peer = Peer.around(airspace, given.side / 10)
    prepared = time.perf_counter() - began
    outer = np.flatnonzero(~airspace_around(shapely.polygons(shapely.get_exterior_ring(airspace.zones))).closed(places))
    pairs = outer[np.random.default_rng([given.seed, 2]).integers(len(outer), size=(given.pairs, 2))]
    began = time.perf_counter()
    theirs = np.array([peer.distance(*places[pair]) for pair in pairs])
    each = (time.perf_counter() - began) / len(pairs)
    all_pairs = given.stops * (given.stops - 1) / 2
    total = prepared + each * all_pairs
    mine = ways.cost[pairs[:, 0], pairs[:, 1]]
    both = np.isfinite(mine) & np.isfinite(theirs)
    print(
        f"extremitypathfinder: {prepared:.1f} s to prepare and {1000 * each:.1f} ms a pair ({len(pairs)} pairs taken), "
        f"so {total:.0f} s for {all_pairs:,.0f} pairs (extrapolated): {total / ours:.0f} times ours"
    )
    print(
        f"largest disagreement: {np.abs(mine - theirs)[both].max():.1e} m in {both.sum()} pairs; "
        f"{(np.isfinite(mine) != np.isfinite(theirs)).sum()} pairs where only one finds a way"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
