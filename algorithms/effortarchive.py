"""Patrol effort of an archive: hours, kilometres and visits in each place, from years of fixes."""

from dataclasses import replace

from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.effort.effort import published
from ..engine.errors import UserError
from ..engine.provenance.content import content_hash
from ..engine.slices.given import DetectionRules
from ..engine.slices.sliced_effort import GivenEffort, SlicedEffort, sliced_effort
from ..engine.tracks.tracks import no_tracks
from .base import BlindspotAlgorithm, tr
from .durations import WRITING, split
from .inputs.archive import ArchiveInput
from .inputs.detection import DetectionInput
from .inputs.effort import SECONDS, WATCHERS, add_range
from .inputs.fixes import track_rules
from .inputs.places import PlacesInput
from .inputs.retention import refuse_expired_days
from .inputs.sliced_evidence import (
    FIX,
    LAYER,
    crs_of,
    fix_points,
    report_archive,
    report_read,
    report_slices,
    settle_start,
    times_of_tracks,
    tracks_of,
    whole_archive,
)
from .inputs.sun_place import follows_sun, sun_place
from .inputs.watch import MIDNIGHT, SCOPE, WatchInput
from .outputs.effort import OUTPUT_HELP, EffortInput, report_effort, report_scatter, write_effort, zones_of
from .run import Run

ARCHIVE, PLACES, DETECTION, WATCH = ArchiveInput(), PlacesInput(), DetectionInput(), WatchInput()
OPENING, READING = 0.05, 0.2
"""Shares of the bar: the archive, and the places."""


class EffortArchive(BlindspotAlgorithm):
    """blindspot:effortarchive"""

    ID = "effortarchive"
    TITLE = "Patrol effort of an archive"
    SUMMARY = "How many hours, kilometres and visits did each cell or zone get? From years of fixes, day by day."
    TAGS = ("coverage", "patrol", "effort", "distance", "time", "density", "visits", "grid", "zones", "parquet", "dask")
    BASIC = (
        *("ARCHIVE", "PLACES", "AREA", "CELL_SIZE", "LAST_NIGHTS"),
        *("WATCH_START", "WATCH_END"),
    )
    BLOCKS = (ARCHIVE, PLACES, WATCH, WATCHERS, SECONDS)
    HELP = """<p>The same as Patrol effort, from an archive of any length. The days are computed one by one, several at
a time, and what a day gives is kept, so that the next run computes only days that are new or have changed, and those
beside them.</p>
<p>Make the archive with <b>Make an archive</b>. Give <b>Zones</b>, or the <b>Area of the grid</b>: then they stay the
same when a day is added.</p>
<!-- more -->
<p>Hours, visits, units and days are those of Patrol effort. Kilometres can differ by some hundredths of a percent,
because the scatter of positions is told from movement day by day. Score an archive says what is kept, and who
computes.</p>
<!-- /more -->
<p>The help of Patrol effort says how to read the fields, and what they tell of single persons.</p>"""

    def declare(self):
        ARCHIVE.add(self)
        PLACES.add(
            self,
            Qgis.ProcessingSourceType.VectorPolygon,
            "Zones (instead of a grid)",
            "Polygons in which to measure the effort, if you do not want a grid: beats, districts, parks.",
        )
        PLACES.add_reach(self)
        ARCHIVE.add_last_nights(self)
        ARCHIVE.add_timezone(self)
        WATCH.add(self, MIDNIGHT, MIDNIGHT)
        add_range(self, PLACES)
        DETECTION.add_slowest(self)
        WATCHERS.add(self)
        ARCHIVE.add_rules(self)
        ARCHIVE.add_workers(self)
        SECONDS.add(self)
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Patrol effort"), Qgis.ProcessingSourceType.VectorPolygon),
            OUTPUT_HELP,
        )
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("TOTAL_HOURS", "Hours, in and outside the places"),
            ("TOTAL_KM", "Kilometres, in and outside the places"),
            ("ARCHIVE_DAYS", "Days of the archive that count"),
            ("SLICES_COMPUTED", "Slices of time computed; the others were kept from earlier runs"),
        )
        self.add_texts(SCOPE)

    def compute(self, run):
        kept, workers = ARCHIVE.kept(run), ARCHIVE.workers(run)
        read, given = _read(run, kept, workers)
        days = given.source.days
        measured, _ = split(READING, 1, FIX * sum(day.fixes for day in days), WRITING * len(read.places))
        found = sliced_effort(given, kept, workers, run.doing(tr("Measuring the effort."), READING, measured))
        _report(run, read, found)
        written = published(found.effort, read.watch, read.period, SECONDS.read(run))
        results = write_effort(run, read, written, found.in_range, measured)
        return {**results, "ARCHIVE_DAYS": len(days), "SLICES_COMPUTED": found.computed}


def _read(run: Run, kept, workers) -> tuple[EffortInput, GivenEffort]:
    """The places and the period, and what the days are computed from. Raises UserError where nothing can be
    measured."""
    archive, rules = ARCHIVE.open(run), track_rules(run)
    report_archive(run, archive)
    crs, newest = crs_of(archive), tracks_of(archive, archive.days[-1], rules)
    times = times_of_tracks(archive, rules, newest)
    run.progress()(OPENING)
    watch = WATCH.watch(run, ARCHIVE.timezone(run, archive))
    place = None
    if follows_sun(run):
        place = sun_place(run, LAYER, newest, crs)
    watch = WATCH.by_sun(run, watch, place, times)
    settle_start(run, watch, times)
    period = WATCH.period(run, watch, times)
    WATCH.report_sun(run, watch, place, period.t0, period.t1)
    since, until = period.bands[0, 0] - rules.max_pause, period.bands[-1, 1] + rules.max_pause
    days = tuple(day for day in archive.days if day.end > since and day.start < until)
    if not days:
        raise UserError(tr("The archive has no day with fixes in the period. Check PERIOD_START and PERIOD_END."))
    refuse_expired_days(run, archive, days, rules.max_pause)
    source = replace(archive, days=days)
    run.facts |= {"ARCHIVE_DAYS": len(days), "ARCHIVE_CONTENT": content_hash([day.content for day in days])}
    near = [no_tracks()]
    if run.source("PLACES") is None and run.source("AREA") is None:
        around = archive if whole_archive(run) else source
        near = [fix_points(run, around, rules, kept, workers, run.progress(OPENING, READING))]
    places = PLACES.read(run, near, crs, run.doing(tr("Making the places."), READING, READING))
    detection = DetectionRules(run.number("DETECTION_RANGE"), 0.0, run.number("MIN_SPEED") / 3.6, 0.0)
    spacing, hours = run.number("SAMPLE_SPACING"), period.bands
    if places.grid is not None:
        given = GivenEffort(source, rules, detection, spacing, hours, watch.timezone, grid=places.grid)
    else:
        given = GivenEffort(
            *(source, rules, detection, spacing, hours, watch.timezone), geometry=zones_of(places), places=places.places
        )
    return EffortInput(places, watch, period, WATCHERS.read(run, crs, watch.timezone)), given


def _report(run: Run, read: EffortInput, found: SlicedEffort) -> None:
    """Reports what was read, how much of it counts, and how many days were computed."""
    report_read(run, found.counts, len(set(found.effort.unit_times.unit.tolist())))
    report_slices(run, found.computed, found.slices)
    report_scatter(run, found.counts.get("scatter", 0.0) / 1000)
    report_effort(run, read, found.effort, found.counts.get("seconds", 0.0))
