"""How often drones are planned to be over an area, in words that residents understand and burglars cannot use."""

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import shortened

HIDDEN, FEW, SOME, MANY = range(-1, 3)
"""There is no level for none: no area is declared free of drones."""
MINUTE = 60.0


def level_edges(text: str) -> tuple[float, float]:
    """The minutes a night from which a level is some, and from which it is many, from a text such as `1,10`. Raises
    UserError where it is no such text."""
    parts = [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]
    try:
        some, many = (float(one) for one in parts)
    except ValueError:
        some = many = 0.0
    if not 0 < some < many < 1e6:
        raise UserError(
            tr(
                "LEVELS ({value}) must be two numbers of minutes above 0, the smaller first, such as 1,10.",
                value=shortened(text),
            )
        )
    return some, many


def levels(seconds_a_night: np.ndarray, edges: tuple[float, float], hidden: np.ndarray) -> np.ndarray:
    """(a,) FEW, SOME or MANY by the time that drones are over each area in a night; HIDDEN where `hidden`, (a,)."""
    found = np.searchsorted(np.array(edges) * MINUTE, np.asarray(seconds_a_night), side="right")
    return np.where(hidden, HIDDEN, found)


def level_words() -> tuple[str, ...]:
    """The words for FEW, SOME and MANY."""
    return tr("few or none"), tr("some"), tr("many")
