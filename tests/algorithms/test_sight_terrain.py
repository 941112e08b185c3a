"""SIGHT_TERRAIN in what scores, through processing.run."""

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

from small_layers import EASTING, NORTHING, attributes, point_layer, saved, shape_layer, walk_rows

GIVEN = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "WATCH_START": "00:00", "WATCH_END": "00:00"}
GIVEN |= {"DETECTION_RANGE": 120, "REVISIT": 20}
NUMBERS = ("gap", "gap_low", "visits", "dwell_s", "watch_dwell_s", "nights_seen", "why")


def dem(path, heights, size=10.0, at=(-500, 700), no_data=None) -> str:
    """A DEM of (rows, columns) heights from (x, y) of its north-western corner on."""
    file = gdal.GetDriverByName("GTiff").Create(str(path), heights.shape[1], heights.shape[0], 1, gdal.GDT_Float32)
    file.SetGeoTransform([EASTING + at[0], size, 0, NORTHING + at[1], 0, -size])
    file.SetProjection(QgsCoordinateReferenceSystem("EPSG:32633").toWkt())
    file.GetRasterBand(1).WriteArray(heights)
    if no_data is not None:
        file.GetRasterBand(1).SetNoDataValue(no_data)
    file = None
    return str(path)


def level(height=20.0):
    return np.full((140, 420), height, np.float32)


def ridge():
    """A ridge, 8 m high, from west to east, 30 to 40 m north of the first street."""
    heights = level()
    heights[66] += 8
    return heights


@pytest.fixture
def places():
    return shape_layer([f"Point({EASTING + x} {NORTHING + y})" for x in (300, 900) for y in (10, 60)], "Point")


def scored(run, walks, places, **parameters):
    result = run("scoregaps", INPUT=walks, PLACES=places, **GIVEN, **parameters, OUTPUT="memory:")
    return attributes(result["OUTPUT"], *NUMBERS)


def test_a_ridge_hides_what_is_behind_it_and_level_ground_nothing(run, log, places, tmp_path):
    walks = point_layer(walk_rows(units=1))
    without = scored(run, walks, places)
    assert scored(run, walks, places, SIGHT_TERRAIN=dem(tmp_path / "level.tif", level())) == without
    hidden = scored(run, walks, places, SIGHT_TERRAIN=dem(tmp_path / "ridge.tif", ridge()))
    assert [row[2] for row in without] == [1, 1, 1, 1]
    assert [row[2] for row in hidden] == [1, 0, 1, 0]
    assert [row[0] for row in hidden][1::2] == [1, 1]
    assert hidden[::2] == without[::2]
    assert any("(SIGHT_TERRAIN), band 1, is read in cells of 10 m" in text for text in log.infos)
    over = {"EYE_HEIGHT": 30, "TARGET_HEIGHT": 10}
    assert scored(run, walks, places, SIGHT_TERRAIN=str(tmp_path / "ridge.tif"), **over) == without


def test_eyes_and_targets_have_their_own_heights(run, tmp_path):
    """A ridge of 8 m a quarter of the way from the place to the street: the line passes it at a quarter of the height
    of the eyes and three quarters of that of the target."""
    walks, ground = point_layer(walk_rows(units=1)), dem(tmp_path / "ridge.tif", ridge())
    behind = shape_layer([f"Point({EASTING + 300} {NORTHING + 45})"], "Point")
    for eye, target, visits in ((1, 11, 1), (11, 1, 0), (30, 1, 1), (1, 1, 0)):
        heights = {"EYE_HEIGHT": eye, "TARGET_HEIGHT": target}
        assert scored(run, walks, behind, SIGHT_TERRAIN=ground, **heights)[0][2] == visits


def test_later_steps_look_over_the_same_ground(run, log, places, tmp_path):
    walks, gaps = saved(point_layer(walk_rows(units=1)), tmp_path / "walks.gpkg"), str(tmp_path / "gaps.gpkg")
    ground = dem(tmp_path / "ridge.tif", ridge())
    places = saved(places, tmp_path / "places.gpkg")
    run("scoregaps", INPUT=walks, PLACES=places, **GIVEN, SIGHT_TERRAIN=ground, EYE_HEIGHT=1.5, OUTPUT=gaps)
    profile = run("coverageprofile", SCORED=gaps, OUTPUT="memory:")
    sight = run("sightlines", SCORED=gaps, OUTPUT="memory:", LEGS="memory:")
    assert any("EYE_HEIGHT" in text or "eyes above the ground (m) = 1.5" in text for text in log.infos)
    assert profile["MEAN_GAP"] == pytest.approx(np.mean([row[0] for row in attributes(sight["OUTPUT"], "gap")]))
    one = saved(shape_layer([f"Point({EASTING + 310} {NORTHING + 12})"], "Point"), tmp_path / "one.gpkg")
    run("sightlines", SCORED=gaps, PLACES=one, OUTPUT="memory:")  # over another part of the terrain
    seen = {row[0] for row in attributes(sight["LEGS"], "place_id", "seen") if row[1]}
    assert len(seen) == 2
    assert sight["HIDDEN_WALKS"] == 2
    assert not any("not as it was" in text for text in log.warnings)
    shares = [row[0] for row in attributes(sight["OUTPUT"], "open_share")]
    assert max(shares) < 0.9


def test_what_is_doubtful_is_said(run, log, places, tmp_path):
    heights = ridge()
    heights[:, :100] = -9999
    walks = point_layer(walk_rows(units=1))
    scored(run, walks, places, SIGHT_TERRAIN=dem(tmp_path / "d.tif", heights, no_data=-9999))
    assert any("no data for" in text and "with 2 of 4 sample points in it" in text for text in log.warnings)
    coarse = dem(tmp_path / "c.tif", np.full((20, 50), 20, np.float32), size=90.0, at=(-1000, 1000))
    scored(run, walks, places, SIGHT_TERRAIN=coarse)
    assert any("are large beside DETECTION_RANGE (120 m)" in text for text in log.warnings)
    coarse = dem(tmp_path / "w.tif", np.full((4, 4), 20, np.float32), size=1500.0, at=(-3000, 3000))
    scored(run, walks, places, SIGHT_TERRAIN=coarse)
    assert any("The cells of SIGHT_TERRAIN (1,500 m) are large" in text for text in log.warnings)
    edge = dem(tmp_path / "e.tif", heights[60:61], at=(-500, 100))
    log.warnings.clear()
    scored(run, walks, places, SIGHT_TERRAIN=edge)
    assert any("no data for 100 % of the ground" in text or "no data for 99 %" in text for text in log.warnings)


def test_a_dem_elsewhere_is_refused(run, places, tmp_path):
    elsewhere = dem(tmp_path / "d.tif", level(), at=(90_000, 0))
    with pytest.raises(QgsProcessingException, match="has no heights around the places"):
        scored(run, point_layer(walk_rows(units=1)), places, SIGHT_TERRAIN=elsewhere)
