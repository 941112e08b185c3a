"""Tracks to patrol effort: hours, kilometres and visits in each place."""

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsFields,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)
from qgis.PyQt.QtCore import QTime

from ..engine.effort.crossings import Cells, Zones
from ..engine.effort.effort import LEAST_SIDE, Effort, cells_in_range, effort, share_in_range
from ..engine.errors import UserError
from ..engine.timing.text import utc_text
from ..engine.timing.watch import Period, Watch, nights
from ..engine.tracks.tracks import Tracks
from ..layers.progress import progress_of, writing_progress
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, added_fields, fields_of, moments, values, write
from ..layers.styling import dress
from .base import tr
from .inputs.evidence import PlacesToScore, check_overlap, scope
from .inputs.evidence_input import GapScorer
from .inputs.parameters import metres

PLACES_AT_ONCE = 50_000  # written at once
MIDNIGHT = QTime(0, 0)

FIELDS = (
    ("place_id", TEXT),
    ("hours", REAL),
    ("km", REAL),
    ("visits", WHOLE),
    ("units", WHOLE),
    ("days", WHOLE),
    ("first_seen", MOMENT),
    ("last_seen", MOMENT),
    ("within_range", REAL),
)

OUTPUT_HELP = """Every cell or zone, those with nothing in them too: place_id (the same cell has the same one in every
month), hours and km (summed over units), visits (unbroken stays of a unit), units (how many different ones), days
(local calendar days on which somebody was there), first_seen and last_seen (UTC, to the minute), within_range (0 to 1).
Fields of PLACES come first. No unit is named; but where units is 1, the times may tell who it was."""

MUCH = 0.05  # of the effort outside the places


