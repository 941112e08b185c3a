"""Legs, at once and in chunks, against a loop over the fixes."""

import numpy as np
import pytest

from blindspot.engine.tracks.legs import legs_of
from blindspot.engine.tracks.tracks import Outages, Tracks

NO_OUTAGES = Outages(np.zeros(0, int), *[np.zeros(0)] * 6)


def expected(tracks, slowest):
    """(from fix, to fix, first, last) of each leg."""
    found = []
    for start, end in zip(tracks.offsets[:-1].tolist(), tracks.offsets[1:].tolist(), strict=True):
        if end - start == 1:
            found += [(start, start, True, True)] if not slowest else []
            continue
        counts = []
        for i in range(start, end - 1):
            far = np.hypot(tracks.x[i + 1] - tracks.x[i], tracks.y[i + 1] - tracks.y[i])
            counts.append(far >= slowest * (tracks.t[i + 1] - tracks.t[i]))
        for k, i in enumerate(range(start, end - 1)):
            if counts[k]:
                first, last = k == 0 or not counts[k - 1], k == len(counts) - 1 or not counts[k + 1]
                found.append((i, i + 1, first, last))
    return found


@pytest.mark.parametrize("slowest", [0.0, 2.0])
@pytest.mark.parametrize("chunk", [1, 3, 7, 1000])
def test_chunks_give_the_legs_of_all_tracks(slowest, chunk):
    rng = np.random.default_rng(0)
    for _ in range(60):
        n = int(rng.integers(1, 40))
        offsets = np.unique(np.r_[0, rng.integers(0, n + 1, rng.integers(0, 12)), n])
        x, y = rng.normal(0, 10, (2, n))
        t = np.cumsum(rng.integers(1, 9, n)) + 100.0
        tracks = Tracks(x, y, t, np.zeros(n, int), offsets, ("a",), NO_OUTAGES)
        found = []
        for start in range(0, n, chunk):
            some = legs_of(tracks, 100.0, slowest, start, start + chunk)
            columns = (some.x0, some.y0, some.t0, some.x1, some.y1, some.t1, some.first, some.last)
            found += list(zip(*(column.tolist() for column in columns), strict=True))
        assert found == [
            (x[i], y[i], t[i] - 100.0, x[j], y[j], t[j] - 100.0, bool(first), bool(last))
            for i, j, first, last in expected(tracks, slowest)
        ]
