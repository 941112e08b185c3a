"""The probability to escape: closed forms, brute force over all moments, and an adversary who learns by watching."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_nights import HOUR, REVISIT, WATCH, at, night, sightings, unseen_at

from blindspot.engine.gain.escape import NightPasses, escapes
from blindspot.engine.score.passes import Passes


def test_a_rotation_is_known_after_one_round_and_an_even_draw_is_not():
    two = sightings(night(*at(0)), night(*at(1)))
    rotation, even, uneven = escapes(two, [None, np.array([0.5, 0.5]), np.array([0.2, 0.8])])
    assert two.points.tolist() == [0, 1]
    assert rotation.any_moment.tolist() == rotation.random_moment.tolist() == [1, 1]
    for kind in ("any_moment", "seen_moment", "random_moment"):
        assert getattr(even, kind) == pytest.approx([0.5, 0.5])
        assert getattr(uneven, kind) == pytest.approx([0.8, 0.2])


@pytest.mark.parametrize("count", [1, 3, 6])
def test_disjoint_plans_leave_one_less_the_share(count):
    found = escapes(
        sightings(*[night(*at(point)) for point in range(count)], points=count), [np.full(count, 1 / count)]
    )
    assert found[0].any_moment == pytest.approx([1 - 1 / count] * count)


def test_one_visit_a_night_leaves_moments_that_nobody_sees():
    found, known = escapes(sightings(night((2, 3, 3.5)), night((2, 3.2, 3.6))), [np.array([0.3, 0.7]), None])
    assert found.any_moment.tolist() == [1]
    assert found.seen_moment == pytest.approx([0.7])  # from 1:00 to 1:12 the first plan alone sees
    assert HOUR <= found.seen_at[0] <= 1.2 * HOUR
    assert found.random_moment == pytest.approx([1 - (0.3 * 2.5 + 0.7 * 2.4) / 7])
    assert known.random_moment == pytest.approx([1 - 2.4 / 7])  # the better of the two nights
    seen = sightings(night((2, 3, 3.5)), night((2, 3.2, 3.6)))
    assert seen.seen_seconds() == pytest.approx([2.6 * HOUR])


def test_visits_after_the_watch_and_before_it_count_as_far_as_they_see_the_watch():
    found = escapes(sightings(night((0, 8, 8.2), (1, -0.1, 0.5), (2, 9.5, 9.6), (3, -1, -0.5))), [np.ones(1)])[0]
    assert found.random_moment == pytest.approx([1 - 1 / 7, 1 - 0.5 / 7])


def test_a_plan_that_needs_time_sees_where_it_notices_half():
    rate = np.log(2) / 600  # one half in ten minutes
    two = sightings(night((0, 3, 3 + 1 / 3), (1, 3, 3.1), rate=rate))
    assert two.points.tolist() == [0]
    found = escapes(two, [np.ones(1)])[0]
    assert found.any_moment.tolist() == [1]
    assert found.seen_moment == pytest.approx([0.5])
    assert two.seen_seconds() == pytest.approx([2 * HOUR])  # from 1:10 to 3:10
    assert found.seen_at[0] / 60 == pytest.approx(70) or found.seen_at[0] / 60 == pytest.approx(190)


STAYS = st.tuples(st.integers(0, 2), st.integers(-4, 40), st.integers(0, 6)).map(
    lambda stay: (stay[0], stay[1] / 4, (stay[1] + stay[2]) / 4 + 0.01)
)
NIGHTS = st.lists(st.lists(STAYS, max_size=5), min_size=1, max_size=3)


@settings(deadline=None, max_examples=40)
@given(NIGHTS, st.sampled_from([np.inf, 1 / 300.0]), st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_no_moment_is_better_than_the_one_that_was_found(stays, rate, weights):
    nights = [night(*some, rate=rate) for some in stays]
    share = np.array(weights[: len(nights)], float) / sum(weights[: len(nights)])
    seen = sightings(*nights)
    draw, rotation = escapes(seen, [share, None])
    ends = np.array([(stay[1:]) for some in stays for stay in some]).reshape(-1, 2).ravel() * HOUR
    breaks = np.unique(np.r_[0, WATCH, ends, ends - REVISIT])
    breaks = breaks[(breaks >= 0) & (breaks <= WATCH)]
    fine = (np.arange(2000) + 0.5) / 2000 * WATCH
    moments = np.unique(np.r_[(breaks[1:] + breaks[:-1]) / 2, breaks + 0.01, breaks - 0.01, fine].clip(0, WATCH))
    rounding = 1e-9 if np.isinf(rate) else 0.02  # a moment of the fine ones is 6 s from where a plan ceases to see
    for row, point in enumerate(seen.points.tolist()):
        unseen = np.column_stack([unseen_at(plan, point, moments) for plan in nights])
        sees = (unseen <= 0.5).any(axis=1)
        for found, best in ((draw, unseen @ share), (rotation, unseen.max(axis=1))):
            assert found.any_moment[row] == pytest.approx(best.max(), abs=1e-4)
            assert best[sees].max() - 1e-9 <= found.seen_moment[row] <= best[sees].max() + rounding
        at_best = [unseen_at(plan, point, draw.any_at[row]) for plan in nights]
        if np.isinf(rate):
            assert share @ at_best == pytest.approx(draw.any_moment[row], abs=1e-9)
        mean = np.mean([unseen_at(plan, point, fine) for plan in nights], axis=1)
        assert draw.random_moment[row] == pytest.approx(share @ mean, abs=0.005)


def test_who_learns_by_watching_does_no_better_and_in_the_end_as_well():
    """He watches nights, counts which plan was flown, picks the best point and moment by his counts, and tries."""
    nights = [night(*at(0), (1, 2, 2.1)), night(*at(1)), night(*at(2), *at(0))]
    share = np.array([0.5, 0.2, 0.3])
    seen = sightings(*nights)
    exact = escapes(seen, [share])[0]
    certificate = exact.any_moment.max()
    assert certificate == pytest.approx(0.8)  # at point 1, where the first plan does not see
    rng = np.random.default_rng(5)
    moments = np.arange(0.05, 7, 0.1) * HOUR
    unseen = np.concatenate([np.column_stack([unseen_at(plan, p, moments) for plan in nights]) for p in range(3)])
    tried = {}
    for watched in (0, 1, 3, 1000):
        escaped = []
        for _ in range(400):
            counts = np.bincount(rng.choice(3, watched, p=share), minlength=3) + 1.0
            guess = unseen @ counts
            pick = rng.choice(np.flatnonzero(guess == guess.max()))
            escaped.append(unseen[pick] @ share)  # the mean over tonight's draw
        tried[watched] = np.mean(escaped)
        assert max(escaped) <= certificate + 1e-12
    assert tried[0] < tried[3] < tried[1000]
    assert tried[1000] == pytest.approx(certificate, abs=0.005)
    flown = rng.choice(3, 4000, p=share)  # and with nights that are really drawn
    assert unseen[np.argmax(unseen @ share), flown].mean() == pytest.approx(certificate, abs=0.03)


def test_parts_give_the_same_as_all_at_once(monkeypatch):
    rng = np.random.default_rng(3)
    nights = [
        night(*[(p, a, a + 0.05) for p, a in zip(rng.integers(0, 30, 60), rng.uniform(0, 9, 60), strict=True)])
        for _ in range(4)
    ]
    seen, share = sightings(*nights, points=30), np.full(4, 0.25)
    whole = escapes(seen, [share])[0]
    monkeypatch.setattr("blindspot.engine.gain.escape.NUMBERS_AT_ONCE", 100)
    assert len(list(seen.intervals())) > 5
    parts = escapes(seen, [share])[0]
    for name in whole.__annotations__:
        assert np.array_equal(getattr(whole, name), getattr(parts, name)), name


def test_nothing_flown_sees_nothing():
    assert len(sightings(NightPasses(Passes.none(), np.zeros(0), np.zeros(0)))) == 0
