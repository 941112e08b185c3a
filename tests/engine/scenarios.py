"""Random scenarios for plans, by seed: small cities with all features that the planner has to handle."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace.airspace import Airspace, airspace_around
from blindspot.engine.check.check import check_plan
from blindspot.engine.check.nulls import null_violations
from blindspot.engine.check.violation import LaunchSites, Limits, Terrain, Violation
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.drones.flight_plan import FlightPlan, Promise
from blindspot.engine.plan import plan as planning
from blindspot.engine.plan.as_flight_plan import as_flight_plan, promise_of
from blindspot.engine.plan.plan import Fleet, Plan, Task
from blindspot.engine.plan.schedule import Separation
from blindspot.engine.plan.self_check import limits_of
from blindspot.engine.plan.stops import Service, Targets

DEM_SPACING = 10.0


@dataclass(frozen=True)
class Scenario:
    """The inputs of a plan and of its check."""

    spots: Targets
    ids: tuple[str, ...]
    fleet: Fleet
    zones: np.ndarray
    buffer: float
    aircraft: Aircraft
    task: Task
    start: float | None
    clearance: float = 0.0

    @property
    def names(self) -> tuple[str | None, ...]:
        """The name of each spot; every third has none."""
        return tuple(f"name of {spot}" if number % 3 != 1 else None for number, spot in enumerate(self.ids))

    @property
    def airspace(self) -> Airspace:
        return airspace_around(self.zones, self.buffer, self.clearance, self.fleet.sites)

    @property
    def limits(self) -> Limits:
        return replace(limits_of(self.task, self.fleet, self.aircraft, self.buffer, self.clearance), max_agl=120.0)

    @property
    def sites(self) -> LaunchSites:
        return LaunchSites(self.fleet.names, self.fleet.sites)

    @property
    def terrain(self) -> Terrain | None:
        return None if self.aircraft.ground is None else Terrain(self.aircraft.ground, self.aircraft.ground_spacing)

    def plan(self) -> Plan:
        """The plan without its upper bound, which takes long to compute and is not needed here."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(planning, "upper_bound", lambda *_, **__: SimpleNamespace(value=np.inf, method="none"))
            return planning.plan_sorties(self.spots, self.fleet, self.airspace, self.aircraft, self.task)

    def layers(self, plan: Plan) -> tuple[FlightPlan, Promise]:
        """The flight plan of a plan, and its promise."""
        flight_plan = as_flight_plan(plan, self.ids, self.fleet, self.aircraft, self.task, self.start, self.names)
        return flight_plan, promise_of(plan, self.ids, self.spots, self.names, self.task)

    def check(self, plan: FlightPlan, promise: Promise | None = None) -> list[Violation]:
        """The violations of a flight plan."""
        missing = null_violations(plan, self.start is not None, self.terrain is not None)
        return missing or check_plan(plan, self.aircraft, self.limits, self.sites, self.zones, self.terrain, promise)


def scenario(seed: int, iterations: int = 15) -> Scenario:
    """The scenario of a seed: points, lines, polygons and their multiples among zones, some of these with holes;
    one to three sites; wind; and, depending on the seed, terrain, MAX_RANGE, a START, a known battery capacity, one to
    three altitude layers."""
    random = np.random.default_rng(seed)
    size = random.uniform(1500, 4000)
    zones = np.array([_zone(random, size) for _ in range(random.integers(0, 9))], dtype=object)
    buffer = float(random.choice([0.0, 15.0, 40.0]))
    shapes = np.array([_spot(random, size) for _ in range(random.integers(6, 16))], dtype=object)
    places = random.random((300, 2)) * size
    places = places[~airspace_around(zones, buffer + 1).closed(places)]
    sites = places[: random.integers(1, 4)]
    drones = int(random.integers(1, 5))
    home = random.integers(-1, len(sites), drones)
    fleet = Fleet(sites, tuple(f"base {number + 1}" for number in range(len(sites))), home, int(random.integers(1, 4)),
                  float(random.choice([0.0, 120.0, 300.0])))  # fmt: skip
    speed = float(random.uniform(7, 16))
    known = random.random() < 0.4
    aircraft = Aircraft(
        endurance=float(random.uniform(700, 1500)),
        reserve=float(random.choice([0.1, 0.25, 0.3])),
        speed=speed,
        climb=float(random.uniform(2, 6)),
        descent=float(random.uniform(1.5, 4)),
        altitude=float(random.uniform(40, 80)),
        wind=Wind(float(random.uniform(0, 0.7) * speed), float(random.uniform(0, 360))),
        capacity_wh=float(random.uniform(60, 300)) if known else None,
        mass=float(random.uniform(0.8, 6)) if known else None,
        ground=hills(random, size) if seed % 4 == 1 else None,
        ground_spacing=DEM_SPACING,
        tolerance=float(random.choice([0.5, 1.0, 3.0])),
    )
    start = 1.8e9 if seed % 3 == 0 else None
    task = Task(
        Service(float(random.choice([20.0, 60.0])), float(random.choice([40.0, 60.0, 100.0]))),
        float(random.uniform(0.3, 0.8) * size) if seed % 5 == 2 else None,
        Separation(
            float(random.choice([20.0, 30.0])), float(random.choice([0.0, 5.0, 10.0, 10.0])), int(random.integers(1, 4))
        ),
        begins=start or 0.0,
        iterations=iterations,
        seed=seed,
    )
    ids = tuple(f"spot {number}" for number in range(len(shapes)))
    spots = Targets(shapes, np.where(random.random(len(shapes)) < 0.1, 0.0, random.uniform(1, 9, len(shapes))))
    return Scenario(spots, ids, fleet, zones, buffer, aircraft, task, start)


