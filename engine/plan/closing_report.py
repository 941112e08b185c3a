"""What a plan closes, and what other fleets would close, in sentences for the log."""

from collections.abc import Sequence

import numpy as np

from ..text import counted
from .fleet import Fleet
from .plan import Plan
from .task import Task

NOISE = 2
"""%, by which repeated searches of a few seconds differ."""
SMALLEST = 0.0005
"""Share of what a plan closes below which a difference is shown as 0."""
ONLY_SPOTS = (
    "This is measured within the blind spots. Drones also pass places outside of them, which Assess a plan counts as "
    "well: it can find more. Give SCORED (Scored places) to count them here."
)


def closing_sentences(plan: Plan, spots: Sequence[str], fleet: Fleet, task: Task) -> list[str]:
    """The plan, its sorties and its curve. spots: (k,) the spots of each sortie as one text."""
    closing, watch = plan.closing, task.watch
    limit = f"{plan.iterations:,} steps" + ("" if task.iterations else f" in {task.seconds:g} s")
    where = "all scored places" if closing.scored else "the blind spots"
    bound = (
        f"By visits of these stops in the ways considered here, no plan can close more than "
        f"{plan.upper_bound - closing.in_passing:.4g} ({plan.bound_method})"
    )
    if closing.in_passing > SMALLEST * closing.priority:
        bound += (
            f"; with the {closing.in_passing:.4g} that this plan closes in passing, UPPER_BOUND is "
            f"{plan.upper_bound:.4g}"
        )
    told = [
        f"{counted(len(plan.sorties), 'sortie closes', 'sorties close')} a priority of {closing.priority:.4g} of "
        f"{closing.whole:.4g} ({closing.share:.0f} %) of {where}. {bound}. Built-in solver, seed {task.seed}, {limit}."
    ]
    if closing.scored:
        told.append(f"Of this, {closing.elsewhere:.4g} is of places outside the blind spots, which drones pass.")
    elif plan.sorties:
        told.append(ONLY_SPOTS)
    for sortie, names in zip(plan.sorties, spots, strict=True):
        told.append(
            f"Drone {sortie.drone}, sortie {sortie.number}, from {fleet.names[sortie.site]} at "
            f"{watch.time_of_day(sortie.start - task.begins)}: {counted(len(set(sortie.spots)), 'spot')} ({names}), "
            f"{sortie.flight.duration / 60:.1f} min, {sortie.flight.length / 1000:.2f} km, {sortie.energy_wh:.1f} Wh, "
            f"closes {sortie.priority:.4g}."
        )
    return told + curve_sentences(plan, fleet)


def curve_sentences(plan: Plan, fleet: Fleet) -> list[str]:
    """What one sortie less, one more sortie for each drone, and one more drone would change, as a small table."""
    closing, drones = plan.closing, len(fleet.home)
    if not plan.sorties or not closing.curve:
        return []
    rows = [("drones x sorties", "flown", "closes", "difference")]
    if len(plan.sorties) > 1:
        least = int(np.argmin(closing.lost))
        sortie = plan.sorties[least]
        name = f"without drone {sortie.drone}, sortie {sortie.number}"
        lost = float(closing.lost[least])
        rows.append((name, f"{len(plan.sorties) - 1}", f"{closing.priority - lost:.4g}", f"-{lost:.3g}"))
    rows.append((f"{drones} x {fleet.sorties} (this plan)", f"{len(plan.sorties)}", f"{closing.priority:.4g}", ""))
    for step in closing.curve:
        more = step.closed - closing.priority
        name = f"{step.drones} x {step.sorties}"
        rows.append((name, f"{step.flown}", f"{step.closed:.4g}", _difference(more, closing.priority)))
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    table = [
        "  ".join((row[0].ljust(wide[0]), *(cell.rjust(width) for cell, width in zip(row[1:], wide[1:], strict=True))))
        for row in rows
    ]
    heading = (
        "What more or fewer sorties would close (from short searches; searches differ by about "
        f"{NOISE} %, so smaller differences mean nothing):"
    )
    return [heading, *(line.rstrip() for line in table)]


def _difference(value: float, whole: float) -> str:
    return f"{value:+.3g}" if abs(value) >= SMALLEST * whole else "0"
