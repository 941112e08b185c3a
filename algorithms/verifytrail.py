"""Verify the audit trail: whether the log of runs is as it was written."""

from datetime import datetime
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..engine.errors import UserError
from ..engine.provenance.verified_trail import ALTERED, CUT, OUT_OF_ORDER, VerifiedTrail, verify
from ..engine.text import counted, listed, shortened
from ..layers.sinks import LONG, MOMENT, TEXT, fields_of, moments
from .base import BlindspotAlgorithm, tr
from .outputs.layers import OutputLayer, write_layers

FIELDS = (("line", LONG), ("number", LONG), ("time", MOMENT), ("algorithm", TEXT), ("version", TEXT), ("state", TEXT))
READING = 0.8
"""Share of the bar for reading the trail."""
MOST = 10
"""Lines that a sentence names."""


class VerifyTrail(BlindspotAlgorithm):
    """blindspot:verifytrail"""

    ID = "verifytrail"
    TITLE = "Verify the audit trail"
    SUMMARY = "Was the log of runs altered? Lists the runs, and lines that were changed, cut or removed."
    TAGS = ("provenance", "audit", "trail", "log", "verify", "hash", "tamper", "accountability", "record")
    BASIC = ("TRAIL", "LAST_HASH")
    HELP = """<p>Which runs were made, with which inputs and parameters, and was the log of them altered since?
Blindspot appends each complete run to an audit trail, the file blindspot_trail.jsonl, where you ask for it: make an
empty file of this name in the folder of the project, or name a folder in the variable blindspot_trail of the project,
of QGIS or of the environment. Runs that failed or were cancelled are not in it.</p>
<p>Each line has its own hash, and the hash of the line before it. So a line that was changed, inserted, removed or
moved is found, and INTACT is 0.</p>
<p>Lines that were removed at the end cannot be seen from the file alone. So note the hash of the last line, which
this algorithm returns, where nobody can change it, such as in printed minutes, and give it as LAST_HASH the next time:
then everything up to that line is proven to be there as it was.</p>
<!-- more -->
<p>The hashes are no signature. Whoever can write the file can also write a whole new trail with right hashes: only a
hash that was noted elsewhere shows that. The trail doesn't show runs that were made without it.</p>
<p>A line that is cut, as where a computer was switched off while it was written, is named, and INTACT is 0: one run may
lack its line. Later runs begin a new line and are not affected.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFile("TRAIL", tr("Audit trail"), extension="jsonl"),
            "The file blindspot_trail.jsonl, or a copy of it.",
        )
        self.add(
            QgsProcessingParameterString("LAST_HASH", tr("Last hash noted earlier"), None, False, True),
            "The hash that an earlier verification returned: 64 characters. The line with this hash must still be "
            "there. Empty: lines that were removed at the end are not seen.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Runs in the trail"), Qgis.ProcessingSourceType.Vector, None, True
            ),
            "A table with a row for each line of the file. Fields: line (its place in the file), number (of the run), "
            "time (when it ended, UTC), algorithm, version (of Blindspot), state (whole; altered: it is not what was "
            "written; cut: it has no end; out of order: it does not follow the line before it, so lines were removed, "
            "inserted or moved there, or the line before it was replaced). Lines that cannot be read have no number.",
        )
        self.add_numbers(
            ("INTACT", "Intactness (1: the trail is as it was written, 0: it is not)"),
            ("ENTRIES", "Runs in the trail"),
        )
        self.add_texts((("LAST_HASH", "Hash of the last line, to be noted"), ("SUMMARY", "What was found")))

    def check(self, run):
        noted = run.text("LAST_HASH").strip().lower()
        if noted and (len(noted) != 64 or set(noted) - set("0123456789abcdef")):
            return tr("LAST_HASH is no hash: it must have 64 characters, 0 to 9 and a to f.")
        return super().check(run)

    def compute(self, run):
        wrong = self.check(run)
        if wrong:
            raise UserError(wrong)
        path = Path(self.parameterAsFile(run.parameters, "TRAIL", run.context)).expanduser()
        progress = run.doing(tr("Reading the trail."), 0, READING)
        try:
            found = verify(path, run.text("LAST_HASH"), progress)
        except OSError as error:
            raise UserError(
                tr("TRAIL ({path}) cannot be read: {reason}.", path=shortened(path, 200), reason=error.strerror)
            ) from error
        if not found.is_trail:
            raise UserError(
                tr(
                    "TRAIL ({path}) is no audit trail: none of its lines is a run. Choose a file "
                    "blindspot_trail.jsonl.",
                    path=shortened(path, 200),
                )
            )
        written = write_layers(run, READING, _table(found))
        sentences = _sentences(path.name, found)
        (run.say if found.intact else run.warn)(*sentences)
        return {
            **written,
            "INTACT": int(found.intact),
            "ENTRIES": found.entries,
            "LAST_HASH": found.last,
            "SUMMARY": " ".join(sentences),
        }


def _table(found: VerifiedTrail) -> OutputLayer:
    lines = found.lines
    largest = 2**63 - 1
    columns = (
        [one.line for one in lines],
        [one.number if one.number is not None and abs(one.number) <= largest else None for one in lines],
        moments(np.array([_seconds(one.time) for one in lines], float)),
        [shortened(one.algorithm, 100) for one in lines],
        [shortened(one.version, 100) for one in lines],
        [one.state for one in lines],
    )
    rows = fields_of(*FIELDS), [None] * len(lines), columns
    return OutputLayer.of("OUTPUT", rows, Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem())


def _seconds(time: str) -> float:
    """A time in s since the epoch; NaN where there is none, or no such date."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except ValueError:
        return np.nan


def _sentences(name: str, found: VerifiedTrail) -> list[str]:
    """What was found. name: of the file."""
    runs = counted(found.entries, "run")
    if found.intact:
        said = [tr("{name} is as it was written: {runs}.", name=name, runs=runs)]
    else:
        said = [tr("{name} is not as it was written. It has {runs}.", name=name, runs=runs)]
    if found.first:
        said.append(
            tr("The first ended at {first}, the last at {latest} (UTC).", first=found.first, latest=found.latest)
        )
    altered, cut, moved = (_listed(found.lines_that_are(state)) for state in (ALTERED, CUT, OUT_OF_ORDER))
    if altered:
        said.append(tr("Altered lines: {lines}.", lines=altered))
    if moved:
        said.append(
            tr(
                "Lines that do not follow the line before them: {lines}. Lines were removed, inserted, moved or "
                "replaced there.",
                lines=moved,
            )
        )
    if found.missing:
        gaps = [f"{first}" if first == last else f"{first}-{last}" for first, last in found.missing]
        said.append(tr("Numbers of runs that no line has: {numbers}.", numbers=_listed(gaps)))
    if cut:
        said.append(
            tr(
                "Lines that are cut: {lines}. The computer or the program may have stopped while the line was written.",
                lines=cut,
            )
        )
    if not found.has_noted:
        said.append(
            tr(
                "No line has the hash that was noted (LAST_HASH): the line was removed, perhaps with others at the "
                "end, or altered."
            )
        )
    elif found.noted:
        said.append(tr("The line with the hash that was noted is there."))
    else:
        said.append(tr("Without a hash that was noted earlier, lines removed at the end cannot be seen."))
    if found.last:
        said.append(tr("The hash of the last line, to be noted, is {hash}.", hash=found.last))
    return said


def _listed(lines: list) -> str:
    return listed([str(line) for line in lines], MOST)
