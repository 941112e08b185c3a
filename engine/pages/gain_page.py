"""What a plan closes, as a page of HTML to read, print and pass on: finding, map, places, flights, what made it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from ..gain.assessment import Assessment
from ..timing.text import duration_text
from . import gain_map as gainmap
from .gain_map import GainMap

LISTED = 15  # places in each list
NEVER = 1 - 1e-9  # a gap from which a place counts as never seen
STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#595959;--line:#d5d5d5;--mark:#1b6296;--was:#9b9b9b}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#191b1e;--soft:#b3b3b3;--line:#43464b;--mark:#5aa9dd;
--was:#80858c}}
@media print{:root{--ink:#1a1a1a;--paper:#fff;--soft:#595959;--line:#d5d5d5;--mark:#1b6296;--was:#9b9b9b}
@page{size:A4;margin:14mm}body{margin:0;padding:0;max-width:none;font-size:11px}h2{break-after:avoid}
svg,tr{break-inside:avoid}}
body{font:15px/1.45 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;color:var(--ink);
background:var(--paper);max-width:1040px;margin:24px auto;padding:0 20px}
h1{font-size:25px;margin:0 0 12px}h2{font-size:18px;margin:28px 0 6px}p{margin:4px 0 10px;max-width:920px}
.finding{font-size:17px;border-left:5px solid var(--mark);padding:4px 14px;margin:0 0 14px}
.finding b{font-size:20px}.note{border-left:5px solid var(--line);padding:2px 14px}.key,small{color:var(--soft)}
.rows{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
.rows th,.rows td{text-align:left;padding:3px 20px 3px 0;vertical-align:top;border-bottom:1px solid var(--line)}
.rows .number{text-align:right}.chart{width:100%;max-width:920px;height:auto;display:block}
.chart text{font-size:13px;fill:var(--ink)}.chart .was{fill:var(--was)}.chart .is{fill:var(--mark)}
.chart path{stroke:var(--line);fill:none}
"""


@dataclass(frozen=True)
class Flown:
    """f flights of a plan, and how often it was flown; (f,) each.

    name, drone, site: texts; minutes, kilometres; in_range: places that the flight passes; lost: the priority that
    would be left open without it; counts: whether it falls in the period. every_watch: whether the plan is flown in
    every one of the `nights` of the period, or once; night: what one of them is called.
    """

    name: Sequence[str]
    drone: Sequence[str]
    site: Sequence[str]
    minutes: np.ndarray
    kilometres: np.ndarray
    in_range: np.ndarray
    lost: np.ndarray
    counts: np.ndarray
    every_watch: bool
    nights: int
    night: str

    @property
    def minutes_a_night(self) -> float:
        """Minutes flown by all drones in the period, for each of its nights."""
        total = float(self.minutes[self.counts].sum())
        return total if self.every_watch else total / self.nights


def finding(found: Assessment, flown: Flown | None, periods: tuple[str, str] = ("", "")) -> list[str]:
    """What was found, in sentences, the headline first. periods: before and after, where two are compared."""
    before, after, gain = found.priority_before, found.priority_after, float(found.gain.sum())
    share = share_text(abs(gain) / before) if before > 0 else "nothing"
    means = f"The mean gap is {found.mean_gap(found.before):.3f} before and {found.mean_gap(found.after):.3f} after."
    if flown is None:
        return [_compared(gain, share, before, after), f"Before: {periods[0]}. After: {periods[1]}.", means]
    count, minutes = int(flown.counts.sum()), flown.minutes_a_night
    which = f"{'this flight' if count == 1 else f'these {count} flights'}"
    when = f"Flown every {flown.night}" if flown.every_watch else "Flown once, as dated"
    if gain <= 1e-9 * max(before, 1.0):
        return [f"{when}, {which} would close nothing of the priority.", means]
    per_minute = f", a gain of {amount(gain / minutes)} for each drone-minute" if minutes else ""
    sure = float(np.clip(found.gain_at_least.sum(), 0.0, gain))
    said = [
        f"{when}, {which} would close {share} of the priority{per_minute}.",
        f"Priority falls from {amount(before)} to {amount(after)}, by {amount(gain)}, with {minutes:.3g} minutes in "
        f"the air a {flown.night}. {means}",
    ]
    if sure < 0.98 * gain:
        said.append(
            f"Units were silent at times. Had they been wherever they can have been, the flights would still close "
            f"{amount(sure)}."
        )
    return said


