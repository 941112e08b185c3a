"""Passes where walls hide places: against ray casting at steps of a tenth of a second, and by their properties."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from random_streets import NO_OUTAGES, SEEDS, random_street

from blindspot.engine.places.places import point_places
from blindspot.engine.score import clear_legs
from blindspot.engine.score.clear_legs import SightLines
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.passes import Passes, find_passes
from blindspot.engine.sight.clear import clear_points
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.tracks.tracks import Tracks

STEP, EDGE = 0.1, 1e-6  # seconds


def passes(street, **changes) -> Passes:
    with_changes = {"tracks": street.tracks, "places": street.places, "detection": street.detection} | changes
    return find_passes(**({"sight": street.sight} | with_changes))


def dwell(found: Passes, samples=8, units=3) -> np.ndarray:
    return np.bincount(found.sample * units + found.unit, found.end - found.start, samples * units)


def test_no_disagreement_with_ray_casting():
    for seed in SEEDS:
        street = random_street(seed)
        found, tracks, x, y = passes(street), street.tracks, street.places.x, street.places.y
        assert (found.entered <= found.start).all()
        assert (found.start <= found.end).all()
        assert (found.end <= found.left).all()
        for unit, (first, last) in enumerate(zip(tracks.offsets[:-1], tracks.offsets[1:], strict=True)):
            own = slice(first, last)
            t = np.arange(tracks.t[first] + STEP / 2, tracks.t[last - 1], STEP)
            ux, uy = np.interp(t, tracks.t[own], tracks.x[own]), np.interp(t, tracks.t[own], tracks.y[own])
            sample = np.repeat(np.arange(len(x)), len(t))
            t, ux, uy = (np.tile(column, len(x)) for column in (t, ux, uy))
            expected = np.hypot(ux - x[sample], uy - y[sample]) <= street.detection.range[unit]
            expected &= clear_points(street.sight, x[sample], y[sample], ux, uy, street.detection.eye[unit])
            inside, edge = np.zeros(len(t), bool), np.zeros(len(t), bool)
            for i in np.flatnonzero(found.unit == unit):
                at = sample == found.sample[i]
                inside |= at & (t >= found.start[i]) & (t <= found.end[i])
                edge |= at & ((abs(t - found.start[i]) < EDGE) | (abs(t - found.end[i]) < EDGE))
            assert not ((inside != expected) & ~edge).any(), seed


def leg(*fixes) -> Tracks:
    t, x, y = np.array(fixes, float).T
    return Tracks(x, y, t, np.zeros(len(t), int), np.array([0, len(t)]), ("a",), NO_OUTAGES)


BOX = walls_of(np.array([shapely.box(0, 10, 20, 20)]))
ONE = Detection.same(1, 100.0, 0.0)


@pytest.mark.parametrize(
    ("sample", "fixes", "expected"),
    [
        ((10, 0), [(0, -40, 30), (80, 40, 30)], [(0, 20), (80, 80)]),  # behind the corners, at x = -20 and 40
        ((10, 0), [(0, 10, 0), (30, 10, 30)], [(0, 10)]),  # straight into the wall
        ((10, 0), [(0, 10, 30), (30, 10, 0)], [(20, 30)]),
        ((10, 0), [(0, 0, 10), (20, 20, 10)], [(0, 20)]),  # along the wall that faces it
        ((10, 10), [(0, 10, 40), (60, 10, -20)], [(0, 60)]),  # on the wall: as inside
        ((0, 10), [(0, 40, 10), (80, -40, 10)], [(0, 80)]),  # on a corner
        ((-10, 10), [(0, 40, 10), (80, -40, 10)], [(40, 80)]),  # in line with a wall, whose corner hides
        ((10, 0), [(0, -10, 20), (10, 0, 10), (20, 10, 0)], [(10, 20)]),  # in line with a corner, which hides
        ((10, 0), [(0, -40, 20), (30, -10, 20), (60, -40, 20)], [(0, 30), (30, 60)]),  # a fix in line with a corner
        ((10, 0), [(0, 10, 5), (5, 10, 10), (10, 10, 15)], [(0, 5)]),  # a fix on a wall
    ],
)
def test_dwell_on_integer_coordinates_is_exact(sample, fixes, expected):
    places = point_places([float(sample[0])], [float(sample[1])])
    found = find_passes(leg(*fixes), places, ONE, sight=Sight(BOX, 0.0))
    seen = [(a, b) for a, b in zip(found.start, found.end, strict=True) if a < b]
    assert np.array(seen) == pytest.approx(np.array([(a, b) for a, b in expected if a < b], float), abs=1e-9)


def test_without_walls_nothing_changes():
    street = random_street(5)
    bare = passes(street, sight=None)
    for sight in (Sight(None), Sight(walls_of(np.zeros(0, object)))):
        found = passes(street, sight=sight)
        assert all((getattr(found, name) == getattr(bare, name)).all() for name in ("sample", "unit", "start", "end"))
    far = Sight(walls_of(np.array([shapely.box(900, 900, 910, 910)])))
    found = passes(street, sight=far)
    pairs = ((found.start, bare.start), (found.end, bare.end), (found.entered, bare.start), (found.left, bare.end))
    assert all((one == other).all() for one, other in pairs)


def test_walls_hide_and_a_tolerance_shows():
    for seed in SEEDS[:60]:
        street = random_street(seed)
        fewer = Sight(walls_of(street.buildings[1:], street.height[1:]), street.sight.tolerance)
        own = dwell(passes(street))
        assert (own <= dwell(passes(street, sight=fewer)) + 1e-9).all()
        wider = replace(street.sight, tolerance=street.sight.tolerance + 1.0)
        assert (own <= dwell(passes(street, sight=wider)) + 1e-9).all()


def split(tracks: Tracks) -> Tracks:
    """The same with a fix in the middle of every leg."""
    x, y, t = (
        np.concatenate([np.interp(np.arange(0, b - a - 0.5, 0.5), np.arange(b - a), column[a:b]) for a, b in bounds])
        for bounds in [list(zip(tracks.offsets[:-1], tracks.offsets[1:], strict=True))]
        for column in (tracks.x, tracks.y, tracks.t)
    )
    counts = 2 * np.diff(tracks.offsets) - 1
    return replace(tracks, x=x, y=y, t=t, unit=np.repeat(np.arange(3), counts), offsets=np.r_[0, np.cumsum(counts)])


def test_how_walls_and_legs_are_written_changes_nothing():
    for seed in SEEDS[:60]:
        street = random_street(seed)
        own = dwell(passes(street))
        assert dwell(passes(street, tracks=split(street.tracks))) == pytest.approx(own, abs=1e-9)
        order = np.random.default_rng(seed).permutation(len(street.buildings))
        others = np.concatenate([shapely.reverse(street.buildings[order]), street.buildings[:1]])
        walls = walls_of(others, np.r_[street.height[order], street.height[:1]])
        assert dwell(passes(street, sight=replace(street.sight, walls=walls))) == pytest.approx(own, abs=1e-9)
        parts = walls_of(shapely.segmentize(street.buildings, 3.0), street.height)
        assert dwell(passes(street, sight=replace(street.sight, walls=parts))) == pytest.approx(own, abs=1e-7)


def test_overlapping_buildings_hide_as_one_from_the_open():
    for seed in SEEDS[:60]:
        street = random_street(seed)
        filled = np.array([shapely.Polygon(shape.exterior) for shape in street.buildings], object)
        union = shapely.union_all(filled)
        outside = ~shapely.intersects_xy(union, street.places.x, street.places.y)
        places = point_places(street.places.x[outside], street.places.y[outside])
        if not len(places):
            continue
        ground = replace(street.detection, eye=0.0)
        both = (
            dwell(passes(street, places=places, detection=ground, sight=Sight(walls_of(np.atleast_1d(shapes)), 0.0)))
            for shapes in (filled, shapely.Polygon(union.exterior) if union.geom_type == "Polygon" else union)
        )
        one, other = both
        # What lies in a courtyard of the union, or on a wall within it, may differ.
        if shapely.get_num_interior_rings(shapely.get_parts(union)).sum() == 0 and seed % 2:
            assert one == pytest.approx(other, abs=1e-9)


def test_eyes_and_units_in_one_run_are_as_in_runs_of_their_own():
    for seed in SEEDS[:30]:
        street = random_street(seed)
        own = passes(street)
        for unit in range(3):
            first, last = street.tracks.offsets[unit : unit + 2]
            some = replace(
                street.tracks,
                **{name: getattr(street.tracks, name)[first:last] for name in ("x", "y", "t", "unit")},
                offsets=np.array([0, last - first]),
            )
            alone = passes(street, tracks=some)
            mine = own.take(own.unit == unit)
            assert all((getattr(mine, name) == getattr(alone, name)).all() for name in ("sample", "start", "end"))
        high = replace(street.detection, eye=1e7)
        low = Sight(walls_of(street.buildings, 20.0))
        assert dwell(passes(street, detection=high, sight=low)) == pytest.approx(dwell(passes(street, sight=None)))


def test_strips_and_ready_made_lines_give_the_same(monkeypatch):
    street = random_street(7)
    own = passes(street)
    lines = SightLines.of(street.sight, street.places, street.detection)
    some = np.array([6, 1, 3])
    few, given = (
        passes(street, places=street.places.take(some), **options)
        for options in ({}, {"sight": None, "lines": lines.take(some)})
    )
    monkeypatch.setattr(clear_legs, "STRIP", 3)
    for one, other in ((own, passes(street)), (few, given)):
        names = ("sample", "unit", "start", "end", "entered", "left")
        assert all((getattr(one, name) == getattr(other, name)).all() for name in names)


def test_who_stands_still_behind_a_wall_sees_nothing():
    at = point_places([10.0], [0.0])
    for x, y, seen in ((10, 40, 0), (10, 5, 60), (-20, 30, 0), (-21, 30, 60), (41, 30, 60), (40, 30, 0)):
        found = find_passes(leg((0, x, y), (60, x, y)), at, ONE, sight=Sight(BOX, 0.0))
        assert (found.end - found.start).sum() == seen
        assert len(found) == (seen > 0)


def test_who_reaches_the_line_past_a_corner_from_behind_it_sees_nothing():
    at = point_places([10.0], [0.0])
    for x, corner in ((-30, -20), (50, 40)):  # the lines past both corners meet y = 30 there
        for way in ((10, corner), (corner, 10)):
            assert not len(find_passes(leg((0, way[0], 30), (60, way[1], 30)), at, ONE, sight=Sight(BOX, 0.0)))
        assert len(find_passes(leg((0, 10, 30), (60, x, 30)), at, ONE, sight=Sight(BOX, 0.0))) == 1
