"""first_seen and last_seen of patrol effort: exact, and as they are published."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.effort import unit_times as module
from blindspot.engine.effort.crossings import Cells
from blindspot.engine.effort.effort import Effort, effort, published
from blindspot.engine.effort.unit_times import UnitTimesSoFar
from blindspot.engine.places.grid import SQUARE, Lattice, grid_near
from blindspot.engine.score.last_seen import published_times, steps_behind
from blindspot.engine.timing.local_steps import HOUR, QUARTER, LocalSteps
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.timing.watch import Watch, bands, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from blindspot.resources.sample.city import simulate

START = 1_767_225_600.0  # 2026-01-01T00:00Z
ALL_DAY, NIGHT = Watch(0, 0, timezone="Europe/Vienna"), Watch(22 * HOUR, 5 * HOUR, timezone="Europe/Vienna")


@pytest.mark.parametrize("pending", [1, 1_000_000])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**31))
def test_the_first_and_last_instants_of_the_units_are_enough(seed, pending):
    """Brute force: the steps from them are those from all stays; in one part or in several, in any order."""
    rng = np.random.default_rng(seed)
    count, places = int(rng.integers(0, 60)), 5
    place, unit = rng.integers(0, places, count), rng.integers(0, 4, count)
    start = rng.uniform(79_000, 90_000, count)
    end = start + rng.exponential(300, count)
    collected = UnitTimesSoFar(4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PENDING", pending)
        for some in np.array_split(np.arange(count), 4):
            collected.add(place[some], unit[some], start[some], end[some])
    found = collected.found()
    assert found.units(places).tolist() == [len(set(unit[place == one])) for one in range(places)]
    clock = LocalSteps.of(NIGHT, START, START + 3 * DAY).after(START)
    order = np.argsort(place, kind="stable")
    every = tuple(column[order] for column in (place, unit, start, end))
    for times, brute, choose in zip(found.extremes(places), (start, end), (np.min, np.max), strict=True):
        exact = np.array([choose(brute[place == one]) if (place == one).any() else np.nan for one in range(places)])
        np.testing.assert_array_equal(times, exact)
        np.testing.assert_array_equal(found.published(times, clock), published_times(exact, *every, clock))
    if count:
        assert set(steps_behind(times, *every, clock).tolist()) <= {QUARTER, HOUR, DAY}


def city(watch: Watch) -> tuple[Effort, Effort]:
    """The effort in the sample city as it is, and as it is published."""
    fixes = simulate(1).fixes
    names, code = np.unique(fixes.unit, return_inverse=True)
    given = Fixes(*fixes.xy.T, fixes.time, code, np.arange(len(code)), tuple(map(str, names)), None)
    tracks = tracks_from_fixes(given, TrackRules())[0]
    watch = replace(watch, timezone="Asia/Shanghai")
    whole = period(watch, float(tracks.t.min()), float(tracks.t.max()))
    assert len(bands(watch, whole.t0, whole.t1))
    days = nights(whole, Watch(0, 0, timezone=watch.timezone))[:, 0]
    cells = Cells.of(grid_near(tracks.x, tracks.y, Lattice(50.0, SQUARE), 50.0))
    exact = effort(tracks, cells, whole.bands, days)
    assert published(exact, watch, whole, seconds=True) is exact
    return exact, published(exact, watch, whole)


@pytest.mark.parametrize("watch", [ALL_DAY, NIGHT], ids=["local days", "watch"])
def test_cells_cannot_be_put_in_the_order_of_a_path(watch):
    exact, told = city(watch)
    seen = np.flatnonzero(exact.units == 1)
    assert len(seen) > 100
    for name in ("first_seen", "last_seen"):
        ours, theirs = getattr(told, name), getattr(exact, name)
        known = ~np.isnan(theirs)
        assert np.array_equal(known, exact.visits > 0)
        assert (ours[known] <= theirs[known]).all()
        assert (theirs[known] - ours[known] <= DAY).all()
        a, b = np.random.default_rng(1).choice(seen, (2, 20_000))
        near = (np.abs(theirs[a] - theirs[b]) < 6 * HOUR) & (theirs[a] != theirs[b])
        assert near.sum() > 1000
        at = 0.0 if watch.all_day else 22 * HOUR
        assert {((time + 8 * HOUR - at) % DAY) for time in ours[seen]} == {0.0}
        assert np.mean(ours[a[near]] == ours[b[near]]) > 0.7  # of the same day, and not told apart
        assert set((ours[known] % QUARTER).tolist()) == {0.0}
    for name in ("seconds", "metres", "visits", "units", "days"):
        assert getattr(told, name) is getattr(exact, name)
