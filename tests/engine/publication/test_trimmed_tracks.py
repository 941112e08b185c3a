"""Trimmed tracks: ends, homes and stations are gone with everything within the distance; their zones do not show them;
the rest stays as it was."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from blindspot.engine.publication.hidden_zones import JOINED, LATTICE, MOVE, RADIUS, joined_places, moved_zones
from blindspot.engine.publication.stays import shifts, staying
from blindspot.engine.publication.trimmed_tracks import ENDS, HOMES, STATIONS, TrimRules, trimmed
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, Tracks, tracks_from_fixes

KEY, OTHER = b"a key of the agency", b"the key of another"
RULES = TrimRules(distance=100.0)
DAY = 86_400.0
HOME = np.array([300.0, 400.0])


def tracks_of(rows) -> Tracks:
    """Tracks of (unit name, t, x, y) arrays."""
    names = tuple(sorted({row[0] for row in rows}))
    unit = np.concatenate([np.full(len(row[1]), names.index(row[0])) for row in rows])
    t, x, y = (np.concatenate([np.asarray(row[k], float) for row in rows]) for k in (1, 2, 3))
    return tracks_from_fixes(Fixes(x, y, t, unit, np.arange(len(t)), names), TrackRules())[0]


def out_and_back(turn: float, start: float, noise: np.random.Generator | None = None, rest: float = 0.0):
    """t, x, y of a walk from HOME in the direction `turn` (radians) for 3 km and back, a fix a minute, at 1.5 m/s.
    rest: s that it stays at home before and after."""
    along = np.r_[np.zeros(int(rest // 60)), np.arange(0, 3000, 90.0)]
    along = np.r_[along, along[::-1]]
    error = noise.normal(0, 6, (2, len(along))) if noise is not None else np.zeros((2, len(along)))
    x, y = HOME[0] + along * np.cos(turn) + error[0], HOME[1] + along * np.sin(turn) + error[1]
    return start + 60.0 * np.arange(len(along)), x, y


def days_from_home(days: int, unit: str = "A", rest: float = 0.0) -> list:
    """Walks from HOME to all sides, one a day."""
    rng = np.random.default_rng(4)
    turns = 2 * np.pi * np.arange(days) / days
    return [(unit, *out_and_back(turn, DAY * (day + 100), rng, rest)) for day, turn in enumerate(turns)]


def fitted_circle(x: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """Centre and radius of the circle through positions (Kasa 1976)."""
    unknown = np.linalg.lstsq(np.column_stack([2 * x, 2 * y, np.ones(len(x))]), x**2 + y**2, rcond=None)[0]
    return unknown[0], unknown[1], float(np.sqrt(unknown[2] + unknown[0] ** 2 + unknown[1] ** 2))


@pytest.mark.parametrize("key", [KEY, OTHER])
def test_everything_within_the_distance_of_the_ends_is_gone(key):
    rng = np.random.default_rng(7)
    rows = [
        (f"U{k}", *out_and_back(turn, DAY * k + 3600)) for k, turn in enumerate(rng.uniform(0, 2 * np.pi, 30).tolist())
    ]
    tracks = tracks_of(rows)
    found = trimmed(tracks, RULES, key)
    away = np.hypot(*(np.column_stack([found.tracks.x, found.tracks.y]) - HOME).T)
    assert away.min() > RULES.distance
    assert away.min() < (RADIUS + MOVE + LATTICE) * RULES.distance + 90
    assert set(np.unique(found.cut)) == {0, ENDS}
    assert len(found.tracks.t) == (found.cut == 0).sum() > 0.7 * len(tracks.t)
    assert found.homes_found == 0


def test_what_is_left_is_as_it_was():
    tracks = tracks_of(days_from_home(4))
    found = trimmed(tracks, RULES, KEY)
    kept = found.cut == 0
    for column in ("x", "y", "t", "unit"):
        assert np.array_equal(getattr(found.tracks, column), getattr(tracks, column)[kept])
    assert np.diff(found.tracks.t)[found.tracks.leg_starts].max() <= 60.0  # no leg over what was cut
    assert not len(found.tracks.outages)
    same = trimmed(tracks, replace(RULES, distance=0.0), KEY)
    assert same.tracks is tracks
    assert not same.cut.any()


def test_the_circle_around_a_home_does_not_show_the_home():
    """The attack of Hassan and others 2018: the ends of trimmed tracks lie on a circle. Its centre is not the home."""
    away, sure = [], []
    for number in range(12):
        rows = days_from_home(16, f"officer {number}")
        found = trimmed(tracks_of(rows), RULES, KEY).tracks
        first, last = found.offsets[:-1], found.offsets[1:] - 1
        x, y = np.r_[found.x[first], found.x[last]], np.r_[found.y[first], found.y[last]]
        cx, cy, radius = fitted_circle(x, y)
        away.append(np.hypot(cx - HOME[0], cy - HOME[1]))
        sure.append(abs(radius - RADIUS * RULES.distance))
    assert np.median(sure) < 60.0  # the circle is found: fixes are 90 m apart
    assert np.mean(away) > 0.5 * MOVE * RULES.distance
    assert len({round(value) for value in away}) > 8  # and its offset is another one for each unit


def test_zones_are_the_same_on_all_days_and_in_all_exports_under_a_key():
    """Else the mean of many is the home."""
    rows = days_from_home(8)
    whole, half = trimmed(tracks_of(rows), RULES, KEY), trimmed(tracks_of(rows[:4]), RULES, KEY)
    early = half.tracks.t
    assert np.array_equal(whole.tracks.t[: len(early)], early)
    other = trimmed(tracks_of(rows), RULES, OTHER)
    assert not np.array_equal(whole.cut, other.cut)


def test_offsets_fill_their_disc_evenly():
    n, nothing = 4000, np.zeros(4000)
    zones = moved_zones(nothing, nothing, nothing, np.zeros(n, int), [f"u{k}" for k in range(n)], 100.0, KEY)
    x, y = zones.x - 0.25 * 100, zones.y - 0.25 * 100  # the middle of the cell of the lattice at 0, 0
    away = np.hypot(x, y) / (MOVE * 100)
    assert away.max() <= 1
    assert abs((away**2).mean() - 0.5) < 0.02
    assert np.hypot(x.mean(), y.mean()) < 4


def test_homes_that_no_layer_names_are_found_and_cut_in_passing_too():
    rows = days_from_home(3, rest=1800.0)
    t = DAY * 110 + 60.0 * np.arange(60)
    passing = ("A", t, np.linspace(-2400, 3000, 60), np.full(60, HOME[1] + 30))
    found = trimmed(tracks_of([*rows, passing, ("B", *passing[1:])]), RULES, KEY)
    home = found.tracks.unit_names.index("A")
    away = np.hypot(found.tracks.x - HOME[0], found.tracks.y - HOME[1])
    assert found.homes_found == 1
    assert away[found.tracks.unit == home].min() > RULES.distance
    assert away[found.tracks.unit != home].min() < 60  # another unit that passes is no secret
    assert (found.cut == HOMES).any()


def test_places_of_fewer_shifts_are_no_homes():
    assert trimmed(tracks_of(days_from_home(2)), RULES, KEY).homes_found == 0
    assert trimmed(tracks_of(days_from_home(2)), replace(RULES, repeats=2), KEY).homes_found == 1


def test_a_post_in_the_middle_of_shifts_is_no_home():
    """Standing guard at one exit night after night is duty, and not a secret."""
    rows = []
    for day in range(5):
        t = DAY * (100 + day) + 60.0 * np.arange(300)
        x = np.interp(np.arange(300), [0, 120, 160, 299], [-4000.0 * (1 + day), 0, 0, 5000.0 * (1 + day)])
        rows.append(("A", t, x, np.zeros(300)))
    found = trimmed(tracks_of(rows), RULES, KEY)
    assert found.homes_found == 0
    assert (np.abs(found.tracks.x) < 1).sum() >= 5 * 40


def test_homes_of_a_layer_are_cut_of_all_units_and_legs_across_too():
    t = 60.0 * np.arange(14)
    along = np.linspace(-8000, 8000, 14)  # legs of 1,230 m across a zone of 285 m radius
    rows = [("A", t, along, np.full(14, 50.0)), ("B", t + 30, along, np.full(14, -50.0))]
    homes = np.array([shapely.Point(0, 0), None, shapely.Point()], object)
    found = trimmed(tracks_of(rows), RULES, KEY, homes=homes).tracks
    starts = found.leg_starts
    legs = shapely.linestrings(np.stack([found.x[starts], found.x[starts + 1]], 1),
                               np.stack([found.y[starts], found.y[starts + 1]], 1))  # fmt: skip
    assert shapely.distance(legs, shapely.Point(0, 0)).min() > RULES.distance
    assert len(found) == 4
    block = np.array([shapely.box(-600, -20, 600, 20)], object)
    assert np.abs(trimmed(tracks_of(rows), RULES, KEY, homes=block).tracks.x).min() > 600


def test_stops_at_stations_are_cut_and_passing_is_not():
    t = DAY * 100 + 60.0 * np.arange(120)
    x = np.interp(np.arange(120), [0, 50, 80, 119], [-4500, 0, 0, 3500])
    stopping, passing = ("A", t, x, np.zeros(120)), ("B", t, np.linspace(-4000, 4000, 120), np.zeros(120))
    found = trimmed(tracks_of([stopping, passing]), RULES, KEY, stations=np.array([shapely.Point(0, 10)], object))
    away = np.abs(found.tracks.x)
    assert away[found.tracks.unit == 0].min() > RULES.distance
    assert away[found.tracks.unit == 1].min() < 50
    assert (found.cut == STATIONS).sum() >= 30


def test_stays_are_found_with_their_fixes():
    x = np.interp(np.arange(200), [0, 80, 110, 199], [-7200, 0, 0, 8000]) + 5e5
    tracks = tracks_of([("A", 60.0 * np.arange(200), x, np.full(200, 4e6)), ("B", [0.0], [1.0], [1.0])])
    start, end = staying(tracks, 1200.0, 40.0)
    assert len(start) == 1
    assert abs(start[0] - 80) <= 2
    assert abs(end[0] - 110) <= 2
    assert not len(staying(tracks, 3600.0, 40.0)[0])


def test_shifts_begin_after_time_off_duty():
    rows = [("A", [0.0, 60.0], [0, 9], [0, 0]), ("A", [9000.0, 9060.0], [0, 9], [0, 0]),
            ("A", [90000.0, 90060.0], [0, 9], [0, 0]), ("B", [90000.0], [0], [0])]  # fmt: skip
    assert shifts(tracks_of(rows), 4 * 3600.0).tolist() == [0, 0, 1, 2]


def test_places_join_what_is_near_in_any_order():
    rng = np.random.default_rng(3)
    middles = np.array([[0.0, 0.0], [500.0, 0.0], [0.0, 900.0]])
    xy = np.repeat(middles, 5, axis=0) + rng.normal(0, 8, (15, 2))
    order = rng.permutation(15)
    place, leaders = joined_places(*xy.T, JOINED * 150)
    _again, other = joined_places(*xy[order].T, JOINED * 150)
    assert len(leaders) == 3
    assert {tuple(xy[k]) for k in leaders} == {tuple(xy[order][k]) for k in other}
    assert all(len(set(place[5 * k : 5 * k + 5])) == 1 for k in range(3))
    assert (np.hypot(*(xy - xy[leaders][place]).T) <= JOINED * 150).all()


def test_nothing_and_lone_fixes():
    empty = tracks_of([("A", [0.0], [0.0], [0.0])])
    found = trimmed(empty, RULES, KEY)
    assert len(found.tracks) == 0
    assert found.cut.tolist() == [ENDS]
    assert not len(trimmed(found.tracks, RULES, KEY).tracks)
