"""Which places touch: polygons along a stretch of edge or by overlapping, lines anywhere, points never.

Neighbours rarely agree to the last bit, and zones share edges without sharing vertices, so touching means within TOUCH.
Cells of a grid are matched by their edges in one sort; GEOS is asked only about the pairs which that leaves open.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from ..progress import Progress, part, quiet

TOUCH = 1e-3
"""Metres within which two vertices or edges are the same."""
STRETCH = 1e-2
"""Metres of shared edge from which two polygons touch; less is a corner."""
_CHUNK = 20_000
_FEW_VERTICES = 16
_FEW_LINKS = 1_000


@dataclass(frozen=True)
class Touches:
    """Pairs of geometries that touch.

    geometries: (n,) object, the same as asked about with vertices within TOUCH of each other made one.
    first, second: (m,) int, indices into geometries, first < second, each pair once.
    length: (m,) metres of shared edge (half the outline of the overlap where they overlap); 0 for lines.
    edge_to_edge: (m,) bool, True where the two share whole edges from vertex to vertex, each on its own side.
    """

    geometries: np.ndarray
    first: np.ndarray
    second: np.ndarray
    length: np.ndarray
    edge_to_edge: np.ndarray


def components(count: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Label (count,) of the connected component of each of `count` nodes; labels follow each component's first node."""
    if len(first) <= _FEW_LINKS:
        return _components_of_few(count, first, second)
    links = coo_matrix((np.ones(len(first), dtype=np.int8), (first, second)), shape=(count, count))
    found, label = connected_components(links, directed=False)
    if found == count:
        return np.arange(count)
    _, start = np.unique(label, return_index=True)
    renumbered = np.empty(found, dtype=np.int64)
    renumbered[np.argsort(start)] = np.arange(found)
    return renumbered[label]


