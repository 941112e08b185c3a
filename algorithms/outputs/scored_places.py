"""The layer of scored places, its rasters and its figures: of Score gaps, and of an archive."""

from collections.abc import Callable

import numpy as np
from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ...engine.score.bounds import GapBounds
from ...engine.score.by_question import asked_of_each, reasons_by_question
from ...engine.score.doubts import Doubts
from ...engine.score.gap_profiles import FIELD, profile_texts
from ...engine.score.own_nights import AllNights
from ...engine.score.own_profiles import OwnProfiles
from ...engine.score.score import Scores
from ...engine.score.ties import ties_of
from ...engine.score.watch_profile import WatchProfile
from ...layers.sinks import MOMENT, REAL, TEXT, WHOLE, moments, values
from ..base import BlindspotAlgorithm, tr
from ..inputs.evidence import ScoreInput
from ..inputs.own_questions import OwnQuestionsInput
from ..inputs.watch import scope
from ..run import Run
from .demand_effects import effect_columns, found_share, report_feedback, report_priority
from .gap_profiles import profile_decimals
from .layers import Outputs
from .place_nights import nights_layer
from .places import places_layer
from .rasters import check_raster_files, write_rasters

FIELDS = (
    ("demand", REAL),
    ("gap", REAL),
    ("gap_low", REAL),
    ("priority", REAL),
    ("visits", WHOLE),
    ("dwell_s", REAL),
    ("last_seen", MOMENT),
    ("mean_idle_s", REAL),
    ("worst_gap_s", REAL),
    ("why", TEXT),
    ("watch_visits", WHOLE),
    ("watch_dwell_s", REAL),
    ("nights_seen", WHOLE),
    (FIELD, TEXT),
)

NEAR_FIELDS = (("near", TEXT), ("near_m", REAL))
"""Fields that follow where a demand layer has names."""
OWN_FIELDS = (("revisit_min", REAL), ("watch", TEXT))
"""Fields that follow where REVISIT_FIELD or WATCH_FIELD is given."""

WATCHED_FIELDS = (("gap_patrols", REAL), ("watcher_s", REAL))
"""Fields that follow where WATCHERS is given."""

BOUND_FIELDS = (("gap_high", REAL),)
"""The field that follows where it is asked how exactly the gap is known."""

OUTPUT_HELP = """The places with the fields: place_id (a cell has the same id in every month), demand, gap (0 to 1),
gap_low (lowest possible gap, if units were at the place while their receivers were silent), priority (demand x gap),
visits (in the period, at any hour), dwell_s (seconds in range at any hour, summed over units), last_seen (UTC),
mean_idle_s (mean time since the last pass, in seconds), worst_gap_s (longest time without a pass, in seconds), why; and
of the watch alone: watch_visits (visits that were in the watch for any of their time), watch_dwell_s (seconds in range
in the watch), nights_seen (nights in which a unit was in range in the watch), gap_profile (when in the watch the gap is
open: a list of the gap in each quarter of an hour of the watch, in each half hour if the watch is longer than 12 h, for
the planning of drone routes). Times and durations are rounded so that they do not follow single persons (see Times to
the second). If a demand layer has a field called name: near (the nearest named feature within the demand range, null
where there is none) and near_m (its distance in metres, from the centre of a cell). With posts and cameras, gap and
gap_low count them, and two more fields follow: gap_patrols (the gap by patrols alone) and watcher_s (seconds in the
watch that posts and cameras see the place, summed over them). If the places have their own revisit interval or hours:
revisit_min (in minutes) and watch (its hours), which each place was scored with. With How exactly the gap is known,
gap_high follows: at least 9 of 10 places have their true gap from gap_low to gap_high. With Kinds of the demand layers,
patrol_found (the share of the demand that rests on incidents found by patrols, 0 to 1); with Residents' answers,
demand_without (the demand without them). The fields of your own places come first."""


def add_scored(algorithm: BlindspotAlgorithm) -> None:
    """OUTPUT."""
    algorithm.add(
        QgsProcessingParameterFeatureSink("OUTPUT", tr("Scored places"), Qgis.ProcessingSourceType.VectorAnyGeometry),
        OUTPUT_HELP,
    )


Texts = Callable[[int, int], list[str]]
"""The values of a field for the places start:end."""


