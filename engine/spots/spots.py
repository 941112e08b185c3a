"""From scored places to blind spots: connected areas of high priority.

The fewest places that together hold a share of the priority are chosen, merged where they touch, cut where they are too
large (see compact.py) and ranked. The order of the input rows changes nothing but the indices in `members`.
"""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..progress import Progress, part, quiet
from .adjacency import TOUCH, Touches, components, touching_lines, touching_polygons
from .partition import Pieces, compact_parts, cut_polygon
from .selection import TIED, Choice, ScoredPlaces, SpotRules, choose_places

_CHUNK = 20_000


@dataclass(frozen=True)
class Spots:
    """Blind spots by rank, m of each; the first has rank 1.

    geometry: object, metres, two-dimensional; a Polygon each where places are polygons.
    part_of: int, the rank of the first part of the whole it was cut from (itself, for that one); -1 where not cut.
    priority: sum over its places, by share of area or length where a place lies in several spots.
    gap: mean over its places weighted by demand (unweighted where that is 0). area_m2: 0 for lines and points.
    places: how many places it holds, or holds parts of. members: their indices in the input, ascending arrays.
    why: a sentence.
    choice: how the places were chosen. dropped: spots below min_area; dropped_priority: what they held.
    cut: wholes that were cut because they were above max_area. repaired: chosen places with an invalid geometry.
    """

    geometry: np.ndarray
    part_of: np.ndarray
    priority: np.ndarray
    gap: np.ndarray
    area_m2: np.ndarray
    places: np.ndarray
    members: list[np.ndarray]
    why: np.ndarray
    choice: Choice
    dropped: int
    dropped_priority: float
    cut: int
    repaired: int

    def __len__(self) -> int:
        return len(self.geometry)

    @property
    def rank(self) -> np.ndarray:
        """1 to m."""
        return np.arange(1, len(self) + 1)


@dataclass(frozen=True)
class _Parts:
    """Connected parts of places: geometry (p,) object, the place each belongs to (p,), and its share of that (p,)."""

    geometry: np.ndarray
    place: np.ndarray
    share: np.ndarray

    def __getitem__(self, which: np.ndarray) -> "_Parts":
        return _Parts(self.geometry[which], self.place[which], self.share[which])


@dataclass(frozen=True)
class _Grouping:
    """Parts in groups: the spot (p,) of each part, the whole (p,) it lies in; spots as geometries (m,)."""

    parts: _Parts
    spot: np.ndarray
    whole: np.ndarray
    geometry: np.ndarray


def find_spots(places: ScoredPlaces, rules: SpotRules, progress: Progress = quiet) -> Spots:
    """The blind spots among `places`. Raises UserError where a place would be cut into an absurd number of parts."""
    choice = choose_places(places, rules)
    progress(0.01)
    chosen = choice.chosen[_canonical_order(places, choice.chosen)]
    progress(0.02)
    parts, repaired = _connected_parts(places.geometry, chosen, part(progress, 0.02, 0.05))
    progress(0.05)
    dimension = shapely.get_dimensions(parts.geometry)
    polygons = _merged_polygons(parts[dimension == 2], rules.max_area, part(progress, 0.05, 0.9))
    polygons, dropped = _without_small(polygons, rules.min_area)
    lines = _merged_lines(parts[dimension == 1], part(progress, 0.9, 0.95))
    points = parts[dimension == 0]
    alone = np.arange(len(points.place))
    grouping = _together([polygons, lines, _Grouping(points, alone, alone, points.geometry)])
    spots = _ranked(places, choice, grouping, dropped, repaired, part(progress, 0.95, 1.0))
    progress(1.0)
    return spots


