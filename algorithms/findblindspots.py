"""Scored places to blind spots."""

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..engine.choice import Choice, ScoredPlaces, SpotRules
from ..engine.errors import UserError
from ..engine.progress import Progress
from ..engine.spots import Spots, find_spots, nearest_names
from ..layers.crs import crs_of_source
from ..layers.geometries import Features, read_features
from ..layers.outputs import dress
from ..layers.progress import progress_of, writing_progress
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, multi_wkb_type, values, write
from .base import BlindspotAlgorithm, tr
from .spot_input import add_spot_rules, spot_rules

FIELDS = (
    ("spot_id", WHOLE),
    ("part_of", WHOLE),
    ("rank", WHOLE),
    ("priority", REAL),
    ("gap", REAL),
    ("area_m2", REAL),
    ("places", WHOLE),
    ("near", TEXT),
    ("why", TEXT),
)


class FindBlindSpots(BlindspotAlgorithm):
    """blindspot:findblindspots"""

    ID = "findblindspots"
    TITLE = "3 Find blind spots"
    TAGS = ("hot spot", "cluster", "priority", "coverage", "gap", "patrol")
    HELP = """<p>Finds the fewest places that together hold a share of all priority, merges them where they touch, cuts
    what is too large into
compact parts, and ranks the result. Input is the output of Score gaps.</p>
<p>Places whose priority ties at the threshold are taken together, and the log says how many. If most places tie, no
choice has been made: half a map of equal spots is no answer. Then score again with AREA, with PLACES of your own, or
with DEMAND layers.</p>
<p>Cells merge where they share an edge; a common corner is not enough. <b>part_of</b> is the same for all parts of one
large spot; <b>near</b> is the nearest feature of NAMES; <b>why</b> is the sentence of its most important place. Rank 1
holds the most priority.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add(
            QgsProcessingParameterFeatureSource(
                "INPUT", tr("Scored places"), [Qgis.ProcessingSourceType.VectorAnyGeometry]
            ),
            "The output of Score gaps, or any layer with the fields priority and gap.",
        )
        add_spot_rules(self)
        self.add(
            QgsProcessingParameterFeatureSource(
                "NAMES", tr("Named features"), [Qgis.ProcessingSourceType.VectorAnyGeometry], None, True
            ),
            "Streets, stations or districts, to say what each spot is near to.",
        )
        self.add(
            QgsProcessingParameterField(
                "NAME_FIELD", tr("Name field"), None, "NAMES", Qgis.ProcessingFieldParameterDataType.Any, False, True
            ),
            "The field of NAMES that holds the name.",
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry),
            "Ranked spots: spot_id, part_of, rank, priority (sum over its places), gap (their mean, weighted by "
            "demand), "
            "area_m2, places (how many), near, why.",
        )
        self.addOutput(QgsProcessingOutputNumber("SPOT_COUNT", tr("Blind spots")))
        self.addOutput(QgsProcessingOutputString("CRS", tr("CRS worked in")))

    def compute(self, parameters, context, feedback):
        rules = spot_rules(self, parameters, context)
        source = self.source(parameters, "INPUT", context)
        crs, said = crs_of_source(source, context.transformContext())
        feedback.pushInfo(said)
        features = read_features(source, crs, context.transformContext(), progress_of(feedback, 0, 0.3))
        for note in features.notes:
            feedback.pushWarning(note)
        spots = find_spots(_scored(features), rules, progress_of(feedback, 0.3, 0.85))
        _report(spots, rules, feedback)
        near = self._near(parameters, context, feedback, spots, crs, progress_of(feedback, 0.85, 0.95))

        progress_of(feedback, 0.95, 1)(0)
        fields = fields_of(*FIELDS)
        kind = multi_wkb_type(spots.geometry, source.wkbType())
        sink, destination = self.parameterAsSink(parameters, "OUTPUT", context, fields, kind, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        rank = spots.rank.tolist()
        part_of = [None if part < 0 else part for part in spots.part_of.tolist()]
        numbers = (spots.priority, spots.gap, spots.area_m2, spots.places)
        columns = (rank, part_of, rank, *map(values, numbers), near, list(spots.why))
        write(sink, shapely.to_wkb(spots.geometry, output_dimension=2), columns, writing_progress(feedback, 0.95, 1))
        dress(context, destination, "spots", 2)
        return {"OUTPUT": destination, "SPOT_COUNT": len(spots), "CRS": crs.authid() or crs.toProj()}

    def _near(self, parameters, context, feedback, spots: Spots, crs, progress: Progress) -> list[str | None]:
        """What each spot is near to; nothing without NAMES."""
        source = self.source(parameters, "NAMES", context)
        if source is None:
            return [None] * len(spots)
        field = next(iter(self.parameterAsStrings(parameters, "NAME_FIELD", context)), "")
        if not field:
            raise UserError(
                "NAMES is given without NAME_FIELD. Say which of its fields holds the name, or leave NAMES empty."
            )
        named = read_features(source, crs, context.transformContext(), progress)
        for note in named.notes:
            feedback.pushWarning(note)
        return nearest_names(spots.geometry, named.geometry, named.texts(field)).tolist()


def _scored(features: Features) -> ScoredPlaces:
    """The places with their scores; demand and why are welcome but not needed."""
    if not len(features):
        raise UserError(f"{features.name} has no feature with a usable geometry, so there is nothing to choose from.")
    missing = [name for name in ("priority", "gap") if features.fields.lookupField(name) < 0]
    if missing:
        raise UserError(
            f"{features.name} has no field {' and no field '.join(missing)}. INPUT is meant to be the output of Score "
            "gaps."
        )
    has = {name: features.fields.lookupField(name) >= 0 for name in ("demand", "why")}
    return ScoredPlaces(
        features.geometry,
        features.numbers("priority"),
        features.numbers("gap"),
        np.nan_to_num(features.numbers("demand")) if has["demand"] else np.ones(len(features)),
        np.array(features.texts("why") if has["why"] else [""] * len(features), object),
    )


def _report(spots: Spots, rules: SpotRules, feedback) -> None:
    """What was chosen, what tied, and what was left out."""
    choice: Choice = spots.choice
    if choice.ignored:
        feedback.pushWarning(f"{choice.ignored:,} places have no priority and are left out.")
    if not choice.total:
        feedback.pushWarning("No place has any priority: there is no demand, or no gap. No blind spots.")
        return
    feedback.pushInfo(
        f"{len(choice.chosen):,} of {choice.scored:,} places hold {100 * choice.held:.1f} % of the priority, in "
        f"{len(spots):,} blind spots."
    )
    if not choice.enough:
        feedback.pushWarning(
            f"All places with a gap of at least {rules.min_gap:g} together hold {100 * choice.held:.1f} % of the "
            "priority, less than the "
            f"{100 * rules.share:g} % of SHARE. Lower MIN_GAP to find more."
        )
    if choice.tied > 1:
        feedback.pushInfo(
            f"{choice.tied:,} places tie at the threshold (priority {choice.threshold:.4g}) and are taken together."
        )
    if choice.most_tie:
        feedback.pushWarning(
            f"{choice.tied:,} of {choice.scored:,} places have the same priority, so these spots are no choice: they "
            "are wherever nobody went. "
            "Score again with AREA (what the patrols answer for), PLACES (what is to be watched), or DEMAND layers "
            "(what matters)."
        )
    if spots.cut:
        feedback.pushInfo(
            f"{spots.cut:,} spots were larger than MAX_AREA ({rules.max_area:,.0f} m2) and are cut; part_of says "
            "which belong together."
        )
    if spots.dropped:
        feedback.pushInfo(f"{spots.dropped:,} spots were smaller than MIN_AREA and are left out.")
