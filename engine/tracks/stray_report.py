"""Sentences for the log about stray times and positions: how many, which units, when, and what to do."""

from collections.abc import Iterable
from types import MappingProxyType

import numpy as np

from ..language import tr, tr_plural
from ..text import and_more, counted, listed
from ..timing.text import local_text, span_text
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
    which = tr("; ").join(_group_text(g, unit_names, timezone) for g in largest_first[:MOST_NAMED])
    which += and_more(len(groups) - MOST_NAMED)
    fixes = counted(count, "fix lies", "fixes lie")
    if weeks:
        values = {"fixes": fixes, "weeks": abs(weeks), "which": which, "done": _done(count, kept)}
        if weeks > 0:
            said = tr(
                "{fixes} {weeks:,} weeks after the others: {which}. This is the GPS week rollover of a receiver. "
                "{done}",
                **values,
            )
        else:
            said = tr(
                "{fixes} {weeks:,} weeks before the others: {which}. This is the GPS week rollover of a receiver. "
                "{done}",
                **values,
            )
        return f"{said} {_shift(count, weeks)}"
    if kept:
        advice = tr_plural(
            "If the clock of the receiver was wrong, leave it out with a filter. If it belongs to another period, run "
            "each period by itself.",
            "If the clock of the receiver was wrong, leave them out with a filter. If they belong to another period, "
            "run each period by itself.",
            count,
        )
        return tr(
            "{fixes} far from all others in time: {which}. {done} {advice}",
            fixes=fixes,
            which=which,
            done=_done(count, kept),
            advice=advice,
        )
    return tr_plural(
        "{fixes} far from all others in time: {which}. It is rejected: the clock of the receiver was probably wrong. "
        "If it is right, run that period by itself.",
        "{fixes} far from all others in time: {which}. They are rejected: the clock of the receiver was probably "
        "wrong. If they are right, run that period by itself.",
        count,
        fixes=fixes,
        which=which,
    )


def _done(count: int, kept: bool) -> str:
    if kept:
        return tr_plural(
            "It is kept, because a single one may be right.", "They are kept, because so many may be right.", count
        )
    return tr_plural("It is rejected.", "They are rejected.", count)


def _shift(count: int, weeks: int) -> str:
    """How to put fixes right that lie so many weeks after the others, below 0 before them."""
    values = {"weeks": abs(weeks), "seconds": abs(weeks) * int(WEEK)}
    if weeks > 0:
        return tr_plural(
            "To use it, subtract {weeks:,} weeks ({seconds:,} s).",
            "To use them, subtract {weeks:,} weeks ({seconds:,} s).",
            count,
            **values,
        )
    return tr_plural(
        "To use it, add {weeks:,} weeks ({seconds:,} s).",
        "To use them, add {weeks:,} weeks ({seconds:,} s).",
        count,
        **values,
    )


def _group_text(group: StrayGroup, unit_names: tuple[str, ...], timezone: str) -> str:
    when = local_text(group.first, timezone)
    if when != local_text(group.last, timezone):
        when = span_text(group.first, group.last, timezone)
    values = {"count": group.count, "name": unit_names[group.unit], "when": when}
    if not values["name"]:
        return tr("{count:,} ({when})", **values)
    if group.whole:
        return tr("all {count:,} of unit {name} ({when})", **values)
    return tr("{count:,} of unit {name} ({when})", **values)


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
        return tr("without a unit")
    listing = listed([name or tr("without a name") for name in names], MOST_NAMED)
    return tr_plural("unit {names}", "units {names}", len(names), names=listing)
