"""The timeline of all samples."""

import numpy as np

from blindspot.engine.score.timeline import FINEST, Timeline


def test_positions_convert_back_to_times():
    line = Timeline.holding(1000, -7200.5, 3e7)
    sample, time = np.array([0, 1, 999], np.int32), np.array([-7200.5, 3e7, 12.25])
    at = line.at(sample, time)
    assert np.all(np.diff(at) > 0)
    assert line.sample_of(at).tolist() == sample.tolist()
    np.testing.assert_allclose(line.time_of(at, sample), time, atol=FINEST)


def test_many_samples_over_many_years_fit_into_64_bits():
    line = Timeline.holding(4_000_000, 0.0, 3e8)
    assert line.span * 4_000_000 < 2**63
    assert line.at(np.array([3_999_999]), np.array([3e8]))[0] > 0
