"""Stability of blind spots: how often each spot is found again, and which setting it depends on most."""

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
from ..engine.spots.stability import GRID, SETTINGS, Stability, StabilityCase, spots_with_members, stability
from ..layers.crs import crs_name
from ..layers.features import Features
from ..layers.sinks import REAL, TEXT, WHOLE, added_fields, fields_of, multi_wkb_type, values
from .base import BlindspotAlgorithm, tr
from .inputs.accuracy import read_accuracy
from .inputs.before_run import has_nothing
from .inputs.evidence import QUESTION, EvidenceInput, ScoreInput, question_of
from .inputs.fixes import AS_TRACKS, FixInput
from .inputs.parameters import metres, number, numeric_field, whole
from .inputs.spot_rules import SPOT_RULES, SpotRulesInput
from .inputs.taken import Taken, empty_as_made
from .outputs.layers import OutputLayer, write_layers
from .run import Run

SCORE, RULES = EvidenceInput(FixInput(keep_fixes=True)), SpotRulesInput()
STABLE = 0.8  # share of the repeats from which a spot counts as stable

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

OUTPUT_HELP = """The spots with their own fields, followed by: stability (0 to 1), found (number of repeats in which the
spot is found), repeats, matters_most (position accuracy, detection range, revisit interval or grid position; empty if
no setting alone loses 5 % of the spot), lost_accuracy, lost_range, lost_revisit, lost_grid (mean share of the spot that
is lost if only this setting varies; lost_grid is null without a grid)."""

MAX_SHARE_IN_SPOTS = 0.5  # of all places; with more, spots are found again by chance, and stability means little


