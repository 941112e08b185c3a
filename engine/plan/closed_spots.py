"""What a plan closes of each spot, for the layer SPOTS and for the check."""

from collections.abc import Sequence

import numpy as np

from ..drones.flight_plan import ClosedSpots, PromisedWatch, Screens, listed_times
from .even_bins import even_bins
from .plan import Plan
from .stops import Targets
from .task import Task
from .watch_score import samples_of


def closed_spots(
    plan: Plan, ids: Sequence[str], names: Sequence[str | None], task: Task, start: float | None
) -> ClosedSpots:
    """The rows of SPOTS. ids, names, task, start: as for as_flight_plan."""
    closing, count = plan.closing, len(ids)
    visits = closing.visits
    number = np.bincount(visits.spot, minlength=count)
    first = np.full(count, np.nan)
    opening = np.unique(visits.spot, return_index=True)  # visits are sorted by spot, then by time
    if start is not None:
        first[opening[0]] = np.round(visits.first[opening[1]], 3)
    gap = np.full(count, np.nan) if closing.gap is None else closing.gap
    left = 1 - np.divide(closing.spot, closing.before, out=np.zeros(count), where=closing.before > 0)
    times = np.full(count, None, object)
    for spot in np.flatnonzero(number):
        times[spot] = listed_times(visits.first[visits.spot == spot] - task.begins, task.watch.start_s)
    return ClosedSpots(
        np.array([*ids, None], object)[:-1],
        np.array([*names, None], object)[:-1],
        number,
        times,
        first,
        gap,
        gap * np.clip(left, 0.0, 1.0),
        closing.spot,
        np.asarray(closing.before, float),
    )


def promised_watch(spots: Targets, task: Task) -> PromisedWatch:
    """The watch as the check needs it."""
    watch = task.watch
    shares, _ = even_bins(spots.unseen, watch.length, len(spots.geometry))
    scored = {}
    if watch.scored is not None:
        samples = samples_of(spots, watch, task.service)
        scored = {
            "places": np.column_stack((samples.places.x, samples.places.y)),
            "place_spot": samples.spot,
            "place_row": samples.row,
            "place_weight": samples.weight,
            "place_unseen": samples.unseen,
        }
    walls = None if task.sight is None else task.sight.walls
    if walls is not None:
        scored["walls"] = Screens(
            np.column_stack((walls.x0, walls.y0)), np.column_stack((walls.x1, walls.y1)), np.asarray(walls.height)
        )
    scored["hidden_by_more"] = task.sight is not None and task.sight.terrain is not None
    return PromisedWatch(
        task.begins,
        watch.length,
        watch.revisit,
        watch.detection_range,
        watch.detection_time,
        watch.all_day,
        np.asarray(spots.priority)[:, None] * shares,
        watch.start_s,
        spots.gap,
        **scored,
    )
