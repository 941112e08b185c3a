"""Blind spots to blind spots with confidence: how often each is found again, and what it hangs on."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..engine.errors import UserError
from ..engine.progress import Progress, part
from ..engine.score.evidence import Evidence
from ..engine.spots.stability import GRID, SETTINGS, Draw, Stability, StabilityCase, cover_of, stability
from ..engine.timing.text import duration_text
from ..engine.tracks.position_error import accuracy_of
from ..layers.features import Features
from ..layers.sinks import REAL, TEXT, WHOLE, added_fields, fields_of, multi_wkb_type, values
from .base import BlindspotAlgorithm, tr
from .inputs.evidence import EvidenceInput, ScoreInput
from .inputs.parameters import metres, number, numeric_field, whole
from .inputs.spot_rules import SpotRulesInput
from .outputs.layers import OutputLayer, write_layers
from .run import Run

SCORE, RULES = EvidenceInput(), SpotRulesInput()
STABLE = 0.8  # of the repeats
REPORT_INTERVAL = 2.0  # seconds between two words on the time left

FIELDS = (
    ("stability", REAL),
    ("found", WHOLE),
    ("repeats", WHOLE),
    ("matters_most", TEXT),
    ("lost_accuracy", REAL),
    ("lost_range", REAL),
    ("lost_revisit", REAL),
    ("lost_grid", REAL),
)

OUTPUT_HELP = """The spots with their own fields, and: stability (0 to 1), found (in how many repeats), repeats,
matters_most (position accuracy, detection range, revisit interval or grid position; empty if none alone loses 5 % of
the spot), lost_accuracy, lost_range, lost_revisit, lost_grid (the mean share of the spot that varying this setting
alone loses; lost_grid is null without a grid)."""

MAX_SHARE_IN_SPOTS = 0.5  # of all places in spots, from which finding them again is no feat


class SpotStability(BlindspotAlgorithm):
    """blindspot:spotstability"""

    ID = "spotstability"
    TITLE = "Stability of blind spots"
    TAGS = ("confidence", "uncertainty", "sensitivity", "robust", "monte carlo", "gps", "accuracy", "patrol", "gap")
    BLOCKS = (SCORE, RULES)
    HELP = """<p>How sure is each blind spot? Positions are a few metres off, nobody knows the detection range and the
right revisit interval exactly, and the grid might as well lie half a cell further. This scores and finds the spots
again and again with such changes, and says how often each one is <b>found again</b>: the spots of a repeat cover at
least MATCH % of it. Give the same parameters that SPOTS was made with; the log says how many of SPOTS are not found
with them at all.</p>
<p><b>stability</b> is the share of the repeats that find the spot again. In each repeat every fix is moved within its
accuracy, detection ranges (of all units alike) and the revisit interval are multiplied by independent numbers from 0.75
to 1.25, and a grid is moved by up to half a cell in x and y. Places of your own stay where they are.</p>
<p>Fixes are moved the way receivers err: by about their accuracy, and much the same from one fix to the next, so that
tracks are moved rather than shaken. What is moved are the fixes of the cleaned tracks; nothing is read or cleaned
again.</p>
<p><b>matters_most</b> names the setting that alone loses most of the spot: each one is also varied while the others
stay as given, about a quarter as often as there are repeats. lost_accuracy, lost_range, lost_revisit and lost_grid are
the mean shares lost. A spot that hangs on the detection range deserves a better measured range before a drone is sent.
The same SEED gives the same result.</p>
<p>Each repeat takes as long as Score gaps and Find blind spots together, without the reading and writing: 20 repeats
are 45 such runs in all.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add(
            QgsProcessingParameterFeatureSource(
                "SPOTS", tr("Blind spots"), [Qgis.ProcessingSourceType.VectorAnyGeometry]
            ),
            "The output of Find blind spots. The other parameters are meant to be those that it was made with.",
        )
        SCORE.add(self)
        RULES.add(self)
        self.add(
            metres("ACCURACY", "Accuracy of the fixes", 10),
            "The radius around a fix that holds the true position with probability 68 %, for fixes that do not say. 0: "
            "exact.",
        )
        self.add(
            numeric_field("ACCURACY_FIELD", "Accuracy field", "INPUT"),
            "The accuracy of each fix in metres. Null, 0 or less: ACCURACY.",
        )
        self.add(whole("REPEATS", "Repeats", 20, 1, 10_000), "How often everything is varied at once.")
        self.add(
            number("MATCH", "Share that must be found again (%)", 50, 0.001, 100),
            "How much of a spot's area, length or points the spots of a repeat must cover for it to count as found.",
        )
        self.add(whole("SEED", "Seed", 1), "The same seed gives the same result.", advanced=True)
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Stability of blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        self.add_numbers(
            ("SPOT_COUNT", "Blind spots"),
            ("STABLE_COUNT", "Blind spots of stability 0.8 or more"),
            ("MEAN_STABILITY", "Mean stability"),
        )
        self.add_texts()

    def compute(self, run):
        spots, read, case = _read(run)
        found = _varied(run, spots, case)
        return _written(run, spots, found, read.crs)


