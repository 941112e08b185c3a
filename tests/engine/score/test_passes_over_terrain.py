"""Passes over terrain, and over terrain with walls: against single lines of sight, moment by moment."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from small_terrain import flat, hills

from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.passes import find_passes
from blindspot.engine.score.score import score_places
from blindspot.engine.sight.clear import clear_points
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.timing.watch import Period
from small_evidence import evidence_of, fixes_and_tracks

RANGE = 110.0
STEP = 0.1  # s


def patrols(units=3, fixes=60, seed=0):
    """Units that walk about in a field of 900 x 800 m from (1000, 2000), a fix every 20 s."""
    rng = np.random.default_rng(seed)
    turn = np.cumsum(rng.normal(0, 0.6, (units, fixes)), axis=1) + rng.uniform(0, 6, (units, 1))
    way = np.cumsum(np.stack([np.cos(turn), np.sin(turn)]) * rng.uniform(5, 40, (units, fixes)), axis=2)
    x, y = 1450 + way[0] - way[0].mean(), 2400 + way[1] - way[1].mean()
    time = np.broadcast_to(20.0 * np.arange(fixes), (units, fixes))
    return fixes_and_tracks(x.ravel(), y.ravel(), time.ravel(), np.repeat(np.arange(units), fixes))[1]


def samples(count=40, seed=1):
    rng = np.random.default_rng(seed)
    return point_places(1000 + rng.uniform(0, 900, count), 2000 + rng.uniform(0, 800, count))


def detection(units=3, eye=0.0):
    return Detection(np.full(units, RANGE), np.full(units, 1 / 30), 0.0, np.zeros(units), eye=eye)


def buildings(seed=2):
    x, y = np.random.default_rng(seed).uniform(0, 800, (2, 15))
    return walls_of(shapely.box(1000 + x, 2000 + y, 1000 + x + 40, 2000 + y + 25), 12.0)


TERRAIN = hills(2.0, 40.0)
EYES = np.array([0.0, 25.0, 0.0])


@pytest.mark.parametrize(
    ("sight", "eye"),
    [
        (Sight(terrain=TERRAIN), 0.0),
        (Sight(terrain=TERRAIN), EYES),
        (Sight(buildings(), 3.0, TERRAIN), 0.0),
        (Sight(buildings(), 3.0, TERRAIN), EYES),
    ],
    ids=["terrain", "heights", "walls", "walls and heights"],
)
def test_passes_are_the_moments_in_range_with_a_clear_line(sight, eye):
    tracks, places = patrols(), samples()
    found = find_passes(tracks, places, detection(eye=eye), sight=sight)
    shown = hidden = wrong = 0
    for unit in range(3):
        own = tracks.unit == unit
        time = np.arange(STEP / 2, tracks.t[own].max(), STEP)
        x, y = (np.interp(time, tracks.t[own], at[own]) for at in (tracks.x, tracks.y))
        height = float(np.broadcast_to(eye, 3)[unit])
        for sample in range(len(places)):
            near = np.flatnonzero(np.hypot(x - places.x[sample], y - places.y[sample]) <= RANGE)
            if not len(near):
                continue
            clear = clear_points(sight, places.x[sample], places.y[sample], x[near], y[near], height)
            inside = np.zeros(len(near), bool)
            mine = np.flatnonzero((found.sample == sample) & (found.unit == unit))
            for start, end in zip(found.start[mine], found.end[mine], strict=True):
                inside |= (start <= time[near]) & (time[near] <= end)
            shown, hidden = shown + clear.sum(), hidden + (~clear).sum()
            wrong += np.count_nonzero(inside != clear)
    assert min(shown, hidden) > 2000
    assert wrong == 0
    assert np.all(found.entered <= found.start)
    assert np.all(found.end <= found.left)


def evidence(sight=None):
    tracks = patrols()
    ends = float(tracks.t.max())
    moments = np.array([[0.0, ends - 300]])
    question = Question(Period(0.0, ends, np.array([[0.0, ends]])), moments, np.array([[0.0, ends]]), 300.0)
    return replace(evidence_of(tracks, detection(), samples(), question), sight=sight)


def test_flat_ground_changes_no_score():
    without, level = score_places(evidence()), score_places(evidence(Sight(terrain=flat(left=1000.0, bottom=2000.0))))
    assert without.dwell.sum() > 1000
    for name in ("gap", "gap_low", "visits", "dwell", "last_seen", "worst_gap", "watch_dwell"):
        assert np.array_equal(getattr(level, name), getattr(without, name), equal_nan=True)


def test_a_ridge_raises_gaps_and_higher_eyes_lower_them():
    without, seen = score_places(evidence()), score_places(evidence(Sight(terrain=TERRAIN)))
    higher = score_places(evidence(Sight(terrain=replace(TERRAIN, eye=15.0))))
    assert np.all(seen.gap >= without.gap - 1e-12)
    assert np.any(seen.gap > without.gap + 0.05)
    assert np.all(higher.dwell >= seen.dwell - 1e-9)
    assert higher.dwell.sum() > 1.1 * seen.dwell.sum()


def test_each_unit_sees_as_far_over_terrain_as_it_would_alone():
    tracks, places = patrols(2, 40), samples()
    both = Detection(np.array([40.0, 160.0]), np.ones(2))
    together = find_passes(tracks, places, both, sight=Sight(terrain=TERRAIN))
    for unit, reach in enumerate((40.0, 160.0)):
        alone = find_passes(tracks, places, Detection.same(2, reach, 1.0), sight=Sight(terrain=TERRAIN))
        own, other = together.take(together.unit == unit), alone.take(alone.unit == unit)
        assert len(own) > 0
        assert all((getattr(own, name) == getattr(other, name)).all() for name in ("sample", "start", "end"))
