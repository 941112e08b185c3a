"""Geozones as a file has them: one for each area, height layer and period."""

from dataclasses import dataclass

import shapely

from ..errors import UserError
from ..language import tr
from ..text import counted
from . import fields as names
from .shapes import FILLED, WIDENED
from .zones import AGL

FOOT = 0.3048
NO_LIMIT = 99_999.0
"""An upper limit of at least this number, in whatever unit, stands for none."""
LONGEST_SCHEDULE = 250
"""Characters, so that shapefiles (254) do not cut it. A longer one is divided among several rows."""
TIMES = (names.VALID_FROM, names.VALID_TO)
COLUMNS = (
    (names.ZONE_ID, "zone_id"),
    (names.NAME, "name"),
    ("country", "country"),
    ("class", "kind"),
    (names.RESTRICTION, "restriction"),
    (names.REASON, "reason"),
    (names.LOWER, "lower"),
    (names.LOWER_REF, "lower_ref"),
    (names.UPPER, "upper"),
    (names.UPPER_REF, "upper_ref"),
    (names.VALID_FROM, "valid_from"),
    (names.VALID_TO, "valid_to"),
    (names.SCHEDULE, "schedule"),
    ("conditions", "conditions"),
    ("message", "message"),
    ("authority", "authority"),
    ("contact", "contact"),
    ("note", "note"),
)
"""The columns of a table of geozones, and the attribute of a Geozone. Names have at most 10 characters that tell them
apart: shapefiles cut what is longer."""
SHOWN = 5
"""Faults that a message names."""


@dataclass(frozen=True)
class Geozone:
    """What is in the way of drones, or not: an area between two heights during a period. None: not said, or no limit.

    shape: polygon or multipolygon in longitude and latitude, WGS 84; number: of the zone in its file, from 1; circle:
    longitude, latitude and radius in m of a zone that is one; lower, upper: m from their references (AGL, AMSL, WGS84);
    valid_from, valid_to: s since the epoch; schedule: see schedule.py; restriction: see fields.py; kind: of airspace,
    such as CTR; note: what was assumed.
    """

    shape: shapely.Geometry
    number: int = 0
    circle: tuple[float, float, float] | None = None
    lower: float | None = None
    lower_ref: str = AGL
    upper: float | None = None
    upper_ref: str = AGL
    valid_from: float | None = None
    valid_to: float | None = None
    schedule: str = ""
    restriction: str = ""
    reason: str = ""
    name: str = ""
    zone_id: str = ""
    country: str = ""
    kind: str = ""
    conditions: str = ""
    message: str = ""
    authority: str = ""
    contact: str = ""
    note: str = ""


@dataclass(frozen=True)
class GeozoneFile:
    """What was read from a file. format: ED-318, ED-269 or OpenAir; count: zones of the file, each with one row or
    more; left_out: zones of other classes than asked for; remarks: sentences on what was assumed, or breaks the rules
    of the format and does not matter here."""

    format: str
    zones: tuple[Geozone, ...]
    count: int
    left_out: int = 0
    remarks: tuple[str, ...] = ()


class Findings:
    """Collects what is wrong with the zones of a file, and what was assumed, while it is read."""

    def __init__(self):
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self.assumed: dict[str, int] = {}

    def fault(self, sentence: str) -> None:
        """A zone cannot be read."""
        self.faults.append(sentence)

    def remark(self, sentence: str) -> None:
        """Something breaks a rule and does not matter here."""
        self.remarks.append(sentence)

    def assume(self, text: str) -> str:
        """Counts a zone for which something is assumed; returns the text, for its note."""
        self.assumed[text] = self.assumed.get(text, 0) + 1
        return text

    def rows_of(self, where: str, rows: list[Geozone]) -> list[Geozone]:
        """The rows of a zone. That it has none is a fault, if nothing else has been one."""
        if not rows and not self.faults:
            self.fault(tr("{where}: it has no area.", where=where))
        return rows

    def check(self) -> None:
        """Raises UserError where a zone could not be read: none of a file may be lost."""
        if self.faults:
            more = len(self.faults) - SHOWN
            named = " ".join(self.faults[:SHOWN])
            named += " " + tr("({more:,} more faults.)", more=more) if more > 0 else ""
            raise UserError(
                tr(
                    "The file is not imported, because zones in it cannot be read, and no zone may be lost. {faults} "
                    "Correct them, or ask the publisher to.",
                    faults=named,
                )
            )

    def sentences(self) -> tuple[str, ...]:
        """What was assumed, with the number of rows; then the first rules that were broken."""
        assumed = [
            tr("{cases}: {text}", cases=counted(count, "case"), text=text) for text, count in self.assumed.items()
        ]
        more = len(self.remarks) - SHOWN
        rest = [tr("{more:,} more remarks of that kind.", more=more)] if more > 0 else []
        return (*assumed, *self.remarks[:SHOWN], *rest)


def schedule_rows(texts: list[str]) -> list[str]:
    """Entries of a schedule as one text, or as several where it would be longer than LONGEST_SCHEDULE."""
    rows = [""]
    for text in texts:
        joined = f"{rows[-1]}; {text}" if rows[-1] else text
        if len(joined) <= LONGEST_SCHEDULE:
            rows[-1] = joined
        else:
            rows.append(text)
    return rows


def outline_note(done: str, findings: Findings) -> str:
    """What was done to an outline, for its note; empty where nothing was. done: of `shapes.filled`."""
    if done == FILLED:
        return findings.assume(tr("an outline that crosses itself is filled, with its holes."))
    if done == WIDENED:
        return findings.assume(tr("an outline without an area, such as a cable, is widened by the tolerance."))
    return ""
