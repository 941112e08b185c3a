"""Partition of areas that are too large into compact, connected parts of similar size.

Many touching pieces (cells of a grid) are bisected recursively. Each cut follows the straight line that gives the most
compact halves and the shortest border between them. Then pairs of neighbouring parts are merged and cut again where
that makes them more compact (the recombination step of redistricting: DeFord, Duchin, Solomon 2021, Harvard Data
Science Review 3(1)). A single polygon is first cut into pieces across its longer axis.
"""

import heapq
from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..progress import Progress, part, quiet
from .adjacency import components

MAX_PARTS = 100_000
"""Number of parts of one polygon above which MAX_AREA must be a mistake."""
_SAME_AREA = 1 + 1e-9
_COMPACT_ENOUGH = 1.15
"""Second moment of area divided by that of a disc (a square: 1.05, a 3:2 rectangle: 1.13) up to which a part is left as
it is."""
_ROUNDS = 4
"""Rounds of recombination."""
_MOST_RECUTS = 3_000
"""The most pairs of parts that are cut again, the least compact first. More would take too long for what they gain."""
_LEAST_GAIN = 0.01
"""The least reduction in cost for which a pair is cut again."""
_AREA_ERROR = 0.05
"""Share of a region's area by which a cut may miss its target area before another cut is tried."""
_LARGE_REGION = 5_000
"""Number of pieces in a region above which fewer directions are tried, because its cuts are far from the final
parts."""


@dataclass(frozen=True)
class Pieces:
    """Touching pieces: area (n,) m2, centre (n, 2) metres; pairs first, second (m,) that share length (m,) metres."""

    area: np.ndarray
    centre: np.ndarray
    first: np.ndarray
    second: np.ndarray
    length: np.ndarray


@dataclass(frozen=True)
class _Region:
    """Some of the pieces (indices, ascending), and the pairs (indices) among them."""

    nodes: np.ndarray
    pairs: np.ndarray


def compact_parts(pieces: Pieces, max_area: float, progress: Progress = quiet) -> np.ndarray:
    """Label (n,) of the part each piece belongs to: parts are connected and of at most `max_area` m2.

    A piece larger than that is a part on its own. The area of a part is the sum of those of its pieces.
    """
    partition = _Partition(pieces, max_area)
    parts = _bisected(partition, part(progress, 0, 0.6))
    label = _recombined(partition, parts, part(progress, 0.6, 0.95))
    label = _small_parts_joined(pieces, label, max_area)
    progress(1.0)
    return label


def cut_polygon(polygon: shapely.Polygon, max_area: float, progress: Progress = quiet) -> list[shapely.Polygon]:
    """`polygon` cut recursively across its longer axis into pieces of at most `max_area` m2.

    Where an arm of the polygon is cut off, small pieces arise; compact_parts joins them to their neighbours.
    Raises UserError if there would be more than MAX_PARTS pieces.
    """
    whole, done, parts, todo = polygon.area, 0.0, [], [polygon]
    if whole > max_area * MAX_PARTS:
        raise UserError(
            tr(
                "MAX_AREA is {max_area:,.10g} m2, but a single place covers {whole:,.0f} m2 and would be cut into more "
                "than {max_parts:,} parts. Raise MAX_AREA, or set it to 0 so that nothing is cut.",
                max_area=max_area,
                whole=whole,
                max_parts=MAX_PARTS,
            )
        )
    while todo:
        progress(min(done / whole, 1.0))
        piece = todo.pop()
        if piece.area <= max_area * _SAME_AREA:
            parts.append(piece)
            done += piece.area
        else:
            todo.extend(_cut_across(piece, max_area))
    return parts


