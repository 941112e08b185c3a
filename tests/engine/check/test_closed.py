"""What the check recomputes of the gaps that a plan closes: it agrees with the planner however drones notice and
wherever that is measured, and notices each parameter of the watch."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from planted import rules
from scenarios import village

from blindspot.engine.check.closed import CELLS, _closed, _Points, _Sightings, _sightings
from blindspot.engine.check.priorities import claims_of
from blindspot.engine.check.service import closed_area, service_violations, visits_of
from blindspot.engine.drones.flight_plan import PromisedWatch
from blindspot.engine.places.places import point_places
from blindspot.engine.plan.watch_task import ScoredPlaces, WatchTask

HOUR = 3600.0
WATCH = WatchTask(4 * HOUR, HOUR, 600.0, 5 * HOUR, 30.0, curve=False, start_s=22 * HOUR)
KINDS = ["at once", "in time", "all day", "scored"]


def with_watch(kind: str):
    given, random = village(), np.random.default_rng(1)
    watch = replace(WATCH, detection_time=8.0 if "in time" in kind else 0.0, all_day="all day" in kind)
    if "all day" in kind:  # the first visits close the end of the watch before
        watch = replace(watch, earliest=0.0, latest=0.9 * HOUR)
    if "scored" in kind:
        x, y = np.meshgrid(np.arange(-1000, 1100, 50.0), np.arange(-700, 1100, 50.0))
        unseen = random.dirichlet(np.ones(16), x.size)
        watch = replace(watch, scored=ScoredPlaces(point_places(x.ravel(), y.ravel()), random.random(x.size), unseen))
    spots = replace(given.spots, unseen=random.dirichlet(np.ones(16), len(given.ids)))
    given = replace(given, start=1.8e9, spots=spots, task=replace(given.task, watch=watch, begins=1.8e9, iterations=30))
    return given, *given.layers(given.plan())


@pytest.fixture(scope="module", params=KINDS)
def plan(request):
    return request.param, *with_watch(request.param)


def test_a_sound_plan_passes(plan):
    _, given, made, promise = plan
    assert rules(given, made, promise) == set()
    assert made.closed_priority > 0.5


@pytest.mark.parametrize(
    ("name", "value"),
    [("revisit", 0.5 * HOUR), ("revisit", 2 * HOUR), ("detection_range", 15.0), ("begins", 1.8e9 + 2400)],
)
def test_each_parameter_of_the_watch_counts(plan, name, value):
    kind, given, made, promise = plan
    if name == "detection_range" and "in time" in kind:
        return  # a drone that hovers for so long notices at any range
    assert "closed" in rules(given, made, replace(promise, watch=replace(promise.watch, **{name: value})))


def test_whether_drones_notice_at_once_and_whether_the_watch_ends_count(plan):
    kind, given, made, promise = plan
    time = 16.0 if "in time" in kind else 8.0
    assert "closed" in rules(given, made, replace(promise, watch=replace(promise.watch, detection_time=time)))
    if "all day" in kind:
        assert "closed" in rules(given, made, replace(promise, watch=replace(promise.watch, all_day=False)))


def test_what_a_sortie_closes_lies_between_alone_and_beside_the_others(plan):
    """What one sortie is said to close cannot be added to that of another one."""
    _, given, made, promise = plan
    priority = made.routes.priority
    most, least = int(priority.argmax()), int(priority.argmin())
    moved = priority.copy()
    moved[most], moved[least] = 0.0, priority[most] + priority[least]
    found = given.check(replace(made, routes=replace(made.routes, priority=moved)), promise)
    wrong = {(one.drone, one.sortie) for one in found if one.rule == "closed"}
    routes = made.routes
    assert wrong == {(int(routes.drone[route]), int(routes.sortie[route])) for route in (most, least)}


def test_a_spot_is_visited_again_by_other_sorties_only(plan):
    _, given, made, promise = plan
    claims, closed = claims_of(made, promise), closed_area(given.zones, given.limits, given.sites)
    visits = visits_of(made, promise)
    assert service_violations(made, promise, visits, claims, closed, given.limits) == []
    for one in visits:
        again = [*visits, one]
        found = service_violations(made, promise, again, claims, closed, given.limits)
        assert {violation.rule for violation in found} == {"served twice"}
        others = [
            route for route in range(len(made.routes)) if (route, one.spot) not in {(v.route, v.spot) for v in visits}
        ]
        for route in others:
            again = [*visits, replace(one, route=route)]
            assert service_violations(made, promise, again, claims, closed, given.limits) == []


def summed(seen: _Sightings, points: _Points, watch: PromisedWatch, moments: np.ndarray) -> np.ndarray:
    """(p,) what is closed, moment by moment: what begins at u is in range until a sighting begins before u + R."""
    bins = (moments / watch.length * points.unseen.shape[1]).astype(int)
    density = points.share[:, None] * points.unseen[points.row][:, bins] * points.unseen.shape[1] / len(moments)
    exposure = np.zeros((len(points.place), len(moments)))
    for shift in (0.0, watch.length, -watch.length) if watch.all_day else (0.0,):
        for point, first, last in zip(seen.point, seen.first + shift, seen.last + shift, strict=True):
            noticed = (last >= moments) & (first <= moments + watch.revisit)
            exposure[point] += noticed * ((last - first) / watch.detection_time if watch.detection_time else 1e9)
    return (density * -np.expm1(-exposure)).sum(axis=1)


@pytest.mark.parametrize("detection_time", [0.0, 60.0])
@pytest.mark.parametrize("all_day", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_closed_is_that_of_every_moment(seed, all_day, detection_time):
    random, count = np.random.default_rng(seed), 7
    watch = PromisedWatch(0.0, 4 * HOUR, HOUR, 30.0, detection_time, all_day, np.zeros((1, 1)), 0.0)
    points = _Points(
        np.zeros((count, 2)), np.zeros(count, int), random.integers(0, 3, count), random.random(count),
        random.random((3, 8)), True
    )  # fmt: skip
    first = random.uniform(-0.2 * HOUR, 5 * HOUR, 25)
    seen = _Sightings(random.integers(0, count, 25), np.zeros(25, int), first, first + random.uniform(1, 120, 25))
    moments = (np.arange(20 * CELLS) + 0.5) * watch.length / (20 * CELLS)
    off = 2e-3 * points.unseen[points.row].sum(axis=1) * points.share * (10 if detection_time else 1)
    assert (np.abs(_closed(seen, points, watch) - summed(seen, points, watch, moments)) <= off).all()
    if detection_time:  # the errors of single sightings are to both sides
        whole = summed(seen, points, watch, moments).sum()
        assert _closed(seen, points, watch).sum() == pytest.approx(whole, rel=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_a_point_is_seen_while_a_leg_is_in_range(seed):
    random = np.random.default_rng(seed)
    times = np.cumsum(random.uniform(5, 30, 6))
    line = np.column_stack((random.uniform(-80, 80, (6, 2)), np.full(6, 60.0), 1000.0 + times))
    line[3, :2] = line[2, :2]  # a stay
    places = random.uniform(-80, 80, (20, 2))
    watch = PromisedWatch(1000.0, 4 * HOUR, HOUR, 30.0, 0.0, False, np.zeros((1, 1)), 0.0)
    points = _Points(places, *[np.zeros(20, int)] * 2, np.ones(20), np.ones((1, 1)), True)
    plan = SimpleNamespace(routes=SimpleNamespace(line=(line,)))
    seen = _sightings(plan, points, watch, watch.detection_range)
    at = np.linspace(times[0], times[-1], 20_001)
    x, y = (np.interp(at, times, line[:, axis]) for axis in (0, 1))
    for point, (east, north) in enumerate(places):
        own = np.flatnonzero(seen.point == point)
        covered = ((at >= seen.first[own, None]) & (at <= seen.last[own, None])).any(axis=0)
        near = np.hypot(x - east, y - north) <= 30
        assert np.count_nonzero(covered != near) <= 2 * len(own)
