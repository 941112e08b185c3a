"""gap_low and gap_high of uncertain positions: order, pieces of tracks, and small cases by hand."""

from dataclasses import replace

import numpy as np
import pytest

from blindspot.engine.places.places import point_places
from blindspot.engine.score.bounds import gap_bounds, uncertainty
from blindspot.engine.score.detection import Detection, rates
from blindspot.engine.score.evidence import Evidence, OwnQuestions, Question
from blindspot.engine.score.fix_interval import KnownTo, denser, known_to
from blindspot.engine.score.pieces import CLASSES, LEVELS, Uncertainty, in_pieces
from blindspot.engine.score.score import gaps_alone, score_places
from blindspot.engine.sight.watchers import Watchers
from blindspot.engine.timing.watch import Period, Watch
from blindspot.engine.tracks.drift import OF_USUAL, leg_drift
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.legs import legs_of
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes

LAST = 40_000.0


def tracks_of(x, y, t, unit) -> Tracks:
    x, y, t, unit = (np.asarray(column) for column in (x, y, t, unit))
    names = tuple(f"U{code}" for code in range(int(unit.max()) + 1))
    return tracks_from_fixes(Fixes(x * 1.0, y * 1.0, t * 1.0, unit, np.arange(len(t)), names), TrackRules())[0]


def wanderers(rng, units=3, fixes=80, outages=True) -> Tracks:
    """Tracks with intervals of 5 to 90 s, standstill, single fixes and, if asked for, outages."""
    t = np.cumsum(rng.choice([5.0, 30.0, 60.0, 90.0], (units, fixes)), axis=1)
    if outages:
        t += np.cumsum(1200.0 * (rng.random((units, fixes)) < 0.04), axis=1)
    step = rng.normal(0, 60, (2, units, fixes)) * (rng.random((units, fixes)) < 0.7)
    x, y = np.cumsum(step, axis=2)
    return tracks_of(x.ravel(), y.ravel(), t.ravel(), np.repeat(np.arange(units), fixes))


def evidence_of(tracks: Tracks, x, y, reach=50.0, time=30.0, slowest=0.0, revisit=3600.0) -> Evidence:
    units = len(tracks.unit_names)
    reach, time = np.broadcast_to(reach, units), np.broadcast_to(time, units)
    detection = Detection(np.array(reach, float), rates(time), slowest, tracks.usual_top_speeds)
    whole = np.array([[0.0, LAST]])
    question = Question(Period(0.0, LAST, whole), whole - [0.0, revisit], whole, revisit)
    places = point_places(np.asarray(x, float), np.asarray(y, float))
    return Evidence(tracks, detection, places, np.ones(len(places)), question, Watch(0, 0, frozenset(range(7)), "UTC"))


def bounds_of(evidence: Evidence, error=0.0):
    scores = score_places(evidence)
    uncertain = uncertainty(evidence.tracks, error)
    return scores, gap_bounds(evidence, scores.gap, scores.gap_low, uncertain)


@pytest.mark.parametrize("time", [0.0, 30.0])
@pytest.mark.parametrize("slowest", [0.0, 0.5])
def test_the_gap_lies_between_its_bounds_without_being_forced_to(time, slowest):
    rng = np.random.default_rng(3)
    for _ in range(4):
        tracks, error = wanderers(rng), rng.choice([0.0, 8.0])
        evidence = evidence_of(tracks, *rng.uniform(-400, 400, (2, 200)), [30.0, 60.0, 90.0], time, slowest)
        scores, uncertain = score_places(evidence), uncertainty(tracks, error)
        nothing, all_seen = np.ones(200), np.zeros(200)
        bounds = gap_bounds(evidence, all_seen, nothing, uncertain)
        assert np.all(bounds.low <= scores.gap_low + 1e-9)
        assert np.all(scores.gap <= bounds.high + 1e-9)
        assert np.mean(bounds.high - bounds.low) > 0.01
        forced = gap_bounds(evidence, scores.gap, scores.gap_low, uncertain)
        assert np.all((forced.low <= scores.gap_low) & (scores.gap <= forced.high))


