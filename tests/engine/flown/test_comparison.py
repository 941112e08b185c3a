"""Pairing, deviation, stops and time over places, by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from blindspot.engine.flown.comparison import ESTIMATED, FROM_LOG, FULL, Comparison, Criteria, _left
from blindspot.engine.flown.deviation import deviation
from blindspot.engine.flown.planned_stops import FOLLOW, HOVER, SWEEP, PlannedStop, flown_stop
from blindspot.engine.flown.remaining import drones_now
from blindspot.engine.flown.time_over import seconds_inside, seconds_over
from blindspot.engine.flown.track import FlownTrack, numbered, profile_of, profile_text
from blindspot.engine.zones.zones import AGL, AMSL, Zones

T = 1_767_308_400.0


def line(*vertices) -> np.ndarray:
    return np.array(vertices, float)


def stop(kind, path, seconds=0.0) -> PlannedStop:
    return PlannedStop(0, ("1",), None, kind, np.array(path, float), seconds, T, 2)


def test_a_parallel_line_is_as_far_as_it_lies_apart():
    planned = line((0, 0, 0, T), (0, 0, 50, T + 10), (1000, 0, 50, T + 110), (1000, 0, 0, T + 130))
    flown = line((0, 7, 100, T), (0, 7, 153, T + 10), (1000, 7, 153, T + 110), (1000, 7, 100, T + 130))
    found = deviation(flown, planned)
    assert found.horizontal == pytest.approx(np.full(4, 7.0))
    assert found.vertical == pytest.approx([0, 3, 3, 0])  # both heights count from take-off
    assert np.isnan(deviation(flown, planned, heights=False).rms_vertical)


def test_climbing_along_a_vertical_leg_is_no_deviation():
    planned = line((0, 0, 0, T), (0, 0, 60, T + 20), (500, 0, 60, T + 70))
    flown = line((0, 0, 0, T), (0, 0, 20, T + 9), (0, 0, 41, T + 15), (0, 0, 60, T + 20), (500, 0, 60, T + 70))
    assert deviation(flown, planned).largest_vertical < 1.01


def test_climbing_beside_the_launch_site_is_no_deviation():
    """A receiver errs by some metres, and the leg that begins there is nearer than the climb."""
    planned = line((0, 0, 0, T), (0, 0, 90, T + 30), (500, 0, 90, T + 80), (0, 0, 90, T + 130), (0, 0, 0, T + 175))
    up = [(4, 1, z, T + z) for z in range(0, 91, 2)]
    assert deviation(line(*up, (500, 0, 90, T + 200)), planned).largest_vertical < 0.01
    low = line((0, 0, 0, T), (250, 0, 60, T + 60))
    assert deviation(low, planned).vertical == pytest.approx([0, -30])


@pytest.mark.parametrize(("seconds", "share"), [(0.0, 1.0), (30.0, 1.0), (120.0, 0.5)])
def test_share_of_a_hover(seconds, share):
    flown = line((-500, 0, 60, T), (0, 0, 60, T + 50), (0, 0, 60, T + 110), (500, 0, 60, T + 160))
    found = flown_stop(stop(HOVER, [(0, 0)], seconds), [flown], 15, 60)
    assert found.share == pytest.approx(share)
    assert found.left is None or found.left.equals(shapely.Point(0, 0))


def test_a_hover_that_no_position_is_near_to_was_passed():
    """A position each 50 s; the leg leads over the place."""
    flown = line((-500, 0, 60, T), (500, 0, 60, T + 100))
    assert flown_stop(stop(HOVER, [(0, 0)]), [flown], 15, 60).share == 1
    assert flown_stop(stop(HOVER, [(0, 0)], 60), [flown], 15, 60).share == 0
    assert flown_stop(stop(HOVER, [(0, 0)]), [], 15, 60).share == 0


def test_half_of_a_line_is_left():
    found = flown_stop(stop(FOLLOW, [(0, 0), (1000, 0)]), [line((0, 0, 60, T), (500, 0, 60, T + 50))], 10, 60)
    assert found.share == pytest.approx(0.51, abs=0.005)
    assert found.left.length == pytest.approx(490, abs=4)
    assert found.left.bounds[2] == pytest.approx(1000)


def test_a_lane_of_a_sweep_is_left():
    lanes = [(0, 30), (300, 30), (300, 90), (0, 90), (0, 150), (300, 150)]
    flown = line(*((x, y, 60, T + k) for k, (x, y) in enumerate(lanes[:4])))
    found = flown_stop(stop(SWEEP, lanes), [flown], 10, 60)
    assert found.left.area == pytest.approx(300 * 60, rel=0.12)
    assert found.left.centroid.y == pytest.approx(150, abs=4)
    assert flown_stop(stop(SWEEP, lanes), [], 10, 60).left.area > 3 * 300 * 60


def test_an_area_swept_in_another_direction_is_seen():
    lanes = [(0, 30), (300, 30), (300, 90), (0, 90)]
    across = [(x, y) for k, x in enumerate(range(0, 301, 50)) for y in ((0, 120) if k % 2 == 0 else (120, 0))]
    flown = line(*((x, y, 60, T + k) for k, (x, y) in enumerate(across)))
    found = flown_stop(stop(SWEEP, lanes), [flown], 5, 60)
    assert found.share > 0.95
    assert found.left is None


def test_seconds_over_places_and_in_zones_by_height_and_time():
    flown = line((0, 0, 60, T), (1000, 0, 60, T + 100))
    square = shapely.box(200, -50, 400, 50)
    assert seconds_over(flown, np.array([square, square], object)) == pytest.approx(20, abs=0.6)
    assert seconds_over(flown, np.zeros(0, object)) == 0
    zones = Zones(
        np.array([square] * 5, object),
        np.array([-np.inf, 100, -np.inf, 300, -np.inf]),
        np.array([AGL, AGL, AGL, AMSL, AGL], object),
        np.array([np.inf, np.inf, 30, np.inf, np.inf]),
        np.array([AGL] * 5, object),
        (np.array([[-np.inf, np.inf]]),) * 4 + (np.array([[T + 30, T + 900]]),),
        np.array([None] * 5, object),
    )
    assert seconds_inside(flown, zones) == pytest.approx([20, 0, 0, 20, 10], abs=0.6)  # sea level is not known
    assert seconds_inside(flown, zones, 100.0)[3] == 0
    assert seconds_inside(flown, zones, 250.0)[3] == pytest.approx(20, abs=0.6)


def track(start, seconds, file=1) -> FlownTrack:
    return FlownTrack(line((0, 0, 0, start), (9, 9, 0, start + seconds)), None, file, "x", np.zeros((0, 2)))


def test_flights_are_numbered_by_drone_and_time():
    tracks = [track(T + 1000, 300, 1), track(T, 300, 1), track(T + 100, 300, 2), track(T + 2000, 9, 2)]
    assert [(one.drone, one.sortie) for one in numbered(tracks, None)] == [(1, 2), (1, 1), (2, 1), (2, 2)]
    assert [(one.drone, one.labelled) for one in numbered(tracks[:2], [(7, 1), (8, 1)])] == [(7, True), (8, True)]


@pytest.mark.parametrize("text", [None, "", "a:b", "1", "5:90;3:80", "1:nan", "1:2:3"])
def test_a_battery_that_cannot_be_read_is_none(text):
    assert profile_of(text).shape == (0, 2)


def test_a_battery_comes_back():
    battery = np.array([[0.0, 98.0], [60.0, 91.0]])
    assert profile_of(profile_text(battery)).tolist() == battery.tolist()


def test_the_battery_is_estimated_from_the_planned_use_and_the_time_flown():
    planned = line((0, 0, 0, T), (500, 0, 60, T + 100))
    track = FlownTrack(line((0, 0, 0, T), (500, 0, 60, T + 50)), None, 1, "GPX", np.zeros((0, 2)))
    assert _left(80.0, planned, [track]) == (pytest.approx(90.0), ESTIMATED)
    known = replace(track, battery=np.array([[0.0, 97.0], [50.0, 71.0]]))
    assert _left(80.0, planned, [track, known]) == (71.0, FROM_LOG)
    assert _left(80.0, planned, [])[1] == FULL


def test_a_zone_counts_between_its_limits_while_it_is_in_force():
    """50 m above a take-off point at 300 m above sea level, 20 s long."""
    flown = line((0, 0, 50, T), (200, 0, 50, T + 20))
    zone = replace(Zones.always([shapely.box(-10, -10, 300, 10)]), upper=np.array([100.0]))
    sea = replace(zone, upper_ref=np.array([AMSL], object))
    assert seconds_inside(flown, zone, 300.0) == pytest.approx([20])
    assert seconds_inside(flown, sea, 300.0) == pytest.approx([0])
    assert seconds_inside(flown, sea, 20.0) == pytest.approx([20])
    over = replace(zone, periods=(np.array([[T - 60, T + 10]]),))
    assert seconds_inside(flown, over) == pytest.approx([10], abs=1)


def test_tracks_that_flew_no_sortie_count_in_the_sums():
    """Over a school and inside a zone they are as much as others."""
    own = SimpleNamespace(privacy=5.0, zones=np.array([1.0, 0.0]))
    found = Comparison(None, (), None, Criteria(), (own,), ((0, 7.0, np.array([2.0, 3.0])),))
    assert found.privacy == 12
    assert found.in_zones.tolist() == [3, 3]


def test_a_drone_is_where_it_landed_last():
    ways = [line((0, 0, 0, T), (40.0 * end, 9, 0, T + 60 * end)) for end in (1, 2)]
    tracks = [FlownTrack(way, None, 1, "GPX", np.zeros((0, 2))) for way in ways]
    routes = SimpleNamespace(drone=np.array([1, 1, 2]), launch_site=["a", "a", "b"], line=[way + 1 for way in ways * 2])
    sorties = [
        SimpleNamespace(route=row, flown=row < 2, tracks=(row,), left=90.0 - 40 * row, battery_from=FROM_LOG)
        for row in range(3)
    ]
    one, other = drones_now(SimpleNamespace(plan=SimpleNamespace(routes=routes), tracks=tracks, sorties=sorties))
    assert (one.place.tolist(), one.battery, one.until) == ([80, 9], 50, T + 120)
    assert (other.place.tolist(), other.battery_from, other.launch_site) == ([1, 1], FULL, "b")
