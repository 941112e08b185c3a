"""Watchers: which sample points they see."""

import numpy as np
import pytest
import shapely

from blindspot.engine.places.places import point_places
from blindspot.engine.progress import Cancelled
from blindspot.engine.sight import watchers as watchers_module
from blindspot.engine.sight.clear import clear_points
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.terrain import Terrain
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.sight.watcher_fields import watchers_from
from blindspot.engine.sight.watchers import CAMERA, OTHER, POST, seen_by


def watchers(x, y, **columns):
    """Watchers all around, 50 m far, except for these columns."""
    x, y = np.atleast_1d(x).astype(float), np.atleast_1d(y).astype(float)
    return watchers_from(x, y, columns, 50.0, 30.0, "UTC").watchers


def seen(found, places, sight=None):
    """Pairs (watcher, sample)."""
    sample, watcher = seen_by(found, places, sight)
    return set(zip(watcher.tolist(), sample.tolist(), strict=True))


def test_range_and_field_of_view_by_brute_force(monkeypatch):
    rng = np.random.default_rng(3)
    x, y = rng.integers(-200, 200, (2, 900))
    places = point_places(x, y)
    at_x, at_y = rng.integers(-200, 200, (2, 120))
    bearing, fov = rng.choice([0, 45, 90, 180, 270, 359, -10, 725], 120), rng.choice([1, 30, 90, 180, 300, 360], 120)
    reach = rng.choice([5, 40, 90, 400], 120)
    found = watchers(at_x, at_y, bearing=bearing.tolist(), fov=fov.tolist(), range_m=reach.tolist())
    expected = set()
    for w in range(120):
        for s in range(900):
            dx, dy = int(x[s] - at_x[w]), int(y[s] - at_y[w])
            if dx * dx + dy * dy > int(reach[w]) ** 2:
                continue
            off = abs(np.degrees(np.arctan2(dx, dy)) - bearing[w]) % 360
            if min(off, 360 - off) <= fov[w] / 2 + 1e-9 or (dx, dy) == (0, 0):
                expected.add((w, s))
    assert seen(found, places) == expected
    monkeypatch.setattr(watchers_module, "PAIRS", 50)
    assert seen(found, places) == expected


def test_a_view_across_north():
    places = point_places([10.0, -10.0, 0.0, 30.0], [30.0, 30.0, 40.0, 0.0])
    for bearing in (0, 360, 350, 10):
        assert seen(watchers(0, 0, bearing=[bearing], fov=[60]), places) == {(0, 0), (0, 1), (0, 2)}
    assert seen(watchers(0, 0, bearing=[350], fov=[20]), places) == {(0, 1), (0, 2)}  # north is its very edge


def test_walls_hide_but_not_a_watchers_own():
    block = shapely.box(10, -20, 20, 20)
    sight = Sight(walls_of(np.array([block])), 5.0)
    places = point_places([0.0, 40.0, 5.0], [0.0, 0.0, 30.0])
    assert seen(watchers(0, 0), places, sight) == {(0, 0), (0, 2)}
    assert seen(watchers(0, 0), places) == {(0, 0), (0, 1), (0, 2)}
    # a camera is mapped 3 m inside the building on which it hangs, and sees the street before it
    assert (0, 0) in seen(watchers(13, 0), places, sight)
    assert (0, 1) not in seen(watchers(13, 0), places, sight)
    assert (0, 0) not in seen(watchers(13, 0), places, Sight(sight.walls, 0.0))


def test_pairs_are_sorted_and_empty_where_there_is_nothing():
    places = point_places(np.arange(5.0), np.zeros(5))
    sample, watcher = seen_by(watchers([0, 3], [0, 0]), places)
    assert (np.diff(sample * 2 + watcher) > 0).all()
    assert len(sample) == 10
    for none in (seen_by(watchers([], []), places), seen_by(watchers(900, 0), places)):
        assert [len(column) for column in none] == [0, 0]
    assert not seen(watchers(0, 0), point_places([], []))


