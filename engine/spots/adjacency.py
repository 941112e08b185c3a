"""Adjacency of places: polygons that share a stretch of edge or overlap, and lines that meet or cross.

Coordinates of neighbours rarely agree to the last bit, and zones may share edges without sharing vertices, so a
tolerance of TOUCH applies. Cells of a grid are matched by their edges with one sort. GEOS tests only the other pairs.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from ..progress import Progress, part, quiet

TOUCH = 1e-3
"""m within which two vertices or edges are the same."""
STRETCH = 1e-2
"""m of shared edge from which on two polygons touch; less is a corner."""
_CHUNK = 20_000
_FEW_VERTICES = 16
_FEW_LINKS = 1_000


@dataclass(frozen=True)
class Touches:
    """Pairs of geometries that touch.

    geometries: (n,) object, those given, with vertices within TOUCH of each other merged.
    first, second: (m,) int, indices into geometries, first < second, each pair once.
    length: (m,) metres of shared edge (half the outline of the overlap where they overlap); 0 for lines.
    edge_to_edge: (m,) bool, True where the two share whole edges from vertex to vertex and lie on opposite sides.
    """

    geometries: np.ndarray
    first: np.ndarray
    second: np.ndarray
    length: np.ndarray
    edge_to_edge: np.ndarray


def components(count: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Label (count,) of the connected component of each of `count` nodes; labels are in the order of each component's
    first node. first, second: (m,) the links."""
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
    """As components, by union-find, which is faster than a sparse matrix for a few hundred links."""
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
    """Pairs of `lines`, (n,) object, metres, that come within TOUCH of each other."""
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
    """Pairs of valid single `polygons`, (n,) object, metres, that share a stretch of edge or overlap.

    Polygons that meet only at a corner do not touch, so that the union of polygons that touch is one polygon.
    """
    if len(polygons) < 2:
        none = np.zeros(0, dtype=np.int64)
        return Touches(polygons, none, none, np.zeros(0), np.zeros(0, dtype=bool))
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
    """`geometries` with vertices within TOUCH of each other merged. Geometries that would become invalid are left as
    they are."""
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
    invalid = touched[~shapely.is_valid(snapped[touched])]
    snapped[invalid] = geometries[invalid]
    return snapped


def _same_vertex(xy: np.ndarray) -> np.ndarray:
    """For each of `xy`, (n, 2) metres, the index (n,) of the vertex that represents all within TOUCH of it."""
    # the offset keeps round coordinates away from the edges of the lattice, where a rounding error would separate them
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
    """Pairs that share whole edges: first, second (m,), metres shared (m,), whether they lie on opposite sides (m,);
    and whether each polygon (n,) is enclosed, that is, shares every edge of its outline."""
    rings, owner = shapely.get_rings(polygons, return_index=True)
    is_shell = np.ones(len(rings), dtype=bool)
    is_shell[1:] = owner[1:] != owner[:-1]
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    progress(0.2)
    vertex = _vertex_number(xy)
    progress(0.5)
    start = np.flatnonzero((ring[1:] == ring[:-1]) & (vertex[1:] != vertex[:-1]))
    ring = ring[start]
    # twice the signed area, relative to each ring's first vertex, because large coordinates would cost precision
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
    """Number (n,) of each of `xy` (n, 2): equal for exactly equal coordinates."""
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
    """Pairs, except those in `settled`, whose bounding boxes share more than a corner: both the axis-parallel boxes and
    those along the longest edge of one of the two.

    At least one of the two is open, that is, not enclosed by its neighbours. Where two layers of polygons overlap, the
    outer polygons of one of them lie on the other, so testing open polygons finds all overlaps.
    """
    bounds = shapely.bounds(polygons)
    tree = shapely.STRtree(polygons)
    few = shapely.get_num_coordinates(polygons) <= _FEW_VERTICES
    found = [np.zeros((2, 0), dtype=np.int64)]
    outer = np.flatnonzero(is_open)
    for start in range(0, len(outer), _CHUNK):
        progress(start / len(outer))
        some = outer[start : start + _CHUNK]
        low, high = bounds[some, :2] - TOUCH, bounds[some, 2:] + TOUCH
        which, right = tree.query(shapely.box(*low.T, *high.T))
        left = some[which]
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
    """(n,) whether boxes `a` and `b` (n, 4: west, south, east, north) meet, along more than STRETCH in x or in y."""
    shared = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
    return (shared.min(axis=1) > -TOUCH) & (shared.max(axis=1) > STRETCH)


def _longest_edge(polygons: np.ndarray) -> np.ndarray:
    """Unit vector (n, 2) along the longest edge between successive vertices of each polygon."""
    xy, who = shapely.get_coordinates(polygons, return_index=True)
    step = np.zeros_like(xy)
    same = who[1:] == who[:-1]
    step[:-1][same] = np.diff(xy, axis=0)[same]
    length = np.hypot(*step.T)
    order = np.lexsort((length, who))
    last = order[np.searchsorted(who, np.arange(len(polygons)), side="right") - 1]
    return step[last] / np.maximum(length[last], 1e-12)[:, None]


def _bounds_along(polygons: np.ndarray, axis: np.ndarray) -> np.ndarray:
    """Bounding boxes (n, 4) of polygons in coordinates whose x axis is `axis` (n, 2), one for each polygon."""
    xy, who = shapely.get_coordinates(polygons, return_index=True)
    along = (xy * axis[who]).sum(axis=1)
    across = xy[:, 1] * axis[who, 0] - xy[:, 0] * axis[who, 1]
    turned = np.stack([along, across], axis=1)
    start = np.searchsorted(who, np.arange(len(polygons)))
    return np.hstack([np.minimum.reduceat(turned, start), np.maximum.reduceat(turned, start)])


def _overlapping(polygons, left, right, progress):
    """Those of the pairs `left`, `right` that overlap or share a stretch of edge, and the metres shared."""
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
        # along a shared edge the intersection is TOUCH wide; at a corner its area is about TOUCH squared
        touch = shapely.area(common) > TOUCH * STRETCH
        shared[start:end] = np.where(touch, shapely.length(common) / 2, 0)
    touch = shared > 0
    return left[touch], right[touch], shared[touch]
