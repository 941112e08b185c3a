"""The gap of a single night: exact, it dates a pass; published, not to less than a quarter of an hour."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.gap import gap_by
from blindspot.engine.score.night_gaps import published_night_gaps, step_of
from blindspot.engine.score.passes import Passes
from blindspot.engine.score.place_nights import place_nights
from blindspot.engine.score.published import whole_minutes
from blindspot.engine.score.question import question_of
from blindspot.engine.score.score import score_places
from blindspot.engine.timing.watch import Watch
from small_evidence import evidence_of, fixes_and_tracks

HOUR, DAY, QUARTER, MINUTE = 3600.0, 86_400.0, 900.0, 60.0
EVENING = 1_767_304_800.0  # 2026-01-01T22:00Z
EVERY = 20.0  # seconds between the times at which a pass is supposed
NIGHTS = {"nights": np.array([[0.0, 7 * HOUR], [DAY, DAY + 7 * HOUR]]), "days": np.array([[0.0, DAY], [DAY, 2 * DAY]])}


def rows_of(edges: np.ndarray, revisit: float, rate: float, lasts: float):
    """All rows that one pass can make: (n,) the times at which it may begin, (n,) whether it crosses the limit of a
    night, which its dwell shows, and (n, 2) passes, dwell and gap of the two nights."""
    begin = np.arange(edges[0, 0] + EVERY / 3, edges[1, 1], EVERY)
    number, end = np.arange(len(begin)), begin + lasts
    passes = Passes(number, np.zeros(len(begin), int), begin, end, np.full(len(begin), rate))
    gap = gap_by(passes, len(begin), edges, np.arange(2), 2, revisit)
    dwell = np.clip(np.minimum(end[:, None], edges[:, 1]) - np.maximum(begin[:, None], edges[:, 0]), 0.0, None)
    limits = edges.ravel()
    crosses = ((begin[:, None] <= limits) & (limits <= end[:, None])).any(axis=1)
    return begin, crosses, (dwell > 0).astype(int), dwell, gap


def runs(where: np.ndarray) -> np.ndarray:
    """(k, 2) the first and the next index after each run of True."""
    return np.flatnonzero(np.diff(np.r_[False, where, False].astype(int))).reshape(-1, 2)


def shortest(rows: list[np.ndarray], clear: np.ndarray) -> float:
    """The shortest time, without a break, in which a pass may have begun, for somebody who knows the row: in minutes.
    rows: (n, c) for each duration that the row allows; clear: (n,) the times that are to be protected."""
    found = np.inf
    for row in np.unique(np.concatenate([each[clear] for each in rows]).round(9), axis=0):
        possible = np.logical_or.reduce([(np.abs(each - row) < 1e-8).all(axis=1) for each in rows])
        lengths = [(until - since) * EVERY / MINUTE for since, until in runs(possible) if clear[since:until].any()]
        found = min(found, *lengths)
    return found


@pytest.mark.parametrize("revisit", [1200.0, 1800.0, 6000.0, 7200.0])
@pytest.mark.parametrize(
    ("kind", "rate", "lasts"),
    [
        ("nights", np.inf, [0.5]),
        ("nights", np.inf, [70.0]),
        ("nights", np.inf, [400.0]),
        ("days", np.inf, [0.5]),
        ("days", np.inf, [70.0]),
        ("days", np.inf, [400.0]),
        ("nights", 1 / 30, [40.0, 55.0, 70.0, 85.0, 400.0]),  # how long a pass after the watch was is not told
    ],
)
def test_no_pass_is_dated_to_less_than_a_quarter_of_an_hour(kind, rate, lasts, revisit):
    """Even by somebody who knows that there was one pass, about how long it was, and all of the method."""
    edges, exact, told = NIGHTS[kind], [], []
    hours = np.diff(edges)[:, 0] / HOUR
    for each in lasts:
        _, crosses, passes, dwell, gap = rows_of(edges, revisit, rate, each)
        minutes = whole_minutes(dwell)
        written = published_night_gaps(gap, hours, dwell, minutes, passes, revisit)
        assert (np.abs(gap - written) * hours * HOUR <= step_of(revisit) + MINUTE).all()
        exact.append(np.hstack([passes, gap]))
        told.append(np.hstack([passes, minutes, written]))
    assert shortest(exact[:1], ~crosses) <= 2 * EVERY / MINUTE  # what this protects from
    detecting = 0.0 if rate == np.inf else 1 / rate / MINUTE  # after which a pass begins to see
    assert shortest(told, ~crosses) >= 15 - detecting - 2 * EVERY / MINUTE


@pytest.mark.parametrize(
    ("revisit", "step"), [(300, 900), (600, 1200), (900, 900), (1200, 1200), (6000, 1000), (7200, 900)]
)
def test_the_revisit_interval_is_a_whole_number_of_steps(revisit, step):
    assert step_of(float(revisit)) == step


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from([600.0, 1800.0, 5000.0, 7200.0]))
def test_what_is_published_stays_near(seed, revisit):
    rng = np.random.default_rng(seed)
    gap = np.where(rng.random((40, 5)) < 0.2, 1.0, rng.random((40, 5)))
    gap[:, 3] = np.nan
    hours = np.array([7.0, 24.0, 1.3, 0.0, 0.1])
    units, dwell = rng.integers(0, 5, (40, 5)), rng.exponential(rng.choice([10.0, 3000.0]), (40, 5))
    told = published_night_gaps(gap, hours, dwell, whole_minutes(dwell), units, revisit)
    for same in (units >= 3, gap == 1, np.isnan(gap)):
        np.testing.assert_array_equal(told[same], gap[same])
    scored = hours > 0
    assert ((told[:, scored] >= 0) & (told[:, scored] <= 1)).all()
    change = np.abs(told - gap)[:, scored] * hours[scored] * HOUR
    assert (change <= step_of(revisit) + MINUTE).all()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31))
def test_the_mean_of_the_nights_is_near_the_gap_of_the_place(seed):
    """With exact times it is that gap; published, it is not further away than a quarter of an hour a night."""
    rng, count = np.random.default_rng(seed), 40
    t = EVENING - HOUR + np.sort(rng.uniform(0, 5 * DAY, count))
    unit = rng.integers(0, 4, count)
    t, unit = np.r_[t, t + 60.0], np.r_[unit, unit]
    tracks = fixes_and_tracks(0.0, 0.0, t, unit)[1]
    watch = Watch(22 * HOUR, 5 * HOUR)
    asked = question_of(np.sort(t), watch, 3600.0).question
    places = point_places([0.0, 10.0, 900.0], [0.0, 0.0, 0.0])
    case = evidence_of(tracks, Detection.same(len(tracks.unit_names), 50, 30), places, asked, watch=watch)
    of_place, exact, told = score_places(case).gap, place_nights(case), place_nights(case, seconds=False)
    scored = exact.hours > 0
    means = [np.average(each.gap[:, scored], axis=1, weights=exact.hours[scored]) for each in (exact, told)]
    np.testing.assert_allclose(means[0], of_place, atol=1e-9)
    assert (np.abs(means[1] - of_place) <= scored.sum() * (QUARTER + MINUTE) / HOUR / exact.hours.sum()).all()
    few = exact.units < 3
    assert np.array_equal(told.gap[~few], exact.gap[~few], equal_nan=True)
    changed = few & (exact.gap < 1) & scored
    assert not changed.any() or (told.gap != exact.gap)[changed].any()
    assert told.gap[2, scored].tolist() == [1.0] * int(scored.sum())
