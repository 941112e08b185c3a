"""CAMERA in the algorithms: SWATH and DRONE_RANGE follow where they are empty, and what is given wins."""

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from blindspot.algorithms.inputs.camera import CameraInput
from blindspot.engine.drones.camera import PRESETS, SensorCamera
from small_layers import shape_layer

THERMAL = 2 + next(index for index, camera in enumerate(PRESETS) if "3T" in camera.name)
OWN = {"CAMERA": 1, "SENSOR_WIDTH": 10, "FOCAL_LENGTH": 5, "IMAGE_WIDTH": 4000, "IMAGE_HEIGHT": 2000}
"""120 x 60 m from 60 m"""
AREA = "POLYGON((500000 5000000, 500300 5000000, 500300 5000200, 500000 5000200, 500000 5000000))"


def plan(run, **more):
    spots = shape_layer([AREA], fields=[("priority", "Double")], rows=[[1.0]])
    sites = shape_layer(["POINT(500000 4999900)"], "Point", name="sites")
    given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": sites, "MAX_ITERATIONS": 5, "DRONES": 1, "ROUTES": "memory:"}
    return run("planroutes", **given, **more)


def swath_of(result):
    return {feature["swath_m"] for feature in result["ROUTES"].getFeatures()}


def lines_of(result):
    return [feature.geometry().asWkt(9) for feature in result["ROUTES"].getFeatures()]


def test_the_swath_follows_from_the_camera(run, log):
    result = plan(run, **OWN, OVERLAP=25)
    assert swath_of(result) == {90}
    assert any("90.0 m: 120.0 m less" in text for text in log.infos)
    assert any("from 60 m the image shows 120.0 x 60.0 m" in text and "3.0 cm" in text for text in log.infos)
    assert any("30.0 m: what is within this distance is in the image" in text for text in log.infos)
    assert not any("detect" in text or "wide" in text for text in log.warnings)


def test_a_swath_given_wins_and_one_too_wide_is_a_warning(run, log):
    assert swath_of(plan(run, CAMERA=THERMAL, SWATH=60)) == {60}
    (wide,) = [text for text in log.warnings if "only 50.6 m wide" in text]
    assert "40.5 m" in wide
    assert "72 m" in wide
    (coarse,) = [text for text in log.warnings if "does not suffice to detect" in text]
    assert "12.6 pixels a metre" in coarse
    assert "30 m or less" in coarse
    log.warnings.clear()
    plan(run, CAMERA=THERMAL, SWATH=50)
    assert not any("wide" in text for text in log.warnings)


def test_a_range_given_wins_and_one_too_long_is_a_warning(run, log):
    plan(run, **OWN, DRONE_RANGE=31)
    (beyond,) = [text for text in log.warnings if "31 m" in text]
    assert "30.0 m is in the image" in beyond
    log.warnings.clear()
    plan(run, **OWN, DRONE_RANGE=30)
    assert not any("is in the image" in text for text in log.warnings)


def test_without_a_camera_an_empty_swath_is_60_m(run, log):
    empty, given = plan(run, SWATH=None), plan(run, SWATH=60)
    assert swath_of(empty) == {60}
    assert lines_of(empty) == lines_of(given) == lines_of(plan(run))
    assert not any("camera" in text.lower() or "pixel" in text for text in [*log.infos, *log.warnings])


def test_the_highest_layer_is_said_too(run, log):
    plan(run, CAMERA=THERMAL, LAYERS=3, LAYER_SPACING=10)  # one drone flies on the lowest layer alone
    assert not any("highest" in text for text in log.infos)
    spots = shape_layer([AREA], fields=[("priority", "Double")], rows=[[1.0]])
    sites = shape_layer(["POINT(500000 4999900)"], "Point", name="sites")
    given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": sites, "MAX_ITERATIONS": 5, "DRONES": 5, "ROUTES": "memory:"}
    result = run("planroutes", **given, CAMERA=THERMAL, LAYERS=3, LAYER_SPACING=10, OVERLAP=0)
    assert any("highest altitude layer, 80 m" in text for text in log.infos)
    assert list(swath_of(result)) == pytest.approx([60 * 7.68 / 9.1])  # of the lowest layer


