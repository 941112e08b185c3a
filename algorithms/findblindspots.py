"""Find blind spots: connected areas of high priority."""

from dataclasses import dataclass, replace

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
from ..engine.places.names import Nearest, name_field, nearest_named
from ..engine.progress import Progress
from ..engine.score.gap_profiles import FIELD as PROFILE
from ..engine.score.gap_profiles import FIELDS as PROFILES
from ..engine.score.gap_profiles import profile_field, wrong_profiles
from ..engine.score.ties import tie_note
from ..engine.spots.names import names_of_spots, near_spots
from ..engine.spots.selection import ScoredPlaces, check_places
from ..engine.spots.significance import SIGNIFICANT, Significance, significance
from ..engine.spots.spots import Spots, find_spots
from ..engine.text import counted
from ..layers.crs import crs_name, crs_of_source, length_warnings_of
from ..layers.features import Features
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, multi_wkb_type, values
from .base import BlindspotAlgorithm, tr
from .inputs.evidence import SCORING
from .inputs.field_values import field_numbers
from .inputs.parameters import any_field, metres
from .inputs.spot_rules import SpotRulesInput
from .inputs.taken import Taken
from .outputs.gap_profiles import profile_decimals
from .outputs.layers import OutputLayer, write_layers
from .outputs.spots_report import report_spots
from .run import Run

RULES = SpotRulesInput()
SCORES = ("priority", "gap", "demand", "why")  # the fields of the places that are used
NEAR = ("near", "near_m")  # and those that Score gaps adds where the demand has names

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
NAME_FIELDS = (("near_m", REAL), ("name", TEXT))
SIGNIFICANCE_FIELDS = (("gi_z", REAL), ("gi_q", REAL), ("significant", WHOLE))


@dataclass(frozen=True)
class FoundSpots:
    """Blind spots, the significance test, if requested, the named feature near each, (m,) the names of its places, and
    whether the places have a field of profiles."""

    spots: Spots
    tested: Significance | None
    near: Nearest
    names: np.ndarray
    profiles: bool


class FindBlindSpots(BlindspotAlgorithm):
    """blindspot:findblindspots"""

    ID = "findblindspots"
    TITLE = "Find blind spots"
    SUMMARY = "Merges the places of the highest priority to ranked blind spots."
    TAGS = ("hot spot", "cluster", "priority", "coverage", "gap", "patrol")
    BASIC = (
        *("INPUT",),
        *("SHARE", "MIN_GAP", "MIN_AREA", "MAX_AREA"),
        *("NAMES", "NAME_FIELD"),
    )
    BLOCKS = (RULES,)
    AS_MADE = (Taken(("INPUT",), SCORING, {"MERGE_DISTANCE": "DETECTION_RANGE"}),)
    HELP = """<p>Selects the fewest places that together hold a share of the total priority, merges adjacent places to
spots, splits spots that are too large into compact parts, and ranks the result. The input is the output of Score
gaps.</p>
<p>Places with the same priority as the last selected one (ties) are all selected, and the log gives their number. If
most places tie, the result is not a selection: half a map of equal spots does not help. Then score the gaps again with
an area for the grid, with your own places, or with demand layers.</p>
<p>Cells merge where they share an edge; a common corner is not enough. <b>part_of</b> is the same for all parts of one
large spot. <b>near</b> is the name of the nearest named feature. <b>why</b> is the sentence of the spot's most
important place. Rank 1 has the highest priority.</p>
<!-- more -->
<p><b>Points</b>, such as station exits, become one spot where they lie close to each other (<b>Distance within which
points are one spot</b>), so that one stop is enough for all of them. The spot stands at one of them: the one with the
most others around it. <b>places</b> counts them, and <b>priority</b> is their sum.</p>
<p><b>name</b> has the names of the spot's own places, those of the highest priority first, if the scored places have a
field of names. <b>near</b> comes from the named features; without them, from the demand layers with which the gaps were
scored, if they had a field called name.</p>
<p>The test for clusters is the Gi* statistic of Getis and Ord. It compares the priority of each place and its
neighbours with that of all places, and shows whether high values cluster more than by chance. <b>gi_z</b> is the
highest Gi* of the spot's places, in standard deviations. <b>gi_q</b> is their lowest q-value. <b>significant</b> is 1
if at least half of the places have a q-value of at most 0.05. The q-values control the false discovery rate (Benjamini
and Hochberg, upper tail).</p>
<p>The test is a description, not a proof. It assumes that places are independent, but they are not: one patrol covers
several cells, and so does a demand layer. The spots were selected because their priority is high, so it is expected
that many of them are significant. Where most places tie, few can differ clearly from the others. Where very few places
hold nearly all priority, a single place can make its neighbours significant. A spot that is not significant is still a
place that patrols miss.</p>"""

    def declare(self):
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
            "Streets, stations or districts. The nearest one gives each spot a name to find it by. Empty: the demand "
            "layers with which the gaps were scored, if they have names.",
        )
        self.add(
            QgsProcessingParameterField(
                "NAME_FIELD", tr("Name field"), None, "NAMES", Qgis.ProcessingFieldParameterDataType.Any, False, True
            ),
            "The field with the names of the named features. Empty: the field called name.",
        )
        self.add(
            metres("NEAR_LIMIT", "Greatest distance of the named feature (m)", 500, 0),
            "A named feature further away from a spot than this does not name it: near is then null.",
        )
        self.add(
            any_field("PLACE_NAME_FIELD", "Name field of the scored places", "INPUT"),
            "The field with the names of the scored places themselves, for the field name of the spots. Empty: the "
            "field called name, if there is one.",
        )
        self.add(
            QgsProcessingParameterBoolean("SIGNIFICANCE", tr("Test for clusters (Gi*)"), False),
            "Tests for each spot whether high priority clusters there more than by chance. The result is a "
            "description, not a proof, because neighbouring places are not independent.",
        )
        self.add(
            metres(
                "SIGNIFICANCE_BAND",
                "Distance between neighbours in the test (m)",
                None,
                0.01,
                optional=True,
                decimals=1,
            ),
            "Places are neighbours if the distance between their centroids is at most this. Empty: 1.5 times the "
            "median distance to the nearest place; in a grid these are the cells that share an edge or a corner.",
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Blind spots"), Qgis.ProcessingSourceType.VectorAnyGeometry),
            "Ranked spots. Fields: spot_id, part_of, rank, priority (sum of its places), gap (mean of its places, "
            "weighted by demand), area_m2, places (how many), near, why. With the test for clusters also gi_z, gi_q "
            "and significant. Then near_m (distance to the feature that near names, in metres), name (of the "
            "spot's places) and, if the places have it, gap_profile (the mean of those of its places, weighted by "
            "demand: when in the watch the gap is open). near, near_m, name and gap_profile are null where there is "
            "none.",
        )
        self.add_numbers(("SPOT_COUNT", "Blind spots"))
        self.add_texts()

    def check(self, run):
        source, names = run.source("INPUT"), run.source("NAMES")
        columns = [name for name in SCORES if source.fields().lookupField(name) >= 0]
        check_places(source.sourceName(), source.featureCount(), columns)
        if names is not None and not run.field("NAME_FIELD"):
            _field_of_names(run, names.fields().names())
        return super().check(run)

    def compute(self, run):
        features, crs, kind = _read(run)
        found = _found(run, features, crs)
        return _written(run, found, crs, kind)


