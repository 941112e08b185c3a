"""What came in range on single days, joined, is what came in range at all."""

import pickle

import numpy as np
import pytest

from blindspot.engine.effort import effort as effort_module
from blindspot.engine.effort.effort import cells_in_range, share_in_range
from blindspot.engine.errors import UserError
from blindspot.engine.places.grid import HEXAGON, SQUARE, Grid, Lattice
from blindspot.engine.places.places import places_from_geometries
from blindspot.engine.score.detection import Detection
from blindspot.engine.slices.partial_effort import day_slices
from blindspot.engine.slices.partial_range import PartialRange, RangeSums, cells_partly_in_range, partly_in_range
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.tracks.tracks import tracks_from_fixes
from tests.engine.slices.patrols import NIGHT, Patrols, patrols
from tests.engine.slices.test_partial_effort import ALL_DAY, ZONES, hours_of, midnights_of
from tests.engine.slices.test_partial_scores import RULES


def detection_of(names: tuple[str, ...]) -> Detection:
    """Each unit has a range of its own."""
    return Detection(np.array([2.0 + 3 * int(name[-1]) for name in names]), np.full(len(names), 1 / 30))


def add_days(sums: RangeSums, some: Patrols, of_day) -> np.ndarray:
    """The shares from what `of_day` finds on each day, from its own fixes alone."""
    for day in day_slices(midnights_of(some), RULES.max_pause):
        tracks, _ = tracks_from_fixes(some.fixes(day.since, day.until), RULES)
        sums.add(pickle.loads(pickle.dumps(of_day(tracks, detection_of(tracks.unit_names), day))))
    return sums.shares()


def grid(shape: int) -> Grid:
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(-7, 8), np.arange(-7, 8)))
    return Grid(Lattice(60.0, shape, (0.0, 0.0)), column, row)


@pytest.mark.parametrize("watch", [NIGHT, ALL_DAY], ids=["night", "all day"])
@pytest.mark.parametrize("shape", [SQUARE, HEXAGON])
@pytest.mark.parametrize("spacing", [25.0, 12.0, 8.8])
def test_cells(watch, shape, spacing, monkeypatch):
    monkeypatch.setattr(effort_module, "SAMPLES_AT_ONCE", 1000)
    some, cells = patrols(1, days=3, units=3), grid(shape)
    some = some.take(np.flatnonzero(np.floor((some.t - some.t.min()) / DAY) != 1))
    hours, _ = hours_of(some, watch)
    tracks, _ = tracks_from_fixes(some.fixes(), RULES)
    expected = cells_in_range(tracks, cells, spacing, detection_of(tracks.unit_names), hours)
    found = add_days(
        RangeSums.of_cells(cells, spacing),
        some,
        lambda own, detection, day: cells_partly_in_range(own, cells, spacing, detection, day, hours),
    )
    assert np.array_equal(found, expected)
    assert len(np.unique(expected)) > 5


@pytest.mark.parametrize("watch", [NIGHT, ALL_DAY], ids=["night", "all day"])
def test_zones(watch):
    some = patrols(2, days=3, units=3)
    places, hours = places_from_geometries(ZONES, 13.0), hours_of(some, watch)[0]
    tracks, _ = tracks_from_fixes(some.fixes(), RULES)
    expected = share_in_range(tracks, places, detection_of(tracks.unit_names), hours)
    found = add_days(
        RangeSums.of_places(places),
        some,
        lambda own, detection, day: partly_in_range(own, places, detection, day, hours),
    )
    assert np.array_equal(found, expected)
    assert expected[:3].min() > 0.1
    assert expected[3] == 0


def test_bits_of_places_of_all_sizes():
    counts = np.random.default_rng(0).integers(1, 20, 50)
    seen = np.random.default_rng(1).random(counts.sum()) < 0.4
    sums = RangeSums(counts)
    for part in np.array_split(np.flatnonzero(seen), 3):
        byte = np.unique(part // 8)
        bits = [sum(1 << int(i) % 8 for i in part if i // 8 == b) for b in byte]
        sums.add(PartialRange(byte, np.array(bits, np.uint8)))
    assert np.array_equal(sums.shares(), np.add.reduceat(seen * 1, np.r_[0, np.cumsum(counts)[:-1]]) / counts)


def test_too_many_points():
    with pytest.raises(UserError, match="SAMPLE_SPACING"):
        RangeSums.of_cells(grid(SQUARE), 0.1)
