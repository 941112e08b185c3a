"""Small changes by the exact score: what they gain is what the exact score says, and no rule is broken."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.plan import Fleet, plan_sorties
from blindspot.engine.plan.route_flights import RouteFlights
from blindspot.engine.plan.stop_network import network_of
from blindspot.engine.plan.stops import Targets, stops_of
from blindspot.engine.plan.task import Task
from blindspot.engine.plan.watch_polish import Polish
from blindspot.engine.plan.watch_problem import watch_problem
from blindspot.engine.plan.watch_score import samples_of, seen_by
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.progress import quiet
from blindspot.engine.solver.search import budget_of

HOUR = 3600.0
WATCH = WatchTask(4 * HOUR, HOUR, 0.0, 5 * HOUR, 30.0, curve=False)
FLEET = Fleet(np.zeros((1, 2)), ("depot",), np.full(2, 0), 2, 300.0)
ROUTES = [(0, 1, 2), (3,), (2, 1), (0,)]
STARTS = np.array([1.0, 2.5, 1.5, 3.5]) * HOUR


def targets() -> Targets:
    """Four stops in a row, and beside the way from one to the next a spot that no stop is made of."""
    random = np.random.default_rng(1)
    places = np.array([[500, 0], [900, 300], [1300, 0], [300, 600.0]])
    shares = random.random((4, 16))
    return Targets(shapely.points(places), np.array([3.0, 1, 2, 1]), shares / shares.sum(axis=1, keepdims=True))


@pytest.fixture(params=["at once", "in time", "all day"])
def polish(request):
    in_time, all_day = request.param == "in time", request.param == "all day"
    watch = replace(WATCH, detection_time=40.0 if in_time else 0.0, all_day=all_day)
    spots, aircraft, task = targets(), Aircraft(), Task(watch=watch)
    stops, _ = stops_of(spots, FLEET.sites, airspace_around([], 0.0), aircraft, task.service)
    network = network_of(stops, FLEET.sites, airspace_around([], 0.0), aircraft)
    routing = network.problem(aircraft, FLEET.home, FLEET.sorties)
    problem = watch_problem(spots, network, routing, FLEET, aircraft, watch)
    flights = RouteFlights(network, FLEET, aircraft, task.separation)

    def flight_of(which, route):
        return flights.flight(route, 0, 0.0)

    own = [flight_of(0, route) for route in ROUTES]
    samples = samples_of(spots, watch, task.service)
    made = Polish.of(problem, watch, np.array([0, 0, 1, 1]), ROUTES, own, STARTS, samples)
    return made, flight_of, watch


def exactly(polish: Polish, flight_of, watch: WatchTask) -> float:
    """What the sorties close, all flown and scored again."""
    lines = [flight_of(0, route).line(float(start)) for route, start in zip(polish.routes, polish.starts, strict=True)]
    return seen_by(lines, 0.0, polish.seen[0].samples, watch).total


def test_more_is_closed_and_no_rule_broken(polish):
    polish, flight_of, watch = polish
    before = exactly(polish, flight_of, watch)
    tried = polish.run(flight_of, np.random.default_rng(0), budget_of(0, 300, ()), quiet)
    assert tried == 300
    assert exactly(polish, flight_of, watch) > before * 1.01
    assert sorted(map(sorted, polish.routes)) == sorted(map(sorted, ROUTES))
    for drone in (0, 1):
        own = polish.drone == drone
        landed = polish.starts[own] + polish.duration[own]
        assert polish.starts[own][1] >= landed[0] + FLEET.swap_time
    assert ((polish.starts >= watch.earliest) & (polish.starts <= watch.latest)).all()


def test_a_gain_is_the_difference_of_exact_scores(polish):
    polish, flight_of, watch = polish
    before = exactly(polish, flight_of, watch)
    for which, start in ((0, 0.1 * HOUR), (0, 1.2 * HOUR), (1, 2.0 * HOUR), (2, 1.05 * HOUR), (3, 4.9 * HOUR)):
        gain = polish._gain_of(which, start, polish.seen[which])
        kept = polish.starts[which]
        polish.starts[which] = start
        assert exactly(polish, flight_of, watch) - before == pytest.approx(gain, abs=1e-9)
        polish.starts[which] = kept


def test_what_is_kept_of_the_sorties_is_that_of_their_routes(polish):
    polish, flight_of, watch = polish
    polish.run(flight_of, np.random.default_rng(0), budget_of(0, 300, ()), quiet)
    assert polish.routes != ROUTES
    for route, duration, seen in zip(polish.routes, polish.duration, polish.seen, strict=True):
        flight = flight_of(0, route)
        assert duration == flight.duration
        assert seen.first.tolist() == seen_by([flight.line()], 0.0, seen.samples, watch).first.tolist()


def test_a_sortie_fits_between_those_before_and_after_it(polish):
    """With the time to swap batteries on both sides, and within the hours."""
    polish, *_ = polish
    duration, swap = polish.duration, FLEET.swap_time
    ready, last = STARTS[0] + duration[0] + swap, STARTS[1] - swap - 1000.0
    cases = [(1, ready, True), (1, ready - 1, False), (0, last, True), (0, last + 1, False), (0, 0.0, True)]
    cases += [(0, -1.0, False), (3, WATCH.latest, True), (3, WATCH.latest + 1, False)]
    for which, start, fits in cases:
        assert polish._fits(which, start, 1000.0) == fits


def test_a_plan_is_not_below_the_one_without_small_changes(monkeypatch):
    task = Task(watch=WATCH, iterations=40)
    more = Targets(shapely.points(np.random.default_rng(3).random((12, 2)) * 2500), np.arange(1.0, 13))
    args = more, FLEET, airspace_around([], 0.0), Aircraft(), task
    polished = plan_sorties(*args)
    monkeypatch.setattr(Polish, "run", lambda *_: 0)
    assert polished.closing.priority >= plan_sorties(*args).closing.priority - 1e-9
