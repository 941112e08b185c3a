"""NIGHTS: the optional table of each place in each night of the watch."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSink

from ...engine.errors import UserError
from ...engine.score.own_nights import AllNights
from ...engine.text import counted
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from ..base import BlindspotAlgorithm, tr
from ..durations import SHORT_ROW, WRITING
from ..inputs.evidence import ScoreInput
from ..run import Run
from .layers import Batch, OutputLayer

NIGHTS = "NIGHTS"
MAX_ROWS = 5_000_000
ROWS_AT_ONCE = 10_000  # about so many rows are written in one batch

FIELDS = (
    ("place_id", TEXT),
    ("night", TEXT),
    ("passes", WHOLE),
    ("dwell_s", REAL),
    ("first_pass", MOMENT),
    ("last_pass", MOMENT),
    ("gap", REAL),
    ("watch_hours", REAL),
)

HELP = """A table without geometry: a row for each place in each night of the period, also for nights without a pass.
Fields: place_id, night (the local date on which the watch begins), passes (visits in the watch of that night; a visit
that lasts into the next night counts in both), dwell_s (seconds in range in the watch of that night, summed over
units), first_pass and last_pass (when a unit was first and last in range in the watch of that night, UTC; rounded down
to a quarter of an hour or an hour, null if fewer than three units were there in that time: see Times to the second),
gap (0 to 1, of the moments of that night; null where the night has none; where fewer than three units came, the time in
which a start is seen is rounded to about a quarter of an hour), watch_hours (how many hours of starting moments the gap
is computed from). The mean of gap, weighted by watch_hours, is the gap of the place if Times to the second is on,
otherwise within about a quarter of an hour a night of it."""


def add_nights(algorithm: BlindspotAlgorithm) -> None:
    """NIGHTS."""
    vector = Qgis.ProcessingSourceType.Vector
    sink = QgsProcessingParameterFeatureSink(NIGHTS, tr("Nights of each place"), vector, None, True, False)
    algorithm.add(sink, HELP)


def number_of_rows(read: ScoreInput) -> int:
    """How many rows the table has."""
    places = np.arange(len(read.scored))
    return sum(len(places[index]) * len(question.nights) for index, question, _ in read.evidence.asked)


def check_nights(run: Run, read: ScoreInput) -> None:
    """Raises UserError where the table is requested and would be too long."""
    places, rows, night = len(read.scored), number_of_rows(read), read.watch.night
    nights = max(len(question.nights) for _, question, _ in read.evidence.asked)
    if run.given(NIGHTS) and rows > MAX_ROWS:
        raise UserError(
            tr(
                "{nights} would have a row for each of {places:,} places in each of {many}, more than "
                "{max_rows:,} rows in total. Use fewer places (PLACES, AREA, a larger CELL_SIZE) or a shorter period "
                "(PERIOD_START, PERIOD_END), or leave {nights} empty.",
                nights=NIGHTS,
                places=places,
                many=counted(nights, night),
                max_rows=MAX_ROWS,
            )
        )


def nights_layer(read: ScoreInput, found: AllNights) -> OutputLayer:
    """The table of all places and nights."""
    ends = np.cumsum(found.count)

    def batches() -> Iterator[Batch]:
        start = 0
        while start < len(ends):
            done = ends[start - 1] if start else 0
            end = max(int(np.searchsorted(ends, done + ROWS_AT_ONCE, side="right")), start + 1)
            ids = read.scored.ids(start, end)
            place, (dates, passes, dwell, first, last, gap, hours) = found.columns(start, end)
            columns = values(passes), values(dwell), moments(first), moments(last), values(gap), values(hours)
            yield [None] * len(place), ([ids[one] for one in place.tolist()], dates.tolist(), *columns)
            start = end

    nowhere = QgsCoordinateReferenceSystem()
    rows = int(ends[-1])
    layer = OutputLayer(NIGHTS, fields_of(*FIELDS), Qgis.WkbType.NoGeometry, nowhere, batches, rows, "place_nights")
    return replace(layer, effort=SHORT_ROW / WRITING)