class SpotStability(BlindspotAlgorithm):
    """blindspot:spotstability"""

    ID = "spotstability"
    TITLE = "Stability of blind spots"
    SUMMARY = "How certain is each blind spot, and what does it depend on most?"
    TAGS = ("confidence", "uncertainty", "sensitivity", "robust", "monte carlo", "gps", "accuracy", "patrol", "gap")
    BASIC = ("SPOTS", "INPUT", "ACCURACY", "REPEATS")
    BLOCKS = (SCORE, RULES)
    AS_MADE = (
        question_of("SPOTS"),
        Taken(("SPOTS",), ("findblindspots", "plannights"), dict(zip(SPOT_RULES, SPOT_RULES, strict=True))),
        AS_TRACKS,
    )
    HELP = """<p>How certain is each blind spot? Positions have errors of a few metres, the detection range and the
right revisit interval are not known exactly, and the position of the grid is arbitrary. This algorithm scores the gaps
and finds the spots many times with such changes, and counts how often each spot is <b>found again</b>. A spot is found
again if the spots of a repeat cover enough of it (<b>Share that must be found again</b>). Parameters that are left
empty are taken from the record of the blind spots. The log gives the number of spots that are not found with these
parameters at all.</p>
<p><b>stability</b> is the share of the repeats in which the spot is found again. In each repeat, every fix is moved
within its accuracy. The detection ranges (of all units together) and the revisit interval are multiplied by independent
random numbers from 0.75 to 1.25. A grid is moved by up to half a cell in x and y; your own places are not moved.</p>
<!-- more -->
<p>Fixes are moved like real errors of receivers: by about their accuracy, and by similar amounts from one fix to the
next, so that a track moves as a whole. The fixes of the cleaned tracks are moved; they are not read or cleaned
again.</p>
<p><b>matters_most</b> is the setting that alone loses most of the spot. To find it, each setting is also varied while
the others stay as given, about a quarter as often as there are repeats. lost_accuracy, lost_range, lost_revisit and
lost_grid are the mean shares that are lost. If a spot depends most on the detection range, measure this range better
before you send a drone. The same seed gives the same result.</p>
<p>Each repeat takes as long as Score gaps and Find blind spots together, without reading and writing layers. 20 repeats
need 45 such runs in total.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource(
                "SPOTS", tr("Blind spots"), [Qgis.ProcessingSourceType.VectorAnyGeometry]
            ),
            "The output of Find blind spots. Parameters that are left empty are taken from its record.",
        )
        SCORE.add(self, own_questions=True)
        RULES.add(self)
        empty_as_made(self.declared, [*QUESTION, *SPOT_RULES], tr("the blind spots"))
        self.add(
            metres("ACCURACY", "Accuracy of the fixes (m)", 10, decimals=1),
            "Radius around a fix that contains the true position with probability 68 %. Used for fixes without a value "
            "of their own. 0: positions are exact.",
        )
        self.add(
            numeric_field("ACCURACY_FIELD", "Accuracy field (m)", "INPUT"),
            "The field with the accuracy of each fix in metres. For null, 0 or less, Accuracy of the fixes is used.",
        )
        self.add(
            whole("REPEATS", "Repeats", 20, 1, 10_000), "Number of runs in which all settings are varied together."
        )
        self.add(
            number("MATCH", "Share that must be found again (%)", 50, 0.001, 100),
            "Minimum share of a spot's area, length or points that the spots of a repeat must cover, so that the spot "
            "counts as found. Of a spot that stands for several points, all of these count.",
        )
        self.add(whole("SEED", "Seed", 1), "The same seed gives the same result.")
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

    def check(self, run):
        spots = run.source("SPOTS")
        if has_nothing(spots):
            raise _no_spots(spots.sourceName())
        return super().check(run)

    def compute(self, run):
        spots, shapes, read, case = _read(run)
        found = _varied(run, shapes, case)
        return _written(run, spots, found, read.crs)


def _read(run: Run) -> tuple[Features, np.ndarray, ScoreInput, StabilityCase]:
    """The spots, their geometries with all points that they stand for, the input of the score, and the case to vary.
    Raises UserError where no spot is found with the given parameters."""
    rules, read = RULES.read(run), SCORE.read(run, 0.05)
    spots = _spots(run, read, run.progress(0.05, 0.06))
    moved = None if read.scored.grid is None else _moved_grid(run, read)
    case = StabilityCase(read.evidence_with_geometry, _accuracy(run, read), rules, moved)
    shapes, found = spots_with_members(spots.geometry, case, run.progress(0.06, 0.08))
    if not found.any():
        raise UserError(
            tr(
                "Not one of the spots of {name} is found with these parameters, not even in part. Use the "
                "parameters and the INPUT with which SPOTS was made.",
                name=spots.name,
            )
        )
    return spots, shapes, read, case


def _varied(run: Run, shapes: np.ndarray, case: StabilityCase) -> Stability:
    """How often each spot is found again. Reports in the log."""
    progress = run.doing(tr("Finding the spots again, {repeats:,} times.", repeats=run.whole("REPEATS")), 0.08, 0.99)
    match, repeats, seed = run.number("MATCH") / 100, run.whole("REPEATS"), run.whole("SEED")
    found = stability(shapes, case, repeats, match, seed, progress)
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
        "CRS": crs_name(crs),
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
    spots = run.features(run.source("SPOTS"), read.crs, progress, of=("SPOTS", 0))
    if not len(spots):
        raise _no_spots(spots.name)
    return spots


def _no_spots(layer: str) -> UserError:
    return UserError(
        tr("{layer} (SPOTS) has no feature with a usable geometry. Choose the output of Find blind spots.", layer=layer)
    )


def _accuracy(run: Run, read: ScoreInput) -> np.ndarray:
    """(n,) accuracy of the fixes of the tracks, in metres."""
    otherwise = run.number("ACCURACY")
    accuracy, without = read_accuracy(run, read.patrols.fixes, otherwise)
    run.say(
        tr(
            "Fixes are moved within their accuracy, the radius that contains 68 % of the errors. Its median is "
            "{median:g} m. For {without:,} of {accuracy:,} fixes, which have no value of their own, it "
            "is ACCURACY ({otherwise:g} m).",
            median=np.median(accuracy),
            without=without,
            accuracy=len(accuracy),
            otherwise=otherwise,
        )
    )
    return accuracy


def _moved_grid(run: Run, read: ScoreInput) -> Callable[[tuple[float, float], Progress], Evidence]:
    """Returns a function for the evidence with the grid moved by shares of a cell. The grid covers the surroundings of
    the fixes as they were read, not as they are moved."""
    evidence, size = read.evidence, read.scored.grid.lattice.size

    def moved(shift: tuple[float, float], progress: Progress) -> Evidence:
        by = (shift[0] * size, shift[1] * size)
        near, here = [evidence.tracks], part(progress, 0, 0.5)
        scored = SCORE.places.grid(run, read.scored.area, near, read.crs, by, here)
        scored = SCORE.sight.opened(run, scored, read.buildings, say=False)
        demand = read.layers.demand(scored.targets, part(progress, 0.5, 1)).total
        return replace(evidence, places=scored.places, geometry=scored.geometries, demand=demand)

    return moved


def _stable(found: Stability) -> np.ndarray:
    return found.share >= STABLE * (1 - 1e-9)


def _report(run: Run, found: Stability) -> None:
    """Reports how many spots are stable, and which settings matter most."""
    count, lost = len(found.found), int((~found.at_all).sum())
    if lost:
        run.warn(
            tr(
                "{lost:,} of {count:,} spots are not found with these parameters at all. Are these the parameters with "
                "which SPOTS was made?",
                lost=lost,
                count=count,
            )
        )
    run.say(
        tr(
            "{stable:,} of {count:,} spots are found again in at least {share:g} % of {repeats:,} repeats.",
            stable=int(_stable(found).sum()),
            count=count,
            share=100 * STABLE,
            repeats=found.repeats,
        )
    )
    if found.chosen >= MAX_SHARE_IN_SPOTS:
        run.warn(
            tr(
                "In an average repeat {chosen:.0f} % of all places lie in a spot, so nearly every spot is "
                "found again, and stability means little. First make a smaller selection: score with AREA, PLACES or "
                "DEMAND, or reduce SHARE.",
                chosen=100 * found.chosen,
            )
        )
    most = found.matters_most
    counts = sorted(((int((most == setting).sum()), setting) for setting in SETTINGS), reverse=True)
    shares = [tr("{setting} for {times:,}", setting=setting, times=times) for times, setting in counts if times]
    without = int((most == "").sum())
    shares += [tr("no setting alone for {without:,}", without=without)] if without else []
    run.say(tr("What matters most: {shares}.", shares=tr(", ").join(shares)))
    if counts[0][1] == GRID and counts[0][0]:
        run.say(tr("Where the grid position matters most, a smaller CELL_SIZE makes spots more stable."))
