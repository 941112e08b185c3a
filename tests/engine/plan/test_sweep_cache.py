"""Sweeps that are kept from plan to plan: the same question gives the kept answer, another question a new one."""

import numpy as np
import pytest
import shapely

from blindspot.engine.plan import sweep_cache
from blindspot.engine.plan.sweep_cache import SweepCache
from blindspot.engine.sweep.sweep import Thoroughness

FIELD = shapely.Polygon([(0, 0), (500, 0), (460, 230), (260, 210), (240, 420), (-30, 390)])
"""concave, so that thoroughness makes a difference"""
SHORE = shapely.LineString([(0, 0), (500, 0)])


def test_a_repeated_question_is_answered_from_the_cache():
    cache = SweepCache()
    assert cache.ways(FIELD, 60.0, None, Thoroughness.SOME) is cache.ways(FIELD, 60.0, None, Thoroughness.SOME)


@pytest.mark.parametrize(
    "other",
    [
        (shapely.box(0, 0, 400, 200), 60.0, None, Thoroughness.SOME),
        (FIELD, 30.0, None, Thoroughness.SOME),
        (FIELD, 60.0, None, Thoroughness.ALL),
    ],
)
def test_another_shape_swath_or_thoroughness_is_another_question(other):
    used, fresh = SweepCache(), SweepCache()
    used.ways(FIELD, 60.0, None, Thoroughness.SOME)
    assert len(used.ways(*other)) == len(fresh.ways(*other))
    for kept, new in zip(used.ways(*other), fresh.ways(*other), strict=True):
        assert np.array_equal(kept, new)


def test_a_wider_corridor_is_another_question():
    cache = SweepCache()
    narrow, wide = (cache.ways(SHORE, 60.0, width, Thoroughness.SOME)[0] for width in (120.0, 240.0))
    assert np.ptp(wide[:, 1]) > np.ptp(narrow[:, 1])


def test_a_full_cache_is_emptied(monkeypatch):
    monkeypatch.setattr(sweep_cache, "MAX_CACHED", 2)
    cache = SweepCache()
    for width in (100, 200, 300):
        cache.ways(shapely.box(0, 0, width, 100), 60.0, None, Thoroughness.LITTLE)
    assert len(cache.kept) == 1