class PatrolEffort(GapScorer):
    """blindspot:patroleffort"""

    ID = "patroleffort"
    TITLE = "Patrol effort (hours, kilometres, visits)"
    TAGS = ("coverage", "patrol", "effort", "distance", "time", "density", "visits", "grid", "hexagon", "zones")
    HELP = f"""<p>How many hours and kilometres did patrols spend in each cell or zone, how often did they come, and
when last? The classic view of a patrol service's work, for a grid or for zones of your own.</p>
<p>Tracks are cut exactly at the edges of cells and zones: hours and kilometres are not estimated, and their sums over
the cells are those of the tracks, as far as the grid covers them. What lies outside is said in the log. Zones may
overlap; then each counts what lies in it.</p>
<p>Only the watch and the period count, and tracks are cut at their edges; without a choice of yours that is all of the
data. Outages are not counted: nobody knows where the unit was. A lone fix is a visit of no length. A <b>visit</b> is an
unbroken stay of one unit; the end of the watch ends it as well.</p>
<p><b>within_range</b> is the share of the cell's or zone's area that came within DETECTION_RANGE of a unit. It alone is
an estimate, from points SAMPLE_SPACING apart: a square pattern in a zone, and in a cell k x k points with k at least
{LEAST_SIDE}.</p>
<p>Effort is not cover: an hour in a car park and an hour on the beat count the same, and a place may be passed daily at
the same hour and still be unseen all night. For that, run Score gaps.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add_fix_parameters()
        self.add(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Zones (instead of a grid)"), [Qgis.ProcessingSourceType.VectorPolygon], None, True
            ),
            "Polygons to measure the effort in, if not the cells of a grid: beats, districts, parks.",
        )
        self.add_grid_parameters()
        self.add(
            metres("DETECTION_RANGE", "Detection range", 50, 0.01),
            "Within this distance a patrol can notice what is there. Used for within_range only.",
        )
        self.add_watch_parameters(MIDNIGHT, MIDNIGHT)
        self.add_period_parameters()
        self.add_reach_parameter()
        self.add(
            metres("SAMPLE_SPACING", "Sample spacing", 25, 0.01),
            "within_range is estimated at points this far apart, or closer in small cells.",
            advanced=True,
        )
        self.add_speed_parameter()
        self.add_cleaning_parameters()
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Patrol effort"), Qgis.ProcessingSourceType.VectorPolygon),
            OUTPUT_HELP,
        )
        for name, title in (
            ("PLACE_COUNT", "Places"),
            ("TOTAL_HOURS", "Hours, in and outside the places"),
            ("TOTAL_KM", "Kilometres, in and outside the places"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.add_scope_outputs()

    def compute(self, parameters, context, feedback):
        rules, watch = self.rules(parameters, context), self.watch(parameters, context)
        crs = self.scored_crs(parameters, context, feedback)
        read, tracks, _ = self.read_tracks(parameters, context, feedback, rules, progress_of(feedback, 0, 0.4), crs)
        if not len(tracks):
            raise UserError(
                "No fix can be used, so no effort can be counted. Run Prepare tracks to see each one with its reason."
            )
        period = self.period(parameters, context, watch, np.sort(tracks.t))
        places = self.scored_places(parameters, context, feedback, tracks, read.crs, progress_of(feedback, 0.4, 0.5))
        detection = self.detection(parameters, context, read, tracks)
        check_overlap(tracks, places, detection, feedback)

        hours, near = period.bands, progress_of(feedback, 0.5, 0.65)
        if places.grid is not None:
            ground = Cells.of(places.grid)
            spacing = self.parameterAsDouble(parameters, "SAMPLE_SPACING", context)
            reached = cells_in_range(tracks, places.grid, spacing, detection, hours, near)
        else:
            ground = _zones(places)
            reached = share_in_range(tracks, places.places, detection, hours, near)
        days = nights(period, Watch(0, 0, timezone=watch.timezone))[:, 0]
        found = effort(tracks, ground, hours, days, detection.slowest, progress_of(feedback, 0.65, 0.8))
        _say(tracks, period, watch, found, places, feedback)

        rows = len(found)
        kind = places.wkb_type()
        sink, destination = self.parameterAsSink(parameters, "OUTPUT", context, _fields(places), kind, read.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        for start in range(0, rows, PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, rows)
            shapes = places.wkb(start, end)
            progress = writing_progress(feedback, 0.8 + 0.2 * start / rows, 0.8 + 0.2 * end / rows)
            write(sink, shapes, _columns(places, found, reached, start, end), progress)
        dress(context, destination, "effort", 1)
        return {
            "OUTPUT": destination,
            "PLACE_COUNT": rows,
            "TOTAL_HOURS": found.total_seconds / 3600,
            "TOTAL_KM": found.total_metres / 1000,
            **scope(period, watch, read.crs),
        }


def _zones(places: PlacesToScore) -> Zones:
    other = int((shapely.get_dimensions(places.features.geometry) < 2).sum())
    if other:
        raise UserError(
            f"{places.features.name} (PLACES) has {other:,} features that are not polygons, and nobody can spend time "
            "in a point or a line. Choose polygons, or draw a buffer around them first."
        )
    return Zones.of(places.features.geometry)


def _say(
    tracks: Tracks,
    period: Period,
    watch: Watch,
    found: Effort,
    places: PlacesToScore,
    feedback: QgsProcessingFeedback,
) -> None:
    """What counted and what did not."""
    feedback.pushInfo(
        f"Period {utc_text(period.t0)} to {utc_text(period.t1)}, watch {watch}, {watch.timezone}: "
        f"{found.total_seconds / 3600:,.1f} h and {found.total_metres / 1000:,.1f} km of patrols."
    )
    whole = float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum())
    if whole > found.total_seconds + 1:
        feedback.pushInfo(
            f"{(whole - found.total_seconds) / 3600:,.1f} of {whole / 3600:,.1f} h of tracks are outside the watch or "
            "the period, or slower than MIN_SPEED, and do not count."
        )
    where = "the grid" if places.grid is not None else "all zones"
    much = found.outside_metres > MUCH * found.total_metres or found.outside_seconds > MUCH * found.total_seconds
    (feedback.pushWarning if much else feedback.pushInfo)(
        f"{found.outside_seconds / 3600:,.1f} of {found.total_seconds / 3600:,.1f} h and "
        f"{found.outside_metres / 1000:,.1f} of {found.total_metres / 1000:,.1f} km lie outside {where}."
        + (" If that is too much, give another AREA, or raise GRID_REACH." if much and places.grid is not None else "")
    )
    if found.seconds.sum() > found.total_seconds - found.outside_seconds + 1:
        feedback.pushInfo("Zones overlap: what lies in several counts in each, so their sum is more than the total.")


def _fields(places: PlacesToScore) -> QgsFields:
    """The fields of PLACES, if there are any, and then ours."""
    ours = fields_of(*FIELDS)
    return ours if places.features is None else added_fields(places.features.fields, ours)


def _columns(places: PlacesToScore, found: Effort, reached: np.ndarray, start: int, end: int) -> tuple:
    """What `_fields` hold, for the places start:end."""
    own = () if places.features is None else zip(*places.features.attributes[start:end], strict=True)
    some = slice(start, end)
    return (
        *own,
        places.ids(start, end),
        values(found.seconds[some] / 3600),
        values(found.metres[some] / 1000),
        values(found.visits[some]),
        values(found.units[some]),
        values(found.days[some]),
        moments(np.floor(found.first_seen[some] / 60) * 60),
        moments(np.floor(found.last_seen[some] / 60) * 60),
        values(reached[some]),
    )
