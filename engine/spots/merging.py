"""Merging of the selected places into connected areas and lines; areas that are too large are cut into compact parts.

Lines are merged by GeoPandas' dissolve. Polygons are not, for three reasons: dissolve unites one group after another by
overlay, which for cells takes eight times as long as GEOS's coverage union of many groups at once; it leaves slivers
between zones that almost touch; and it cannot be cancelled.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from ..progress import Progress, part
from ..tables import geometries_of, geopandas
from .adjacency import TOUCH, Touches, components, touching_lines, touching_polygons
from .partition import Pieces, compact_parts, cut_polygon
from .selection import TIED

_CHUNK = 20_000


@dataclass(frozen=True)
class Parts:
    """Connected parts of places: geometry (p,) object, the index of the place each belongs to (p,), and its share of
    that place (p,) by area, length or number."""

    geometry: np.ndarray
    place: np.ndarray
    share: np.ndarray

    def __getitem__(self, which: np.ndarray) -> "Parts":
        return Parts(self.geometry[which], self.place[which], self.share[which])


@dataclass(frozen=True)
class Grouping:
    """Parts in groups: the spot (p,) of each part, the whole (p,) it lies in, and the geometries (m,) of the spots. A
    whole is a connected area before it is cut into spots."""

    parts: Parts
    spot: np.ndarray
    whole: np.ndarray
    geometry: np.ndarray


def connected_parts(geometry: np.ndarray, chosen: np.ndarray, progress: Progress) -> tuple[Parts, int]:
    """The chosen places split into connected parts (a park on two islands has two), and the number of places whose
    geometry had to be repaired."""
    whole = np.empty(len(chosen), dtype=object)
    repaired = 0
    for start in range(0, len(chosen), _CHUNK):
        progress(start / len(chosen))
        some = shapely.force_2d(geometry[chosen[start : start + _CHUNK]])
        invalid = ~shapely.is_valid(some)
        some[invalid] = shapely.make_valid(some[invalid])
        whole[start : start + _CHUNK] = some
        repaired += int(invalid.sum())
    parts, owner = shapely.get_parts(whole, return_index=True)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, which = shapely.get_parts(parts, return_index=True)
        owner = owner[which]
    dimension = shapely.get_dimensions(parts)
    # of a collection or a repaired polygon, only the parts of the highest dimension count
    highest = np.full(len(whole), -1)
    np.maximum.at(highest, owner, dimension)
    keep = (dimension == highest[owner]) & ~shapely.is_empty(parts)
    parts, owner, dimension = parts[keep], owner[keep], dimension[keep]
    size = np.choose(dimension, [np.ones(len(parts)), shapely.length(parts), shapely.area(parts)])
    size = np.maximum(size, 1e-12)
    share = size / np.bincount(owner, size, minlength=len(whole))[owner]
    return Parts(parts, chosen[owner], share), repaired


def merged_polygons(parts: Parts, max_area: float, progress: Progress) -> Grouping:
    """Polygons merged where they touch; wholes above `max_area` (m2; 0: no limit) are cut into compact parts."""
    if max_area > 0:
        parts, origin = _cut_oversized(parts, max_area, part(progress, 0, 0.1))
    else:
        origin = np.arange(len(parts.place))
    touches = touching_polygons(parts.geometry, part(progress, 0.1, 0.35))
    parts = Parts(touches.geometries, parts.place, parts.share)
    whole = _wholes(touches, origin)
    spot = whole
    if max_area > 0:
        spot = _split(parts, touches, whole, max_area, part(progress, 0.35, 0.8))
    progress(0.8)
    inexact = ~touches.edge_to_edge & (spot[touches.first] == spot[touches.second])
    irregular = np.zeros(spot.max(initial=-1) + 1, dtype=bool)
    irregular[spot[touches.first[inexact]]] = True
    return Grouping(parts, spot, whole, _united(parts.geometry, spot, irregular, part(progress, 0.8, 1.0)))


def _cut_oversized(parts: Parts, max_area: float, progress: Progress) -> tuple[Parts, np.ndarray]:
    """`parts` with those above `max_area` cut, and for each the index of the part that it comes from."""
    area = shapely.area(parts.geometry)
    large = np.flatnonzero(area > max_area)
    if not len(large):
        return parts, np.arange(len(parts.place))
    geometry, origin = [np.delete(parts.geometry, large)], [np.delete(np.arange(len(area)), large)]
    for done, number in enumerate(large):
        pieces = cut_polygon(
            parts.geometry[number], max_area, part(progress, done / len(large), (done + 1) / len(large))
        )
        geometry.append(np.array(pieces, dtype=object))
        origin.append(np.full(len(pieces), number))
    geometry, origin = np.concatenate(geometry), np.concatenate(origin)
    cut = shapely.area(geometry)
    share = parts.share[origin] * cut / np.bincount(origin, cut)[origin]
    return Parts(geometry, parts.place[origin], share), origin


def _wholes(touches: Touches, origin: np.ndarray) -> np.ndarray:
    """Label of the connected whole of each part. The pieces of one original part (`origin`) stay in one whole."""
    order = np.argsort(origin, kind="stable")
    same = origin[order[1:]] == origin[order[:-1]]
    first = np.concatenate([touches.first, order[:-1][same]])
    second = np.concatenate([touches.second, order[1:][same]])
    return components(len(origin), first, second)


def _split(parts: Parts, touches: Touches, whole: np.ndarray, max_area: float, progress: Progress) -> np.ndarray:
    """Label of the spot of each part: wholes above `max_area` become several spots."""
    area = shapely.area(parts.geometry)
    total = np.bincount(whole, area)
    large = total > max_area * (1 + TIED)
    overlapping = np.zeros(len(total), dtype=bool)
    overlapping[whole[touches.first[~touches.edge_to_edge]]] = True
    members, pairs = _by_group(whole, large), _by_group(whole[touches.first], large)
    spot, fresh = whole.copy(), len(total)
    work, done = max(area[large[whole]].size, 1), 0
    local = np.empty(len(whole), dtype=np.int64)
    for number in np.flatnonzero(large):
        nodes, links = members[number], pairs[number]
        progress(done / work)
        # where places overlap, the area of the whole is less than the sum of theirs
        if overlapping[number] and shapely.union_all(parts.geometry[nodes]).area <= max_area * (1 + TIED):
            done += len(nodes)
            continue
        local[nodes] = np.arange(len(nodes))
        centre = shapely.get_coordinates(shapely.centroid(parts.geometry[nodes]))
        first, second = local[touches.first[links]], local[touches.second[links]]
        pieces = Pieces(area[nodes], centre, first, second, touches.length[links])
        label = compact_parts(pieces, max_area, part(progress, done / work, (done + len(nodes)) / work))
        spot[nodes] = fresh + label
        fresh += label.max() + 1
        done += len(nodes)
    return np.unique(spot, return_inverse=True)[1]


def _by_group(group: np.ndarray, wanted: np.ndarray) -> dict[int, np.ndarray]:
    """For each `wanted` group, the indices at which `group` (n,) has its number."""
    inside = np.flatnonzero(wanted[group]) if len(group) else np.zeros(0, dtype=np.int64)
    inside = inside[np.argsort(group[inside], kind="stable")]
    numbers, start = np.unique(group[inside], return_index=True)
    found = dict.fromkeys(np.flatnonzero(wanted).tolist(), np.zeros(0, dtype=np.int64))
    found.update(zip(numbers.tolist(), np.split(inside, start[1:]), strict=True) if len(numbers) else ())
    return found


def _united(geometry: np.ndarray, spot: np.ndarray, irregular: np.ndarray, progress: Progress) -> np.ndarray:
    """The union (m,) of the polygons of each spot 0 to m - 1. irregular: (m,) spots whose polygons touch other than by
    whole edges."""
    order = np.argsort(spot, kind="stable")
    size = np.bincount(spot, minlength=len(irregular))
    start = np.cumsum(size) - size
    united = np.empty(len(irregular), dtype=object)
    united[size == 1] = geometry[order[start[size == 1]]]
    done = 0
    for many in np.unique(size[size > 1]):
        spots = np.flatnonzero(size == many)
        for some in np.array_split(spots, -(-len(spots) * many // _CHUNK)):
            now = part(progress, done / len(geometry), (done + len(some) * many) / len(geometry))
            rows = geometry[order[start[some][:, None] + np.arange(many)]]
            united[some] = _union_of_rows(rows, irregular[some], now)
            done += rows.size
    return united


def _union_of_rows(rows: np.ndarray, irregular: np.ndarray, progress: Progress) -> np.ndarray:
    """The union (r,) of each row of polygons (r, k). irregular: (r,) rows that don't share edges from vertex to vertex;
    they are united by overlay, and so are rows for which the coverage union fails."""
    united = np.full(len(rows), None, dtype=object)
    irregular = irregular.copy()
    regular = np.flatnonzero(~irregular)
    try:
        united[regular] = _coverage_union(rows[regular], progress)
    except shapely.GEOSException:
        irregular[regular] = True
    else:
        area = shapely.area(rows[regular]).sum(axis=1)
        same_area = np.isclose(shapely.area(united[regular]), area, rtol=1e-6)
        irregular[regular] = ~(shapely.is_valid(united[regular]) & same_area)
    united[irregular] = _overlay_union(rows[irregular])
    return united


def _coverage_union(rows: np.ndarray, progress: Progress) -> np.ndarray:
    """The union of each row (r, k) of polygons that share edges from vertex to vertex and nowhere overlap."""
    # bands from north to south have short outlines, and the user can cancel between them
    bands = np.array_split(rows, max(1, rows.shape[1] // _CHUNK), axis=1)
    united = []
    for done, band in enumerate(bands):
        progress(done / len(bands))
        united.append(shapely.coverage_union_all(band, axis=1))
    return united[0] if len(bands) == 1 else shapely.coverage_union_all(np.stack(united, axis=1), axis=1)


def _overlay_union(rows: np.ndarray) -> np.ndarray:
    """The union of each row (r, k) of polygons that may overlap, or leave gaps of up to TOUCH between them."""
    united = shapely.union_all(rows, grid_size=TOUCH, axis=1)
    apart = shapely.get_type_id(united) != shapely.GeometryType.POLYGON
    mitred = {"join_style": "mitre", "quad_segs": 1}
    united[apart] = shapely.buffer(shapely.buffer(united[apart], TOUCH, **mitred), -TOUCH, **mitred)
    return united


def merged_lines(parts: Parts, progress: Progress) -> Grouping:
    """Lines merged where they meet or cross."""
    touches = touching_lines(parts.geometry, progress)
    parts = Parts(touches.geometries, parts.place, parts.share)
    spot = components(len(parts.place), touches.first, touches.second)
    size = np.bincount(spot)
    united = np.empty(len(size), dtype=object)
    alone = size[spot] == 1
    united[spot[alone]] = parts.geometry[alone]
    if not alone.all():
        several = geopandas.GeoDataFrame({"spot": spot[~alone]}, geometry=parts.geometry[~alone]).dissolve("spot")
        united[several.index] = shapely.line_merge(geometries_of(several))
    return Grouping(parts, spot, spot, united)


def concatenated(groupings: list[Grouping]) -> Grouping:
    """Several groupings, of different parts, as one."""
    spots = np.cumsum([0] + [len(some.geometry) for some in groupings])
    wholes = np.cumsum([0] + [some.whole.max(initial=-1) + 1 for some in groupings])
    parts = Parts(
        np.concatenate([some.parts.geometry for some in groupings]),
        np.concatenate([some.parts.place for some in groupings]),
        np.concatenate([some.parts.share for some in groupings]),
    )
    return Grouping(
        parts,
        np.concatenate([some.spot + shift for some, shift in zip(groupings, spots, strict=False)]),
        np.concatenate([some.whole + shift for some, shift in zip(groupings, wholes, strict=False)]),
        np.concatenate([some.geometry for some in groupings]),
    )


def without_small(grouping: Grouping, min_area: float) -> tuple[Grouping, Grouping]:
    """`grouping` divided into the wholes of at least `min_area` (m2) and the smaller ones. A spot so small that nothing
    is left of its polygons once they are merged is among the latter."""
    whole_of_spot = np.zeros(len(grouping.geometry), dtype=np.int64)
    whole_of_spot[grouping.spot] = grouping.whole
    area = np.bincount(whole_of_spot, shapely.area(grouping.geometry))
    small = (area < min_area * (1 - TIED))[whole_of_spot] if len(area) else np.zeros(0, dtype=bool)
    small |= shapely.is_empty(grouping.geometry)
    return _some_spots(grouping, ~small), _some_spots(grouping, small)


def _some_spots(grouping: Grouping, keep: np.ndarray) -> Grouping:
    inside = keep[grouping.spot]
    number = np.cumsum(keep) - 1
    whole = np.unique(grouping.whole[inside], return_inverse=True)[1]
    return Grouping(grouping.parts[inside], number[grouping.spot[inside]], whole, grouping.geometry[keep])
