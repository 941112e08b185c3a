"""The stages of our pipeline, from a file of fixes to a file of scored places, each timed alone.

A stage is a function of a Job. It makes ready what its work needs, and gives the work, which alone is timed, and what
to say of its result.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import shapely

from blindspot.benchmarks.synthetic import ORIGIN, SIDE, write_fixes
from blindspot.engine import threads
from blindspot.engine.effort.crossings import Cells
from blindspot.engine.effort.effort import effort as effort_of
from blindspot.engine.places.grid import Grid, Lattice, grid_over
from blindspot.engine.places.places import Places
from blindspot.engine.score.detection import Detection, rates
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.score import over_strips, score_places
from blindspot.engine.timing.watch import Watch, first_and_last_in_watch, moments, nights, nights_without, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import Outages, TrackRules, Tracks, tracks_from_fixes

TIMEZONE = "Europe/Vienna"
WATCH = Watch(22 * 3600, 5 * 3600, timezone=TIMEZONE)
RANGE, DETECTION_TIME, REVISIT = 50.0, 30.0, 7200.0  # metres and seconds, as in blindspot:scoregaps
BATCH = 65_536  # rows, as in layers/arrow.py


@dataclass(frozen=True)
class Job:
    """The input of a stage. path: GeoPackage of `fixes` fixes with a share of `errors` (see `random_walks`), and of the
    area; arrays: folder for the arrays read from it; cell: metres; x0, y0: the south-western corner of a square of
    across x across cells; temporary: whether results go to temporary layers instead of GeoPackages."""

    path: str
    arrays: str
    fixes: int
    errors: float
    cell: float
    x0: float
    y0: float
    across: int
    temporary: bool = False

    @classmethod
    def over_all(cls, path: Path, arrays: Path, fixes: int, errors: float, cell: float, temporary: bool) -> "Job":
        """The job for the whole square of the fixes."""
        return cls(str(path), str(arrays), fixes, errors, cell, *ORIGIN, round(SIDE / cell), temporary)

    def output(self, name: str) -> str:
        """The destination of a result."""
        return "memory:" if self.temporary else f"{self.arrays}/{name}.gpkg"

    def in_the_middle(self, across: int) -> "Job":
        """The job for only across x across cells, in the middle of the square."""
        skipped = (self.across - across) // 2 * self.cell
        moved = {"x0": self.x0 + skipped, "y0": self.y0 + skipped, "across": across}
        return Job(**{**asdict(self), **moved})

    @property
    def layer(self) -> str:
        return f"{self.path}|layername=fixes"

    @property
    def area(self) -> str:
        return f"{self.path}|layername=area"

    @property
    def grid(self) -> Grid:
        side = self.across * self.cell
        square = shapely.box(self.x0, self.y0, self.x0 + side, self.y0 + side)
        return grid_over(np.array([square]), Lattice(self.cell))


Work = Callable[[], object]
Say = Callable[[object], str | tuple[str, dict[str, float]]]
"""Returns the text to print about a result, and the seconds of its parts by name, if it has parts."""

_alive = []  # references that keep objects alive while QGIS needs them


def processing_run() -> Callable:
    """processing.run, after starting QGIS and registering our algorithms."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(application.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing

    from blindspot.algorithms.provider import BlindspotProvider

    Processing.initialize()
    provider = BlindspotProvider()
    application.processingRegistry().addProvider(provider)
    _alive.extend((application, provider))
    return processing.run


def prepare(job: Job) -> tuple[Work, Say]:
    """Makes the file, unless it exists, and the arrays that the stages after reading use."""
    import osgeo.gdal

    write_fixes(Path(job.path), job.fixes, errors=job.errors)
    work, _ = read(job)
    from qgis.core import Qgis

    def save() -> None:
        fixes = work().fixes
        _save(job, "fixes", x=fixes.x, y=fixes.y, t=fixes.t, unit=fixes.unit, row=fixes.row, names=fixes.unit_names)
        tracks = tracks_from_fixes(fixes, TrackRules())[0]
        columns = {name: getattr(tracks, name) for name in ("x", "y", "t", "unit", "offsets")}
        silences = {f"outage_{column.name}": getattr(tracks.outages, column.name) for column in fields(Outages)}
        _save(job, "tracks", **columns, **silences, names=tracks.unit_names)

    versions = f"QGIS {Qgis.version()}, GDAL {osgeo.gdal.__version__}, NumPy {np.__version__}"
    return save, lambda nothing: versions


def _save(job: Job, name: str, **columns: np.ndarray) -> None:
    np.savez(Path(job.arrays) / f"{name}.npz", **columns)


def fixes_of_job(job: Job) -> Fixes:
    with np.load(Path(job.arrays) / "fixes.npz") as kept:
        columns = [kept[name] for name in ("x", "y", "t", "unit", "row")]
        return Fixes(*columns, tuple(kept["names"].tolist()))


def _tracks(job: Job) -> Tracks:
    with np.load(Path(job.arrays) / "tracks.npz") as kept:
        outages = Outages(*(kept[f"outage_{column.name}"] for column in fields(Outages)))
        columns = [kept[name] for name in ("x", "y", "t", "unit", "offsets")]
        return Tracks(*columns, tuple(kept["names"].tolist()), outages)


def evidence_of_job(tracks: Tracks, places: Places) -> Evidence:
    """The evidence of blindspot:scoregaps with its defaults and a demand of 1 everywhere."""
    units, times = len(tracks.unit_names), np.sort(tracks.t)
    alike = np.full(units, RANGE), rates(np.full(units, DETECTION_TIME))
    detection = Detection(*alike, fastest=tracks.usual_top_speeds)
    whole = period(WATCH, *first_and_last_in_watch(WATCH, times))
    silent = nights_without(whole, WATCH, times)[1]
    question = Question(whole, moments(whole, REVISIT), nights(whole, WATCH), REVISIT, silent)
    return Evidence(tracks, detection, places, np.ones(len(places)), question, WATCH)