def _read(run: Run) -> tuple[Features, ScoreInput, StabilityCase]:
    """The spots, what they are scored from, and the case that is varied. Raises UserError where the parameters cannot
    be those of the spots."""
    rules, read = RULES.read(run), SCORE.read(run, 0.05)
    spots = _spots(run, read, run.progress(0.05, 0.06))
    moved = None if read.scored.grid is None else _moved_grid(run, read)
    case = StabilityCase(read.evidence_with_geometry, _accuracy(run, read), rules, moved)
    if not cover_of(spots.geometry, case, Draw(), run.progress(0.06, 0.08))[0].any():
        raise UserError(
            f"Not one of the spots of {spots.name} is found with these parameters, even in part. Give the "
            "parameters that SPOTS was made with, and the same INPUT."
        )
    return spots, read, case


def _varied(run: Run, spots: Features, case: StabilityCase) -> Stability:
    """How often each spot is found again, with a report in the log."""
    progress = _with_time_left(run.progress(0.08, 0.99), run.feedback)
    match, repeats, seed = run.number("MATCH") / 100, run.whole("REPEATS"), run.whole("SEED")
    found = stability(spots.geometry, case, repeats, match, seed, progress)
    _report(run, found)
    return found


def _written(run: Run, spots: Features, found: Stability, crs: QgsCoordinateReferenceSystem) -> dict:
    """Writes the spots; returns all results."""
    run.progress(0.99)(0)
    kind = multi_wkb_type(spots.geometry, Qgis.WkbType.Polygon)
    return {
        **write_layers(run, 0.99, OutputLayer.of("OUTPUT", _rows(spots, found), kind, crs, "stability", 2)),
        "SPOT_COUNT": len(spots),
        "STABLE_COUNT": int(_stable(found).sum()),
        "MEAN_STABILITY": float(found.share.mean()),
        "CRS": crs.authid() or crs.toProj(),
    }


def _rows(spots: Features, found: Stability):
    """(fields, WKB, columns) of OUTPUT."""
    columns = (
        *spots.own_columns(),
        values(found.share),
        values(found.found),
        [found.repeats] * len(spots),
        list(found.matters_most),
        *map(values, found.lost.T),
    )
    return added_fields(spots.fields, fields_of(*FIELDS)), shapely.to_wkb(spots.geometry), columns


def _spots(run: Run, read: ScoreInput, progress: Progress) -> Features:
    spots = run.features(run.source("SPOTS"), read.crs, progress)
    if not len(spots):
        raise UserError(
            f"{spots.name} (SPOTS) has no feature with a usable geometry. Choose the output of Find blind spots."
        )
    return spots


def _accuracy(run: Run, read: ScoreInput) -> np.ndarray:
    """(n,) metres, of the fixes of the tracks."""
    fixes, otherwise = read.patrols.fixes, run.number("ACCURACY")
    accuracy, without = accuracy_of(fixes.tracks, fixes.read.fixes, fixes.rejected, otherwise)
    run.say(
        f"Fixes are moved within their accuracy, the radius that holds 68 % of the errors: {np.median(accuracy):g} "
        f"m in the median. For {without:,} of {len(accuracy):,} fixes, which do not say theirs, it is ACCURACY "
        f"({otherwise:g} m)."
    )
    return accuracy


def _moved_grid(run: Run, read: ScoreInput) -> Callable[[tuple[float, float], Progress], Evidence]:
    """Gives the evidence with the grid moved by shares of a cell. It stays near the fixes as they were read."""
    evidence, size = read.evidence, read.scored.grid.lattice.size

    def moved(shift: tuple[float, float], progress: Progress) -> Evidence:
        by = (shift[0] * size, shift[1] * size)
        near, here = [evidence.tracks], part(progress, 0, 0.5)
        scored = SCORE.places.grid(run, read.scored.area, near, read.crs, by, here)
        demand = read.layers.demand(scored.targets, part(progress, 0.5, 1)).total
        return replace(evidence, places=scored.places, geometry=scored.geometries, demand=demand)

    return moved


def _with_time_left(progress: Progress, feedback) -> Progress:
    """`progress` that also says how long it will still take."""
    begin = last = time.monotonic()

    def say(share: float) -> None:
        nonlocal last
        progress(share)
        now = time.monotonic()
        if share > 0 and now - last >= REPORT_INTERVAL:
            last = now
            feedback.setProgressText(f"About {duration_text((now - begin) * (1 / share - 1))} left.")

    return say


def _stable(found: Stability) -> np.ndarray:
    return found.share >= STABLE * (1 - 1e-9)


def _report(run: Run, found: Stability) -> None:
    """How many are stable, and what they hang on, in plain words."""
    count, lost = len(found.found), int((~found.at_all).sum())
    if lost:
        run.warn(
            f"{lost:,} of {count:,} spots are not found with these parameters at all: are they those that SPOTS was "
            "made with?"
        )
    run.say(
        f"{int(_stable(found).sum()):,} of {count:,} spots are found again in at least {100 * STABLE:g} % of "
        f"{found.repeats:,} repeats."
    )
    if found.chosen >= MAX_SHARE_IN_SPOTS:
        run.warn(
            f"In an average repeat {100 * found.chosen:.0f} % of all places lie in a spot, so nearly anything is found "
            "again, and stability says little. Choose first: score with AREA, PLACES or DEMAND, or lower SHARE."
        )
    most = found.matters_most
    counts = sorted(((int((most == setting).sum()), setting) for setting in SETTINGS), reverse=True)
    said = [f"{setting} for {times:,}" for times, setting in counts if times]
    nothing = int((most == "").sum())
    said += [f"no setting alone for {nothing:,}"] if nothing else []
    run.say(f"What matters most: {', '.join(said)}.")
    if counts[0][1] == GRID and counts[0][0]:
        run.say("Where the position of the grid matters most, a smaller CELL_SIZE makes spots more stable.")
