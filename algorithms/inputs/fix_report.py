"""What the log says about the fixes that were read."""

import time
from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.timing.timezones import clock_changes
from ...engine.tracks.contradiction_report import ParameterNames, contradiction_texts
from ...engine.tracks.length_errors import length_errors_text
from ...engine.tracks.time_span import future_text, odd_dates_text, time_span_text
from ...engine.tracks.tracks import REPEAT, SAME_FIX, TOGETHER, Rejected, Tracks
from ...layers.crs import WGS84, errors_of_lengths, transform_xy
from ...layers.fixes import ReadFixes
from ..run import Run

EXPECTED = (REPEAT, SAME_FIX, TOGETHER)  # reasons that are no errors
COUNT_ONCE = 1  # the option of TEAMS
MAX_ZONE_DIFFERENCE = 2.0  # hours between the time zone and the solar time of the longitude


@dataclass(frozen=True)
class CleanFixes:
    """Fixes as they were read, the tracks made of them, and the rejected fixes, in one metric CRS."""

    read: ReadFixes
    tracks: Tracks
    rejected: Rejected

    def without_fixes(self) -> "CleanFixes":
        """The same without the fixes as they were read: only tracks and rejections remain."""
        return replace(self, read=self.read.without_fixes())


def report_fixes(run: Run, fixes: CleanFixes) -> None:
    """Says how many fixes were kept and rejected, and why."""
    tracks, rejected, read = fixes.tracks, fixes.rejected, fixes.read
    kept = len(tracks.t)
    run.say(
        f"{read.rows:,} fixes read: {kept:,} kept in {len(tracks):,} tracks of {len(np.unique(tracks.unit)):,} units, "
        f"{len(rejected):,} rejected."
    )
    for reason, count in rejected.counts().items():
        (run.say if reason in EXPECTED else run.warn)(f"  {count:,} {reason}")
    names = ParameterNames("UNIT_FIELD", "TEAMS", bool(run.field("UNIT_FIELD")))
    notes, warnings = contradiction_texts(
        read.fixes, tracks, rejected, run.text("TIMEZONE").strip() or "UTC", names, run.choice("TEAMS") == COUNT_ONCE
    )
    run.say(*notes)
    run.warn(*warnings)
    run.say(f"{len(tracks.outages):,} outages.")


def report_strays(run: Run, fixes: CleanFixes) -> None:
    """Names the fixes that were set apart because of their date or position, and what to do."""
    run.warn(*fixes.read.strays.sentences)


def report_time_span(run: Run, fixes: CleanFixes, timezone: str) -> None:
    """Says when the fixes were recorded: those kept, or all with a time where none was."""
    t = fixes.tracks.t
    if not len(t):
        t = fixes.read.fixes.t[np.isfinite(fixes.read.fixes.t)]
    if len(t):
        run.say(time_span_text(t, timezone))
        run.warn(*filter(None, [odd_dates_text(t), future_text(t, time.time())]))


def report_lengths(run: Run, fixes: CleanFixes) -> None:
    """Says how true lengths are wherever there are fixes, and warns where they are wrong."""
    tracks, read = fixes.tracks, fixes.read
    if not len(tracks.t):
        return
    errors = errors_of_lengths(read.crs, tracks.x, tracks.y, run.transform_context)
    codes = np.unique(tracks.unit[errors.wrong]) if errors.is_noted else []
    text = length_errors_text(errors, "fixes", [tracks.unit_names[code] for code in codes])
    (run.warn if errors.is_noted else run.say)(text)


def check_zone(run: Run, fixes: CleanFixes, timezone: str) -> None:
    """Warns where the time zone does not match the longitude of the data."""
    tracks, read = fixes.tracks, fixes.read
    if not len(tracks.t):
        return
    middle = len(tracks.t) // 2
    x, y = np.array([np.median(tracks.x)]), np.array([np.median(tracks.y)])
    lon = transform_xy(x, y, read.crs, QgsCoordinateReferenceSystem(WGS84), run.transform_context)[0][0]
    offset = float(clock_changes(timezone, tracks.t[middle], tracks.t[middle]).offset[0]) / 3600
    if np.isfinite(lon) and abs((lon / 15 - offset + 12) % 24 - 12) > MAX_ZONE_DIFFERENCE:
        run.warn(
            f"The data lie at longitude {lon:.1f}, where local time is about UTC{lon / 15:+.0f} h, but TIMEZONE "
            f"{timezone} is UTC{offset:+.1f} h. "
            "A wrong time zone shifts the hours of the watch: is TIMEZONE right?"
        )
