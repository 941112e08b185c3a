"""Positions in the watch, and who was in range of places."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import point_places
from blindspot.engine.publication.evidence_counts import evidence_in_range, evidence_inside
from blindspot.engine.publication.positions import Positions, days_of_period, days_of_watch
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

HOUR, DAY = 3600.0, 86_400.0
NIGHT = Watch(22 * HOUR, 5 * HOUR)
MIDNIGHT = 20_000 * DAY


def tracks_of(*rows):
    unit, x, y, t = (np.array(column, float) for column in zip(*rows, strict=True))
    fixes = Fixes(x, y, t, unit.astype(np.int64), np.arange(len(x)), ("a", "b", "c"))
    return tracks_from_fixes(fixes, TrackRules())[0]


def test_a_night_is_the_day_on_which_it_begins():
    t = MIDNIGHT + np.array([-3, -1, 0, 4.9, 5, 12, 23]) * HOUR
    assert days_of_watch(t, NIGHT).tolist() == [-1, 19_999, 19_999, 19_999, -1, -1, 20_000]


def test_positions_lie_along_legs_and_add_up_to_their_time():
    tracks = tracks_of((0, 0, 0, MIDNIGHT), (0, 400, 0, MIDNIGHT + 100), (1, 0, 50, MIDNIGHT))
    found = Positions.of_tracks(tracks, NIGHT, 25.0)
    first = found.take(np.flatnonzero(found.unit == 0))
    assert np.sort(np.diff(np.sort(first.x))).max() <= 25
    assert first.seconds.sum() == pytest.approx(100 + 2)  # a second for each fix
    assert found.fixes.sum() == 3
    assert found.seconds[found.unit == 1].tolist() == [1.0]


def test_slow_legs_and_hours_outside_the_watch_do_not_count():
    rows = [(0, 0, 0, MIDNIGHT), (0, 1, 0, MIDNIGHT + 300), (1, 0, 0, MIDNIGHT), (1, 300, 0, MIDNIGHT + 60)]
    found = Positions.of_tracks(tracks_of(*rows), NIGHT, 25.0, slowest=0.5)
    assert set(found.unit.tolist()) == {1}
    by_day = [(unit, x, y, t + 12 * HOUR) for unit, x, y, t in rows]
    assert not len(Positions.of_tracks(tracks_of(*by_day), NIGHT, 25.0))


def test_evidence_is_as_counted_one_by_one():
    draw = np.random.default_rng(1)
    count = 300
    unit, day = draw.integers(0, 4, count), draw.integers(0, 3, count)
    x, y, t = draw.uniform(0, 400, count), draw.uniform(0, 400, count), draw.uniform(0, 9e4, count)
    positions, reach = Positions.of_fixes(unit, day, x, y, t), np.array([30.0, 60.0, 90.0, 10.0])
    at = draw.uniform(0, 400, (12, 2))
    found = evidence_in_range(positions, point_places(*at.T), reach).counts(np.arange(12), 12)
    for place, (px, py) in enumerate(at):
        near = np.hypot(x - px, y - py) <= reach[unit]
        assert found.units[place] == len(set(unit[near].tolist()))
        assert found.days[place] == len(set(day[near].tolist()))
        assert found.fixes[place] == near.sum()
    squares = shapely.box(*np.c_[at, at + 50].T)
    inside = evidence_inside(positions, squares).counts(np.arange(12), 12)
    for place, (px, py) in enumerate(at):
        hit = (x >= px) & (x <= px + 50) & (y >= py) & (y <= py + 50)
        assert inside.units[place] == len(set(unit[hit].tolist()))


def test_the_same_positions_have_the_same_digest():
    """Whatever their order and their units; and others have another."""
    unit, t = np.array([0, 1, 2]), np.array([5.0, 6.0, 7.0])
    one = Positions.of_fixes(unit, unit, t, t, t)
    other = Positions.of_fixes(unit[::-1] + 4, unit, t[::-1], t[::-1], t[::-1])
    moved = Positions.of_fixes(unit, unit, t + 3, t, t)
    assert one.digest() == other.digest() != moved.digest()


def test_a_period_has_the_nights_in_it_and_cuts_the_first_and_last():
    hours = np.arange(0, 80)
    t = MIDNIGHT + hours * HOUR
    zero = np.zeros(80)
    all_of_it = Positions.of_fixes(zero.astype(int), days_of_watch(t, NIGHT), zero, zero, t)
    found = all_of_it.take(np.flatnonzero(all_of_it.day >= 0))
    assert days_of_period(found, NIGHT, -np.inf, np.inf) == (19_999, 20_002)
    start, end = MIDNIGHT + 23 * HOUR, MIDNIGHT + 53 * HOUR  # from an hour in a night to the end of the next
    assert days_of_period(found, NIGHT, start, end) == (20_000, 20_001)
    cut = found.without_cut(20_000, 20_001, start, end)
    assert sorted(set(found.t) - set(cut.t)) == [MIDNIGHT + 22 * HOUR]
