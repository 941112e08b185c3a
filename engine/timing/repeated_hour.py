"""The hour that the clocks show twice at the end of summer time: which of the two each fix belongs to.

Local times without an offset do not say it; the order of the rows does. Where a unit's times rise, fall back once and
rise again, the second run is the later hour. Where they only rise, an hour is missing between two of the rows: it is in
the silence, if there is only one.
"""

from dataclasses import dataclass

import numpy as np

from ..language import tr

DAY = 86_400.0
HALF_DAY = DAY / 2
LATE_SHARE = 0.05  # of the rows, at least one, that may be out of order: receivers send some positions late
SILENCE = 3.0  # times the usual interval between two fixes; a longer one is a silence
NEIGHBOURS = 12  # fixes before and after the repeated hour that show whether the rows are in order


@dataclass(frozen=True)
class Resolved:
    """Times of the repeated hour after their rows were looked at.

    seconds: (n,) since the epoch; moved: how many are in the later hour; guessed: how many are left in the earlier one,
    although their rows do not show it.
    """

    seconds: np.ndarray
    moved: int
    guessed: int


def resolve_repeated_hour(
    seconds: np.ndarray, ambiguous: np.ndarray | None, unit: np.ndarray, shift: np.ndarray | None
) -> Resolved:
    """The times of n rows with the later of two hours where the order of the rows shows it.

    seconds: (n,) in the order of the rows, read as the earlier hour; NaN where there is none. ambiguous: (n,) whether
    the clocks show the time twice; None where none is. unit: (n,) codes. shift: (k,) seconds from the earlier to the
    later hour, of the ambiguous rows.
    """
    if ambiguous is None or not ambiguous.any():
        return Resolved(seconds, 0, 0)
    seconds = seconds.copy()
    later = np.zeros(len(seconds))
    later[ambiguous] = shift
    units = np.zeros(int(unit.max()) + 1, bool)
    units[unit[ambiguous]] = True
    rows = np.flatnonzero(units[unit] & np.isfinite(seconds))
    rows = rows[np.argsort(unit[rows], kind="stable")]
    moved = guessed = 0
    for own in np.split(rows, np.flatnonzero(np.diff(unit[rows])) + 1):
        times = seconds[own]
        if np.count_nonzero(np.diff(times) < 0) > len(own) / 2:  # the newest row comes first
            own, times = own[::-1], times[::-1]
        places = np.flatnonzero(ambiguous[own])
        for at in _by_change(times, places):
            # without strays: rows of other years between those of this night
            near = np.flatnonzero(np.abs(times - times[at[0]]) <= DAY)
            first_later, sure = _first_later(times[near], np.searchsorted(near, at), float(later[own[at[0]]]))
            chosen = own[at[first_later:]]
            seconds[chosen] += later[chosen]
            moved += len(chosen)
            guessed += 0 if sure else len(at)
    return Resolved(seconds, moved, guessed)


def _by_change(times: np.ndarray, places: np.ndarray) -> list[np.ndarray]:
    """The places in the order of rows, apart for each clock change; the next one is months later."""
    order = np.argsort(times[places], kind="stable")
    change = np.empty(len(places), np.int64)
    change[order] = np.cumsum(np.r_[0, np.diff(times[places][order]) > HALF_DAY])
    return [places[change == number] for number in range(int(change.max()) + 1)]


def _first_later(times: np.ndarray, at: np.ndarray, shift: float) -> tuple[int, bool]:
    """The index in `at` of the first row in the later hour, len(at) for none; and whether the rows show it.

    times: of one unit, in the order of its rows; at: the rows of one clock change among them.
    """
    count = len(at)
    late = max(1, int(LATE_SHARE * count))
    if at[-1] - at[0] + 1 - count > late:  # rows of other times between them: the rows are not in order
        return count, False
    run = times[at]
    falls = np.flatnonzero(np.diff(run) < 0) + 1
    same = np.flatnonzero(np.diff(run) == 0) + 1
    before, after = times[max(at[0] - NEIGHBOURS, 0) : at[0]], times[at[-1] + 1 : at[-1] + 1 + NEIGHBOURS]
    orderly = all(np.count_nonzero(np.diff(side) < 0) <= 1 for side in (before, after))
    if 1 < len(falls) <= late + 1:
        fall = run[falls - 1] - run[falls]
        if fall.max() >= shift / 2 and np.sort(fall)[-2] < shift / 4:
            falls = falls[[np.argmax(fall)]]
    orderly &= (not len(before) or before[-1] <= run[0]) and (not len(after) or after[0] >= run[-1])
    if len(falls) > 1 or not orderly:
        return count, False
    usual = _usual_interval(before, run, after)
    if len(falls):
        fall = run[falls[0] - 1] - run[falls[0]]  # a small one is a row in the wrong place
        return (int(falls[0]), True) if fall >= min(SILENCE * usual, shift / 4) else (count, False)
    if len(same) == 1 and usual == shift:  # a fix every hour: the second one in the hour is the later
        return int(same[0]), True
    gaps = np.r_[
        run[0] - before[-1] if len(before) else np.inf,
        np.diff(run),
        after[0] - shift - run[-1] if len(after) else np.inf,  # as long as the clocks show it
    ]
    silent = np.flatnonzero(gaps > SILENCE * usual)
    if len(silent) != 1:
        return count, False
    return int(silent[0]), True


def _usual_interval(before: np.ndarray, run: np.ndarray, after: np.ndarray) -> float:
    intervals = np.concatenate([np.diff(before), np.diff(run), np.diff(after)])
    intervals = intervals[intervals > 0]
    return float(np.median(intervals)) if len(intervals) else np.inf


def repeated_hour_notes(resolved: Resolved, timezone: str) -> tuple[list[str], list[str]]:
    """What was done with the repeated hour, as notes and as warnings for the analyst."""
    notes, warnings = [], []
    if resolved.moved:
        notes.append(
            tr(
                "Where the clocks of {timezone} go back and show an hour twice, the order of the rows shows which of "
                "the "
                "two it is (rows in the later hour: {moved:,}).",
                timezone=timezone,
                moved=resolved.moved,
            )
        )
    if resolved.guessed:
        warnings.append(
            tr(
                "Where the clocks of {timezone} go back and show an hour twice, the rows do not show which of the two "
                "it is. They are read as the first, in summer time (rows: {guessed:,}). Rows in the order in "
                "which they were recorded, or times with their offset from UTC, would show it.",
                timezone=timezone,
                guessed=resolved.guessed,
            )
        )
    return notes, warnings
