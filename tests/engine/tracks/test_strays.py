"""Strays among the usable fixes: indices and units are those of all fixes."""

import numpy as np
import pytest

from blindspot.engine.tracks.stray_positions import NULL_ISLAND
from blindspot.engine.tracks.stray_times import FAR_IN_TIME, YEAR
from blindspot.engine.tracks.strays import find_strays, usable_fixes

START = 1_769_889_600.0
NAMES = ("sound", "island", "late", "lost")


@pytest.mark.parametrize("lost", [[], [0, 1, 2], [5, 40, 61]])
def test_indices_and_units_are_those_of_all_fixes(lost):
    """60 fixes, 4 at (0, 0) and 3 that are years late, in any order; some more have no position."""
    order = np.random.default_rng(0).permutation(67)
    x, y, t = np.full(67, 24.9), np.full(67, 60.2), START + 60.0 * np.arange(67)
    unit = np.zeros(67, int)
    x[order[:4]], y[order[:4]], unit[order[:4]] = 0, 0, 1
    t[order[4:7]] += 9 * YEAR
    unit[order[4:7]] = 2
    x, y, t, unit = (
        np.insert(column, lost, value) for column, value in ((x, np.nan), (y, np.nan), (t, START), (unit, 3))
    )
    found = find_strays(x, y, t, unit, usable_fixes(x, y, t, None), None, NAMES, "UTC")
    assert {reason: index.tolist() for reason, index in found.faults.items()} == {
        NULL_ISLAND: np.flatnonzero(unit == 1).tolist(),
        FAR_IN_TIME: np.flatnonzero(unit == 2).tolist(),
    }
    assert np.arange(len(t))[found.left].tolist() == np.flatnonzero(unit == 0).tolist()
    assert "(unit island)" in found.sentences[0]
    assert "of unit late (" in found.sentences[1]
