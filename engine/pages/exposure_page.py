"""The report on the exposure of places and neighbourhoods to a plan as an HTML page: finding, charts and tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..exposure.exposure import Exposure, Neighbourhoods, Places
from ..language import tr
from ..text import counted
from .html import render, share_text

AREAS_IN_CHART = 20
LISTED = 100
MINUTE = 60.0


@dataclass(frozen=True)
class Described:
    """What is exposed, and to what. buffer: m, within which of a place a drone counts as over it; view: sentences on
    what the camera shows; offset: (r,) s from the times of each route to local time; dated: whether all routes have
    dates; timezone: of their hours."""

    places: Places
    neighbourhoods: Neighbourhoods
    buffer: float
    view: str
    offset: np.ndarray
    dated: bool
    timezone: str


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart: two values, the second of which may be None."""

    label: str
    first: float
    second: float | None = None


@dataclass(frozen=True)
class Chart:
    """A bar chart. first, second: what the bars mean; second is empty where there is one bar a row."""

    title: str
    about: str
    first: str
    second: str
    bars: Sequence[Bar]

    def text(self, value: float) -> str:
        """A value beside its bar: with a decimal more where all are small."""
        if not value:
            return "0"
        return f"{value:.{2 if self.top < 2 else 1}f}"

    @property
    def top(self) -> float:
        """The greatest value."""
        return max([max(bar.first, bar.second or 0.0) for bar in self.bars], default=0.0)


@dataclass(frozen=True)
class PlaceRow:
    """A place in the table; minutes."""

    name: str
    kind: str
    over: float
    view: float
    passes: int
    nights: int
    worst: float


@dataclass(frozen=True)
class AreaRow:
    """A neighbourhood in the table."""

    name: str
    minutes: float
    a_night: float
    per_km2: float
    share: float
    privacy: float
    seen: float


def finding(what: Described, found: Exposure) -> list[str]:
    """The finding in sentences, the headline first."""
    nights, total = max(len(found.nights), 1), float(found.seconds.sum())
    over, view = float(found.over_any.seconds.sum()), float(found.view_any.seconds.sum())
    sentences = []
    if len(what.places):
        in_nights = (
            tr(" in {nights} nights ({each} a night)", nights=nights, each=minutes(over / nights)) if nights > 1 else ""
        )
        near = tr(", or within {buffer:g} m of them,", buffer=what.buffer) if what.buffer else ""
        sentences.append(
            tr(
                "Drones are over privacy places{near} for {over}{in_nights}, of {total} in the air.",
                near=near,
                over=minutes(over),
                in_nights=in_nights,
                total=minutes(total),
            )
            if over
            else tr(
                "No drone is over a privacy place{near} at any time, of {total} in the air.",
                near=near.removesuffix(","),
                total=minutes(total),
            )
        )
        sentences += _on_places(what, found, view)
    sentences.append(
        tr("The camera shows {area:.3f} km² of ground at some time.", area=found.footprint_m2 / 1e6)
        if not found.privacy_m2
        else tr(
            "The camera shows {area:.3f} km² of ground at some time; {privacy:.3f} km² of it are privacy places with "
            "their surroundings.",
            area=found.footprint_m2 / 1e6,
            privacy=found.privacy_m2 / 1e6,
        )
    )
    if len(what.neighbourhoods) and total:
        of = found.neighbourhoods
        most = int(np.argmax(of.drone_s / of.size_m2))
        sentences.append(
            tr(
                "Most flown over for its size: {name}, {minutes} for each km², {share} of all time in the air.",
                name=area_name(what.neighbourhoods, most),
                minutes=minutes(float(of.drone_s[most] / of.size_m2[most] * 1e6)),
                share=share_text(float(of.drone_s[most]) / total),
            )
        )
    return sentences


def _on_places(what: Described, found: Exposure, view: float) -> list[str]:
    of, seen = found.places, int((found.places.view_s > 0).sum())
    if not seen:
        return [tr("None of {places} comes into view.", places=counted(len(what.places), "privacy place"))]
    most = int(np.argmax(of.view_s))
    return [
        tr(
            "{seen:,} of {places} come into view, for {view} in all. Longest in view: {name} ({kind}), {longest}.",
            seen=seen,
            places=counted(len(what.places), "privacy place"),
            view=minutes(view),
            name=place_name(what.places, most),
            kind=what.places.kinds[int(what.places.kind[most])],
            longest=minutes(float(of.view_s[most])),
        )
    ]


def page(
    title: str,
    what: Described,
    found: Exposure,
    sentences: Sequence[str],
    notes: Sequence[str],
    facts: Sequence[tuple[str, str]],
) -> str:
    """The page. sentences: of `finding`; notes: warnings; facts: the provenance, as pairs of label and value."""
    places, place_count = _place_rows(what, found)
    areas, area_count = _area_rows(what, found)
    return render(
        "exposure.html.j2",
        title=title,
        asked=None,
        sentences=sentences,
        view=what.view,
        notes=notes,
        charts=_charts(what, found),
        places=places,
        place_count=place_count,
        areas=areas,
        area_count=area_count,
        facts=facts,
    )