def test_what_fields_say():
    read = watchers_from(
        np.zeros(9),
        np.zeros(9),
        {
            "range_m": [None, "30", 0, -1, "far", np.nan, 80.5, 1, 1],
            "bearing": [None, 90, None, None, None, None, "45°", None, None],
            "fov": [None, None, None, None, None, None, 40, 60, 400],
            "hours": ["", "22:00-05:00", None, None, None, "now and then", "22:00-05:00", None, None],
            "detection_s": [None, 0, None, None, None, None, 10, None, None],
            "kind": [None, "CCTV", None, None, None, None, "guard post", None, None],
        },
        50.0,
        30.0,
        "UTC",
        2.0,
    )
    found = read.watchers
    assert read.index.tolist() == [0, 1, 6]
    assert found.range.tolist() == [50, 30, 80.5]
    assert found.bearing.tolist() == [2, 92, 47]
    assert found.view.tolist() == [360, 90, 40]
    assert found.rate.tolist() == [1 / 30, np.inf, 0.1]
    assert found.kind.tolist() == [OTHER, CAMERA, POST]
    assert [len(hours) for hours in found.hours] == [0, 1, 1]
    assert len(found.schedules[0]) == 2
    assert read.wrong == {"range_m": 3, "fov": 1, "hours": 1}
    assert (read.no_bearing, read.assumed_view) == (1, 1)
    assert read.missing["range_m"] == 1
    first, second = read.warnings("cameras", 9)
    assert "5 watchers are left out of 9" in first
    assert "range_m (3), fov (1), hours (1)" in first
    assert "1 watcher is left out of 9" in second


def test_twins_are_alike_in_all():
    same = watchers([0, 0, 0, 0], [0, 0, 0, 9], bearing=[10, 10, 20, 10])
    assert same.twins == 1
    assert watchers([], []).twins == 0


@pytest.mark.parametrize("field", ["range_m", "hours"])
def test_a_field_of_nulls_is_as_no_field(field):
    with_field, without = watchers([0, 1], [0, 0], **{field: [None, None]}), watchers([0, 1], [0, 0])
    assert with_field.range.tolist() == without.range.tolist()
    assert with_field.hours == without.hours


def test_walls_by_a_look_at_every_wall(monkeypatch):
    """Blocks that touch and overlap, cameras in and outside of them, on whole metres."""
    rng = np.random.default_rng(8)
    corners = rng.integers(0, 300, (40, 2))
    blocks = shapely.box(*corners.T, *(corners + rng.integers(5, 40, (40, 2))).T)
    places = point_places(*rng.integers(0, 300, (2, 400)))
    at = rng.integers(0, 300, (2, 60))
    found = watchers(*at, range_m=rng.choice([30, 80, 150], 60).tolist(), bearing=[45] * 60, fov=[200] * 60)
    open_pairs = seen(found, places)
    for tolerance in (0.0, 5.0):
        sight = Sight(walls_of(blocks), tolerance)
        w, s = np.array(sorted(open_pairs)).T
        clear = clear_points(sight, places.x[s], places.y[s], found.x[w], found.y[w])
        expected = set(zip(w[clear].tolist(), s[clear].tolist(), strict=True))
        assert 0.2 * len(open_pairs) < len(expected) < 0.9 * len(open_pairs)
        monkeypatch.setattr(watchers_module, "SAMPLES", 37)
        monkeypatch.setattr(watchers_module, "PAIRS", 500)
        assert seen(found, places, sight) == expected


def test_progress_moves_and_stops_while_walls_are_looked_past():
    rng = np.random.default_rng(5)
    places = point_places(*rng.uniform(-400, 400, (2, 6000)))
    found = watchers(*rng.uniform(-400, 400, (2, 60)), range_m=[40.0, 150.0, 600.0] * 20)
    sight = Sight(walls_of(np.array([shapely.box(x, -3, x + 20, 3) for x in range(-400, 400, 50)])))
    shares = []
    seen_by(found, places, sight, shares.append)
    assert len(shares) > 6
    assert shares == sorted(shares)
    assert 0.8 < shares[-1] <= 1

    def stop(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        seen_by(found, places, sight, stop)


def test_a_watcher_sees_where_it_stands_whatever_its_bearing():
    assert seen(watchers(5, 5, bearing=[180], fov=[30]), point_places([5.0, 5.0], [5.0, 6.0])) == {(0, 0)}


def test_a_watcher_looks_from_its_eye_at_the_target():
    """A ridge of 5.5 m between a camera at 10 m and the ground 10 m away: the line passes it at its own distance."""
    for at, expected in ((3, False), (6, True)):
        heights = np.zeros((1, 11), np.float32)
        heights[0, at] = 5.5
        terrain = Terrain(heights, 0.0, 0.0, 1.0, 10.0, 0.0)
        found = seen(watchers(10.5, 0.5), point_places([0.5], [0.5]), Sight(terrain=terrain))
        assert found == ({(0, 0)} if expected else set())


def test_cameras_with_other_hours_are_no_twins():
    assert watchers([0, 0], [0, 0], hours=["22:00-05:00", "08:00-09:00"]).twins == 0
    assert watchers([0, 0], [0, 0], hours=["22:00-24:00", "22:00-00:00"]).twins == 1
