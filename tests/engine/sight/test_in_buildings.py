"""The shares of places and of legs that lie in buildings."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import point_places
from blindspot.engine.sight.in_buildings import share_of_length, share_of_samples
from blindspot.engine.tracks.planned import tracks_of_lines

BLOCK = np.array([shapely.box(0, 0, 100, 100)])
EVERYWHERE = (-1e4, -1e4, 1e4, 1e4)


def tracks(*lines):
    """Each line: (x, y) fixes a second apart."""
    return tracks_of_lines([np.array([(x, y, 0.0, t) for t, (x, y) in enumerate(line)], float) for line in lines])


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ([(-100, 50), (100, 50)], 0.5),
        ([(-100, 50), (-100, 50), (-50, 50), (150, 50)], 0.4),
        ([(50, -100), (50, 300)], 0.25),
        ([(-50, -50), (150, 150)], 0.5),
        ([(-100, 200), (100, 200)], 0.0),
    ],
)
def test_share_of_the_length_of_legs(line, share):
    assert share_of_length(tracks(line), BLOCK, EVERYWHERE) == pytest.approx(share, abs=1e-3)
    assert share_of_length(tracks(line[::-1]), BLOCK, EVERYWHERE) == pytest.approx(share, abs=1e-3)


def test_only_the_legs_near_the_places_count():
    there_and_far = tracks([(-100, 50), (100, 50)], [(5000, 5000), (9000, 9000)])
    assert share_of_length(there_and_far, BLOCK, (-200, -200, 200, 200)) == pytest.approx(0.5, abs=1e-3)
    assert share_of_length(there_and_far, BLOCK, (-50, 0, 100, 100)) == pytest.approx(2 / 3, abs=1e-3)
    assert np.isnan(share_of_length(there_and_far, BLOCK, (2000, -200, 2100, 200)))


def test_units_that_stand_have_no_share():
    assert np.isnan(share_of_length(tracks([(50, 50), (50, 50)]), BLOCK, EVERYWHERE))


def test_share_of_samples():
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(-95, 100, 10.0), np.arange(5, 100, 10.0)))
    assert share_of_samples(point_places(x, y), BLOCK) == 0.5
    many = point_places(np.linspace(-100, 100, 100_001), np.full(100_001, 50.0))
    assert share_of_samples(many, BLOCK) == pytest.approx(0.5, abs=1e-3)
