"""The answers of an audit of equity in sentences."""

from dataclasses import dataclass

import numpy as np

from ..equity.audit import BY_AREA, BY_DEMAND, OVER, UNDER, Audit
from ..equity.bootstrap import Interval
from ..equity.gaps import weighted
from ..equity.watching import Shares
from ..language import tr
from ..text import counted
from .exposure_page import minutes
from .html import share_text

THOUSAND = 1000.0


@dataclass(frozen=True)
class Asked:
    """What was asked. figure: the name of the field that neighbourhoods are ranked by, empty for none; nights: whether
    nights, not flights, are taken as independent; view: sentences on what the camera shows."""

    figure: str
    nights: bool
    view: str


def finding(found: Audit, asked: Asked) -> list[str]:
    """The finding in sentences, the headline first."""
    answers = [answer(found, asked) for answer in (over_and_under, by_figure, reasons, on_the_way, gaps, patrols)]
    return [answer[0] for answer in answers if answer]


def over_and_under(found: Audit, asked: Asked) -> list[str]:
    """Who is flown over more, for each resident."""
    flown, given = found.flown, found.neighbourhoods
    if flown is None:
        return []
    tested = int(np.isfinite(flown.q).sum())
    sentences = [
        tr(
            "Of {tested}, {over} are flown over more than {expected} explains, and {under} less; chance can explain "
            "the others.",
            tested=counted(tested, "neighbourhood"),
            over=found.count(OVER),
            under=found.count(UNDER),
            expected=_expected(found),
        )
    ]
    rate = np.divide(flown.over.amount, given.residents, out=np.full(len(given), -1.0), where=given.lived_in)
    most = int(np.argmax(rate))
    if rate[most] > 0:
        sentences.append(
            tr(
                "For each 1000 residents, drones are overhead for {minutes}. Most of all in {name}: {most}.",
                minutes=minutes(flown.over.rates[0].estimate * THOUSAND),
                name=given.label(most),
                most=minutes(float(rate[most]) * THOUSAND),
            )
        )
    sentences.append(_gini_text(flown.over, 0.0, tr("minutes of drones")))
    if flown.practice is not None:
        sentences.append(
            tr(
                "Flights that favour nobody would give about {chance:.2f} by chance, and rarely more than {most:.2f}. "
                "The practice behind these flights has a coefficient of about {middle:.2f}, as far as their number "
                "tells: {low:.2f} to {high:.2f}.",
                chance=flown.practice.chance,
                most=flown.practice.chance_high,
                middle=flown.practice.middle,
                low=flown.practice.low,
                high=flown.practice.high,
            )
        )
    for group in _groups(found):
        ratio = flown.over.ratios[group]
        if ratio is None:  # all residents belong to it
            continue
        sentences.append(
            tr(
                "{group}: where they live, drones are overhead {times} as long, for each resident, as where all others "
                "live{interval}.",
                group=found.groups.name[group],
                times=times_text(ratio.estimate),
                interval=_interval_text(ratio, found.rules.resampling.level),
            )
        )
    return sentences


def by_figure(found: Audit, asked: Asked) -> list[str]:
    """Whether drones are more over neighbourhoods with a low figure, such as poor ones."""
    flown, lowest = found.flown, found.groups.lowest
    if flown is None or lowest is None or flown.over.ratios[lowest] is None:
        return []
    ratio, level, index = flown.over.ratios[lowest], found.rules.resampling.level, flown.over.concentration
    text = tr(
        "For the third of the residents where {figure} is lowest, drones are overhead {times} as long, for each "
        "resident, as for the third where it is highest{interval}.",
        figure=asked.figure,
        times=times_text(ratio.estimate),
        interval=_interval_text(ratio, level),
    )
    homes = flown.homes.ratios[lowest]
    sentences = [text]
    if ratio.known:
        sentences.append(
            tr("That is more than chance.")
            if ratio.excludes(1.0)
            else tr("Chance can explain it: the interval includes 1, which means equally long.")
        )
    sentences.append(
        tr(
            "The home of a resident is in view {times} as long there{interval}.",
            times=times_text(homes.estimate),
            interval=_interval_text(homes, level),
        )
    )
    sentences.append(
        tr(
            "The concentration index of the minutes is {index:.2f}{interval}: {meaning}.",
            index=index.estimate,
            interval=_interval_text(index, level),
            meaning=_leaning(index),
        )
    )
    return sentences


