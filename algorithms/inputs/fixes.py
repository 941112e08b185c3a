"""The parameters shared by every algorithm that reads fixes, and the code that reads and cleans the fixes."""

from dataclasses import dataclass, replace

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...engine.errors import UserError
from ...engine.progress import Progress, part
from ...engine.timing.time_format import TimeFormat, parse_time_format
from ...engine.timing.timezones import check_timezone
from ...engine.tracks.tracks import TrackRules, tracks_from_fixes
from ...layers.fix_columns import FixFields
from ...layers.fixes import in_crs_of_kept, read_fixes
from ...layers.time_field import FoundField, time_field
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .before_run import has_nothing
from .fix_report import COUNT_ONCE, CleanFixes, assumed_text, report
from .parameters import any_field, number
from .taken import Taken
from .time_zone import EMPTY, assumed_zone, settle_timezone, timezone_parameter

CLEANING = ("TIMEZONE", "MAX_SPEED", "MAX_OUTAGE", "MAX_PAUSE", "STANDSTILL")
AS_TRACKS = Taken(("INPUT",), ("preparetracks",), dict(zip(CLEANING, CLEANING, strict=True)))
"""What tracks were made with, for the algorithms that read them again."""
MAX_CHOICES = 3  # of a metric CRS; a choice can change what is kept, and so the next choice

POINT, LINE = Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorLine


