"""A plan for a watch as it is flown: its heights and visits, and the solutions that it is compared with."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village
from small_watch import HOUR, watch_problem

from blindspot.engine.places.places import point_places
from blindspot.engine.plan.closing import ELSEWHERE
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.stops import Service, Targets
from blindspot.engine.plan.watch_curve import enlarged
from blindspot.engine.plan.watch_plan import _without
from blindspot.engine.plan.watch_score import samples_of
from blindspot.engine.plan.watch_task import ScoredPlaces, WatchTask
from blindspot.engine.solver.watch import WatchSolution, check, closed_priority

WATCH = WatchTask(4 * HOUR, HOUR, 0.0, 5 * HOUR, 30.0, curve=False)
PROBLEM = watch_problem(3, drones=2, sorties=3, sites=2, fixed=True)
FLOWN = WatchSolution(
    ((0,), (1, 2), (4,), (3,), (5,), ()), np.array([1, 2.5, 4, 1, 3, np.nan]) * HOUR, np.array([0, 1])
)


def test_visits_and_heights_are_those_of_the_flights():
    given = village()
    task = replace(given.task, watch=WATCH, iterations=40, begins=1000.0)
    plan = plan_sorties(given.spots, given.fleet, given.airspace, given.aircraft, task)
    visits, height = plan.closing.visits, given.aircraft.altitude
    assert np.lexsort((visits.first, visits.spot)).tolist() == list(range(len(visits.spot)))
    assert len(visits.spot) > 6
    for spot, number, first, last in zip(visits.spot, visits.sortie, visits.first, visits.last, strict=True):
        sortie = plan.sorties[number]
        own = sortie.flight.spot == spot
        assert first == pytest.approx(sortie.start + sortie.flight.arrive[own].min())
        assert last == pytest.approx(sortie.start + sortie.flight.leave[own].max())
    for sortie in plan.sorties:
        assert sortie.line()[:, 2].max() == pytest.approx(height + task.separation.vertical * (sortie.drone - 1))
    assert {sortie.number for sortie in plan.sorties} == {1, 2}


def test_samples_have_the_priority_of_their_spots():
    given = village()
    samples = samples_of(given.spots, WATCH, Service())
    assert np.bincount(samples.spot, samples.weight) == pytest.approx(given.spots.priority)


def test_a_scored_place_belongs_to_the_first_spot_that_holds_it():
    spots = Targets(np.array([shapely.box(0, 0, 100, 100), shapely.box(50, 0, 200, 100)], object), np.ones(2))
    scored = ScoredPlaces(point_places(np.array([20.0, 80, 150, 300]), np.full(4, 50.0)), np.ones(4), None)
    samples = samples_of(spots, replace(WATCH, scored=scored), Service())
    assert samples.spot.tolist() == [0, 0, 1, ELSEWHERE]


@pytest.mark.parametrize(("drones", "sorties"), [(0, 1), (1, 0), (2, 2)])
def test_a_larger_fleet_can_fly_the_same(drones, sorties):
    check(PROBLEM, FLOWN)
    larger, start = enlarged(PROBLEM, FLOWN, drones, sorties)
    check(larger, start)
    assert closed_priority(larger, start) == pytest.approx(closed_priority(PROBLEM, FLOWN))
    assert larger.routes == (2 + drones) * (3 + sorties)


@pytest.mark.parametrize("index", range(5))
def test_without_a_route_the_others_stay_as_they_are(index):
    less = _without(FLOWN, index)
    check(PROBLEM, less)
    kept = [(route, launch) for route, launch in zip(less.routes, less.launch, strict=True) if route]
    every = list(zip(FLOWN.routes, FLOWN.launch, strict=True))
    assert kept == [one for number, one in enumerate(every) if number != index and one[0]]
