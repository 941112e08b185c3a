"""Places, merged, withheld and rounded, as they may be published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..tables import geometries_of, geopandas
from ..text import counted
from .differencing import Comparison, EarlierLayer
from .evidence_counts import Evidence
from .figures import PLACES, Figure, figures_of
from .merged_places import Blocks, Merging, joint_numbers, merged
from .rounding import rounded_share, rounded_sum
from .rules import PublicationRules
from .suppression import Totals, totals

PUBLISHED, WITHHELD = "published", "withheld"
"""The status of what is published: with figures, or without."""
TOO_FEW, EARLIER = "too few", "earlier layer"
"""Why figures are withheld, for the log alone: because there is too little evidence, which may be none; and because a
layer that was published earlier would give too little evidence away. In the layer, the second would say where there is
enough evidence now, and, beside the earlier layer, since which day."""


@dataclass(frozen=True)
class Publication:
    """What is published, and what is not.

    layer: a feature for each group of places, with the columns place_id, status (PUBLISHED or WITHHELD), places
    (how many were merged), block_m (side of their block), demand, and the figures, NaN where they are withheld.
    areas: the totals of neighbourhoods, in the same columns; None without neighbourhoods. total: those of the layer by
    name; None where they are withheld.
    merging, published: which places are in which group, and (g,) which groups have figures. shown: the groups as the
    layer has them, where withheld ones are joined.
    """

    layer: geopandas.GeoDataFrame
    areas: geopandas.GeoDataFrame | None
    total: dict[str, float] | None
    merging: Merging
    published: np.ndarray
    shown: Merging

    def places_with(self, status: str, first: int | None = None) -> int:
        """How many places have a figure (PUBLISHED) or none for this reason, of the first so many."""
        return int((self.status[self.merging.group[:first]] == status).sum())

    def merged_places(self, first: int | None = None) -> int:
        """How many places are published in a group with others, of the first so many."""
        return int((self.published & (self.merging.members > 1))[self.merging.group[:first]].sum())

    @property
    def status(self) -> np.ndarray:
        """(g,) the status of each group, also of those that are left out."""
        return _status(self.merging, self.published)


def _status(merging: Merging, published: np.ndarray) -> np.ndarray:
    return np.where(published, PUBLISHED, np.where(merging.enough, EARLIER, TOO_FEW)).astype(object)


def publish_places(
    places: geopandas.GeoDataFrame,
    evidence: Evidence,
    rules: PublicationRules,
    *,
    kind: str = PLACES,
    days: tuple[int, int] | None = None,
    blocks: Blocks | None = None,
    areas: geopandas.GeoDataFrame | None = None,
    earlier: Sequence[EarlierLayer] = (),
    follows_fixes: bool = False,
) -> Publication:
    """Scored places or patrol effort as they may be published.

    places: a row for each place, in a metric CRS, with place_id and the figures of `kind` (see figures.py), and with
    demand if it has one. evidence: of the same places in the same order, of all days for which there are fixes. days:
    the first and the last local day of the period of the layer; None: all. blocks: in which places may be merged;
    None: by the shapes of the places. areas: neighbourhoods, for which totals are published. earlier: layers that were
    published before. follows_fixes: whether the places are a grid whose outline follows the fixes, in whole blocks (see
    whole_blocks.py). Then blocks without any figure are left out, as if nobody had ever been near, and so are totals.
    Raises UserError where there is nothing that can be published.
    """
    figures = figures_of(kind, places.columns)
    shapes = geometries_of(places)
    first, last = days or (evidence.first_day, evidence.last_day)
    values = _Values.of(places, figures, kind, rules)
    evidence = replace(evidence, weight=values.weight)
    of_period = evidence.within(first, last)
    blocks = Blocks.of_shapes(shapes, rules) if blocks is None else blocks
    area = area_of_places(shapes, areas)
    merging = merged(of_period, blocks, area, rules)
    compared = Comparison.of(shapes, evidence, (first, last), earlier, rules)
    published = merging.enough & ~compared.withheld(merging)
    found = totals(of_period, merging, published, area, rules)
    if len(compared) and _totals_tell(compared, merging, published, area, found):
        found = Totals(False, np.zeros_like(found.areas))
    if follows_fixes:
        found = Totals(False, np.zeros_like(found.areas))
    shown = _withheld_joined(merging, published, blocks, area)
    layer = geopandas.GeoDataFrame(
        {
            "place_id": _ids(places, shown),
            "status": np.where(shown.enough, PUBLISHED, WITHHELD).astype(object),
            "places": shown.members,
            "block_m": shown.side,
            **values.of_groups(shown.group, len(shown), shown.enough),
        },
        geometry=geometries_of(_dissolved(shapes, shown.group, len(shown))),
        crs=places.crs,
    )
    if follows_fixes:
        # the block of each group; all places of a group are in the same
        top = np.zeros(len(shown), np.int64)
        top[shown.group] = blocks.labels[-1]
        layer = layer[np.isin(top, top[shown.enough])].reset_index(drop=True)
    return Publication(layer, _areas(areas, area, values, found), _total(values, found), merging, published, shown)


def _withheld_joined(merging: Merging, published: np.ndarray, blocks: Blocks, area: np.ndarray) -> Merging:
    """The groups of the layer: those with figures as they are, and the others of each largest block and neighbourhood
    together: how they were merged would tell where there was nearly enough evidence. enough: whether there are
    figures."""
    shown = published[merging.group]
    rest = len(merging) + joint_numbers(area, blocks.labels[-1])
    number, group = np.unique(np.where(shown, merging.group, rest), return_inverse=True)
    known = number < len(merging)
    side = np.full(len(number), blocks.sides[-1], float)
    side[known] = merging.side[number[known]]
    return Merging(group.reshape(-1), side, known)


def _totals_tell(
    compared: Comparison, merging: Merging, published: np.ndarray, area: np.ndarray, found: Totals
) -> bool:
    """Whether the totals, with the figures of the groups and of earlier layers, would give too little evidence away."""
    told = np.r_[found.areas, False][area]
    rest = np.where(told, len(merging) + 1 + area, len(merging) if found.whole else -1)
    new = np.where(published[merging.group], merging.group, rest)
    return bool(compared.wrong(new, len(merging) + 1 + len(found.areas)).any())


def area_of_places(shapes: np.ndarray, areas: geopandas.GeoDataFrame | None) -> np.ndarray:
    """(n,) the index of the neighbourhood that has the centre of each place, the first where several have; -1: none."""
    found = np.full(len(shapes), -1, np.int64)
    if areas is not None and len(shapes) and len(areas):
        centre, area = shapely.STRtree(geometries_of(areas)).query(
            shapely.point_on_surface(shapes), predicate="intersects"
        )
        order = np.lexsort((-area, centre))
        found[centre[order]] = area[order]
    return found


@dataclass(frozen=True)
class _Values:
    """The values of the figures of n places. weight: (n,) of means; demand: (n,), None where the layer has none."""

    figures: tuple[Figure, ...]
    values: tuple[np.ndarray, ...]
    weight: np.ndarray
    demand: np.ndarray | None
    rules: PublicationRules

    @classmethod
    def of(cls, places: geopandas.GeoDataFrame, figures: tuple[Figure, ...], kind: str, rules) -> "_Values":
        demand = places["demand"].to_numpy(float) if "demand" in places.columns and kind == PLACES else None
        weight = np.ones(len(places)) if demand is None else np.nan_to_num(demand)
        for figure in figures:
            empty = int(places[figure.source].isna().sum())
            if empty:
                raise UserError(
                    tr(
                        "{field} is null in {count} of the layer. Leave these features out: nobody knows what they "
                        "stand for.",
                        field=figure.source,
                        count=counted(empty, "feature"),
                    )
                )
        columns = tuple(places[figure.source].to_numpy(float) * figure.factor for figure in figures)
        return cls(figures, columns, weight, demand, rules)

    def of_groups(self, group: np.ndarray, groups: int, shown: np.ndarray) -> dict[str, np.ndarray]:
        """The columns of groups of places. group: (n,), below 0 for none; shown: (groups,) which have figures."""
        some = group >= 0
        of = group[some]

        def total(values: np.ndarray) -> np.ndarray:
            return np.bincount(of, values[some], minlength=groups)

        # where nothing is demanded, all places of a group weigh the same
        heavy = total(self.weight) > 0
        weight = np.where(np.r_[heavy, True][group], self.weight, 1.0)
        found = {}
        if self.demand is not None:
            found["demand"] = np.where(shown, total(self.demand), np.nan)
        for figure, values in zip(self.figures, self.values, strict=True):
            sums = total(values * (1.0 if figure.is_sum else weight))
            if figure.is_sum:
                column = rounded_sum(sums, self.rules.count_step * figure.step)
            else:
                with np.errstate(invalid="ignore", divide="ignore"):
                    column = rounded_share(sums / total(weight), self.rules.gap_step * figure.step)
            found[figure.name] = np.where(shown, column, np.nan)
        if self.demand is not None and "gap" in found:
            found["priority"] = found["gap"] * found["demand"]  # of the rounded gap, which it would give away
        if "gap_after" in found and "gap_before" in found:
            found["gain"] = np.round(found["gap_before"] - found["gap_after"], 9)
        return found


def _ids(places: geopandas.GeoDataFrame, merging: Merging) -> list[str]:
    """What groups are called: a place by itself as it is called, a group after its first place."""
    names = (
        places["place_id"].astype(str).to_numpy()
        if "place_id" in places.columns
        else np.arange(1, len(places) + 1).astype(str)
    )
    first = np.full(len(merging), len(names))
    np.minimum.at(first, merging.group, np.arange(len(names)))
    return [
        names[i] if count == 1 else f"{names[i]}+{count - 1}"
        for i, count in zip(first.tolist(), merging.members.tolist(), strict=True)
    ]


def _dissolved(shapes: np.ndarray, group: np.ndarray, groups: int) -> list[shapely.Geometry]:
    """The union of the shapes of each group."""
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(groups + 1))
    return [
        shapes[order[start]] if end - start == 1 else shapely.union_all(shapes[order[start:end]])
        for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    ]


def _areas(areas, area: np.ndarray, values: _Values, found: Totals) -> geopandas.GeoDataFrame | None:
    if areas is None:
        return None
    shown = np.zeros(len(areas), bool)
    shown[: len(found.areas)] = found.areas
    columns = {
        "status": np.where(shown, PUBLISHED, WITHHELD).astype(object),
        "places": np.bincount(area[area >= 0], minlength=len(areas)),
        **values.of_groups(area, len(areas), shown),
    }
    return geopandas.GeoDataFrame(columns, geometry=geometries_of(areas), crs=areas.crs)


def _total(values: _Values, found: Totals) -> dict[str, float] | None:
    if not found.whole:
        return None
    columns = values.of_groups(np.zeros(len(values.weight), np.int64), 1, np.ones(1, bool))
    return {name: float(column[0]) for name, column in columns.items()}
