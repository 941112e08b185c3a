"""What the answers of residents change in a plan, by neighbourhood, and what following them costs."""

from dataclasses import dataclass

import numpy as np
import shapely

from ..errors import UserError
from ..exposure.legs import Legs
from ..exposure.stays import Stays, over
from ..language import tr
from ..progress import Progress, quiet
from ..text import counted
from .areas import NumberedAreas
from .form import MORE

BLOCK = 2000
"""Legs that are measured at once; a cancelled run stops after them."""


NOTICEABLE = 0.01
"""Share of the demand of a place. A limit on what patrols found is met anew with the answers, which moves the demand of
other places by less."""


@dataclass(frozen=True)
class PlacesOf:
    """p places of a run. ident: (p,) texts; shape: (p,) geometries in m; demand, before: (p,) demand, and the gap
    without drones; after: (p,) the gap with them, None where they were scored and not assessed."""

    ident: tuple[str, ...]
    shape: np.ndarray
    demand: np.ndarray
    before: np.ndarray
    after: np.ndarray | None

    @property
    def priority(self) -> np.ndarray:
        """(p,) demand x gap without drones."""
        return self.demand * self.before

    def closed(self, demand: np.ndarray) -> np.ndarray:
        """(p,) what drones close of the gap, valued by a demand, (p,); NaN where it is not known."""
        return np.full(len(demand), np.nan) if self.after is None else demand * (self.before - self.after)


@dataclass(frozen=True)
class Asked:
    """r answers. point: (r,) points in m, within what each is about; answer: (r,) texts; weight: (r,); respondents: how
    many different ones there are, those without a key counted one by one."""

    point: np.ndarray
    answer: tuple[str, ...]
    weight: np.ndarray
    respondents: int


@dataclass(frozen=True)
class Effect:
    """The difference, by a neighbourhoods and one more row, the last: what lies in none of them.

    All arrays are (a + 1,), so that sums are totals of all places and flights. Values without answers come first in
    each pair. closed, closed_other: the part of the gap that drones close, both valued by the demand WITHOUT answers,
    so that they can be compared; wished, wished_other: the same, both valued by the demand with answers. NaN where
    unknown.
    """

    areas: NumberedAreas
    places: np.ndarray
    more: np.ndarray
    not_here: np.ndarray
    more_weight: np.ndarray
    not_here_weight: np.ndarray
    demand: np.ndarray
    demand_other: np.ndarray
    priority: np.ndarray
    priority_other: np.ndarray
    closed: np.ndarray
    closed_other: np.ndarray
    wished: np.ndarray
    wished_other: np.ndarray
    drone_s: np.ndarray
    drone_s_other: np.ndarray
    raised: np.ndarray
    """places whose demand is noticeably higher with answers"""
    lowered: np.ndarray
    held: np.ndarray
    """places at the minimum of demand"""
    at_limit: np.ndarray
    """places whose demand answers have raised or lowered as much as they can"""
    no_fly: np.ndarray
    """share of the neighbourhood, 0 to 1, in which drones must not fly; NaN where it is not known"""
    open_share: np.ndarray
    """the mean gap without drones, weighted by the demand with answers, NaN where there is none"""
    nights: tuple[int, int]

    def __len__(self) -> int:
        return len(self.places)

    @property
    def has_gain(self) -> bool:
        """Whether it is known what the drones close."""
        return bool(np.isfinite(self.closed).all() and np.isfinite(self.closed_other).all())

    @property
    def has_flights(self) -> bool:
        return bool(np.isfinite(self.drone_s).any())

    @property
    def cost(self) -> float:
        """What following the answers costs: the priority, by the demand without answers, that is no longer closed."""
        return float(self.closed.sum() - self.closed_other.sum())


