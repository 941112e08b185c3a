"""What is kept of a battery for corners, stops and landing: counted exactly, and left after each flight."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.drones.slowing import corner_loss, landing_loss, stop_loss
from blindspot.engine.errors import UserError
from blindspot.engine.plan import route_flights as flying
from blindspot.engine.plan.allowance import allowance_sentences, corners, kept_for_legs
from blindspot.engine.plan.fleet import Fleet
from blindspot.engine.plan.flight import flown
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.route_flights import RouteFlights
from blindspot.engine.plan.schedule import Separation
from blindspot.engine.plan.stop_network import network_of
from blindspot.engine.plan.stops import Stop
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.solver.orienteering import route_cost

SITE = np.array([[0.0, 0.0]])
WATCH = WatchTask(4 * 3600.0, 3600.0, 0.0, 5 * 3600.0, 30.0, curve=False)
TURNS = Aircraft(turn_time=4.0)


def hills(x, y):
    return 30 + 60 * np.sin(np.asarray(x) / 150) * np.cos(np.asarray(y) / 120)


def line(*vertices):
    return np.array(vertices, float)


def way(stop, *vertices):
    one = line(*vertices)
    return Stop(stop, "follow", 1.0, (one, one[::-1]))


@pytest.mark.parametrize(
    ("vertices", "count"),
    [
        ([(0, 0), (10, 0), (20, 0)], 0),
        ([(0, 0), (10, 0), (20, 2.6)], 0),
        ([(0, 0), (10, 0), (20, 2.8)], 1),
        ([(0, 0), (10, 0), (0, 0)], 1),
        ([(0, 0), (9, 0), (9, 0), (9, 5), (0, 5)], 2),
        ([(0, 0)], 0),
    ],
)
def test_corners_are_bends_of_more_than_15_degrees(vertices, count):
    assert corners(line(*vertices)) == count


def test_a_route_keeps_energy_for_its_corners_and_stops():
    """Straight out along a line and on to its sweep with two bends, back over a point: a corner where the sweep begins,
    two in it, one where it ends; the stop counts twice, and has no corners of its own."""
    follow, sweep = line((100, 0), (300, 0)), line((400, 100), (400, 300), (450, 300), (450, 100))
    parts = [line((0, 0)), follow, line((300, 0)), sweep, line((450, 100)), line((200, 100)), line((200, 100), (0, 0))]
    kept = kept_for_legs(parts, TURNS) / TURNS.corner_kept
    assert kept.tolist() == [0, 4, 3, 0]
    assert TURNS.corner_kept == pytest.approx(4 * TURNS.hover_power)


@pytest.mark.parametrize("terrain", [False, True])
def test_the_solver_keeps_what_flights_keep(terrain):
    """Around zones too, between ways that meet, over a point, and from and to the launch site."""
    zones = [shapely.box(-10, 300, 10, 1100), shapely.Point(500, 500).buffer(150), shapely.box(200, 100, 260, 180)]
    space = airspace_around(np.array(zones, object), 5.0)
    aircraft = Aircraft(endurance=9000.0, turn_time=None, landing_time=None, ground=hills if terrain else None)
    stops = [
        way(0, (-200, 800), (-100, 800), (-100, 850)),
        way(1, (-100, 850), (-60, 900)),
        Stop(2, "hover", 1.0, (line((150, 900)),), 60.0),
        way(3, (700, 500), (700, 600), (740, 600), (740, 500)),
        way(4, (300, 300), (350, 250)),
    ]
    network = network_of(stops, SITE, space, aircraft)
    problem = network.problem(aircraft, np.array([0]), 1)
    without = replace(aircraft, turn_time=0.0, landing_time=0.0)
    before = network_of(stops, SITE, space, without).problem(without, np.array([0]), 1)
    flights = RouteFlights(network, Fleet(("a",), SITE, np.array([0]), 1), aircraft, Separation())
    rng, most = np.random.default_rng(5), 0
    for _ in range(40):
        some = rng.permutation(5)[: rng.integers(1, 6)]
        route = tuple(int(rng.choice(np.flatnonzero(problem.stop == stop))) for stop in some)
        more = route_cost(problem, 0, route) - route_cost(before, 0, route)
        flight, higher = (flights.flight(route, 0, height) for height in (0.0, 30.0))
        kept = sum(flight.kept)
        assert flight.needed == pytest.approx(flight.drawn + kept)
        landing = aircraft.raised(30.0).landing_kept - aircraft.landing_kept
        assert sum(higher.kept) - kept == pytest.approx(landing) != 0
        assert more == pytest.approx(kept, rel=1e-9)
        most = max(most, kept / aircraft.corner_kept)
    assert most > 12
    assert before.limit - problem.limit == pytest.approx(aircraft.landing_kept)


@pytest.mark.parametrize(("watch", "terrain"), [(None, False), (None, True), (WATCH, False)])
def test_flights_leave_what_they_keep(watch, terrain):
    given = village()
    aircraft = replace(
        given.aircraft, turn_time=None, landing_time=None, endurance=1500.0, ground=hills if terrain else None
    )
    task = replace(given.task, watch=watch)
    plan = plan_sorties(given.spots, given.fleet, given.airspace, aircraft, task)
    assert plan.sorties
    for sortie in plan.sorties:
        raised = aircraft.raised(sortie.altitude - aircraft.altitude)
        used = sortie.flight.energy + sum(sortie.flight.kept) + aircraft.landing_kept
        assert used <= aircraft.battery * (1 - aircraft.reserve) * (1 + 1e-9)
        assert sum(sortie.flight.kept) >= raised.landing_kept - aircraft.landing_kept
    (said,) = allowance_sentences([sortie.flight for sortie in plan.sorties], aircraft)
    assert "of a battery is kept" in said
    nothing = replace(aircraft, turn_time=0.0, landing_time=0.0)
    freely = plan_sorties(given.spots, given.fleet, given.airspace, nothing, task)
    usual = replace(given.aircraft, endurance=1500.0, ground=hills if terrain else None)
    as_before = plan_sorties(given.spots, given.fleet, given.airspace, usual, task)
    assert [one.line().tolist() for one in freely.sorties] == [one.line().tolist() for one in as_before.sorties]
    assert freely.upper_bound == as_before.upper_bound >= plan.upper_bound
    assert not allowance_sentences([sortie.flight for sortie in freely.sorties], nothing)


@pytest.mark.parametrize("speed", [5.0, 10.0, 15.0])
def test_losses_rise_with_speed_and_height(speed):
    assert 0 < corner_loss(speed) < stop_loss(speed)
    assert corner_loss(speed + 1) > corner_loss(speed)
    low, high = (landing_loss(altitude, 3.0, 2.0, speed) for altitude in (60.0, 120.0))
    assert 35 < low < high < 75
    assert landing_loss(60.0, 0.1, 0.1, speed) == stop_loss(speed)


def test_flights_that_need_more_than_estimated_leave_what_they_keep(monkeypatch):
    given = village()
    aircraft = replace(given.aircraft, turn_time=None, landing_time=None, endurance=1500.0)

    def with_more_energy(*given):
        flight = flown(*given)
        return replace(flight, spent=flight.spent * (1 + 0.2 * abs(np.sin(flight.spent))))

    monkeypatch.setattr(flying, "flown", with_more_energy)
    for watch in (None, WATCH):
        task = replace(given.task, watch=watch)
        plan = plan_sorties(given.spots, given.fleet, given.airspace, aircraft, task)
        needed = [sortie.flight.energy + sum(sortie.flight.kept) for sortie in plan.sorties]
        assert 0 < max(needed) <= aircraft.budget * (1 + 1e-9)


@pytest.mark.parametrize("name", ["turn_time", "landing_time"])
def test_times_below_zero_are_refused(name):
    with pytest.raises(UserError, match=f"{name.upper()} can't be negative"):
        Aircraft(**{name: -1.0})
