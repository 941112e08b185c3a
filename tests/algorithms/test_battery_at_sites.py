"""planroutes with drones whose batteries are not full."""

import pytest
from qgis.core import QgsProcessingException

from small_layers import point_layer

FIELDS = (("name", "QString"), ("battery_pct", "Double"), ("drones", "Int"))
X, Y = 500_000.0, 5_000_000.0
SPOTS = [((X + 800, Y + 100 * k), 1.0 + k) for k in range(6)]


@pytest.fixture
def plan(run, log):
    def plan(*sites, objective=1, **parameters):
        spots = point_layer(SPOTS, (("priority", "Double"),), name="spots")
        layer = point_layer([(*site, 1) for site in sites], FIELDS, name="drones")
        given = {"BLIND_SPOTS": [spots], "LAUNCH_SITES": layer, "OBJECTIVE": objective, "MAX_ITERATIONS": 40, "SEED": 1}
        given |= {"DRONES_FIELD": "drones", "BATTERY_FIELD": "battery_pct", "ENDURANCE": 20, "HOVER_TIME": 120}
        given |= {"TURN_TIME": 0, "LANDING_TIME": 0}
        names = ("ROUTES", "WAYPOINTS", "UNSERVED")
        return run("planroutes", **{**given, **dict.fromkeys(names, "memory:"), **parameters})

    return plan


def left(result) -> dict:
    return {row["launch_site"]: row["left_pct"] for row in result["ROUTES"].getFeatures()}


@pytest.mark.parametrize("objective", [0, 1])
def test_a_drone_flies_only_what_its_battery_holds(plan, log, objective):
    watch = {} if objective else {"WATCH_START": "22:00:00", "WATCH_END": "05:00:00"}
    full = plan(((X, Y), "a", None), objective=objective, **watch)
    half = plan(((X, Y), "a", 60.0), objective=objective, **watch)
    served = "SERVED_PRIORITY" if objective else "CLOSED_PRIORITY"
    assert 0 < half[served] < full[served]
    assert 25 - 1e-6 <= left(half)["a"] < 60
    row = next(iter(half["ROUTES"].getFeatures()))
    assert left(half)["a"] == pytest.approx(60 - 100 * row["energy_wh"] / _full(full), abs=0.01)
    assert any("less than a full battery (60 to 60 %)" in text for text in log.infos)
    assert half["UPPER_BOUND"] < full["UPPER_BOUND"] or objective == 0


def _full(result) -> float:
    """Wh in a full battery."""
    row = next(iter(result["ROUTES"].getFeatures()))
    return row["energy_wh"] / (1 - row["left_pct"] / 100)


def test_two_drones_at_one_place_keep_their_own_batteries(plan):
    result = plan(((X, Y), "drone 1", 90.0), ((X, Y), "drone 2", 60.0))
    assert set(left(result)) == {"drone 1", "drone 2"}
    used = {row["launch_site"]: row["energy_wh"] for row in result["ROUTES"].getFeatures()}
    assert used["drone 2"] < used["drone 1"]


def test_an_empty_battery_flies_nowhere(plan):
    result = plan(((X, Y), "a", 20.0))
    assert result["ROUTE_COUNT"] == 0
    assert result["UNSERVED"].featureCount() == len(SPOTS)


def test_a_null_is_a_full_battery(plan):
    full = plan(((X, Y), "a", None), BATTERY_FIELD=None)
    null = plan(((X, Y), "a", None))
    assert left(full) == left(null)


def test_what_is_no_percentage_is_refused(plan):
    with pytest.raises(QgsProcessingException, match="from 0 to 100"):
        plan(((X, Y), "a", 120.0))