def reasons(found: Audit, asked: Asked) -> list[str]:
    """What share of flights and minutes has no recorded reason."""
    flown = found.flown
    if flown is None or flown.unexplained is None:
        return []
    silent = flown.flights.unexplained
    sentences = [
        tr(
            "{count:,} of {flights} no recorded reason ({share}): {minutes} of all time in the air{interval}.",
            count=int(silent.sum()),
            flights=counted(len(silent), "flight has", "flights have"),
            share=share_text(float(silent.mean())),
            minutes=share_text(flown.unexplained.estimate),
            interval=_interval_text(flown.unexplained, found.rules.resampling.level, True),
        )
    ]
    if silent.any() and np.isfinite(flown.without_reason).any():
        own = np.where(np.isfinite(flown.without_reason), flown.without_reason * flown.over.amount, -1)
        most = int(np.argmax(own))
        sentences.append(
            tr(
                "Most minutes without a reason: {name}, {minutes}, {share} of the minutes there.",
                name=found.neighbourhoods.label(most),
                minutes=minutes(float(own[most])),
                share=share_text(float(flown.without_reason[most])),
            )
        )
    return sentences


def on_the_way(found: Audit, asked: Asked) -> list[str]:
    """Over whom drones pass on their way."""
    flown = found.flown
    over = 0.0 if flown is None else float(flown.over.amount.sum())
    if not over:
        return []
    if not flown.flights.stop.nnz:
        return [
            tr(
                "A flight is over {crossed:.1f} neighbourhoods, on average. The stops of the flights are not known, so "
                "this run cannot tell where drones only pass.",
                crossed=flown.crossed,
            )
        ]
    passing = np.asarray(flown.flights.passing.sum(axis=0)).ravel()
    sentences = [
        tr(
            "{share} of the time over neighbourhoods, drones only pass: the flight has no stop there.",
            share=share_text(float(passing.sum()) / over),
        )
        if passing.any()
        else tr("Each flight has a stop in every neighbourhood that it is over."),
        tr(
            "A flight is over {crossed:.1f} neighbourhoods, on average, and has a stop in {asked:.1f} of them.",
            crossed=flown.crossed,
            asked=flown.asked,
        ),
    ]
    if passing.any():
        most = int(np.argmax(passing))
        count = int(flown.flights.passing.getcol(most).nnz)
        sentences.append(
            tr(
                "Most passed over: {name}, {minutes} by {flights}.",
                name=found.neighbourhoods.label(most),
                minutes=minutes(float(passing[most])),
                flights=counted(count, "flight"),
            )
        )
    return sentences


def homes(found: Audit, asked: Asked) -> list[str]:
    """How long homes are in view."""
    flown, given = found.flown, found.neighbourhoods
    if flown is None or not flown.homes.amount.any():
        return []
    mean = np.asarray(flown.flights.homes.sum(axis=0)).ravel()
    most, longest = int(np.argmax(mean)), int(np.argmax(flown.flights.longest))
    return [
        tr(
            "The home of a resident is in view for {seconds}, on average, of all flights together.",
            seconds=time_text(flown.homes.rates[0].estimate),
        ),
        tr(
            "Longest in {name}: {seconds}, on average. The point that is shown longest lies in {where}: {longest}.",
            name=given.label(most),
            seconds=time_text(float(mean[most])),
            where=given.label(longest),
            longest=time_text(float(flown.flights.longest[longest])),
        ),
    ]


def gaps(found: Audit, asked: Asked) -> list[str]:
    """Who lives in gaps, and whether the plan changes it."""
    of, people = found.gaps, found.neighbourhoods.residents
    if of is None:
        return []
    known = np.isfinite(of.in_gap)
    living, all_known = float((of.in_gap * people)[known].sum()), float(people[known].sum())
    if not all_known:
        return []
    sentences = [
        tr(
            "{people:,.0f} residents live in gaps of at least {limit:g}, {share} of those whose neighbourhoods are "
            "scored.",
            people=living,
            limit=found.rules.gap_limit,
            share=share_text(living / all_known),
        )
    ]
    if of.in_gap_after is not None:
        after = float((of.in_gap_after * people)[np.isfinite(of.in_gap_after)].sum())
        sentences[0] += " " + tr("With the plan it is {after:,.0f}.", after=after)
    return sentences


