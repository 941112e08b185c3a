"""A cache of coverage paths, for spots that stay the same from one night's plan to the next."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from ..progress import Progress, quiet
from ..sweep.corridor import corridor_paths
from ..sweep.sweep import Thoroughness, sweep_paths

MAX_CACHED = 4096


@dataclass(frozen=True)
class SweepCache:
    """The ways to sweep polygons and corridors, by geometry, widths and thoroughness. Emptied when it holds
    MAX_CACHED."""

    kept: dict[tuple, tuple[np.ndarray, ...]] = field(default_factory=dict)

    def ways(
        self,
        shape: shapely.Geometry,
        swath: float,
        corridor: float | None,
        thoroughness: Thoroughness,
        progress: Progress = quiet,
    ) -> tuple[np.ndarray, ...]:
        """(k, 2) vertices of each way to sweep a polygon, or the corridor along a line; the shortest first. Widths in
        metres."""
        key = (shapely.to_wkb(shape), swath, corridor, thoroughness)
        if key not in self.kept:
            if len(self.kept) >= MAX_CACHED:
                self.kept.clear()
            if shape.geom_type == "LineString":
                ways = corridor_paths(shape, corridor, swath, progress)
            else:
                ways = sweep_paths(shape, swath, progress, thoroughness)
            self.kept[key] = tuple(ways)
        return self.kept[key]
