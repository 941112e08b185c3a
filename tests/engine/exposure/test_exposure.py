"""Times over places and in view: exact answers for simple geometry, and brute force for any."""

import numpy as np
import pytest
import shapely

from blindspot.engine.drones.camera import SensorCamera
from blindspot.engine.exposure.exposure import Neighbourhoods, Places, exposure
from blindspot.engine.exposure.legs import Legs, View
from blindspot.engine.exposure.stays import Stays, in_view, over

IMAGE = View.of_image(40.0, 20.0)


def shapes(*given):
    found = np.empty(len(given), object)
    found[:] = given
    return found


def line(*vertices):
    return np.array([(x, y, 60.0, t) for x, y, t in vertices], float)


def places(*given, buffer=0.0, kind=None):
    shape = shapes(*given)
    kind = np.zeros(len(given), int) if kind is None else np.array(kind)
    names = np.array([None] * len(given), object)
    return Places(shape, shapely.buffer(shape, buffer, quad_segs=32), names, kind, ("homes", "schools"))


def neighbourhoods(*given):
    return Neighbourhoods(shapes(*given), np.array([None] * len(given), object))


NONE = neighbourhoods()


def test_a_flight_across_a_square_is_over_it_as_long_as_it_is_wide():
    legs = Legs.of([line((0, 0, 100), (100, 0, 110))], [IMAGE])
    square = shapely.box(40, -10, 60, 10)
    assert over(legs, shapes(square)).seconds.tolist() == [2.0]
    seen = in_view(legs, shapes(square))  # from half an image before the square to half an image after it
    assert (seen.begin.tolist(), seen.end.tolist()) == ([103.0], [107.0])


def test_the_image_shows_what_is_within_half_its_width_at_the_side():
    legs = Legs.of([line((0, 0, 0), (100, 0, 10))], [IMAGE])
    beside = shapes(shapely.Point(50, 20), shapely.Point(50, 20.001), shapely.box(40, 19, 60, 50))
    seen = in_view(legs, beside)
    assert dict(zip(seen.place.tolist(), seen.seconds.round(9).tolist(), strict=True)) == {0: 2.0, 2: 4.0}


def test_a_drone_that_hovers_sees_the_circle_around_its_image():
    legs = Legs.of([line((0, 0, 0), (100, 0, 10), (100, 0, 70), (0, 0, 80))], [IMAGE])
    beyond = shapes(shapely.Point(100, 22.0), shapely.Point(100 + 23, 0))  # radius 22.36
    found = in_view(legs, beyond).merged()
    assert found.totals(2).tolist() == [60.0, 0.0]


def test_without_an_image_the_circle_counts_all_the_way():
    legs = Legs.of([line((0, 0, 0), (100, 0, 10))], [View.of_swath(60)])
    found = in_view(legs, shapes(shapely.box(40, 0, 60, 10), shapely.Point(50, 18)))
    assert found.totals(2) == pytest.approx([8.0, 2 * 24 / 10], rel=1e-3)
    assert legs.swept()[0].area == pytest.approx(6000 + np.pi * 900, rel=1e-3)


def test_the_swept_ground_is_a_rectangle():
    legs = Legs.of([line((0, 0, 0), (60, 80, 10))], [IMAGE])
    assert legs.swept()[0].area == pytest.approx(40 * 120)


def test_climbing_counts_as_standing():
    route = np.array([(0, 0, 0, 0), (0, 0, 60, 20), (100, 0, 60, 30), (100, 0, 0, 60)], float)
    found = over(Legs.of([route], [IMAGE]), shapes(shapely.box(-1, -1, 1, 1)))
    assert found.merged().seconds.tolist() == pytest.approx([20.1])


def test_a_time_counts_once_for_each_drone_and_kind():
    routes = [line((0, 0, 0), (100, 0, 10)), line((0, 0, 0), (100, 0, 10))]
    home, other, school = shapely.box(20, -5, 40, 5), shapely.box(30, -5, 50, 5), shapely.box(30, -5, 60, 5)
    found = exposure(
        Legs.of(routes, [IMAGE, IMAGE]),
        [1, 2],
        [60, 70],
        places(home, other, school, kind=[0, 0, 1]),
        neighbourhoods(shapely.box(0, -50, 50, 50), shapely.box(50, -50, 100, 50)),
    )
    assert found.places.over_s.tolist() == pytest.approx([4, 4, 6])
    assert found.places.view_s.tolist() == pytest.approx([8, 8, 10])
    assert found.over.totals(2).tolist() == pytest.approx([6, 6])  # 20 to 50 and 30 to 60, by two drones
    assert found.over_any.seconds.sum() == pytest.approx(8)
    assert found.by_night(found.over_any).tolist() == pytest.approx([4, 4])
    assert found.places.passes.tolist() == [2, 2, 2]
    assert found.places.nights.tolist() == [2, 2, 2]
    assert found.places.worst_s.tolist() == pytest.approx([4, 4, 5])
    assert found.places.lowest_m.tolist() == [60, 60, 60]
    assert found.places.seen_m2.tolist() == pytest.approx([200, 200, 300])
    assert found.privacy_m2 == pytest.approx(400)
    assert found.footprint_m2 == pytest.approx(120 * 40)
    assert found.neighbourhoods.drone_s.tolist() == pytest.approx([10, 10])
    assert found.neighbourhoods.privacy_s.tolist() == pytest.approx([6, 2])
    assert found.neighbourhoods.seen_m2.tolist() == pytest.approx([2000, 2000])


