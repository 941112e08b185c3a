"""Zones with limits and times, the geofence, and returns: against brute force and closed forms."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from single_sortie import one_sortie, straight_out

from blindspot.engine.check.battery import energy_along, full_battery
from blindspot.engine.check.fence import area_violations
from blindspot.engine.check.flight import leg_times
from blindspot.engine.check.flight_area import ABORT_EDGE, DOCK_EDGE, FlightArea
from blindspot.engine.check.keep_out import as_zones, zone_violations
from blindspot.engine.check.returning import return_violations, worst_return
from blindspot.engine.check.separation import closest_in_space
from blindspot.engine.check.violation import LaunchSites, Limits, Terrain
from blindspot.engine.check.zone_times import ever_met, part_in_force, pieces_of
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.zones.zones import AGL, AMSL, WGS84, Zones

EPOCH = 1_700_000_000.0
STEP = 0.05
"""s between the samples of the brute force."""
SLACK = 0.5
"""m by which samples and exact parts may differ in deciding."""


def random_line(rng) -> np.ndarray:
    """A flight up, along random legs at changing heights, with stays, and down."""
    places = rng.uniform(-500, 500, (rng.integers(2, 7), 2))
    z = rng.uniform(20, 140, len(places))
    if rng.random() < 0.5:
        z[:] = z[0]
    rows = [(*places[0], 0.0), *zip(*places.T, z, strict=True), (*places[-1], 0.0)]
    rows = [row for row in rows for _ in range(2 if rng.random() < 0.3 else 1)]
    duration = rng.uniform(5, 60, len(rows) - 1)
    return np.column_stack((np.array(rows), EPOCH + np.concatenate(([0.0], np.cumsum(duration)))))


def random_zone(rng) -> Zones:
    x, y = rng.uniform(-400, 400, 2)
    ring = shapely.Point(x, y).buffer(rng.uniform(40, 250), quad_segs=rng.integers(1, 5))
    low, high = np.sort(rng.uniform(0, 160, 2))
    low, high = (-np.inf if rng.random() < 0.3 else low), (np.inf if rng.random() < 0.3 else high)
    periods = np.sort(rng.uniform(0, 250, 2 * rng.integers(1, 3))).reshape(-1, 2) + EPOCH
    if rng.random() < 0.3:
        periods = np.array([[-np.inf, np.inf]])
    refs = rng.choice([AGL, AMSL], 2)
    return replace(
        Zones.always([ring]),
        lower=np.array([low]),
        upper=np.array([high]),
        lower_ref=refs[:1].astype(object),
        upper_ref=refs[1:].astype(object),
        periods=(periods,),
    )


def least_distance(line, zones, terrain) -> tuple[float, float]:
    """By samples: the least distance to the zone while the flight is between its limits and it is in force, with limits
    and times that are narrower and wider by SLACK."""
    moments = np.arange(line[0, 3], line[-1, 3], STEP)
    x, y, z = (np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3))
    ground = terrain.height(x, y)
    away = shapely.distance(zones.polygon[0], shapely.points(x, y))
    found = []
    for by in (-SLACK, SLACK):
        low = (z - ground if zones.lower_ref[0] == AGL else z) > zones.lower[0] - by
        high = (z - ground if zones.upper_ref[0] == AGL else z) < zones.upper[0] + by
        times = [((moments >= a - by) & (moments <= b + by)) for a, b in zones.periods[0]]
        inside = low & high & np.any(times, axis=0)
        found.append(float(away[inside].min(initial=np.inf)))
    return found[0], found[1]


@pytest.mark.parametrize("seed", range(4))
def test_the_zone_rule_agrees_with_samples(good, seed):
    rng, met = np.random.default_rng(seed), 0
    for _ in range(60):
        tilt, wave = rng.uniform(-0.1, 0.1, 2), rng.uniform(0, 8)
        terrain = Terrain(lambda x, y, t=tilt, w=wave: 30 + t[0] * x + t[1] * y + w * np.sin(x / 60), 15.0)
        line, zones, least = random_line(rng), random_zone(rng), float(rng.choice([0.0, 20.0, 60.0]))
        ground = terrain.height(line[:, 0], line[:, 1])
        line[:, 2] += ground
        plan = one_sortie(good, line)
        found = zone_violations(plan, Limits(no_fly_buffer=least), zones, None, terrain)
        narrow, wide = least_distance(line, zones, terrain)
        if narrow < least - SLACK or (least == 0 and narrow == 0):
            assert found, (narrow, least)
            met += 1
        elif wide > least + SLACK:
            assert not found, (wide, least, found)
        if found:
            assert found[0].value >= wide - 2 * SLACK - 1
    assert met > 3


def test_without_dates_a_zone_is_always_in_force(good):
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [300, 0, 0, 80]])
    zone = replace(Zones.always([shapely.box(100, -10, 200, 10)]), periods=(np.array([[EPOCH, EPOCH + 10]]),))
    plan = one_sortie(good, line)
    plan = replace(plan, routes=replace(plan.routes, start=np.array([np.nan])))
    assert zone_violations(plan, Limits(), zone)


def test_limits_that_cannot_be_compared_count_as_none():
    """Above sea level without terrain, and above the ellipsoid within what the geoid is."""
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [300, 0, 0, 80]])
    zone = Zones.always([shapely.box(-10, -10, 400, 10)])
    high = replace(zone, lower=np.array([500.0]), lower_ref=np.array([AMSL], object))
    assert len(part_in_force(pieces_of(line, None), high, 0, False).line) == 3
    flat = pieces_of(line, Terrain(lambda x, y: 0 * x, 50.0))
    assert not len(part_in_force(flat, high, 0, False).line)
    for lower, parts in ((140.0, True), (200.0, False)):  # the geoid is up to 86 m above the ellipsoid
        zone = replace(zone, lower=np.array([lower]), lower_ref=np.array([WGS84], object))
        assert bool(len(part_in_force(flat, zone, 0, False).line)) is parts


def test_a_ridge_between_two_waypoints_brings_a_low_zone_up_to_the_flight():
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [300, 0, 0, 80]])
    low = replace(Zones.always([shapely.box(-10, -10, 400, 10)]), upper=np.array([30.0]))
    ridge = Terrain(lambda x, y: np.where(np.abs(x - 150) < 40, 50.0, 0.0), 10.0)
    part = part_in_force(pieces_of(line, ridge), low, 0, False).path
    above = shapely.intersection(part, shapely.box(20, -10, 280, 10))
    assert above.bounds[::2] == pytest.approx((110, 190), abs=10)


def test_a_climb_through_a_zone_above_the_launch_site(good):
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [300, 0, 0, 80]])
    over = replace(Zones.always([shapely.box(-10, -10, 10, 10)]), lower=np.array([30.0]), upper=np.array([50.0]))
    found = zone_violations(one_sortie(good, line), Limits(), over)
    assert [round(one.moment) for one in found] == [10]


@pytest.mark.parametrize("seed", range(3))
def test_the_geofence_agrees_with_samples(good, seed):
    rng, outside = np.random.default_rng(seed), 0
    for _ in range(60):
        line = random_line(rng)
        fence = [shapely.Point(*rng.uniform(-150, 150, 2)).buffer(rng.uniform(300, 700), quad_segs=2) for _ in "ab"]
        area = FlightArea(np.array(fence, object))
        found = area_violations(
            one_sortie(good, line), Limits(), LaunchSites((), np.zeros((0, 2))), as_zones([]), None, area
        )
        along = np.linspace(line[0, 3], line[-1, 3], 4000)
        places = shapely.points(*(np.interp(along, line[:, 3], line[:, axis]) for axis in (0, 1)))
        away = shapely.distance(shapely.union_all(fence), places).max()
        if away > 0.01:
            assert [one.rule for one in found] == ["geofence"]
            assert found[0].value >= away - 1e-6
            outside += 1
        elif shapely.covers(shapely.union_all(fence), shapely.linestrings(line[:, :2])):
            assert not found
    assert 5 < outside < 58


def test_a_leg_between_two_points_of_the_geofence_leaves_it(good):
    fence = shapely.Polygon(
        [(-50, -50), (400, -50), (400, 300), (300, 300), (300, 50), (100, 50), (100, 300), (-50, 300)]
    )
    line = np.array([[0.0, 200, 0, 0], [0, 200, 60, 20], [350, 200, 60, 60], [350, 200, 0, 90]])
    area = FlightArea(np.array([fence], object))
    found = area_violations(
        one_sortie(good, line), Limits(), LaunchSites((), np.zeros((0, 2))), as_zones([]), None, area
    )
    assert [one.rule for one in found] == ["geofence"]
    assert found[0].where.length == pytest.approx(200, abs=0.01)


@pytest.mark.parametrize(
    ("edge", "rules"), [(9.0, {"dock"}), (11.0, set()), (4.0, {"dock", "dock abort"}), (-3.0, {"dock"})]
)
def test_docks_and_the_edges_of_flight_areas(good, edge, rules):
    assert (DOCK_EDGE, ABORT_EDGE) == (10, 5)
    line = np.array([[0.0, 0, 0, 0], [0, 0, 60, 20], [300, 0, 60, 50], [0, 0, 60, 80], [0, 0, 0, 110]])
    area = FlightArea(np.array([shapely.box(-edge, -500, 800, 500)], object), docks=True)
    sites = LaunchSites(("hangar",), np.zeros((1, 2)))
    found = {one.rule for one in area_violations(one_sortie(good, line), Limits(), sites, as_zones([]), None, area)}
    assert found - {"geofence"} >= rules
    assert rules or not found
    zone = as_zones([shapely.box(310 + edge - 10, -50, 400, 50)])
    open_area = replace(area, geofence=np.zeros(0, object))
    found = {one.rule for one in area_violations(one_sortie(good, line), Limits(), sites, zone, None, open_area)}
    assert ("dock abort" in found) == (edge < 5)


def test_the_worst_return_in_closed_form():
    aircraft = Aircraft(wind=Wind(4.0, 225.0))
    line = straight_out(aircraft=aircraft)
    worst = worst_return(line, aircraft, FlightArea())
    full, _ = full_battery(aircraft)
    assert worst.left == pytest.approx(100 * (1 - energy_along(line, aircraft) / full)), "as planned, if it flies on"
    rally = np.array([[0.0, -2000.0]])
    found = worst_return(line, aircraft, FlightArea(rally=rally))
    back = np.vstack((line[:4], [[0, -2000, 60, 0], [0, -2000, 0, 0]]))
    back[4:, 3] = back[3, 3] + np.cumsum(leg_times(back, aircraft)[3:])
    assert found.left == pytest.approx(100 * (1 - energy_along(back, aircraft) / full), abs=0.01)
    assert found.start[:2] == pytest.approx([0, 0], abs=1)
    assert found.rally == 0


def test_a_higher_return_costs_battery_and_the_ground_below_it_counts(good):
    aircraft = replace(
        Aircraft(), ground=lambda x, y: np.where(np.abs(x - 1500) < 200, 100.0, 0.0), ground_spacing=20.0
    )
    line = straight_out(height=60.0)
    low, high = (worst_return(line, aircraft, FlightArea(return_height=height)).left for height in (60.0, 140.0))
    assert high < low - 1
    terrain = Terrain(aircraft.ground, 20.0)
    plan = one_sortie(good, line)
    found = [
        return_violations(plan, aircraft, FlightArea(return_height=height), terrain) for height in (60.0, 110.0, 116.0)
    ]
    assert [{one.rule for one in each} for each in found] == [{"return height"}, {"return height"}, set()]
    assert found[1][0].value == pytest.approx(10)
    assert abs(found[1][0].where.x - 1500) <= 200


@pytest.mark.parametrize("rally", [{}, {"rally": np.array([[0.0, 90_000.0]]), "rally_name": ("far",)}])
def test_a_return_that_uses_up_the_reserve_names_where_it_goes(good, rally):
    plan = one_sortie(good, straight_out(height=60.0))
    thirsty = replace(Aircraft(), endurance=plan.routes.line[0][-1, 3] - plan.routes.line[0][0, 3], reserve=0.25)
    found = return_violations(plan, thirsty, FlightArea(return_height=100.0, **rally))
    assert [one.rule for one in found] == ["return"]
    assert ("rally point far" if rally else "to the launch site") in found[0].message


@pytest.mark.parametrize("seed", range(3))
def test_the_closest_approach_in_space_agrees_with_samples(seed):
    rng = np.random.default_rng(seed)
    for _ in range(20):
        one, other = random_line(rng), random_line(rng)
        begins, ends = max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3])
        moments = np.linspace(begins, ends, 20_000)
        gap = [
            np.interp(moments, one[:, 3], one[:, a]) - np.interp(moments, other[:, 3], other[:, a]) for a in range(3)
        ]
        sampled = float(np.sqrt(sum(axis**2 for axis in gap)).min())
        assert closest_in_space(one, other).distance == pytest.approx(sampled, abs=0.3)
        assert closest_in_space(one, other).distance <= sampled + 1e-9


def test_zones_that_a_flight_meets_at_its_height_and_time_wherever_they_are():
    line = np.array([(0, 0, 0, 0), (0, 0, 60, 20), (900, 0, 60, 110), (900, 0, 0, 140)], float)
    line[:, 3] += EPOCH
    far = shapely.box(5000, 5000, 5100, 5100)
    later, now = np.array([[EPOCH + 141, EPOCH + 900]]), np.array([[EPOCH + 100, EPOCH + 900]])
    zones = replace(
        Zones.always([far] * 5),
        lower=np.array([-np.inf, 150, 50, -np.inf, -np.inf]),
        periods=(*Zones.always([far] * 3).periods, later, now),
    )
    assert ever_met([line], zones, None, dated=True).tolist() == [True, False, True, False, True]
    assert ever_met([line], zones, None, dated=False).tolist() == [True, False, True, True, True]
    assert not ever_met([], zones.take([1, 2]), None, dated=True).any()
