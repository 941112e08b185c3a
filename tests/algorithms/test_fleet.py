"""What an algorithm that plans flights says of its drones."""

import pytest

from blindspot.engine.drones.spec_sheets import SHEETS
from small_layers import EASTING, NORTHING, point_layer

OUTPUTS = {"ROUTES": "memory:", "WAYPOINTS": "memory:", "UNSERVED": "memory:"}


@pytest.fixture
def plan(run):
    """planroutes to one spot 300 m from one launch site."""
    spot = point_layer([((EASTING + 300, NORTHING), 1.0)], (("priority", "Double"),), name="spots")
    site = point_layer([((EASTING, NORTHING), "base")], (("name", "QString"),), name="sites")

    def planned(**parameters):
        return run("planroutes", BLIND_SPOTS=[spot], LAUNCH_SITES=site, MAX_ITERATIONS=5, **OUTPUTS, **parameters)

    return planned


@pytest.mark.parametrize("model", range(1, len(SHEETS) + 1))
def test_more_wind_than_a_drone_withstands_is_a_warning(plan, said, model):
    sheet = SHEETS[model - 1]
    plan(AIRCRAFT=model, SPEED=20, WIND_SPEED=sheet.most_wind + 0.5)
    (warning,) = [text for text in said.warnings if "WIND_SPEED" in text]
    assert f"{sheet.most_wind + 0.5:g} m/s" in warning
    assert f"{sheet.name} is said to withstand {sheet.most_wind:g} m/s" in warning


def test_as_much_wind_as_a_drone_withstands_is_none(plan, said):
    plan(AIRCRAFT=1, SPEED=20, WIND_SPEED=SHEETS[0].most_wind)
    assert not [text for text in said.warnings if "WIND_SPEED" in text]
    assert any(SHEETS[0].name in text and "45 min, 77 Wh" in text for text in said.infos)


def test_own_figures_name_no_limit(plan, said):
    plan(SPEED=20, WIND_SPEED=15)
    assert not [text for text in said.warnings if "WIND_SPEED" in text]
