"""What flights of a plan see between buildings: against traced lines of sight, and properties of height."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely
from blocks import random_blocks, seen_in_3d

from blindspot.engine.drones.flight_plan import HIDDEN
from blindspot.engine.places.places import point_places
from blindspot.engine.plan.hidden import without_hidden
from blindspot.engine.plan.stops import Service, Stop, Targets
from blindspot.engine.plan.watch_score import Samples, seen_by
from blindspot.engine.plan.watch_task import ScoredPlaces, WatchTask
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of

RANGE = 60.0
WATCH = WatchTask(3600.0, 600.0, 0.0, 3600.0, RANGE)


def samples_at(place, sight):
    ones = np.ones(len(place))
    return Samples(
        point_places(*place.T),
        np.zeros(len(place), int),
        ones,
        np.zeros(len(place), int),
        np.ones((1, 1)),
        3600.0,
        sight,
    )


def seconds_seen(lines, place, sight, eye):
    seen = seen_by(lines, 0.0, samples_at(place, sight), WATCH, eye)
    return np.bincount(seen.sample, seen.last - seen.first, len(place))


def scene(seed, blocks=50):
    rng = np.random.default_rng(seed)
    shapes, height = random_blocks(rng, blocks)
    place = rng.uniform(0, 400, (400, 2))
    place = place[~shapely.contains_xy(shapely.union_all(shapes), place)]
    lines = []
    for _ in range(3):
        way = rng.uniform(0, 400, (5, 2))
        time = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T)))) / 10
        lines.append(np.column_stack((way, np.zeros(5), time)))
    return shapes, height, place, lines


@pytest.mark.parametrize("seed", range(2))
def test_flights_see_what_lines_of_sight_reach(seed):
    shapes, height, place, lines = scene(seed)
    eye = np.array([30.0, 50.0, 90.0])
    found = seen_by(lines, 0.0, samples_at(place, Sight(walls_of(shapes, height), 5.0)), WATCH, eye)
    rng = np.random.default_rng(seed)
    for flight, line in enumerate(lines):
        time = rng.uniform(0, line[-1, 3], 25)
        at = np.column_stack([np.interp(time, line[:, 3], line[:, axis]) for axis in (0, 1)])
        which, sample = np.divmod(np.arange(25 * len(place)), len(place))
        away = np.hypot(*(at[which] - place[sample]).T)
        near = np.abs(away - RANGE) > 0.01
        which, sample, away = which[near], sample[near], away[near]
        clear, close = seen_in_3d(shapes, height, place[sample], at[which], np.full(len(which), eye[flight]))
        own = found.sortie == flight
        counted = np.zeros((25, len(place)), bool)
        for one, first, last in zip(found.sample[own], found.first[own], found.last[own], strict=True):
            counted[:, one] |= (time >= first) & (time <= last)
        sure = close > 0.01
        assert (counted[which, sample] == (clear & (away < RANGE)))[sure].all()


@pytest.mark.parametrize("seed", range(2))
def test_higher_flights_never_see_less_and_very_high_ones_all_in_range(seed):
    shapes, height, place, lines = scene(seed)
    sight = Sight(walls_of(shapes, height))
    lasted = [seconds_seen(lines, place, sight, eye) for eye in (10.0, 25.0, 60.0, 120.0, 1e7)]
    bare = seconds_seen(lines, place, None, 60.0)
    for lower, higher in pairwise(lasted):
        assert (higher >= lower - 1e-6).all()
    assert lasted[0].sum() < lasted[2].sum() < bare.sum()
    np.testing.assert_allclose(lasted[-1], bare, atol=0.01)
    unknown = seconds_seen(lines, place, Sight(walls_of(shapes, np.inf)), 1e7)
    np.testing.assert_allclose(unknown, seconds_seen(lines, place, Sight(walls_of(shapes, np.inf)), 10.0), atol=1e-6)


def test_a_drone_right_above_a_place_sees_it_at_any_height():
    shapes, height, place, _ = scene(5, 80)
    sight = Sight(walls_of(shapes, height + 100))
    for one in place[:20]:
        line = np.array([(*one, 0.0, 0.0), (*one, 0.0, 30.0)])
        assert seconds_seen([line], one[None], sight, 5.0)[0] == pytest.approx(30)


def stops_over(ways):
    return [Stop(spot, "sweep", 2.0, (np.array(way, float),)) for spot, way in enumerate(ways)]


def test_the_part_of_a_spot_that_no_stop_sees_is_unserved():
    # a wall of 20 m along x = 10: at 60 m a place 4 m behind it is seen up to 12 m away from it
    sight = Sight(walls_of(np.array([shapely.box(-5, -500, 10, 500)]), 20.0))
    spots = Targets(np.array([shapely.box(-30, -50, 30, 50), shapely.box(100, -50, 160, 50)]), np.array([2.0, 2.0]))
    place = np.array([(14.0, 0.0), (-20.0, 0.0), (-20.0, 10.0), (-20.0, 20.0), (130.0, 0.0)])
    watch = replace(WATCH, scored=ScoredPlaces(point_places(*place.T), np.ones(5)), detection_range=40.0)
    ways = [[(-20, -40), (-20, 40)], [(130, -40), (130, 40)]]
    stops, hidden = without_hidden(stops_over(ways), spots, 60.0, Service(), watch, sight)
    (part,) = hidden.parts
    assert (part.spot, part.place, part.reason) == (0, (14.0, 0.0), HIDDEN)
    assert part.priority == pytest.approx(0.5)
    assert [stop.priority for stop in stops] == pytest.approx([1.5, 2.0])
    assert (hidden.samples, hidden.hidden, hidden.whole) == (5, 1, 0)
    # another stop that passes over the place sees it
    ways[1] = [(14, -40), (130, 40)]
    stops, hidden = without_hidden(stops_over(ways), spots, 60.0, Service(), watch, sight)
    assert hidden.hidden == 0
    assert [stop.priority for stop in stops] == [2.0, 2.0]
    assert without_hidden(stops, spots, 60.0, Service(), watch, None) == (stops, None)


def test_a_hidden_spot_gets_no_stop():
    sight = Sight(walls_of(np.array([shapely.box(-5, -500, 10, 500)]), np.inf))
    spots = Targets(np.array([shapely.box(-30, -50, 30, 50)]), np.array([2.0]))
    watch = replace(WATCH, scored=ScoredPlaces(point_places(np.array([14.0]), np.array([0.0])), np.ones(1)))
    stops, hidden = without_hidden(stops_over([[(-20, -40), (-20, 40)]]), spots, 60.0, Service(), watch, sight)
    assert stops == []
    assert (hidden.whole, hidden.priority) == (1, 2.0)
    assert "need ground patrol" in hidden.sentences()[0]


def test_what_is_out_of_range_of_its_own_stops_is_not_hidden():
    sight = Sight(walls_of(np.array([shapely.box(-5, -500, 10, 500)]), np.inf))
    spots = Targets(np.array([shapely.box(-30, -50, 90, 50)]), np.array([2.0]))
    for x, hidden_there in ((14.0, 1), (80.0, 0)):  # both behind the wall, the second out of range
        places = ScoredPlaces(point_places(np.array([x, -20.0]), np.zeros(2)), np.ones(2))
        watch = replace(WATCH, scored=places)
        ways = stops_over([[(-20, -40), (-20, 40)]])
        stops, hidden = without_hidden(ways, spots, 120.0, Service(), watch, sight)
        assert (hidden.samples, hidden.hidden) == (1 + hidden_there, hidden_there)
        assert [stop.priority for stop in stops] == pytest.approx([2.0 / (1 + hidden_there)])
        assert hidden.higher == ()  # no higher altitude is proposed
