"""Position error: its size, its correlation in time, and tracks with such an error."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.tracks.position_error import (
    RADIUS_OF_68,
    TIME_CONSTANT,
    accuracy_of,
    correlated_noise,
    jittered,
)
from small_evidence import fixes_and_tracks

START = 1_767_225_600.0  # 2026-01-01T00:00Z
HOUR = 3600.0


def test_68_percent_of_the_errors_are_within_the_accuracy_radius():
    rng = np.random.default_rng(3)
    t = START + 10 * TIME_CONSTANT * np.arange(40_000)  # so far apart that the errors are independent
    tracks = fixes_and_tracks(0.0, 0.0, t)[1]
    moved = jittered(tracks, np.full(len(tracks.t), 12.0), rng)
    assert np.mean(np.hypot(moved.x, moved.y) < 12.0) == pytest.approx(0.68, abs=0.01)
    for axis in (moved.x, moved.y):
        assert axis.std() == pytest.approx(12.0 / RADIUS_OF_68, rel=0.02)
        assert abs(axis.mean()) < 0.2
    assert abs(np.corrcoef(moved.x, moved.y)[0, 1]) < 0.02
    # By definition: the share of a two-dimensional normal distribution within r standard deviations.
    assert 1 - np.exp(-(RADIUS_OF_68**2) / 2) == pytest.approx(0.68)
    assert pytest.approx(1.5096, abs=1e-4) == RADIUS_OF_68


def test_errors_of_a_unit_are_correlated_and_those_of_two_units_are_not():
    rng = np.random.default_rng(5)
    many, steps = 3000, np.array([0.0, 1.0, 31.0, 300.0, 901.0])
    t = np.tile(steps, many)
    noise = correlated_noise(t, np.repeat(np.arange(many), len(steps)), rng).reshape(2, many, len(steps))
    assert noise.std(axis=1) == pytest.approx(1.0, abs=0.05)
    for axis in noise:
        found = np.corrcoef(axis, rowvar=False)
        expected = np.exp(-np.abs(steps[:, None] - steps) / TIME_CONSTANT)
        assert found == pytest.approx(expected, abs=0.06)
    assert np.corrcoef(noise[0, 1:, 0], noise[0, :-1, -1])[0, 1] == pytest.approx(0, abs=0.06)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 120))
def test_noise_agrees_with_a_sequential_computation(seed, count):
    rng = np.random.default_rng(seed)
    unit = np.sort(rng.integers(0, 4, count))
    t = rng.choice([0.0, 1.0, 5.0, 60.0, 5000.0], count).cumsum()
    found = correlated_noise(t, unit, np.random.default_rng(seed))
    white = np.random.default_rng(seed).standard_normal((2, count))
    expected = white.copy()
    for i in range(1, count):
        if unit[i] == unit[i - 1]:
            kept = np.exp(-(t[i] - t[i - 1]) / TIME_CONSTANT)
            expected[:, i] = kept * expected[:, i - 1] + np.sqrt(1 - kept**2) * white[:, i]
    np.testing.assert_allclose(found, expected, atol=1e-8)


def test_jitter_keeps_the_median_speed_and_is_reproducible():
    t = np.arange(0.0, 24 * HOUR, 30.0)
    tracks = fixes_and_tracks(1000.0 * np.abs((t / 300.0) % 2 - 1), 0.0, START + t)[1]  # back and forth along a street
    moved = jittered(tracks, np.full(len(tracks.t), 10.0), np.random.default_rng(1))
    assert moved.median_speed == pytest.approx(tracks.median_speed, rel=0.02)
    again = jittered(tracks, np.full(len(tracks.t), 10.0), np.random.default_rng(1))
    assert np.array_equal(moved.x, again.x)
    assert np.array_equal(moved.y, again.y)
    assert np.array_equal(jittered(tracks, np.zeros(len(tracks.t)), np.random.default_rng(1)).x, tracks.x)


def test_every_fix_of_a_track_keeps_its_own_accuracy():
    rng = np.random.default_rng(2)
    t = rng.permutation(np.repeat(START + 60.0 * np.arange(40), 2))  # each time twice, so that some are rejected
    unit = rng.integers(0, 3, 80)
    x = np.round(rng.uniform(0, 100, 80))
    accuracy = rng.uniform(1, 30, 80)
    accuracy[:20] = [np.nan] * 10 + [0.0] * 5 + [-1.0] * 5
    fixes, tracks, rejected = fixes_and_tracks(x, 0.0, t, unit, accuracy)
    assert len(rejected) > 3
    found, without = accuracy_of(tracks, fixes, rejected, 99.0)
    left_out = set(rejected.index.tolist())
    kept = [i for i in range(80) if i not in left_out]
    own = {(fixes.unit[i], fixes.t[i]): accuracy[i] if accuracy[i] > 0 else 99.0 for i in kept}
    assert found.tolist() == [own[key] for key in zip(tracks.unit, tracks.t, strict=True)]
    assert without == sum(value == 99.0 for value in own.values())
    none, all_of_them = accuracy_of(tracks, replace(fixes, accuracy=None), rejected, 7.0)
    assert (none == 7.0).all()
    assert all_of_them == len(tracks.t)
