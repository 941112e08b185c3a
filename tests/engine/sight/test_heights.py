"""Heights of buildings from numbers and from text."""

import numpy as np
import pytest

from blindspot.engine.sight.heights import heights_of


@pytest.mark.parametrize(
    ("value", "metres"),
    [
        (12, 12), (12.5, 12.5), (0, 0), ("12", 12), (" 12.5 m", 12.5), ("12,5M", 12.5), ("40 ft", 12.192),
        ("40'", 12.192),
        ("", None), (None, None), ("high", None), ("12-15", None), (-3, None), ("-3", None), (1e9, None), (True, None),
        (float("nan"), None), (float("inf"), None), (np.float64(7), 7), ("5'11", None), (b"12", None),
    ],
)  # fmt: skip
def test_heights(value, metres):
    (found,) = heights_of([value])
    assert np.isnan(found) if metres is None else found == pytest.approx(metres)


def test_no_buildings():
    assert heights_of([]).shape == (0,)