def profile_columns(run: Run, profile: WatchProfile | OwnProfiles, seconds: bool) -> Texts:
    """Returns a function for gap_profile. seconds: whether it is exact."""
    decimals = profile_decimals(run, "OUTPUT", len(profile.bins) - 1)
    return lambda start, end: profile_texts(profile.values(seconds, start, end), decimals)


def write_scored(
    run: Run,
    read: ScoreInput,
    scores: Scores,
    written: Scores,
    bounds: GapBounds | None,
    profiles: Texts,
    nights: AllNights | None,
    shares: list[float],
) -> dict:
    """Writes the places, the rasters and the nights; returns all results. written: the scores as they are written."""
    run.progress(shares[1])(0)
    check_raster_files(run)
    doubts = Doubts.of(scores)
    run.say(*filter(None, [doubts.sentence]))
    others = _other_columns(run, read, written, bounds)
    fields = (*FIELDS, *(field for field, _ in others))
    columns = _columns(run, read, written, bounds, profiles, doubts, others)
    tables = [] if nights is None else [nights_layer(read, nights)]
    demand = read.evidence.demand
    ties = ties_of(demand * scores.gap)
    run.warn(*filter(None, [ties.caution]))
    report_priority(run, read.demand, scores.gap)
    report_feedback(run, read, scores)
    layer = places_layer(read.scored, fields, columns, "places", note=ties.note)
    opened = Outputs.opened_for(run, layer, *tables)
    rasters = write_rasters(run, read, scores.gap, run.progress(*shares[1:3]))
    total = float((demand * scores.gap).sum())
    return {
        **opened.write(shares[2]),
        "PLACE_COUNT": len(scores),
        "MEAN_GAP": total / float(demand.sum()) if demand.sum() > 0 else float(scores.gap.mean()),
        "TOTAL_PRIORITY": total,
        "SWEEP_WIDTH": read.sweep_width,
        **found_share(read.demand, scores.gap),
        **_mean_gap_of_patrols(scores, demand),
        **scope(read.period, read.watch, read.crs),
        **rasters,
    }


def _mean_gap_of_patrols(scores: Scores, demand: np.ndarray) -> dict[str, float]:
    """MEAN_GAP_PATROLS; nothing without watchers."""
    if scores.watched is None:
        return {}
    weights = demand if demand.sum() > 0 else None
    return {"MEAN_GAP_PATROLS": float(np.average(scores.gap_by_patrols, weights=weights))}


Others = list[tuple[tuple, np.ndarray]]
"""Fields that follow FIELDS, and their values, (n,) each."""


def _other_columns(run: Run, read: ScoreInput, scores: Scores, bounds: GapBounds | None) -> Others:
    """The fields that depend on what is given, with the values of all places."""
    found, nearest = [], read.demand.nearest
    if nearest is not None:
        found += zip(NEAR_FIELDS, (nearest.name, nearest.metres), strict=True)
    if scores.watched is not None:
        found += zip(WATCHED_FIELDS, (scores.gap_by_patrols, scores.watched["seconds"]), strict=True)
    if OwnQuestionsInput().given(run) and read.scored.features is not None:
        found += zip(OWN_FIELDS, asked_of_each(read.evidence), strict=True)
    if bounds is not None:
        found += zip(BOUND_FIELDS, (bounds.high,), strict=True)
    found += effect_columns(read.demand)
    return found


def _columns(
    run: Run,
    read: ScoreInput,
    scores: Scores,
    bounds: GapBounds | None,
    profiles: Texts,
    doubts: Doubts,
    others: Others,
) -> Callable[[int, int], tuple]:
    """Returns a function for the values of FIELDS and the others for the places start:end."""
    reach = run.number("DEMAND_RANGE")

    def columns(start: int, end: int) -> tuple:
        some, demand = scores.subset(start, end), read.demand.total[start:end]
        return (
            values(demand),
            values(some.gap),
            values(some.gap_low if bounds is None else bounds.low[start:end]),
            values(demand * some.gap),
            values(some.visits),
            values(some.dwell),
            moments(some.last_seen),
            values(some.mean_idle),
            values(some.worst_gap),
            reasons_by_question(scores, read.demand, read.evidence, reach, doubts, start, end),
            values(some.watch_visits),
            values(some.watch_dwell),
            values(some.nights_seen),
            profiles(start, end),
            *(values(column[start:end]) for _, column in others),
        )

    return columns
