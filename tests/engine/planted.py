"""Faults planted in flight plans, and the rules that these then break."""

from dataclasses import replace

import numpy as np
from scenarios import Scenario

from blindspot.engine.check.check import RULES
from blindspot.engine.drones.flight_plan import NO_BATTERY_LEFT, FlightPlan, Promise


def rules(given: Scenario, plan: FlightPlan, promise: Promise | None) -> set[str]:
    """The rules that a flight plan breaks."""
    found = given.check(plan, promise)
    assert {violation.rule for violation in found} <= set(RULES)
    for violation in found:
        assert violation.message.endswith(".")
        name = f"Drone {violation.drone}, sortie {violation.sortie}"
        assert violation.drone == 0 or violation.message.startswith(name)
        assert violation.where is None or not violation.where.is_empty
    return {violation.rule for violation in found}


def with_routes(plan: FlightPlan, **columns) -> FlightPlan:
    return replace(plan, routes=replace(plan.routes, **columns))


def with_waypoints(plan: FlightPlan, **columns) -> FlightPlan:
    return replace(plan, waypoints=replace(plan.waypoints, **columns))


def with_unserved(plan: FlightPlan, **columns) -> FlightPlan:
    return replace(plan, unserved=replace(plan.unserved, **columns))


def with_line(plan: FlightPlan, route: int, line: np.ndarray) -> FlightPlan:
    lines = list(plan.routes.line)
    lines[route] = line
    return with_routes(plan, line=tuple(lines))


def by_name(promise: Promise) -> Promise:
    """The promise of a plan that was read from its layers: spots are found by id."""
    return replace(promise, served_at=None, left=None)


def without_visits(plan: FlightPlan, spot: str) -> FlightPlan:
    """The plan with the visits to a spot turned into mere overflights."""
    own = plan.waypoints.spot_id == spot
    return with_waypoints(
        plan,
        spot_id=np.where(own, None, plan.waypoints.spot_id),
        action=np.where(own, "fly", plan.waypoints.action),
    )


def with_unserved_row(plan: FlightPlan, spot: str, priority: float, place) -> FlightPlan:
    """The plan with an additional row in UNSERVED."""
    rows = plan.unserved
    added = {"spot_id": spot, "priority": priority, "reason": NO_BATTERY_LEFT, "spot_name": None}
    columns = {name: np.append(getattr(rows, name), value) for name, value in added.items()}
    return with_unserved(plan, place=np.vstack((rows.place, place)), **columns)


def flown_again(plan: FlightPlan, spot: str, alone: bool = False) -> FlightPlan:
    """The plan with the first sortie that serves a spot repeated at the same time by another drone; alone: the
    repetition serves no other spot."""
    points, routes, served = plan.waypoints, plan.routes, plan.waypoints.spot_id == spot
    row = np.flatnonzero(served)[0]
    again = int(np.flatnonzero((routes.drone == points.drone[row]) & (routes.sortie == points.sortie[row]))[0])
    own = points.of(points.drone[row], points.sortie[row])
    twice = {name: np.append(column, column[again]) for name, column in vars(routes).items() if name != "line"}
    copies = {name: np.concatenate((column, column[own])) for name, column in vars(points).items()}
    twice["drone"][-1] = copies["drone"][len(points) :] = routes.drone.max() + 1
    if alone:
        others = np.arange(len(points) + len(own)) >= len(points)
        others &= copies["spot_id"] != spot
        on_the_way = others & (copies["spot_id"] != np.array(None))
        copies["action"] = np.where(on_the_way, "fly", copies["action"])
        copies["spot_id"] = np.where(others, None, copies["spot_id"])
    return replace(
        plan,
        routes=replace(routes, line=(*routes.line, routes.line[again]), **twice),
        waypoints=replace(points, **copies),
    )


def changed(column: np.ndarray, index, value) -> np.ndarray:
    column = column.copy()
    column[index] = value
    return column
