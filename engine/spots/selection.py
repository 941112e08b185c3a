"""Selection of places: the fewest that together hold a share of the priority, and those tied with the last one."""

from collections.abc import Container
from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..score.gap_profiles import profile_field
from ..tables import geometries_of, geopandas, usable_numbers

TIED = 1e-9
"""Relative difference up to which two priorities count as equal."""


@dataclass(frozen=True)
class ScoredPlaces:
    """Places with their scores, n of each.

    geometry: object, shapely geometries of any kind, metres. priority, gap, demand: float. why: object, a sentence.
    profile: object, the profile of the gap over the watch as it was read (see score/gap_profiles.py); None: there is
    none of any place.
    """

    geometry: np.ndarray
    priority: np.ndarray
    gap: np.ndarray
    demand: np.ndarray
    why: np.ndarray
    profile: np.ndarray | None = None

    @classmethod
    def from_table(cls, table: geopandas.GeoDataFrame, name: str = "The table of places") -> "ScoredPlaces":
        """From a table in metres with the columns priority and gap, and perhaps demand (1 where there is no such
        column, 0 where there is no number), why and gap_profile. `name` is what errors call the table.

        Raises UserError where it has no row, or lacks priority or gap.
        """
        check_places(name, len(table), table.columns)
        numbers = [
            usable_numbers(table[column])[0] if column in table.columns else np.ones(len(table))
            for column in ("priority", "gap", "demand")
        ]
        why = table["why"].tolist() if "why" in table.columns else [""] * len(table)
        field, profile = profile_field(table.columns), None
        if field is not None:
            profile = np.empty(len(table), dtype=object)
            profile[:] = table[field].tolist()
        why = np.array(why, dtype=object)
        return cls(geometries_of(table), *numbers[:2], np.nan_to_num(numbers[2]), why, profile)


def check_places(name: str, count: int, columns: Container[str]) -> None:
    """Raises UserError where a table of `count` places has no row, or lacks priority or gap. `name` is what errors call
    the table."""
    if count == 0:
        raise UserError(
            tr("{name} has no feature with a usable geometry, so there is nothing to choose from.", name=name)
        )
    missing = [column for column in ("priority", "gap") if column not in columns]
    if missing:
        raise UserError(
            tr(
                "{name} has no field {fields}. INPUT is meant to be the output of Score gaps.",
                name=name,
                fields=tr(" and no field ").join(missing),
            )
        )


@dataclass(frozen=True)
class SpotRules:
    """The rules for selecting places and forming blind spots from them.

    share: of the total priority, above 0 to 1. min_gap: of a place that may be selected, 0 to 1.
    min_area: m2, of merged polygons before they are cut. max_area: m2, larger polygons are cut; 0: never.
    merge_distance: m, within which points become one spot; 0: never.
    Raises UserError for values out of range.
    """

    share: float = 0.5
    min_gap: float = 0.5
    min_area: float = 0.0
    max_area: float = 250_000.0
    merge_distance: float = 50.0

    def __post_init__(self):
        if not 0 < self.share <= 1:
            raise UserError(tr("SHARE is {share:g} %; it must be above 0 and at most 100.", share=100 * self.share))
        if not 0 <= self.min_gap <= 1:
            raise UserError(
                tr(
                    "MIN_GAP is {min_gap:g}; a gap is a probability, so it must lie between 0 and 1.",
                    min_gap=self.min_gap,
                )
            )
        if not (self.min_area >= 0 and self.max_area >= 0):
            raise UserError(tr("MIN_AREA and MAX_AREA must not be negative; 0 turns them off."))
        if not self.merge_distance >= 0:
            raise UserError(tr("MERGE_DISTANCE must not be negative; 0 turns it off."))
        if 0 < self.max_area < self.min_area:
            raise UserError(
                tr(
                    "MIN_AREA ({min_area:,.10g} m2) is larger than MAX_AREA ({max_area:,.10g} m2), "
                    "so no blind spot could be both. Lower MIN_AREA or raise MAX_AREA.",
                    min_area=self.min_area,
                    max_area=self.max_area,
                )
            )


@dataclass(frozen=True)
class Choice:
    """The selected places.

    chosen: (k,) int, indices of the places, ascending. threshold: the lowest priority among them (NaN if none).
    tied: how many of them have that priority. held: the share of the total priority that they hold (0 if there is
    none). enough: False if all places that may be chosen hold less than the share asked for.
    total: the sum of all positive priorities. scored: number of places with a geometry and a finite priority.
    ignored: number of the other places.
    """

    chosen: np.ndarray
    threshold: float
    tied: int
    held: float
    enough: bool
    total: float
    scored: int
    ignored: int

    @property
    def most_tie(self) -> bool:
        """Whether half of the scored places or more are tied at the threshold, so that the selection means little."""
        return self.tied > 1 and 2 * self.tied >= self.scored


def choose_places(places: ScoredPlaces, rules: SpotRules) -> Choice:
    """The fewest places with at least min_gap that together hold the share of the total priority, and those tied with
    the last one."""
    priority = np.asarray(places.priority, dtype=float)
    scored = np.isfinite(priority) & ~(shapely.is_missing(places.geometry) | shapely.is_empty(places.geometry))
    eligible = scored & (priority > 0) & (np.asarray(places.gap, dtype=float) >= rules.min_gap)
    # sorted, so that the sums don't depend on the order of the rows
    total = np.sort(priority[scored & (priority > 0)])[::-1].sum()
    descending = np.sort(priority[eligible])[::-1]
    ignored = int((~scored).sum())
    if not len(descending):
        return Choice(np.zeros(0, dtype=np.int64), np.nan, 0, 0.0, total == 0, total, int(scored.sum()), ignored)
    held = np.cumsum(descending)
    target = rules.share * total * (1 - 1e-12)
    last = int(np.searchsorted(held, target))
    enough = last < len(descending)
    threshold = descending[min(last, len(descending) - 1)]
    chosen = np.flatnonzero(eligible & (priority >= threshold * (1 - TIED)))
    tied = int((priority[chosen] <= threshold * (1 + TIED)).sum())
    share = min(held[len(chosen) - 1] / total, 1.0)
    return Choice(chosen, float(threshold), tied, float(share), enough, float(total), int(scored.sum()), ignored)
