"""The night of one date of a watch by the sun, for which a plan is made."""

from collections.abc import Sized
from dataclasses import replace

import numpy as np

from ..errors import UserError
from ..language import tr
from ..score.watch_bins import bin_edges
from ..timing.text import local_text
from ..timing.timezones import DAY
from ..timing.watch import Watch, whole_nights
from .watch_task import WatchTask


def watch_of_night(watch: Watch, start: float) -> Watch:
    """The hours by the clock of the night that contains an instant, or of the next one.

    watch: by the sun, whose days of the week don't matter; start: s since the epoch. Raises UserError where there is no
    night within a day.
    """
    edges = whole_nights(replace(watch, weekdays=frozenset()), start, start + 2 * DAY)[1]
    edges = edges[edges[:, 1] > start]
    if not len(edges) or edges[0, 0] > start + DAY:
        raise UserError(
            tr(
                "There is no watch ({watch}) in the day after START ({start}), because the sun is not low enough for "
                "long enough. Choose another date, a smaller SUN_OFFSET, or set WATCH_BY to the clock.",
                watch=watch,
                start=local_text(start, watch.timezone),
            )
        )
    return watch.on(*edges[0].tolist())


def shares_of_night(unseen: np.ndarray, longest: float, length: float) -> np.ndarray:
    """(n, C) the shares of gaps that begin in the bins of a night of `length` s. What is later than the end of the
    night is left out; rows add up to 1.

    unseen: (n, B) those in the bins of a watch by the sun, whose longest night has `longest` s.
    """
    edges, own = bin_edges(longest), bin_edges(length)
    before = np.concatenate((np.zeros((len(unseen), 1)), np.cumsum(unseen, axis=1)), axis=1)
    bin_of = np.clip(np.searchsorted(edges, own, side="right") - 1, 0, len(edges) - 2)
    part = np.clip((own - edges[bin_of]) / (edges[bin_of + 1] - edges[bin_of]), 0.0, 1.0)
    found = np.diff(before[:, bin_of] + part * (before[:, bin_of + 1] - before[:, bin_of]), axis=1)
    total = found.sum(axis=1, keepdims=True)
    return np.where(total > 1e-12, found / np.where(total > 1e-12, total, 1.0), np.diff(own) / length)


def task_of_nights(
    watch: Watch,
    begins: np.ndarray,
    revisit: float,
    detection_range: float,
    hours: tuple[float | None, float | None],
    not_before: float,
) -> WatchTask:
    """The task that all nights share. If the watch is by the sun, drones take off as if each night were as long as the
    shortest of them. begins: (N,) of the nights, s since the epoch; other parameters as of `WatchTask.of`."""
    if watch.sun is None:
        return WatchTask.of(watch, revisit, detection_range, hours, not_before)
    edges = whole_nights(watch, float(begins[0]), float(begins[-1]))[1]
    shortest = float(np.diff(edges[np.isin(edges[:, 0], begins)]).min())
    task = WatchTask.of(watch.on(begins[0], begins[0] + shortest), revisit, detection_range, hours, not_before)
    return replace(task, length=watch.length, all_day=False)


def check_enough(nights: Sized, count: int, watch: Watch) -> None:
    """Raises UserError where there are fewer than `count` nights."""
    if len(nights) < count:
        raise UserError(
            tr(
                "NIGHTS is {count}, but in this season there are only {found} nights of the watch ({watch}). Choose "
                "another START, fewer NIGHTS, a smaller SUN_OFFSET, or set WATCH_BY to the clock.",
                count=count,
                found=len(nights),
                watch=watch,
            )
        )