def village() -> Scenario:
    """A fixed scenario in which tests plant faults: two drones with two sorties each; points, a line and a polygon;
    zones between them; wind."""
    geometry = np.array(
        [
            shapely.Point(500, 400),
            shapely.Point(-700, 500),
            shapely.MultiPoint([(900, -300), (1000, -350)]),
            shapely.LineString([(300, 900), (500, 1000), (800, 950)]),
            shapely.box(-900, -600, -700, -300),
            shapely.Point(-300, 800),
            shapely.Point(3000, 3000),
        ],
        dtype=object,
    )
    return Scenario(
        Targets(geometry, np.array([3.0, 2, 5, 4, 6, 1, 9])),
        ("p0", "p1", "pair", "line", "area", "p5", "far"),
        Fleet(np.array([[0.0, 0], [60, -40]]), ("north", "south"), np.array([0, 1]), 2, 240.0),
        np.array([shapely.box(-500, -300, -200, 100), shapely.box(350, 150, 450, 250)], dtype=object),
        20.0,
        Aircraft(endurance=720, wind=Wind(3, 250), capacity_wh=70, mass=1.5),
        Task(Service(30.0, 60.0), 1400.0, iterations=60, seed=1),
        None,
    )


def _zone(random: np.random.Generator, size: float):
    """A star or a box, half of them with a hole."""
    centre, radius = random.random(2) * size, random.uniform(60, 300)
    if random.random() < 0.5:
        shape = _star(random, centre, radius, int(random.integers(5, 14)))
    else:
        shape = shapely.affinity.rotate(shapely.box(*(centre - radius), *(centre + radius / 2)), random.uniform(0, 90))
    if random.random() < 0.5:
        shape = shapely.difference(shape, shapely.Point(shapely.centroid(shape)).buffer(radius / 3, quad_segs=3))
    return shape


def _star(random: np.random.Generator, centre: np.ndarray, radius: float, corners: int):
    angles = np.sort(random.random(corners)) * 2 * np.pi + np.arange(corners) * 1e-3
    reach = radius * random.uniform(0.5, 1, corners)
    points = centre + reach[:, None] * np.column_stack((np.cos(angles), np.sin(angles)))
    return shapely.make_valid(
        shapely.convex_hull(shapely.MultiPoint(points)) if corners < 7 else shapely.Polygon(points)
    )


def _spot(random: np.random.Generator, size: float):
    centre = random.random(2) * size
    kind = random.integers(7)
    if kind <= 1:
        return shapely.Point(centre)
    if kind == 2:
        return shapely.MultiPoint(centre + random.normal(0, 80, (3, 2)))
    if kind == 3:
        return shapely.LineString(centre + np.cumsum(random.normal(0, 130, (4, 2)), axis=0))
    if kind == 4:
        return shapely.MultiLineString([centre + random.normal(0, 150, (3, 2)), centre + random.normal(0, 150, (2, 2))])
    area = shapely.convex_hull(shapely.MultiPoint(centre + random.normal(0, random.uniform(20, 160), (7, 2))))
    holed = shapely.difference(area, shapely.centroid(area).buffer(25))
    return holed if kind == 5 and not holed.is_empty else area


def hills(random: np.random.Generator, size: float):
    """A DEM with nodes DEM_SPACING apart and bilinear interpolation."""
    step, shift = DEM_SPACING, 2000.0
    nodes = np.arange(0, size + 2 * shift, step) - shift
    phase, steep = random.uniform(0, 6, 4), random.uniform(5, 40)
    x, y = np.meshgrid(nodes, nodes)
    heights = 200 + steep * np.sin(x / 300 + phase[0]) * np.cos(y / 240 + phase[1])
    heights += 4 * np.sin(x / 60 + phase[2]) + random.normal(0, 0.3, x.shape)

    def ground(east, north):
        column, row = (np.clip((values + shift) / step, 0, len(nodes) - 1.001) for values in (east, north))
        left, low = column.astype(int), row.astype(int)
        u, v = column - left, row - low
        lower = heights[low, left] * (1 - u) + heights[low, left + 1] * u
        upper = heights[low + 1, left] * (1 - u) + heights[low + 1, left + 1] * u
        return lower * (1 - v) + upper * v

    return ground
