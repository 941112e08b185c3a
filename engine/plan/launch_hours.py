"""The hours in which drones may take off, as seconds from the start of the watch.

A flight at t closes what began in [t - R, t], so flights pay from the start of the watch until R after its end, but not
longer than until the next watch begins. Hours of the day in which flights are allowed narrow this window.
"""

from ..errors import UserError
from ..language import tr
from ..timing.text import time_of_day
from ..timing.timezones import DAY
from ..timing.watch import Watch

LEAST = 60.0
"""s: a window shorter than this is none."""


def launch_hours(
    watch: Watch,
    revisit: float,
    night_from: float | None = None,
    night_to: float | None = None,
    not_before: float = 0.0,
) -> tuple[float, float]:
    """The earliest and the latest take-off, in s from the start of the watch.

    revisit: R in s; night_from, night_to: the local times of day between which drones may take off, in s after
    midnight; None: no limit; not_before: s from the start of the watch. If the watch lasts all day, the latest may be
    after its end: its flights then close gaps of the next watch. Of two windows, at the start and at the end of the
    watch, the longer one counts. Raises UserError if none is left.
    """
    length = (watch.end_s - watch.start_s) % DAY or DAY
    end = length if watch.all_day else min(length + revisit, DAY)
    first = watch.start_s if night_from is None else night_from
    last = watch.start_s + end if night_to is None else night_to
    lasts = (last - first) % DAY or DAY
    begin = (first - watch.start_s) % DAY
    if watch.all_day:
        earliest, latest = max(begin, not_before), begin + lasts
        latest = end if night_from is None and night_to is None else latest
    else:
        starts = (begin, begin - DAY)
        windows = [(max(start, not_before, 0.0), min(start + lasts, end)) for start in starts]
        earliest, latest = max(windows, key=lambda window: window[1] - window[0])
    if latest - earliest < LEAST:
        limits = (
            ("NIGHT_FROM", night_from),
            ("NIGHT_TO", night_to),
            ("START", watch.start_s + not_before if not_before > 0 else None),
        )
        given = [
            tr("{name} is {time}", name=name, time=time_of_day(value)) for name, value in limits if value is not None
        ]
        said = tr(
            "No hour is left in which drones may take off. Flights close gaps of the watch ({watch}) from {begins} to "
            "{ends}, one revisit interval after its end.",
            watch=watch,
            begins=time_of_day(watch.start_s),
            ends=time_of_day(watch.start_s + end),
        )
        sentences = [said, tr("{limits}.", limits=tr(", ").join(given)) if given else ""]
        sentences.append(tr("Change these hours, or leave them empty."))
        raise UserError(" ".join(filter(None, sentences)))
    return earliest, latest
