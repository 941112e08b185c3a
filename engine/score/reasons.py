"""The reason for a place's score, as one sentence."""

import numpy as np

from ..language import tr
from ..places.demand import Demand
from ..timing.local_steps import QUARTER
from ..timing.text import duration_text
from ..timing.watch import Watch
from .doubts import Doubts
from .evidence import Question
from .score import Scores

LONG_STAY = 1800.0  # seconds; with longer visits on average, units were posted or parked and did not just pass


def reasons(
    scores: Scores,
    demand: Demand,
    question: Question,
    watch: Watch,
    demand_range: float,
    doubts: Doubts | None = None,
) -> list[str]:
    """A sentence for each of n places: what the watch saw, what other hours saw, and how long the place was alone.

    question: its nights and the end of its period; watch: names them; demand_range: metres; doubts: what nearly all
    places share and so is not repeated, None: as the scores have it. Times before the end are given in quarters of an
    hour. Where the times of the scores are rounded (`published`), the last pass was within the time given, and
    durations are given as they are.
    """
    nights, end = len(question.nights), question.period.end
    many = watch.night if nights == 1 else watch.night + "s"
    inside = float((question.nights[:, 1] - question.nights[:, 0]).sum())
    only_watch = inside > end - question.period.start - 1e-6  # no other hours are scored
    seen_on = "Seen on" if only_watch else tr("Seen in the watch on")
    never, never_in_watch = (
        tr("Never seen in {nights} {many}", nights=nights, many=many),
        tr("Never seen in the watch in {nights} {many}", nights=nights, many=many),
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
    )
    texts = []
    for doubtful, low, visits, dwell, watch_visits, watch_dwell, seen, ago, worst, at_edge, rounded in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        text = never
        if visits:
            last, alone = f"{_ago(ago)} before", _alone(worst, at_edge, ago)
            if rounded:  # not finer than the fields, nor told as more certain
                last, alone = (
                    tr("within {ago} of", ago=duration_text(ago)),
                    f"{'at least ' if at_edge else ''}{duration_text(worst)}",
                )
        if watch_visits:
            passes = tr(
                "{passes}, {watch_dwell} in range",
                passes=_passes(watch_visits, watch_dwell),
                watch_dwell=duration_text(watch_dwell),
            )
            text = tr(
                "{seen_on} {seen} of {nights} {many} ({passes})",
                seen_on=seen_on,
                seen=seen,
                nights=nights,
                many=many,
                passes=passes,
            )
            if visits > watch_visits:
                others = _passes(visits - watch_visits, dwell - watch_dwell, "visit")
                text += tr(
                    "; also {others} at other hours; at any hour, last seen {last} the end, longest alone ",
                    others=others,
                    last=last,
                )
                text += alone
            else:
                text += tr(", last {last} the end; longest alone {alone}", last=last, alone=alone)
        elif visits:
            text = tr(
                "{never_in_watch}; {passes} at other hours ({dwell} in range), last ",
                never_in_watch=never_in_watch,
                passes=_passes(visits, dwell),
                dwell=duration_text(dwell),
            )
            text += f"{last} the end; longest alone {alone}"
        texts.append(
            tr("{text}; the gap could be {low:.2f} if silent units were there", text=text, low=low)
            if doubtful
            else text
        )
    about = _demand_texts(demand, demand_range)
    return [f"{text}; {what}." if what else f"{text}." for text, what in zip(texts, about, strict=True)]


def _passes(count: int, dwell: float, long: str = "long stay") -> str:
    """ "3 passes"; "1 long stay" if they last long on average. dwell: the seconds of all of them. A visit that began in
    the watch adds to the seconds at other hours, so the visits at other hours alone cannot be called long stays."""
    if dwell >= LONG_STAY * count:
        return f"{count} {long}{'' if count == 1 else 's'}"
    return f"{count} {'pass' if count == 1 else 'passes'}"


def _ago(seconds: float) -> str:
    """A time before the end, in quarters of an hour."""
    steps = round(seconds / QUARTER)
    return duration_text(steps * QUARTER) if steps > 0 else f"under {duration_text(QUARTER)}"


def _alone(worst: float, at_edge: bool, ago: float) -> str:
    """The longest time alone. At an edge of the period it may be the time since a place was last seen: then it is given
    as that one is, so that it tells no more."""
    if not at_edge:
        return duration_text(worst)
    if abs(worst - ago) <= 1.5 * QUARTER:
        worst = round(ago / QUARTER) * QUARTER
    whole = worst // QUARTER * QUARTER
    return tr("at least {whole}", whole=duration_text(whole)) if whole else f"under {duration_text(QUARTER)}"


def _demand_texts(demand: Demand, reach: float) -> list[str]:
    """For each place, the features near it by layer, the layer with the largest share of its demand first; empty if
    there are none."""
    texts = [""] * len(demand.total)
    some = np.flatnonzero(demand.share.sum(axis=0) > 0) if len(demand.names) else []
    names = [_in_a_sentence(name) for name in demand.names]
    for place in some:
        order = np.argsort(-demand.share[:, place], kind="stable")
        parts = [_counted(int(demand.near[k, place]), names[k]) for k in order if demand.share[k, place] > 0]
        texts[place] = tr("{parts} within {reach:g} m", parts=" and ".join(parts), reach=reach)
    return texts


def _counted(count: int, name: str) -> str:
    """ "2 station exits", "1 station exit", "1 riverside"."""
    plural = name.endswith("s") and not name.endswith("ss")
    return f"{count} {name[:-1] if count == 1 and plural else name}"


def _in_a_sentence(name: str) -> str:
    """A layer's name with a small first letter, unless its first word has other capitals, as in ATMs."""
    first = name.split(" ")[0]
    return name if first[1:] != first[1:].lower() else name[:1].lower() + name[1:]
