"""Outages at the edges of the data, by hand."""

import numpy as np
import pytest

from blindspot.engine.tracks.edge_outages import edge_outages
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import Outages, TrackRules, Tracks, tracks_from_fixes

MAX_PAUSE = 3600.0


def tracks(*units):
    """Tracks of units from their times; each unit moves 1 m in a second, 1 km north of the one before."""
    t = np.concatenate([np.array(times, float) for times in units])
    unit = np.repeat(np.arange(len(units)), [len(times) for times in units])
    names = tuple(map(str, range(len(units))))
    return tracks_from_fixes(Fixes(t.copy(), unit * 1000.0, t, unit, np.arange(len(t)), names), TrackRules())[0]


def test_units_that_start_late_or_end_early_return_in_twice_the_time():
    found = edge_outages(tracks([0, 300, 9000], [1200, 1500, 6600], [3600, 3700, 8100], [3601, 5399]), MAX_PAUSE)
    rows = sorted(zip(*(getattr(found, name).tolist() for name in ("unit", "t0", "t1", "x0", "x1", "y0")), strict=True))
    assert rows == [
        (1, -1200.0, 1200.0, 1200.0, 1200.0, 1000.0),
        (1, 6600.0, 11_400.0, 6600.0, 6600.0, 1000.0),
        (2, -3600.0, 3600.0, 3600.0, 3600.0, 2000.0),
        (2, 8100.0, 9900.0, 8100.0, 8100.0, 2000.0),
    ]  # the last unit starts and ends more than MAX_PAUSE from the edges: it is off duty there


@pytest.mark.parametrize("units", [[[0, 60, 120]], [[0, 60], [0, 30, 60]], [[5]]])
def test_units_that_start_and_end_together_have_none(units):
    assert len(edge_outages(tracks(*units), MAX_PAUSE)) == 0


def test_a_lone_fix_may_have_both():
    found = edge_outages(tracks([0, 900], [400]), MAX_PAUSE)
    assert sorted(zip(found.t0.tolist(), found.t1.tolist(), strict=True)) == [(-400.0, 400.0), (400.0, 1400.0)]


def test_no_fix_has_no_outage():
    nothing = np.zeros(0)
    none = Outages(np.zeros(0, np.int32), *[nothing] * 6)
    empty = Tracks(nothing, nothing, nothing, np.zeros(0, np.int32), np.zeros(1, int), (), none)
    assert len(edge_outages(empty, MAX_PAUSE)) == 0
