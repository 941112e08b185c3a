"""Times over neighbourhoods, at stops and on the way, and how long homes are in view."""

import numpy as np
import pytest
import shapely

from blindspot.engine.equity.overflights import overflights, points_in, slow, within
from blindspot.engine.exposure.legs import Legs, View

AREAS = shapely.box([0, 100, 200], 0, [100, 200, 300], 100)


def line(*rows):
    return np.array([(x, 50, 60, t) for x, t in rows], float)


FLIGHT = line((50, 0), (50, 20), (150, 30), (250, 40), (250, 100), (250, 120), (150, 130), (50, 140), (50, 170))
"""Climbs for 20 s in the first, hovers for 80 s in the third, and lands in the first: 10 m/s over the second."""


def measured(lines, at_stop=None, unit=None, silent=None, view=None):
    view = view or View.of_swath(20)
    legs = Legs.of(lines, [view] * len(lines))
    stop = slow(legs, 1.0) if at_stop is None else at_stop(legs)
    return overflights(legs, stop, AREAS, silent, np.arange(len(lines)) if unit is None else unit)


def test_stops_the_way_and_passing():
    found = measured([FLIGHT, line((50, 0), (150, 10))])
    assert found.over.toarray() == pytest.approx(np.array([[60, 20, 90], [5, 5, 0]]))
    assert found.stop.toarray() == pytest.approx(np.array([[0, 0, 80], [0, 0, 0]]))
    assert found.passing.toarray() == pytest.approx(np.array([[60, 20, 0], [5, 5, 0]]))
    assert found.flights.tolist() == [2, 2, 1]
    assert found.seconds == pytest.approx([170, 10])


def test_the_windows_of_waypoints():
    windows = [np.array([[20.0, 40.0]])]
    found = measured([FLIGHT], lambda legs: within(legs, windows))
    assert found.stop.toarray() == pytest.approx(np.array([[5, 10, 5]]))
    assert found.passing.toarray() == pytest.approx(np.array([[0, 0, 0]]))
    none = measured([FLIGHT], lambda legs: within(legs, [np.zeros((0, 2))]))
    assert none.stop.nnz == 0


def test_units_are_sums_of_their_flights():
    found = measured([FLIGHT] * 4, unit=np.array([0, 1, 0, 0]))
    assert found.units == 2
    assert found.by_unit(found.over).toarray() == pytest.approx(np.array([[180, 60, 270], [60, 20, 90]]))


def test_a_home_in_view_is_the_mean_over_the_ground():
    """A strip of 20 m at 10 m/s over the middle square shows each point of the strip while it is within 10 m."""
    found = measured([line((-100, 0), (400, 50))])
    y = np.linspace(0.005, 99.995, 10_000)
    chord = 2 * np.sqrt(np.clip(10**2 - (y - 50) ** 2, 0, None)) / 10
    assert found.homes.toarray()[0] == pytest.approx(np.full(3, chord.mean()), rel=2e-3)
    assert 1.5 < found.longest[1] <= 2
    assert found.view.toarray() == pytest.approx(np.full((1, 3), 12.0), rel=1e-2)


def test_a_home_in_view_of_an_image_and_of_a_drone_that_stands():
    """An image of 20 x 10 m at 10 m/s shows each point of its strip of 20 m for a second; a circle all the time."""
    image = View.of_image(20, 10)
    found = measured([line((-100, 0), (400, 50)), line((150, 0), (150, 60))], view=image)
    circle = 64 * (np.hypot(20, 10) / 2) ** 2 * np.sin(2 * np.pi / 128)
    assert found.homes.toarray()[0] == pytest.approx(np.full(3, 0.2), rel=1e-6)
    assert found.homes.toarray()[1] == pytest.approx([0, circle * 60 / 10_000, 0], rel=1e-3)
    assert found.longest[1] == pytest.approx(61)


def test_points_lie_evenly_in_odd_polygons():
    thin = shapely.LineString([(0, 0), (1000, 0)]).buffer(0.5)
    ring = shapely.Point(0, 0).buffer(100).difference(shapely.Point(0, 0).buffer(90))
    points, of = points_in(np.array([thin, ring, AREAS[0]]))
    assert shapely.intersects(points, np.array([thin, ring, AREAS[0]])[of]).all()
    count = np.bincount(of)
    assert (count >= 1).all()
    assert count[2] == 64
    assert len(np.unique(np.round(shapely.get_y(points[of == 2]), 3))) == 64  # no lattice
    assert 40 < count[1] < 90
    quarter = [
        ((shapely.get_x(points[of == 2]) > 50) == a) & ((shapely.get_y(points[of == 2]) > 50) == b)
        for a in (0, 1)
        for b in (0, 1)
    ]
    assert [12 < each.sum() < 20 for each in quarter] == [True] * 4
