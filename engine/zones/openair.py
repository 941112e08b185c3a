"""Reads OpenAir: airspaces as lines of text (http://www.winpilot.com/UsersGuide/UserAirspace.asp, and the tags AY, AI,
AF, AG, AA of its second version).

A line that draws an airspace and cannot be read is a fault: then no airspace of the file is read. A limit that cannot
be read is taken as none, so that the airspace does not shrink.
"""

import re
from dataclasses import replace

from ..language import tr
from ..progress import Progress, quiet
from ..text import shortened
from .fields import AUTHORISATION, CONDITIONAL, PROHIBITED
from .geozone import FOOT, Findings, Geozone
from .openair_outline import Outline
from .openair_times import active_times
from .zones import AGL, AMSL

PROHIBITING = ("P", "PROHIBITED")
WARNING = ("Q", "E", "F", "G", "W", "GP", "GSEC", "TMZ", "RMZ", "FIR", "UIR", "SECTOR", "NONE", "UNC", "OTHER")
"""Classes of danger areas and of airspace in which other aircraft need no clearance: conditions for drones."""
DRAWING = ("DP", "DA", "DB", "DC", "DY", "V")
TERRAIN = ("TO", "TC")
"""Begin an outline that is drawn on maps and is no airspace."""
STARTS = re.compile(r"^[A-Z]{1,2}(?=\s|$)")
MOST_LINES = 2_000_000
MOST_TEXT = 1_000
"""Characters of a line that are read."""
STANDARD = re.compile(r"^(?:FL|F)\s*([0-9]{1,3})\b")
GROUND = re.compile(r"^(?:GND|SFC|GROUND|SURFACE|0+(?:\.0+)?\s*(?:FT|M)?\s*(?:AGL|GND|SFC|ASFC)?)$")
NO_LIMIT = re.compile(r"^UNL(?:IM(?:ITED)?|TD)?\b")
HEIGHT = re.compile(
    r"^(?:ALT(?:ITUDE)?\s*)?(-?[0-9]{1,7}(?:\.[0-9]+)?)\s*(FT|FEET|F|M|MTR|METERS|METRES)?\s*"
    r"(AGL|AGND|GND|SFC|ASFC|AMSL|MSL|ALT|QNH)?$"
)


def looks_like_openair(text: str) -> bool:
    """Whether some line begins an airspace."""
    return re.search(r"^\s*AC\s+\S", text, re.MULTILINE | re.IGNORECASE) is not None


def read_openair(
    text: str, tolerance: float, classes: tuple[str, ...], findings: Findings, progress: Progress = quiet
) -> tuple[list[Geozone], int, int]:
    """The rows, the number of airspaces, and how many are left out, because their class is not one of `classes`
    (capitals; empty: all)."""
    zones, count, left_out = [], 0, 0
    blocks = _blocks(text, findings)
    for block in blocks:
        progress(count / len(blocks))
        count += 1
        if classes and not {block.kind, block.type} & set(classes):
            left_out += 1
            continue
        rows = [replace(row, number=count) for row in block.rows(tolerance, findings)]
        zones += findings.rows_of(block.where, rows)
    return zones, count, left_out


