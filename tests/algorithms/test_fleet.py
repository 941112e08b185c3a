"""What an algorithm that plans flights says of its drones."""

from itertools import pairwise

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException

from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.drones.spec_sheets import SHEETS
from small_layers import EASTING, NORTHING, attributes, point_layer, shape_layer

NOTHING_KEPT = {"TURN_TIME": 0, "LANDING_TIME": 0}
OUTPUTS = {"ROUTES": "memory:", "WAYPOINTS": "memory:", "UNSERVED": "memory:"}


@pytest.fixture
def plan(run):
    """planroutes to one spot 300 m east of one launch site, unless others are given."""

    def planned(**parameters):
        spots = parameters.pop("BLIND_SPOTS", None) or [spots_at((300, 0))]
        sites = parameters.pop("LAUNCH_SITES", None) or sites_at((0, 0))
        return run(
            "planroutes",
            BLIND_SPOTS=spots,
            LAUNCH_SITES=sites,
            MAX_ITERATIONS=20,
            **OUTPUTS,
            **({"OBJECTIVE": 1} | parameters),
        )

    return planned


def spots_at(*places, name="spots"):
    rows = [((EASTING + x, NORTHING + y), 1.0) for x, y in places]
    return point_layer(rows, (("priority", "Double"),), name=name)


def sites_at(*places, drones=None):
    rows = [((EASTING + x, NORTHING + y), f"base {i}", (drones or [1, 1])[i]) for i, (x, y) in enumerate(places)]
    return point_layer(rows, (("name", "QString"), ("drones", "Int")), name="sites")


def zone(x0, y0, x1, y1, name="zone"):
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    ring = ", ".join(f"{EASTING + x} {NORTHING + y}" for x, y in corners)
    return shape_layer([f"Polygon(({ring}))"], name=name)


@pytest.mark.parametrize("model", range(1, len(SHEETS) + 1))
def test_more_wind_than_a_drone_withstands_is_a_warning(plan, log, model):
    sheet = SHEETS[model - 1]
    plan(AIRCRAFT=model, SPEED=20, WIND_SPEED=sheet.most_wind + 0.5)
    (warning,) = [text for text in log.warnings if "WIND_SPEED" in text]
    assert f"{sheet.most_wind + 0.5:g} m/s" in warning
    assert f"its maker allows {sheet.most_wind:g} m/s for the {sheet.name}" in warning


def test_as_much_wind_as_a_drone_withstands_is_none(plan, log):
    plan(AIRCRAFT=1, SPEED=20, WIND_SPEED=SHEETS[0].most_wind)
    assert not [text for text in log.warnings if "WIND_SPEED" in text]
    assert any(SHEETS[0].name in text and "45 min, 77 Wh" in text for text in log.infos)


def test_an_altitude_of_zero_is_planned(plan):
    """The climb then has no length and no duration, so the check has no speed to compare."""
    assert plan(ALTITUDE=0)["SERVED_PRIORITY"] == 1


def test_own_figures_name_no_limit(plan, log):
    plan(SPEED=20, WIND_SPEED=15)
    assert not [text for text in log.warnings if "WIND_SPEED" in text]


def test_energy_and_time_are_those_of_the_aircraft_that_was_asked_for(plan):
    """Straight out 300 m, 45 s over the spot, and straight back, by the engine's own laws for these figures."""
    asked = {"ENDURANCE": 20, "RESERVE": 10, "SPEED": 12, "CLIMB": 4, "DESCENT": 1.5, "ALTITUDE": 80, "HOVER_TIME": 45}
    asked |= {"BATTERY_WH": 90, "MASS": 1.5, "WIND_SPEED": 3, "WIND_FROM": 90}
    ((energy, left, seconds),) = attributes(plan(**asked)["ROUTES"], "energy_wh", "left_pct", "duration_s")
    drone = Aircraft(1200, 0.1, 12, 4, 1.5, 80, Wind(3, 90), capacity_wh=90, mass=1.5)
    flown = [
        drone.takeoff(),
        drone.path(np.array([[0.0, 0], [300, 0], [0, 0]])),
        drone.landing(),
        (45, drone.hover(45)),
    ]
    assert seconds == pytest.approx(sum(duration for duration, _ in flown), rel=1e-6)
    assert energy == pytest.approx(sum(joules for _, joules in flown) / 3600, rel=1e-6)
    assert left == pytest.approx(100 * (1 - energy / 90), rel=1e-6)


def test_a_wind_from_the_east_slows_down_flight_to_the_east(plan):
    rows = attributes(plan(SPEED=10, WIND_SPEED=4, WIND_FROM=90)["WAYPOINTS"], "action", "speed_ms")
    there = next(i for i, (action, _) in enumerate(rows) if action == "hover")
    assert rows[there][1] == pytest.approx(6)
    assert rows[there + 1][1] == pytest.approx(14)


