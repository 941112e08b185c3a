"""The finding of a report in plain words: headline, key figures, what is not known."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from ..language import tr
from ..score.coverage_profile import HOUR, Profile
from ..score.ties import ties_of
from ..text import counted
from ..timing.text import interval_text
from ..timing.timezones import DAY
from .html import amount, share_text
from .question_text import Asked
from .report_content import GainPart, PatrolsPart, ReportContent

DOUBTFUL = 0.02
"""Difference of the mean gap from which outages are worth a sentence."""


ENOUGH = 28.0
"""Days of data from which nothing is said of their number."""


@dataclass(frozen=True)
class Figure:
    """A key figure: the number as text, and what it is."""

    value: str
    what: str


def headline(content: ReportContent) -> list[str]:
    """The finding in sentences, the headline first."""
    gaps, spots, gain = content.gaps, content.spots, content.gain
    said = []
    if gain is not None:
        said.append(_gain_sentence(content, gain))
    if spots is not None and len(spots):
        said.append(_spots_sentence(content))
    if gaps is not None:
        said.append(_gap_sentence(content, gaps.mean_gap))
        if gaps.mean_gap_patrols is not None:
            said.append(tr("By patrols alone it would be {share}.", share=share_text(gaps.mean_gap_patrols)))
    if content.plan is not None and gain is None:
        said.append(_plan_sentence(content))
    if not said and spots is not None:
        said.append(tr("No blind spot was found."))
    return said or [tr("This report holds no score and no plan.")]


def _gap_sentence(content: ReportContent, gap: float) -> str:
    if content.asked is None:
        return tr("On average, {share} of what begins at these places goes unseen.", share=share_text(gap))
    return tr(
        "On average, {share} of what begins at these places in the watch goes unseen for {interval}.",
        share=share_text(gap),
        interval=interval_text(content.asked.revisit),
    )


def _spots_sentence(content: ReportContent) -> str:
    spots, gaps = content.spots, content.gaps
    total = 0.0 if gaps is None else float(np.nansum(gaps.priority))
    held = float(np.nansum(spots.priority))
    count = counted(len(spots), "blind spot")
    first = spots.names[0]
    if total > 0 and held <= total * (1 + 1e-6):
        return tr(
            "{spots} hold {share} of what is missed; the first is {first}.",
            spots=count,
            share=share_text(held / total),
            first=first.text,
        )
    return tr("{spots} were found; the first is {first}.", spots=count, first=first.text)


def _gain_sentence(content: ReportContent, gain: GainPart) -> str:
    share = share_text(abs(gain.share))
    if not gain.with_drones:
        if gain.share >= 0:
            return tr("In the later period {share} less is missed than before.", share=share)
        return tr("In the later period {share} more is missed than before.", share=share)
    if gain.share <= 1e-9:
        return tr("The planned flights would close nothing of what patrols miss.")
    if content.plan is None:
        return tr("The planned flights would close {share} of what patrols miss.", share=share)
    flights = counted(len(content.plan.routes), "flight")
    if gain.every_watch and content.plan.nights == 1:
        if content.asked is not None and content.asked.by_night:
            return tr("{flights} every night would close {share} of what patrols miss.", flights=flights, share=share)
        return tr("{flights} in every watch would close {share} of what patrols miss.", flights=flights, share=share)
    return tr("The planned flights would close {share} of what patrols miss.", share=share)


def _plan_sentence(content: ReportContent) -> str:
    plan = content.plan
    return tr(
        "{flights} with {drones} are planned, {minutes:.0f} minutes in the air.",
        flights=counted(len(plan.routes), "flight"),
        drones=counted(plan.drones, "drone"),
        minutes=plan.minutes,
    )


def figures(content: ReportContent) -> list[Figure]:
    """The key figures, in the order of the report."""
    found = []
    gaps, spots, plan, gain = content.gaps, content.spots, content.plan, content.gain
    unseen = (
        tr("goes unseen today, averaged over the places")
        if content.asked is None
        else tr("goes unseen for {interval} today", interval=interval_text(content.asked.revisit))
    )
    before = gaps.mean_gap if gaps is not None else None
    if before is None and gain is not None:
        before = _mean(gain, gain.before.gap)
    if before is not None:
        found.append(Figure(share_text(before), unseen))
    if gaps is not None and gaps.mean_gap_patrols is not None:
        who = (
            counted(gaps.watchers, "post or camera", "posts and cameras") if gaps.watchers else tr("posts and cameras")
        )
        found.append(Figure(share_text(gaps.mean_gap_patrols), tr("by patrols alone, without {who}", who=who)))
    if spots is not None:
        found.append(Figure(f"{len(spots):,}", tr("blind spots")))
    if plan is not None:
        found.append(
            Figure(
                f"{len(plan.routes):,}",
                tr("flights with {drones}, {minutes:.0f} min in the air", drones=counted(plan.drones, "drone"),
                   minutes=plan.minutes),
            )
        )  # fmt: skip
    if gain is not None:
        what = (
            tr("of what is missed is closed by the flights") if gain.with_drones else tr("less is missed than before")
        )
        found.append(Figure(share_text(gain.share) if gain.share >= 0 else f"-{share_text(-gain.share)}", what))
        left = tr("goes unseen with the drones") if gain.with_drones else tr("goes unseen in the later period")
        found.append(Figure(share_text(_mean(gain, gain.after.gap)), left))
    return found


def _mean(gain: GainPart, gap: np.ndarray) -> float:
    weights = gain.demand if gain.demand.sum() > 0 else None
    return float(np.average(gap, weights=weights))


def doubts(content: ReportContent) -> list[str]:
    """What the numbers themselves leave open."""
    found = []
    gaps, gain, plan, asked = content.gaps, content.gain, content.plan, content.asked
    if gaps is not None:
        low, high = gaps.mean_gap_low, gaps.mean_gap_high
        if high is not None and np.isfinite([low, high]).all():
            found.append(
                tr(
                    "Receivers report from time to time, not quite exactly, and fall silent. Of what begins in the "
                    "watch, between {low} and {high} goes unseen; {gap} is what the positions show.",
                    low=share_text(low),
                    high=share_text(high),
                    gap=share_text(gaps.mean_gap),
                )
            )
        elif np.isfinite(low) and gaps.mean_gap - low >= DOUBTFUL:
            found.append(
                tr(
                    "Receivers fell silent at times. If units had then been at every place that they could reach, "
                    "{low} would go unseen and not {gap}: the truth lies between the two.",
                    low=share_text(low),
                    gap=share_text(gaps.mean_gap),
                )
            )
        found += filter(None, [ties_of(gaps.priority).caution])
    if gain is not None and gain.with_drones and np.isfinite(gain.low).any():
        certain, whole = float(np.clip(np.nansum(gain.low), 0, None)), float(gain.gain.sum())
        if whole > 0 and certain < 0.98 * whole:
            found.append(
                tr(
                    "Even if units were wherever they could be during their silence, the flights would still close "
                    "{share} of the priority.",
                    share=share_text(certain / gain.priority_before),
                )
            )
    if asked is not None and asked.days < ENOUGH:
        found.append(
            tr(
                "The data cover {days}. A month or more shows better what is usual.",
                days=counted(ceil(asked.days), "day"),
            )
        )
    if content.profile is not None and asked is not None and _ends_dark(content.profile, asked):
        found.append(
            tr(
                "The darkest hour is near the end of the watch. What begins then may be seen only after it, so this "
                "reflects the hours after the watch as well."
            )
        )
    if plan is not None and plan.unserved:
        found.append(
            tr(
                "{spots} (or a part of them) are not visited; the appendix says why.",
                spots=counted(len({name for name, _, _ in plan.unserved}), "spot"),
            )
        )
    return found


def _ends_dark(profile: Profile, asked: Asked) -> bool:
    """Whether the darkest hour ends less than the revisit interval before the watch does."""
    if asked.start_s == asked.end_s:
        return False
    return (asked.end_s - (int(profile.darkest) % 24 + 1) * HOUR) % DAY < asked.revisit


def patrol_facts(patrols: PatrolsPart) -> list[tuple[str, str]]:
    """The patrols' data as pairs of label and value."""
    found = []
    if patrols.units is not None:
        found.append((tr("Units on patrol"), f"{patrols.units:,}"))
    if patrols.tracks is not None:
        found.append((tr("Tracks"), f"{patrols.tracks:,}"))
    if patrols.fixes is not None:
        found.append((tr("Positions used"), f"{patrols.fixes:,}"))
    if patrols.kilometres is not None:
        found.append((tr("Distance"), tr("{kilometres:,.0f} km", kilometres=patrols.kilometres)))
    if patrols.hours is not None:
        found.append((tr("Time on tracks"), tr("{hours:,.0f} hours", hours=patrols.hours)))
    if patrols.outages is not None:
        text = tr("{count:,}, {hours:,.1f} hours in total", count=patrols.outages, hours=patrols.outage_hours or 0.0)
        found.append((tr("Silences of receivers (outages)"), text))
    if patrols.rejected is not None:
        total = sum(count for _, count in patrols.rejected)
        parts = tr("; ").join(tr("{name}: {number:,}", name=reason, number=count) for reason, count in patrols.rejected)
        text = tr("{count:,} ({parts})", count=total, parts=parts) if parts else tr("none")
        found.append((tr("Positions rejected"), text))
    return found


def gain_sentences(gain: GainPart) -> list[str]:
    """The gain in numbers."""
    return [
        tr(
            "The total priority falls from {before} to {after}, by {gain}.",
            before=amount(gain.priority_before),
            after=amount(gain.priority_after),
            gain=amount(float(gain.gain.sum())),
        )
        if gain.gain.sum() >= 0
        else tr(
            "The total priority rises from {before} to {after}.",
            before=amount(gain.priority_before),
            after=amount(gain.priority_after),
        )
    ]
