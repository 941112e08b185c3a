"""A flight: its vertices from take-off to landing, its height, and its energy as the sum of its parts."""

from itertools import pairwise

import numpy as np
import pytest

from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.plan.flight import Stretch, flown

SITE, SPOT, LINE = np.array([[0.0, 0]]), np.array([[300.0, 400]]), np.array([[300.0, 0], [100, 0], [100, 50]])


def trip(aircraft):
    return flown(
        [
            Stretch("fly", SITE),
            Stretch("hover", SPOT, 4, 60.0),
            Stretch("fly", SPOT),
            Stretch("follow", LINE, 5),
            Stretch("fly", np.vstack((LINE[-1], SITE))),
        ],
        aircraft,
    )


def test_times_energy_and_actions_are_those_of_the_parts():
    aircraft = Aircraft(speed=10, altitude=60, climb=3, descent=2)
    flight = trip(aircraft)
    metres = 500 + 400 + 250 + np.hypot(100, 50)
    assert flight.duration == pytest.approx(20 + metres / 10 + 60 + 30)
    level = metres / 10 * aircraft.cruise_power + 60 * aircraft.hover_power
    assert flight.energy == pytest.approx(level + aircraft.takeoff()[1] + aircraft.landing()[1])
    assert flight.length == pytest.approx(metres + 120)
    assert flight.action == ("takeoff", "fly", "hover", "follow_start", "follow", "follow_end", "fly", "land")
    assert flight.spot.tolist() == [-1, -1, 4, 5, 5, 5, -1, -1]


def test_the_line_begins_and_ends_at_the_site_on_the_ground_and_hovers():
    line = trip(Aircraft()).line(1000.0)
    assert np.array_equal(line[[0, -1], :2], np.vstack((SITE, SITE)))
    assert line[[0, -1], 2].tolist() == [0, 0]
    assert line[0, 3] == 1000
    assert np.all(np.diff(line[:, 3]) > 0)
    waits = (np.diff(line[:, :3], axis=0) == 0).all(axis=1)
    assert np.diff(line[:, 3])[waits].tolist() == [60]


@pytest.mark.parametrize("tolerance", [0.3, 1.0, 5.0])
def test_height_above_ground_holds_between_vertices(tolerance):
    def hills(x, y):
        return 100 + 40 * np.sin(x / 90) + 25 * np.cos(y / 130)

    aircraft = Aircraft(altitude=80, ground=hills, ground_spacing=20, wind=Wind(3, 45), tolerance=tolerance)
    flight = trip(aircraft)
    line = flight.line()
    aloft = line[1:-1]
    for start, end in pairwise(aloft):
        share = np.linspace(0, 1, 20)[:, None]
        points = start + share * (end - start)
        assert np.all(np.abs(points[:, 2] - hills(points[:, 0], points[:, 1]) - 80) <= tolerance)
    assert line[0, 2] == pytest.approx(hills(0.0, 0.0))
    assert len(line) > (15 if tolerance < 2 else 8)


def test_energy_over_ground_equals_that_of_the_legs():
    aircraft = Aircraft(ground=lambda x, y: 0.2 * x)
    legs = [(SITE[0], SPOT[0]), (SPOT[0], LINE[0]), (LINE[0], LINE[1]), (LINE[1], LINE[2]), (LINE[2], SITE[0])]
    energy = sum(aircraft.path(np.array(leg))[1] for leg in legs)
    assert trip(aircraft).energy == pytest.approx(
        energy + 60 * aircraft.hover_power + aircraft.takeoff()[1] + aircraft.landing()[1]
    )


def test_power_is_that_of_the_reduced_airspeed_at_a_cliff():
    aircraft = Aircraft(
        speed=10, climb=2, ground=lambda x, y: np.clip(x - 100, 0, 100), ground_spacing=1, tolerance=0.01
    )
    flight = flown([Stretch("fly", np.array([[0.0, 0], [300, 0]])), Stretch("fly", np.array([[300.0, 0]]))], aircraft)
    climb = 100 / 2
    level = 200 / 10 * aircraft.cruise_power + climb * float(aircraft.rotor.power(100 / climb))
    assert flight.spent[1] == pytest.approx(level + aircraft.lift_energy(100), rel=1e-3)
    assert flight.duration == pytest.approx(30 + 20 + climb + 30, rel=1e-3)


def test_the_energy_over_unknown_ground_is_nan():
    aircraft = Aircraft(ground=lambda x, y: np.where(np.abs(x - 150) < 2, np.nan, 7.0), ground_spacing=5)
    assert np.isnan(trip(aircraft).energy)