def _read(run: Run) -> tuple[Features, QgsCoordinateReferenceSystem, Qgis.WkbType]:
    """The scored places, with the fields that are used, their metric CRS, and the geometry type of INPUT."""
    source = run.source("INPUT")
    crs, note = crs_of_source(source, run.transform_context)
    run.say(note)
    run.warn(*length_warnings_of(source, crs, run.transform_context))
    used = dict.fromkeys((*SCORES, *NEAR, *PROFILES, *filter(None, [_place_name_field(run)])))
    progress = run.doing(tr("Reading the scored places."), 0, 0.5)
    features = run.features(source, crs, progress, one_kind=True, only=list(used), of=("INPUT", 0))
    return features, crs, source.wkbType()


def _place_name_field(run: Run) -> str | None:
    """The field with the names of the places themselves."""
    return run.field("PLACE_NAME_FIELD") or name_field([field.name() for field in run.source("INPUT").fields()])


def _found(run: Run, features: Features, crs: QgsCoordinateReferenceSystem) -> FoundSpots:
    """The spots. Reports in the log."""
    run.progress(0.5)(0)
    places = _scored(run, features)
    run.progress(0.52)(0)
    rules = RULES.fitted(run, RULES.read(run), places.geometry)
    spots = find_spots(places, rules, run.doing(tr("Merging places to spots."), 0.55, 0.88))
    if spots.wrong_profiles:
        run.warn(wrong_profiles(features.name, spots.wrong_profiles))
    report_spots(run, spots, rules, places.geometry)
    tested = _tested(run, places, run.progress(0.88, 0.92))
    near = _near(run, spots, features, crs, run.progress(0.92, 0.93))
    return FoundSpots(spots, tested, near, _names(run, spots, places, features), places.profile is not None)


def _written(run: Run, found: FoundSpots, crs: QgsCoordinateReferenceSystem, kind: Qgis.WkbType) -> dict:
    """Writes the spots; returns all results."""
    run.progress(0.93)(0)
    kind, choice = multi_wkb_type(found.spots.geometry, kind), found.spots.choice
    note = tie_note(choice.tied, choice.scored) if choice.most_tie else ""
    layer = replace(OutputLayer.of("OUTPUT", _rows(run, found), kind, crs, "spots", 2), note=note)
    return {
        **write_layers(run, 0.93, layer),
        "SPOT_COUNT": len(found.spots),
        "CRS": crs_name(crs),
    }


