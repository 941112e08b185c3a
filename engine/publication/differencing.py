"""What may not be published because of layers that were published earlier: the difference of two figures is a figure
as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from .evidence_counts import Evidence
from .merged_places import Merging
from .rules import PublicationRules

WHOLE = 1e-3  # share of a place up to which it counts as outside another, or from 1 minus which as inside


@dataclass(frozen=True)
class EarlierLayer:
    """A layer that was published before.

    shapes: (f,) in the CRS of the places; shown: (f,) whether the feature has figures; first_day, last_day: the local
    days of its period; same_question: whether its figures answer the same question (hours, range, demand ...) about the
    same fixes; total: whether the total of all its features was published, and with it that of those without figures.
    """

    shapes: np.ndarray
    shown: np.ndarray
    first_day: int
    last_day: int
    same_question: bool = True
    total: bool = True

    @property
    def known(self) -> np.ndarray:
        """(f,) the number of the figure that contains each feature, -1 for none: its own, or that of the rest."""
        number = np.arange(len(self.shapes))
        return np.where(self.shown, number, len(number) if self.total else -1)


@dataclass(frozen=True)
class Comparison:
    """Earlier layers whose period meets that of a new layer, laid over its places.

    spans: the days of the new layer, then those of each earlier layer. figure: for each earlier layer, the (n,) number
    of the figure that contains each place, -1 for none. unclear: (n,) places that are in a figure of an earlier layer
    in part, or in one of which the difference cannot be counted.
    """

    spans: tuple[tuple[int, int], ...]
    figure: tuple[np.ndarray, ...]
    unclear: np.ndarray
    evidence: Evidence
    rules: PublicationRules

    @classmethod
    def of(
        cls,
        shapes: np.ndarray,
        evidence: Evidence,
        days: tuple[int, int],
        earlier: Sequence[EarlierLayer],
        rules: PublicationRules,
    ) -> "Comparison":
        """shapes: (n,) of the places, in metres; evidence: of all days for which there are fixes; days: of the new
        layer."""
        met = [each for each in earlier if each.first_day <= days[1] and each.last_day >= days[0]]
        unclear, figures = np.zeros(len(shapes), bool), []
        for each in met:
            figure, doubtful = _laid_over(shapes, each)
            unclear |= doubtful | ((figure >= 0) & (not each.same_question))
            figures.append(figure)
        spans = (days, *((each.first_day, each.last_day) for each in met))
        return cls(spans, tuple(figures), unclear, evidence, rules)

    def __len__(self) -> int:
        """How many earlier layers there are."""
        return len(self.figure)

    def withheld(self, merging: Merging) -> np.ndarray:
        """(g,) the groups of the new layer that may not be published.

        All that can be computed from the layers are figures of unions of atoms: of the sets of places and days that lie
        in the same figures of all layers. So it is enough that each atom has enough evidence. Where an atom has not,
        the new groups that make it are withheld, until there is none.
        """
        withheld = ~merging.enough
        while len(self):
            new = np.where(withheld[merging.group], -1, merging.group)
            wrong = self.wrong(new, len(merging)) & ~withheld
            if not wrong.any():
                break
            withheld |= wrong
        return withheld & merging.enough

    def wrong(self, new: np.ndarray, figures: int) -> np.ndarray:
        """(figures,) the figures of the new layer that make an atom with too little evidence. new: (n,) the figure that
        contains each place, -1 for none."""
        involved = self._involved(new)
        bad = involved & self.unclear
        for first, last in _slices(self.spans):
            inside = [start <= first and last <= end for start, end in self.spans]
            columns = [
                one if on else np.full_like(one, -1) for one, on in zip((new, *self.figure), inside, strict=True)
            ]
            table = np.column_stack(columns)
            some = np.flatnonzero(involved & (table >= 0).any(axis=1))
            if not len(some):
                continue
            atoms, number = np.unique(table[some], axis=0, return_inverse=True)
            label = np.full(len(new), -1, np.int64)
            label[some] = number.reshape(-1)
            passing = (
                self.evidence.within(first, last).counts(label, len(atoms), self.rules.unit_days).passes(self.rules)
            )
            bad[some] |= ~passing[label[some]]
        return self._makers(new, bad, figures)

    def _involved(self, new: np.ndarray) -> np.ndarray:
        """(n,) whether a place is in a new figure that meets an earlier one, or in such an earlier one."""
        found = np.zeros(len(new), bool)
        for one in self.figure:
            both = (new >= 0) & ((one >= 0) | self.unclear)
            found |= (new >= 0) & np.isin(new, new[both])
            found |= (one >= 0) & np.isin(one, one[both])
        return found

    def _makers(self, new: np.ndarray, bad: np.ndarray, figures: int) -> np.ndarray:
        """(figures,) the new figures of bad places; where a bad place is in none, those that meet its earlier ones."""
        found = np.zeros(figures, bool)
        found[new[bad & (new >= 0)]] = True
        for one in self.figure:
            met = np.isin(one, one[bad & (new < 0) & (one >= 0)])
            found[new[met & (new >= 0)]] = True
        return found


def _laid_over(shapes: np.ndarray, earlier: EarlierLayer) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the number of the figure of an earlier layer that contains each place, -1 for none; and (n,) whether its
    border cuts the place, or it reaches beyond all places, so that what lies there cannot be counted."""
    figure, unclear = np.full(len(shapes), -1, np.int64), np.zeros(len(shapes), bool)
    known = earlier.known
    counted = np.flatnonzero(known >= 0)
    if not len(counted) or not len(shapes):
        return figure, unclear
    place, feature = shapely.STRtree(earlier.shapes[counted]).query(shapes, predicate="intersects")
    feature = counted[feature]
    flat = shapely.get_dimensions(shapes[place]) == 2
    size = _size(shapes[place], flat)
    common = _size(shapely.intersection(shapes[place], earlier.shapes[feature]), flat)
    is_point = shapely.get_dimensions(shapes[place]) == 0
    share = np.where(is_point, 1.0, np.divide(common, size, out=np.zeros(len(size)), where=size > 0))
    inside = share > 1 - WHOLE
    figure[place[inside]] = known[feature[inside]]
    unclear[place[(share > WHOLE) & ~inside]] = True
    of_earlier = shapely.get_dimensions(earlier.shapes[counted]) == 2
    whole = np.bincount(known[counted], _size(earlier.shapes[counted], of_earlier), minlength=len(known) + 1)
    covered = np.bincount(known[feature], common, minlength=len(known) + 1)
    beyond = np.flatnonzero(covered < whole * (1 - WHOLE))
    return figure, unclear | np.isin(figure, beyond)


def _size(shapes: np.ndarray, flat: np.ndarray) -> np.ndarray:
    """Areas where `flat`, else lengths."""
    return np.where(flat, shapely.area(shapes), shapely.length(shapes))


def _slices(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of days such that each lies wholly in or outside each of `spans`, and in one of them at least."""
    starts = sorted({first for first, _ in spans} | {last + 1 for _, last in spans})
    cut = [(start, end - 1) for start, end in pairwise(starts)]
    return [one for one in cut if any(first <= one[0] and one[1] <= last for first, last in spans)]
