"""The certificate: how likely somebody who has watched all nights escapes, by the rule that chooses the nights.

Three adversaries, each of whom knows all plans with their times, and the rule: one who picks the place and the moment
("any"); one who picks both, of those that any plan sees ("seen"), which tells how well the rule mixes what the plans
see; and one who picks the place but not the moment ("place"), as the gap counts. Only places that any plan sees (see
escape.py) count, since elsewhere he escapes whatever the rule. In a place of several sample points he picks the point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..places.places import Places
from ..progress import Progress, part, quiet
from ..score.evidence import Evidence
from ..timing.timezones import DAY
from ..timing.watch import Watch, whole_nights
from .escape import NightPasses, Sightings, escapes
from .escape_game import Game, rows_of, solved_game
from .escape_limit import FleetMinutes, escape_limits
from .escape_moved import TakeoffHours, moved_unseen
from .night import Drones
from .rotation import Rotation

ROTATION, DRAW, EQUAL, BEST, MOVED, BEST_MOVED = "rotation", "draw", "equal", "best", "moved", "best_moved"
"""Rules: the plans in turn; the shares of the draw; equal shares; the shares that leave him least; the draw, or equal
shares, with moved take-offs; the shares that are best with these."""
ANY, SEEN, PLACE = "any", "seen", "place"
CERTAIN = 1 - 1e-9
QUANTILE = 0.95


@dataclass(frozen=True)
class Line:
    """One rule against one adversary. escape: his probability to escape at his best place, of index `place`, at
    `moment`, s from the start of the watch (NaN if he does not pick it); with_patrols: the same, if patrols see what
    drones do not see with the mean probability of that place; worth: the most that his probability to escape times the
    priority of a place comes to, at `worth_place`; mean, quantile: of his probabilities at all places, weighted by
    their priority; low: what any mixture of the plans leaves him at least; low_any: what any plans do."""

    rule: str
    adversary: str
    escape: float
    place: int
    moment: float
    with_patrols: float
    worth: float
    worth_place: int
    mean: float
    quantile: float
    low: float
    low_any: float


@dataclass(frozen=True)
class Certificate:
    """All lines, by adversary. best: the game against each adversary, by its name; places: how many count; outside: the
    share of the priority of all places that is at places that no plan sees; unseen: the mean share of the watch, over
    the points that count, in which no plan sees; length: s, the moments are those from 0 to `length`."""

    lines: tuple[Line, ...]
    best: dict[str, Game]
    places: int
    outside: float
    unseen: float
    length: float

    def line(self, rule: str, adversary: str) -> Line | None:
        """The line of a rule against an adversary, None where there is none."""
        found = [one for one in self.lines if (one.rule, one.adversary) == (rule, adversary)]
        return found[0] if found else None


@dataclass(frozen=True)
class Weights:
    """demand, gap: (n,) of the places, the gap by patrols alone."""

    demand: np.ndarray
    gap: np.ndarray

    @property
    def priority(self) -> np.ndarray:
        return self.demand * self.gap


def certificate_of(
    plans: Rotation, evidence: Evidence, drones: Drones, shares: np.ndarray | None, progress: Progress = quiet
) -> Certificate | None:
    """The certificate of plans that were made; None where no plan sees any place. shares: (P,) of the draw, None where
    nights are not drawn. Raises the error of `check_revisit`.

    The moments are those of the longest of the nights. Of watches that adjoin (all day) the last R are left out, since
    flights of two nights reach what starts then.
    """
    revisit, task = evidence.question.revisit, drones.task
    check_revisit(revisit)
    edges = np.array([watch_of(evidence.watch, night.begins) for night in plans.nights])
    whole = float(np.diff(edges).max())
    length = min(whole, DAY - revisit)
    nights = []
    for number, (night, begins) in enumerate(zip(plans.nights, edges[:, 0].tolist(), strict=True)):
        nights.append(NightPasses.of(night.flown, begins, drones, evidence))
        progress(0.5 * (number + 1) / len(edges))
    hours = TakeoffHours(0.0, min(whole + revisit, DAY))
    if task.watch is not None:
        hours = TakeoffHours(task.watch.earliest, task.watch.latest)
    fleet = FleetMinutes.of(nights, drones.aircraft.speed + drones.aircraft.wind.speed, drones.range)
    weights = Weights(evidence.demand, plans.before.gap)
    rest = part(progress, 0.5, 1)
    return certificate(nights, evidence.places, weights, shares, hours, fleet, revisit, length, rest)


def check_revisit(revisit: float) -> None:
    """Raises UserError where a revisit interval, in s, is too long to tell one night from the next."""
    if revisit >= DAY:
        raise UserError(
            tr(
                "CERTIFICATE tells who escapes in a single night, but with a REVISIT of {minutes:g} min flights of "
                "several nights see the same moment. Use a REVISIT of less than a day, or leave CERTIFICATE empty.",
                minutes=revisit / 60,
            )
        )


def watch_of(watch: Watch, moment: float) -> np.ndarray:
    """(2,) the edges of the watch that a moment is in, or is nearest to; all in s since the epoch."""
    edges = whole_nights(watch, moment - 8 * DAY, moment + 8 * DAY)[1]
    away = np.maximum(edges[:, 0] - moment, 0) + np.maximum(moment - edges[:, 1], 0)
    return edges[np.flatnonzero(away == away.min())[-1]]


def certificate(
    nights: Sequence[NightPasses],
    places: Places,
    weights: Weights,
    shares: np.ndarray | None,
    hours: TakeoffHours,
    fleet: FleetMinutes,
    revisit: float,
    length: float,
    progress: Progress = quiet,
) -> Certificate | None:
    """The certificate of P plans; None where no plan sees any place.

    places: the n places; shares: (P,) of the draw, None where nights are not drawn; fleet: what nights may use;
    revisit: R in s; length: the moments are those from 0 to `length` s after the start of the watch.
    """
    count = len(nights)
    seen = Sightings.of(nights, len(places.x), revisit, length, part(progress, 0, 0.3))
    if not len(seen):
        return None
    best = _games(seen, part(progress, 0.3, 0.6))
    even = np.full(count, 1 / count)
    rules = {ROTATION: None, **({} if shares is None else {DRAW: shares}), EQUAL: even}
    *found, of_any, of_seen, of_place = escapes(
        seen, [*rules.values(), *(game.share for game in best.values())], part(progress, 0.6, 0.8)
    )
    mixed = {ANY: of_any, SEEN: of_seen, PLACE: of_place}
    seconds = seen.seen_seconds(part(progress, 0.8, 0.95))
    limits = escape_limits(np.column_stack([places.x, places.y])[seen.points], seconds, fleet, revisit, length)
    low_any = {ANY: limits.any_moment, SEEN: limits.seen_moment, PLACE: limits.random_moment}
    summed = _Summed.of(places, seen.points, weights)
    never = np.full(len(seen), np.nan)
    lines = []
    for name in (ANY, SEEN, PLACE):
        for rule, escape in [*zip(rules, found, strict=True), (BEST, mixed[name])]:
            values, moments = {
                ANY: (escape.any_moment, escape.any_at),
                SEEN: (escape.seen_moment, escape.seen_at),
                PLACE: (escape.random_moment, never),
            }[name]
            lines.append(summed.line(rule, name, values, moments, best[name].low, low_any[name]))
        if name == ANY:
            moved = moved_unseen(nights, seen.points, hours, revisit, length)
            if moved is not None:
                lines += _moved(moved, shares if shares is not None else even, summed, length, limits.any_moment, best)
    progress(1.0)
    share_unseen = float(1 - seconds.mean() / length)
    return Certificate(tuple(lines), best, len(summed.place), summed.outside, share_unseen, length)


def _games(sightings: Sightings, progress: Progress) -> dict[str, Game]:
    """The game against each adversary."""
    rows, alone = rows_of(sightings, True, part(progress, 0, 0.4))
    seen = solved_game(rows)
    progress(0.5)
    # where nobody sees anything no mixture matters, and the one that is best elsewhere is as good as any
    every = Game(seen.share, 1.0, 1.0)
    if not alone:
        every = solved_game(rows_of(sightings, False, part(progress, 0.5, 0.9))[0])
    return {ANY: every, SEEN: seen, PLACE: solved_game(sightings.mean_unseen())}


def _moved(
    unseen: np.ndarray, share: np.ndarray, summed: "_Summed", length: float, low_any: float, best: dict[str, Game]
) -> list[Line]:
    """The lines of moved take-offs. unseen: (2, k, P); adds their game to `best`."""
    game = solved_game(unseen.reshape(-1, unseen.shape[2]))
    best[MOVED] = game
    lines = []
    for rule, own in ((MOVED, share), (BEST_MOVED, game.share)):
        ends = np.clip(unseen @ own, 0.0, 1.0)
        moments = np.where(ends[0] >= ends[1], 0.0, length)
        lines.append(summed.line(rule, ANY, ends.max(axis=0), moments, game.low, low_any))
    return lines


@dataclass(frozen=True)
class _Summed:
    """How the values of points become those of the q places that count. place: (q,) rising, their indices; of_point:
    (k,) an index into `place`; weights: of the places that count; outside: see Certificate."""

    place: np.ndarray
    of_point: np.ndarray
    weights: Weights
    outside: float

    @classmethod
    def of(cls, places: Places, points: np.ndarray, weights: Weights) -> "_Summed":
        place, of_point = np.unique(places.place_of_sample[points], return_inverse=True)
        own, whole = Weights(weights.demand[place], weights.gap[place]), float(weights.priority.sum())
        outside = 1 - float(own.priority.sum()) / whole if whole > 0 else 0.0
        return cls(place, of_point, own, max(outside, 0.0))

    def line(self, rule: str, adversary: str, values: np.ndarray, moments: np.ndarray, low: float, low_any: float):
        """The line of the values and best moments of the points, (k,) each."""
        order = np.lexsort((-values, self.of_point))
        first = order[np.unique(self.of_point[order], return_index=True)[1]]
        escape, priority = values[first], self.weights.priority
        # of places where he escapes as surely, the one that matters most
        best = int(np.lexsort((priority, np.round(escape, 9)))[-1])
        worth = escape * priority
        most = int(np.argmax(worth))
        weight = priority if priority.sum() > 0 else np.ones(len(priority))
        rising = np.argsort(escape, kind="stable")
        share = np.cumsum(weight[rising]) / weight.sum()
        quantile = escape[rising[min(np.searchsorted(share, QUANTILE - 1e-12), len(share) - 1)]]
        return Line(
            rule,
            adversary,
            float(escape[best]),
            int(self.place[best]),
            float(moments[first[best]]),
            float(escape[best] * self.weights.gap[best]),
            float(worth[most]),
            int(self.place[most]),
            float(np.average(escape, weights=weight)),
            float(quantile),
            low,
            low_any,
        )
