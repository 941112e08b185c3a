"""Names of spots: those of their places, and what they are near to."""

from collections.abc import Sequence

import numpy as np

from ..places.names import Nearest, plain_names
from ..text import listed, shortened
from .selection import TIED

NAMES_LISTED = 3
LONGEST = 200
"""Characters of the names of a spot; a shapefile holds 254 bytes."""


def names_of_spots(members: Sequence[np.ndarray], names: Sequence, priority: np.ndarray) -> np.ndarray:
    """(m,) object, the names of each spot's places, those of the highest priority first, each once; the first few, and
    how many more there are. None for a spot without a named place.

    members: indices of the places of each spot; names: (n,) of the places; priority: (n,), or another measure of how
    much each matters, 0 or more.
    """
    texts, found = plain_names(names), np.full(len(members), None, dtype=object)
    for spot, inside in enumerate(members):
        inside = inside[texts[inside] != ""]
        if len(inside):
            level = np.searchsorted(_levels(priority[inside]), -priority[inside], side="right")
            order = np.lexsort((np.unique(texts[inside], return_inverse=True)[1], level))
            found[spot] = names_as_one(list(dict.fromkeys(texts[inside[order]].tolist())))
    return found


def names_as_one(names: Sequence[str], most: int = NAMES_LISTED) -> str:
    """Several names as one text: the first few, and how many more there are."""
    return shortened(listed(names, most, "; "), LONGEST)


def near_spots(members: Sequence[np.ndarray], near: Nearest, limit: float) -> Nearest:
    """(m,) the named feature that is nearest to any of the places of each spot, if it is at most `limit` metres away.
    If several are equally near, the alphabetically first name. near: (n,) of the places."""
    found, texts = Nearest.unknown(len(members)), plain_names(near.name)
    usable = (texts != "") & (near.metres <= limit)
    for spot, inside in enumerate(members):
        inside = inside[usable[inside]]
        if len(inside):
            metres = near.metres[inside].min()
            found.name[spot] = min(texts[inside[near.metres[inside] == metres]])
            found.metres[spot] = metres
    return found


def _levels(priority: np.ndarray) -> np.ndarray:
    """The negative priorities, rising, of which each differs from the one before it by more than rounding."""
    rising = np.sort(-priority)
    return rising[np.r_[True, rising[1:] > rising[:-1] * (1 - TIED)]]
