"""What the log says of blind spots: what was selected, how many places tie, and what was left out."""

import numpy as np

from ...engine.language import tr, tr_plural
from ...engine.plan.stops import Service
from ...engine.spots.selection import Choice, SpotRules
from ...engine.spots.spots import Spots
from ...engine.text import counted, figure
from ..run import Run


def report_spots(run: Run, spots: Spots, rules: SpotRules, places: np.ndarray) -> None:
    """Reports what was selected, how many places tie, and what was left out. places: (n,) their geometries."""
    choice: Choice = spots.choice
    if choice.ignored:
        run.warn(
            counted(
                choice.ignored, "place has no priority and is left out.", "places have no priority and are left out."
            )
        )
    if not choice.total:
        run.warn(tr("No place has any priority, because demand or gap is 0 everywhere. There are no blind spots."))
        return
    run.say(
        tr(
            "{chosen:,} of {scored:,} places hold {held:.1f} % of the priority, in {spots}.",
            chosen=len(choice.chosen),
            scored=choice.scored,
            held=100 * choice.held,
            spots=counted(len(spots), "blind spot"),
        )
    )
    if not choice.enough:
        run.warn(
            tr(
                "All places with a gap of at least {min_gap:g} together hold {held:.1f} % of the "
                "priority, less than the {share:g} % of SHARE. Reduce MIN_GAP to find more.",
                min_gap=rules.min_gap,
                held=100 * choice.held,
                share=100 * rules.share,
            )
        )
    if choice.tied > 1:
        run.say(
            tr(
                "{tied:,} places tie at the threshold (priority {figure}) and are all selected.",
                tied=choice.tied,
                figure=figure(choice.threshold),
            )
        )
    if choice.most_tie:
        run.warn(
            tr(
                "{tied:,} of {scored:,} places have the same priority, so these spots are not a selection: "
                "nothing tells these places apart. Score the gaps again with AREA (the area that the patrols are "
                "responsible for), PLACES (the places to be watched), or DEMAND (layers of what matters).",
                tied=choice.tied,
                scored=choice.scored,
            )
        )
    if spots.cut:
        run.say(
            tr_plural(
                "{count:,} spot was larger than MAX_AREA ({max_area:,.0f} m2) and is split; part_of shows which parts "
                "belong together.",
                "{count:,} spots were larger than MAX_AREA ({max_area:,.0f} m2) and are split; part_of shows which "
                "parts belong together.",
                spots.cut,
                count=spots.cut,
                max_area=rules.max_area,
            )
        )
    if spots.merged.any():
        merged, inside = int(spots.merged.sum()), int(spots.places[spots.merged].sum())
        run.say(
            tr(
                "{inside:,} points lie within MERGE_DISTANCE ({merge_distance:g} m) of each other and become {spots}.",
                inside=inside,
                merge_distance=rules.merge_distance,
                spots=counted(merged, "spot"),
            )
        )
        _report_far_points(run, spots, places)
    if spots.dropped:
        run.say(
            counted(
                spots.dropped,
                "spot was smaller than MIN_AREA and is left out.",
                "spots were smaller than MIN_AREA and are left out.",
            )
        )


def _report_far_points(run: Run, spots: Spots, places: np.ndarray) -> None:
    """Reports points that a drone does not see from where their spot stands, with the usual SWATH. places: (n,) their
    geometries."""
    seen = Service().swath / 2
    far = spots.away(places) > seen
    if far.any():
        lie = counted(int(far.sum()), "of these points lies", "of these points lie")
        run.say(
            tr(
                "{lie} more than {seen:g} m from where the spot stands. A drone that hovers there sees what lies "
                "within "
                "half its SWATH: {seen:g} m unless planned with another one. If it must see all of them, set "
                "MERGE_DISTANCE to {seen:g} m or less.",
                lie=lie,
                seen=seen,
            )
        )