def _rows(run: Run, found: FoundSpots):
    """(fields, WKB, columns) of OUTPUT."""
    spots, profile = found.spots.table(), found.spots.profile
    profiles = [(PROFILE, TEXT)] if found.profiles else []
    fields = fields_of(*FIELDS, *(SIGNIFICANCE_FIELDS if found.tested else ()), *NAME_FIELDS, *profiles)
    columns = [found.near.name.tolist() if name == "near" else values(spots[name]) for name, _ in FIELDS]
    if found.tested:
        highest, lowest, half = found.tested.of_spots(found.spots.members)
        columns += [values(highest), values(lowest), half.astype(int).tolist()]
    columns += [values(found.near.metres), found.names.tolist()]
    if found.profiles:
        decimals = profile_decimals(run, "OUTPUT", 0 if profile is None else profile.shape[1])
        columns.append(found.spots.profile_texts(decimals))
    return fields, spots.geometry.to_wkb(), columns


def _tested(run: Run, places: ScoredPlaces, progress: Progress) -> Significance | None:
    """Gi* of every place, None where it is not requested. Reports in the log."""
    band = run.optional_number("SIGNIFICANCE_BAND")
    if not run.flag("SIGNIFICANCE"):
        if band is not None:
            run.warn(tr("SIGNIFICANCE_BAND is given, but SIGNIFICANCE is off, so it is not used."))
        return None
    tested = significance(places, band, progress)
    if tested.alike:
        run.warn(
            tr(
                "All places have the same priority, or there are too few of them, so nothing can cluster: gi_z is 0 "
                "everywhere and no spot is significant."
            )
        )
        return tested
    run.say(
        tr(
            "Gi* compares each place with those within {band:g} m: high priority clusters in {clusters:,} of "
            "{tested:,} places (q at most {highest_q:g}). Neighbouring places are not independent: this is a "
            "description, not a proof.",
            band=tested.band,
            clusters=int(tested.significant.sum()),
            tested=int(np.isfinite(tested.z).sum()),
            highest_q=SIGNIFICANT,
        )
    )
    if tested.alone:
        run.warn(
            tr(
                "{alone:,} places have no neighbour within {band:g} m; their Gi* is 0. Use a larger "
                "SIGNIFICANCE_BAND to compare them.",
                alone=tested.alone,
                band=tested.band,
            )
        )
    return tested


def _near(run: Run, spots: Spots, places: Features, crs, progress: Progress) -> Nearest:
    """The named feature near each spot: of NAMES, or of the demand that the places were scored with. Reports in the
    log."""
    source, limit = run.source("NAMES"), run.number("NEAR_LIMIT")
    if source is not None:
        field = _field_of_names(run, [field.name() for field in source.fields()])
        named = run.features(source, crs, progress, of=("NAMES", 0))
        near = nearest_named(spots.geometry, named.geometry, named.texts(field), limit)
    elif all(map(places.has, NEAR)):
        near = near_spots(spots.members, Nearest(np.array(places.texts("near"), object), _numbers(places)), limit)
        run.say(tr("NAMES is empty: near has the names of the demand features, as Score gaps wrote them."))
    else:
        return Nearest.unknown(len(spots))
    without = sum(name is None for name in near.name)
    if without:
        values = {"spots": counted(without, "spot has", "spots have"), "limit": limit}
        run.say(
            tr("{spots} no named feature within NEAR_LIMIT ({limit:g} m); near is null there.", **values)
            if source is not None
            else tr(
                "{spots} no named demand feature that counts there (DEMAND_RANGE) within NEAR_LIMIT ({limit:g} m); "
                "near is null there. For names from further away, set NAMES.",
                **values,
            )
        )
    return near


def _field_of_names(run: Run, fields: list[str]) -> str:
    """The field of NAMES with the names."""
    given = run.field("NAME_FIELD")
    if given:
        return given
    found = name_field(fields)
    if found is None:
        raise UserError(
            tr("NAMES is given without NAME_FIELD. Choose the field that holds the name, or leave NAMES empty.")
        )
    run.say(tr("NAME_FIELD is empty: the names of NAMES are in the field {found}.", found=found))
    return found


def _names(run: Run, spots: Spots, scored: ScoredPlaces, places: Features) -> np.ndarray:
    """(m,) the names of the places of each spot. Reports in the log."""
    field = _place_name_field(run)
    if field is None:
        return np.full(len(spots), None, dtype=object)
    if not run.field("PLACE_NAME_FIELD"):
        run.say(tr("PLACE_NAME_FIELD is empty: the names of the places are in their field {field}.", field=field))
    return names_of_spots(spots.members, places.texts(field), scored.priority)


def _numbers(places: Features) -> np.ndarray:
    """(n,) near_m of the places, NaN where it holds no number."""
    try:
        return places.numbers("near_m")
    except UserError:  # a field of text of this name is not that of Score gaps
        return np.full(len(places), np.nan)


def _scored(run: Run, features: Features) -> ScoredPlaces:
    """The places with their scores. The fields demand, why and gap_profile are optional."""
    columns = {name: field_numbers(run, features, name) for name in SCORES[:-1] if features.has(name)}
    if features.has("why"):
        columns["why"] = features.texts("why")
    field = profile_field(features.table.columns)
    if field is not None:
        columns[PROFILE] = features.column(field)
    return ScoredPlaces.from_table(features.with_columns(**columns), features.name)
