"""The report of an audit of equity as an HTML page for the public: answers, curves, a map and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..equity.audit import AS_EXPECTED, NOT_TESTED, OVER, UNDER, Audit
from ..equity.bootstrap import Interval
from ..equity.gaps import weighted
from ..equity.lorenz import lorenz
from ..language import tr
from . import equity_finding as answers
from .equity_finding import THOUSAND, Asked
from .equity_map import equity_map
from .html import render
from .svg_path import svg_path

LISTED = 200
SIDE, EDGE = 300, 46
"""Pixels of the plot of the curves, and of its margin at the left and below."""


@dataclass(frozen=True)
class Answer:
    """A question and its answer. sentences: empty where what it needs was not given, which `missing` then says."""

    question: str
    sentences: Sequence[str]
    missing: str


@dataclass(frozen=True)
class Curve:
    """A Lorenz curve in pixels. look: its CSS class."""

    name: str
    path: str
    look: str


@dataclass(frozen=True)
class Row:
    """A neighbourhood or a group in a table: texts, of which those that are not known are empty."""

    number: str
    name: str
    kind: str
    cells: Sequence[str]


def page(
    title: str,
    found: Audit,
    asked: Asked,
    sentences: Sequence[str],
    lines: Sequence[np.ndarray],
    notes: Sequence[str],
    facts: Sequence[tuple[str, str]],
) -> str:
    """The page. sentences: of `finding`; lines: of flights, for the map; notes: warnings; facts: the provenance."""
    order = _order(found)
    numbers = np.empty(len(order), int)
    numbers[order] = np.arange(1, len(order) + 1)
    heads, rows = _neighbourhoods(found, order[:LISTED])
    group_heads, group_rows = _groups(found)
    return render(
        "equity.html.j2",
        title=title,
        asked=None,
        sentences=sentences,
        answers=_answers(found, asked),
        view=asked.view,
        nights=asked.nights,
        notes=notes,
        curves=_curves(found),
        side=SIDE,
        edge=EDGE,
        map=equity_map(found, lines, numbers),
        has_flights=found.flown is not None,
        heads=heads,
        rows=rows,
        row_count=len(found.neighbourhoods),
        group_heads=group_heads,
        group_rows=group_rows,
        found_patrol=_found_by_patrols(found),
        facts=facts,
    )


def _answers(found: Audit, asked: Asked) -> list[Answer]:
    """The questions that the public asks, in this order."""
    flights, reason = tr("Give ROUTES to answer it."), tr("Give REASON_FIELD to answer it.")
    rank = tr("Give ROUTES and RANK_FIELD, such as the income, to answer it.")
    both = tr("Give ROUTES with EFFORT, or the output of Assess a plan as PLACES, to answer it.")
    more = [*answers.together(found, asked)]
    if found.gaps is not None and found.gaps.in_gap_after is not None:
        more += answers.gaps(found, asked)
    rows: list[tuple[str, Callable | list, str]] = [
        (tr("Who is flown over more, for each resident?"), answers.over_and_under, flights),
        (tr("Are poorer neighbourhoods filmed more than richer ones?"), answers.by_figure, rank),
        (tr("How many flights have no recorded reason?"), answers.reasons, reason),
        (tr("Over whom do drones pass on their way?"), answers.on_the_way, flights),
        (tr("How long are homes in view?"), answers.homes, flights),
        (tr("Does the plan make it more or less even?"), more, both),
        (tr("Who lives where patrols leave gaps?"), answers.gaps, tr("Give PLACES to answer it.")),
        (tr("How are the hours of patrols shared?"), answers.patrols, tr("Give EFFORT to answer it.")),
    ]
    return [
        Answer(question, made if isinstance(made, list) else made(found, asked), missing)
        for question, made, missing in rows
    ]


def _curves(found: Audit) -> list[Curve]:
    given = found.neighbourhoods
    lived, people = given.lived_in, given.residents[given.lived_in]
    made = []
    for name, look, shares in (
        (tr("hours of patrols"), "was", found.patrol),
        (tr("minutes of drones"), "is", found.flown and found.flown.over),
    ):
        if shares is not None and shares.amount[lived].any():
            curve = lorenz(shares.amount[lived], people)
            xy = np.column_stack([EDGE + SIDE * curve.residents, 8 + SIDE * (1 - curve.amount)])
            made.append(Curve(f"{name} ({tr('Gini')} {shares.gini.estimate:.2f})", svg_path(xy, 400), look))
    return made


def _order(found: Audit) -> np.ndarray:
    """(n,) indices of the neighbourhoods: those with most minutes for each resident first, or else most hours, or else
    the widest gaps; those where nobody lives last."""
    given = found.neighbourhoods
    if found.flown is not None or found.patrol is not None:
        amount = (found.flown.over if found.flown is not None else found.patrol).amount
        rate = np.divide(amount, given.residents, out=np.full(len(given), -1.0), where=given.lived_in)
    else:
        rate = np.nan_to_num(found.gaps.by_area, nan=-1.0)
    return np.argsort(-rate, kind="stable")


def _text(value: float, digits: int = 1) -> str:
    return f"{value:,.{digits}f}" if np.isfinite(value) else "–"


def _share(value: float) -> str:
    return f"{100 * value:.0f} %" if np.isfinite(value) else "–"


def _neighbourhoods(found: Audit, order: np.ndarray) -> tuple[list[str], list[Row]]:
    """The headings of the numbers, and the rows."""
    given, flown, patrol, gaps = found.neighbourhoods, found.flown, found.patrol, found.gaps
    people = np.where(given.lived_in, given.residents, np.nan)
    columns: list[tuple[str, list[str]]] = [(tr("Residents"), [_text(one, 0) for one in given.residents])]

    def add(head: str, column: np.ndarray, digits: int = 1, share: bool = False) -> None:
        columns.append((head, [_share(one) if share else _text(one, digits) for one in column.tolist()]))

    if given.figure is not None:
        add(tr("Figure"), given.figure, 0)
    if flown is not None:
        per = THOUSAND / people / 60
        low, high = (end * per for end in (flown.low, flown.high))
        add(tr("Minutes of drones per 1000 residents"), flown.over.amount * per)
        ends = [f"{_text(a)}\u00a0–\u00a0{_text(b)}" if np.isfinite(a) else "–" for a, b in zip(low, high, strict=True)]
        columns.append((tr("Interval"), ends))
        add(tr("Minutes per km²"), flown.over.amount / 60 / given.km2)
        with np.errstate(divide="ignore", invalid="ignore"):
            add(tr("Times expected"), np.where(flown.expected > 0, flown.over.amount / flown.expected, np.nan), 2)
        add(tr("Flights"), flown.flights.flights.astype(float), 0)
        for head, matrix in (
            (tr("Minutes at stops"), flown.flights.stop),
            (tr("Minutes passing"), flown.flights.passing),
        ):
            add(head, np.asarray(matrix.sum(axis=0)).ravel() / 60)
        add(tr("A home in view (s)"), np.asarray(flown.flights.homes.sum(axis=0)).ravel())
        if flown.unexplained is not None:
            add(tr("Without a reason"), flown.without_reason, share=True)
    if patrol is not None:
        add(tr("Hours of patrols per 1000 residents"), patrol.amount / people * THOUSAND, 2)
    if gaps is not None:
        add(tr("Mean gap"), gaps.by_area, 2)
        if gaps.by_area_after is not None:
            add(tr("Mean gap with the plan"), gaps.by_area_after, 2)
        if gaps.found is not None:
            add(tr("Priority found by patrols"), gaps.found, share=True)
    kinds = [""] * len(given) if flown is None else [_kind(kind) for kind in flown.kind]
    rows = [
        Row(str(place), given.label(index), kinds[index], [cells[index] for _, cells in columns])
        for place, index in enumerate(order.tolist(), 1)
    ]
    return [head for head, _ in columns], rows


def _groups(found: Audit) -> tuple[list[str], list[Row]]:
    groups, flown, patrol, gaps = found.groups, found.flown, found.patrol, found.gaps
    columns: list[tuple[str, list[str]]] = [
        (tr("Residents"), [_text(one, 0) for one in groups.members.sum(axis=1)]),
    ]
    if flown is not None:
        columns += [
            (
                tr("Minutes of drones per 1000 residents"),
                [_text(one.estimate * THOUSAND / 60) for one in flown.over.rates],
            ),
            (tr("Times that of the others"), ["–" if one is None else _ratio(one) for one in flown.over.ratios]),
            (tr("A home in view (s)"), [_text(one.estimate) for one in flown.homes.rates]),
        ]
        if flown.unexplained is not None:
            columns.append((tr("Without a reason"), [_share(one) for one in flown.silent]))
    if patrol is not None:
        rates = [_text(one.estimate * THOUSAND, 2) for one in patrol.rates]
        columns.append((tr("Hours of patrols per 1000 residents"), rates))
    if gaps is not None:
        columns.append((tr("Mean gap"), [_text(one, 2) for one in weighted(gaps.by_area, groups.members)]))
        columns.append((tr("Live in gaps"), [_share(one) for one in weighted(gaps.in_gap, groups.members)]))
        if gaps.in_gap_after is not None:
            later = weighted(gaps.in_gap_after, groups.members)
            columns.append((tr("Live in gaps with the plan"), [_share(one) for one in later]))
    rows = [Row("", name, "", [cells[index] for _, cells in columns]) for index, name in enumerate(groups.name)]
    return [head for head, _ in columns], rows


def _ratio(one: Interval) -> str:
    return (
        f"{_text(one.estimate, 2)} ({_text(one.low, 2)} – {_text(one.high, 2)})"
        if one.known
        else _text(one.estimate, 2)
    )


def _kind(kind: str) -> str:
    return {
        OVER: tr("more than expected"),
        UNDER: tr("less than expected"),
        AS_EXPECTED: tr("as expected"),
        NOT_TESTED: tr("not tested"),
    }[kind]


def _found_by_patrols(found: Audit) -> str:
    """The share of the priority that rests on what patrols found, over all neighbourhoods; empty where not given."""
    if found.gaps is None or found.gaps.found is None:
        return ""
    return _share(float(weighted(found.gaps.found, found.gaps.demand[None])[0]))
