"""What a plan closes, and what other fleets would close, in sentences for the log."""

from collections.abc import Sequence

import numpy as np

from ..text import counted, figure
from ..timing.text import time_of_day
from .fleet import Fleet
from .plan import Plan
from .task import Task

NOISE = 2
"""%, by which repeated searches of a few seconds differ."""
SMALLEST = 0.0005
"""Share of what a plan closes below which a difference is shown as 0."""
SHOWN = 40
"""Sorties that are listed one by one."""
ONLY_SPOTS = (
    "This is measured within the blind spots. Drones also pass places outside of them, which Assess a plan counts as "
    "well: it can find more. Give SCORED to count them here."
)


def closing_sentences(plan: Plan, spots: Sequence[str], fleet: Fleet, task: Task) -> list[str]:
    """The plan, its sorties and its curve. spots: (k,) the spots of each sortie as one text."""
    closing, watch = plan.closing, task.watch
    limit = f"{plan.iterations:,} steps" + ("" if task.iterations else f" in {plan.seconds:.1f} s")
    where = "all scored places" if closing.scored else "the blind spots"
    outside = f", of which {figure(closing.elsewhere)} at places outside the blind spots" if closing.scored else ""
    share = f"{closing.share:.0f}" if closing.share >= 1 else f"{closing.share:.2g}"
    told = [
        f"{counted(len(plan.sorties), 'sortie closes', 'sorties close')} a priority of {figure(closing.priority)} of "
        f"{figure(closing.whole)} ({share} %) of {where}{outside}. Built-in solver, seed {task.seed}, {limit}.",
        _bound(plan),
    ]
    if plan.sorties and not closing.scored:
        told.append(ONLY_SPOTS)
    first: dict[tuple[int, frozenset[int]], int] = {}
    for sortie, names in zip(plan.sorties[:SHOWN], spots[:SHOWN], strict=True):
        visited = frozenset(sortie.spots)
        before = first.setdefault((sortie.drone, visited), sortie.number)
        new = before == sortie.number
        which = f"{counted(len(visited), 'spot')} ({names})" if new else f"the spots of sortie {before}"
        told.append(
            f"Drone {sortie.drone}, sortie {sortie.number}: "
            f"{time_of_day(watch.start_s + sortie.start - task.begins)} from {fleet.names[sortie.site]}, "
            f"{sortie.flight.duration / 60:.1f} min, {sortie.flight.length / 1000:.2f} km, {sortie.energy_wh:.1f} Wh, "
            f"closes {figure(sortie.priority)}; {which}."
        )
    if len(plan.sorties) > SHOWN:
        told.append(f"And {counted(len(plan.sorties) - SHOWN, 'more sortie', 'more sorties')}, as listed in Routes.")
    return told + curve_sentences(plan, fleet)


def _bound(plan: Plan) -> str:
    """What UPPER_BOUND is made of."""
    beside = plan.closing.in_passing
    visits = (
        "By visits of these stops in the ways considered here, no plan can close more than "
        f"{figure(plan.upper_bound - beside)} ({plan.bound_method})"
    )
    if beside <= SMALLEST * plan.closing.priority:
        return f"{visits}."
    return (
        f"{visits}; with the {figure(beside)} that this plan closes in passing, UPPER_BOUND is "
        f"{figure(plan.upper_bound)}."
    )


def curve_sentences(plan: Plan, fleet: Fleet) -> list[str]:
    """What one sortie less, one more sortie for each drone, and one more drone would change: a line for each, without
    columns, because the log has no fixed pitch."""
    closing, flown = plan.closing, len(plan.sorties)
    if not plan.sorties or not closing.curve:
        return []
    told = [
        "What more or fewer sorties would close, from short searches (they differ by about "
        f"{NOISE} %, so smaller differences mean nothing):"
    ]
    if flown > 1:
        least = int(np.argmin(closing.lost))
        sortie, lost = plan.sorties[least], float(closing.lost[least])
        told.append(
            f"- without drone {sortie.drone}, sortie {sortie.number}, which adds least: "
            f"{_compared(closing.priority - lost, closing.priority)}"
        )
    told.append(f"- this plan, {_fleet(len(fleet.home), fleet.sorties, flown)}: {figure(closing.priority)}")
    return told + [
        f"- {_fleet(step.drones, step.sorties, step.flown)}: {_compared(step.closed, closing.priority)}"
        for step in closing.curve
    ]


def _fleet(drones: int, sorties: int, flown: int) -> str:
    return f"{counted(drones, 'drone')} x {counted(sorties, 'sortie')} ({flown} flown)"


def _compared(closed: float, priority: float) -> str:
    """What is closed, and how much more or less that is than by the plan."""
    more = closed - priority
    return f"{figure(closed)} (" + (f"{more:+.3g})" if abs(more) >= SMALLEST * priority else "no difference)")
