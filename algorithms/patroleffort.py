"""Patrol effort: hours, kilometres and visits in each place, from tracks."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.effort.crossings import Cells, Zones
from ..engine.effort.effort import Effort, cells_in_range, effort, published, share_in_range
from ..engine.effort.watched import watched_seconds
from ..engine.errors import UserError
from ..engine.score.detection import Detection
from ..engine.sight.watchers import Watchers
from ..engine.timing.text import span_text
from ..engine.timing.watch import Period, Watch, nights
from ..engine.tracks.tracks import Tracks
from ..layers.sinks import MOMENT, REAL, WHOLE, moments, values
from .base import BlindspotAlgorithm, tr
from .durations import BEGINNING, WRITING, read_share, split
from .inputs.detection import DetectionInput
from .inputs.fixes import AS_TRACKS, FixInput
from .inputs.parameters import metres
from .inputs.places import PlacesInput, PlacesToScore, check_overlap
from .inputs.seconds import SecondsInput
from .inputs.sun_place import follows_sun, sun_place
from .inputs.watch import MIDNIGHT, SCOPE, WatchInput, scope
from .inputs.watchers import WatchersInput
from .outputs.layers import write_layers
from .outputs.places import places_layer
from .run import Run

FIXES, PLACES, DETECTION, WATCH = FixInput(), PlacesInput(), DetectionInput(), WatchInput()
WATCHERS = WatchersInput(
    notice=False,
    help_text="Posts and cameras that do not move. Each place then gets the field watcher_h: the hours in the watch "
    "that posts and cameras see it, summed over them. They are no effort of patrols, so no other field counts them. "
    "Fields that are used, if there are any of these names: range_m (m), bearing (degrees clockwise from true north; "
    "empty: sees all around), fov (width of the view in degrees; empty: 360, or 90 with a bearing), hours (local time, "
    "such as 22:00-05:00, or Mon-Fri 08:00-18:00; Sat 10:00-14:00; empty: always).",
)
SECONDS = SecondsInput(
    "Off: first_seen and last_seen are rounded, so that they do not show where single persons were at what time: down "
    "to a quarter of an hour or an hour if at least three units were in the cell or zone in that time, otherwise to "
    "the start of the day (the local calendar day, or with a watch, from one start of the watch to the next). On: "
    "exact times. The layer then contains data about persons. Hours and kilometres are exact in both cases."
)

FIELDS = (
    ("hours", REAL),
    ("km", REAL),
    ("visits", WHOLE),
    ("units", WHOLE),
    ("days", WHOLE),
    ("first_seen", MOMENT),
    ("last_seen", MOMENT),
    ("within_range", REAL),
)
WATCHED_FIELDS = (("watcher_h", REAL),)
"""Fields that follow where WATCHERS is given."""

OUTPUT_HELP = """All cells or zones, also those without any effort, with the fields: place_id (a cell has the same id in
every month), hours and km (summed over units), visits (unbroken stays of a unit), units (how many different ones), days
(local calendar days with a visit), first_seen and last_seen (UTC; rounded down so that they do not follow single
persons, see Times to the second), within_range (0 to 1), and with posts and cameras watcher_h (hours that they see the
place, summed over them). The fields of your own zones come first. No unit is named. But
where units is 1, hours, km, visits and days are those of one person or crew: they tell on which days, for how long and
how fast, though not at what time. Publish larger cells or zones, or leave out those with one or two units."""

MEASURING = 3e-6  # seconds to measure the effort between two fixes, for the bar
MIN_SCATTER = 0.1  # km, above which the log mentions it
WARN_OUTSIDE = 0.05  # share of the effort outside the places above which there is a warning


@dataclass(frozen=True)
class EffortInput:
    """The input of the effort, in one metric CRS."""

    tracks: Tracks
    places: PlacesToScore
    detection: Detection
    watch: Watch
    period: Period
    watchers: Watchers | None = None


class PatrolEffort(BlindspotAlgorithm):
    """blindspot:patroleffort"""

    ID = "patroleffort"
    TITLE = "Patrol effort"
    SUMMARY = "How many hours, kilometres and visits did each cell or zone get?"
    TAGS = ("coverage", "patrol", "effort", "distance", "time", "density", "visits", "grid", "hexagon", "zones")
    BASIC = (
        *("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE"),
        *("PLACES", "AREA", "CELL_SIZE"),
        *("WATCH_START", "WATCH_END"),
    )
    BLOCKS = (FIXES, PLACES, DETECTION, WATCH, WATCHERS, SECONDS)
    AS_MADE = (AS_TRACKS,)
    HELP = """<p>How many hours and kilometres did patrols spend in each cell or zone, how often did they visit it, and
