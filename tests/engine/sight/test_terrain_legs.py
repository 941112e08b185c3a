"""Parts of legs from which samples are seen over terrain."""

import numpy as np
import pytest
from small_terrain import SIZE, flat, hills

from blindspot.engine.sight.terrain_legs import clear_parts, cut_legs
from blindspot.engine.sight.viewsheds import viewsheds
from blindspot.engine.tracks.legs import Legs

REACH = 120.0


def walk(x, y):
    """The legs of one unit through these points, a second each."""
    n = len(x) - 1
    at = np.arange(n + 1.0)
    first = np.arange(n) == 0
    return Legs(x[:-1], y[:-1], at[:-1], x[1:], y[1:], at[1:], np.zeros(n, int), first, first[::-1])


def random_walk(terrain, steps, seed=0):
    """Every third fix is anywhere, the others on corners of cells; some stand."""
    rng = np.random.default_rng(seed)
    x = terrain.left + rng.integers(0, 80, steps + 1) * SIZE
    y = terrain.bottom + rng.integers(0, 70, steps + 1) * SIZE
    x[::3], y[::3] = x[::3] + rng.uniform(0, SIZE, len(x[::3])), y[::3] + rng.uniform(0, SIZE, len(y[::3]))
    x[1::20], y[1::20] = x[::20][: len(x[1::20])], y[::20][: len(y[1::20])]
    return walk(x, y)


def in_range(legs, x, y, reach=REACH):
    """All pairs of a leg and a sample in range of it, and the shares between which it is in range."""
    leg, sample = (each.ravel() for each in np.meshgrid(np.arange(len(legs)), np.arange(len(x)), indexing="ij"))
    ax, ay, dx, dy = legs.x0[leg] - x[sample], legs.y0[leg] - y[sample], legs.x1 - legs.x0, legs.y1 - legs.y0
    dx, dy = dx[leg], dy[leg]
    a, b, c = dx * dx + dy * dy, ax * dx + ay * dy, ax * ax + ay * ay - reach * reach
    with np.errstate(all="ignore"):
        half = np.sqrt(b * b - a * c)
        enter = np.where(c <= 0, 0.0, (-b - half) / a)
        leave = np.where((ax + dx) ** 2 + (ay + dy) ** 2 <= reach * reach, 1.0, (-b + half) / a)
    met = (enter >= 0) & (leave <= 1) & (enter <= leave)
    return leg[met], sample[met], enter[met], leave[met]


@pytest.fixture(scope="module")
def case():
    terrain, rng = hills(2.0, 40.0), np.random.default_rng(5)
    legs = random_walk(terrain, 400)
    x, y = terrain.left + rng.uniform(0, 900, 60), terrain.bottom + rng.uniform(0, 800, 60)
    return terrain, legs, x, y, viewsheds(terrain, x, y, REACH), in_range(legs, x, y)


def test_legs_are_cut_where_they_cross_the_edges_of_cells(case):
    terrain, legs = case[:2]
    cut = cut_legs(terrain, legs)
    own, middle = np.repeat(np.arange(len(legs)), np.diff(cut.offsets)), (cut.start + cut.end) / 2
    x, y = (a[own] + (b - a)[own] * middle for a, b in ((legs.x0, legs.x1), (legs.y0, legs.y1)))
    long = cut.end - cut.start > 1e-9
    column, row = terrain.cells(x, y)
    assert np.array_equal(column[long], cut.column[long])
    assert np.array_equal(row[long], cut.row[long])
    for piece, at in ((cut.offsets[:-1], (legs.x0, legs.y0)), (cut.offsets[1:] - 1, (legs.x1, legs.y1))):
        assert np.array_equal(terrain.cells(*at), (cut.column[piece], cut.row[piece]))


