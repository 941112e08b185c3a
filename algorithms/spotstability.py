"""Blind spots to blind spots with confidence: how often each is found again, and what it hangs on."""

import time

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..engine.errors import UserError
from ..engine.places.grid import grid_near, grid_over
from ..engine.progress import Progress, part
from ..engine.spots.stability import GRID, SETTINGS, Draw, Stability, StabilityCase, Targets, cover_of, stability
from ..engine.timing.text import duration_text
from ..engine.tracks.position_error import accuracy_of
from ..layers.features import Features, read_features
from ..layers.progress import progress_of, writing_progress
from ..layers.sinks import REAL, TEXT, WHOLE, added_fields, fields_of, multi_wkb_type, values, write
from ..layers.styling import dress
from .base import tr
from .inputs.evidence import Evidence, PlacesToScore
from .inputs.evidence_input import GapScorer
from .inputs.parameters import metres, number, numeric_field, whole
from .inputs.spot_rules import add_spot_rules, spot_rules

STABLE = 0.8  # of the repeats
NEWS_EVERY = 2.0  # seconds between two words on the time left

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

TOO_MUCH = 0.5  # of all places in spots, from which finding them again is no feat


class SpotStability(GapScorer):
    """blindspot:spotstability"""

    ID = "spotstability"
    TITLE = "Stability of blind spots"
    TAGS = ("confidence", "uncertainty", "sensitivity", "robust", "monte carlo", "gps", "accuracy", "patrol", "gap")
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
        self.add_score_parameters()
        add_spot_rules(self)
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
        for name, title in (
            ("SPOT_COUNT", "Blind spots"),
            ("STABLE_COUNT", "Blind spots of stability 0.8 or more"),
            ("MEAN_STABILITY", "Mean stability"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(title)))
        self.addOutput(QgsProcessingOutputString("CRS", tr("CRS worked in")))

    # What is read for the score is kept, so that no layer is read twice: every grid that is moved needs it again.
    def read_tracks(self, *how):
        self._read = super().read_tracks(*how)
        return self._read

    def area(self, *how):
        self._area = super().area(*how)
        return self._area

    def demand_layers(self, *how):
        self._layers = super().demand_layers(*how)
        return self._layers

    def compute(self, parameters, context, feedback):
        rules = spot_rules(self, parameters, context)
        evidence = self.evidence(parameters, context, feedback, 0.05)
        spots = self._spots(parameters, context, feedback, evidence.crs, progress_of(feedback, 0.05, 0.06))
        given = StabilityCase(
            evidence.tracks,
            self._accuracy(parameters, context, feedback),
            evidence.detection,
            evidence.question,
            rules,
            _targets(evidence.scored, evidence.demand.total),
            None if evidence.scored.grid is None else self._moved(parameters, context, evidence),
        )
        if not cover_of(spots.geometry, given, Draw(), progress_of(feedback, 0.06, 0.08))[0].any():
            raise UserError(
                f"Not one of the spots of {spots.name} is found with these parameters, even in part. Give the "
                "parameters that SPOTS was made with, and the same INPUT."
            )
        found = stability(
            spots.geometry,
            given,
            self.parameterAsInt(parameters, "REPEATS", context),
            self.parameterAsDouble(parameters, "MATCH", context) / 100,
            self.parameterAsInt(parameters, "SEED", context),
            _with_time_left(progress_of(feedback, 0.08, 0.99), feedback),
        )
        _report(found, feedback)

        progress_of(feedback, 0.99, 1)(0)
        fields = added_fields(spots.fields, fields_of(*FIELDS))
        kind = multi_wkb_type(spots.geometry, Qgis.WkbType.Polygon)
        sink, destination = self.parameterAsSink(parameters, "OUTPUT", context, fields, kind, evidence.crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        columns = (
            *zip(*spots.attributes, strict=True),
            values(found.share),
            values(found.found),
            [found.repeats] * len(spots),
            list(found.matters_most),
            *map(values, found.lost.T),
        )
        write(sink, shapely.to_wkb(spots.geometry), columns, writing_progress(feedback, 0.99, 1))
        dress(context, destination, "stability", 2)
        return {
            "OUTPUT": destination,
            "SPOT_COUNT": len(spots),
            "STABLE_COUNT": int(_stable(found).sum()),
            "MEAN_STABILITY": float(found.share.mean()),
            "CRS": evidence.crs.authid() or evidence.crs.toProj(),
        }

    def _spots(self, parameters, context, feedback, crs, progress: Progress) -> Features:
        spots = read_features(self.source(parameters, "SPOTS", context), crs, context.transformContext(), progress)
        for note in spots.notes:
            feedback.pushWarning(note)
        if not len(spots):
            raise UserError(
                f"{spots.name} (SPOTS) has no feature with a usable geometry. Choose the output of Find blind spots."
            )
        return spots

    def _accuracy(self, parameters, context, feedback) -> np.ndarray:
        """(n,) metres, of the fixes of the tracks."""
        read, tracks, rejected = self._read
        otherwise = self.parameterAsDouble(parameters, "ACCURACY", context)
        accuracy, without = accuracy_of(tracks, read.fixes, rejected, otherwise)
        feedback.pushInfo(
            f"Fixes are moved within their accuracy, the radius that holds 68 % of the errors: {np.median(accuracy):g} "
            f"m in the median. For {without:,} of {len(accuracy):,} fixes, which do not say theirs, it is ACCURACY "
            f"({otherwise:g} m)."
        )
        return accuracy

    def _moved(self, parameters, context, evidence: Evidence):
        """The grid moved by shares of a cell, with its demand. It is near the fixes as they were read."""
        tracks, crs = evidence.tracks, evidence.crs
        size = evidence.scored.grid.lattice.size
        reach = self.parameterAsDouble(parameters, "GRID_REACH", context)
        area, layers = self._area, self._layers

        def moved(shift: tuple[float, float], progress: Progress) -> Targets:
            lattice = self.lattice(parameters, context, (shift[0] * size, shift[1] * size))
            if area is not None:
                grid = grid_over(area.geometry, lattice, part(progress, 0, 0.5))
            else:
                grid = grid_near(tracks.x, tracks.y, lattice, reach, part(progress, 0, 0.5))
            scored = PlacesToScore(grid.places, None, grid, crs)
            return _targets(scored, layers.demand(scored.targets, part(progress, 0.5, 1)).total)

        return moved


def _targets(scored: PlacesToScore, demand: np.ndarray) -> Targets:
    return Targets(scored.places, scored.geometries, demand)


def _with_time_left(progress: Progress, feedback) -> Progress:
    """`progress` that also says how long it will still take."""
    begin = last = time.monotonic()

    def say(share: float) -> None:
        nonlocal last
        progress(share)
        now = time.monotonic()
        if share > 0 and now - last >= NEWS_EVERY:
            last = now
            feedback.setProgressText(f"About {duration_text((now - begin) * (1 / share - 1))} left.")

    return say


def _stable(found: Stability) -> np.ndarray:
    return found.share >= STABLE * (1 - 1e-9)


def _report(found: Stability, feedback) -> None:
    """How many are stable, and what they hang on, in plain words."""
    count, lost = len(found.found), int((~found.at_all).sum())
    if lost:
        feedback.pushWarning(
            f"{lost:,} of {count:,} spots are not found with these parameters at all: are they those that SPOTS was "
            "made with?"
        )
    feedback.pushInfo(
        f"{int(_stable(found).sum()):,} of {count:,} spots are found again in at least {100 * STABLE:g} % of "
        f"{found.repeats:,} repeats."
    )
    if found.chosen >= TOO_MUCH:
        feedback.pushWarning(
            f"In an average repeat {100 * found.chosen:.0f} % of all places lie in a spot, so nearly anything is found "
            "again, and stability says little. Choose first: score with AREA, PLACES or DEMAND, or lower SHARE."
        )
    most = found.matters_most
    counts = sorted(((int((most == setting).sum()), setting) for setting in SETTINGS), reverse=True)
    said = [f"{setting} for {times:,}" for times, setting in counts if times]
    nothing = int((most == "").sum())
    said += [f"no setting alone for {nothing:,}"] if nothing else []
    feedback.pushInfo(f"What matters most: {', '.join(said)}.")
    if counts[0][1] == GRID and counts[0][0]:
        feedback.pushInfo("Where the position of the grid matters most, a smaller CELL_SIZE makes spots more stable.")
