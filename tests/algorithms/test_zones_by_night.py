"""No-fly zones with times of validity through plannights: each night is planned for its own date."""

import pytest
from qgis.core import QgsProcessingException
from test_plannights import OUTPUTS, ZONE, fixes, site

from small_layers import EASTING, NORTHING, attributes, shape_layer

FIELDS = (("name", "QString"), ("lower_m", "Double"), ("lower_ref", "QString"), ("schedule", "QString"))


def places():
    """Two places near the launch site, the first of which counts most."""
    wkts = [f"Point({EASTING + x} {NORTHING})" for x in (-600, 600)]
    return shape_layer(wkts, "Point", fields=(("name", "QString"), ("weight", "Double")), rows=[("a", 5.0), ("b", 2.0)])


def zone(schedule, x=-600, lower=None, around=100):
    low, high = EASTING + x - around, EASTING + x + around
    box = (
        f"{low} {NORTHING - around}, {high} {NORTHING - around}, {high} {NORTHING + around}, {low} {NORTHING + around}"
    )
    wkt = f"POLYGON(({box}, {low} {NORTHING - around}))"
    return shape_layer(
        [wkt], name="zones", fields=FIELDS, rows=[("stadium", lower, "AGL" if lower else None, schedule)]
    )


@pytest.fixture
def plan(run):
    def plan(**parameters):
        given = {
            **{"INPUT": fixes(), "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": ZONE, "PLACES": places()},
            **{"DEMAND_FIELD": "weight", "LAUNCH_SITES": site(), "DRONES": 1, "SORTIES": 2, "ENDURANCE": 20},
            **{"SHARE": 100, "NIGHTS": 3, "MAX_ITERATIONS": 20, "OBJECTIVE": 1, "RETURN_WEIGHT": 1},
            **dict.fromkeys(OUTPUTS, "memory:"),
        }
        return run("plannights", **(given | parameters))

    return plan


def visited(results):
    """The ids of the spots that each night visits."""
    names = dict(attributes(results["SPOTS"], "spot_id", "near"))
    found = {1: set(), 2: set(), 3: set()}
    for night, spot in attributes(results["WAYPOINTS"], "night", "spot_id"):
        if spot:
            found[night].add(spot)
    return [len(found[night]) for night in (1, 2, 3)], names


def days(results):
    """The weekdays on which the flights of each night start."""
    return {night: start.toUTC().date().dayOfWeek() for night, start in attributes(results["ROUTES"], "night", "start")}


def test_a_zone_counts_in_the_nights_in_which_it_is_in_force(plan, log):
    free = plan()
    assert visited(free)[0] == [2, 2, 2]
    word = ("", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")[days(free)[2]]
    results = plan(NO_FLY=[zone(f"{word} 00:00-24:00")])
    assert visited(results)[0] == [2, 1, 2]
    left = attributes(results["UNSERVED"], "night", "reason")
    assert left == [(2, "inside a no-fly zone")]
    assert any("No-fly zone stadium is planned around in night 2." in text for text in log.infos)


def test_a_zone_that_is_never_in_force_or_above_is_in_no_ones_way(plan, log):
    assert visited(plan(NO_FLY=[zone("ANY 12:00-13:00")]))[0] == [2, 2, 2]
    assert any("No-fly zone stadium is not in the way by time in any night." in text for text in log.infos)
    assert visited(plan(NO_FLY=[zone(None, lower=300.0)]))[0] == [2, 2, 2]
    assert any("1 no-fly zone is not in the way by height (stadium)" in text for text in log.infos)
    assert not any(attributes(plan(NO_FLY=[zone(None)])["UNSERVED"], "night") == [] for _ in range(1))


def test_plans_that_are_drawn_go_around_the_zones_of_all_nights(plan):
    free = plan()
    word = ("", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")[days(free)[3]]
    results = plan(NO_FLY=[zone(f"{word} 00:00-24:00")], UNPREDICTABLE=True, PLANS=3)
    assert visited(results)[0] == [1, 1, 1]


def test_a_launch_site_in_a_zone_of_one_night_is_named(plan):
    with pytest.raises(QgsProcessingException, match=r"Launch site .* in force while drones .* \(stadium\)"):
        plan(NO_FLY=[zone("ANY 18:00-08:00", x=0)])
