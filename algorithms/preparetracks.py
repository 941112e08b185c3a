"""Prepare tracks: cleans fixes and joins them to tracks."""

from dataclasses import replace

import numpy as np
import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..engine.errors import UserError
from ..engine.tracks.tracks import Outages, Rejected, Tracks
from ..layers.crs import crs_name
from ..layers.fixes import ReadFixes
from ..layers.sinks import LONG, MOMENT, REAL, TEXT, WHOLE, fields_of, line_m_wkb, moments, values
from .base import BlindspotAlgorithm, tr
from .inputs.fix_report import CleanFixes
from .inputs.fixes import FixInput
from .inputs.parameters import metres, numeric_field
from .inputs.retention import RetentionInput
from .inputs.trimming import TrimmingInput
from .outputs.layers import OutputLayer, write_layers
from .run import Run

FIXES, RETENTION = FixInput(keep_fixes=True, needs_fixes=False), RetentionInput()
TRIMMING = TrimmingInput()
READING = 0.4
"""Share of the bar for reading and cleaning the fixes; the rest is for writing."""
VERTEX = 0.04
"""The effort of writing a vertex of a track, compared with an outage or a rejected fix."""


class PrepareTracks(BlindspotAlgorithm):
    """blindspot:preparetracks"""

    ID = "preparetracks"
    TITLE = "Prepare tracks"
    SUMMARY = "Cleans GPS fixes and joins them to tracks."
    TAGS = ("gps", "gpx", "trajectory", "points to path", "clean", "patrol", "movement")
    BASIC = ("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "MAX_SPEED", "MAX_OUTAGE", "MAX_PAUSE")
    BLOCKS = (FIXES, RETENTION, TRIMMING)
    HELP = """<p>Makes clean tracks from GPS fixes. Rejected fixes are kept in a layer of their own.</p>
<p>The fixes of each unit are sorted by time. Exact repeats are rejected, and so is a fix that the unit could not have
reached at the <b>Maximum speed</b>: the outlier itself, not the good fix after it. Fixes far from all others in time,
and positions that are no measurements, such as (0, 0) or a wrong sign, are rejected with a reason of their own. Where
times are cut to minutes or seconds, the fixes that share one are spread within it, in the order of the rows.</p>
<p>A silence ends the track if it is longer than the <b>Longest silence that is still a leg</b>. Up to the <b>Longest
outage</b> it is an outage: the unit is on patrol, but its position is unknown. In a longer silence the unit is off
duty. The track also ends where a unit jumps to another location and stays there.</p>
<p>No row is lost: every row of the input is either a vertex of a track or a point in the layer of rejected fixes, with
the reason; the log says what to do. The M values of the tracks are epoch seconds (UTC). So the temporal controller can
animate the tracks, and all other Blindspot algorithms can read them. Write them as gpkg, fgb or shp: most other formats
lose M.</p>
<p><b>For something that leaves the house</b>, starts and ends of tracks, stays at homes and stations can be cut, and
units named by pseudonyms (advanced parameters). What is cut is in neither layer; the log says how much it is. Score
such tracks and give the result to Publish a layer.</p>"""

    def declare(self):
        FIXES.add(self)
        self.add(
            numeric_field("ACCURACY_FIELD", "Accuracy field (m)", "INPUT"),
            "The field with the accuracy of each fix in metres, as the receiver reports it.",
        )
        self.add(
            metres("MAX_ACCURACY", "Worst accuracy to keep (m)", None, 0, optional=True, decimals=1),
            "Fixes with a worse accuracy (a larger number) are rejected. Needs the accuracy field. Empty: all fixes "
            "are kept.",
        )
        FIXES.add_cleaning(self)
        TRIMMING.add(self)
        RETENTION.add(self)
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Tracks"), Qgis.ProcessingSourceType.VectorLine),
            "Lines with epoch seconds (UTC) in M. Fields: track_id, unit, start, end, fixes (how many), distance_m, "
            "duration_s. distance_m leaves out the scatter of the positions, most of it while a unit stands still, so "
            "it can be less than the length of the line. A single fix becomes a track with two equal vertices.",
            keeps="M",
        )
        for name, title, kind, help_text in (
            ("OUTAGES", "Outages", "VectorLine", "Lines from the last fix before an outage to the first fix after it."),
            (
                "REJECTED",
                "Rejected fixes",
                "VectorPoint",
                "The rejected rows as points, in the CRS of the input. Fields: source_id, unit, time, reason.",
            ),
        ):
            source = getattr(Qgis.ProcessingSourceType, kind)
            shown = name == "REJECTED"
            self.add(QgsProcessingParameterFeatureSink(name, tr(title), source, None, True, shown), help_text)
        self.add_numbers(("FIX_COUNT", "Fixes kept"), ("TRACK_COUNT", "Tracks"), ("REJECTED_COUNT", "Fixes rejected"))
        self.add_texts()

    def check(self, run):
        _accuracy_limit(run)
        return super().check(run)

    def compute(self, run):
        fixes = FIXES.read(run, FIXES.rules(run, _accuracy_limit(run)), run.progress(0, READING))
        return _written(run, fixes)