def test_parts_hold_exactly_the_clear_moments(case):
    _, legs, _, _, sheds, (leg, sample, enter, leave) = case
    parts = clear_parts(sheds, legs, leg, sample, enter, leave)
    rng = np.random.default_rng(7)
    share = enter + (leave - enter) * rng.uniform(size=(30, len(leg)))
    x, y = (a[leg] + (b - a)[leg] * share for a, b in ((legs.x0, legs.x1), (legs.y0, legs.y1)))
    clear = np.array([sheds.clear(sample, *each) for each in zip(x, y, strict=True)])
    inside = np.zeros_like(clear)
    for pair, start, end in zip(parts.pair, parts.start, parts.end, strict=True):
        inside[:, pair] |= (start <= share[:, pair]) & (share[:, pair] <= end)
    assert 0.2 < clear.mean() < 0.9
    assert np.array_equal(inside, clear)


def test_a_part_reaches_a_fix_if_and_only_if_the_sample_is_seen_from_it(case):
    _, legs, _, _, sheds, (leg, sample, enter, leave) = case
    parts = clear_parts(sheds, legs, leg, sample, enter, leave)
    for pairs, x, y, near in (
        (parts.pair[parts.at_start], legs.x0, legs.y0, enter <= 0),
        (parts.pair[parts.at_end], legs.x1, legs.y1, leave >= 1),
    ):
        reached = np.bincount(pairs, minlength=len(leg))
        assert np.array_equal(reached, (sheds.clear(sample, x[leg], y[leg]) & near).astype(int))


def seconds_seen(terrain, legs, x, y):
    """(m,) seconds in range of each sample with a line of sight."""
    leg, sample, enter, leave = in_range(legs, x, y)
    parts = clear_parts(viewsheds(terrain, x, y, REACH), legs, leg, sample, enter, leave)
    lasted = (legs.t1 - legs.t0)[leg[parts.pair]] * (parts.end - parts.start)
    return np.bincount(sample[parts.pair], lasted, len(x))


def test_splitting_a_leg_changes_nothing(case):
    terrain, legs, x, y = case[:4]
    rng, n = np.random.default_rng(8), len(legs)
    share = rng.integers(1, 4, n) / 4
    middle = [a + (b - a) * share for a, b in ((legs.x0, legs.x1), (legs.y0, legs.y1), (legs.t0, legs.t1))]
    ends = [
        [np.column_stack(pair).ravel() for pair in ((a, m), (m, b))]
        for a, m, b in zip((legs.x0, legs.y0, legs.t0), middle, (legs.x1, legs.y1, legs.t1), strict=True)
    ]
    (x0, x1), (y0, y1), (t0, t1) = ends
    split = Legs(x0, y0, t0, x1, y1, t1, *(np.repeat(each, 2) for each in (legs.unit, legs.first, legs.last)))
    assert seconds_seen(terrain, split, x, y) == pytest.approx(seconds_seen(terrain, legs, x, y), abs=1e-9)


def test_flat_ground_gives_the_shares_in_range_to_the_bit(case):
    _, legs, x, y, _, (leg, sample, enter, leave) = case
    plain = flat(left=1000.0, bottom=2000.0)
    parts = clear_parts(viewsheds(plain, x, y, REACH), legs, leg, sample, enter, leave)
    assert np.array_equal(parts.pair, np.arange(len(leg)))
    assert np.array_equal(parts.start, enter)
    assert np.array_equal(parts.end, leave)


def test_a_walk_across_a_ridge_is_seen_on_one_side_of_it():
    plain = flat()
    plain.heights[:, 30] += 5
    legs = walk(np.array([205.0, 405.0]), np.array([305.0, 305.0]))
    sheds = viewsheds(plain, np.array([255.0]), np.array([305.0]), 100.0)
    parts = clear_parts(sheds, legs, *(np.zeros(1, int) for _ in range(2)), np.zeros(1), np.array([0.75]))
    assert parts.start.tolist() == [0.0]
    assert parts.end == pytest.approx([105 / 200])  # until the far edge of the ridge's cells, at x = 310
    assert parts.at_start.tolist() == [True]
    assert parts.at_end.tolist() == [False]