class _Partition:
    """The pieces, with the arrays that every cut needs."""

    def __init__(self, pieces: Pieces, max_area: float):
        self.pieces = pieces
        self.max_area = max_area
        self.xy = pieces.centre - pieces.centre.mean(axis=0)
        # Sums of these columns over a set of pieces give its area, centre and second moment. Pieces count as squares.
        second = (self.xy**2).sum(axis=1) + pieces.area / 6
        self.moments = pieces.area[:, None] * np.column_stack([np.ones(len(self.xy)), self.xy, second])
        self.local = np.full(len(self.xy), -1)
        ends = np.concatenate([pieces.first, pieces.second])
        self.incident = np.argsort(ends, kind="stable") % max(len(pieces.first), 1)
        self.incident_from = np.searchsorted(np.sort(ends), np.arange(len(self.xy) + 1))

    def region(self, nodes: np.ndarray) -> _Region:
        """The region of `nodes`, with the pairs among them."""
        nodes = np.sort(nodes)
        start = self.incident_from[nodes]
        count = self.incident_from[nodes + 1] - start
        where = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
        pairs = self.incident[where]
        self.local[nodes] = np.arange(len(nodes))
        inside = (self.local[self.pieces.first[pairs]] >= 0) & (self.local[self.pieces.second[pairs]] >= 0)
        self.local[nodes] = -1
        return _Region(nodes, np.unique(pairs[inside]))

    def area(self, nodes: np.ndarray) -> float:
        return self.pieces.area[nodes].sum()

    def fits(self, nodes: np.ndarray) -> bool:
        return len(nodes) == 1 or self.area(nodes) <= self.max_area * _SAME_AREA

    def parts_needed(self, nodes: np.ndarray) -> int:
        """Number of parts that `nodes` are to be cut into, with room for parts that pieces can't fill exactly."""
        area = self.pieces.area[nodes]
        room = max(self.max_area - 2 * area.mean(), self.max_area / 2)
        return max(2, int(np.ceil(area.sum() / room)))

    def ends(self, region: _Region) -> tuple[np.ndarray, np.ndarray]:
        """Both ends of the region's pairs, as positions in region.nodes."""
        self.local[region.nodes] = np.arange(len(region.nodes))
        ends = self.local[self.pieces.first[region.pairs]], self.local[self.pieces.second[region.pairs]]
        self.local[region.nodes] = -1
        return ends

    def components_after_cut(self, region: _Region, side: np.ndarray) -> list[_Region]:
        """The connected components of a region that is cut between the two values of `side` (n,)."""
        first, second = self.ends(region)
        uncut = side[first] == side[second]
        label = components(len(region.nodes), first[uncut], second[uncut])
        sizes = np.bincount(label)
        nodes = np.split(region.nodes[np.argsort(label, kind="stable")], np.cumsum(sizes)[:-1])
        pairs, owner = region.pairs[uncut], label[first[uncut]]
        owned = np.cumsum(np.bincount(owner, minlength=len(sizes)))[:-1]
        pairs = np.split(pairs[np.argsort(owner, kind="stable")], owned)
        return [_Region(*both) for both in zip(nodes, pairs, strict=True)]

    def cut_cost(self, side: np.ndarray, region: _Region) -> np.ndarray:
        """The cost (c,) of each of the cuts `side` (n, c) bool of a region: the length of the cut, in units of the
        square root of the area, plus the mean spread of the halves, which is 1 for two discs."""
        moments = self.moments[region.nodes]
        first, second = self.ends(region)
        area = moments[:, 0].sum()
        cut = self.pieces.length[region.pairs] @ (side[first] != side[second]).astype(float)
        there = side.T.astype(float) @ moments
        here = moments.sum(axis=0) - there
        return cut / np.sqrt(area) + (spread(here) * here[:, 0] + spread(there) * there[:, 0]) / area

    def halves(self, region: _Region, count: int, below: float = np.inf) -> list[_Region] | None:
        """Two connected halves of a connected region, with areas close to the ratio of `count` // 2 parts to the rest
        of `count` parts. None if no cut has a cost below `below`."""
        side, target = self._straight_cuts(region, count)
        cost = self.cut_cost(side, region)
        if cost.min() >= below:
            return None
        total, best, least = self.area(region.nodes), None, np.inf
        for choice in np.argsort(cost, kind="stable")[:6]:
            halves = self._connected_halves(region, side[:, choice])
            error = min(abs(self.area(half.nodes) - target[choice]) for half in halves) / total
            if error < least:
                best, least = halves, error
            if error < _AREA_ERROR:
                break
        return best

    def _straight_cuts(self, region: _Region, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Candidate cuts of a region: side (n, c) bool, and the target area (c,) of the pieces where it is True."""
        xy, area, n = self.xy[region.nodes], self.pieces.area[region.nodes], len(region.nodes)
        directions = 8 if n <= _LARGE_REGION else 2
        angle = _longer_axis(self.moments[region.nodes], xy) + np.arange(directions) * np.pi / directions
        along = xy @ np.stack([np.cos(angle), np.sin(angle)])
        order = np.argsort(along, axis=0, kind="stable")
        area_up_to = np.cumsum(area[order], axis=0)
        rank = np.empty_like(order)
        np.put_along_axis(rank, order, np.broadcast_to(np.arange(n)[:, None], order.shape), axis=0)
        shares = [0.5] if count % 2 == 0 else [count // 2 / count, 1 - count // 2 / count]
        sides = []
        for share in shares:
            taken = np.clip(np.abs(area_up_to - share * area_up_to[-1]).argmin(axis=0) + 1, 1, n - 1)
            sides.append(rank < taken)
        return np.concatenate(sides, axis=1), np.repeat(shares, directions) * area.sum()

    def _connected_halves(self, region: _Region, side: np.ndarray) -> list[_Region]:
        """A connected region cut by `side` (n,) into two connected halves: if the cut leaves more than two components,
        the smaller ones are merged with a neighbour."""
        found = self.components_after_cut(region, side)
        if len(found) == 2:
            return found
        largest = max(found, key=lambda some: self.area(some.nodes))
        rest = self.components_after_cut(region, np.isin(region.nodes, largest.nodes))
        rest = [some for some in rest if some.nodes[0] != largest.nodes[0]]
        other = max(rest, key=lambda some: self.area(some.nodes))
        # The region is connected, so each component borders the largest: without `other`, the rest stays connected.
        return self.components_after_cut(region, np.isin(region.nodes, other.nodes))


def spread(moments: np.ndarray) -> np.ndarray:
    """Second moment of area about the centre, divided by that of a disc of the same area. moments: (..., 4), sums over
    the rows of _Partition.moments."""
    area = moments[..., 0]
    about_centre = moments[..., 3] - (moments[..., 1] ** 2 + moments[..., 2] ** 2) / area
    return about_centre * 2 * np.pi / area**2


def _longer_axis(moments: np.ndarray, xy: np.ndarray) -> float:
    """Angle (radians) of the principal axis along which the pieces spread most; 0 if rounding errors would decide."""
    xy = xy - moments[:, 1:3].sum(axis=0) / moments[:, 0].sum()
    xx, yy, cross = (moments[:, 0] * product for product in (xy[:, 0] ** 2, xy[:, 1] ** 2, xy[:, 0] * xy[:, 1]))
    if np.hypot(xx.sum() - yy.sum(), 2 * cross.sum()) < 1e-3 * (xx.sum() + yy.sum()):
        return 0.0
    return np.arctan2(2 * cross.sum(), xx.sum() - yy.sum()) / 2


def _bisected(partition: _Partition, progress: Progress) -> list[np.ndarray]:
    """The parts (indices of pieces) after bisecting until each fits."""
    everything = _Region(np.arange(len(partition.xy)), np.arange(len(partition.pieces.first)))
    todo = partition.components_after_cut(everything, np.zeros(len(partition.xy), dtype=bool))
    parts, done = [], 0
    while todo:
        progress(done / len(partition.xy))
        region = todo.pop()
        if partition.fits(region.nodes):
            parts.append(region.nodes)
            done += len(region.nodes)
        else:
            todo.extend(partition.halves(region, partition.parts_needed(region.nodes)))
    return parts


def _recombined(partition: _Partition, parts: list[np.ndarray], progress: Progress) -> np.ndarray:
    """Label (n,) of the part of each piece, after cutting pairs of neighbours again where one of them is not
    compact."""
    pieces = partition.pieces
    label = np.empty(len(partition.xy), dtype=np.int64)
    for number, nodes in enumerate(parts):
        label[nodes] = number
    changed, recuts_left = np.ones(len(parts), dtype=bool), _MOST_RECUTS
    for number in range(_ROUNDS):
        now = part(progress, number / _ROUNDS, (number + 1) / _ROUNDS)
        sums = np.stack([np.bincount(label, column, minlength=len(parts)) for column in partition.moments.T], axis=1)
        spreads = spread(sums)
        sides = np.sort(np.stack([label[pieces.first], label[pieces.second]]), axis=0)
        worth = (sides[0] != sides[1]) & (spreads[sides].max(axis=0) > _COMPACT_ENOUGH) & changed[sides].any(axis=0)
        pairs = np.unique(sides[:, worth], axis=1).T
        pairs = pairs[np.argsort(-spreads[pairs].max(axis=1), kind="stable")][:recuts_left]
        changed = np.zeros(len(parts), dtype=bool)
        recuts_left -= len(pairs)
        for done, pair in enumerate(pairs):
            now(done / len(pairs))
            changed[pair] |= _recut_pair(partition, parts, label, *pair)
    return label


def _recut_pair(partition: _Partition, parts: list[np.ndarray], label: np.ndarray, one: int, other: int) -> bool:
    """Merges parts `one` and `other` and cuts them again, in place in `parts` and `label`. False if that is no
    better."""
    region = partition.region(np.concatenate([parts[one], parts[other]]))
    if (label[partition.pieces.first[region.pairs]] == label[partition.pieces.second[region.pairs]]).all():
        return False  # they no longer touch, because one of them was cut again with another part
    limit = partition.cut_cost((label[region.nodes] == one)[:, None], region)[0] - _LEAST_GAIN
    halves = partition.halves(region, 2, limit)
    if halves is None or not all(partition.fits(half.nodes) for half in halves):
        return False
    if partition.cut_cost(np.isin(region.nodes, halves[0].nodes)[:, None], region)[0] > limit:
        return False
    for number, half in zip((one, other), halves, strict=True):
        parts[number] = half.nodes
        label[half.nodes] = number
    return True


def _small_parts_joined(pieces: Pieces, label: np.ndarray, max_area: float) -> np.ndarray:
    """`label` with each part below half of `max_area` joined to a neighbour, if the two together fit into `max_area`:
    to the one with the longest common border."""
    area = list(np.bincount(label, pieces.area))
    borders: list[dict[int, float]] = [{} for _ in area]
    for one, other, length in zip(
        label[pieces.first].tolist(), label[pieces.second].tolist(), pieces.length.tolist(), strict=True
    ):
        if one != other:
            borders[one][other] = borders[one].get(other, 0.0) + length
            borders[other][one] = borders[other].get(one, 0.0) + length
    small = [(size, number) for number, size in enumerate(area) if size < max_area / 2]
    heapq.heapify(small)
    joined = np.arange(len(area))
    while small:
        size, number = heapq.heappop(small)
        if size != area[number]:
            continue
        fitting = [(length, -other) for other, length in borders[number].items() if size + area[other] <= max_area]
        if not fitting:
            continue
        into = -max(fitting)[1]
        joined[number] = into
        area[into] += size
        area[number] = -1.0
        for other, length in borders[number].items():
            del borders[other][number]
            if other != into:
                borders[other][into] = borders[other].get(into, 0.0) + length
                borders[into][other] = borders[into].get(other, 0.0) + length
        if area[into] < max_area / 2:
            heapq.heappush(small, (area[into], into))
    while (joined[joined] != joined).any():
        joined = joined[joined]
    return np.unique(joined[label], return_inverse=True)[1]


def _cut_across(polygon: shapely.Polygon, max_area: float) -> list[shapely.Polygon]:
    """Two or more connected parts of `polygon`, cut once across its longer axis, in proportion to the number of parts
    needed on either side."""
    count = max(2, int(np.ceil(polygon.area / max_area / _SAME_AREA)))
    corner, east, _, north = shapely.get_coordinates(shapely.minimum_rotated_rectangle(polygon))[:4]
    axis = max(east - corner, north - corner, key=lambda edge: np.hypot(*edge))
    axis = axis / np.hypot(*axis)
    frame = np.array([[axis[0], -axis[1]], [axis[1], axis[0]]])
    centre = shapely.get_coordinates(polygon).mean(axis=0)
    turned = shapely.transform(polygon, lambda xy: (xy - centre) @ frame)
    at = _position_of_share(turned, count // 2 / count)
    west, south, east, north = turned.bounds
    boxes = shapely.box([west - 1, at], [south - 1, south - 1], [at, east + 1], [north + 1, north + 1])
    pieces = shapely.get_parts(shapely.intersection(turned, boxes))
    # an edge that runs along the cut leaves a line of no area
    pieces = pieces[shapely.area(pieces) > 0]
    return list(shapely.transform(pieces, lambda xy: xy @ frame.T + centre))


def _position_of_share(polygon: shapely.Polygon, share: float) -> float:
    """The x west of which `share` of the polygon's area lies, by bisection on the exact area."""
    rings = [shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors)]
    west, _, east, _ = polygon.bounds
    target = share * polygon.area
    for _ in range(50):
        middle = (west + east) / 2
        shell, *holes = (_ring_area_up_to(ring, middle) for ring in rings)
        if shell - sum(holes) < target:
            west = middle
        else:
            east = middle
    return (west + east) / 2


def _ring_area_up_to(ring: np.ndarray, x: float) -> float:
    """Area inside a closed ring (n, 2) west of `x`: the integral of y dx along its edges up to `x`."""
    start, step = ring[:-1], np.diff(ring, axis=0)
    slope = np.divide(step[:, 1], step[:, 0], out=np.zeros(len(step)), where=step[:, 0] != 0)
    low, high = np.minimum(start[:, 0], x), np.minimum(ring[1:, 0], x)
    return abs(np.sum((high - low) * (start[:, 1] + slope * ((low + high) / 2 - start[:, 0]))))
