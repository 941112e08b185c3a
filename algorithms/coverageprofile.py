"""Tracks to a profile of the week: when the gaps are."""

from collections.abc import Iterator

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)

from ..engine.errors import UserError
from ..engine.pages.profile_page import PlaceList, finding, page
from ..engine.score.coverage_profile import HOUR, SLOTS, Profile, coverage_profile, hour_name
from ..engine.score.evidence import Evidence
from ..engine.timing.text import local_text, utc_text
from ..engine.timing.timezones import DAY
from ..engine.timing.watch import WEEKDAYS
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from .base import BlindspotAlgorithm, tr
from .inputs.evidence import EvidenceInput, ScoreInput
from .inputs.watch import MIDNIGHT, SCOPE, scope
from .outputs.layers import Batch, OutputLayer, Outputs
from .outputs.provenance import input_name, parameter_values, version, write_page
from .run import Run

SCORE = EvidenceInput()
MAX_ROWS = 5_000_000
PLACES_AT_ONCE = 1000  # written at once
PLACES_LISTED = 200  # on the page
WEEK = 7 * DAY
FEW_WEEKS = 8  # in which a day of the week more or less matters

PLACE_FIELD = ("place_id", TEXT)
FIELDS = (
    ("weekday", WHOLE),
    ("day", TEXT),
    ("hour", WHOLE),
    ("gap", REAL),
    ("unit_hours", REAL),
    ("watch_hours", REAL),
)

OUTPUT_HELP = """A table without geometry, 168 rows, or 168 for each place: place_id (with PER_PLACE), weekday (1 is
Monday) and day (its name), hour (0 to 23, local), gap (0 to 1; null where no moment of the watch begins in that hour),
unit_hours (on patrol, summed over units; for a place, within detection range; null where the period has no such hour),
watch_hours (how many hours of starting
moments stand behind the gap)."""


class CoverageProfile(BlindspotAlgorithm):
    """blindspot:coverageprofile"""

    ID = "coverageprofile"
    TITLE = "Coverage profile (when are the gaps?)"
    TAGS = ("coverage", "patrol", "gap", "rota", "shift", "schedule", "hour", "weekday", "heat map", "report")
    BLOCKS = (SCORE,)
    HELP = """<p>In which hours of the week does most go unseen? The <b>gap</b> of an hour is the probability that a
condition which starts at a random moment of it goes unseen for the revisit interval: the gap of Score gaps, split by
hour of day and day of week, over all places weighted by demand, or for each place.
Its mean, weighted by watch_hours, is MEAN_GAP of Score gaps with the same parameters; mind that the watch is all day
here unless you set it.</p>
<p>Hours are those of local clocks in TIMEZONE: an hour that they show twice counts twice, one that they skip does not.
The day is the calendar day of the moment itself: 02:00 on Saturday morning is Saturday's, whenever that watch began.
A gap looks ahead: what starts at 03:00 is in time if it is seen within the revisit interval.</p>
<p><b>unit_hours</b> is the time that units spent on tracks in the period, inside and outside the watch; outages are not
in it. Beside the gap it shows whether an hour lacks patrols, or has them elsewhere.</p>
<p>The report is one HTML file with a heat map of each, to read, print and pass on. DARKEST_HOUR is the hour with the
highest gap (of several alike the one with the fewest unit-hours). Take at least four weeks: one week is a diary, not a
habit.</p>"""

    def initAlgorithm(self, configuration=None):
        SCORE.add(self, MIDNIGHT, MIDNIGHT)
        self.add(
            QgsProcessingParameterBoolean("PER_PLACE", tr("A profile for each place"), False),
            "Off: one profile in total, weighted by demand. On: the table holds one for each place instead, and the "
            "report lists the places with their darkest hour.",
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Coverage profile"), Qgis.ProcessingSourceType.Vector),
            OUTPUT_HELP,
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "OUTPUT_HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True
            ),
            "Heat maps of gap and unit-hours, what they say, and the parameters that made them. Holds the names of the "
            "layers, but neither paths nor units.",
        )
        self.add_numbers(
            ("PLACE_COUNT", "Places"),
            ("MEAN_GAP", "Mean gap, weighted by demand"),
            ("DARKEST_GAP", "Gap of the darkest hour"),
        )
        self.add_texts((("DARKEST_HOUR", "Darkest hour of the week (local)"), *SCOPE))

    def compute(self, run):
        read = SCORE.read(run, 0.5)
        _check_rows(run, len(read.scored))
        total, each = coverage_profile(read.evidence, run.flag("PER_PLACE"), run.progress(0.5, 0.9))
        notes = _notes(total, read.evidence)
        run.say(*finding(total))
        run.warn(*notes)
        return _written(run, read, total, each, notes)


def _check_rows(run: Run, places: int) -> None:
    """Raises UserError where the table would be too long."""
    if run.flag("PER_PLACE") and places * SLOTS > MAX_ROWS:
        raise UserError(
            f"PER_PLACE makes {SLOTS} rows for each of {places:,} places, more than {MAX_ROWS:,} in all. Score "
            "fewer places (PLACES, AREA, a larger CELL_SIZE), or leave PER_PLACE off."
        )


