"""Rally points, docks, returns and privacy areas in the check: each rule alone, at places that break it and do not."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from single_sortie import NO_SITES, one_sortie, straight_out

from blindspot.engine.check.fence import area_violations
from blindspot.engine.check.flight_area import FlightArea
from blindspot.engine.check.keep_out import as_zones
from blindspot.engine.check.privacy import privacy_violations, seconds_over
from blindspot.engine.check.returning import return_violations, worst_return
from blindspot.engine.check.violation import LaunchSites, Limits, Terrain
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.zones.privacy import PrivacyAreas

LINE = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [0, 0, 60, 80], [0, 0, 0, 110]])


def of_area(good, area, zones=(), buffer=0.0, sites=NO_SITES) -> list[str]:
    plan = one_sortie(good, LINE)
    found = area_violations(plan, Limits(no_fly_buffer=buffer), sites, as_zones(list(zones)), None, area)
    return sorted(one.message for one in found)


def test_rally_points_lie_inside_the_geofence_and_away_from_zones(good):
    zone = shapely.box(395, 50, 500, 90)
    fence = np.array([shapely.box(-100, -100, 800, 100)], object)
    area = FlightArea(fence, np.array([[0.0, 50], [0, 150], [400, 45]]), ("a", "b", None))
    outside = "Rally point b lies outside of the geofence."
    assert of_area(good, area, [zone]) == [outside]
    near = "Rally point 3 lies 5.0 m from a no-fly zone; the minimum is 10 m."
    assert of_area(good, area, [zone], buffer=10.0) == [near, outside]
    inside = replace(area, rally=np.array([[450.0, 60]]), rally_name=())
    assert [text[:35] for text in of_area(good, inside, [zone])] == ["Rally point 1 lies 0.0 m from a no-"]
    free = replace(area, geofence=np.zeros(0, object), rally=area.rally[:2])
    assert of_area(good, free, [zone]) == []


def test_a_dock_keeps_away_from_zones_too(good):
    dock, area = LaunchSites(("hangar",), np.zeros((1, 2))), FlightArea(docks=True)
    messages = of_area(good, area, [shapely.box(-50, 7, 50, 50)], sites=dock)
    assert messages == ["Dock hangar lies 7.0 m from the edge of a flight area; the minimum is 10 m."]
    assert of_area(good, area, [shapely.box(-50, 11, 50, 50)], sites=dock) == []
    assert "Dock hangar lies in a no-fly zone." in of_area(good, area, [shapely.box(-50, -50, 50, 50)], sites=dock)


def test_a_return_begins_with_the_charge_of_its_site_and_above_its_ground(good):
    aircraft, line = Aircraft(reserve=0.2), straight_out()
    plan = one_sortie(good, line)
    name = plan.routes.launch_site[0]
    area = FlightArea(return_height=60.0)
    left = [worst_return(line, aircraft, area, charge=charge).left for charge in (1.0, 0.5)]
    assert left[0] - left[1] == pytest.approx(50)
    enough, little = (
        LaunchSites((name,), np.zeros((1, 2)), np.array([1 - left[0] / 100 + share])) for share in (0.21, 0.19)
    )
    assert return_violations(plan, aircraft, area, None, enough) == []
    assert [one.rule for one in return_violations(plan, aircraft, area, None, little)] == ["return"]
    high, ground = line + np.array([0, 0, 500, 0]), Terrain(lambda x, y: 500 + 0 * x, 30.0)
    area = FlightArea(return_height=90.0)
    one, other = worst_return(line, aircraft, area), worst_return(high, aircraft, area, ground)
    assert one.height == 90
    assert (other.left, other.height) == pytest.approx((one.left, one.height + 500))


# -- privacy ------------------------------------------------------------------------------------------------------


def school(place, buffer=2.0, height=0.0, **more) -> PrivacyAreas:
    return PrivacyAreas.around(np.array([shapely.Point(place)], object), buffer, height, **more)


def leg_to(plan, action) -> tuple[int, np.ndarray]:
    """The row of a waypoint with this action, and the middle of the leg to it, which is long."""
    points = plan.waypoints
    for row in np.flatnonzero(points.action == action):
        legs = points.vertex[row - 1 : row + 1, :2]
        if np.hypot(*np.diff(legs, axis=0)[0]) > 20:
            return row, legs.mean(axis=0)
    raise AssertionError(action)


@pytest.mark.parametrize("action", ["follow", "sweep"])
def test_a_line_or_sweep_over_a_school_is_a_violation_and_the_way_to_it_is_not(good, action):
    plan = good[1]
    row, middle = leg_to(plan, f"{action}_end")
    found = privacy_violations(plan, school(middle), NO_SITES)
    assert {one.rule for one in found} == {"privacy service"}
    assert plan.waypoints.seq[row] in {one.seq for one in found}
    _, middle = leg_to(plan, f"{action}_start")
    assert privacy_violations(plan, school(middle), NO_SITES) == []
    assert {one.rule for one in privacy_violations(plan, school(middle, height=None), NO_SITES)} == {"privacy height"}


def test_a_wait_over_a_school_is_a_violation(good):
    plan = good[1]
    row, _ = leg_to(plan, "fly")
    area = school(plan.waypoints.vertex[row, :2])
    assert privacy_violations(plan, area, NO_SITES) == []
    departure = plan.waypoints.departure.copy()
    points = plan.waypoints
    leave = points.leave_s.copy()
    leave[row] += 30.0
    waits = replace(plan, waypoints=replace(points, leave_s=leave))
    assert waits.waypoints.departure[row] == departure[row] + 30
    assert [one.rule for one in privacy_violations(waits, area, NO_SITES)] == ["privacy service"]


def test_nothing_is_served_on_the_way_out_of_a_site_in_an_area(good):
    plan = good[1]
    row = int(np.flatnonzero(plan.waypoints.action == "hover")[0])
    place = plan.waypoints.vertex[row, :2]
    site = LaunchSites(("tent",), place[None])
    around = school(place, buffer=8.0, height=None)
    assert around.over(site.place).is_empty, "the way out covers all of the area"
    assert [one.rule for one in privacy_violations(plan, around, site)] == ["privacy service"]


def test_a_stay_over_an_area_counts_by_its_whole_time():
    line = np.array([[0.0, 0, 60, 0], [100, 0, 60, 10], [100, 0, 60, 40], [200, 0, 60, 50]])
    assert seconds_over(line, shapely.box(50, -10, 150, 10)) == pytest.approx(5 + 30 + 5)
