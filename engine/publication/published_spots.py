"""Blind spots as they may be published: in coarse blocks, with figures only where there is enough evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from ..places.grid import Grid, Lattice, grid_over
from ..tables import geometries_of, geopandas
from .differencing import EarlierLayer
from .evidence_counts import Evidence
from .published_places import EARLIER, PUBLISHED, TOO_FEW, WITHHELD
from .rounding import rounded_share
from .rules import PublicationRules

SPOT_BLOCK = 200.0
"""Metres, the side of the blocks where `finest` is 0: four usual cells, so that the outline of a spot does not show a
single walk past it."""


@dataclass(frozen=True)
class SpotBlocks:
    """Spots in blocks of a grid. spot: (b,) the spot of each block; every spot has a block at least."""

    grid: Grid
    spot: np.ndarray

    @classmethod
    def of(cls, spots: np.ndarray, rules: PublicationRules) -> "SpotBlocks":
        """The blocks of which spots cover at least a half, for the one that covers the most; and for spots without one,
        the block of which it covers the most. spots: (s,) shapes in metres."""
        side = rules.finest or SPOT_BLOCK
        areas = np.array([shape if shape.area > 0 else shape.buffer(side / 4) for shape in spots], object)
        grid = grid_over(shapely.buffer(areas, side), Lattice(side))
        blocks = grid.polygons()
        block, spot = shapely.STRtree(areas).query(blocks, predicate="intersects")
        size = shapely.area(shapely.intersection(blocks[block], areas[spot]))
        order = np.lexsort((spot, -size))
        block, spot, size = block[order], spot[order], size[order]
        own = np.full(len(grid), -1, np.int64)
        _, best = np.unique(block, return_index=True)
        whole = best[size[best] >= side * side / 2]
        own[block[whole]] = spot[whole]
        for missing in np.setdiff1d(np.arange(len(spots)), own).tolist():
            free = block[(spot == missing) & (own[block] < 0)]
            if len(free):
                own[free[0]] = missing
        kept = np.flatnonzero(own >= 0)
        return cls(Grid(grid.lattice, grid.column[kept], grid.row[kept]), own[kept])


@dataclass(frozen=True)
class PublishedSpots:
    """layer: the spots as they may be published; reason: of each spot that has a block, PUBLISHED, or why its figures
    are withheld (TOO_FEW or EARLIER), for the log alone."""

    layer: geopandas.GeoDataFrame
    reason: np.ndarray


def publish_spots(
    spots: geopandas.GeoDataFrame,
    blocks: SpotBlocks,
    evidence: Evidence,
    rules: PublicationRules,
    *,
    days: tuple[int, int] | None = None,
    earlier: Sequence[EarlierLayer] = (),
    follows_fixes: bool = False,
) -> PublishedSpots:
    """Blind spots as they may be published, in their order: spot_id, status, blocks, block_m, gap and priority.

    spots: with gap and priority, in a metric CRS. blocks, evidence: of the same spots. The figures of a spot are
    published only if there is enough evidence in it. Its rank is not: it would order figures that are withheld. A spot
    so near to others that no block is left for it is left out.

    follows_fixes: whether the spots are of a grid whose outline follows the fixes. Then spots without figures are left
    out, because their places would show where the grid is.

    Figures of spots cannot be compared with those of other layers exactly, since only their blocks are known. So where
    an earlier layer of the same days has a figure, one is published only if it is the same one.
    """
    first, last = days or (evidence.first_day, evidence.last_day)
    found, group = np.unique(blocks.spot, return_inverse=True)
    group = group.reshape(-1)
    counts = evidence.within(first, last).counts(np.arange(len(spots)), len(spots), rules.unit_days)
    enough = counts.passes(rules)[found]
    shapes, order = blocks.grid.polygons(), np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(len(found) + 1))
    outlines = geometries_of([shapely.union_all(shapes[order[a:b]]) for a, b in pairwise(ends)])
    told = np.zeros(len(found), bool)
    for each in earlier:
        if each.first_day <= last and each.last_day >= first:
            told |= _told(outlines, each, (first, last))
    shown = enough & ~told
    gap, priority = (spots[name].to_numpy(float)[found] for name in ("gap", "priority"))
    rounded = np.where(shown, rounded_share(gap, rules.gap_step), np.nan)
    demand = np.divide(priority, gap, out=np.zeros(len(gap)), where=gap > 0)
    columns = {
        "spot_id": np.arange(1, len(found) + 1).astype(str).astype(object),
        "status": np.where(shown, PUBLISHED, WITHHELD).astype(object),
        "blocks": np.bincount(group),
        "block_m": np.full(len(found), blocks.grid.lattice.size),
        "gap": rounded,
        "priority": np.round(rounded * demand, 6),  # of the rounded gap, which it would give away
    }
    table = geopandas.GeoDataFrame(columns, geometry=outlines, crs=spots.crs)
    reason = np.where(shown, PUBLISHED, np.where(enough, EARLIER, TOO_FEW))
    return PublishedSpots(table[shown].reset_index(drop=True) if follows_fixes else table, reason)


def _told(outlines: np.ndarray, earlier: EarlierLayer, days: tuple[int, int]) -> np.ndarray:
    """(s,) which spots share ground with a figure of an earlier layer that is not the same."""
    spot, feature = shapely.STRtree(earlier.shapes).query(outlines, predicate="intersects")
    mine, theirs = outlines[spot], earlier.shapes[feature]
    overlap = earlier.shown[feature] & (shapely.area(shapely.intersection(mine, theirs)) > 1.0)
    same = earlier.same_question and days == (earlier.first_day, earlier.last_day)
    overlap &= ~(same & shapely.equals(mine, theirs))
    found = np.zeros(len(outlines), bool)
    found[spot[overlap]] = True
    return found
