"""The certificate: one line for each rule and adversary, of places and their priorities."""

from dataclasses import replace

import numpy as np
import pytest
from small_nights import HOUR, REVISIT, WATCH, at, flight, night, plan
from small_rotations import ALL, EVENING, NIGHT, RING, drones, evenings, patrols

from blindspot.engine.errors import UserError
from blindspot.engine.gain.certificate import (
    ANY,
    BEST,
    BEST_MOVED,
    DRAW,
    EQUAL,
    MOVED,
    PLACE,
    ROTATION,
    SEEN,
    Weights,
    certificate,
    certificate_of,
    check_revisit,
    watch_of,
)
from blindspot.engine.gain.escape import NightPasses
from blindspot.engine.gain.escape_limit import FleetMinutes
from blindspot.engine.gain.escape_moved import TakeoffHours
from blindspot.engine.gain.rotation import RotationRules, fly_rotation, plan_rotation
from blindspot.engine.places.places import Places, point_places
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.score.passes import Passes
from blindspot.engine.timing.watch import Watch

HOURS = TakeoffHours(0.0, WATCH + REVISIT)


def certified(nights, shares=None, demand=(1, 1, 1, 1), gap=(1, 1, 1, 1), places=None):
    places = point_places(np.arange(4) * 10_000.0, np.zeros(4)) if places is None else places
    fleet = FleetMinutes.of(nights, 10.0, 50.0)
    weights = Weights(np.array(demand, float), np.array(gap, float))
    return certificate(nights, places, weights, shares, HOURS, fleet, REVISIT, WATCH)


TWO = [night(*at(0)), night(*at(1))]


def test_two_places_and_a_drone_that_is_at_one_of_them():
    found = certified(TWO, np.array([0.7, 0.3]), (4, 2, 3, 1), (1, 0.5, 1, 1))
    for adversary in (ANY, SEEN, PLACE):
        escape = {rule: found.line(rule, adversary).escape for rule in (ROTATION, DRAW, EQUAL, BEST)}
        assert escape == pytest.approx({ROTATION: 1, DRAW: 0.7, EQUAL: 0.5, BEST: 0.5})
        assert found.best[adversary].low == pytest.approx(0.5)
    draw = found.line(DRAW, ANY)
    assert draw.place == 1
    assert draw.with_patrols == pytest.approx(0.35)
    assert draw.worth == pytest.approx(4 * 0.3)  # at the place that matters, although escape is less likely there
    assert draw.worth_place == 0
    assert draw.mean == pytest.approx((4 * 0.3 + 1 * 0.7) / 5)
    assert draw.quantile == pytest.approx(0.7)
    assert 0 <= draw.moment <= WATCH
    assert np.isnan(found.line(DRAW, PLACE).moment)
    assert found.line(ROTATION, ANY).place == 0  # of two that are equally good
    assert found.places == 2
    assert found.outside == pytest.approx(4 / 9)
    assert found.unseen == pytest.approx(0)


def test_the_bounds_hold_for_every_rule():
    found = certified([night((0, 3, 3.1), (1, 5, 5.1)), night((1, 3, 3.1), (2, 1, 1.1))], np.array([0.6, 0.4]))
    assert all(0 <= line.low_any <= line.low <= line.escape + 1e-9 for line in found.lines)
    assert found.line(DRAW, ANY).low == 1
    assert found.unseen == pytest.approx(1 - (2.1 + 4.1 - 0 + 1.1) / 21)


def test_moved_take_offs_are_beside_the_draw_and_beside_equal_shares():
    nights = [plan(flight(0, 3 * HOUR, lasts=0.0)), plan(flight(1, 5 * HOUR, lasts=0.0))]
    drawn = certified(nights, np.array([0.75, 0.25]))
    assert drawn.line(MOVED, ANY).escape == pytest.approx(1 - 0.25 * 2 / 9)
    assert drawn.line(BEST_MOVED, ANY).escape == pytest.approx(1 - 0.5 * 2 / 9)
    assert drawn.line(BEST_MOVED, ANY).low == pytest.approx(1 - 0.5 * 2 / 9)
    assert certified(nights).line(MOVED, ANY).escape == pytest.approx(1 - 0.5 * 2 / 9)
    assert certified(nights).line(DRAW, ANY) is None
    assert certified([night((0, 3, 3.1), rate=1.0)]).line(MOVED, ANY) is None