@dataclass(frozen=True)
class FixInput(Block):
    """Fixes or tracks, how to read them, and how to clean them. layer: the parameter with the fixes. All other
    parameters are the same for every layer. keep_fixes: whether the fixes as they were read, which take more memory
    than the tracks, are kept when the tracks are made."""

    layer: str = "INPUT"
    keep_fixes: bool = False
    needs_fixes: bool = True
    """whether a layer without features is an error"""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """INPUT and its fields."""
        algorithm.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Fixes or tracks"), [POINT, LINE]),
            "GPS fixes as points, or tracks as lines whose M values are epoch seconds.",
        )
        algorithm.add(
            any_field("TIME_FIELD", "Time field", "INPUT"),
            "The field with the time of each fix: a date-and-time field, text such as 2026-01-31 22:04:10, 31/01/2026 "
            "22:04 or 2026-01-31T22:04:10+08:00, or numbers such as epoch seconds. The format is recognised; the log "
            "says what was assumed. Empty: the start field of the layer's temporal properties if these are on, else "
            "its only date-and-time field, else its only text field of times. Not needed for tracks.",
        )
        algorithm.add(
            any_field("UNIT_FIELD", "Unit field", "INPUT"),
            "The field that identifies who or what carried the receiver. Without it all fixes are taken as one unit. "
            "Use codes, not names of persons.",
        )
        algorithm.add(
            timezone_parameter("Time zone"),
            "The local time zone, as an IANA name such as Asia/Shanghai, Europe/Helsinki or America/New_York. It is "
            f"the zone of the hours of the watch, and of times that do not give their own zone. {EMPTY}",
        )

    def add_cleaning(self, algorithm: BlindspotAlgorithm) -> None:
        """How to clean the fixes and split them into tracks. They come after the algorithm's own parameters."""
        add_naive_times(algorithm)
        add_track_rules(algorithm)
        algorithm.add(
            QgsProcessingParameterString("TIME_FORMAT", tr("Time format"), None, False, True),
            "Only needed where times are misread or the log calls them a guess. A format such as dd/MM/yyyy HH:mm "
            "or %d/%m/%Y %H:%M; or 'day first' or 'month first'; or, for numbers, what they count: unix, unix ms, gps, "
            "fit, cocoa, 2000, .net, excel.",
        )
        algorithm.add(
            any_field("DATE_FIELD", "Date field", "INPUT"),
            "The field with the date, where the time field holds only the time of day.",
        )
        algorithm.add(
            QgsProcessingParameterEnum(
                "TEAMS", tr("Units that record the same patrol"), [tr("count each"), tr("count once")], False, 0
            ),
            "Exports of patrol software may repeat a patrol for each member of the team, and members may carry a "
            "receiver each. The log names units with the same fixes, and units that move together (within 30 m). Count "
            "once: the unit whose name comes first stands for the others while it is with them (within 100 m); their "
            "fixes of that time are rejected.",
        )

    def check(self, run: Run) -> None:
        if not run.given(self.layer):
            return
        self.rules(run)
        self.timezone(run)
        source = run.source(self.layer)
        if self.needs_fixes and has_nothing(source):
            raise UserError(
                tr("{layer} has no features, so no fix can be used. Choose another layer.", layer=source.sourceName())
            )
        self._found_time_field(run)

    def prepare(self, run: Run) -> None:
        run.prepare_file(self.layer)
        if run.given(self.layer):
            self._settle_time_field(run)
            settle_timezone(run, self.layer, tr("the fixes"))

    def rules(self, run: Run, max_accuracy: float | None = None) -> TrackRules:
        """The cleaning parameters in the engine's units. Raises UserError where MAX_PAUSE is shorter than
        MAX_OUTAGE, or TIME_FORMAT is not valid."""
        self.time_format(run)
        return track_rules(run, max_accuracy, run.choice("TEAMS") == COUNT_ONCE)

    def timezone(self, run: Run) -> str:
        """TIMEZONE. Raises UserError where it is not a time zone."""
        name = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(name)
        return name

    def time_format(self, run: Run) -> TimeFormat:
        """TIME_FORMAT, with the last option of NAIVE_TIMES. Raises UserError where it is not a format."""
        return replace(parse_time_format(run.text("TIME_FORMAT")), unix_is_local=run.choice("NAIVE_TIMES") == 2)

    def fields(self, run: Run) -> FixFields:
        """The fields to read, and how to read times without a zone."""
        return FixFields(
            time=run.field("TIME_FIELD"),
            unit=run.field("UNIT_FIELD"),
            accuracy=run.field("ACCURACY_FIELD"),
            range=run.field("RANGE_FIELD"),
            detection_time=run.field("DETECTION_TIME_FIELD"),
            timezone=self.timezone(run),
            naive_is_utc=run.choice("NAIVE_TIMES") == 1,
            date=run.field("DATE_FIELD"),
            format=self.time_format(run),
        )

    def read(
        self, run: Run, rules: TrackRules, progress: Progress, crs: QgsCoordinateReferenceSystem | None = None
    ) -> CleanFixes:
        """The fixes and clean tracks in a metric CRS (`crs` if given). Reports in the log."""
        fields = self.fields(run)
        run.bar.tell(tr("Reading fixes."))
        read = read_fixes(
            run.source(self.layer),
            run.file_behind(self.layer),
            fields,
            crs,
            run.transform_context,
            part(progress, 0, 0.7),
            sort=True,
            keep_source=self.keep_fixes,
        )
        run.bar.tell(tr("Making tracks of {count:,} fixes.", count=read.rows))
        tracks, rejected = tracks_from_fixes(read.fixes, rules, part(progress, 0.7, 0.9))
        for choice in range(MAX_CHOICES if crs is None else 0):
            done = 0.9 + 0.1 * choice / MAX_CHOICES
            again = in_crs_of_kept(read, rejected, run.transform_context, part(progress, done, done + 0.01))
            if again is None:
                break
            read = again
            tracks, rejected = tracks_from_fixes(read.fixes, rules, part(progress, done + 0.01, done + 0.03))
        clean = CleanFixes(read, tracks, rejected)
        self._note(run, clean)
        clean = replace(clean, assumed=assumed_text(clean, assumed_zone(run, self.layer)))
        report(run, clean, fields.timezone)
        progress(1.0)
        return clean if self.keep_fixes else clean.without_fixes()

    def _found_time_field(self, run: Run) -> FoundField | None:
        """The field to be taken for an empty TIME_FIELD; None where none is needed. Raises UserError where none is
        certain."""
        source = run.source(self.layer)
        if run.field("TIME_FIELD") or QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Line:
            return None
        return time_field(source, run.vector_layer(self.layer), run.transform_context, run.field("DATE_FIELD"))

    def _settle_time_field(self, run: Run) -> None:
        """Gives an empty TIME_FIELD its value for this run, if the layer has points."""
        found = self._found_time_field(run)
        if found is None:
            return
        taken = tr("TIME_FIELD is empty: {name} is taken, {reason}.", name=found.name, reason=found.reason)
        (run.warn if found.doubt else run.say)(f"{taken} {found.doubt}".rstrip())
        run.assume("TIME_FIELD", found.name)

    def _note(self, run: Run, clean: CleanFixes) -> None:
        """Notes for the record what was read: all fixes, and where and when those were that are kept."""
        tracks, what = clean.tracks, {}
        if len(tracks.t):
            what["bounds"] = (tracks.x.min(), tracks.y.min(), tracks.x.max(), tracks.y.max())
            what["times"] = (float(tracks.t.min()), float(tracks.t.max()))
        run.note_input(self.layer, content=clean.read.content, features=clean.read.rows, crs=clean.read.crs, **what)