def nearest_names(geometries: np.ndarray, named: np.ndarray, names: np.ndarray) -> np.ndarray:
    """For each of `geometries` (n,) the name (n,) object of the nearest of `named` (k,), in metres; '' where none is.

    Among equally near ones, the first in the alphabet. Missing and empty geometries and empty names count for nothing.
    """
    found = np.full(len(geometries), "", dtype=object)
    names = np.array(["" if name is None else str(name).strip() for name in names], dtype=object)
    usable = np.flatnonzero(~(shapely.is_missing(named) | shapely.is_empty(named)) & (names != ""))
    asking = np.flatnonzero(~(shapely.is_missing(geometries) | shapely.is_empty(geometries)))
    if not len(usable) or not len(asking):
        return found
    usable = usable[np.argsort(names[usable], kind="stable")]
    which, nearest = shapely.STRtree(named[usable]).query_nearest(geometries[asking], all_matches=True)
    order = np.lexsort((nearest, which))
    which, first = np.unique(which[order], return_index=True)
    found[asking[which]] = names[usable[nearest[order][first]]]
    return found


def _canonical_order(places: ScoredPlaces, chosen: np.ndarray) -> np.ndarray:
    """Order of the chosen places that depends on what they are, not on where they stand in the table."""
    west, south, east, north = shapely.bounds(places.geometry[chosen]).T
    text = pd.factorize(np.asarray(places.why, dtype=object)[chosen], sort=True)[0]
    size = shapely.length(places.geometry[chosen])
    return np.lexsort(
        (text, places.demand[chosen], places.gap[chosen], places.priority[chosen], size, south, east, west, -north)
    )


def _connected_parts(geometry: np.ndarray, chosen: np.ndarray, progress: Progress) -> tuple[_Parts, int]:
    """Chosen places taken apart into connected parts (a park on two islands: two); how many had to be repaired."""
    whole = np.empty(len(chosen), dtype=object)
    repaired = 0
    for start in range(0, len(chosen), _CHUNK):
        progress(start / len(chosen))
        some = shapely.force_2d(geometry[chosen[start : start + _CHUNK]])
        broken = ~shapely.is_valid(some)
        some[broken] = shapely.make_valid(some[broken])
        whole[start : start + _CHUNK] = some
        repaired += int(broken.sum())
    parts, owner = shapely.get_parts(whole, return_index=True)
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts, which = shapely.get_parts(parts, return_index=True)
        owner = owner[which]
    dimension = shapely.get_dimensions(parts)
    # What a collection or a repaired polygon holds beside its areas (or lines) is a by-product.
    highest = np.full(len(whole), -1)
    np.maximum.at(highest, owner, dimension)
    keep = (dimension == highest[owner]) & ~shapely.is_empty(parts)
    parts, owner, dimension = parts[keep], owner[keep], dimension[keep]
    size = np.choose(dimension, [np.ones(len(parts)), shapely.length(parts), shapely.area(parts)])
    size = np.maximum(size, 1e-12)
    share = size / np.bincount(owner, size, minlength=len(whole))[owner]
    return _Parts(parts, chosen[owner], share), repaired


def _merged_polygons(parts: _Parts, max_area: float, progress: Progress) -> _Grouping:
    """Polygons merged where they touch; wholes above `max_area` in compact parts."""
    if max_area > 0:
        parts, origin = _cut_oversized(parts, max_area, part(progress, 0, 0.1))
    else:
        origin = np.arange(len(parts.place))
    touches = touching_polygons(parts.geometry, part(progress, 0.1, 0.35))
    parts = _Parts(touches.geometries, parts.place, parts.share)
    whole = _wholes(touches, origin)
    spot = whole
    if max_area > 0:
        spot = _split(parts, touches, whole, max_area, part(progress, 0.35, 0.8))
    progress(0.8)
    inexact = ~touches.edge_to_edge & (spot[touches.first] == spot[touches.second])
    odd = np.zeros(spot.max(initial=-1) + 1, dtype=bool)
    odd[spot[touches.first[inexact]]] = True
    return _Grouping(parts, spot, whole, _united(parts.geometry, spot, odd, part(progress, 0.8, 1.0)))


