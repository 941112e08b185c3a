"""Times of legs, and the power they take: closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.check.battery import energy_along, full_battery, power
from blindspot.engine.check.flight import leg_times
from blindspot.engine.drones.aircraft import Aircraft, Wind


def flight(*vertices):
    return np.array(vertices, float)


def test_leg_times_are_those_of_the_wind_triangle():
    """Against 6 m/s of 10, with it, and across it: 4, 16 and 8 m/s over ground; then up and down."""
    aircraft = Aircraft(speed=10, climb=3, descent=2, wind=Wind(6, 90))
    line = flight((0, 0, 0, 0), (80, 0, 0, 0), (-80, 0, 0, 0), (-80, 80, 0, 0), (-80, 80, 60, 0), (-80, 80, 0, 0))
    assert leg_times(line, aircraft) == pytest.approx([20, 10, 10, 20, 30])
    steep = flight((0, 0, 0, 0), (0, 80, 60, 0))
    assert leg_times(steep, aircraft) == pytest.approx([20])


def test_power_of_hovering_and_the_least_power():
    rotor = Aircraft().rotor
    assert power(rotor, 0.0) == pytest.approx(79.86 + 88.63)
    assert power(rotor, 10.0) == pytest.approx(126.0, abs=0.5)
    assert full_battery(Aircraft())[0] == pytest.approx(1800 * power(rotor, np.linspace(5, 15, 2001)).min(), rel=1e-6)
    assert full_battery(Aircraft(capacity_wh=100)) == (
        pytest.approx(360_000),
        pytest.approx(360_000 / full_battery(Aircraft())[0]),
    )


def test_energy_along_a_line_is_the_sum_of_hovering_climbing_and_flying():
    aircraft = Aircraft(wind=Wind(5, 180))
    rotor = aircraft.rotor
    up = flight((0, 0, 0, 0), (0, 0, 60, 20), (0, 0, 60, 80), (0, 0, 0, 110))
    assert energy_along(up, aircraft) == pytest.approx(110 * power(rotor, 5.0) + 2 * 9.80665 * 60 / 0.7)
    north = flight((0, 0, 60, 0), (0, 150, 60, 10))
    assert energy_along(north, aircraft) == pytest.approx(10 * power(rotor, 10.0))
    known = replace(aircraft, mass=3.5)
    assert energy_along(up, known) - energy_along(up, aircraft) == pytest.approx(1.5 * 9.80665 * 60 / 0.7)
