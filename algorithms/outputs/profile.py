"""The table and the page of a coverage profile: of fixes, and of an archive."""

from collections.abc import Iterator

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)

from ...engine.errors import UserError
from ...engine.pages.profile_page import PlaceList, page
from ...engine.score.coverage_profile import HOUR, SLOTS, Profile, hour_name
from ...engine.score.evidence import Evidence
from ...engine.score.last_seen import FEWEST
from ...engine.text import counted
from ...engine.timing.text import span_text, utc_text
from ...engine.timing.timezones import DAY
from ...engine.timing.weekdays import short_day_name
from ...layers.files import check_writable
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from ..base import BlindspotAlgorithm, tr
from ..inputs.evidence import ScoreInput
from ..inputs.watch import scope
from ..run import Run
from .asked import asked_of
from .layers import Batch, OutputLayer, Outputs
from .nothing_seen import nothing_seen
from .places import place_names
from .report import report_facts, write_page

MAX_ROWS = 5_000_000
PLACES_AT_ONCE = 100  # places written in one batch
PLACES_LISTED = 200  # in the report
WEEK = 7 * DAY
FEW_WEEKS = 8  # in shorter periods it matters if some days of the week occur once more than others

PLACE_FIELD = ("place_id", TEXT)
FIELDS = (
    ("weekday", WHOLE),
    ("day", TEXT),
    ("hour", WHOLE),
    ("gap", REAL),
    ("unit_hours", REAL),
    ("watch_hours", REAL),
)

OUTPUT_HELP = """A table without geometry with 168 rows, or 168 rows for each place. Fields: place_id (only in a profile
for each place), weekday (1 is Monday) and day (its name), hour (0 to 23, local), gap (0 to 1; null where no moment of
the watch is in that hour), unit_hours (hours on patrol, summed over units; for a place, hours within detection range;
null where the data cover no such hour), watch_hours (how many hours of starting moments the gap is computed
from)."""


