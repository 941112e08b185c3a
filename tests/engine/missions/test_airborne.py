"""What of a mission is in the air, for aircraft that take off and land on their own."""

from dataclasses import replace

import numpy as np
import pytest
from flown_mission import M3T, ROWS, flown_mission

from blindspot.engine.errors import UserError
from blindspot.engine.missions.airborne import airborne, arrivals
from blindspot.engine.missions.gpx import GPX
from blindspot.engine.missions.kml import KML
from blindspot.engine.missions.litchi import LITCHI
from blindspot.engine.missions.wpml import WPML, arcs


def test_climb_and_landing_are_left_out_and_all_else_stays():
    mission = flown_mission()
    route = airborne(mission, 0.5)
    assert len(route) == len(ROWS) - 2
    np.testing.assert_array_equal(route.lon, mission.lon[1:-1])
    np.testing.assert_array_equal(route.height, mission.height[1:-1])
    np.testing.assert_array_equal(route.hover, mission.hover[1:-1])


def test_a_waypoint_has_the_speed_of_the_leg_that_leaves_it():
    route = airborne(flown_mission(), 0.5)
    assert route.speed[:-1].tolist() == [row[6] for row in ROWS[2:-1]]
    assert route.speed[-1] == route.speed[-2]


def test_a_leg_is_no_slower_than_the_format_allows():
    mission = flown_mission(speed=flown_mission().speed / 10)
    assert airborne(mission, 0.5).speed.min() < 1
    assert airborne(mission, 0.5, slowest=1.0).speed.min() == 1
    assert WPML.check(WPML.write(mission, M3T), mission, M3T) == []


def test_photographs_are_taken_along_sweeps_and_lines_alone():
    route = airborne(flown_mission(), 0.5)
    assert route.passes == [(4, 7), (8, 10)]
    assert np.flatnonzero(route.photographs).tolist() == [4, 5, 6, 8, 9]


def test_waypoints_at_one_place_are_one_with_all_its_hovering():
    mission = flown_mission()
    twice = np.insert(np.arange(len(ROWS)), 5, 4)
    columns = ("lon", "lat", "height", "above_ground", "above_sea", "hover")
    doubled = replace(
        mission,
        action=tuple(mission.action[row] for row in twice),
        spot=tuple(mission.spot[row] for row in twice),
        speed=np.where(np.arange(len(twice)) == 5, 0.0, mission.speed[twice]),
        **{name: getattr(mission, name)[twice] for name in columns},
    )
    route, single = airborne(doubled, 0.5), airborne(mission, 0.5)
    assert len(route) == len(single)
    assert route.hover[3] == 2 * 95.5
    np.testing.assert_array_equal(route.speed, single.speed)


def test_a_landing_elsewhere_is_flown_to_at_flight_height():
    mission = flown_mission()
    rows = [*range(12), 13]  # from the end of the line straight to the landing
    columns = ("lon", "lat", "height", "above_ground", "above_sea", "hover", "speed")
    short = replace(
        mission,
        action=tuple(mission.action[row] for row in rows),
        spot=tuple(mission.spot[row] for row in rows),
        **{name: getattr(mission, name)[rows] for name in columns},
    )
    route = airborne(short, 0.5)
    assert (route.lon[-1], route.lat[-1]) == (mission.lon[-1], mission.lat[-1])
    assert route.height[-1] == 61
    assert route.speed[-2] == 8


def test_long_legs_are_divided_in_a_straight_line():
    mission = flown_mission()
    route, whole = airborne(mission, 0.5, 50.0), airborne(mission, 0.5)
    assert route.leg.max() <= 50.01
    assert route.leg.sum() == pytest.approx(whole.leg.sum(), abs=0.01)
    assert set(whole.lon) <= set(route.lon)
    assert route.hover.sum() == whole.hover.sum()
    assert route.seconds == pytest.approx(whole.seconds, abs=0.01)
    assert route.leg[route.photographs[:-1]].sum() == pytest.approx(whole.leg[whole.photographs[:-1]].sum(), abs=0.01)


def test_headings_follow_the_legs():
    heading = airborne(flown_mission(), 0.5).heading
    assert heading[4] == pytest.approx(0, abs=0.5)  # the first line of the sweep goes north
    assert heading[5] == pytest.approx(90, abs=0.5)
    assert heading[-1] == heading[-2]