def _components_of_few(count: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The same by union-find, which for a few hundred links is over before a sparse matrix is built."""
    parent = list(range(count))
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        while parent[other] != other:
            parent[other] = other = parent[parent[other]]
        if one < other:
            parent[other] = one
        else:
            parent[one] = other
    label, found = [], 0
    for node, above in enumerate(parent):
        if above == node:
            label.append(found)
            found += 1
        else:
            label.append(label[above])
    return np.array(label, dtype=np.int64)


def touching_lines(lines: np.ndarray, progress: Progress = quiet) -> Touches:
    """Pairs of `lines` (n,) object, metres, that meet or cross within TOUCH."""
    lines = _snapped(lines)
    tree = shapely.STRtree(lines)
    found = []
    for start in range(0, len(lines), _CHUNK):
        progress(start / len(lines))
        left, right = tree.query(lines[start : start + _CHUNK], predicate="dwithin", distance=TOUCH)
        left = left + start
        found.append(np.stack([left, right])[:, left < right])
    first, second = _in_order(*np.concatenate(found, axis=1)) if found else np.zeros((2, 0), dtype=np.int64)
    return Touches(lines, first, second, np.zeros(len(first)), np.zeros(len(first), dtype=bool))


def touching_polygons(polygons: np.ndarray, progress: Progress = quiet) -> Touches:
    """Pairs of valid single `polygons` (n,) object, metres, that share a stretch of edge or overlap.

    Squares that meet at a corner do not touch, so that what is merged stays one polygon.
    """
    if len(polygons) < 2:
        nobody = np.zeros(0, dtype=np.int64)
        return Touches(polygons, nobody, nobody, np.zeros(0), np.zeros(0, dtype=bool))
    polygons = _snapped(polygons, part(progress, 0, 0.2))
    progress(0.2)
    first, second, length, exact, closed = _matched_edges(polygons, part(progress, 0.2, 0.4))
    progress(0.4)
    left, right = _open_pairs(polygons, ~closed, first * len(polygons) + second, part(progress, 0.4, 0.6))
    left, right, shared = _overlapping(polygons, left, right, part(progress, 0.6, 1.0))
    first, second = np.concatenate([first, left]), np.concatenate([second, right])
    length = np.concatenate([length, shared])
    exact = np.concatenate([exact, np.zeros(len(left), dtype=bool)])
    order = np.lexsort((second, first))
    return Touches(polygons, first[order], second[order], length[order], exact[order])


def _in_order(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort((second, first))
    return first[order], second[order]


def _snapped(geometries: np.ndarray, progress: Progress = quiet) -> np.ndarray:
    """`geometries` with vertices within TOUCH of each other made one; those that would break are left as they are."""
    xy = shapely.get_coordinates(geometries)
    if not len(xy):
        return geometries
    progress(0.1)
    moved = xy[_same_vertex(xy)]
    progress(0.6)
    if np.array_equal(moved, xy):
        return geometries
    touched = np.unique(
        np.repeat(np.arange(len(geometries)), shapely.get_num_coordinates(geometries))[(moved != xy).any(axis=1)]
    )
    snapped = shapely.set_coordinates(geometries.copy(), moved)
    broken = touched[~shapely.is_valid(snapped[touched])]
    snapped[broken] = geometries[broken]
    return snapped


def _same_vertex(xy: np.ndarray) -> np.ndarray:
    """For each of `xy` (n, 2) metres the index (n,) of the vertex that stands for all within TOUCH of it."""
    # The odd offset keeps round coordinates away from the edges of the lattice, where a rounding error would part them.
    key = np.floor(xy / TOUCH + 0.3183098).astype(np.int64)
    order = np.lexsort((key[:, 1], key[:, 0]))
    new = np.ones(len(xy), dtype=bool)
    new[1:] = (np.diff(key[order], axis=0) != 0).any(axis=1)
    cell = np.empty(len(xy), dtype=np.int64)
    cell[order] = np.cumsum(new) - 1
    speaker = np.minimum.reduceat(order, np.flatnonzero(new))
    near = cKDTree(xy[speaker]).query_pairs(TOUCH, output_type="ndarray")
    if len(near):
        label = components(len(speaker), near[:, 0], near[:, 1])
        lowest = np.full(label.max() + 1, len(xy))
        np.minimum.at(lowest, label, speaker)
        speaker = lowest[label]
    return speaker[cell]


def _matched_edges(
    polygons: np.ndarray, progress: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Pairs that share whole edges: first, second (m,), metres shared (m,), whether each lies on its own side (m,).

    Last, whether each polygon (n,) is closed in: shares every edge of its outline.
    """
    rings, owner = shapely.get_rings(polygons, return_index=True)
    is_shell = np.ones(len(rings), dtype=bool)
    is_shell[1:] = owner[1:] != owner[:-1]
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    progress(0.2)
    vertex = _vertex_number(xy)
    progress(0.5)
    start = np.flatnonzero((ring[1:] == ring[:-1]) & (vertex[1:] != vertex[:-1]))
    ring = ring[start]
    # Twice the signed area, about each ring's own first vertex so that large coordinates don't drown it.
    count = shapely.get_num_coordinates(rings)
    base = xy[np.cumsum(count) - count]
    a, b = xy[start] - base[ring], xy[start + 1] - base[ring]
    signed = np.bincount(ring, a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], minlength=len(rings))
    anticlockwise = (signed > 0) == is_shell
    tail, head = vertex[start], vertex[start + 1]
    upward = (tail < head) == anticlockwise[ring]
    key = np.minimum(tail, head) * len(xy) + np.maximum(tail, head)
    order = np.lexsort((owner[ring], key))
    key, who, upward = key[order], owner[ring][order], upward[order]
    length = np.hypot(*(xy[start + 1] - xy[start]).T)[order]
    same = (key[1:] == key[:-1]) & (who[1:] != who[:-1])
    shared = np.r_[same, False] | np.r_[False, same]
    closed = np.bincount(who[~shared], minlength=len(polygons)) == 0
    first, second = who[:-1][same], who[1:][same]
    return *_summed_by_pair(first, second, length[:-1][same], (upward[1:] != upward[:-1])[same], len(polygons)), closed


def _vertex_number(xy: np.ndarray) -> np.ndarray:
    """Number (n,) of each of `xy` (n, 2), the same for the same coordinates to the last bit."""
    order = np.lexsort((xy[:, 1], xy[:, 0]))
    number = np.empty(len(xy), dtype=np.int64)
    number[order] = np.cumsum(np.r_[False, (np.diff(xy[order], axis=0) != 0).any(axis=1)])
    return number


def _summed_by_pair(first, second, length, exact, count):
    key, where = np.unique(first * count + second, return_inverse=True)
    inexact = np.bincount(where, ~exact, minlength=len(key)) > 0
    return key // count, key % count, np.bincount(where, length, minlength=len(key)), ~inexact


