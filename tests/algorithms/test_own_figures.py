"""ENDURANCE, BATTERY_WH and MASS: those of the drone model where they are empty, the analyst's where they are given."""

import pytest

from blindspot.engine.drones.spec_sheets import SHEETS
from small_layers import EASTING, NORTHING, point_layer

MODEL = SHEETS[0]  # 45 min, 77 Wh, 0.915 kg


@pytest.fixture
def flown(run):
    """Plans a spot at a distance in metres; returns the only route, None where the spot cannot be served."""

    def flown(distance=1000.0, **parameters):
        spots = point_layer([((EASTING + distance, NORTHING), 1.0)], (("priority", "Double"),))
        sites = point_layer([((EASTING, NORTHING),)], ())
        outputs = {"ROUTES": "memory:", "WAYPOINTS": None, "UNSERVED": None}
        given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": sites, "MAX_ITERATIONS": 5, **outputs, **parameters}
        return next(iter(run("planroutes", **given)["ROUTES"].getFeatures()), None)

    return flown


def test_without_figures_an_own_aircraft_flies_thirty_minutes(flown):
    assert flown() == flown(ENDURANCE=30)
    assert flown(5000) is not None
    assert flown(5000, ENDURANCE=20) is None


def test_a_model_gives_what_is_empty(flown, log):
    route = flown(AIRCRAFT=1)
    same = flown(AIRCRAFT=1, ENDURANCE=45, BATTERY_WH=77, MASS=0.915)
    assert route.attributes() == same.attributes()
    assert not [text for text in log.infos + log.warnings if "instead" in text or text.startswith("ENDURANCE")]


def test_a_shorter_endurance_beside_a_model_is_flown_and_said(flown, log):
    assert flown(3000, AIRCRAFT=1) is not None
    assert flown(3000, AIRCRAFT=1, ENDURANCE=10) is None
    assert f"ENDURANCE 10 min is used instead of the 45 min of the {MODEL.name}." in log.infos
    assert any("the battery counts as 17 Wh" in text for text in log.infos)
    assert not [text for text in log.warnings if text.startswith("ENDURANCE is")]


def test_the_energy_of_a_flight_is_that_of_the_data_sheet(flown):
    whole, old = flown(300, AIRCRAFT=1), flown(300, AIRCRAFT=1, ENDURANCE=15)
    assert old["energy_wh"] == pytest.approx(whole["energy_wh"])
    assert 100 - old["left_pct"] == pytest.approx(3 * (100 - whole["left_pct"]), rel=1e-3)


def test_a_longer_endurance_than_the_makers_is_a_warning(flown, log):
    flown(AIRCRAFT=1, ENDURANCE=60)
    assert f"ENDURANCE 60 min is used instead of the 45 min of the {MODEL.name}." in log.infos
    (warning,) = [text for text in log.warnings if "ENDURANCE is 60 min" in text]
    assert "states at most 45 min" in warning


def test_own_battery_and_mass_beside_a_model_are_said(flown, log):
    flown(AIRCRAFT=1, BATTERY_WH=60, MASS=1.2)
    assert f"BATTERY_WH 60 Wh is used instead of the 77 Wh of the {MODEL.name}." in log.infos
    assert f"MASS 1.2 kg is used instead of the 0.915 kg of the {MODEL.name}." in log.infos


def test_speeds_beside_a_model_are_those_of_the_parameters(flown, log):
    route = flown(AIRCRAFT=1, SPEED=7, CLIMB=4)
    assert any("SPEED, CLIMB and DESCENT do not depend on AIRCRAFT: 7, 4 and 2 m/s." in text for text in log.infos)
    assert route["duration_s"] == pytest.approx(2 * 1000 / 7 + 60 / 4 + 60 / 2 + 60, abs=1)


def test_more_wind_than_the_maker_allows_is_a_warning(flown, log):
    flown(AIRCRAFT=1, SPEED=20, WIND_SPEED=MODEL.most_wind)
    assert not [text for text in log.warnings if "WIND_SPEED" in text]
    flown(AIRCRAFT=1, SPEED=20, WIND_SPEED=MODEL.most_wind + 0.5)
    (warning,) = [text for text in log.warnings if "WIND_SPEED" in text]
    assert f"its maker allows {MODEL.most_wind:g} m/s for the {MODEL.name}" in warning
