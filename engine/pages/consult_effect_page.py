"""The page on the effect of a consultation: what answers changed by neighbourhood, what they did not, and what it
costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..consultation.effect import Effect
from ..consultation.effect_words import MINUTE, asked_text, change_text, minutes_a_night, why_text
from ..language import tr
from ..text import counted, figure
from .exposure_page import AREAS_IN_CHART, Bar, Chart
from .html import render, share_text

LISTED = 200


@dataclass(frozen=True)
class EffectRow:
    """A neighbourhood in the table. Texts; minutes and closed are empty where they are not known."""

    name: str
    asked: str
    demand: tuple[str, str]
    priority: tuple[str, str]
    closed: tuple[str, str, str]
    minutes: tuple[str, str]


@dataclass(frozen=True)
class WordRow:
    """What changed in a neighbourhood with answers, and why not all of it."""

    name: str
    asked: str
    change: str
    why: str


def row_name(found: Effect, row: int) -> str:
    """What a neighbourhood is called; the last row is what lies in none."""
    if row == len(found.areas):
        return tr("elsewhere")
    number, name = int(found.areas.number[row]), found.areas.name[row]
    return name or tr("area {number}", number=number)


def finding(found: Effect, respondents: int) -> list[str]:
    """The finding in sentences, the headline first."""
    more, less = int(found.more.sum()), int(found.not_here.sum())
    sentences = [
        tr(
            "{answers} by {respondents}: {more:,} for more, {less:,} against.",
            answers=counted(more + less, "answer"),
            respondents=counted(respondents, "respondent"),
            more=more,
            less=less,
        )
    ]
    changed = int(found.raised.sum() + found.lowered.sum())
    sentences.append(
        tr(
            "They raise the demand of {raised} and lower that of {lowered:,}; {same:,} change by less than 1 %.",
            raised=counted(int(found.raised.sum()), "place"),
            lowered=int(found.lowered.sum()),
            same=int(found.places.sum()) - changed,
        )
    )
    if found.has_flights:
        was, now = total_minutes(found)
        moved = _moved(found)
        sentences.append(
            tr(
                "Drones fly {now:.0f} instead of {was:.0f} min a night; {moved:.0f} min are over other neighbourhoods "
                "than before.",
                now=now,
                was=was,
                moved=moved,
            )
        )
    if found.has_gain:
        sentences.append(cost_text(found))
    return sentences


def cost_text(found: Effect) -> str:
    """What following the answers costs, or gains."""
    was, now, cost = float(found.closed.sum()), float(found.closed_other.sum()), found.cost
    wished = float(found.wished_other.sum() - found.wished.sum())
    of_wishes = tr("Valued as residents wish, the plan closes {change} more.", change=figure(max(wished, 0.0)))
    if wished < 0:
        of_wishes = tr("Valued as residents wish, the plan closes {change} less.", change=figure(-wished))
    if abs(cost) <= 1e-9 * max(abs(was), 1.0):
        same = tr(
            "Following the answers costs nothing: drones close {was} of the priority in both plans.", was=figure(was)
        )
        return f"{same} {of_wishes}" if wished else same
    text = (
        tr(
            "Following the answers costs {cost} ({share}) of what drones close without them: {now} instead of {was}, "
            "both valued without the answers.",
            cost=figure(cost),
            share=share_text(cost / was) if was > 0 else "?",
            now=figure(now),
            was=figure(was),
        )
        if cost > 0
        else tr(
            "Following the answers costs nothing: drones close {now} instead of {was}, both valued without the "
            "answers.",
            now=figure(now),
            was=figure(was),
        )
    )
    return f"{text} {of_wishes}"


def total_minutes(found: Effect) -> tuple[float, float]:
    """Minutes in the air in a night, without and with answers."""
    pairs = zip((found.drone_s, found.drone_s_other), found.nights, strict=True)
    was, now = (float(seconds.sum()) / MINUTE / max(nights, 1) for seconds, nights in pairs)
    return was, now


def _moved(found: Effect) -> float:
    """Minutes a night that are over other neighbourhoods: half of all differences, for equal times in the air."""
    pairs = np.array([minutes_a_night(found, row) for row in range(len(found))])
    return float(np.abs(pairs[:, 1] - pairs[:, 0]).sum() / 2)


def effect_page(
    title: str,
    found: Effect,
    sentences: Sequence[str],
    unlike: Sequence[str],
    notes: Sequence[str],
    rules: Sequence[str],
    facts: Sequence[tuple[str, str]],
) -> str:
    """The page. sentences: of `finding`; unlike: what else differs between the two runs; notes: warnings; rules: how
    much answers count at most; facts: the provenance, as pairs of label and value."""
    asked = found.more + found.not_here
    order = np.lexsort((np.arange(len(found)), -asked))
    shown = [row for row in order.tolist() if asked[row] or found.places[row] or _flown(found, row)]
    words = [
        WordRow(row_name(found, row), asked_text(found, row), change_text(found, row), why_text(found, row))
        for row in shown
        if asked[row]
    ]
    return render(
        "consult_effect.html.j2",
        title=title,
        asked=None,
        sentences=sentences,
        unlike=unlike,
        notes=notes,
        rules=rules,
        words=words[:LISTED],
        word_count=len(words),
        rows=[_row(found, row) for row in shown[:LISTED]],
        total=_total(found),
        row_count=len(shown),
        chart=_chart(found, shown) if found.has_flights else None,
        gain=found.has_gain,
        flights=found.has_flights,
        facts=facts,
    )


def _flown(found: Effect, row: int) -> bool:
    return bool(np.nan_to_num(found.drone_s[row]) + np.nan_to_num(found.drone_s_other[row]) > 0)


def _row(found: Effect, row: int) -> EffectRow:
    pairs = (found.demand, found.demand_other), (found.priority, found.priority_other)
    demand, priority = (tuple(figure(float(values[row])) for values in pair) for pair in pairs)
    closed = (found.closed[row], found.closed_other[row], found.closed_other[row] - found.closed[row])
    return EffectRow(
        row_name(found, row),
        asked_text(found, row) if found.more[row] + found.not_here[row] else "",
        demand,
        priority,
        (figure(float(closed[0])), figure(float(closed[1])), signed(float(closed[2]))) if found.has_gain else ("",) * 3,
        tuple(f"{one:.1f}" for one in minutes_a_night(found, row)) if found.has_flights else ("", ""),
    )


def _total(found: Effect) -> EffectRow:
    def pair(one: np.ndarray, other: np.ndarray) -> tuple[str, str]:
        return figure(float(one.sum())), figure(float(other.sum()))

    closed = (*pair(found.closed, found.closed_other), signed(-found.cost)) if found.has_gain else ("",) * 3
    return EffectRow(
        tr("All"),
        "",
        pair(found.demand, found.demand_other),
        pair(found.priority, found.priority_other),
        closed,
        tuple(f"{one:.1f}" for one in total_minutes(found)) if found.has_flights else ("", ""),
    )


def signed(value: float) -> str:
    """A difference with its sign."""
    text = figure(abs(value))
    return text if not value else f"+{text}" if value > 0 else f"\u2212{text}"


def _chart(found: Effect, rows: Sequence[int]) -> Chart:
    first = sorted(rows, key=lambda row: -max(minutes_a_night(found, row)))[:AREAS_IN_CHART]
    bars = [
        Bar(row_name(found, row), now, was) for row in first for was, now in [minutes_a_night(found, row)] if was or now
    ]
    about = tr("Minutes a night that drones are over each neighbourhood, on their way to others included.")
    return Chart(tr("Drones by neighbourhood"), about, tr("with the answers"), tr("without them"), bars)
