"""Stability of blind spots: whether they are found again when uncertain settings are varied within their bounds.

Each repeat computes all scores and selects all spots again, with fixes displaced within their accuracy, another
detection range and revisit interval, and the grid displaced. Each setting is also varied alone, to find the one that a
spot depends on most.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import shapely

from ..errors import UserError
from ..geometry import size
from ..language import tr
from ..progress import Progress, part, quiet
from ..score.evidence import Evidence
from ..score.score import score_places
from ..timing.watch import moments
from ..tracks.position_error import jittered
from .point_groups import with_members
from .selection import ScoredPlaces, SpotRules, choose_places
from .spots import find_spots

VARIATION = 0.25  # of detection range and revisit interval, either way
HALF_A_CELL = 0.5  # of the grid, either way
SAME_PLACE = 1e-3  # metres within which points or lines count as the same
MIN_LOSS = 0.05  # share of a spot; a setting that loses less does not matter, because any other grid loses some edge
SPOTS_AT_ONCE = 50  # between two checks for cancellation

ACCURACY, RANGE, REVISIT, GRID = SETTINGS = (
    tr("position accuracy"),
    tr("detection range"),
    tr("revisit interval"),
    tr("grid position"),
)


@dataclass(frozen=True)
class StabilityCase:
    """The inputs that the spots were found with.

    evidence: with the geometry of its places. accuracy: (fixes of the tracks,) metres, the radius that contains 68 % of
    a fix's errors. moved: function that returns the evidence with places, geometry and demand of a grid that is
    displaced by (x, y), in cells; None if the places are not a grid.
    """

    evidence: Evidence
    accuracy: np.ndarray
    rules: SpotRules
    moved: Callable[[tuple[float, float], Progress], Evidence] | None = None


@dataclass(frozen=True)
class Draw:
    """One variation of the inputs. range, revisit: factors; shift: displacement of the grid, in cells; noise: a seed
    for the errors of fixes, or None for unchanged fixes."""

    range: float = 1.0
    revisit: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    noise: int | None = None


@dataclass(frozen=True)
class Stability:
    """The stability of m spots.

    found: (m,) in how many of the `repeats` each is found. lost: (m, 4) the mean share of it that is lost when each of
    SETTINGS is varied alone, NaN where there is no such setting. at_all: (m,) whether it is found when nothing is
    varied. chosen: the mean share of all places that lie in a spot of a repeat.
    """

    found: np.ndarray
    repeats: int
    lost: np.ndarray
    at_all: np.ndarray
    chosen: float

    @property
    def share(self) -> np.ndarray:
        """(m,) share of the repeats in which each spot is found, 0 to 1."""
        return self.found / self.repeats

    @property
    def matters_most(self) -> np.ndarray:
        """(m,) object, the one of SETTINGS whose variation alone loses most of the spot; '' if none loses MIN_LOSS or
        more."""
        lost = np.nan_to_num(self.lost)
        return np.where(lost.max(axis=1) >= MIN_LOSS, np.array(SETTINGS, object)[lost.argmax(axis=1)], "")


def stability(
    spots: np.ndarray, case: StabilityCase, repeats: int, match: float, seed: int, progress: Progress = quiet
) -> Stability:
    """How stable `spots`, (m,) geometries in metres, are. match: the share of a spot that must be found again.

    Raises UserError where the period is too short for longer revisit intervals.
    """
    question = case.evidence.question
    try:
        moments(question.period, question.revisit * (1 + VARIATION))
    except UserError as error:
        raise UserError(
            tr("The repeats vary REVISIT by up to {variation:g} %. {error}", variation=100 * VARIATION, error=error)
        ) from error
    combined = draws(repeats, seed, case)
    alone = {setting: draws_alone(setting, repeats, seed, case) for setting in SETTINGS}
    plan = [Draw(), *combined, *(draw for some in alone.values() for draw in some)]
    cover, chosen = np.zeros((len(plan), len(spots))), np.zeros(len(plan))
    for number, draw in enumerate(plan):
        here = part(progress, number / len(plan), (number + 1) / len(plan))
        cover[number], chosen[number] = cover_of(spots, case, draw, here)
    before, again, rest = cover[0], cover[1 : repeats + 1], cover[repeats + 1 :]
    lost = np.full((len(spots), len(SETTINGS)), np.nan)
    for number, some in enumerate(alone.values()):
        if some:
            lost[:, number] = np.maximum(before - rest[: len(some)], 0).mean(axis=0)
        elif SETTINGS[number] != GRID:
            lost[:, number] = 0.0
        rest = rest[len(some) :]
    found = again >= match * (1 - 1e-9)
    share = float(chosen[1 : repeats + 1].mean())
    return Stability(found.sum(axis=0), repeats, lost, before >= match * (1 - 1e-9), share)


def spots_with_members(
    spots: np.ndarray, case: StabilityCase, progress: Progress = quiet
) -> tuple[np.ndarray, np.ndarray]:
    """(m,) the spots as they are to be found again, and the share of each, (m,), that is found when nothing is varied.
    Points are replaced by the places that they stand for, so that a spot counts as found again where its other places
    are."""
    selected, _ = _selected(case, Draw(), part(progress, 0, 0.9))
    spots = with_members(spots, selected, case.rules.merge_distance)
    return spots, covered(spots, selected, case.moved is not None, part(progress, 0.9, 1))


def draws(count: int, seed: int, case: StabilityCase) -> list[Draw]:
    """`count` variations of all settings at once: range and revisit interval uniform and independent, the displacement
    of the grid uniform over a cell."""
    rng = np.random.default_rng([seed, 0])
    factor = rng.uniform(1 - VARIATION, 1 + VARIATION, (count, 2)).tolist()
    shift = rng.uniform(-HALF_A_CELL, HALF_A_CELL, (count, 2)) * (case.moved is not None)
    noise = rng.integers(2**62, size=count).tolist()
    return [Draw(*both, tuple(by), number) for both, by, number in zip(factor, shift.tolist(), noise, strict=True)]


def draws_alone(setting: str, repeats: int, seed: int, case: StabilityCase) -> list[Draw]:
    """Variations of one setting, about a quarter as many as there are repeats: factors at regular intervals over their
    range, errors of fixes and displacements of the grid at random. An empty list if there is nothing to vary."""
    count = 2 * -(-repeats // 8)  # even, so that none of the factors is 1
    factors = 1 + VARIATION * ((2 * np.arange(count) + 1) / count - 1)
    if setting == RANGE:
        return [Draw(range=factor) for factor in factors.tolist()]
    if setting == REVISIT:
        return [Draw(revisit=factor) for factor in factors.tolist()]
    rng = np.random.default_rng([seed, 1 + SETTINGS.index(setting)])
    if setting == ACCURACY:
        return [Draw(noise=noise) for noise in rng.integers(2**62, size=count).tolist() if case.accuracy.any()]
    shift = rng.uniform(-HALF_A_CELL, HALF_A_CELL, (count, 2)).tolist()
    return [Draw(shift=tuple(by)) for by in shift if case.moved is not None]


def cover_of(
    spots: np.ndarray, case: StabilityCase, draw: Draw, progress: Progress = quiet
) -> tuple[np.ndarray, float]:
    """(m,) the share of each spot that the places selected under `draw` cover, and the share of all places that is
    selected."""
    selected, share = _selected(case, draw, part(progress, 0, 0.7))
    return covered(spots, selected, case.moved is not None, part(progress, 0.7, 1)), share


def _selected(case: StabilityCase, draw: Draw, progress: Progress) -> tuple[np.ndarray, float]:
    """(k,) the places that are selected under `draw`, and their share of all places."""
    evidence = case.evidence
    if draw.shift != (0.0, 0.0):
        evidence = case.moved(draw.shift, part(progress, 0, 0.2))
    evidence = evidence.without_silence()
    tracks, detection, question = evidence.tracks, evidence.detection, evidence.question
    if draw.noise is not None:
        tracks = jittered(tracks, case.accuracy, np.random.default_rng(draw.noise))
    detection = replace(detection, range=detection.range * draw.range, dark=detection.dark * draw.range)
    revisit = question.revisit * draw.revisit
    question = replace(question, moments=moments(question.period, revisit), revisit=revisit)
    evidence = replace(evidence, tracks=tracks, detection=detection, question=question)
    gap, geometry, demand = score_places(evidence, part(progress, 0.2, 0.85)).gap, evidence.geometry, evidence.demand
    scored = ScoredPlaces(geometry, demand * gap, gap, demand, np.full(len(gap), "", object))
    chosen = _chosen(scored, case.rules, part(progress, 0.85, 1))
    return geometry[chosen], len(chosen) / max(len(gap), 1)


def _chosen(places: ScoredPlaces, rules: SpotRules, progress: Progress) -> np.ndarray:
    """(k,) the places that lie in a spot. Spots are not cut, because the cuts don't matter here."""
    if not rules.min_area:  # no spot is dropped, so every selected place lies in a spot
        return choose_places(places, rules).chosen
    members = find_spots(places, replace(rules, max_area=0.0), progress).members
    return np.unique(np.concatenate(members)) if members else np.zeros(0, np.int64)