def test_hours_of_the_day():
    routes = [line((0, 0, 23 * 3600 + 3000), (100, 0, 25 * 3600))]  # ten minutes to 23:00 local, 01:00
    found = exposure(Legs.of(routes, [IMAGE]), [1], [60], places(shapely.box(-9, -9, 109, 9)), NONE)
    hours = found.by_hour(found.over_any, [-3600.0])
    assert {hour: seconds for hour, seconds in enumerate(hours) if seconds} == {22: 600.0, 23: 3600.0}


def test_no_routes_and_no_places():
    empty = exposure(Legs.of([], []), [], [], places(shapely.box(0, 0, 1, 1)), neighbourhoods(shapely.box(0, 0, 1, 1)))
    assert empty.places.view_s.tolist() == [0]
    assert empty.footprint_m2 == 0
    assert len(empty.nights) == 0
    none = exposure(Legs.of([line((0, 0, 0), (100, 0, 10))], [IMAGE]), [1], [60], places(), NONE)
    assert len(none.places.view_s) == 0
    assert none.footprint_m2 == pytest.approx(4800)
    assert len(none.over_any) == 0


def test_times_that_touch_are_one_and_others_are_not():
    found = Stays(np.zeros(4, int), np.array([0, 0, 0, 1]), np.array([0.0, 5, 8, 5]), np.array([5.0, 7, 9, 6])).merged()
    assert list(zip(found.place, found.begin, found.end, strict=True)) == [(0, 0, 7), (0, 8, 9), (1, 5, 6)]


def test_a_long_time_holds_several_short_ones():
    begin, end = np.array([0.0, 1, 5, 11]), np.array([10.0, 2, 6, 12])
    found = Stays(np.zeros(4, int), np.zeros(4, int), begin, end).merged()
    assert list(zip(found.begin, found.end, strict=True)) == [(0, 10), (11, 12)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("view", [IMAGE, View.of_swath(50)])
def test_brute_force(seed, view):
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 300, (5, 2)).round()
    corners = np.insert(corners, 2, corners[1], axis=0)  # hovers at the second corner
    times = np.cumsum(np.r_[1e9, random.uniform(5, 40, len(corners) - 1)])
    route = np.column_stack((corners, np.full(len(corners), 60), times))
    ring = shapely.box(0, 0, 60, 60).difference(shapely.box(10, 10, 60, 50))  # a bracket, not convex
    given = [
        shapely.Point(*random.uniform(0, 300, 2)),
        shapely.affinity.translate(shapely.affinity.rotate(ring, random.uniform(0, 360)), *random.uniform(0, 240, 2)),
        shapely.MultiPoint(random.uniform(0, 300, (3, 2))),
        shapely.LineString(random.uniform(0, 300, (4, 2))),
    ]
    legs = Legs.of([route], [view])
    seen = in_view(legs, shapes(*given)).merged().totals(4)
    step = 0.01
    moments = np.arange(times[0] + step / 2, times[-1], step)
    leg = np.searchsorted(times, moments, side="right") - 1
    share = (moments - times[leg]) / np.diff(times)[leg]
    at = corners[leg] + share[:, None] * np.diff(corners, axis=0)[leg]
    images = np.empty(len(moments), object)
    for index in range(len(corners) - 1):
        some = np.flatnonzero(leg == index)
        move = corners[index + 1] - corners[index]
        if view.is_image and np.any(move):
            shape = shapely.affinity.rotate(
                shapely.box(-view.along / 2, -view.across / 2, view.along / 2, view.across / 2),
                np.degrees(np.arctan2(move[1], move[0])),
                origin=(0, 0),
            )
        else:
            shape = shapely.Point(0, 0).buffer(view.radius, quad_segs=64)
        ring = shapely.get_coordinates(shape)
        images[some] = shapely.polygons(at[some][:, None] + ring[None])
    for index, place in enumerate(given):
        shapely.prepare(place)
        expected = shapely.intersects(place, images).sum() * step
        assert seen[index] == pytest.approx(expected, abs=0.1), index


def test_a_tilted_camera_shows_places_ahead_before_the_drone_is_over_them():
    camera = SensorCamera(10.0, 5.0, 200, 40, tilt=45.0)  # half fields of view: 11.3 and 45 degrees
    seen = camera.view(50.0)
    view = View.of_footprint(seen)
    assert (seen.near, seen.far) == pytest.approx((50 * 0.8 / 1.2, 50 * 1.2 / 0.8))
    legs = Legs.of([line((0, 0, 0), (200, 0, 20))], [view])
    stays = in_view(legs, shapely.points([(180.0, 0.0), (180.0, seen.far_width / 2 + 1), (20.0, 0.0)]))
    assert stays.place.tolist() == [0]
    assert (stays.begin[0], stays.end[0]) == pytest.approx(((180 - seen.far) / 10, (180 - seen.near) / 10))
    assert legs.swept()[0].bounds == pytest.approx((seen.near, -seen.far_width / 2, 200 + seen.far, seen.far_width / 2))
    still = Legs.of([line((0, 0, 0), (0, 0, 20))], [view])
    assert len(in_view(still, shapely.points([(-seen.far, 0.0)]))) == 1  # it may turn