def stream(job: Job) -> tuple[Work, Say]:
    """GDAL's Arrow stream alone, into NumPy arrays: the baseline."""
    from osgeo import ogr

    def work() -> int:
        dataset = ogr.Open(job.path)
        layer = dataset.GetLayerByName("fixes")
        rows = 0
        batches = layer.GetArrowStreamAsNumPy([f"MAX_FEATURES_IN_BATCH={BATCH}", "INCLUDE_FID=YES"])
        for batch in batches:
            rows += len(batch["time"])
        del batches, layer, dataset  # in this order: GDAL frees a stream before its layer, a layer before its file
        return rows

    return work, lambda rows: f"{rows:,} rows"


def read(job: Job) -> tuple[Work, Say]:
    """Our reading of the file."""
    processing_run()
    from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer

    from blindspot.engine.progress import quiet
    from blindspot.layers.arrow import LayerFile
    from blindspot.layers.fix_columns import FixFields
    from blindspot.layers.fixes import read_fixes

    layer, context = QgsVectorLayer(job.layer, "fixes", "ogr"), QgsProcessingContext()
    names = FixFields(time="time", unit="unit", timezone=TIMEZONE)

    def work():
        source, file = QgsProcessingFeatureSource(layer, context), LayerFile.of(layer, False)
        return read_fixes(source, file, names, None, context.transformContext(), quiet)

    return work, lambda found: f"{found.rows:,} fixes"


def tracks(job: Job) -> tuple[Work, Say]:
    """Sorting, cleaning and splitting."""
    fixes = fixes_of_job(job)

    def say(found) -> str:
        kept, rejected = found
        return f"{len(kept.t):,} fixes in {len(kept):,} tracks, {len(rejected):,} rejected"

    return lambda: tracks_from_fixes(fixes, TrackRules()), say


def passes(job: Job) -> tuple[Work, Say]:
    """The passes that a score is made from, found strip by strip as in the score, so that not all are in memory at
    once."""
    evidence = evidence_of_job(_tracks(job), job.grid.places)

    def work() -> int:
        return sum(over_strips(evidence, lambda found, some, first: len(found)))

    return work, lambda count: f"{count:,} passes"


def passes_in_one_thread(job: Job) -> tuple[Work, Say]:
    """The same without a second thread."""
    threads.WORKERS = 1
    return passes(job)


def score(job: Job) -> tuple[Work, Say]:
    """Passes, and the scores made from them."""
    evidence = evidence_of_job(_tracks(job), job.grid.places)
    return lambda: score_places(evidence), lambda found: f"mean gap {found.gap.mean():.6f}"


def effort(job: Job) -> tuple[Work, Say]:
    """Hours, kilometres and visits in each cell."""
    kept, ground = _tracks(job), Cells.of(job.grid)
    hours = np.array([[np.floor(kept.t.min()), np.ceil(kept.t.max()) + 1]])
    days = np.arange(hours[0, 0] // 86400, hours[0, 1] // 86400 + 1) * 86400
    return lambda: effort_of(kept, ground, hours, days), lambda found: f"{found.metres.sum() / 1000:,.1f} km in cells"


def scoregaps(job: Job) -> tuple[Work, Say]:
    """blindspot:scoregaps, from file to file."""
    run = processing_run()
    from blindspot.algorithms import scoregaps as algorithm
    from blindspot.algorithms.inputs import fixes as fix_input

    spent: dict[str, tuple[float, float]] = {}
    for module, name in (
        (fix_input, "read_fixes"),
        (fix_input, "tracks_from_fixes"),
        (algorithm, "scores_and_profile"),
    ):
        setattr(module, name, _clocked(getattr(module, name), spent))

    def work():
        began = time.perf_counter()
        result = run("blindspot:scoregaps", {**_parameters(job), "OUTPUT": job.output("places")})
        ended, scored = time.perf_counter(), spent["scores_and_profile"][1]
        parts = {name: end - start for name, (start, end) in spent.items()}
        parts["from scores to file"] = ended - scored
        parts["everything else"] = ended - began - sum(parts.values())
        return result, parts

    return work, lambda found: (f"mean gap {found[0]['MEAN_GAP']:.6f}", found[1])


def _clocked(function: Callable, spent: dict[str, tuple[float, float]]) -> Callable:
    """`function`, which notes when it began and ended."""

    def clocked(*arguments, **named):
        start = time.perf_counter()
        result = function(*arguments, **named)
        spent[function.__name__] = start, time.perf_counter()
        return result

    return clocked


def patroleffort(job: Job) -> tuple[Work, Say]:
    """blindspot:patroleffort, from file to file."""
    run = processing_run()
    whole = {**_parameters(job), "OUTPUT": job.output("effort")}
    return lambda: run("blindspot:patroleffort", whole), lambda found: f"{found['TOTAL_KM']:,.1f} km"


def _parameters(job: Job) -> dict:
    return {
        "INPUT": job.layer,
        "TIME_FIELD": "time",
        "UNIT_FIELD": "unit",
        "TIMEZONE": TIMEZONE,
        "AREA": job.area,
        "CELL_SIZE": job.cell,
    }


STAGES = {
    "stream": stream,
    "read": read,
    "tracks": tracks,
    "passes1": passes_in_one_thread,
    "passes": passes,
    "score": score,
    "effort": effort,
    "scoregaps": scoregaps,
    "patroleffort": patroleffort,
}
CELLS_MATTER = ("passes1", "passes", "score", "effort", "scoregaps", "patroleffort")
