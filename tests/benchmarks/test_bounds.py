"""The true gap lies from gap_low to gap_high in nine of ten places: a small calibration (see scripts/bench bounds)."""

import pytest

from blindspot.benchmarks.bounds import ENOUGH, calibrated
from blindspot.benchmarks.movers import way

HOUR = 3600
CASES = {  # mode: (seconds from fix to fix, error, detection range and time, largest mean distance of the bounds)
    "foot": ((10, 10.0, 50.0, 0.0, 0.2), (60, 0.0, 25.0, 30.0, 0.3)),
    "park": ((10, 10.0, 50.0, 30.0, 0.25), (60, 5.0, 50.0, 0.0, 0.25)),
    "bicycle": ((30, 5.0, 50.0, 30.0, 0.6), (60, 0.0, 50.0, 0.0, 0.5)),
    "car": ((10, 0.0, 25.0, 10.0, 0.45), (30, 5.0, 50.0, 0.0, 0.45), (60, 10.0, 100.0, 30.0, 0.55)),
    "road": ((10, 10.0, 50.0, 30.0, 0.3), (60, 0.0, 50.0, 0.0, 0.95)),
}


@pytest.mark.parametrize("mode", CASES)
def test_the_truth_lies_within_the_bounds_in_nine_of_ten_places(mode):
    ways = [way(mode, 3 * HOUR, seed) for seed in (77, 78)]
    for interval, error, reach, time, widest in CASES[mode]:
        found = calibrated(mode, ways, interval, error, reach, time, seed=9)
        assert found.places > 100
        assert found.share >= ENOUGH, (interval, error, found)
        assert found.off < found.distance < widest, (interval, error, found)


@pytest.mark.parametrize("mode", ["foot", "car"])
def test_dense_exact_fixes_leave_hardly_any_doubt_and_thinning_raises_it(mode):
    ways = [way(mode, 2 * HOUR, seed) for seed in (5, 6)]
    distances = [calibrated(mode, ways, interval, 0.0, 50.0, 30.0).distance for interval in (1, 10, 30, 60)]
    assert distances[0] < 0.02
    assert distances == sorted(distances)
    assert distances[-1] > 5 * distances[0]
    exact, scattered = (calibrated(mode, ways, 10, error, 50.0, 30.0).distance for error in (0.0, 10.0))
    assert scattered > exact + 0.02


def test_independent_errors_are_covered_too():
    ways = [way("foot", 2 * HOUR, seed) for seed in (15, 16)]
    assert calibrated("foot", ways, 10, 10.0, 50.0, 0.0, correlated=False).share >= ENOUGH
