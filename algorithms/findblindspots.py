"""Scored places to blind spots."""

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..engine.errors import UserError
from ..engine.progress import Progress
from ..engine.spots.selection import Choice, ScoredPlaces, SpotRules
from ..engine.spots.significance import SIGNIFICANT, Significance, significance
from ..engine.spots.spots import Spots, find_spots, nearest_names
from ..engine.tables import geopandas
from ..layers.crs import crs_of_source, pyproj_crs
from ..layers.features import Features
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, multi_wkb_type, values
from .base import BlindspotAlgorithm, tr
from .inputs.parameters import metres
from .inputs.spot_rules import SpotRulesInput
from .outputs.layers import OutputLayer, write_layers
from .run import Run

RULES = SpotRulesInput()

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
SIGNIFICANCE_FIELDS = (("gi_z", REAL), ("gi_q", REAL), ("significant", WHOLE))


@dataclass(frozen=True)
class FoundSpots:
    """Blind spots, the name that each is near to, and their test, if asked for."""

    spots: Spots
    near: list[str | None]
    tested: Significance | None


class FindBlindSpots(BlindspotAlgorithm):
    """blindspot:findblindspots"""

    ID = "findblindspots"
    TITLE = "3 Find blind spots"
    TAGS = ("hot spot", "cluster", "priority", "coverage", "gap", "patrol")
    BLOCKS = (RULES,)
    HELP = """<p>Finds the fewest places that together hold a share of all priority, merges them where they touch, cuts
    what is too large into
compact parts, and ranks the result. Input is the output of Score gaps.</p>
<p>Places whose priority ties at the threshold are taken together, and the log says how many. If most places tie, no
choice has been made: half a map of equal spots is no answer. Then score again with AREA, with PLACES of your own, or
with DEMAND layers.</p>
<p>Cells merge where they share an edge; a common corner is not enough. <b>part_of</b> is the same for all parts of one
large spot; <b>near</b> is the nearest feature of NAMES; <b>why</b> is the sentence of its most important place. Rank 1
holds the most priority.</p>
<p>With SIGNIFICANCE, Getis and Ord's Gi* compares the priority of each place and its neighbours with that of all
places, and says whether high values cluster more than chance would. <b>gi_z</b> is the highest Gi* among the spot's
places, in standard deviations; <b>gi_q</b> the lowest q-value among them; <b>significant</b> is 1 if at least half of
its places have a q-value of at most 0.05. The q-values keep the false-discovery rate (Benjamini and Hochberg, upper
tail).</p>
<p>It describes; it proves nothing. The test takes the places for independent, and they are not: one patrol covers
several cells, and a demand layer reaches several. The spots were chosen because their priority is high, so that many of
them are significant is no surprise. Where most places tie, little can stand out from them; where very few hold nearly
all priority, a single one can make its neighbours significant. A spot that is not significant is still a place that
patrols miss.</p>"""

    def initAlgorithm(self, configuration=None):
        self.add(
            QgsProcessingParameterFeatureSource(
                "INPUT", tr("Scored places"), [Qgis.ProcessingSourceType.VectorAnyGeometry]
            ),
            "The output of Score gaps, or any layer with the fields priority and gap.",
        )
        RULES.add(self)
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
            QgsProcessingParameterBoolean("SIGNIFICANCE", tr("Test for clusters (Gi*)"), False),
            "Says of each spot whether high priority clusters there more than chance would. A description, not a "
            "proof: neighbouring places are not independent.",
            advanced=True,
        )
        self.add(
            metres("SIGNIFICANCE_BAND", "Distance between neighbours in the test", None, 0.01, optional=True),
            "Places whose centroids lie within this distance are neighbours. Empty: 1.5 times the median distance to "
            "the nearest place; in a grid, the cells that share an edge or a corner.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry),
            "Ranked spots: spot_id, part_of, rank, priority (sum over its places), gap (their mean, weighted by "
            "demand), "
            "area_m2, places (how many), near, why. With SIGNIFICANCE also gi_z, gi_q and significant.",
        )
        self.add_numbers(("SPOT_COUNT", "Blind spots"))
        self.add_texts()

    def compute(self, run):
        places, crs, kind = _read(run)
        found = _found(run, places, crs)
        return _written(run, found, crs, kind)


def _read(run: Run) -> tuple[ScoredPlaces, QgsCoordinateReferenceSystem, Qgis.WkbType]:
    """The scored places, their metric CRS, and the type of geometry that INPUT has."""
    source = run.source("INPUT")
    crs, said = crs_of_source(source, run.transform_context)
    run.say(said)
    return _scored(run.features(source, crs, run.progress(0, 0.3))), crs, source.wkbType()


def _found(run: Run, places: ScoredPlaces, crs: QgsCoordinateReferenceSystem) -> FoundSpots:
    """The spots, with a report in the log."""
    rules = RULES.read(run)
    spots = find_spots(places, rules, run.progress(0.3, 0.7))
    _report(run, spots, rules)
    tested = _tested(run, places, run.progress(0.7, 0.85))
    return FoundSpots(spots, _near(run, spots.table(pyproj_crs(crs)), crs, run.progress(0.85, 0.95)), tested)