def covered(spots: np.ndarray, found: np.ndarray, cells: bool, progress: Progress = quiet) -> np.ndarray:
    """(m,) the share of each of `spots` (m,) that the union of `found` (k,) covers: of area, length or points.

    Points and lines are covered by points and lines within SAME_PLACE. cells: whether `found` are polygons that share
    whole edges and nowhere overlap; a faster union is then used. Geometries in metres.
    """
    west, south, east, north = shapely.bounds(spots).T
    around = shapely.box(west - SAME_PLACE, south - SAME_PLACE, east + SAME_PLACE, north + SAME_PLACE)
    spot, near = shapely.STRtree(found).query(around)
    order = np.argsort(spot, kind="stable")
    reached, first = np.unique(spot[order], return_index=True)
    groups = np.split(near[order], first[1:])
    united = shapely.coverage_union_all if cells else shapely.union_all
    share = np.zeros(len(spots))
    for start in range(0, len(reached), SPOTS_AT_ONCE):
        progress(start / len(reached))
        which = reached[start : start + SPOTS_AT_ONCE]
        some = spots[which]
        again = np.array([united(found[group]) for group in groups[start : start + SPOTS_AT_ONCE]], object)
        thin = shapely.get_dimensions(again) < 2
        again[thin] = shapely.buffer(again[thin], SAME_PLACE, quad_segs=2)
        share[which] = size(shapely.intersection(some, again), some) / size(some, some)
    return np.minimum(share, 1.0)
