"""The layer of patrol effort: of fixes, and of an archive."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from ...engine.effort.effort import Effort
from ...engine.effort.watched import watched_seconds
from ...engine.errors import UserError
from ...engine.sight.watchers import Watchers
from ...engine.timing.text import span_text
from ...engine.timing.watch import Period, Watch
from ...layers.sinks import MOMENT, REAL, WHOLE, moments, values
from ..base import tr
from ..inputs.places import PlacesToScore
from ..inputs.watch import scope
from ..run import Run
from .layers import write_layers
from .places import places_layer

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

MIN_SCATTER = 0.1  # km, above which the log mentions it
WARN_OUTSIDE = 0.05  # share of the effort outside the places above which there is a warning


@dataclass(frozen=True)
class EffortInput:
    """The input of the effort beside the tracks, in one metric CRS."""

    places: PlacesToScore
    watch: Watch
    period: Period
    watchers: Watchers | None = None


def write_effort(run: Run, read: EffortInput, found: Effort, in_range: np.ndarray, start: float) -> dict:
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


def zones_of(places: PlacesToScore) -> np.ndarray:
    """(n,) the polygons of zones. Raises UserError where there is another geometry."""
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
    return places.features.geometry


def report_effort(run: Run, read: EffortInput, found: Effort, whole: float) -> None:
    """Reports how much of the tracks counts, and how much lies outside the places. whole: seconds of all tracks."""
    places, period, watch = read.places, read.period, read.watch
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


def report_scatter(run: Run, scatter: float) -> None:
    """Reports how much of the lengths of tracks is scatter. scatter: km."""
    if scatter >= MIN_SCATTER:
        run.say(
            tr(
                "About {scatter:,.1f} km of all tracks are scatter of the positions, most of it while units stand "
                "still. They do not count.",
                scatter=scatter,
            )
        )


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
