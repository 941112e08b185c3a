"""Few places and many fixes: strips of places, the estimate of their passes, and legs without a sample near them."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.places.places import Places, places_from_geometries, point_places
from blindspot.engine.places.sample_index import SampleIndex
from blindspot.engine.score import passes, score
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Question
from blindspot.engine.score.passes import estimated_passes, find_passes
from blindspot.engine.score.score import over_strips, score_places
from blindspot.engine.timing.watch import Watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.legs import Legs, legs_at, legs_of
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes
from small_evidence import evidence_of

START = 1_767_225_600.0  # 2026-01-01T00:00Z
UNITS = 3


def walks(seed: int, fixes: int = 200, step: float = 40.0, missing: float = 0.1) -> Tracks:
    """Random walks with outages, pauses and single fixes."""
    rng = np.random.default_rng(seed)
    shape = UNITS, fixes
    along = [np.cumsum(rng.normal(0, step, shape), axis=1) + rng.uniform(-400, 400, (UNITS, 1)) for _ in "xy"]
    silence = rng.choice([0.0, 900.0, 7200.0], shape, p=[1 - missing, missing / 2, missing / 2])
    t = START + 79_200 + np.cumsum(rng.uniform(20, 60, shape) + silence, axis=1)
    unit = np.repeat(np.arange(UNITS), fixes)
    columns = *(values.ravel() for values in along), t.ravel(), unit, np.arange(UNITS * fixes)
    return tracks_from_fixes(Fixes(*columns, ("a", "b", "c")), TrackRules())[0]


def question(tracks: Tracks) -> Question:
    watch = Watch(22 * 3600.0, 5 * 3600.0, frozenset(), "UTC")
    whole = period(watch, START, START + 1, START, float(tracks.t.max()) + 7300)
    return Question(whole, moments(whole, 7200.0), nights(whole, watch), 7200.0)


def clustered(seed: int, kind: str) -> Places:
    """Places in a few tight clusters: points, lines, zones, or all cells of a grid."""
    rng = np.random.default_rng(seed)
    middle = rng.uniform(-500, 500, (6, 2)).repeat(7, axis=0) + rng.normal(0, 10, (42, 2))
    if kind == "points":
        return point_places(*middle.T)
    if kind == "cells":
        return point_places(*(axis.ravel() * 50.0 for axis in np.meshgrid(np.arange(-12, 12), np.arange(-12, 12))))
    ends = middle + rng.uniform(20, 120, (42, 2))
    shapes = [
        shapely.LineString([a, b]) if kind == "lines" or i % 3 == 0 else shapely.box(*a, *b)
        for i, (a, b) in enumerate(zip(middle, ends, strict=True))
    ]
    return places_from_geometries(np.array(shapes), 25.0)


def same(found, expected) -> None:
    for name, column in expected.given.items():
        np.testing.assert_allclose(getattr(found, name), column, rtol=0, atol=1e-10, err_msg=name)


KINDS = st.sampled_from(["points", "lines", "zones", "cells"])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), kind=KINDS, at_once=st.integers(1, 200), sampled=st.integers(1, 1000))
def test_scores_do_not_depend_on_the_limits(seed, kind, at_once, sampled):
    tracks, places = walks(seed), clustered(seed, kind)
    evidence = evidence_of(tracks, Detection.same(UNITS, 50, 30), places, question(tracks))
    whole = score_places(evidence)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(score, "FOUND_AT_ONCE", at_once)
        patch.setattr(passes, "SAMPLED_LEGS", sampled)
        strips = score._strips(tracks, places, evidence.detection)
        cut = score_places(evidence)
    assert [start for start, _ in strips] == [0, *(end for _, end in strips[:-1])]
    assert strips[-1][1] == len(places)
    assert all(start < end for start, end in strips)
    same(cut, whole)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), kind=KINDS, slowest=st.sampled_from([0.0, 0.5, 1.5]))
def test_the_estimate_is_exact_where_all_legs_are_taken(seed, kind, slowest):
    tracks, places = walks(seed), clustered(seed, kind)
    detection = replace(Detection.same(UNITS, 50, 30), slowest=slowest)
    found = find_passes(tracks, places, detection)
    expected = np.bincount(found.sample, minlength=len(places.x))
    np.testing.assert_array_equal(estimated_passes(tracks, places, detection), expected)


def test_the_estimate_from_some_legs_is_near_and_the_same_in_every_run(monkeypatch):
    tracks, places, detection = walks(4, 20_000, 20.0), clustered(3, "cells"), Detection.same(UNITS, 50, 30)
    count = len(find_passes(tracks, places, detection))
    monkeypatch.setattr(passes, "SAMPLED_LEGS", 10_000)
    estimate = estimated_passes(tracks, places, detection)
    assert estimate.sum() == pytest.approx(count, rel=0.1)
    np.testing.assert_array_equal(estimate, estimated_passes(tracks, places, detection))


def test_a_strip_holds_about_as_many_passes_as_allowed(monkeypatch):
    tracks, places, detection = walks(4, 5000, 20.0), clustered(3, "cells"), Detection.same(UNITS, 50, 30)
    evidence = evidence_of(tracks, detection, places, question(tracks))
    count = len(find_passes(tracks, places, detection))
    monkeypatch.setattr(score, "FOUND_AT_ONCE", count // 10)
    monkeypatch.setattr(score, "PASSES_AT_ONCE", count)
    held = over_strips(evidence, lambda found, some, first: len(found))
    most_in_a_place = int(np.bincount(find_passes(tracks, places, detection).sample).max())
    assert sum(held) == count
    assert len(held) <= 12
    assert max(held) <= count // 10 + most_in_a_place


def test_a_few_clustered_places_take_one_pass_over_the_legs(monkeypatch):
    """Each place is as crowded as a hundred cells, but only few legs come near."""
    rng = np.random.default_rng(1)
    tracks, detection = walks(7, 3000, 60.0), Detection.same(UNITS, 50, 30)
    places = point_places(*(rng.normal(0, 3, (2, 117)) + np.array([[tracks.x[0]], [tracks.y[0]]])))
    count = len(find_passes(tracks, places, detection))
    monkeypatch.setattr(score, "FOUND_AT_ONCE", 2 * count)
    reach = 50.0
    assert 2 * reach * tracks.length * places.density(reach) > 20 * count
    assert score._strips(tracks, places, detection) == [(0, 117)]


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10**6), slowest=st.sampled_from([0.0, 0.5, 1.5]), missing=st.sampled_from([0.1, 0.9]))
def test_legs_by_index_are_those_of_all_legs(seed, slowest, missing):
    tracks = walks(seed, 40, missing=missing)
    by_unit = np.array([slowest, 0.0, slowest])
    for slow in (slowest, by_unit):
        found, expected = legs_at(tracks, np.arange(len(tracks.t)), 5.0, slow), legs_of(tracks, 5.0, slow)
        for name in Legs.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), err_msg=name)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10**6), step=st.sampled_from([1.0, 40.0, 400.0]))
def test_only_legs_without_a_sample_near_them_are_left_out(seed, step):
    legs = legs_of(walks(seed, 100, step))
    places = clustered(seed, "points")
    index = SampleIndex.of(places, 50.0)
    assert index.before is not None
    found = []
    for some in (index, replace(index, before=None)):
        pairs = [np.stack(pair) for pair in some.candidates(legs, 50.0, 1000)]
        found.append(np.concatenate([np.zeros((2, 0), int), *pairs], axis=1))
    np.testing.assert_array_equal(*found)
    column = np.floor((places.x - index.left) / index.width + 1e-9)
    row = np.floor((places.y - index.bottom) / index.height + 1e-9)
    first_row, rows, first, last = replace(index, before=None).rows_of(legs, 50.0)
    in_columns = (column >= first[:, None]) & (column <= last[:, None])
    around = in_columns & (row >= first_row[:, None]) & (row < (first_row + rows)[:, None])
    np.testing.assert_array_equal(index.rows_of(legs, 50.0)[1], np.where(around.any(axis=1), rows, 0))
