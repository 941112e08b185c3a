"""A plan put before the independent check: what its layers will say, and what they will be held to.

This is the only place where planner and check meet.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..check.check import check_plan
from ..check.violation import LaunchSites, Limits, Terrain, Violation
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import Planned, Promise, Routes, Waypoints
from ..errors import UserError
from ..progress import Progress, quiet
from .plan import Fleet, Plan, Task
from .stops import Targets


def violations_of(
    plan: Plan,
    spots: Targets,
    ids: Sequence[str],
    fleet: Fleet,
    zones: np.ndarray,
    no_fly_buffer: float,
    aircraft: Aircraft,
    task: Task,
    start: float | None,
    progress: Progress = quiet,
) -> list[Violation]:
    """What a plan breaks of the rules it was made under; none for a good one.

    ids: of the spots, of which some may be the same or empty; zones: (k,) polygons that `no_fly_buffer` metres are
    kept from (0 where it is in them already); start: START as s since the epoch, None for a plan without.
    """
    count = Counter(ids)
    ids = [own if own and count[own] == 1 else f"{own} ({number})" for number, own in enumerate(ids, 1)]
    return check_plan(
        planned_of(plan, fleet.names, ids, start, aircraft, task.service.swath),
        aircraft,
        limits_of(task, fleet, aircraft, no_fly_buffer),
        LaunchSites(fleet.names, fleet.sites),
        zones,
        None if aircraft.ground is None else Terrain(aircraft.ground, aircraft.ground_spacing),
        promise_of(plan, ids, spots),
        progress,
    )


def require_sound(*given, **more) -> None:
    """Takes what `violations_of` takes. Raises UserError with the first violation, if there is any: a plan that breaks
    a rule is an error, not a warning."""
    found = violations_of(*given, **more)
    if found:
        others = f"; and {len(found) - 1:,} more" if len(found) > 1 else ""
        raise UserError(
            f"The plan failed its own check ({found[0].says.rstrip('.')}{others}). Nothing was written. Please report "
            "this with the input."
        )


def limits_of(task: Task, fleet: Fleet, aircraft: Aircraft, no_fly_buffer: float) -> Limits:
    """The limits that a plan was made under."""
    apart, service = task.separation, task.service
    return Limits(
        separation=apart.horizontal,
        layer_spacing=apart.vertical if apart.layers > 1 and apart.vertical > 0 else np.inf,
        swap_time=fleet.swap_time,
        no_fly_buffer=no_fly_buffer,
        max_range=task.max_range,
        min_agl=aircraft.altitude - (0 if aircraft.ground is None else aircraft.tolerance),
        terrain_tolerance=aircraft.tolerance,
        hover_time=service.hover_time,
        swath=service.swath,
        corridor=service.corridor,
    )


def planned_of(
    plan: Plan, sites: Sequence[str], ids: Sequence[str], start: float | None, aircraft: Aircraft, swath: float
) -> Planned:
    """A plan as its layers will have it. sites: names of the launch sites; ids: of the spots; start: START as s since
    the epoch, None for a plan without."""
    sorties = plan.sorties
    flights = [sortie.flight for sortie in sorties]

    def column(values, kind=float) -> np.ndarray:
        return np.array(list(values), kind)

    def joined(values, kind=float) -> np.ndarray:
        return np.concatenate([np.zeros(0, kind), *(np.asarray(value, kind) for value in values)])

    def dated(seconds: np.ndarray) -> np.ndarray:
        return np.full(len(seconds), np.nan) if start is None else np.round(seconds, 3)

    begins = column(sortie.start for sortie in sorties)
    routes = Routes(
        column((sortie.drone for sortie in sorties), int),
        column((sortie.number for sortie in sorties), int),
        tuple(sites[sortie.site] for sortie in sorties),
        dated(begins),
        dated(column(sortie.end for sortie in sorties)),
        column(flight.duration for flight in flights),
        column(flight.length for flight in flights),
        column(sortie.energy_wh for sortie in sorties),
        column(sortie.priority for sortie in sorties),
        column(sortie.altitude for sortie in sorties),
        column(100 * (1 - flight.energy / aircraft.battery) for flight in flights),
        np.full(len(sorties), float(swath)),
        tuple(sortie.line() for sortie in sorties),
    )
    counts = [len(flight.action) for flight in flights]
    arrive = joined(flight.arrive for flight in flights) + np.repeat(begins, counts)
    leave = joined(flight.leave for flight in flights) + np.repeat(begins, counts)
    height = joined(flight.height for flight in flights)
    names = np.array([*ids, ""], dtype=object)  # no spot is -1, the last
    waypoints = Waypoints(
        np.repeat(routes.drone, counts),
        np.repeat(routes.sortie, counts),
        joined((np.arange(1, count + 1) for count in counts), int),
        joined((flight.action for flight in flights), object),
        arrive,
        leave,
        dated(arrive),
        dated(leave),
        joined(flight.above_ground for flight in flights),
        np.full(len(height), np.nan) if aircraft.ground is None else height,
        joined(flight.speed for flight in flights),
        names[joined((flight.spot for flight in flights), int)],
        np.column_stack((np.vstack([np.empty((0, 2)), *(flight.place for flight in flights)]), height)),
    )
    return Planned(routes, waypoints)


def promise_of(plan: Plan, ids: Sequence[str], spots: Targets) -> Promise:
    """What a plan says that it serves."""
    unserved = np.zeros(len(ids))
    for left in plan.unserved:
        unserved[left.spot] += left.priority
    return Promise(tuple(ids), spots.geometry, spots.priority, unserved, plan.served_priority)
