"""The fleet: launch sites and the drones that fly from them."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..tables import geometries_of, geopandas
from ..text import plain_text


@dataclass(frozen=True)
class Fleet:
    """Launch sites and the drones that fly from them."""

    sites: np.ndarray
    """(S, 2)"""
    names: tuple[str, ...]
    """(S,) the names of the sites"""
    home: np.ndarray
    """(D,) index of each drone's launch site, -1 where the solver chooses it; a drone keeps its site all night"""
    sorties: int = 1
    """the most sorties of each drone"""
    swap_time: float = 0.0
    """s on the ground between two sorties of a drone"""
    charge: np.ndarray | None = None
    """(S,) share of a full battery with which every sortie from a site takes off; None: all are full"""

    def missing(self, battery: float) -> np.ndarray:
        """(S,) J that a battery lacks at take-off. battery: J in a full one."""
        return np.zeros(len(self.sites)) if self.charge is None else (1 - self.charge) * battery

    @classmethod
    def from_table(
        cls,
        sites: geopandas.GeoDataFrame,
        drones: int | np.ndarray,
        sorties: int = 1,
        swap_time: float = 0.0,
        charge: np.ndarray | None = None,
    ) -> "Fleet":
        """The fleet of a table of launch sites, points or multipoints in metres; each point is a site.

        Sites are named by the column `name`, or by the index where that is missing or empty. drones: the number of all
        drones, whose sites the solver chooses; or (n,) the number at each row, which start at its first point.
        swap_time: s; charge: (n,) share of a full battery at each row.
        """
        labels = [str(label) for label in sites.index]
        own = sites["name"].tolist() if "name" in sites.columns else [""] * len(sites)
        places, row = shapely.get_coordinates(geometries_of(sites), return_index=True)
        if np.ndim(drones):
            home = np.repeat(np.searchsorted(row, np.arange(len(sites))), np.asarray(drones, np.int64))
        else:
            home = np.full(drones, -1)
        names = [plain_text(name) or label for name, label in zip(own, labels, strict=True)]
        own_charge = None if charge is None else np.asarray(charge, float)[row]
        return cls(places, tuple(names[index] for index in row), home, sorties, swap_time, own_charge)