def effect(
    without: PlacesOf,
    other: PlacesOf,
    areas: NumberedAreas,
    asked: Asked,
    flights: tuple[np.ndarray, np.ndarray] | None = None,
    no_fly: np.ndarray | None = None,
    limit: float | None = None,
    minimum: float = 0.0,
    nights: tuple[int, int] = (1, 1),
) -> Effect:
    """The difference between places `without` and with residents' answers (`other`).

    flights: (a + 1,) seconds that drones are over each neighbourhood and elsewhere, without and with; no_fly: (z,)
    areas where drones must not fly; limit: the most by which answers multiply or divide the demand of a place; minimum:
    the share of the mean demand, 0 to 1, that every place keeps. Each place counts for the neighbourhood in which a
    point of it lies. Raises UserError where the places are not the same.
    """
    row = _same_places(without, other)
    demand_other, before_other = other.demand[row], other.before[row]
    after_other = None if other.after is None or without.after is None else other.after[row]
    moved = PlacesOf(without.ident, without.shape, demand_other, before_other, after_other)
    first = without if after_other is not None else PlacesOf(*_of(without), None)
    at = areas.at(shapely.point_on_surface(without.shape))
    asked_at = areas.at(asked.point)
    is_more = np.array([answer == MORE for answer in asked.answer], bool)

    def total(values: np.ndarray, where: np.ndarray = at) -> np.ndarray:
        return np.bincount(np.where(where < 0, len(areas), where), values, len(areas) + 1)

    change = demand_other - without.demand
    some = np.maximum(NOTICEABLE * np.abs(without.demand), 1e-9 * float(np.abs(without.demand).max(initial=0.0)))
    held = demand_other <= minimum * without.demand.mean() * (1 + 1e-6) if minimum > 0 else np.zeros(len(at), bool)
    at_limit = np.zeros(len(at), bool)
    if limit is not None and limit > 1:
        least, most = without.demand / limit, without.demand * limit
        at_limit = (without.demand > 0) & ((demand_other >= most * (1 - 1e-6)) | (demand_other <= least * (1 + 1e-6)))
    weighted = total(demand_other)
    unknown = np.full(len(areas) + 1, np.nan)
    return Effect(
        areas,
        total(np.ones(len(at))).astype(int),
        total(is_more.astype(float), asked_at).astype(int),
        total((~is_more).astype(float), asked_at).astype(int),
        total(np.where(is_more, asked.weight, 0.0), asked_at),
        total(np.where(is_more, 0.0, asked.weight), asked_at),
        total(without.demand),
        weighted,
        total(without.priority),
        total(moved.priority),
        total(first.closed(without.demand)),
        total(moved.closed(without.demand)),
        total(first.closed(demand_other)),
        total(moved.closed(demand_other)),
        *(flights or (unknown, unknown)),
        total((change > some).astype(float)).astype(int),
        total((change < -some).astype(float)).astype(int),
        total(held.astype(float)).astype(int),
        total(at_limit.astype(float)).astype(int),
        _share_of(areas, no_fly),
        np.divide(total(moved.priority), weighted, out=unknown.copy(), where=weighted > 0),
        nights,
    )


def seconds_over(legs: Legs, areas: NumberedAreas, progress: Progress = quiet) -> np.ndarray:
    """(a + 1,) s that drones are over each neighbourhood, and over none; summed, the time in the air."""
    found = []
    for number, some in enumerate(legs.blocks(BLOCK), 1):
        found.append(over(some, areas.shape))
        progress(min(1.0, number * BLOCK / len(legs)))
    inside = Stays.joined(found).merged().totals(len(areas)) if found else np.zeros(len(areas))
    air = float(legs.seconds.sum())
    if inside.sum() > air > 0:  # flights along an edge are over both sides of it
        inside = inside * (air / inside.sum())
    return np.append(inside, max(air - inside.sum(), 0.0))


def respondents_of(keys: tuple[str, ...]) -> int:
    """How many respondents there are, those without a key counted one by one."""
    named = {key for key in keys if key}
    return len(named) + sum(not key for key in keys)


def _of(places: PlacesOf) -> tuple:
    return places.ident, places.shape, places.demand, places.before


def _same_places(without: PlacesOf, other: PlacesOf) -> np.ndarray:
    """(p,) the row of each place in the other run."""
    rows = {ident: row for row, ident in enumerate(other.ident)}
    missing = sum(ident not in rows for ident in without.ident)
    double = len(without.ident) - len(set(without.ident))
    if missing or double or len(rows) != len(without.ident):
        raise UserError(
            tr(
                "WITHOUT and WITH do not have the same places: {missing:,} of the {count} of WITHOUT are not in WITH, "
                "which has {others}. Score the same places, or the same grid, with and without RESIDENTS.",
                missing=missing,
                count=counted(len(without.ident), "place"),
                others=counted(len(other.ident), "place"),
            )
        )
    return np.array([rows[ident] for ident in without.ident], int)


def _share_of(areas: NumberedAreas, zones: np.ndarray | None) -> np.ndarray:
    """(a + 1,) share of each area in zones."""
    if zones is None:
        return np.full(len(areas) + 1, np.nan)
    whole = shapely.union_all(zones) if len(zones) else shapely.Polygon()
    inside = shapely.area(shapely.intersection(areas.shape, whole))
    return np.append(np.minimum(inside / np.maximum(areas.size_m2, 1e-9), 1.0), np.nan)
