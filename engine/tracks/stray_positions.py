"""Finds fixes whose positions are no measurements: (0, 0) of a receiver without a fix, a wrong sign, exchanged
coordinates, degrees among metres and metres among degrees.

Everything is judged on a coarse raster of the coordinates (1 degree, or 100 km), and only against the other fixes: a
position is an error only if no other fixes lie near it. Data that are all mirrored look like sound ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from ..crs.coordinate_units import MOST_DEGREES, MOST_METRES
from ..language import tr

SIZE = 360  # cells of the raster in each direction
ORIGIN = SIZE // 2  # the row and column of the cell that begins at 0
METRES_IN_CELL = 1e5
EXACT = 1e-8  # cells; a coordinate this close to 0 is 0
AT_ORIGIN = 1e-3  # degrees; some receivers scatter around (0, 0) while they have no position
NEAR = slice(ORIGIN - 2, ORIGIN + 2)  # rows or columns within two cells of 0
NEAR_SHARE = 0.01  # of the other fixes; if so many lie near, the position is plausible
CHUNK = 50_000  # fixes processed at once: few enough for the processor's cache
SMALL_AREA = 2.0  # cells; fixes that all lie within these cannot be far from each other
FINE = 10  # parts of a cell, in which a mirrored position has to meet another fix
MIRRORED_SHARE = 0.9  # of the fixes of a separate area, for it to be a mirror image
FEW = 0.1  # of the fixes at the mirror image; where there are MANY_AREAS, two may be mirror images by chance
MANY_AREAS = 20
LEAST_METRES = 1000.0

NULL_ISLAND = tr("at (0, 0), far from all others")
ONE_ZERO = tr("one coordinate is exactly 0, far from all others")
WRONG_SIGN_X = tr("mirror image of the others: wrong sign of x or longitude")
WRONG_SIGN_Y = tr("mirror image of the others: wrong sign of y or latitude")
WRONG_SIGNS = tr("mirror image of the others: wrong signs of both coordinates")
EXCHANGED = tr("mirror image of the others: x and y (longitude and latitude) exchanged")
IN_DEGREES = tr("degrees in a CRS in metres")
IN_METRES = tr("metres in a CRS in degrees")

MIRRORS: tuple[tuple[str, Callable], ...] = (
    (WRONG_SIGN_X, lambda x, y: (-x, y)),
    (WRONG_SIGN_Y, lambda x, y: (x, -y)),
    (EXCHANGED, lambda x, y: (y, x)),
    (WRONG_SIGNS, lambda x, y: (-x, -y)),
)


@dataclass(frozen=True)
class StrayPositions:
    """Stray fixes. faults: {reason: (m,) rising indices of the rejected fixes}; undecided: {reason: (m,) indices of
    fixes that are kept, because as many lie at their mirror image}."""

    faults: dict[str, np.ndarray]
    undecided: dict[str, np.ndarray]


def stray_positions(
    x: np.ndarray, y: np.ndarray, units_per_metre: float | None, null_island: tuple[float, float] | None = None
) -> StrayPositions:
    """The fixes whose positions are errors by comparison with the others.

    x, y: (n,) finite coordinates. units_per_metre: of a projected CRS; None where they are degrees. null_island: where
    longitude and latitude 0 lie in a projected CRS, None if not in it. The result does not depend on the order of the
    fixes.
    """
    if not len(x):
        return StrayPositions({}, {})
    degrees = units_per_metre is None
    cell = 1.0 if degrees else METRES_IN_CELL * units_per_metre
    bounds = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    if null_island and not _is_within(null_island, *bounds, units_per_metre or 1.0):
        null_island = None
    if null_island is None and _cannot_stray(*bounds, cell, degrees):
        return StrayPositions({}, {})
    return _Judge(x, y, cell, degrees, null_island).result()


def _is_within(place: tuple[float, float], west: float, south: float, east: float, north: float, slack: float) -> bool:
    return west - slack <= place[0] <= east + slack and south - slack <= place[1] <= north + slack


def _cannot_stray(west: float, south: float, east: float, north: float, cell: float, degrees: bool) -> bool:
    """Whether no position within these bounds can be an error by comparison with another: they are small, or hold
    neither a coordinate of 0 nor two positions that are mirror images."""
    if degrees and (max(-south, north) > 90 or max(-west, east) > 360):
        return False
    if max(-west, east, -south, north) <= EXACT * cell:  # all at (0, 0)
        return False
    if max(east - west, north - south) <= SMALL_AREA * cell:
        return True
    one_side = (west > cell or east < -cell) and (south > cell or north < -cell)
    return one_side and (west > north + cell or south > east + cell)


class _Judge:
    """The steps of stray_positions: fixes found by one step are left out of the raster of the next."""

    def __init__(self, x: np.ndarray, y: np.ndarray, cell: float, degrees: bool, null_island=None):
        self.x, self.y, self.cell, self.degrees, self.null_island = x, y, cell, degrees, null_island
        self.faults: dict[str, np.ndarray] = {}
        self.undecided: dict[str, np.ndarray] = {}
        limits = (360.0, 90.0) if degrees else (ORIGIN * cell, ORIGIN * cell)
        self.outside = np.flatnonzero((np.abs(x) > limits[0]) | (np.abs(y) > limits[1]))  # of what a CRS can hold
        self.code = self._codes(x, y)
        counts = np.bincount(self.code, minlength=SIZE * SIZE)
        counts -= np.bincount(self.code[self.outside], minlength=SIZE * SIZE)
        self.counts = counts.reshape(SIZE, SIZE)  # of usable fixes by row and column

    def result(self) -> StrayPositions:
        self._at_null_island()
        self._zeros()
        if not self.degrees:
            self._degrees_among_metres()
        self._mirrored()
        if self.degrees:
            self._outside_of_degrees()
        faults = {reason: np.sort(index) for reason, index in self.faults.items() if len(index)}
        return StrayPositions(faults, self.undecided)

    def _codes(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """(n,) cells of the raster, row by row. Longitudes are cyclic; what lies beyond is in the outermost cells."""
        code = np.empty(len(x), np.int32)
        for start in range(0, len(x), CHUNK):
            part = slice(start, start + CHUNK)
            column, row = (np.floor(values[part] * (1 / self.cell)) for values in (x, y))
            limit = SIZE if self.degrees else ORIGIN
            column = np.clip(column, -limit, limit - 1, out=column).astype(np.int32) + ORIGIN
            if self.degrees:
                column %= SIZE
            row = np.clip(row, -ORIGIN, ORIGIN - 1, out=row).astype(np.int32) + ORIGIN
            code[part] = row * SIZE + column
        return code

    def _reject(self, reason: str, index: np.ndarray) -> None:
        self.faults[reason] = np.concatenate([self.faults.get(reason, np.zeros(0, np.int64)), index])
        self._remove(index)

    def _remove(self, index: np.ndarray) -> None:
        self.counts -= np.bincount(self.code[index], minlength=SIZE * SIZE).reshape(SIZE, SIZE)

    def _restore(self, index: np.ndarray) -> None:
        self.counts += np.bincount(self.code[index], minlength=SIZE * SIZE).reshape(SIZE, SIZE)

    def _among(self, rows: slice, columns: slice) -> np.ndarray:
        """The fixes in a part of the raster."""
        if not self.counts[rows, columns].any():
            return np.zeros(0, np.int64)
        inside = np.zeros((SIZE, SIZE), bool)
        inside[rows, columns] = True
        return np.flatnonzero(inside.ravel()[self.code])

    def _at_null_island(self) -> None:
        """Longitude and latitude 0, transformed to the projected CRS, unless others lie near."""
        if self.null_island is None:
            return
        limit = self.cell / METRES_IN_CELL  # a metre
        away_x, away_y = np.abs(self.x - self.null_island[0]), np.abs(self.y - self.null_island[1])
        there = np.flatnonzero((away_x <= limit) & (away_y <= limit))
        near = np.count_nonzero((away_x <= 2 * self.cell) & (away_y <= 2 * self.cell)) - len(there)
        if len(there) and near <= NEAR_SHARE * (len(self.x) - len(there)) and len(there) < len(self.x):
            self._reject(NULL_ISLAND, there)

    def _zeros(self) -> None:
        """(0, 0), and one coordinate of 0, unless others lie near."""
        limit = EXACT * self.cell
        both = self._among(NEAR, NEAR)
        origin = AT_ORIGIN if self.degrees else limit  # degrees among metres also lie near the origin
        both = both[(np.abs(self.x[both]) <= origin) & (np.abs(self.y[both]) <= origin)]
        on_x, on_y = (self._among(*part) for part in ((slice(None), NEAR), (NEAR, slice(None))))
        on_x = on_x[np.abs(self.x[on_x]) <= limit]
        on_y = on_y[np.abs(self.y[on_y]) <= limit]
        single = np.setdiff1d(np.union1d(on_x, on_y), both)
        gone = self.faults.get(NULL_ISLAND, np.zeros(0, np.int64))
        single, both = np.setdiff1d(single, np.concatenate([self.outside, gone])), np.setdiff1d(both, gone)
        self._remove(both)
        self._remove(single)
        others = self.counts.sum()
        on_x, on_y = np.intersect1d(single, on_x), np.intersect1d(single, on_y)
        for index, rows, columns in ((on_x, slice(None), NEAR), (on_y, NEAR, slice(None))):
            few = self.counts[rows, columns].sum() <= NEAR_SHARE * others and len(index) <= others
            self._restore(index)
            if few and len(index):
                self._reject(ONE_ZERO, index)
        plausible = self.counts[NEAR, NEAR].sum() > NEAR_SHARE * others
        self._restore(both)
        if len(both) and not plausible:
            self._reject(NULL_ISLAND, both)

    def _degrees_among_metres(self) -> None:
        """Coordinates that can be degrees, unless others lie near."""
        near = self._among(NEAR, NEAR)
        near = near[(np.abs(self.x[near]) <= MOST_DEGREES[0]) & (np.abs(self.y[near]) <= MOST_DEGREES[1])]
        near = np.setdiff1d(near, np.concatenate([np.zeros(0, np.int64), *self.faults.values()]))
        others = self.counts.sum() - len(near)
        if len(near) and self.counts[NEAR, NEAR].sum() - len(near) <= NEAR_SHARE * others and others:
            self._reject(IN_DEGREES, near)

    def _mirrored(self) -> None:
        """Separate areas whose mirror image lies among more of the others."""
        area = _areas(self.counts > 0, self.degrees)
        size = np.bincount(area.ravel(), self.counts.ravel()).astype(np.int64)
        if len(size) < 3:  # 0 is the background
            return
        row, column = np.nonzero(self.counts)
        for reason, mirror in MIRRORS:
            x, y = mirror((column - ORIGIN + 0.5) * self.cell, (row - ORIGIN + 0.5) * self.cell)
            image = self._codes(x, y)
            there = _largest_near(area, size)[image // SIZE, image % SIZE]
            own = area[row, column]
            meets = np.where((there > 0) & (there != own) & (size[there] >= size[own]), there, 0)
            hits = np.bincount(own[meets > 0], self.counts[row, column][meets > 0], len(size))
            for a in np.flatnonzero((hits >= MIRRORED_SHARE * size) & (size > 0)).tolist():
                self._try(reason, mirror, area, size, a, np.unique(meets[(own == a) & (meets > 0)]))

    def _try(self, reason: str, mirror: Callable, area: np.ndarray, size: np.ndarray, own: int, there) -> None:
        """Rejects an area if its mirror image falls on the fixes of the areas `there`, and not only near them."""
        usable = np.ones(len(self.x), bool)
        usable[np.concatenate([self.outside, *self.faults.values()]).astype(np.int64)] = False
        of_fix = np.where(usable, area.ravel()[self.code], 0)
        index, others = np.flatnonzero(of_fix == own), np.flatnonzero(np.isin(of_fix, there))
        if not len(index) or not len(others):
            return
        index = index[self._meet(mirror(self.x[index], self.y[index]), (self.x[others], self.y[others]))]
        if len(index) < MIRRORED_SHARE * size[own]:
            return
        limit = FEW * len(others) if len(size) - 1 > MANY_AREAS else len(others) - 1
        if size[own] <= limit:
            self._reject(reason, index)
            size[own] = 0
        elif size[own] == len(others):
            self.undecided[reason] = np.union1d(self.undecided.get(reason, np.zeros(0, np.int64)), index)

    def _meet(self, image: tuple, others: tuple) -> np.ndarray:
        """(n,) whether a fix of `others` lies in the same fine cell as a mirrored position, or in one beside it."""
        step, wide = self.cell / FINE, 2**24
        rows, columns = (np.floor(values / step).astype(np.int64) for values in (others[1], others[0]))
        occupied = np.unique(rows * wide + columns)
        row, column = (np.floor(values / step).astype(np.int64) for values in (image[1], image[0]))
        found = np.zeros(len(row), bool)
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                found |= np.isin((row + down) * wide + column + right, occupied)
        return found

    def _outside_of_degrees(self) -> None:
        """Exchanged coordinates and metres among values that cannot be degrees. The others stay without a reason."""
        i = self.outside
        x, y = np.abs(self.x[i]), np.abs(self.y[i])
        largest = np.maximum(x, y)
        metres = i[(largest >= LEAST_METRES) & (largest <= MOST_METRES)]
        if len(metres):
            self.faults[IN_METRES] = metres
        swapped = i[(x <= 90) & (y <= 360)]
        if len(swapped):
            left = np.ones(len(self.x), bool)
            left[np.concatenate([self.outside, *self.faults.values()]).astype(np.int64)] = False
            image = self.y[swapped], self.x[swapped]
            # without any sound fix to compare with, the values alone say it
            meet = self._meet(image, (self.x[left], self.y[left])) if left.any() else np.ones(len(swapped), bool)
            found = swapped[meet]
            self.faults[EXCHANGED] = np.concatenate([self.faults.get(EXCHANGED, np.zeros(0, np.int64)), found])


def _areas(occupied: np.ndarray, cyclic: bool) -> np.ndarray:
    """The number of the separate area of each occupied cell, 0 for the others. Cells with fewer than two empty ones
    between them belong together; so do those on both sides of the antimeridian."""
    shift = 0
    if cyclic:
        shift = int(np.argmin(ndimage.maximum_filter1d(occupied.any(axis=0), 5, mode="wrap")))
    rolled = np.roll(occupied, -shift, axis=1)
    grown = ndimage.binary_dilation(rolled, np.ones((3, 3), bool))
    label = np.where(rolled, ndimage.label(grown, np.ones((3, 3)))[0], 0)
    return np.roll(label, shift, axis=1)


def _largest_near(area: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The largest area in each cell or in one beside it."""
    rank = np.argsort(np.argsort(np.where(np.arange(len(size)) > 0, size, -1), kind="stable"), kind="stable")
    best = ndimage.maximum_filter(rank[area], 3, mode="nearest")
    return np.argsort(rank)[best]