def patrols(found: Audit, asked: Asked) -> list[str]:
    """How the hours of patrols are shared."""
    patrol = found.patrol
    if patrol is None:
        return []
    level = found.rules.resampling.level
    sentences = [_gini_text(patrol, level, tr("hours of patrols"))]
    sentences.append(tr("{hours:.2f} h of patrols for each 1000 residents.", hours=patrol.rates[0].estimate * THOUSAND))
    lowest = found.groups.lowest
    if lowest is not None and patrol.ratios[lowest] is not None:
        sentences.append(
            tr(
                "Where {figure} is lowest, there are {times} as many hours for each resident as where it is "
                "highest{interval}.",
                figure=asked.figure,
                times=times_text(patrol.ratios[lowest].estimate),
                interval=_interval_text(patrol.ratios[lowest], level),
            )
        )
    return sentences


def together(found: Audit, asked: Asked) -> list[str]:
    """Whether it gets more or less even with the drones."""
    sentences, of, groups = [], found.gaps, found.groups
    if of is not None and of.by_area_after is not None and groups.lowest is not None:
        ends = groups.members[[groups.lowest, len(groups) - 1]]
        (low, high), (low_after, high_after) = (weighted(gap, ends) for gap in (of.by_area, of.by_area_after))
        sentences.append(
            tr(
                "The mean gap goes from {low:.2f} to {low_after:.2f} for the third of the residents where {figure} is "
                "lowest, and from {high:.2f} to {high_after:.2f} where it is highest.",
                low=low,
                low_after=low_after,
                high=high,
                high_after=high_after,
                figure=asked.figure,
            )
        )
    if found.together is not None:
        before = found.patrol.gini.estimate
        sentences.append(
            tr(
                "Patrols alone have a Gini coefficient of {before:.2f}; with the drones it is {after:.2f}: {change}.",
                before=before,
                after=found.together,
                change=tr("more even")
                if found.together < before - 0.005
                else tr("less even")
                if found.together > before + 0.005
                else tr("as even as before"),
            )
        )
    return sentences


def time_text(seconds: float) -> str:
    """Seconds, or minutes from two minutes on."""
    return minutes(seconds) if seconds >= 120 else tr("{seconds} s", seconds=f"{seconds:,.1f}")


def times_text(ratio: float) -> str:
    """A ratio in words: 2.1 times."""
    return tr("{ratio} times", ratio=f"{ratio:,.2f}") if np.isfinite(ratio) else tr("an unknown number of times")


def _groups(found: Audit) -> range:
    """The indices of the groups that the user gave."""
    return range(1, 1 + len(found.neighbourhoods.group_names))


def _expected(found: Audit) -> str:
    return {
        BY_AREA: tr("their share of the area"),
        BY_DEMAND: tr("their share of the demand"),
    }.get(found.rules.expectation, tr("their share of the residents"))


def _gini_text(shares: Shares, level: float, what: str) -> str:
    if not np.isfinite(shares.gini.estimate):
        return tr("There are no {what} where anybody lives.", what=what)
    return tr(
        "The Gini coefficient of {what} is {gini:.2f}{interval}: 0 means the same for every resident, 1 that one has "
        "all.",
        what=what,
        gini=shares.gini.estimate,
        interval=_interval_text(shares.gini, level),
    )


def _interval_text(value: Interval, level: float, shares: bool = False) -> str:
    """The interval in brackets; empty where there is none. shares: whether its ends are shares."""
    if not value.known:
        return ""
    if shares:
        ends = {"low": share_text(value.low), "high": share_text(value.high)}
        return tr(" ({level:.0f} % interval {low} to {high})", level=100 * level, **ends)
    return tr(" ({level:.0f} % interval {low:.2f} to {high:.2f})", level=100 * level, low=value.low, high=value.high)


def _leaning(index: Interval) -> str:
    if not index.known or not index.excludes(0.0):
        return tr("no clear leaning")
    return tr("more on those with a low figure") if index.estimate < 0 else tr("more on those with a high figure")
