"""What becomes of the demand of layers: the part that rests on incidents found by patrols is limited, no place keeps
less than a minimum, and residents' answers raise or lower it."""

from dataclasses import dataclass, replace

import numpy as np

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet
from .demand import Demand
from .demand_effects import DemandEffects
from .demand_kinds import PATROL, found_scale
from .residents import Residents

NOTHING = 1e-12
"""Share of the demand of a place below which what is left of a difference is an error of rounding."""


@dataclass(frozen=True)
class DemandRules:
    """kinds: (k,) of the demand layers, empty where they are not given; found_limit: the greatest share of all demand,
    0 to 1, that may rest on incidents found by patrols, None: no limit; residents: their answers, None: nobody was
    asked; minimum: the share of the mean demand that every place keeps, 0 to 1. Raises UserError for other values."""

    kinds: tuple[str, ...] = ()
    found_limit: float | None = None
    residents: Residents | None = None
    minimum: float = 0.0

    def __post_init__(self):
        if not (self.found_limit is None or 0 <= self.found_limit <= 1) or not 0 <= self.minimum <= 1:
            raise UserError(tr("PATROL_FOUND_LIMIT and DEMAND_MINIMUM must be between 0 and 100 %."))

    @property
    def given(self) -> bool:
        return bool(self.kinds) or self.residents is not None or self.minimum > 0

    def applied(self, demand: Demand, targets: np.ndarray, reach: float, progress: Progress = quiet) -> Demand:
        """The demand with these rules; as it is where none is given.

        demand: of n places, before any rule; targets: (n,) geometries from which the distance of answers is measured,
        as that of features; reach: metres. With p the demand of a place that rests on incidents found by patrols, r its
        other demand, and m the factor of residents' answers (1 without them):

            f     = what limits sum(m f p) / sum(m (f p + r)) to the limit (`found_scale`)
            d     = f p + r
            least = minimum x mean(d)
            total = max(m max(d, least), least)

        So the share of the demand found by patrols is the limit exactly where no place is held by the minimum; what the
        minimum adds does not rest on patrols, so the share is then smaller.
        """
        if not self.given:
            return demand
        net = np.zeros(len(targets)) if self.residents is None else self.residents.net(targets, reach, progress)
        factor = np.ones(len(targets)) if self.residents is None else self.residents.factor(net)
        rows = np.array([kind == PATROL for kind in self.kinds], bool)
        found = demand.share[rows].sum(axis=0) if rows.any() else np.zeros(len(targets))
        with_all = _settled(demand.total, found, factor, self.found_limit, self.minimum)
        without = None
        if self.residents is not None:
            without = _settled(demand.total, found, np.ones(len(targets)), self.found_limit, self.minimum).total
        scales = np.where(rows, with_all.scale, 1.0) if len(rows) else np.ones(len(demand.share))
        return replace(
            demand,
            total=with_all.total,
            share=demand.share * scales[:, None] * factor,
            found=with_all.found if self.kinds else None,
            without=without,
            effects=self._effects(demand.total, found, net, factor, with_all, without),
        )

    def _effects(
        self,
        before: np.ndarray,
        found: np.ndarray,
        net: np.ndarray,
        factor: np.ndarray,
        now: "_Settled",
        without: np.ndarray | None,
    ) -> DemandEffects:
        total = float(now.total.sum())
        effects = DemandEffects(
            found_before=_share(float((factor * found).sum()), float((factor * before).sum())),
            found_after=_share(float(now.found.sum()), total),
            scale=now.scale,
            total=total,
            without=total if without is None else float(without.sum()),
            floor=now.floor,
            at_minimum=int((factor * now.own < now.floor).sum()),
        )
        if self.residents is None:
            return effects
        unanswered = np.maximum(now.own, now.floor)
        return replace(
            effects,
            raised=int((now.total > unanswered).sum()),
            lowered=int((now.total < unanswered).sum()),
            at_limit=int(self.residents.at_limit(net).sum()),
            powerless=int(((net > 0) & (now.total == 0)).sum()),
        )


@dataclass(frozen=True)
class _Settled:
    """total: (n,) demand; found: (n,) its part that rests on incidents found by patrols; own: (n,) the demand before
    answers and the minimum; scale: the factor of what patrols found; floor: the least demand of a place."""

    total: np.ndarray
    found: np.ndarray
    own: np.ndarray
    scale: float
    floor: float


def _settled(total: np.ndarray, found: np.ndarray, factor: np.ndarray, limit: float | None, minimum: float) -> _Settled:
    """total, found, factor: (n,) the demand of layers, its part that rests on incidents found by patrols, and the
    factor of residents' answers; limit, minimum: shares, 0 to 1."""
    scale, own = 1.0, total
    if limit is not None:
        rest = total - found
        rest = np.where(rest > NOTHING * total, rest, 0.0)
        scale = found_scale(float((factor * found).sum()), float((factor * rest).sum()), limit)
        own = total if scale == 1 else rest + scale * found
    floor = minimum * float(own.mean()) if len(own) else 0.0
    return _Settled(np.maximum(factor * np.maximum(own, floor), floor), factor * scale * found, own, scale, floor)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
