"""The list of exported missions as an HTML page: what to fly, when, and how to get it to the drone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..language import tr
from ..missions.mission import Mission
from ..text import counted
from ..timing.text import duration_text, local_text
from .html import render

NONE = "–"


@dataclass(frozen=True)
class MissionRow:
    """One file as a row of the table, all as text."""

    drone: str
    sortie: str
    site: str
    start: str
    waypoints: str
    duration: str
    left: str
    returns: str
    file: str


def mission_row(mission: Mission, file: str, duration: float, left: float, zone: str) -> MissionRow:
    """duration: s of the sortie as the aircraft flies it, left: % of the battery after that; NaN where they are not
    known, or the sortie is flown in parts. zone: the time zone of the take-off."""
    part = f" ({mission.part}/{mission.parts})" if mission.parts > 1 else ""
    return MissionRow(
        str(mission.drone),
        f"{mission.sortie}{part}",
        mission.launch_site or NONE,
        _moment(mission.start, zone),
        str(len(mission)),
        duration_text(duration) if np.isfinite(duration) else NONE,
        f"{max(left, 0.0):.0f} %" if np.isfinite(left) else NONE,
        f"{mission.return_height:.0f} m",
        file,
    )


def page(
    title: str,
    format_title: str,
    zone: str,
    rows: Sequence[MissionRow],
    steps: Sequence[str],
    violations: Sequence[str],
    notes: Sequence[str],
    facts: Sequence[tuple[str, str]],
) -> str:
    """The whole page. zone: the time zone of take-offs; violations: sentences on what the plan breaks, none for a sound
    plan; notes: what else must be known."""
    drones = len({row.drone for row in rows})
    if violations:
        finding = tr(
            "{files} for {drones}, although the plan has {violations}.",
            files=counted(len(rows), "file"),
            drones=counted(drones, "drone"),
            violations=counted(len(violations), "violation"),
        )
    else:
        finding = tr(
            "{files} for {drones}. The plan passed the check before the flight, and each file that of its format.",
            files=counted(len(rows), "file"),
            drones=counted(drones, "drone"),
        )
    return render(
        "missions.html.j2",
        title=title,
        asked=None,
        format_title=format_title,
        takeoff=tr("Take-off ({zone})", zone=zone),
        finding_text=finding,
        rows=rows,
        steps=steps,
        violations=violations,
        notes=notes,
        facts=facts,
    )


def _moment(start: float, zone: str) -> str:
    return f"{local_text(start, zone)}:{int(start) % 60:02d}" if np.isfinite(start) else NONE
