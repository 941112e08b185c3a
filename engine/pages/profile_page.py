"""The report on a coverage profile as an HTML page: finding, heat maps, places and provenance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..language import tr, tr_plural
from ..places.place_names import PlaceName
from ..score.coverage_profile import SLOTS, Profile, alike, average, hour_span
from ..timing.weekdays import day_name, short_day_name
from .heat_map import BLUES, REDS, HeatMap
from .html import render
from .question_text import Asked

SMALL_DIFFERENCE = 0.02  # if all gaps differ by less than this, the report says that they differ little
NO_MOMENT = tr("no moment of the watch begins then")


@dataclass(frozen=True)
class PlaceList:
    """The places to list, in order: their names and profiles; of: the number of all places."""

    names: Sequence[PlaceName]
    profile: Profile
    of: int


@dataclass(frozen=True)
class PlaceRow:
    """A place, its darkest hour, the gap and unit-hours of that hour, and its mean gap over all hours."""

    name: PlaceName
    darkest: str
    gap: str
    hours: str
    mean: str


@dataclass(frozen=True)
class PlaceRows:
    """The places listed. which: a text on how many of all places they are."""

    which: str
    rows: Sequence[PlaceRow]


def page(
    title: str,
    profile: Profile,
    facts: Sequence[tuple[str, str]],
    notes: Sequence[str] = (),
    first_hour: int = 0,
    places: PlaceList | None = None,
    asked: Asked | None = None,
) -> str:
    """The whole page as HTML.

    profile: of all places together; facts: the provenance, as pairs of label and value; notes: warnings; first_hour:
    the hour at which the rows of the heat maps start, so that a night is in one row; asked: the question.
    """
    row_note = (
        tr(
            "A row runs from {first_hour:02d}:00 to {first_hour:02d}:00 of the next day, which begins at the black "
            "line.",
            first_hour=first_hour,
        )
        if first_hour
        else ""
    )
    return render(
        "profile.html.j2",
        title=title,
        sentences=finding(profile),
        notes=notes,
        support=_support(profile),
        row_note=row_note,
        asked=asked,
        gap=gap_map(profile, first_hour),
        hours=_hours_map(profile, first_hour),
        no_moment=NO_MOMENT,
        places=None if places is None else _place_rows(places),
        facts=facts,
    )


def finding(profile: Profile) -> list[str]:
    """The finding in sentences."""
    gap, text = profile.gap, gap_text(profile.gap)
    least, most = float(np.nanmin(gap)), float(np.nanmax(gap))
    if alike(least, most):
        return [tr("Every hour of the watch has the same gap, {gap}: none is darker than the others.", gap=text(most))]

    def hour(slot: int) -> str:
        more = int(alike(gap, gap[slot]).sum()) - 1
        others = ""
        if more:
            others = tr_plural(
                "; {more} more hour has the same gap", "; {more} more hours have the same gap", more, more=more
            )
        spent = hours_text(profile.unit_hours[slot])
        return tr(
            "{hour_span}, gap {gap} with {spent} unit-hours{others}.",
            hour_span=hour_span(slot),
            gap=text(gap[slot]),
            spent=spent,
            others=others,
        )

    sentences = [
        tr("Darkest: {hour}", hour=hour(int(profile.darkest))),
        tr("Best watched: {hour}", hour=hour(int(profile.best))),
    ]
    by_hour, by_day = (_mean_gap(profile, axis) for axis in (0, 1))
    for margin, other, over, name in ((by_hour, by_day, tr("days"), _clock), (by_day, by_hour, tr("hours"), day_name)):
        averaged = np.isfinite(other).sum() > 1
        if averaged and text(np.nanmin(margin)) != text(np.nanmax(margin)):
            dark, best = int(np.nanargmax(margin)), int(np.nanargmin(margin))
            sentences.append(
                tr(
                    "Averaged over the {over}, {darkest} is the darkest ({highest_gap}) and {best} the best watched "
                    "({lowest_gap}).",
                    over=over,
                    darkest=name(dark),
                    highest_gap=text(margin[dark]),
                    best=name(best),
                    lowest_gap=text(margin[best]),
                )
            )
    if most - least < SMALL_DIFFERENCE:
        sentences.append(
            tr(
                "The hours differ little: every gap lies between {least} and {most}. The colours cover only "
                "this range.",
                least=text(least),
                most=text(most),
            )
        )
    return sentences


def gap_text(gaps: np.ndarray) -> Callable[[float], str]:
    """A function that formats these gaps with two digits, or with three if they differ little. Only a gap of exactly 0
    or 1 is written as 0 or 1."""
    digits = _digits(gaps)

    def text(gap: float) -> str:
        if not alike(gap, 0.0) and not alike(gap, 1.0):
            gap = min(max(gap, 10**-digits), 1 - 10**-digits)
        return f"{gap:.{digits}f}"

    return text


def hours_text(hours: float) -> str:
    """Unit-hours, short enough for a cell."""
    if hours >= 9.95:
        return f"{hours:,.0f}" if hours < 99_999.5 else f"{hours / 1000:,.0f}k"
    if 0 < hours < 0.05:
        return "<0.1"
    return f"{hours:.1f}" if hours else "0"


def _digits(gaps: np.ndarray) -> int:
    spread = float(np.nanmax(gaps) - np.nanmin(gaps))
    return 2 if spread >= 0.05 else 3  # more do not fit into a cell


def _clock(hour: int) -> str:
    return f"{hour:02d}:00-{(hour + 1) % 24:02d}:00"


def _support(profile: Profile) -> str:
    """A sentence on the hours of starting moments behind each gap."""
    hours = profile.watch_hours[profile.watch_hours > 0]
    least, most = (f"{value:.3g}" for value in (hours.min(), hours.max()))
    if least == most:
        return tr("Each number rests on {hours} hours of starting moments.", hours=least)
    return tr("Each number rests on {least} to {most} hours of starting moments.", least=least, most=most)


def _mean_gap(profile: Profile, axis: int) -> np.ndarray:
    """The gap of each hour of the day (axis 0), or of each calendar day of the week (1)."""
    return average(profile.gap.reshape(7, 24), profile.watch_hours.reshape(7, 24), axis)


def gap_map(profile: Profile, first_hour: int) -> HeatMap:
    """The gap by hour of the week. first_hour: the hour at which the rows start."""
    slots = _slots(first_hour)
    gap, hours = profile.gap[slots], profile.watch_hours[slots]
    step = 5 * 10.0 ** -_digits(gap)
    high = np.ceil(np.nanmax(gap) / step - 1e-6) * step
    low = min(np.floor(np.nanmin(gap) / step + 1e-6) * step, high - step)
    margins = (average(gap, hours, 1), average(gap, hours, 0), float(profile.mean_gap))
    return _map(profile, slots, gap, gap_text(gap), (REDS, low, high), margins, tr("mean"), True)


def _hours_map(profile: Profile, first_hour: int) -> HeatMap:
    slots = _slots(first_hour)
    hours = profile.unit_hours[slots]
    margins = (_sums(hours, 1), _sums(hours, 0), float(np.nansum(hours)))
    return _map(profile, slots, hours, hours_text, (BLUES, 0.0, max(np.nanmax(hours), 0.1)), margins, tr("sum"), False)


def _sums(values: np.ndarray, axis: int) -> np.ndarray:
    """Sums of the values that are not NaN; NaN if all are NaN."""
    return np.where(np.isnan(values).all(axis), np.nan, np.nansum(values, axis))


def _slots(first_hour: int) -> np.ndarray:
    """(7, 24) the hour of the week in each cell; a row is the 24 hours from `first_hour` on."""
    return (np.arange(SLOTS).reshape(7, 24) + first_hour) % SLOTS


def _map(profile: Profile, slots: np.ndarray, values, text, scale, margins, margin: str, coloured: bool) -> HeatMap:
    """A heat map with the properties that both maps share."""
    ends = [(short_day_name(first // 24), short_day_name(last // 24)) for first, last in slots[:, [0, -1]].tolist()]
    hours = slots[0] % 24
    flat = alike(np.nanmin(profile.gap), np.nanmax(profile.gap))
    return HeatMap(
        values,
        [first if first == last else f"{first}–{last}" for first, last in ends],
        [f"{hour:02d}" for hour in hours],
        text,
        *scale,
        [[_tip(profile, slot) for slot in row] for row in slots.tolist()],
        np.isin(slots, [] if flat else [profile.darkest, profile.best]),
        int(np.argmin(hours)),
        *margins,
        margin,
        coloured,
    )


def _tip(profile: Profile, slot: int) -> str:
    gap, hours = profile.gap[slot], profile.watch_hours[slot]
    if np.isnan(profile.unit_hours[slot]):
        return tr("{hour_span}: not in the period that is scored", hour_span=hour_span(slot))
    text = tr("gap {gap:.4f} over {hours:.3g} h of starting moments", gap=gap, hours=hours) if hours else NO_MOMENT
    return tr(
        "{hour}: {text}; {hours} unit-hours",
        hour=hour_span(slot),
        text=text,
        hours=hours_text(profile.unit_hours[slot]),
    )


def _place_rows(places: PlaceList) -> PlaceRows:
    listed, profile, text = len(places.names), places.profile, gap_text(np.array([0.0, 1.0]))
    which = (
        tr("All {count:,} places, ordered by priority (demand x gap), highest first.", count=listed)
        if listed == places.of
        else tr(
            "{count:,} of {all:,} places, ordered by priority (demand x gap), highest first.",
            count=listed,
            all=places.of,
        )
    )
    rows = [
        PlaceRow(
            place,
            tr("all alike") if alike(least, gap) else hour_span(slot),
            text(gap),
            hours_text(hours),
            text(mean),
        )
        for place, slot, least, gap, hours, mean in zip(
            places.names,
            profile.darkest.tolist(),
            np.nanmin(profile.gap, axis=1),
            np.nanmax(profile.gap, axis=1),
            np.take_along_axis(profile.unit_hours, profile.darkest[:, None], 1)[:, 0],
            profile.mean_gap,
            strict=True,
        )
    ]
    return PlaceRows(which, rows)
