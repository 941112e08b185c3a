"""The report on the gain of a plan as an HTML page: finding, map, places, flights and provenance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..gain.assessment import Assessment
from ..language import tr
from ..places.place_names import PlaceName
from ..timing.text import duration_text, interval_text
from .gain_map import GainMap
from .html import amount, render, share_text
from .labels import Named
from .question_text import Asked

PLACES_PER_LIST = 15  # places in each list
PLACES_ON_MAP = 5  # of each list marked and named on the map
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
    """A place in a list: its gap before and after, and amounts, the first of which the list is ordered by. tag: that
    the place is in another list too, empty where it is not."""

    name: PlaceName
    demand: float
    before: float
    after: float
    amounts: Sequence[float]
    tag: str


@dataclass(frozen=True)
class PlaceRows:
    """A list of places. about: what it shows, and in which order; whats: the headings of the amounts; ties: number of
    unlisted places with the same amount as the last one."""

    title: str
    about: str
    whats: Sequence[str]
    rows: Sequence[PlaceRow]
    ties: int


def finding(found: Assessment, flown: Flown | None, periods: tuple[str, str] = ("", "")) -> list[str]:
    """The finding in sentences, the headline first. periods: before and after, if two periods are compared (then
    `flown` is None)."""
    before, after, gain = found.priority_before, found.priority_after, float(found.gain.sum())
    share = share_text(abs(gain) / before) if before > 0 else tr("nothing")
    means = tr(
        "The mean gap is {before:.3f} before and {after:.3f} after.",
        before=found.mean_gap(found.before),
        after=found.mean_gap(found.after),
    )
    if flown is None:
        return [
            _compared(gain, share, before, after),
            tr("Before: {before}. After: {after}.", before=periods[0], after=periods[1]),
            means,
        ]
    count, minutes = int(flown.counts.sum()), flown.minutes_a_night
    which = tr("this flight") if count == 1 else tr("these {count} flights", count=count)
    each = tr("Flown every night") if flown.night == "night" else tr("Flown every day")
    when = each if flown.every_watch else tr("Flown once, as dated")
    if gain <= 1e-9 * max(before, 1.0):
        return [tr("{when}, {flights} would close nothing of the priority.", when=when, flights=which), means]
    per_minute = tr(", a gain of {gain} for each drone-minute", gain=amount(gain / minutes)) if minutes else ""
    certain = float(np.clip(found.gain_at_least.sum(), 0.0, gain))
    sentences = [
        tr(
            "{when}, {flights} would close {share} of the priority{per_minute}.",
            when=when,
            flights=which,
            share=share,
            per_minute=per_minute,
        ),
        tr(
            "Priority falls from {before} to {after}, by {gain}, with {minutes:,.0f} minutes in "
            "the air a {night}. {means}",
            before=amount(before),
            after=amount(after),
            gain=amount(gain),
            minutes=minutes,
            night=_word(flown.night),
            means=means,
        ),
    ]
    if certain < 0.98 * gain:
        sentences.append(
            tr(
                "The tracks have outages. Even if the units passed every place within reach during them, the flights "
                "would still close {certain}.",
                certain=amount(certain),
            )
        )
    return sentences


def _compared(gain: float, share: str, before: float, after: float) -> str:
    if abs(gain) <= 1e-9 * max(before, 1.0):
        return tr("The priority is the same in both periods: {before}.", before=amount(before))
    values = {"share": share, "after": amount(after), "before": amount(before)}
    if gain > 0:
        return tr("In the later period the priority is {share} lower: {after} instead of {before}.", **values)
    return tr("In the later period the priority is {share} higher: {after} instead of {before}.", **values)


def gap_left_after_passes(found: Assessment, revisit: float, watch_s: float, night: str) -> str:
    """A sentence on the gap that is left where drones pass; empty if they pass no place. revisit: seconds; watch_s:
    seconds of the watch in one night."""
    passed = found.after.visits > found.before.visits
    if not passed.any():
        return ""
    left = float(np.median(found.after.gap[passed]))
    return tr(
        "One pass does not close the gap of a place: it notices only what began in the {revisit} before it (the "
        "revisit interval), of a watch of {watch_s} a {night}. Half of the {passed:,} places that drones pass keep a "
        "gap of {left:.2f} or more.",
        revisit=interval_text(revisit),
        watch_s=duration_text(watch_s),
        night=_word(night),
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
    names: Callable[[int], PlaceName],
    facts: Sequence[tuple[str, str]],
    asked: Asked | None = None,
) -> str:
    """The whole page as HTML. sentences: the finding, headline first; notes: warnings; names: the name of a place by
    its index; facts: the provenance, as pairs of label and value; asked: the question."""
    return render(
        "gain.html.j2",
        title=title,
        asked=asked,
        sentences=sentences,
        notes=notes,
        map=gain_map,
        drawing=gain_map.drawing(marked(found.gain, found.demand * found.after.gap, gain_map, names)),
        gaps=gap_classes(found),
        flights=None if flown is None else flight_rows(flown),
        places=place_lists(found, names, flown is not None),
        facts=facts,
    )


def place_lists(found: Assessment, names: Callable[[int], PlaceName], with_drones: bool = True) -> list[PlaceRows]:
    """The places that gain most, those that lose most if any does, and those that stay worst. A place can be in two of
    them."""
    gain, left = found.gain, found.demand * found.after.gap
    gains, losses, worst = (_first(measure) for measure in (gain, -gain, left))
    both = set(gains.tolist()) & set(worst.tolist())
    lose_and_stay = set(losses.tolist()) & set(worst.tolist())
    what = (tr("Gain"), tr("Priority left"))
    cause = (
        tr("Ordered by gain, the priority that the flights take away. What they leave is in the last column.")
        if with_drones
        else tr("Ordered by gain, the decrease of the priority. What is left is in the last column.")
    )
    again = tr("in both lists: it gains much, and still stays among the worst")
    lists = [
        _rows(
            found,
            names,
            gains,
            gain,
            tr("Places that gain most"),
            cause,
            what,
            (gain, left),
            dict.fromkeys(both, again),
        )
    ]
    if len(losses):
        lists.append(
            _rows(
                found,
                names,
                losses,
                -gain,
                tr("Places that lose most"),
                tr("Ordered by loss, the increase of the priority."),
                (tr("Loss"), tr("Priority left")),
                (-gain, left),
                dict.fromkeys(lose_and_stay, tr("also among the worst")),
            )
        )
    about = tr("Ordered by the priority that is left afterwards, whether much or nothing was gained there.")
    tags = dict.fromkeys(lose_and_stay, tr("it loses too")) | dict.fromkeys(both, again)
    title = tr("Places that stay worst")
    return [*lists, _rows(found, names, worst, left, title, about, what[::-1], (left, gain), tags)]


def marked(gain: np.ndarray, left: np.ndarray, gain_map: GainMap, names: Callable[[int], PlaceName]) -> Named:
    """The first places of the lists as points on the map. gain, left: (n,) priority that is gone, and that is left."""
    gains, worst = (_first(measure)[:PLACES_ON_MAP].tolist() for measure in (gain, left))
    listed = list(dict.fromkeys([*worst, *gains]))
    marks = ["both" if place in gains and place in worst else "left" if place in worst else "gain" for place in listed]
    texts, told = [], set()
    for place in listed:
        text = names(place).label
        texts.append("" if text in told else text)
        told.add(text)
    points = np.array([gain_map.point_of(place) for place in listed]).reshape(-1, 2)
    return Named(points, texts, marks)


def gap_shares(gap: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """(11,) shares of the demand by gap: ten bins of a tenth, and "never seen". If no place has demand, shares of the
    places."""
    weight = demand if demand.sum() > 0 else np.ones(len(gap))
    tenth = np.where(gap >= NEVER_SEEN, 10, np.minimum((gap * 10 + 1e-9).astype(int), 9))
    return np.bincount(tenth, weight, minlength=11) / weight.sum()


def gap_classes(found: Assessment) -> list[tuple[str, float, float]]:
    """(11,) the name of each bin of gaps, and the shares of demand in it before and after."""
    names = [f"{i / 10:g}–{(i + 1) / 10:g}" for i in range(10)] + [tr("never seen")]
    before, after = (gap_shares(scores.gap, found.demand).tolist() for scores in (found.before, found.after))
    return list(zip(names, before, after, strict=True))


def flight_rows(flown: Flown) -> list[FlightRow]:
    """The flights in the order given."""
    columns = (flown.minutes, flown.kilometres, flown.in_range, flown.lost, flown.counts)
    return [
        FlightRow(*row) for row in zip(flown.name, flown.site, *(column.tolist() for column in columns), strict=True)
    ]


def _first(measure: np.ndarray) -> np.ndarray:
    """The indices of the places with the highest values of `measure`, above 0."""
    first = np.argsort(-measure, kind="stable")[:PLACES_PER_LIST]
    return first[measure[first] > 1e-9]


def _rows(
    found: Assessment,
    names: Callable[[int], PlaceName],
    first: np.ndarray,
    measure: np.ndarray,
    title: str,
    about: str,
    whats: Sequence[str],
    amounts: Sequence[np.ndarray],
    tags: dict[int, str],
) -> PlaceRows:
    """The list of the places `first`, which have the highest values of `measure`."""
    ties = int((measure >= measure[first[-1]] - 1e-12).sum()) - len(first) if len(first) else 0
    rows = [
        PlaceRow(
            names(place),
            float(found.demand[place]),
            float(found.before.gap[place]),
            float(found.after.gap[place]),
            [float(amount[place]) for amount in amounts],
            tags.get(place, ""),
        )
        for place in first.tolist()
    ]
    return PlaceRows(title, about, whats, rows, ties)


def _word(night: str) -> str:
    """What one day's part of the watch is called in the user's language. night: night or day."""
    return tr("night") if night == "night" else tr("day")
