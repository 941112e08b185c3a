"""Power against closed forms, wind against vector addition, and ground with known slopes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.drones.aircraft import GRAVITY, Aircraft, Rotor, Wind
from blindspot.engine.drones.spec_sheets import SHEETS
from blindspot.engine.errors import UserError


def test_hover_takes_blade_and_induced_power():
    assert Rotor().power(0.0) == pytest.approx(79.86 + 88.63)


def test_fast_flight_follows_the_asymptote_of_induced_power():
    rotor, speed = Rotor(), 60.0
    induced = 88.63 * 4.03 / speed  # Zeng 2019: Pi v0 / V for V >> v0
    expected = 79.86 * (1 + 3 * speed**2 / 120**2) + induced + 0.5 * 0.6 * 1.225 * 0.05 * 0.503 * speed**3
    assert rotor.power(speed) == pytest.approx(expected, rel=1e-4)


def test_least_power_is_the_lowest_of_a_fine_table():
    rotor = Rotor()
    table = rotor.power(np.linspace(0, 40, 400_001))
    assert rotor.least_power == pytest.approx(table.min(), rel=1e-8)
    assert 9 < np.linspace(0, 40, 400_001)[table.argmin()] < 12  # about 10 m/s, as in the paper's figure 2


def test_battery_holds_endurance_at_least_power_and_a_known_capacity_scales_power():
    plain = Aircraft(endurance=1800, reserve=0.25)
    assert plain.battery == pytest.approx(1800 * Rotor().least_power)
    assert plain.budget == pytest.approx(0.75 * plain.battery)
    small = Aircraft(endurance=1800, capacity_wh=20.0)
    assert small.battery == pytest.approx(20 * 3600)
    assert small.hover_power / plain.hover_power == pytest.approx(small.battery / plain.battery)


def test_takeoff_adds_lift_and_landing_recovers_nothing():
    aircraft = Aircraft(altitude=60, climb=3, descent=2)
    seconds, energy = aircraft.takeoff()
    assert seconds == 20
    assert energy == pytest.approx(20 * aircraft.hover_power + 2 * GRAVITY * 60 / 0.7)
    assert aircraft.landing() == (30, pytest.approx(30 * aircraft.hover_power))


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 9.5), st.floats(0, 360), st.floats(-1000, 1000), st.floats(1, 1000))
def test_ground_speed_is_airspeed_plus_wind(speed, bearing, east, north):
    aircraft = Aircraft(speed=10, wind=Wind(speed, bearing))
    over_ground = float(aircraft.ground_speed(np.array([east]), np.array([north]))[0])
    unit = np.array([east, north]) / math.hypot(east, north)
    through_air = over_ground * unit - np.array(aircraft.wind.vector)
    assert math.hypot(*through_air) == pytest.approx(10)
    assert over_ground > 0


def test_wind_from_the_north_slows_flight_to_the_north():
    aircraft = Aircraft(speed=10, wind=Wind(4, 0))
    assert aircraft.path(np.array([[0, 0], [0, 600.0]]))[0] == pytest.approx(100)
    assert aircraft.path(np.array([[0, 600], [0, 0.0]]))[0] == pytest.approx(600 / 14)


def test_ascent_over_ground_takes_energy_and_descent_recovers_none():
    slope = Aircraft(ground=lambda x, y: 0.1 * x)
    flat = Aircraft()
    up, down = np.array([[0, 0], [900.0, 0]]), np.array([[900.0, 0], [0, 0]])
    level = flat.path(up)[1]
    assert slope.path(up)[1] == pytest.approx(level + 2 * GRAVITY * 90 / 0.7)
    assert slope.path(down)[1] == pytest.approx(level)


def test_over_steep_ground_a_leg_takes_the_climbing_time():
    cliff = Aircraft(climb=3, ground=lambda x, y: 2.0 * x)
    assert cliff.path(np.array([[0, 0], [300.0, 0]]))[0] == pytest.approx(600 / 3)


def test_legs_over_unknown_ground_have_infinite_cost():
    aircraft = Aircraft(ground=lambda x, y: np.where(np.abs(x - 500) < 40, np.nan, 7.0))
    seconds, energy = aircraft.legs(np.array([[0.0, 0], [0, 0]]), np.array([[1000.0, 0], [300, 0]]))
    assert np.isinf(seconds[0])
    assert np.isinf(energy[0])
    assert np.isfinite(energy[1])


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"endurance": 0}, "ENDURANCE"),
        ({"reserve": 1.0}, "RESERVE"),
        ({"speed": 8, "wind": Wind(9)}, "SPEED"),
        ({"climb": -1}, "CLIMB"),
        ({"capacity_wh": 0.0}, "BATTERY_WH"),
        ({"mass": -2.0}, "MASS"),
        ({"tolerance": 0.0}, "TERRAIN_TOLERANCE"),
    ],
)
def test_impossible_aircraft_raise_errors_that_name_the_parameter(given, named):
    with pytest.raises(UserError, match=named):
        Aircraft(**given)


def test_places_of_unknown_ground_along_a_path_are_returned():
    hole = Aircraft(ground=lambda x, y: np.where((x > 100) & (x < 200), np.nan, 5.0))
    unknown = hole.unknown(np.array([[0.0, 7], [300, 7], [300, 100]]))
    assert len(unknown)
    assert np.all((unknown[:, 0] > 100) & (unknown[:, 0] < 200) & (unknown[:, 1] == 7))
    assert len(hole.unknown(np.array([[150.0, 0]]))) == 1
    assert not len(hole.unknown(np.array([[0.0, 0], [90, 0]])))


def test_an_aircraft_is_made_from_three_figures_of_a_spec_sheet():
    sheet = next(sheet for sheet in SHEETS if sheet.name == "DJI Matrice 30T")
    drone = Aircraft(endurance=sheet.endurance, capacity_wh=sheet.battery_wh, mass=sheet.mass)
    assert drone.battery == pytest.approx(263.2 * 3600)
    assert drone.battery / (drone.rotor.least_power * drone.scale) == pytest.approx(41 * 60)
    assert drone.lift_energy(100) == pytest.approx(3.77 * GRAVITY * 100 / 0.7)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_hover_power_per_mass_is_plausible_for_every_spec_sheet(sheet):
    drone = Aircraft(endurance=sheet.endurance, capacity_wh=sheet.battery_wh, mass=sheet.mass)
    assert 50 < drone.hover_power / sheet.mass < 400  # W/kg: what multirotors need
    assert sheet.source


def test_climb_power_scales_with_capacity_if_the_mass_is_unknown():
    plain, twice = Aircraft(endurance=1800), Aircraft(endurance=1800, capacity_wh=2 * Aircraft().battery / 3600)
    assert twice.takeoff()[1] / twice.battery == pytest.approx(plain.takeoff()[1] / plain.battery)