def _written(run: Run, found: FoundSpots, crs: QgsCoordinateReferenceSystem, kind: Qgis.WkbType) -> dict:
    """Writes the spots; returns all results."""
    run.progress(0.95)(0)
    kind = multi_wkb_type(found.spots.geometry, kind)
    return {
        **write_layers(run, 0.95, OutputLayer.of("OUTPUT", _rows(found), kind, crs, "spots", 2)),
        "SPOT_COUNT": len(found.spots),
        "CRS": crs.authid() or crs.toProj(),
    }


def _rows(found: FoundSpots):
    """(fields, WKB, columns) of OUTPUT."""
    spots = found.spots.table()
    fields = fields_of(*FIELDS, *(SIGNIFICANCE_FIELDS if found.tested else ()))
    columns = [found.near if name == "near" else values(spots[name]) for name, _ in FIELDS]
    if found.tested:
        highest, lowest, half = found.tested.of_spots(found.spots.members)
        columns += [values(highest), values(lowest), half.astype(int).tolist()]
    return fields, spots.geometry.to_wkb(), columns


def _tested(run: Run, places: ScoredPlaces, progress: Progress) -> Significance | None:
    """Gi* of every place, with a report in the log; None where it is not asked for."""
    band = run.optional_number("SIGNIFICANCE_BAND")
    if not run.flag("SIGNIFICANCE"):
        if band is not None:
            run.warn("SIGNIFICANCE_BAND is given, but SIGNIFICANCE is off, so it is not used.")
        return None
    tested = significance(places, band, progress)
    if tested.alike:
        run.warn(
            "All places have the same priority, or there are too few of them, so nothing can cluster: gi_z is 0 "
            "everywhere and no spot is significant."
        )
        return tested
    run.say(
        f"Gi* compares each place with those within {tested.band:g} m: high priority clusters in "
        f"{int(tested.significant.sum()):,} of {int(np.isfinite(tested.z).sum()):,} places (q at most "
        f"{SIGNIFICANT:g}). Neighbouring places are not independent: take it for a description, not for a proof."
    )
    if tested.alone:
        run.warn(
            f"{tested.alone:,} places have no neighbour within {tested.band:g} m; their Gi* is 0. Use a larger "
            "SIGNIFICANCE_BAND to compare them."
        )
    return tested


def _near(run: Run, spots: geopandas.GeoDataFrame, crs, progress: Progress) -> list[str | None]:
    """What each spot is near to; nothing without NAMES."""
    source = run.source("NAMES")
    if source is None:
        return [None] * len(spots)
    field = run.field("NAME_FIELD")
    if not field:
        raise UserError(
            "NAMES is given without NAME_FIELD. Say which of its fields holds the name, or leave NAMES empty."
        )
    named = run.features(source, crs, progress)
    return nearest_names(spots, named.with_columns(name=named.texts(field))).tolist()


def _scored(features: Features) -> ScoredPlaces:
    """The places with their scores; demand and why are welcome but not needed."""
    columns = {name: features.numbers(name) for name in ("priority", "gap", "demand") if features.has(name)}
    if features.has("why"):
        columns["why"] = features.texts("why")
    return ScoredPlaces.from_table(features.with_columns(**columns), features.name)


def _report(run: Run, spots: Spots, rules: SpotRules) -> None:
    """What was chosen, what tied, and what was left out."""
    choice: Choice = spots.choice
    if choice.ignored:
        run.warn(f"{choice.ignored:,} places have no priority and are left out.")
    if not choice.total:
        run.warn("No place has any priority: there is no demand, or no gap. No blind spots.")
        return
    run.say(
        f"{len(choice.chosen):,} of {choice.scored:,} places hold {100 * choice.held:.1f} % of the priority, in "
        f"{len(spots):,} blind spots."
    )
    if not choice.enough:
        run.warn(
            f"All places with a gap of at least {rules.min_gap:g} together hold {100 * choice.held:.1f} % of the "
            "priority, less than the "
            f"{100 * rules.share:g} % of SHARE. Lower MIN_GAP to find more."
        )
    if choice.tied > 1:
        run.say(
            f"{choice.tied:,} places tie at the threshold (priority {choice.threshold:.4g}) and are taken together."
        )
    if choice.most_tie:
        run.warn(
            f"{choice.tied:,} of {choice.scored:,} places have the same priority, so these spots are no choice: they "
            "are wherever nobody went. "
            "Score again with AREA (what the patrols answer for), PLACES (what is to be watched), or DEMAND layers "
            "(what matters)."
        )
    if spots.cut:
        run.say(
            f"{spots.cut:,} spots were larger than MAX_AREA ({rules.max_area:,.0f} m2) and are cut; part_of says "
            "which belong together."
        )
    if spots.dropped:
        run.say(f"{spots.dropped:,} spots were smaller than MIN_AREA and are left out.")