def _open_pairs(
    polygons: np.ndarray, is_open: np.ndarray, settled: np.ndarray, progress: Progress
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs, not `settled`, whose boxes share more than a corner, upright and in line with one's longest edge.

    One of the two is open, not closed in by its neighbours: where two sheets of polygons overlap, the rim of one of
    them lies on the other, so the rims are enough to find what overlaps.
    """
    bounds = shapely.bounds(polygons)
    tree = shapely.STRtree(polygons)
    few = shapely.get_num_coordinates(polygons) <= _FEW_VERTICES
    found = [np.zeros((2, 0), dtype=np.int64)]
    rim = np.flatnonzero(is_open)
    for start in range(0, len(rim), _CHUNK):
        progress(start / len(rim))
        asked = rim[start : start + _CHUNK]
        low, high = bounds[asked, :2] - TOUCH, bounds[asked, 2:] + TOUCH
        which, right = tree.query(shapely.box(*low.T, *high.T))
        left = asked[which]
        keep = ((left < right) | ~is_open[right]) & (left != right)
        keep[keep] = _more_than_corner(bounds[left[keep]], bounds[right[keep]])
        left, right = left[keep], right[keep]
        keep = ~np.isin(np.minimum(left, right) * len(polygons) + np.maximum(left, right), settled)
        small = np.flatnonzero(keep & few[left] & few[right])
        if len(small):
            axis = _longest_edge(polygons[left[small]])
            keep[small] = _more_than_corner(
                _bounds_along(polygons[left[small]], axis), _bounds_along(polygons[right[small]], axis)
            )
        found.append(np.sort(np.stack([left[keep], right[keep]]), axis=0))
    return _in_order(*np.concatenate(found, axis=1))


def _more_than_corner(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Whether boxes `a` and `b` (n, 4: west, south, east, north) have more than STRETCH in common in x or in y."""
    shared = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
    return (shared.min(axis=1) > -TOUCH) & (shared.max(axis=1) > STRETCH)


def _longest_edge(polygons: np.ndarray) -> np.ndarray:
    """Unit vector (n, 2) along the longest edge of each polygon's vertices in turn."""
    xy, who = shapely.get_coordinates(polygons, return_index=True)
    step = np.zeros_like(xy)
    same = who[1:] == who[:-1]
    step[:-1][same] = np.diff(xy, axis=0)[same]
    length = np.hypot(*step.T)
    order = np.lexsort((length, who))
    last = order[np.searchsorted(who, np.arange(len(polygons)), side="right") - 1]
    return step[last] / np.maximum(length[last], 1e-12)[:, None]


def _bounds_along(polygons: np.ndarray, axis: np.ndarray) -> np.ndarray:
    """Boxes (n, 4) of polygons in the frame whose x runs along `axis` (n, 2)."""
    xy, who = shapely.get_coordinates(polygons, return_index=True)
    along = (xy * axis[who]).sum(axis=1)
    across = xy[:, 1] * axis[who, 0] - xy[:, 0] * axis[who, 1]
    turned = np.stack([along, across], axis=1)
    start = np.searchsorted(who, np.arange(len(polygons)))
    return np.hstack([np.minimum.reduceat(turned, start), np.maximum.reduceat(turned, start)])


def _overlapping(polygons, left, right, progress):
    """Of the pairs `left`, `right` those that overlap or share a stretch of edge; with the metres shared."""
    if not len(left):
        return left, right, np.zeros(0)
    grown = np.empty(len(polygons), dtype=object)
    who = np.unique(right)
    grown[who] = shapely.buffer(polygons[who], TOUCH, quad_segs=1, join_style="mitre", mitre_limit=2)
    weight = np.cumsum(shapely.get_num_coordinates(polygons[left]) + shapely.get_num_coordinates(polygons[right]))
    cuts = np.searchsorted(weight, np.arange(0, weight[-1], 100_000))
    shared = np.zeros(len(left))
    for start, end in zip(cuts, np.append(cuts[1:], len(left)), strict=True):
        progress(start / len(left))
        common = shapely.intersection(polygons[left[start:end]], grown[right[start:end]])
        # Along a shared edge the strip in common is TOUCH wide; at a corner it is about TOUCH squared.
        touch = shapely.area(common) > TOUCH * STRETCH
        shared[start:end] = np.where(touch, shapely.length(common) / 2, 0)
    touch = shared > 0
    return left[touch], right[touch], shared[touch]
