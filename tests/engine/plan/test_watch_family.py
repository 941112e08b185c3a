"""Plans for a watch of random small cities: none fails its check, and none closes more than its bound."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import Scenario, scenario

from blindspot.engine.plan.as_flight_plan import as_flight_plan, promise_of
from blindspot.engine.plan.plan import plan_sorties
from blindspot.engine.plan.scored_places import scored_places
from blindspot.engine.plan.self_check import violations_of
from blindspot.engine.plan.watch_task import WatchTask

HOUR, MINUTE = 3600.0, 60.0


def over_a_watch(seed: int) -> Scenario:
    """The scenario of a seed with a watch: of hours or all day, some with gap profiles, a detection time, corridors,
    sharp and closed lines, or scored places. Sometimes R is longer than the watch, or the hours of take-off are few."""
    random = np.random.default_rng(1000 + seed)
    given = scenario(seed, iterations=8)
    length = float(random.choice([2 * HOUR, 7 * HOUR, 20 * HOUR, 24 * HOUR]))
    revisit = float(random.choice([15 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR]))
    bins = int(np.ceil(length / (15 * MINUTE)))
    spots = given.spots
    shapes = np.append(spots.geometry, [_bent(random), _ring(random)])
    unseen = random.dirichlet(np.full(bins, 0.3), len(shapes)) if random.random() < 0.7 else None
    spots = replace(spots, geometry=shapes, priority=np.append(spots.priority, [2.0, 1.0]), unseen=unseen)
    places = None
    if random.random() < 0.4:
        shown = np.append(shapes, shapely.points(random.random((300, 2)) * 4000))
        places, _ = scored_places(shown, random.random(len(shown)), [None] * len(shown), length)
    latest = length + revisit if length < 24 * HOUR else length
    earliest = float(random.choice([0.0, latest / 3]))
    watch = WatchTask(
        length,
        revisit,
        earliest,
        earliest + 10 * MINUTE if random.random() < 0.2 else latest,
        float(random.choice([0.5, 1.0]) * given.task.service.swath),
        float(random.choice([0.0, 0.0, 20.0])),
        all_day=length == 24 * HOUR,
        scored=places,
        curve=False,
    )
    corridor = float(given.task.service.swath * 2) if random.random() < 0.4 else None
    task = replace(given.task, watch=watch, bound_seconds=0.0, service=replace(given.task.service, corridor=corridor))
    return replace(given, spots=spots, ids=tuple(f"spot {number}" for number in range(len(shapes))), task=task)


def _bent(random: np.random.Generator):
    """A short line that turns back by sharp angles: its strip with flat ends does not hold all of it."""
    steps = np.array([(0, 0), (9, 3), (1, 8), (12, 10), (4, 15), (0, 11)]) * random.uniform(0.7, 2)
    return shapely.LineString(random.random(2) * 2500 + steps)


def _ring(random: np.random.Generator):
    """A closed line around an area smaller than a strip."""
    corners = np.array([(0, 0), (24, 0), (24, 13), (0, 13), (0, 0)])
    return shapely.MultiLineString([corners + random.random(2) * 2500])


def violations(seed: int):
    """The violations of a scenario's plan, and the plan."""
    given = over_a_watch(seed)
    plan = plan_sorties(given.spots, given.fleet, given.airspace, given.aircraft, given.task)
    made = as_flight_plan(plan, given.ids, given.fleet, given.aircraft, given.task, given.start, given.names)
    promise = promise_of(plan, given.ids, given.spots, given.names, given.task)
    zones = given.zones, given.buffer
    inputs = made, promise, given.fleet, *zones, given.aircraft, given.task, given.start
    return violations_of(*inputs, clearance=given.clearance), plan


@pytest.mark.parametrize("seed", [0, 5, 20, 34, 50, 68])
def test_no_plan_for_a_watch_fails_its_check(seed):
    found, plan = violations(seed)
    assert [violation.message for violation in found] == []
    assert 0 <= plan.closing.priority <= plan.upper_bound * (1 + 1e-9)
