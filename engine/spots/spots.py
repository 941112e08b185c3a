"""From scored places to blind spots: connected areas of high priority.

The fewest places that together hold a share of the priority are selected, merged where they touch, cut where they are
too large (see partition.py) and ranked. Points close to each other become one spot (see point_groups.py). The order of
the input rows affects nothing but the indices in `members`.
"""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..language import tr
from ..progress import Progress, part, quiet
from ..score.gap_profiles import DECIMALS, profile_texts, read_profiles
from ..tables import geopandas
from .merging import Grouping, Parts, concatenated, connected_parts, merged_lines, merged_polygons, without_small
from .point_groups import merged_points
from .selection import TIED, Choice, ScoredPlaces, SpotRules, choose_places


@dataclass(frozen=True)
class Spots:
    """Blind spots by rank, m of each; the first has rank 1.

    geometry: object, metres, two-dimensional; a Polygon for each spot of polygons, a Point for each of points.
    part_of: int, the rank of the first part of the area that it was cut from (its own rank, for the first part); -1 if
    not cut.
    priority: sum over its places, by share of area or length if a place lies in several spots.
    gap: mean over its places weighted by demand (unweighted if that is 0). area_m2: 0 for lines and points.
    places: the number of places that it contains, in whole or in part. members: their indices in the input, ascending
    arrays. why: a sentence.
    choice: the selection of places. dropped: number of spots below min_area; dropped_priority: their priority.
    cut: number of areas that were cut because they were above max_area. repaired: number of selected places with an
    invalid geometry.
    profile: (m, B) the gap in each bin of the watch, the mean over its places like gap; None where no place has a
    profile. wrong_profiles: number of selected places whose profile cannot be used: it counts as the gap at all times.
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
    profile: np.ndarray | None = None
    wrong_profiles: int = 0

    def __len__(self) -> int:
        return len(self.geometry)

    @property
    def merged(self) -> np.ndarray:
        """(m,) whether the spot is a point that stands for several places."""
        return (shapely.get_type_id(self.geometry) == shapely.GeometryType.POINT) & (self.places > 1)

    def away(self, places: np.ndarray) -> np.ndarray:
        """(k,) m from each place of a merged spot to where the spot stands. places: (n,) the geometries of all."""
        merged = np.flatnonzero(self.merged)
        inside = [self.members[spot] for spot in merged]
        stands = np.repeat(self.geometry[merged], [len(each) for each in inside])
        return shapely.distance(places[np.concatenate([np.zeros(0, int), *inside])], stands)

    @property
    def rank(self) -> np.ndarray:
        """1 to m."""
        return np.arange(1, len(self) + 1)

    def profile_texts(self, decimals: int = DECIMALS) -> list[str | None]:
        """The profiles (m,) as JSON lists, None where there is none."""
        return [None] * len(self) if self.profile is None else profile_texts(self.profile, decimals)

    def table(self, crs=None) -> geopandas.GeoDataFrame:
        """The spots (m,) by rank: spot_id, part_of (<NA> if not cut), rank, priority, gap, area_m2, places, why. crs:
        the CRS of the places, in any form that GeoPandas accepts."""
        columns = {
            "spot_id": self.rank,
            "part_of": pd.array(np.where(self.part_of < 0, 0, self.part_of), dtype="Int64"),
            "rank": self.rank,
            "priority": self.priority,
            "gap": self.gap,
            "area_m2": self.area_m2,
            "places": self.places,
            "why": self.why,
        }
        columns["part_of"][self.part_of < 0] = pd.NA
        return geopandas.GeoDataFrame(columns, geometry=self.geometry, crs=crs)


def find_spots(places: ScoredPlaces, rules: SpotRules, progress: Progress = quiet) -> Spots:
    """The blind spots of `places`. Raises UserError if one place would be cut into more than partition.MAX_PARTS."""
    choice = choose_places(places, rules)
    progress(0.01)
    chosen = choice.chosen[_canonical_order(places, choice.chosen)]
    progress(0.02)
    parts, repaired = connected_parts(places.geometry, chosen, part(progress, 0.02, 0.05))
    progress(0.05)
    dimension = shapely.get_dimensions(parts.geometry)
    polygons = merged_polygons(parts[dimension == 2], rules.max_area, part(progress, 0.05, 0.9))
    polygons, dropped = without_small(polygons, rules.min_area)
    lines = merged_lines(parts[dimension == 1], part(progress, 0.9, 0.92))
    points = parts[dimension == 0]
    near = merged_points(points, places.priority[points.place], rules.merge_distance, part(progress, 0.92, 0.95))
    grouping = concatenated([polygons, lines, near])
    spots = _ranked(places, choice, grouping, dropped, repaired, part(progress, 0.95, 1.0))
    progress(1.0)
    return spots


def _canonical_order(places: ScoredPlaces, chosen: np.ndarray) -> np.ndarray:
    """An order of the selected places that depends on their geometry and attributes, not on the order of the rows."""
    west, south, east, north = shapely.bounds(places.geometry[chosen]).T
    text = pd.factorize(np.asarray(places.why, dtype=object)[chosen], sort=True)[0]
    size = shapely.length(places.geometry[chosen])
    return np.lexsort(
        (text, places.demand[chosen], places.gap[chosen], places.priority[chosen], size, south, east, west, -north)
    )


def _ranked(
    places: ScoredPlaces,
    choice: Choice,
    grouping: Grouping,
    dropped: Grouping,
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
    weight = _weight(places, parts, spot, count)
    profile, wrong = _mean_profile(places, parts, weight, spot, count)
    progress(0.5)
    return Spots(
        geometry=grouping.geometry[order],
        part_of=_part_of(rank[spot], grouping.whole, count),
        priority=priority[order],
        gap=_mean(places.gap[parts.place], weight, spot, count)[order],
        area_m2=area[order],
        places=np.array([len(some) for some in members], dtype=np.int64),
        members=members,
        why=_reasons(places, members, part(progress, 0.5, 1.0)),
        choice=choice,
        dropped=len(np.unique(dropped.whole)),
        dropped_priority=float((places.priority[dropped.parts.place] * dropped.parts.share).sum()),
        cut=int((np.bincount(np.unique(np.stack([grouping.whole, spot]), axis=1)[0]) > 1).sum()),
        repaired=repaired,
        profile=None if profile is None else profile[order],
        wrong_profiles=wrong,
    )


def _rank_order(priority: np.ndarray, area: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Order by priority, descending; ties by area, descending, then from north to south, then from west to east."""
    descending = np.argsort(-priority, kind="stable")
    level = np.empty(len(priority), dtype=np.int64)
    value = priority[descending]
    level[descending] = np.cumsum(np.r_[False, value[1:] < value[:-1] * (1 - TIED)][: len(value)])
    west, north = np.round(shapely.get_x(centre), 2), np.round(shapely.get_y(centre), 2)
    return np.lexsort((west, -north, -np.round(area, 2), level))


