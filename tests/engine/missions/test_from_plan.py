"""Missions from a plan: heights from the take-off point, the return height, rally points and speeds."""

from dataclasses import replace

import numpy as np
import pytest
from scenarios import village

from blindspot.engine.check.preflight import above_sea
from blindspot.engine.check.violation import Terrain
from blindspot.engine.missions.from_plan import Around, missions_of


@pytest.fixture(scope="module")
def plan():
    given = village()
    return given.layers(given.plan())[0]


def degrees(x, y):
    return np.asarray(x) * 1e-5, np.asarray(y) * 1e-5


def test_heights_are_above_the_take_off_point_in_a_plan_above_sea_level(plan):
    level = [one.mission for one in missions_of(plan, degrees)]
    high = [one.mission for one in missions_of(above_sea(plan, Terrain(lambda x, y: 500 + 0 * x, 30.0)), degrees)]
    for one, other in zip(level, high, strict=True):
        np.testing.assert_allclose(other.height, one.height)
        np.testing.assert_allclose(other.above_sea, one.height + 500)
        assert np.isnan(one.above_sea).all()
        assert other.home[2] == 500


def test_the_nearest_rally_points_are_kept_at_a_return_height_that_is_rounded_up(plan):
    rally = np.array([[2000.0, 0], [40, 0], [900, 0]])
    heights = {}

    def camera(altitude):
        heights["camera"] = altitude
        return replace(first.mission.camera, pitch=None)

    first = missions_of(plan, degrees)[0]
    site = plan.routes.line[first.route][0, :2]
    around = Around(rally=rally + site, rally_points=2, return_height=71.2)
    (found, *_) = missions_of(plan, degrees, around, camera)
    assert found.rally_left_out == (0,)
    assert [one.lon for one in found.mission.rally] == pytest.approx(degrees(site[0] + rally[[1, 2], 0], 0)[0])
    assert {one.height for one in found.mission.rally} == {found.mission.return_height} == {72.0}
    assert heights["camera"] == plan.routes.altitude_m[-1]


def test_the_return_height_clears_the_way_to_a_rally_point(plan):
    def hill(x, y):
        return np.where(np.asarray(y) > 20_000, 200.0, 0.0)

    high = above_sea(plan, Terrain(lambda x, y: 0 * x, 30.0))
    far = np.array([[0.0, 21_000.0]])
    heights = [
        missions_of(high, degrees, Around(ground=hill, rally=rally))[0].mission.return_height for rally in (None, far)
    ]
    assert heights[1] == heights[0] + 200


def test_speeds_that_the_layer_has_lost_follow_from_way_and_time(plan):
    lost = replace(plan, waypoints=replace(plan.waypoints, speed_ms=np.full(len(plan.waypoints.seq), np.nan)))
    for one, other in zip(missions_of(plan, degrees), missions_of(lost, degrees), strict=True):
        np.testing.assert_allclose(other.mission.speed[1:], one.mission.speed[1:], rtol=0.01)
