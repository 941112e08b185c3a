"""Possible passes in outages, against sampled paths and closed forms."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.prisms import Prisms, possible_passes
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Period
from blindspot.engine.tracks.tracks import Outages, Tracks
from small_evidence import evidence_of


def outage(a, b, start, end) -> Outages:
    return Outages(np.array([0]), *(np.array([v], float) for v in (*a, start, *b, end)))


def detection(reach, fastest, tau=30.0) -> Detection:
    return Detection(np.array([float(reach)]), np.array([1 / tau]), 0.0, np.array([float(fastest)]))


def one_pass(outages, place, reach, fastest, origin=0.0):
    """(start, end) of the longest possible pass, or None."""
    seen = detection(reach, fastest)
    found = possible_passes(Prisms.of(outages, seen, origin), point_places([place[0]], [place[1]]), seen)
    assert len(found) <= 1
    return (float(found.start[0]), float(found.end[0])) if len(found) else None


def test_an_outage_with_equal_ends_has_a_closed_form():
    outages = outage((0, 0), (0, 0), 1000, 1600)
    assert one_pass(outages, (450, 0), 50, 2.0) == (pytest.approx(1200), pytest.approx(1400))
    assert one_pass(outages, (0, -650), 50, 2.0) == (pytest.approx(1300), pytest.approx(1300))
    assert one_pass(outages, (0, -651), 50, 2.0) is None
    assert one_pass(outages, (30, 0), 50, 2.0, origin=400.0) == (600.0, 1200.0)


def test_a_unit_that_needs_more_than_its_top_speed_took_the_straight_way():
    outages = outage((0, 0), (1000, 0), 0, 100)
    start, end = one_pass(outages, (500, 30), 50, 1.0)  # at 36 km/h, although PRISM_SPEED is lower
    assert (start, end) == (pytest.approx(46.0, abs=0.01), pytest.approx(54.0, abs=0.01))
    assert one_pass(outages, (500, 51), 50, 1.0) is None


def test_a_unit_that_never_moved_stayed():
    outages = outage((0, 0), (0, 0), 0, 1800)
    assert one_pass(outages, (49, 0), 50, 0.0) == (0, 1800)
    assert one_pass(outages, (51, 0), 50, 0.0) is None


point = st.tuples(st.integers(-300, 300), st.integers(-300, 300))


@settings(max_examples=150)
@given(point, point, point, st.sampled_from([20.0, 60.0, 150.0]), st.sampled_from([1.02, 1.3, 3.0]))
def test_against_every_point_of_the_disc(a, b, place, reach, slack):
    apart = np.hypot(a[0] - b[0], a[1] - b[1])
    limit = apart * slack + 15.0
    angle, radius = np.meshgrid(np.linspace(0, 2 * np.pi, 1441), np.linspace(0, reach, 121))
    qx, qy = place[0] + radius * np.cos(angle), place[1] + radius * np.sin(angle)
    from_a, to_b = np.hypot(qx - a[0], qy - a[1]), np.hypot(qx - b[0], qy - b[1])
    possible = from_a + to_b <= limit
    found = one_pass(outage(a, b, 0.0, limit), place, reach, 1.0)  # at 1 m/s metres are seconds
    if found is None:
        assert not np.any(from_a + to_b <= limit - 0.1)
        return
    assume(possible.any())  # otherwise the sampling was too coarse for a very small intersection
    came = 0.0 if np.hypot(a[0] - place[0], a[1] - place[1]) <= reach else from_a[possible].min()
    left = 0.0 if np.hypot(b[0] - place[0], b[1] - place[1]) <= reach else to_b[possible].min()
    assert found == (pytest.approx(came, abs=4.0), pytest.approx(limit - left, abs=4.0))
    assert found[0] <= came + 1e-6
    assert found[1] >= limit - left - 1e-6


def test_all_places_at_once_agree_with_each_place_alone():
    rng = np.random.default_rng(3)
    n = 40
    t0 = np.sort(rng.uniform(0, 9e4, n))
    ends = rng.uniform(-3000, 3000, (4, n))
    outages = Outages(np.zeros(n, int), ends[0], ends[1], t0, ends[2], ends[3], t0 + rng.uniform(600, 3600, n))
    places = point_places(*rng.uniform(-4000, 4000, (2, 300)))
    seen = detection(50, 1.5)
    together = possible_passes(Prisms.of(outages, seen), places, seen)
    count = 0
    for i in range(n):
        alone = Prisms.of(outages.take(np.array([i])), seen)
        for k in range(len(places)):
            found = possible_passes(alone, places.subset(k, k + 1), seen)
            count += len(found)
            if len(found):
                same = (together.sample == k) & np.isclose(together.start, found.start[0], atol=1e-6)
                assert np.isclose(together.end[same], found.end[0], atol=1e-6).any()
    assert count == len(together) > 100


def scored(tracks, places, seen, silent=()) -> tuple:
    moments = np.array([[0.0, 40_000.0]])
    silent = np.array(silent, float).reshape(-1, 2)
    question = Question(Period(0.0, 47_200.0, np.array([[0.0, 47_200.0]])), moments, moments, 7200.0, silent)
    found = score_places(evidence_of(tracks, seen, places, question))
    return found.gap, found.gap_low


def test_an_outage_lowers_gap_low_only_where_the_unit_can_have_been():
    x, y = np.array([0.0, 10.0]), np.array([0.0, 0.0])
    outages = outage((0, 0), (10, 0), 10_000, 12_000)
    tracks = Tracks(x, y, np.array([1e4, 1.2e4]), np.array([0, 0]), np.array([0, 1, 2]), ("a",), outages)
    places = point_places([0.0, 800.0, 5000.0], [0.0, 0.0, 0.0])
    gap, low = scored(tracks, places, detection(50, 1.0))
    assert gap.tolist() == [1.0, 1.0, 1.0]  # two single fixes have no duration
    # At 800 m: in range from 750 s after the start of the outage until 740 s before its end.
    stay, tau, revisit, hours = 510.0, 30.0, 7200.0, 40_000.0
    x_ = stay / tau
    inside = (revisit - stay) * np.exp(-x_) + 2 * stay * (1 - np.exp(-x_)) / x_
    assert low[1] == pytest.approx((hours - revisit - stay + inside) / hours, rel=1e-9)
    assert low[0] < low[1]
    assert low[2] == 1.0


def test_in_a_silent_night_a_unit_may_have_been_anywhere():
    tracks = Tracks(np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1, int), np.array([0, 1]), ("a",), NO_OUTAGES)
    gap, low = scored(tracks, point_places([9e5], [0.0]), detection(50, 1.0, tau=1e-9), [(20_000, 30_000)])
    assert gap[0] == 1.0
    assert low[0] == pytest.approx((40_000 - 17_200) / 40_000, abs=1e-6)


NO_OUTAGES = Outages(np.zeros(0, int), *[np.zeros(0)] * 6)


@settings(max_examples=40)
@given(st.lists(st.tuples(point, st.sampled_from([30.0, 900.0, 2500.0])), min_size=2, max_size=12), st.floats(0, 5))
def test_gap_low_is_never_above_gap_nor_below_zero(steps, fastest):
    xy = np.array([step[0] for step in steps], float)
    t = np.cumsum([step[1] for step in steps])
    silent = np.flatnonzero(np.diff(t) > 600)
    offsets = np.r_[0, silent + 1, len(t)]
    columns = (xy[silent, 0], xy[silent, 1], t[silent], xy[silent + 1, 0], xy[silent + 1, 1], t[silent + 1])
    tracks = Tracks(
        xy[:, 0], xy[:, 1], t, np.zeros(len(t), int), offsets, ("a",), Outages(np.zeros(len(silent), int), *columns)
    )
    places = point_places([0.0, 200.0], [0.0, 100.0])
    gap, low = scored(tracks, places, detection(60, fastest))
    assert np.all((low >= 0) & (low <= gap) & (gap <= 1))
    faster = scored(tracks, places, detection(60, fastest + 1))[1]
    assert np.all(faster <= low + 1e-9)


def test_an_outage_after_the_last_moment_counts_within_the_revisit_interval():
    x, y = np.zeros(2), np.zeros(2)
    outages = outage((0, 0), (0, 0), 41_000, 43_000)  # the moments end at 40,000
    tracks = Tracks(x, y, np.array([41e3, 43e3]), np.array([0, 0]), np.array([0, 1, 2]), ("a",), outages)
    gap, low = scored(tracks, point_places([0.0], [0.0]), detection(50, 1.0))
    assert low[0] < gap[0] == 1


def test_in_a_silent_night_all_units_together_may_have_been_there():
    both = Tracks(np.zeros(2), np.zeros(2), np.zeros(2), np.array([0, 1]), np.array([0, 1, 2]), ("a", "b"), NO_OUTAGES)
    seen = Detection(np.full(2, 50.0), np.full(2, 1 / 900.0), 0.0, np.ones(2))
    _, low = scored(both, point_places([9e5], [0.0]), seen, [(0, 47_200)])
    assert low[0] == pytest.approx(np.exp(-2 * 7200 / 900))
