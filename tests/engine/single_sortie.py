"""Plans of one sortie along a given line, for tests of single rules of the check."""

from dataclasses import replace

import numpy as np

from blindspot.engine.check.flight import leg_times
from blindspot.engine.check.violation import LaunchSites
from blindspot.engine.drones.aircraft import Aircraft
from blindspot.engine.drones.flight_plan import FlightPlan

NO_SITES = LaunchSites((), np.zeros((0, 2)))


def one_sortie(good, line) -> FlightPlan:
    """A plan of one sortie with this line."""
    plan = good[1]
    routes = {
        name: getattr(plan.routes, name)[:1] if name != "line" else (line,) for name in plan.routes.__dataclass_fields__
    }
    return replace(plan, routes=type(plan.routes)(**{**routes, "start": line[:1, 3], "end": line[-1:, 3]}))


def straight_out(distance=3000.0, height=60.0, aircraft=None) -> np.ndarray:
    places = [(0, 0, 0), (0, 0, height), (distance, 0, height), (0, 0, height), (0, 0, 0)]
    rows = np.column_stack((np.array(places, float), np.zeros(5)))
    rows[1:, 3] = np.cumsum(leg_times(rows, aircraft or Aircraft()))
    return rows
