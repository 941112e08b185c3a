"""Where a plan fails its check, it is made again without the spots at fault."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from scenarios import village

from blindspot.engine.check.violation import Violation
from blindspot.engine.drones.flight_plan import FAILED_CHECK, TOO_LARGE_FOR_ALL
from blindspot.engine.plan import plan as planning
from blindspot.engine.plan import sound_plan as sound
from blindspot.engine.plan.sound_plan import MAX_PLANS, faulty_spots, sound_plan
from blindspot.engine.plan.stops import Targets
from blindspot.engine.plan.unsound import UnsoundPlan


def planned(given, spots=None, **more):
    task = replace(given.task, bound_seconds=0.0, iterations=15, **more)
    spots = given.spots if spots is None else spots
    return sound_plan(given.ids, spots, given.fleet, given.airspace, given.aircraft, task, None, names=given.names)


def failing(monkeypatch, wrong):
    """Lets the check find what `wrong` returns for a flight plan and its promise; returns the number of checks."""
    calls = []

    def violations_of(plan, promise, *_):
        calls.append(plan)
        return wrong(plan, promise)

    monkeypatch.setattr(sound, "violations_of", violations_of)
    return calls


def serving(spot):
    """A violation at the first waypoint that serves a spot, as long as one does."""

    def wrong(plan, promise):
        rows = np.flatnonzero(promise.served_at == spot)
        points = plan.waypoints
        return [
            Violation("service", points.drone[row], points.sortie[row], points.seq[row], None, 0, 0, "It is wrong.")
            for row in rows[:1]
        ]

    return wrong


def test_a_sound_plan_is_returned_as_it_is():
    found = planned(village())
    assert found.plan.sorties
    assert not len(found.left_out)
    assert found.notes == ()


def test_only_the_spot_at_fault_is_left_out(monkeypatch):
    given = village()
    before = {left.spot for left in planned(given).plan.unserved}
    calls = failing(monkeypatch, serving(3))
    found = planned(given)
    assert len(calls) == 2
    assert found.left_out.tolist() == [3]
    left = {entry.spot: entry for entry in found.plan.unserved}
    assert left[3].reason == FAILED_CHECK
    assert left[3].priority == given.spots.priority[3]
    assert set(left) == before | {3}
    assert 3 not in {spot for sortie in found.plan.sorties for spot in sortie.spots}
    (note,) = found.notes
    assert "(It is wrong)" in note
    assert "name of line" in note
    assert "report" in note
    monkeypatch.undo()
    assert given.check(*given.layers(found.plan)) == []  # the check accepts the reason


def test_a_leg_at_fault_blames_the_spots_at_its_ends():
    found = planned(village())
    given = village()
    plan, promise = given.layers(found.plan)
    served, points = promise.served_at, plan.waypoints
    own = next(own for own in (points.of(*key) for key in zip(points.drone, points.sortie, strict=True))
               if len(set(served[own]) - {-1}) > 1)  # fmt: skip
    spots = [spot for spot in served[own] if spot >= 0]
    drone, sortie = points.drone[own[0]], points.sortie[own[0]]

    def blamed(seq, number):
        return faulty_spots([Violation("z", drone, sortie, seq, None, 0, 0, "Wrong.")], plan, promise, number)

    first = int(np.flatnonzero(served[own] == spots[0])[0])
    assert blamed(points.seq[own][first - 1], 0) == {spots[0]}  # the leg out
    assert blamed(points.seq[own][first], 0) == {spots[0]}
    assert blamed(points.seq[own][-1], 0) == {spots[-1]}  # the leg home
    assert blamed(points.seq[own][first], 2) == set(spots)  # later, the whole sortie
    assert blamed(0, 0) == set(spots)


def test_sorties_that_keep_failing_lose_all_their_spots(monkeypatch):
    """A violation without a waypoint is that of the sortie; the first drone's sorties are always wrong."""
    calls = failing(
        monkeypatch,
        lambda plan, _: [
            Violation("energy", drone, sortie, 0, None, 0, 0, "Wrong.")
            for drone, sortie, site in zip(plan.routes.drone, plan.routes.sortie, plan.routes.launch_site, strict=True)
            if site == "north"
        ],
    )
    found = planned(village())
    assert 1 < len(calls) <= MAX_PLANS
    assert set(found.flight_plan.routes.launch_site) <= {"south"}


