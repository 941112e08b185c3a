"""What the log says about the fixes that were read."""

import time
from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.crs.length_errors import length_errors_text
from ...engine.language import tr
from ...engine.text import counted
from ...engine.timing.timezones import clock_changes
from ...engine.tracks.contradiction_report import ParameterNames, contradiction_texts
from ...engine.tracks.time_span import future_text, odd_dates_text, time_span_text
from ...engine.tracks.tracks import REPEAT, SAME_FIX, TOGETHER, Rejected, Tracks
from ...layers.crs import WGS84, errors_of_lengths, transform_xy
from ...layers.fixes import ReadFixes
from ..run import Run
from .time_zone import AssumedZone

EXPECTED = (REPEAT, SAME_FIX, TOGETHER)  # reasons that are no errors
COUNT_ONCE = 1  # the option of TEAMS
MAX_ZONE_DIFFERENCE = 2.0  # hours between the time zone and the solar time of the longitude


@dataclass(frozen=True)
class CleanFixes:
    """Fixes as they were read, the tracks made of them, and the rejected fixes, in one metric CRS. assumed: sentences
    on the time zone, if it is a guess."""

    read: ReadFixes
    tracks: Tracks
    rejected: Rejected
    assumed: str = ""

    def without_fixes(self) -> "CleanFixes":
        """The same without the fixes as they were read: only tracks and rejections remain."""
        return replace(self, read=self.read.without_fixes())


def assumed_text(fixes: CleanFixes, assumed: AssumedZone | None) -> str:
    """What was assumed of the time zone, and when the first fix was by it; empty where the zone was given."""
    if assumed is None:
        return ""
    t = _times(fixes)
    when, event = (t.min(), tr("The first fix is")) if len(t) else (time.time(), "")
    return assumed.text("TIMEZONE", when, event)


def report(run: Run, fixes: CleanFixes, timezone: str) -> None:
    """Says what was read, when and where: how the times were read, how many fixes were kept, why others were rejected
    and what to do about it, when they were recorded, which time zone was assumed, and how true distances are."""
    read = fixes.read
    run.say(*read.notes)
    run.warn(*read.warnings)
    _report_counts(run, fixes, timezone)
    _report_time_span(run, fixes, timezone)
    if fixes.assumed:
        run.warn(fixes.assumed)
    else:
        _check_zone(run, fixes, timezone)
    run.say(*filter(None, [read.crs_note]))
    _report_lengths(run, fixes)


def _report_counts(run: Run, fixes: CleanFixes, timezone: str) -> None:
    """How many fixes were kept and rejected, and why; what to do comes after all reasons. A reason is a warning unless
    it is no error, or has a sentence of its own."""
    tracks, rejected, read = fixes.tracks, fixes.rejected, fixes.read
    units = counted(len(np.unique(tracks.unit)), "unit")
    outages = tr(" with {outages}", outages=counted(len(tracks.outages), "outage")) if len(tracks.outages) else ""
    run.say(
        tr(
            "{fixes} read: {kept:,} kept in {tracks} of {units}{outages}, {rejected:,} rejected.",
            fixes=counted(read.rows, "fix", "fixes"),
            kept=len(tracks.t),
            tracks=counted(len(tracks), "track"),
            units=units,
            outages=outages,
            rejected=len(rejected),
        )
    )
    for reason, count in rejected.counts().items():
        explained = reason in EXPECTED or reason in read.strays.faults
        (run.say if explained else run.warn)(tr("  {name}: {number:,}", name=reason, number=count))
    run.warn(*read.strays.sentences)
    names = ParameterNames("UNIT_FIELD", "TEAMS", bool(run.field("UNIT_FIELD")))
    notes, warnings = contradiction_texts(
        read.fixes, tracks, rejected, timezone, names, run.choice("TEAMS") == COUNT_ONCE
    )
    run.say(*notes)
    run.warn(*warnings)


def _report_time_span(run: Run, fixes: CleanFixes, timezone: str) -> None:
    """When the fixes were recorded."""
    t = _times(fixes)
    if len(t):
        run.say(time_span_text(t, timezone))
        run.warn(*filter(None, [odd_dates_text(t), future_text(t, time.time())]))


def _times(fixes: CleanFixes) -> np.ndarray:
    """The times of the fixes that were kept, or of all with a time where none was."""
    t = fixes.tracks.t
    return t if len(t) else fixes.read.fixes.t[np.isfinite(fixes.read.fixes.t)]


def _report_lengths(run: Run, fixes: CleanFixes) -> None:
    """How true lengths are wherever there are fixes; a warning where they are wrong."""
    tracks, read = fixes.tracks, fixes.read
    if not len(tracks.t):
        return
    errors = errors_of_lengths(read.crs, tracks.x, tracks.y, run.transform_context)
    codes = np.unique(tracks.unit[errors.wrong]) if errors.any_wrong else []
    text = length_errors_text(errors, tr("fixes"), [tracks.unit_names[code] for code in codes])
    (run.warn if errors.any_wrong else run.say)(text)


def _check_zone(run: Run, fixes: CleanFixes, timezone: str) -> None:
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
            tr(
                "The data lie at longitude {longitude:.1f}, where local time is about UTC{expected:+.0f} h, but "
                "TIMEZONE {timezone} is UTC{offset:+.1f} h. A wrong time zone shifts the hours of the watch: is "
                "TIMEZONE right?",
                longitude=lon,
                expected=lon / 15,
                timezone=timezone,
                offset=offset,
            )
        )
