"""Whether tracks come near the places, and how far away they are."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.overlap import distance_of_nearest_fix, passes_near
from blindspot.engine.places.places import point_places
from small_evidence import fixes_and_tracks

PLACES = point_places([0.0, 1000.0], [0.0, 1000.0])


def tracks(x, y, unit=None):
    return fixes_and_tracks(x, y, np.arange(len(x)) * 300.0, unit)[1]


@pytest.mark.parametrize(
    ("x", "y", "near"),
    [
        ([500, 501], [500, 501], True),  # within the bounds
        ([-49, -49], [0, 0], True),
        ([-51, -52], [0, 0], False),
        ([-2000, 3000], [500, 500], True),  # passes through, with both ends outside
        ([-200, 200], [1000, 1400], False),  # passes the corner
        ([-200, 600], [500, 1200], True),
        ([3000, 4000, 5000], [3000, 3000, 3000], False),
    ],
)
def test_tracks_near_the_places(x, y, near):
    assert passes_near(tracks(x, y), PLACES, 50.0) == near


def test_there_is_no_leg_from_one_track_to_the_next():
    assert not passes_near(tracks([-2000, -2100, 3000, 3100], [500] * 4, [0, 0, 1, 1]), PLACES, 50.0)


@pytest.mark.parametrize("count", [3, 5000])
def test_the_distance_is_that_of_the_nearest_fix_to_the_nearest_shape(count):
    rng = np.random.default_rng(count)
    shapes = np.array(
        [shapely.box(0, 0, 10, 10), shapely.LineString([(900, 900), (1000, 1000)]), shapely.Point(0, 800)]
    )
    x, y = rng.uniform(3000, 90_000, (2, count))
    fixes = fixes_and_tracks(x, y, np.arange(count), np.arange(count))[1]
    expected = min(shapely.distance(shapely.MultiPoint(np.column_stack([x, y])), shape) for shape in shapes)
    assert distance_of_nearest_fix(fixes, shapes) == pytest.approx(expected, rel=0.01)
    inside = fixes_and_tracks(np.r_[x, 5.0], np.r_[y, 5.0], np.arange(count + 1), np.arange(count + 1))[1]
    assert distance_of_nearest_fix(inside, shapes) == 0
