"""Demand: how important each place is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..progress import Progress, quiet
from ..tables import GeoTable, geometries_of

CHUNK = 50_000  # places processed at once


@dataclass(frozen=True)
class Demand:
    """Demand of n places, and the contributions of k layers.

    total: (n,); share: (k, n) the contribution of each layer to the total; near: (k, n) the number of its features
    within range; names: (k,) of the layers.
    """

    total: np.ndarray
    share: np.ndarray
    near: np.ndarray
    names: tuple[str, ...] = ()

    def subset(self, start: int, end: int) -> "Demand":
        """The demand of the places start:end."""
        return Demand(self.total[start:end], self.share[:, start:end], self.near[:, start:end], self.names)


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
) -> Demand:
    """Demand = base + sum over layers of weight x sum over features of K(distance / reach).

    K is the biweight kernel: K(x) = (1 - x^2)^2 for x < 1, else 0.
    targets: (n,) geometries from which distances are measured (a cell's centre, or the place itself); layers: (k,) of
    the features that make places matter. Each is a GeoDataFrame, a GeoSeries or a sequence of shapely geometries, all
    in the same metric CRS. names, weights: (k,) of the layers; reach: metres; base: (n,) or one number.
    """
    targets = geometries_of(targets)
    share = np.zeros((len(layers), len(targets)))
    near = np.zeros((len(layers), len(targets)), np.int64)
    for k, features in enumerate(map(geometries_of, layers)):
        tree = shapely.STRtree(features)
        for start in range(0, len(targets), CHUNK):
            some = targets[start : start + CHUNK]
            target, feature = tree.query(some, predicate="dwithin", distance=reach)
            x = shapely.distance(some[target], features[feature]) / reach
            kernel = np.where(x < 1, (1 - x**2) ** 2, 0.0)
            share[k, start : start + len(some)] = weights[k] * np.bincount(target, kernel, minlength=len(some))
            near[k, start : start + len(some)] = np.bincount(target, minlength=len(some))
            progress((k + min((start + CHUNK) / len(targets), 1.0)) / len(layers))
    return Demand(base + share.sum(axis=0), share, near, tuple(names))
