"""The parameters shared by every algorithm that reads fixes, and the reading itself."""

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
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
from .parameters import any_field, number

POINT, LINE = Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorLine
SUSPICIOUS_SHARE = 0.1  # of fixes too fast, above which the units are probably mixed up
FURTHEST_ZONE = 2.0  # hours between the time zone and the longitude


class FixReader(BlindspotAlgorithm):
    """An algorithm whose INPUT is fixes, or tracks."""

    def add_fix_parameters(self) -> None:
        """INPUT and how to read it."""
        self.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Fixes or tracks"), [POINT, LINE]),
            "GPS fixes as points, or tracks as lines whose M values are epoch seconds.",
        )
        self.add(
            any_field("TIME_FIELD", "Time field", "INPUT"),
            "When each fix was taken: a date-and-time field, text such as 2026-01-31 22:04:10, 31/01/2026 22:04 or "
            "2026-01-31T22:04:10+08:00, or epoch seconds. Not needed for tracks.",
        )
        self.add(
            any_field("UNIT_FIELD", "Unit field", "INPUT"),
            "Who or what carried the receiver. Without it all fixes are taken for one unit. Use a code rather than a "
            "person's name.",
        )
        self.add(
            QgsProcessingParameterString("TIMEZONE", tr("Time zone"), "UTC"),
            "The zone of local time as an IANA name, such as Asia/Shanghai, Europe/Helsinki or America/New_York. "
            "Times without a zone are read in it, and the hours of the watch are meant in it.",
        )

    def add_cleaning_parameters(self) -> None:
        """How to clean and split, after the algorithm's own parameters."""
        self.add(
            QgsProcessingParameterEnum(
                "NAIVE_TIMES", tr("Times without a zone are"), [tr("in the time zone"), tr("UTC")], False, 0
            ),
            "How to read times that do not say their zone.",
            advanced=True,
        )
        self.add(
            number("MAX_SPEED", "Maximum speed (km/h)", 150, 1),
            "Faster legs are errors of the receiver: the fix that breaks the longest plausible chain is rejected.",
        )
        self.add(
            number("MAX_OUTAGE", "Longest silence that is still a leg (min)", 10, 0.01),
            "Two fixes no further apart in time are joined by a straight leg at constant speed. A longer silence is "
            "an outage: on patrol, position unknown.",
        )
        self.add(
            number("MAX_PAUSE", "Longest outage (min)", 60, 0.01),
            "After a silence longer than this the unit was off duty.",
        )
        self.add(
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

    def prepareAlgorithm(self, parameters, context, feedback):
        self._file = self.file_behind(parameters, "INPUT", context)  # here, in the thread that the layer belongs to
        return super().prepareAlgorithm(parameters, context, feedback)

    def rules(self, parameters: dict, context: QgsProcessingContext, max_accuracy: float | None = None) -> TrackRules:
        """The cleaning parameters in the engine's units."""
        outage = self.parameterAsDouble(parameters, "MAX_OUTAGE", context) * 60
        pause = self.parameterAsDouble(parameters, "MAX_PAUSE", context) * 60
        if pause < outage:
            raise UserError(
                f"MAX_PAUSE ({pause / 60:g} min) is shorter than MAX_OUTAGE ({outage / 60:g} min). Make it at least "
                "as long."
            )
        return TrackRules(
            max_speed=self.parameterAsDouble(parameters, "MAX_SPEED", context) / 3.6,
            max_outage=outage,
            max_pause=pause,
            stayed=self.parameterAsEnum(parameters, "STANDSTILL", context) == 1,
            max_accuracy=max_accuracy,
        )

    def timezone(self, parameters: dict, context: QgsProcessingContext) -> str:
        """TIMEZONE, checked."""
        name = self.parameterAsString(parameters, "TIMEZONE", context).strip() or "UTC"
        check_timezone(name)
        return name

    def fix_fields(self, parameters: dict, context: QgsProcessingContext) -> FixFields:
        """The field parameters that this algorithm has."""

        def chosen(name: str) -> str:
            if self.parameterDefinition(name) is None:
                return ""
            return next(iter(self.parameterAsStrings(parameters, name, context)), "")

        return FixFields(
            time=chosen("TIME_FIELD"),
            unit=chosen("UNIT_FIELD"),
            accuracy=chosen("ACCURACY_FIELD"),
            range=chosen("RANGE_FIELD"),
            detection_time=chosen("DETECTION_TIME_FIELD"),
            timezone=self.timezone(parameters, context),
            naive_is_utc=self.parameterAsEnum(parameters, "NAIVE_TIMES", context) == 1,
        )

    def read_tracks(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        rules: TrackRules,
        progress: Progress,
        crs: QgsCoordinateReferenceSystem | None = None,
    ) -> tuple[ReadFixes, Tracks, Rejected]:
        """Fixes and clean tracks of INPUT, in a metric CRS, with a report in the log."""
        source = self.source(parameters, "INPUT", context)
        fields = self.fix_fields(parameters, context)
        read = read_fixes(source, self._file, fields, crs, context.transformContext(), part(progress, 0, 0.7))
        for note in read.notes:
            feedback.pushInfo(note)
        tracks, rejected = tracks_from_fixes(read.fixes, rules, part(progress, 0.7, 1))
        _report(tracks, rejected, read, feedback)
        progress(1.0)
        _check_zone(tracks, read, fields.timezone, context, feedback)
        return read, tracks, rejected


def _report(tracks: Tracks, rejected: Rejected, read: ReadFixes, feedback: QgsProcessingFeedback) -> None:
    kept = len(tracks.t)
    feedback.pushInfo(
        f"{read.rows:,} fixes read: {kept:,} kept in {len(tracks):,} tracks of {len(np.unique(tracks.unit)):,} units, "
        f"{len(rejected):,} rejected."
    )
    counts = rejected.counts()
    for reason, count in counts.items():
        (feedback.pushInfo if reason == REPEAT else feedback.pushWarning)(f"  {count:,} {reason}")
    if counts.get(TOO_FAST, 0) + counts.get(CONFLICT, 0) > SUSPICIOUS_SHARE * max(kept, 1):
        single = len(tracks.unit_names) == 1
        advice = (
            "Is UNIT_FIELD missing, so that several units are taken for one?"
            if single
            else "Do several receivers share one unit's name?"
        )
        feedback.pushWarning(f"More than a tenth of the fixes contradict others of the same unit. {advice}")
    feedback.pushInfo(f"{len(tracks.outages):,} outages.")


def _check_zone(
    tracks: Tracks, read: ReadFixes, timezone: str, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> None:
    """Warns where the sun says that the time zone is another."""
    if not len(tracks.t):
        return
    middle = len(tracks.t) // 2
    x, y = np.array([np.median(tracks.x)]), np.array([np.median(tracks.y)])
    lon = transform_xy(x, y, read.crs, QgsCoordinateReferenceSystem(WGS84), context.transformContext())[0][0]
    offset = float(clock_changes(timezone, tracks.t[middle], tracks.t[middle]).offset[0]) / 3600
    if np.isfinite(lon) and abs((lon / 15 - offset + 12) % 24 - 12) > FURTHEST_ZONE:
        feedback.pushWarning(
            f"The data lie at longitude {lon:.1f}, where local time is about UTC{lon / 15:+.0f} h, but TIMEZONE "
            f"{timezone} is UTC{offset:+.1f} h. "
            "The hours of the watch would be the wrong ones: is TIMEZONE right?"
        )
