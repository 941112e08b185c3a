"""How long each flight is over each neighbourhood: in transit or at its stops, and how long its camera shows homes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_matrix

from ..exposure.legs import ARC, Legs
from ..exposure.stays import Stays, in_view, over
from ..geometry import buffer, intersection
from ..progress import Progress, part, quiet

BLOCK = 2000
"""Legs that are measured at once; a cancelled run stops after them."""
POINTS = 64
"""Points in a neighbourhood, about, of which the one that is shown longest is found."""
MOST_POINTS = 20_000
FEWEST_POINTS = 16
SIDES = ("across", "along")
"""Of a View."""
TRIED = 50
"""Points that are tried in the box around a neighbourhood, for each that is wanted in it, at most."""
PLASTIC = 1.32471795724474602596
"""The plastic number: the real root of x^3 = x + 1."""


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
    homes = _shown(legs, areas, count, part(progress, 0.6, 0.8))
    points, area = points_in(areas)
    shown = _matrix(legs, points, in_view, count, part(progress, 0.8, 1))
    longest = np.zeros(len(areas))
    np.maximum.at(longest, area, np.asarray(shown.sum(axis=0)).ravel())
    seconds = np.bincount(legs.route, legs.seconds, count)
    return Overflights(stop, transit, view, homes, longest, seconds, unexplained, np.asarray(unit))


def points_in(areas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(m,) points that lie evenly in (n,) polygons, and (m,) the index of the polygon of each; at least one in each.

    They follow the additive recurrence with the plastic number (Roberts 2018, extremelearning.com.au), not a lattice:
    flights and streets run along the lines of a lattice, or between them.
    """
    number = int(np.clip(MOST_POINTS / max(len(areas), 1), FEWEST_POINTS, POINTS))
    points, of = [], []
    for index, area in enumerate(areas):
        x0, y0, x1, y1 = shapely.bounds(area)
        share = shapely.area(area) / max((x1 - x0) * (y1 - y0), 1e-300)
        tried = np.arange(1, int(min(number / max(share, 1e-9), TRIED * number)) + 1)
        x, y = (0.5 + tried[:, None] * np.array([PLASTIC**-1, PLASTIC**-2])).T % 1
        some = shapely.points(x0 + x * (x1 - x0), y0 + y * (y1 - y0))
        shapely.prepare(area)
        some = some[shapely.contains_properly(area, some)]
        some = some if len(some) else np.array([shapely.point_on_surface(area)])
        points.append(some)
        of.append(np.full(len(some), index))
    none = np.zeros(0, object)
    return np.concatenate([none, *points]), np.concatenate([np.zeros(0, int), *of])


def _shown(legs: Legs, areas: np.ndarray, flights: int, progress: Progress) -> csr_matrix:
    """(flights, n) s that the image shows a point of each area, on average over the area.

    While a leg is flown, its image shows ground for its own size times the time of the leg, in m2 s. These are divided
    among the areas as the strip is that the middle of the image sweeps, as wide as the image.
    """
    across, along = (np.array([getattr(view, name) for view in legs.views], float)[legs.route] for name in SIDES)
    circles = legs.still | ~(across * along > 0)
    image = np.where(circles, np.pi * legs.radius() ** 2, across * along)
    half = np.where(circles, legs.radius(), across / 2)
    tree, size = shapely.STRtree(areas), shapely.area(areas)
    rows, columns, amounts = [np.zeros(0, int)], [np.zeros(0, int)], [np.zeros(0)]
    first = 0
    for some in legs.blocks(BLOCK):
        strip = _strips(some, half[first : first + len(some)])
        leg, area = tree.query(strip, predicate="intersects")
        common = shapely.area(intersection(strip[leg], areas[area]))
        shown = image[first + leg] * some.seconds[leg] * common / np.maximum(shapely.area(strip)[leg], 1e-300)
        rows.append(some.route[leg])
        columns.append(area)
        amounts.append(shown / size[area])
        first += len(some)
        progress(min(1.0, first / len(legs)))
    indices = (np.concatenate(rows), np.concatenate(columns))
    found = csr_matrix((np.concatenate(amounts), indices), (flights, len(areas)))
    found.eliminate_zeros()
    return found


def _strips(legs: Legs, half: np.ndarray) -> np.ndarray:
    """(legs,) what lies within `half` m beside the way of the middle of the image; a circle where the drone stands."""
    length = np.maximum(legs.length, 1e-12)
    shift = (legs.end - legs.start) / length[:, None] * np.where(legs.still, 0.0, legs.ahead())[:, None]
    shapes = legs.shapes()
    moved = shapely.linestrings(np.stack((legs.start + shift, legs.end + shift), axis=1))
    return np.where(legs.still, buffer(shapes, half, quad_segs=ARC), buffer(moved, half, cap_style="flat"))


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
