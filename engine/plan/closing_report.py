"""What a plan closes, and what other fleets would close, in sentences for the log."""

from collections.abc import Sequence

import numpy as np

from ..language import tr
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
ONLY_SPOTS = tr(
    "This is measured within the blind spots. Drones also pass places outside of them, which Assess a plan counts as "
    "well: it can find more. Give SCORED to count them here."
)


def closing_sentences(plan: Plan, spots: Sequence[str], fleet: Fleet, task: Task) -> list[str]:
    """The plan, its sorties and its curve. spots: (k,) the spots of each sortie as one text."""
    closing, watch = plan.closing, task.watch
    limit = counted(plan.iterations, "step")
    limit += "" if task.iterations else tr(" in {seconds:.1f} s", seconds=plan.seconds)
    where = tr("all scored places") if closing.scored else tr("the blind spots")
    outside = (
        tr(", of which {figure} at places outside the blind spots", figure=figure(closing.elsewhere))
        if closing.scored
        else ""
    )
    share = f"{closing.share:.0f}" if closing.share >= 1 else f"{closing.share:.2g}"
    told = [
        tr(
            "{sorties} a priority of {closed} of {total} ({share} %) of {where}{outside}. Built-in solver, seed "
            "{seed}, {limit}.",
            sorties=counted(len(plan.sorties), "sortie closes", "sorties close"),
            closed=figure(closing.priority),
            total=figure(closing.whole),
            share=share,
            where=where,
            outside=outside,
            seed=task.seed,
            limit=limit,
        ),
        _bound(plan),
    ]
    if plan.sorties and not closing.scored:
        told.append(ONLY_SPOTS)
    first: dict[tuple[int, frozenset[int]], int] = {}
    for sortie, names in zip(plan.sorties[:SHOWN], spots[:SHOWN], strict=True):
        visited = frozenset(sortie.spots)
        before = first.setdefault((sortie.drone, visited), sortie.number)
        new = before == sortie.number
        which = (
            tr("{spots} ({names})", spots=counted(len(visited), "spot"), names=names)
            if new
            else tr("the spots of sortie {before}", before=before)
        )
        told.append(
            tr(
                "Drone {drone}, sortie {sortie}: {time_of_day} from {site}, {duration:.1f} min, {length:.2f} km, "
                "{energy_wh:.1f} Wh, closes {closed}; {spots}.",
                drone=sortie.drone,
                sortie=sortie.number,
                time_of_day=time_of_day(watch.start_s + sortie.start - task.begins),
                site=fleet.names[sortie.site],
                duration=sortie.flight.duration / 60,
                length=sortie.flight.length / 1000,
                energy_wh=sortie.energy_wh,
                closed=figure(sortie.priority),
                spots=which,
            )
        )
    if len(plan.sorties) > SHOWN:
        told.append(
            tr(
                "And {more}, as listed in Routes.",
                more=counted(len(plan.sorties) - SHOWN, "more sortie", "more sorties"),
            )
        )
    return told + curve_sentences(plan, fleet)


def _bound(plan: Plan) -> str:
    """What UPPER_BOUND is made of."""
    beside = plan.closing.in_passing
    visits = tr(
        "By visits of these stops in the ways considered here, no plan can close more than {upper_bound} ({method})",
        upper_bound=figure(plan.upper_bound - beside),
        method=plan.bound_method,
    )
    if beside <= SMALLEST * plan.closing.priority:
        return f"{visits}."
    return tr(
        "{visits}; with the {beside} that this plan closes in passing, UPPER_BOUND is {upper_bound}.",
        visits=visits,
        beside=figure(beside),
        upper_bound=figure(plan.upper_bound),
    )


def curve_sentences(plan: Plan, fleet: Fleet) -> list[str]:
    """What one sortie less, one more sortie for each drone, and one more drone would change: a line for each, without
    columns, because the log has no fixed pitch."""
    closing, flown = plan.closing, len(plan.sorties)
    if not plan.sorties or not closing.curve:
        return []
    told = [
        tr(
            "What more or fewer sorties would close, from short searches (they differ by about "
            "{noise} %, so smaller differences mean nothing):",
            noise=NOISE,
        )
    ]
    if flown > 1:
        least = int(np.argmin(closing.lost))
        sortie, lost = plan.sorties[least], float(closing.lost[least])
        told.append(
            tr(
                "- without drone {drone}, sortie {number}, which adds least: {compared}",
                drone=sortie.drone,
                number=sortie.number,
                compared=_compared(closing.priority - lost, closing.priority),
            )
        )
    told.append(
        tr(
            "- this plan, {fleet}: {figure}",
            fleet=_fleet(len(fleet.home), fleet.sorties, flown),
            figure=figure(closing.priority),
        )
    )
    return told + [
        tr(
            "- {fleet}: {figure}",
            fleet=_fleet(step.drones, step.sorties, step.flown),
            figure=_compared(step.closed, closing.priority),
        )
        for step in closing.curve
    ]


def _fleet(drones: int, sorties: int, flown: int) -> str:
    return tr(
        "{drones} x {sorties} ({flown} flown)",
        drones=counted(drones, "drone"),
        sorties=counted(sorties, "sortie"),
        flown=flown,
    )


def _compared(closed: float, priority: float) -> str:
    """What is closed, and how much more or less that is than by the plan."""
    more = closed - priority
    if abs(more) < SMALLEST * priority:
        return tr("{closed} (no difference)", closed=figure(closed))
    return tr("{closed} ({more:+.3g})", closed=figure(closed), more=more)
