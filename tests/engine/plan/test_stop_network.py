"""The solver's cost matrix: the costs of legs, stops, take-off and landing."""

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones import flight_plan as rules
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.stop_network import network_of
from blindspot.engine.plan.stops import Stop, effort_of
from blindspot.engine.solver.orienteering import route_cost

SITE = np.array([[0.0, 0.0]])
AIRCRAFT = Aircraft()
WALL = airspace_around([shapely.box(-10, 300, 10, 1100)])


def hover(x, y):
    return Stop(0, "hover", 1.0, (np.array([[x, y]], dtype=float),), 60.0)


def test_a_route_costs_its_legs_stops_takeoff_and_landing():
    line = np.array([[200.0, 0], [200, 300]])
    stops = [hover(100, 0), Stop(1, "follow", 2.0, (line, line[::-1]))]
    network = network_of(stops, SITE, airspace_around([]), AIRCRAFT)
    problem = network.problem(AIRCRAFT, np.array([0]), 1)
    metres = 100 + np.hypot(100, 300) + 300 + 200
    level = metres / AIRCRAFT.speed * AIRCRAFT.cruise_power + AIRCRAFT.hover(60)
    assert route_cost(problem, 0, (0, 2)) == pytest.approx(level + AIRCRAFT.takeoff()[1] + AIRCRAFT.landing()[1])
    assert network.service[2] == effort_of(stops[1], line[::-1], AIRCRAFT)[1]


def test_a_path_that_leaves_the_range_is_dropped():
    stops = [hover(-100, 800), hover(100, 800)]
    assert np.isfinite(network_of(stops, SITE, WALL, AIRCRAFT).paths.cost).all()
    near = network_of(stops, SITE, WALL, AIRCRAFT, max_range=1000.0)
    first, second = near.entry
    assert np.isinf(near.paths.cost[first, second])
    assert np.isfinite(near.paths.cost[0, [first, second]]).all()
    assert near.reach.all()


def test_each_stop_that_cannot_be_served_has_its_own_reason():
    ring = airspace_around([shapely.Point(3000, 0).buffer(200).difference(shapely.Point(3000, 0).buffer(100))])
    endless = Stop(0, "hover", 1.0, (np.array([[5.0, 5.0]]),), 4000.0)
    stops = [hover(100, 0), hover(3000, 0), hover(0, 30_000), endless]
    network = network_of(stops, SITE, ring, AIRCRAFT)
    found = network.reasons(network.problem(AIRCRAFT, np.array([0]), 1), AIRCRAFT)
    assert found == [rules.NO_BATTERY_LEFT, rules.ENCLOSED, rules.OUT_OF_REACH, rules.TOO_LARGE]
