"""What demand rests on, in the scored places, in the log and in the figures."""

import numpy as np
import shapely

from ...engine.places.demand import Demand
from ...engine.places.demand_feedback import NEIGHBOURHOOD, PatrolAssociation, follows_patrols, places_of_features
from ...engine.places.demand_kinds import REPORTS, UNKNOWN
from ...engine.score.score import Scores
from ...layers.features import Features
from ...layers.sinks import REAL
from ..base import tr
from ..inputs.evidence import ScoreInput
from ..run import Run

FOUND_FIELD = ("patrol_found", REAL)
"""The field that follows where DEMAND_KIND is given."""
WITHOUT_FIELD = ("demand_without", REAL)
"""The field that follows where RESIDENTS is given."""


def effect_columns(demand: Demand) -> list[tuple[tuple, np.ndarray]]:
    """The fields that depend on the rules on demand, with the values of all places."""
    found = [] if demand.found is None else [(FOUND_FIELD, demand.found_share)]
    return found if demand.without is None else [*found, (WITHOUT_FIELD, demand.without)]


def found_share(demand: Demand, gap: np.ndarray) -> dict[str, float]:
    """PATROL_FOUND_SHARE; nothing where the kinds of the layers are not given. gap: (n,)"""
    if demand.found is None:
        return {}
    total = float((demand.total * gap).sum())
    return {"PATROL_FOUND_SHARE": 100 * float((demand.found * gap).sum()) / total if total > 0 else 0.0}


def report_priority(run: Run, demand: Demand, gap: np.ndarray) -> None:
    """Says how much of the priority rests on incidents found by patrols, and what residents' answers change in it. gap:
    (n,)"""
    for share in found_share(demand, gap).values():
        run.say(tr("{share:.1f} % of the total priority rests on incidents found by patrols.", share=share))
    if demand.without is not None:
        run.say(
            tr(
                "Total priority: {total:,.4g} with residents' answers, {without:,.4g} without.",
                total=float((demand.total * gap).sum()),
                without=float((demand.without * gap).sum()),
            )
        )


def report_feedback(run: Run, read: ScoreInput, scores: Scores) -> None:
    """Says which demand layers lie where patrols go: a warning where they are called reports. Layers that patrols found
    are known to, and infrastructure may well be where patrols are sent."""
    layers = read.layers
    kinds = layers.rules.kinds or (UNKNOWN,) * len(layers.features)
    for features, kind in zip(layers.features, kinds, strict=True):
        if kind not in (REPORTS, UNKNOWN) or (shapely.get_dimensions(features.geometry) > 0).any():
            continue
        found = _association(read, scores, features)
        if found is None or not found.follows:
            continue
        text = _sentence(features.name, found)
        if kind == REPORTS:
            run.warn(
                tr(
                    "{text} Reports by residents should not depend on that. It does not prove that patrols found them: "
                    "patrols may follow reports, or both a busy street. Find out who recorded these incidents; if it "
                    "was patrols, their kind is patrol (DEMAND_KIND).",
                    text=text,
                )
            )
        else:
            run.say(tr("{text} If patrols found what is in it, its kind is patrol (DEMAND_KIND).", text=text))


def _association(read: ScoreInput, scores: Scores, features: Features) -> PatrolAssociation | None:
    targets = read.scored.targets
    holds = places_of_features(targets, features.geometry, read.layers.reach)
    at = shapely.centroid(targets)
    size = NEIGHBOURHOOD * read.layers.reach
    return follows_patrols(shapely.get_x(at), shapely.get_y(at), holds, scores.visits, size)


def _sentence(name: str, found: PatrolAssociation) -> str:
    return tr(
        "{name}: {often:,} of {places:,} places with a feature are visited more by patrols than most visited places "
        "around them; by chance it would be {expected:.0f} (p = {p:.2g}).",
        name=name,
        often=found.often,
        places=found.places,
        expected=found.expected,
        p=found.p,
    )