class Airspace:
    """The lines of one airspace. line: the number of its first."""

    def __init__(self, line: int, kind: str):
        self.line, self.kind, self.type = line, kind.upper(), ""
        self.tags: dict[str, str] = {}
        self.active: list[str] = []
        self.drawn: list[tuple[int, str, str]] = []

    @property
    def where(self) -> str:
        name = shortened(self.tags.get("AN", ""), 40)
        return tr("Airspace in line {line:,} ({name})", line=self.line, name=name or self.kind)

    def add(self, line: int, tag: str, rest: str) -> None:
        if tag in DRAWING:
            self.drawn.append((line, tag, rest))
        elif tag == "AY":
            self.type = rest.upper()
        elif tag == "AA":
            self.active.append(rest)
        else:
            self.tags.setdefault(tag, rest)

    def rows(self, tolerance: float, findings: Findings) -> list[Geozone]:
        """One row for each period."""
        outline = Outline(self.where, findings, tolerance)
        for line, tag, rest in self.drawn:
            outline.draw(line, tag, rest)
        shape, circle, note = outline.finished()
        if shape is None:
            return []
        lower, lower_ref, low_note = limit(self.tags.get("AL"), False, findings)
        upper, upper_ref, high_note = limit(self.tags.get("AH"), True, findings)
        if lower_ref == upper_ref and None not in (lower, upper) and lower > upper:
            findings.fault(tr("{where}: its lower limit is above its upper limit.", where=self.where))
        contact = ", ".join(self.tags[tag] for tag in ("AG", "AF") if self.tags.get(tag))
        return [
            Geozone(
                shape,
                0,
                circle,
                *(lower, lower_ref, upper, upper_ref, begin, end),
                restriction=restriction_of(self.kind, self.type),
                name=self.tags.get("AN", ""),
                zone_id=self.tags.get("AI", ""),
                kind="/".join(filter(None, (self.kind, self.type))),
                contact=contact,
                note=" ".join(dict.fromkeys(filter(None, (note, low_note, high_note)))),
            )
            for begin, end in active_times(self.active, findings)
        ]


def _blocks(text: str, findings: Findings) -> list[Airspace]:
    """The airspaces of a file."""
    found, stray, terrain = [], set(), False
    for number, line in enumerate(text.split("\n", MOST_LINES)[:MOST_LINES], 1):
        line = line.strip().lstrip("\ufeff")
        if not line or line[0] in "*#":
            continue
        upper = line.upper()
        match = STARTS.match(upper)
        tag = match[0] if match else upper[:1] if upper[:2] in ("V=", "V ") else ""
        rest = line[len(tag) :].split("*", 1)[0].strip()[:MOST_TEXT]
        if tag in TERRAIN:
            terrain = True
        elif tag == "AC":
            terrain = False
            found.append(Airspace(number, rest))
        elif not tag:
            stray.add(number)
        elif terrain:
            continue
        elif found:
            found[-1].add(number, tag, rest)
        elif tag in DRAWING and not (tag == "V" and not rest):
            findings.fault(tr("Line {line:,} draws before an airspace begins (AC).", line=number))
    if stray:
        findings.remark(
            tr(
                "{count:,} lines begin with no tag of OpenAir, the first is line {line:,}.",
                count=len(stray),
                line=min(stray),
            )
        )
    return found


def limit(text: str | None, upper: bool, findings: Findings) -> tuple[float | None, str, str]:
    """A limit in m (None: none), its reference, and what was assumed for it. text: such as FL95, 2500 ft AMSL,
    1000 AGL, SFC, UNL."""
    plain = " ".join((text or "").upper().replace(",", ".").split()).rstrip(".")
    if GROUND.match(plain):
        return 0.0, AGL, ""
    if NO_LIMIT.match(plain):
        return None, AMSL, ""
    level = STANDARD.match(plain)
    if level:
        note = tr("flight levels are heights above sea level at standard pressure (1013.25 hPa).")
        return float(level[1]) * 100.0 * FOOT, AMSL, findings.assume(note)
    match = HEIGHT.match(plain)
    if not match:
        note = tr("a limit that cannot be read, or is missing, is taken as none.")
        return None, AMSL if upper else AGL, findings.assume(note)
    note = ""
    if not match[2]:
        note = findings.assume(tr("heights without a unit are in feet."))
    if not match[3]:
        findings.assume(tr("heights without a reference are above sea level."))
    unit = 1.0 if (match[2] or "").startswith("M") else FOOT
    reference = AGL if match[3] in ("AGL", "AGND", "GND", "SFC", "ASFC") else AMSL
    return float(match[1]) * unit, reference, note


def restriction_of(kind: str, type_of: str) -> str:
    """What a class (AC) and a type (AY) of airspace mean for drones."""
    if kind in PROHIBITING or type_of in PROHIBITING:
        return PROHIBITED
    named = {kind, type_of} - {"", "UNC", "UNCLASSIFIED"}
    return CONDITIONAL if named <= set(WARNING) else AUTHORISATION
