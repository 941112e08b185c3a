"""Which part of each place lies in which neighbourhood."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..geometry import intersection, size


@dataclass(frozen=True)
class Overlay:
    """k parts of p places in n neighbourhoods. place, area: (k,) indices; share: (k,) of the place, by its area or
    length, 1 for a point; measure: (k,) the same in m2 or m, 1 for a point."""

    place: np.ndarray
    area: np.ndarray
    share: np.ndarray
    measure: np.ndarray

    @classmethod
    def of(cls, places: np.ndarray, areas: np.ndarray) -> "Overlay":
        """places: (p,) points, lines or polygons; areas: (n,) polygons, in the same metric CRS. A point on the border
        of two neighbourhoods is in the first of them."""
        if not len(places) or not len(areas):
            none = np.zeros(0, int)
            return cls(none, none, np.zeros(0), np.zeros(0))
        place, area = shapely.STRtree(areas).query(places, predicate="intersects")
        order = np.lexsort((area, place))
        place, area = place[order], area[order]
        points = shapely.get_dimensions(places[place]) == 0
        first = np.r_[True, place[1:] != place[:-1]] if len(place) else np.zeros(0, bool)
        kept = ~points | first
        place, area = place[kept], area[kept]
        measure = size(intersection(places[place], areas[area]), places[place])
        measure = np.where(shapely.get_dimensions(places[place]) == 0, 1.0, measure)
        whole = np.where(shapely.get_dimensions(places[place]) == 0, 1.0, size(places[place], places[place]))
        kept = measure > 1e-9 * whole
        return cls(place[kept], area[kept], (measure / np.maximum(whole, 1e-300))[kept], measure[kept])

    def sums(self, amount: np.ndarray, count: int) -> np.ndarray:
        """(count,) the amounts of (p,) places by neighbourhood, each divided by the shares. NaN counts as nothing."""
        return np.bincount(self.area, self.share * np.nan_to_num(amount)[self.place], count)

    def means(self, value: np.ndarray, count: int, weight: np.ndarray | None = None) -> np.ndarray:
        """(count,) the means of (p,) values by neighbourhood, weighted by size, or by the shares of (p,) weights. NaN
        where a neighbourhood has no value."""
        weights = self.measure if weight is None else self.share * np.nan_to_num(weight)[self.place]
        own = np.asarray(value, float)[self.place]
        weights = np.where(np.isfinite(own), weights, 0.0)
        total = np.bincount(self.area, weights, count)
        summed = np.bincount(self.area, weights * np.nan_to_num(own), count)
        return np.divide(summed, total, out=np.full(count, np.nan), where=total > 0)
