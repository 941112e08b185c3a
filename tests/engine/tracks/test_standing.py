"""Kilometres without scatter: the parked car stands, the slow patrol keeps its way."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.tracks import standing
from blindspot.engine.tracks.standing import travelled
from small_walks import T0, along, blurred, wander

BEAT = [(0, 0), (76.6, 64.3), (0, 0)]  # 100 m to and fro
BLOCK = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
STREET = [(0, 0), (100_000, 30_000)]


def whole(x, y, t):
    return travelled(x, y, t, np.array([0, len(t)])).sum()


def raw(x, y):
    return np.hypot(np.diff(x), np.diff(y)).sum()


@pytest.mark.parametrize("accuracy", [3.0, 5.0, 10.0])
@pytest.mark.parametrize("step", [1.0, 10.0, 30.0, 60.0])
def test_a_parked_car_drives_nothing(accuracy, step):
    t = T0 + np.arange(0, 6 * 3600, step)
    for seed in range(3):
        x, y = blurred(np.zeros(len(t)), np.zeros(len(t)), t, accuracy, seed)
        assert raw(x, y) > 300
        assert whole(x, y, t) < 100


@pytest.mark.parametrize("step", [1.0, 10.0, 60.0])
def test_nor_does_one_whose_errors_are_independent(step):
    t = T0 + np.arange(0, 6 * 3600, step)
    x, y = np.random.default_rng(1).normal(0, 5 / 1.51, (2, len(t)))
    assert whole(x, y, t) < 100


@pytest.mark.parametrize("accuracy", [3.0, 5.0, 10.0])
@pytest.mark.parametrize("step", [1.0, 10.0])
@pytest.mark.parametrize(
    ("way", "speed"), [(STREET, 0.3), (STREET, 1.0), (BEAT, 0.3), (BEAT, 1.0), (BLOCK, 0.3), (BLOCK, 1.0), (BLOCK, 5.0)]
)
def test_slow_patrols_keep_their_kilometres(way, speed, step, accuracy):
    t, x, y, metres = along(way, speed, step, 7200)
    found, plain = [], []
    for seed in range(3):
        there = blurred(x, y, t, accuracy, seed)
        found.append(whole(*there, t) / metres - 1)
        plain.append(raw(*there) / metres - 1)
    assert abs(np.mean(found)) < 0.05
    assert abs(np.mean(found)) <= max(abs(np.mean(plain)), 0.035)


@pytest.mark.parametrize("accuracy", [3.0, 10.0])
def test_stop_and_go_keeps_its_kilometres_and_loses_its_stops(accuracy):
    rng = np.random.default_rng(3)
    t, at = [0.0], [0.0]
    for drive, stop in zip(rng.uniform(60, 300, 30), rng.uniform(20, 900, 30), strict=True):
        t += [t[-1] + drive, t[-1] + drive + stop]
        at += [at[-1] + 9 * drive] * 2
    times = np.arange(0.0, t[-1], 5.0)
    metres = np.interp(times, t, at)
    x, y = blurred(metres, np.zeros(len(times)), times, accuracy, 5)
    assert whole(x, y, times) == pytest.approx(metres[-1], rel=0.015)


def test_long_legs_count_in_full():
    t, x, y = wander(12.0, 10.0, 500)
    np.testing.assert_array_equal(travelled(x, y, t, np.array([0, 500]))[:-1], np.hypot(np.diff(x), np.diff(y)))


def test_a_drive_and_a_stay_are_told_apart_leg_by_leg():
    drive = np.arange(61) * 120.0
    x = np.r_[drive, np.full(180, 7200.0)] + np.random.default_rng(0).normal(0, 2, 241)
    metres = travelled(x, np.zeros(241), T0 + 10.0 * np.arange(241), np.array([0, 241]))
    assert metres[:60].sum() == pytest.approx(7200, rel=0.01)
    assert metres[100:].sum() == 0


@pytest.mark.parametrize("step", [1.0, 5.0])
def test_quick_rounds_are_no_stay_although_their_averages_stand_still(step):
    """A circle of 500 m every 50 s, for ten minutes."""
    t = np.arange(0, 601, step)
    x, y = 80 * np.cos(t * 2 * np.pi / 50), 80 * np.sin(t * 2 * np.pi / 50)
    assert whole(x, y, T0 + t) == pytest.approx(raw(x, y), rel=0.1)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_no_leg_gets_longer_and_tracks_do_not_influence_each_other(data):
    sizes = data.draw(st.lists(st.integers(1, 40), min_size=1, max_size=6))
    offsets = np.r_[0, np.cumsum(sizes)]
    rng = np.random.default_rng(data.draw(st.integers(0, 10_000)))
    n = int(offsets[-1])
    t = np.cumsum(rng.choice([0.2, 1.0, 10.0, 60.0, 300.0], n))
    x, y = np.cumsum(rng.normal(0, data.draw(st.sampled_from([0.0, 1.0, 8.0, 60.0])), (2, n)), axis=1)
    metres = travelled(x, y, t, offsets)
    length = np.hypot(np.diff(x, append=x[-1]), np.diff(y, append=y[-1]))
    length[offsets[1:] - 1] = 0
    assert np.all((metres >= 0) & (metres <= length * (1 + 1e-12)))
    for begin, end in itertools.pairwise(offsets):
        alone = travelled(x[begin:end], y[begin:end], t[begin:end], np.array([0, end - begin]))
        np.testing.assert_allclose(metres[begin:end].sum(), alone.sum(), rtol=0.2, atol=15)


def test_tracks_in_chunks_are_the_same(monkeypatch):
    t, x, y = wander(0.5, 10.0, 900)
    offsets = np.array([0, 100, 101, 400, 900])
    expected = travelled(x, y, t, offsets)
    monkeypatch.setattr(standing, "CHUNK", 90)
    np.testing.assert_allclose(travelled(x, y, t, offsets).sum(), expected.sum(), rtol=0.02)
