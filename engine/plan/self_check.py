"""Makes the flight plan of a plan and runs the independent check on it, with the limits that it was planned with.

With sound_plan, this is the only module that imports both the planner and the check.
"""

from collections.abc import Sequence

import numpy as np

from ..airspace.airspace import Airspace
from ..check.check import check_plan
from ..check.nulls import null_violations
from ..check.violation import LaunchSites, Limits, Terrain, Violation
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import FlightPlan, Promise
from ..progress import Progress, quiet
from ..text import and_more
from ..zones.zones import Zones
from .as_flight_plan import as_flight_plan, promise_of
from .plan import Fleet, Plan, Task
from .stops import Targets
from .unsound import UnsoundPlan


def checked_flight_plan(
    plan: Plan,
    ids: Sequence[str],
    targets: Targets,
    fleet: Fleet,
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
    start: float | None,
    progress: Progress = quiet,
    names: Sequence[str | None] | None = None,
) -> FlightPlan:
    """The flight plan of a plan, ready to be written. Raises UnsoundPlan if it breaks a rule; sound_plan plans again.

    ids, names: (n,) of the targets; start: as for as_flight_plan; targets, fleet, airspace, aircraft, task: as given to
    plan_sorties.
    """
    flight_plan = as_flight_plan(plan, ids, fleet, aircraft, task, start, names)
    promise = promise_of(plan, ids, targets, names, task)
    zones, apart = (airspace.every, airspace.buffer), (airspace.clearance, airspace.given)
    require_sound(flight_plan, promise, fleet, *zones, aircraft, task, start, progress, *apart)
    return flight_plan


def violations_of(
    plan: FlightPlan,
    promise: Promise,
    fleet: Fleet,
    zones: Zones | np.ndarray,
    no_fly_buffer: float,
    aircraft: Aircraft,
    task: Task,
    start: float | None,
    progress: Progress = quiet,
    clearance: float = 0.0,
    closing: np.ndarray | None = None,
) -> list[Violation]:
    """The violations of a flight plan; none for a good one. If fields are null that must have a value, only these are
    reported, because GEOS crashes on NaN coordinates.

    zones: all zones, or (k,) polygons, from which drones keep `no_fly_buffer` metres (0 if the zones include the
    buffer), or `clearance` metres if that is more; closing: (k,) the polygons that the plan was made around, in which
    spots are not visited; None: all of them; start: START in s since the epoch, None for a plan without START; fleet,
    aircraft, task: as given to plan_sorties.
    """
    terrain = None if aircraft.ground is None else Terrain(aircraft.ground, aircraft.ground_spacing)
    return null_violations(plan, start is not None, terrain is not None) or check_plan(
        plan,
        aircraft,
        limits_of(task, fleet, aircraft, no_fly_buffer, clearance),
        LaunchSites(fleet.names, fleet.sites, fleet.charge),
        zones,
        terrain,
        promise,
        progress,
        task.privacy,
        closing=closing,
    )


def require_sound(*args, **kwargs) -> None:
    """Raises UnsoundPlan with the first violation, if there is any. The arguments are those of violations_of."""
    found = violations_of(*args, **kwargs)
    if found:
        others = and_more(len(found) - 1)
        raise UnsoundPlan(found[0].message.rstrip(".") + others)


def limits_of(task: Task, fleet: Fleet, aircraft: Aircraft, no_fly_buffer: float, clearance: float = 0.0) -> Limits:
    """The limits that a plan was made with."""
    apart, service = task.separation, task.service
    return Limits(
        begins=task.begins,
        first_from=None if task.watch is None else task.begins + task.watch.earliest,
        separation=apart.horizontal,
        layer_spacing=apart.vertical if apart.layers > 1 and apart.vertical > 0 else np.inf,
        swap_time=fleet.swap_time,
        pad_time=apart.pad_time,
        no_fly_buffer=no_fly_buffer,
        clearance=clearance,
        max_range=task.max_range,
        min_agl=aircraft.altitude - (0 if aircraft.ground is None else aircraft.tolerance),
        terrain_tolerance=aircraft.tolerance,
        hover_time=service.hover_time,
        swath=service.swath,
        corridor=service.corridor,
    )
