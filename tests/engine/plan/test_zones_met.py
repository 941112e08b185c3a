"""Zones that are in force at some times of a plan only: it is made around them only where sorties meet them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace.zoned import FlightHeights, by_height, zoned_airspace
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.drones.flight_plan import IN_ZONE
from blindspot.engine.errors import UserError
from blindspot.engine.plan import sound_plan as sound
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.plan.sound_plan import MOST_ZONED, sound_plan
from blindspot.engine.plan.stops import Service, Targets
from blindspot.engine.plan.watch_task import WatchTask
from blindspot.engine.plan.zones_met import around_at_first, flight_heights, flight_span, hours_outside, zones_met
from blindspot.engine.zones.zones import ALWAYS, Zones

START = 1.8e9
AIRCRAFT = Aircraft(endurance=1200.0)
FLEET = Fleet(np.array([[0.0, 0.0]]), ("base",), np.array([0]), 2, 300.0)
TASK = Task(Service(30.0, 60.0), begins=START, iterations=20, bound_seconds=0.0)
SPOTS = Targets(np.array([shapely.Point(600, 0), shapely.Point(-500, 0)], object), np.array([3.0, 2.0]))
ACROSS = shapely.box(200, -150, 300, 150)
ON_SPOT = shapely.box(550, -50, 650, 50)


def airspace(*periods, polygons=(ACROSS,), clearance=5.0):
    zones = replace(Zones.always(polygons), periods=tuple(np.array(one, float) for one in periods))
    found = by_height(zones, FlightHeights(60, 80), FLEET.sites, clearance)
    return zoned_airspace(zones, found, 0.0, clearance, FLEET.sites)


def planned(given, task=TASK, fleet=FLEET):
    found = sound_plan(("a", "b"), SPOTS, fleet, given, AIRCRAFT, task, START)
    assert found.notes == ()
    return found


def crosses(found, polygon=ACROSS):
    paths = [shapely.LineString(sortie.line()[:, :2]) for sortie in found.plan.sorties]
    return any(path.intersects(polygon) for path in paths)


@pytest.mark.parametrize(
    ("times", "crossed"),
    [
        ([[-np.inf, np.inf]], False),
        ([], True),
        ([[START - 900, START - 1]], True),  # over just before the start
        ([[START - 900, START]], False),
        ([[START + 40, np.inf]], False),  # begins while the first sortie is in the air
        ([[START + 40, START + 60]], False),
        ([[START + 9000, np.inf]], True),
        ([[START - 900, START - 1], [START + 40, START + 41]], False),
    ],
)
def test_a_zone_in_force_while_a_sortie_is_in_the_air_is_planned_around(times, crossed):
    given = airspace(np.reshape(times, (-1, 2)))
    found = planned(given)
    assert crosses(found) == crossed
    assert found.airspace.zoning.around.tolist() == [not crossed]
    assert len(found.airspace.given) == (not crossed)
    assert found.plan.served_priority == 5


@pytest.mark.parametrize(("clearance", "met"), [(5.0, False), (20.0, True)])
def test_a_sortie_meets_a_zone_within_the_clearance(clearance, met):
    given = airspace([[START, START + 60]], clearance=clearance)
    line = np.array([[0, 160, 60, START], [400, 160, 60, START + 40.0]])  # 10 m from the zone
    sortie = SimpleNamespace(start=START, end=START + 40, line=lambda: line)
    assert zones_met((sortie,), given).tolist() == [met]


def test_a_spot_that_is_closed_for_a_while_is_lost_with_its_reason():
    found = planned(airspace([[START + 60, START + 200]], polygons=[ON_SPOT]))
    assert [(left.spot, left.reason) for left in found.plan.unserved] == [(0, IN_ZONE)]
    assert planned(airspace([[START + 9000, START + 9900]], polygons=[ON_SPOT])).plan.unserved == ()


def test_a_plan_that_met_a_zone_is_made_again_from_its_stages():
    task = replace(TASK, iterations=0, seconds=0.2)
    first = planned(airspace([[START + 40, START + 60]]), task)
    assert not crosses(first)
    assert len(first.plan.stages) > 2  # those of both plans
    again = planned(airspace([[START + 40, START + 60]]), replace(task, stages=first.plan.stages))
    lines = [[sortie.line() for sortie in found.plan.sorties] for found in (first, again)]
    assert all(np.array_equal(one, other) for one, other in zip(*lines, strict=True))


def test_plain_zones_are_planned_once(monkeypatch):
    plans = []
    original = sound.plan_sorties
    monkeypatch.setattr(
        sound, "plan_sorties", lambda *given, **more: plans.append(given[2]) or original(*given, **more)
    )
    given = airspace(ALWAYS)
    assert planned(given).airspace is given
    assert plans == [given]
    planned(airspace([[START + 40, START + 60]]))
    assert len(plans) == 3


def test_zones_that_are_always_met_end_the_search(monkeypatch):
    """Each plan meets another zone; in the end all are planned around."""
    rows = iter(range(20))
    bars = [shapely.box(100 * n, 900, 100 * n + 50, 950) for n in range(8)]
    monkeypatch.setattr(
        sound,
        "zones_met",
        lambda _, here: (np.arange(8) == next(rows)) & here.zoning.open,
    )
    found = planned(airspace(*[[[START + 40, START + 60]]] * 8, polygons=bars))
    assert found.airspace.zoning.around.all()
    assert next(rows) == MOST_ZONED + 1


def test_the_check_of_a_plan_knows_the_zones_that_it_was_not_made_around(monkeypatch):
    """Should the planner overlook a zone, the plan fails its own check."""
    monkeypatch.setattr(sound, "zones_met", lambda _, here: np.zeros(1, bool))
    found = sound_plan(("a", "b"), SPOTS, FLEET, airspace([[START + 40, START + 60]]), AIRCRAFT, TASK, START)
    assert "it enters a no-fly zone, 100 m through it" in found.notes[0]
    assert not crosses(found)


def test_a_launch_site_in_a_zone_with_times_is_an_error_that_says_so():
    home = shapely.box(-20, -20, 20, 20)
    with pytest.raises(UserError, match=r"Launch site base lies inside a no-fly zone that is in force .*\(zone 1\)"):
        planned(airspace([[START + 40, START + 60]], polygons=[home]))
    assert planned(airspace([[START + 40000, START + 40060]], polygons=[home])).plan.sorties


def test_where_a_zone_closes_the_launch_site_for_a_while_drones_take_off_at_other_hours():
    home, hour = shapely.box(-20, -20, 20, 20), 3600.0
    watch = WatchTask(4 * hour, hour, 0.0, 5 * hour, 30.0, curve=False)
    task, fleet = replace(TASK, watch=watch), replace(FLEET, sorties=4)
    times = [[START + 1.5 * hour, START + 2 * hour]], [[START + 4.5 * hour, np.inf]]
    found = sound_plan(("a", "b"), SPOTS, fleet, airspace(*times, polygons=[home, home]), AIRCRAFT, task, START)
    assert len(found.notes) == 1
    assert "lie over a launch site" in found.notes[0]
    assert found.plan.sorties
    assert not found.airspace.zoning.around.any()
    zones = found.airspace.zoning.zones
    assert not any(zones.in_force(sortie.start, sortie.end).any() for sortie in found.plan.sorties)


def test_the_longest_launch_hours_outside_of_zones():
    watch = WatchTask(7 * 3600.0, 3600.0, 0.0, 8 * 3600.0, 30.0)
    task = replace(TASK, watch=watch)

    def hours(*periods):
        zones = replace(Zones.always([ACROSS] * len(periods)), periods=tuple(START + np.array(one) for one in periods))
        found = hours_outside(task, zones, AIRCRAFT)
        return None if found is None else (found.watch.earliest, found.watch.latest)

    assert hours([[-100.0, 3600]]) == (3660, 8 * 3600)
    assert hours([[7200.0, 9000]], [[8000.0, 10000]]) == (10060, 8 * 3600)
    assert hours([[20000.0, np.inf]]) == (0, 20000 - 900 - 60)
    assert hours([[-np.inf, np.inf]]) is None
    assert hours([[9e6, 9.1e6]]) is None  # as it is
    assert hours_outside(TASK, Zones.always([ACROSS]), AIRCRAFT) is None


def test_a_watch_has_the_span_of_its_launch_hours():
    watch = WatchTask(7 * 3600.0, 3600.0, 1800.0, 8 * 3600.0, 30.0, curve=False)
    task = replace(TASK, watch=watch)
    assert flight_span(task, FLEET, AIRCRAFT) == (START + 1800, START + 8 * 3600 + 900)
    assert flight_span(TASK, FLEET, AIRCRAFT) == (START, START + 2 * 900 + 300)
    given = airspace([[START, START + 5 * 3600]], [[START, START + 3600]], polygons=[ACROSS, ON_SPOT])
    assert around_at_first(given, *flight_span(task, FLEET, AIRCRAFT)).zoning.around.tolist() == [True, False]


def test_flights_are_between_the_lowest_and_the_highest_layer():
    fleet = replace(FLEET, home=np.array([0, 0, 0, 0]))
    heights = flight_heights(AIRCRAFT, TASK, fleet, SPOTS.geometry)
    assert (heights.lowest, heights.highest) == (60, 80)
    over = replace(AIRCRAFT, ground=lambda x, y: x * 0, tolerance=3.0)
    heights = flight_heights(over, TASK, FLEET, SPOTS.geometry)
    assert (heights.lowest, heights.highest) == (57, 63)
