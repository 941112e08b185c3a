"""What the log says about the fixes that were read."""

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.timing.timezones import clock_changes
from ...engine.tracks.tracks import CONFLICT, REPEAT, TOO_FAST, Rejected, Tracks
from ...layers.crs import WGS84, transform_xy
from ...layers.fixes import ReadFixes
from ..run import Run

SUSPICIOUS_SHARE = 0.1  # of fixes too fast or conflicting; above it, several units probably share a name
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
    counts = rejected.counts()
    for reason, count in counts.items():
        (run.say if reason == REPEAT else run.warn)(f"  {count:,} {reason}")
    if counts.get(TOO_FAST, 0) + counts.get(CONFLICT, 0) > SUSPICIOUS_SHARE * max(kept, 1):
        single = len(tracks.unit_names) == 1
        advice = (
            "Is UNIT_FIELD missing, so that several units are taken as one?"
            if single
            else "Do several receivers use the same unit name?"
        )
        run.warn(f"More than a tenth of the fixes contradict others of the same unit. {advice}")
    run.say(f"{len(tracks.outages):,} outages.")


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
