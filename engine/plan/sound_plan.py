"""A plan that has passed its check. Where a plan fails, the spots at fault are left out and it is made again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..airspace.airspace import Airspace
from ..airspace.zoned import zone_names
from ..check.violation import Violation
from ..drones.aircraft import Aircraft
from ..drones.flight_plan import TOO_LARGE_FOR_ALL, FlightPlan, Promise, listed_spots, spot_labels
from ..language import tr
from ..progress import Progress, part, quiet
from ..text import and_more, counted
from .as_flight_plan import as_flight_plan, promise_of
from .fleet import Fleet
from .plan import Plan, plan_sorties
from .self_check import violations_of
from .stops import Targets
from .sweep_cache import SweepCache
from .task import Task
from .unsound import UnsoundPlan
from .zones_met import around_at_first, flight_span, hours_outside, zones_met, zones_over_sites

MAX_PLANS = 6
"""The most plans that are made, the first one included."""
MOST_ZONED = 4
"""The most plans that are made in addition around zones that sorties met; the last one around all zones."""
AGAIN = 0.02
"""Share of the bar for further plans, which are seldom needed."""
LESS_TIME = 0.5
"""Share of the solver's time that each further plan takes."""
NARROWLY = 2
"""In the first plans that fail, only the spots next to the fault are left out; then all of the sorties at fault."""


@dataclass(frozen=True)
class SoundPlan:
    """A plan without a violation."""

    plan: Plan
    flight_plan: FlightPlan
    left_out: np.ndarray
    """(k,) indices into Targets of the spots that were left out because plans with them failed the check"""
    notes: tuple[str, ...] = ()
    """what was left out and why, in sentences for the log; empty where the first plan was sound and no spot was far too
    large"""
    airspace: Airspace | None = None
    """that the plan was made in, outside of those zones that are in the way at its times"""


def sound_plan(
    ids: Sequence[str],
    targets: Targets,
    fleet: Fleet,
    airspace: Airspace,
    aircraft: Aircraft,
    task: Task,
    start: float | None,
    progress: Progress = quiet,
    names: Sequence[str | None] | None = None,
    sweeps: SweepCache | None = None,
) -> SoundPlan:
    """The plan of plan_sorties, and its flight plan, without a violation of the check.

    If a plan fails, the spots at fault become unserved (FAILED_CHECK), and the plan is made again without them, at most
    MAX_PLANS times in all. If sorties meet zones that were not planned around, it is made again around these as well
    (see zones_met.py), in addition at most MOST_ZONED times. `plan.stages` holds the stages of all these plans, so that
    they can be made again.

    ids, names: (n,) of the targets; start: as for as_flight_plan; the others: as for plan_sorties. Raises UnsoundPlan,
    a UserError, if the last plan fails, or if nothing is left to plan for; and what plan_sorties raises.
    """
    out = np.zeros(len(targets.geometry), bool) if targets.left_out is None else targets.left_out.copy()
    given, stages, notes = out.copy(), (), []
    labels = spot_labels([None] * len(ids) if names is None else names, ids)
    airspace, done, zoned, number = around_at_first(airspace, *flight_span(task, fleet, aircraft)), 0, 0, 0
    while number < MAX_PLANS:
        here = part(progress, 1 - AGAIN**done, 1 - AGAIN ** (done + 1))
        now = replace(task, stages=task.stages[len(stages) :])
        now = replace(now, seconds=max(task.seconds * LESS_TIME, 1.0)) if done else now
        done += 1
        at_fault: frozenset[int]
        try:
            plan = plan_sorties(
                replace(targets, left_out=out), fleet, airspace, aircraft, now, part(here, 0, 0.98), sweeps
            )
            stages += plan.stages
            plan = replace(plan, stages=stages)
            if (met := zones_met(plan.sorties, airspace)).any():
                zoned += 1
                met = met if zoned < MOST_ZONED else airspace.zoning.open
                over = zones_over_sites(airspace, met)
                if over.any() and (later := hours_outside(task, airspace.zoning.zones.take(over), aircraft)):
                    task, met = later, met & ~over
                    notes.append(_note_on_hours(task, airspace, over))
                airspace = airspace.around(met)
                continue
            flight_plan = as_flight_plan(plan, ids, fleet, aircraft, task, start, names)
            promise = promise_of(plan, ids, targets, names, task)
            found = violations_of(
                flight_plan,
                promise,
                fleet,
                airspace.every,
                airspace.buffer,
                aircraft,
                task,
                start,
                part(here, 0.98, 1),
                airspace.clearance,
                airspace.given,
            )
            if not found:
                notes += _notes_on_size(plan, labels)
                return SoundPlan(plan, flight_plan, np.flatnonzero(out & ~given), tuple(notes), airspace)
            others = and_more(len(found) - 1)
            why, at_fault = found[0].message.rstrip(".") + others, faulty_spots(found, flight_plan, promise, number)
        except UnsoundPlan as error:
            why, at_fault, stages = error.why, error.spots, stages + error.stages
        number += 1
        more = np.array(sorted(at_fault), int)
        more = more[~out[more]]
        if not len(more):
            raise UnsoundPlan(why)
        out[more] = True
        if not (~out & (targets.priority > 0)).any():
            raise UnsoundPlan(why)
        notes.append(
            tr(
                "A plan failed its own check ({why}). It was made again without "
                "{spots} ({labels}), listed in UNSERVED. "
                "Please report this with the input.",
                why=why,
                spots=counted(len(more), "spot"),
                labels=listed_spots([labels[spot] for spot in more]),
            )
        )
    raise UnsoundPlan(why)


