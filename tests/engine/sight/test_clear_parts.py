"""Clear parts of legs that lie on a ray of an isovist but for rounding."""

import numpy as np
from random_streets import SEEDS, random_street

from blindspot.engine.sight.clear_parts import clear_parts
from blindspot.engine.sight.isovists import isovists_of


def test_parts_of_legs_along_a_ray_are_apart_and_clear():
    checked = 0
    for seed in SEEDS[:60]:
        street, rng = random_street(seed), np.random.default_rng(seed)
        isovists = isovists_of(street.sight.walls, street.places.x, street.places.y, 60.0, street.sight.tolerance)
        rays = np.diff(isovists.offsets)
        sample = np.repeat(np.flatnonzero(rays), 40)
        x, y = isovists.ray[isovists.offsets[sample] + rng.integers(0, rays[sample] - 1)][:, :2].T
        along, aside = np.array([x, y]) / np.hypot(x, y), np.array([-y, x]) / np.hypot(x, y)
        off = rng.choice([0, 1e-16, 1e-15, 1e-14, -1e-15, -1e-14, 1e-12, 1e-9], (2, len(sample)))
        a = along * rng.uniform(1, 42, len(sample)) + aside * off[0]
        b = along * rng.uniform(1, 42, len(sample)) * rng.choice([1, -1], len(sample)) + aside * off[1]
        whole, inside = np.ones(len(sample)), np.ones(len(sample), bool)
        found = clear_parts(isovists, sample, tuple(a), tuple(b), 0 * whole, whole, inside, inside)
        order = np.lexsort((found.start, found.pair))
        pair, start, end = found.pair[order], found.start[order], found.end[order]
        assert (start <= end).all()
        assert (start[1:] >= end[:-1])[pair[1:] == pair[:-1]].all()
        middle = a[:, pair] + (start + end) / 2 * (b - a)[:, pair]
        beside = [
            isovists.clear(sample[pair], *(np.array([isovists.x, isovists.y])[:, sample[pair]] + middle + step))
            for step in (1e-7 * aside[:, pair], -1e-7 * aside[:, pair])
        ]
        assert (beside[0] | beside[1])[end > start + 1e-6].all()
        checked += len(pair)
    assert checked > 5000