def _accuracy_limit(run: Run) -> float | None:
    """MAX_ACCURACY. Raises UserError where it is given without ACCURACY_FIELD."""
    limit = run.optional_number("MAX_ACCURACY")
    if limit is not None and not run.field("ACCURACY_FIELD"):
        raise UserError(
            tr("MAX_ACCURACY needs ACCURACY_FIELD. Choose the field that holds the accuracy, or leave both empty.")
        )
    return limit


def _written(run: Run, fixes: CleanFixes) -> dict:
    """Writes tracks, outages and rejected fixes; returns all results."""
    read, rejected = fixes.read, fixes.rejected
    tracks, names = TRIMMING.hidden(run, fixes.tracks, read.crs), TRIMMING.named(run, read.fixes.unit_names)
    distances = tracks.measured(run.progress(READING, READING + 0.02))
    times = ("start", "end")
    outages = _outage_rows(tracks.outages, tracks.unit_names)
    rows = _track_rows(tracks, distances)
    lines = OutputLayer.of("OUTPUT", rows, Qgis.WkbType.LineStringM, read.crs, "tracks", 2, times)
    destinations = write_layers(
        run,
        READING + 0.02,
        replace(lines, effort=1 + VERTEX * len(tracks.t) / max(len(tracks), 1)),
        OutputLayer.of("OUTAGES", outages, Qgis.WkbType.LineString, read.crs, "outages", 1, times),
        OutputLayer.of(
            "REJECTED", _rejected_rows(rejected, read, names), Qgis.WkbType.Point, read.source_crs, "rejected", 3
        ),
    )
    if not len(tracks):
        run.feedback.reportError(
            tr("No track could be made: every fix was rejected. The layer of rejected fixes gives the reasons.")
        )
    return {
        **destinations,
        "FIX_COUNT": len(tracks.t),
        "TRACK_COUNT": len(tracks),
        "REJECTED_COUNT": len(rejected),
        "CRS": crs_name(read.crs),
    }


def _track_rows(tracks: Tracks, distances: np.ndarray):
    fields = fields_of(
        ("track_id", WHOLE),
        ("unit", TEXT),
        ("start", MOMENT),
        ("end", MOMENT),
        ("fixes", WHOLE),
        ("distance_m", REAL),
        ("duration_s", REAL),
    )
    first, last = tracks.offsets[:-1], tracks.offsets[1:] - 1
    count = last - first + 1

    def shapes():
        for start, end in zip(tracks.offsets[:-1].tolist(), tracks.offsets[1:].tolist(), strict=True):
            index = slice(start, end) if end - start > 1 else [start, start]
            yield line_m_wkb(tracks.x[index], tracks.y[index], tracks.t[index])

    columns = (
        list(range(1, len(tracks) + 1)),
        [tracks.unit_names[code] for code in tracks.unit[first]],
        moments(tracks.t[first]),
        moments(tracks.t[last]),
        values(count),
        values(distances),
        values(tracks.t[last] - tracks.t[first]),
    )
    return fields, shapes(), columns


def _outage_rows(outages: Outages, unit_names: tuple[str, ...]):
    fields = fields_of(("unit", TEXT), ("start", MOMENT), ("end", MOMENT), ("duration_s", REAL), ("distance_m", REAL))
    ends = np.stack([np.column_stack([outages.x0, outages.y0]), np.column_stack([outages.x1, outages.y1])], axis=1)
    shapes = shapely.to_wkb(shapely.linestrings(ends), output_dimension=2) if len(outages) else []
    columns = (
        [unit_names[code] for code in outages.unit],
        moments(outages.t0),
        moments(outages.t1),
        values(outages.t1 - outages.t0),
        values(np.hypot(outages.x1 - outages.x0, outages.y1 - outages.y0)),
    )
    return fields, shapes, columns


def _rejected_rows(rejected: Rejected, read: ReadFixes, unit_names: tuple[str, ...]):
    fields = fields_of(("source_id", LONG), ("unit", TEXT), ("time", MOMENT), ("reason", TEXT))
    fixes = read.fixes
    by_row = np.argsort(fixes.row[rejected.index], kind="stable")
    index = rejected.index[by_row]
    x, y = read.source_x[index], read.source_y[index]
    placed = np.isfinite(x) & np.isfinite(y)
    points = shapely.to_wkb(shapely.points(x[placed], y[placed]), output_dimension=2) if placed.any() else []
    shapes = np.full(len(index), None, object)
    shapes[placed] = points
    columns = (
        values(fixes.row[index]),
        [unit_names[code] for code in fixes.unit[index]],
        moments(fixes.t[index]),
        rejected.reason[by_row].tolist(),
    )
    return fields, shapes, columns