def _written(run: Run, read: ScoreInput, total: Profile, each: Profile | None, notes: list[str]) -> dict:
    """Writes the table and the report; returns all results."""
    path = run.file("OUTPUT_HTML")
    places = None if each is None else _listed(each, read)
    title = tr("When are the gaps? {}").format(input_name(run, "INPUT"))
    report = page(title, total, _facts(run, read), notes, _first_hour(read.evidence), places)
    run.progress(0.9)(0)
    opened = Outputs.opened_for(run, _table(read, total, each))
    if path:
        write_page(path, report)
    return {
        **opened.write(0.9),
        **({"OUTPUT_HTML": path} if path else {}),
        "PLACE_COUNT": len(read.scored),
        "MEAN_GAP": float(total.mean_gap),
        "DARKEST_GAP": float(np.nanmax(total.gap)),
        "DARKEST_HOUR": hour_name(int(total.darkest)),
        **scope(read.question.period, read.watch, read.crs),
    }


def _table(read: ScoreInput, total: Profile, each: Profile | None) -> OutputLayer:
    """The profile of all places together, or that of each."""

    def batches() -> Iterator[Batch]:
        if each is None:
            yield [None] * SLOTS, _columns(total.gap, total.unit_hours, total.watch_hours)
            return
        for start in range(0, len(read.scored), PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, len(read.scored))
            ids = [place for place in read.scored.ids(start, end) for _ in range(SLOTS)]
            yield [None] * len(ids), (ids, *_columns(each.gap[start:end], each.unit_hours[start:end], each.watch_hours))

    fields = fields_of(*(() if each is None else (PLACE_FIELD,)), *FIELDS)
    rows = SLOTS * (1 if each is None else len(read.scored))
    return OutputLayer("OUTPUT", fields, Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem(), batches, rows)


def _facts(run: Run, read: ScoreInput) -> list[tuple[str, str]]:
    """What made the report: every input by its name, and every parameter that has a value."""
    period = read.question.period
    facts = [
        (tr("Made by"), f"Blindspot {version()}, {run.algorithm.id()}"),
        (tr("Period"), f"{_period(read.evidence)} ({utc_text(period.t0)} to {utc_text(period.t1)})"),
        (tr("Places"), f"{len(read.scored):,}"),
        (tr("CRS worked in"), read.crs.authid() or read.crs.toProj()),
    ]
    return facts + [(title, value) for _, title, value in parameter_values(run)]


def _columns(gap: np.ndarray, unit_hours: np.ndarray, watch_hours: np.ndarray) -> tuple:
    """What FIELDS hold, for one profile or several, (..., SLOTS)."""
    times = gap.size // SLOTS
    weekday, hour = (part.tolist() * times for part in np.divmod(np.arange(SLOTS), 24))
    numbers = (gap.ravel(), unit_hours.ravel(), np.tile(watch_hours, times))
    return [day + 1 for day in weekday], [WEEKDAYS[day] for day in weekday], hour, *map(values, numbers)


def _listed(each: Profile, read: ScoreInput) -> PlaceList:
    """The places of the highest priority, for the report."""
    first = np.argsort(-read.evidence.demand * each.mean_gap, kind="stable")[:PLACES_LISTED]
    ids = [read.scored.ids(i, i + 1)[0] for i in first.tolist()]
    return PlaceList(ids, Profile(each.gap[first], each.unit_hours[first], each.watch_hours), len(read.scored))


def _notes(total: Profile, evidence: Evidence) -> list[str]:
    """Of what the reader should beware."""
    notes, question = [], evidence.question
    if np.nanmin(total.gap) >= 1:
        notes.append("No fix comes within DETECTION_RANGE of any place in time: every gap is 1.")
    if total.watch_hours.max() <= 1.0 + 1e-9:
        notes.append(
            "No hour of the week came more than once in this period: this is a diary, not a habit. Take some weeks to "
            "learn about the rota."
        )
    weeks = (question.period.t1 - question.period.t0) / WEEK
    came = total.watch_hours[np.isfinite(total.gap)]
    if 1 < weeks < FEW_WEEKS and came.max() - came.min() > 0.5:
        notes.append(
            f"In these {weeks:.1f} weeks some hours of the week came more often than others ({came.min():.3g} to "
            f"{came.max():.3g} hours of each); their unit-hours are more for that alone."
        )
    watch, slot = evidence.watch, int(total.darkest)
    until = (watch.end_s - (slot % 24 + 1) * HOUR) % DAY
    if not watch.all_day and until < question.revisit:
        notes.append(
            f"What begins in the last {question.revisit / 60:g} min of the watch may be seen only after it ends. A "
            "dark last hour tells about the hours after it, not about itself."
        )
    if len(question.silent):
        night = evidence.watch.night
        notes.append(
            f"No fix at all in {len(question.silent)} of {len(question.nights)} {night}s; they count as unseen."
        )
    return notes


def _first_hour(evidence: Evidence) -> int:
    """With which hour a row of the heat map begins: that in which the watch does, where it reaches over midnight."""
    watch = evidence.watch
    return int(watch.start_s // 3600) if watch.end_s < watch.start_s else 0


def _period(evidence: Evidence) -> str:
    zone, period = evidence.watch.timezone, evidence.question.period
    return f"{local_text(period.t0, zone)} to {local_text(period.t1, zone)} ({zone})"
