"""Patrol effort: hours, kilometres and visits in each place, from tracks."""

import numpy as np
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.effort.crossings import Cells, Zones
from ..engine.effort.effort import Effort, cells_in_range, effort, published, share_in_range
from ..engine.errors import UserError
from ..engine.score.detection import Detection
from ..engine.timing.watch import Watch, nights
from ..engine.tracks.tracks import Tracks
from .base import BlindspotAlgorithm, tr
from .durations import BEGINNING, WRITING, read_share, split
from .inputs.detection import DetectionInput
from .inputs.effort import SECONDS, WATCHERS, add_range
from .inputs.fixes import AS_TRACKS, FixInput
from .inputs.places import PlacesInput, check_overlap
from .inputs.retention import RetentionInput
from .inputs.sun_place import follows_sun, sun_place
from .inputs.watch import MIDNIGHT, SCOPE, WatchInput
from .outputs.effort import (
    OUTPUT_HELP,
    EffortInput,
    report_effort,
    report_scatter,
    write_effort,
    zones_of,
)
from .run import Run

FIXES, PLACES, DETECTION, WATCH = FixInput(), PlacesInput(), DetectionInput(), WatchInput()
RETENTION = RetentionInput()
MEASURING = 3e-6  # seconds to measure the effort between two fixes, for the bar


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
    BLOCKS = (FIXES, PLACES, DETECTION, WATCH, WATCHERS, SECONDS, RETENTION)
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
        add_range(self, PLACES)
        DETECTION.add_slowest(self)
        WATCHERS.add(self)
        FIXES.add_cleaning(self)
        RETENTION.add(self)
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
        read, tracks, detection = _read(run, start)
        measuring = BEGINNING + MEASURING * len(tracks.t)
        measured, _ = split(start, 1, measuring, WRITING * len(read.places))
        found, in_range = _measured(run, read, tracks, detection, start, measured)
        found = published(found, read.watch, read.period, SECONDS.read(run))
        return write_effort(run, read, found, in_range, measured)


def _read(run: Run, end: float) -> tuple[EffortInput, Tracks, Detection]:
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
    return EffortInput(places, watch, period, WATCHERS.read(run, crs, watch.timezone)), tracks, detection


def _measured(
    run: Run, read: EffortInput, tracks: Tracks, detection: Detection, start: float, end: float
) -> tuple[Effort, np.ndarray]:
    """The effort in each place, and (n,) the share of its area that was within range. Reports in the log. Fills the
    bar from `start` to `end`."""
    middle = start + 0.8 * (end - start)
    places, hours = read.places, read.period.bands
    progress = run.doing(tr("Finding what was within range."), start, middle)
    if places.grid is not None:
        patches, spacing = Cells.of(places.grid), run.number("SAMPLE_SPACING")
        in_range = cells_in_range(tracks, places.grid, spacing, detection, hours, progress)
    else:
        patches = Zones.of(zones_of(places))
        in_range = share_in_range(tracks, places.places, detection, hours, progress)
    days = nights(read.period, Watch(0, 0, timezone=read.watch.timezone))[:, 0]
    moved = tracks.travelled
    progress = run.doing(tr("Measuring the effort."), middle, end)
    found = effort(tracks, patches, hours, days, detection.slowest, progress, moved)
    report_scatter(run, (tracks.length - float(moved.sum())) / 1000)
    whole = float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum())
    report_effort(run, read, found, whole)
    return found, in_range
