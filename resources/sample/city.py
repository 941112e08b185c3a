"""A simulated city, in which eight station exits and four stretches of riverside are never patrolled at night.

`python -m blindspot.resources.sample.city --seed 1 OUT.gpkg` writes it (zipped if that ends in .zip). The same seed
gives the same features. Nothing in it is real: no place, no name, no patrol. The exits and stretches that nobody
patrols are written to the layer `truth`, which no algorithm reads.
"""

import argparse
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
import shapely.affinity

from .buildings import Building, Camera, draw_buildings, hang_cameras
from .network import Network
from .patrols import MAX_ERROR, Beat, Fixes, patrol
from .streets import HEIGHT, NORTH, SOUTH, WIDTH, Drawing, River, draw_river, draw_streets, promenade

PATH_CLEARANCE = 140.0
"""Minimum distance in metres between a patrol's path and the unpatrolled exits and stretches."""
MIN_FIX_DISTANCE = 100.0
"""Minimum distance in metres between the line of two good fixes and the same places. The difference is more than the
receivers' errors."""
STATIONS = 18
PLANTED_EXITS, PLANTED_STRETCHES = 8, 4
STATION_NAMES = (
    *("Lantern Hill", "Ferry Gate", "Plum Court", "Heron Quay", "Old Mint", "Bell Tower", "Silk Market", "Cedar Cross"),
    *("Tea House", "Stone Bridge", "Drum Lane", "Willow Park", "Observatory", "Copper Street", "North Orchard"),
    *("Paper Mill", "Dragon Well", "Salt Yard", "Moon Gate", "Kiln Road", "Fish Stairs", "Nine Steps", "Magnolia"),
)
PRIVACY_NAMES = (("Quarry school", "school"), ("Aspen school", "school"), ("Reed clinic", "clinic"))
"""Names and kinds of places that drones should not watch."""
FROM_EXIT, FROM_STREET, FROM_WAY = (45.0, 90.0), 20.0, 250.0
"""Metres: how far such a place is from an exit that nobody patrols, so that it lies in a part of a blind spot, and at
least from a street, and from launch sites and stretches of riverside."""
DISTRICT_NAMES = {NORTH: ("Upper Reeds", "Lantern", "Mill Slope"), SOUTH: ("Saltside", "Old Quays", "Orchards")}


@dataclass(frozen=True)
class City:
    """All geometry in metres, in a local frame of 5 x 4 km with its origin in the south-west."""

    seed: int
    streets: Network
    river: shapely.Polygon
    banks: tuple[shapely.LineString, ...]
    exits: np.ndarray
    """Positions (36, 2)."""
    exit_names: tuple[str, ...]
    launch_sites: dict[str, shapely.Point]
    no_fly: dict[str, shapely.Polygon]
    privacy: dict[str, tuple[str, shapely.Point]]
    """Kind and position of two schools and a clinic, by name."""
    districts: dict[str, shapely.Geometry]
    planted_exits: np.ndarray
    """Indices of the exits that nobody patrols, (8,)."""
    planted_stretches: tuple[shapely.LineString, ...]
    fixes: Fixes
    buildings: list[Building]
    cameras: list[Camera]
    """At two of the exits that nobody patrols."""

    def planted(self) -> shapely.Geometry:
        """All exits and stretches that nobody patrols."""
        return shapely.union_all([*shapely.points(self.exits[self.planted_exits]), *self.planted_stretches])


class _NoRoom(Exception):
    """A random draw has no room for all parts of the city; the next one may have."""


def simulate(seed: int) -> City:
    """The simulated city of this seed. Raises ValueError if PATH_CLEARANCE is too small for MIN_FIX_DISTANCE."""
    if MIN_FIX_DISTANCE + MAX_ERROR * 2**0.5 > PATH_CLEARANCE:
        raise ValueError(
            f"with paths {PATH_CLEARANCE} m away, fixes cannot all be {MIN_FIX_DISTANCE} m away: errors are larger"
        )
    for draw in range(200):
        try:
            return _draw(np.random.default_rng([seed, draw]), seed)
        except _NoRoom:
            continue
    raise RuntimeError(f"seed {seed} gives no city")


