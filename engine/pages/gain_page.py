"""The report on the gain of a plan as an HTML page: finding, map, places, flights and provenance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..gain.assessment import Assessment
from ..language import tr
from ..timing.text import duration_text, interval_text
from .gain_map import GainMap
from .html import amount, render

PLACES_PER_LIST = 15  # places in each list
NEVER_SEEN = 1 - 1e-9  # a gap from which a place counts as never seen


@dataclass(frozen=True)
class Flown:
    """f flights of a plan, and how often it is flown. All arrays are (f,).

    name, drone, site: texts; minutes, kilometres; in_range: number of places that the flight passes; lost: the priority
    that would stay open without the flight; counts: whether the flight is in the period. every_watch: whether the plan
    is flown in each of the `nights` of the period, or once; night: the word for one of them ("night" or "day").
    """

    name: Sequence[str]
    drone: Sequence[str]
    site: Sequence[str]
    minutes: np.ndarray
    kilometres: np.ndarray
    in_range: np.ndarray
    lost: np.ndarray
    counts: np.ndarray
    every_watch: bool
    nights: int
    night: str

    @property
    def minutes_a_night(self) -> float:
        """Minutes flown by all drones in the period, per night."""
        total = float(self.minutes[self.counts].sum())
        return total if self.every_watch else total / self.nights


@dataclass(frozen=True)
class FlightRow:
    """A flight in the table of flights; see Flown."""

    name: str
    site: str
    minutes: float
    kilometres: float
    in_range: int
    lost: float
    counts: bool


@dataclass(frozen=True)
class PlaceRow:
    """A place in a list, its gap before and after, and the amount that the list is ordered by."""

    name: str
    demand: float
    before: float
    after: float
    amount: float


@dataclass(frozen=True)
class PlaceRows:
    """A list of places. what: the heading of the amount; ties: number of unlisted places with the same amount as the
    last one."""

    title: str
    what: str
    rows: Sequence[PlaceRow]
    ties: int


def finding(found: Assessment, flown: Flown | None, periods: tuple[str, str] = ("", "")) -> list[str]:
    """The finding in sentences, the headline first. periods: before and after, if two periods are compared (then
    `flown` is None)."""
    before, after, gain = found.priority_before, found.priority_after, float(found.gain.sum())
    share = share_text(abs(gain) / before) if before > 0 else "nothing"
    means = tr(
        "The mean gap is {mean_gap:.3f} before and {mean_gap2:.3f} after.",
        mean_gap=found.mean_gap(found.before),
        mean_gap2=found.mean_gap(found.after),
    )
    if flown is None:
        return [
            _compared(gain, share, before, after),
            tr("Before: {periods}. After: {periods2}.", periods=periods[0], periods2=periods[1]),
            means,
        ]
    count, minutes = int(flown.counts.sum()), flown.minutes_a_night
    which = f"{'this flight' if count == 1 else f'these {count} flights'}"
    when = tr("Flown every {night}", night=flown.night) if flown.every_watch else tr("Flown once, as dated")
    if gain <= 1e-9 * max(before, 1.0):
        return [tr("{when}, {which} would close nothing of the priority.", when=when, which=which), means]
    per_minute = tr(", a gain of {gain} for each drone-minute", gain=amount(gain / minutes)) if minutes else ""
    certain = float(np.clip(found.gain_at_least.sum(), 0.0, gain))
    sentences = [
        tr(
            "{when}, {which} would close {share} of the priority{per_minute}.",
            when=when,
            which=which,
            share=share,
            per_minute=per_minute,
        ),
        tr(
            "Priority falls from {before} to {after}, by {gain}, with {minutes:.3g} minutes in "
            "the air a {night}. {means}",
            before=amount(before),
            after=amount(after),
            gain=amount(gain),
            minutes=minutes,
            night=flown.night,
            means=means,
        ),
    ]
    if certain < 0.98 * gain:
        sentences.append(
            tr(
                "The tracks have outages. Even if the units passed every place within reach during them, the flights "
                "would "
                "still close {certain}.",
                certain=amount(certain),
            )
        )
    return sentences


def _compared(gain: float, share: str, before: float, after: float) -> str:
    if abs(gain) <= 1e-9 * max(before, 1.0):
        return tr("The priority is the same in both periods: {before}.", before=amount(before))
    verb = "lower" if gain > 0 else "higher"
    return tr(
        "In the later period the priority is {share} {verb}: {after} instead of {before}.",
        share=share,
        verb=verb,
        after=amount(after),
        before=amount(before),
    )


def gap_left_after_passes(found: Assessment, revisit: float, watch_s: float, night: str) -> str:
    """A sentence on the gap that is left where drones pass; empty if they pass no place. revisit: seconds; watch_s:
    seconds of the watch in one night."""
    passed = found.after.visits > found.before.visits
    if not passed.any():
        return ""
    left = float(np.median(found.after.gap[passed]))
    return tr(
        "One pass does not close the gap of a place: it notices only what began in "
        "the {revisit} before it (REVISIT), of a watch of {watch_s} a {night}. "
        "Half of the {passed:,} places that drones pass keep a gap of {left:.2f} or more.",
        revisit=interval_text(revisit),
        watch_s=duration_text(watch_s),
        night=night,
        passed=int(passed.sum()),
        left=left,
    )


def page(
    title: str,
    found: Assessment,
    flown: Flown | None,
    sentences: Sequence[str],
    notes: Sequence[str],
    gain_map: GainMap,
    names: Callable[[int], str],
    facts: Sequence[tuple[str, str]],
) -> str:
    """The whole page as HTML. sentences: the finding, headline first; notes: warnings; names: the name of a place by
    its index; facts: the provenance, as pairs of label and value."""
    lists = [
        _places(found, names, found.gain, tr("Places that gain most"), "Gain"),
        *(
            [_places(found, names, -found.gain, tr("Places that lose most"), "Loss")]
            if (found.gain < -1e-9).any()
            else []
        ),
        _places(found, names, found.demand * found.after.gap, tr("Places that stay worst"), "Priority left"),
    ]
    return render(
        "gain.html.j2",
        title=title,
        sentences=sentences,
        notes=notes,
        map=gain_map,
        drawing=gain_map.drawing(),
        gaps=gap_classes(found),
        flights=None if flown is None else _flights(flown),
        places=lists,
        facts=facts,
    )


def share_text(share: float) -> str:
    """A share, 0 or more, as a short percentage. A positive share is never written as zero."""
    if 0 < share < 0.001:
        return "less than 0.1 %"
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"


def gap_shares(gap: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """(11,) shares of the demand by gap: ten bins of a tenth, and "never seen". If no place has demand, shares of the
    places."""
    weight = demand if demand.sum() > 0 else np.ones(len(gap))
    tenth = np.where(gap >= NEVER_SEEN, 10, np.minimum((gap * 10 + 1e-9).astype(int), 9))
    return np.bincount(tenth, weight, minlength=11) / weight.sum()


def gap_classes(found: Assessment) -> list[tuple[str, float, float]]:
    """(11,) the name of each bin of gaps, and the shares of demand in it before and after."""
    names = [f"{i / 10:g}–{(i + 1) / 10:g}" for i in range(10)] + ["never seen"]
    before, after = (gap_shares(scores.gap, found.demand).tolist() for scores in (found.before, found.after))
    return list(zip(names, before, after, strict=True))


def _flights(flown: Flown) -> list[FlightRow]:
    """The flights in the order given."""
    columns = (flown.minutes, flown.kilometres, flown.in_range, flown.lost, flown.counts)
    return [
        FlightRow(*row) for row in zip(flown.name, flown.site, *(column.tolist() for column in columns), strict=True)
    ]


def _places(found: Assessment, names: Callable[[int], str], measure: np.ndarray, title: str, what: str) -> PlaceRows:
    """The places with the highest values of `measure`."""
    first = np.argsort(-measure, kind="stable")[:PLACES_PER_LIST]
    first = first[measure[first] > 1e-9]
    ties = int((measure >= measure[first[-1]] - 1e-12).sum()) - len(first) if len(first) else 0
    numbers = (found.demand, found.before.gap, found.after.gap, measure)
    rows = zip(map(names, first.tolist()), *(column[first].tolist() for column in numbers), strict=True)
    return PlaceRows(title, what, [PlaceRow(*row) for row in rows], ties)
