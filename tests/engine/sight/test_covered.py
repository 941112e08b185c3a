"""Very many walls near a sample: those that nearer ones hide wholly are left out, and samples are taken in parts."""

import numpy as np
import pytest
import shapely
from random_streets import SEEDS, random_street

from blindspot.engine.errors import UserError
from blindspot.engine.sight import covered, envelope, isovists
from blindspot.engine.sight.clear import clear_points
from blindspot.engine.sight.isovists import isovists_of
from blindspot.engine.sight.walls import walls_of

REACH = 80.0


@pytest.fixture
def heap():
    """The walls of boxes that overlap many times over, and sample points among them."""
    rng = np.random.default_rng(3)
    (x, y), (wide, high) = rng.uniform(0, 300, (2, 400)), rng.uniform(2, 60, (2, 400))
    turned = [shapely.affinity.rotate(box, angle) for box, angle in zip(
        shapely.box(x, y, x + wide, y + high), rng.uniform(0, 90, 400), strict=True)]  # fmt: skip
    return walls_of(np.array(turned)), *rng.uniform(-40, 340, (2, 60))


def test_nothing_that_is_seen_changes(heap, monkeypatch):
    walls, x, y = heap
    found = {}
    for many in (0, 10**9):
        monkeypatch.setattr(covered, "MANY", many)
        found[many] = isovists_of(walls, x, y, REACH, 1.0)
    some, every = found[0], found[10**9]
    assert np.diff(every.offsets).max() > 20
    np.testing.assert_array_equal(some.offsets, every.offsets)
    np.testing.assert_array_equal(some.wall, every.wall)
    for name in ("key", "ray", "nearest"):
        np.testing.assert_allclose(getattr(some, name), getattr(every, name), rtol=0, atol=1e-9)


def test_streets_are_hidden_as_by_a_look_at_every_wall(monkeypatch):
    monkeypatch.setattr(covered, "MANY", 0)
    for seed in SEEDS[:60]:
        street, rng = random_street(seed), np.random.default_rng(seed)
        x, y = street.places.x, street.places.y
        found = isovists_of(street.sight.walls, x, y, REACH, street.sight.tolerance)
        sample = rng.integers(0, len(x), 400)
        ux, uy = x[sample] + rng.uniform(-50, 50, 400), y[sample] + rng.uniform(-50, 50, 400)
        expected = clear_points(street.sight, x[sample], y[sample], ux, uy, 0.0)
        assert (found.clear(sample, ux, uy) == expected).all()


def test_most_walls_of_a_heap_are_left_out(heap, monkeypatch):
    walls, x, y = heap
    shares, whole = [], covered.uncovered

    def watched(columns, samples):
        kept = whole(columns, samples)
        shares.append(kept.mean())
        return kept

    monkeypatch.setattr(covered, "MANY", 0)
    monkeypatch.setattr(isovists, "uncovered", watched)
    isovists_of(walls, x, y, REACH)
    assert 0 < max(shares) < 0.4


def same(one, other):
    for name in ("offsets", "key", "ray", "wall", "nearest"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_blocks_of_directions_change_nothing(heap, monkeypatch):
    walls, x, y = heap
    whole = isovists_of(walls, x, y, REACH)
    sizes, split = [], envelope._split
    monkeypatch.setattr(envelope, "PAIRS_AT_ONCE", 300)
    monkeypatch.setattr(
        envelope, "_split", lambda interval, *rest: sizes.append(len(interval)) or split(interval, *rest)
    )
    same(isovists_of(walls, x, y, REACH), whole)
    assert len(sizes) > 10
    assert max(sizes) < 2 * 300


def test_few_sectors_are_held_at_once_and_that_changes_nothing(heap, monkeypatch):
    walls, x, y = heap
    monkeypatch.setattr(covered, "MANY", 10**9)  # nothing is left out
    whole = isovists_of(walls, x, y, REACH)
    sizes, find = [], isovists.envelope
    monkeypatch.setattr(isovists, "HELD", 1000)
    monkeypatch.setattr(isovists, "PAIRS", 200)
    monkeypatch.setattr(isovists, "COVERED", 50)
    monkeypatch.setattr(
        isovists,
        "envelope",
        lambda sample, *rest, samples: sizes.append(len(sample)) or find(sample, *rest, samples=samples),
    )
    same(isovists_of(walls, x, y, REACH), whole)
    assert len(sizes) > 10
    assert max(sizes) < 1000 + 200


def test_walls_left_out_while_others_are_looked_for_change_nothing(heap, monkeypatch):
    walls, x, y = heap
    monkeypatch.setattr(covered, "MANY", 10**9)
    whole = isovists_of(walls, x, y, REACH)
    monkeypatch.setattr(covered, "MANY", 5)
    monkeypatch.setattr(isovists, "HELD", 1000)
    monkeypatch.setattr(isovists, "PAIRS", 200)
    monkeypatch.setattr(isovists, "COVERED", 50)
    same(isovists_of(walls, x, y, REACH), whole)


def test_a_house_far_away_does_not_make_batches_larger(heap):
    walls, x, y = heap
    far = walls.extended_by(walls_of(np.array([shapely.box(1e6, 1e6, 1e6 + 9, 1e6 + 9)])))
    at_once = isovists._samples_at_once(walls, x, y, REACH)
    assert 300 < at_once < isovists.AT_ONCE
    assert isovists._samples_at_once(far, x, y, REACH) == at_once
    assert isovists._samples_at_once(walls, x + 5000.0, y, REACH) == isovists.AT_ONCE


def test_what_is_too_dense_is_one_sentence(heap, monkeypatch):
    walls, x, y = heap
    monkeypatch.setattr(envelope, "MOST_PAIRS", 100)
    with pytest.raises(UserError, match=r"BUILDINGS: \d+ walls hide something from one place"):
        isovists_of(walls, x, y, REACH)
    assert isinstance(isovists_of(walls, [5000.0], [0.0], REACH), isovists.Isovists)


def test_walls_in_one_narrow_direction_are_counted_as_they_are(monkeypatch):
    """1,000 walls that overlap within two degrees: half a million pairs, although each is narrow."""
    rng = np.random.default_rng(4)
    low, far = rng.uniform(-2, -0.5, 1000), rng.uniform(100, 200, 1000)
    boxes = walls_of(shapely.box(low * far / 100, far, low * far / 100 + 2 * far / 100, far + 1))
    monkeypatch.setattr(covered, "MANY", 10**9)
    monkeypatch.setattr(envelope, "MOST_PAIRS", 300_000)
    with pytest.raises(UserError, match="walls hide something from one place"):
        isovists_of(boxes, [0.0], [0.0], 250.0)