def _draw(rng: np.random.Generator, seed: int) -> City:
    river = draw_river(rng)
    bridges = WIDTH * np.array([0.25, 0.5, 0.75]) + rng.uniform(-50, 50, 3)
    stretches, corners = _plant_stretches(rng, river)
    drawing, inland = draw_streets(rng, river, bridges, corners)
    exits, names = _place_exits(rng, drawing, inland)
    streets = drawing.network()
    planted, walked = _plant_exits(rng, streets, exits, shapely.union_all(stretches))
    xy = streets.xy[exits]
    unwatched = shapely.union_all([*shapely.points(xy[planted]), *stretches])
    lanes = _waterways(river).avoiding(unwatched, PATH_CLEARANCE)
    beats = _beats(walked, np.delete(exits, planted), lanes, bridges[1])
    launch_sites = _launch_sites(streets, walked)
    no_fly = _no_fly_zones(rng, streets, shapely.union_all([unwatched, *launch_sites.values()]))
    apart = shapely.union_all([*stretches, *launch_sites.values(), *no_fly.values()])
    water = river.polygon(-300, WIDTH + 300)
    buildings = draw_buildings(seed, streets, water)
    return City(
        seed=seed,
        streets=streets,
        river=water,
        banks=tuple(river.line(side, 120, WIDTH - 120) for side in (NORTH, SOUTH)),
        exits=xy,
        exit_names=names,
        launch_sites=launch_sites,
        no_fly=no_fly,
        privacy=_privacy_places(seed, streets, xy[planted], apart),
        districts=_districts(streets, river, bridges),
        planted_exits=planted,
        planted_stretches=stretches,
        fixes=patrol(rng, beats, unwatched, MIN_FIX_DISTANCE),
        buildings=buildings,
        cameras=hang_cameras(buildings, xy[planted[:2]], [names[k] for k in planted[:2]]),
    )


def _plant_stretches(rng, river: River) -> tuple[tuple[shapely.LineString, ...], dict[int, np.ndarray]]:
    """Stretches between the bridges, and the x by side of the streets at which patrols leave the promenade."""
    stretches, corners = [], {NORTH: [], SOUTH: []}
    sides = rng.permutation([NORTH, SOUTH, *rng.choice([NORTH, SOUTH], PLANTED_STRETCHES - 2)])
    for number, side in enumerate(sides):
        middle = WIDTH * (number + 0.5) / PLANTED_STRETCHES + rng.uniform(-60, 60)
        half = rng.uniform(150, 210)
        stretches.append(river.line(side, middle - half, middle + half))
        corners[side] += [middle - half - PATH_CLEARANCE - 12, middle + half + PATH_CLEARANCE + 12]
    return tuple(stretches), {side: np.array(x) for side, x in corners.items()}


