"""Purpose, necessity and retention."""

from collections.abc import Mapping
from datetime import date

from ..language import tr
from ..text import counted
from .document import Section, Table, Words
from .facts import SCORES, Facts
from .open_questions import about_deletion, about_necessity, about_the_purpose


def purpose(facts: Facts) -> Section:
    """What the data are for."""
    found = {}
    for entry, retention in facts.retentions:
        for text in retention.purposes:
            found.setdefault(text, []).append(entry.ident)
    words = [Words(tr("Purpose, as recorded: '{text}'", text=text), tuple(idents)) for text, idents in found.items()]
    if not words:
        words = [Words(tr("No purpose is recorded."))]
    return Section("purpose", tr("Purpose and legal basis"), tuple(words), opens=about_the_purpose(bool(found)))


def necessity(facts: Facts, titles: Mapping[str, str]) -> Section:
    """What the score answers, and with which smaller data it could be answered. titles: of parameters, by name."""
    words = [
        Words(
            tr(
                "What the score answers: which places go unseen for longer than the revisit interval, in the hours "
                "that are watched. It needs where patrols were and when. It does not need who they were."
            )
        )
    ]
    with_units = [one for one in facts.entries if one.parameters.get("UNIT_FIELD")]
    if with_units:
        words.append(
            Words(
                tr(
                    "Units are told apart, so that their positions can be joined to tracks. A code that changes with "
                    "every day of duty does that as well, and nobody can be followed over days. Without any code, "
                    "positions of different patrols would be joined wrongly."
                ),
                tuple(one.ident for one in with_units),
            )
        )
    for one in facts.runs(*SCORES):
        low = [
            tr("{title}: {value}", title=titles.get(name, name), value=_plain(one.parameters[name]))
            for name in ("CELL_SIZE", "REVISIT", "WATCH_START", "WATCH_END", "WEEKDAYS", "LAST_NIGHTS")
            if one.parameters.get(name) not in (None, "")
        ]
        if low:
            text = tr("What limits the data that count: {parameters}.", parameters=tr("; ").join(low))
            words.append(Words(text, (one.ident,)))
    smaller = [
        tr("only the fixes within the hours of the watch and the revisit interval before it"),
        tr("tracks (blindspot:preparetracks) instead of raw positions, and after scoring the places alone"),
        tr("only the last nights (LAST_NIGHTS), where the question is about now"),
        tr("larger cells, where a decision is about a street block and not about a doorway"),
    ]
    words.append(Words(tr("Smaller data that may do: {list}.", list=tr("; ").join(smaller))))
    return Section("necessity", tr("Necessity and proportionality"), tuple(words), opens=about_necessity())


def retention(facts: Facts, today: date) -> Section:
    """How long the data are kept."""
    headings = (tr("Result"), tr("Last day of its data"), tr("May be kept for"), tr("To be used until"))
    rows = []
    for entry, found in facts.retentions:
        ends = tr("no limit") if found.ends is None else str(found.ends)
        if found.ends is not None and today > found.ends:
            ends = tr("{ends} (past)", ends=ends)
        days = tr("no limit is set") if found.retain_days is None else counted(found.retain_days, "day")
        last = tr("not recorded") if found.last_day is None else str(found.last_day)
        rows.append((Words(entry.name, (entry.ident,)), Words(last), Words(days), Words(ends)))
    limited = any(found.ends is not None for _, found in facts.retentions)
    words = [
        Words(
            tr(
                "A day of data is past its time when the days that it may be kept (RETAIN_DAYS) are over. The "
                "strictest limit that the records of a result state holds."
            )
        )
    ]
    tables = (Table(headings, tuple(rows)),) if rows else ()
    if not limited:
        words.append(Words(tr("No time is set, so nothing reminds anybody to delete the data.")))
    return Section("retention", tr("How long data are kept"), tuple(words), tables, about_deletion())


def _plain(value) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.removesuffix(":00") if text.count(":") == 2 else text