when was the last visit? This is the classic view of the work of a patrol service, for a grid or for your own zones.</p>
<p>Tracks are cut exactly at the edges of cells and zones: the sums over the cells are the totals of the tracks, as far
as the grid covers them. The log reports the effort outside. Zones may overlap; then each zone counts everything inside
it.</p>
<p>The positions of a receiver that does not move scatter by some metres. This scatter does not count as kilometres:
many hours with few kilometres mean standing. The log says how many kilometres it would have been.</p>
<p>Only the watch and the period count, and tracks are cut at their limits. By default these contain all data. Outages
do not count, because the position of the unit is unknown. A single fix is a visit of no length. A <b>visit</b> is an
unbroken stay of one unit; it also ends when the watch ends.</p>
<!-- more -->
<p><b>within_range</b> is the share of the area of the cell or zone that was within the <b>Detection range</b> of a
unit. Only this field is an estimate. It is computed at points with the <b>Sample spacing</b> between them: a square
pattern in a zone, and k x k points in a cell, with k at least 4. Walls do not hide anything here.</p>
<p><b>Posts and cameras</b> are no effort of patrols: hours, km and visits never count them. With a layer of them,
<b>watcher_h</b> says how long they see each place in the watch, at the centre of a cell, or on average over the points
of a zone. Buildings are left out here; Score gaps takes them into account.</p>
<p>Effort is not coverage. An hour in a car park counts as much as an hour on the beat, and a place can be visited every
day at the same hour and still be unseen all night. Use Score gaps to find such places.</p>
<p><b>Places, not persons.</b> The exact time of the last visit, cell by cell, is the path of an officer. So first_seen
and last_seen are rounded down to a quarter of an hour or an hour if at least three units were there in that time,
otherwise to the start of the day. Hours and kilometres are exact, because their sums are the totals: where only one
unit came, they are that unit's.</p>"""

    def declare(self):
        FIXES.add(self)
        PLACES.add(
            self,
            Qgis.ProcessingSourceType.VectorPolygon,
            "Zones (instead of a grid)",
            "Polygons in which to measure the effort, if you do not want a grid: beats, districts, parks.",
        )
        PLACES.add_reach(self)
        WATCH.add(self, MIDNIGHT, MIDNIGHT)
        self.add(
            metres("DETECTION_RANGE", "Detection range (m)", 50, 0.01),
            "A patrol can notice something within this distance. Used only for the field within_range.",
        )
        PLACES.add_spacing(
            self, tr("Distance between the points at which within_range is estimated. In small cells it is less.")
        )
        DETECTION.add_slowest(self)
        WATCHERS.add(self)
        FIXES.add_cleaning(self)
        SECONDS.add(self)
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Patrol effort"), Qgis.ProcessingSourceType.VectorPolygon),
            OUTPUT_HELP,
        )
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("TOTAL_HOURS", "Hours, in and outside the places"),
            ("TOTAL_KM", "Kilometres, in and outside the places"),
        )
        self.add_texts(SCOPE)

    def compute(self, run):
        start = read_share(run, WRITING)
        read = _read(run, start)
        measuring = BEGINNING + MEASURING * len(read.tracks.t)
        measured, _ = split(start, 1, measuring, WRITING * len(read.places))
        found, in_range = _measured(run, read, start, measured)
        found = published(found, read.watch, read.period, SECONDS.read(run))
        return _written(run, read, found, in_range, measured)


def _read(run: Run, end: float) -> EffortInput:
    rules, watch = FIXES.rules(run), WATCH.watch(run, FIXES.timezone(run))
    fixes = FIXES.read(run, rules, run.progress(0, 0.8 * end), PLACES.crs(run))
    tracks, crs = fixes.tracks, fixes.read.crs
    if not len(tracks):
        raise UserError(
            tr(
                "No fix can be used, so there is no effort to measure. Run Prepare tracks to see why each fix was "
                "rejected."
            )
        )
    place = sun_place(run, FIXES.layer, tracks, crs) if follows_sun(run) else None
    watch = WATCH.by_sun(run, watch, place, tracks.t)
    period = WATCH.period(run, watch, np.sort(tracks.t))
    WATCH.report_sun(run, watch, place, period.t0, period.t1)
    places = PLACES.read(run, [tracks], crs, run.doing(tr("Making the places."), 0.8 * end, end))
    detection = DETECTION.read(run, fixes)
    check_overlap(run, tracks, places, detection, from_samples=False)
    return EffortInput(tracks, places, detection, watch, period, WATCHERS.read(run, crs, watch.timezone))


