"""Partial watches: what is known of a period that reaches further than the data.

The extent of the data is the time from the first to the last fix of all units together, also outside the watch. A
moment u whose revisit interval [u, u + R] reaches outside it is unknown, not unpatrolled: nobody can tell whether
someone came. Such moments are left out. Data are cut at the two ends only: a night without any fix between them stays,
and so does the time before the first or after the last fix of one unit while other units have fixes (that unit is off
duty then).
"""

from dataclasses import replace

import numpy as np

from ..language import tr
from ..text import counted
from .text import local_text, span_text
from .watch import Period, Watch, whole_nights

MANY = 0.1
"""Share of the starting moments above which it is a warning that they are left out."""


def cut_to_data(period: Period, first: float, last: float, revisit: float) -> Period:
    """The period without the time before the `first` and after the `last` fix. It is returned as it is if no moment of
    the watch would be left that has its revisit interval within the data. All in seconds."""
    cut = replace(period, data_start=first, data_end=last)
    return cut if starting_seconds(cut, revisit) > 0 else period


def outside_data(period: Period, first: float, last: float) -> np.ndarray:
    """(k, 2) the time of the period before the first and after the last fix, in seconds since the epoch."""
    edges = np.array([[period.t0, min(first, period.t1)], [max(last, period.t0), period.t1]])
    return edges[edges[:, 1] > edges[:, 0]]


def starting_seconds(period: Period, revisit: float) -> float:
    """The length of the set U in seconds, 0 if it is empty."""
    inside = np.clip(period.bands, period.start, period.end - revisit)
    return float((inside[:, 1] - inside[:, 0]).clip(0).sum())


def ends_of_data(period: Period, watch: Watch, first: float, last: float) -> list[str]:
    """Sentences on the hours of the watch that lie in the period before the `first` or after the `last` fix; none if
    there are no such hours."""
    zone, word = watch.timezone, tr("day") if watch.all_day else tr("watch")
    days = np.clip(whole_nights(watch, period.t0, period.t1)[1], period.t0, period.t1)
    days = days[days[:, 1] > days[:, 0]]
    before = (np.minimum(days[:, 1], first) - days[:, 0]).clip(0)
    after = (days[:, 1] - np.maximum(days[:, 0], last)).clip(0)
    begins, ends = local_text(days[0, 0], zone), local_text(days[-1, 1], zone)
    sentences = []
    if before.any() and first <= days[0, 1]:
        sentences.append(
            tr(
                "The data begin {hours} into the first {word} ({begins}).",
                hours=_hours(before.sum()),
                word=word,
                begins=begins,
            )
        )
    elif before.any():
        sentences.append(
            tr(
                "The data begin at {first}: {hours} of the watch, in {nights} from {begins}, are before them.",
                first=local_text(first, zone),
                hours=_hours(before.sum()),
                nights=_nights(before, watch),
                begins=begins,
            )
        )
    if after.any() and last >= days[-1, 0]:
        sentences.append(
            tr(
                "The data end {hours} before the end of the last {word} ({ends}).",
                hours=_hours(after.sum()),
                word=word,
                ends=ends,
            )
        )
    elif after.any():
        sentences.append(
            tr(
                "The data end at {last}: {hours} of the watch, in {nights} until {ends}, are after them.",
                last=local_text(last, zone),
                hours=_hours(after.sum()),
                nights=_nights(after, watch),
                ends=ends,
            )
        )
    return sentences


def report_of_partial_watches(
    period: Period, watch: Watch, revisit: float, data: tuple[float, float], too_short: bool
) -> tuple[list[str], bool]:
    """Sentences on the starting moments whose revisit interval reaches outside the data, and whether they are a
    warning. No sentence if there are none.

    period: as it is scored; data: the first and the last fix in s since the epoch; too_short: whether nothing could be
    left out because no moment would be left.
    """
    whole = replace(period, data_start=-np.inf, data_end=np.inf)
    all_seconds = starting_seconds(whole, revisit)
    kept = starting_seconds(replace(whole, data_start=data[0], data_end=data[1]), revisit)
    left_out = all_seconds - kept
    if left_out < 1e-6:
        return [], False
    ends = ends_of_data(period, watch, *data)
    what = tr("The {hours} of starting moments whose revisit interval reaches outside the data", hours=_hours(left_out))
    if too_short:
        first, last = max(data[0], period.t0), min(data[1], period.t1)
        span = span_text(first, last, watch.timezone)
        return [
            *ends,
            tr(
                "The data cover {hours} of the period ({span}), too little for REVISIT of "
                "{revisit:g} min: no moment of the watch has its revisit interval within the data. So nothing is "
                "left out: the time without data counts as unpatrolled in gap, and as unknown in gap_low. Shorten "
                "REVISIT, "
                "or give more data.",
                hours=_hours(last - first),
                span=span,
                revisit=revisit / 60,
            ),
        ], True
    many = left_out > MANY * all_seconds
    if np.isinf(period.data_start):
        return [*ends, tr("{what} count as unpatrolled (PARTIAL_WATCHES).", what=what)], many
    return [
        *ends,
        tr("{what} are unknown and left out; {hours} are left (PARTIAL_WATCHES).", what=what, hours=_hours(kept)),
    ], many


def _nights(seconds: np.ndarray, watch: Watch) -> str:
    """The number of the nights that have any of the `seconds` (n,): 1 night, 2 nights."""
    return counted(np.count_nonzero(seconds), watch.night)


def _hours(seconds: float) -> str:
    """3.0 h, 25 min or 40 s."""
    if seconds >= 3570:
        return tr("{hours:.1f} h", hours=seconds / 3600)
    if seconds >= 59.5:
        return tr("{minutes:.0f} min", minutes=seconds / 60)
    return tr("{seconds:.0f} s", seconds=seconds)
