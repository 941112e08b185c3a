"""Heights above the ground along whole legs."""

from dataclasses import replace

import numpy as np
import shapely
from scenarios import village

from blindspot.engine.check.check import check_plan
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.plan.plan import Fleet, Task
from blindspot.engine.plan.stops import Targets


def level_flight(ground, spacing=10.0, tolerance=1.0, min_agl=0.0, max_agl=np.inf):
    """The rules that a level flight of 1 km, planned at 60 m above flat ground, breaks over `ground`."""
    given = replace(
        village(),
        aircraft=Aircraft(ground=ground, ground_spacing=spacing, tolerance=tolerance),
        zones=np.array([], dtype=object),
        spots=Targets(np.array([shapely.Point(1000, 0)], dtype=object), np.ones(1)),
        ids=("spot",),
        fleet=Fleet(np.zeros((1, 2)), ("base",), np.array([0])),
        task=Task(iterations=5),
    )
    plan, _ = given.layers(replace(given, aircraft=replace(given.aircraft, ground=lambda x, y: 0.0 * x)).plan())
    limits = replace(given.limits, min_agl=min_agl, max_agl=max_agl)
    found = check_plan(plan, given.aircraft, limits, given.sites, None, given.terrain)
    return {violation.rule for violation in found}


def test_a_rise_between_waypoints_is_found():
    def ridge(height):
        return lambda x, y: np.maximum(0, height - np.abs(x - 503) / 10 * height)

    assert level_flight(ridge(0.9)) == set()
    assert level_flight(ridge(1.5)) == {"terrain"}
    assert level_flight(ridge(30.0), tolerance=40, min_agl=50) == {"lowest height"}
    assert level_flight(lambda x, y: -ridge(30.0)(x, y), tolerance=40, max_agl=80) == {"highest height"}


def test_unknown_ground_is_found():
    assert level_flight(lambda x, y: np.where(np.abs(x - 500) < 10, np.nan, 0.0)) == {"terrain"}