def add_naive_times(algorithm: BlindspotAlgorithm) -> None:
    """NAIVE_TIMES."""
    algorithm.add(
        QgsProcessingParameterEnum(
            "NAIVE_TIMES",
            tr("Times without a zone are"),
            [tr("in the time zone"), tr("UTC"), tr("in the time zone, also M values and epoch seconds")],
            False,
            0,
        ),
        "M values of tracks and epoch seconds are UTC, and do not depend on this. But some programs, such as "
        "Trajectools and MovingPandas, write local time as if it were UTC: choose the last option for their "
        "tracks.",
    )


def add_track_rules(algorithm: BlindspotAlgorithm) -> None:
    """How fixes are cleaned and split into tracks."""
    algorithm.add(
        number("MAX_SPEED", "Maximum speed (km/h)", 150, 1),
        "A faster leg is an error of the receiver. The longest plausible sequence of fixes is kept; a fix that "
        "does not fit into it is rejected.",
    )
    algorithm.add(
        number("MAX_OUTAGE", "Longest silence that is still a leg (min)", 10, 0.01, decimals=1),
        "Two fixes with at most this time between them are joined by a straight leg at constant speed. A longer "
        "silence is an outage: the unit is on patrol, but its position is unknown.",
    )
    algorithm.add(
        number("MAX_PAUSE", "Longest outage (min)", 60, 0.01),
        "In a silence longer than this, the unit is taken to be off duty.",
    )
    algorithm.add(
        QgsProcessingParameterEnum(
            "STANDSTILL",
            tr("An outage whose ends lie within 50 m"),
            [tr("is an outage"), tr("means that the unit stayed")],
            False,
            0,
        ),
        "Many receivers send nothing while they stand still. If yours do so, choose that the unit stayed: such a "
        "silence then counts as presence.",
    )


def track_rules(run: Run, max_accuracy: float | None = None, teams_once: bool = False) -> TrackRules:
    """The rules in the engine's units. Raises UserError where MAX_PAUSE is shorter than MAX_OUTAGE."""
    outage, pause = run.number("MAX_OUTAGE") * 60, run.number("MAX_PAUSE") * 60
    if pause < outage:
        raise UserError(
            tr(
                "MAX_PAUSE ({pause:g} min) is shorter than MAX_OUTAGE ({outage:g} min). Make it at least as long.",
                pause=pause / 60,
                outage=outage / 60,
            )
        )
    return TrackRules(
        max_speed=run.number("MAX_SPEED") / 3.6,
        max_outage=outage,
        max_pause=pause,
        stayed=run.choice("STANDSTILL") == 1,
        max_accuracy=max_accuracy,
        teams_once=teams_once,
    )