def test_without_uncertainty_the_bounds_are_the_gap_and_gap_low():
    rng = np.random.default_rng(4)
    tracks = wanderers(rng)
    evidence = evidence_of(tracks, *rng.uniform(-400, 400, (2, 300)), [30.0, 60.0, 90.0])
    scores, n = score_places(evidence), len(tracks.t)
    bounds = gap_bounds(evidence, np.zeros(300), np.ones(300), Uncertainty(np.zeros(n), np.zeros(n)))
    np.testing.assert_allclose(bounds.low, scores.gap_low, atol=1e-9)
    np.testing.assert_allclose(bounds.high, scores.gap, atol=1e-9)


def test_a_corner_that_a_sparse_leg_cuts_is_possible_and_the_shortcut_is_not_sure():
    # east, then north, with a fix every minute at 5 m/s; no fix at the corner (1000, 0)
    along = np.arange(0.0, 2000.0, 300.0)
    x, y = np.minimum(along, 1000), np.maximum(along - 1000, 0)
    tracks = tracks_of(x, y, along / 5, np.zeros(len(along), int))
    straight, corner, chord = (300.0, 0.0), (970.0, 0.0), (950.0, 100.0)
    evidence = evidence_of(tracks, *np.array([straight, corner, chord]).T, reach=25.0, time=0.0)
    scores, bounds = bounds_of(evidence)
    assert bounds.low[1] < scores.gap[1] == 1
    assert scores.gap[2] < bounds.high[2] == 1
    assert scores.gap[0] < bounds.high[0] < 1  # at a fix: certainly seen


@pytest.mark.parametrize("wider", [True, False])
def test_each_piece_has_the_range_of_its_largest_deviation(wider):
    rng = np.random.default_rng(6)
    tracks = wanderers(rng, outages=False)
    n, reach = len(tracks.t), np.array([30.0, 60.0, 90.0])
    uncertain = Uncertainty(rng.choice([0.0, 3.0, 40.0, 400.0], n), rng.choice([0.0, 5.0], n))
    detection = Detection(reach, rates(np.array([0.0, 20.0, 40.0])), 0.0, 5.0, eye=np.array([0.0, 1.0, 2.0]), dark=20.0)
    own, of_own = in_pieces(tracks, detection, uncertain, wider)
    legs, whole = legs_of(own), legs_of(tracks)
    units = np.array([tracks.unit_names.index(name) for name in own.unit_names])
    by = of_own.range - reach[units] if wider else reach[units] - of_own.range
    np.testing.assert_allclose(of_own.dark, np.maximum(20.0 + by if wider else 20.0 - by, 0))
    np.testing.assert_array_equal(of_own.eye, units)
    np.testing.assert_array_equal(of_own.rate, detection.rate[units])
    assert np.all(of_own.range > 0)
    checked = 0
    for i in range(len(whole)):
        here = np.flatnonzero((units[legs.unit] == whole.unit[i]) & (legs.t1 > whole.t0[i]) & (legs.t0 < whole.t1[i]))
        lasts, full = whole.t1[i] - whole.t0[i], reach[whole.unit[i]]
        fix = np.flatnonzero((tracks.unit == whole.unit[i]) & (tracks.t == whole.t0[i]))[0]
        error, drift = max(uncertain.error[fix], uncertain.error[fix + 1]), uncertain.drift[fix]
        s = (np.arange(200) + 0.5) / 200
        at = whole.t0[i] + s * lasts
        off = np.hypot(error, 4 * s * (1 - s) * drift)
        covers = (legs.t0[here] <= at[:, None]) & (at[:, None] <= legs.t1[here])
        assert np.all(covers.sum(axis=1) <= 1)
        in_piece = covers.any(axis=1)
        assert wider == in_piece.all() or off.max() < full
        given = by[legs.unit[here]][covers.argmax(axis=1)]
        assert np.all(given[in_piece] >= off[in_piece] - 1e-6)
        coarse = max(full / LEVELS, drift / 8) + full * 2 / CLASSES + 0.3 * off
        assert np.all(given[in_piece] <= (off + coarse)[in_piece])
        assert np.all(off[~in_piece] + coarse[~in_piece] >= full)  # left out only where the range is used up
        checked += len(here)
    assert checked > 300


