"""Times that are all at midnight: dates without a time of day, in a field of dates and times."""

import numpy as np

from ..errors import UserError
from ..language import tr
from .timezones import DAY, clock_changes

FEWEST = 5  # times; fewer may be at midnight by chance
SAMPLE = 64


def check_midnights(seconds: np.ndarray, unit: np.ndarray, timezone: str, field: str, label: str) -> list[str]:
    """Warnings about (n,) times, NaN where there is none, that are all at midnight in UTC or in `timezone`.

    Raises UserError where most of them are also shared by fixes of one unit, (n,) codes, so that no order of the fixes
    is known. field: the name of the field, label: that of the parameter for the date, for the messages.
    """
    known = np.isfinite(seconds)
    sample = seconds[np.flatnonzero(known[:SAMPLE])]
    if len(sample) and not (_all_midnight(sample, "UTC") or _all_midnight(sample, timezone)):  # the usual case
        return []
    times, units = seconds[known], unit[known]
    if len(times) < FEWEST or not (_all_midnight(times, "UTC") or _all_midnight(times, timezone)):
        return []
    days = np.unique(np.column_stack([units, times]), axis=0)
    what = tr("The field {field} holds dates only: all {times:,} times are at midnight.", field=field, times=len(times))
    if 2 * len(days) <= len(times):
        raise UserError(
            tr(
                "{finding} The order of the fixes within a day is not known. Choose a field that holds the time of day "
                "as well; or set TIME_FIELD to the field with the time of day and {label} to {field}.",
                finding=what,
                label=label,
                field=field,
            )
        )
    return [
        tr(
            "{finding} Is the time of day in another field? Then set TIME_FIELD to that one and {label} to {field}.",
            finding=what,
            label=label,
            field=field,
        )
    ]


def _all_midnight(seconds: np.ndarray, timezone: str) -> bool:
    changes = clock_changes(timezone, seconds.min(), seconds.max())
    offset = changes.offset[np.searchsorted(changes.at, seconds, side="right")]
    return bool(np.all((seconds + offset) % DAY == 0))