def _compared(gain: float, share: str, before: float, after: float) -> str:
    if abs(gain) <= 1e-9 * max(before, 1.0):
        return f"The priority is the same in both periods: {amount(before)}."
    verb = "lower" if gain > 0 else "higher"
    return f"In the later period the priority is {share} {verb}: {amount(after)} instead of {amount(before)}."


def served_is_not_closed(found: Assessment, revisit: float, watch_s: float, night: str) -> str:
    """How much of the gap is left where drones pass. revisit: seconds; watch_s: seconds of the watch in one night."""
    passed = found.after.visits > found.before.visits
    if not passed.any():
        return ""
    left = float(np.median(found.after.gap[passed]))
    reach = f"the {duration_text(revisit)} before it (REVISIT)"
    told = f" Half of the {int(passed.sum()):,} places that drones pass keep a gap of {left:.2f} or more."
    return (
        "Served once is not closed: a pass at once closes what began in "
        f"{reach}, of a watch of {duration_text(watch_s)} a {night}.{told}"
    )


def page(
    title: str,
    found: Assessment,
    flown: Flown | None,
    sentences: Sequence[str],
    notes: Sequence[str],
    ground: GainMap,
    names: Callable[[int], str],
    facts: Sequence[tuple[str, str]],
) -> str:
    """The whole page. sentences: the finding, headline first; notes: of what the reader should beware; names: what a
    place is called, by its index; facts: what made it, as pairs of what and which."""
    head, *rest = map(escape, sentences)
    about = "demand x (gap before - gap after), the priority that is gone"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="finding"><b>{head}</b><br>{"<br>".join(rest)}</p>',
        f"<h2>Where the gain is</h2>\n<p>Each place by its gain: {about}. Shown is where it changes.</p>",
        ground.svg(),
        ground.legend(amount),
        *(f'<p class="note">{escape(note)}</p>' for note in notes),
        "<h2>Gaps before and after</h2>\n<p>The gap is the probability that what begins in the watch goes unseen for "
        "the revisit interval. Share of the places, weighted by demand, by their gap.</p>",
        chart(found),
        _flights(flown) if flown is not None else "",
        _places(found, names, found.gain, "Places that gain most", "Gain"),
        _places(found, names, -found.gain, "Places that lose most", "Loss") if (found.gain < -1e-9).any() else "",
        _places(found, names, found.demand * found.after.gap, "Places that stay worst", "Priority left"),
        "<h2>What made this</h2>",
        _rows([(_header(what), _cell(which)) for what, which in facts]),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}{gainmap.STYLE}</style></head>\n<body>\n"
        + "\n".join(filter(None, parts))
        + "\n</body></html>\n"
    )


def share_text(share: float) -> str:
    """A share as a percentage that is short and never rounds something to nothing."""
    if 0 < share < 0.001:
        return "less than 0.1 %"
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"