def _cut_oversized(parts: _Parts, max_area: float, progress: Progress) -> tuple[_Parts, np.ndarray]:
    """`parts` with those above `max_area` cut; and for each the part it is from."""
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
    return _Parts(geometry, parts.place[origin], share), origin


def _wholes(touches: Touches, origin: np.ndarray) -> np.ndarray:
    """Label of the connected whole of each part; what was one part stays one whole."""
    order = np.argsort(origin, kind="stable")
    same = origin[order[1:]] == origin[order[:-1]]
    first = np.concatenate([touches.first, order[:-1][same]])
    second = np.concatenate([touches.second, order[1:][same]])
    return components(len(origin), first, second)


def _split(parts: _Parts, touches: Touches, whole: np.ndarray, max_area: float, progress: Progress) -> np.ndarray:
    """Label of the spot of each part: wholes above `max_area` in several."""
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
        # Where places overlap, the whole is smaller than their sum.
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
    """For each `wanted` group the indices where `group` (n,) is it."""
    inside = np.flatnonzero(wanted[group]) if len(group) else np.zeros(0, dtype=np.int64)
    inside = inside[np.argsort(group[inside], kind="stable")]
    numbers, start = np.unique(group[inside], return_index=True)
    found = dict.fromkeys(np.flatnonzero(wanted).tolist(), np.zeros(0, dtype=np.int64))
    found.update(zip(numbers.tolist(), np.split(inside, start[1:]), strict=True) if len(numbers) else ())
    return found


