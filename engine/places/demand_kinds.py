"""What the demand of a layer rests on: reports by residents, incidents that patrols found, or infrastructure.

Patrols find incidents where they go. Where what they found is the demand that sends them out again, the share of the
places that were patrolled first grows by itself, whatever happens elsewhere: K. Lum and W. Isaac, "To predict and
serve?", Significance 13(5), 2016; D. Ensign et al., "Runaway feedback loops in predictive policing", Proceedings of
Machine Learning Research 81, 2018. So the share of the demand that rests on such incidents is known, and can be
limited.
"""

from collections.abc import Sequence

from ..errors import UserError
from ..language import tr
from ..text import alternatives, counted, shortened

REPORTS, PATROL, INFRASTRUCTURE, UNKNOWN = "reports", "patrol", "infrastructure", ""
KINDS = (REPORTS, PATROL, INFRASTRUCTURE)


def kinds_of(words: Sequence[str], layers: int, name: str) -> tuple[str, ...]:
    """The kinds of the demand layers from words, one for each layer in their order, an empty one where it is not known;
    none without words. name: of the parameter, for messages. Raises UserError for other words or another number of
    them."""
    kinds = tuple((word or "").strip().lower() for word in words)
    if not kinds:
        return ()
    for kind in kinds:
        if kind and kind not in KINDS:
            raise UserError(
                tr(
                    "{name} has the word {word}. The words are {words}, or nothing where it is not known.",
                    name=name,
                    word=shortened(kind),
                    words=alternatives(KINDS),
                )
            )
    if len(kinds) != layers:
        raise UserError(
            tr(
                "{name} has {words} for {layers}. Give one word for each layer, in the same order.",
                name=name,
                words=counted(len(kinds), "word"),
                layers=counted(layers, "layer"),
            )
        )
    return kinds


def found_scale(found: float, rest: float, limit: float) -> float:
    """The factor of the demand that rests on incidents found by patrols with which its share of all demand is `limit`;
    1 where it is no more than that.

    found, rest: sums over all places of the demand that rests on such incidents, and of all other demand; limit: 0 to
    1. The share with a factor f is f found / (f found + rest); it is the limit where

        f = limit x rest / ((1 - limit) x found)

    Raises UserError where there is no other demand, so that no factor does it.
    """
    if found <= limit * (found + rest):
        return 1.0
    if not rest > 0:
        raise UserError(
            tr(
                "All demand rests on incidents found by patrols, so their share cannot be limited. Add demand layers "
                "of another kind (DEMAND, DEMAND_KIND), or give every place some demand (DEMAND_BASE)."
            )
        )
    return limit * rest / ((1 - limit) * found)
