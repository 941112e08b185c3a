"""Very many walls near a sample: those that nearer ones hide wholly are left out, and samples are taken in parts."""

import numpy as np
import pytest
import shapely
from random_streets import SEEDS, random_street

from blindspot.engine.errors import UserError
from blindspot.engine.sight import covered, isovists
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


def test_parts_change_nothing(heap, monkeypatch):
    walls, x, y = heap
    whole = isovists_of(walls, x, y, REACH)
    monkeypatch.setattr(isovists, "SPLIT", 300)
    parts = isovists_of(walls, x, y, REACH)
    for name in ("offsets", "key", "ray", "wall", "nearest"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))


def test_what_is_too_dense_is_one_sentence(heap, monkeypatch):
    walls, x, y = heap
    monkeypatch.setattr(isovists, "MOST_SPLIT", 100)
    with pytest.raises(UserError, match=r"BUILDINGS: \d+ walls hide something from one place"):
        isovists_of(walls, x, y, REACH)
    assert isinstance(isovists_of(walls, [5000.0], [0.0], REACH), isovists.Isovists)
