"""The reason for a place's score, as one sentence."""

import re

import numpy as np

from ..language import language, tr, tr_plural
from ..places.demand import Demand
from ..sight.watchers import Watchers
from ..text import joined
from ..timing.local_steps import QUARTER
from ..timing.text import duration_text
from ..timing.watch import Watch
from .doubts import Doubts
from .evidence import Question
from .score import Scores
from .watcher_reasons import capitalized, watcher_reasons

NOUN_AND_REMARK = re.compile(r"(.*?)(\s*[(\[,;:].*|\s+[-–—|]\s.*|[\s_]+\d+|)", re.DOTALL)
"""The name of a layer, and what may follow its noun: "Exits (2026)", "Schools, north", "Bars_2"."""
LONG_STAY = 1800.0  # seconds; with longer visits on average, units were posted or parked and did not just pass


def reasons(
    scores: Scores,
    demand: Demand,
    question: Question,
    watch: Watch,
    demand_range: float,
    doubts: Doubts | None = None,
    watchers: Watchers | None = None,
) -> list[str]:
    """A sentence for each of n places: what the watch saw, what other hours saw, and how long the place was alone; and
    which watchers see it, if there are any.

    question: its nights and the end of its period; watch: names them; demand_range: metres; doubts: what nearly all
    places share and so is not repeated, None: as the scores have it. Times before the end are given in quarters of an
    hour. Where the times of the scores are rounded (`published`), the last pass was within the time given, and
    durations are given as they are.
    """
    count, end = len(question.nights), question.period.end
    nights = f"{count} {tr_plural('night', 'nights', count)}"
    if watch.night == "day":
        nights = f"{count} {tr_plural('day', 'days', count)}"
    inside = float((question.nights[:, 1] - question.nights[:, 0]).sum())
    only_watch = inside > end - question.period.start - 1e-6  # no other hours are scored
    never, never_in_watch = (
        tr("Never seen in {nights}", nights=nights),
        tr("Never seen in the watch in {nights}", nights=nights),
    )
    doubt = (Doubts.of(scores) if doubts is None else doubts).worth_saying(scores)
    columns = (
        doubt,
        scores.gap_low,
        scores.visits,
        scores.dwell,
        scores.watch_visits,
        scores.watch_dwell,
        scores.nights_seen,
        end - scores.last_seen,
        scores.worst_gap,
        scores.worst_at_edge,
        scores.rounded,
        np.array(_watcher_texts(scores, watchers, question, watch), object),
    )
    texts = []
    for doubtful, low, visits, dwell, watch_visits, watch_dwell, seen, ago, worst, at_edge, rounded, watched in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        text = (
            tr("{watched}; no patrol came in {nights}", watched=capitalized(watched), nights=nights)
            if watched
            else never
        )
        last, alone = ("", "") if not visits else (_ago(ago), _alone(worst, at_edge, ago))
        if visits and rounded:  # not finer than the fields, nor told as more certain
            last, alone = duration_text(ago), duration_text(worst)
            alone = tr("at least {duration}", duration=alone) if at_edge else alone
        if watch_visits:
            passes, in_range = _passes(watch_visits, watch_dwell), duration_text(watch_dwell)
            text = _seen(only_watch, seen, nights, passes, in_range)
            others = _passes(visits - watch_visits, dwell - watch_dwell, True) if visits > watch_visits else ""
            text = _when(text, others, last, alone, rounded)
        elif visits:
            passes, in_range = _passes(visits, dwell), duration_text(dwell)
            never_here = tr("No patrol in the watch in {nights}", nights=nights) if watched else never_in_watch
            text = _elsewhen(never_here, passes, in_range, last, alone, rounded)
        if watched and visits:
            text = tr("{text}; {watched}", text=text, watched=watched)
        texts.append(
            tr("{text}; the gap could be {low:.2f} if silent units were there", text=text, low=low)
            if doubtful
            else text
        )
    about = _demand_texts(demand, demand_range)
    return [
        tr("{text}; {features}.", text=text, features=features) if features else tr("{text}.", text=text)
        for text, features in zip(texts, about, strict=True)
    ]


def _watcher_texts(scores: Scores, watchers: Watchers | None, question: Question, watch: Watch) -> list[str]:
    """For each place, which watchers see it; empty where none does."""
    if scores.watched is None or watchers is None:
        return [""] * len(scores)
    nights = question.nights
    return watcher_reasons(scores.watched, watchers, len(nights), float(np.diff(nights).sum()), watch)


def _seen(only_watch: bool, seen: int, nights: str, passes: str, dwell: str) -> str:
    """In how many nights the watch saw the place. only_watch: whether no other hours are scored."""
    if only_watch:
        return tr(
            "Seen on {seen} of {nights} ({passes}, {dwell} in range)",
            seen=seen,
            nights=nights,
            passes=passes,
            dwell=dwell,
        )
    return tr(
        "Seen in the watch on {seen} of {nights} ({passes}, {dwell} in range)",
        seen=seen,
        nights=nights,
        passes=passes,
        dwell=dwell,
    )


