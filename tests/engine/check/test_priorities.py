"""The priorities of sorties that share spots, in closed form."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from planted import rules, with_routes
from scenarios import Scenario, village

from blindspot.engine.check.priorities import Reach, claims_of, expected_priorities, piece_violations
from blindspot.engine.check.service import Visit
from blindspot.engine.check.unserved import unserved_violations
from blindspot.engine.drones.flight_plan import IN_ZONE, NO_BATTERY_LEFT, FlightPlan, Promise, Unserved

OPEN = Reach(shapely.Polygon(), None)


def promise(geometry, priority=12.0) -> Promise:
    return Promise(("spot",), np.array([geometry], dtype=object), np.array([priority]))


def visit(route, *vertices, action="sweep") -> Visit:
    path = shapely.LineString(vertices) if len(vertices) > 1 else shapely.Point(vertices[0])
    return Visit(route, 0, action, 1, path, 0.0)


def worth(good, geometry, visits, claim=12.0, reach=OPEN):
    """The expected priority of the sorties of the village's plan, with other visits."""
    return expected_priorities(good[1], promise(geometry), visits, np.array([claim]), reach)


def test_pieces_of_a_polygon_count_as_their_length(good):
    square = shapely.box(0, 0, 90, 100)
    visits = [visit(0, (30, 0), (30, 100)), visit(1, (60, 100), (60, 0), (60, 50))]
    shared = worth(good, square, visits)
    assert shared.priority[:2] == pytest.approx([12 * 100 / 250, 12 * 150 / 250])
    assert shared.uncertainty.max() <= 1e-6 * 12


def test_parts_of_a_polygon_count_as_their_area_outside_of_zones(good):
    wall = Reach(shapely.box(100, -1, 200, 101), None)
    visits = [visit(0, (10, 50), (90, 50)), visit(1, (210, 50), (300, 50))]
    shared = worth(good, shapely.box(0, 0, 500, 100), visits, claim=9.6, reach=wall)
    assert shared.priority[:2] == pytest.approx([2.4, 7.2])
    assert 0 < shared.uncertainty.max() < 0.05


def test_lines_and_points_are_shared_exactly(good):
    line = shapely.LineString([(0, 0), (400, 0)])
    visits = [visit(0, (0, 0), (100, 0), action="follow"), visit(2, (400, 0), (100, 0), action="follow")]
    assert worth(good, line, visits).priority[:3] == pytest.approx([3, 0, 9])
    points = shapely.MultiPoint([(0, 0), (9, 9), (50, 0)])
    visits = [visit(0, (0, 0), action="hover"), visit(1, (9, 9), action="hover"), visit(1, (50, 0), action="hover")]
    shared = worth(good, points, visits)
    assert shared.priority[:2] == pytest.approx([4, 8])
    assert not shared.uncertainty.any()


@pytest.mark.parametrize(("claim", "count"), [(12.0, 0), (6.0, 0), (4.0, 0), (1.0, 0), (5.0, 1), (7.0, 1), (9.0, 1)])
def test_pieces_have_equal_priority(good, claim, count):
    found = piece_violations(
        good[1], promise(shapely.box(0, 0, 90, 100)), [visit(0, (30, 0), (30, 100))], np.array([claim]), OPEN
    )
    assert [violation.rule for violation in found] == ["priority"] * count


def test_the_priority_that_a_zone_excludes_is_recomputed(good):
    square, zone = promise(shapely.box(0, 0, 100, 100)), shapely.box(75, -10, 120, 110)

    def messages(priority, reason=IN_ZONE, place=(80, 50)):
        spot, why, name = (np.array([text], object) for text in ("spot", reason, None))
        row = Unserved(spot, np.array([priority]), why, name, np.array([place]))
        plan = replace(good[1], unserved=row)
        assert claims_of(plan, square) == 12 - priority
        return [violation.message for violation in unserved_violations(plan, square, zone, good[0].limits)]

    assert messages(3.0) == []
    assert "no-fly zones, not 3.1" in messages(3.1)[0]
    assert "no-fly zones, not 1.5" in messages(1.5)[0]
    assert messages(1.5, NO_BATTERY_LEFT) == []
    assert "priority is 12" in messages(12.1, NO_BATTERY_LEFT)[0]
    assert "priority is 12" in messages(-0.1, NO_BATTERY_LEFT)[0]
    assert "no priority" in messages(0.0, "no priority")[0]
    assert "an unknown reason (bad weather)" in messages(1.0, "bad weather")[0]
    assert "4.00 m away from" in messages(3.0, place=(104, 50))[0]


def test_a_repeated_row_or_an_unknown_spot_in_unserved_is_found(good):
    given, plan, held = good
    rows = plan.unserved
    twice = Unserved(*(np.concatenate((column, column)) for column in vars(rows).values()))
    other = replace(held, left=np.array([6, 6]))
    assert "unserved" in rules(given, replace(plan, unserved=twice), other)
    unknown = replace(plan, unserved=replace(rows, spot_id=np.array(["nobody"], object)))
    assert "unserved" in rules(given, unknown, held)
    assert {"unserved", "service"} <= rules(given, unknown, replace(held, served_at=None, left=None))


@pytest.fixture(scope="module")
def cut() -> tuple[Scenario, FlightPlan, Promise]:
    """A polygon so large that it is cut into pieces, which several sorties sweep."""
    given = village()
    spots = replace(
        given.spots, geometry=np.array([shapely.box(300, 300, 900, 800)], dtype=object), priority=np.array([12.0])
    )
    given = replace(given, spots=spots, ids=("park",), zones=np.array([], dtype=object))
    return given, *given.layers(given.plan())


def test_priorities_of_sorties_that_share_a_spot_are_recomputed(cut):
    given, plan, held = cut
    assert rules(given, plan, held) == set()
    assert len(plan.routes) > 2
    moved = plan.routes.priority + 0.01 * np.array([1, -1] + [0] * (len(plan.routes) - 2))
    assert rules(given, with_routes(plan, priority=moved), held) == {"priority"}