def test_arrivals_add_legs_climb_and_hovering():
    reach = arrivals(flown_mission())
    assert reach[0] == 0
    assert reach[1] == pytest.approx(60 / 3)
    assert reach[2] - reach[1] == pytest.approx(np.hypot(150, 40) / 12, rel=0.01)
    assert reach[5] - reach[4] == pytest.approx(95.5 + 180 / 12, rel=0.01)
    assert reach[-1] - reach[-2] == pytest.approx(60 / 2.5)


def test_dji_flies_through_slopes_and_stops_at_corners():
    route = airborne(flown_mission(), 0.5)
    arc = arcs(route)
    assert np.flatnonzero(arc).tolist() == [1, 10]  # on the slope, and at a bend of 8 degrees
    assert (arc * np.sin(np.nan_to_num(route.turn) / 2)).max() <= 0.1
    assert arc.max() <= 5
    assert route.turn[5] == pytest.approx(np.pi / 2, abs=0.01)


def test_dji_stops_where_it_hovers_also_on_a_straight_line():
    hover = flown_mission().hover.copy()
    hover[[2, 11]] = 30.0  # the waypoints of the arcs above
    mission = flown_mission(hover=hover)
    assert not arcs(airborne(mission, 0.5)).any()
    assert WPML.check(WPML.write(mission, M3T), mission, M3T) == []
    route = airborne(flown_mission(), 0.5)
    begins = np.arange(len(route)) == 10
    assert np.flatnonzero(arcs(replace(route, photographs=begins))).tolist() == [1], "photographs begin there"


def test_stops_at_corners_take_longer_than_planned():
    mission = flown_mission()
    route = airborne(mission, 0.5)
    # waypoints 2 and 4 to 9 that the plan flies through, each from the speed before to the speed after, at 2.5 m/s2
    corners = [(12, 12), (12, 8), (8, 8), (8, 8), (8, 12), (12, 8), (8, 8)]
    assert WPML.slower(mission, M3T) == pytest.approx(sum(sum(pair) for pair in corners) / 5)
    assert LITCHI.slower(mission, M3T) > WPML.slower(mission, M3T)
    assert KML.slower(mission, M3T) == GPX.slower(mission, M3T) == 0
    assert route.stopping(np.zeros(len(route), bool)) == 0


@pytest.mark.parametrize("form", [WPML, LITCHI, KML, GPX], ids=lambda form: form.title)
def test_the_shortest_missions(form):
    mission = flown_mission()
    columns = ("lon", "lat", "height", "above_ground", "above_sea", "hover", "speed")

    def part(rows, action):
        values = {name: getattr(mission, name)[rows] for name in columns}
        return replace(mission, action=action, spot=(None,) * len(rows), **values)

    there_and_back = part([0, 1, 4, 12, 13], ("takeoff", "fly", "hover", "fly", "land"))
    away = part([0, 1, 4], ("takeoff", "fly", "land"))
    for short in (there_and_back, away):
        assert form.check(form.write(short, M3T), short, M3T) == []
        assert form.slower(short, M3T) >= 0
    above_home = part([0, 1, 13], ("takeoff", "hover", "land"))
    assert airborne(above_home, 0.5).heading.tolist() == [0]
    if form in (WPML, LITCHI):
        with pytest.raises(UserError, match=r"fewer than two|2 to 99"):
            form.write(above_home, M3T)
    else:
        assert form.check(form.write(above_home, M3T), above_home, M3T) == []


def test_what_is_near_a_waypoint_belongs_to_it_also_on_its_other_side():
    mission = flown_mission()
    columns = ("lon", "lat", "height", "above_ground", "above_sea", "hover", "speed")
    rows = [0, 1, 4, 4, 4, 12, 13]
    values = {name: getattr(mission, name)[rows] for name in columns}
    east = np.array([0, 0, 0, 0.4, -0.3, 0, 0]) / 111_320
    action = ("takeoff", "fly", "hover", "fly", "hover", "fly", "land")
    near = replace(mission, action=action, spot=(None,) * 7, **{**values, "lon": values["lon"] + east})
    route = airborne(near, 0.6)
    assert len(route) == 3
    assert route.hover.tolist() == [0, 3 * 95.5, 0]