def _when(text: str, others: str, last: str, alone: str, rounded: bool) -> str:
    """What the watch saw, with the visits at other hours, the last one and the longest time alone. others: empty where
    there are none."""
    if others and rounded:
        return tr(
            "{seen}; also {others} at other hours; at any hour, last seen within {last} of the end, longest alone "
            "{alone}",
            seen=text,
            others=others,
            last=last,
            alone=alone,
        )
    if others:
        return tr(
            "{seen}; also {others} at other hours; at any hour, last seen {last} before the end, longest alone {alone}",
            seen=text,
            others=others,
            last=last,
            alone=alone,
        )
    if rounded:
        return tr("{seen}, last within {last} of the end; longest alone {alone}", seen=text, last=last, alone=alone)
    return tr("{seen}, last {last} before the end; longest alone {alone}", seen=text, last=last, alone=alone)


def _elsewhen(never: str, passes: str, dwell: str, last: str, alone: str, rounded: bool) -> str:
    """What only other hours saw."""
    if rounded:
        return tr(
            "{never}; {passes} at other hours ({dwell} in range), last within {last} of the end; longest alone {alone}",
            never=never,
            passes=passes,
            dwell=dwell,
            last=last,
            alone=alone,
        )
    return tr(
        "{never}; {passes} at other hours ({dwell} in range), last {last} before the end; longest alone {alone}",
        never=never,
        passes=passes,
        dwell=dwell,
        last=last,
        alone=alone,
    )


def _passes(count: int, dwell: float, elsewhen: bool = False) -> str:
    """ "3 passes"; "1 long stay" if they last long on average. dwell: seconds of all of them. elsewhen: whether they
    are those at other hours: a visit that began in the watch adds to the seconds there, so they cannot be called long
    stays."""
    if dwell < LONG_STAY * count:
        return f"{count} {tr_plural('pass', 'passes', count)}"
    if elsewhen:
        return f"{count} {tr_plural('visit', 'visits', count)}"
    return f"{count} {tr_plural('long stay', 'long stays', count)}"


def _ago(seconds: float) -> str:
    """A time before the end, in quarters of an hour."""
    steps = round(seconds / QUARTER)
    return duration_text(steps * QUARTER) if steps > 0 else tr("under {duration}", duration=duration_text(QUARTER))


def _alone(worst: float, at_edge: bool, ago: float) -> str:
    """The longest time alone. At an edge of the period it may be the time since a place was last seen: then it is given
    as that one is, so that it tells no more."""
    if not at_edge:
        return duration_text(worst)
    if abs(worst - ago) <= 1.5 * QUARTER:
        worst = round(ago / QUARTER) * QUARTER
    whole = worst // QUARTER * QUARTER
    return (
        tr("at least {duration}", duration=duration_text(whole))
        if whole
        else tr("under {duration}", duration=duration_text(QUARTER))
    )


def _demand_texts(demand: Demand, reach: float) -> list[str]:
    """For each place, the features near it by layer, the layer with the largest share of its demand first; empty if
    there are none."""
    texts = [""] * len(demand.total)
    some = np.flatnonzero(demand.share.sum(axis=0) > 0) if len(demand.names) else []
    names = [_in_a_sentence(name) for name in demand.names]
    for place in some:
        order = np.argsort(-demand.share[:, place], kind="stable")
        parts = [_counted(int(demand.near[k, place]), names[k]) for k in order if demand.share[k, place] > 0]
        texts[place] = tr("{parts} within {reach:g} m", parts=joined(parts), reach=reach)
    return texts


def _counted(count: int, name: str) -> str:
    """ "2 station exits", "1 station exit", "1 riverside"."""
    return tr("{count} {name}", count=count, name=_singular(name) if count == 1 and language() == "en" else name)


def _singular(name: str) -> str:
    """The English name of a layer for one of its features: that of its last noun, also if a remark in brackets, a
    number, or words after a comma or dash follow. As it stands if it does not look like a plural."""
    noun, remark = NOUN_AND_REMARK.fullmatch(name).groups()
    if noun.lower().endswith(("ss", "us", "is")) or not noun.endswith("s"):
        return name
    if noun.endswith("ies") and len(noun.split(" ")[-1]) > 4:
        return noun[:-3] + "y" + remark
    return noun[: -2 if noun.endswith(("sses", "ches", "shes", "xes")) else -1] + remark


def _in_a_sentence(name: str) -> str:
    """A layer's name with a small first letter, unless its first word has other capitals, as in ATMs."""
    first = name.split(" ")[0]
    return name if first[1:] != first[1:].lower() else name[:1].lower() + name[1:]
