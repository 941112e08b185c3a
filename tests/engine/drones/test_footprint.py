"""Footprints of tilted cameras: against rays traced to flat ground, and the nadir case."""

import math

import numpy as np
import pytest

from blindspot.engine.drones.camera import DETECT, FAINTEST, SensorCamera
from blindspot.engine.drones.footprint import footprint_of
from blindspot.engine.errors import UserError

THERMAL = SensorCamera(7.68, 9.1, 640, 512)


def rays(camera, height, xy):
    """Positions in the image, as shares of half its width and height, of points on the ground (k, 2: ahead, left);
    nan behind the camera. Projected with a rotation matrix, not with the formulas of the footprint."""
    tilt = math.radians(camera.tilt)
    axis = np.array([math.sin(tilt), 0.0, -math.cos(tilt)])
    up = np.array([math.cos(tilt), 0.0, math.sin(tilt)])
    point = np.column_stack((xy, np.full(len(xy), -height)))
    depth = point @ axis
    with np.errstate(divide="ignore", invalid="ignore"):
        across = camera.focal_length * point[:, 1] / depth / (camera.sensor_width / 2)
        along = camera.focal_length * (point @ up) / depth / (camera.sensor_height / 2)
    return np.where(depth[:, None] > 0, np.column_stack((across, along)), np.nan)


def in_image(camera, height, xy, slack=0.0):
    return (np.abs(rays(camera, height, xy)) <= 1 + slack).all(axis=1)


def random_cameras(seed, count):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        width, focal = rng.uniform(4, 40), rng.uniform(4, 60)
        yield (
            SensorCamera(width, focal, 640, int(rng.integers(300, 1600)), tilt=rng.uniform(0, 85)),
            rng.uniform(10, 150),
        )


def test_corners_are_the_corners_of_the_image():
    for camera, height in random_cameras(1, 300):
        seen = camera.view(height)
        corners = rays(camera, height, seen.corners)
        expected = [(1, -1), (-1, -1), (-1, 1), (1, 1)]
        if seen.horizon:
            corners, expected = corners[:2], expected[:2]
        if seen.length > 0 or not seen.horizon:
            np.testing.assert_allclose(corners, expected, atol=1e-6)


def test_points_in_the_trapezoid_are_those_in_the_image():
    rng = np.random.default_rng(2)
    for camera, height in random_cameras(3, 200):
        seen = camera.view(height)
        xy = rng.uniform(-1, 1, (400, 2)) * 1.2 * min(seen.reach, 5 * height)
        ahead, left = xy.T
        half = (
            camera.sensor_width
            / 2
            / camera.focal_length
            * (height * math.cos(math.radians(camera.tilt)) + ahead * math.sin(math.radians(camera.tilt)))
        )
        inside = (ahead >= seen.near) & (ahead <= seen.far) & (np.abs(left) <= half)
        expected = in_image(camera, height, xy)
        if seen.horizon:
            expected &= ahead <= seen.far
        edge = np.abs(np.abs(rays(camera, height, xy)) - 1).min(axis=1) < 1e-9
        assert ((inside == expected) | edge).all()


def test_the_circle_is_in_the_image_whatever_the_heading():
    turns = np.linspace(0, 2 * np.pi, 721)
    rim = np.column_stack((np.cos(turns), np.sin(turns)))
    sizes = []
    for camera, height in random_cameras(4, 300):
        radius = camera.detection_range(height)
        sizes.append(radius)
        if radius:
            assert in_image(camera, height, rim * radius, 1e-9).all()
            assert not in_image(camera, height, rim * radius * 1.001).all()
        else:
            too_far = camera.density(height) < FAINTEST or camera.view(height).far <= 0
            assert camera.tilt >= camera.most_tilt_below - 1e-9 or too_far
            assert too_far or not in_image(camera, height, np.zeros((1, 2)), -1e-9)[0]
    assert 20 < np.count_nonzero(sizes) < 280


def test_the_circle_of_an_orbit_is_in_the_image():
    turns = np.linspace(0, 2 * np.pi, 361)
    rim = np.column_stack((np.cos(turns), np.sin(turns)))
    for camera, height in random_cameras(5, 200):
        seen = camera.view(height)
        if seen.length > 0:
            middle = np.array([(seen.near + seen.far) / 2, 0.0])
            assert in_image(camera, height, middle + rim * seen.orbit_circle, 1e-9).all()


def test_straight_down_it_is_the_same_as_ever():
    for height in (10.0, 60.0, 117.0):
        seen = THERMAL.view(height)
        across, along = THERMAL.footprint(height)
        assert (seen.near, seen.far) == pytest.approx((-along / 2, along / 2))
        assert (seen.near_width, seen.far_width) == pytest.approx((across, across))
        assert seen.circle == pytest.approx(THERMAL.detection_range(height))
        assert seen.side == pytest.approx(across / 2)
        tilted = SensorCamera(7.68, 9.1, 640, 512, tilt=1e-9)
        assert tilted.detection_range(height) == pytest.approx(THERMAL.detection_range(height))
        assert tilted.swath(height, 0.2) == pytest.approx(THERMAL.swath(height, 0.2))
        assert tilted.trigger(height, 0.2) == pytest.approx(THERMAL.trigger(height, 0.2))
        assert tilted.density(height) == pytest.approx(THERMAL.density(height))


def test_figures_by_hand():
    # 45 degrees, and half fields of view of 45 and 45 degrees: from straight down to the horizon
    seen = footprint_of(10.0, 45.0, 1.0, 1.0, farthest=30.0)
    assert seen.horizon
    assert (seen.near, seen.far) == pytest.approx((0.0, 30.0))
    assert seen.near_width == pytest.approx(2 * 10 * math.cos(math.pi / 4))
    assert seen.circle == 0.0
    seen = footprint_of(10.0, 45.0, math.tan(math.radians(15)), 0.5)
    assert seen.near == pytest.approx(10 * math.tan(math.radians(30)))
    assert seen.far == pytest.approx(10 * math.tan(math.radians(60)))
    assert not seen.below


def test_the_horizon_is_cut_where_a_metre_has_too_few_pixels():
    camera = SensorCamera(7.68, 9.1, 640, 512, tilt=80)
    seen = camera.view(60.0)
    assert seen.horizon
    assert math.hypot(seen.far, 60.0) == pytest.approx(camera.slant_range(FAINTEST))
    assert camera.seen_to(20.0, DETECT) == pytest.approx(math.sqrt(camera.slant_range(DETECT) ** 2 - 20.0**2))
    assert camera.seen_to(60.0, DETECT) == 0.0


def test_the_densest_swath_is_at_the_near_edge():
    for camera, height in random_cameras(6, 100):
        seen = camera.view(height)
        assert seen.far_width >= seen.near_width - 1e-9
        assert camera.across(height) == pytest.approx(seen.near_width if camera.tilt else camera.footprint(height)[0])


@pytest.mark.parametrize("tilt", [-1, 86, math.nan])
def test_a_tilt_that_is_none(tilt):
    with pytest.raises(UserError, match="GIMBAL_TILT"):
        SensorCamera(7.68, 9.1, 640, 512, tilt=tilt)


def test_the_highest_flight_has_just_the_density_in_the_middle_of_the_image():
    for camera, _ in random_cameras(8, 20):
        assert camera.density(camera.height_for(DETECT)) == pytest.approx(DETECT)
        ahead = camera.height_for(DETECT) * math.tan(math.radians(camera.tilt))
        assert math.hypot(ahead, camera.height_for(DETECT)) == pytest.approx(camera.slant_range(DETECT))