@pytest.mark.parametrize("missing", ["SENSOR_WIDTH", "FOCAL_LENGTH", "IMAGE_WIDTH"])
def test_own_figures_must_be_complete(run, missing):
    given = {name: value for name, value in OWN.items() if name != missing}
    with pytest.raises(QgsProcessingException, match=f"need {missing} as well"):
        plan(run, **given)


def test_without_an_image_height_it_is_three_quarters(run, log):
    given = {name: value for name, value in OWN.items() if name != "IMAGE_HEIGHT"}
    plan(run, **given)
    assert any("120.0 x 90.0 m" in text for text in log.infos)


def test_figures_without_a_camera_are_named(run, log):
    plan(run, SENSOR_WIDTH=10)
    assert any("no effect" in text for text in log.warnings)


def test_on_the_ground_a_camera_sees_nothing(run):
    with pytest.raises(QgsProcessingException, match="sees nothing"):
        plan(run, CAMERA=THERMAL, ALTITUDE=0)


def test_sweeps_take_the_swath_of_the_camera(run):
    area = shape_layer([AREA])
    by_camera = run("sweepareas", INPUT=area, **OWN, OVERLAP=50, ALTITUDE=40, OUTPUT="memory:")
    given = run("sweepareas", INPUT=area, SWATH=40, OUTPUT="memory:")
    assert by_camera["PATH_LENGTH"] == given["PATH_LENGTH"]
    usual = run("sweepareas", INPUT=area, OUTPUT="memory:")
    assert usual["PATH_LENGTH"] == run("sweepareas", INPUT=area, SWATH=60, OUTPUT="memory:")["PATH_LENGTH"]


def test_the_record_says_what_follows_from_the_camera(run, tmp_path):
    from blindspot.algorithms.inputs.carried_records import carried_by

    result = plan(run, **OWN, OVERLAP=25)
    record = carried_by(result["ROUTES"], check_edits=False).record
    assert record["parameters"]["SWATH"] == 90
    assert record["parameters"]["DRONE_RANGE"] == 30
    assert {"SWATH", "DRONE_RANGE"} <= set(record["assumed"])
    bare = carried_by(plan(run)["ROUTES"], check_edits=False).record
    assert bare["parameters"]["SWATH"] == 60
    assert "SWATH" not in bare["assumed"]


def test_the_trigger_distance(run):
    camera = PRESETS[THERMAL - 2]

    class Values:
        def number(self, name):
            return {"FRONT_OVERLAP": 75.0}[name]

    assert CameraInput().trigger(Values(), camera, 60) == pytest.approx(60 * 6.144 / 9.1 / 4)
    assert np.isfinite(camera.trigger(60, 0.0))


def test_a_tilted_camera_sees_a_trapezoid_ahead(run, log):
    result = plan(run, **OWN, OVERLAP=25, GIMBAL_TILT=10)
    camera = SensorCamera(10, 5, 4000, 2000, tilt=10)
    assert list(swath_of(result)) == pytest.approx([camera.view(60).near_width * 0.75])
    assert any("tilted by 10 degrees" in text and "behind the point below" in text for text in log.infos)
    assert any(f"DRONE_RANGE is {camera.detection_range(60):.1f} m" in text for text in log.infos)


def test_a_camera_that_does_not_see_the_ground_below_needs_a_range(run, log):
    with pytest.raises(QgsProcessingException, match=r"no DRONE_RANGE follows.*26 degrees.*turns on the spot"):
        plan(run, **OWN, GIMBAL_TILT=45)
    plan(run, **OWN, GIMBAL_TILT=45, DRONE_RANGE=50)
    assert any("turns or orbits" in text for text in log.infos)
    plan(run, **OWN, GIMBAL_TILT=45, DRONE_RANGE=500)
    assert any("turns or orbits" in text for text in log.warnings)


def test_a_tilt_without_a_camera_is_named(run, log):
    plan(run, GIMBAL_TILT=30)
    assert any("GIMBAL_TILT has no effect" in text for text in log.warnings)


def test_a_tilt_of_0_changes_nothing(run):
    assert lines_of(plan(run, **OWN, GIMBAL_TILT=0)) == lines_of(plan(run, **OWN))
