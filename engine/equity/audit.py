"""The audit: gaps, patrols and drones by neighbourhood and by group of residents."""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import diags

from ..progress import Progress, part, quiet
from .bootstrap import Interval, intervals
from .gaps import Gaps, Scored, gaps, weighted
from .lorenz import gini
from .neighbourhoods import Groups, Neighbourhoods
from .overflights import Overflights
from .practice import Practice, practice
from .rates import Sums
from .testing import q_values
from .watching import Resampling, Shares, shares_of_places, shares_of_units

AS_EXPECTED, OVER, UNDER, NOT_TESTED = "as expected", "over", "under", "not tested"
BY_RESIDENTS, BY_AREA, BY_DEMAND = range(3)
"""What flights are expected to follow."""


@dataclass(frozen=True)
class Rules:
    """resampling; fdr: the false discovery rate that is accepted; gap_limit: from which on residents live in a gap;
    expectation: BY_RESIDENTS, BY_AREA or BY_DEMAND; times: how often the flights are flown in the time of the
    patrols."""

    resampling: Resampling = field(default_factory=Resampling)
    fdr: float = 0.05
    gap_limit: float = 0.5
    expectation: int = BY_RESIDENTS
    times: float = 1.0


@dataclass(frozen=True)
class Flown:
    """What flights do to n neighbourhoods.

    over: how their seconds are shared; low, high: (n,) s, the interval of each sum; expected: (n,) s; p, q: (n,),
    NaN where not tested; kind: (n,) OVER, UNDER, AS_EXPECTED or NOT_TESTED; practice: the Gini coefficient of the
    practice behind the flights; homes: how the seconds in view of residents are shared, so that its rates are s
    that the home of a resident is in view; unexplained: share of the time in the air without a recorded reason,
    None where reasons are not asked for; without_reason: (n,) share of the time over each neighbourhood; silent:
    (k,) of that over each group; crossed: neighbourhoods that a flight passes over, on average; asked: of these,
    those in which it has a stop.
    """

    flights: Overflights
    over: Shares
    low: np.ndarray
    high: np.ndarray
    expected: np.ndarray
    p: np.ndarray
    q: np.ndarray
    kind: np.ndarray
    practice: Practice | None
    homes: Shares
    unexplained: Interval | None
    without_reason: np.ndarray
    silent: np.ndarray
    crossed: float
    asked: float


@dataclass(frozen=True)
class Audit:
    """All results of n neighbourhoods and k groups. patrol: of hours; together: the Gini coefficient of the hours of
    patrols and drones together. What was not given is None."""

    neighbourhoods: Neighbourhoods
    groups: Groups
    rules: Rules
    gaps: Gaps | None
    patrol: Shares | None
    flown: Flown | None
    together: float | None

    def count(self, kind: str) -> int:
        """How many neighbourhoods are of a kind."""
        return 0 if self.flown is None else int((self.flown.kind == kind).sum())


def audit(
    given: Neighbourhoods,
    rules: Rules,
    scored: Scored | None = None,
    hours: np.ndarray | None = None,
    flights: Overflights | None = None,
    progress: Progress = quiet,
) -> Audit:
    """Audits neighbourhoods. scored: places; hours: (n,) of patrols; flights: over the same neighbourhoods."""
    groups, how = Groups.of(given), rules.resampling
    found = None if scored is None else gaps(scored, len(given), rules.gap_limit)
    patrol = None if hours is None else shares_of_places(hours, given, groups, how, part(progress, 0, 0.2))
    flown = None if flights is None else _flown(given, groups, rules, found, flights, part(progress, 0.2, 1))
    together = None
    if patrol is not None and flown is not None:
        lived = given.lived_in
        both = patrol.amount + rules.times * flown.over.amount / 3600
        together = float(gini(both[lived], given.residents[lived]))
    return Audit(given, groups, rules, found, patrol, flown, together)


def _flown(
    given: Neighbourhoods, groups: Groups, rules: Rules, found: Gaps | None, flights: Overflights, progress: Progress
) -> Flown:
    how, matrix = rules.resampling, flights.over
    clusters = flights.by_unit(matrix)
    over = shares_of_units(clusters, given, groups, how, part(progress, 0, 0.4))
    people = diags(np.where(given.lived_in, given.residents, 0.0))
    homes = shares_of_units(
        (flights.by_unit(flights.homes) @ people).tocsr(), given, groups, how, part(progress, 0.4, 0.7)
    )
    weight = _weights(given, rules.expectation, found)
    tested = weight > 0
    expected = np.where(tested, over.amount[tested].sum() * weight / max(weight.sum(), 1e-300), np.nan)
    sums = Sums.of(clusters)
    low, high = sums.limits(how.level)
    p = np.where(tested & (over.amount[tested].sum() > 0), sums.p_values(np.nan_to_num(expected)), np.nan)
    q = q_values(p)
    kind = np.full(len(given), AS_EXPECTED, object)
    kind[np.isnan(q)] = NOT_TESTED
    with np.errstate(invalid="ignore"):
        kind[(q <= rules.fdr) & (over.amount > expected)] = OVER
        kind[(q <= rules.fdr) & (over.amount < expected)] = UNDER
    lived = given.lived_in
    behind = practice(Sums.of(clusters[:, lived]), given.residents[lived], how.draws, how.level, how.seed)
    unexplained, without = _unexplained(flights, how, part(progress, 0.8, 1))
    each = np.asarray((matrix > 0).sum(axis=1)).ravel()
    stops = np.asarray((flights.stop > 0).sum(axis=1)).ravel()
    return Flown(
        flights,
        over,
        low,
        high,
        expected,
        p,
        q,
        kind,
        behind,
        homes,
        unexplained,
        without,
        _of_groups(without, over, given, groups),
        float(each.mean()) if len(each) else 0.0,
        float(stops.mean()) if len(stops) else 0.0,
    )


def _weights(given: Neighbourhoods, expectation: int, found: Gaps | None) -> np.ndarray:
    """(n,) what the expected share of each neighbourhood is proportional to."""
    if expectation == BY_AREA:
        return given.km2
    if expectation == BY_DEMAND and found is not None:
        return np.nan_to_num(found.demand)
    return np.where(given.lived_in, given.residents, 0.0)


def _of_groups(share: np.ndarray, over: Shares, given: Neighbourhoods, groups: Groups) -> np.ndarray:
    """(k,) shares of the time over each group, from (n,) shares of the time over neighbourhoods."""
    rate = np.divide(over.amount, given.residents, out=np.zeros(len(given)), where=given.lived_in)
    return weighted(share, groups.members * rate)


def _unexplained(flights: Overflights, how: Resampling, progress: Progress) -> tuple[Interval | None, np.ndarray]:
    """The share of the time in the air without a recorded reason, and (n,) of the time over each neighbourhood."""
    none = flights.unexplained
    count = flights.stop.shape[1]
    if none is None:
        return None, np.full(count, np.nan)
    seconds, silent = (
        np.bincount(flights.unit, flights.seconds * which, flights.units) for which in (np.ones(len(none)), none)
    )
    total = np.asarray(flights.over.sum(axis=0)).ravel()
    own = np.asarray(flights.over[np.flatnonzero(none)].sum(axis=0)).ravel()

    def share(counts: np.ndarray) -> np.ndarray:
        return (counts @ silent / np.maximum(counts @ seconds, 1e-300))[:, None]

    (interval,) = intervals(share, flights.units, how.draws, how.level, how.seed, progress)
    return interval, np.divide(own, total, out=np.full(count, np.nan), where=total > 0)
