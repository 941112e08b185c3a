"""Conversion of a plan to the flight plan that is checked and written."""

from collections.abc import Sequence

import numpy as np

from ..drones.aircraft import Aircraft
from ..drones.flight_plan import (
    ABOVE_SEA,
    ABOVE_SITE,
    FlightPlan,
    Promise,
    Routes,
    Unserved,
    Waypoints,
    ids_together,
    names_together,
    spot_labels,
    spots_in_order,
)
from ..drones.vertical_legs import with_legs_apart
from .closed_spots import closed_spots, promised_watch
from .plan import Fleet, Plan, Sortie, Task
from .shared_visits import SharedVisits
from .stops import Targets


def as_flight_plan(
    plan: Plan,
    ids: Sequence[str],
    fleet: Fleet,
    aircraft: Aircraft,
    task: Task,
    start: float | None,
    names: Sequence[str | None] | None = None,
) -> FlightPlan:
    """The flight plan of a plan.

    ids: (n,) of the spots, not necessarily unique or non-empty; names: (n,) of the spots, None for a spot without one,
    or where no spot has one; fleet, aircraft, task: as given to plan_sorties; start:
    START in s since the epoch, None for a plan without START.
    """
    unserved = _column((left.spot for left in plan.unserved), int)
    names = [None] * len(ids) if names is None else names
    labels = spot_labels(names, ids)
    shared = SharedVisits(np.arange(len(ids))) if plan.shared is None else plan.shared
    groups = [shared.members(spot) for spot in range(len(ids))]
    return FlightPlan(
        _routes(plan.sorties, [[labels[spot] for spot in group] for group in groups], fleet, aircraft, task, start),
        _waypoints(
            plan.sorties,
            [ids_together([ids[spot] for spot in group]) for group in groups],
            [names_together([names[spot] for spot in group]) for group in groups],
            aircraft,
            task,
            start,
        ),
        Unserved(
            _names(ids)[unserved],
            _column(left.priority for left in plan.unserved),
            _column((left.reason for left in plan.unserved), object),
            _names(names)[unserved],
            _column(left.place for left in plan.unserved).reshape(-1, 2),
        ),
        plan.served_priority,
        plan.total_priority,
        None if plan.closing is None else closed_spots(plan, ids, names, task, start),
        np.nan if plan.closing is None else plan.closing.priority,
    )


def promise_of(
    plan: Plan,
    ids: Sequence[str],
    spots: Targets,
    names: Sequence[str | None] | None = None,
    task: Task | None = None,
) -> Promise:
    """The spots that a plan was made for, with which of them each waypoint serves and each row of Unserved names. ids,
    names: as for as_flight_plan; task: of a plan that closes gaps over a watch."""
    return Promise(
        tuple(ids),
        spots.geometry,
        spots.priority,
        _joined((sortie.flight.spot for sortie in plan.sorties), int),
        _column((left.spot for left in plan.unserved), int),
        None if names is None else tuple(names),
        None if plan.shared is None else plan.shared.first,
        None if task is None or task.watch is None else promised_watch(spots, task),
    )


def _routes(
    sorties: Sequence[Sortie],
    labels: Sequence[Sequence[str]],
    fleet: Fleet,
    aircraft: Aircraft,
    task: Task,
    start: float | None,
) -> Routes:
    """labels: (n,) what the spots that a visit of each serves are called in `spots`."""
    flights = [sortie.flight for sortie in sorties]
    return Routes(
        drone=_column((sortie.drone for sortie in sorties), int),
        sortie=_column((sortie.number for sortie in sorties), int),
        launch_site=_column((fleet.names[sortie.site] for sortie in sorties), object),
        start=_dated(_column(sortie.start for sortie in sorties), start),
        end=_dated(_column(sortie.end for sortie in sorties), start),
        duration_s=_column(flight.duration for flight in flights),
        distance_m=_column(flight.length for flight in flights),
        energy_wh=_column(sortie.energy_wh for sortie in sorties),
        priority=_column(sortie.priority for sortie in sorties),
        z_ref=np.full(len(sorties), ABOVE_SITE if aircraft.ground is None else ABOVE_SEA, object),
        altitude_m=_column(sortie.altitude for sortie in sorties),
        left_pct=_column(100 * (1 - flight.drawn / aircraft.battery) for flight in flights),
        swath_m=np.full(len(sorties), float(task.service.swath)),
        spots=_column(
            (
                spots_in_order([label for spot in flight.spot if spot >= 0 for label in labels[spot]])
                for flight in flights
            ),
            object,
        ),
        line=tuple(with_legs_apart(sortie.line()) for sortie in sorties),
    )


def _waypoints(
    sorties: Sequence[Sortie],
    ids: Sequence[str],
    names: Sequence[str | None],
    aircraft: Aircraft,
    task: Task,
    start: float | None,
) -> Waypoints:
    flights = [sortie.flight for sortie in sorties]
    spot = _joined((flight.spot for flight in flights), int)
    counts = [len(flight.action) for flight in flights]
    arrive = _joined(sortie.flight.arrive + sortie.start for sortie in sorties)
    leave = _joined(sortie.flight.leave + sortie.start for sortie in sorties)
    height = _joined(flight.height for flight in flights)
    place = np.vstack([np.empty((0, 2)), *(flight.place for flight in flights)])
    return Waypoints(
        drone=np.repeat(_column((sortie.drone for sortie in sorties), int), counts),
        sortie=np.repeat(_column((sortie.number for sortie in sorties), int), counts),
        seq=_joined((np.arange(1, count + 1) for count in counts), int),
        action=_joined((flight.action for flight in flights), object),
        arrive=_dated(arrive, start),
        leave=_dated(leave, start),
        arrive_s=arrive - task.begins,
        leave_s=leave - task.begins,
        alt_agl_m=_joined(flight.above_ground for flight in flights),
        alt_amsl_m=np.full(len(height), np.nan) if aircraft.ground is None else height,
        speed_ms=_joined(flight.speed for flight in flights),
        spot_id=_names(ids)[spot],
        spot_name=_names(names)[spot],
        vertex=np.column_stack((place, height, arrive)),
    )


def _names(names: Sequence[str | None]) -> np.ndarray:
    """(n + 1,) the ids or names, then None: index -1 is no spot."""
    return np.array([*names, None], dtype=object)


def _column(values, kind=float) -> np.ndarray:
    return np.array(list(values), kind)


def _joined(values, kind=float) -> np.ndarray:
    return np.concatenate([np.zeros(0, kind), *(np.asarray(value, kind) for value in values)])


def _dated(seconds: np.ndarray, start: float | None) -> np.ndarray:
    """Dates and times as layers store them: rounded to milliseconds; NaN without START."""
    return np.full(len(seconds), np.nan) if start is None else np.round(seconds, 3)
