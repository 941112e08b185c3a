"""Sweeps of polygons with very many vertices, and of long slivers: as good as others, and cancelled in time."""

import numpy as np
import pytest
import shapely

from blindspot.engine.progress import Cancelled
from blindspot.engine.sweep import tour
from blindspot.engine.sweep.coverage import coverage, path_length
from blindspot.engine.sweep.sweep import MAX_VERTICES, MIN_COVERAGE, Thoroughness, sweep_paths

SWATH = 60.0


def coast(count, roughness, radius=700.0, seed=1):
    """A round area with a rough outline of `count` vertices."""
    random = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    reach = radius + 15 * np.sin(9 * angle) + random.uniform(-roughness, roughness, count)
    return shapely.Polygon(reach[:, None] * np.stack((np.cos(angle), np.sin(angle)), axis=1))


def border(length, wide, seed=1):
    """A sliver along a winding border."""
    random = np.random.default_rng(seed)
    x = np.arange(0, length, 40.0)
    return shapely.LineString(np.stack((x, np.cumsum(random.normal(0, 12, len(x)))), axis=1)).buffer(wide / 2)


def test_a_detailed_outline_costs_little():
    area = coast(4 * MAX_VERTICES, 0.3)
    paths = sweep_paths(area, SWATH, thoroughness=Thoroughness.LITTLE)
    rough = shapely.simplify(area, 1.0)
    plain = sweep_paths(rough, SWATH, thoroughness=Thoroughness.LITTLE)
    for path in paths:
        assert coverage(area, path, SWATH) >= MIN_COVERAGE
        assert shapely.covers(shapely.buffer(area, 1e-3), shapely.LineString(path))
    assert path_length(paths[0]) < 1.12 * path_length(plain[0])


def test_a_long_sliver_is_followed():
    area = border(30_000, 8.0)
    paths = sweep_paths(area, SWATH)
    assert coverage(area, paths[0], SWATH) >= MIN_COVERAGE
    assert path_length(paths[0]) < 1.1 * area.length / 2


def test_a_short_one_is_swept_as_before():
    area = border(2_000, 20.0)
    assert all(coverage(area, path, SWATH) >= MIN_COVERAGE for path in sweep_paths(area, SWATH))


@pytest.mark.parametrize("area", [coast(400, 0.3), coast(4 * MAX_VERTICES, 0.3), coast(300, 40.0)])
def test_cancel_is_heard_in_every_sweep(area):
    def cancel(share):
        raise Cancelled

    with pytest.raises(Cancelled):
        sweep_paths(area, SWATH, cancel, Thoroughness.LITTLE)


def test_tours_of_many_segments_are_limited(monkeypatch):
    random = np.random.default_rng(1)
    ends = random.random((2 * tour.MANY + 60, 2)) * 1000
    cost = np.hypot(*(ends[:, None] - ends).transpose(2, 0, 1))
    moves = []
    found = tour.order(cost, moves.append)
    assert sorted(found // 2) == list(range(len(ends) // 2))
    assert len(moves) <= tour.MANY_MOVES