def test_the_reserve_is_in_percent_of_the_battery(plan):
    ((left,),) = attributes(plan(RESERVE=0, **NOTHING_KEPT)["ROUTES"], "left_pct")
    assert plan(RESERVE=left - 1, **NOTHING_KEPT)["ROUTE_COUNT"] == 1
    assert plan(RESERVE=left + 1, **NOTHING_KEPT)["ROUTE_COUNT"] == 0


def test_batteries_are_swapped_in_minutes(plan):
    spots = [spots_at(*((300 * i, 400) for i in range(8)))]
    short = {"BLIND_SPOTS": spots, "DRONES": 1, "SORTIES": 3, "ENDURANCE": 8, "START": "2026-03-01T22:00:00"}
    rows = sorted(
        attributes(plan(SWAP_TIME=7, **short)["ROUTES"], "start", "end"), key=lambda row: row[0].toMSecsSinceEpoch()
    )
    pauses = [(start.toMSecsSinceEpoch() - end.toMSecsSinceEpoch()) / 1000 for (_, end), (start, _) in pairwise(rows)]
    assert len(pauses) >= 1
    assert min(pauses) == pytest.approx(7 * 60, abs=0.01)


def test_every_no_fly_layer_is_kept_clear_of(plan):
    result = plan(
        BLIND_SPOTS=[spots_at((300, 0), (0, 300), (-300, 0))],
        NO_FLY=[zone(250, -50, 350, 50), zone(-50, 250, 50, 350, "park")],
    )
    assert attributes(result["UNSERVED"], "spot_id", "reason") == [
        ("1", "inside a no-fly zone"),
        ("2", "inside a no-fly zone"),
    ]


@pytest.mark.parametrize("points", ["900 0, 1000 0, 1100 0, 900 0", "905 5, 905 5, 905 5, 905 5"])
def test_a_zone_without_an_area_is_an_error_as_it_could_not_be_kept_clear_of(plan, points):
    flat = shape_layer([f"Polygon(({points}))", "Polygon((900 0, 909 0, 909 9, 900 0))"], name="zones")
    with pytest.raises(QgsProcessingException, match="1 zone of the NO_FLY layer zones cannot be read"):
        plan(NO_FLY=[flat])


def test_a_site_without_a_number_of_drones_has_none_and_is_reported(plan, log):
    result = plan(
        BLIND_SPOTS=[spots_at((300, 0), (3300, 0))], LAUNCH_SITES=sites_at((0, 0), (3000, 0), drones=[None, 1]),
        DRONES_FIELD="drones", SORTIES=2,
    )  # fmt: skip
    assert {site for (site,) in attributes(result["ROUTES"], "launch_site")} == {"base 1"}
    assert any("1 launch site has no number in drones" in text for text in log.warnings)


def test_a_part_of_a_drone_is_none(plan):
    sites = point_layer([((EASTING, NORTHING), "base", 1.7)], (("name", "QString"), ("drones", "Double")), name="sites")
    spots = [spots_at((300, 0), (0, 300), (-300, 0))]
    result = plan(BLIND_SPOTS=spots, LAUNCH_SITES=sites, DRONES_FIELD="drones", ENDURANCE=6, **NOTHING_KEPT)
    assert result["ROUTE_COUNT"] == 1
    assert attributes(result["UNSERVED"], "reason")


def test_an_empty_layer_of_spots_does_not_decide_the_crs(plan):
    empty = point_layer([], (("priority", "Double"),), crs="EPSG:4326", name="empty")
    assert plan(BLIND_SPOTS=[empty, spots_at((300, 0))])["CRS"] == "EPSG:32633"


def test_spots_of_several_layers_are_told_apart(plan):
    result = plan(BLIND_SPOTS=[spots_at((300, 0)), spots_at((0, 300), name="exits")])
    served = {spot for (spot,) in attributes(result["WAYPOINTS"], "spot_id") if isinstance(spot, str)}
    assert served == {"spots 1", "exits 1"}
    alone = {spot for (spot,) in attributes(plan()["WAYPOINTS"], "spot_id") if isinstance(spot, str)}
    assert alone == {"1"}


def test_a_raster_among_the_no_fly_layers_is_named(plan, log, tmp_path):
    path = str(tmp_path / "height.tif")
    gdal.GetDriverByName("GTiff").Create(path, 2, 2)
    with pytest.raises(QgsProcessingException, match=r"NO_FLY: height is a raster; it must be"):
        plan(NO_FLY=[zone(100, 100, 200, 200), path])