def test_in_a_place_of_several_points_the_best_point_counts():
    places = Places(np.arange(4) * 10_000.0, np.zeros(4), np.array([0, 2, 4]))
    found = certified([night(*at(0), *at(1)), night(*at(1))], np.array([0.4, 0.6]), (1, 1), (1, 1), places)
    assert found.line(DRAW, ANY).escape == pytest.approx(0.6)
    assert (found.line(DRAW, ANY).place, found.places) == (0, 1)
    assert found.outside == pytest.approx(0.5)


def test_the_quantile_is_by_priority():
    nights = [night(*at(point)) for point in range(3)]
    shares = np.array([0.5, 0.3, 0.2])
    assert certified(nights, shares, (1, 1, 96, 0)).line(DRAW, ANY).quantile == pytest.approx(0.8)
    assert certified(nights, shares, (96, 1, 1, 0)).line(DRAW, ANY).quantile == pytest.approx(0.5)
    assert certified(nights, shares, (0, 0, 0, 0)).line(DRAW, ANY).mean == pytest.approx(2 / 3)


def test_without_a_flight_there_is_none():
    assert certified([NightPasses(Passes.none(), np.zeros(0), np.zeros(0))]) is None


def test_the_watch_of_a_moment():
    for hours, start in ((0, 0), (3, 0), (8, 0), (14.9, 0), (16, 24), (24, 24)):
        edges = watch_of(NIGHT, EVENING + hours * HOUR)
        assert edges.tolist() == [EVENING + start * HOUR, EVENING + (start + 7) * HOUR]
    whole = Watch(0.0, 0.0)
    midnight = EVENING + 2 * HOUR
    assert watch_of(whole, midnight).tolist() == [midnight, midnight + 24 * HOUR]


def test_a_revisit_interval_of_a_day_is_too_long():
    check_revisit(86_399.0)
    with pytest.raises(UserError, match="REVISIT of 1440 min"):
        check_revisit(86_400.0)


@pytest.mark.parametrize("closes", [True, False])
def test_of_plans_that_were_made(closes):
    """What the plans visit and when is what the certificate counts, also if a plan is flown on other dates."""
    evidence, fleet = patrols(RING), drones()
    if closes:
        fleet = drones(watch=WatchTask.of(NIGHT, REVISIT, 30.0))
    begins = np.full(3, evenings(1)[0] + (0 if closes else 2 * HOUR))
    plans = plan_rotation(evidence, fleet, RotationRules(ALL, 0.0), np.zeros(6, bool), begins, np.arange(3), drawn=True)
    found = certificate_of(plans, evidence, fleet, np.array([0.5, 0.25, 0.25]))
    visited = plans.visits().any(axis=0)
    assert found.places == visited.sum() > 2
    chance = np.array([0.5, 0.25, 0.25]) @ plans.visits()
    assert found.line(DRAW, SEEN).escape >= 1 - chance[visited].min() - 1e-9
    assert found.line(DRAW, ANY).escape == 1
    assert 0.7 < found.line(DRAW, PLACE).escape < 1
    later = fly_rotation(evidence, fleet, plans, np.arange(3), begins + np.arange(3) * 86_400)
    again = certificate_of(later, evidence, fleet, np.array([0.5, 0.25, 0.25]))
    assert [line.escape for line in again.lines] == pytest.approx([line.escape for line in found.lines])
    if not closes:  # at the very start of the watch next to nothing is seen
        early = fly_rotation(evidence, fleet, plans, np.arange(3), begins - 2 * HOUR)
        assert found.unseen < 0.8
        assert 0.95 < certificate_of(early, evidence, fleet, None).unseen < 1


def test_where_watches_adjoin_the_last_interval_is_left_out():
    evidence, fleet = patrols(RING[:2]), drones()
    plans = plan_rotation(evidence, fleet, RotationRules(ALL, 0.0), np.zeros(2, bool), evenings(1), np.zeros(1, int))
    assert certificate_of(plans, evidence, fleet, None).length == WATCH
    whole = replace(evidence, watch=Watch(0.0, 0.0))
    assert certificate_of(plans, whole, fleet, None).length == 22 * HOUR