def test_a_fault_of_no_spot_is_an_error_at_once(monkeypatch):
    calls = failing(monkeypatch, lambda *_: [Violation("priority", 0, 0, 0, None, 1, 2, "The sum is wrong.")])
    with pytest.raises(UnsoundPlan, match=r"failed its own check \(The sum is wrong\)\. Nothing was written"):
        planned(village())
    assert len(calls) == 1


def test_nothing_left_is_an_error(monkeypatch):
    def wrong(plan, promise):
        return [Violation("service", 0, 0, 0, None, 0, 0, "Wrong.", spot) for spot in range(len(promise.id))]

    failing(monkeypatch, wrong)
    with pytest.raises(UnsoundPlan, match="Nothing was written"):
        planned(village())


def test_nothing_of_worth_left_is_an_error_too(monkeypatch):
    given = village()
    failing(monkeypatch, serving(0))
    with pytest.raises(UnsoundPlan, match="It is wrong"):
        planned(given, replace(given.spots, priority=np.array([3.0, 0, 0, 0, 0, 0, 0])))


def test_what_was_left_out_before_is_not_counted_again(monkeypatch):
    given = village()
    failing(monkeypatch, serving(3))
    found = planned(given, replace(given.spots, left_out=np.arange(7) == 1))
    assert found.left_out.tolist() == [3]
    assert {1, 3} <= {entry.spot for entry in found.plan.unserved if entry.reason == FAILED_CHECK}


def test_spots_that_are_visited_together_are_left_out_together():
    given = village()
    plan, promise = given.layers(planned(given).plan)
    promise = replace(promise, together=np.array([0, 1, 0, 3, 4, 5, 6]))
    assert faulty_spots([Violation("z", 0, 0, 0, None, 0, 0, "Wrong.", 2)], plan, promise, 0) == {0, 2}


def test_plans_are_made_a_few_times_at_most(monkeypatch):
    given = village()
    spots = Targets(np.array([shapely.Point(20 * index, 300) for index in range(12)]), np.ones(12))
    given = replace(given, ids=tuple(map(str, range(12))))
    worst = iter(range(100))
    calls = failing(monkeypatch, lambda *_: [Violation("service", 0, 0, 0, None, 0, 0, "Wrong.", next(worst))])
    with pytest.raises(UnsoundPlan):
        planned(given, spots)
    assert len(calls) == MAX_PLANS


def test_a_solution_that_cannot_be_flown_counts_too(monkeypatch):
    """A plan that is not even finished names its spots, and its stages count."""
    solved, used = planning.plan_sorties, []

    def once(spots, fleet, airspace, aircraft, task, *more):
        used.append(task.stages)
        if spots.left_out.any():
            return solved(spots, fleet, airspace, aircraft, task, *more)
        raise UnsoundPlan("Too much energy", frozenset({4}), ((1, 2),))

    monkeypatch.setattr(sound, "plan_sorties", once)
    found = planned(village(), stages=((5, 5), (7, 7)))
    assert found.left_out.tolist() == [4]
    assert used == [((5, 5), (7, 7)), ((7, 7),)]
    assert found.plan.stages[0] == (1, 2)


def test_a_plan_limited_by_time_can_be_made_again_with_its_stages(monkeypatch):
    given = village()
    failing(monkeypatch, serving(3))
    more = {"iterations": 0, "seconds": 0.2}
    task = replace(given.task, bound_seconds=0.0, **more)
    inputs = given.ids, given.spots, given.fleet, given.airspace, given.aircraft
    first = sound_plan(*inputs, task, None)
    again = sound_plan(*inputs, replace(task, stages=first.plan.stages), None)
    assert len(first.plan.stages) >= 2
    assert [sortie.spots for sortie in again.plan.sorties] == [sortie.spots for sortie in first.plan.sorties]
    assert again.plan.stages == first.plan.stages


def test_a_spot_that_is_far_too_large_is_noted():
    given = village()
    spots = Targets(np.array([shapely.box(-20e3, -20e3, 20e3, 20e3), shapely.Point(900, -300)]), np.array([9.0, 1]))
    given = replace(given, ids=("huge", "p"), zones=np.zeros(0, object))
    found = planned(given, spots, max_range=None)
    (note,) = found.notes
    assert "MAX_AREA" in note
    assert "name of huge" in note
    assert {left.spot for left in found.plan.unserved if left.reason == TOO_LARGE_FOR_ALL} == {0}
    assert {0, 1} <= {spot for sortie in found.plan.sorties for spot in sortie.spots}
