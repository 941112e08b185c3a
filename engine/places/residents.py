"""What residents answer when they are asked where patrols should go more, or not: it raises and lowers demand.

An answer is a request (more) or an objection (not here), at a point, along a line or for an area. Each respondent has
one voice. It is divided evenly among the answers with the same key, such as that of a household, so that many answers
from one address count no more than one. The net voices at a place are

    n = sum over requests of v K(d / reach) - sum over objections of v K(d / reach)

with the voice v of an answer, its distance d from the place, and the kernel K of demand. The demand is multiplied by

    limit ^ c,   c = weight x n, but at least -1 and at most 1

so each further answer multiplies by the same factor until the limit is reached, and a request and an objection at the
same place cancel out. 1 / limit <= factor <= limit, exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from ..tables import LARGEST
from .kernel import CHUNK, biweight

MORE, NOT_HERE = "more", "not_here"
"""The answers. Upper and lower case, spaces and hyphens do not matter."""
ANSWER, WEIGHT, RESPONDENT = "answer", "weight", "respondent"
"""The fields that are read. No other is."""


@dataclass(frozen=True)
class Answers:
    """a answers that can be used.

    geometry: (a,) shapely, in a metric CRS; sign: (a,) 1 for a request, -1 for an objection; weight: (a,) 0 or more;
    respondent: (a,) text, the same for the same respondent, empty where it is not known.
    unreadable, weightless: how many answers were left out, because their answer or their weight cannot be read.
    """

    geometry: np.ndarray
    sign: np.ndarray
    weight: np.ndarray
    respondent: np.ndarray
    unreadable: int = 0
    weightless: int = 0

    def __len__(self) -> int:
        return len(self.sign)

    @classmethod
    def joined(cls, parts: Sequence["Answers"]) -> "Answers":
        """The answers of several layers. A key stands for the same respondent in all of them."""
        columns = ([getattr(part, column.name) for part in parts] for column in fields(cls)[:4])
        counts = ([getattr(part, column.name) for part in parts] for column in fields(cls)[4:])
        return cls(*map(np.concatenate, columns), *map(sum, counts))

    @property
    def voice(self) -> np.ndarray:
        """(a,) the weight, divided by the number of answers with the same key."""
        _, key, count = np.unique(self.respondent, return_inverse=True, return_counts=True)
        return self.weight / np.where(self.respondent == "", 1, count[key.reshape(-1)])

    @property
    def repeated(self) -> int:
        """How many answers come from respondents with several."""
        known = self.respondent[self.respondent != ""]
        count = np.unique(known, return_counts=True)[1]
        return int(count[count > 1].sum())


def answers_of(
    geometry: np.ndarray, answer: Sequence, weight: Sequence | None = None, respondent: Sequence | None = None
) -> Answers:
    """The answers of one layer from its columns, (r,) each: text; numbers, or text with numbers, 1 where there is none;
    the key of the respondent. None: there is no such column."""
    sign = np.array([_sign(value) for value in answer], float)
    weights = np.ones(len(sign)) if weight is None else np.array([_weight(value) for value in weight], float)
    keys = [""] * len(sign) if respondent is None else [_text(value) for value in respondent]
    usable = (sign != 0) & ~np.isnan(weights)
    keys = np.array(keys, dtype=object)[usable].astype(str)
    unreadable, weightless = int((sign == 0).sum()), int(((sign != 0) & np.isnan(weights)).sum())
    return Answers(np.asarray(geometry, object)[usable], sign[usable], weights[usable], keys, unreadable, weightless)


@dataclass(frozen=True)
class Residents:
    """Answers, and how much they count. weight: of one answer: 1 / weight net voices at a place reach the limit; limit:
    the most by which they multiply or divide the demand of a place, 1 or more. Raises UserError for other values."""

    answers: Answers
    weight: float
    limit: float

    def __post_init__(self):
        if not (1 <= self.limit <= LARGEST and 0 <= self.weight <= LARGEST):
            raise UserError(tr("RESIDENTS_LIMIT must be 1 or more, and RESIDENTS_WEIGHT 0 or more."))

    def net(self, targets: np.ndarray, reach: float, progress: Progress = quiet) -> np.ndarray:
        """(n,) the net voices at the places, requests less objections. targets: (n,) geometries from which distances
        are measured; reach: metres."""
        answers, net = self.answers, np.zeros(len(targets))
        if not len(answers):
            return net
        tree, voice = shapely.STRtree(answers.geometry), answers.sign * answers.voice
        for start in range(0, len(targets), CHUNK):
            some = targets[start : start + CHUNK]
            target, answer = tree.query(some, predicate="dwithin", distance=reach)
            x = shapely.distance(some[target], answers.geometry[answer]) / reach
            net[start : start + len(some)] = np.bincount(target, voice[answer] * biweight(x), minlength=len(some))
            progress(min((start + CHUNK) / len(targets), 1.0))
        return net

    def factor(self, net: np.ndarray) -> np.ndarray:
        """(n,) by which the demand of places with so many net voices is multiplied."""
        c = np.clip(self.weight * net, -1.0, 1.0)
        power = self.limit ** np.abs(c)
        return np.where(c < 0, 1 / power, power)

    def at_limit(self, net: np.ndarray) -> np.ndarray:
        """(n,) whether further answers of the same kind would change nothing."""
        return np.abs(self.weight * net) >= 1


def _text(value) -> str:
    """A value as text, without spaces around it; whole numbers as such, empty where there is none."""
    if value is None or value != value:
        return ""
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value).strip()


def _sign(value) -> int:
    word = "_".join(_text(value).lower().replace("-", " ").replace("_", " ").split())
    return {MORE: 1, NOT_HERE: -1}.get(word, 0)


def _weight(value) -> float:
    """1 where there is none, NaN where it is no number of 0 or more."""
    text = _text(value)
    try:
        weight = float(text) if text else 1.0
    except ValueError:
        return np.nan
    return weight if 0 <= weight <= LARGEST else np.nan
