"""Demand: how important each place is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..progress import Progress, quiet
from ..tables import GeoTable, geometries_of
from .demand_effects import DemandEffects
from .kernel import CHUNK, biweight
from .names import Nearest, plain_names


@dataclass(frozen=True)
class Demand:
    """Demand of n places, and the contributions of k layers.

    total: (n,); share: (k, n) the contribution of each layer to the total; near: (k, n) the number of its features
    within range; names: (k,) of the layers; nearest: the named feature nearest to each place, of those that add to its
    demand, None where no layer has names; beyond: (k,) how many features of each layer are in range of no place.
    found: (n,) the part of the total that rests on incidents found by patrols, None where the kinds of the layers are
    not given; without: (n,) the total without residents' answers, None where there are none; effects: of the rules on
    demand, None where there are none (see `DemandRules`).
    """

    total: np.ndarray
    share: np.ndarray
    near: np.ndarray
    names: tuple[str, ...] = ()
    nearest: Nearest | None = None
    beyond: tuple[int, ...] = ()
    found: np.ndarray | None = None
    without: np.ndarray | None = None
    effects: DemandEffects | None = None

    @property
    def found_share(self) -> np.ndarray | None:
        """(n,) the share of each place's demand that rests on incidents found by patrols, 0 where it has no demand;
        None where it is not known."""
        if self.found is None:
            return None
        return np.divide(self.found, self.total, out=np.zeros(len(self.total)), where=self.total > 0)

    def subset(self, start: int, end: int) -> "Demand":
        """The demand of the places start:end."""
        nearest = None if self.nearest is None else self.nearest.subset(start, end)
        return replace(self.take(slice(start, end)), nearest=nearest)

    def take(self, index: np.ndarray | slice) -> "Demand":
        """The demand of the places at the indices (k,), in that order, without the named features."""
        found, without = (None if part is None else part[index] for part in (self.found, self.without))
        return replace(
            self,
            total=self.total[index],
            share=self.share[:, index],
            near=self.near[:, index],
            nearest=None,
            found=found,
            without=without,
        )


def own_demand(places: int, value: np.ndarray | float = 1.0) -> Demand:
    """Demand that does not come from layers: (n,) values, or one value for all places."""
    total = np.broadcast_to(np.asarray(value, float), (places,)).copy()
    return Demand(total, np.zeros((0, places)), np.zeros((0, places), np.int64))


def demand_from_layers(
    targets: GeoTable | Sequence,
    layers: Sequence[GeoTable | Sequence],
    names: Sequence[str],
    weights: Sequence[float],
    reach: float,
    base: np.ndarray | float = 0.0,
    progress: Progress = quiet,
    feature_names: Sequence[Sequence | None] = (),
) -> Demand:
    """Demand = base + sum over layers of weight x sum over features of K(distance / reach).

    K is the biweight kernel (`kernel.biweight`).
    targets: (n,) geometries from which distances are measured (a cell's centre, or the place itself); layers: (k,) of
    the features that make places matter. Each is a GeoDataFrame, a GeoSeries or a sequence of shapely geometries, all
    in the same metric CRS. names, weights: (k,) of the layers; reach: metres; base: (n,) or one number.
    feature_names: (k,) the names of the features of each layer, None for a layer without names; empty if none has any.
    """
    targets = geometries_of(targets)
    share = np.zeros((len(layers), len(targets)))
    near = np.zeros((len(layers), len(targets)), np.int64)
    beyond = []
    named = _Named.of(feature_names, len(targets))
    for k, features in enumerate(map(geometries_of, layers)):
        tree, alone = shapely.STRtree(features), np.ones(len(features), bool)
        codes = None if named is None or not weights[k] > 0 else named.codes[k]
        for start in range(0, len(targets), CHUNK):
            some = targets[start : start + CHUNK]
            target, feature = tree.query(some, predicate="dwithin", distance=reach)
            distance = shapely.distance(some[target], features[feature])
            if codes is not None:
                named.take(start + target, codes[feature], distance, reach)
            x = distance / reach
            alone[feature[x < 1]] = False
            share[k, start : start + len(some)] = weights[k] * np.bincount(target, biweight(x), minlength=len(some))
            near[k, start : start + len(some)] = np.bincount(target, minlength=len(some))
            progress((k + min((start + CHUNK) / len(targets), 1.0)) / len(layers))
        beyond.append(int(alone.sum()))
    nearest = None if named is None else named.nearest
    return Demand(base + share.sum(axis=0), share, near, tuple(names), nearest, tuple(beyond))


class _Named:
    """The nearest named feature of each place so far. text: the names of all layers, each once, in the order of the
    alphabet; codes: of each layer's features, their index in `text`, -1 without a name; None for a layer without names.
    code, metres: (n,) of the places."""

    def __init__(self, text: np.ndarray, codes: list[np.ndarray | None], places: int):
        self.text, self.codes = text, codes
        self.code, self.metres = np.full(places, len(text)), np.full(places, np.inf)

    @classmethod
    def of(cls, names: Sequence[Sequence | None], places: int) -> "_Named | None":
        """None if no layer has names."""
        if all(some is None for some in names):
            return None
        plain = [None if some is None else plain_names(some) for some in names]
        text = np.unique(np.concatenate([some for some in plain if some is not None]))
        text = text[text != ""]
        codes = [None if some is None else _codes(some, text) for some in plain]
        return cls(text, codes, places)

    def take(self, place: np.ndarray, code: np.ndarray, distance: np.ndarray, reach: float) -> None:
        """Takes features within reach of places: (p,) pairs, the code of the feature and its distance in metres. Of
        equally near ones the first by name counts."""
        inside = (code >= 0) & (distance < reach)
        place, code, distance = place[inside], code[inside], distance[inside]
        before = self.metres[place]
        np.minimum.at(self.metres, place, distance)
        self.code[place[self.metres[place] < before]] = len(self.text)
        nearest = distance == self.metres[place]
        np.minimum.at(self.code, place[nearest], code[nearest])

    @property
    def nearest(self) -> Nearest:
        """Of all places, from the features taken."""
        name = np.array([*self.text, None], dtype=object)[self.code]
        return Nearest(name, np.where(np.isinf(self.metres), np.nan, self.metres))


def _codes(names: np.ndarray, text: np.ndarray) -> np.ndarray:
    """(f,) the index of each name in `text`, -1 for an empty one."""
    return np.where(names == "", -1, np.searchsorted(text, names))
