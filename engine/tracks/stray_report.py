"""Sentences for the log about stray times and positions: how many, which units, when, and what to do."""

from collections.abc import Iterable
from types import MappingProxyType

import numpy as np

from ..text import counted, listed
from ..timing.text import local_text
from . import stray_positions as positions
from .stray_positions import StrayPositions
from .stray_times import WEEK, StrayGroup, StrayTimes

MOST_NAMED = 5  # units in a sentence
SIGN_ADVICE = "Correct the sign in the source, or leave these rows out."
ADVICE = MappingProxyType(
    {
        positions.NULL_ISLAND: "Receivers report (0, 0) while they have no position.",
        positions.ONE_ZERO: "Receivers and exports write 0 where a coordinate is missing.",
        positions.WRONG_SIGN_X: f"Were W and E ignored, or the minus lost? {SIGN_ADVICE}",
        positions.WRONG_SIGN_Y: f"Were S and N ignored, or the minus lost? {SIGN_ADVICE}",
        positions.WRONG_SIGNS: f"Were the hemispheres ignored, or the minus lost? {SIGN_ADVICE}",
        positions.EXCHANGED: "Exchange x and y (longitude and latitude) of these rows in the source.",
        positions.IN_DEGREES: "Layers of different CRS were probably merged. Transform these rows first.",
        positions.IN_METRES: "Layers of different CRS were probably merged. Transform these rows first.",
    }
)


def time_sentences(strays: StrayTimes, unit_names: tuple[str, ...], timezone: str) -> list[str]:
    """A sentence for each kind of stray times: a week rollover or not, rejected or kept. Dates are local."""
    kinds = sorted({(not g.rejected, abs(g.weeks), g.weeks) for g in strays.groups})
    return [
        _time_sentence(
            [g for g in strays.groups if (not g.rejected, g.weeks) == (kept, weeks)], weeks, kept, unit_names, timezone
        )
        for kept, _, weeks in kinds
    ]


def _time_sentence(groups: list[StrayGroup], weeks: int, kept: bool, unit_names: tuple[str, ...], timezone: str) -> str:
    count = sum(g.count for g in groups)
    largest_first = sorted(groups, key=lambda g: (-g.count, g.first, g.unit))
    which = "; ".join(_group_text(g, unit_names, timezone) for g in largest_first[:MOST_NAMED])
    which += f"; and {len(groups) - MOST_NAMED:,} more" if len(groups) > MOST_NAMED else ""
    one = count == 1
    start = counted(count, "fix lies", "fixes lie")
    done = f"{'It is' if one else 'They are'} "
    done += f"kept, because {'a single one' if one else 'so many'} may be right" if kept else "rejected"
    if weeks:
        side, shift = ("after", "subtract") if weeks > 0 else ("before", "add")
        return (
            f"{start} {abs(weeks):,} weeks {side} the others: {which}. This is the GPS week rollover of a receiver. "
            f"{done}. To use {'it' if one else 'them'}, {shift} {abs(weeks):,} weeks ({abs(weeks) * int(WEEK):,} s)."
        )
    if kept:
        return (
            f"{start} far from all others in time: {which}. {done}. If the clock of the receiver was wrong, leave "
            f"{'it' if one else 'them'} out with a filter. If {'it belongs' if one else 'they belong'} to another "
            "period, run each period by itself."
        )
    return (
        f"{start} far from all others in time: {which}. {done}: the clock of the receiver was probably wrong. "
        f"If {'it is' if one else 'they are'} right, run that period by itself."
    )


def _group_text(group: StrayGroup, unit_names: tuple[str, ...], timezone: str) -> str:
    first, last = local_text(group.first, timezone), local_text(group.last, timezone)
    when = first if first == last else f"{first} to {last}"
    name = unit_names[group.unit]
    whole = "all " if group.whole and name else ""
    return f"{whole}{group.count:,}{f' of unit {name}' if name else ''} ({when})"


def position_sentences(strays: StrayPositions, unit: np.ndarray, unit_names: tuple[str, ...]) -> list[str]:
    """A sentence for each kind of stray positions. unit: (n,) codes of all fixes."""
    rejected = [
        f"{counted(len(index), 'fix', 'fixes')} rejected: {reason} "
        f"({units_text(unit[index], unit_names)}). {ADVICE[reason]}"
        for reason, index in strays.faults.items()
    ]
    kept = [
        f"{len(index):,} fixes are mirror images of each other ({reason.partition(': ')[2]}) in two places of as many "
        f"fixes: which of them are right cannot be known, and both are kept ({units_text(unit[index], unit_names)}). "
        "Correct the source."
        for reason, index in strays.undecided.items()
    ]
    return rejected + kept


def units_text(codes: Iterable[int], unit_names: tuple[str, ...]) -> str:
    """The units with these codes, those with the most fixes first, such as: units a, b and 3 more."""
    found, counts = np.unique(np.asarray(codes), return_counts=True)
    names = [unit_names[code] for code in found[np.argsort(-counts, kind="stable")].tolist()]
    if names == [""]:
        return "without a unit"
    return f"unit{'s' if len(names) > 1 else ''} {listed([name or 'without a name' for name in names], MOST_NAMED)}"
