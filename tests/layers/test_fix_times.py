"""Times from the Arrow stream in seconds. There must be no warning, because later NumPy versions raise an error."""

import numpy as np
import pytest

from blindspot.layers.fix_times import streamed_time

pytestmark = pytest.mark.filterwarnings("error")
TEXTS = ["1970-01-01T00:00:00", "NaT", "2026-03-17T00:30:00.250", "1969-12-31T23:59:59"]
SECONDS = [0.0, np.nan, 1_773_707_400.25, -1.0]


@pytest.mark.parametrize("unit", ["ms", "us", "ns", "10ms"])
def test_moments_are_seconds_and_nulls_are_nan(unit):
    seconds = streamed_time(np.array(TEXTS, f"datetime64[{unit}]"))
    assert np.allclose(seconds, SECONDS, rtol=0, atol=1e-6, equal_nan=True)


def test_masked_moments_are_nan():
    moments = np.ma.masked_array(np.array(TEXTS, "datetime64[ms]"), [True, False, False, False])
    assert np.array_equal(streamed_time(moments), [np.nan, *SECONDS[1:]], equal_nan=True)


def test_other_times_come_as_they_are():
    for values in (np.array([1.5, np.nan]), np.array([b"2026-03-17"])):
        assert streamed_time(values) is values
