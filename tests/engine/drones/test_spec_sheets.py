"""Figures of the analyst's own beside those of a data sheet."""

import pytest

from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.drones.spec_sheets import SHEETS

SHEET = SHEETS[0]


def aircraft(sheet):
    return Aircraft(endurance=sheet.endurance, capacity_wh=sheet.battery_wh, mass=sheet.mass)


def test_nothing_of_its_own_is_the_sheet():
    assert SHEET.with_own(None, None, None) == SHEET


@pytest.mark.parametrize("share", [0.2, 0.5, 1.0])
def test_a_shorter_endurance_keeps_the_power_of_the_sheet(share):
    plain, old = aircraft(SHEET), aircraft(SHEET.with_own(share * SHEET.endurance, None, None))
    assert old.hover_power == pytest.approx(plain.hover_power)
    assert old.battery == pytest.approx(share * plain.battery)
    assert old.lift_energy(100) / old.battery == pytest.approx(plain.lift_energy(100) / plain.battery / share)


def test_a_longer_endurance_keeps_the_battery_of_the_sheet():
    plain, better = aircraft(SHEET), aircraft(SHEET.with_own(2 * SHEET.endurance, None, None))
    assert better.battery == pytest.approx(plain.battery)
    assert better.hover_power == pytest.approx(plain.hover_power / 2)


def test_own_battery_and_mass_are_used_as_given():
    used = SHEET.with_own(600, 50.0, 2.0)
    assert (used.endurance, used.battery_wh, used.mass) == (600, 50.0, 2.0)
    assert (used.name, used.most_wind) == (SHEET.name, SHEET.most_wind)
