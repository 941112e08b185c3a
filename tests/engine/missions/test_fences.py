"""Tests of the fences of a mission: areas to keep out of are never smaller, and never on the planned way."""

import numpy as np
import pytest
import shapely

from blindspot.engine.missions.fences import ROOM, TOO_MANY, TOO_NEAR, choose_fences
from blindspot.engine.missions.mavlink import EACH_FENCE, FENCE_ROOM
from blindspot.engine.missions.mission import ARDUPILOT

WAY = np.array([(0, 0), (1000, 0), (1000, 500), (0, 0.0)])
LINE = shapely.LineString(WAY)


def polygons(chosen, inclusion: bool) -> list:
    return [shapely.Polygon(one.points) for one in chosen.fences if one.inclusion == inclusion]


def test_small_zones_are_drawn_as_they_are():
    zones = [shapely.box(200, -200, 300, -50), shapely.box(400, 300, 500, 400)]
    chosen = choose_fences(WAY, [], zones, 70)
    assert all(one.equals(zone) for one, zone in zip(polygons(chosen, False), zones[::-1], strict=True))
    assert chosen.left_out == ()
    assert chosen.simplified == 0


def test_a_zone_on_the_way_or_near_it_has_no_fence():
    zones = [shapely.box(200, -20, 300, 20), shapely.box(400, -50, 500, -ROOM + 0.5), shapely.box(600, -50, 700, -4)]
    chosen = choose_fences(WAY, [], zones, 70)
    assert sorted(chosen.left_out) == [(0, TOO_NEAR), (1, TOO_NEAR)]
    assert len(chosen.fences) == 1


@pytest.mark.parametrize("seed", range(8))
def test_with_few_points_zones_are_drawn_larger_and_keep_off_the_way(seed):
    random = np.random.default_rng(seed)
    centres = random.uniform((-200, -400), (1300, 900), (12, 2))
    zones = [shapely.Point(centre).buffer(random.uniform(20, 80)) for centre in centres]
    zones = [zone.difference(LINE.buffer(8)) for zone in zones]
    zones = [zone for zone in zones if zone.geom_type == "Polygon"]
    chosen = choose_fences(WAY, [], zones, 70)
    drawn = polygons(chosen, False)
    assert sum(len(one.points) for one in chosen.fences) <= 70
    assert all(one.is_valid and one.distance(LINE) >= ROOM for one in drawn)
    left_out = {zone for zone, _ in chosen.left_out}
    assert all(any(one.covers(zone) for one in drawn) for row, zone in enumerate(zones) if row not in left_out)
    if left_out:
        nearest = [zone.distance(LINE) for row, zone in enumerate(zones) if row not in left_out]
        assert all(why == TOO_MANY for _, why in chosen.left_out) or min(nearest) >= 0


def test_more_zones_than_points_keep_the_nearest():
    zones = [shapely.box(40 * row, -60 - 30 * row, 40 * row + 5, -50 - 30 * row) for row in range(30)]
    chosen = choose_fences(WAY, [], zones, 70)
    kept = polygons(chosen, False)
    assert 17 <= len(kept) <= 23
    assert all(one.covers(zone) for one, zone in zip(kept, zones, strict=False))
    assert {why for _, why in chosen.left_out} == {TOO_MANY}
    assert [zone for zone, _ in chosen.left_out] == [*range(len(kept), 30)]


def test_the_geofence_is_the_polygon_that_holds_the_way_with_its_holes():
    hole = shapely.box(300, 200, 350, 250)
    area = shapely.box(-100, -100, 1100, 600).difference(hole)
    chosen = choose_fences(WAY, [shapely.box(5000, 0, 6000, 1000), area], [], 70)
    assert [one.equals(shapely.box(-100, -100, 1100, 600)) for one in polygons(chosen, True)] == [True]
    assert [one.equals(hole) for one in polygons(chosen, False)] == [True]
    assert not chosen.without_geofence


def test_polygons_of_a_geofence_that_adjoin_count_as_one():
    halves = [shapely.box(-100, -100, 500, 600), shapely.box(500, -100, 1100, 600)]
    (drawn,) = polygons(choose_fences(WAY, halves, [], 70), True)
    assert drawn.symmetric_difference(shapely.box(-100, -100, 1100, 600)).area < 1e-6


def test_a_geofence_with_many_corners_is_drawn_inside():
    area = shapely.Point(500, 250).buffer(2000, quad_segs=64)
    chosen = choose_fences(WAY, [area], [], 64)
    (drawn,) = polygons(chosen, True)
    assert area.covers(drawn)
    assert len(chosen.fences[0].points) <= 64
    assert chosen.simplified == 1


def test_a_geofence_that_the_way_leaves_is_left_out_and_said():
    chosen = choose_fences(WAY, [shapely.box(-100, -100, 900, 600)], [], 70)
    assert chosen.fences == ()
    assert chosen.without_geofence


def test_a_geofence_too_near_to_the_way_is_left_out():
    near, far = (
        choose_fences(WAY, [shapely.box(-away, -away, 1000 + away, 500 + away)], [], 70)
        for away in (ROOM - 0.5, ROOM + 0.5)
    )
    assert (len(near.fences), near.without_geofence) == (0, True)
    assert (len(far.fences), far.without_geofence) == (1, False)


def test_a_way_through_the_hole_of_a_zone_leaves_it_without_a_fence():
    ring = shapely.box(-500, -500, 1500, 1000).difference(shapely.box(-100, -100, 1100, 600))
    chosen = choose_fences(WAY, [], [ring], 70)
    assert chosen.fences == ()
    assert chosen.left_out == ((0, TOO_NEAR),)


@pytest.mark.parametrize("seed", range(6))
def test_fences_fit_into_the_memory_of_ardupilot(seed):
    """4 bytes, 2 for each polygon, 8 for each of its points, and 1 at the end, of 560."""
    random = np.random.default_rng(seed)
    centres = random.uniform((-200, -700), (1300, -60), (40, 2))
    zones = [shapely.box(*centre, *(centre + random.uniform(3, 20, 2))) for centre in centres]
    geofence = [shapely.Point(500, 0).buffer(3000, quad_segs=2)] if seed % 2 else []
    chosen = choose_fences(WAY, geofence, zones, FENCE_ROOM[ARDUPILOT], EACH_FENCE[ARDUPILOT])
    assert 540 <= 5 + sum(2 + 8 * len(one.points) for one in chosen.fences) <= 560
    assert len(polygons(chosen, True)) == len(geofence)
