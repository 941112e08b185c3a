"""Cameras: closed forms, and the presets against the fields of view that their maker states."""

import math

import pytest

from blindspot.engine.drones.camera import DETECT, MONITOR, PRESETS, SensorCamera, task_of
from blindspot.engine.errors import UserError

THERMAL = SensorCamera(7.68, 9.1, 640, 512)


def test_a_thermal_camera_at_60_m():
    across, along = THERMAL.footprint(60)
    assert (round(across), round(along)) == (51, 41)
    assert across == pytest.approx(60 * 7.68 / 9.1)
    assert along == pytest.approx(across * 512 / 640)
    assert THERMAL.pixel(60) == pytest.approx(across / 640)
    assert round(THERMAL.density(60)) == 13
    assert task_of(THERMAL.density(60)) == "monitor"
    assert THERMAL.detection_range(60) == pytest.approx(along / 2)


def test_integers():
    camera = SensorCamera(10, 5, 200, 100)
    assert camera.footprint(50) == (100, 50)
    assert camera.pixel(50) == 0.5
    assert camera.density(50) == 2
    assert camera.swath(50, 0.25) == 75
    assert camera.trigger(50, 0.8) == pytest.approx(10)
    assert camera.detection_range(50) == 25
    assert camera.slant_range(2) == 50
    assert camera.ground_range(2, 30) == 40
    assert camera.ground_range(2, 50) == 0
    assert camera.height_for(2) == 50
    assert camera.sensor_height == 5
    assert camera.density(0) == math.inf


STATED_VIEWS = (84.0, 61.0, 61.0, 40.6, 45.2, 63.5, 84.0)
"""degrees, diagonal fields of view on the pages that the presets name."""


@pytest.mark.parametrize(
    ("camera", "stated"), list(zip(PRESETS, STATED_VIEWS, strict=True)), ids=[camera.name for camera in PRESETS]
)
def test_presets_have_the_field_of_view_of_their_data_sheet(camera, stated):
    # a stated field of view holds the distortion of the lens: up to 8 % more than sensor and focal length give
    diagonal = math.hypot(camera.sensor_width, camera.sensor_height)
    view = math.degrees(2 * math.atan(diagonal / 2 / camera.focal_length))
    assert 0.92 * stated <= view <= 1.01 * stated
    assert camera.source
    assert camera.name


@pytest.mark.parametrize(
    ("name", "height", "centimetres"),
    [("DJI Phantom 4 RTK", 36.5, 1.0), ("DJI Zenmuse P1, 35 mm", 80, 1.0)],  # as stated: H / 36.5, H / 80
)
def test_presets_have_the_ground_sampling_distance_that_is_stated(name, height, centimetres):
    camera = next(camera for camera in PRESETS if camera.name == name)
    assert 100 * camera.pixel(height) == pytest.approx(centimetres, rel=0.01)


def test_levels():
    assert [task_of(density) for density in (12.4, MONITOR, DETECT, 62.5, 125, 250, 1000)] == [
        *("", "monitor", "detect", "observe", "recognise", "identify", "identify"),
    ]


def test_own_figures_replace_those_of_a_preset():
    changed = THERMAL.with_own(None, 13.5, None, None)
    assert changed.footprint(60)[0] == pytest.approx(60 * 7.68 / 13.5)
    assert THERMAL.with_own(None, None, None, None) == THERMAL


@pytest.mark.parametrize("figures", [(0, 9, 640, 512), (7, -1, 640, 512), (7, 9, 0, 512), (7, math.inf, 640, 512)])
def test_figures_that_are_none(figures):
    with pytest.raises(UserError, match="must be above 0"):
        SensorCamera(*figures)
