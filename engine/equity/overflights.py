"""How long each flight is over each neighbourhood: in transit or at its stops, and how long its camera shows homes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_matrix

from ..exposure.legs import Legs
from ..exposure.stays import Stays, in_view, over
from ..progress import Progress, part, quiet

BLOCK = 2000
"""Legs that are measured at once; a cancelled run stops after them."""
POINTS = 64
"""Points in a neighbourhood, about, at which the time in view is measured."""
MOST_POINTS = 20_000
FEWEST_POINTS = 16


@dataclass(frozen=True)
class Overflights:
    """f flights over n neighbourhoods.

    stop, transit: (f, n) s that a flight is over a neighbourhood, at its stops and on the way; view: (f, n) s that the
    image shows some of it; homes: (f, n) s that the image shows a point in it, on average over points that lie evenly;
    longest: (n,) s that all flights show the point that is shown longest; seconds: (f,) s in the air; unexplained: (f,)
    whether a flight has no recorded reason, None where reasons are not asked for; unit: (f,) index of the unit that the
    flight belongs to, of those that are independent of each other.
    """

    stop: csr_matrix
    transit: csr_matrix
    view: csr_matrix
    homes: csr_matrix
    longest: np.ndarray
    seconds: np.ndarray
    unexplained: np.ndarray | None
    unit: np.ndarray

    @property
    def over(self) -> csr_matrix:
        """(f, n) s over each neighbourhood."""
        return self.stop + self.transit

    @property
    def passing(self) -> csr_matrix:
        """(f, n) s on the way over neighbourhoods in which the flight has no stop."""
        return (self.transit - self.transit.multiply(self.stop > 0)).tocsr()

    @property
    def flights(self) -> np.ndarray:
        """(n,) how many flights pass over each."""
        return np.asarray((self.over > 0).sum(axis=0)).ravel()

    @property
    def units(self) -> int:
        """How many units are independent of each other."""
        return int(self.unit.max(initial=-1)) + 1

    def by_unit(self, matrix: csr_matrix) -> csr_matrix:
        """(u, n) the sums of the flights of each unit."""
        count = len(self.unit)
        return csr_matrix((np.ones(count), (self.unit, np.arange(count))), (self.units, count)) @ matrix


def overflights(
    legs: Legs,
    at_stop: np.ndarray,
    areas: np.ndarray,
    unexplained: np.ndarray | None,
    unit: np.ndarray,
    progress: Progress = quiet,
) -> Overflights:
    """The flights of legs over (n,) polygons. at_stop: (legs,) whether a leg belongs to a stop; unexplained, unit: (f,)
    as in Overflights. Times are exact for straight legs flown at constant speed, as in `exposure`."""
    count = len(unit)
    stop = _matrix(_some(legs, at_stop), areas, over, count, part(progress, 0, 0.1))
    transit = _matrix(_some(legs, ~at_stop), areas, over, count, part(progress, 0.1, 0.3))
    view = _matrix(legs, areas, in_view, count, part(progress, 0.3, 0.6))
    points, area = points_in(areas)
    shown = _matrix(legs, points, in_view, count, part(progress, 0.6, 1))
    each = np.bincount(area, minlength=len(areas))
    mean = csr_matrix((1 / each[area], (np.arange(len(area)), area)), (len(area), len(areas)))
    longest = np.zeros(len(areas))
    np.maximum.at(longest, area, np.asarray(shown.sum(axis=0)).ravel())
    seconds = np.bincount(legs.route, legs.seconds, count)
    return Overflights(stop, transit, view, (shown @ mean).tocsr(), longest, seconds, unexplained, np.asarray(unit))


def points_in(areas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(m,) points that lie evenly in (n,) polygons, and (m,) the index of the polygon of each; at least one in each."""
    number = int(np.clip(MOST_POINTS / max(len(areas), 1), FEWEST_POINTS, POINTS))
    points, of = [], []
    for index, area in enumerate(areas):
        step = float(np.sqrt(shapely.area(area) / number))
        x0, y0, x1, y1 = shapely.bounds(area)
        columns, rows = (np.arange(low + step / 2, high, step)[: 50 * number] for low, high in ((x0, x1), (y0, y1)))
        x, y = (axis.ravel() for axis in np.meshgrid(columns, rows))
        grid = shapely.points(x, y)
        shapely.prepare(area)
        grid = grid[shapely.contains_properly(area, grid)]
        grid = grid if len(grid) else np.array([shapely.point_on_surface(area)])
        points.append(grid)
        of.append(np.full(len(grid), index))
    none = np.zeros(0, object)
    return np.concatenate([none, *points]), np.concatenate([np.zeros(0, int), *of])


def slow(legs: Legs, speed: float) -> np.ndarray:
    """(legs,) whether a drone stops: slower than `speed` m/s over ground, without the climb at its first place and the
    descent at its last one."""
    still = legs.length < speed * legs.seconds
    for own in _of_routes(legs, int(legs.route.max(initial=-1)) + 1):
        moving = own[~still[own]]
        if len(moving):
            still[own[(own < moving[0]) | (own > moving[-1])]] = False
    return still


def within(legs: Legs, windows: list[np.ndarray]) -> np.ndarray:
    """(legs,) whether the middle of a leg lies in a window of its route. windows: of each route (w, 2) s."""
    middle = legs.begin + legs.seconds / 2
    found = np.zeros(len(legs), bool)
    for own, times in zip(_of_routes(legs, len(windows)), windows, strict=True):
        if len(times) and len(own):
            found[own] = ((middle[own, None] >= times[:, 0]) & (middle[own, None] <= times[:, 1])).any(axis=1)
    return found


def _of_routes(legs: Legs, count: int) -> list[np.ndarray]:
    """The indices of the legs of each of `count` routes."""
    order = np.argsort(legs.route, kind="stable")
    return np.split(order, np.searchsorted(legs.route[order], np.arange(1, count)))


def _some(legs: Legs, which: np.ndarray) -> Legs:
    return Legs(
        *(getattr(legs, name)[which] for name in ("start", "end", "begin", "seconds", "route")), views=legs.views
    )


def _matrix(
    legs: Legs, places: np.ndarray, measure: Callable[[Legs, np.ndarray], Stays], flights: int, progress: Progress
) -> csr_matrix:
    """(flights, places) s."""
    found = []
    for number, some in enumerate(legs.blocks(BLOCK), 1):
        found.append(measure(some, places))
        progress(min(1.0, number * BLOCK / len(legs)))
    stays = Stays.joined(found).merged()
    made = csr_matrix((stays.seconds, (stays.route, stays.place)), (flights, len(places)))
    made.eliminate_zeros()
    return made
