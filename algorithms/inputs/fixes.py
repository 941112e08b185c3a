"""The parameters shared by every algorithm that reads fixes, and the reading itself."""

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ...engine.errors import UserError
from ...engine.progress import Progress, part
from ...engine.timing.timezones import check_timezone, clock_changes
from ...engine.tracks.tracks import CONFLICT, REPEAT, TOO_FAST, Rejected, TrackRules, Tracks, tracks_from_fixes
from ...layers.crs import WGS84, transform_xy
from ...layers.fixes import FixFields, ReadFixes, read_fixes
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import any_field, number

POINT, LINE = Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorLine
SUSPICIOUS_SHARE = 0.1  # of fixes too fast, above which the units are probably mixed up
FURTHEST_ZONE = 2.0  # hours between the time zone and the longitude


@dataclass(frozen=True)
class CleanFixes:
    """Fixes as they were read, the tracks that are left of them, and what was rejected, in one metric CRS."""

    read: ReadFixes
    tracks: Tracks
    rejected: Rejected


@dataclass(frozen=True)
class FixInput(Block):
    """Fixes or tracks, how to read them, and how to clean them. layer: the parameter that holds them; another one than
    INPUT shares its fields and rules."""

    layer: str = "INPUT"

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """INPUT and how to read it."""
        algorithm.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Fixes or tracks"), [POINT, LINE]),
            "GPS fixes as points, or tracks as lines whose M values are epoch seconds.",
        )
        algorithm.add(
            any_field("TIME_FIELD", "Time field", "INPUT"),
            "When each fix was taken: a date-and-time field, text such as 2026-01-31 22:04:10, 31/01/2026 22:04 or "
            "2026-01-31T22:04:10+08:00, or epoch seconds. Not needed for tracks.",
        )
        algorithm.add(
            any_field("UNIT_FIELD", "Unit field", "INPUT"),
            "Who or what carried the receiver. Without it all fixes are taken for one unit. Use a code rather than a "
            "person's name.",
        )
        algorithm.add(
            QgsProcessingParameterString("TIMEZONE", tr("Time zone"), "UTC"),
            "The zone of local time as an IANA name, such as Asia/Shanghai, Europe/Helsinki or America/New_York. "
            "Times without a zone are read in it, and the hours of the watch are meant in it.",
        )

    def add_cleaning(self, algorithm: BlindspotAlgorithm) -> None:
        """How to clean and split, after the algorithm's own parameters."""
        algorithm.add(
            QgsProcessingParameterEnum(
                "NAIVE_TIMES", tr("Times without a zone are"), [tr("in the time zone"), tr("UTC")], False, 0
            ),
            "How to read times that do not say their zone.",
            advanced=True,
        )
        algorithm.add(
            number("MAX_SPEED", "Maximum speed (km/h)", 150, 1),
            "Faster legs are errors of the receiver: the fix that breaks the longest plausible chain is rejected.",
        )
        algorithm.add(
            number("MAX_OUTAGE", "Longest silence that is still a leg (min)", 10, 0.01),
            "Two fixes no further apart in time are joined by a straight leg at constant speed. A longer silence is "
            "an outage: on patrol, position unknown.",
        )
        algorithm.add(
            number("MAX_PAUSE", "Longest outage (min)", 60, 0.01),
            "After a silence longer than this the unit was off duty.",
        )
        algorithm.add(
            QgsProcessingParameterEnum(
                "STANDSTILL",
                tr("An outage whose ends lie within 50 m"),
                [tr("is an outage"), tr("means that the unit stayed")],
                False,
                0,
            ),
            "Receivers often fall silent while they stand still. If yours do, count such silences as presence.",
            advanced=True,
        )

    def prepare(self, run: Run) -> None:
        run.prepare_file(self.layer)

    def rules(self, run: Run, max_accuracy: float | None = None) -> TrackRules:
        """The cleaning parameters in the engine's units."""
        outage, pause = run.number("MAX_OUTAGE") * 60, run.number("MAX_PAUSE") * 60
        if pause < outage:
            raise UserError(
                f"MAX_PAUSE ({pause / 60:g} min) is shorter than MAX_OUTAGE ({outage / 60:g} min). Make it at least "
                "as long."
            )
        return TrackRules(
            max_speed=run.number("MAX_SPEED") / 3.6,
            max_outage=outage,
            max_pause=pause,
            stayed=run.choice("STANDSTILL") == 1,
            max_accuracy=max_accuracy,
        )

    def timezone(self, run: Run) -> str:
        """TIMEZONE, checked."""
        name = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(name)
        return name

    def fields(self, run: Run) -> FixFields:
        """The field parameters that the algorithm has."""
        return FixFields(
            time=run.field("TIME_FIELD"),
            unit=run.field("UNIT_FIELD"),
            accuracy=run.field("ACCURACY_FIELD"),
            range=run.field("RANGE_FIELD"),
            detection_time=run.field("DETECTION_TIME_FIELD"),
            timezone=self.timezone(run),
            naive_is_utc=run.choice("NAIVE_TIMES") == 1,
        )

    def read(
        self, run: Run, rules: TrackRules, progress: Progress, crs: QgsCoordinateReferenceSystem | None = None
    ) -> CleanFixes:
        """The fixes and clean tracks in a metric CRS (`crs` if given), with a report in the log."""
        fields = self.fields(run)
        read = read_fixes(
            run.source(self.layer),
            run.file_behind(self.layer),
            fields,
            crs,
            run.transform_context,
            part(progress, 0, 0.7),
        )
        run.say(*read.notes)
        tracks, rejected = tracks_from_fixes(read.fixes, rules, part(progress, 0.7, 1))
        _report(run, tracks, rejected, read)
        progress(1.0)
        _check_zone(run, tracks, read, fields.timezone)
        return CleanFixes(read, tracks, rejected)


def _report(run: Run, tracks: Tracks, rejected: Rejected, read: ReadFixes) -> None:
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
            "Is UNIT_FIELD missing, so that several units are taken for one?"
            if single
            else "Do several receivers share one unit's name?"
        )
        run.warn(f"More than a tenth of the fixes contradict others of the same unit. {advice}")
    run.say(f"{len(tracks.outages):,} outages.")


def _check_zone(run: Run, tracks: Tracks, read: ReadFixes, timezone: str) -> None:
    """Warns where the longitude says that the time zone is another."""
    if not len(tracks.t):
        return
    middle = len(tracks.t) // 2
    x, y = np.array([np.median(tracks.x)]), np.array([np.median(tracks.y)])
    lon = transform_xy(x, y, read.crs, QgsCoordinateReferenceSystem(WGS84), run.transform_context)[0][0]
    offset = float(clock_changes(timezone, tracks.t[middle], tracks.t[middle]).offset[0]) / 3600
    if np.isfinite(lon) and abs((lon / 15 - offset + 12) % 24 - 12) > FURTHEST_ZONE:
        run.warn(
            f"The data lie at longitude {lon:.1f}, where local time is about UTC{lon / 15:+.0f} h, but TIMEZONE "
            f"{timezone} is UTC{offset:+.1f} h. "
            "The hours of the watch would be the wrong ones: is TIMEZONE right?"
        )
