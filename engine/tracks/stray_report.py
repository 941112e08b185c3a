"""Sentences for the log about stray times and positions: how many, which units, when, and what to do."""

from collections.abc import Iterable
from types import MappingProxyType

import numpy as np

from ..language import tr
from ..text import counted, listed
from ..timing.text import local_text
from . import stray_positions as positions
from .stray_positions import StrayPositions
from .stray_times import WEEK, StrayGroup, StrayTimes

MOST_NAMED = 5  # units in a sentence
SIGN_ADVICE = tr("Correct the sign in the source, or leave these rows out.")
ADVICE = MappingProxyType(
    {
        positions.NULL_ISLAND: tr("Receivers report (0, 0) while they have no position."),
        positions.ONE_ZERO: tr("Receivers and exports write 0 where a coordinate is missing."),
        positions.WRONG_SIGN_X: tr("Were W and E ignored, or the minus lost? {sign_advice}", sign_advice=SIGN_ADVICE),
        positions.WRONG_SIGN_Y: tr("Were S and N ignored, or the minus lost? {sign_advice}", sign_advice=SIGN_ADVICE),
        positions.WRONG_SIGNS: tr(
            "Were the hemispheres ignored, or the minus lost? {sign_advice}", sign_advice=SIGN_ADVICE
        ),
        positions.EXCHANGED: tr("Exchange x and y (longitude and latitude) of these rows in the source."),
        positions.IN_DEGREES: tr("Layers of different CRS were probably merged. Transform these rows first."),
        positions.IN_METRES: tr("Layers of different CRS were probably merged. Transform these rows first."),
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
    done += tr("kept, because {value} may be right", value="a single one" if one else "so many") if kept else "rejected"
    if weeks:
        side, shift = ("after", "subtract") if weeks > 0 else ("before", "add")
        return tr(
            "{start} {weeks:,} weeks {side} the others: {which}. This is the GPS week rollover of a receiver. "
            "{done}. To use {it}, {shift} {weeks:,} weeks ({weeks2:,} s).",
            start=start,
            weeks=abs(weeks),
            side=side,
            which=which,
            done=done,
            it="it" if one else "them",
            shift=shift,
            weeks2=abs(weeks) * int(WEEK),
        )
    if kept:
        return tr(
            "{start} far from all others in time: {which}. {done}. If the clock of the receiver was wrong, leave {it} "
            "out with a filter. If {value} to another period, run each period by itself.",
            start=start,
            which=which,
            done=done,
            it="it" if one else "them",
            value="it belongs" if one else "they belong",
        )
    return tr(
        "{start} far from all others in time: {which}. {done}: the clock of the receiver was probably wrong. "
        "If {value} right, run that period by itself.",
        start=start,
        which=which,
        done=done,
        value="it is" if one else "they are",
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
        tr(
            "{fixes} rejected: {reason} ({units_text}). {advice}",
            fixes=counted(len(index), "fix", "fixes"),
            reason=reason,
            units_text=units_text(unit[index], unit_names),
            advice=ADVICE[reason],
        )
        for reason, index in strays.faults.items()
    ]
    kept = [
        tr(
            "{count:,} fixes are mirror images of each other ({fault}) in two places of as many "
            "fixes: which of them are right cannot be known, and both are kept ({units_text}). "
            "Correct the source.",
            count=len(index),
            fault=reason.partition(": ")[2],
            units_text=units_text(unit[index], unit_names),
        )
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
