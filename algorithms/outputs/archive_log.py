"""What the log says about an archive that was written."""

from collections import Counter
from dataclasses import dataclass, field

from ...engine.archive.dataset import Archive
from ...engine.archive.local_days import date_text, day_number
from ...engine.archive.retained import Deleted
from ...engine.archive.writing import CHANGED, NEW, UNCHANGED, Written
from ...engine.text import counted, listed
from ..base import tr
from ..run import Run

MOST_SPANS = 20
"""Spans of dates, or names, that a sentence lists."""


@dataclass
class Tally:
    """What was read: rows, and why rows were rejected."""

    rows: int = 0
    rejected: Counter = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def say_read(run: Run, tally: Tally) -> None:
    """How many rows were read and rejected, why, and which files failed."""
    count = tally.rejected.total()
    run.say(
        tr(
            "{rows} read: {kept:,} can be used, {rejected:,} are rejected.",
            rows=counted(tally.rows, "row"),
            kept=tally.rows - count,
            rejected=count,
        )
    )
    for reason, number in sorted(tally.rejected.items(), key=lambda item: (-item[1], item[0])):
        run.warn(tr("  {name}: {number:,}", name=reason, number=number))
    if tally.failed:
        run.warn(
            tr(
                "{sources} could not be read: {names}.",
                sources=counted(len(tally.failed), "layer or file", "layers or files"),
                names=listed(tally.failed, MOST_SPANS),
            )
        )


def say_written(run: Run, written: Written, before: Archive | None, after: Archive) -> None:
    """Which days are new, changed and unchanged; what the archive has now; which units are new."""
    for what, text in (
        (NEW, tr("New days: {count}", count=len(written.dates(NEW)))),
        (CHANGED, tr("Changed days: {count}", count=len(written.dates(CHANGED)))),
        (UNCHANGED, tr("Unchanged days: {count}", count=len(written.dates(UNCHANGED)))),
    ):
        dates = written.dates(what)
        run.say(tr("{text} ({dates})", text=text, dates=_spans(dates)) if dates else text)
    lost = sum(day.lost for day in written.days)
    run.say(
        tr(
            "{fixes} added, {repeats} left out.",
            fixes=counted(written.added, "fix", "fixes"),
            repeats=counted(written.repeats, "exact repeat"),
        )
    )
    if lost:
        run.warn(tr("{fixes} of replaced days are gone.", fixes=counted(lost, "fix", "fixes")))
    if not after.days:
        return
    units = set().union(*(day.units for day in after.days))
    run.say(
        tr(
            "The archive has {fixes} of {units} on {days}, from {first} to {last}.",
            fixes=counted(sum(day.fixes for day in after.days), "fix", "fixes"),
            units=counted(len(units), "unit"),
            days=counted(len(after.days), "day"),
            first=after.days[0].date,
            last=after.days[-1].date,
        )
    )
    missing = _between([day.date for day in after.days])
    if missing:
        run.say(tr("Days without fixes in between: {count} ({dates})", count=len(missing), dates=_spans(missing)))
    if before is not None and before.days:
        new = sorted(units.difference(*(day.units for day in before.days)))
        if new:
            run.say(tr("Units that are new: {count} ({names})", count=len(new), names=listed(new, MOST_SPANS)))


def say_deleted(run: Run, deleted: Deleted) -> None:
    """Which days were deleted, because they were past their time, and what else."""
    if deleted.dates:
        run.warn(
            tr(
                "{days} deleted, past their time: {dates} ({fixes}).",
                days=counted(len(deleted.dates), "day"),
                dates=_spans(list(deleted.dates)),
                fixes=counted(deleted.fixes, "fix", "fixes"),
            )
        )
    else:
        run.say(tr("No day of the archive is past its time."))
    if deleted.rejected:
        run.warn(tr("{rows} of such days deleted.", rows=counted(deleted.rejected, "rejected row")))
    if deleted.partials:
        run.warn(tr("The partial results in the archive were deleted as well; the next run computes them again."))


def _between(dates: list[str]) -> list[str]:
    """The dates that are missing between rising dates."""
    numbers = {day_number(date) for date in dates}
    return [date_text(number) for number in range(min(numbers), max(numbers)) if number not in numbers]


def _spans(dates: list[str]) -> str:
    """Rising dates as spans: 2026-01-01 to 2026-01-03, 2026-01-07."""
    spans: list[list[str]] = []
    for date in dates:
        if spans and day_number(date) == day_number(spans[-1][-1]) + 1:
            spans[-1] = [spans[-1][0], date]
        else:
            spans.append([date])
    texts = [span[0] if len(span) == 1 else tr("{first} to {last}", first=span[0], last=span[-1]) for span in spans]
    return listed(texts, MOST_SPANS)
