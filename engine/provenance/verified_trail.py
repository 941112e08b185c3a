"""Whether an audit trail is as it was written: each line has its own hash, and that of the line before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ..progress import Progress, quiet
from .trail import BLANK, entry_of, line_of

WHOLE, ALTERED, CUT, OUT_OF_ORDER = "whole", "altered", "cut", "out of order"
LONGEST = 1 << 26
"""Bytes of a line that are read at once."""
MOST_FOREIGN = 1000
"""Lines of a file that are read to find an entry, before it is taken for no trail."""
_END = re.compile(rb'"version": "[^"]*"}$')
"""How each line ends, because its keys are sorted."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class TrailLine:
    """One line. line: its place in the file, from 1; number: of the run, None where the line cannot be read; time: UTC,
    such as 2026-01-31T22:00:00Z, or empty; state: one of those above."""

    line: int
    state: str
    number: int | None = None
    time: str = ""
    algorithm: str = ""
    version: str = ""
    hash: str = ""


@dataclass(frozen=True)
class VerifiedTrail:
    """What was found in a trail. is_trail: whether it has any entry, or is empty; noted: the hash that was noted
    earlier, empty where there is none."""

    lines: tuple[TrailLine, ...]
    is_trail: bool
    noted: str = ""

    @property
    def entries(self) -> int:
        """Lines that hold a run, altered or not."""
        return sum(one.number is not None for one in self.lines)

    @property
    def first(self) -> str:
        """The earliest time; empty where there is none."""
        return min((one.time for one in self.lines if one.time), default="")

    @property
    def latest(self) -> str:
        return max((one.time for one in self.lines if one.time), default="")

    def lines_that_are(self, state: str) -> list[int]:
        """The places in the file of the lines in a state."""
        return [one.line for one in self.lines if one.state == state]

    @property
    def missing(self) -> list[tuple[int, int]]:
        """The numbers that no line has, as the first and the last of each gap. A line that cannot be read may have been
        one of them."""
        known = sorted({0} | {one.number for one in self.lines if one.number is not None and one.state != ALTERED})
        return [(one + 1, other - 1) for one, other in pairwise(known) if other > one + 1]

    @property
    def last(self) -> str:
        """The hash of the last line that is not altered; empty where there is none."""
        sound = (WHOLE, OUT_OF_ORDER)
        return next((one.hash for one in reversed(self.lines) if one.state in sound), "")

    @property
    def has_noted(self) -> bool:
        """Whether the line whose hash was noted is still there, as it was. True where none was noted."""
        sound = (WHOLE, OUT_OF_ORDER)
        return not self.noted or any(one.hash == self.noted and one.state in sound for one in self.lines)

    @property
    def intact(self) -> bool:
        return self.is_trail and self.has_noted and all(one.state == WHOLE for one in self.lines)


def verify(path: str | Path, last: str = "", progress: Progress = quiet) -> VerifiedTrail:
    """Verifies the trail at `path`. last: a hash that was noted earlier; lines removed at the end are not seen without
    it. Raises OSError where the file cannot be read, and what `progress` raises."""
    found: list[TrailLine] = []
    entries, blank = 0, True
    number, before, unread = 0, "", 0
    for place, line in enumerate(_lines(path, progress), 1):
        blank = blank and not line.strip(BLANK)
        entry = entry_of(line)
        if entry is None:
            unread += 1
            found.append(TrailLine(place, CUT if line.startswith(b"{") and not _END.search(line) else ALTERED))
            if not entries and place == MOST_FOREIGN:
                break
            continue
        # After lines that cannot be read, the next one follows the last that can, as where a run was killed, or it
        # has the number that is due, and what it follows is not known.
        follows = entry["number"] == number + 1 and entry["before"] == before
        follows = follows or (unread > 0 and entry["number"] == number + 1 + unread)
        state = ALTERED if not _is_own(entry, line) else WHOLE if follows else OUT_OF_ORDER
        found.append(_described(place, state, entry))
        entries, number, before, unread = entries + 1, entry["number"], entry["hash"], 0
    if blank:
        found = []
    return VerifiedTrail(tuple(found), bool(entries) or blank, last.strip().lower())


def _lines(path: str | Path, progress: Progress) -> Iterator[bytes]:
    """The lines of the file without their end. The last one may have none."""
    size, done = max(Path(path).stat().st_size, 1), 0
    with open(path, "rb") as file:
        while line := file.readline(LONGEST):
            done += len(line)
            progress(min(done / size, 1.0))
            yield line.removesuffix(b"\n")


def _is_own(entry: dict, line: bytes) -> bool:
    """Whether a line is exactly what was written for its entry."""
    try:
        return line_of(entry) == line
    except (ValueError, RecursionError):
        return False


def _described(place: int, state: str, entry: dict) -> TrailLine:
    texts = {key: entry.get(key) if isinstance(entry.get(key), str) else "" for key in ("time", "algorithm", "version")}
    time = texts["time"] if _TIME.fullmatch(texts["time"]) else ""
    return TrailLine(place, state, entry["number"], time, texts["algorithm"], texts["version"], entry["hash"])
