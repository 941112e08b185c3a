"""200 random plans among zones with limits and times: the check finds nothing, and spots are lost for a reason."""

import re

import numpy as np
import pytest
import shapely
from timed_zones import airspace_of, timed

from blindspot.engine.check.check import check_plan
from blindspot.engine.drones.flight_plan import BEYOND_RANGE, IN_ZONE, NO_PRIORITY
from blindspot.engine.errors import UserError
from blindspot.engine.plan.as_flight_plan import promise_of
from blindspot.engine.plan.sound_plan import sound_plan
from blindspot.engine.zones.zones import AGL

PLANS, BLOCK = 200, 10
MITRE = 1.5
SITE_CLOSED = re.compile("Launch site .* lies inside a no-fly zone")


@pytest.mark.parametrize("first", range(0, PLANS, BLOCK))
def test_the_check_finds_nothing_and_reasons_are_right(first):
    for seed in range(first, first + BLOCK):
        given, zones = timed(seed)
        airspace = airspace_of(given, zones)
        inputs = given.fleet, airspace, given.aircraft, given.task, given.start
        if (found := _planned(given, inputs)) is None:
            assert _some_site_is_closed(given, zones, airspace), seed
            continue
        assert found.notes == (), seed
        promise = promise_of(found.plan, given.ids, given.spots, given.names, given.task)
        closing = found.airspace.given
        rules = given.aircraft, given.limits, given.sites, zones, given.terrain, promise
        privacy = given.task.privacy
        assert check_plan(found.flight_plan, *rules, privacy=privacy, closing=closing) == [], seed
        _no_moment_in_a_zone(given, zones, found.plan, seed)
        _zones_planned_around_can_matter(given, found, seed)
        _reasons_are_right(given, found, seed)


def _planned(given, inputs):
    """The plan; None where a launch site lies inside a zone."""
    try:
        return sound_plan(given.ids, given.spots, *inputs, names=given.names)
    except UserError as error:
        if not SITE_CLOSED.search(str(error)):
            raise
        return None


def _heights(given, zones, places, z):
    """(n, k) whether n moments at (n, 2) places and (n,) heights are between the limits of k zones."""
    ground = np.zeros(len(places)) if given.terrain is None else given.terrain.height(*places.T)
    lower, upper = zones.bounds()
    above = np.where(zones.lower_ref == AGL, (z - ground)[:, None], z[:, None]) >= lower
    return above & (np.where(zones.upper_ref == AGL, (z - ground)[:, None], z[:, None]) <= upper)


def _in_force(zones, moments):
    """(n, k) whether zones are in force at (n,) moments."""
    return np.stack([np.any([(a <= moments) & (moments <= b) for a, b in p], axis=0) for p in zones.periods], axis=1)


def _no_moment_in_a_zone(given, zones, plan, seed):
    """Every two seconds of all flights: no drone is in a zone, at its heights, while it is in force."""
    for sortie in plan.sorties:
        line = sortie.line()
        moments = np.arange(line[0, 3], line[-1, 3], 2.0)
        x, y, z = (np.interp(moments, line[:, 3], line[:, axis]) for axis in range(3))
        inside = np.stack([shapely.contains_xy(polygon, x, y) for polygon in zones.polygon], axis=1)
        met = inside & _heights(given, zones, np.column_stack((x, y)), z) & _in_force(zones, moments)
        assert not met.any(), (seed, sortie.drone, sortie.number)


def _zones_planned_around_can_matter(given, found, seed):
    """No zone is planned around that is above all flights, or over before START."""
    zoning, high = found.airspace.zoning, given.aircraft.altitude + 60.0
    zones, around = zoning.zones, zoning.around
    assert not (around & (zones.lower_ref == AGL) & (zones.lower > high)).any(), seed
    over = np.array([len(times) and times[-1, 1] < given.start for times in zones.periods], bool)
    assert not (around & over).any(), seed


def _some_site_is_closed(given, zones, airspace):
    near = zones.polygon[airspace.zoning.near]
    distance = max(given.buffer, given.clearance) * MITRE
    return bool(shapely.dwithin(shapely.points(given.fleet.sites)[:, None], near, distance).any())


def _reasons_are_right(given, found, seed):
    """The reasons of places that are lost to zones or to the range, by the distance of each place, and of each spot,
    from what is closed and from the sites."""
    closed, sites = shapely.union_all(found.airspace.given), shapely.points(given.fleet.sites)
    apart = max(given.buffer, given.clearance)
    reasons = {}
    for left in found.plan.unserved:
        reasons.setdefault(left.spot, set()).add(left.reason)
        place = shapely.Point(left.place)
        corridor = (given.task.service.corridor or 0.0) > given.task.service.swath  # its edges count with the zone
        if left.reason == IN_ZONE and not corridor:
            assert shapely.distance(place, closed) <= apart * MITRE + 0.02, (seed, left)
        if left.reason == BEYOND_RANGE and shapely.get_dimensions(given.spots.geometry[left.spot]) == 0:
            assert shapely.distance(sites, place).min() > given.task.max_range - 1e-6, (seed, left)
    for spot, geometry in enumerate(given.spots.geometry):
        reach = (given.task.service.corridor or 0.0) / 2 if shapely.get_dimensions(geometry) == 1 else 0.0
        own = reasons.get(spot, set())
        if given.spots.priority[spot] <= 0:
            assert own == {NO_PRIORITY}, (seed, spot)
        elif not len(found.airspace.given) or shapely.distance(geometry, closed) > apart * MITRE + reach + 0.02:
            assert IN_ZONE not in own, (seed, spot)
        elif shapely.within(shapely.buffer(geometry, reach + 0.02), closed):
            assert own == {IN_ZONE}, (seed, spot)


def test_most_of_these_plans_meet_limits_and_times():
    """The family is worth something only if plans fly, go around some zones and not around others."""
    flown = around = by_height = by_time = lost = 0
    for seed in range(1, 13):
        given, zones = timed(seed)
        airspace = airspace_of(given, zones)
        inputs = given.fleet, airspace, given.aircraft, given.task, given.start
        if (found := _planned(given, inputs)) is None:
            continue
        zoning = found.airspace.zoning
        flown += bool(found.plan.sorties)
        around += int((zoning.around & zoning.timed).sum())
        by_height, by_time = by_height + int((~zoning.near).sum()), by_time + int(zoning.open.sum())
        lost += any(left.reason == IN_ZONE for left in found.plan.unserved)
    assert flown >= 9
    assert min(around, by_height, by_time) >= 5
    assert lost >= 3
