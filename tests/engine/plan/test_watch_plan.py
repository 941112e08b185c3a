"""Plans for a watch: the problem's times are those of the flights, and the score is that of brute force."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.plan.even_bins import even_bins
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.route_flights import RouteFlights
from blindspot.engine.plan.start_in_watch import start_in_watch
from blindspot.engine.plan.stop_network import network_of
from blindspot.engine.plan.stops import Service, Targets, effort_of, stops_of
from blindspot.engine.plan.watch_problem import watch_problem
from blindspot.engine.plan.watch_score import samples_of, seen_by
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.solver.watch import route_times
from blindspot.engine.timing.watch import Watch

WATCH = WatchTask(4 * 3600.0, 3600.0, 0.0, 5 * 3600.0, 30.0, curve=False)


def hills(x, y):
    return 30 + 20 * np.sin(np.asarray(x) / 150) * np.cos(np.asarray(y) / 120)


@pytest.mark.parametrize("terrain", [False, True])
def test_the_times_of_the_problem_are_those_of_the_flights(terrain):
    given = village()
    aircraft = replace(given.aircraft, ground=hills, ground_spacing=10.0, endurance=2000) if terrain else given.aircraft
    stops, _ = stops_of(given.spots, given.fleet.sites, given.airspace, aircraft, given.task.service)
    network = network_of(stops, given.fleet.sites, given.airspace, aircraft)
    routing = network.problem(aircraft, given.fleet.home, given.fleet.sorties)
    problem = watch_problem(given.spots, network, routing, given.fleet, aircraft, WATCH)
    flights = RouteFlights(network, given.fleet, aircraft, given.task.separation)
    reach = np.flatnonzero(routing.reachable()[0])
    ways = [int(reach[routing.stop[reach] == stop][-1]) for stop in np.unique(routing.stop[reach])]
    for route in [(way,) for way in ways] + [tuple(ways[:4])]:
        times = route_times(problem, 0, route)
        flight = flights.flight(route, 0, 0.0)
        assert times[-1] == pytest.approx(flight.duration, rel=0.02 if terrain else 1e-9)
    assert problem.unseen.sum(axis=1) == pytest.approx(routing.prize)


@pytest.mark.parametrize(("all_day", "detection_time"), [(False, 0.0), (True, 20.0)])
def test_visits_last_as_long_as_places_are_in_range(all_day, detection_time):
    """A point that is hovered over from its detection range before arrival until its range after departure; a place of
    a strip for a mean chord, in the middle of serving it."""
    given = village()
    stops, _ = stops_of(given.spots, given.fleet.sites, given.airspace, given.aircraft, given.task.service)
    network = network_of(stops, given.fleet.sites, given.airspace, given.aircraft)
    routing = network.problem(given.aircraft, given.fleet.home, given.fleet.sorties)
    watch = replace(WATCH, all_day=all_day, detection_time=detection_time)
    problem = watch_problem(given.spots, network, routing, given.fleet, given.aircraft, watch)
    past, hover = watch.detection_range / given.aircraft.speed, given.task.service.hover_time
    for way in range(routing.alternatives):
        stop = stops[routing.stop[way]]
        middle, length = -hover / 2, hover + 2 * past
        if stop.action != "hover":
            middle, length = -effort_of(stop, network.way_of(way), given.aircraft)[0] / 2, np.pi / 2 * past
        assert problem.seen[way] == pytest.approx([middle - length / 2, middle + length / 2])
        assert problem.exposure is None or problem.exposure[way] == pytest.approx(length / detection_time)
    assert (problem.exposure is None) == (detection_time == 0)
    assert problem.cycle == (watch.length if all_day else 0)
    assert (problem.earliest, problem.latest, problem.swap) == (watch.earliest, watch.latest, given.fleet.swap_time)


def test_the_sums_along_paths_are_those_of_their_legs():
    zones = [shapely.box(-500, -300, -200, 100), shapely.box(350, 150, 450, 250), shapely.Point(0, 600).buffer(150)]
    places = np.random.default_rng(3).uniform(-1000, 1000, (20, 2))
    around = airspace_around(np.array(zones, object), 10.0)
    places = places[~around.closed(places)]
    paths = around.shortest_paths(places, lambda start, end: np.hypot(*(end - start).T))
    squares = paths.sums(lambda start, end: ((end - start) ** 2).sum(axis=1))
    assert not paths.direct.all()
    for start in range(len(places)):
        for end in range(len(places)):
            legs = np.diff(paths.path(start, end), axis=0)
            assert squares[start, end] == pytest.approx((legs**2).sum(), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize("all_day", [False, True])
def test_the_score_is_that_of_every_moment(all_day):
    """Conditions that begin at each of many moments, at each place: closed if the drone is near within R."""
    spots = Targets(np.array([shapely.Point(0, 0), shapely.Point(200, 20)], object), np.array([2.0, 3.0]))
    spots = replace(spots, unseen=np.random.default_rng(1).dirichlet(np.ones(16), 2))
    watch = replace(WATCH, all_day=all_day)
    lines = [
        np.array([(-300.0, 0, 60, at), (500.0, 0, 60, at + 80), (-300.0, 0, 60, at + 160)]) for at in (50, 3000, 9000)
    ]
    seen = seen_by(lines, 0.0, samples_of(spots, watch, Service()), watch)
    moments = (np.arange(40_000) + 0.5) * watch.length / 40_000
    expected = 0.0
    for spot, share, priority in zip(spots.geometry, spots.unseen, spots.priority, strict=True):
        near = []
        for line in lines:
            at = np.linspace(line[0, 3], line[-1, 3], 3201)
            x, y = (np.interp(at, line[:, 3], line[:, axis]) for axis in (0, 1))
            near.append(at[np.hypot(x - spot.x, y - spot.y) <= watch.detection_range])
        near = np.concatenate(near)
        near = np.sort(np.concatenate((near, near + watch.length)) if all_day else near)
        after = np.searchsorted(near, moments)
        noticed = near[np.minimum(after, len(near) - 1)]
        noticed = (after < len(near)) & (noticed <= moments + watch.revisit)
        expected += priority * (share.repeat(40_000 // 16) * noticed).sum() * 16 / 40_000
    assert seen.total == pytest.approx(expected, rel=2e-3)
    assert seen.of_sorties.sum() == pytest.approx(seen.total)
    for sortie, lost in enumerate(seen.lost_without()):
        others = [line for number, line in enumerate(lines) if number != sortie]
        less = seen_by(others, 0.0, samples_of(spots, watch, Service()), watch).total
        assert seen.total - lost == pytest.approx(less)


def test_a_plan_is_bounded_and_found_again(monkeypatch):
    monkeypatch.setattr("blindspot.engine.plan.watch_plan.LATE", 100.0)  # a busy machine gets its curve too
    given = village()
    task = replace(given.task, watch=replace(WATCH, curve=True), iterations=0, seconds=0.5)
    plan = plan_sorties(given.spots, given.fleet, given.airspace, given.aircraft, task)
    again = plan_sorties(given.spots, given.fleet, given.airspace, given.aircraft, replace(task, stages=plan.stages))
    assert 0 < plan.closing.priority <= plan.upper_bound
    assert plan.closing.sortie.sum() == pytest.approx(plan.closing.priority)
    assert [sortie.start for sortie in plan.sorties] == [sortie.start for sortie in again.sorties]
    assert plan.closing.curve == again.closing.curve
    assert len(plan.closing.curve) == 2
    assert all(step.closed >= plan.closing.priority * (1 - 1e-9) for step in plan.closing.curve)


@pytest.mark.parametrize(("late", "steps"), [(10.0, 2), (-10.0, 0)])
def test_a_plan_that_is_late_gets_no_curve_and_is_found_again_without_one(monkeypatch, late, steps):
    given = village()
    monkeypatch.setattr("blindspot.engine.plan.watch_plan.LATE", late)
    task = replace(given.task, watch=replace(WATCH, curve=True), iterations=0, seconds=0.6, bound_seconds=0.1)
    args = given.spots, given.fleet, given.airspace, given.aircraft
    plan = plan_sorties(*args, task)
    assert len(plan.closing.curve) == steps
    assert plan.closing.priority <= plan.upper_bound <= plan.closing.whole
    monkeypatch.setattr("blindspot.engine.plan.watch_plan.LATE", -late)
    again = plan_sorties(*args, replace(task, stages=plan.stages))
    assert again.stages == plan.stages
    assert again.closing.curve == plan.closing.curve
    assert again.upper_bound == plan.upper_bound


def test_bins_of_a_watch_that_are_not_equal_are_divided():
    shares = np.array([[0.5, 0.25, 0.25]])
    even, length = even_bins(shares, 2400.0, 1)  # 15, 15 and 10 minutes
    assert length == 300
    assert even == pytest.approx(np.array([[0.5 / 3] * 3 + [0.25 / 3] * 3 + [0.125] * 2]))
    assert even_bins(None, 2400.0, 2)[0].tolist() == [[1], [1]]
    even, length = even_bins(np.array([[0.1, 0.2, 0.3, 0.4]]), 4 * 3600.0, 1)  # not the bins of the watch: equal ones
    assert (even.tolist(), length) == ([[0.1, 0.2, 0.3, 0.4]], 3600)


@pytest.mark.parametrize(("start", "begins", "after"), [(23, 22, 1), (12, 22, 0), (28, 22, 6), (29, 46, 0)])
def test_a_start_is_in_its_watch_or_before_the_next_one(start, begins, after):
    day = 1_772_409_600.0  # 2 March 2026, 00:00 UTC
    found = start_in_watch(Watch(22 * 3600.0, 5 * 3600.0), day + start * 3600)
    assert found == (day + begins * 3600, after * 3600)