def _part_of(spot: np.ndarray, whole: np.ndarray, count: int) -> np.ndarray:
    """For each of `count` spots the rank of the first spot of its whole; -1 if the spot is the whole."""
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


def _weight(places: ScoredPlaces, parts: Parts, spot: np.ndarray, count: int) -> np.ndarray:
    """(p,) the weight of each part in the means of its spot: its demand; its share of its place where the spot has no
    demand."""
    demand = np.nan_to_num(places.demand[parts.place], nan=0.0).clip(min=0) * parts.share
    return np.where(np.bincount(spot, demand, minlength=count)[spot] > 0, demand, parts.share)


def _mean(values: np.ndarray, weight: np.ndarray, spot: np.ndarray, count: int) -> np.ndarray:
    """(count,) the weighted mean of the values (p,) of the parts of each spot."""
    return np.bincount(spot, values * weight, minlength=count) / np.bincount(spot, weight, minlength=count)


def _mean_profile(
    places: ScoredPlaces, parts: Parts, weight: np.ndarray, spot: np.ndarray, count: int
) -> tuple[np.ndarray | None, int]:
    """(count, B) the mean profiles of the spots, None where no place has one; and how many places have one that cannot
    be used."""
    if places.profile is None:
        return None, 0
    place, of = np.unique(parts.place, return_inverse=True)
    read = read_profiles(places.profile[place])
    if not read.usable.any():
        return None, read.wrong
    values = np.where(read.usable[:, None], read.numbers, places.gap[place][:, None])
    means = [_mean(column[of], weight, spot, count) for column in values.T]
    elsewhen = _mean(1.0 - read.elsewhen[of], weight, spot, count) == 0  # no place is watched in this watch
    profiles = np.column_stack(means) if means else np.zeros((count, 1))
    profiles[elsewhen] = np.nan
    return profiles, read.wrong


def _reasons(places: ScoredPlaces, members: list[np.ndarray], progress: Progress) -> np.ndarray:
    """A sentence (m,) for each spot: the most frequent reason among its places of the highest priority, and the number
    of its places."""
    code, text = pd.factorize(
        np.array(["" if why is None else str(why) for why in places.why], dtype=object), sort=True
    )
    reasons = np.empty(len(members), dtype=object)
    for number, inside in enumerate(members):
        progress(number / len(members))
        priority = places.priority[inside]
        top = inside[priority >= priority.max() * (1 - TIED)] if len(inside) > 1 else inside
        reason = text[_most_common(code[top])]
        if len(inside) > 1:
            alike = tr("all alike") if (code[inside] == code[inside[0]]).all() else tr("the most pressing")
            reason = (
                tr("{inside} places, {alike}: {reason}", inside=len(inside), alike=alike, reason=reason)
                if reason
                else tr("{inside} places.", inside=len(inside))
            )
        reasons[number] = reason
    return reasons


def _most_common(codes: np.ndarray) -> int:
    if len(codes) == 1:
        return codes[0]
    values, count = np.unique(codes, return_counts=True)
    return values[count.argmax()]