def amount(value: float) -> str:
    """A priority, with three digits, or all before the point."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    value = round(value, 6) + 0.0  # no minus before a zero
    return f"{value:.3g}" if abs(value) >= 1e-4 or not value else f"{value:.6f}".rstrip("0")


def gap_shares(gap: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """(11,) shares of the demand, or of the places where none has any, by gap: ten tenths, and never seen."""
    weight = demand if demand.sum() > 0 else np.ones(len(gap))
    tenth = np.where(gap >= NEVER, 10, np.minimum((gap * 10 + 1e-9).astype(int), 9))
    return np.bincount(tenth, weight, minlength=11) / weight.sum()


def chart(found: Assessment) -> str:
    """Bars of the share of demand by gap, before and after, as SVG."""
    shares = [gap_shares(scores.gap, found.demand) for scores in (found.before, found.after)]
    top = max(float(np.max(shares)), 1e-9)
    high, base, step = 170, 200, 80
    bars = []
    for k, share in enumerate(shares):
        for i, value in enumerate(share.tolist()):
            x, tall = 20 + step * i + 32 * k, high * value / top
            if value > 0:
                look = ("was", "is")[k]
                bars.append(
                    f'<rect class="{look}" x="{x}" y="{base - tall:.1f}" width="30" height="{max(tall, 1):.1f}"/>'
                )
                bars.append(
                    f'<text x="{x + 15}" y="{base - tall - 4:.1f}" text-anchor="middle">{_percent(value)}</text>'
                )
    labels = [f"{i / 10:g}–{(i + 1) / 10:g}" for i in range(10)] + ["never seen"]
    names = "".join(
        f'<text x="{20 + step * i + 31}" y="{base + 18}" text-anchor="middle">{label}</text>'
        for i, label in enumerate(labels)
    )
    keys = "".join(
        f'<rect class="{look}" x="{x}" y="{base + 32}" width="14" height="14"/>'
        f'<text x="{x + 20}" y="{base + 44}">{text}, %</text>'
        for x, look, text in ((20, "was", "before"), (130, "is", "after"))
    )
    return (
        f'<svg class="chart" viewBox="0 0 920 {base + 50}" role="img" aria-label="Share of demand by gap, before and '
        f'after">{"".join(bars)}<path d="M10 {base}.5H910"/>{names}{keys}</svg>'
    )


def _percent(share: float) -> str:
    return "&lt;1" if share < 0.005 else f"{100 * share:.0f}"


def _flights(flown: Flown) -> str:
    """The flights in the order given, and what each of them is worth."""
    heads = ("Flight", "Launch site", "Minutes", "km", "Places in range", "Lost without it", "a minute")
    order = range(len(flown.name))
    cells = []
    for i in order:
        minutes, lost = float(flown.minutes[i]), float(flown.lost[i])
        outside = "" if flown.counts[i] else " (outside the period)"
        cells.append(
            (
                _cell(f"{flown.name[i]}{outside}"),
                _cell(flown.site[i]),
                _number(f"{minutes:.1f}"),
                _number(f"{flown.kilometres[i]:.2f}"),
                _number(f"{flown.in_range[i]:,}"),
                _number(amount(lost)),
                _number(amount(lost / minutes) if minutes else "–"),
            )
        )
    return (
        "<h2>Flights</h2>\n<p>Lost without it: the priority that would stay open if this flight alone were left out. "
        "What two flights both see is lost with neither, so these do not add up to the gain.</p>\n"
        + _rows([[_header(head, i > 1) for i, head in enumerate(heads)], *cells])
    )


def _places(found: Assessment, names: Callable[[int], str], by: np.ndarray, title: str, what: str) -> str:
    """The places that have most of something."""
    first = np.argsort(-by, kind="stable")[:LISTED]
    first = first[by[first] > 1e-9]
    if not len(first):
        return f"<h2>{title}</h2>\n<p>None.</p>"
    alike = int((by >= by[first[-1]] - 1e-12).sum()) - len(first)
    more = f"<p>{alike:,} more places have as much as the last one here.</p>" if alike > 0 else ""
    heads = ("Place", "Demand", "Gap before", "Gap after", what)
    cells = [
        (
            _cell(names(i)),
            _number(amount(float(found.demand[i]))),
            _number(f"{found.before.gap[i]:.3f}"),
            _number(f"{found.after.gap[i]:.3f}"),
            _number(amount(float(by[i]))),
        )
        for i in first.tolist()
    ]
    return f"<h2>{title}</h2>\n{_rows([[_header(head, k > 0) for k, head in enumerate(heads)], *cells])}{more}"


def _rows(rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<table class="rows">{lines}</table>'


def _header(text: str, number: bool = False) -> str:
    kind = ' class="number"' if number else ""
    return f"<th{kind}>{escape(text)}</th>"


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>"


def _number(text: str) -> str:
    return f'<td class="number">{escape(text)}</td>'
