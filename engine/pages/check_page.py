"""The report of a preflight check as an HTML page: violations first, then the map, the battery of each sortie, the
closest approach of each pair of drones, what was checked, and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..language import tr
from ..text import counted
from .battery_chart import BatteryChart
from .check_rows import CheckRow, PairRow, SortieRow
from .drawing import Drawing
from .html import render

MOST_CHARTS = 60
MOST_VIOLATIONS = 300


@dataclass(frozen=True)
class ViolationRow:
    """A violation. rule: its name; message: a sentence; when, where: texts, empty where there is none."""

    rule: str
    message: str
    when: str
    where: str


@dataclass(frozen=True)
class CheckContent:
    """Everything on the page. notes: what was assumed, and other warnings; zone_colours: (colour, text) of the zones on
    the map."""

    violations: Sequence[ViolationRow]
    map: Drawing
    drone_colours: Sequence[tuple[str, str]]
    charts: Sequence[BatteryChart]
    pairs: Sequence[PairRow]
    sorties: Sequence[SortieRow]
    checks: Sequence[CheckRow]
    notes: Sequence[str]
    fenced: bool
    zone_colours: Sequence[tuple[str, str]]
    private: bool
    rallies: bool


def finding(violations: int, broken: int, sorties: int, least_reserve: float, closest: float | None) -> list[str]:
    """The result in sentences. broken: number of sorties with violations; least_reserve: %; closest: m, None where no
    two drones are in the air together."""
    flown = counted(sorties, "sortie")
    if violations and broken:
        first = tr(
            "Do not fly this plan yet: {violations}, in {broken} of {sorties}.",
            violations=counted(violations, "violation"),
            broken=broken,
            sorties=flown,
        )
    elif violations:
        first = tr("Do not fly this plan yet: {violations}.", violations=counted(violations, "violation"))
    else:
        first = tr("No violations. {sorties} checked.", sorties=flown)
    found = [first]
    if least_reserve == least_reserve:
        found.append(tr("The least that is left of a battery is {left:.1f} %.", left=least_reserve))
    found.append(
        tr("No two drones are in the air at the same time.")
        if closest is None
        else tr("Two drones come as near as {distance:.0f} m to each other.", distance=closest)
    )
    return found


def page(title: str, sentences: Sequence[str], content: CheckContent, facts: Sequence[tuple[str, str]]) -> str:
    """The whole page as HTML. sentences: from `finding`; facts: the provenance, as pairs of label and value."""
    return render(
        "check.html.j2",
        title=title,
        asked=None,
        sentences=sentences,
        content=content,
        violations=list(content.violations)[:MOST_VIOLATIONS],
        more=max(len(content.violations) - MOST_VIOLATIONS, 0),
        charts=list(content.charts)[:MOST_CHARTS],
        more_charts=max(len(content.charts) - MOST_CHARTS, 0),
        facts=facts,
    )
