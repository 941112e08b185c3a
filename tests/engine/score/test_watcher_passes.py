"""Scores with watchers: the gap counts them, all else counts patrols."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.gain.assessment import lost_without, scores_with
from blindspot.engine.gain.drone_tracks import drone_tracks
from blindspot.engine.places.demand import own_demand
from blindspot.engine.places.places import places_from_geometries, point_places
from blindspot.engine.score import score as score_module
from blindspot.engine.score.coverage_profile import coverage_profile
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.own_profiles import scores_and_profile
from blindspot.engine.score.place_nights import place_nights
from blindspot.engine.score.reasons import reasons
from blindspot.engine.score.score import score_places
from blindspot.engine.score.seen import seen_passes
from blindspot.engine.score.watch_profile import watch_profile
from blindspot.engine.sight.watcher_fields import watchers_from
from blindspot.engine.timing.watch import Watch, moments, nights, period
from small_evidence import evidence_of, fixes_and_tracks

DAY, HOUR, MINUTE = 86_400.0, 3600.0, 60.0
START = 1_767_225_600.0  # 2026-01-01T00:00Z
NIGHT = Watch(22 * HOUR, 5 * HOUR)
REVISIT = 2 * HOUR


def question(days=3, watch=NIGHT) -> Question:
    whole = period(watch, START, START + 1, START, START + days * DAY)
    return Question(whole, moments(whole, REVISIT), nights(whole, watch), REVISIT)


def watchers(x, y, **columns):
    return watchers_from(
        np.atleast_1d(x).astype(float), np.atleast_1d(y).astype(float), columns, 50, 30, "UTC"
    ).watchers


def walks(seed=1, units=3):
    """Tracks that cross (0, 0) to (600, 0) in the evenings."""
    rng = np.random.default_rng(seed)
    t = START + 21 * HOUR + np.concatenate([night * DAY + np.arange(0, 7 * HOUR, 60.0) for night in (0, 1)])
    rows = [np.cumsum(rng.normal(0, 50, len(t))) % 600 for _ in range(units)]
    unit = np.repeat(np.arange(units), len(t))
    return fixes_and_tracks(np.concatenate(rows), 0.0, np.tile(t, units), unit)[1]


PLACES = places_from_geometries(
    np.array([shapely.Point(x, 0) for x in range(0, 1500, 50)] + [shapely.LineString([(0, 30), (900, 30)])]), 25.0
)


def evidence(found=None, places=PLACES, tracks=None, asked=None):
    tracks = walks() if tracks is None else tracks
    detection = Detection.same(len(tracks.unit_names), 50, 30)
    made = evidence_of(tracks, detection, places, asked or question(), watch=NIGHT)
    return replace(made, watchers=found)


SOME = watchers(
    [100, 900, 1200, 1200],
    [0, 10, 0, 0],
    hours=["23:00-01:00", None, "08:00-12:00", "02:00-04:00"],
    detection_s=[30, 600, 30, 0],
    kind=["camera", "post", "camera", "camera"],
)
OF_PATROLS = (
    "visits",
    "dwell",
    "last_seen",
    "mean_idle",
    "worst_gap",
    "worst_at_edge",
    "nights_seen",
    "watch_visits",
    "watch_dwell",
    "steps",
    "rounded",
)


def brute_gap(spans, tau):
    """The gap of a place that a watcher sees in the spans (s after START), by starting moments each second."""
    u = np.concatenate([np.arange(a, b) + 0.5 for a, b in question().moments - START])
    seconds = sum(np.clip(np.minimum(u + REVISIT, b) - np.maximum(u, a), 0, None) for a, b in spans)
    return float(np.mean(np.exp(-seconds / tau) if tau else seconds == 0))


def test_the_gap_of_a_watcher_by_brute_force():
    """Far from all patrols."""
    nightly = [(23 * HOUR + day * DAY, 25 * HOUR + day * DAY) for day in (-1, 0, 1, 2)]
    after = [(a + 6.5 * HOUR, b + 5.5 * HOUR) for a, b in nightly]  # out of the watch, but within R of its moments
    for hours, spans in (
        ("05:30-06:30", after),
        ("23:00-01:00", nightly),
        ("Thu 23:00-01:00", nightly[1:2]),
        (None, [(0, 3 * DAY)]),
    ):
        for tau in (0, 900, 5400):
            found = watchers(2000, 0, hours=[hours], detection_s=[tau])
            scores = score_places(evidence(found, point_places([2010.0, 2100.0], [0.0, 0.0])))
            assert scores.gap[0] == pytest.approx(brute_gap(spans, tau), abs=2e-4)
            assert scores.watched["gap_patrols"].tolist() == [1, 1]
            assert scores.gap[1] == 1
            inside = sum(max(min(b, e) - max(a, s), 0) for a, b in spans for s, e in question().nights - START)
            assert scores.watched["seconds"].tolist() == pytest.approx([inside, 0])
            assert (scores.watched["share"] * np.diff(question().nights).sum()).tolist() == pytest.approx([inside, 0])


def test_only_the_gap_counts_watchers():
    alone, joint = score_places(evidence()), score_places(evidence(SOME))
    for name in OF_PATROLS:
        np.testing.assert_array_equal(getattr(joint, name), getattr(alone, name), err_msg=name)
    np.testing.assert_array_equal(joint.watched["gap_patrols"], alone.gap)
    assert (joint.gap <= alone.gap).all()
    assert (joint.gap_low <= joint.gap).all()
    seen = joint.watched["seconds"] > 0
    assert (joint.gap[seen] < alone.gap[seen]).all()
    np.testing.assert_array_equal(joint.gap[~seen], alone.gap[~seen])
    assert 3 < seen.sum() < len(PLACES) - 3
    assert alone.watched is None


def test_no_watcher_in_view_changes_nothing():
    alone = score_places(evidence())
    for found in (watchers([], []), watchers(0, 900), watchers(0, 0, hours=["08:00-12:00"])):
        joint = score_places(evidence(found))
        np.testing.assert_array_equal(joint.gap, alone.gap)
        np.testing.assert_array_equal(joint.gap_low, alone.gap_low)
        assert not joint.watched["seconds"].any()
        assert not joint.watched["kinds"].any()


def test_random_watchers_never_raise_a_gap_and_their_order_changes_nothing(monkeypatch):
    rng = np.random.default_rng(5)
    tracks = walks()
    before = score_places(evidence(tracks=tracks)).gap
    found = watchers([], [])
    many = watchers(
        rng.uniform(0, 1500, 12),
        rng.uniform(-40, 40, 12),
        range_m=rng.uniform(10, 200, 12).tolist(),
        bearing=rng.uniform(0, 360, 12).tolist(),
        fov=rng.uniform(20, 360, 12).tolist(),
        detection_s=rng.choice([0, 10, 300, 5000], 12).tolist(),
        hours=rng.choice(["", "22:00-02:00", "01:00-03:00; 04:00-04:30"], 12).tolist(),
    )
    for count in range(1, 13):
        found = many.take(np.arange(count))
        after = score_places(evidence(found, tracks=tracks)).gap
        assert (after <= before + 1e-10).all()  # rounding of many different rates
        before = after
    order = rng.permutation(12)
    shuffled = score_places(evidence(many.take(order), tracks=tracks))
    np.testing.assert_allclose(shuffled.gap, before, rtol=1e-9)
    monkeypatch.setattr(score_module, "FOUND_AT_ONCE", 300)
    monkeypatch.setattr(score_module, "SAMPLES_AT_ONCE", 7)
    monkeypatch.setattr(score_module, "PASSES_AT_ONCE", 40)
    in_strips = score_places(evidence(many, tracks=tracks))
    np.testing.assert_allclose(in_strips.gap, before, rtol=1e-9)
    np.testing.assert_allclose(in_strips.watched["seconds"], shuffled.watched["seconds"])


def test_two_of_the_same_miss_less_than_one():
    one, two = (score_places(evidence(watchers([1200] * n, [0] * n, detection_s=[9000] * n))) for n in (1, 2))
    seen = one.watched["seconds"] > 0
    assert (two.gap[seen] < one.gap[seen]).all()
    np.testing.assert_allclose(two.watched["seconds"], 2 * one.watched["seconds"])
    np.testing.assert_allclose(two.watched["share"], one.watched["share"])


def test_passes_are_sorted():
    made = evidence(SOME)
    found = seen_passes(made, PLACES)
    keys = list(zip(found.sample.tolist(), found.start.tolist(), found.unit.tolist(), strict=True))
    assert keys == sorted(keys)
    assert (found.unit >= made.moving).sum() > 10


def test_of_passes_that_begin_together_those_of_watchers_come_last():
    stands = fixes_and_tracks(np.full(3, 1200.0), 0.0, START + 26 * HOUR + np.arange(3) * 60.0, np.zeros(3, int))[1]
    made = evidence(SOME.take([3]), point_places([1200.0], [0.0]), stands)
    found = seen_passes(made, made.places)
    together = found.start == 26 * HOUR
    assert found.unit[together].tolist() == [0, made.moving]


def test_profiles_and_nights_count_units_that_move():
    scores, profile = scores_and_profile(evidence(SOME))
    np.testing.assert_allclose(profile.unseen.sum(axis=1), scores.gap, atol=1e-5)
    np.testing.assert_allclose(watch_profile(evidence(SOME)).unseen.sum(axis=1), scores.gap, atol=1e-9)
    np.testing.assert_array_equal(profile.few, watch_profile(evidence()).few)
    joint, alone = place_nights(evidence(SOME)), place_nights(evidence())
    for name in ("passes", "units", "dwell", "first", "last"):
        np.testing.assert_array_equal(getattr(joint, name), getattr(alone, name), err_msg=name)
    np.testing.assert_allclose(
        (joint.gap * joint.hours)[:, joint.hours > 0].sum(axis=1) / joint.hours.sum(), scores.gap, atol=1e-9
    )
    (joint, places), (alone, of_patrols) = (coverage_profile(evidence(some), True) for some in (SOME, None))
    np.testing.assert_allclose(places.mean_gap, scores.gap, atol=1e-9)
    np.testing.assert_array_equal(places.unit_hours, of_patrols.unit_hours)
    np.testing.assert_array_equal(places.units, of_patrols.units)
    np.testing.assert_array_equal(joint.unit_hours, alone.unit_hours)


def test_flights_beside_watchers():
    """Codes of watchers follow those of all flights, and what a flight adds is told from what watchers see."""
    lines = [np.array([[900.0, 0, 60, t], [1300.0, 0, 60, t + 600]]) for t in (START + 23 * HOUR, START + 26 * HOUR)]
    flights = drone_tracks(lines, 30.0, 900.0)
    made = evidence(SOME)
    before = score_places(made)
    after = scores_with(made, before, flights)
    assert (after.gap <= before.gap).all()
    np.testing.assert_array_equal(after.watched["seconds"], before.watched["seconds"])
    assert (after.watched["gap_patrols"] >= after.gap).all()
    lost = lost_without(made, flights)
    for one in (0, 1):
        other = scores_with(made, before, drone_tracks([lines[1 - one]], 30.0, 900.0))
        assert lost[one] == pytest.approx(float(made.demand @ (other.gap - after.gap)), abs=1e-9)
    assert lost.min() > 0


def why(found, x, watch=NIGHT):
    made = evidence(found, point_places(np.atleast_1d(float(x)), np.zeros(1)))
    return reasons(score_places(made), own_demand(1), made.question, watch, 100.0, None, found)[0]


def test_why_names_watchers_apart():
    assert why(watchers(2000, 0, kind=["camera"]), 2000) == "A camera sees it all night; no patrol came in 4 nights."
    two = watchers([2000, 2000], [0, 9], kind=["camera"] * 2, hours=["22:00-01:00"] * 2)
    assert why(two, 2000) == "2 cameras see it 22:00-01:00; no patrol came in 4 nights."
    mixed = watchers([2000] * 3, [0] * 3, kind=["camera", "post", None], hours=["22:00-00:00", "23:00-01:00", None])
    assert why(mixed.take([0, 1]), 2000) == "A camera and a post see it about 2 h a night; no patrol came in 4 nights."
    assert why(mixed, 2000).startswith("A camera and a post and a watcher see it all night;")
    text = why(watchers(300, 0), 300)
    assert text.startswith("Seen in the watch on")
    assert text.endswith("; a watcher sees it all night.")
    assert why(watchers(300, 0, hours=["08:00-09:00"]), 300) == why(None, 300)
    assert why(watchers(300, 90), 300) == why(None, 300)


def test_why_of_a_place_seen_in_part():
    line = places_from_geometries(np.array([shapely.LineString([(2000, 0), (2300, 0)])]), 25.0)
    found = watchers(2000, 0, kind=["camera"])
    made = evidence(found, line)
    text = reasons(score_places(made), own_demand(1), made.question, NIGHT, 100.0, None, found)[0]
    assert text == "A camera sees a part of it all night; no patrol came in 4 nights."