def _measured(run: Run, read: EffortInput, start: float, end: float) -> tuple[Effort, np.ndarray]:
    """The effort in each place, and (n,) the share of its area that was within range. Reports in the log. Fills the
    bar from `start` to `end`."""
    middle = start + 0.8 * (end - start)
    tracks, places, hours = read.tracks, read.places, read.period.bands
    progress = run.doing(tr("Finding what was within range."), start, middle)
    if places.grid is not None:
        patches, spacing = Cells.of(places.grid), run.number("SAMPLE_SPACING")
        in_range = cells_in_range(tracks, places.grid, spacing, read.detection, hours, progress)
    else:
        patches = _zones(places)
        in_range = share_in_range(tracks, places.places, read.detection, hours, progress)
    days = nights(read.period, Watch(0, 0, timezone=read.watch.timezone))[:, 0]
    moved = tracks.travelled
    progress = run.doing(tr("Measuring the effort."), middle, end)
    found = effort(tracks, patches, hours, days, read.detection.slowest, progress, moved)
    scatter = (tracks.length - float(moved.sum())) / 1000
    if scatter >= MIN_SCATTER:
        run.say(
            tr(
                "About {scatter:,.1f} km of all tracks are scatter of the positions, most of it while units stand "
                "still. They do not count.",
                scatter=scatter,
            )
        )
    _report(run, read, found)
    return found, in_range


def _written(run: Run, read: EffortInput, found: Effort, in_range: np.ndarray, start: float) -> dict:
    """Writes the places, filling the bar from `start`; returns all results. found: the effort as it is written."""
    fields, watched = FIELDS, None
    if read.watchers is not None:
        fields = (*FIELDS, *WATCHED_FIELDS)
        watched = watched_seconds(read.watchers, read.places.places, read.period.bands)
    return {
        **write_layers(run, start, places_layer(read.places, fields, _columns(found, in_range, watched), "effort")),
        "PLACE_COUNT": len(found),
        "TOTAL_HOURS": found.total_seconds / 3600,
        "TOTAL_KM": found.total_metres / 1000,
        **scope(read.period, read.watch, read.places.crs),
    }


def _zones(places: PlacesToScore) -> Zones:
    other = int((shapely.get_dimensions(places.features.geometry) < 2).sum())
    if other:
        raise UserError(
            tr(
                "{name} (PLACES) has {count:,} features that are not polygons. Effort can only be "
                "measured in polygons. Choose a polygon layer, or first create a buffer around the points or lines.",
                name=places.features.name,
                count=other,
            )
        )
    return Zones.of(places.features.geometry)


def _report(run: Run, read: EffortInput, found: Effort) -> None:
    """Reports how much of the tracks counts, and how much lies outside the places."""
    tracks, places, period, watch = read.tracks, read.places, read.period, read.watch
    zone = watch.timezone
    run.say(
        tr(
            "Period {span} ({zone}), watch {watch}: {hours:,.1f} h and {kilometres:,.1f} km of patrols.",
            span=span_text(period.t0, period.t1, zone),
            zone=zone,
            watch=watch,
            hours=found.total_seconds / 3600,
            kilometres=found.total_metres / 1000,
        )
    )
    whole = float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum())
    if whole > found.total_seconds + 1:
        run.say(
            tr(
                "{left_out:,.1f} of {hours:,.1f} h of tracks are outside the watch or the period, or slower than "
                "MIN_SPEED. They do not count.",
                left_out=(whole - found.total_seconds) / 3600,
                hours=whole / 3600,
            )
        )
    where = tr("the grid") if places.grid is not None else tr("all zones")
    limit_m, limit_s = WARN_OUTSIDE * found.total_metres, WARN_OUTSIDE * found.total_seconds
    much = found.outside_metres > limit_m or found.outside_seconds > limit_s
    (run.warn if much else run.say)(
        tr(
            "{hours_outside:,.1f} of {hours:,.1f} h and {kilometres_outside:,.1f} of {kilometres:,.1f} km lie outside "
            "{where}.",
            hours_outside=found.outside_seconds / 3600,
            hours=found.total_seconds / 3600,
            kilometres_outside=found.outside_metres / 1000,
            kilometres=found.total_metres / 1000,
            where=where,
        )
        + (
            tr(" If that is too much, use another AREA, or increase GRID_REACH.")
            if much and places.grid is not None
            else ""
        )
    )
    if found.seconds.sum() > found.total_seconds - found.outside_seconds + 1:
        run.say(tr("Zones overlap: what lies in several zones counts in each of them, so their sum exceeds the total."))


def _columns(found: Effort, in_range: np.ndarray, watched: np.ndarray | None) -> Callable[[int, int], tuple]:
    """Returns a function for the values of FIELDS for the places start:end. watched: (n,) seconds by watchers."""

    def columns(start: int, end: int) -> tuple:
        some = slice(start, end)
        return (
            values(found.seconds[some] / 3600),
            values(found.metres[some] / 1000),
            values(found.visits[some]),
            values(found.units[some]),
            values(found.days[some]),
            moments(found.first_seen[some]),
            moments(found.last_seen[some]),
            values(in_range[some]),
            *([] if watched is None else [values(watched[some] / 3600)]),
        )

    return columns
