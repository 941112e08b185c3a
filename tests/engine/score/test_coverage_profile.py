"""The coverage profile: local hours against the standard library, gaps against brute force, and their mean."""

import math
import zoneinfo
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import brute
from blindspot.engine.errors import UserError
from blindspot.engine.places.places import Places, point_places
from blindspot.engine.score import coverage_profile as profile_module
from blindspot.engine.score import score
from blindspot.engine.score.coverage_profile import (
    HOUR,
    SLOTS,
    Profile,
    coverage_profile,
    hour_name,
    hour_span,
    local_hours,
    unit_hours_on_patrol,
)
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from small_evidence import evidence_of

DAY = 86_400.0
MONDAY = 1_767_571_200.0  # 2026-01-05T00:00Z
ZONES = ("Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "UTC")


def wall(instant: float, zone: str) -> datetime:
    return datetime.fromtimestamp(instant, UTC).astimezone(zoneinfo.ZoneInfo(zone))


def slot_at(instant: float, zone: str) -> int:
    return wall(instant, zone).weekday() * 24 + wall(instant, zone).hour


def tracks_of(rows, max_outage=600.0):
    """Tracks from (unit, seconds since the epoch, x, y) rows."""
    unit, t, x, y = (np.array(column) for column in zip(*rows, strict=True))
    names = tuple(map(str, range(unit.max() + 1)))
    fixes = Fixes(x.astype(float), y.astype(float), t.astype(float), unit, np.arange(len(rows)), names)
    return tracks_from_fixes(fixes, TrackRules(max_outage=max_outage))[0]


def question_of(start: float, end: float, revisit: float, watch: Watch) -> Question:
    whole = period(watch, start, end, start, end)
    return Question(whole, moments(whole, revisit), nights(whole, watch), revisit)


def walks(rng, units=3, fixes=400, start=MONDAY, days=9):
    rows = []
    for unit in range(units):
        for day in range(days):
            t = start + day * DAY + rng.uniform(0, 20) * HOUR + np.cumsum(rng.uniform(20, 60, fixes // days))
            xy = np.cumsum(rng.normal(0, 40, (len(t), 2)), axis=0) + rng.uniform(-300, 300, 2)
            rows += [(unit, *row) for row in np.column_stack([t, xy]).tolist()]
    return tracks_of(rows)


@settings(max_examples=60)
@given(
    st.sampled_from(ZONES),
    st.sampled_from([(2025, 3, 29), (2025, 10, 25), (2025, 4, 5), (2025, 10, 4), (2011, 12, 29), (2026, 6, 1)]),
    st.lists(st.integers(1, 40_000), min_size=2, max_size=12),
)
def test_slices_agree_with_local_clocks(zone, day, steps):
    edges = datetime(*day, tzinfo=UTC).timestamp() + np.cumsum(steps[: len(steps) // 2 * 2]).astype(float)
    bands = edges.reshape(-1, 2)
    slices = local_hours(bands, zone)
    lengths = slices.edges[:, 1] - slices.edges[:, 0]
    assert (lengths > 0).all()
    assert (slices.edges[1:, 0] >= slices.edges[:-1, 1]).all()
    assert lengths.sum() == pytest.approx((bands[:, 1] - bands[:, 0]).sum())
    for (a, b), slot in zip(slices.edges.tolist(), slices.slot.tolist(), strict=True):
        assert any(low <= a and b <= high for low, high in bands.tolist())
        assert {slot_at(t, zone) for t in (a, (a + b) / 2, b - 0.5)} == {slot}


def test_days_of_23_and_25_hours():
    for month, day, hours in ((3, 29, {2: 0.0}), (10, 25, {2: 2.0})):  # 2026, Sundays
        start = datetime(2026, month, day, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).timestamp()
        end = datetime(2026, month, day + 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).timestamp()
        found = local_hours([[start, end]], "Europe/Berlin").hours.reshape(7, 24)
        assert found[6].tolist() == [hours.get(hour, 1.0) for hour in range(24)]
        assert found[:6].sum() == 0


def test_slices_of_no_bands_and_of_an_unknown_zone():
    assert local_hours(np.zeros((0, 2)), "UTC").hours.tolist() == [0.0] * SLOTS
    with pytest.raises(UserError, match="Mars/Base"):
        local_hours([[MONDAY, MONDAY + DAY]], "Mars/Base")


def test_hours_as_text():
    assert (hour_name(0), hour_name(27), hour_span(167)) == ("Mon 00:00", "Tue 03:00", "Sun 23:00-00:00")


def test_a_stay_of_an_hour_by_hand():
    # In range on Monday from 03:00 to 04:00, immediate detection, R = 2 h: conditions that begin from 01:00 to 04:00
    # are detected. The week has each hour once, but the moments end R before its end.
    tracks = tracks_of([(0, MONDAY + 3 * HOUR + 60 * i, 0, 0) for i in range(61)])
    question = question_of(MONDAY, MONDAY + 7 * DAY, 2 * HOUR, Watch(0, 0))
    evidence = evidence_of(tracks, Detection.same(1, 50, 0), point_places([0], [0]), question)
    total, each = coverage_profile(evidence, True)
    seen = np.flatnonzero(total.gap < 0.5)
    np.testing.assert_allclose(total.gap[seen], 0, atol=1e-9)
    assert seen.tolist() == [1, 2, 3]
    assert np.flatnonzero(np.isnan(total.gap)).tolist() == [166, 167]
    assert total.unit_hours[3] == pytest.approx(1)
    assert total.unit_hours.sum() == pytest.approx(1)
    np.testing.assert_allclose(each.unit_hours[0], total.unit_hours, atol=1e-9)
    assert total.watch_hours.tolist() == [1.0] * 166 + [0.0] * 2


def test_gaps_by_brute_force():
    track = [(0.0, -100.0, 0.0), (1500.0, 100.0, 10.0), (2400.0, 100.0, 10.0), (5400.0, -200.0, -20.0)]
    other = [(6000.0, 0.0, 90.0), (7500.0, 0.0, -90.0)]
    start, revisit, tau = MONDAY + 2 * HOUR, 1800.0, 300.0
    rows = [(unit, start + t, x, y) for unit, fixes in enumerate((track, other)) for t, x, y in fixes]
    tracks = tracks_of(rows, 3600.0)
    watch, detection = Watch(0, 0, timezone="Asia/Kolkata"), Detection.same(2, 50, tau)
    question = question_of(start, start + 3 * HOUR, revisit, watch)
    total, _ = coverage_profile(evidence_of(tracks, detection, point_places([0], [0]), question, watch=watch))
    # 02:00 UTC is 07:30 in Kolkata; the last half hour of the period has no moments.
    hours = {7: (0, 1800), 8: (1800, 5400), 9: (5400, 9000)}
    for hour, (a, b) in hours.items():
        expected = brute.gap([track, other], 0, 0, 50, tau, revisit, [(a, b)])
        assert total.gap[hour] == pytest.approx(expected, abs=2e-3)
        assert 0.01 < expected < 0.99
    assert np.isfinite(total.gap).sum() == 3


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from(ZONES), st.sampled_from([(22, 5), (0, 0), (9, 17.5)]))
def test_the_mean_of_the_profile_is_the_gap(seed, zone, hours):
    rng = np.random.default_rng(seed)
    tracks = walks(rng)
    watch = Watch(hours[0] * HOUR, hours[1] * HOUR, frozenset(), zone)
    question = question_of(MONDAY + HOUR / 3, MONDAY + 9 * DAY, 5000.0, watch)
    detection = Detection.same(3, 60, rng.choice([0.0, 40.0]))
    offsets = np.r_[0, np.cumsum(rng.integers(1, 4, 30))]
    places = Places(*rng.uniform(-500, 500, (2, offsets[-1])), offsets)
    demand = rng.uniform(0, 3, 30)
    evidence = evidence_of(tracks, detection, places, question, demand, watch)
    total, each = coverage_profile(evidence, True)
    scores = score_places(evidence)
    np.testing.assert_allclose(each.mean_gap, scores.gap, rtol=1e-8)
    assert float(total.mean_gap) == pytest.approx(np.average(scores.gap, weights=demand), rel=1e-8)
    np.testing.assert_allclose(each.unit_hours.sum(axis=1) * HOUR, scores.dwell, rtol=1e-8, atol=1e-6)
    assert total.watch_hours.sum() * HOUR == pytest.approx(np.diff(question.moments).sum())
    np.testing.assert_array_equal(np.isnan(total.gap), total.watch_hours == 0)


def test_unit_hours_by_stepping_through_the_tracks(monkeypatch):
    monkeypatch.setattr(profile_module, "FIXES_AT_ONCE", 7)
    tracks = walks(np.random.default_rng(3), units=2, fixes=90)
    start, end, zone = MONDAY + 5 * HOUR, MONDAY + 8 * DAY, "Australia/Lord_Howe"
    slices = local_hours([[start, end]], zone).after(MONDAY)
    for slowest in (0.0, 1.0):
        expected = np.zeros(SLOTS)
        for first, last in zip(tracks.offsets[:-1], tracks.offsets[1:], strict=True):
            for i in range(first, last - 1):
                t0, t1 = tracks.t[i], tracks.t[i + 1]
                if math.dist((tracks.x[i], tracks.y[i]), (tracks.x[i + 1], tracks.y[i + 1])) < slowest * (t1 - t0):
                    continue
                for t in t0 + (np.arange(100) + 0.5) * (t1 - t0) / 100:
                    if start <= t < end:
                        expected[slot_at(t, zone)] += (t1 - t0) / 100
        found = unit_hours_on_patrol(tracks, slices, MONDAY, slowest)
        np.testing.assert_allclose(found * HOUR, expected, atol=2.0)
        assert found.sum() * HOUR == pytest.approx(expected.sum(), abs=1.0)


def test_the_profile_does_not_depend_on_strips(monkeypatch):
    rng = np.random.default_rng(5)
    tracks, places = walks(rng), point_places(*rng.uniform(-500, 500, (2, 60)))
    question = question_of(MONDAY, MONDAY + 9 * DAY, 3600.0, Watch(20 * HOUR, 4 * HOUR))
    evidence = evidence_of(tracks, Detection.same(3, 60, 30), places, question, np.arange(60.0))
    whole = coverage_profile(evidence, True)
    monkeypatch.setattr(score, "SAMPLES_AT_ONCE", 7)
    for one, other in zip(whole, coverage_profile(evidence, True), strict=True):
        np.testing.assert_allclose(one.gap, other.gap, rtol=1e-12)
        np.testing.assert_allclose(one.unit_hours, other.unit_hours, rtol=1e-12)


def test_without_demand_all_places_have_the_same_weight():
    tracks = tracks_of([(0, MONDAY + 60 * i, 0, 0) for i in range(61)])
    question = question_of(MONDAY, MONDAY + DAY, HOUR, Watch(0, 0))
    places = point_places([0, 900], [0, 0])
    total, _ = coverage_profile(evidence_of(tracks, Detection.same(1, 50, 0), places, question, demand=0))
    assert total.gap[0] == pytest.approx(0.5)


def test_hours_outside_the_period_are_nan():
    tracks = tracks_of([(0, MONDAY + 60 * i, 0, 0) for i in range(61)])
    question = question_of(MONDAY, MONDAY + 5 * HOUR, HOUR, Watch(0, 0))
    evidence = evidence_of(tracks, Detection.same(1, 50, 0), point_places([0], [0]), question)
    profiles = coverage_profile(evidence, True)
    for profile in profiles:
        assert np.flatnonzero(np.isfinite(profile.unit_hours.ravel())).tolist() == [0, 1, 2, 3, 4]
        np.testing.assert_allclose(profile.unit_hours.ravel()[:5], [1, 0, 0, 0, 0], atol=1e-9)


def test_darkest_and_best_among_equal_gaps():
    gap = np.full(SLOTS, np.nan)
    gap[[5, 30, 31, 32, 90, 91]] = 0.2, 0.9, 0.9 + 1e-12, 0.9, 0.2, 0.3
    unit_hours = np.zeros(SLOTS)
    unit_hours[[5, 30, 31, 32, 90]] = 1.0, 3.0, 2.0, 2.0, 4.0
    profile = Profile(gap, unit_hours, np.where(np.isnan(gap), 0.0, [1.0]))
    assert (int(profile.darkest), int(profile.best)) == (31, 90)
    both = Profile(np.stack([gap, gap[::-1]]), np.stack([unit_hours, unit_hours[::-1]]), profile.watch_hours)
    assert both.darkest.tolist() == [31, SLOTS - 1 - 32]


def test_the_mean_is_weighted_by_hours_and_skips_nan():
    gap = np.full(SLOTS, np.nan)
    gap[:2] = 0.0, 1.0
    hours = np.zeros(SLOTS)
    hours[:2] = 3.0, 1.0
    assert float(Profile(gap, np.zeros(SLOTS), hours).mean_gap) == 0.25
