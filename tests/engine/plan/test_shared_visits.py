"""Spots that practically coincide: which do, what becomes of their priorities, and that one visit serves them."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import scenario, village

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.plan.shared_visits import SharedVisits, shared_visits
from blindspot.engine.plan.stops import Service, Targets, UnservedPart

BOX = shapely.box(0, 0, 200, 100)
LINE = shapely.LineString([(0, 0), (300, 50), (500, 0)])


def first_of(*shapes, zones=(), service=Service(), max_range=None, **fields):  # noqa: B008
    spots = Targets(np.array(shapes, object), np.ones(len(shapes)))
    spots = replace(spots, **fields)
    found = shared_visits(spots, np.zeros((1, 2)), airspace_around(zones), service, max_range)
    return found.first.tolist()


def moved(shape, x, y=0.0):
    return shapely.transform(shape, lambda xy: xy + np.array([x, y]))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (shapely.Point(0, 0), shapely.Point(0.3, 0), True),
        (shapely.Point(0, 0), shapely.Point(2.9, 0), True),
        (shapely.Point(0, 0), shapely.Point(3.1, 0), False),  # 5 % of the swath are 3 m
        (BOX, shapely.reverse(BOX), True),
        (BOX, moved(BOX, 0.5), True),  # 2 x 0.5 m of 200 m differ
        (BOX, moved(BOX, 1.1), False),
        (BOX, shapely.difference(BOX, shapely.box(10, 10, 20, 25)), True),
        (BOX, shapely.difference(BOX, shapely.box(10, 10, 25, 25)), False),
        (BOX, shapely.union(BOX, shapely.box(400, 0, 410, 10)), False),  # of two parts
        (LINE, shapely.reverse(LINE), True),
        (LINE, moved(LINE, 2), True),
        (LINE, moved(LINE, 0, 3.2), False),
        (LINE, shapely.LineString([(0, 0), (300, 50)]), False),
        (shapely.MultiPoint([(0, 0), (100, 0)]), shapely.MultiPoint([(100, 1), (0, 1)]), True),
        (shapely.MultiPoint([(0, 0), (100, 0)]), shapely.MultiPoint([(0, 0), (100, 0), (100, 1)]), False),
        (shapely.MultiPoint([(0, 0), (100, 0)]), shapely.MultiPoint([(0, 0), (100, 0), (0, 1), (100, 1)]), False),
        (LINE, shapely.LineString([(0, 0), (300, 50), (500, 0), (300, 50), (0, 0)]), False),  # there and back
        (BOX, shapely.Point(100, 50), False),
        (shapely.MultiPoint([(0, 0), (50, 0), (100, 0)]), shapely.MultiPoint([(50, 0), (50, 1), (50, 2)]), False),
    ],
)
def test_which_spots_coincide(one, other, together):
    assert first_of(one, other) == [0, 0 if together else 1]
    assert first_of(other, one) == [0, 0 if together else 1]


def test_lines_that_are_swept_coincide_as_their_strips_do():
    wide = Service(corridor=150.0)
    assert first_of(LINE, moved(LINE, 0, 0.3), service=wide) == [0, 0]
    assert first_of(LINE, moved(LINE, 0, 2), service=wide) == [0, 1]
    assert first_of(LINE, moved(LINE, 0, 2)) == [0, 0]


def test_only_equal_spots_coincide_at_the_edge_of_a_zone_or_a_range():
    near = moved(BOX, 0.5)
    cutting = [shapely.box(150, -50, 400, 400)]
    assert first_of(BOX, BOX, near, zones=cutting) == [0, 0, 2]
    assert first_of(BOX, BOX, near, max_range=100.0) == [0, 0, 2]
    beside = [shapely.box(-50, -50, 0.3, 300)]  # takes away from the one that lies farther west
    assert first_of(BOX, near, zones=beside) == first_of(near, BOX, zones=beside) == [0, 1]
    assert first_of(BOX, BOX, near, zones=[shapely.box(300, 0, 400, 400)], max_range=300.0) == [0, 0, 0]


def test_all_of_a_group_are_near_its_first():
    """A row of points 2 m apart: each is near the next one, but not all are near each other."""
    row = [shapely.Point(2.0 * step, 0) for step in range(6)]
    assert first_of(*row) == [0, 0, 2, 2, 4, 4]
    assert first_of(row[0], row[1], row[1], row[0]) == [0, 0, 0, 0]  # equal ones stay together


def test_spots_without_priority_and_spots_left_out_are_alone():
    point = shapely.Point(5, 5)
    assert first_of(point, point, point, priority=np.array([0.0, 2, 3])) == [0, 1, 1]
    assert first_of(point, point, point, left_out=np.array([True, False, False])) == [0, 1, 1]


def test_priorities_add_up_and_are_divided_again():
    spots = Targets(
        np.array([shapely.Point(0, 0), shapely.Point(50, 0), shapely.Point(1, 0)], object),
        np.array([3.0, 5, 1]),
        np.array([[1.0, 0], [0.5, 0.5], [0.2, 0.8]]),
    )
    shared = SharedVisits(np.array([0, 1, 0]))
    merged = shared.merged(spots)
    assert merged.priority.tolist() == [4, 5, 0]
    assert merged.unseen == pytest.approx(np.array([[0.8, 0.2], [0.5, 0.5], [0.2, 0.8]]))
    assert shared.all_of((1, 0, 1)) == (1, 0, 2, 1)
    left = [UnservedPart(0, (0.0, 0.0), 2.0, "why"), UnservedPart(1, (50.0, 0.0), 5.0, "why")]
    divided = shared.divided(left, spots)
    assert [(part.spot, part.priority, part.place) for part in divided] == [
        (0, 1.5, (0, 0)),
        (1, 5.0, (50, 0)),
        (2, 0.5, (1, 0)),
    ]


@pytest.fixture(scope="module")
def doubled():
    """The village with each spot twice, the second time a little beside the first and with another priority."""
    given = village()
    copies = [moved(shape, 0.3, 0.1) for shape in given.spots.geometry]
    spots = Targets(np.concatenate((given.spots.geometry, copies)), np.concatenate((given.spots.priority, np.ones(7))))
    given = replace(given, spots=spots, ids=(*given.ids, *(f"{spot} again" for spot in given.ids)))
    plan = given.plan()
    return given, plan, *given.layers(plan)


def test_one_visit_serves_spots_that_coincide(doubled):
    given, plan, flight_plan, promise = doubled
    assert plan.stops == village().plan().stops
    assert given.check(flight_plan, promise) == []
    assert given.check(flight_plan, replace(promise, served_at=None, left=None, together=None)) == []
    assert "p0; p0 again" in flight_plan.waypoints.spot_id
    assert "name of p5; name of p5 again" in flight_plan.waypoints.spot_name
    assert any("name of p5; name of p5 again" in spots for spots in flight_plan.routes.spots)
    served = {spot for sortie in plan.sorties for spot in sortie.spots}
    assert {0, 7} <= served
    assert {(left.spot, left.priority) for left in plan.unserved} >= {(6, 9), (13, 1)}
    assert sum(left.priority for left in plan.unserved) + plan.served_priority == pytest.approx(37)


@pytest.mark.parametrize("spot", [7, 9, 10, 11])
def test_the_check_finds_a_spot_that_no_visit_serves_although_it_is_named(doubled, spot):
    given, _, flight_plan, promise = doubled
    geometry = promise.geometry.copy()
    geometry[spot] = moved(geometry[spot], 8, -6)
    for names in (promise, replace(promise, served_at=None, left=None, together=None)):
        assert "service" in {found.rule for found in given.check(flight_plan, replace(names, geometry=geometry))}


def test_the_check_finds_a_spot_that_is_served_but_not_named(doubled):
    given, _, flight_plan, promise = doubled
    points = flight_plan.waypoints
    ids = np.where(points.spot_id == "p0; p0 again", "p0", points.spot_id)
    fewer = replace(flight_plan, waypoints=replace(points, spot_id=ids))
    assert "service" in {found.rule for found in given.check(fewer, promise)}
    assert "service" in {
        found.rule for found in given.check(fewer, replace(promise, served_at=None, left=None, together=None))
    }


def test_fifty_equal_polygons_are_one_sweep():
    given = village()
    spots = Targets(np.array([given.spots.geometry[4]] * 50, object), np.ones(50))
    given = replace(given, spots=spots, ids=tuple(map(str, range(50))))
    plan = given.plan()
    assert (plan.stops, len(plan.sorties), plan.served_priority) == (1, 1, 50)
    assert given.check(*given.layers(plan)) == []


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 8, 10])
def test_plans_with_spots_that_coincide_pass_the_check(seed):
    """Scenarios with zones, ranges and terrain, each spot again at up to 4 % of the swath from itself."""
    given, random = scenario(seed), np.random.default_rng(seed)
    copies = []
    for shape in given.spots.geometry:
        way = random.normal(0, 1, 2)
        way *= random.choice([0, 0.002, 0.04]) * given.task.service.swath / np.hypot(*way)
        copies.append(moved(shape, *way) if seed % 2 else shapely.reverse(moved(shape, *way)))
    spots = Targets(
        np.concatenate((given.spots.geometry, copies)),
        np.concatenate((given.spots.priority, random.uniform(0, 5, len(copies)))),
    )
    given = replace(given, spots=spots, ids=tuple(f"spot {number}" for number in range(len(spots.geometry))))
    plan = given.plan()
    assert plan.shared.others > 0
    for promise in (given.layers(plan)[1], replace(given.layers(plan)[1], served_at=None, left=None, together=None)):
        assert given.check(given.layers(plan)[0], promise) == []
    unserved = sum(left.priority for left in plan.unserved)
    assert plan.served_priority + unserved == pytest.approx(plan.total_priority)
