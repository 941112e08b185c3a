"""gap_low, computed block by block, against all pairs of prism and sample at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.places.places import point_places
from blindspot.engine.score import gap_low as gap_low_module
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.gap import SilentNights, gap
from blindspot.engine.score.gap_low import LowGap, _without
from blindspot.engine.score.passes import Passes
from blindspot.engine.score.prisms import Prisms, possible_passes
from blindspot.engine.tracks.tracks import Outages

DAY = 86_400.0


@pytest.mark.parametrize("tau", [0.0, 30.0, 2000.0])
@pytest.mark.parametrize("outages", [0, 3, 60])
@pytest.mark.parametrize("silent_nights", [None, SilentNights(np.array([[0.6 * DAY, 0.7 * DAY]]), 1 / 900)])
def test_blocks_agree_with_all_pairs_at_once(tau, outages, silent_nights, monkeypatch):
    rng = np.random.default_rng(outages)
    monkeypatch.setattr(gap_low_module, "SAMPLES", 20)
    monkeypatch.setattr(gap_low_module, "PAIRS", 500)
    ends, t0 = rng.uniform(-2000, 2000, (4, outages)), np.sort(rng.uniform(0, DAY, outages))
    lasts = rng.uniform(600, 3600, outages)
    away = Outages(rng.integers(0, 3, outages), ends[0], ends[1], t0, ends[2], ends[3], t0 + lasts)
    with np.errstate(divide="ignore"):
        detection = Detection(
            np.array([50.0, 50.0, 80.0]), np.full(3, 1 / np.float64(tau)), 0.0, np.array([2.0, 6.0, 9.0])
        )
    places = point_places(*rng.uniform(-3000, 3000, (2, 300)))
    sample = np.sort(rng.integers(0, 300, 500))
    start = rng.uniform(0, DAY, 500)
    order = np.lexsort((start, sample))
    found = Passes(
        sample, rng.integers(0, 3, 500), start[order], start[order] + rng.uniform(0, 300, 500), np.full(500, 1 / 40),
    )  # fmt: skip
    moments, revisit = np.array([[0.0, 0.3 * DAY], [0.5 * DAY, 0.95 * DAY]]), 3600.0
    prisms = Prisms.of(away, detection)
    best = LowGap(prisms, silent_nights, moments, revisit, detection).lowest_gap(found, places)
    everything = found.extended_by(possible_passes(prisms, places, detection))
    np.testing.assert_allclose(best, gap(everything, 300, moments, revisit, silent_nights), atol=1e-9)


@pytest.mark.parametrize("silent_nights", [None, SilentNights(np.array([[0.6 * DAY, 0.7 * DAY]]), 1 / 900)])
@pytest.mark.parametrize("outages", [0, 1, 2])
def test_places_far_from_all_fixes_are_examined_once_and_not_one_by_one(outages, silent_nights, monkeypatch):
    """A grid of large cells that reaches far has a block for each cell."""
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(-30e3, 30e3, 1000.0), np.arange(-30e3, 30e3, 1000.0)))
    detection = Detection(np.array([50.0, 80.0]), np.full(2, 1 / 30.0), 0.0, np.array([2.0, 1.0]))
    ends = np.array([[0.0, 200.0, 900.0, -500.0], [4000.0, 0.0, 5000.0, 10.0]])[:outages].T
    began, unit = np.array([0.2 * DAY, 0.55 * DAY])[:outages], np.array([0, 1])[:outages]
    away = Outages(unit, ends[0], ends[1], began, ends[2], ends[3], began + 1800.0)
    places, one = point_places(x, y), np.array([1771])
    found = Passes(one, np.array([0]), np.array([0.1 * DAY]), np.array([0.1 * DAY + 60]), np.array([1 / 40]))
    moments, revisit = np.array([[0.0, 0.3 * DAY], [0.5 * DAY, 0.95 * DAY]]), 3600.0
    prisms, calls = Prisms.of(away, detection), []
    low_gap = LowGap(prisms, silent_nights, moments, revisit, detection)
    of_block = LowGap._of_block
    monkeypatch.setattr(LowGap, "_of_block", lambda self, *given: calls.append(1) or of_block(self, *given))
    best = low_gap.lowest_gap(found, places)
    assert len(calls) < 300 * outages + 3
    everything = found.extended_by(possible_passes(prisms, places, detection))
    np.testing.assert_allclose(best, gap(everything, len(places), moments, revisit, silent_nights), atol=1e-9)


def test_no_pairs_are_examined_where_detection_is_certain(monkeypatch):
    zero = np.zeros(1)
    away = Outages(np.zeros(1, int), zero, zero, zero, zero, zero, np.array([DAY]))
    detection = Detection(np.array([50.0]), np.array([1 / 30.0]), 0.0, np.array([10.0]))
    monkeypatch.setattr(gap_low_module, "possible_passes", None)
    low_gap = LowGap(Prisms.of(away, detection), None, np.array([[3600.0, 70_000.0]]), 7200.0, detection)
    assert low_gap.lowest_gap(Passes.none(), point_places([100.0, 900.0], [0.0, 0.0])).tolist() == [0.0, 0.0]


edges = st.lists(st.integers(0, 60), max_size=10, unique=True).map(
    lambda e: np.array(sorted(e)[: len(e) // 2 * 2], float).reshape(-1, 2)
)


@settings(max_examples=100)
@given(edges, edges)
def test_difference_of_intervals(moments, others):
    left = _without(moments, others)

    def contains(intervals, t):
        return any(a <= t < b for a, b in intervals)

    for t in np.arange(0, 60, 0.5) + 0.25:
        assert contains(left, t) == (contains(moments, t) and not contains(others, t))