def _united(geometry: np.ndarray, spot: np.ndarray, odd: np.ndarray, progress: Progress) -> np.ndarray:
    """The union (m,) of the polygons of each spot 0 to m - 1; `odd` (m,): not by whole edges."""
    order = np.argsort(spot, kind="stable")
    size = np.bincount(spot, minlength=len(odd))
    start = np.cumsum(size) - size
    united = np.empty(len(odd), dtype=object)
    united[size == 1] = geometry[order[start[size == 1]]]
    done = 0
    for many in np.unique(size[size > 1]):
        spots = np.flatnonzero(size == many)
        for some in np.array_split(spots, -(-len(spots) * many // _CHUNK)):
            now = part(progress, done / len(geometry), (done + len(some) * many) / len(geometry))
            rows = geometry[order[start[some][:, None] + np.arange(many)]]
            united[some] = _union_of_rows(rows, odd[some], now)
            done += rows.size
    return united


def _union_of_rows(rows: np.ndarray, odd: np.ndarray, progress: Progress) -> np.ndarray:
    """The union (r,) of each row of polygons (r, k); `odd` (r,) where they don't share edges from vertex to vertex."""
    united = np.full(len(rows), None, dtype=object)
    odd = odd.copy()
    plain = np.flatnonzero(~odd)
    try:
        united[plain] = _dissolved(rows[plain], progress)
    except shapely.GEOSException:
        odd[plain] = True
    else:
        area = shapely.area(rows[plain]).sum(axis=1)
        odd[plain] = ~(shapely.is_valid(united[plain]) & np.isclose(shapely.area(united[plain]), area, rtol=1e-6))
    united[odd] = _overlaid(rows[odd])
    return united


def _dissolved(rows: np.ndarray, progress: Progress) -> np.ndarray:
    """The union of each row (r, k) of polygons that share edges from vertex to vertex and nowhere overlap."""
    # North to south, so that what is dissolved first are bands with short edges; a cancel is heard between them.
    bands = np.array_split(rows, max(1, rows.shape[1] // _CHUNK), axis=1)
    dissolved = []
    for done, band in enumerate(bands):
        progress(done / len(bands))
        dissolved.append(shapely.coverage_union_all(band, axis=1))
    return dissolved[0] if len(bands) == 1 else shapely.coverage_union_all(np.stack(dissolved, axis=1), axis=1)


def _overlaid(rows: np.ndarray) -> np.ndarray:
    """The union of each row (r, k) of polygons that may overlap, or leave gaps of up to TOUCH between them."""
    united = shapely.union_all(rows, grid_size=TOUCH, axis=1)
    apart = shapely.get_type_id(united) != shapely.GeometryType.POLYGON
    mitred = {"join_style": "mitre", "quad_segs": 1}
    united[apart] = shapely.buffer(shapely.buffer(united[apart], TOUCH, **mitred), -TOUCH, **mitred)
    return united


def _merged_lines(parts: _Parts, progress: Progress) -> _Grouping:
    """Lines merged where they meet or cross."""
    touches = touching_lines(parts.geometry, progress)
    parts = _Parts(touches.geometries, parts.place, parts.share)
    spot = components(len(parts.place), touches.first, touches.second)
    order = np.argsort(spot, kind="stable")
    size = np.bincount(spot)
    united = np.empty(len(size), dtype=object)
    start = np.cumsum(size) - size
    united[size == 1] = parts.geometry[order[start[size == 1]]]
    for number in np.flatnonzero(size > 1):
        progress(number / len(size))
        together = parts.geometry[order[start[number] : start[number] + size[number]]]
        united[number] = shapely.line_merge(shapely.union_all(together))
    return _Grouping(parts, spot, spot, united)


def _together(groupings: list[_Grouping]) -> _Grouping:
    """Groupings of different parts as one."""
    spots = np.cumsum([0] + [len(some.geometry) for some in groupings])
    wholes = np.cumsum([0] + [some.whole.max(initial=-1) + 1 for some in groupings])
    parts = _Parts(
        np.concatenate([some.parts.geometry for some in groupings]),
        np.concatenate([some.parts.place for some in groupings]),
        np.concatenate([some.parts.share for some in groupings]),
    )
    return _Grouping(
        parts,
        np.concatenate([some.spot + shift for some, shift in zip(groupings, spots, strict=False)]),
        np.concatenate([some.whole + shift for some, shift in zip(groupings, wholes, strict=False)]),
        np.concatenate([some.geometry for some in groupings]),
    )


def _without_small(grouping: _Grouping, min_area: float) -> tuple[_Grouping, _Grouping]:
    """`grouping` parted into the wholes of at least `min_area` and the smaller ones."""
    whole_of_spot = np.zeros(len(grouping.geometry), dtype=np.int64)
    whole_of_spot[grouping.spot] = grouping.whole
    area = np.bincount(whole_of_spot, shapely.area(grouping.geometry))
    small = (area < min_area * (1 - TIED))[whole_of_spot] if len(area) else np.zeros(0, dtype=bool)
    return _some_spots(grouping, ~small), _some_spots(grouping, small)


def _some_spots(grouping: _Grouping, keep: np.ndarray) -> _Grouping:
    inside = keep[grouping.spot]
    number = np.cumsum(keep) - 1
    whole = np.unique(grouping.whole[inside], return_inverse=True)[1]
    return _Grouping(grouping.parts[inside], number[grouping.spot[inside]], whole, grouping.geometry[keep])


def _ranked(
    places: ScoredPlaces,
    choice: Choice,
    grouping: _Grouping,
    dropped: _Grouping,
    repaired: int,
    progress: Progress,
) -> Spots:
    parts, spot, count = grouping.parts, grouping.spot, len(grouping.geometry)
    priority = np.bincount(spot, places.priority[parts.place] * parts.share, minlength=count)
    area = shapely.area(grouping.geometry)
    order = _rank_order(priority, area, shapely.centroid(grouping.geometry))
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    progress(0.3)
    members = _members(rank[spot], parts.place, count)
    progress(0.5)
    return Spots(
        geometry=grouping.geometry[order],
        part_of=_part_of(rank[spot], grouping.whole, count),
        priority=priority[order],
        gap=_mean_gap(places, parts, spot, count)[order],
        area_m2=area[order],
        places=np.array([len(some) for some in members], dtype=np.int64),
        members=members,
        why=_reasons(places, members, part(progress, 0.5, 1.0)),
        choice=choice,
        dropped=len(np.unique(dropped.whole)),
        dropped_priority=float((places.priority[dropped.parts.place] * dropped.parts.share).sum()),
        cut=int((np.bincount(np.unique(np.stack([grouping.whole, spot]), axis=1)[0]) > 1).sum()),
        repaired=repaired,
    )


def _rank_order(priority: np.ndarray, area: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Highest priority first; where that ties the largest, then north to south, west to east."""
    falling = np.argsort(-priority, kind="stable")
    level = np.empty(len(priority), dtype=np.int64)
    value = priority[falling]
    level[falling] = np.cumsum(np.r_[False, value[1:] < value[:-1] * (1 - TIED)][: len(value)])
    west, north = np.round(shapely.get_x(centre), 2), np.round(shapely.get_y(centre), 2)
    return np.lexsort((west, -north, -np.round(area, 2), level))


def _part_of(spot: np.ndarray, whole: np.ndarray, count: int) -> np.ndarray:
    """For each of `count` spots the rank of the first spot of its whole; -1 where it is all of it."""
    part_of = np.full(count, -1)
    if count:
        first = np.full(whole.max() + 1, count)
        last = np.full(whole.max() + 1, -1)
        np.minimum.at(first, whole, spot)
        np.maximum.at(last, whole, spot)
        part_of[spot] = np.where(first[whole] < last[whole], first[whole] + 1, -1)
    return part_of


def _members(spot: np.ndarray, place: np.ndarray, count: int) -> list[np.ndarray]:
    """The places of each spot, each once, ascending."""
    order = np.lexsort((place, spot))
    spot, place = spot[order], place[order]
    once = np.ones(len(spot), dtype=bool)
    once[1:] = (spot[1:] != spot[:-1]) | (place[1:] != place[:-1])
    spot, place = spot[once], place[once]
    edge = np.searchsorted(spot, np.arange(count + 1)).tolist()
    return [place[start:end] for start, end in itertools.pairwise(edge)]


def _mean_gap(places: ScoredPlaces, parts: _Parts, spot: np.ndarray, count: int) -> np.ndarray:
    """Mean gap (count,) of the places of each spot, weighted by demand; unweighted where there is none."""
    gap = places.gap[parts.place]
    demand = np.nan_to_num(places.demand[parts.place], nan=0.0).clip(min=0) * parts.share
    weight = np.where(np.bincount(spot, demand, minlength=count)[spot] > 0, demand, parts.share)
    return np.bincount(spot, gap * weight, minlength=count) / np.bincount(spot, weight, minlength=count)


def _reasons(places: ScoredPlaces, members: list[np.ndarray], progress: Progress) -> np.ndarray:
    """A sentence (m,) for each spot: what is said most of its places of the highest priority, and how many it holds."""
    code, text = pd.factorize(
        np.array(["" if why is None else str(why) for why in places.why], dtype=object), sort=True
    )
    reasons = np.empty(len(members), dtype=object)
    for number, inside in enumerate(members):
        progress(number / len(members))
        priority = places.priority[inside]
        top = inside[priority >= priority.max() * (1 - TIED)] if len(inside) > 1 else inside
        said = text[_most_common(code[top])]
        if len(inside) > 1:
            alike = "all alike" if (code[inside] == code[inside[0]]).all() else "the most pressing"
            said = f"{len(inside)} places, {alike}: {said}" if said else f"{len(inside)} places."
        reasons[number] = said
    return reasons


def _most_common(codes: np.ndarray) -> int:
    if len(codes) == 1:
        return codes[0]
    values, count = np.unique(codes, return_counts=True)
    return values[count.argmax()]
