"""Tracks to patrol effort: hours, kilometres and visits in each place."""

from collections.abc import Callable

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.effort.crossings import Cells, Zones
from ..engine.effort.effort import LEAST_SIDE, Effort, cells_in_range, effort, share_in_range
from ..engine.errors import UserError
from ..engine.timing.text import utc_text
from ..engine.timing.watch import Period, Watch, nights
from ..engine.tracks.tracks import Tracks
from ..layers.sinks import MOMENT, REAL, WHOLE, moments, values
from .base import BlindspotAlgorithm, tr
from .inputs.detection import DetectionInput
from .inputs.fixes import FixInput
from .inputs.parameters import metres
from .inputs.places import PlacesInput, PlacesToScore, check_overlap
from .inputs.watch import MIDNIGHT, SCOPE, WatchInput, scope
from .outputs.layers import write_layers
from .outputs.places import places_layer
from .run import Run

FIXES, PLACES, DETECTION, WATCH = FixInput(), PlacesInput(), DetectionInput(), WatchInput()

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

OUTPUT_HELP = """Every cell or zone, those with nothing in them too: place_id (the same cell has the same one in every
month), hours and km (summed over units), visits (unbroken stays of a unit), units (how many different ones), days
(local calendar days on which somebody was there), first_seen and last_seen (UTC, to the minute), within_range (0 to 1).
Fields of PLACES come first. No unit is named; but where units is 1, the times may tell who it was."""

MUCH = 0.05  # of the effort outside the places


class PatrolEffort(BlindspotAlgorithm):
    """blindspot:patroleffort"""

    ID = "patroleffort"
    TITLE = "Patrol effort (hours, kilometres, visits)"
    TAGS = ("coverage", "patrol", "effort", "distance", "time", "density", "visits", "grid", "hexagon", "zones")
    BLOCKS = (FIXES, PLACES, DETECTION, WATCH)
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
        FIXES.add(self)
        PLACES.add(
            self,
            Qgis.ProcessingSourceType.VectorPolygon,
            "Zones (instead of a grid)",
            "Polygons to measure the effort in, if not the cells of a grid: beats, districts, parks.",
        )
        self.add(
            metres("DETECTION_RANGE", "Detection range", 50, 0.01),
            "Within this distance a patrol can notice what is there. Used for within_range only.",
        )
        WATCH.add(self, MIDNIGHT, MIDNIGHT)
        PLACES.add_reach(self)
        PLACES.add_spacing(self, "within_range is estimated at points this far apart, or closer in small cells.")
        DETECTION.add_slowest(self)
        FIXES.add_cleaning(self)
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
        rules, watch = FIXES.rules(run), WATCH.watch(run, FIXES.timezone(run))
        fixes = FIXES.read(run, rules, run.progress(0, 0.4), PLACES.crs(run))
        tracks, crs = fixes.tracks, fixes.read.crs
        if not len(tracks):
            raise UserError(
                "No fix can be used, so no effort can be counted. Run Prepare tracks to see each one with its reason."
            )
        period = WATCH.period(run, watch, np.sort(tracks.t))
        places = PLACES.read(run, [tracks], crs, run.progress(0.4, 0.5))
        detection = DETECTION.read(run, fixes)
        check_overlap(run, tracks, places, detection)

        hours, near = period.bands, run.progress(0.5, 0.65)
        if places.grid is not None:
            patches = Cells.of(places.grid)
            reached = cells_in_range(tracks, places.grid, run.number("SAMPLE_SPACING"), detection, hours, near)
        else:
            patches = _zones(places)
            reached = share_in_range(tracks, places.places, detection, hours, near)
        days = nights(period, Watch(0, 0, timezone=watch.timezone))[:, 0]
        found = effort(tracks, patches, hours, days, detection.slowest, run.progress(0.65, 0.8))
        _report(run, tracks, period, watch, found, places)

        return {
            **write_layers(run, 0.8, places_layer(places, FIELDS, _columns(found, reached), "effort")),
            "PLACE_COUNT": len(found),
            "TOTAL_HOURS": found.total_seconds / 3600,
            "TOTAL_KM": found.total_metres / 1000,
            **scope(period, watch, crs),
        }


def _zones(places: PlacesToScore) -> Zones:
    other = int((shapely.get_dimensions(places.features.geometry) < 2).sum())
    if other:
        raise UserError(
            f"{places.features.name} (PLACES) has {other:,} features that are not polygons, and nobody can spend time "
            "in a point or a line. Choose polygons, or draw a buffer around them first."
        )
    return Zones.of(places.features.geometry)


def _report(run: Run, tracks: Tracks, period: Period, watch: Watch, found: Effort, places: PlacesToScore) -> None:
    """What counted and what did not."""
    run.say(
        f"Period {utc_text(period.t0)} to {utc_text(period.t1)}, watch {watch}, {watch.timezone}: "
        f"{found.total_seconds / 3600:,.1f} h and {found.total_metres / 1000:,.1f} km of patrols."
    )
    whole = float((tracks.t[tracks.offsets[1:] - 1] - tracks.t[tracks.offsets[:-1]]).sum())
    if whole > found.total_seconds + 1:
        run.say(
            f"{(whole - found.total_seconds) / 3600:,.1f} of {whole / 3600:,.1f} h of tracks are outside the watch or "
            "the period, or slower than MIN_SPEED, and do not count."
        )
    where = "the grid" if places.grid is not None else "all zones"
    much = found.outside_metres > MUCH * found.total_metres or found.outside_seconds > MUCH * found.total_seconds
    (run.warn if much else run.say)(
        f"{found.outside_seconds / 3600:,.1f} of {found.total_seconds / 3600:,.1f} h and "
        f"{found.outside_metres / 1000:,.1f} of {found.total_metres / 1000:,.1f} km lie outside {where}."
        + (" If that is too much, give another AREA, or raise GRID_REACH." if much and places.grid is not None else "")
    )
    if found.seconds.sum() > found.total_seconds - found.outside_seconds + 1:
        run.say("Zones overlap: what lies in several counts in each, so their sum is more than the total.")


def _columns(found: Effort, reached: np.ndarray) -> Callable[[int, int], tuple]:
    """Gives what FIELDS hold for the places start:end."""

    def columns(start: int, end: int) -> tuple:
        some = slice(start, end)
        return (
            values(found.seconds[some] / 3600),
            values(found.metres[some] / 1000),
            values(found.visits[some]),
            values(found.units[some]),
            values(found.days[some]),
            moments(np.floor(found.first_seen[some] / 60) * 60),
            moments(np.floor(found.last_seen[some] / 60) * 60),
            values(reached[some]),
        )

    return columns