def add_outputs(algorithm: BlindspotAlgorithm) -> None:
    """PER_PLACE, OUTPUT and OUTPUT_HTML."""
    algorithm.add(
        QgsProcessingParameterBoolean("PER_PLACE", tr("A profile for each place"), False),
        "Off: one profile for all places together, weighted by demand. On: the table has one profile for each "
        "place, and the report lists the places with their darkest hour.",
    )
    algorithm.add(
        QgsProcessingParameterFeatureSink("OUTPUT", tr("Coverage profile"), Qgis.ProcessingSourceType.Vector),
        OUTPUT_HELP,
    )
    algorithm.add(
        QgsProcessingParameterFileDestination("OUTPUT_HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
        "Heat maps of gap and unit-hours, the main findings, and the parameters of the run, as an HTML page. It "
        "contains the names of the layers, but no paths and no units.",
    )


def check_rows(run: Run, places: int) -> None:
    """Raises UserError where the table would be too long."""
    if run.flag("PER_PLACE") and places * SLOTS > MAX_ROWS:
        raise UserError(
            tr(
                "PER_PLACE makes {slots} rows for each of {places:,} places, more than {max_rows:,} in total. Use "
                "fewer places (PLACES, AREA, a larger CELL_SIZE), or switch PER_PLACE off.",
                slots=SLOTS,
                places=places,
                max_rows=MAX_ROWS,
            )
        )


def write_profile(
    run: Run,
    read: ScoreInput,
    total: Profile,
    each: Profile | None,
    notes: list[str],
    shares: list[float],
    fixes: str,
) -> dict:
    """Writes the table and the report; returns all results. fixes: the name of what they are from; shares: where on the
    bar the scores and the report end."""
    path = run.file("OUTPUT_HTML")
    places = None if each is None else _listed(each, read)
    title = tr("When are the gaps? {fixes}", fixes=fixes)
    facts = report_facts(run, [(tr("Period"), _period(read.evidence))], len(read.scored), read.crs)
    notes = [run.labels.in_report(note) for note in notes]
    asked = asked_of(read.evidence, run)
    if path:
        run.doing(tr("Making the report."), shares[0])(0)
    report = page(title, total, facts, notes, _first_hour(read.evidence), places, asked)
    run.progress(shares[1])(0)
    if path:
        check_writable(path, "The report")
    opened = Outputs.opened_for(run, _table(read, total, each))
    if path:
        write_page(run, path, report)
    return {
        **opened.write(shares[1]),
        **({"OUTPUT_HTML": path} if path else {}),
        "PLACE_COUNT": len(read.scored),
        "MEAN_GAP": float(total.mean_gap),
        "DARKEST_GAP": float(np.nanmax(total.gap)),
        "DARKEST_HOUR": hour_name(int(total.darkest)),
        **scope(read.period, read.watch, read.crs),
    }


def _table(read: ScoreInput, total: Profile, each: Profile | None) -> OutputLayer:
    """The table with the profile of all places together, or with one for each place."""

    def batches() -> Iterator[Batch]:
        if each is None:
            yield [None] * SLOTS, _columns(total.gap, total.unit_hours, total.watch_hours)
            return
        for start in range(0, len(read.scored), PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, len(read.scored))
            ids = [place for place in read.scored.ids(start, end) for _ in range(SLOTS)]
            hours = np.broadcast_to(each.watch_hours, each.gap.shape)[start:end]
            yield [None] * len(ids), (ids, *_columns(each.gap[start:end], each.unit_hours[start:end], hours))

    fields = fields_of(*(() if each is None else (PLACE_FIELD,)), *FIELDS)
    rows = SLOTS * (1 if each is None else len(read.scored))
    return OutputLayer(
        "OUTPUT", fields, Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem(), batches, rows, "profile"
    )


def _columns(gap: np.ndarray, unit_hours: np.ndarray, watch_hours: np.ndarray) -> tuple:
    """The values of FIELDS for one or several profiles. gap, unit_hours, watch_hours: (..., SLOTS)."""
    times = gap.size // SLOTS
    weekday, hour = (part.tolist() * times for part in np.divmod(np.arange(SLOTS), 24))
    numbers = (gap.ravel(), unit_hours.ravel(), watch_hours.ravel())
    return [day + 1 for day in weekday], [short_day_name(day) for day in weekday], hour, *map(values, numbers)


def _listed(each: Profile, read: ScoreInput) -> PlaceList:
    """The places with the highest priority, for the report."""
    first = np.argsort(-read.evidence.demand * each.mean_gap, kind="stable")[:PLACES_LISTED]
    hours = np.broadcast_to(each.watch_hours, each.gap.shape)
    names = list(map(place_names(read.scored, read.demand.nearest), first.tolist()))
    return PlaceList(names, Profile(each.gap[first], each.unit_hours[first], hours[first]), len(read.scored))


def notes_on(total: Profile, evidence: Evidence) -> list[str]:
    """Warnings on the interpretation of the profile."""
    notes, question = [], evidence.question
    if np.nanmin(total.gap) >= 1:
        text = tr("No fix is within DETECTION_RANGE of any place in time: every gap is 1.")
        notes.append(nothing_seen(evidence, text, "gap"))
    if total.watch_hours.max() <= 1.0 + 1e-9:
        notes.append(
            tr(
                "No hour of the week occurs more than once in this period, so the profile does not show what is usual. "
                "Use several weeks of data to learn about the rota."
            )
        )
    weeks = (evidence.period.end - evidence.period.start) / WEEK
    hours = total.watch_hours[np.isfinite(total.gap)]
    if 1 < weeks < FEW_WEEKS and evidence.own is None and hours.max() - hours.min() > 0.5:
        notes.append(
            tr(
                "In these {weeks:.1f} weeks some hours of the week occur more often than others ({fewest_hours:.3g} to "
                "{most_hours:.3g} hours of each). They have more unit-hours for this reason alone.",
                weeks=weeks,
                fewest_hours=hours.min(),
                most_hours=hours.max(),
            )
        )
    watch, slot = evidence.watch, int(total.darkest)
    until = (watch.end_s - (slot % 24 + 1) * HOUR) % DAY
    if evidence.own is None and not watch.all_day and until < question.revisit:
        notes.append(
            tr(
                "What begins in the last {revisit:g} min of the watch may be seen only after it ends. A "
                "high gap in the last hour reflects the hours after it, not this hour itself.",
                revisit=question.revisit / 60,
            )
        )
    if evidence.own is None and len(question.silent):
        nights = counted(len(question.nights), evidence.watch.night)
        notes.append(
            tr(
                "There is no fix in {silent} of {nights}. They count as unseen.",
                silent=len(question.silent),
                nights=nights,
            )
        )
    return notes


def on_persons(total: Profile, each: Profile | None) -> list[str]:
    """Warnings where a profile is that of one unit, or that of a place with few units."""
    if total.units == 1:
        return [
            tr(
                "All fixes in this period are of one unit, so this profile is the rota of one person or crew: it shows "
                "when that unit is on duty. Treat it as data about persons, or use the fixes of all units. If the "
                "fixes are of several units, set UNIT_FIELD."
            )
        ]
    few = 0 if each is None else int(np.count_nonzero((each.units > 0) & (each.units < FEWEST)))
    if not few:
        return []
    return [
        tr(
            "{few:,} of {units:,} places were seen by fewer than three units in this period. Their profiles are not "
            "rounded, and show when single units were there: in which hours of the week, and in a short period to the "
            "minute. Treat the table as data about persons, or use larger places (PLACES, CELL_SIZE) and many weeks.",
            few=few,
            units=len(each.units),
        )
    ]


def _first_hour(evidence: Evidence) -> int:
    """The first hour in a row of the heat map: the hour in which the watch starts if it spans midnight, else 0."""
    watch = evidence.watch
    return int(watch.start_s // 3600) if watch.end_s < watch.start_s else 0


def _period(evidence: Evidence) -> str:
    zone, period = evidence.watch.timezone, evidence.period
    return tr(
        "{span} ({zone}) ({begins_utc} to {ends_utc})",
        span=span_text(period.t0, period.t1, zone),
        zone=zone,
        begins_utc=utc_text(period.t0),
        ends_utc=utc_text(period.t1),
    )