def _note_on_hours(task: Task, airspace: Airspace, over: np.ndarray) -> str:
    return tr(
        "No-fly zones lie over a launch site at times of the watch ({zones}): drones take off {hours}. The upper bound "
        "is for these hours.",
        zones=zone_names(airspace.zoning.zones, np.flatnonzero(over)),
        hours=task.watch.hours,
    )


def _notes_on_size(plan: Plan, labels: Sequence[str]) -> list[str]:
    """What was not even planned for, because it is far too large; a sentence or none."""
    spots = sorted({left.spot for left in plan.unserved if left.reason == TOO_LARGE_FOR_ALL})
    if not spots:
        return []
    are = counted(len(spots), "spot is", "spots are")
    return [
        tr(
            "{are} far larger than all batteries together can cover ({labels}): "
            "only what is nearest to the launch sites was planned for. Smaller spots (MAX_AREA in Find blind spots) "
            "let "
            "the planner choose.",
            are=are,
            labels=listed_spots([labels[spot] for spot in spots]),
        )
    ]


def faulty_spots(found: list[Violation], plan: FlightPlan, promise: Promise, number: int) -> frozenset[int]:
    """Indices of the spots to leave out of the next plan: those that the violations name, or that their sorties serve.

    number: of the plan, from 0. In the first NARROWLY plans only the spot at the waypoint of a violation counts, or
    those before and after it; later all spots of the sorties.
    """
    spots: set[int] = set()
    for violation in found:
        if violation.spot >= 0:
            spots.add(violation.spot)
        if violation.drone < 1 or (violation.spot >= 0 and number < NARROWLY):
            continue
        own = plan.waypoints.of(violation.drone, violation.sortie)
        served = promise.served_at[own]
        at = int(np.searchsorted(plan.waypoints.seq[own], violation.seq))
        if number < NARROWLY and violation.seq and at < len(own):
            before, after = served[:at][served[:at] >= 0], served[at:][served[at:] >= 0]
            served = served[at : at + 1] if served[at] >= 0 else np.concatenate((before[-1:], after[:1]))
        spots |= {int(spot) for spot in served if spot >= 0}
    if promise.together is not None:  # what coincides with a spot at fault would fail in its place
        spots = set(np.flatnonzero(np.isin(promise.together, promise.together[list(spots)])).tolist())
    return frozenset(spots)
