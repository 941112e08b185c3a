"""Neighbourhoods with their residents, and the groups of residents that are compared."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from ..language import tr

THIRDS = 3


@dataclass(frozen=True)
class Neighbourhoods:
    """n neighbourhoods. area: (n,) polygons in m; name: (n,) texts, None where one has none; residents: (n,) 0 or more;
    groups: (g, n) residents of each group, NaN where not known; group_names: their g names; figure: (n,) by which
    neighbourhoods are ranked, such as their income, NaN where not known, or None."""

    area: np.ndarray
    name: np.ndarray
    residents: np.ndarray
    groups: np.ndarray
    group_names: tuple[str, ...] = ()
    figure: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.area)

    @property
    def lived_in(self) -> np.ndarray:
        """(n,) whether anybody lives there."""
        return self.residents > 0

    @property
    def ranked(self) -> np.ndarray:
        """(n,) whether anybody lives there, and the figure is known."""
        return self.lived_in & np.isfinite(self.figure) if self.figure is not None else np.zeros(len(self), bool)

    @property
    def km2(self) -> np.ndarray:
        return shapely.area(self.area) / 1e6

    def label(self, index: int) -> str:
        """What a neighbourhood is called."""
        return self.name[index] or tr("area {number}", number=index + 1)


@dataclass(frozen=True)
class Groups:
    """k groups of residents. name: k texts; members: (k, n) residents of each neighbourhood that belong to the group;
    others: (k, n) residents that the group is compared with, all 0 where with nobody; has_thirds: whether the last
    three are the thirds of the residents by the figure of their neighbourhood."""

    name: tuple[str, ...]
    members: np.ndarray
    others: np.ndarray
    has_thirds: bool = False

    @classmethod
    def of(cls, given: Neighbourhoods) -> "Groups":
        """All residents; each group, compared with all other residents of the neighbourhoods where it is known; and
        where there is a figure, the thirds of residents by it, compared with the third with the highest."""
        residents = np.where(given.lived_in, given.residents, 0.0)
        known = np.isfinite(given.groups)
        own = np.where(known, np.minimum(given.groups, residents), 0.0)
        rest = np.where(known, residents - own, 0.0)
        names, none = [tr("All residents"), *given.group_names], np.zeros((1, len(given)))
        members, others = [residents[None], own], [none, rest]
        if given.ranked.any():
            thirds = _thirds(given)
            names += [tr("Third with the lowest figure"), tr("Middle third"), tr("Third with the highest figure")]
            members.append(thirds)
            others.append(np.concatenate([thirds[[-1, -1]], none]))
        return cls(tuple(names), np.concatenate(members), np.concatenate(others), bool(given.ranked.any()))

    def __len__(self) -> int:
        return len(self.name)

    @property
    def lowest(self) -> int | None:
        """The index of the third with the lowest figure; None where there are no thirds. The highest is the last."""
        return len(self.name) - THIRDS if self.has_thirds else None


def _thirds(given: Neighbourhoods) -> np.ndarray:
    """(3, n) residents of each third by the figure. Neighbourhoods with equal figures, and those that a limit cuts, are
    divided in proportion."""
    residents = np.where(given.ranked, given.residents, 0.0)
    values, group = np.unique(np.where(given.ranked, given.figure, np.inf), return_inverse=True)
    size = np.bincount(group.ravel(), residents, len(values))
    top = np.cumsum(size)
    limits = np.linspace(0, residents.sum(), THIRDS + 1)
    inside = [
        np.clip(np.minimum(top, high) - np.maximum(top - size, low), 0, None) for low, high in pairwise(limits.tolist())
    ]
    share = np.divide(inside, size, out=np.zeros((THIRDS, len(size))), where=size > 0)
    return share[:, group.ravel()] * residents
