"""Which zones are in the way by their heights."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.airspace.zoned import HEIGHT_MARGIN, FlightHeights, by_height, ground_range, zoned_airspace
from blindspot.engine.zones.zones import AGL, ALWAYS, AMSL, GEOID_HIGHEST, GEOID_LOWEST, WGS84, Zones

SITES = np.array([[0.0, 0.0]])
BOUNDS = (-1000.0, -1000.0, 2000.0, 2000.0)


def zone(lower=-np.inf, upper=np.inf, lower_ref=AGL, upper_ref=AGL, polygon=None):
    one = Zones.always([shapely.box(500, 500, 700, 700) if polygon is None else polygon])
    limits = {"lower": lower, "upper": upper, "lower_ref": lower_ref, "upper_ref": upper_ref}
    return replace(one, **{name: np.array([value]) for name, value in limits.items()})


def slope(x, y):
    """A hill: 100 m above sea level in the west, 0.1 m higher per metre to the east."""
    return 100 + 0.1 * np.asarray(x, float)


def near(zones, *, lowest=60.0, highest=80.0, ground=None, sites=SITES, distance=10.0):
    found = by_height(zones, FlightHeights(lowest, highest, ground, 10.0, BOUNDS), sites, distance)
    return bool(found.near[0]), bool(found.unknown[0])


@pytest.mark.parametrize(
    ("limits", "there"),
    [
        ({}, True),
        ({"lower": 80 + HEIGHT_MARGIN}, False),
        ({"lower": 80 + HEIGHT_MARGIN - 0.1}, True),
        ({"lower": 75, "upper": 79}, True),
        ({"upper": 60 - HEIGHT_MARGIN}, False),
        ({"upper": 60 - HEIGHT_MARGIN + 0.1}, True),
        ({"lower": 10, "upper": 30}, False),
    ],
)
def test_zones_above_or_below_the_flights_are_not_in_the_way(limits, there):
    assert near(zone(**limits)) == (there, False)


@pytest.mark.parametrize(("x", "there"), [(11.0, False), (9.0, True), (-50.0, True)])
def test_a_zone_below_the_flights_is_in_the_way_at_a_launch_site(x, there):
    """Drones climb through its heights there."""
    low = shapely.box(x, -100, x + 200, 100)
    assert near(zone(upper=30, polygon=low)) == (there, False)
    assert near(zone(lower=100, polygon=low)) == (False, False)


def test_limits_above_sea_level_are_compared_over_the_ground():
    highest_ground, lowest_ground = 171.0, 149.0  # within 10 m of the zone; sampled a little wider
    assert near(zone(lower=highest_ground + 90, lower_ref=AMSL), ground=slope) == (False, False)
    assert near(zone(lower=highest_ground + 80, lower_ref=AMSL), ground=slope) == (True, False)
    assert near(zone(upper=lowest_ground + 50, upper_ref=AMSL), ground=slope) == (False, False)
    assert near(zone(upper=lowest_ground + 60, upper_ref=AMSL), ground=slope) == (True, False)


def test_limits_above_the_ellipsoid_are_those_that_make_the_zone_larger():
    assert near(zone(lower=171 + 90 + GEOID_HIGHEST, lower_ref=WGS84), ground=slope) == (False, False)
    assert near(zone(lower=171 + 80 + GEOID_HIGHEST, lower_ref=WGS84), ground=slope) == (True, False)
    assert near(zone(upper=149 + 50 + GEOID_LOWEST, upper_ref=WGS84), ground=slope) == (False, False)
    assert near(zone(upper=149 + 60 + GEOID_LOWEST, upper_ref=WGS84), ground=slope) == (True, False)


def test_without_terrain_limits_above_sea_level_count_as_in_the_way():
    for reference in (AMSL, WGS84):
        assert near(zone(lower=9000, lower_ref=reference)) == (True, True)
        assert near(zone(lower=200, upper=9000, upper_ref=reference)) == (False, False)
    heights = FlightHeights(60, 80)
    found = by_height(zone(lower=9000, lower_ref=AMSL), heights, SITES, 10.0)
    said, doubts = found.notes(zone(lower=9000, lower_ref=AMSL))
    assert said == []
    assert len(doubts) == 1
    assert doubts[0].endswith("choose TERRAIN, which gives the height of the ground.")
    assert doubts[0].startswith("1 no-fly zone counts as in the way at all heights (zone 1)")


def test_where_the_ground_is_unknown_a_zone_is_in_the_way():
    def holes(x, y):
        return np.full(np.shape(x), np.nan)

    assert near(zone(lower=9000, lower_ref=AMSL), ground=holes) == (True, True)
    away = shapely.box(50_000, 0, 50_100, 100)
    assert near(zone(lower=9000, lower_ref=AMSL, polygon=away), ground=slope) == (True, False)  # nobody flies there


@pytest.mark.parametrize("seed", range(6))
def test_the_range_of_the_ground_holds_all_of_it(seed):
    random = np.random.default_rng(seed)
    nodes = random.uniform(0, 300, (60, 60))

    def ground(x, y):
        from scipy.ndimage import map_coordinates

        where = np.array((np.asarray(y) / 25.0, np.asarray(x) / 25.0))
        return map_coordinates(nodes, where, order=1, mode="constant", cval=np.nan)

    polygon = shapely.Point(random.uniform(300, 1100, 2)).buffer(random.uniform(20, 250), quad_segs=3)
    low, high = ground_range(polygon, FlightHeights(60, 80, ground, 25.0, (0, 0, 1475, 1475)), 15.0)
    x, y = np.meshgrid(np.arange(0, 1475, 2.5), np.arange(0, 1475, 2.5))
    inside = shapely.contains_xy(polygon.buffer(15.0), x.ravel(), y.ravel())
    truth = ground(x.ravel()[inside], y.ravel()[inside])
    assert low <= truth.min()
    assert high >= truth.max()


def test_the_range_of_the_ground_holds_what_is_within_the_distance_of_a_zone():
    def cliff(x, y):
        return np.where(np.asarray(x) > 712, 100.0, 0.0)

    polygon, heights = zone().polygon[0], FlightHeights(60, 80, cliff, 2.0, BOUNDS)
    assert ground_range(polygon, heights, 20.0)[1] >= 100
    assert ground_range(polygon, heights, 2.0) == (0.0, 0.0)


def test_notes_name_the_zones_left_out():
    zones = zone(lower=500) + zone()
    zones = replace(zones, name=np.array(["Airway", None], object))
    said, doubts = by_height(zones, FlightHeights(60, 80), SITES, 0.0).notes(zones)
    assert doubts == []
    assert said[0].startswith("1 no-fly zone is not in the way by height (Airway): drones fly 60 to 80 m")


def test_plain_zones_make_the_same_airspace_to_the_bit():
    random = np.random.default_rng(3)
    shapes = [shapely.Point(place).buffer(60, quad_segs=3) for place in random.uniform(100, 900, (12, 2))]
    shapes += [shapely.Polygon(), shapely.Polygon([(0, 50), (80, 130), (80, 50), (0, 130)])]  # empty; crosses itself
    plain = airspace_around(shapes, 12.0, 20.0, SITES)
    zones = Zones.always(shapes)
    found = by_height(zones, FlightHeights(60, 80), SITES, 20.0)
    made = zoned_airspace(zones, found, 12.0, 20.0, SITES)
    for name in ("zones", "given", "tight"):
        one, other = getattr(plain, name), getattr(made, name)
        assert len(one) == len(other)
        assert name == "tight" or shapely.to_wkb(one).tolist() == shapely.to_wkb(other).tolist()
    assert made.zoning.plain
    assert made.around(made.zoning.near) is made


def test_zones_with_times_are_planned_around_only_where_it_is_said():
    zones = zone() + zone(polygon=shapely.box(0, 900, 100, 1000))
    zones = replace(zones, periods=(ALWAYS, np.array([[10.0, 20.0]])))
    made = zoned_airspace(zones, by_height(zones, FlightHeights(60, 80), SITES, 5.0), 5.0, 0.0, SITES)
    inside = np.array([[600.0, 600.0], [50.0, 950.0]])
    assert made.closed(inside).tolist() == [True, False]
    assert made.around(np.array([False, True])).closed(inside).tolist() == [True, True]
    assert len(made.every) == 2
    assert len(made.given) == 1