def test_tracks_in_pieces_are_sorted_and_equal_ranges_stay_connected():
    tracks = tracks_of(np.arange(100) * 10.0, np.zeros(100), np.arange(100) * 10.0, np.zeros(100, int))
    same = Uncertainty(np.full(100, 0.5), np.zeros(100))
    own, _ = in_pieces(tracks, Detection.same(1, 50.0, 30.0), same, True)
    assert len(own) == 1
    assert len(own.t) == 100
    rng = np.random.default_rng(8)
    tracks = wanderers(rng)
    own, _ = in_pieces(tracks, Detection.same(3, 50.0, 30.0), uncertainty(tracks, 5.0), True)
    assert np.all(np.diff(own.unit) >= 0)
    within = np.diff(own.unit) == 0
    assert np.all(np.diff(own.t)[within] >= 0)


def test_slow_legs_count_only_as_far_as_they_may_be_fast_enough():
    tracks = tracks_of([0.0, 30.0, 60.0, 600.0], [0.0] * 4, [0.0, 60.0, 120.0, 180.0], [0] * 4)  # 0.5, 0.5, 9 m/s
    for drift, wider, seconds in ((0.0, True, 60), (0.0, False, 60), (10.0, True, 180), (10.0, False, 60)):
        uncertain = Uncertainty(np.full(4, drift), np.zeros(4))
        own, _ = in_pieces(tracks, replace(Detection.same(1, 50.0, 30.0), slowest=1.0), uncertain, wider)
        legs = legs_of(own)
        assert (legs.t1 - legs.t0).sum() == pytest.approx(seconds)


def test_drift_by_hand():
    # the second fix is 30 m off the line of its neighbours, half-way in time: 15 m on a leg of half the time
    tracks = tracks_of([0.0, 100.0, 200.0], [0.0, 30.0, 0.0], [0.0, 10.0, 20.0], [0, 0, 0])
    np.testing.assert_allclose(leg_drift(tracks), np.array([15.0, 15.0, 0.0]) * (1 + OF_USUAL))
    # a unit that speeds up on a straight line: 20 m behind at a third of the time, 4/3 x 1/2 ... of 4 s (1 - s) = 8/9
    tracks = tracks_of([0.0, 80.0, 300.0], [0.0] * 3, [0.0, 10.0, 30.0], [0, 0, 0])
    pace = 20 / (8 / 9 * 30)
    np.testing.assert_allclose(leg_drift(tracks), pace * np.array([10.0, 20.0, 0.0]) * (1 + OF_USUAL))
    # a unit that moves straight on has none, whatever others do
    tracks = tracks_of([0.0, 100.0, 200.0, 0.0, 50.0, 100.0], [0, 30, 0, 0, 0, 0], [0, 10, 20] * 2, [0, 0, 0, 1, 1, 1])
    np.testing.assert_array_equal(leg_drift(tracks)[3:], 0.0)
    # two fixes only: what is usual for all units; and a quarter of the length where nothing is
    tracks = tracks_of([0.0, 100.0, 200.0, 0.0, 50.0], [0.0, 30.0, 0.0, 0.0, 0.0], [0, 10, 20, 0, 20], [0, 0, 0, 1, 1])
    assert leg_drift(tracks)[3] == pytest.approx(30.0 * (1 + OF_USUAL))
    assert leg_drift(tracks_of([0.0, 100.0], [0.0, 0.0], [0, 50], [0, 0]))[0] == pytest.approx(25 * (1 + OF_USUAL))
    np.testing.assert_array_equal(leg_drift(tracks_of([0.0], [0.0], [0], [0])), [0.0])


def test_a_unit_that_stands_has_little_drift_while_others_turn():
    rng = np.random.default_rng(2)
    x, y = rng.normal(0, 50, (2, 40)).cumsum(axis=1)
    x[10:30], y[10:30] = x[10], y[10]
    drift = leg_drift(tracks_of(x, y, np.arange(40) * 30.0, np.zeros(40, int)))
    assert drift[12:27].max() < 0.5 * drift[:8].mean()