def _place_exits(rng, drawing: Drawing, inland: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Two exits for each station, on streets that leave a crossing on opposite sides: nodes (36,) and names."""
    crossings, apart = rng.permutation(inland), 800.0
    chosen: list[int] = []
    while len(chosen) < STATIONS:
        apart -= 20
        if apart < 400:
            raise _NoRoom
        chosen = []
        for node in crossings:
            spot = np.array(drawing.xy[node])
            if len(drawing.neighbours(node)) >= 3 and all(np.hypot(*(spot - drawing.xy[n])) > apart for n in chosen):
                chosen.append(int(node))
    exits, names = [], []
    for node, station in zip(chosen[:STATIONS], rng.permutation(STATION_NAMES), strict=False):
        arms = np.array(drawing.neighbours(node))
        offsets = np.array(drawing.xy)[arms] - drawing.xy[node]
        lengths = np.hypot(*offsets.T)
        opposite = offsets @ offsets.T / np.outer(lengths, lengths)
        opposite[np.minimum.outer(lengths, lengths) < 150] = 2
        first, second = np.unravel_index(opposite.argmin(), opposite.shape)
        if opposite[first, second] > 0:
            raise _NoRoom
        for letter, arm in zip("AB", (first, second), strict=True):
            exits.append(drawing.split(node, int(arms[arm]), rng.uniform(105, 130)))
            names.append(f"{station}, exit {letter}")
    return np.array(exits), tuple(names)


def _plant_exits(rng, streets: Network, exits: np.ndarray, stretches) -> tuple[np.ndarray, Network]:
    """Exits that nobody patrols, and the streets that patrols still use, from which all other exits can be reached."""
    xy = streets.xy[exits]
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    points = shapely.points(xy)
    planted: list[int] = []
    for candidate in rng.permutation(len(exits)):
        others = np.delete(apart[candidate], candidate)
        if others.min() < 190 or (apart[candidate, planted] < 450).any() or points[candidate].distance(stretches) < 400:
            continue
        trial = [*planted, candidate]
        walked = streets.avoiding(shapely.union_all([stretches, *points[trial]]), PATH_CLEARANCE)
        reached = np.isin(np.delete(exits, trial), walked.nodes()).all()
        near = shapely.distance(shapely.multipoints(streets.xy[walked.nodes()]), points[trial]) < 350
        if reached and near.all() and _promenade_kept(streets, walked):
            planted, kept = trial, walked
        if len(planted) == PLANTED_EXITS:
            return np.sort(planted), kept
    raise _NoRoom


def _promenade_kept(streets: Network, walked: Network) -> bool:
    """Whether most of the promenade, and every bridge, is still walked."""
    shares = [(part.kind == "promenade").sum() for part in (walked, streets)]
    bridges = [(part.kind == "bridge").sum() for part in (walked, streets)]
    return shares[0] > 0.55 * shares[1] and bridges[0] == bridges[1]


def _waterways(river: River) -> Network:
    """The routes of boats: a lane along each bank, and crossings between the lanes."""
    x = np.arange(20, WIDTH, 80.0)
    drawing = Drawing()
    lanes = [[drawing.node((at, river.bank(side, at) - side * 65)) for at in x] for side in (NORTH, SOUTH)]
    for lane in lanes:
        for a, b in pairwise(lane):
            drawing.join(a, b, "lane", "water")
    for a, b in zip(*lanes, strict=True):
        drawing.join(a, b, "crossing", "water")
    return drawing.network()


def _beats(walked: Network, exits: np.ndarray, water: Network, middle: float) -> list[Beat]:
    """Six beats around exits, four along the promenades and two on the water; the last six meet at the middle bridge's
    x."""
    beats = []
    for row in np.array_split(exits[np.argsort(walked.xy[exits, 1])], 2):
        for part in np.array_split(row[np.argsort(walked.xy[row, 0])], 3):
            beats.append(Beat(walked, part, stops=True))
    for side in (NORTH, SOUTH):
        along = np.unique(walked.edges[walked.street == promenade(side)])
        along = along[np.argsort(walked.xy[along, 0])]
        for half in _halves(walked.xy[along, 0], middle, 1):
            beats.append(Beat(walked, along[half], stops=False))
    lanes = water.nodes("lane")
    for half in _halves(water.xy[lanes, 0], middle, 90):
        beats.append(Beat(water, lanes[half], stops=False, afloat=True))
    return beats


def _halves(x: np.ndarray, middle: float, overlap: float) -> tuple[np.ndarray, np.ndarray]:
    """Masks of the x west and east of the middle; both include those within `overlap` metres of it."""
    return x <= middle + overlap, x >= middle - overlap


def _launch_sites(streets: Network, walked: Network) -> dict[str, shapely.Point]:
    """Three crossings from which drones can reach the whole city."""
    wanted = {
        "North fire station": (0.24 * WIDTH, 0.78 * HEIGHT),
        "East depot": (0.78 * WIDTH, 0.72 * HEIGHT),
        "South depot": (0.5 * WIDTH, 0.18 * HEIGHT),
    }
    spots = streets.xy[walked.nodes()]
    return {name: shapely.Point(spots[np.hypot(*(spots - at).T).argmin()]) for name, at in wanted.items()}


def _no_fly_zones(rng, streets: Network, away_from: shapely.Geometry) -> dict[str, shapely.Polygon]:
    """Four zones, each at least 70 m from launch sites and from unpatrolled places."""
    shapes = {
        "Hospital helipad": (210, 1.0, 8),
        "Stadium": (190, 0.75, 8),
        "Power station": (150, 1.0, 1),
        "Heliport": (240, 1.0, 8),
    }
    zones: dict[str, shapely.Polygon] = {}
    for name, (radius, flat, quarter) in shapes.items():
        for _ in range(400):
            x, y = rng.uniform((500, 400), (WIDTH - 500, HEIGHT - 400))
            disc = shapely.affinity.scale(shapely.Point(0, 0).buffer(radius, quad_segs=quarter), 1, flat)
            zone = shapely.affinity.translate(shapely.affinity.rotate(disc, rng.uniform(0, 180)), x, y)
            if zone.distance(away_from) > 70 and all(zone.distance(other) > 500 for other in zones.values()):
                zones[name] = zone
                break
        else:
            raise _NoRoom
    return zones


def _privacy_places(
    seed: int, streets: Network, exits: np.ndarray, apart: shapely.Geometry
) -> dict[str, tuple[str, shapely.Point]]:
    """Places between streets, each near another exit that nobody patrols. They have a generator of their own, so that
    the rest of the city does not depend on them. apart: what they keep FROM_WAY from."""
    rng = np.random.default_rng([seed, len(exits)])
    lines, inside = shapely.union_all(streets.lines()), shapely.box(100, 100, WIDTH - 100, HEIGHT - 100)
    found: dict[str, tuple[str, shapely.Point]] = {}
    open_exits = rng.permutation(exits)
    for name, kind in PRIVACY_NAMES:
        for number, exit_xy in enumerate(open_exits):
            angle, reach = rng.uniform(0, 2 * np.pi, 60), rng.uniform(*FROM_EXIT, 60)
            tried = shapely.points(exit_xy + np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None])
            free = (shapely.distance(tried, lines) > FROM_STREET) & (shapely.distance(tried, apart) > FROM_WAY)
            free &= shapely.contains(inside, tried)
            if free.any():
                found[name] = (kind, tried[free][0])
                open_exits = np.delete(open_exits, number, axis=0)
                break
        else:
            raise _NoRoom
    return found


def _districts(streets: Network, river: River, bridges: np.ndarray) -> dict[str, shapely.Geometry]:
    """The built-up land on each side of the river, cut at the outer bridges."""
    built = shapely.concave_hull(shapely.multipoints(streets.xy), ratio=0.25).buffer(70)
    water = river.polygon(-1000, WIDTH + 1000)
    cuts = np.array([-1000, bridges[0], bridges[2], WIDTH + 1000])
    districts = {}
    for side, names in DISTRICT_NAMES.items():
        for name, (west, east) in zip(names, pairwise(cuts), strict=True):
            x = np.linspace(west, east, 60)
            far = HEIGHT + 2000 if side == NORTH else -2000
            edge = np.vstack([np.column_stack([x, river.bank(side, x)]), [[east, far], [west, far]]])
            districts[name] = built.intersection(shapely.polygons(edge)).difference(water)
    return districts


def main() -> None:
    from .geopackage import write

    parser = argparse.ArgumentParser(description="Write a simulated city to a GeoPackage.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out")
    arguments = parser.parse_args()
    write(simulate(arguments.seed), arguments.out)


if __name__ == "__main__":
    main()