def minutes(seconds: float) -> str:
    """A time in minutes as text."""
    value = seconds / MINUTE
    if 0 < value < 0.05:
        return tr("less than 0.1 min")
    return tr("{minutes} min", minutes=f"{value:,.1f}" if value < 100 else f"{value:,.0f}")


def place_name(places: Places, index: int) -> str:
    """What a place is called."""
    return places.name[index] or tr("place {number}", number=index + 1)


def area_name(areas: Neighbourhoods, index: int) -> str:
    """What a neighbourhood is called."""
    return areas.name[index] or tr("area {number}", number=index + 1)


def _charts(what: Described, found: Exposure) -> list[Chart]:
    """The charts that have something to show."""
    over, view = tr("over it"), tr("in view")
    charts = []
    if len(what.places):
        kinds = what.places.kinds
        bars = [
            Bar(kind, *pair)
            for kind, *pair in zip(
                kinds, _minutes(found.over.totals(len(kinds))), _minutes(found.view.totals(len(kinds))), strict=True
            )
        ]
        about = tr("Minutes of all drones over each kind of privacy place, and with one in view.")
        charts.append(Chart(tr("By kind of place"), about, over, view, bars))
    if len(what.neighbourhoods):
        of = found.neighbourhoods
        first = np.argsort(-of.drone_s, kind="stable")[:AREAS_IN_CHART].tolist()
        bars = [
            Bar(area_name(what.neighbourhoods, index), of.drone_s[index] / MINUTE, of.privacy_s[index] / MINUTE)
            for index in first
        ]
        about = tr("Minutes that drones are over each neighbourhood, and over privacy places in it.")
        second = tr("of these over privacy places") if len(what.places) else ""
        if not second:
            bars = [Bar(bar.label, bar.first) for bar in bars]
        charts.append(Chart(tr("By neighbourhood"), about, tr("over the neighbourhood"), second, bars))
    if len(what.places) and len(found.view_any):
        charts.append(_hours(what, found, over, view))
        if len(found.nights) > 1:
            pairs = zip(
                found.nights.tolist(),
                _minutes(found.by_night(found.over_any)),
                _minutes(found.by_night(found.view_any)),
                strict=True,
            )
            bars = [Bar(tr("night {number}", number=night), *pair) for night, *pair in pairs]
            charts.append(Chart(tr("By night"), tr("Minutes over any privacy place, and in view."), over, view, bars))
    return charts


def _hours(what: Described, found: Exposure, over: str, view: str) -> Chart:
    """The chart by hour, from the first hour with a minute to the last; the night is not cut at midnight."""
    first, second = (found.by_hour(stays, what.offset) / MINUTE for stays in (found.over_any, found.view_any))
    used = np.flatnonzero(second + first)
    gaps = np.diff(np.r_[used, used[0] + 24])
    start = int(used[(int(np.argmax(gaps)) + 1) % len(used)])
    hours = [(start + step) % 24 for step in range(25 - int(gaps.max()))]
    if what.dated:
        labels = [f"{hour:02d}:00–{(hour + 1) % 24:02d}:00" for hour in hours]
        about = tr("Minutes over any privacy place, and in view, by hour ({timezone}).", timezone=what.timezone)
    else:
        labels = [tr("hour {number}", number=hour + 1) for hour in hours]
        about = tr(
            "Minutes over any privacy place, and in view, by hour from the start of the plan, which has no dates."
        )
    bars = [Bar(label, first[hour], second[hour]) for label, hour in zip(labels, hours, strict=True)]
    return Chart(tr("By hour"), about, over, view, bars)


def _minutes(seconds: np.ndarray) -> list[float]:
    return (seconds / MINUTE).tolist()


def _place_rows(what: Described, found: Exposure) -> tuple[list[PlaceRow], int]:
    """The places most in view, and how many are in view."""
    of = found.places
    order = np.lexsort((-of.over_s, -of.view_s))
    order = order[(of.view_s > 0)[order]]
    rows = [
        PlaceRow(
            place_name(what.places, index),
            what.places.kinds[int(what.places.kind[index])],
            of.over_s[index] / MINUTE,
            of.view_s[index] / MINUTE,
            int(of.passes[index]),
            int(of.nights[index]),
            of.worst_s[index] / MINUTE,
        )
        for index in order[:LISTED].tolist()
    ]
    return rows, len(order)


def _area_rows(what: Described, found: Exposure) -> tuple[list[AreaRow], int]:
    """The neighbourhoods with the most minutes, and how many there are."""
    of, nights, total = found.neighbourhoods, max(len(found.nights), 1), max(float(found.seconds.sum()), 1e-9)
    order = np.argsort(-of.drone_s, kind="stable")
    rows = [
        AreaRow(
            area_name(what.neighbourhoods, index),
            of.drone_s[index] / MINUTE,
            of.drone_s[index] / MINUTE / nights,
            of.drone_s[index] / MINUTE / (of.size_m2[index] / 1e6),
            float(of.drone_s[index]) / total,
            of.privacy_s[index] / MINUTE,
            float(of.seen_m2[index] / of.size_m2[index]),
        )
        for index in order[:LISTED].tolist()
    ]
    return rows, len(order)
