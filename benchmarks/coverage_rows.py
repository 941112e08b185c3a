"""The limits of the gap score, each as a stage: few places and many fixes, and the writing of very many cells.

Writing is compared with pyogrio.write_arrow, which makes the same file from the same scores in its own process.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import numpy as np

from blindspot.benchmarks.stages import Job, Say, Work, evidence_of_job, fixes_of_job, processing_run
from blindspot.benchmarks.synthetic import EPSG, ORIGIN, SIDE
from blindspot.engine.places.demand import Demand, own_demand
from blindspot.engine.places.places import Places, point_places
from blindspot.engine.score.doubts import Doubts
from blindspot.engine.score.gap_profiles import FIELD, profile_texts
from blindspot.engine.score.reasons import reasons
from blindspot.engine.score.score import Scores, score_places
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

FEW, IN_A_CLUSTER, APART = 100, 5, 10.0  # places, places in a cluster, metres between them
DAY = 86_400.0
NIGHTS, END, REACH = 7, 1_767_830_400.0, 100.0  # of the period of made-up scores, in seconds since the epoch; metres
BINS = 28  # of the watch
BATCH = 50_000  # rows, as in algorithms/outputs/places.py
PEER_VARIABLE = "BLINDSPOT_PYOGRIO"  # a folder with these packages
PEER_NEEDS = ("pyogrio", "pyarrow")


def exits() -> Places:
    """A few places in clusters, like the exits of underground stations."""
    rng = np.random.default_rng(5)
    middle = rng.uniform(0.05 * SIDE, 0.95 * SIDE, (FEW // IN_A_CLUSTER, 2)).repeat(IN_A_CLUSTER, axis=0) + ORIGIN
    return point_places(*(middle + rng.normal(0, APART, (FEW, 2))).T)


def few_places(job: Job) -> tuple[Work, Say]:
    """Tracks, passes and scores of a few places."""
    fixes, places = fixes_of_job(job), exits()

    def work() -> Scores:
        tracks = tracks_from_fixes(fixes, TrackRules())[0]
        return score_places(evidence_of_job(tracks, places))

    return work, lambda scores: f"{len(scores):,} places, mean gap {scores.gap.mean():.6f}"


def made_up_scores(cells: int) -> tuple[Scores, Demand]:
    """Scores of many cells, half of which were never visited."""
    rng = np.random.default_rng(6)
    visits = rng.integers(0, 40, cells) * rng.integers(0, 2, cells)
    never, gap = visits == 0, rng.random(cells)
    gap[never] = 1.0
    seconds = rng.uniform(0, 86_400, (3, cells))
    last_seen = np.where(never, np.nan, END - seconds[0])
    dwell = np.where(never, 0.0, seconds[1] / 10)
    nights, in_watch = np.minimum(visits, NIGHTS), (visits // 2, dwell / 2)
    rounded = np.full((cells, 2), 900.0), ~never
    alone = seconds[1], seconds[2], never
    scores = Scores(gap, gap / 2, visits, dwell, last_seen, *alone, nights, *in_watch, *rounded)
    return scores, own_demand(cells)


def made_up_profiles(scores: Scores) -> Callable[[int, int], list[str]]:
    """The texts of profiles that follow the gaps of the places, for the places start:end."""
    part = np.random.default_rng(7).random((1000, BINS)).astype(np.float32)

    def texts(start: int, end: int) -> list[str]:
        gap = scores.gap[start:end, None]
        return profile_texts(np.where(gap < 1, gap * part[np.arange(start, end) % 1000], 1.0))

    return texts


def made_up_question() -> SimpleNamespace:
    """What the reasons need of the question of made-up scores."""
    night = np.array([[0.0, 7 * 3600.0]])
    nights = END - DAY * np.arange(NIGHTS, 0, -1)[:, None] + night
    return SimpleNamespace(nights=nights, period=SimpleNamespace(start=END - DAY * NIGHTS, end=END))


def write(job: Job) -> tuple[Work, Say]:
    """Our writing of scored cells, as blindspot:scoregaps writes them."""
    processing_run()
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback

    from blindspot.algorithms import scoregaps as algorithm
    from blindspot.algorithms.inputs.places import PlacesToScore
    from blindspot.algorithms.outputs.layers import Outputs
    from blindspot.algorithms.outputs.places import places_layer
    from blindspot.algorithms.run import Run

    grid, context = job.grid, QgsProcessingContext()
    scored = PlacesToScore(grid.places, None, grid, None, QgsCoordinateReferenceSystem(f"EPSG:{EPSG}"))
    scores, demand = made_up_scores(len(grid))
    read = SimpleNamespace(question=made_up_question(), watch=SimpleNamespace(night="night"), demand=demand)
    parameters = {"OUTPUT": job.output("written"), "DEMAND_RANGE": REACH}
    run = Run(algorithm.ScoreGaps().create(), parameters, context, QgsProcessingFeedback())

    def work() -> dict:
        columns = algorithm._columns(run, read, scores, made_up_profiles(scores), Doubts.of(scores))
        return Outputs.opened_for(run, places_layer(scored, algorithm.FIELDS, columns, "places")).write(0.0)

    return work, lambda written: f"{len(grid):,} cells"


def write_arrow(job: Job) -> tuple[Work, Say]:
    """The same file, with the same columns in the same order, by pyogrio.write_arrow."""
    sys.path.extend(_peer_folders())
    import pyarrow
    import pyogrio

    from blindspot.layers.wkb import polygons_of_rings

    grid, (scores, demand) = job.grid, made_up_scores(job.across**2)
    kinds = {
        "geom": pyarrow.binary(),
        "place_id": pyarrow.string(),
        **dict.fromkeys(("demand", "gap", "gap_low", "priority"), pyarrow.float64()),
        "visits": pyarrow.int32(),
        "dwell_s": pyarrow.float64(),
        "last_seen": pyarrow.timestamp("ms", "UTC"),
        **dict.fromkeys(("mean_idle_s", "worst_gap_s"), pyarrow.float64()),
        "why": pyarrow.string(),
        "watch_visits": pyarrow.int32(),
        "watch_dwell_s": pyarrow.float64(),
        "nights_seen": pyarrow.int32(),
        FIELD: pyarrow.string(),
    }
    profiles = made_up_profiles(scores)
    question, watch, doubts = made_up_question(), SimpleNamespace(night="night"), Doubts.of(scores)

    def batches() -> Iterator:
        for start in range(0, len(grid), BATCH):
            end = min(start + BATCH, len(grid))
            cells, some, own = grid.subset(start, end), scores.subset(start, end), demand.subset(start, end)
            never = np.isnan(some.last_seen)
            milliseconds = np.rint(np.where(never, 0.0, some.last_seen) * 1000).astype(np.int64)
            columns = {
                "geom": polygons_of_rings(cells.lattice.outlines(cells.column, cells.row)),
                "place_id": cells.ids(f"EPSG:{EPSG}"),
                "demand": own.total,
                "gap": some.gap,
                "gap_low": some.gap_low,
                "priority": own.total * some.gap,
                "visits": some.visits.astype(np.int32),
                "dwell_s": some.dwell,
                "last_seen": pyarrow.array(milliseconds, pyarrow.int64(), mask=never).cast(kinds["last_seen"]),
                "mean_idle_s": some.mean_idle,
                "worst_gap_s": some.worst_gap,
                "why": reasons(some, own, question, watch, REACH, doubts),
                "watch_visits": some.watch_visits.astype(np.int32),
                "watch_dwell_s": some.watch_dwell,
                "nights_seen": some.nights_seen.astype(np.int32),
                FIELD: profiles(start, end),
            }
            yield pyarrow.record_batch([pyarrow.array(columns[name], kind) for name, kind in kinds.items()], schema)

    schema = pyarrow.schema(list(kinds.items()))
    options = {"layer": "written", "driver": "GPKG", "geometry_name": "geom", "geometry_type": "Polygon"}

    def work() -> None:
        reader = pyarrow.RecordBatchReader.from_batches(schema, batches())
        pyogrio.write_arrow(reader, f"{job.arrays}/written_by_peer.gpkg", crs=f"EPSG:{EPSG}", **options)

    return work, lambda nothing: f"{len(grid):,} cells, pyogrio {pyogrio.__version__}"


def missing_for_peer() -> str:
    """Why write_arrow cannot be run here, and what to do; empty if it can."""
    program = f"import sys; sys.path.extend({_peer_folders()}); import numpy, {', '.join(PEER_NEEDS)}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    return (
        f"{done.stderr.strip().splitlines()[-1]}. pip install --target DIR --no-deps {' '.join(PEER_NEEDS)} (versions "
        f"for the NumPy used here), then set {PEER_VARIABLE}=DIR."
    )


def _peer_folders() -> list[str]:
    """The folder with the peer's packages, which no other process sees; none if it is not set."""
    return [folder] if (folder := os.environ.get(PEER_VARIABLE)) else []


ROW_STAGES = {"few": few_places, "write": write, "write_arrow": write_arrow}