def test_more_fixes_on_the_same_way_are_less_uncertain():
    rng = np.random.default_rng(9)
    tracks = wanderers(rng)
    uncertain = uncertainty(tracks, 4.0)
    more, less = denser(tracks, uncertain, 10.0)
    legs, whole = legs_of(more), legs_of(tracks)
    assert np.max(legs.t1 - legs.t0) <= 10 + 1e-9
    assert (legs.t1 - legs.t0).sum() == pytest.approx((whole.t1 - whole.t0).sum())
    assert len(more) == len(tracks)
    assert more.length == pytest.approx(tracks.length)
    assert set(tracks.t) <= set(more.t)
    assert less.drift.max() < uncertain.drift.max() / 2
    assert np.all(less.error == 4.0)
    evidence = evidence_of(tracks, *rng.uniform(-300, 300, (2, 200)))
    scores = score_places(evidence)
    gap, known = scores.gap, known_to(evidence, scores, uncertain)
    assert known.interval in (30.0, 60.0)
    assert known.shorter in (10.0, 20.0)
    assert 0 < known.less < known.half < 0.5
    # the same number from all places without looking near them only
    seen, quiet = np.flatnonzero(gap < 1), evidence.without_silence()
    bounds = gap_bounds(quiet.take(seen), gap[seen], gap[seen], uncertain)
    assert known.half == pytest.approx((bounds.high - bounds.low).mean() / 2, rel=1e-6)
    assert known_to(evidence, replace(scores, gap=np.ones(200)), uncertain) is None


def test_places_that_only_a_camera_sees_do_not_make_the_gap_better_known():
    tracks = wanderers(np.random.default_rng(9))
    uncertain = uncertainty(tracks, 4.0)
    near, far = np.random.default_rng(1).uniform(-100, 100, (2, 2, 60))
    plain = evidence_of(tracks, *np.c_[near, far + 90_000])
    column = np.array([90_000.0])
    camera = Watchers(
        column, column, column * 0 + 500, column * 0 + 1, column * 0, column * 0 + 360, ((),), np.zeros(1, int)
    )
    watched = replace(plain, watchers=camera)
    scores = score_places(watched)
    assert (scores.gap[60:] < 0.01).all()
    assert (scores.gap_by_patrols == score_places(plain).gap).all()
    known, alone = (known_to(one, score_places(one), uncertain) for one in (watched, plain))
    assert known.half == pytest.approx(alone.half)
    assert known.half > 0.01


def test_sentences():
    now = "Fixes come every 60 s: where patrols came, the gap is known to within 0.12 on average"
    assert KnownTo(60.0, 0.12).sentence.startswith(now)
    assert KnownTo(60.0, 0.12, 20.0, 0.03).sentence.endswith("With fixes every 20 s it would be about 0.03.")
    assert "hardly help: the rest is position error" in KnownTo(60.0, 0.12, 20.0, 0.11).sentence
    assert "less than 0.01" in KnownTo(1.0, 0.002).sentence


def test_places_with_their_own_questions_have_the_bounds_of_a_run_of_their_own():
    tracks = wanderers(np.random.default_rng(5))
    x, y = np.random.default_rng(6).normal(0, 80, (2, 30))
    plain = evidence_of(tracks, x, y)
    longer = replace(plain, question=replace(plain.question, moments=np.array([[0.0, LAST - 7200]]), revisit=7200.0))
    one, two = np.arange(0, 30, 3), np.setdiff1d(np.arange(30), np.arange(0, 30, 3))
    which = np.isin(np.arange(30), two).astype(int)
    own = OwnQuestions(which, (plain.question, longer.question), (plain.watch,) * 2, plain.watch)
    asked = replace(plain, own=own)
    found, lowest = bounds_of(asked, error=5.0)[1], gaps_alone(asked, asked)
    for index, alone in ((one, plain), (two, longer)):
        np.testing.assert_allclose(lowest[index], gaps_alone(alone.take(index), alone.take(index)), atol=1e-9)
        expected = bounds_of(alone.take(index), error=5.0)[1]
        np.testing.assert_allclose(found.low[index], expected.low, atol=1e-9)
        np.testing.assert_allclose(found.high[index], expected.high, atol=1e-9)
    assert (found.high > found.low).any()
