"""Tests of the height at which a drone can return from anywhere on its way."""

import numpy as np
import pytest

from blindspot.engine.missions.return_height import LEAST_ABOVE_GROUND, return_height

WAY = np.array([(0, 0), (1000, 0), (1000, 800), (0, 0.0)])
ABOVE = np.array([0, 60, 60, 0.0])


def test_over_level_ground_it_is_the_greatest_height_of_the_sortie():
    assert return_height(WAY, np.array([0, 60, 75, 0.0]), ABOVE) == 75
    assert return_height(WAY, np.array([0, 5, 5, 0.0]), ABOVE / 12) == LEAST_ABOVE_GROUND


def test_a_hill_beside_the_way_but_under_the_straight_return_counts():
    def hill(x, y):
        return 100 + 90 * np.exp(-((x - 500) ** 2 + (y - 400) ** 2) / 100**2)

    heights = ABOVE + hill(*WAY.T) - 100
    assert heights.max() < 61
    assert return_height(WAY, heights, ABOVE, hill, 30.0, 100.0) == pytest.approx(90 + 60, abs=0.5)


def test_the_way_to_a_rally_point_counts():
    def wall(x, y):
        return np.where(np.asarray(y) < -200, 300.0, 100.0)

    assert return_height(WAY, ABOVE, ABOVE, wall, 30.0, 100.0) == 60
    assert return_height(WAY, ABOVE, ABOVE, wall, 30.0, 100.0, np.array([(500, -400.0)])) == 260


def test_unknown_ground_is_no_obstacle_that_is_known():
    assert return_height(WAY, ABOVE, ABOVE, lambda x, y: np.full(np.shape(x), np.nan), 30.0, 100.0) == 60
