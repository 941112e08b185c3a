"""Random scenarios, by seed, in which no-fly zones cut the spots: corridors and polygons, with and without terrain."""

import numpy as np
import shapely
from scenarios import DEM_SPACING, Scenario, hills
from shapely.affinity import rotate, translate

from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.plan.schedule import Separation
from blindspot.engine.plan.stops import Service, Targets

SIZE = 2000.0
"""m, of the area that holds the spots."""
CLEARANCE = 5.0
"""m"""


def zone_cut(seed: int) -> Scenario:
    """The scenario of a seed. Even seeds have corridors, odd ones polygons; every third has terrain."""
    random = np.random.default_rng(seed)
    swath = float(random.choice([40.0, 60.0, 100.0]))
    corridor = float(swath * random.choice([1.5, 2.5, 4.0]))
    spots = [_line(random) if seed % 2 == 0 else _area(random) for _ in range(random.integers(1, 4))]
    zones = []
    for spot in spots:
        for _ in range(random.integers(1, 4)):
            zones += _zones(random, spot, corridor)
    zones = np.array(zones, dtype=object)
    places = random.random((400, 2)) * (SIZE + 800) - 400
    buffer = float(random.choice([0.0, 0.0, 20.0]))
    apart = shapely.distance(shapely.points(places), shapely.union_all(zones))
    near = seed % 4 == 0 and not buffer  # the first site is nearer to a zone than the clearance
    sites = places[apart > buffer + 0.5][: random.integers(1, 3)]
    if near:
        edge, away = shapely.shortest_line(shapely.union_all(zones), shapely.points(sites[0])).coords
        sites[0] = np.array(edge) + (np.array(away) - edge) / np.hypot(*(np.array(away) - edge)) * 1.5
    aircraft = Aircraft(
        endurance=float(random.choice([900.0, 1800.0])),
        speed=float(random.choice([10.0, 15.0])),
        wind=Wind(float(random.choice([0.0, 4.0])), float(random.uniform(0, 360))),
        ground=hills(random, SIZE) if seed % 3 == 0 else None,
        ground_spacing=DEM_SPACING,
    )
    count = int(random.integers(1, 4))
    return Scenario(
        Targets(np.array(spots, dtype=object), random.uniform(1, 9, len(spots))),
        tuple(f"spot {number}" for number in range(len(spots))),
        Fleet(sites, tuple(f"base {number}" for number in range(len(sites))), np.full(count, -1), 2, 240.0),
        zones,
        buffer,
        aircraft,
        Task(
            Service(20.0, swath, corridor if seed % 2 == 0 or random.random() < 0.5 else None),
            float(random.uniform(900, 2000)) if seed % 7 == 3 else None,
            Separation(30.0, 10.0, int(random.integers(1, 4))),
            iterations=10,
            seed=seed,
        ),
        None,
        CLEARANCE,
    )


def _line(random: np.random.Generator):
    """A line of two to six vertices, some of which cross themselves; or of two parts."""
    steps = random.normal(0, 250, (random.integers(1, 6), 2))
    line = shapely.LineString(np.vstack((np.zeros(2), np.cumsum(steps, axis=0))) + random.random(2) * SIZE)
    if random.random() < 0.2:
        return shapely.MultiLineString([line, translate(line, *random.normal(0, 200, 2))])
    return line


def _area(random: np.random.Generator):
    """A box, an L, a U, a star, a ring or a polygon of two parts."""
    a, b = random.uniform(150, 700, 2)
    box = shapely.box(0, 0, a, b)
    kind = random.integers(6)
    if kind == 1:
        box = shapely.difference(box, shapely.box(a * 0.35, b * 0.4, a + 1, b + 1))
    elif kind == 2:
        box = shapely.difference(box, shapely.box(a * 0.3, b * 0.3, a * 0.7, b + 1))
    elif kind == 3:
        angles = np.sort(random.random(9)) * 2 * np.pi
        reach = random.uniform(0.3, 1, 9) * a
        box = shapely.make_valid(shapely.Polygon(reach[:, None] * np.stack((np.cos(angles), np.sin(angles)), axis=1)))
    elif kind == 4:
        box = shapely.difference(box, shapely.box(a * 0.3, b * 0.3, a * 0.6, b * 0.6))
    elif kind == 5:
        box = shapely.MultiPolygon([box, translate(box, a + random.uniform(1, 200), 30)])
    polygons = [part for part in shapely.get_parts(box) if part.geom_type == "Polygon"]
    box = shapely.MultiPolygon(polygons) if len(polygons) > 1 else polygons[0]
    return translate(rotate(box, random.uniform(0, 360), origin=(0, 0)), *(random.random(2) * SIZE))


def _zones(random: np.random.Generator, spot, corridor: float) -> list:
    """A zone that cuts a spot: a sliver, a bar, a box, an L, a U, a ring, or two bars with a slit between them."""
    edge = shapely.get_coordinates(spot)
    place = edge[random.integers(len(edge))] + random.normal(0, corridor / 2, 2)
    long, wide = random.uniform(100, 900), random.uniform(20, 150)
    kind = random.integers(7)
    if kind == 0:
        shapes = [shapely.Polygon([(0, 0), (0, 1), (long, 0.5), (long, 0)])]
    elif kind == 1:
        shapes = [shapely.box(0, 0, long, wide)]
    elif kind == 2:
        shapes = [shapely.difference(shapely.box(0, 0, long, long), shapely.box(wide, wide, long + 1, long + 1))]
    elif kind == 3:
        shapes = [shapely.difference(shapely.box(0, 0, long, long), shapely.box(wide, wide, long - wide, long + 1))]
        shapes = [shape for shape in shapes if shape.geom_type == "Polygon"] or [shapely.box(0, 0, long, long)]
    elif kind == 4:
        shapes = [shapely.difference(shapely.box(0, 0, long, long), shapely.box(30, 30, long - 30, long - 30))]
    elif kind == 5:
        slit = float(random.choice([0.0, 0.0, 0.5, 3.0, 12.0]))
        shapes = [shapely.box(0, 0, long, wide), shapely.box(0, wide + slit, long, 2 * wide + slit)]
    else:
        shapes = [shapely.Point(0, 0).buffer(wide, quad_segs=4)]
    turn, centre = random.uniform(0, 360), shapely.union_all(shapes).centroid
    return [translate(rotate(shape, turn, origin=centre), *(place - [centre.x, centre.y])) for shape in shapes]
